"""HTML inside an article: text and a few attributes are prose, tags are not.

The rules come from the HTML standard: which elements are phrasing content (they stay inside a
segment), which hold raw text (they are never prose), which are void.
https://html.spec.whatwg.org/multipage/dom.html#phrasing-content
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from l10n_flow.documents.segments import Edit
from l10n_flow.model import Placeholder

__all__ = ["INLINE", "TAG", "VOID", "Run", "Target", "attribute_edits", "runs", "targets"]

INLINE = frozenset(
    b"a abbr b bdi bdo br cite code data del dfn em i img ins kbd label mark q rp rt ruby s samp "
    b"small span strong sub sup time u var wbr".split()
)
"""Elements that may stand within a segment."""

VOID = frozenset(b"area base br col embed hr img input link meta param source track wbr".split())
"""Elements without a closing tag."""

_RAW = frozenset(b"code pre script style svg math template textarea title".split()) - {b"code"}

TAG = re.compile(
    rb"<(?P<close>/)?(?P<name>[A-Za-z][A-Za-z0-9:-]*)"
    rb"(?P<attributes>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>"
)
_OTHER = re.compile(
    rb"<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<![A-Za-z][^>]*>", re.DOTALL
)
_ATTRIBUTE = re.compile(
    rb"(?P<name>[^\s\"'<>/=]+)(?:\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s\"'=<>`]+)))?"
)
_TRANSLATED = frozenset((b"alt", b"aria-label", b"label", b"placeholder", b"title"))
_TARGETS = frozenset((b"href", b"src", b"poster"))
_LINE_BREAK = re.compile(rb"[ \t]*(?:\r\n?|\n)[ \t\r\n]*")


class Run(NamedTuple):
    """A stretch of prose in HTML: text with phrasing tags, or the value of one attribute."""

    start: int
    end: int
    place: str
    """"html" or "attribute-…"; for an attribute the range lies between its quotes."""
    edits: tuple[Edit, ...]


class Target(NamedTuple):
    """What a tag points to, and where that is written."""

    target: str
    start: int
    end: int


def attribute_edits(text: bytes, start: int, end: int) -> list[Edit]:
    """How the tag at `start` reads in a segment: attributes are `{n}`, but what people read stays.

    A tag without attributes needs no edit. Comments and declarations become one placeholder.

    >>> from l10n_flow.documents.segments import compose
    >>> tag = b'<img src="a.png" alt="A cat" width=3>'
    >>> compose(tag, 0, len(tag), attribute_edits(tag, 0, len(tag)))[0]
    '<img {1} alt="A cat" {2}>'
    """
    tag = TAG.fullmatch(text, start, end)
    if tag is None:
        return [Edit(start, end, placeholder=Placeholder(text[start:end].decode(), "html"))]
    if tag["close"]:
        return []
    edits: list[Edit] = []
    first = last = -1
    for attribute in _ATTRIBUTE.finditer(text, *tag.span("attributes")):
        if _is_prose(attribute):
            if first >= 0:
                edits.append(_hidden(text, first, last))
                first = -1
            edits.extend(_shown(text, attribute))
        else:
            first = attribute.start() if first < 0 else first
            last = attribute.end()
    if first >= 0:
        edits.append(_hidden(text, first, last))
    return edits


def _is_prose(attribute: re.Match[bytes]) -> bool:
    value = attribute["double"] or attribute["single"] or attribute["bare"]
    return attribute["name"].lower() in _TRANSLATED and bool(value and value.strip())


def _hidden(text: bytes, start: int, end: int) -> Edit:
    return Edit(start, end, placeholder=Placeholder(text[start:end].decode(), "html"))


def _shown(text: bytes, attribute: re.Match[bytes]) -> list[Edit]:
    """An attribute that people read: on one line and in quotes."""
    if attribute["bare"] is None:
        return _unbroken(text, *attribute.span())
    return [Edit(*attribute.span("bare"), b'"' + attribute["bare"] + b'"')]


def _unbroken(text: bytes, start: int, end: int) -> list[Edit]:
    return [Edit(*m.span(), b" ") for m in _LINE_BREAK.finditer(text, start, end)]


def targets(text: bytes, start: int, end: int) -> Iterator[Target]:
    """The `href`, `src` and `poster` values of the tag at `start`."""
    tag = TAG.fullmatch(text, start, end)
    if tag is None:
        return
    for attribute in _ATTRIBUTE.finditer(text, *tag.span("attributes")):
        for group in ("double", "single"):
            if attribute["name"].lower() in _TARGETS and attribute[group]:
                yield Target(attribute[group].decode(), *attribute.span(group))


_ALONE = re.compile(rb"\s*(?P<tag>" + TAG.pattern + rb")[ \t]*(?:[\r\n]|\Z)")


class _Token(NamedTuple):
    kind: str  # "text", "inline", "block" or "other"
    start: int
    end: int
    name: bytes = b""
    closes: bool = False


def _tokens(html: bytes) -> Iterator[_Token]:
    at = 0
    while at < len(html):
        bracket = html.find(b"<", at)
        if bracket < 0:
            yield _Token("text", at, len(html))
            return
        if bracket > at:
            yield _Token("text", at, bracket)
        tag = TAG.match(html, bracket)
        if tag is not None:
            name = tag["name"].lower()
            kind = "inline" if name in INLINE else "block"
            yield _Token(kind, tag.start(), tag.end(), name, bool(tag["close"]))
            at = tag.end()
            if name in _RAW and not tag["close"]:
                at = _end_of_raw(html, at, name)
            continue
        other = _OTHER.match(html, bracket)
        if other is not None:
            yield _Token("other", *other.span())
            at = other.end()
        else:
            yield _Token("text", bracket, bracket + 1)
            at = bracket + 1


def _end_of_raw(html: bytes, start: int, name: bytes) -> int:
    closing = re.compile(rb"</" + re.escape(name) + rb"[\s>]", re.IGNORECASE).search(html, start)
    return closing.start() if closing else len(html)


def runs(html: bytes) -> Iterator[Run]:
    r"""The stretches of prose in a piece of HTML, in order.

    Block tags and comments separate runs; phrasing tags belong to them. Line breaks and the
    blanks around them are one blank, as a browser shows them.

    >>> page = b'<figure title="Old town">\n  <b>See</b>\n  it.\n</figure>'
    >>> [(page[r.start:r.end], r.place) for r in runs(page)]
    [(b'Old town', 'attribute-double'), (b'<b>See</b>\n  it.', 'html')]
    """
    group: list[_Token] = []
    opening = _ALONE.match(html)
    for token in _tokens(html):
        # A tag alone on the first line is what makes the block HTML (CommonMark 4.6, condition 7).
        is_edge = opening is not None and token.start == opening.start("tag")
        if token.kind in ("text", "inline") and not is_edge:
            group.append(token)
            continue
        yield from _run(html, group)
        group = []
        if token.kind == "block" or is_edge:
            yield from _attribute_runs(html, token)
    yield from _run(html, group)


def _attribute_runs(html: bytes, token: _Token) -> Iterator[Run]:
    tag = TAG.fullmatch(html, token.start, token.end)
    if tag is None or tag["close"]:
        return
    for attribute in _ATTRIBUTE.finditer(html, *tag.span("attributes")):
        if _is_prose(attribute):
            group = next(g for g in ("double", "single", "bare") if attribute[g])
            start, end = attribute.span(group)
            yield Run(start, end, f"attribute-{group}", tuple(_unbroken(html, start, end)))


def _run(html: bytes, group: list[_Token]) -> Iterator[Run]:
    group = _balanced(html, group)
    if not group:
        return
    start, end = group[0].start, group[-1].end
    words = html[start:end]
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip())
    if start >= end:
        return
    edits: list[Edit] = []
    for token in group:
        if token.kind == "inline":
            edits.extend(attribute_edits(html, token.start, token.end))
        else:
            edits.extend(_unbroken(html, max(token.start, start), min(token.end, end)))
    yield Run(start, end, "html", tuple(edits))


def _balanced(html: bytes, group: list[_Token]) -> list[_Token]:
    """The group without phrasing tags at its edges whose partner is elsewhere, and outer blanks."""
    opened: list[int] = []
    paired: set[int] = set()
    for index, token in enumerate(group):
        if token.kind != "inline" or token.name in VOID:
            continue
        if not token.closes:
            opened.append(index)
        elif opened and group[opened[-1]].name == token.name:
            paired |= {opened.pop(), index}
    first, last = 0, len(group)
    while first < last and _says_nothing(html, group[first], first in paired):
        first += 1
    while last > first and _says_nothing(html, group[last - 1], last - 1 in paired):
        last -= 1
    return group[first:last]


def _says_nothing(html: bytes, token: _Token, paired: bool) -> bool:  # noqa: FBT001 - one caller
    if token.kind == "text":
        return not html[token.start : token.end].strip()
    return token.name not in VOID and not paired
