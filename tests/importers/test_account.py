"""Every line of a page has its entry, and every doubt its warning."""

from __future__ import annotations

from pathlib import Path

import pytest

from l10n_flow.errors import Place
from l10n_flow.importers.account import LineAccount, excerpt
from l10n_flow.importers.imported import LineRole, LineUse, PageWarning
from l10n_flow.importers.source import SourceLine

PAGE = Path("page.txt")


def test_entries_and_warnings_are_in_the_order_of_the_page() -> None:
    account = LineAccount(PAGE)
    title, menu, odd = SourceLine(3, "Rain"), SourceLine(1, "Menu"), SourceLine(2, "Odd one")
    account.use(LineRole.TITLE, title)
    account.warn(title, "no date")
    account.drop(menu, "furniture")
    account.unknown("unknown line", odd)
    account.warn(SourceLine(0, ""), "nothing in it looks like an article")
    uses, warnings = account.account()
    assert uses == (
        LineUse(1, LineRole.DROPPED, "Menu", "furniture"),
        LineUse(2, LineRole.UNCLASSIFIED, "Odd one"),
        LineUse(3, LineRole.TITLE, "Rain"),
    )
    assert warnings == (
        PageWarning(Place(PAGE), "nothing in it looks like an article"),
        PageWarning(Place(PAGE, 2), "unknown line: “Odd one”"),
        PageWarning(Place(PAGE, 3), "no date"),
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("x" * 48, "“" + "x" * 48 + "”"),
        ("x" * 49, "“" + "x" * 48 + "…”"),
        ("x" * 40 + " " + "y" * 8, "“" + "x" * 40 + "…”"),
        ("x" * 20 + " " + "y" * 20 + " " + "z" * 9, "“" + "x" * 20 + " " + "y" * 20 + "…”"),
    ],
)
def test_a_line_is_shown_by_its_first_words_within_forty_eight_characters(
    text: str, shown: str
) -> None:
    assert excerpt(text) == shown
