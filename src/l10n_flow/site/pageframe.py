"""What every page of a site has: its address, its languages, its feeds, its sections."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from l10n_flow.language.bidi import isolate_runs
from l10n_flow.language.datestyle import DateStyle
from l10n_flow.language.numerals import numbering_system
from l10n_flow.language.tags import direction, language_tag, own_name, script, with_region
from l10n_flow.site.addresses import (
    LANGUAGES_PLACE,
    absolute,
    category_place,
    feed_place,
    home_place,
    search_place,
    way,
)
from l10n_flow.site.body import RawHtml
from l10n_flow.site.theme import Theme


@dataclass(frozen=True, slots=True)
class Section:
    """A category in the masthead of every page."""

    id: str
    labels: Mapping[str, str]
    """By language."""


@dataclass(frozen=True, slots=True)
class Site:
    """The values that all pages share."""

    name: str
    languages: tuple[str, ...]
    """The project's source language first."""
    theme: Theme
    page_size: int
    """The maximum number of articles on a page of a list."""
    has_search: bool
    """Whether the site has search: every language then has a search page."""
    url: str = ""
    """The address at which the site is published; "" where none is configured: then nothing that
    needs absolute addresses is made."""
    raw_html: RawHtml = "sanitise"
    shortcodes: Mapping[str, str] = field(default_factory=dict)
    """The template for a site generator's command, by the command's name; "" for none."""
    sections: tuple[Section, ...] = ()
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By part of the taxonomy, the front matter fields that hold its ids."""

    names: Mapping[str, str] = field(default_factory=dict)
    """The configured name of the site, by language."""
    taglines: Mapping[str, str] = field(default_factory=dict)
    """The line below the name, by language; under "" one for all."""
    dates: Mapping[str, DateStyle] = field(default_factory=dict)
    """The form of dates, by language."""

    people: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """A person's or category's labels by language, by its name in any language."""

    def named(self, locale: str) -> str:
        """The name of the site in a language: as configured, or from the project's `site.po`."""
        if locale in self.names:
            return self.names[locale]
        return self.text(self.name, locale) if self.name else ""

    def tagline(self, locale: str) -> str:
        """The line below the name; "" where the language has none."""
        plain = self.taglines.get("", "")
        words = self.theme.words.get(locale)
        if plain and (locale == self.languages[0] or (words and words.has(plain))):
            return self.text(plain, locale)
        return self.taglines.get(locale, "")

    def about(self, locale: str) -> Mapping[str, str]:
        """The values of the site for templates."""
        return {"name": self.named(locale), "tagline": self.tagline(locale), "url": self.url}

    def text(self, message: str, locale: str) -> str:
        """The words for a message of the site's pages."""
        words = self.theme.words.get(locale)
        return words.text(message) if words else message


class LanguageChoice(NamedTuple):
    """One language of the language switch."""

    lang: str
    dir: str
    name: str
    href: str
    is_here: bool
    is_missing: bool
    """Whether the page does not exist in this language: the switch then leads to its home page."""


class Feed(NamedTuple):
    """A feed that the page links."""

    title: str
    href: str


class PageLink(NamedTuple):
    """A link to a page, with its label."""

    label: str
    href: str
    is_here: bool = False


class Alternate(NamedTuple):
    """The same page in another language, for search engines."""

    lang: str
    address: str


class Picture(NamedTuple):
    """A picture, with its `alt` text and its size as attributes."""

    href: str
    alt: str
    shape: Any
    caption: str = ""
    lang: str = ""
    """The language of its `alt` text."""
    caption_lang: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """The values of a page's frame, and its metadata."""

    place: str
    lang: str
    dir: str
    kind: str
    title: str
    head_title: str
    description: str
    root: str
    """The relative address of the site's folder."""
    home: str
    languages: tuple[LanguageChoice, ...] = ()
    sections: tuple[PageLink, ...] = ()
    feeds: tuple[Feed, ...] = ()
    canonical: str = ""
    hreflang: tuple[Alternate, ...] = ()
    og_locale: str = ""
    og_others: tuple[str, ...] = ()
    image: str = ""
    linked_data: Any = ""
    classes: str = ""
    """For the style: the kind of the page, its script and its digits."""
    search: str = ""
    """The relative address of the search page; "" without one."""


def page_of(
    site: Site,
    place: str,
    locale: str,
    kind: str,
    title: str,
    *,
    others: Mapping[str, str],
    description: str = "",
    category: tuple[str, str] = ("", ""),
    image: str = "",
    linked_data: object = None,
) -> Page:
    """Return the frame of the page at `place`.

    `others` has the places of the same page by language, this one included; `category` is the id
    and the label of the category that the page lists. The window title isolates runs of the other
    direction with characters, because it has no markup.
    """
    name = site.named(locale)
    parts = [title, name] if title and title != name else [name]
    feeds = [Feed(name, way(place, feed_place(locale)))] if site.url else []
    if site.url and category[0]:
        label = f"{name}: {category[1]}"
        feeds.insert(0, Feed(label, way(place, feed_place(locale, category[0]))))
    is_found = kind != "missing"
    return Page(
        place,
        language_tag(locale),
        direction(locale),
        kind,
        title or name,
        " · ".join(isolate_runs(part, locale) for part in parts),
        description,
        "../" * place.count("/"),
        way(place, home_place(locale)),
        _choices(site, place, locale, others),
        _sections(site, place, locale, category[0]),
        tuple(feeds),
        absolute(site.url, place) if site.url and is_found else "",
        hreflang(site, others) if is_found else (),
        with_region(locale),
        tuple(with_region(other) for other in others if other != locale),
        absolute(site.url, image) if site.url and image else "",
        as_json(linked_data) if linked_data is not None else "",
        f"page-{kind} script-{script(locale).lower()} digits-{numbering_system(locale)}",
        way(place, search_place(locale)) if site.has_search else "",
    )


def hreflang(site: Site, places: Mapping[str, str]) -> tuple[Alternate, ...]:
    """Return the same page in every language and the default one, for search engines.

    The set is the same on every page in it; otherwise search engines ignore it
    (developers.google.com/search/docs/specialty/international/localized-versions). That of the home
    pages has the page on which readers choose a language as the default.
    """
    if not site.url or not places:
        return ()
    known = [locale for locale in site.languages if locale in places]
    found = [Alternate(language_tag(one), absolute(site.url, places[one])) for one in known]
    default = places[known[0]]
    if default == home_place(known[0]):
        default = LANGUAGES_PLACE
    return (*found, Alternate("x-default", absolute(site.url, default)))


def as_json(value: object) -> Any:
    r"""Return the value as JSON for a `<script>` (HTML, 4.12.1.3): without `<`.

    >>> str(as_json({"headline": "</script> & صلح"}))
    '{"headline":"\\u003c/script> & صلح"}'
    """
    from markupsafe import Markup  # noqa: PLC0415 - optional

    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(written.replace("<", "\\u003c"))  # noqa: S704 - no markup can begin in it


def _choices(
    site: Site, place: str, locale: str, others: Mapping[str, str]
) -> tuple[LanguageChoice, ...]:
    return tuple(
        LanguageChoice(
            language_tag(one),
            direction(one),
            own_name(one),
            way(place, others.get(one, home_place(one))),
            one == locale,
            one not in others,
        )
        for one in site.languages
    )


def _sections(site: Site, place: str, locale: str, here: str) -> tuple[PageLink, ...]:
    labelled: Sequence[Section] = [s for s in site.sections if locale in s.labels]
    return tuple(
        PageLink(s.labels[locale], way(place, category_place(locale, s.id)), s.id == here)
        for s in labelled
    )
