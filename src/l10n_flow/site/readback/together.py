"""Faults that need other pages: link targets, alternates, differences between editions."""

from __future__ import annotations

import posixpath
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from l10n_flow.language.bidi import strip_isolates
from l10n_flow.site.addresses import LANGUAGES_PLACE, absolute
from l10n_flow.site.readback.pagefacts import BodyBlock, BuiltPage, Fault


@dataclass(frozen=True)
class BuiltSite:
    """The site on the disk."""

    pages: Mapping[str, BuiltPage]
    """Pages, feeds and the site map, by their paths in its folder."""
    files: frozenset[str]
    """Every file in it."""
    url: str = ""
    """The address of the site; "" where none is configured."""
    omits: frozenset[str] = frozenset()
    """The languages whose editions leave out untranslated text."""
    own: frozenset[str] = frozenset()
    """Of categories and authors, those that the project translates in the front matter."""

    @cached_property
    def folders(self) -> frozenset[str]:
        """Every folder that contains a file."""
        return frozenset(map(posixpath.dirname, self.files))

    @cached_property
    def ids(self) -> Mapping[str, frozenset[str]]:
        """The ids of each page, for fragments."""
        return {place: frozenset(page.ids) for place, page in self.pages.items()}

    def own_address(self, page: BuiltPage) -> str:
        """The address of a page by its place; its declared address where the site's is unknown."""
        return absolute(self.url, page.place) if self.url else page.canonical

    @cached_property
    def named_by(self) -> Mapping[str, Sequence[BuiltPage]]:
        """The pages that list a page as their version in another language, by that page's place."""
        found: dict[str, list[BuiltPage]] = defaultdict(list)
        for page in self.pages.values():
            for address in {one.address for one in page.alternates}:
                other = _named(self, page, address)
                if other is not None and other is not page and "/" in page.place:
                    found[other.place].append(page)
        return found

    @cached_property
    def translated_by(self) -> Mapping[str, Sequence[BuiltPage]]:
        """The pages that declare an original as translated, by the original's place."""
        found: dict[str, list[BuiltPage]] = defaultdict(list)
        for page in self.pages.values():
            other = _named(self, page, page.original) if page.original else None
            if other is not None:
                found[other.place].append(page)
        return found

    @cached_property
    def originals(self) -> Mapping[str, BuiltPage]:
        """The page in its own language, by article."""
        return {p.article: p for p in self.pages.values() if p.article and _is_original(p)}


def _is_original(page: BuiltPage) -> bool:
    return "translationOfWork" not in page.data


def faults(whole: BuiltSite) -> Iterator[tuple[str, Fault]]:
    """Yield the faults, each with the place of its page."""
    for place, page in whole.pages.items():
        for look in _LOOKS:
            for fault in look(whole, page):
                yield place, fault
    yield from _addresses(whole)
    yield from _map(whole)


# Links


class _Target(NamedTuple):
    """The target of an address within the site."""

    place: str
    fragment: str


def _target(whole: BuiltSite, place: str, address: str) -> _Target | None:
    """Return the target; None when it is outside the site.

    Raises `ValueError` for an address that is not valid.
    """
    base = whole.url.rstrip("/") + "/" if whole.url else ""
    is_whole = bool(base) and f"{address}/".startswith(base)
    folder = "" if is_whole else posixpath.dirname(place)
    if is_whole:
        address = address[len(base) :]
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or parts.path.startswith("/"):
        return None
    path, fragment = unquote(parts.path), unquote(parts.fragment)
    if not path and not is_whole:
        return _Target(place, fragment)
    found = posixpath.normpath(posixpath.join(folder, path)) if folder or path else "."
    found = "" if found == "." else found
    if path.endswith("/") or found in whole.folders:
        found = posixpath.join(found, "index.html")
    return _Target(found, fragment)


def _links(whole: BuiltSite, page: BuiltPage) -> Iterator[Fault]:
    """Yield links and images whose targets do not exist."""
    for line, tag, address in page.references:
        try:
            target = _target(whole, page.place, address.strip())
        except ValueError:
            yield Fault("page-link", f"'{address}' is not an address", line or None, address)
            continue
        if target is None:
            continue
        if target.place.startswith("../"):
            what = "which is out of the site"
        elif target.place not in whole.files:
            what = "which is not there"
        elif not _has(whole, target):
            what = "where nothing has that id"
        else:
            continue
        message = f"{_NOUNS.get(tag, 'a link')} leads to '{unquote(address)}', {what}"
        yield Fault("page-link", message, line or None, address)


def _has(whole: BuiltSite, target: _Target) -> bool:
    """Whether the page has the fragment's target; every page has a top (HTML, 7.4.6.3)."""
    ids = whole.ids.get(target.place)
    return ids is None or target.fragment in ids or target.fragment.lower() in ("", "top")


_NOUNS = {"img": "an image", "source": "an image", "loc": "an entry"}


# Addresses and alternates


def _own_address(whole: BuiltSite, page: BuiltPage) -> Iterator[Fault]:
    if not whole.url or not page.lang or not page.place.endswith(".html"):
        return
    wanted = absolute(whole.url, page.place)
    has_none = page.place.endswith("404.html") or page.place == "record.html"
    if not page.canonical and not has_none:
        yield Fault("page-alternates", "it does not say its canonical address", None, "canonical")
    elif page.canonical and page.canonical != wanted:
        message = f"its canonical address is '{unquote(page.canonical)}', and it lies at "
        yield Fault("page-alternates", message + f"'{unquote(wanted)}'", None, "canonical")


def _alternates(whole: BuiltSite, page: BuiltPage) -> Iterator[Fault]:
    """Yield languages of a page that do not list each other, the same set, and a default."""
    if not page.alternates or not page.canonical:
        if page.canonical and whole.url and page.data:
            message = "it does not name any page for search engines (hreflang), not even itself"
            yield Fault("page-alternates", message, None, "hreflang")
        return
    mine, own = dict(page.alternates), whole.own_address(page)
    if len(mine) != len(page.alternates):
        yield Fault("page-alternates", "it names two pages for one language", None, "twice")
    if mine.get(page.lang) != own and "/" in page.place:
        message = f"it does not name itself as its page in '{page.lang}'"
        yield Fault("page-alternates", message, None, "itself")
    yield from _default(whole, mine)
    for lang, address in mine.items():
        other = None if lang == "x-default" or address == own else _named(whole, page, address)
        if other is not None and other.lang != lang:
            message = f"its page in '{lang}' is in '{other.lang}'"
        elif other is None and lang != "x-default" and address != own:
            message = f"its page in '{lang}', '{unquote(address)}', is not there"
        else:
            continue
        yield Fault("page-alternates", message, None, lang)
    for other in whole.named_by.get(page.place, ()):
        if mine.get(other.lang) != whole.own_address(other):
            message = (
                f"it does not name '{other.place}', which names it, as its page in '{other.lang}'"
            )
            yield Fault("page-alternates", message, None, other.lang)


def _default(whole: BuiltSite, mine: Mapping[str, str]) -> Iterator[Fault]:
    default = mine.get("x-default")
    if default is None:
        message = "it names no page for all other languages (x-default)"
        yield Fault("page-alternates", message, None, "x-default")
    elif default not in [address for lang, address in mine.items() if lang != "x-default"] and (
        LANGUAGES_PLACE not in whole.pages
        or default != whole.own_address(whole.pages[LANGUAGES_PLACE])
    ):
        message = f"its page for all other languages, '{unquote(default)}', is in none of its own"
        yield Fault("page-alternates", message, None, "x-default")


def _works(whole: BuiltSite, page: BuiltPage) -> Iterator[Fault]:
    """Yield where an article and its translations do not list each other in their data."""
    if not page.article:
        return
    if page.original and _named(whole, page, page.original) is None:
        message = f"the original that its data names, '{unquote(page.original)}', is not there"
        yield Fault("page-alternates", message, None, "translationOfWork")
    named = {address: _named(whole, page, address) for address in sorted(page.translations)}
    for address, other in named.items():
        if other is None:
            message = f"a translation that its data names, '{unquote(address)}', is not there"
            yield Fault("page-alternates", message, None, address)
    for other in whole.translated_by.get(page.place, ()):
        if other not in named.values():
            message = f"its data does not name its translation '{other.place}', which names it"
            yield Fault("page-alternates", message, None, f"work {other.lang}")


def _named(whole: BuiltSite, page: BuiltPage, address: str) -> BuiltPage | None:
    """Return the page at an address on another page, which may be relative."""
    try:
        target = _target(whole, page.place, address)
    except ValueError:
        return None
    return whole.pages.get(target.place) if target else None


def _addresses(whole: BuiltSite) -> Iterator[tuple[str, Fault]]:
    """Yield pages with one address, for readers or some file systems, or of one edition."""
    taken: dict[str, str] = {}
    editions: dict[tuple[str, str], str] = {}
    folded: dict[str, str] = {}
    for place, page in sorted(whole.pages.items()):
        if not place.endswith(".html"):
            continue
        name = unicodedata.normalize("NFC", place).casefold()
        if folded.setdefault(name, place) != place:
            message = (
                f"its address differs from that of '{folded[name]}' in capitals or accents only"
            )
            yield place, Fault("page-address", message)
        if strip_isolates(place) != place or any(unicodedata.category(c) == "Cc" for c in place):
            yield place, Fault("page-address", "a control character is in its address")
        if page.canonical and taken.setdefault(page.canonical, place) != place:
            message = f"'{taken[page.canonical]}' says that it has the same canonical address"
            yield place, Fault("page-address", message, None, "canonical")
        edition = page.article, page.lang
        if page.article and editions.setdefault(edition, place) != place:
            message = f"it is the same article in the same language as '{editions[edition]}'"
            yield place, Fault("page-address", message, None, "edition")


# Editions of one article


def _blocks(whole: BuiltSite, page: BuiltPage) -> Iterator[Fault]:
    """Yield differences between the blocks of a translation and of its original, for one text.

    A picture alone is a figure, and one with words beside it a paragraph: people may add them.
    """
    original = _compared(whole, page)
    if original is None or page.lang in whole.omits:
        return
    own, others = (
        [block for block in one.blocks if block.tag != "figcaption"] for one in (page, original)
    )
    pairs = zip(own, others, strict=False)
    for number, (mine, theirs) in enumerate(pairs, 1):
        if mine.tag != theirs.tag and {mine.tag, theirs.tag} != {"figure", "p"}:
            message = f"block {number} of its text is <{mine.tag}>; in the original it is"
            yield Fault("page-blocks", f"{message} <{theirs.tag}>", mine.line, "kind")
            return
    if len(own) != len(others):
        message = f"its text has {len(own)} blocks; the original has {len(others)}"
        line = page.blocks[-1].line if page.blocks else None
        yield Fault("page-blocks", message, line, "number")


def _compared(whole: BuiltSite, page: BuiltPage) -> BuiltPage | None:
    """Return the original of a page, where both were made from the same text."""
    original = whole.originals.get(page.article) if page.article and page.data else None
    if original is None or original is page or _is_original(page):
        return None
    return original if original.revision[0] == page.revision[0] else None


def same_words(whole: BuiltSite, page: BuiltPage) -> Iterator[BodyBlock]:
    """Yield the blocks that have the original's words without declaring its language.

    >>> list(same_words(BuiltSite({}, frozenset()), BuiltPage("a.html")))
    []
    """
    original = _compared(whole, page)
    if original is None or original.lang == page.lang:
        return
    theirs = {block.words for block in original.blocks}
    for block in page.blocks:
        if block.words and block.words in theirs and not block.is_marked:
            yield block


_SHARED = ("datePublished", "dateModified")
_COUNTED = ("author", "articleSection", "correction")


def _shared(whole: BuiltSite, page: BuiltPage) -> Iterator[Fault]:
    """Yield differences in what all editions of an article share."""
    original = _compared(whole, page)
    if original is None:
        return
    for name in _SHARED:
        mine, theirs = page.data.get(name), original.data.get(name)
        if mine != theirs:
            message = f"{name} is '{mine or ''}'; the original says '{theirs or ''}'"
            yield Fault("page-metadata", message, None, name)
    for name in _COUNTED:
        mine, theirs = (_number(one.data.get(name)) for one in (page, original))
        if mine != theirs:
            message = f"it names {mine} of {name}; the original names {theirs}"
            yield Fault("page-metadata", message, None, name)
    ways = [[_below(whole, one, way) for way in one.categories] for one in (page, original)]
    if ways[0] != ways[1] and "categories" not in whole.own:
        message = f"its categories are {_listed(ways[0])}; the original has {_listed(ways[1])}"
        yield Fault("page-metadata", message, None, "categories")
    images = [_below(whole, one, str(one.data.get("image") or "")) for one in (page, original)]
    if images[0] != images[1]:
        message = f"its picture is '{images[0]}'; the original has '{images[1]}'"
        yield Fault("page-metadata", message, None, "image")


def _number(value: object) -> int:
    return len(value) if isinstance(value, list) else 0


def _listed(ways: Sequence[str]) -> str:
    return ", ".join(way.removesuffix("/index.html").rpartition("/")[2] for way in ways) or "none"


def _below(whole: BuiltSite, page: BuiltPage, address: str) -> str:
    """Return the target of an address, seen from the folder of the page's language."""
    try:
        target = _target(whole, page.place, address) if address else None
    except ValueError:
        target = None
    return target.place.partition("/")[2] if target else address


def _left(whole: BuiltSite, page: BuiltPage) -> Iterator[Fault]:
    """Yield placeholders and commands among the words, unless the article itself has `{1}`."""
    original = None if _is_original(page) else whole.originals.get(page.article)
    allowed = {words for _, words in original.left} if original else set()
    for line, words in page.left:
        is_number = words[1:-1].isdecimal()
        if words in allowed or (is_number and page.article and _is_original(page)):
            continue
        if is_number and not page.article:
            continue  # a list shows the words of articles, which are examined on their own pages
        readable = words.translate({0xFDD0: "U+FDD0", 0xFDD1: "U+FDD1"})
        message = (
            f"'{readable}' stands among its words: a placeholder, "
            "or a command that was not carried out"
        )
        yield Fault("page-residue", message, line or None, words)


# The site map


_MAX_URLS = 50_000
"""The maximum addresses of one site map (sitemaps.org/protocol.html)."""


def _map(whole: BuiltSite) -> Iterator[tuple[str, Fault]]:
    """Yield articles that the site map lacks, and languages in which it contradicts a page."""
    plan = whole.pages.get("sitemap.xml")
    urls = plan.data.get("urls") if plan else None
    if plan is None or not isinstance(urls, dict):
        return
    for page in whole.pages.values():
        own = whole.own_address(page)
        if not page.canonical:
            continue
        if own not in urls:
            if not page.article or len(urls) >= _MAX_URLS:
                continue  # it has only the first pages of lists
            message = f"it does not have '{unquote(own)}'"
            yield plan.place, Fault("page-alternates", message, None, own)
        elif {tuple(one) for one in urls[own]} != set(page.alternates):
            message = f"it names other languages of '{unquote(own)}' than that page does"
            yield plan.place, Fault("page-alternates", message, None, own)


_LOOKS = (_links, _own_address, _alternates, _works, _blocks, _shared, _left)
"""The examinations of each page."""
