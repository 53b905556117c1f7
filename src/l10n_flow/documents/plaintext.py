"""Plain text: paragraphs between blank lines."""

from __future__ import annotations

from collections.abc import Iterator

from l10n_flow import patterns as re
from l10n_flow.documents.document import (
    About,
    Document,
    Edit,
    Format,
    ParseOptions,
    Slot,
    Splice,
    beginning,
    compose,
    is_translatable,
    line_end,
    outermost_first,
)
from l10n_flow.documents.markdown import opaque
from l10n_flow.documents.markdown.opaque import greedy
from l10n_flow.model import Segment

_PARAGRAPH = re.compile(rb"[^\s](?:[^\r\n]|(?:\r\n?|\n)(?![ \t]*(?:[\r\n]|\Z)))*")
_LINE_BREAK = re.compile(rb"(?<![ \t])[ \t]*(?:\r\n?|\n)[ \t]*")


def parse(text: bytes, options: ParseOptions) -> Document:
    r"""The text in these bytes (valid UTF-8): one slot per paragraph, its lines joined.

    >>> [s.source for s in parse(b"One\ntwo\n\nthree\n", ParseOptions()).segments]
    ['One two', 'three']
    """
    start = beginning(text)
    hidden = opaque.regions(text, options.opaque_pattern(text), start)
    slots = []
    shape = []
    for match in _PARAGRAPH.finditer(text, start):
        first = match.start()
        last = first + len(match.group().rstrip())
        breaks = [Edit(*m.span(), b" ") for m in _LINE_BREAK.finditer(text, first, last)]
        found = [*breaks, *opaque.edits(text, hidden, first, last)]
        edits = sorted(found, key=outermost_first)
        source, placeholders = compose(text, first, last, edits)
        shape.append("paragraph")
        if is_translatable(source):
            segment = Segment(source, "text", placeholders)
            slots.append(Slot(first, last, segment, "text", "", (first, last)))
    warned = tuple(greedy(text, hidden, options.opaque))
    return Document(text, tuple(slots), TEXT, options, shape=tuple(shape), warnings=warned)


def _about(document: Document, about: About) -> Iterator[Splice]:
    """The notice as the first paragraph; plain text has no place for fields."""
    from l10n_flow.language.bidi import isolate  # noqa: PLC0415 - 9 ms that `sync` need not pay

    start = beginning(document.text)
    eol = line_end(document.text)
    words = isolate(about.notice, about.notice_lang, within=about.locale)
    yield Splice(start, start, f"{words}{eol}{eol}".encode() if about.notice else b"")


def _metadata(text: bytes, options: ParseOptions) -> Document:
    """A document without slots: plain text has no metadata."""
    return Document(text, (), TEXT, options)


TEXT = Format("plain text", (".txt",), parse, _metadata, grammar="text", about=_about)
