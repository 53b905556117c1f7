"""Lists and feeds: what each depends on stays small, however many categories an article has."""

from __future__ import annotations

import pytest

pytest.importorskip("jinja2")

from l10n_flow.site.cards import Card
from l10n_flow.site.feeds import feeds
from l10n_flow.site.listpages import by_date, lists
from l10n_flow.site.pageframe import Site
from l10n_flow.site.theme import Theme


def card(name: str, date: str, *categories: str) -> Card:
    pairs = tuple((one, one.title()) for one in categories)
    page = f"en/{name}.html"
    known = (name, "en", page, name, "en", "", date, "", (), pairs)
    return Card(*known, image="", alt="", size=(0, 0), minutes=1, comments=-1, status="source")


def test_the_newest_stands_first_and_what_has_no_date_last() -> None:
    cards = [
        card("b", "2020-01-01"),
        card("c", ""),
        card("a", "2020-01-01"),
        card("d", "2021-01-01"),
    ]
    assert [one.article for one in by_date(cards)] == ["d", "a", "b", "c"]


def test_an_article_in_a_thousand_categories_makes_a_thousand_small_lists() -> None:
    site = Site("A", ("en",), Theme({}, {}), 12, has_search=False, url="https://a.example/")
    many = {"en": [card("a", "2020-01-01", *(f"c{number}" for number in range(1000)))]}
    made = [*lists(site, many), *feeds(site, many)]
    assert len(made) == 2002
    assert max(len(repr(one.depends)) for one in made) < 2000
    assert made[1].depends[-1] == ("c0", "C0")


@pytest.mark.parametrize(("number", "pages"), [(0, 1), (1, 1), (4, 2), (5, 3)])
def test_a_list_has_as_many_pages_as_it_needs_and_one_when_it_is_empty(
    number: int, pages: int
) -> None:
    site = Site("A", ("en",), Theme({}, {}), 2, has_search=False, url="https://a.example/")
    cards = {"en": [card(f"a{n}", f"2020-01-0{n + 1}") for n in range(number)]}
    assert len(list(lists(site, cards))) == pages
