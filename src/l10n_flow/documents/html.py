"""HTML inside an article: text and a few attributes are prose, tags are not.

The rules come from the HTML standard: which elements are phrasing content (they stay inside a
segment), which contain raw text (never prose), which are void, what `translate` means.
https://html.spec.whatwg.org/multipage/dom.html#phrasing-content
https://html.spec.whatwg.org/multipage/dom.html#the-translate-attribute
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from l10n_flow import patterns as re
from l10n_flow.documents.attributes import ValueUse, addresses, is_button, use
from l10n_flow.documents.document import Edit, outermost_first
from l10n_flow.model import Placeholder

INLINE = frozenset(
    b"a abbr b bdi bdo br cite code data del dfn em i img ins kbd label mark q rp rt ruby s samp "
    b"small span strong sub sup time u var wbr".split()
)
"""Elements that may appear within a segment."""

VOID = frozenset(b"area base br col embed hr img input link meta param source track wbr".split())
"""Elements without a closing tag."""

RAW = frozenset(
    b"iframe math noembed noframes plaintext pre script style svg template textarea title "
    b"xmp".split()
)
"""Elements whose content is not prose: raw text, code, drawings, formulas."""

TAG = re.compile(
    rb"<(?P<close>/)?(?P<name>[A-Za-z][A-Za-z0-9:-]*)"
    rb"(?P<attributes>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>"
)
_OTHER = re.compile(
    rb"<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)"
    rb"|<!(?:\[(?:if|else|endif)\b|[A-Za-z])[^>]*(?:>|\Z)",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(
    rb"(?P<name>[^\s\"'<>/=]+)(?:\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s\"'=<>`]+)))?"
)
_LINE_BREAK = re.compile(rb"(?<![ \t])[ \t]*(?:\r\n?|\n)[ \t\r\n]*")

Range = tuple[int, int]
"""A byte range: its start, and the offset after its end."""


class Run(NamedTuple):
    """A stretch of prose in HTML: text with phrasing tags, or the value of one attribute."""

    start: int
    end: int
    place: str
    """"html" or "attribute-…"; for an attribute the range is between its quotes."""
    edits: tuple[Edit, ...]


class Target(NamedTuple):
    """The target of a tag, and the range where it is written."""

    target: str
    start: int
    end: int


# Tags


@lru_cache(maxsize=1024)
def tag_in(text: bytes) -> re.Match[bytes] | None:
    """A match if the whole text is one tag; otherwise None."""
    return TAG.fullmatch(text)


def line_breaks(text: bytes, start: int, end: int) -> list[Range]:
    """The line breaks in a range, each with the blanks around it."""
    return [m.span() for m in _LINE_BREAK.finditer(text, start, end)]


def joined(text: bytes, start: int, end: int, breaks: Sequence[Range]) -> str:
    """A range of the text with a blank in place of each line break."""
    pieces = []
    at = start
    for first, last in breaks:
        if start <= first and last <= end:
            pieces += [text[at:first], b" "]
            at = last
    return b"".join([*pieces, text[at:end]]).decode()


def _level(text: bytes, start: int, end: int, breaks: Sequence[Range]) -> bytes:
    """The tag with blanks in place of its line breaks, byte for byte, so that offsets stay."""
    tag = bytearray(text[start:end])
    for first, last in breaks:
        tag[first - start : last - start] = b" " * (last - first)
    return bytes(tag)


def attribute_edits(
    text: bytes, start: int, end: int, breaks: Sequence[Range] | None = None
) -> list[Edit]:
    r"""The edits for the tag at `start` in a segment: attributes are `{n}`, words for people stay.

    In a segment a tag is on one line: `breaks` are its line breaks in the file, with the prefixes
    that the blocks around it have at the starts of lines. A tag without attributes needs no edit.
    A comment or a declaration becomes one placeholder.

    >>> from l10n_flow.documents.document import compose
    >>> tag = b'<img src="a.png"\n  alt="A cat"\n  width=3\n>'
    >>> compose(tag, 0, len(tag), attribute_edits(tag, 0, len(tag)))[0]
    '<img {1} alt="A cat" {2}>'
    """
    breaks = line_breaks(text, start, end) if breaks is None else breaks
    level = _level(text, start, end, breaks) if breaks else text[start:end]
    tag = tag_in(level)
    if tag is None:
        return [Edit(start, end, placeholder=Placeholder(text[start:end].decode(), "html"))]
    edits: list[Edit] = []
    first = last = -1
    for attribute in () if tag["close"] else _ATTRIBUTE.finditer(level, *tag.span("attributes")):
        if _is_prose(attribute, tag):
            if first >= 0:
                edits.append(_hidden(text, start + first, start + last, breaks))
                first = -1
            if attribute["bare"] is not None:
                span = attribute.span("bare")
                edits.append(
                    Edit(start + span[0], start + span[1], b'"' + attribute["bare"] + b'"')
                )
        else:
            first = attribute.start() if first < 0 else first
            last = attribute.end()
    if first >= 0:
        edits.append(_hidden(text, start + first, start + last, breaks))
    if not breaks:
        return edits
    gaps = [Edit(*gap, b"" if text.startswith(b">", gap[1]) else b" ") for gap in breaks]
    return sorted([*edits, *gaps], key=outermost_first)


def attributes_of(text: bytes, tag: re.Match[bytes]) -> Iterator[tuple[bytes, str, Range]]:
    """Name (in lower case), quotation ("double", "single", "bare") and range of each value.

    >>> list(attributes_of(b"<A ID=x>", TAG.match(b"<A ID=x>")))
    [(b'id', 'bare', (6, 7))]
    """
    for attribute in _ATTRIBUTE.finditer(text, *tag.span("attributes")):
        for group in ("double", "single", "bare"):
            if attribute[group] is not None:
                yield attribute["name"].lower(), group, attribute.span(group)


def _is_prose(attribute: re.Match[bytes], tag: re.Match[bytes]) -> bool:
    value = attribute["double"] or attribute["single"] or attribute["bare"]
    if not value or not value.strip():
        return False
    name = attribute["name"].lower()
    return use(name) is ValueUse.PROSE or (
        name == b"value" and is_button(tag["name"], tag["attributes"])
    )


def _hidden(text: bytes, start: int, end: int, breaks: Sequence[Range]) -> Edit:
    return Edit(start, end, placeholder=Placeholder(joined(text, start, end, breaks), "html"))


def _unbroken(text: bytes, start: int, end: int) -> list[Edit]:
    return [Edit(*gap, b" ") for gap in line_breaks(text, start, end)]


def targets(
    text: bytes, start: int, end: int, breaks: Sequence[Range] | None = None
) -> Iterator[Target]:
    """The addresses that the tag at `start` links to or shows, with every candidate of `srcset`."""
    breaks = line_breaks(text, start, end) if breaks is None else breaks
    level = _level(text, start, end, breaks) if breaks else text[start:end]
    if (tag := tag_in(level)) is None or b"=" not in level:
        return
    for attribute in _ATTRIBUTE.finditer(level, *tag.span("attributes")):
        found = use(attribute["name"])
        if found is not ValueUse.ADDRESS and found is not ValueUse.CANDIDATES:
            continue
        for group in ("double", "single", "bare"):
            if attribute[group]:
                at = attribute.start(group)
                for first, last in addresses(attribute[group], found):
                    target = attribute[group][first:last].decode()
                    yield Target(target, start + at + first, start + at + last)


def as_written(text: bytes, edit: Edit) -> Edit:
    """The edit with the real text in place of hidden commands."""
    if edit.placeholder is None:
        return edit
    breaks = line_breaks(text, edit.start, edit.end)
    value = joined(text, edit.start, edit.end, breaks)
    return edit._replace(placeholder=edit.placeholder._replace(value=value))


# Elements that must not be translated

_CLASS = b"notranslate"


def translate_attribute(tag: re.Match[bytes]) -> bool | None:
    """Whether an opening tag says that its element is translated; None if it does not say.

    >>> translate_attribute(TAG.match(b'<i translate=no>'))
    False
    >>> translate_attribute(TAG.match(b'<i class="x notranslate">'))
    False
    """
    attributes = tag["attributes"]
    if b"translate" not in attributes.lower():
        return None
    verdict = None
    for attribute in _ATTRIBUTE.finditer(attributes):
        name = attribute["name"].lower()
        value = (attribute["double"] or attribute["single"] or attribute["bare"] or b"").lower()
        if name == b"translate" and value.strip() in (b"", b"yes", b"no"):
            return value.strip() != b"no"
        if name == b"class" and _CLASS in value.split():
            verdict = False
    return verdict


def has_prose(tag: re.Match[bytes]) -> bool:
    """Whether an opening tag has words for readers."""
    return any(_is_prose(found, tag) for found in _ATTRIBUTE.finditer(tag["attributes"]))


def is_kept(tag: re.Match[bytes]) -> bool:
    """Whether the element that a tag opens stays as it is, with its content."""
    return not tag["close"] and (tag["name"].lower() in RAW or translate_attribute(tag) is False)


_ENDED_BY: dict[bytes, frozenset[bytes]] = {
    **dict.fromkeys((b"dt", b"dd"), frozenset((b"dt", b"dd"))),
    **dict.fromkeys((b"td", b"th"), frozenset((b"td", b"th", b"tr"))),
    **dict.fromkeys((b"li", b"tr"), frozenset((b"li", b"tr"))),
    **dict.fromkeys((b"option", b"optgroup"), frozenset((b"option", b"optgroup"))),
    b"p": frozenset(),
}
"""Elements whose closing tag may be left out, and the tags beside them that end them."""


_NEXT = re.compile(rb"<!--.*?(?:-->|\Z)|" + TAG.pattern, re.DOTALL)


def still_open(html: bytes, opened: list[bytes], at: int = 0, limit: int | None = None) -> int:
    """The end of the outermost open element; elements that stay open remain in the list.

    >>> opened = [b"div"]
    >>> still_open(b"<p>a</p><div>b</div></div>c", opened), opened
    (26, [])
    """
    limit = len(html) if limit is None else limit
    while (tag := _NEXT.search(html, at, limit)) is not None:
        at = tag.end()
        if tag["name"] is None:
            continue
        name = tag["name"].lower()
        if tag["close"]:
            if name in opened:
                del opened[len(opened) - 1 - opened[::-1].index(name) :]
            elif opened[0] in _ENDED_BY and name not in INLINE:
                opened.clear()
                at = tag.start()
        elif len(opened) == 1 and _ends(name, opened[0]):
            opened.clear()
            at = tag.start()
        elif name in opened or (opened[0] not in RAW and not is_empty(tag)):
            opened.append(name)
        if not opened:
            return at
    return limit


def is_empty(tag: re.Match[bytes]) -> bool:
    """Whether the element of a tag has no content and no closing tag."""
    return tag["name"].lower() in VOID or tag["attributes"].rstrip().endswith(b"/")


def _ends(name: bytes, before: bytes) -> bool:
    """Whether an opening tag ends the element before it, whose closing tag was left out."""
    return name in _ENDED_BY.get(before, ()) or (before == b"p" and name not in INLINE)


_PERHAPS_KEPT = re.compile(
    rb"translate|<(?:" + b"|".join(sorted(RAW)) + rb")(?=[\s/>])", re.IGNORECASE
)


def left_open(html: bytes) -> list[bytes]:
    """The elements that are open at the end, from the first untranslated one on; usually none.

    >>> left_open(b'<div translate="no">'), left_open(b"<svg></svg>")
    ([b'div'], [])
    """
    at = 0
    while (found := _PERHAPS_KEPT.search(html, at)) is not None:
        bracket = html.rfind(b"<", at, found.start() + 1)
        tag = TAG.match(html, bracket) if bracket >= 0 else None
        if tag is None or tag.end() < found.end() or not is_kept(tag) or is_empty(tag):
            at = found.end()
            continue
        opened = [tag["name"].lower()]
        at = still_open(html, opened, tag.end())
        if opened:
            return [] if opened[0] in _ENDED_BY else opened
    return []


_ALONE = re.compile(rb"\s*(?P<tag>" + TAG.pattern + rb")[ \t]*(?:[\r\n]|\Z)")


class Token(NamedTuple):
    """A piece of HTML."""

    kind: str
    """"text"; "inline", a tag of phrasing content; "kept", an element that stays as it is; "block",
    any other tag; "other", a comment or a declaration."""
    start: int
    end: int
    name: bytes = b""
    """In lower case."""
    closes: bool = False


def tokens(html: bytes, at: int, limit: int) -> Iterator[Token]:
    """The pieces of HTML from `at` to `limit`, in order, without the content of raw elements.

    >>> [(t.kind, t.name) for t in tokens(b"<P>See <b>it", 0, 12)]
    [('block', b'p'), ('text', b''), ('inline', b'b'), ('text', b'')]
    """
    while at < limit:
        bracket = html.find(b"<", at, limit)
        if bracket < 0:
            yield Token("text", at, limit)
            return
        if bracket > at:
            yield Token("text", at, bracket)
        tag = TAG.match(html, bracket, limit)
        if tag is not None:
            at = yield from _element(html, tag, limit)
            continue
        other = _OTHER.match(html, bracket, limit)
        if other is not None:
            yield Token("other", *other.span())
            at = other.end()
        else:
            yield Token("text", bracket, bracket + 1)
            at = bracket + 1


def _element(html: bytes, tag: re.Match[bytes], limit: int) -> Generator[Token, None, int]:
    """Yield a tag, or the whole element if it is kept; return where the next token begins."""
    name, (start, end) = tag["name"].lower(), tag.span()
    kept = is_kept(tag)
    if kept and name in RAW:
        yield Token("kept" if translate_attribute(tag) is False else "block", start, end, name)
        return raw_end(html, end, limit, name)
    opened = [] if not kept or is_empty(tag) else [name]
    after = still_open(html, opened, end, limit) if opened else end
    if not kept or (opened and name in INLINE):
        yield Token("inline" if name in INLINE else "block", start, end, name, bool(tag["close"]))
        return end
    yield Token("kept", start, after if name in INLINE else end, name)
    if name not in INLINE:
        yield from _translated_within(html, end, after)
    return after


def _translated_within(html: bytes, at: int, limit: int) -> Iterator[Token]:
    """The elements with `translate="yes"` in an element that is not translated."""
    while (tag := TAG.search(html, at, limit)) is not None:
        at = tag.end()
        if not tag["close"] and translate_attribute(tag) and not is_empty(tag):
            at = still_open(html, [tag["name"].lower()], at, limit)
            yield Token("other", tag.end(), tag.end())
            yield from tokens(html, tag.end(), at)
            yield Token("other", at, at)


def raw_end(html: bytes, start: int, limit: int, name: bytes) -> int:
    """The end of a raw element's content, which begins at `start`."""
    if name in (b"svg", b"math", b"template"):
        opened = [name]
        end = still_open(html, opened, start, limit)
        return limit if opened else html.rindex(b"<", start, end)
    closing = re.compile(rb"</" + re.escape(name) + rb"[\s>]", re.IGNORECASE)
    found = closing.search(html, start, limit)
    return found.start() if found else limit


def runs(html: bytes) -> Iterator[Run]:
    r"""The stretches of prose in a piece of HTML, in order.

    Block tags and comments separate runs; phrasing tags belong to them. A line break with the
    blanks around it is one blank, as in a browser.

    >>> page = b'<figure title="Old town">\n  <b>See</b>\n  it.\n</figure>'
    >>> [(page[r.start:r.end], r.place) for r in runs(page)]
    [(b'Old town', 'attribute-double'), (b'<b>See</b>\n  it.', 'html')]
    """
    group: list[Token] = []
    opening = _ALONE.match(html)
    for token in tokens(html, 0, len(html)):
        # A tag alone on the first line is what makes the block HTML (CommonMark 4.6, condition 7).
        is_edge = opening is not None and token.start == opening.start("tag")
        if (token.kind in ("text", "inline") or token.name in INLINE) and not is_edge:
            group.append(token)
            continue
        yield from run_of(html, group)
        group = []
        if token.kind == "block" or is_edge:
            yield from attribute_runs(html, token)
    yield from run_of(html, group)


def attribute_runs(html: bytes, token: Token) -> Iterator[Run]:
    """The values of an opening tag's attributes that people read."""
    tag = TAG.fullmatch(html, token.start, token.end)
    if tag is None or tag["close"]:
        return
    for attribute in _ATTRIBUTE.finditer(html, *tag.span("attributes")):
        if _is_prose(attribute, tag):
            group = next(g for g in ("double", "single", "bare") if attribute[g])
            start, end = attribute.span(group)
            yield Run(start, end, f"attribute-{group}", tuple(_unbroken(html, start, end)))


def run_of(html: bytes, group: list[Token]) -> Iterator[Run]:
    """The run of prose made of the pieces, without blanks and unpaired tags at its edges."""
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
        elif token.kind == "kept":
            breaks = line_breaks(html, token.start, token.end)
            element = joined(html, token.start, token.end, breaks)
            edits.append(Edit(token.start, token.end, placeholder=Placeholder(element, "opaque")))
        else:
            edits.extend(_unbroken(html, max(token.start, start), min(token.end, end)))
    yield Run(start, end, "html", tuple(edits))


def _balanced(html: bytes, group: list[Token]) -> list[Token]:
    """The group without blanks, and phrasing tags with no partner in it, at its edges."""
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
    while first < last and _is_blank(html, group[first], first in paired):
        first += 1
    while last > first and _is_blank(html, group[last - 1], last - 1 in paired):
        last -= 1
    return group[first:last]


def _is_blank(html: bytes, token: Token, paired: bool) -> bool:  # noqa: FBT001 - one caller
    if token.kind == "text":
        return not html[token.start : token.end].strip()
    return token.kind != "kept" and token.name not in VOID and not paired
