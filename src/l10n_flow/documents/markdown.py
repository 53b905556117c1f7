"""Markdown articles: the only importer of pyromark.

pyromark (pulldown-cmark, the parser of mdBook) gives the byte range of every block and inline
event. One pass over its events finds the slots; what is inside a slot is described by edits
(`segments.compose`), so that the source bytes are never rebuilt.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, ClassVar

import pyromark

from l10n_flow.documents import directives, edges, frontmatter, html, opaque
from l10n_flow.documents.directives import Directives
from l10n_flow.documents.document import (
    Document,
    FrontMatter,
    Heading,
    Link,
    ParseOptions,
    Slot,
    Warned,
)
from l10n_flow.documents.linktails import LINK_TAILS, Source, one_line_edits
from l10n_flow.documents.opaque import Region
from l10n_flow.documents.pieces import Pieces
from l10n_flow.documents.segments import Edit, compose, is_translatable, outermost_first
from l10n_flow.model import Placeholder, Segment

__all__ = ["parse", "parse_metadata", "plain_text"]

_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_HEADING_ATTRIBUTES
    | pyromark.Options.ENABLE_DEFINITION_LIST
    | pyromark.Options.ENABLE_GFM
)

BOM = b"\xef\xbb\xbf"


def parse(text: bytes, options: ParseOptions) -> Document:
    r"""The article in these bytes (valid UTF-8), with a slot for everything that people read.

    >>> document = parse(b"# Peace\n\n> See [us](/about).\n", ParseOptions())
    >>> [(s.source, s.kind) for s in document.segments]
    [('Peace', 'heading 1'), ('See [us]({1}).', 'quote')]
    """
    start = len(BOM) if text.startswith(BOM) else 0
    front, body, warnings = frontmatter.find(text[start:] if start else text)
    if start and front is not None:
        front = _shifted(front, start)
    reader = _Reader(text, body + start, options)
    reader.read()
    found = reader.slots
    if front is not None:
        found = [*frontmatter.slots(text, front, options), *found]
    return Document(
        text,
        tuple(found),
        parse,
        options,
        front,
        tuple(reader.headings),
        tuple(reader.links),
        tuple(reader.shape),
        tuple(reader.raw_html),
        tuple(reader.told.blocks),
        (*warnings, *reader.told.warnings, *_lone_returns(text)),
    )


def parse_metadata(text: bytes, options: ParseOptions) -> Document:
    r"""The same document without its body: only the front matter and its slots, fifty times faster.

    >>> parse_metadata(b"---\ntitle: Peace\n---\nBody.\n", ParseOptions()).text
    b'---\ntitle: Peace\n---\n'
    """
    start = len(BOM) if text.startswith(BOM) else 0
    front, body, warnings = frontmatter.find(text[start:] if start else text)
    if start and front is not None:
        front = _shifted(front, start)
    top = text[: start + body]
    slots = tuple(frontmatter.slots(top, front, options)) if front is not None else ()
    return Document(top, slots, parse_metadata, options, front, warnings=warnings)


def _shifted(front: FrontMatter, by: int) -> FrontMatter:
    fields = tuple(f._replace(start=f.start + by, end=f.end + by) for f in front.fields)
    return FrontMatter(
        front.start + by, front.inside + by, front.close + by, front.end + by, fields
    )


_LONE_RETURN = re.compile(rb"\r(?!\n)")


def _lone_returns(text: bytes) -> list[Warned]:
    found = _LONE_RETURN.search(text) if b"\r" in text else None
    advice = "a carriage return alone ends this line; save the file with LF line ends"
    return [Warned(advice, found.start())] if found else []


def plain_text(markdown: str) -> str:
    """The words of a piece of inline Markdown, without marks; what a heading's anchor is made of.

    >>> plain_text("The `sync` *command* &amp; [you](x)")
    'The sync command & you'
    """
    words: list[str] = []
    one_line = _PIPE.sub(r"\|", " ".join(markdown.split()))
    if not one_line:
        return ""
    # In a table's cell nothing can begin a block, nor close a heading.
    row = f"| |\n|-|\n| {one_line} |\n"
    for event in pyromark.events(row, options=_OPTIONS):
        match event:
            case {"Text": str(text)} | {"Code": str(text)}:
                words.append(text)
    return "".join(words)


_PIPE = re.compile(r"(?<!\\)\|")


_PREFIX = re.compile(rb"[ \t>]*")
_DEFINED_TARGET = re.compile(rb"\]:[\s>]*(<[^<>\r\n]*>|[^\s<]\S*)")
_DEFINED_TITLE = re.compile(
    rb"(?:\"(?P<double>(?:[^\"\\]|\\.)*)\"|'(?P<single>(?:[^'\\]|\\.)*)'|\((?P<round>(?:[^()\\]|\\.)*)\))\s*\Z",
    re.DOTALL,
)
_CONTAINERS = {
    "Item": "item",
    "BlockQuote": "quote",
    "FootnoteDefinition": "footnote",
    "DefinitionListDefinition": "definition",
}


class _Reader:
    """One pass over the events of one article."""

    def __init__(self, text: bytes, body: int, options: ParseOptions) -> None:
        self.text = text
        self.body = body
        self.hidden = opaque.regions(text, options.opaque_pattern(text), body)
        self.slots: list[Slot] = []
        self.headings: list[Heading] = []
        self.links: list[Link] = []
        self.shape: list[object] = []
        self.commented = False
        self.raw_html: list[str] = []
        self.told = Directives()
        # The open run of inline content: where it begins, where its last event ended.
        self.first = -1
        self.last = -1
        self.edits: list[Edit] = []
        self.spelling = ""
        self.open_links: list[tuple[int, dict[str, Any]]] = []
        self.heading: dict[str, Any] | None = None
        self.containers: list[tuple[str, int, int]] = []
        self.html: list[tuple[int, int]] = []

    def read(self) -> None:
        """Fill `slots`, `headings`, `links`, `shape` and `warnings`."""
        text = opaque.hide(self.text, self.hidden) if self.hidden else self.text
        self.source = Source(self.text, text)
        # The front matter is read as empty lines, so that every offset stays what it is.
        words = (b"\n" * self.body + text[self.body :]).decode()
        starts, ends, inlines = self.STARTS, self.ENDS, self.INLINES
        for event, span in pyromark.events_with_range(words, options=_OPTIONS):
            start, end = span["start"], span["end"]
            if isinstance(event, str):
                self.BARE[event](self, start, end)
                continue
            # An event has one key. This loop is where the time goes: half a million turns for a
            # thousand posts, so it asks the most frequent kinds first and unpacks no more.
            kind: str
            value: Any
            for kind, value in event.items():
                if kind == "Text":
                    if self.first < 0:
                        self.first = start
                    self.last = end
                elif kind == "Start":
                    if value.__class__ is str:
                        starts[value](self, start, end, value, None)
                    else:
                        for name, data in value.items():
                            starts[name](self, start, end, name, data)
                elif kind == "End":
                    name = value if value.__class__ is str else next(iter(value))
                    ends[name](self, start, end, name)
                else:
                    inlines[kind](self, start, end, value)
        if b"]:" in text:
            self.read_definitions(words)
        self.told.end()

    # Inline events: they lengthen the open run and say how it reads in the segment.

    def inline(self, start: int, end: int, _: object = None) -> None:
        """Something that stays as it is written."""
        if self.first < 0:
            self.first = start
        self.last = end

    def code(self, start: int, end: int, _: object) -> None:
        self.inline(start, end)
        raw = self.text[start:end]
        if b"\n" in raw or b"\r" in raw:
            self.edits.extend(one_line_edits(self.text, start, end))
        elif b"://" in raw and b"{" not in raw:
            self.edits.append(Edit(start, end, raw))  # an address in code is code

    def inline_html(self, start: int, end: int, _: object) -> None:
        self.inline(start, end)
        self.raw_html.append(self.text[start:end].decode())
        self.commented = self.commented or self.text.startswith(b"<!--", start)
        self.edits.extend(html.attribute_edits(self.text, start, end))
        self.links.extend(Link(*target) for target in html.targets(self.text, start, end))

    def task_marker(self, start: int, end: int, checked: object) -> None:
        self.shape.append(("task", checked))

    def soft_break(self, start: int, end: int) -> None:
        self.edits.append(Edit(self.last, self._after_prefix(end), b" "))

    def hard_break(self, start: int, end: int) -> None:
        after = self._after_prefix(end)
        if not self.spelling:
            self.spelling = self.text[start:after].decode()
        self.edits.append(Edit(self.last, after, b"\n"))

    def _after_prefix(self, offset: int) -> int:
        match = _PREFIX.match(self.text, offset)
        return match.end() if match else offset

    def inline_start(self, start: int, end: int, name: str, data: object) -> None:
        if self.first < 0:
            self.first = start

    def inline_end(self, start: int, end: int, name: str) -> None:
        self.last = end

    def link_start(self, start: int, end: int, name: str, data: dict[str, Any]) -> None:
        if self.first < 0:
            self.first = start
        if data["link_type"] in ("Autolink", "Email"):
            value = Placeholder(self.text[start:end].decode(), "autolink")
            self.edits.append(Edit(start, end, placeholder=value))
        self.last = start + (2 if name == "Image" else 1)
        self.open_links.append((start, data))

    def link_end(self, start: int, end: int, name: str) -> None:
        _, data = self.open_links.pop()
        kind = "image" if name == "Image" else "link"
        tail = LINK_TAILS[data["link_type"]](self.source, self.last, end, data, kind)
        self.edits.extend(tail.edits)
        self.links.append(tail.link)
        self.last = tail.end

    # Block events: they open and close slots.

    def leaf_start(self, start: int, end: int, name: str, data: object) -> None:
        if self.first >= 0:
            self.close_implicit(start)
        self.shape.append(name)

    def heading_start(self, start: int, end: int, name: str, data: dict[str, Any]) -> None:
        self.leaf_start(start, end, name, None)
        self.shape.append((data["level"], data["id"], data["classes"], data["attrs"]))
        self.heading = data

    def container_start(self, start: int, end: int, name: str, data: object) -> None:
        self.leaf_start(start, end, name, None)
        if data is not None:
            self.shape.append(data)
        if name in _CONTAINERS:
            self.containers.append((_CONTAINERS[name], start, end))

    def container_end(self, start: int, end: int, name: str) -> None:
        if self.first >= 0:
            self.close_implicit(end)
        self.shape.append("/")
        if name in _CONTAINERS:
            self.containers.pop()

    def paragraph_end(self, start: int, end: int, name: str) -> None:
        kind = self.containers[-1][0] if self.containers else "paragraph"
        self.close(kind, "block", (start, end))

    def heading_end(self, start: int, end: int, name: str) -> None:
        data, self.heading = self.heading, None
        level = int(data["level"][1]) if data else 1
        if self.first >= 0:
            at, last = edges.prose(self.text, self._unescaped(self.first), self.last, (), ())
            self.headings.append(Heading(at, last, level, data["id"] if data else None))
            tail = self.text[self.last : end].lstrip(b" \t")
            setext = b"\n" in tail.rstrip(b"\r\n") or b"\r" in tail.rstrip(b"\r\n")
            self.close(f"heading {level}", "setext" if setext else "heading", (start, end))

    def cell_end(self, start: int, end: int, name: str) -> None:
        self.close("cell", "cell", (start, start))

    def term_end(self, start: int, end: int, name: str) -> None:
        self.close("term", "block", (start, start))

    def code_block_end(self, start: int, end: int, name: str) -> None:
        self.discard()

    def html_start(self, start: int, end: int, name: str, data: object) -> None:
        self.leaf_start(start, end, name, None)
        self.html = []

    def html_line(self, start: int, end: int, _: object) -> None:
        self.html.append((start, end))

    def html_end(self, start: int, end: int, name: str) -> None:
        self.discard()  # blanks that a tab was split into come as text
        pieces, self.html = self.html, []
        raw = b"".join(self.text[s:e] for s, e in pieces)
        if b"l10n:" in raw:
            if not directives.PATTERN.sub(b"", raw).strip():
                self.told.blocks.append((start, end))
            self.told.obey(raw, start)
        if b"<" not in raw or self.told.skipping:
            return
        at = Pieces(pieces)
        hidden = [(at.inner(s), at.inner(e)) for s, e in opaque.within(self.hidden, start, end)]
        for tag in html.TAG.finditer(raw):
            self.raw_html.append(tag.group().decode())
            if (name_of := tag["name"].lower()) not in html.INLINE:
                self.shape.append(name_of)
            for target, first, last in html.targets(raw, *tag.span()):
                self.links.append(Link(target, at.outer(first), at.outer(last)))
        for run in html.runs(raw):
            self.close_html(raw, run, hidden, at)

    def close_html(self, raw: bytes, run: html.Run, hidden: list[Region], at: Pieces) -> None:
        """Make a slot of a stretch of prose in HTML."""
        found = opaque.edits(raw, hidden, run.start, run.end)
        edits = sorted([*run.edits, *found], key=outermost_first) if found else run.edits
        source, placeholders = compose(raw, run.start, run.end, edits)
        start, end = at.outer(run.start), at.outer(run.end - 1) + 1
        self.add(source, placeholders, "html", run.place, start, end, (start, start))

    # Slots.

    def close_implicit(self, before: int) -> None:
        """End a run that stands directly in an item or a definition, without a paragraph."""
        kind, start, end = self.containers[-1] if self.containers else ("paragraph", -1, -1)
        alone = not self.text[self.last : end].strip() if start >= 0 else False
        block = (start, end) if alone else (self.first, self.first)
        self.close(kind, "block", block)

    def close(self, kind: str, place: str, block: tuple[int, int]) -> None:
        """Make a slot of the open run."""
        if self.first < 0:
            return
        edits = self.edits
        first = self._unescaped(self.first)
        last = self.last
        if self.hidden or self.commented or self.text[last - 1] in b" \t":
            first, last = edges.prose(self.text, first, last, edits, self.hidden)
        if self.hidden:
            edits = sorted(
                [*edits, *opaque.edits(self.text, self.hidden, first, last)], key=outermost_first
            )
        source, placeholders = compose(self.text, first, last, edits)
        spelling = self.spelling
        self.discard()
        self.add(source, placeholders, kind, place, first, last, block, spelling)

    def add(
        self,
        source: str,
        placeholders: tuple[Placeholder, ...],
        kind: str,
        place: str,
        start: int,
        end: int,
        block: tuple[int, int],
        spelling: str = "",
    ) -> None:
        if self.told.skipping or not is_translatable(source):
            return
        context, note = self.told.take() if self.told.has_words else (None, "")
        segment = Segment(source, kind, placeholders, context, note)
        self.slots.append(Slot(start, end, segment, place, spelling, block))

    def discard(self) -> None:
        """Forget the open run."""
        self.first = self.last = -1
        if self.edits:
            self.edits = []
        self.spelling = ""

    def _unescaped(self, first: int) -> int:
        """Where a run begins: the event of an escaped character leaves out its backslash."""
        if first > self.body and self.text[first - 1] == 0x5C:
            return first - 1
        return first

    def read_definitions(self, words: str) -> None:
        """The titles of `[label]: target "title"` are prose; the targets are links."""
        definitions = pyromark.reference_definitions(words, options=_OPTIONS)
        for label, definition in definitions.items():
            start = definition["span"]["start"]
            end = definition["span"]["end"]
            self.shape.append((label, definition["dest"]))
            target = _DEFINED_TARGET.search(self.text, start, end)
            self.links.append(Link(definition["dest"], *(target.span(1) if target else (-1, -1))))
            match = _DEFINED_TITLE.search(self.text, start, end) if definition["title"] else None
            if match is None or self.told.skips(start):
                continue
            group = str(match.lastgroup)
            first, last = match.span(group)
            source, placeholders = compose(
                self.text, first, last, one_line_edits(self.text, first, last)
            )
            self.add(source, placeholders, "tip", f"tip-{group}", first, last, (first, first))
        self.slots.sort()

    _Inline = Callable[["_Reader", int, int, Any], None]
    INLINES: ClassVar[dict[str, _Inline]] = {
        "Code": code,
        "InlineHtml": inline_html,
        "FootnoteReference": inline,
        "TaskListMarker": task_marker,
        "InlineMath": inline,
        "DisplayMath": inline,
        "Html": html_line,
    }
    BARE: ClassVar[dict[str, Callable[[_Reader, int, int], None]]] = {
        "SoftBreak": soft_break,
        "HardBreak": hard_break,
        "Rule": lambda self, start, end: self.leaf_start(start, end, "Rule", None),
    }
    STARTS: ClassVar[dict[str, Callable[[_Reader, int, int, str, Any], None]]] = {
        **dict.fromkeys(
            ("Emphasis", "Strong", "Strikethrough", "Superscript", "Subscript"), inline_start
        ),
        **dict.fromkeys(("Link", "Image"), link_start),
        **dict.fromkeys(("Paragraph", "TableCell", "DefinitionListTitle"), leaf_start),
        **dict.fromkeys(("CodeBlock", "MetadataBlock"), leaf_start),
        "Heading": heading_start,
        "HtmlBlock": html_start,
        **dict.fromkeys(
            (
                "Item",
                "List",
                "BlockQuote",
                "FootnoteDefinition",
                "DefinitionList",
                "DefinitionListDefinition",
                "Table",
                "TableHead",
                "TableRow",
            ),
            container_start,
        ),
    }
    ENDS: ClassVar[dict[str, Callable[[_Reader, int, int, str], None]]] = {
        **dict.fromkeys(
            ("Emphasis", "Strong", "Strikethrough", "Superscript", "Subscript"), inline_end
        ),
        **dict.fromkeys(("Link", "Image"), link_end),
        "Paragraph": paragraph_end,
        "TableCell": cell_end,
        "DefinitionListTitle": term_end,
        **dict.fromkeys(("CodeBlock", "MetadataBlock"), code_block_end),
        "Heading": heading_end,
        "HtmlBlock": html_end,
        **dict.fromkeys(
            (
                "Item",
                "List",
                "BlockQuote",
                "FootnoteDefinition",
                "DefinitionList",
                "DefinitionListDefinition",
                "Table",
                "TableHead",
                "TableRow",
            ),
            container_end,
        ),
    }
