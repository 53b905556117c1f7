"""Markdown articles: the only importer of pyromark.

pyromark (pulldown-cmark, the parser of mdBook) reports the byte range of every block and inline
event. One pass over its events finds the slots; the content of a slot is described by edits
(`documents.document.compose`), so that the source bytes are never rebuilt.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from operator import itemgetter
from typing import Any, ClassVar, NamedTuple

import pyromark

from l10n_flow import patterns as re
from l10n_flow.documents import frontmatter, html
from l10n_flow.documents.document import (
    Document,
    Format,
    Heading,
    Link,
    ParseOptions,
    Slot,
    Warned,
    compose,
    is_translatable,
    may_begin_with_fields,
    outermost_first,
)
from l10n_flow.documents.markdown import directives, inline, lines, opaque
from l10n_flow.documents.markdown.dialects import DIALECTS
from l10n_flow.documents.markdown.directives import Directives
from l10n_flow.documents.markdown.inline import (
    InlineRun,
    Pieces,
    Source,
    defined_at,
    defined_targets,
    one_line_edits,
)
from l10n_flow.documents.markdown.lines import Lines, Tag, tags_around
from l10n_flow.documents.markdown.opaque import Region, greedy
from l10n_flow.model import Placeholder, Segment

_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_HEADING_ATTRIBUTES
    | pyromark.Options.ENABLE_DEFINITION_LIST
    | pyromark.Options.ENABLE_GFM
)


def parse(text: bytes, options: ParseOptions) -> Document:
    r"""The article in these bytes (valid UTF-8), with a slot for everything that people read.

    >>> document = parse(b"# Peace\n\n> See [us](/about).\n", ParseOptions())
    >>> [(s.source, s.kind) for s in document.segments]
    [('Peace', 'heading 1'), ('See [us]({1}).', 'quote')]
    """
    is_asked = may_begin_with_fields(text)
    front, body, warnings = frontmatter.find(text) if is_asked else (None, 0, ())
    reader = _read(text, body, options)
    found = reader.slots
    if front is not None:
        found = [*frontmatter.slots(text, front, options), *found]
    return Document(
        text,
        tuple(found),
        MARKDOWN,
        options,
        front,
        tuple(reader.headings),
        tuple(reader.links),
        tuple(reader.shape),
        tuple(reader.raw_html),
        tuple(reader.directives.blocks),
        (
            *warnings,
            *reader.directives.warnings,
            *_lone_returns(text),
            *(greedy(text, reader.hidden, options.opaque) if options.opaque else ()),
        ),
        has_lines=bool(reader.hidden or reader.lines.text),
    )


def parse_mdx(text: bytes, options: ParseOptions) -> Document:
    r"""The article in the bytes of an `.mdx` file: MDX, whatever the other articles are.

    >>> page = parse_mdx(b"import A from 'a'\n\n<A>\nPeace {now}\n</A>\n", ParseOptions())
    >>> [segment.source for segment in page.segments]
    ['Peace {1}']
    """
    dialect = options.dialect
    return parse(text, options if dialect.is_mdx else replace(options, dialect=DIALECTS["mdx"]))


class _Readable(NamedTuple):
    """The text that the parser reads in place of an article's text."""

    text: bytes
    """As long as the text itself."""
    lines: Lines
    hidden: list[Region]
    around: list[Tag]


def _readable(text: bytes, body: int, options: ParseOptions) -> _Readable:
    # What is above the body, front matter or a byte order mark, is read as empty lines.
    below = b"\n" * body + text[body:] if body else text
    if b"\r" in below:
        below = _LONE_RETURN.sub(b"\n", below)
    pattern = options.opaque_pattern(text)
    hidden = opaque.regions(below, pattern, body) if pattern else []
    crossed = opaque.hide(below, hidden) if hidden else below
    around = tags_around(crossed)
    seen = lines.readable(below, crossed, body, hidden, options.dialect, around, options.worded)
    return _Readable(bytes(seen.text) if seen.text else crossed, seen, hidden, around)


def _read(text: bytes, body: int, options: ParseOptions) -> EventReader:
    """The reader with everything in the text from the offset `body` on."""
    readable, seen, hidden, around = _readable(text, body, options)
    words = (seen.to_read() if seen.others else readable).decode()
    defined = pyromark.reference_definitions(words, options=_OPTIONS) if b"]:" in readable else {}
    if defined and seen.others:
        spans = seen.counted_back((label, found["span"]) for label, found in defined.items())
        defined = {label: defined[label] | {"span": span} for label, span in spans}
    source = Source(text, readable)
    if hidden and defined:
        source = source._replace(defined=defined_targets(source, defined))
    reader = EventReader(source, body, seen.still(hidden), seen)
    for start, end, *_ in around:
        reader.raw_html.append(text[start:end].decode())
        reader.links.extend(Link(*target) for target in html.targets(text, start, end))
    reader.read(seen.counted_back(pyromark.events_with_range(words, options=_OPTIONS)))
    reader.read_words()
    reader.read_definitions(defined)
    if reader.directives.skipping:
        reader.directives.end()
    return reader


# Blocks: from the parser's events to slots, headings, links and the shape of an article

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
        self.containers: list[tuple[str, int, int]] = [("paragraph", -1, 0)]
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
        self.close(self.containers[-1][0], "block", (start, end))

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
            self.raw_html.append(
                html.joined(readable, *tag.span(), html.line_breaks(readable, *tag.span()))
            )
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
        kind, start, end = self.containers[-1]
        alone = start >= 0 and not self.text[self.last : end].strip()
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


# Other forms, and other uses of the parser


def parse_metadata(text: bytes, options: ParseOptions) -> Document:
    r"""The same document without its body: front matter and its slots only, fifty times as fast.

    >>> parse_metadata(b"---\ntitle: Peace\n---\nBody.\n", ParseOptions()).text
    b'---\ntitle: Peace\n---\n'
    """
    front, body, warnings = frontmatter.find(text)
    top = text[:body]
    slots = tuple(frontmatter.slots(top, front, options)) if front is not None else ()
    return Document(top, slots, _METADATA, options, front, warnings=warnings)


MARKDOWN = Format(
    "Markdown", (".md", ".markdown"), parse, parse_metadata, "markdown", front_matter=True
)
MDX = MARKDOWN._replace(name="MDX", suffixes=(".mdx",), parse=parse_mdx)
_METADATA = MARKDOWN._replace(suffixes=(), parse=parse_metadata)
"""Only the front matter: after rendering into it, it is read again without the body."""

_LONE_RETURN = re.compile(rb"\r(?!\n)")


def _lone_returns(text: bytes) -> list[Warned]:
    found = _LONE_RETURN.search(text) if b"\r" in text else None
    advice = "a carriage return alone ends this line; save the file with LF line ends"
    return [Warned(advice, found.start())] if found else []


@lru_cache(maxsize=4096)  # every edition of an article, and every rule for ids, asks for the same
def plain_text(markdown: str, *, smart: bool = False) -> str:
    """The words of a piece of inline Markdown, without marks; a heading's anchor is made of them.

    With `smart`, dashes, dots and quotes become typographic signs.

    >>> plain_text("The `sync` *command* &amp; [you](x)")
    'The sync command & you'
    >>> plain_text("Wait -- what... `--now`", smart=True)
    'Wait – what… --now'
    """
    words: list[str] = []
    one_line = _PIPE.sub(r"\|", _LINE_BREAK.sub(" ", markdown.strip()))
    if not one_line:
        return ""
    # In a table's cell nothing can begin a block, nor close a heading.
    row = f"| |\n|-|\n| {one_line} |\n"
    options = _OPTIONS | pyromark.Options.ENABLE_SMART_PUNCTUATION if smart else _OPTIONS
    for event in pyromark.events(row, options=options):
        match event:
            case {"Text": str(text)} | {"Code": str(text)}:
                words.append(text)
    return "".join(words)


_PIPE = re.compile(r"(?<!\\)\|")
_LINE_BREAK = re.compile(r"(?<![ \t])[ \t]*[\r\n][ \t\r\n]*")


def as_html(
    text: bytes,
    body: int,
    options: ParseOptions,
    marks: Sequence[tuple[int, bytes]] = (),
    command: Callable[[bytes], bytes] = bytes,
) -> str:
    r"""The text from `body` on as HTML; HTML in it is passed through.

    It is read as for its slots: a line that a site generator reads itself is not prose. `marks` are
    inserted at their offsets, which ascend. The output of a generator for a shortcode is not known
    here; the result of `command` is used in its place.

    >>> as_html(b"# Peace\n\n:::tip\n<i>Now</i>\n:::\n", 0, ParseOptions(), [(2, b"!")])
    '<h1>!Peace</h1>\n<p><i>Now</i></p>\n'
    """
    readable, seen, hidden, _ = _readable(text, body, options)
    edits = [(at, at, mark) for at, mark in marks]
    edits += [(first, last, read) for first, last, read in seen.others]
    for start, end in seen.still(hidden):
        if b"x" in readable[start:end] and text[start - 2 : start] != b"](":
            edits.append((start, end, command(text[start:end])))
    pieces: list[bytes] = []
    done = 0
    for start, end, read in sorted(edits, key=itemgetter(0, 1)):
        if start >= done:
            pieces += [readable[done:start], read]
            done = end
    return pyromark.html(b"".join([*pieces, readable[done:]]).decode(), options=_OPTIONS)


def inline_events(line: str) -> Iterable[tuple[Any, Any]]:
    """The parser's events for a line of inline Markdown, with their byte ranges in the line.

    The line has to begin with a word, so that it is a paragraph.

    >>> [event for event, _ in inline_events("x *y*")][1:3]
    [{'Text': 'x '}, {'Start': 'Emphasis'}]
    """
    return pyromark.events_with_range(line, options=_OPTIONS)


def events(markdown: str) -> Iterable[Any]:
    """The parser's events for Markdown without front matter, read in the same way as articles.

    >>> [event for event in events("*Peace*")][:2]
    [{'Start': 'Paragraph'}, {'Start': 'Emphasis'}]
    """
    return pyromark.events(markdown, options=_OPTIONS)
