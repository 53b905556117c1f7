"""Where on a page its title, day, author and summary are looked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from l10n_flow.importers.declared import Declared
from l10n_flow.importers.facts import (
    PageFacts,
    SelectedValues,
    _above,
    _below,
    _heading,
    _own,
    _parts,
    _turned,
    is_dateline,
    read_facts,
)
from l10n_flow.importers.profile import Profile

PLAIN = Profile("x")
NOTHING = SelectedValues("", (), (), (), (), (), ())


def test_above_a_title_that_stands_twice_is_what_stands_above_the_first() -> None:
    lines = ["26 November 2026", "Rain", "It rained.", "Rain"]
    assert list(_above([lines, ["News", *lines]], "Rain")) == [lines[0], "News", lines[0]]


def test_above_a_title_that_no_line_is_stands_nothing() -> None:
    assert list(_above([["26 November 2026", "Rain"]], "Snow")) == []


def test_above_and_below_a_title_forty_lines_are_looked_at() -> None:
    many = [str(number) for number in range(50)]
    assert list(_above([[*many, "Rain"]], "Rain")) == many[:40]
    assert list(_below([["Rain", *many]], "Rain")) == ["Rain", *many[:39]]
    assert list(_below([many], "Rain")) == many[:40]


def test_below_a_title_is_looked_up_to_the_second_long_line() -> None:
    short, long = " ".join("a" * 14), " ".join("a" * 15)
    assert list(_below([["x", "Rain", short, long, "b", long, "c"]], "rain!")) == [
        "Rain",
        short,
        long,
        "b",
    ]
    twice = ["Rain", "a", "Rain", "b"]
    assert list(_below([twice, ["c"]], "Rain")) == [*twice, "Rain", "b", "c"]


def test_a_title_has_parts_before_and_after_each_bar() -> None:
    assert _parts("Rain") == ["Rain"]
    assert _parts("Rain | News - Site") == [
        "Rain | News - Site",
        "Rain",
        "Rain | News",
        "News - Site",
        "Site",
    ]
    assert _heading(["Site", "Mud", "rain"], ["Rain | News - Site"]) == "Site"
    assert _heading(["Mud", "rain"], ["Rain | News"]) == "rain"
    assert _heading(["Mud"], ["Rain | News"]) == ""


def test_words_that_were_found_are_spelled_as_the_page_has_them() -> None:
    assert _own("it rains", ["Mud", "News - It rains! "]) == "It rains!"
    assert _own(" it  rains", ["Mud"]) == "it rains"
    assert _own("…", ["—"]) == "…"


def test_a_day_is_turned_where_its_month_may_be_its_day() -> None:
    assert _turned(date(2026, 11, 2)) == date(2026, 2, 11)
    assert _turned(date(2026, 11, 13)) is None


def read(
    views: Sequence[Sequence[str]] = ((),),
    profile: Profile = PLAIN,
    *,
    declared: dict[str, Any] | None = None,
    chosen: dict[str, Any] | None = None,
    **found: Any,
) -> PageFacts:
    result = {"title": "", "categories": (), "author": "", "description": "", **found}
    return read_facts(
        Declared(**declared or {}),
        SimpleNamespace(**result),
        NOTHING._replace(**chosen or {}),
        views,
        profile,
    )


DAYS: list[tuple[dict[str, Any], date | None]] = [
    ({"chosen": {"dates": ["x", "3 May 2026"]}, "declared": {"published": ["2026-05-01"]}},
     date(2026, 5, 3)),
    ({"declared": {"published": ["x", "2026-05-01"]}}, date(2026, 5, 1)),
    ({"views": [["Rain", "3 May 2026"]], "declared": {"published": ["2026-05-01"]}},
     date(2026, 5, 1)),
    ({"views": [["Rain", "3 May 2026"]], "declared": {"published": ["2026-05-02T20:30:00Z"]}},
     date(2026, 5, 3)),
    ({"views": [["Rain", "1 May 2026"]], "declared": {"published": ["2026-05-02T00:30Z "]}},
     date(2026, 5, 1)),
    ({"views": [["Rain", "4 May 2026"]], "declared": {"published": ["2026-05-02T20:30:00Z"]}},
     date(2026, 5, 2)),
    ({"views": [["Rain", "3 May 2026"]], "declared": {"published": ["2026-05-02T20:30+03:30"]}},
     date(2026, 5, 2)),
    ({"declared": {"address": "https://a.example/2026/5/07/rain"}}, date(2026, 5, 7)),
    ({"declared": {"address": "https://a.example/2026/5/07"}}, date(2026, 5, 7)),
    ({"declared": {"address": "https://a.example/2026/5/070"}}, None),
    ({"views": [["Rain", "3 May 2026"]], "declared": {"address": "https://a.example/2026/5/07/x"}},
     date(2026, 5, 3)),
    ({"views": [["2 May 2026", "Rain", "3 May 2026"]]}, date(2026, 5, 3)),
    ({"views": [["2 May 2026", "Rain"]]}, date(2026, 5, 2)),
    ({"views": [["2 May 2026", "Rain"]], "chosen": {"times": ["4 May 2026"]}}, date(2026, 5, 4)),
    ({"views": [["Rain", "2026/02/11"]], "chosen": {"times": ["2026-11-02T10:00"]}},
     date(2026, 11, 2)),
    ({"views": [["Rain", "2026/02/11"]], "chosen": {"times": ["2026-11-02", "2026-02-11"]}},
     date(2026, 2, 11)),
    ({"views": [["Rain", "2026/02/11"]], "chosen": {"times": ["2026-11-03"]}}, date(2026, 2, 11)),
    ({}, None),
]  # fmt: skip


def test_a_day_is_that_of_the_best_place_that_names_one() -> None:
    for given, day in DAYS:
        assert read(title="Rain", **given).day == day, given


def test_a_change_is_told_only_if_it_came_later() -> None:
    published = {"published": ["2026-05-02"]}
    for modified, changed in (
        ("2026-05-03", date(2026, 5, 3)),
        ("2026-05-02", None),
        ("2026-05-01", None),
    ):
        assert read(declared={**published, "modified": ["x", modified]}).updated == changed
    seen = [["Rain", "Last updated: 4 May 2026"]]
    assert read(seen, title="Rain", declared=published).updated == date(2026, 5, 4)
    assert read(declared={"modified": ["2026-05-03"]}).updated is None


BYLINE = Profile("x", byline=(re.compile(r"^written by (?P<author>.+)"),))


@pytest.mark.parametrize(
    ("given", "authors"),
    [
        ({"chosen": {"authors": [" Ana  Ruz "]}, "declared": {"authors": ["Bo"]}}, ["Ana Ruz"]),
        ({"declared": {"authors": ["Bo", "71462", "Eva"]}}, ["Bo", "Eva"]),
        ({"author": "ana ruz;Nobody", "views": [["Rain", "By Ana Ruz", "It rained"]]}, ["Ana Ruz"]),
        ({"author": "ana ruz", "views": [["Rain", "Ana Ruz came."]]}, []),
        ({"views": [["Rain", "Author: Ana Ruz", "Author: Bo"]]}, ["Ana Ruz"]),
        ({"views": [["Rain", "The author: it rained and it rained on"]]}, []),
        ({"views": [["Rain", "written by Ana", "written by Bo"]], "profile": BYLINE}, []),
        ({"views": [["Rain", "3 May 2026 | written by Ana"]], "profile": BYLINE}, ["Ana"]),
    ],
)  # fmt: skip
def test_an_author_is_who_the_page_names(given: dict[str, Any], authors: list[str]) -> None:
    assert read(**{"title": "Rain", **given}).authors == authors


def test_a_title_is_chosen_or_a_heading_that_is_declared_or_what_was_found() -> None:
    headings, titles = {"headings": ["Site", "It rains"]}, {"titles": ["It rains | News"]}
    assert read(chosen={"title": "Chosen", **headings}, declared=titles).title == "Chosen"
    assert read(chosen=headings, declared=titles, title="Other").title == "It rains"
    assert read(chosen=headings, declared={"titles": ["News"]}, title="it rains").title == (
        "It rains"
    )
    assert read(chosen=headings, title="Other").title == "Other"
    assert read(chosen=headings).title == "Site"
    assert read(declared=titles).title == "It rains | News"
    assert read().title == ""


def test_labels_are_chosen_or_declared_or_found() -> None:
    found: dict[str, Any] = {"categories": ["found"]}
    declared = {"sections": ["section"]}
    assert read(chosen={"categories": ["a, b", "A"]}, declared=declared).categories == ("a", "b")
    assert read(chosen={"links": ["link"]}, declared=declared, **found).categories == (
        "section",
        "link",
    )
    assert read(**found).categories == ("found",)
    assert read(categories=None).categories == ()


def test_a_summary_is_declared_or_a_line_of_the_page() -> None:
    views = [["Rain", "It rained all night."]]
    assert read(views, declared={"summaries": ["Wet."]}, description="it rained").summary == "Wet."
    assert read(views, description="it rained all night").summary == "It rained all night."


@pytest.mark.parametrize(
    ("words", "is_one"),
    [
        ("Port Miraval - 5 Nov 2026", True),
        ("Port Miraval - 6 Nov 2026", False),
        ("Last modified on 6 Nov 2026", True),
        ("Updated: soon 6", False),
        ("It was all modified 6 Nov 2026", False),
        ("The river rose in Miraval - 5 Nov 2026", False),
        ("5 Nov 2026", False),
    ],
)
def test_a_dateline_says_where_and_when_and_nothing_else(words: str, is_one: bool) -> None:
    facts = PageFacts("", date(2026, 11, 5), None, (), (), (), "")
    assert is_dateline(words, facts, PLAIN) is is_one
    undated = facts._replace(day=None)
    assert is_dateline(words, undated, PLAIN) is (words.startswith("Last"))
