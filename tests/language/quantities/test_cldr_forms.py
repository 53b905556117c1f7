"""Numbers, measures and times as CLDR has each language write them: none is told, another is."""

from __future__ import annotations

import datetime as dt

import pytest
from babel.dates import format_time
from babel.numbers import format_decimal, format_percent
from babel.units import format_unit

from l10n_flow import check_pair
from l10n_flow.checks.row import listed

LANGUAGES = sorted(
    listed(
        "ar az be bg bn bs ca cs da de de_CH el en_GB es es_MX et eu fa fa_AF fi fr fr_CA gl gu he"
        " hi hr hu hy id is it ja ka kk km kn ko ky lo lt lv mk ml mn mr ms my nb ne nl pa pl ps pt"
        " pt_PT ro ru si sk sl sq sr sv sw ta te th tr uk ur uz vi zh zh_Hant zu"
    )
)
UNITS = {
    "length-kilometer": "kilometers",
    "duration-hour": "hours",
    "duration-year": "years",
    "mass-kilogram": "kilograms",
    "temperature-celsius": "°C",
}


def told(source: str, target: str, locale: str) -> list[str]:
    found = check_pair(source, target, source_locale="en", locale=locale.replace("_", "-"))
    return [one.message for one in found if one.check in ("date", "number", "unit")]


@pytest.mark.parametrize("locale", LANGUAGES)
def test_numbers_and_percentages_are_read_as_the_language_writes_them(locale: str) -> None:
    for value in (1234, 12345.5, 1234567, 0.5, -3):
        source = f"It was {value:,} then."
        assert not told(source, format_decimal(value, locale=locale), locale)
        assert told(source, format_decimal(value + 2, locale=locale), locale)
    for value in (0.05, 1.5):
        assert not told(f"It was {value * 100:g}%.", format_percent(value, locale=locale), locale)


@pytest.mark.parametrize("locale", LANGUAGES)
def test_measures_and_times_are_read_as_the_language_writes_them(locale: str) -> None:
    for unit, words in UNITS.items():
        assert not told(f"It was 7 {words}.", format_unit(7, unit, locale=locale), locale)
    for hour, minute in ((0, 15), (9, 5), (12, 0), (15, 30), (21, 45)):
        half = "am" if hour < 12 else "pm"
        source = f"At {(hour - 1) % 12 + 1}:{minute:02} {half} it rained."
        assert not told(source, format_time(dt.time(hour, minute), "short", locale=locale), locale)
