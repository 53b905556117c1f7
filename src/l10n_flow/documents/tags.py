"""Which HTML a translation may hold: what the source holds, and harmless phrasing tags, in pairs.

A tag that is opened and not closed reaches beyond its slot; a script tag reaches further. Both
come out as text: the `<` is escaped, and every other character stays where the translator put it.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import dataclass

from l10n_flow.documents.document import Document
from l10n_flow.documents.html import INLINE, VOID
from l10n_flow.documents.segments import Unfit

__all__ = ["BLOCK_NAMES", "HTML", "MARKDOWN", "Dialect", "adds_danger", "contained"]

BLOCK_NAMES = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|"
    "dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|"
    "header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|"
    "param|pre|script|search|section|style|summary|table|tbody|td|textarea|tfoot|th|thead|title|"
    "tr|track|ul"
)
"""Tags that begin an HTML block in CommonMark, as a pattern (start conditions 1 and 6)."""

_SCHEMES = frozenset(("http", "https", "mailto", "tel", "ftp"))
_ATTRIBUTES = frozenset(
    (
        "alt",
        "aria-label",
        "cite",
        "class",
        "datetime",
        "dir",
        "href",
        "hreflang",
        "lang",
        "rel",
        "src",
        "title",
        "translate",
    )
)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How text escapes a `<`, and what is not markup although it looks like it."""

    escaped: str
    pattern: re.Pattern[str]


_TAG = (
    r"<(?P<close>/)?(?P<name>[A-Za-z][A-Za-z0-9:-]*)"
    r"""(?P<attributes>(?:[^<>"']|"[^"]*"|'[^']*')*)>"""
)
_MARKUP = rf"(?P<tag>{_TAG})|(?P<other><)"

MARKDOWN = Dialect(
    "\\<",
    re.compile(
        r"(?P<literal>\\.|(?<!`)(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)|`+)"
        r"|<(?P<scheme>[A-Za-z][A-Za-z0-9+.-]{1,31}):[^\s<>]*>|<(?P<mail>[^\s<>@\\]+@[^\s<>@\\]+)>|"
        + _MARKUP,
        re.DOTALL,
    ),
)
HTML = Dialect("&lt;", re.compile(r"(?P<literal>(?!))(?P<scheme>)(?P<mail>)|" + _MARKUP, re.DOTALL))

_OWN_TARGET = re.compile(r"\]\((?!\{[0-9]+\})")
_TARGET = re.compile(r"\]\(\s*<?(?P<target>[^\s>)]*)")
_ATTRIBUTE = re.compile(
    r"""\s*(?:\{\d+\}|(?P<name>[A-Za-z-]+)\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'))"""
)


def contained(target: str, source: str, dialect: Dialect) -> str:
    r"""The translation with every tag escaped that is not safe, or not paired, or not the source's.

    Raises `Unfit` for a link whose scheme could run code.

    >>> contained("un <b>gran</b> <script>x</script>", "a <b>big</b> x", MARKDOWN)
    'un <b>gran</b> \\<script>x\\</script>'
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
        escape = index not in kept and text.startswith("<")
        pieces.append(dialect.escaped + text[1:] if escape else text)
        at = match.end()
    pieces.append(target[at:])
    return "".join(pieces)


def _kept(matches: list[re.Match[str]], source: str, dialect: Dialect) -> set[int]:
    """The indexes of the tags and autolinks that stay markup."""
    own = list(dialect.pattern.finditer(source))
    names = {m["name"].lower() for m in own if m["tag"]}
    kept = {i for i, m in enumerate(matches) if _is_safe_link(m)}
    safe = [i for i, m in enumerate(matches) if m["tag"] and _is_safe(m, names)]
    lonely = _unpaired([matches[i] for i in safe])
    allowance = Counter(_identity(own[i]) for i in _unpaired(own))
    for position, index in enumerate(safe):
        identity = _identity(matches[index])
        if position in lonely:
            if not allowance[identity]:
                continue
            allowance[identity] -= 1
        kept.add(index)
    return kept


def _is_safe_link(match: re.Match[str]) -> bool:
    return bool(match["mail"]) or (match["scheme"] or "").lower() in _SCHEMES


def _identity(match: re.Match[str]) -> tuple[str, bool]:
    return (match["name"] or "").lower(), bool(match["close"])


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


def _is_safe(match: re.Match[str], names: set[str]) -> bool:
    name = match["name"].lower()
    if name not in names and name.encode() not in INLINE:
        return False
    attributes = match["attributes"].rstrip().removesuffix("/").rstrip()
    at = 0
    while at < len(attributes):
        attribute = _ATTRIBUTE.match(attributes, at)
        if attribute is None or not _is_safe_attribute(attribute):
            return False
        at = attribute.end()
    return True


def _is_safe_attribute(attribute: re.Match[str]) -> bool:
    if attribute["name"] is None:
        return True
    value = attribute["double"] or attribute["single"] or ""
    return attribute["name"].lower() in _ATTRIBUTES and _scheme(value) in _SCHEMES | {""}


def adds_danger(before: Document, after: Document) -> bool:
    """Whether a rendering points to a scheme, or holds a tag, that could run code and is new.

    What the parser found, not what a pattern sees: the last word on what `contained` let through.
    """
    known = {link.target for link in before.links}
    if any(
        link.target not in known and _scheme(link.target) not in _SCHEMES | {""}
        for link in after.links
    ):
        return True
    own = [_bones(tag) for tag in before.raw_html]
    added = Counter(_bones(tag) for tag in after.raw_html) - Counter(own)
    names = {m["name"].lower() for tag in own if (m := _ANY_TAG.fullmatch(tag))}
    return any(not _is_harmless(tag, names) for tag in added)


_READ = re.compile(
    r"""\s+(?:alt|aria-label|label|placeholder|title)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+)""",
    re.IGNORECASE,
)


def _bones(tag: str) -> str:
    """A tag without the attributes that people read, which may say anything."""
    return _READ.sub("", tag)


def _is_harmless(tag: str, names: set[str]) -> bool:
    match = _ANY_TAG.fullmatch(tag)
    return match is not None and _is_safe(match, names)


_ANY_TAG = re.compile(_TAG, re.DOTALL)
_SCHEME = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):")


def _scheme(target: str) -> str:
    plain = re.sub(r"[\x00-\x20\\]", "", html.unescape(target))
    match = _SCHEME.match(plain)
    return match["scheme"].lower() if match else ""


def _refuse_code(target: str) -> None:
    scheme = _scheme(target)
    if scheme and scheme not in _SCHEMES:
        raise Unfit(f"links to {scheme}:, which no translation may add")
