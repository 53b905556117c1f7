"""Dates: shown per language, read from articles, converted right."""

from __future__ import annotations

import datetime as dt
import math

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.language.calendars import SOLAR_YEARS, display_date, iso_date, parse_date
from l10n_flow.language.datestyle import DateStyle

TUESDAY = dt.date(2020, 9, 29)


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("en", "September 29, 2020"),
        ("en-GB", "29 September 2020"),
        ("es", "29 de septiembre de 2020"),
        ("es_419", "29 de septiembre de 2020"),
        ("fa", "۸ مهر ۱۳۹۹"),
        ("fa-IR", "۸ مهر ۱۳۹۹"),
        ("fa-AF", "۸ میزان ۱۳۹۹"),
        ("prs", "۸ میزان ۱۳۹۹"),
        ("ar", "29 سبتمبر 2020"),
        ("ar-EG", "٢٩ سبتمبر ٢٠٢٠"),
        ("ckb", "٢٩ی ئەیلوولی ٢٠٢٠"),
        ("he", "29 בספטמבר 2020"),
        ("zh", "2020年9月29日"),
        ("az-Arab", "۲۰۲۰-۰۹-۲۹"),
        ("qaa", "2020-09-29"),
    ],
)
def test_a_date_is_shown_as_the_language_shows_it(locale: str, expected: str) -> None:
    assert display_date(TUESDAY, locale) == expected


@pytest.mark.parametrize(
    ("locale", "style", "expected"),
    [
        ("en", DateStyle("full"), "Tuesday, September 29, 2020"),
        ("es", DateStyle("short"), "29/9/20"),
        ("fa", DateStyle("full"), "سه‌شنبه ۸ مهر ۱۳۹۹"),
        ("fa", DateStyle("medium"), "۸ مهر ۱۳۹۹"),
        ("fa", DateStyle("short"), "۱۳۹۹/۷/۸"),
        ("fa-AF", DateStyle("full"), "سه‌شنبه ۸ میزان ۱۳۹۹"),
        ("fa", DateStyle(calendar="gregory"), "۲۹ سپتامبر ۲۰۲۰"),
        ("fa-AF", DateStyle(calendar="gregory"), "۲۹ سپتمبر ۲۰۲۰"),
        ("fa-u-ca-gregory", DateStyle("short"), "۲۰۲۰/۹/۲۹"),
        ("fa-AF-u-ca-gregory", DateStyle(), "۲۹ سپتمبر ۲۰۲۰"),
        ("fa-u-ca-gregory", DateStyle(calendar="persian"), "۸ مهر ۱۳۹۹"),
        ("fa-u-nu-latn-ca-persian", DateStyle(), "8 مهر 1399"),
        ("es", DateStyle(calendar="persian"), "29 de septiembre de 2020"),
        ("qaa", DateStyle("full"), "2020-09-29"),
    ],
)
def test_form_and_calendar_can_be_chosen(locale: str, style: DateStyle, expected: str) -> None:
    assert display_date(TUESDAY, locale, style) == expected


@pytest.mark.parametrize(
    ("locale", "until_cldr_47", "since_cldr_48"),
    [("ps", "۱۳۹۹ تله ۸", "۸ تله ۱۳۹۹"), ("ps-PK", "۲۰۲۰ سېپتمبر ۲۹", "۲۹ سېپتمبر ۲۰۲۰")],
)
def test_pashto_dates_have_the_order_of_the_cldr_that_babel_brings(
    locale: str, until_cldr_47: str, since_cldr_48: str
) -> None:
    """CLDR 48 turned the order round, for both calendars: one that mixes them reads wrongly."""
    is_old = str(Locale("ps").date_formats["long"]).startswith("y")
    assert display_date(TUESDAY, locale) == (until_cldr_47 if is_old else since_cldr_48)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (dt.date(1821, 3, 20), "۲۰ مارس ۱۸۲۱ میلادی"),
        (dt.date(1821, 3, 21), "۱ فروردین ۱۲۰۰"),
        (dt.date(2122, 3, 20), "۲۹ اسفند ۱۵۰۰"),
        (dt.date(2122, 3, 21), "۲۱ مارس ۲۱۲۲ میلادی"),
        (dt.date.max, "۳۱ دسامبر ۹۹۹۹ میلادی"),
    ],
)
def test_outside_its_certain_years_a_persian_date_is_gregorian_and_says_so(
    day: dt.date, expected: str
) -> None:
    assert display_date(day, "fa") == expected


def test_the_first_of_days_is_shown_too() -> None:
    # CLDR 48 (Babel 2.19) writes ژانویه without the hamza of ezafe, as it stands alone.
    assert display_date(dt.date.min, "fa") in ("۱ ژانویهٔ ۱ میلادی", "۱ ژانویه ۱ میلادی")


def test_outside_its_certain_years_a_pashto_date_says_so_in_pashto() -> None:
    assert display_date(dt.date(1800, 1, 2), "ps").endswith(" میلادي")


@pytest.mark.parametrize(
    ("day", "expected"),
    [  # the first day of each month of the leap year 1399, by the official calendar
        ("2020-03-20", "۱ فروردین ۱۳۹۹"),
        ("2020-04-20", "۱ اردیبهشت ۱۳۹۹"),
        ("2020-05-21", "۱ خرداد ۱۳۹۹"),
        ("2020-06-21", "۱ تیر ۱۳۹۹"),
        ("2020-07-22", "۱ مرداد ۱۳۹۹"),
        ("2020-08-22", "۱ شهریور ۱۳۹۹"),
        ("2020-09-22", "۱ مهر ۱۳۹۹"),
        ("2020-10-22", "۱ آبان ۱۳۹۹"),
        ("2020-11-21", "۱ آذر ۱۳۹۹"),
        ("2020-12-21", "۱ دی ۱۳۹۹"),
        ("2021-01-20", "۱ بهمن ۱۳۹۹"),
        ("2021-02-19", "۱ اسفند ۱۳۹۹"),
        ("2021-03-20", "۳۰ اسفند ۱۳۹۹"),
        ("2021-03-21", "۱ فروردین ۱۴۰۰"),
        ("1979-02-11", "۲۲ بهمن ۱۳۵۷"),
        ("1951-03-20", "۲۹ اسفند ۱۳۲۹"),
    ],
)
def test_known_days_of_the_solar_hijri_calendar(day: str, expected: str) -> None:
    assert display_date(dt.date.fromisoformat(day), "fa") == expected


@pytest.mark.parametrize("year", SOLAR_YEARS)
def test_every_year_begins_on_the_day_of_the_equinox_as_the_law_of_1925_has_it(year: int) -> None:
    moment = _march_equinox(year + 621) + dt.timedelta(hours=3, minutes=30)
    begins = moment.date() if moment.hour < 12 else moment.date() + dt.timedelta(days=1)
    assert parse_date(f"{year}-01-01") == begins


@given(st.dates(dt.date(1821, 3, 21), dt.date(2122, 3, 20)))
def test_a_day_shown_in_persian_is_read_back(day: dt.date) -> None:
    number, name, year = display_date(day, "fa").split()
    months = [
        display_date(dt.date(2020, 3, 25) + dt.timedelta(days=30.5 * i), "fa") for i in range(12)
    ]
    month = [shown.split()[1] for shown in months].index(name) + 1
    assert parse_date(f"{year}/{month}/{number}") == day


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020-09-29", "2020-09-29"),
        ("2020/09/29", "2020-09-29"),
        ("2020.9.29", "2020-09-29"),
        (" 2020/9/9 ", "2020-09-09"),
        ("2023-03-23T20:10:01.466Z", "2023-03-23"),
        ("2023-03-23T23:59:59-08:00", "2023-03-23"),
        ("2023-03-23 20:10:01 +0330", "2023-03-23"),
        ("2023-03-23 20:10", "2023-03-23"),
        ("2023-03-23t20:10:01z", "2023-03-23"),
        ("1399/07/08", "2020-09-29"),
        ("1399-7-8", "2020-09-29"),
        ("۱۳۹۹/۰۷/۰۸", "2020-09-29"),
        ("١٣٩٩/٠٧/٠٨", "2020-09-29"),
        ("\u2068۱۳۹۹/۰۷/۰۸\u2069", "2020-09-29"),
        ("1399/12/30", "2021-03-20"),
        ("1400/12/30", None),
        ("1399/07/31", None),
        ("2023-02-29", None),
        ("0000-01-01", None),
        ("2020-09/29", None),
        ("29/09/2020", None),
        ("2020-09-29 and more", None),
        ("September 29, 2020", None),
        ("2020", None),
        ("", None),
    ],
)
def test_a_date_is_read_as_written_or_not_at_all(text: str, expected: str | None) -> None:
    found = parse_date(text)
    assert (found and found.isoformat()) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("9:30", "09:30:00"),
        ("9:30Z", "09:30:00Z"),
        ("9:30 utc", "09:30:00Z"),
        ("9:30+03", "09:30:00+03:00"),
        ("9:30+0330", "09:30:00+03:30"),
        ("10:30 -03:30", "10:30:00-03:30"),
        ("9:30:05,5 z", "09:30:05.5Z"),
        ("9:30:05.25", "09:30:05.25"),
    ],
)
def test_a_time_of_day_becomes_that_of_iso_with_its_zone(written: str, expected: str) -> None:
    assert iso_date(f"2026/10/05 {written}") == f"2026-10-05T{expected}"


@given(st.text(alphabet="0123456789۰۱۳۹٤-/.T: Z+", max_size=30))
def test_reading_a_date_never_fails(text: str) -> None:
    found = parse_date(text)
    assert found is None or isinstance(found, dt.date)


def _march_equinox(year: int) -> dt.datetime:
    """The equinox in universal time, by Meeus, Astronomical Algorithms (1998), chapter 27.

    Good to a minute; 70 seconds stand for the difference between ephemeris and universal time.
    """
    y = (year - 2000) / 1000
    mean = 2451623.80984 + 365242.37404 * y + 0.05169 * y**2 - 0.00411 * y**3 - 0.00057 * y**4
    t = (mean - 2451545) / 36525
    w = math.radians(35999.373 * t - 2.47)
    stretch = 1 + 0.0334 * math.cos(w) + 0.0007 * math.cos(2 * w)
    sway = sum(a * math.cos(math.radians(b + c * t)) for a, b, c in _MEEUS_27C)
    days = mean + 0.00001 * sway / stretch - 2451545
    return dt.datetime(2000, 1, 1, 12) + dt.timedelta(days=days, seconds=-70)  # noqa: DTZ001  UT


_MEEUS_27C = [
    (485, 324.96, 1934.136), (203, 337.23, 32964.467), (199, 342.08, 20.186),
    (182, 27.85, 445267.112), (156, 73.14, 45036.886), (136, 171.52, 22518.443),
    (77, 222.54, 65928.934), (74, 296.72, 3034.906), (70, 243.58, 9037.513),
    (58, 119.81, 33718.147), (52, 297.17, 150.678), (50, 21.02, 2281.226),
    (45, 247.54, 29929.562), (44, 325.15, 31555.956), (29, 60.93, 4443.417),
    (18, 155.12, 67555.328), (17, 288.79, 4562.452), (16, 198.04, 62894.029),
    (14, 199.76, 31436.921), (12, 95.39, 14577.848), (12, 287.11, 31931.756),
    (12, 320.81, 34777.259), (9, 227.73, 1222.114), (8, 15.45, 16859.074),
]  # fmt: skip
