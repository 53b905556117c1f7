"""Every day of a year, as each language writes it: the same day passes, the next one is told."""

from __future__ import annotations

import datetime as dt
import re
from itertools import pairwise

import pytest

from l10n_flow.language.calendars import display_date
from l10n_flow.language.datestyle import DateStyle
from l10n_flow.language.quantities.comparing import compared

YEAR = [dt.date(2020, 1, 1) + dt.timedelta(days=n) for n in range(366)]
LANGUAGES = ["ar", "de", "es", "fr", "he", "hi", "id", "it", "ja", "ko", "nl", "pl", "pt", "ru"]
LANGUAGES += ["sv", "tr", "uk", "vi", "zh"]


def english(day: dt.date) -> str:
    return f"It rained on {day:%B} {day.day}, {day.year}."


def persian(day: dt.date, joint: str, locale: str = "fa") -> str:
    """The day with the word for a month joined to its name in a way: «۱۰ دی‌ماه ۱۳۹۸»."""
    written = display_date(day, locale, DateStyle("long"))
    return re.sub(r"([^\W\d]+)(?= \d)", rf"\1{joint}", f"{written} باران آمد.")


def is_right(source: str, target: str, locale: str) -> bool:
    found = compared(source, target, "en", locale)
    return not (found.changed or found.missing or found.extra)


@pytest.mark.parametrize("joint", ["", "ماه", "\u200cماه", " ماه"])
def test_every_day_of_iran_s_calendar_is_known(joint: str) -> None:
    assert "ماه" in persian(YEAR[0], "ماه")
    assert not [day for day in YEAR if not is_right(english(day), persian(day, joint), "fa")]
    for day, after in pairwise(YEAR):
        assert not is_right(english(day), persian(after, joint), "fa")


def test_every_day_is_known_by_afghan_names() -> None:
    assert not [d for d in YEAR if not is_right(english(d), persian(d, "", "fa-AF"), "fa-AF")]


@pytest.mark.parametrize("locale", LANGUAGES)
@pytest.mark.parametrize("form", ["long", "medium"])
def test_every_day_is_known_as_cldr_writes_it(locale: str, form: str) -> None:
    days = YEAR[::3]
    style = DateStyle(form)  # type: ignore[arg-type]
    assert not [d for d in days if not is_right(english(d), display_date(d, locale, style), locale)]
