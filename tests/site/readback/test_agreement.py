"""A page beside the front matter of its article."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from l10n_flow.site.readback.agreement import Stated, against
from l10n_flow.site.readback.pagefacts import BuiltPage

PAGE = BuiltPage(
    "en/rain.html",
    "en",
    categories=("../category/brief/index.html",),
    data={
        "datePublished": "2026-10-05",
        "dateModified": "2026-10-06",
        "author": [{"name": "Ana"}],
        "correction": [{"text": "x"}],
        "headline": "\u2068Rain\u2069 in Velan",
    },
)
STATED = Stated(
    "Rain  in Velan", dt.date(2026, 10, 5), dt.date(2026, 10, 6), ("brief",), ("ana", "ana"), 1
)


def told(page: BuiltPage = PAGE, stated: Stated = STATED) -> list[str]:
    return [f"{one.detail}: {one.message}" for one in against(page, stated)]


def with_data(**changed: Any) -> BuiltPage:
    return replace(PAGE, data={**PAGE.data, **changed})


def test_a_page_that_says_the_same_has_no_fault() -> None:
    assert told() == []
    assert told(stated=STATED._replace(categories=("brief", "brief"))) == []


@pytest.mark.parametrize(
    ("page", "stated", "expected"),
    [
        (
            with_data(datePublished="2026-10-04", dateModified=None),
            STATED,
            [
                "datePublished: datePublished is '2026-10-04'; the article has '2026-10-05'",
                "dateModified: dateModified is ''; the article has '2026-10-06'",
            ],
        ),
        (
            PAGE,
            STATED._replace(updated=None),
            ["dateModified: dateModified is '2026-10-06'; the article has '2026-10-05'"],
        ),
        (
            PAGE,
            STATED._replace(date=None, updated=None),
            [
                "datePublished: datePublished is '2026-10-05'; the article has ''",
                "dateModified: dateModified is '2026-10-06'; the article has ''",
            ],
        ),
        (
            replace(PAGE, categories=("x/y.html", "../category/b%20c/", "#x")),
            STATED._replace(categories=("brief", "long")),
            ["categories: its categories are y.html, b c, ; the article has brief, long"],
        ),
        (
            replace(PAGE, categories=()),
            STATED,
            ["categories: its categories are none; the article has brief"],
        ),
        (
            with_data(author=[1, 2], correction="x"),
            STATED,
            [
                "authors: it names 2 authors; the article has 1",
                "corrections: it lists 0 corrections; the article has 1",
            ],
        ),
        (
            with_data(author={"name": "Ana"}, correction=[]),
            STATED,
            [
                "authors: it names 0 authors; the article has 1",
                "corrections: it lists 0 corrections; the article has 1",
            ],
        ),
        (with_data(author=None, correction=None), STATED._replace(authors=(), corrections=0), []),
        (
            with_data(headline="Rain"),
            STATED,
            ["title: its title is 'Rain'; the article has 'Rain in Velan'"],
        ),
        (with_data(headline="Lluvia", translationOfWork={}), STATED, []),
        (with_data(headline="Lluvia"), STATED._replace(title=""), []),
    ],
)
def test_what_contradicts_the_article_is_named(
    page: BuiltPage, stated: Stated, expected: list[str]
) -> None:
    assert told(page, stated) == expected


def test_fields_of_an_editions_own_are_not_compared() -> None:
    other = replace(with_data(datePublished="x", dateModified="y", author=[]), categories=())
    assert len(told(other)) == 4
    own = frozenset({"date", "updated", "categories", "authors"})
    assert told(other, STATED._replace(own=own)) == []
