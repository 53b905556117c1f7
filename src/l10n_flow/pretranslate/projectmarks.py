"""Where a translation's marks are: whole, on found items, or in the window of the best F1."""

from __future__ import annotations

import re
from collections.abc import Iterable

from l10n_flow.documents.markdown.marked import HOLE, Mark
from l10n_flow.pretranslate.projectitems import Place, Places, is_sign
from l10n_flow.pretranslate.projectwindow import SURE, Evidence
from l10n_flow.pretranslate.projectwords import Clean

__all__ = ["place_marks"]

_WORD = re.compile(r"\w")
_OBJECT_SIGN = re.compile(r"\s+را$")
"""Persian says with a word of its own that what went before is an object. That word belongs to the
sentence, not to the title, the link or the emphasis that the object is."""

_OPENERS = {"¿": "?", "¡": "!"}
"""Spanish signs that come with the sign at the sentence's end."""


def place_marks(clean: Clean, text: str, evidence: Evidence | None, items: Places) -> Places:
    """The place of every mark of `clean` in its translation.

    A mark on all words is on all words again, one on nothing but items is on these items; the
    others need evidence. One within another stays within, and two beside each other stay apart.
    """
    work = _Work(clean, text, evidence, items)
    work.place(_children(clean.source.marks, range(len(clean.marks))), None)
    return work.places


def _children(marks: tuple[Mark, ...], among: Iterable[int]) -> list[tuple[int, list[int]]]:
    """The outermost of some marks, each with those within it, which come after it."""
    found: list[tuple[int, list[int]]] = []
    for n in among:
        if found and marks[n].end <= marks[found[-1][0]].end:
            found[-1][1].append(n)
        else:
            found.append((n, []))
    return found


class _Work:
    """One text's marks, while they are placed."""

    def __init__(self, clean: Clean, text: str, evidence: Evidence | None, items: Places) -> None:
        self.clean = clean
        self.text = text
        self.evidence = evidence
        self.items = items
        self.places: Places = [None] * len(clean.marks)

    def place(self, nested: list[tuple[int, list[int]]], parent: Place | None) -> None:
        """Places for marks beside each other, the surest first, and for those within them."""
        found = {n: self._alone(n, parent, []) for n, _ in nested}
        taken: list[Place] = []
        for n in sorted(found, key=lambda n: -found[n].sure if found[n] else 1.0):  # type: ignore[union-attr]  # asked for before
            place = found[n]
            if place is not None and _meets(place, taken):
                place = self._alone(n, parent, taken)
                if place is not None:
                    place = place._replace(sure=min(place.sure, SURE / 2))
                    place = None if _meets(place, taken) else place
            if place is not None:
                taken.append(place)
            self.places[n] = place
        for n, inner in nested:
            if inner:
                around = self.places[n] or parent
                self.place(_children(self.clean.source.marks, inner), around)

    def _alone(self, n: int, parent: Place | None, taken: list[Place]) -> Place | None:
        start, end = self.clean.marks[n]
        words = self.clean.text
        if parent is None and not taken and not _WORD.search(words[:start] + words[end:]):
            return self._whole(n)
        if parent is not None and not taken and self._is_all_of_parent(n):
            return parent
        held = self._on_items(n)
        if held is not None or self.evidence is None:
            return held
        evidence = self.evidence
        free = [
            k
            for k, span in enumerate(evidence.target)
            if not _meets(Place(*span), taken)
            and (parent is None or (parent.start <= span.start and span.end <= parent.end))
        ]
        window = evidence.window(*evidence.columns(start, end), free)
        if window is None:
            return None
        first, last = evidence.target[window.first].start, evidence.target[window.last - 1].end
        last -= len(_object_sign(self.text[first:last]))
        return Place(*self._with_signs(n, *self._with_items(first, last), parent), window.f1)

    def _is_all_of_parent(self, n: int) -> bool:
        """Whether the mark is on all words of the mark that it stands in."""
        start, end = self.clean.marks[n]
        around = [span for span in self.clean.marks[:n] if span.start <= start and end <= span.end]
        words = self.clean.text
        return bool(around) and not _WORD.search(
            words[around[-1].start : start] + words[end : around[-1].end]
        )

    def _whole(self, n: int) -> Place:
        """All of the translation, less as many signs at its edges as the mark left out."""
        start, end = self.clean.marks[n]
        before = len(self.clean.text[:start].strip())
        after = len(self.clean.text[end:].strip())
        first, last = 0, len(self.text)
        while before and first < last and is_sign(self.text[first]):
            first, before = first + 1, before - 1
        while after and first < last and is_sign(self.text[last - 1]):
            last, after = last - 1, after - 1
        return Place(*self._paired(first, last))

    def _on_items(self, n: int) -> Place | None:
        """Where the items are, for a mark on nothing else; None for others."""
        mark = self.clean.source.marks[n]
        inside = self._items_in(mark)
        words = self.clean.source.text[mark.start : mark.end]
        if not inside or _WORD.search(words):
            return None
        places = [place for k in inside if (place := self.items[k]) is not None]
        if not places:
            return None
        first, last = min(p.start for p in places), max(p.end for p in places)
        gap = self.text[first:last]
        for place in places:
            gap = gap.replace(self.text[place.start : place.end], "", 1)
        sure = min(place.sure for place in places)
        return Place(first, last, SURE / 2 if _WORD.search(gap) else sure)

    def _items_in(self, mark: Mark) -> list[int]:
        items = enumerate(self.clean.items)
        return [k for k, item in items if mark.start <= item.opaque.at < mark.end]

    def _with_items(self, first: int, last: int) -> tuple[int, int]:
        """The range with the whole of every found item that it has a part of."""
        for place in self.items:
            if place is not None and place.start < last and first < place.end:
                first, last = min(first, place.start), max(last, place.end)
        return first, last

    def _with_signs(self, n: int, first: int, last: int, parent: Place | None) -> tuple[int, int]:
        """The range with as many signs around it as the mark has at its edges in the source."""
        mark = self.clean.source.marks[n]
        words = self.clean.source.text[mark.start : mark.end]
        lowest, highest = (parent.start, parent.end) if parent else (0, len(self.text))
        edges = [place for place in self.items if place is not None and place.start < place.end]
        for character in words:
            if character == HOLE or not is_sign(character):
                break
            if first > lowest and is_sign(self.text[first - 1]) and not _ends(edges, first):
                first -= 1
        for character in reversed(words):
            if character == HOLE or not is_sign(character):
                break
            if last < highest and is_sign(self.text[last]) and not _begins(edges, last):
                last += 1
        return self._paired(first, last)

    def _paired(self, first: int, last: int) -> tuple[int, int]:
        """With an opening `¿` when its `?` is inside, without when it is outside."""
        text = self.text
        before, inside = text[first - 1 : first], text[first : first + 1]
        if inside in _OPENERS and text[last : last + 1] == _OPENERS[inside]:
            return first + 1, last
        if before in _OPENERS and text[last - 1 : last] == _OPENERS[before]:
            return first - 1, last
        return first, last


def _object_sign(words: str) -> str:
    """The sign and the space before it, or nothing."""
    found = _OBJECT_SIGN.search(words)
    return found[0] if found else ""


def _ends(places: list[Place], at: int) -> bool:
    return any(place.end == at for place in places)


def _begins(places: list[Place], at: int) -> bool:
    return any(place.start == at for place in places)


def _meets(place: Place | None, taken: list[Place]) -> bool:
    if place is None:
        return False
    return any(place.start < other.end and other.start < place.end for other in taken)
