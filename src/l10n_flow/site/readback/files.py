"""Feeds and the site map, read back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from l10n_flow import xmltext
from l10n_flow.site.readback.language import balanced, misfit
from l10n_flow.site.readback.pagefacts import BuiltPage, Fault, Reference

_ATOM = "{http://www.w3.org/2005/Atom}"
_MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_LINK = "{http://www.w3.org/1999/xhtml}link"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def feed(data: bytes, place: str, lang: str) -> BuiltPage:
    """Return an Atom feed in the folder of a language.

    Raises `UsageError` where lxml is not installed.
    """
    root = _tree(data)
    if root is None or root.tag != f"{_ATOM}feed":
        return _broken(place, "it is not an Atom feed: its XML is damaged, or another format's")
    links = [
        Reference(one.sourceline or 0, "link", one.get("href") or "")
        for one in root.iter(f"{_ATOM}link")
    ]
    return BuiltPage(
        place, root.get(_LANG) or "", references=tuple(links), faults=tuple(_words(root, lang))
    )


def _words(root: Any, lang: str) -> Iterator[Fault]:
    """Yield faults in the language of a feed and of its entries."""
    stated = root.get(_LANG) or ""
    if lang and stated != lang:
        yield Fault(
            "page-language", f"it says that it is in '{stated}', and it lies in '{lang}'", 2
        )
        return
    for one in root.iter(f"{_ATOM}title", f"{_ATOM}summary"):
        text, mine = one.text or "", one.get(_LANG) or one.getparent().get(_LANG) or stated
        letters = misfit(text, mine)
        if letters:
            message = f"a {one.tag.removeprefix(_ATOM)} is in {letters} letters, and marked as"
            yield Fault("page-language", f"{message} '{mine}'", one.sourceline, text)
        if not balanced(text):
            yield Fault("page-bidi", "a bidi control has no partner", one.sourceline, text)


def site_map(data: bytes, place: str) -> BuiltPage:
    """Return the site map; its `data` has the alternates of each address.

    Raises `UsageError` where lxml is not installed.
    """
    root = _tree(data)
    if root is None or root.tag != f"{_MAP}urlset":
        return _broken(place, "it is not a site map: its XML is damaged, or another format's")
    links, urls = [], {}
    for one in root.iter(f"{_MAP}url"):
        address = (one.findtext(f"{_MAP}loc") or "").strip()
        links.append(Reference(one.sourceline or 0, "loc", address))
        urls[address] = [
            [other.get("hreflang") or "", other.get("href") or ""] for other in one.iter(_LINK)
        ]
    return BuiltPage(place, references=tuple(links), data={"urls": urls})


def _tree(data: bytes) -> Any:
    etree = xmltext.library("A site", extra="site")
    try:
        return etree.fromstring(data, etree.XMLParser(**xmltext.SAFE))
    except etree.XMLSyntaxError:
        return None


def _broken(place: str, why: str) -> BuiltPage:
    return BuiltPage(place, faults=(Fault("page-broken", why),))
