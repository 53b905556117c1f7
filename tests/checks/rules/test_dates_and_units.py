"""Months, weekdays, hours, units: the cases of `cases/dates-and-units.txt`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from l10n_flow.checks.pair import Pair
from l10n_flow.checks.running import checked, selected

FILE = Path(__file__).with_name("cases") / "dates-and-units.txt"


def cases() -> Iterator[tuple[Pair, str]]:
    languages = ("", "")
    for line in FILE.read_text("utf-8").splitlines():
        if heading := re.match(r"\[(\S+) > (\S+)\]", line):
            languages = (heading[1], heading[2])
        elif line and not line.startswith("#"):
            source, target, expected = (part.strip() for part in line.split(" | "))
            yield Pair(source, target, *languages), expected


@pytest.mark.parametrize(
    ("pair", "expected"), list(cases()), ids=lambda value: getattr(value, "target", "")
)
def test_another_month_weekday_hour_or_unit_is_told(pair: Pair, expected: str) -> None:
    told = [
        f"{found.check} {pair.target[slice(*found.hit.span)] if found.hit.span else ''}"
        for found in checked(pair, selected(pair.locale))
        if found.check in ("date", "unit", "number")
    ]
    assert (told or ["right"]) == [expected]
