"""The lines above an article's text: what is the title, and how far a date is looked for."""

from __future__ import annotations

import re

import pytest

from l10n_flow.importers.head import divide, read_meta
from l10n_flow.importers.profile import Profile
from l10n_flow.importers.source import SourceLine

PROFILE = Profile("x", byline=(re.compile("^by (?P<author>.+)$", re.IGNORECASE),))


def parts(*texts: str) -> tuple[str, list[str], list[str], list[str]]:
    """The title, the lines with a date or an author, the lines above, and the body."""
    lines = [SourceLine(number, text) for number, text in enumerate(texts, 1)]
    head = divide(lines, PROFILE)
    others = [[line.text for line in some] for some in (head.meta, head.above, head.body)]
    title = [head.title] if head.title else []
    assert sorted([*title, *head.meta, *head.above, *head.body]) == lines
    return head.title.text if head.title else "", others[0], others[1], others[2]


DATE = "2026/10/05"


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["Rain", DATE, "It fell."], ("Rain", [DATE], [], ["It fell."])),
        (["Menu", "Rain", DATE, "It."], ("Rain", [DATE], ["Menu"], ["It."])),
        (["Rain", "By Ana", DATE, "It."], ("Rain", ["By Ana", DATE], [], ["It."])),
        ([DATE, "Rain", "It."], ("Rain", [DATE], [], ["It."])),
        (["By Ana", "Rain", "By Bo", "It."], ("Rain", ["By Ana", "By Bo"], [], ["It."])),
        (["Rain", "It.", "By Ana"], ("Rain", [], [], ["It.", "By Ana"])),
        ([DATE, "By Ana"], ("", [], [DATE, "By Ana"], [])),
        ([], ("", [], [], [])),
    ],
)
def test_the_title_is_the_nearest_line_above_the_date_or_else_the_first(
    texts: list[str], expected: tuple[str, list[str], list[str], list[str]]
) -> None:
    assert parts(*texts) == expected


@pytest.mark.parametrize(("above", "is_found"), [(10, True), (11, False)])
def test_a_date_is_looked_for_in_twelve_lines(above: int, is_found: bool) -> None:
    menu = [f"Menu {number}" for number in range(above)]
    title, meta, over, body = parts(*menu, "Rain", DATE, "It fell.")
    if is_found:
        assert (title, meta, over, body) == ("Rain", [DATE], menu, ["It fell."])
    else:
        assert (title, meta, over, body) == (menu[0], [], [], [*menu[1:], "Rain", DATE, "It fell."])


@pytest.mark.parametrize(
    ("text", "day", "categories", "authors"),
    [
        ("2026/10/05 | By Ana | analysis, Water", "2026-10-05", ("analysis", "Water"), ("Ana",)),
        ("By Ana Ruiz", "None", (), ("Ana Ruiz",)),
        ("5 October 2026 — by Ana Ruiz", "2026-10-05", (), ("Ana Ruiz",)),
        ("2026/02/31 | report", "None", ("report",), ()),
    ],
)
def test_a_line_below_a_title_has_a_date_an_author_and_categories(
    text: str, day: str, categories: tuple[str, ...], authors: tuple[str, ...]
) -> None:
    found = read_meta(text, PROFILE)
    assert found is not None
    assert (str(found.day), found.categories, found.authors) == (day, categories, authors)


@pytest.mark.parametrize("text", ["Rain fell.", "", "Ana | Bo", "word " * 14 + DATE])
def test_other_lines_have_neither(text: str) -> None:
    assert read_meta(text, PROFILE) is None
