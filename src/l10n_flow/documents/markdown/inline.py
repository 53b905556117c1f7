"""Inline content: where it begins and ends, how its links end, and its form in a segment."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any, NamedTuple

from l10n_flow import patterns as re
from l10n_flow.documents import html
from l10n_flow.documents.document import Edit, Link, outermost_first
from l10n_flow.documents.markdown.opaque import Region
from l10n_flow.model import Placeholder

# A block in several pieces: its lines without the prefixes of quotes and lists.


class Pieces:
    """Byte ranges of a document read as one text, with conversion of offsets between the two.

    >>> quoted = Pieces([(2, 6), (8, 12)])  # the bytes of two lines that begin with "> "
    >>> quoted.outer(5), quoted.inner(9)
    (9, 5)
    """

    __slots__ = ("_inner", "_outer")

    def __init__(self, ranges: Sequence[tuple[int, int]]) -> None:
        self._outer = [start for start, _ in ranges]
        self._inner = list(accumulate((end - start for start, end in ranges), initial=0))

    def outer(self, offset: int) -> int:
        """The offset in the document of an offset in the joined text."""
        index = min(bisect_right(self._inner, offset), len(self._outer)) - 1
        return self._outer[index] + offset - self._inner[index]

    def inner(self, offset: int) -> int:
        """The offset in the joined text; for a byte between two pieces, the end of the first."""
        index = max(bisect_right(self._outer, offset) - 1, 0)
        return min(self._inner[index] + offset - self._outer[index], self._inner[index + 1])


# Where a slot begins and ends: what is at the edges of a block's prose and not part of it.

_BLANKS = re.compile(rb"[ \t]*")
_LINE_END_AND_PREFIX = re.compile(rb"[ \t]*(?:\r\n?|\n)[ \t>]*")


def prose(
    text: bytes, first: int, last: int, edits: Sequence[Edit], hidden: Sequence[Region]
) -> tuple[int, int]:
    r"""The range of the prose between two offsets.

    Blanks, comments, a block's name (`^id`) at its end, and lines with only opaque text are not in
    the range: a shortcode on a line of its own must keep its line.

    >>> prose(b"{% tip %}\nWords. \n{% end %}", 0, 27, [], [(0, 9), (18, 27)])
    (10, 16)
    """
    ends = {e.start: e.end for e in edits if _is_comment(e)}
    starts = {end: start for start, end in ends.items()}
    while True:
        start = _after_blanks(text, first, last)
        start = _after_opaque_line(text, ends.get(start, start), last, hidden)
        if start == first:
            break
        first = start
    while True:
        end = _before_blanks(text, first, last)
        end = _before_opaque_line(text, first, starts.get(end, end), hidden)
        end = _before_name(text, first, end, hidden)
        if end == last:
            break
        last = end
    return first, last


def _is_comment(edit: Edit) -> bool:
    return edit.placeholder is not None and edit.placeholder.value.startswith("<!--")


def _after_blanks(text: bytes, start: int, last: int) -> int:
    match = _BLANKS.match(text, start, last)
    return match.end() if match else start


def _before_blanks(text: bytes, first: int, end: int) -> int:
    while end > first and text[end - 1] in b" \t\r\n":
        end -= 1
    return end


def _after_opaque_line(text: bytes, start: int, last: int, hidden: Sequence[Region]) -> int:
    """The offset after a first line of opaque text, if prose follows on another line."""
    at = start
    index = bisect_left(hidden, (start, 0))
    while index < len(hidden) and hidden[index][0] == at and hidden[index][1] < last:
        at = _after_blanks(text, hidden[index][1], last)
        index += 1
    line_end = _LINE_END_AND_PREFIX.match(text, at, last) if at > start else None
    return line_end.end() if line_end else start


def _before_name(text: bytes, first: int, end: int, hidden: Sequence[Region]) -> int:
    """The offset before a block's name in Obsidian, which would be words in any other place."""
    index = bisect_left(hidden, (end, 0)) - 1
    if index < 0 or hidden[index][1] != end or not text.startswith(b"^", hidden[index][0]):
        return end
    return max(hidden[index][0], first)


def _before_opaque_line(text: bytes, first: int, end: int, hidden: Sequence[Region]) -> int:
    """The offset before a last line of opaque text, if there is prose on another line above."""
    at = end
    index = bisect_left(hidden, (end, 0)) - 1
    while index >= 0 and hidden[index][1] == at and hidden[index][0] > first:
        at = hidden[index][0]
        while at > first and text[at - 1] in b" \t":
            at -= 1
        index -= 1
    if at == end:
        return end
    before = at
    while before > first and text[before - 1] in b" \t>":
        before -= 1
    return before if before > first and text[before - 1] in b"\r\n" else end


# How a link ends (`](target "title")`, `][label]`, `[]` or nothing), and its form in a segment.
#
# pulldown-cmark reports where a link begins and ends and what it points to, but not where the
# target is written. For each of its kinds of link, `LINK_TAILS` has a function that finds it.


class Source(NamedTuple):
    """A document's bytes, and the same with everything opaque crossed out, for the parser."""

    text: bytes
    readable: bytes
    defined: Mapping[str, str] = {}
    """The targets of link definitions with something opaque in them, by what the parser read."""

    def target(self, read: str, start: int, end: int) -> str:
        """A link's target as its author wrote it, even if the parser read crossed-out text."""
        written = self.text[start:end]
        if written == self.readable[start:end]:
            return read
        return written.removeprefix(b"<").removesuffix(b">").decode()


class Tail(NamedTuple):
    """The end of one link."""

    edits: list[Edit]
    """The edits that give the tail its form in the segment."""
    link: Link
    end: int
    """The end of the link; pulldown-cmark's own range does not contain the `[]` of `[label][]`."""


_TAIL_SIMPLE = re.compile(rb"\]\([^\s\x00-\x1f\\()<>\"']+\)\Z")
_GAP = rb"[ \t]*(?:(?:\r\n?|\n)[ \t>]*)*"
_PARENTHESES = rb"\((?:[^\s\x00-\x1f\\()]|\\.|\((?:[^\s\x00-\x1f\\()]|\\.)*\))*\)"
_TAIL_INLINE = re.compile(
    rb"[\s>]*(?P<open>\]\(" + _GAP + rb")"
    rb"(?P<target><(?:[^<>\\\r\n]|\\.)*>|(?:[^\s\x00-\x1f\\()<]|\\.|" + _PARENTHESES + rb")"
    rb"(?:[^\s\x00-\x1f\\()]|\\.|"
    + _PARENTHESES
    + rb")*)"
    + _GAP
    + rb"(?P<title>\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\))?"
    + _GAP
    + rb"\)",
    re.DOTALL,
)
_TAIL_FULL = re.compile(rb"[\s>]*(?P<tail>\]\[(?P<label>(?:[^\[\]\\]|\\.)*)\])", re.DOTALL)
_TAIL_SHORT = re.compile(rb"[\s>]*(?P<tail>\](?:\[\])?)")
_DEFINED_TARGET = re.compile(rb"\]:[\s>]*(<[^<>\r\n]*>|[^\s<]\S*)")
_BREAK_IN_LINK = re.compile(rb"(?<![ \t])[ \t]*(?:\r\n?|\n)[ \t>]*")
_BARE_QUOTE = re.compile(rb'(?<!\\)"')


def defined_at(source: Source, start: int, end: int) -> tuple[int, int]:
    """The range of the target in the link definition in this range; (-1, -1) if unknown."""
    found = _DEFINED_TARGET.search(source.readable, start, end)
    return found.span(1) if found else (-1, -1)


def defined_targets(source: Source, definitions: Mapping[str, Any]) -> dict[str, str]:
    """The targets of link definitions as written, by what the parser read."""
    spans = ((d["dest"], d["span"]["start"], d["span"]["end"]) for d in definitions.values())
    return {read: source.target(read, *defined_at(source, *at)) for read, *at in spans}


def one_line_edits(text: bytes, start: int, end: int) -> list[Edit]:
    """Every line break in the range, with the blanks and quote marks around it, as one blank."""
    return [Edit(*m.span(), b" ") for m in _BREAK_IN_LINK.finditer(text, start, end)]


def _as_written(text: bytes, start: int, end: int, breaks: Sequence[Edit]) -> list[Edit]:
    """The line breaks, and edits that keep everything between them: an address in code is code."""
    edits: list[Edit] = []
    for line_break in (*breaks, None):
        until = end if line_break is None else line_break.start
        edits.append(Edit(start, until, text[start:until]))
        if line_break is not None:
            edits.append(line_break)
            start = line_break.end
    return edits


def _inline(source: Source, last: int, end: int, data: dict[str, Any], kind: str) -> Tail:
    """`](target "title")`: the target is a placeholder, the title stays, in double quotes."""
    match = _TAIL_INLINE.match(source.readable, last, end)
    if match is None or match.end() != end:
        empty = source.text[last:end].lstrip() == b"]()"
        return Tail([] if empty else [_opaque(source, last, end)], Link("", -1, -1), end)
    start, stop = match.span("target")
    value = Placeholder(source.text[start:stop].decode(), kind)
    edits = [Edit(match.start("open"), stop, b"](", value)]
    edits.extend(_link_title(source, stop, *match.span("title"), end))
    return Tail(edits, Link(source.target(data["dest_url"], start, stop), start, stop), end)


def _link_title(source: Source, before: int, start: int, end: int, after: int) -> list[Edit]:
    """The title from `start` to `end`: on one line, between double quotes, before the `)`."""
    if start < 0:
        return [Edit(before, after, b")")]
    first, last = start + 1, end - 1
    edits = [Edit(before, first, b' "'), *one_line_edits(source.text, first, last)]
    if source.text[start:first] != b'"':
        quotes = _BARE_QUOTE.finditer(source.text, first, last)
        edits.extend(Edit(*m.span(), rb"\"") for m in quotes)
    return [*edits, Edit(last, after, b'")')]


def _full(source: Source, last: int, end: int, data: dict[str, Any], kind: str) -> Tail:
    """`][label]`: the label is kept, so that a translated link still finds its definition."""
    target = source.defined.get(data["dest_url"], data["dest_url"])
    link = Link(target, -1, -1)
    match = _TAIL_FULL.match(source.readable, last, end)
    if match is None:
        return Tail([_opaque(source, last, end)], link, end)
    label = _BREAK_IN_LINK.sub(b" ", source.text[slice(*match.span("label"))]).decode()
    value = Placeholder(target, "reference", label)
    return Tail([Edit(*match.span("tail"), b"](", value, b")")], link, end)


def _short(source: Source, last: int, end: int, data: dict[str, Any], kind: str) -> Tail:
    """`[label]` or `[label][]`: the words are the label too."""
    target = source.defined.get(data["dest_url"], data["dest_url"])
    link = Link(target, -1, -1)
    match = _TAIL_SHORT.match(source.readable, last)
    if match is None:
        return Tail([_opaque(source, last, end)], link, end)
    value = Placeholder(target, "reference", data["id"])
    return Tail([Edit(*match.span("tail"), b"](", value, b")")], link, match.end("tail"))


def _auto(source: Source, last: int, end: int, data: dict[str, Any], kind: str) -> Tail:
    """`<https://…>`: not prose; the whole link became a placeholder at its start."""
    return Tail([], Link(data["dest_url"], -1, -1), end)


def _mail(source: Source, last: int, end: int, data: dict[str, Any], kind: str) -> Tail:
    """`<team@example.org>`: an e-mail address, which is not a file."""
    address = data["dest_url"]
    return Tail([], Link(f"mailto:{address.removeprefix('mailto:')}", -1, -1), end)


def _opaque(source: Source, start: int, end: int) -> Edit:
    return Edit(start, end, placeholder=Placeholder(source.text[start:end].decode(), "opaque"))


LINK_TAILS: dict[str, Callable[[Source, int, int, dict[str, Any], str], Tail]] = {
    "Inline": _inline,
    "Reference": _full,
    "Collapsed": _short,
    "Shortcut": _short,
    "Autolink": _auto,
    "Email": _mail,
}
"""By pulldown-cmark's kind of link, a function that returns the tail. Its arguments: the source,
the end of the link's words, the end of the link, the link's data, and "link" or "image"."""


_PREFIX = re.compile(rb"[ \t>]*")
_LINE_END = re.compile(r"\r\n?|\n")
_NEXT_LINE = re.compile(rb"[\r\n]")
_BREAK = re.compile(rb"[ \t]*(?:\r\n?|\n)")


@dataclass(slots=True)
class _Element:
    """An element that is not translated and whose end is not reached yet."""

    name: bytes
    start: int
    """Where its opening tag begins."""
    inside: int
    """Where its content begins."""
    edits: int
    """The number of the run's edits before it."""
    content_only: bool
    """Whether its opening tag has words for readers and is shown, so that only content is hidden.
    """
    depth: int = 1
    readable: list[html.Range] = field(default_factory=list)
    """The ranges in it that are translated nevertheless."""
    yes: tuple[bytes, int, int] | None = None
    """For an open element with `translate="yes"` in it: name, start, and nesting depth."""


class InlineRun:
    """A run that grows with each inline event of the parser: its start, its end and its edits.

    The methods are rows of the reader's tables: one for each kind of inline event, called with the
    byte range of the event and the parser's data.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self.text = source.text
        self.links: list[Link] = []
        self.raw_html: list[str] = []
        self.commented = False
        self.shape: list[object] = []
        self.first = -1
        self.last = -1
        self.edits: list[Edit] = []
        self.spelling = ""
        self._open_links: list[dict[str, Any]] = []
        self.element: _Element | None = None
        self.kept_open: list[bytes] = []
        """Untranslated elements of HTML blocks above that are not closed yet."""

    def discard(self) -> None:
        """Forget the open run."""
        self.first = self.last = -1
        if self.edits:
            self.edits = []
        self.spelling = ""
        self.element = None

    def inline(self, start: int, end: int, _: object = None) -> None:
        """Add something that stays as it is written."""
        if self.first < 0:
            self.first = start
        self.last = end

    def code(self, start: int, end: int, _: object) -> None:
        """Add a code span, on one line; an address in it is code."""
        self.inline(start, end)
        raw = self.text[start:end]
        breaks = one_line_edits(self.text, start, end) if b"\n" in raw or b"\r" in raw else []
        if b"://" in raw and b"{" not in raw:
            breaks = _as_written(self.text, start, end, breaks)
        self.edits.extend(breaks)

    def inline_html(self, start: int, end: int, written: str) -> None:
        """Add a tag or a comment; the parser's text of it has no prefixes at starts of lines."""
        self.inline(start, end)
        breaks: list[html.Range] = []
        if written.startswith("<!--"):
            self.commented = True
        elif "\n" in written or "\r" in written:
            breaks = self._breaks(start, end, written)
        one_line = html.joined(self.text, start, end, breaks) if breaks else written
        self.raw_html.append(one_line)
        tag = html.tag_in(one_line.encode())
        if tag is not None and not tag["close"]:
            self.links.extend(Link(*t) for t in html.targets(self.text, start, end, breaks))
        if tag is None:
            self.edits.extend(html.attribute_edits(self.text, start, end, breaks))
            return
        if self.kept_open:
            html.still_open(tag.group(), self.kept_open)
        if tag["close"]:
            if breaks:
                self.edits.extend(html.attribute_edits(self.text, start, end, breaks))
            self._element_end(tag, start, end)
            return
        kept = self.element is None and html.is_kept(tag)
        empty = kept and html.is_empty(tag)
        edits = html.attribute_edits(self.text, start, end, breaks)
        if empty:
            edits = [Edit(start, end, placeholder=Placeholder(one_line, "opaque"))]
        elif kept:
            words = html.translate_attribute(tag) is not False and html.has_prose(tag)
            self.element = _Element(tag["name"].lower(), start, end, len(self.edits), words)
        elif self.element is not None:
            self._element_within(self.element, tag, start)
        self.edits.extend(edits)

    def _breaks(self, start: int, end: int, written: str) -> list[html.Range]:
        """The line breaks in a tag, with the prefixes of lines that the parser does not report."""
        found: list[html.Range] = []
        at = before = start
        for number, line in enumerate(_LINE_END.split(written)):
            if number:
                gap = _BREAK.match(self.text, before, end)
                if gap is None:
                    return html.line_breaks(self.text, start, end)
                at = gap.end()
            stop = _NEXT_LINE.search(self.text, at, end)
            upto = stop.start() if stop else end
            if number:
                found.append((before, upto - len(line.lstrip().encode())))
            before = at + len(self.text[at:upto].rstrip(b" \t"))
        return found

    # Elements that are not translated: `translate="no"`, `<svg>`.

    def _element_within(self, element: _Element, tag: re.Match[bytes], start: int) -> None:
        """Handle an opening tag within the open element."""
        name = tag["name"].lower()
        if html.is_empty(tag) or (element.name in html.RAW and name != element.name):
            return
        if name == element.name:
            element.depth += 1
        if element.yes is None and html.translate_attribute(tag):
            element.yes = name, start, 1
        elif element.yes is not None and element.yes[0] == name:
            element.yes = name, element.yes[1], element.yes[2] + 1

    def _element_end(self, tag: re.Match[bytes], start: int, end: int) -> None:
        """Handle a closing tag; if it closes the open element, that becomes a placeholder."""
        element, name = self.element, tag["name"].lower()
        if element is None:
            return
        if element.yes is not None and element.yes[0] == name:
            element.yes = name, element.yes[1], element.yes[2] - 1
            if not element.yes[2]:
                element.readable.append((element.yes[1], end))
                element.yes = None
        if name == element.name:
            element.depth -= 1
        if element.depth:
            return
        self.element = None
        first, last = element.start, end
        if element.content_only:
            first, last = element.inside, start
        inner = self.edits[element.edits :]
        del self.edits[element.edits :]
        readable = [e for e in inner if e.end <= first or e.start >= last]
        for upto, after in [*element.readable, (last, last)]:
            if first < upto:
                value = self._as_one_line(first, upto, inner)
                readable.append(Edit(first, upto, placeholder=Placeholder(value, "opaque")))
            readable += [e for e in inner if upto <= e.start and e.end <= after and after > upto]
            first = after
        self.edits.extend(sorted(readable, key=outermost_first))

    def _as_one_line(self, start: int, end: int, edits: list[Edit]) -> str:
        """A part of the text as it is; the prefixes of further lines are removed."""
        if b"\n" not in self.text[start:end] and b"\r" not in self.text[start:end]:
            return self.text[start:end].decode()
        pieces: list[bytes] = []
        at = start
        for edit in edits:
            if edit.start < at or edit.end > end or edit.before == b"\n":
                continue
            value = edit.placeholder.value.encode() if edit.placeholder else b""
            pieces += [self.text[at : edit.start], edit.before, value, edit.after]
            at = edit.end
        return b"".join([*pieces, self.text[at:end]]).decode()

    def task_marker(self, start: int, end: int, checked: object) -> None:
        """Handle `[ ]` or `[x]`, which is part of the list and not of its words."""
        self.shape.append(("task", checked))

    def soft_break(self, start: int, end: int) -> None:
        """Add a line end of the source that is a blank in the text."""
        self.edits.append(Edit(self.last, self._after_prefix(end), b" "))

    def hard_break(self, start: int, end: int) -> None:
        """Add a hard line break: a newline in the segment."""
        after = self._after_prefix(end)
        if not self.spelling or self.spelling[0] == "\\":  # not a break to every generator
            self.spelling = self.text[start:after].decode()
        self.edits.append(Edit(self.last, after, b"\n"))

    def _after_prefix(self, offset: int) -> int:
        match = _PREFIX.match(self.text, offset)
        return match.end() if match else offset

    def inline_start(self, start: int, end: int, name: str, data: object) -> None:
        """Begin emphasis or a similar mark."""
        if self.first < 0:
            self.first = start

    def inline_end(self, start: int, end: int, name: str) -> None:
        """End emphasis or a similar mark."""
        self.last = end

    def link_start(self, start: int, end: int, name: str, data: dict[str, Any]) -> None:
        """Begin a link or an image."""
        if self.first < 0:
            self.first = start
        if data["link_type"] in ("Autolink", "Email"):
            value = Placeholder(self.text[start:end].decode(), "autolink")
            self.edits.append(Edit(start, end, placeholder=value))
        self.last = start + (2 if name == "Image" else 1)
        self._open_links.append(data)

    def link_end(self, start: int, end: int, name: str) -> None:
        """End a link or an image; its target becomes a placeholder."""
        data = self._open_links.pop()
        kind = "image" if name == "Image" else "link"
        text, readable, _ = self.source
        if _TAIL_SIMPLE.match(readable, self.last, end):  # as nine links of ten have it
            first, last = self.last + 2, end - 1
            written, target = text[first:last], data["dest_url"]
            if written != readable[first:last]:
                target = self.source.target(target, first, last)
            self.edits.append(Edit(first, last, b"", Placeholder(written.decode(), kind)))
            self.links.append(Link(target, first, last))
            self.last = end
            return
        tail = LINK_TAILS[data["link_type"]]
        edits, link, self.last = tail(self.source, self.last, end, data, kind)
        self.edits += edits
        self.links.append(link)
