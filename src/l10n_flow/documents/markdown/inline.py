"""Inline content: one open run of it, and how what is in it reads in a segment."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from l10n_flow.documents import html
from l10n_flow.documents.document import Link
from l10n_flow.documents.markdown.linktails import LINK_TAILS, Source, one_line_edits
from l10n_flow.documents.segments import Edit, outermost_first
from l10n_flow.model import Placeholder

__all__ = ["InlineRun"]

_PREFIX = re.compile(rb"[ \t>]*")
_LINE_END = re.compile(r"\r\n?|\n")
_NEXT_LINE = re.compile(rb"[\r\n]")
_BREAK = re.compile(rb"[ \t]*(?:\r\n?|\n)")


@dataclass(slots=True)
class _Element:
    """An element that stays as it is and whose end is not reached yet."""

    name: bytes
    start: int
    """Where its opening tag begins."""
    inside: int
    """Where its content begins."""
    edits: int
    """How many edits of the run come before it."""
    content_only: bool
    """Whether its opening tag has words for readers, and so is shown."""
    depth: int = 1
    shown: list[html.Range] = field(default_factory=list)
    """What is to be translated in it after all."""
    yes: tuple[bytes, int, int] | None = None
    """Of an open `translate="yes"` in it: name, where it begins, and how deep it is."""


class InlineRun:
    """The run that a parser's inline events lengthen: where it begins and ends, and its edits.

    The methods are rows of the reader's tables: one for each kind of inline event, with the byte
    range of the event and what the parser says about it.
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
        """Elements of HTML blocks above that stay as they are and are not closed yet."""

    def discard(self) -> None:
        """Forget the open run."""
        self.first = self.last = -1
        if self.edits:
            self.edits = []
        self.spelling = ""
        self.element = None

    def inline(self, start: int, end: int, _: object = None) -> None:
        """Something that stays as it is written."""
        if self.first < 0:
            self.first = start
        self.last = end

    def code(self, start: int, end: int, _: object) -> None:
        """A code span: on one line, and an address in it is code."""
        self.inline(start, end)
        raw = self.text[start:end]
        if b"\n" in raw or b"\r" in raw:
            self.edits.extend(one_line_edits(self.text, start, end))
        elif b"://" in raw and b"{" not in raw:
            self.edits.append(Edit(start, end, raw))  # an address in code is code

    def inline_html(self, start: int, end: int, written: str) -> None:
        """A tag or a comment; the parser has it without what the blocks put at starts of lines."""
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
            words = html.says_translate(tag) is not False and html.has_prose(tag)
            self.element = _Element(tag["name"].lower(), start, end, len(self.edits), words)
        elif self.element is not None:
            self._element_within(self.element, tag, start)
        self.edits.extend(edits)

    def _breaks(self, start: int, end: int, written: str) -> list[html.Range]:
        """The line breaks in a tag: what its lines have in the file and not for the parser."""
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

    # Elements that stay as they are: `translate="no"`, `<svg>`.

    def _element_within(self, element: _Element, tag: re.Match[bytes], start: int) -> None:
        """An opening tag within the open element."""
        name = tag["name"].lower()
        if html.is_empty(tag) or (element.name in html.RAW and name != element.name):
            return
        if name == element.name:
            element.depth += 1
        if element.yes is None and html.says_translate(tag):
            element.yes = name, start, 1
        elif element.yes is not None and element.yes[0] == name:
            element.yes = name, element.yes[1], element.yes[2] + 1

    def _element_end(self, tag: re.Match[bytes], start: int, end: int) -> None:
        """A closing tag: perhaps that of the open element, which becomes a placeholder."""
        element, name = self.element, tag["name"].lower()
        if element is None:
            return
        if element.yes is not None and element.yes[0] == name:
            element.yes = name, element.yes[1], element.yes[2] - 1
            if not element.yes[2]:
                element.shown.append((element.yes[1], end))
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
        shown = [e for e in inner if e.end <= first or e.start >= last]
        for upto, after in [*element.shown, (last, last)]:
            if first < upto:
                value = self._as_one_line(first, upto, inner)
                shown.append(Edit(first, upto, placeholder=Placeholder(value, "opaque")))
            shown += [e for e in inner if upto <= e.start and e.end <= after and after > upto]
            first = after
        self.edits.extend(sorted(shown, key=outermost_first))

    def _as_one_line(self, start: int, end: int, edits: list[Edit]) -> str:
        """A stretch of the text as it is; over several lines, without what begins these."""
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
        """`[ ]` or `[x]`: part of the list, not of its words."""
        self.shape.append(("task", checked))

    def soft_break(self, start: int, end: int) -> None:
        """A line of the source ends where no line of the text does: a blank."""
        self.edits.append(Edit(self.last, self._after_prefix(end), b" "))

    def hard_break(self, start: int, end: int) -> None:
        """A line of the text ends: a newline in the segment."""
        after = self._after_prefix(end)
        if not self.spelling:
            self.spelling = self.text[start:after].decode()
        self.edits.append(Edit(self.last, after, b"\n"))

    def _after_prefix(self, offset: int) -> int:
        match = _PREFIX.match(self.text, offset)
        return match.end() if match else offset

    def inline_start(self, start: int, end: int, name: str, data: object) -> None:
        """Emphasis and its like begin."""
        if self.first < 0:
            self.first = start

    def inline_end(self, start: int, end: int, name: str) -> None:
        """Emphasis and its like end."""
        self.last = end

    def link_start(self, start: int, end: int, name: str, data: dict[str, Any]) -> None:
        """A link or an image begins."""
        if self.first < 0:
            self.first = start
        if data["link_type"] in ("Autolink", "Email"):
            value = Placeholder(self.text[start:end].decode(), "autolink")
            self.edits.append(Edit(start, end, placeholder=value))
        self.last = start + (2 if name == "Image" else 1)
        self._open_links.append(data)

    def link_end(self, start: int, end: int, name: str) -> None:
        """A link or an image ends: its target becomes a placeholder."""
        data = self._open_links.pop()
        kind = "image" if name == "Image" else "link"
        tail = LINK_TAILS[data["link_type"]](self.source, self.last, end, data, kind)
        self.edits.extend(tail.edits)
        self.links.append(tail.link)
        self.last = tail.end
