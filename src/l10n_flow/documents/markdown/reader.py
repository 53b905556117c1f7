"""Blocks: from a parser's events to slots, headings, links and the shape of an article."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar

from l10n_flow import patterns as re
from l10n_flow.documents import html
from l10n_flow.documents.document import (
    Heading,
    Link,
    Slot,
    Warned,
    compose,
    is_translatable,
    outermost_first,
)
from l10n_flow.documents.markdown import directives, inline, opaque
from l10n_flow.documents.markdown.directives import Directives
from l10n_flow.documents.markdown.inline import (
    InlineRun,
    Pieces,
    Source,
    defined_at,
    one_line_edits,
)
from l10n_flow.documents.markdown.lines import Lines
from l10n_flow.documents.markdown.opaque import Region
from l10n_flow.model import Placeholder, Segment

__all__ = ["EventReader"]

_DEFINED_TITLE = re.compile(
    rb"(?:\"(?P<double>(?:[^\"\\]|\\.)*)\"|'(?P<single>(?:[^'\\]|\\.)*)'|\((?P<round>(?:[^()\\]|\\.)*)\))\s*\Z",
    re.DOTALL,
)
_COMMENTS = frozenset(("//", "comment", "_comment", "comments", "_"))
"""Labels of link definitions that are comments in plain Markdown, as no link refers to them.
https://stackoverflow.com/q/4823468"""
_BEHIND_HEADING = re.compile(rb"[ \t]*(?:\{:[^{}\r\n]*\}|\{/\*[^{}\r\n]*\*/\})[ \t]*\Z")
_BELOW_HEADING = re.compile(rb"[ \t>]*\{:[^{}\r\n]*\}[ \t]*(?=[\r\n]|\Z)")
_ID = re.compile(rb"(?<=[\s{:])#([^\s{}*]+)")
_HOLD_BLOCKS = (
    "Item",
    "List",
    "BlockQuote",
    "FootnoteDefinition",
    "DefinitionList",
    "DefinitionListDefinition",
    "Table",
    "TableHead",
    "TableRow",
)
_MARK_WORDS = ("Emphasis", "Strong", "Strikethrough", "Superscript", "Subscript")
_CONTAINERS = {
    "Item": "item",
    "BlockQuote": "quote",
    "FootnoteDefinition": "footnote",
    "DefinitionListDefinition": "definition",
}


class EventReader(InlineRun):
    """One pass over the events of one article; its attributes have the results."""

    def __init__(self, source: Source, body: int, hidden: list[Region], lines: Lines) -> None:
        super().__init__(source)
        self.lines = lines
        self.body = body
        self.hidden = hidden
        self.slots: list[Slot] = []
        self.headings: list[Heading] = []
        self.directives = Directives()
        self.heading: dict[str, Any] | None = None
        self.containers: list[tuple[str, int, int]] = []
        self.html: list[tuple[int, int]] = []
        self.code_blocks: list[Region] = []

    def read(self, events: Iterable[tuple[Any, Any]]) -> None:
        """Read all events of the article's body."""
        starts, ends, inlines = self.STARTS, self.ENDS, self.INLINES
        # An event is a word, or has one key. Most time is spent in this loop, half a million turns
        # for a thousand posts, so it tests the most frequent kinds first and unpacks nothing else.
        for event, span in events:
            if "Text" in event:
                if self.first < 0:
                    self.first = span["start"]
                self.last = span["end"]
                continue
            start, end = span["start"], span["end"]
            if event.__class__ is str:
                self.BARE[event](self, start, end)
            elif "Start" in event:
                begun = event["Start"]
                if begun.__class__ is str:
                    starts[begun](self, start, end, begun, None)
                else:
                    for name, data in begun.items():
                        starts[name](self, start, end, name, data)
            elif "End" in event:
                ended = event["End"]
                name = ended if ended.__class__ is str else next(iter(ended))
                ends[name](self, start, end, name)
            else:
                for kind, value in event.items():
                    inlines[kind](self, start, end, value)

    # Block events: they open and close slots.

    def leaf_start(self, start: int, end: int, name: str, data: object) -> None:
        """Begin a block with text; end a run without a block of its own."""
        if self.first >= 0:
            self.close_implicit(start)
        self.shape.append(name)

    def heading_start(self, start: int, end: int, name: str, data: dict[str, Any]) -> None:
        """Begin a heading; level, id, classes and attributes belong to the shape."""
        self.leaf_start(start, end, name, None)
        self.shape.append((data["level"], data["id"], data["classes"], data["attrs"]))
        self.heading = data

    def container_start(self, start: int, end: int, name: str, data: object) -> None:
        """Begin a block that contains blocks."""
        self.leaf_start(start, end, name, None)
        if data is not None:
            self.shape.append(data)
        if name in _CONTAINERS:
            kind = self.lines.body_at(start)
            self.containers.append((kind, -1, end) if kind else (_CONTAINERS[name], start, end))

    def container_end(self, start: int, end: int, name: str) -> None:
        """End a block that contains blocks, and a run that is directly in it."""
        if self.first >= 0:
            self.close_implicit(end)
        self.shape.append("/")
        if name in _CONTAINERS:
            self.containers.pop()

    def paragraph_end(self, start: int, end: int, name: str) -> None:
        """Make a slot of a paragraph; its kind is that of the block around it."""
        kind = self.containers[-1][0] if self.containers else "paragraph"
        self.close(kind, "block", (start, end))

    def heading_end(self, start: int, end: int, name: str) -> None:
        """Make a slot of a heading's words, without marks and attributes."""
        data, self.heading = self.heading, None
        title = self.lines.titles.get(start)
        if title is not None:
            self.close(title, "heading", (self.first, self.first))
            return
        level = int(data["level"][1]) if data else 1
        if self.first >= 0:
            own = self._own_id(end)
            at, last = inline.prose(self.text, self._unescaped(self.first), self.last, (), ())
            self.headings.append(Heading(at, last, level, (data["id"] if data else None) or own))
            tail = self.text[self.last : end].lstrip(b" \t")
            setext = b"\n" in tail.rstrip(b"\r\n") or b"\r" in tail.rstrip(b"\r\n")
            if data and (
                "notranslate" in data["classes"] or ("translate", "no") in map(tuple, data["attrs"])
            ):
                self.discard()
            self.close(f"heading {level}", "setext" if setext else "heading", (start, end))

    def _own_id(self, end: int) -> str | None:
        """The id in attributes that the parser does not read; after the words they are not words.

        `{: #id }` after a heading or below it (kramdown, Python-Markdown), `{/* #id */}` (MDX).
        """
        if not self.hidden:
            return None
        behind = _BEHIND_HEADING.search(self.text, self.first, self.last)
        if behind is not None and behind.start() > self.first:
            self.last = behind.start()
        found = behind or _BELOW_HEADING.match(self.text, end)
        own = _ID.search(found[0]) if found else None
        return own[1].decode() if own else None

    def cell_end(self, start: int, end: int, name: str) -> None:
        """Make a slot of a table's cell."""
        self.close("cell", "cell", (start, start))

    def term_end(self, start: int, end: int, name: str) -> None:
        """Make a slot of the term of a definition list."""
        self.close("term", "block", (start, start))

    def code_block_end(self, start: int, end: int, name: str) -> None:
        """End a code block without a slot: code is not prose."""
        self.code_blocks.append((start, end))
        self.discard()

    def html_start(self, start: int, end: int, name: str, data: object) -> None:
        """Begin a block of HTML."""
        self.leaf_start(start, end, name, None)
        self.html = []

    def html_line(self, start: int, end: int, _: object) -> None:
        """Add a line of a block of HTML."""
        self.html.append((start, end))

    def html_end(self, start: int, end: int, name: str) -> None:
        """End a block of HTML: apply directives, add tags to the shape, make slots of prose."""
        self.discard()  # blanks that a tab was split into come as text
        pieces, self.html = self.html, []
        raw = b"".join(self.text[s:e] for s, e in pieces)
        if b"l10n:" in raw:
            if not directives.PATTERN.sub(b"", raw).strip():
                self.directives.blocks.append((start, end))
            self.directives.apply(raw, start)
        if b"<" not in raw or self.directives.skipping:
            return
        at = Pieces(pieces)
        hidden = [(at.inner(s), at.inner(e)) for s, e in opaque.within(self.hidden, start, end)]
        # A command may contain tags, which do not belong to the block.
        readable = opaque.hide(raw, hidden) if hidden else raw
        for tag in html.TAG.finditer(readable):
            self.raw_html.append(html.joined(raw, *tag.span(), html.line_breaks(raw, *tag.span())))
            if (name_of := tag["name"].lower()) not in html.INLINE:
                self.shape.append(name_of)
            for target, first, last in html.targets(raw, *tag.span()):
                self.links.append(Link(target, at.outer(first), at.outer(last)))
        begin = html.still_open(readable, self.kept_open) if self.kept_open else 0
        if self.kept_open:
            return
        for run in html.runs(b" " * begin + readable[begin:] if begin else readable):
            self.close_html(raw, run, hidden, at)
        self._keep(html.left_open(readable[begin:]), start, end)

    def _keep(self, opened: list[bytes], start: int, end: int) -> None:
        """Keep an untranslated element: nothing between its tags becomes a slot."""
        if not opened:
            return
        if re.search(rb"</" + re.escape(opened[0]) + rb"[\s>]", self.text[end:], re.IGNORECASE):
            self.kept_open = opened
        else:
            name = opened[0].decode()
            advice = f"<{name}> is never closed; the text below it is extracted after all"
            self.directives.warnings.append(Warned(advice, start))

    def close_html(self, raw: bytes, run: html.Run, hidden: list[Region], at: Pieces) -> None:
        """Make a slot of a run of prose in HTML."""
        found = opaque.edits(raw, hidden, run.start, run.end)
        edits = run.edits
        if found:
            kept = [html.as_written(raw, edit) for edit in run.edits]
            edits = tuple(sorted([*kept, *found], key=outermost_first))
        source, placeholders = compose(raw, run.start, run.end, edits)
        start, end = at.outer(run.start), at.outer(run.end - 1) + 1
        self.add(source, placeholders, "html", run.place, start, end, (start, start))

    # Slots.

    def close_implicit(self, before: int) -> None:
        """End a run that is directly in an item or a definition, without a paragraph."""
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
            first, last = inline.prose(self.text, first, last, edits, self.hidden)
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
        """Add a slot, unless it has no words or the author wants it left out."""
        if self.directives.skipping or self.kept_open or not is_translatable(source):
            return
        context, note = self.directives.take() if self.directives.has_words else (None, "")
        segment = Segment(source, kind, placeholders, context, note)
        self.slots.append(Slot(start, end, segment, place, spelling, block))

    def _unescaped(self, first: int) -> int:
        """The start of a run; the event of an escaped character does not include its backslash."""
        if first > self.body and self.text[first - 1] == 0x5C:
            return first - 1
        return first

    def read_words(self) -> None:
        """Make slots of the words in commands on lines of their own, except examples in code."""
        for words in self.lines.words:
            start, end, name, place, spelling = words
            in_code = place.startswith("value") and any(
                first <= start < last for first, last in self.code_blocks
            )
            if in_code or self.directives.skips(start):
                continue
            value = words.value_in(self.text)
            source, placeholders = compose(value, 0, len(value), ())
            if is_translatable(source):
                segment = Segment(source, f"attribute: {name}", placeholders)
                block = (start, start)
                self.slots.append(Slot(start, end, segment, place, spelling, block))
        if self.lines.words:
            self.slots.sort(key=_start)

    def read_definitions(self, definitions: Mapping[str, Any]) -> None:
        """Read link definitions `[label]: target "title"`: titles are prose, targets are links."""
        for label, definition in definitions.items():
            start = definition["span"]["start"]
            end = definition["span"]["end"]
            self.shape.append((label, definition["dest"]))
            at = defined_at(self.source, start, end)
            self.links.append(Link(self.source.target(definition["dest"], *at), *at))
            match = _DEFINED_TITLE.search(self.text, start, end) if definition["title"] else None
            is_comment = label.lower() in _COMMENTS or not definition["dest"]
            if match is None or is_comment or self.directives.skips(start):
                continue
            group = str(match.lastgroup)
            first, last = match.span(group)
            source, placeholders = compose(
                self.text, first, last, one_line_edits(self.text, first, last)
            )
            self.add(
                source, placeholders, "link title", f"title-{group}", first, last, (first, first)
            )
        if definitions:
            self.slots.sort(key=_start)

    _Inline = Callable[["EventReader", int, int, Any], None]
    INLINES: ClassVar[dict[str, _Inline]] = {
        "Code": InlineRun.code,
        "InlineHtml": InlineRun.inline_html,
        "FootnoteReference": InlineRun.inline,
        "TaskListMarker": InlineRun.task_marker,
        "InlineMath": InlineRun.inline,
        "DisplayMath": InlineRun.inline,
        "Html": html_line,
    }
    BARE: ClassVar[dict[str, Callable[[EventReader, int, int], None]]] = {
        "SoftBreak": InlineRun.soft_break,
        "HardBreak": InlineRun.hard_break,
        "Rule": lambda self, start, end: self.leaf_start(start, end, "Rule", None),
    }
    STARTS: ClassVar[dict[str, Callable[[EventReader, int, int, str, Any], None]]] = {
        **dict.fromkeys(
            _MARK_WORDS,
            InlineRun.inline_start,
        ),
        **dict.fromkeys(("Link", "Image"), InlineRun.link_start),
        **dict.fromkeys(("Paragraph", "TableCell", "DefinitionListTitle"), leaf_start),
        **dict.fromkeys(("CodeBlock", "MetadataBlock"), leaf_start),
        "Heading": heading_start,
        "HtmlBlock": html_start,
        **dict.fromkeys(
            _HOLD_BLOCKS,
            container_start,
        ),
    }
    ENDS: ClassVar[dict[str, Callable[[EventReader, int, int, str], None]]] = {
        **dict.fromkeys(
            _MARK_WORDS,
            InlineRun.inline_end,
        ),
        **dict.fromkeys(("Link", "Image"), InlineRun.link_end),
        "Paragraph": paragraph_end,
        "TableCell": cell_end,
        "DefinitionListTitle": term_end,
        **dict.fromkeys(("CodeBlock", "MetadataBlock"), code_block_end),
        "Heading": heading_end,
        "HtmlBlock": html_end,
        **dict.fromkeys(
            _HOLD_BLOCKS,
            container_end,
        ),
    }


def _start(slot: Slot) -> int:
    return slot.start
