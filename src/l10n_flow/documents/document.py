"""A document is text with slots: the values that every format reads into and renders from.

Also functions for the lines of its bytes.
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal, NamedTuple

from l10n_flow import patterns as re
from l10n_flow.documents.attributes import PROSE_NAMES
from l10n_flow.documents.markdown.dialects import ATTACHED, BUILT_IN, COMMONMARK, EMOJI, Dialect
from l10n_flow.errors import Place
from l10n_flow.model import Placeholder, Segment
from l10n_flow.yamltext import YamlPath


class Edit(NamedTuple):
    """Bytes `start` to `end` read as `before`, then a placeholder if there is one, then `after`."""

    start: int
    end: int
    before: bytes = b""
    placeholder: Placeholder | None = None
    after: bytes = b""


_BLANKS = re.compile(r"[ \t\r\n]+")


def on_one_line(text: str) -> str:
    r"""The text on one line; each stretch of blanks and line ends is one blank, as in HTML.

    Other spaces are characters that somebody chose, above all the one that allows no line break.

    >>> on_one_line(" 25\u00a0%\n  of\u3000it ")
    '25\xa0% of\u3000it'
    """
    return _BLANKS.sub(" ", text).strip(" ")


class Unfit(ValueError):  # noqa: N818 - an answer, not a failure: the source is used instead
    """A translation does not fit its slot; the message gives the reason to the translator."""


_ADDRESS = r"""https?://[^\s<>"|]*[^\s<>"|?!.,:;*_~'(){}\[\]`\\]"""
"""An address without its trailing punctuation (GFM, 6.9)."""

# A literal `{1}` (or `{۱}`: a Persian keyboard's digits are numbers too), and an address, so that
# a changed address touches no translation.
_LITERAL = re.compile(r"\{[0-9۰-۹٠-٩]+\}|" + _ADDRESS)


def compose(
    text: bytes, start: int, end: int, edits: Sequence[Edit]
) -> tuple[str, tuple[Placeholder, ...]]:
    r"""The segment's source for bytes `start` to `end`, and its placeholders in order.

    Edits are given in order of position; one that begins inside another is dropped, because the
    outer one already hides it. A literal `{1}` in the prose becomes a placeholder for itself.

    >>> target = Edit(9, 15, placeholder=Placeholder("/about", "link"))
    >>> source, placeholders = compose(b"see [us](/about) {7}", 0, 20, [target])
    >>> source, [placeholder.value for placeholder in placeholders]
    ('see [us]({1}) {2}', ['/about', '{7}'])
    """
    pieces: list[bytes] = []
    placeholders: list[Placeholder] = []
    at = start
    for first, last, before, placeholder, after in edits:
        if first < at or last > end:
            continue
        pieces.append(text[at:first])
        if before:
            pieces.append(before)
        if placeholder is not None:
            placeholders.append(placeholder)
            pieces.append(_numbered(len(placeholders)))
        if after:
            pieces.append(after)
        at = last
    pieces.append(text[at:end])
    source = b"".join(pieces)
    # Searched after composing: most addresses are placeholders then, and few texts have braces.
    if source.count(b"{") != len(placeholders) or b"://" in source:
        return _compose_literals(text, start, end, edits)
    return source.decode(), tuple(placeholders)


def _compose_literals(
    text: bytes, start: int, end: int, edits: Sequence[Edit]
) -> tuple[str, tuple[Placeholder, ...]]:
    """The same for prose that may itself have something that becomes a placeholder."""
    pieces: list[bytes] = []
    placeholders: list[Placeholder] = []
    at = start
    for first, last, before, placeholder, after in (*edits, Edit(end, end)):
        if first < at or last > end:
            continue
        piece = text[at:first]
        if b"{" in piece or b"://" in piece:
            piece = _without_literals(piece, placeholders)
        pieces += (piece, before)
        if placeholder is not None:
            placeholders.append(placeholder)
            pieces.append(_numbered(len(placeholders)))
        pieces.append(after)
        at = last
    return b"".join(pieces).decode(), tuple(placeholders)


@cache
def _numbered(number: int) -> bytes:
    return b"{%d}" % number


def _without_literals(prose: bytes, placeholders: list[Placeholder]) -> bytes:
    """The prose with a placeholder for every literal number and every address in it."""

    def hidden(match: re.Match[str]) -> str:
        found = match.group()
        kind = "literal" if found.startswith("{") else "autolink"
        placeholders.append(Placeholder(found, kind))
        return f"{{{len(placeholders)}}}"

    return _LITERAL.sub(hidden, prose.decode()).encode()


def outermost_first(edit: Edit) -> tuple[int, int]:
    """Sort key: by position; of two edits with the same start, the longer first."""
    return edit.start, -edit.end


_CODE = r"(?<!`)(?P<code>`+)(?!`).*?(?<!`)(?P=code)(?!`)"
_NOT_WORDS = re.compile(
    _CODE + r"|<(?P<tag>code|kbd|samp|var)\b[^<>]*>[^<>]*</(?P=tag)>"
    r"|\{\d+\}|</?[A-Za-z](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>|</?[A-Za-z][^<>]*>|<!--.*?-->|\[\^[^\]]*\]|&#?\w+;|"
    + _ADDRESS,
    re.DOTALL,
)
_ATTRIBUTE_WORDS = re.compile(
    _CODE + r"""|<[A-Za-z](?:[^<>"']|"[^"]*"|'[^']*')*?"""
    rf"""\s(?:{PROSE_NAMES})\s*=\s*(?P<words>"[^"]*\w|'[^']*\w|[^\s"'=<>`]*\w)""",
    re.DOTALL | re.IGNORECASE,
)
_SURELY_WORDS = re.compile(r"(?>(?:\[(?!\^)|(?<!`)`[^`]+`(?!`)|\{[0-9]+\}|[^`{<&\[\w]|_)*)[^\W_]")
_WORD = re.compile(r"[^\W_]")


def is_translatable(source: str) -> bool:
    """Whether a segment has a letter or digit outside code, tags, link targets and placeholders.

    Digits count, because a Persian edition has its own.

    >>> [is_translatable(s) for s in ("سلام", "2015", "`make`", "![]({1})", '<img alt="A cat">')]
    [True, True, False, False, True]
    """
    if "://" not in source and (source[:1].isalnum() or _SURELY_WORDS.match(source)):
        return True
    if _WORD.search(source) is None:
        return False
    return _WORD.search(_NOT_WORDS.sub("", source)) is not None or any(
        found["words"] for found in _ATTRIBUTE_WORDS.finditer(source)
    )


_NUMBERED = re.compile(r"\{(?P<number>[0-9۰-۹٠-٩]+)\}")
_IN_LINK = re.compile(
    r"""\]\(\s*\{(?P<number>[0-9۰-۹٠-٩]+)\}(?P<title>\s+(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'))?\s*\)""",
    re.DOTALL,
)
_IN_TAG = re.compile(r"""(?:<|&lt;)[A-Za-z](?:[^<>"']|"[^"]*"|'[^']*')*>""")
_TARGETS = frozenset(("link", "image", "reference"))


def substitute(target: str, placeholders: Sequence[Placeholder]) -> str:
    """The translation with every placeholder replaced by what it stands for.

    A translated reference link keeps the label of its definition. Raises `Unfit` for a number that
    the source does not have, so that no literal `{1}` is ever published, and for a link target or a
    tag's attributes in a place where readers would see them.

    >>> substitute("véase [aquí]({1})", [Placeholder("/x", "reference", "here")])
    'véase [aquí][here]'
    >>> substitute("véase {2}", [Placeholder("/x", "link")])
    Traceback (most recent call last):
    l10n_flow.documents.document.Unfit: uses {2}, which the source does not have
    >>> substitute("véase [aquí] ({1})", [Placeholder("/x", "link")])
    Traceback (most recent call last):
    l10n_flow.documents.document.Unfit: shows {1}, a link's target; write it as [words]({1})
    """
    if "{" not in target:
        return target
    _refuse_misplaced(target, placeholders)

    def linked(match: re.Match[str]) -> str:
        placeholder = placeholders[int(match["number"]) - 1]
        if placeholder.kind == "reference" and match["title"] is None:
            return f"][{placeholder.label}]"
        return match.group()

    def value(match: re.Match[str]) -> str:
        return placeholders[int(match["number"]) - 1].value

    if any(placeholder.kind == "reference" for placeholder in placeholders):
        target = _IN_LINK.sub(linked, target)
    return _NUMBERED.sub(value, target)


def _refuse_misplaced(target: str, placeholders: Sequence[Placeholder]) -> None:
    targets = {m.start("number") for m in _IN_LINK.finditer(target)} if "](" in target else set()
    tags = [m.span() for m in _IN_TAG.finditer(target)]
    for match in _NUMBERED.finditer(target):
        number = int(match["number"])
        if not 1 <= number <= len(placeholders):
            raise Unfit(f"uses {{{number}}}, which the source does not have")
        value, kind, _ = placeholders[number - 1]
        if kind in _TARGETS and match.start("number") not in targets:
            raise Unfit(f"shows {{{number}}}, a link's target; write it as [words]({{{number}}})")
        if kind == "html" and not value.startswith("<") and not _is_within(match.start(), tags):
            raise Unfit(f"takes {{{number}}} out of its tag; write it as in <a {{{number}}}>")


def _is_within(offset: int, ranges: Sequence[tuple[int, int]]) -> bool:
    """Whether one of the ranges, which are in order, contains the offset."""
    index = bisect_right(ranges, (offset, sys.maxsize)) - 1
    return index >= 0 and offset < ranges[index][1]


_TRANSLATED = """
title subtitle summary description excerpt lead dateline credit image.alt image.caption image.title
images.alt images.caption images.title seo.title seo.description
"""
DEFAULT_TRANSLATED = frozenset(_TRANSLATED.split())
"""Front matter fields that are translated unless the configuration says otherwise."""


@dataclass(frozen=True, slots=True)
class ParseOptions:
    """The project's settings of the parsers."""

    translated: frozenset[str] = DEFAULT_TRANSLATED
    """Dotted paths of the front matter fields that are segments; list indexes are left out."""
    opaque: tuple[str, ...] = ()
    """The project's own regular expressions, in addition to the dialect's; matches are opaque."""
    dialect: Dialect = COMMONMARK
    attributes: frozenset[str] | None = None
    """Attributes of shortcodes and directives that are segments; None for those of the dialect."""

    @property
    def worded(self) -> frozenset[str]:
        """The attributes of shortcodes and directives that are segments."""
        return frozenset(self.dialect.attributes) if self.attributes is None else self.attributes

    @property
    def identity(self) -> tuple[object, ...]:
        """A value that is equal for options that parse alike; its `repr` is equal in any process.

        >>> ParseOptions(frozenset("ab")).identity == ParseOptions(frozenset("ba")).identity
        True
        """
        worded = tuple(sorted(self.worded))
        return tuple(sorted(self.translated)), self.opaque, self.dialect.name, worded

    def opaque_pattern(self, text: bytes) -> re.Pattern[bytes] | None:
        """All opaque patterns as one; None if it is certain that none matches in `text`."""
        if (
            not self.opaque
            and _is_plain(self.dialect)
            and not any(sign.search(text) for sign in _SIGNS)
        ):
            return None
        return _compiled((*self.opaque, *self.dialect.opaque))


_SIGNS = tuple(
    re.compile(sign)
    for sign in (
        rb"\{(?:[{%:]|#[\s-])",
        rb"<%",
        rb"\+[-=:]{2}",
        rb"\$\$",
        rb"8<-",
        rb"\\begin\{",
        rb"\\\[[ \t]*\r?\n",
        *(pattern.encode() for pattern in (*ATTACHED, *EMOJI)),
    )
)
"""Without a match of this, no built-in pattern matches, nor a sign by its name. Each begins with
one byte; `re` searches for that three times as fast as `in` searches for two."""


@cache
def _is_plain(dialect: Dialect) -> bool:
    """Whether the dialect has only built-in patterns, attached attributes and signs by names."""
    return set(dialect.opaque) <= {*BUILT_IN, *ATTACHED, *EMOJI}


@cache
def _compiled(patterns: tuple[str, ...]) -> re.Pattern[bytes] | None:
    joined = "|".join(f"(?:{pattern})" for pattern in patterns)
    return re.compile(joined.encode()) if patterns else None


class Slot(NamedTuple):
    """A byte range of the source that contains something translatable.

    A named tuple and not a dataclass: a corpus has 50,000 of them, and named tuples are made three
    times as fast (docs/performance.md).
    """

    start: int
    end: int
    segment: Segment
    place: str
    """Where the slot is, which decides what a translation must not contain; a key of `fit.PLACES`.
    """
    spelling: str = ""
    """How the source spells what the segment does not show. In Markdown: a hard line break with the
    prefix of the next line. In YAML: the quote; for a block scalar, the header and the indent,
    separated by NUL."""
    block: tuple[int, int] = (0, 0)
    """The bytes to remove if the segment is left out of an edition: its paragraph, its list item.

    Start and end are equal if only the words can be removed: a table cell, a field.
    """


class Heading(NamedTuple):
    """A heading: the byte range of its words, its level from 1, and the id from its author."""

    start: int
    end: int
    level: int
    id: str | None


class Link(NamedTuple):
    """A target that the document points to, and the byte range of its text, if known."""

    target: str
    start: int
    end: int


class Splice(NamedTuple):
    """A replacement of bytes `start` to `end` of a document by `text`."""

    start: int
    end: int
    text: bytes


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
    """What to do if the document is broken; no edition is built until it is corrected."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The metadata block at the top of an article."""

    start: int
    """Offset of the opening `---` or `+++`, or of the brace of JSON."""
    inside: int
    """Offset of the first byte after the opening line."""
    close: int
    """Offset of the closing line."""
    end: int
    """Offset of the first byte after the closing line."""
    fields: tuple[Field, ...] = ()
    """Its scalars in text order; none when it is not what its marks say."""
    notation: Literal["yaml", "toml", "json"] = "yaml"

    def value(self, name: str) -> str | None:
        """The text of the scalar with this dotted path; the last one if the key is repeated."""
        found = [f.value for f in self.fields if dotted(f.path) == name and f.tag != NULL]
        return found[-1] if found else None

    def values(self, name: str) -> tuple[str, ...]:
        """The texts of a scalar or of a list of scalars with this dotted path."""
        return tuple(f.value for f in self.fields if dotted(f.path) == name and f.tag != NULL)


NULL = "tag:yaml.org,2002:null"


@lru_cache(1024)
def dotted(path: YamlPath) -> str:
    """The path without its list indexes, joined by dots.

    >>> dotted(("images", 0, "alt"))
    'images.alt'
    """
    return ".".join(part for part in path if isinstance(part, str))


class About(NamedTuple):
    """An edition's metadata and notice, for a format with its own place for them."""

    locale: str
    """The language of the edition."""
    fields: Mapping[str, object]
    """By dotted path: the derived fields (`lang`, `dir`, `translation`…), and its own slug."""
    notice: str
    """For readers: a machine wrote this, or parts are not translated; "" for no notice."""
    notice_lang: str
    """The language of the notice."""


Grammar = Literal["markdown", "html", "text", "other"]
"""What the body of an article is written in."""

Parse = Callable[[bytes, "ParseOptions"], "Document"]
"""From bytes, which are valid UTF-8, to the document in them."""

Spell = Callable[["Slot", str], str]
"""From a slot and a text to the spelling of the text there; raises `Unfit` if there is none."""


class Format(NamedTuple):
    """A kind of file that can be an article: how it is read, and how an edition is made of it.

    The three laws of `render` hold for any format whose `parse` returns the same slots for the same
    bytes: the effect of a translation on the rest is found by parsing again.
    """

    name: str
    """Its name for people: "Markdown", "subtitles"."""
    suffixes: tuple[str, ...]
    """In lower case, with their dots."""
    parse: Parse
    metadata: Parse | None = None
    """The same as `parse` without the body, if that is quicker."""
    grammar: Grammar = "other"
    front_matter: bool = False
    """Whether an edition has its metadata at the top, in YAML or TOML."""
    about: Callable[[Document, About], Iterable[Splice]] | None = None
    """How metadata and notice are written in the format's own place: splices into the document, in
    order. Without this and without front matter, an edition has neither."""
    places: Mapping[str, Spell] = MappingProxyType({})
    """Places of slots in addition to those of `fit.PLACES`, by name."""


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
    """The block structure, which every rendering of this document must have too."""
    raw_html: tuple[str, ...] = ()
    """Every HTML tag, as written."""
    directives: tuple[tuple[int, int], ...] = ()
    """The byte ranges of blocks that contain only instructions for translators (`l10n: note …`)."""
    warnings: tuple[Warned, ...] = ()
    has_lines: bool = False
    """Whether a generator reads some lines before Markdown, or not as Markdown: then the reading of
    a line depends on the lines around it."""

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The segments of the slots, in order; two slots may hold equal ones."""
        return tuple(slot.segment for slot in self.slots)

    def is_field(self, slot: Slot) -> bool:
        """Whether a slot is a value of the front matter."""
        return self.front is not None and slot.end <= self.front.close

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
        return 1 + len(LINE_END.findall(self.text, 0, offset))

    def place(self, offset: int, path: Path) -> Place:
        """The place of an offset, for an error message."""
        return Place(path, self.line(offset))


def line_end(text: bytes) -> str:
    r"""The first line end of the text; never a lone carriage return, which few tools support.

    >>> line_end(b"a\r\nb\n"), line_end(b"a\rb")
    ('\r\n', '\n')
    """
    at = text.find(b"\n")
    return "\r\n" if at > 0 and text[at - 1] == 0x0D else "\n"


# Lines


BOM = b"\xef\xbb\xbf"
LINE_END = re.compile(rb"\r\n?|\n")
_BLANK_LINES = re.compile(rb"(?:[ \t]*(?:\r\n?|\n))*")


def beginning(text: bytes) -> int:
    """The start of a text, after a byte order mark if it has one."""
    return len(BOM) if text.startswith(BOM) else 0


def may_begin_with_fields(text: bytes) -> bool:
    r"""Whether it is worth while to look for front matter; False only where there is none.

    >>> may_begin_with_fields(b"---\nlang: fa\n---\n"), may_begin_with_fields(b"# Rain\n")
    (True, False)
    """
    return text.startswith((b"---", b"+++", b"{", BOM)) or b":" in text[: text.find(b"\n")]


def start_of_line(text: bytes, offset: int, top: int = 0) -> int:
    r"""The start of the line with an offset, at `top` or after it.

    >>> start_of_line(b"one\ntwo", 6)
    4
    """
    return max(text.rfind(b"\n", top, offset) + 1, text.rfind(b"\r", top, offset) + 1, top)


def next_line(text: bytes, offset: int, limit: int | None = None) -> int:
    r"""The start of the line after the one with an offset; else `limit`, or the text's end.

    >>> next_line(b"one\ntwo", 0), next_line(b"one\ntwo", 4)
    (4, 7)
    """
    limit = len(text) if limit is None else limit
    match = LINE_END.search(text, offset, limit)
    return match.end() if match else limit


def past_blank_lines(text: bytes, offset: int) -> int:
    r"""The start of the next line that is not blank, from an offset at a line's start or end.

    >>> past_blank_lines(b"one\n\n \ntwo", 3)
    7
    """
    match = _BLANK_LINES.match(text, offset)
    return match.end() if match else offset
