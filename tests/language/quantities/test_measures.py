"""Two measures are one where they differ by a twentieth at most; a degree of warmth by one."""

from __future__ import annotations

from fractions import Fraction

import pytest

from l10n_flow.language.quantities.measures import converted, may_measure


@pytest.mark.parametrize(
    ("one", "unit", "other", "another", "same"),
    [
        (60, "mile", 96, "kilometer", True),
        (60, "mile", 92, "kilometer", True),
        (60, "mile", 91, "kilometer", False),
        (60, "mile", 101, "kilometer", True),
        (60, "mile", 102, "kilometer", False),
        (24, "hour", 1, "day", True),
        (24, "hour", 2, "day", False),
        (60, "mile", 96, "kilogram", False),
        (60, "mile", 60, "mile", False),
        (60, "mile", 96, "apple", False),
        (68, "fahrenheit", 20, "celsius", True),
        (68, "fahrenheit", 21, "celsius", True),
        (68, "fahrenheit", Fraction(211, 10), "celsius", False),
        (20, "celsius", 68, "fahrenheit", True),
        (20, "celsius", 70, "fahrenheit", False),
        (14, "fahrenheit", -10, "celsius", True),
        (500, "IRR", 50, "toman", True),
        (99, "cent", Fraction(99, 100), "USD", True),
    ],
)
def test_a_measure_in_another_unit(
    one: int, unit: str, other: int, another: str, same: bool
) -> None:
    assert converted(one, frozenset((unit,)), other, frozenset((another,))) is same


@pytest.mark.parametrize(
    ("text", "locale", "may"),
    [
        ("5 square miles", "en", True),
        ("five square miles", "en", True),
        ("5 millas cuadradas", "es", True),
        ("۵ کیلومتر مربع", "fa", True),
        ("5 % of it", "en", True),
        ("a $5 note", "en", True),
        ("5 apples", "en", False),
        ("five apples", "en", False),
        ("many days", "en", False),
        ("五天", "zh", True),
    ],
)
def test_a_unit_may_stand_beside_a_number_by_the_first_of_its_words(
    text: str, locale: str, *, may: bool
) -> None:
    assert may_measure(text, locale) is may


@pytest.mark.parametrize(
    ("words", "digits", "may"),
    [(("five", "days"), False, True), (("days",), False, False), (("five", "days"), True, True)],
)
def test_who_has_the_words_of_a_text_need_not_part_it_again(
    words: tuple[str, ...], *, digits: bool, may: bool
) -> None:
    assert may_measure("Five days, or so", "en", words, digits=digits) is may


def test_units_that_both_have_are_not_converted() -> None:
    both = frozenset(("celsius", "fahrenheit"))
    assert not converted(68, both, 20, both)
    assert converted(60, frozenset(("pound", "mile")), 96, frozenset(("pound", "kilometer")))


def test_the_tolerance_may_be_less() -> None:
    units = frozenset(("mile",)), frozenset(("kilometer",))
    assert converted(60, units[0], 96, units[1], 100)
    assert not converted(60, units[0], 95, units[1], 100)
