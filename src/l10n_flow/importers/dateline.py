"""The date of an article, in the forms that pages use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from l10n_flow.importers.profile import Pattern, folded, matching
from l10n_flow.language.calendars import MONTH_NAMES, parse_date
from l10n_flow.language.numerals import ascii_digits

_LONGEST = 160
"""Characters. A line with a weekday, two calendars, a time and a label has about 100."""

_LETTERS = {ord("أ"): "ا", ord("إ"): "ا", ord("آ"): "ا", ord("ٱ"): "ا", ord("ئ"): "ی"}
"""Pages write «اذر» and «آذر», `اكتوبر` and `أكتوبر`: these spellings are both month names."""


def _spelled(words: str) -> str:
    return folded(words).translate(_LETTERS)


_MONTHS = {
    _spelled(name): number for year in MONTH_NAMES for number, name in enumerate(year, start=1)
}

_DIGITS = (
    r"(?<!\d)(?P<year>\d{4})\s*[-/.]\s*(?P<month>\d{1,2})\s*[-/.]\s*(?P<day>\d{1,2})(?!\d)",
    r"(?<!\d)(?P<day>\d{1,2})\s*[-/.]\s*(?P<month>\d{1,2})\s*[-/.]\s*(?P<year>\d{4})(?!\d)",
)
"""Year, month, day; day, month, year. Month, day, year only where the second number is no month."""

_YEAR, _DAY = r"(?P<year>\d{4})(?!\d)", r"(?<!\d)(?P<day>\d{1,2})"
_ORDINAL = r"(?:\s*(?:st|nd|rd|th|[ºª]|ام|م)\b|\.)?"
_OF, _COMMA = r"(?:(?:de|del|of|the)\s+)?", r"\s*[,،]?\s*"
_MONTH_ENDS = r"(?:\s?ماه)?\b\.?(?:\s?/\s?(?:MONTHS)\b)?"
"""Iranians write «مهرماه», too, and Arabic agencies both names of a month: `أكتوبر/تشرين الأول`."""
_NAMED = (
    rf"{_DAY}{_ORDINAL}[\s-]*{_OF}(?P<month>MONTHS){_MONTH_ENDS}{_COMMA}(?:سال\s+|-)?{_OF}{_YEAR}",
    rf"\b(?P<month>MONTHS){_MONTH_ENDS}\s+{_DAY}{_ORDINAL}{_COMMA}{_YEAR}",
    rf"(?<!\d){_YEAR}{_COMMA}(?P<month>MONTHS){_MONTH_ENDS}{_COMMA}{_DAY}(?!\d)",
)
"""12 October 2026, October 12, 2026, 2026 October 12; «۱۲ مهرماه ۱۴۰۵», «مهر ۱۲, ۱۴۰۵»."""

_HALVES = (
    r"[ap]\.?\s?m\b\.?|[قب]\.?\s?ظ\b\.?|صبح|عصر|شب|ظهر|(?:بعد|قبل)\s?از\s?ظهر|صباحا|مساء|[صم]\b"
)
_ZONE = r"\(?(?:(?:utc|gmt)?\s*[+-]\s*\d{1,2}(?::?\d{2})?|z|utc|gmt|[a-z]{1,3}[sd]?t)\b\)?"
_TIME = re.compile(
    rf"""
    (?:\bt|\b(?:در\s)?ساعت\s?|\bالساعة\s?|\b(?:at|در|a\s+las?)\s+)?          # what leads to a time
    (?<!\d)\d{{1,2}}(?:\s?[:٫]\s?|\.)\d{{2}}(?::\d{{2}})?(?:[.,]\d+)?(?!\d)
    \s*(?:(?:{_HALVES})|hrs?\b\.?|hs\b\.?|h\b\.?|horas?\b)?
    \s*(?:{_ZONE})?
    | (?:\bat\s+)?(?<!\d)\d{{1,2}}\s?[ap]\.?m\b\.?
    | (?:\bساعت|\bالساعة)\s?\d{{1,2}}(?!\d)
    """,
    re.VERBOSE,
)

_WEEKDAYS = (
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue",
    "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "lunes", "martes", "miércoles",
    "jueves", "viernes", "sábado", "domingo", "lun", "mar", "mié", "jue", "vie", "sáb", "dom",
    "miercoles", "sabado", "شنبه", "یکشنبه", "دوشنبه", "سهشنبه", "چهارشنبه", "پنجشنبه", "جمعه",
    "ادینه", "السبت", "الاحد", "الاثنین", "الثلاثاء", "الاربعاء", "الخمیس", "الجمعة",
)  # fmt: skip
"""CLDR 48, days/format/wide and abbreviated of en and es, wide of fa and ar; as `_spelled`."""

_LABELS = (
    r"(?:first\s+)?(?:published|posted|publicado|publicada|publicación)(?:\s+(?:on|el(?:\s+día)?))?",
    r"(?:publication\s+)?date|fecha(?:\s+de\s+publicación)?|el",
    r"(?:تاریخ|زمان)(?:\s?(?:و\s)?(?:ساعت\s)?(?:انتشار|درج|خبر|مطلب|ارسال))?|(?:منتشر\s?شده|انتشار)(?:\s(?:در|یافته\sدر))?",
    r"روز|مورخ|به\sوقت\s(?:تهران|کابل)|تاریخ\sالنشر|نشر(?:\sفی)?",
)
_FURNITURE = re.compile(
    rf"\b(?:(?:یک|دو|سه|چهار|پنج)\s)?(?:{'|'.join(_WEEKDAYS)})\b\.?"
    rf"|\b(?:{'|'.join(_LABELS)})\b"
)
_WORDS = re.compile(r"\w")


class PageDate(NamedTuple):
    """A date in a page's words, and the day that it means: None when that day does not exist."""

    text: str
    day: date | None


def find_date(
    text: str, forms: Iterable[Pattern] = (), months: Mapping[str, int] | None = None
) -> PageDate | None:
    """Return the day that the whole text names, or None when it does not look like a date.

    A weekday, a time of day with its zone, a label such as `Published:` and the same day in another
    calendar may be beside it, and nothing else; the first day counts, as written: no zone is
    converted. Digits may be of any script; years from 1200 to 1500 are Solar Hijri. `forms` are
    patterns with the groups `year`, `month` and `day`, which are tried before the usual ones;
    `months` are names of months beyond those that `language` has.

    >>> texts = ("2020/09/29", "29 de septiembre de 2020", "سه‌شنبه ۸ مهرماه ۱۳۹۹ - ۱۰:۴۵")
    >>> [str(find_date(text).day) for text in (*texts, "Sept. 31, 2020")]
    ['2020-09-29', '2020-09-29', '2020-09-29', 'None']
    >>> find_date("Chapter 5, 2020") is None
    True
    """
    if len(text) > _LONGEST:
        return None
    plain = _spelled(ascii_digits(text))
    known = {**_MONTHS, **{_spelled(name): number for name, number in (months or {}).items()}}
    for form in forms:
        if match := matching((form,), ascii_digits(text)):
            return _written(text, match, known)
    usual = _usual(tuple(known))
    match = _first(usual, plain)
    if match is None or _has_other_words(plain, usual):
        return None
    return _written(text, match, known)


def first_date(text: str) -> date | None:
    """Return the first day that a text names, whatever else it contains: for declared dates.

    >>> print(first_date("Sun Oct 04 2026 00:15:00 GMT+0330 (Iran Standard Time)"))
    2026-10-04
    """
    match = _first(_usual(tuple(_MONTHS)), _spelled(ascii_digits(text[:_LONGEST])))
    written = _written(text, match, _MONTHS) if match is not None else None
    return written.day if written is not None else None


def _written(text: str, match: re.Match[str], known: Mapping[str, int]) -> PageDate | None:
    month = _spelled(match["month"]).rstrip(".")
    number = int(month) if month.isdecimal() else known.get(month)
    if number is None:
        return None
    day = match["day"]
    last = match.start("year") > match.start("month")
    if last and number > 12 >= int(day):  # 10/13/2026: only one reading is possible
        day, number = str(number), int(day)
    return PageDate(text, parse_date(f"{match['year']}-{number}-{day}"))


@lru_cache(maxsize=16)
def _usual(names: tuple[str, ...]) -> tuple[Pattern, ...]:
    """The usual forms, with these names of months."""
    months = "|".join(map(re.escape, names))
    return tuple(re.compile(form.replace("MONTHS", months)) for form in (*_NAMED, *_DIGITS))


def _first(forms: Iterable[Pattern], plain: str) -> re.Match[str] | None:
    found = filter(None, (form.search(plain) for form in forms))
    return min(found, key=lambda match: match.start(), default=None)


def _has_other_words(plain: str, forms: Iterable[Pattern]) -> bool:
    """Whether a text has words besides dates, times, weekdays and labels."""
    for form in forms:
        plain = form.sub(" ", plain)
    return _WORDS.search(_FURNITURE.sub(" ", _TIME.sub(" ", plain))) is not None
