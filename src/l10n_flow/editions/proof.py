"""The edition as a whole, read again: translations, anchors, omissions and the notice together.

Each of these is sound by itself: `render` proves translations, `omit` proves gaps. What is put
beside them could still join with them, and then a site shows what nobody meant. So where more
than words in their places was spliced into the body, the result must read as the article does.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate

from l10n_flow.documents import Document, Slot, Splice, splice
from l10n_flow.editions.lines import start_of_line
from l10n_flow.editions.omissions import Omitted, outline

__all__ = ["Proof", "as_many", "is_plain_anchor", "is_plain_notice"]

_BEFORE_WORDS = re.compile(rb"#{1,6}[ \t]+")
_PLAIN_ANCHOR = re.compile(
    rb"[ ]\{#[\w.:\x80-\xff-]+\}"
    rb"|[ ]\{/\*[ ]#[\w.:\x80-\xff-]+[ ]\*/\}"
    rb'|<a id="[\w.:\x80-\xff-]+"></a>'
)
_REST_IS_BLANK = re.compile(rb"[ \t]*(?:[\r\n]|\Z)")
_PLAIN_START = re.compile(rb"#{1,6}[ \t]|[A-Za-z*\x80-\xff]")


def is_plain_anchor(text: bytes, anchor: Splice) -> bool:
    r"""Whether an anchor plainly stays in its heading, which has a line to itself.

    It has `#`s, is in no quote or list, and nothing but its words is on the line.

    >>> text = b"# Peace\n\n> # War\n"
    >>> [is_plain_anchor(text, Splice(at, at, b" {#x}")) for at in (7, 16)]
    [True, False]
    """
    opening = _BEFORE_WORDS.match(text, start_of_line(text, anchor.start))
    if opening is None or _PLAIN_ANCHOR.fullmatch(anchor.text) is None:
        return False
    return anchor.start == opening.end() or (
        anchor.start > opening.end() and _REST_IS_BLANK.match(text, anchor.start) is not None
    )


def is_plain_notice(text: bytes, notice: Splice) -> bool:
    r"""Whether a notice plainly stays apart from what follows it: a heading, or a paragraph.

    >>> [is_plain_notice(text, Splice(0, 0, b"> x\n\n")) for text in (b"# Peace", b"    code")]
    [True, False]
    """
    return not notice.text or _PLAIN_START.match(text, notice.end) is not None


class Proof:
    """What an edition of a document must read as, whatever is spliced into it."""

    def __init__(self, document: Document, omitted: Omitted, notice: bytes) -> None:
        """`notice` is what stands before the first block, as it is written there."""
        self._document = document
        self._omits = bool(omitted.splices)
        told = document.format(notice, document.options)
        meant = _read(document, omitted.splices) if self._omits else document
        self._slots = _body(meant)
        self._kinds = [*map(_kind, _body(told)), *map(_kind, self._slots)]
        self._shape = [*self._shape_of(told), *self._shape_of(meant)]

    def holds(self, splices: Sequence[Splice]) -> bool:
        """Whether the document with these splices, in order and apart, reads as it must.

        The same blocks with the same kinds of slots, and, where nothing is left out, each slot
        exactly where it was put.
        """
        again = _read(self._document, splices)
        slots = _body(again)
        if self._shape_of(again) != self._shape or list(map(_kind, slots)) != self._kinds:
            return False
        if self._omits:
            return True
        moved = _Moved(splices)
        placed = zip(self._slots, slots[len(slots) - len(self._slots) :], strict=True)
        return all(
            _are_ids(again.text, after.start, moved.after(before.start))
            and _are_ids(again.text, moved.before(before.end), after.end)
            for before, after in placed
        )

    def sound(
        self, some: Sequence[Splice], put: Callable[[Sequence[Splice]], Sequence[Splice]]
    ) -> list[Splice]:
        """As many of some splices as hold together; `put` puts them among all others."""
        return as_many(some, lambda group: self.holds(put(group)))

    def _shape_of(self, document: Document) -> list[object]:
        """The shape without the ids of headings: these are what anchors give them."""
        shape = outline(document) if self._omits else document.shape
        return [_without_id(mark) for mark in shape]


def as_many(some: Sequence[Splice], hold: Callable[[Sequence[Splice]], bool]) -> list[Splice]:
    """As many of some splices as hold together, in few trials when few do not.

    >>> some = [Splice(at, at, b"") for at in range(6)]
    >>> [s.start for s in as_many(some, lambda group: all(one.start != 3 for one in group))]
    [0, 1, 2, 4, 5]
    """

    def kept(before: list[Splice], group: Sequence[Splice]) -> list[Splice]:
        if not group or hold([*before, *group]):
            return [*before, *group]
        if len(group) == 1:
            return before
        middle = len(group) // 2
        return kept(kept(before, group[:middle]), group[middle:])

    return kept([], some)


class _Moved:
    """Where a text's offsets are after splices."""

    def __init__(self, splices: Sequence[Splice]) -> None:
        self._starts = [s.start for s in splices]
        self._ends = [s.end for s in splices]
        self._moves = [0, *accumulate(len(s.text) - (s.end - s.start) for s in splices)]

    def after(self, offset: int) -> int:
        """Where the offset is, after what was put in at it."""
        return offset + self._moves[bisect_right(self._ends, offset)]

    def before(self, offset: int) -> int:
        """Where the offset is, before what was put in at it."""
        until = min(bisect_left(self._starts, offset), bisect_right(self._ends, offset))
        return offset + self._moves[until]


_IDS = re.compile(rb'(?:<a id="[^"]*"></a>|[ ]\{/\*[^*]*\*/\})?')


def _are_ids(text: bytes, start: int, end: int) -> bool:
    """Whether nothing is there but an id among a heading's words, which no reader sees."""
    return start == end or (start < end and _IDS.fullmatch(text, start, end) is not None)


def _read(document: Document, splices: Sequence[Splice]) -> Document:
    return document.format(splice(document.text, splices), document.options)


def _body(document: Document) -> list[Slot]:
    return [slot for slot in document.slots if not slot.segment.kind.startswith("field")]


def _kind(slot: Slot) -> tuple[str, str]:
    return slot.segment.kind, slot.place


def _without_id(mark: object) -> object:
    """Of a heading its level, classes and attributes; anything else as it is."""
    match mark:
        case (level, _, classes, attributes):
            return level, classes, attributes
    return mark
