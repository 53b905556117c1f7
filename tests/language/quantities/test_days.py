"""Names of months and weekdays in languages whose names come from CLDR."""

from __future__ import annotations

import pytest
from babel import Locale

from l10n_flow.language.quantities.days import dates, month_names, same_date, weekday_names


def test_no_language_has_the_names_of_the_one_that_was_asked_first() -> None:
    month_names.cache_clear()
    weekday_names.cache_clear()
    for asked_first in ("zh", "he"):
        known = Locale.parse(asked_first)
        for context in ("format", "stand-alone"):
            assert known.months[context]["wide"]
            assert known.days[context]["wide"]
    assert all(name.isascii() for name in month_names("id"))
    assert all(name.isascii() for name in weekday_names("id"))


def test_names_are_known_where_dates_were_written_before() -> None:
    month_names.cache_clear()
    known = Locale.parse("ru")
    assert known.months["format"]["wide"]
    assert known.months["stand-alone"]["wide"]
    names = month_names("ru")
    assert names["июль"] == names["июля"] == (False, 7)


def test_names_that_stand_alone_are_known_where_a_language_has_some() -> None:
    names = month_names("ru")
    assert names["июль"] == names["июля"] == names["июле"] == (False, 7)


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("May 2020", "5 May 2020", False),
        ("May 2020", "May 2020", True),
        ("May 2020", "June 2020", False),
        ("5 May", "5 May 2020", True),
        ("5 May 2019", "5 May 2020", False),
    ],
)
def test_a_month_is_no_day_and_a_date_without_a_year_is_of_any(
    one: str, other: str, *, is_same: bool
) -> None:
    assert same_date(dates(one, "en")[0], dates(other, "en")[0]) is is_same
