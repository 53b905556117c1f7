"""Which HTML a translation may contain: the source's tags, and harmless phrasing tags, in pairs.

A tag that is opened and not closed has effects outside of its slot, and a script tag is worse. Both
become text: the `<` is escaped, and every other character stays where the translator put it. The
source's own tags never become text: if one would, the translation is refused.
"""

from __future__ import annotations

import html
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from l10n_flow import patterns as re
from l10n_flow.documents.attributes import ValueUse, addresses, is_button, use
from l10n_flow.documents.document import Document, Unfit
from l10n_flow.documents.html import INLINE, VOID

BLOCK_NAMES = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|"
    "dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|"
    "header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|"
    "param|pre|script|search|section|style|summary|table|tbody|td|textarea|tfoot|th|thead|title|"
    "tr|track|ul"
)
"""Tags that begin an HTML block in CommonMark, as a pattern (start conditions 1 and 6)."""

_SCHEMES = frozenset(("", "http", "https", "mailto", "tel", "ftp"))
_HARMLESS = frozenset(
    "cite class datetime dir href hreflang lang rel src translate".split()  # noqa: SIM905
)
"""Attributes that a translation may add to phrasing tags, in addition to those people read."""
_DIRECTIONS = frozenset(("dir", "lang"))
"""Attributes that a translation may add to any tag of the source."""


@dataclass(frozen=True, slots=True)
class TagDialect:
    """What is not markup in text although it looks like it."""

    pattern: re.Pattern[str]


_TAG = (
    r"<(?P<close>/)?(?P<name>[A-Za-z][A-Za-z0-9:-]*)"
    r"""(?P<attributes>(?:[^<>"']|"[^"]*"|'[^']*')*)>"""
)
_MARKUP = rf"(?P<tag>{_TAG})|(?P<other><)"

MARKDOWN = TagDialect(
    re.compile(
        r"(?P<literal>\\.|(?<!`)(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)|`+)"
        r"|<(?P<scheme>[A-Za-z][A-Za-z0-9+.-]{1,31}):[^\s<>]*>|<(?P<mail>[^\s<>@\\]+@[^\s<>@\\]+)>|"
        + _MARKUP,
        re.DOTALL,
    ),
)
HTML = TagDialect(re.compile(r"(?P<literal>(?!))(?P<scheme>)(?P<mail>)|" + _MARKUP, re.DOTALL))

_OWN_TARGET = re.compile(r"\]\((?!\{[0-9]+\})")
_TARGET = re.compile(r"\]\(\s*<?(?P<target>[^\s>)]*)")
_ATTRIBUTE = re.compile(
    r"""\s*(?:(?P<number>\{[0-9۰-۹٠-٩]+\})|(?P<name>[^\s"'<>/=]+)"""
    r"""(?:\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'=<>`]+)))?)"""
)


_NUMBERED = re.compile(r"\{[0-9۰-۹٠-٩]+\}")


class _Attribute(NamedTuple):
    name: str
    """In lower case; `{1}` if a placeholder stands for attributes."""
    value: str


class _Tag(NamedTuple):
    """A tag without the words that people read in it."""

    name: str
    """In lower case."""
    closes: bool
    attributes: frozenset[_Attribute]

    @property
    def bones(self) -> _Tag:
        """The tag without `dir` and `lang`, which a translation may add to any tag."""
        return self._replace(
            attributes=frozenset(a for a in self.attributes if a.name not in _DIRECTIONS)
        )


def _tag(match: re.Match[str]) -> _Tag:
    """The tag of a match of `_TAG`. Invalid parts are an attribute without a name."""
    found = []
    attributes = match["attributes"].rstrip().removesuffix("/").rstrip()
    # In a segment a number stands for the type; what is shown of a tag there is for people.
    on_button = is_button(match["name"].encode(), attributes.encode()) or (
        match["name"].lower() == "input" and _NUMBERED.search(attributes) is not None
    )
    at = 0
    while at < len(attributes):
        attribute = _ATTRIBUTE.match(attributes, at)
        if attribute is None:
            found.append(_Attribute("", attributes[at:]))
            break
        name = (attribute["number"] or attribute["name"]).lower()
        value = attribute["double"] or attribute["single"] or attribute["bare"] or ""
        if use(name) is not ValueUse.PROSE and not (name == "value" and on_button):
            found.append(_Attribute(name, value))
        at = attribute.end()
    return _Tag(match["name"].lower(), bool(match["close"]), frozenset(found))


@lru_cache(maxsize=1024)
def _is_harmless(tag: _Tag) -> bool:
    """Whether any translation may have the tag: phrasing content without active attributes."""
    return tag.name.encode() in INLINE and all(map(_is_harmless_attribute, tag.attributes))


def _is_harmless_attribute(attribute: _Attribute) -> bool:
    name, value = attribute
    if name.startswith("{"):
        return True
    if name not in _HARMLESS:
        return False
    data = value.encode()
    return all(_scheme(data[a:b].decode()) in _SCHEMES for a, b in addresses(data, use(name)))


def contained(target: str, source: str, dialect: TagDialect) -> str:
    r"""The translation with every tag escaped that is unsafe, unpaired or not in the source.

    A tag that stays is put on one line. Raises `Unfit` for a link whose scheme could run code, and
    if a tag of the source would become text.

    >>> contained("un <b>gran</b> <script>x</script>", "a <b>big</b> x", MARKDOWN)
    'un <b>gran</b> &lt;script>x&lt;/script>'
    >>> contained("1 < 2 <em>sí", "", HTML)
    '1 &lt; 2 &lt;em>sí'
    """
    if dialect is MARKDOWN and _OWN_TARGET.search(target):
        prose = dialect.pattern.sub(lambda m: "" if m["literal"] else m.group(), target)
        for link in _TARGET.finditer(prose):
            _refuse_code(link["target"])
    if "<" not in target:
        return target
    matches = list(dialect.pattern.finditer(target))
    kept = _kept(matches, source, dialect)
    pieces = []
    at = 0
    for index, match in enumerate(matches):
        pieces.append(target[at : match.start()])
        text = match.group()
        if index in kept and match["tag"] and "\n" in text:
            text = _LINES.sub(" ", text)
        escape = index not in kept and text.startswith("<")
        pieces.append("&lt;" + text[1:] if escape else text)
        at = match.end()
    pieces.append(target[at:])
    return "".join(pieces)


_LINES = re.compile(r"(?<!\s)\s*\n\s*")


def _kept(matches: list[re.Match[str]], source: str, dialect: TagDialect) -> set[int]:
    """The indexes of the tags and autolinks that stay markup."""
    kept = {i for i, m in enumerate(matches) if _is_safe_link(m)}
    found = {i: tag for i, m in enumerate(matches) if m["tag"] and (tag := _parsed(m.group()))}
    if not found:
        return kept
    own = [m for m in dialect.pattern.finditer(source) if m["tag"]] if "<" in source else []
    if not own:
        safe = [index for index, tag in found.items() if _is_harmless(tag)]
        lonely = _unpaired([matches[i] for i in safe])
        return kept.union(i for position, i in enumerate(safe) if position not in lonely)
    tags = [_tag(m) for m in own]
    # A tag that is not harmless may appear as often as in the source.
    limits = Counter(tag.bones for tag in tags)
    known = {(tag.name, attribute) for tag in tags for attribute in tag.attributes}
    safe = []
    for index, tag in found.items():
        if limits[tag.bones] > 0:
            limits[tag.bones] -= 1
        elif not _is_harmless(_without(tag, known)):
            continue
        safe.append(index)
    lonely = _unpaired([matches[i] for i in safe])
    allowance = Counter((tags[i].name, tags[i].closes) for i in _unpaired(own))
    for position, index in enumerate(safe):
        identity = found[index].name, found[index].closes
        if position in lonely:
            if not allowance[identity]:
                continue
            allowance[identity] -= 1
        kept.add(index)
    _refuse_lost(matches, found, kept, tags)
    return kept


def _without(tag: _Tag, known: set[tuple[str, _Attribute]]) -> _Tag:
    """The tag without inactive attributes that a tag of the same name has in the source."""
    return tag._replace(
        attributes=frozenset(
            a for a in tag.attributes if (tag.name, a) not in known or _is_active(a)
        )
    )


def _is_active(attribute: _Attribute) -> bool:
    return (
        attribute.name.startswith("on")
        or attribute.name == "style"
        or (use(attribute.name) not in (None, ValueUse.PROSE))
    )


def _refuse_lost(
    matches: list[re.Match[str]], found: dict[int, _Tag], kept: set[int], own: list[_Tag]
) -> None:
    """Raise `Unfit` if a tag of the source would be shown to readers as text."""
    needed = Counter((tag.name, tag.closes) for tag in own)
    needed.subtract((found[i].name, found[i].closes) for i in kept if i in found)
    for index, tag in found.items():
        if index in kept or needed[tag.name, tag.closes] <= 0:
            continue
        written = matches[index].group()
        if tag.bones not in {t.bones for t in own} and not _is_harmless(tag):
            raise Unfit(f"changes the tag {written}; write it as the source has it")
        if tag.closes:
            raise Unfit(f"closes {written} where it is not open; the source has its tags in pairs")
        raise Unfit(f"does not close {written}; write </{tag.name}> where the source has it")


def refuse_new_tags(target: str, source: str) -> None:
    r"""Raise `Unfit` if the translation has HTML that its source does not have.

    For values that a site's templates may show in any way.

    >>> refuse_new_tags("3 < 4, <b>uno</b>", "<b>one</b>")
    >>> refuse_new_tags("Paz <script", "Peace")
    Traceback (most recent call last):
    l10n_flow.documents.document.Unfit: holds <script, which only the article may
    """
    if _OWN_TARGET.search(target):
        for link in _TARGET.finditer(target):
            _refuse_code(link["target"])
    if "<" not in target:
        return
    known = Counter(map(_beginning, _BEGINS_TAG.finditer(source)))
    for match in _BEGINS_TAG.finditer(target):
        known[_beginning(match)] -= 1
        if known[_beginning(match)] < 0:
            raise Unfit(f"holds {match.group()}, which only the article may")


_BEGINS_TAG = re.compile(rf"{_TAG}|<[A-Za-z/!?][^\s<>]*", re.DOTALL)


def _beginning(match: re.Match[str]) -> _Tag | str:
    return _tag(match) if match["name"] else match.group().lower()


def _is_safe_link(match: re.Match[str]) -> bool:
    return bool(match["mail"]) or bool(match["scheme"] and match["scheme"].lower() in _SCHEMES)


def _unpaired(matches: list[re.Match[str]]) -> set[int]:
    """The positions of tags that have no partner; void tags need none."""
    opened: list[int] = []
    lonely: set[int] = set()
    for index, match in enumerate(matches):
        name = (match["name"] or "").lower()
        if not name or name.encode() in VOID or match["attributes"].rstrip().endswith("/"):
            continue
        if not match["close"]:
            opened.append(index)
        elif opened and (matches[opened[-1]]["name"] or "").lower() == name:
            opened.pop()
        else:
            lonely.add(index)
    return lonely | set(opened)


def unpaired(text: str, dialect: TagDialect = MARKDOWN) -> tuple[str, ...]:
    """The tags that have no partner or are closed in the wrong order, by name.

    >>> unpaired("<b>a</b><br> <i>`<u>`"), unpaired("<b><i>a</b></i>")
    (('<i>',), ('<b>', '</b>'))
    >>> unpaired("<b>a ` b</b> `", HTML)
    ()
    """
    tags = [match for match in dialect.pattern.finditer(text) if match["tag"]]
    return tuple(
        f"<{tags[i]['close'] or ''}{tags[i]['name'].lower()}>" for i in sorted(_unpaired(tags))
    )


def may_be_added(written: str) -> bool:
    """Whether any translation may have the tag: one of phrasing content that is not active.

    >>> [may_be_added(tag) for tag in ("<sup>", '<a href="/x">', "<div>", "<b onclick>")]
    [True, True, False, False]
    """
    tag = _parsed(written)
    return tag is not None and _is_harmless(tag)


def adds_danger(before: Document, after: Document) -> bool:
    """Whether a rendering has a new scheme or tag that could run code.

    It uses what the parser found and not a pattern, as the last test after `contained`.
    """
    leads = {link.target for link in before.links}
    if any(
        link.target not in leads and _scheme(link.target) not in _SCHEMES for link in after.links
    ):
        return True
    own, now = Counter(before.raw_html), Counter(after.raw_html)
    doubtful = [tag for tag in map(_parsed, now - own) if tag is None or not _is_harmless(tag)]
    if not doubtful:
        return False
    tags = _counted(own)
    known = {(tag.name, attribute) for tag in tags for attribute in tag.attributes}
    limits = Counter[_Tag]()
    for tag, count in tags.items():
        limits[tag.bones] += count
    for tag, count in _counted(now).items():
        limits[tag.bones] -= count
    return any(
        tag is None or (limits[tag.bones] < 0 and not _is_harmless(_without(tag, known)))
        for tag in doubtful
    )


def _counted(written: Counter[str]) -> Counter[_Tag]:
    found = Counter[_Tag]()
    for text, count in written.items():
        if (tag := _parsed(text)) is not None:
            found[tag] += count
    return found


@lru_cache(maxsize=1024)
def _parsed(written: str) -> _Tag | None:
    match = _ANY_TAG.fullmatch(written)
    return _tag(match) if match is not None else None


_ANY_TAG = re.compile(_TAG, re.DOTALL)
_SCHEME = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):")


def _scheme(target: str) -> str:
    plain = re.sub(r"[\x00-\x20\\]", "", html.unescape(target))
    match = _SCHEME.match(plain)
    return match["scheme"].lower() if match else ""


def _refuse_code(target: str) -> None:
    scheme = _scheme(target)
    if scheme not in _SCHEMES:
        raise Unfit(f"links to {scheme}:, which no translation may add")
