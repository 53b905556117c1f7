"""Markdown articles: the only importer of pyromark.

pyromark (pulldown-cmark, the parser of mdBook) reports the byte range of every block and inline
event. One pass over its events finds the slots; the content of a slot is described by edits
(`documents.document.compose`), so that the source bytes are never rebuilt.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple

import pyromark

from l10n_flow import patterns as re
from l10n_flow.documents import frontmatter, html
from l10n_flow.documents.document import Document, Format, Link, ParseOptions, Warned
from l10n_flow.documents.markdown import lines, opaque
from l10n_flow.documents.markdown.dialects import DIALECTS
from l10n_flow.documents.markdown.inline import Source, defined_targets
from l10n_flow.documents.markdown.lines import Tag, tags_around
from l10n_flow.documents.markdown.opaque import greedy
from l10n_flow.documents.markdown.reader import EventReader

__all__ = [
    "MARKDOWN",
    "MDX",
    "as_html",
    "events",
    "inline_events",
    "parse",
    "parse_mdx",
    "parse_metadata",
    "plain_text",
]

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
    may_have = text.startswith(frontmatter.BEGINNINGS)
    front, body, warnings = frontmatter.find(text) if may_have else (None, 0, ())
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
    lines: lines.Lines
    hidden: list[opaque.Region]
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
_LINE_BREAK = re.compile(r"[ \t]*[\r\n][ \t\r\n]*")


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
