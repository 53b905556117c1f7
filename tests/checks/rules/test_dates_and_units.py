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


@pytest.mark.parametrize(
    ("source", "target", "told"),
    [
        ("Ten metres of rope.", "Diez millas de cuerda.", "Ten metres became Diez millas"),
        ("It costs $5 million now.", "Cuesta 5 millones de euros hoy.",
         "$5 million became 5 millones de euros"),
        ("It measures 20 square kilometres.", "Mide 20 metros cuadrados de largo.",
         "20 square kilometres became 20 metros cuadrados"),
        ("A 105m gun", "Un cañón de 105mm puede ser", "105m became 105mm"),
    ],
)  # fmt: skip
def test_a_unit_is_told_with_its_number_and_no_other_word(
    source: str, target: str, told: str
) -> None:
    pair = Pair(source, target, "en", "es")
    assert [one.hit.message for one in checked(pair, selected("es")) if one.check == "unit"] == [
        told
    ]
