"""Marks and opaque items in a translation: placed by attention, and where only one place is left.

The engine gets words only (`cleaned`). In its answer, items are found literally or by their
stand-ins, else placed by attention; each mark gets the window of words that attended to its words
(`wordpairs`). An uncertain place is a doubt; what cannot be written is left out, which is a doubt,
too. Broken Markdown never results: the parser reads every result (`documents.written`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from l10n_flow.documents.markdown.attributewords import attribute_words
from l10n_flow.documents.markdown.marked import HOLE, Mark, Marked, Opaque
from l10n_flow.documents.markdown.markwriting import Unwritable, written
from l10n_flow.engines import Hypothesis
from l10n_flow.model import Span
from l10n_flow.pretranslate.projection.engineinput import Clean, Item, divides
from l10n_flow.pretranslate.projection.wordpairs import SURE, Evidence


@dataclass(frozen=True, slots=True)
class PlacingDoubt:
    """Something that a person should look at."""

    code: str
    """"mark-unsure" (its words are a guess), "mark-lost", "item-placed" (its place is a guess),
    "item-lost", "attribute" (words within a mark that are not translated)."""
    written: str
    """The mark or the item, by its name: `**`, `[]({1})`, `[^1]`; for an attribute its words."""


@dataclass(frozen=True, slots=True)
class Projected:
    """A translation with marks and items."""

    target: str
    """Inline Markdown with the source's marks and items, except those that a doubt calls lost."""
    doubts: tuple[PlacingDoubt, ...]
    f1: float
    """The confidence of the least certain place, 0 to 1."""


MAX_MARKS = 150
"""The maximum marks and items for which attention is used: the work grows with the cube of their
number, 150 take about a second. No sentence has so many; a list of links in one paragraph may."""


def projected(clean: Clean, hypothesis: Hypothesis) -> Projected:
    """Return the hypothesis for `clean.text` with the marks and items of `clean.source`.

    >>> from l10n_flow.documents import marked
    >>> from l10n_flow.engines import Alignment
    >>> from l10n_flow.model import Span
    >>> from l10n_flow.pretranslate.projection.engineinput import cleaned
    >>> clean = cleaned(marked("the **red** house"))
    >>> words = (Span(0, 3), Span(4, 7), Span(8, 13)), (Span(0, 2), Span(3, 7), Span(8, 12))
    >>> weights = ((1.0, 0.0, 0.0), (0.0, 0.1, 0.9), (0.0, 0.9, 0.1))
    >>> projected(clean, Hypothesis("la casa roja", alignment=Alignment(*words, weights))).target
    'la casa **roja**'
    """
    text, source = hypothesis.text, clean.source
    if not source.marks and not source.opaques:
        return _finished(Marked(text), [], [], [], clean.like)
    aligned = hypothesis.alignment
    few = len(source.marks) + len(source.opaques) <= MAX_MARKS
    evidence = Evidence(aligned, clean.text, text) if aligned and aligned.target and few else None
    items = place_items(clean, text, evidence)
    marks = place_marks(clean, text, evidence, items)
    doubts = [PlacingDoubt("attribute", words) for words in attribute_words(source)]
    doubts += _doubts("item", [item.opaque for item in clean.items], items)
    doubts += _doubts("mark", source.marks, marks)
    known = [place.sure for place in (*items, *marks) if place is not None]
    found, numbers = joined(clean, text, items, marks)
    sure = [place.sure for n in numbers if (place := marks[n]) is not None]
    return _finished(found, sure, doubts, known, clean.like)


def _doubts(what: str, of: Sequence[Mark | Opaque], places: Places) -> list[PlacingDoubt]:
    guess = {"item": "item-placed", "mark": "mark-unsure"}[what]
    return [
        PlacingDoubt(f"{what}-lost" if place is None else guess, one.name)
        for one, place in zip(of, places, strict=True)
        if place is None or place.sure < SURE
    ]


def _finished(
    m: Marked, sure: list[float], doubts: list[PlacingDoubt], known: list[float], like: str
) -> Projected:
    """Leave out what cannot be written: the least certain marks, then items; each is a doubt."""
    lowest = min(known, default=1.0)
    while True:
        try:
            return Projected(written(m, like), tuple(dict.fromkeys(doubts)), round(lowest, 3))
        except Unwritable:
            lowest = 0.0
        if m.marks:
            n = sure.index(min(sure))
            del sure[n]
            doubts = _with_lost(doubts, "mark", m.marks[n].name)
            m = m._replace(marks=(*m.marks[:n], *m.marks[n + 1 :]))
        elif m.opaques:
            *rest, last = m.opaques
            doubts = _with_lost(doubts, "item", last.name)
            words = m.text[: last.at] + m.text[last.at + 1 :]
            m = Marked(words, (), tuple(rest))
        else:
            return Projected("", tuple(doubts), lowest)


def _with_lost(doubts: list[PlacingDoubt], what: str, name: str) -> list[PlacingDoubt]:
    """Return the doubts with one more loss, which replaces a lesser doubt about the same."""
    lesser = PlacingDoubt("mark-unsure" if what == "mark" else "item-placed", name)
    if lesser in doubts:
        doubts = list(doubts)
        doubts.remove(lesser)
    return [*doubts, PlacingDoubt(f"{what}-lost", name)]


# Places of opaque items: found literally, or by attention


class TargetSpan(NamedTuple):
    """A range of the translation or, with `start` = `end`, a gap in it."""

    start: int
    end: int
    sure: float = 1.0
    """The confidence, 0 to 1; as an F1."""


Places = list[TargetSpan | None]
"""The place of each of a text's items or marks; None without one."""

_WORD = re.compile(r"\w")
_SIGNS = re.compile(r"[^\w\s]*")


def is_sign(character: str) -> bool:
    """Whether a character is neither a letter or digit nor a blank.

    >>> [is_sign(character) for character in ("»", "س", " ", "")]
    [True, False, False, False]
    """
    return bool(character) and not character.isspace() and _WORD.match(character) is None


def place_items(clean: Clean, text: str, evidence: Evidence | None) -> Places:
    """Return the place of every item of `clean` in its translation; `evidence` gets certain pairs.

    A stand-in counts only where it appears exactly once; otherwise it has no place.
    """
    places: Places = [None] * len(clean.items)
    visible = [n for n, item in enumerate(clean.items) if item.start < item.end]
    visible.sort(key=lambda n: clean.items[n].start - clean.items[n].end)
    for n in visible:
        if places[n] is None:
            _find(n, visible, clean, text, evidence, places)
    for n in visible:
        place, item = places[n], clean.items[n]
        if place is None and item.literal:
            places[n] = place = _replaced(item, evidence, places)
        if place is not None and evidence is not None and place.sure >= SURE:
            evidence.pin(Span(item.start, item.end), Span(place.start, place.end))
    for n, item in enumerate(clean.items):
        if item.start == item.end:
            places[n] = _gap(item, clean, text, evidence)
    return places


def _find(
    n: int, visible: list[int], clean: Clean, text: str, evidence: Evidence | None, places: Places
) -> None:
    """Find places for all items with the same text as item `n`, if the translation has them."""
    item = clean.items[n]
    words = clean.text[item.start : item.end]
    alike = sorted(k for k in visible if _reads(clean, k) == words)
    taken = [place for place in places if place is not None]
    joined = any(_is_joined(clean.text, *clean.items[k][1:3]) for k in alike)
    found = [s for s in _occurrences(words, text, joined=joined) if not _touches(s, taken)]
    if not item.literal:
        if len(found) == 1:
            places[n] = TargetSpan(*found[0])
        return
    everywhere = {start for start, _ in _occurrences(words, clean.text, joined=joined)}
    everywhere.update(clean.items[k].start for k in alike)
    if len(found) == len(everywhere) == len(alike):
        for k, span in zip(alike, found, strict=True):
            places[k] = TargetSpan(*span)
        return
    spots = list(found)
    for k in alike:
        if not found:
            return
        rank = sum(start < clean.items[k].start for start in everywhere)
        best, sure = _likeliest(clean.items[k], found, rank, evidence)
        places[k] = TargetSpan(
            *found.pop(best), 1.0 if len(everywhere) == 1 == len(spots) else sure
        )


def _reads(clean: Clean, n: int) -> str:
    return clean.text[clean.items[n].start : clean.items[n].end]


def _occurrences(words: str, text: str, *, joined: bool) -> list[tuple[int, int]]:
    """Return where the words appear; part of a longer Latin word or number only if `joined`."""
    found = []
    at = text.find(words)
    while at >= 0:
        end = at + len(words)
        if joined or not _is_joined(text, at, end):
            found.append((at, end))
        at = text.find(words, end)
    return found


def _is_joined(text: str, start: int, end: int) -> bool:
    """Whether a stretch of text is a part of a longer Latin word or number."""
    left, right = text[max(0, start - 1) : start], text[end : end + 1]
    return _joins(left, text[start]) or _joins(text[end - 1], right)


def _joins(left: str, right: str) -> bool:
    return (left + right).isascii() and left.isalnum() and right.isalnum()


def _touches(span: tuple[int, int], taken: list[TargetSpan]) -> bool:
    return any(span[0] < place.end and place.start < span[1] for place in taken)


def _likeliest(
    item: Item, found: list[tuple[int, int]], rank: int, evidence: Evidence | None
) -> tuple[int, float]:
    """Return the likeliest occurrence of the item, by attention or order, and how sure it is."""
    if evidence is not None:
        shares = evidence.shares(*evidence.columns(item.start, item.end))
        sums = [sum(shares[n] for n in evidence.words(*span)) for span in found]
        if max(sums) > 0:
            return sums.index(max(sums)), min(1.0, max(sums)) * max(sums) / sum(sums)
    return min(rank, len(found) - 1), SURE / 2


def _replaced(item: Item, evidence: Evidence | None, places: Places) -> TargetSpan | None:
    """Return the engine's words for code, which the code itself replaces."""
    if evidence is None:
        return None
    taken = [place for place in places if place is not None]
    free = [n for n, span in enumerate(evidence.target) if not _touches(span, taken)]
    window = evidence.window(*evidence.columns(item.start, item.end), free)
    if window is None:
        return None
    start, end = evidence.target[window.first].start, evidence.target[window.last - 1].end
    return TargetSpan(start, end, min(window.f1, SURE / 2))


# Items that the engine's text does not have


def _gap(item: Item, clean: Clean, text: str, evidence: Evidence | None) -> TargetSpan:
    """Return a gap in the translation for an item that was left out."""
    before, after = clean.text[: item.start], clean.text[item.start :]
    if _WORD.search(before) is None:
        at = min(len(before.strip()), _leading(text)) if before.strip() else 0
        return TargetSpan(at, at)
    if _WORD.search(after) is None:
        at = len(text) - min(len(after.strip()), _leading(text[::-1]))
        return TargetSpan(at, at)
    if evidence is None:
        return _by_proportion(item, clean, text)
    at, sure = _by_attention(item, clean, text, evidence)
    return TargetSpan(at, at, sure) if sure else _by_proportion(item, clean, text)


def _leading(text: str) -> int:
    """Count the signs at the beginning of a text."""
    match = _SIGNS.match(text)
    return match.end() if match else 0


def _by_attention(item: Item, clean: Clean, text: str, evidence: Evidence) -> tuple[int, float]:
    """Return the place after the translation of the word before the item, or before the next one's.

    An item that touches a word stays with it; one between blanks goes to the more certain of both.
    """
    first, last = evidence.columns(item.start, item.start + 1)
    before, after = evidence.columns(0, item.start)[1] - 1, max(first, last - 1)
    if first < last and evidence.source[first].start < item.start:
        before = after = first
    source, at = clean.source.text, item.opaque.at
    with_next = _WORD.match(source, at + 1) is not None
    with_last = not with_next and not source[at - 1 : at].isspace()
    candidates = []
    if before >= 0 and not (with_next and source[at - 1 : at].isspace()):
        word, share = evidence.nearest(before)
        signs = clean.text[evidence.source[before].end : item.start]
        candidates.append((share, _past(text, evidence.target[word].end, signs)))
    if after < len(evidence.source) and not with_last and not _is_closing(source, at + 1):
        word, share = evidence.nearest(after)
        candidates.append((share, evidence.target[word].start))
    share, place = max(candidates, default=(0.0, 0), key=lambda candidate: candidate[0])
    return place, share


def _is_closing(source: str, at: int) -> bool:
    return is_sign(source[at : at + 1])


def _past(text: str, at: int, signs: str) -> int:
    """Return the end of as many signs, from a place in the text on, as `signs` has."""
    reached = at
    for _ in range(sum(is_sign(character) for character in signs)):
        while text[at : at + 1].isspace():
            at += 1
        if not is_sign(text[at : at + 1]):
            break
        at = reached = at + 1
    return reached


def _by_proportion(item: Item, clean: Clean, text: str) -> TargetSpan:
    """Without evidence, return the same relative place as in the source, at the end of a word."""
    wanted = len(text) * item.start / max(1, len(clean.text))
    ends = [match.end() for match in re.finditer(r"\S+", text)] or [0]
    at = min(ends, key=lambda end: abs(end - wanted))
    return TargetSpan(at, at, 0.0)


# Places of marks: all words, found items, or the window with the best F1

_OBJECT_SIGN = re.compile(r"\s+را$")
"""Persian marks an object with a separate word after it. That word belongs to the sentence, not to
the title, the link or the emphasis of the object."""

_OPENERS = {"¿": "?", "¡": "!"}
"""Spanish signs that belong to the sign at the sentence's end."""


def place_marks(clean: Clean, text: str, evidence: Evidence | None, items: Places) -> Places:
    """Return the place of every mark of `clean` in its translation.

    A mark on all words stays on all words, one on items only stays on these items; others need
    evidence. Nested marks stay nested, and adjacent ones stay separate.
    """
    work = _MarkPlacing(clean, text, evidence, items)
    work.place(_children(clean.source.marks, range(len(clean.marks))), None)
    return work.places


def _children(marks: tuple[Mark, ...], among: Iterable[int]) -> list[tuple[int, list[int]]]:
    """Return the outermost of some marks, each with those within it, which come after it."""
    found: list[tuple[int, list[int]]] = []
    for n in among:
        if found and marks[n].end <= marks[found[-1][0]].end:
            found[-1][1].append(n)
        else:
            found.append((n, []))
    return found


class _MarkPlacing:
    """One text's marks, while they are placed."""

    def __init__(self, clean: Clean, text: str, evidence: Evidence | None, items: Places) -> None:
        self.clean = clean
        self.text = text
        self.evidence = evidence
        self.items = items
        self.places: Places = [None] * len(clean.marks)

    def place(self, nested: list[tuple[int, list[int]]], parent: TargetSpan | None) -> None:
        """Place adjacent marks, the most certain first, and those within them."""
        found = {n: self._alone(n, parent, []) for n, _ in nested}
        taken: list[TargetSpan] = []
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

    def _alone(
        self, n: int, parent: TargetSpan | None, taken: list[TargetSpan]
    ) -> TargetSpan | None:
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
            if not _meets(TargetSpan(*span), taken)
            and (parent is None or (parent.start <= span.start and span.end <= parent.end))
        ]
        window = evidence.window(*evidence.columns(start, end), free)
        if window is None:
            return None
        first, last = evidence.target[window.first].start, evidence.target[window.last - 1].end
        last -= len(_object_sign(self.text[first:last]))
        return TargetSpan(*self._with_signs(n, *self._with_items(first, last), parent), window.f1)

    def _is_all_of_parent(self, n: int) -> bool:
        """Whether the mark is on all words of the mark around it."""
        start, end = self.clean.marks[n]
        around = [span for span in self.clean.marks[:n] if span.start <= start and end <= span.end]
        words = self.clean.text
        return bool(around) and not _WORD.search(
            words[around[-1].start : start] + words[end : around[-1].end]
        )

    def _whole(self, n: int) -> TargetSpan:
        """Return all of the translation, without as many edge signs as the mark left out."""
        start, end = self.clean.marks[n]
        before = len(self.clean.text[:start].strip())
        after = len(self.clean.text[end:].strip())
        first, last = 0, len(self.text)
        while before and first < last and is_sign(self.text[first]):
            first, before = first + 1, before - 1
        while after and first < last and is_sign(self.text[last - 1]):
            last, after = last - 1, after - 1
        return TargetSpan(*self._paired(first, last))

    def _on_items(self, n: int) -> TargetSpan | None:
        """Return the items' place for a mark on items only; None for others."""
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
        return TargetSpan(first, last, SURE / 2 if _WORD.search(gap) else sure)

    def _items_in(self, mark: Mark) -> list[int]:
        items = enumerate(self.clean.items)
        return [k for k, item in items if mark.start <= item.opaque.at < mark.end]

    def _with_items(self, first: int, last: int) -> tuple[int, int]:
        """Extend the range to all of every found item that it touches."""
        for place in self.items:
            if place is not None and place.start < last and first < place.end:
                first, last = min(first, place.start), max(last, place.end)
        return first, last

    def _with_signs(
        self, n: int, first: int, last: int, parent: TargetSpan | None
    ) -> tuple[int, int]:
        """Extend the range by as many signs as the mark has at its edges in the source."""
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
        """Include an opening `¿` when its `?` is inside; exclude it when that is outside."""
        text = self.text
        before, after = text[first - 1 : first], text[last : last + 1]
        while first < last and after and _OPENERS.get(text[first]) == after:
            first, before = first + 1, ""
        if before in _OPENERS and text[last - 1 : last] == _OPENERS[before]:
            return first - 1, last
        return first, last


def _object_sign(words: str) -> str:
    """Return the object's sign and the space before it, or nothing."""
    found = _OBJECT_SIGN.search(words)
    return found[0] if found else ""


def _ends(places: list[TargetSpan], at: int) -> bool:
    return any(place.end == at for place in places)


def _begins(places: list[TargetSpan], at: int) -> bool:
    return any(place.start == at for place in places)


def _meets(place: TargetSpan | None, taken: list[TargetSpan]) -> bool:
    if place is None:
        return False
    return any(place.start < other.end and other.start < place.end for other in taken)


# Joining words, items and marks into one marked text


class _Edit(NamedTuple):
    """A range of the translation, or a gap in it, that becomes an item."""

    start: int
    end: int
    number: int
    """The item's."""
    before: str
    """A blank before the item, if the gap needs one."""
    after: str

    @property
    def growth(self) -> int:
        """By how many characters the text grows."""
        return len(self.before) + 1 + len(self.after) - (self.end - self.start)


def joined(clean: Clean, text: str, items: Places, marks: Places) -> tuple[Marked, list[int]]:
    """Return the marked text, and for each of its marks the index in the source.

    Items and marks without a place are left out. An item in a mark is in that mark again.
    """
    edits = _edits(clean, text, _settled(clean, items, marks))
    pieces: list[str] = []
    opaques = []
    at = length = 0
    for edit in edits:
        pieces += (text[at : edit.start], edit.before, HOLE, edit.after)
        length += edit.start - at + len(edit.before)
        opaques.append(clean.items[edit.number].opaque._replace(at=length))
        length += 1 + len(edit.after)
        at = edit.end
    pieces.append(text[at:])
    numbers = [n for n, place in enumerate(marks) if place is not None]
    found = [_moved(clean, n, marks[n], edits) for n in numbers]
    return Marked("".join(pieces), tuple(found), tuple(opaques)), numbers


def _settled(clean: Clean, items: Places, marks: Places) -> Places:
    """Move gaps into the marks of their items, and out of others."""
    gaps = [n for n, place in enumerate(items) if place is not None and place.start == place.end]
    if not gaps:
        return items
    settled = list(items)
    for n in gaps:
        at = items[n].start  # type: ignore[union-attr]  # a gap has a place
        for other in items:
            if other is not None and other.start < at < other.end:
                at = other.end
        for mark, place in zip(clean.source.marks, marks, strict=True):
            if place is None:
                continue
            if _holds(mark, clean, n):
                at = min(max(at, place.start), place.end)
            elif place.start < at < place.end:
                at = place.end
        settled[n] = TargetSpan(at, at)
    return settled


def _holds(mark: Mark, clean: Clean, n: int) -> bool:
    return mark.start <= clean.items[n].opaque.at < mark.end


def _edits(clean: Clean, text: str, items: Places) -> Sequence[_Edit]:
    edits = []
    for n, place in enumerate(items):
        if place is None:
            continue
        start, end, _ = place
        before = after = ""
        if start == end:
            end, before, after = _room(clean, text, n, start)
        edits.append(_Edit(start, end, n, before, after))
    edits.sort(key=lambda edit: (edit.start, edit.end, edit.number))
    return edits


def _room(clean: Clean, text: str, n: int, at: int) -> tuple[int, str, str]:
    """Return the end of a gap, and the blanks that its item needs, as in the source.

    A line break replaces a blank.
    """
    opaque, source = clean.items[n].opaque, clean.source.text
    left, right = text[at - 1 : at], text[at : at + 1]
    is_apart = source[opaque.at - 1 : opaque.at].isspace(), source[opaque.at + 1 :][:1].isspace()
    if opaque.kind == "break" or (divides(opaque) and not any(is_apart)):
        return at + right.isspace(), "", ""
    before = " " if is_apart[0] and left and not left.isspace() else ""
    after = " " if is_apart[1] and right and not right.isspace() and not is_sign(right) else ""
    return at, before, after


def _moved(clean: Clean, n: int, place: TargetSpan | None, edits: Sequence[_Edit]) -> Mark:
    """Return the source's mark at its place in the joined text."""
    mark = clean.source.marks[n]
    start, end = (place.start, place.end) if place is not None else (0, 0)
    first, last = start, end
    has_begun = False
    for edit in edits:
        within = edit.start >= start and _holds(mark, clean, edit.number)
        if edit.end <= start and not within and not has_begun:
            first += edit.growth
            last += edit.growth
        elif edit.end < end or (edit.end == end and (within or edit.start < edit.end)):
            last += edit.growth
        has_begun = has_begun or within
    return mark._replace(start=first, end=last)
