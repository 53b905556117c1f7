"""Where on a page its day and its author are looked for."""

from __future__ import annotations

from l10n_flow.importers.facts import _above


def test_above_a_title_that_stands_twice_is_what_stands_above_the_first() -> None:
    lines = ["26 November 2026", "Rain", "It rained.", "Rain"]
    assert list(_above([lines, ["News", *lines]], "Rain")) == [lines[0], "News", lines[0]]


def test_above_a_title_that_no_line_is_stands_nothing() -> None:
    assert list(_above([["26 November 2026", "Rain"]], "Snow")) == []
