"""Inline content: one open run of it, and how what is in it reads in a segment."""

from __future__ import annotations

import re
from typing import Any

from l10n_flow.documents import html
from l10n_flow.documents.document import Link
from l10n_flow.documents.linktails import LINK_TAILS, Source, one_line_edits
from l10n_flow.documents.segments import Edit
from l10n_flow.model import Placeholder

__all__ = ["InlineRun"]

_PREFIX = re.compile(rb"[ \t>]*")


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

    def discard(self) -> None:
        """Forget the open run."""
        self.first = self.last = -1
        if self.edits:
            self.edits = []
        self.spelling = ""

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

    def inline_html(self, start: int, end: int, _: object) -> None:
        """A tag or a comment."""
        self.inline(start, end)
        self.raw_html.append(self.text[start:end].decode())
        self.commented = self.commented or self.text.startswith(b"<!--", start)
        self.edits.extend(html.attribute_edits(self.text, start, end))
        self.links.extend(Link(*target) for target in html.targets(self.text, start, end))

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
