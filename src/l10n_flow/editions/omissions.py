"""Leave words, and comments to translators, out of an edition so that nothing else changes.

Removing a paragraph can join its neighbours, end a list or pull a line into a quote. So a gap gets
an invisible comment, which is a block of its own. If the parser proves that the lines can be
removed without a comment, they are removed.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import NamedTuple

from l10n_flow.documents import Document, Slot, Splice, splice
from l10n_flow.documents.document import line_end, next_line, past_blank_lines, start_of_line
from l10n_flow.documents.render import as_many

_GAP = b"<!-- -->"
"""CommonMark ends an HTML block that begins with a comment on the line where the comment ends."""

_WORDS_ONLY = frozenset(("block", "heading", "setext", "cell", "html", "text"))


def can_go(slot: Slot) -> bool:
    """Whether an edition can leave out the slot's words.

    A field, an image, a link title and a term cannot be removed from what they belong to.
    """
    if slot.place not in _WORDS_ONLY or slot.segment.kind == "term":
        return False
    return not _ONLY_AN_IMAGE.fullmatch(slot.segment.source)


_ONLY_AN_IMAGE = re.compile(r"\[?!\[[^\]]*\]\([^)]*\)(?:\]\([^)]*\))?|<img [^>]*>")


@dataclass(frozen=True, slots=True)
class Omitted:
    """Words that are left out, and how."""

    gaps: tuple[Slot, ...]
    splices: tuple[Splice, ...]
    covered: tuple[Splice, ...] = ()
    """The same with a comment in every gap, so that the blocks beside it cannot join."""

    def behind_comments(self) -> Omitted:
        """The same words left out, with a comment in every gap."""
        return replace(self, splices=self.covered)


def omit(document: Document, gaps: Sequence[Slot]) -> Omitted:
    r"""The replacements in the document's text that remove the words in `gaps`.

    All other slots stay, in the same order and in the same kinds of blocks. A slot in `gaps` whose
    removal would change that (bytes that no editor writes) is not omitted. Authors' comments to
    translators are removed too, because they are not for readers.

    >>> from l10n_flow.documents.markdown.parsing import parse
    >>> from l10n_flow.documents import ParseOptions
    >>> page = parse(b"- Peace\n\nA word\n\n- War\n", ParseOptions())
    >>> splice(page.text, omit(page, page.slots[:1]).splices)
    b'A word\n\n- War\n'
    >>> splice(page.text, omit(page, page.slots[1:2]).splices)
    b'- Peace\n\n<!-- -->\n\n- War\n'
    """
    gaps = _separable(document, gaps)
    text = document.text
    pairs = [_Omission(_covered(text, slot), _cut(document, slot)) for slot in gaps]
    for start, end in document.directives:
        gap = Splice(*_bare(text, start, end), _GAP)
        pairs.append(_Omission(gap, _cut_directive(document, start, end)))
    pairs.sort(key=lambda pair: pair.covered.start)
    covered = tuple(pair.covered for pair in pairs)
    return Omitted(tuple(gaps), _chosen(document, pairs) if pairs else (), covered)


def spelled(document: Document, omitted: Omitted, splices: Sequence[Splice]) -> list[Splice]:
    """The splices, with the comment of the document's dialect in place of ours.

    We, and any Markdown except MDX, read a comment of HTML as a block of its own. MDX refuses it
    and has its own form, `{/* */}`.
    """
    gap = document.options.dialect.gap.encode()
    if gap == _GAP:
        return list(splices)
    gone = frozenset(omitted.splices)
    return [s._replace(text=s.text.replace(_GAP, gap)) if s in gone else s for s in splices]


class _Omission(NamedTuple):
    """Two ways to leave something out: replaced by a comment, or removed with its lines."""

    covered: Splice
    cut: Splice | None


def _chosen(document: Document, pairs: Sequence[_Omission]) -> tuple[Splice, ...]:
    """For each pair its cut if that leaves the blocks that a comment leaves, else the comment."""
    covered = _read(document, [pair.covered for pair in pairs])
    wanted = _words(covered), outline(covered)

    def splices(cuts: Container[int]) -> list[Splice]:
        return [
            pair.cut if pair.cut is not None and n in cuts else pair.covered
            for n, pair in enumerate(pairs)
        ]

    def hold(cuts: list[int]) -> bool:
        again = _read(document, splices(frozenset(cuts)))
        return (_words(again), outline(again)) == wanted

    cuts = [n for n, pair in enumerate(pairs) if pair.cut not in (None, pair.covered)]
    return tuple(splices(frozenset(as_many(cuts, hold))))


def _separable(document: Document, gaps: Sequence[Slot]) -> Sequence[Slot]:
    """The gaps that can be replaced by comments together without a change to any other slot."""

    def hold(gaps: list[Slot]) -> bool:
        going = frozenset(gaps)
        covered = _read(document, [_covered(document.text, slot) for slot in gaps])
        others = [(s.segment.kind, s.segment.source) for s in document.slots if s not in going]
        return _words(covered) == others

    return as_many(gaps, hold)


def _read(document: Document, splices: Sequence[Splice]) -> Document:
    return document.format.parse(splice(document.text, splices), document.options)


def _covered(text: bytes, slot: Slot) -> Splice:
    """A comment in place of the words, or of a whole heading, whose marks would still be one."""
    start, end = slot.start, slot.end
    if slot.place in ("heading", "setext"):
        return Splice(*_bare(text, *slot.block), _GAP)
    if slot.place == "cell":
        before, after = text[:start].rstrip(b" \t"), text[end:].lstrip(b" \t")
        enclosed = before.endswith(b"|") and after.startswith(b"|")
        return Splice(start, end, b"" if enclosed else b"&nbsp;")
    if slot.place == "text":
        return Splice(start, past_blank_lines(text, end), b"")
    task = _TASK.fullmatch(text, slot.block[0], start)
    if task is not None:
        start = task.start("box")
    return Splice(start, end, _GAP)


_MARK = rb"(?:[-+*]|[0-9]{1,9}[.)])[ \t]+"
_TASK = re.compile(_MARK + rb"(?P<box>\[[ xX]\][ \t]+)")
_BEFORE_BLOCK = re.compile(rb"[ \t>]*\Z")
_BEFORE_ITEM = re.compile(rb"[ \t>]*(?:" + _MARK + rb")?\Z")
_BLANK_LINES = re.compile(rb"(?:[ \t>]*(?:\r\n?|\n))+")
_QUOTED_BLANK_LINES = re.compile(rb"(?:[ \t]*>[ \t>]*(?:\r\n?|\n))+")
_BLANK_LINE_BEFORE = re.compile(rb"(?:\A|\r\n|\n|\r)[ \t>]*(?:\r\n|\n|\r)\Z")


def _cut(document: Document, slot: Slot) -> Splice | None:
    """The removal of all lines of the slot's block; None if it shares a line with other text."""
    if slot.place not in ("block", "heading", "setext") or slot.block[1] <= slot.block[0]:
        return None
    start, end = _bare(document.text, *slot.block)
    is_item = slot.segment.kind == "item"
    return _lines(document, start, end, _BEFORE_ITEM if is_item else _BEFORE_BLOCK)


def _cut_directive(document: Document, start: int, end: int) -> Splice:
    """The removal of its lines; after the mark of an item or another block, of the comment only."""
    start, end = _bare(document.text, start, end)
    return _lines(document, start, end, _BEFORE_BLOCK) or Splice(start, end, b"")


def _bare(text: bytes, start: int, end: int) -> tuple[int, int]:
    """The range without blanks at its end."""
    return start, start + len(text[start:end].rstrip())


def _lines(document: Document, start: int, end: int, before: re.Pattern[bytes]) -> Splice | None:
    """The removal of the range's lines; None if they have more text than it and `before`.

    One blank line stays if the blocks around it would otherwise have none between them.
    """
    text = document.text
    top = document.front.end if document.front else 0
    line, after = start_of_line(text, start, top), next_line(text, end)
    if not before.match(text, line, start) or text[end:after].strip():
        return None
    before_it = _BLANK_LINE_BEFORE.search(text[top:line])
    if before_it is None and line > top:
        blank = _BLANK_LINES.match(text, after)
        is_between = before is _BEFORE_BLOCK and blank is None and after < len(text)
        return Splice(line, after, line_end(text).encode() if is_between else b"")
    within_quote = before_it is not None and b">" in before_it.group()
    blank = (_QUOTED_BLANK_LINES if within_quote else _BLANK_LINES).match(text, after)
    return Splice(line, blank.end() if blank else after, b"")


def _words(document: Document) -> list[tuple[str, str]]:
    return [(segment.kind, segment.source) for segment in document.segments]


_CONTAINERS = frozenset(("List", "Item", "BlockQuote"))
_INVISIBLE = "HtmlBlock"
"""The name of a comment in the shape; tags in an HTML block have other names."""


def outline(document: Document) -> list[object]:
    """The document's shape without comments and containers that contain only comments."""
    found: list[object] = []
    for mark in document.shape:
        if mark != "/" or not found or found[-1] != _INVISIBLE:
            found.append(mark)
            continue
        while found and found[-1] == _INVISIBLE:
            found.pop()
        if found and isinstance(found[-1], int):  # the number of a list's first item
            found.pop()
        if found and found[-1] in _CONTAINERS:
            found[-1] = _INVISIBLE
        else:
            found.append(mark)
    return [mark for mark in found if mark not in (_INVISIBLE, "Paragraph")]


# The edition as a whole, read again: translations, anchors, omissions and the notice together.
#
# Each of these is correct by itself: `render` proves translations, `omit` proves gaps. Text beside
# them could still join with them, and a site would show a wrong page. So if more than words in
# their slots was spliced into the body, the result must be read as the same blocks.


class Proof:
    """What an edition of a document must be read as, whatever is spliced into it."""

    def __init__(
        self, document: Document, omitted: Omitted, notice: bytes, columns: Sequence[Splice] = ()
    ) -> None:
        """`notice` is the text before the first block, as written.

        `columns` change how tables align theirs, each by as many bytes, outside of `omitted`.
        """
        self._document = document
        self._omits = bool(omitted.splices)
        read = document.format.parse(notice, document.options)
        changes = sorted([*omitted.splices, *columns], key=lambda change: change.start)
        meant = _read(document, changes) if changes else document
        self._slots = _body(meant)
        self._kinds = [*map(kind_of, _body(read)), *map(kind_of, self._slots)]
        self._shape = [*self._shape_of(read), *self._shape_of(meant)]

    def holds(self, splices: Sequence[Splice]) -> bool:
        """Whether the document with these splices, in order and separate, is read correctly.

        It must have the same blocks with the same kinds of slots and, if nothing is left out, each
        slot exactly where it was put.
        """
        again = _read(self._document, splices)
        slots = _body(again)
        if self._shape_of(again) != self._shape or list(map(kind_of, slots)) != self._kinds:
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
        """As many of `some` splices as are valid together; `put` adds them to all others."""
        return as_many(some, lambda group: self.holds(put(group)))

    def _shape_of(self, document: Document) -> list[object]:
        """The shape without the ids of headings, which anchors change."""
        shape = outline(document) if self._omits else document.shape
        return [_without_id(mark) for mark in shape]


class _Moved:
    """Converts a text's offsets to those after splices."""

    def __init__(self, splices: Sequence[Splice]) -> None:
        self._starts = [s.start for s in splices]
        self._ends = [s.end for s in splices]
        self._moves = [0, *accumulate(len(s.text) - (s.end - s.start) for s in splices)]

    def after(self, offset: int) -> int:
        """The new offset, after text that was inserted at it."""
        return offset + self._moves[bisect_right(self._ends, offset)]

    def before(self, offset: int) -> int:
        """The new offset, before text that was inserted at it."""
        until = min(bisect_left(self._starts, offset), bisect_right(self._ends, offset))
        return offset + self._moves[until]


_IDS = re.compile(rb'(?:<a id="[^"]*"></a>|[ ]\{/\*[^*]*\*/\})?')


def _are_ids(text: bytes, start: int, end: int) -> bool:
    """Whether a range has only an id among a heading's words, which no reader sees.

    Or, the other way round, the blank that parts these words from their attributes.
    """
    if start == end or (text[end:start], text[start : start + 1]) == (b" ", b"{"):
        return True
    return start < end and _IDS.fullmatch(text, start, end) is not None


def _body(document: Document) -> list[Slot]:
    return [slot for slot in document.slots if not slot.segment.kind.startswith("field")]


def kind_of(slot: Slot) -> tuple[str, str]:
    """What an edition must not change of a slot."""
    return slot.segment.kind, slot.place


def _without_id(mark: object) -> object:
    """For a heading its level, classes and attributes; anything else as it is."""
    match mark:
        case (level, _, classes, attributes):
            return level, classes, attributes
    return mark
