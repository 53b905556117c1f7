"""A translation, the places of its items and of its marks, joined to one marked text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from l10n_flow.documents.markdown.marked import HOLE, Mark, Marked
from l10n_flow.pretranslate.projectitems import Place, Places, is_sign
from l10n_flow.pretranslate.projectwords import Clean

__all__ = ["joined"]


class _Edit(NamedTuple):
    """A stretch of the translation, or a gap in it, that becomes an item."""

    start: int
    end: int
    number: int
    """The item's."""
    before: str
    """A blank that the gap needs before the item."""
    after: str

    @property
    def growth(self) -> int:
        """By how many characters the text becomes longer."""
        return len(self.before) + 1 + len(self.after) - (self.end - self.start)


def joined(clean: Clean, text: str, items: Places, marks: Places) -> tuple[Marked, list[int]]:
    """The marked text, and for each of its marks the number that it has in the source.

    Items and marks without a place are not in it. An item that stood in a mark stands in it again.
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
    """Gaps moved into the marks that their items belong in, and out of others."""
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
        settled[n] = Place(at, at)
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
    """Where a gap ends, and the blanks that its item needs beside it, as it has them in the source.

    A line break takes the place of a blank.
    """
    opaque, source = clean.items[n].opaque, clean.source.text
    left, right = text[at - 1 : at], text[at : at + 1]
    if opaque.kind == "break":
        return at + right.isspace(), "", ""
    is_apart = source[opaque.at - 1 : opaque.at].isspace(), source[opaque.at + 1 :][:1].isspace()
    before = " " if is_apart[0] and left and not left.isspace() else ""
    after = " " if is_apart[1] and right and not right.isspace() and not is_sign(right) else ""
    return at, before, after


def _moved(clean: Clean, n: int, place: Place | None, edits: Sequence[_Edit]) -> Mark:
    """The source's mark on its place in the joined text."""
    mark = clean.source.marks[n]
    start, end = (place.start, place.end) if place is not None else (0, 0)
    first, last = start, end
    for edit in edits:
        within = edit.start >= start and _holds(mark, clean, edit.number)
        if edit.end <= start and not within:
            first += edit.growth
            last += edit.growth
        elif edit.end < end or (edit.end == end and (within or edit.start < edit.end)):
            last += edit.growth
    return mark._replace(start=first, end=last)
