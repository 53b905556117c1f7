"""Months, weekdays, hours, units, and what news count: the cases of three files of `cases`."""

from __future__ import annotations

import pytest

from l10n_flow.checks.pair import Pair
from l10n_flow.checks.running import checked, selected
from tests.checks.rules.pairs import Case, read

CASES = [
    case
    for name in ("dates-and-units.txt", "elsewhere.txt", "news.txt", "in-words.txt")
    for case in read(name)
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.label)
def test_another_month_weekday_hour_or_unit_is_told(case: Case) -> None:
    pair = Pair(case.source, case.target, *case.languages)
    told = [
        f"{found.check} {pair.target[slice(*found.hit.span)] if found.hit.span else ''}".rstrip()
        for found in checked(pair, selected(pair.locale))
        if found.check in ("date", "unit", "number")
    ]
    assert (told or ["right"]) == [case.expected]
