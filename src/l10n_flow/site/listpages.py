"""Pages that list articles: home and category pages of a language, with following pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple

from l10n_flow.language.calendars import display_date
from l10n_flow.language.datestyle import DateStyle
from l10n_flow.language.numerals import whole_number
from l10n_flow.language.tags import direction, language_tag, own_name
from l10n_flow.site.addresses import LANGUAGES_PLACE, category_place, home_place, way
from l10n_flow.site.cards import Card
from l10n_flow.site.pageframe import PageLink, Picture, Site, page_of
from l10n_flow.words import N_, filled


class Made(NamedTuple):
    """A file of the site that depends on many articles."""

    place: str
    locale: str
    depends: tuple[object, ...]
    """All inputs that decide its content, besides the theme and the settings."""
    make: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class _Teaser:
    """A card, as the template shows it."""

    title: str
    title_lang: str
    summary: str
    href: str
    date: str
    displayed_date: str
    minutes: int
    comments: int
    categories: tuple[PageLink, ...]
    image: Picture | None


def by_date(cards: Sequence[Card]) -> Sequence[Card]:
    """Return the cards, the newest first; those of one day by name, those without a date last."""
    ordered = sorted(cards, key=lambda card: card.article)
    return sorted(ordered, key=lambda card: card.date, reverse=True)


def lists(site: Site, cards: Mapping[str, Sequence[Card]]) -> Iterator[Made]:
    """Yield home and category pages of every language, with their following pages.

    `cards` has every page by language, in order (`by_date`).
    """
    for locale in site.languages:
        homes = {other: home_place(other) for other in site.languages}
        teasers = [card._replace(categories=card.categories[:1]) for card in cards.get(locale, ())]
        yield from _pages(site, locale, teasers, homes, None)
    by_category = {locale: _by_category(found) for locale, found in cards.items()}
    for locale in site.languages:
        known = by_category.get(locale, {})
        named = {s.id: s.labels[locale] for s in site.sections if locale in s.labels}
        for id_ in dict.fromkeys((*named, *known)):
            others = {
                other: category_place(other, id_)
                for other in site.languages
                if other == locale or id_ in by_category.get(other, {})
            }
            label, listed = known.get(id_, ("", ()))
            category = (id_, named.get(id_, label))
            yield from _pages(site, locale, listed, others, category)


def _by_category(cards: Sequence[Card]) -> Mapping[str, tuple[str, Sequence[Card]]]:
    """Return, by id, a category's label and cards; each card only with what a list shows."""
    found: dict[str, tuple[str, list[Card]]] = {}
    for card in cards:
        listed = card._replace(categories=card.categories[:1])
        for id_, label in card.categories:
            found.setdefault(id_, (label, []))[1].append(listed)
    return found


def _pages(
    site: Site,
    locale: str,
    cards: Sequence[Card],
    others: Mapping[str, str],
    category: tuple[str, str] | None,
) -> Iterator[Made]:
    size = site.page_size
    pages = max(1, -(-len(cards) // size))

    def place_of(page: int) -> str:
        return category_place(locale, category[0], page) if category else home_place(locale, page)

    for page in range(1, pages + 1):
        some = tuple(cards[(page - 1) * size : page * size])
        yield Made(
            place_of(page),
            locale,
            ("list", some, page, pages, len(cards), others, category),
            partial(
                _list_page,
                site,
                locale,
                some,
                page,
                pages,
                len(cards),
                others,
                category,
                place_of,
            ),
        )


def _list_page(
    site: Site,
    locale: str,
    cards: Sequence[Card],
    number: int,
    pages: int,
    total: int,
    others: Mapping[str, str],
    category: tuple[str, str] | None,
    place_of: Callable[[int], str],
) -> bytes:
    place = place_of(number)
    title = category[1] if category else site.named(locale)
    if number > 1:
        numbers = {"page": number, "pages": pages}
        written = {name: whole_number(one, locale) for name, one in numbers.items()}
        title += f" – {filled(site.text(_PAGE, locale), written)}"
    page = page_of(
        site,
        place,
        locale,
        "category" if category else "home",
        title,
        description="" if category else site.tagline(locale),
        others={**others, locale: place} if number == 1 else {locale: place},
        category=category or ("", ""),
        linked_data=None,
    )
    if number > 1:  # the language switch leads to the first page: lists differ in length
        first = page_of(site, place, locale, page.kind, page.title, others=others)
        page = replace(page, languages=first.languages)
    html = site.theme.render(
        "list.html",
        locale,
        page=page,
        site=site.about(locale),
        cards=[_teaser(site, place, card) for card in cards],
        category={"id": category[0], "label": category[1]} if category else None,
        total=total,
        number_of_page=number,
        number_of_pages=pages,
        newer=way(place, place_of(number - 1)) if number > 1 else "",
        older=way(place, place_of(number + 1)) if number < pages else "",
    )
    return html.encode()


def _teaser(site: Site, place: str, card: Card) -> _Teaser:
    from markupsafe import Markup  # noqa: PLC0415 - optional

    day = dt.date.fromisoformat(card.date) if card.date else None
    image = None
    if card.image:
        size = card.size
        shape = Markup(f' width="{size[0]}" height="{size[1]}"' if size[0] else "")  # noqa: S704 - numbers
        image = Picture(way(place, card.image), card.alt, shape)
    return _Teaser(
        card.title,
        card.title_lang,
        card.summary,
        way(place, card.place),
        card.date,
        display_date(day, card.locale, site.dates.get(card.locale, DateStyle())) if day else "",
        card.minutes,
        card.comments,
        tuple(
            PageLink(label, way(place, category_place(card.locale, id_)))
            for id_, label in card.categories
        ),
        image,
    )


def root_pages(site: Site) -> Iterator[Made]:
    """Yield the root page with the languages, and the pages for addresses that do not exist."""
    homes = {locale: home_place(locale) for locale in site.languages}
    yield Made(LANGUAGES_PLACE, "", ("root",), partial(_choice_page, site, homes, is_missing=False))
    yield Made("404.html", "", ("missing",), partial(_choice_page, site, homes, is_missing=True))
    for locale in site.languages:
        place = f"{language_tag(locale)}/404.html"
        yield Made(place, locale, ("missing",), partial(_missing, site, place, locale, homes))


_PAGE = N_("Page %(page)s of %(pages)s")
_NO_PAGE = N_("There is no page here")


def _missing(site: Site, place: str, locale: str, homes: Mapping[str, str]) -> bytes:
    title = site.text(_NO_PAGE, locale)
    page = page_of(site, place, locale, "missing", title, others=homes)
    name = site.about(locale)
    return site.theme.render("missing.html", locale, page=page, site=name).encode()


def _choice_page(site: Site, homes: Mapping[str, str], *, is_missing: bool) -> bytes:
    locale = site.languages[0]
    kind = "missing" if is_missing else "languages"
    place = "404.html" if is_missing else LANGUAGES_PLACE
    page = page_of(site, place, locale, kind, site.named(locale), others=homes)
    top = _top(site.url) if is_missing else ""
    choices = [
        {
            "lang": language_tag(one),
            "dir": direction(one),
            "name": own_name(one),
            "site": site.named(one),
            "tagline": site.tagline(one),
            "href": top + way(place, homes[one]),
            "missing": site.text(_NO_PAGE, one),
        }
        for one in site.languages
    ]
    name = site.about(locale)
    html = site.theme.render(
        "languages-page.html", locale, page=page, site=name, choices=choices, is_missing=is_missing
    )
    return html.encode()


def _top(url: str) -> str:
    """Return the path of the site on its server, because a server shows 404.html at any address."""
    from urllib.parse import urlsplit  # noqa: PLC0415

    return f"{urlsplit(url).path.rstrip('/')}/"
