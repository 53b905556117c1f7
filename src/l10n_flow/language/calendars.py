"""Dates: displayed in editions, and parsed from articles and scraped pages."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from l10n_flow import patterns as re
from l10n_flow.language.bidi import strip_isolates
from l10n_flow.language.datestyle import DateForm, DateStyle
from l10n_flow.language.numerals import ascii_digits, digits
from l10n_flow.language.tags import Subtags, cldr_locale, extension, subtags

SOLAR_YEARS = range(1200, 1501)
"""The years taken as Solar Hijri. In all of them persiantools agrees with
ICU 78 and with the equinox that the calendar is defined by (tests/language/test_calendars.py; the
first year in dispute is 1503), and no article carries a date of the 13th to 15th century AD as its
own."""

_FIRST_SOLAR_DAY, _LAST_SOLAR_DAY = dt.date(1821, 3, 21), dt.date(2122, 3, 20)

_IRAN = (
    "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور",
    "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
)  # fmt: skip
_DARI = (
    "حمل", "ثور", "جوزا", "سرطان", "اسد", "سنبله",
    "میزان", "عقرب", "قوس", "جدی", "دلو", "حوت",
)  # fmt: skip
_PASHTO = (
    "وری", "غویی", "غبرګولی", "چنګاښ", "زمری", "وږی",
    "تله", "لړم", "لیندۍ", "مرغومی", "سلواغه", "کب",
)  # fmt: skip

_SOLAR_MONTHS = {"fa": _IRAN, "prs": _DARI, "ps": _PASHTO}

_GREGORIAN = (
    "January February March April May June July August September October November December",
    "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    "Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "enero febrero marzo abril mayo junio julio agosto setiembre octubre noviembre diciembre",
    "ene feb mar abr may jun jul ago sept oct nov dic",
    "ene feb mar abr may jun jul ago sep oct nov dic",
    "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر",
    "ژانویه فوریه مارس آپریل می جون جولای آگوست سپتامبر اکتبر نوامبر دسامبر",
    "ژانویه فوریه مارچ اپریل می جون جولای آگست سپتمبر اکتوبر نومبر دسمبر",
    "جنوری فبروری مارچ اپریل می جون جولای اگست سپتمبر اکتوبر نومبر دسمبر",
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر",
    "جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر",
    "كانون-الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين-الأول تشرين-الثاني كانون-الأول",
)
"""CLDR 48, months/format/wide and abbreviated of en, en-GB, es, fa, fa-AF, ar, ar-MA, ar-DZ and
ar-SY; also Persian names that Iranian pages borrow from English, and Dari names. A hyphen stands
for the blank within a name."""

MONTH_NAMES: tuple[tuple[str, ...], ...] = (
    _IRAN,
    _DARI,
    _PASHTO,
    *(tuple(name.replace("-", " ") for name in year.split()) for year in _GREGORIAN),
)
"""Names of months in the dates of pages, one year per row. No name has two numbers, but «مه» and
«مهر» begin alike, so compare whole names. The year shows which calendar a date uses."""

_DATE = re.compile(
    r"(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})"
    r"(?:(?:T|\s+)(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}(?:[.,]\d+)?))?"
    r"\s*(?P<zone>Z|UTC|[+-]\d{2}(?::?\d{2})?)?)?",
    re.IGNORECASE,
)


@lru_cache(4096)
def display_date(day: dt.date, locale: str, style: DateStyle = DateStyle()) -> str:  # noqa: B008 - frozen
    """The date in the form for readers of a language, in the language's digits.

    Persian, Dari and Pashto use the Solar Hijri calendar (CLDR's first calendar for Iran and
    Afghanistan); a day outside `SOLAR_YEARS` is shown in the Gregorian calendar and marked
    (`میلادی`). Every other language uses the Gregorian calendar. `style` or the tag
    (`fa-u-ca-gregory`, RFC 6067) can choose the other calendar; the Solar Hijri one only in
    languages with month names for it here. The forms are CLDR's: full, long, medium and short, with
    the whole year before 1950. A language without month names in CLDR gets ISO 8601.

    >>> day = dt.date(2020, 9, 29)
    >>> display_date(day, "en"), display_date(day, "es", DateStyle("short"))
    ('September 29, 2020', '29/9/20')
    >>> display_date(dt.date(1850, 1, 2), "es", DateStyle("short"))
    '2/1/1850'
    >>> display_date(day, "fa"), display_date(day, "fa-AF"), display_date(day, "tlh")
    ('۸ مهر ۱۳۹۹', '۸ میزان ۱۳۹۹', '2020-09-29')
    >>> display_date(day, "fa", DateStyle("full")), display_date(day, "fa-u-ca-gregory")
    ('سه‌شنبه ۸ مهر ۱۳۹۹', '۲۹ سپتامبر ۲۰۲۰')
    """
    language = _solar_language(subtags(locale))
    if language is None or (style.calendar or extension(locale, "ca")) == "gregory":
        return digits(_gregorian(day, locale, style.form), locale)
    if not _FIRST_SOLAR_DAY <= day <= _LAST_SOLAR_DAY:
        era = "میلادي" if language == "ps" else "میلادی"
        return digits(f"{_gregorian(day, locale, style.form)} {era}", locale)
    return digits(_solar(day, locale, language, style.form), locale)


def parse_date(text: str) -> dt.date | None:
    """The date in a text with year, month and day in numbers; None if it is no such date.

    Accepts `-`, `/` or `.` between the numbers, digits of any script, and a time of day after the
    date. Time zones are ignored: the date counts as written. A year in `SOLAR_YEARS` is Solar
    Hijri, with any of these separators.

    >>> print(parse_date("2020/09/29"), parse_date("2023-03-23T20:10:01.466Z"))
    2020-09-29 2023-03-23
    >>> print(parse_date("1399/07/08"), parse_date("۱۳۹۹/۰۷/۰۸"), parse_date("2023-02-30"))
    2020-09-29 2020-09-29 None
    """
    match = _DATE.fullmatch(ascii_digits(strip_isolates(text)).strip())
    if match is None:
        return None
    year, month, day = (int(match[part]) for part in ("year", "month", "day"))
    try:
        if year in SOLAR_YEARS:
            return solar_date(year, month, day)
        return dt.date(year, month, day)
    except ValueError:
        return None


def solar_date(year: int, month: int, day: int) -> dt.date:
    """The day of a Solar Hijri date. Raises `ValueError` for one that the calendar does not have.

    >>> print(solar_date(1399, 7, 8))
    2020-09-29
    """
    from persiantools.jdatetime import JalaliDate  # noqa: PLC0415  slow to import

    gregorian: dt.date = JalaliDate(year, month, day).to_gregorian()  # type: ignore[no-untyped-call]  # theirs
    return gregorian


def iso_date(text: str) -> str | None:
    """The date as ISO 8601 writes it, with its time of day and zone; None for no such date.

    A text that begins with an ISO date is returned unchanged.

    >>> iso_date("۱۴۰۵/۰۷/۲۸"), iso_date("2026/10/05 ۱۰:۳۰"), iso_date("1405-07-28 10:30 +0330")
    ('2026-10-20', '2026-10-05T10:30:00', '2026-10-20T10:30:00+03:30')
    >>> iso_date("2026-10-05 9:30"), iso_date("next week")
    ('2026-10-05 9:30', None)
    """
    day = parse_date(text)
    match = _DATE.fullmatch(ascii_digits(strip_isolates(text)).strip())
    if day is None or match is None:
        return None
    iso = day.isoformat()
    if text.startswith(iso) and text.isascii():
        return text
    if match["hour"] is None:
        return iso
    seconds = (match["second"] or "00").replace(",", ".")
    zone = (match["zone"] or "").upper().replace("UTC", "Z")
    if len(zone) > len("Z"):
        zone = f"{zone[:3]}:{zone[3:].lstrip(':') or '00'}"
    return f"{iso}T{match['hour']:0>2}:{match['minute']}:{seconds}{zone}"


def _solar_language(tag: Subtags) -> str | None:
    """`fa`, `prs` (Dari) or `ps` for a language whose readers use the Solar Hijri calendar."""
    if tag.language == "fa":
        return "prs" if tag.region == "AF" else "fa"
    if tag.language == "ps" and tag.region in ("", "AF"):  # Pakistan's calendar is Gregorian
        return "ps"
    return None


def _gregorian(day: dt.date, locale: str, form: DateForm) -> str:
    from babel.dates import format_date  # noqa: PLC0415  slow to import

    known = cldr_locale(locale)
    if known is None:
        return day.isoformat()
    pattern = known.date_formats[form].pattern
    if day.year < _LONG_AGO:
        pattern = re.sub(r"(?<!y)yy(?!y)", "y", pattern)
    formatted = format_date(day, pattern, known)
    # CLDR's root names the months M01 to M12 where a language has no names for them.
    return day.isoformat() if re.search(r"\bM\d\d\b", formatted) else formatted


_LONG_AGO = 1950
"""Two digits of an earlier year would be read as one of this century: 1/1/50."""
_FIELD = re.compile("E+|M+|y+|d+|G+")


def _solar(day: dt.date, locale: str, language: str, form: DateForm) -> str:
    """The date with its parts in the language's order (CLDR's Gregorian pattern)."""
    from persiantools.jdatetime import JalaliDate  # noqa: PLC0415  slow to import

    found = JalaliDate.to_jalali(day)  # type: ignore[no-untyped-call]  # theirs
    year, month, number = (found.year, found.month, found.day)
    known = cldr_locale(locale)
    pattern = known.date_formats[form].pattern if known else "y/M/d"

    def part(field: re.Match[str]) -> str:
        letter, length = field[0][0], len(field[0])
        if letter == "E":
            return str(known.days["format"]["wide"][day.weekday()]) if known else ""
        if letter == "M":
            return _SOLAR_MONTHS[language][month - 1] if length > len("MM") else str(month)
        return {"y": str(year), "d": str(number)}.get(letter, "")

    return _FIELD.sub(part, pattern)
