"""Feeds and site maps: what they hold, and how much at most."""

from __future__ import annotations

import re

import pytest

pytest.importorskip("jinja2")
pytest.importorskip("lxml")

from l10n_flow.site import feeds as module
from l10n_flow.site.cards import Card
from l10n_flow.site.feeds import feeds, site_map
from l10n_flow.site.listpages import Made
from l10n_flow.site.pageframe import Section, Site
from l10n_flow.site.theme import Theme

SITE = Site("Velan", ("en",), Theme({}, {}), 12, has_search=False, url="https://a.example/")


def card(name: str, date: str, *categories: str, updated: str = "") -> Card:
    pairs = tuple((one, one.title()) for one in categories)
    page = f"en/{name}.html"
    known = (name, "en", page, name, "en", "", date, updated, (), pairs)
    return Card(*known, image="", alt="", size=(0, 0), minutes=1, comments=-1, status="source")


def names(made: Made, tag: str) -> list[str]:
    """What elements of this name hold."""
    return re.findall(rf"<{tag}>(.*?)</{tag}>", made.make().decode())


@pytest.mark.parametrize(("number", "shown"), [(0, 0), (30, 30), (31, 30)])
def test_a_feed_has_the_thirty_newest(number: int, shown: int) -> None:
    (feed,) = feeds(SITE, {"en": [card(f"a{n}", "2020-01-01") for n in range(number)]})
    assert names(feed, "title") == ["Velan", *(f"a{n}" for n in range(shown))]
    assert feed.depends[1] == tuple(card(f"a{n}", "2020-01-01") for n in range(shown))


def test_what_has_no_date_is_in_no_feed_but_its_category_has_one() -> None:
    cards = [card("a", "", "mud"), card("b", "2020-01-01", "silt")]
    made = list(feeds(SITE, {"en": cards}))
    assert [(one.place, names(one, "title")) for one in made] == [
        ("en/feed.xml", ["Velan", "b"]),
        ("en/category/mud/feed.xml", ["Velan: Mud"]),
        ("en/category/silt/feed.xml", ["Velan: Silt", "b"]),
    ]
    assert names(made[1], "updated") == ["1970-01-01T00:00:00Z"]


def test_a_section_of_the_site_names_the_feed_of_its_category() -> None:
    site = Site(
        "Velan", ("en",), SITE.theme, 12, has_search=False, url=SITE.url,
        sections=(Section("mud", {"en": "All about mud"}), Section("ice", {"fa": "یخ"})),
    )  # fmt: skip
    made = feeds(site, {"en": [card("a", "2020-01-01", "mud")]})
    assert [names(one, "title")[0] for one in made] == ["Velan", "Velan: All about mud"]


@pytest.mark.parametrize(("number", "shown"), [(20, 20), (21, 20)])
def test_an_entry_has_twenty_categories_at_most(number: int, shown: int) -> None:
    many = card("a", "2020-01-01", *(f"c{n}" for n in range(number)))
    first, *others = feeds(SITE, {"en": [many]})
    assert first.make().count(b"<category ") == shown
    assert len(others) == number


def test_a_feed_is_as_new_as_the_newest_change_of_its_articles() -> None:
    cards = [card("a", "2020-03-01"), card("b", "2020-01-01", updated="2020-04-01")]
    (feed,) = feeds(SITE, {"en": cards})
    assert names(feed, "updated") == [
        f"2020-{day}T00:00:00Z" for day in ("04-01", "03-01", "04-01")
    ]


@pytest.mark.parametrize(
    ("articles", "places"),
    [
        (1, ["sitemap.xml"]),
        (2, ["sitemap-1.xml", "sitemap-2.xml", "sitemap.xml"]),
        (3, ["sitemap-1.xml", "sitemap-2.xml", "sitemap.xml"]),
    ],
)
def test_more_addresses_than_a_site_map_may_have_are_in_several(
    monkeypatch: pytest.MonkeyPatch, articles: int, places: list[str]
) -> None:
    monkeypatch.setattr(module, "MAX_URLS", 2)
    made = list(site_map(SITE, {"en": [card(f"a{n}", "2020-01-01") for n in range(articles)]}))
    assert [one.place for one in made] == places
    listed = [address for one in made for address in names(one, "loc")]
    pages = [f"https://a.example/en/a{n}.html" for n in range(articles)]
    maps = [f"https://a.example/{place}" for place in places[:-1]]
    assert listed == ["https://a.example/en/", *pages, *maps]
    assert [day for one in made for day in names(one, "lastmod")] == ["2020-01-01"] * articles
