"""The steps by which a page's blocks become an article, each by itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from l10n_flow.importers import page
from l10n_flow.importers.account import LineAccount
from l10n_flow.importers.facts import PageFacts
from l10n_flow.importers.imported import Block, Image, PageArticle
from l10n_flow.importers.profile import Profile

PLAIN = Profile("plain")
FACTS = PageFacts("Rain", date(2026, 5, 3), None, (), (), (), "")


def blocks(*written: str) -> list[Block]:
    """Blocks of these words: a heading begins with `#`, a picture with `!`."""
    kinds = {"#": "heading", "!": "other"}
    return [Block(kinds.get(words[:1], "paragraph"), words) for words in written]


def left(found: Any) -> list[str]:
    return [block.markdown for block in found]


def ledger() -> LineAccount:
    return LineAccount(Path("a.html"))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (["# Rain", "a"], ["a"]),
        (["Site", "# rain", "a"], ["a"]),
        (["one two three four", "# Rain", "a"], ["a"]),
        (["one two three four five", "# Rain", "a"], ["one two three four five", "a"]),
        (["## one two three four five", "# Rain"], ["one two three four five"]),
        ([*"1234567", "# Rain", "a"], ["a"]),
        ([*"12345678", "# Rain", "a"], [*"12345678", "# Rain", "a"]),
        (["Rain", "a"], ["Rain", "a"]),
    ],
)
def test_a_text_begins_below_its_title_among_the_first_eight_blocks(
    written: list[str], expected: list[str]
) -> None:
    assert left(page._without_title(blocks(*written), "Rain", ledger())) == expected


def test_what_stands_above_a_title_is_recorded_and_a_page_without_one_told() -> None:
    account = ledger()
    page._without_title(blocks("Site", "# Rain", "a"), "Rain", account)
    assert [(use.role.name, use.text) for use in account.uses] == [
        ("TITLE", "Rain"),
        ("DROPPED", "Site"),
    ]
    for title, told in (("Rain", []), ("", ["no title found; the file is named after nothing"])):
        account = ledger()
        assert left(page._without_title(blocks("a"), title, account)) == ["a"]
        assert [warned.what for warned in account.warnings] == told
        assert [use.text for use in account.uses] == ([title] if title else [])


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (["3 May 2026", "a"], ["a"]),
        (["a", "b", "c", "3 May 2026", "d"], ["a", "b", "c", "d"]),
        (["a", "b", "c", "d", "3 May 2026"], ["a", "b", "c", "d", "3 May 2026"]),
        (["3 May 2026"], ["3 May 2026"]),
        (["3 May 2026", "4 May 2026"], ["4 May 2026"]),
        (["# 3 May 2026", "a"], ["# 3 May 2026", "a"]),
        (["Miraval - 3 May 2026", "a"], ["a"]),
        (["Miraval - 4 May 2026", "a"], ["Miraval - 4 May 2026", "a"]),
    ],
)
def test_lines_of_a_day_are_no_text_among_the_first_four_blocks(
    written: list[str], expected: list[str]
) -> None:
    _, kept = page._without_head(blocks(*written), FACTS, PLAIN, ledger())
    assert left(kept) == expected


def test_a_heading_that_repeats_the_summary_is_no_text() -> None:
    for written, summary, expected in (
        (["## It rained", "a"], "it rained", ["a"]),
        (["It rained", "a"], "It rained", ["It rained", "a"]),
        (["## It rained", "a"], "", ["## It rained", "a"]),
        (["## Other", "a"], "It rained", ["## Other", "a"]),
        ([], "It rained", []),
    ):
        assert left(page._without_summary(blocks(*written), summary, ledger())) == expected


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ("1", "2"), ("2", "2"), ("3", "2"), ("36", "25"), ("13", "24"), ("16", "26"),
        ("156", "266"), ("", ""),
    ],
)  # fmt: skip
def test_the_highest_heading_is_at_the_second_level_and_none_below_the_sixth(
    levels: str, expected: str
) -> None:
    found = page.from_level_two(blocks("#hash", *(f"{'#' * int(n)} a # b" for n in levels))[1:])
    assert [block.markdown for block in found] == [f"{'#' * int(n)} a # b" for n in expected]
    assert page.from_level_two(blocks("a", "! b")) == tuple(blocks("a", "! b"))


@pytest.mark.parametrize(
    ("summary", "written", "repeats"),
    [
        ("Rain…", ["a"], True),
        ("[…]", ["a"], True),
        ("It fell on both", ["It fell on both banks."], True),
        ("It fell on both [...]", ["Kicker", "It fell on both banks."], True),
        ("It fell on both", ["a", "b", "It fell on both banks."], False),
        ("it fell and then it fell", ["It fell", "and then", "it fell."], True),
        ("a b c d", list("abcd"), True),
        ("a b c d e", list("abcde"), False),
        ("fell on both", ["It fell on both banks."], False),
    ],
)
def test_a_summary_repeats_the_title_or_the_first_words(
    summary: str, written: list[str], repeats: bool
) -> None:
    assert page._repeats(summary, "rain", blocks(*written)) is repeats


def test_a_picture_is_the_same_in_every_size() -> None:
    same = ("/x/rain.jpg", "https://b.example/rain-300x200.png?x=/1.gif", "rain-scaled.jpeg")
    assert {page._stem(one) for one in same} == {"rain"}
    for other in ("rain-3x2.jpg", "rain-12345x200.jpg", "rain.x", "rainy.jpg"):
        assert page._stem(other) != "rain"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (["![a](/x/rain-300x200.jpg)", "b"], ["b"]),
        (["![a \\] b](/x/rain.jpg)", "b"], ["b"]),
        (["![a](/x/mud.jpg)", "b"], ["![a](/x/mud.jpg)", "b"]),
        (["![a](/x/rain.jpg)"], ["![a](/x/rain.jpg)"]),
        (["b", "![a](/x/rain.jpg)"], ["b", "![a](/x/rain.jpg)"]),
        ([], []),
    ],
)
def test_the_lead_picture_is_not_repeated_at_the_start(
    written: list[str], expected: list[str]
) -> None:
    article = PageArticle(title="Rain", blocks=tuple(blocks(*written)))
    lead = Image("https://a.example/rain.jpg")
    found = page._with_lead(article, lead)
    assert (left(found.blocks), found.image) == (expected, lead)
    assert page._with_lead(article, None) == article


@pytest.mark.parametrize(
    ("written", "caption"),
    [
        ("<figure><img alt=' A  b '><figcaption>Ana</figcaption></figure>", "Ana"),
        ("<figure><div><div><img></div></div><figcaption>Ana</figcaption></figure>", "Ana"),
        ("<figure><div><div><div><img></div></div></div><figcaption>Ana</figcaption></figure>", ""),
        ("<section><img><figcaption>Ana</figcaption></section>", ""),
    ],
)
def test_a_caption_is_that_of_a_figure_around_the_picture(written: str, caption: str) -> None:
    image = next(html.fragment_fromstring(written).iter("img"))
    found = page._described(image, "a.png")
    assert (found.src, found.caption) == ("a.png", caption)
    assert found.alt == ("A b" if "A  b" in written else "")


def test_words_between_title_and_text_are_a_summary_and_a_subtitle() -> None:
    def standing(*written: str, facts: PageFacts = FACTS) -> tuple[str, str, list[str]]:
        units = [html.fragment_fromstring(one) for one in written]
        account = ledger()
        found = page._with_standfirst(facts, units, "A caption", Profile("page"), account)
        roles = [f"{use.role.name}: {use.text}" for use in account.uses]
        return found.summary, found.subtitle, roles

    one, two, three = (f"<p>{n} of the five words</p>" for n in ("One", "Two", "Three"))
    first, second, third = (f"{n} of the five words" for n in ("One", "Two", "Three"))
    assert standing(one) == (first, "", [f"META: {first}"])
    assert standing(one, two) == (first, second, [f"META: {first}", f"META: {second}"])
    assert standing(one, two, three)[2][2:] == [f"DROPPED: {third}"]
    assert standing(f"<section>{first}</section>") == ("", "", [f"DROPPED: {first}"])
    assert standing("<p>only four words here</p>", one) == (first, "", [f"META: {first}"])
    assert standing("<p>a caption</p>", "<p>Rain</p>", "<p>3 May 2026</p>") == (
        "",
        "",
        ["META: a caption", "META: Rain", "META: 3 May 2026"],
    )
    summed = FACTS._replace(summary=first)
    assert standing(one, two, facts=summed)[:2] == (first, second)


def test_a_page_says_where_it_was_saved_from() -> None:
    note = "<!-- saved from url=(0024)https://a.example/rain -->"
    for written, address in (
        (f"{note}<html><p>a", "https://a.example/rain"),
        ("<!-- saved from url=(x)https://a.example/rain --><html><p>a", ""),
        (f"<html><p>{'a' * 4096}{note}", ""),
    ):
        assert page.parse(written, Path("a.html")).saved_from == address
