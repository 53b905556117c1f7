"""Files for machines: an Atom feed for every language and category, and the site map.

RFC 4287 and sitemaps.org/protocol.html; lxml writes the XML. Nothing here reads the clock: the
articles' dates decide what is new, so that two builds give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from l10n_flow.language.bidi import isolate_runs
from l10n_flow.language.tags import language_tag
from l10n_flow.site.addresses import absolute, feed_place, home_place
from l10n_flow.site.cards import Card
from l10n_flow.site.listpages import Made
from l10n_flow.site.pageframe import Site, hreflang
from l10n_flow.xmltext import library

_ATOM = "http://www.w3.org/2005/Atom"
_MAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

NEWEST = 30
"""The maximum entries of a feed."""

_NEVER = "1970-01-01T00:00:00Z"
"""The update time of a feed without entries: Atom requires one (RFC 4287, 4.1.1)."""

MAX_CATEGORIES = 20
"""The maximum categories of a feed entry."""

MAX_URLS = 50_000
"""The maximum addresses of one site map (sitemaps.org/protocol.html)."""


def feeds(site: Site, cards: Mapping[str, Sequence[Card]]) -> Iterator[Made]:
    """Yield a feed for every language, and for each category that has a page."""
    for locale in site.languages:
        every = cards.get(locale, ())
        labels = {one.id: one.labels[locale] for one in site.sections if locale in one.labels}
        labels = {**{id_: label for card in every for id_, label in card.categories}, **labels}
        listed: dict[str, list[Card]] = {"": [], **{id_: [] for id_ in labels}}
        for card in every:
            if card.date:
                listed_card = card._replace(categories=card.categories[:MAX_CATEGORIES])
                listed[""].append(listed_card)
                for id_, _ in card.categories:
                    listed[id_].append(listed_card)
        for id_, those in listed.items():
            label = labels.get(id_, "")
            place = feed_place(locale, id_)
            some = tuple(those[:NEWEST])
            yield Made(
                place,
                locale,
                ("feed", some, label),
                partial(_feed, site, place, locale, label, some),
            )


def _feed(site: Site, place: str, locale: str, label: str, cards: Sequence[Card]) -> bytes:
    etree = library("a feed", extra="site")
    feed = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})
    feed.set(_XML_LANG, language_tag(locale))

    def add(parent: Any, name: str, text: str = "", **attributes: str) -> Any:
        made = etree.SubElement(parent, f"{{{_ATOM}}}{name}", **attributes)
        made.text = text or None
        return made

    name = site.named(locale)
    add(feed, "id", absolute(site.url, place))
    add(feed, "title", _plain(f"{name}: {label}" if label else name, locale))
    times = [_time(card.updated or card.date) for card in cards]
    add(feed, "updated", max(times, default=_NEVER))
    add(feed, "link", rel="self", type="application/atom+xml", href=absolute(site.url, place))
    add(
        feed, "link", rel="alternate", type="text/html", href=absolute(site.url, home_place(locale))
    )
    add(add(feed, "author"), "name", _plain(name, locale))
    for card in cards:
        address = absolute(site.url, card.place)
        entry = add(feed, "entry")
        entry.set(_XML_LANG, card.title_lang)
        add(entry, "id", address)
        add(entry, "title", _plain(card.title, card.title_lang))
        add(
            entry,
            "link",
            rel="alternate",
            type="text/html",
            href=address,
            hreflang=language_tag(locale),
        )
        add(entry, "published", _time(card.date))
        add(entry, "updated", _time(card.updated or card.date))
        for author in card.authors:
            add(add(entry, "author"), "name", _plain(author, locale))
        for id_, category in card.categories:
            add(entry, "category", term=_held(id_), label=_plain(category, locale))
        if card.summary:
            add(entry, "summary", _plain(card.summary, card.title_lang))
    return _written(etree, feed)


def site_map(site: Site, cards: Mapping[str, Sequence[Card]]) -> Iterator[Made]:
    """Yield the site map: every article and home page, each with its other languages.

    If one map may not have so many addresses, several have them, and `sitemap.xml` lists these.
    """
    places: dict[str, dict[str, Card]] = {}
    for locale in site.languages:
        for card in cards.get(locale, ()):
            places.setdefault(card.article, {})[locale] = card
    homes = {locale: home_place(locale) for locale in site.languages}
    entries = [(place, homes, "") for place in homes.values()]
    for article in sorted(places):
        found = places[article]
        others = {locale: card.place for locale, card in found.items()}
        entries += [(card.place, others, card.updated or card.date) for card in found.values()]
    parts = [tuple(entries[at : at + MAX_URLS]) for at in range(0, len(entries), MAX_URLS)]
    if len(parts) == 1:
        yield Made("sitemap.xml", "", ("map", parts[0]), partial(_map, site, parts[0]))
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield Made(name, "", ("map", part), partial(_map, site, part))
    yield Made("sitemap.xml", "", ("maps", len(parts)), partial(_index, site, names))


def _map(site: Site, entries: Sequence[tuple[str, Mapping[str, str], str]]) -> bytes:
    etree = library("a site map", extra="site")
    top = etree.Element(f"{{{_MAP}}}urlset", nsmap={None: _MAP, "xhtml": _XHTML})
    for place, others, changed in entries:
        url = etree.SubElement(top, f"{{{_MAP}}}url")
        etree.SubElement(url, f"{{{_MAP}}}loc").text = absolute(site.url, place)
        if changed:
            etree.SubElement(url, f"{{{_MAP}}}lastmod").text = changed
        for lang, address in hreflang(site, others):
            etree.SubElement(url, f"{{{_XHTML}}}link", rel="alternate", hreflang=lang, href=address)
    return _written(etree, top)


def _index(site: Site, names: Sequence[str]) -> bytes:
    etree = library("a site map", extra="site")
    top = etree.Element(f"{{{_MAP}}}sitemapindex", nsmap={None: _MAP})
    for name in names:
        one = etree.SubElement(top, f"{{{_MAP}}}sitemap")
        etree.SubElement(one, f"{{{_MAP}}}loc").text = absolute(site.url, name)
    return _written(etree, top)


def _plain(text: str, locale: str) -> str:
    """Return words for a place without elements."""
    return isolate_runs(_held(text), locale)


def _held(text: str) -> str:
    """Return the text without characters that XML excludes (XML 1.0, 2.2)."""
    return "".join(c for c in text if c >= " " and c not in "\ufffe\uffff")


def _time(day: str) -> str:
    return f"{day}T00:00:00Z"


def _written(etree: Any, top: Any) -> bytes:
    written: bytes = etree.tostring(top, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return written
