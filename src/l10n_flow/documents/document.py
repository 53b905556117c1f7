"""A document is text with slots: the values that every format reads into and renders from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple, Protocol

from l10n_flow.documents.markdown.dialects import BUILT_IN, COMMONMARK, Dialect
from l10n_flow.errors import Place
from l10n_flow.model import Segment
from l10n_flow.yamltext import YamlPath

__all__ = [
    "DEFAULT_TRANSLATED",
    "Document",
    "Field",
    "Format",
    "FrontMatter",
    "Heading",
    "Link",
    "ParseOptions",
    "Slot",
    "Warned",
]

DEFAULT_TRANSLATED = frozenset(
    {
        "title",
        "subtitle",
        "summary",
        "description",
        "excerpt",
        "lead",
        "dateline",
        "credit",
        "image.alt",
        "image.caption",
        "image.title",
        "images.alt",
        "images.caption",
        "images.title",
        "seo.title",
        "seo.description",
    }
)
"""Front matter fields that are translated unless the configuration says otherwise."""


@dataclass(frozen=True, slots=True)
class ParseOptions:
    """What a project tells the parsers."""

    translated: frozenset[str] = DEFAULT_TRANSLATED
    """Dotted paths of the front matter fields that are segments; list indexes are left out."""
    opaque: tuple[str, ...] = ()
    """Regular expressions of the project's own, beyond the dialect's; their matches are opaque."""
    dialect: Dialect = COMMONMARK
    attributes: frozenset[str] | None = None
    """Attributes of shortcodes and directives that are segments; None: as the dialect has them."""

    @property
    def worded(self) -> frozenset[str]:
        """The attributes of shortcodes and directives that are segments."""
        return frozenset(self.dialect.attributes) if self.attributes is None else self.attributes

    @property
    def identity(self) -> tuple[object, ...]:
        """What two options that parse alike have in common; its `repr` is the same in any process.

        >>> ParseOptions(frozenset("ab")).identity == ParseOptions(frozenset("ba")).identity
        True
        """
        worded = tuple(sorted(self.worded))
        return tuple(sorted(self.translated)), self.opaque, self.dialect.name, worded

    def opaque_pattern(self, text: bytes) -> re.Pattern[bytes] | None:
        """All opaque patterns as one; None when it is plain that none can match in `text`."""
        if (
            not self.opaque
            and _is_plain(self.dialect)
            and not any(sign.search(text) for sign in _SIGNS)
        ):
            return None
        return _compiled((*self.opaque, *self.dialect.opaque))


_SIGNS = tuple(re.compile(sign) for sign in (rb"\{[{%:]", rb"\$\$", rb"8<-"))
"""Without one of these no built-in pattern matches. Each begins with one byte, for which `re` looks
three times as fast as `in` does for two."""


@cache
def _is_plain(dialect: Dialect) -> bool:
    """Whether these are built-in patterns only."""
    return set(dialect.opaque) <= set(BUILT_IN)


@cache
def _compiled(patterns: tuple[str, ...]) -> re.Pattern[bytes] | None:
    joined = "|".join(f"(?:{pattern})" for pattern in patterns)
    return re.compile(joined.encode()) if patterns else None


class Slot(NamedTuple):
    """A byte range of the source that holds something translatable.

    A named tuple, not a dataclass: a corpus has 50,000 of them, and they are made three times
    faster (docs/performance.md).
    """

    start: int
    end: int
    segment: Segment
    place: str
    """What surrounds the slot and so what a translation must not contain; a key of `fit.PLACES`."""
    spelling: str = ""
    """How the source spells what the segment does not show. Markdown: a hard line break with the
    prefix of the continued line. YAML: the quote; of a block scalar header and indent, separated
    by NUL."""
    block: tuple[int, int] = (0, 0)
    """The bytes that go when the segment is left out of an edition: its paragraph, its list item.

    Equal start and end where nothing but the words can go: a table cell, a field.
    """


class Heading(NamedTuple):
    """A heading: the byte range of its words, its level from 1, and the id that its author gave."""

    start: int
    end: int
    level: int
    id: str | None


class Link(NamedTuple):
    """A target that the document points to, and the byte range that spells it, where known."""

    target: str
    start: int
    end: int


class Field(NamedTuple):
    """One scalar of the front matter; `start` and `end` are byte offsets in the document."""

    path: YamlPath
    value: str
    start: int
    end: int
    style: str
    tag: str


class Warned(NamedTuple):
    """Something in a document that its author should know, and the byte offset where it is."""

    message: str
    offset: int
    hint: str = ""
    """What to do, where the document is broken: nothing is made of it until then."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The metadata block at the top of an article."""

    start: int
    """Offset of the opening `---`."""
    inside: int
    """Offset of the first byte after the opening line."""
    close: int
    """Offset of the closing line."""
    end: int
    """Offset of the first byte after the closing line."""
    fields: tuple[Field, ...] = ()
    """Its scalars in text order; none when it is not YAML."""

    def value(self, name: str) -> str | None:
        """The text of the scalar with this dotted path; the last one if the key is repeated."""
        found = [f.value for f in self.fields if dotted(f.path) == name and f.tag != NULL]
        return found[-1] if found else None

    def values(self, name: str) -> tuple[str, ...]:
        """The texts of a scalar or of a list of scalars with this dotted path."""
        return tuple(f.value for f in self.fields if dotted(f.path) == name and f.tag != NULL)

    def shifted(self, by: int) -> FrontMatter:
        """The same block that many bytes further on."""
        fields = tuple(f._replace(start=f.start + by, end=f.end + by) for f in self.fields)
        return FrontMatter(
            self.start + by, self.inside + by, self.close + by, self.end + by, fields
        )


NULL = "tag:yaml.org,2002:null"


@lru_cache(1024)
def dotted(path: YamlPath) -> str:
    """The path without its list indexes, joined by dots.

    >>> dotted(("images", 0, "alt"))
    'images.alt'
    """
    return ".".join(part for part in path if isinstance(part, str))


class Format(Protocol):
    """A kind of file: it knows how to read bytes into a document."""

    def __call__(self, text: bytes, options: ParseOptions) -> Document:
        """The document in these bytes, which are valid UTF-8."""


@dataclass(frozen=True, slots=True)
class Document:
    """An article: its bytes, and the slots in them, in order and without overlap."""

    text: bytes
    slots: tuple[Slot, ...]
    format: Format
    options: ParseOptions
    front: FrontMatter | None = None
    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    shape: tuple[object, ...] = ()
    """The block structure: what every rendering of this document must have again."""
    raw_html: tuple[str, ...] = ()
    """Every HTML tag, as it is written."""
    directives: tuple[tuple[int, int], ...] = ()
    """The byte ranges of blocks that are nothing but words to translators (`l10n: note …`)."""
    warnings: tuple[Warned, ...] = ()
    has_lines: bool = False
    """Whether a generator reads lines of it otherwise than as Markdown, or before that: how a line
    is read then depends on those around it."""

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The segments of the slots, in order; two slots may hold equal ones."""
        return tuple(slot.segment for slot in self.slots)

    @property
    def language(self) -> str | None:
        """The language that the front matter names in `lang`; None when it names none."""
        return self.front.value("lang") if self.front else None

    def line(self, offset: int) -> int:
        r"""The line, from 1, of a byte offset; lines end with LF, CR LF or CR as in CommonMark.

        >>> from l10n_flow.documents.plaintext import parse
        >>> parse(b"a\r\n\nb", ParseOptions()).line(4)
        3
        """
        return 1 + len(_LINE_END.findall(self.text, 0, offset))

    def place(self, offset: int, path: Path) -> Place:
        """Where an offset is, for an error message."""
        return Place(path, self.line(offset))


_LINE_END = re.compile(rb"\r\n?|\n")
