"""The date of an article as a page writes it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from l10n_flow.importers.profile import Pattern, folded, matching
from l10n_flow.language import ascii_digits, parse_date

__all__ = ["Written", "find_date"]

_YEAR, _MONTH, _NAME, _DAY = (
    r"(?P<year>\d{4})",
    r"(?P<month>\d{1,2})",
    r"(?P<month>[^\W\d]+)\.?",
    r"(?P<day>\d{1,2})",
)
_WEEKDAY = r"(?:[^\W\d]+\s*[,،]?\s+)?"
_FORMS = tuple(
    re.compile(f"^{form}$", re.IGNORECASE)
    for form in (
        rf"{_YEAR}\s*[-/.]\s*{_MONTH}\s*[-/.]\s*{_DAY}(?:[T\s].*)?",
        rf"{_DAY}\s*[-/.]\s*{_MONTH}\s*[-/.]\s*{_YEAR}",
        rf"{_WEEKDAY}{_DAY}(?:st|nd|rd|th|\.)?\s+(?:de\s+)?{_NAME}\s*[,،]?\s+(?:del?\s+)?{_YEAR}",
        rf"{_WEEKDAY}{_NAME}\s+{_DAY}(?:st|nd|rd|th)?\s*[,،]?\s+{_YEAR}",
    )
)
"""Year, month, day; day, month, year (never month, day, year in digits: nobody could tell them
apart); day and month by name; month by name, and day."""

_YEARS = (
    "January February March April May June July August September October November December",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند",
    "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر",
)
"""CLDR 48: months/format/wide of en, es and fa, and fa's months of the Persian calendar."""

_SHORT = (
    "Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec",
    "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    "ene feb mar abr may jun jul ago sept oct nov dic",
)
"""CLDR 48: months/format/abbreviated of en-GB, en and es."""

_MONTHS = {
    folded(name): number
    for year in (*_YEARS, *_SHORT)
    for number, name in enumerate(year.split(), start=1)
}


class Written(NamedTuple):
    """A date as a page writes it, and the day that it means: None when there is no such day."""

    text: str
    day: date | None


def find_date(
    text: str, forms: Iterable[Pattern] = (), months: Mapping[str, int] | None = None
) -> Written | None:
    """The day that the whole text names, or None when it does not look like a date.

    Digits of any script; years from 1200 to 1500 are Solar Hijri. `forms` are patterns with the
    groups `year`, `month` and `day`, tried before the usual ones; `months` are names of months
    beyond the English, Spanish and Persian ones.

    >>> texts = ("2020/09/29", "29 de septiembre de 2020", "۸ مهر ۱۳۹۹", "Sept. 31, 2020")
    >>> [str(find_date(text).day) for text in texts]
    ['2020-09-29', '2020-09-29', '2020-09-29', 'None']
    >>> find_date("Chapter 5, 2020") is None
    True
    """
    known = {**_MONTHS, **(months or {})}
    plain = ascii_digits(text)
    for form in (*forms, *_FORMS):
        match = matching((form,), plain)
        if match is None:
            continue
        month = folded(match["month"]).rstrip(".")
        number = int(month) if month.isdecimal() else known.get(month)
        if number is not None:
            return Written(text, parse_date(f"{match['year']}-{number}-{match['day']}"))
    return None
