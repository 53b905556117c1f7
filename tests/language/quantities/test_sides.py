"""The numbers of a text, as each side of a pair has them."""

from __future__ import annotations

import pytest

from l10n_flow.language.quantities.amongletters import without_letters
from l10n_flow.language.quantities.sides import Side


@pytest.mark.parametrize(
    ("why", "text", "other", "left"),
    [
        ("both write digits for letters", "a passw0rd and B12", "una c0ntr4s3ñ4", []),
        ("only the other does", "take B12", "toma c0ntr4s3ñ4", [12]),
        ("only this one does", "a passw0rd and 12", "una clave", [0, 12]),
        ("a number by itself", "a passw0rd and 12", "una c0ntr4s3ñ4", [12]),
        ("three words are a speech", "w0rds l1ke th1s and 15", "c0mo 3stas p4lab", []),
        ("two are none", "w0rds l1ke and 15", "c0mo 3stas p4lab", [15]),
        ("a format", "%.100s and 12", "%s y 12", [12]),
        ("a format of both", "%.100s and 12", "%.90s y 12", [100, 12]),
    ],
)
def test_digits_that_are_letters_are_no_numbers(
    why: str, text: str, other: str, left: list[int]
) -> None:
    one, two = Side(text, "en"), Side(other, "es")
    found = without_letters(one.numbers, one, two)
    assert [number.values[0] for number in found] == left, why


@pytest.mark.parametrize(("count", "asked"), [(39, 39), (40, 40), (41, 40)])
def test_of_a_table_the_first_ratios_are_asked_for(count: int, asked: int) -> None:
    assert len(Side("1/2 " * count, "en").ratios) == asked
