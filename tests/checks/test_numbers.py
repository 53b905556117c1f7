from __future__ import annotations

import pytest

from l10n_flow.checks.numbers import difference

SAME = [
    ("es", "5 days", "۵ días"),
    ("fa", "1,000,000 people", "۱٬۰۰۰٬۰۰۰ نفر"),
    ("es", "1,000.5 km", "1.000,5 km"),
    ("es", "one of 3", "1 de tres"),
    ("fa", "July 5-6", "پنجم و ششم ژوئیه"),
    ("es", "the 1990s", "los años 90"),
    ("es", "the 20th century", "el siglo XX"),
    ("es", "at 3:15 PM", "a las 15:15"),
    ("fa", "in 2015", "در ۱۳۹۴"),
    ("fa", "on 29 September 2020", "در ۸ مهر ۱۳۹۹"),
    ("fa", "2020-09-29", "۱۳۹۹/۰۷/۰۸"),
    ("es", "2014-03-16", "16/03/2014"),
    ("fa", "6000 relays", "۶هزار رله"),
    ("es", "2 million", "2.000.000"),
    ("es", "20 March 2014 and 27 March 2014", "el 20 y el 27 de marzo de 2014"),
    ("es", "IPv6 on x86_64", "IPv6 en x86_64"),
    ("de", "5 days", "fünf Tage"),
]

DIFFERENT = [
    ("es", "In 2015", "En 2016", ["2015"], ["2016"]),
    ("fa", "18 days", "۸۱ روز", ["18"], ["81"]),
    ("es", "5 of 7", "5", ["7"], []),
    ("es", "five", "5 o 6", [], ["6"]),
    ("es", "2.5 km", "2,6 km", ["25"], ["26"]),
    ("fa", "6000 relays", "۵هزار رله", ["6000"], ["5"]),
    ("de", "500 days", "fünfhundert Tage", ["500"], []),
    ("es", "7" * 30, "7" * 29, ["7" * 30], ["7" * 29]),
]


@pytest.mark.parametrize(("language", "source", "target"), SAME)
def test_the_same_number_in_another_guise_passes(language: str, source: str, target: str) -> None:
    assert difference(source, target, "en", language) == ((), ())


@pytest.mark.parametrize(("language", "source", "target", "missing", "extra"), DIFFERENT)
def test_another_number_is_told(
    language: str, source: str, target: str, missing: list[str], extra: list[str]
) -> None:
    found = difference(source, target, "en", language)
    assert [number.digits for number in found.missing] == missing
    assert [number.digits for number in found.extra] == extra


BOTH_CALENDARS = "del 21 al 23 de octubre de 2026 (del 29 de mehr al 1 de abán de 1405)"


def test_a_date_may_be_given_in_both_calendars() -> None:
    solar = "از ۲۹ مهر تا ۱ آبان ۱۴۰۵"
    assert difference(solar, BOTH_CALENDARS, "fa", "es") == ((), ())
    assert difference(BOTH_CALENDARS, solar, "es", "fa") == ((), ())


def test_a_year_that_is_no_other_calendars_is_told() -> None:
    found = difference("از ۲۹ مهر تا ۱ آبان ۱۴۰۳", BOTH_CALENDARS, "fa", "es")
    assert [number.digits for number in found.extra] == ["21", "23", "2026", "1405"]
