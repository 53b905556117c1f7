"""The contents of a page's bytes: passages with their languages, addresses, data for machines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from l10n_flow import xmltext
from l10n_flow.site.readback.pagefacts import BuiltAlternate, Reference


@dataclass(slots=True)
class Passage:
    """A block with its own words: a paragraph, a heading, a list item, a cell."""

    tag: str
    line: int
    lang: str
    """Its declared language, or the one declared around it."""
    classes: frozenset[str]
    in_article: bool
    """Whether it is part of an article's body."""
    pieces: list[tuple[str, str]] = field(default_factory=list)
    """Language and words, in order; "" for the language of code, which has none."""

    @property
    def text(self) -> str:
        """All its words, with single blanks."""
        return " ".join("".join([words for _, words in self.pieces]).split())

    def by_language(self) -> Mapping[str, str]:
        """Its words by language, without code."""
        found: dict[str, str] = {}
        for lang, words in self.pieces:
            if lang:
                found[lang] = found.get(lang, "") + words
        return found


class Directed(NamedTuple):
    """An element that declares a language or a direction."""

    line: int
    tag: str
    lang: str
    """"" where none is declared."""
    dir: str
    """The declared direction, or the one around it."""
    has_dir: bool
    text: str


class Label(NamedTuple):
    """Words in an attribute."""

    line: int
    lang: str
    name: str
    text: str


@dataclass(slots=True)
class Reading:
    """The contents of a page."""

    lang: str = ""
    dir: str = ""
    title: str = ""
    canonical: str = ""
    alternates: list[BuiltAlternate] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)
    """By name or property; the first of each."""
    references: list[Reference] = field(default_factory=list)
    ids: list[tuple[str, int]] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    directed: list[Directed] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    times: list[str] = field(default_factory=list)
    """The values of `time` elements in the article's head."""
    categories: list[tuple[str, str]] = field(default_factory=list)
    """Label and address of the article's categories."""
    runs: list[tuple[int, str]] = field(default_factory=list)
    """What runs or loads something within an article's body: its line and its kind."""
    scripts: list[tuple[int, str]] = field(default_factory=list)
    """The page's JSON-LD text."""
    is_article: bool = False


_BLOCKS = frozenset(
    "p h1 h2 h3 h4 h5 h6 li td th dt dd figcaption caption blockquote pre summary div body aside"  # noqa: SIM905
    " section article header footer nav main figure details ul ol dl table tr thead tbody".split()
)
_ADDRESSES = ("href", "src", "poster", "action", "formaction", "data", "cite", "xlink:href")
_LABELS = ("alt", "title", "aria-label")
_CODE = frozenset(("code", "pre", "kbd", "samp", "var", "math", "svg"))
_ACTIVE = frozenset(("script", "iframe", "object", "embed", "form", "base"))
_NOT_READ = frozenset(("script", "style", "template", "noscript"))


class _Around(NamedTuple):
    """The context of an element."""

    lang: str
    dir: str
    passage: Passage | None
    in_body: bool = False
    in_code: bool = False
    in_head: bool = False
    """Whether it is in the head of an article."""


def read(data: bytes) -> Reading:
    """Return the contents of the page; any bytes can be read.

    Raises `UsageError` where lxml is not installed.
    """
    etree = xmltext.library("A site", extra="site")
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    reading = Reading()
    try:
        root = etree.fromstring(data, parser)
    except etree.ParserError:
        return reading
    except etree.XMLSyntaxError:
        return reading
    if root is not None:
        _element(reading, root, _Around("", "ltr", None))
    return reading


def _element(reading: Reading, element: Any, around: _Around) -> None:
    """Read an element with all its descendants."""
    tag = element.tag
    if not isinstance(tag, str):
        return
    line = element.sourceline or 0
    attributes = element.attrib
    if attributes:
        around = _attributes(reading, element, tag, line, around)
    if tag in _NOT_READ:
        if tag == "script" and attributes.get("type") == "application/ld+json":
            reading.scripts.append((line, element.text or ""))
        elif around.in_body:
            reading.runs.append((line, f"<{tag}>"))
        return
    if tag == "title" and not reading.title:
        reading.title = "".join(element.itertext())
        return
    if tag in _BLOCKS:
        classes = frozenset((attributes.get("class") or "").split())
        # The change of the original, below an outdated paragraph, is not part of the body.
        is_change = tag == "details" and "change" in classes
        around = around._replace(in_body=around.in_body and not is_change)
        passage = Passage(tag, line, around.lang, classes, around.in_body)
        reading.passages.append(passage)
        is_body = tag == "div" and "site-body" in classes
        around = around._replace(passage=passage, in_body=around.in_body or is_body)
        if tag == "article" and "site-article" in classes:
            reading.is_article = True
            around = around._replace(in_head=True)
    if tag in _CODE:
        around = around._replace(in_code=True)
    if around.in_body and tag in _ACTIVE:
        reading.runs.append((line, f"<{tag}>"))
    _words(around, element.text)
    for child in element:
        _element(reading, child, around)
        _words(around, child.tail)


def _words(around: _Around, text: str | None) -> None:
    if text and around.passage is not None:
        around.passage.pieces.append(("" if around.in_code else around.lang, text))


def _attributes(reading: Reading, element: Any, tag: str, line: int, around: _Around) -> _Around:
    """Read an element's attributes; return the context of its content."""
    attributes = element.attrib
    lang, dir_ = attributes.get("lang"), attributes.get("dir")
    if lang is not None or dir_ is not None:
        around = around._replace(
            lang=around.lang if lang is None else lang, dir=(dir_ or around.dir).lower()
        )
        if tag == "html":
            reading.lang, reading.dir = lang or "", (dir_ or "").lower()
        elif tag not in _CODE:
            text = "".join(element.itertext())
            reading.directed.append(
                Directed(line, tag, lang or "", around.dir, dir_ is not None, text)
            )
    _words_and_addresses(reading, attributes, tag, line, around.lang)
    if around.in_body:
        reading.runs += [(line, name) for name in attributes if name.startswith("on")]
    if tag in _TELLING:
        _TELLING[tag](reading, element, line, around)
    return around


def _words_and_addresses(
    reading: Reading, attributes: Mapping[str, str], tag: str, line: int, lang: str
) -> None:
    """Read the words, the addresses and the ids among attributes."""
    for name in _LABELS:
        value = attributes.get(name)
        if value:
            reading.labels.append(Label(line, lang, name, value))
    for name in _ADDRESSES:
        address = attributes.get(name)
        if address is not None:
            reading.references.append(Reference(line, tag, address))
    if "srcset" in attributes:
        reading.references += _set_of(attributes["srcset"], tag, line)
    if "id" in attributes:
        reading.ids.append((attributes["id"], line))
    if tag == "a" and "name" in attributes:
        reading.ids.append((attributes["name"], 0))


def _set_of(written: str, tag: str, line: int) -> Iterator[Reference]:
    for one in written.split(", "):
        if one.split():
            yield Reference(line, tag, one.split()[0])


def _link(reading: Reading, element: Any, line: int, around: _Around) -> None:
    del line, around
    rel, href = element.get("rel"), element.get("href") or ""
    if rel == "canonical":
        reading.canonical = href
    elif rel == "alternate" and element.get("hreflang"):
        reading.alternates.append(BuiltAlternate(element.get("hreflang"), href))


def _meta(reading: Reading, element: Any, line: int, around: _Around) -> None:
    del line, around
    name = element.get("name") or element.get("property")
    if name:
        reading.meta.setdefault(name, element.get("content") or "")


def _time(reading: Reading, element: Any, line: int, around: _Around) -> None:
    del line
    passage = around.passage
    if around.in_head and passage is not None and "site-line" in passage.classes:
        reading.times.append(element.get("datetime") or "")


def _anchor(reading: Reading, element: Any, line: int, around: _Around) -> None:
    del line
    passage = around.passage
    if around.in_head and passage is not None and "site-kicker" in passage.classes:
        label = " ".join("".join(element.itertext()).split())
        reading.categories.append((label, element.get("href") or ""))


_TELLING = {"link": _link, "meta": _meta, "time": _time, "a": _anchor}
"""Elements whose attributes describe the page."""


def data_of(script: str) -> Mapping[str, Any] | None:
    """Return the JSON-LD in a script; None when it is not a JSON object."""
    try:
        found = json.loads(script)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
