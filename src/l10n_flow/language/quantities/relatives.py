"""Times that are told from today: yesterday, last month, «la semana que viene», «سال گذشته»."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from l10n_flow import patterns as re
from l10n_flow.language.quantities.days import Name
from l10n_flow.language.tags import subtags
from l10n_flow.model import Span

_PAST, _COMING = 10, 20
"""Added to the unit: 1 for a day, 2 for a week, 3 for a month, 4 for a year."""
_PATTERNS: Mapping[str, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:(?:(?P<past>last|past|previous)|(?P<coming>next|coming))\s"
        r"(?:(?P<week>week)|(?P<month>month)|(?P<year>year))"
        r"|(?P<yesterday>yesterday)|(?P<tomorrow>tomorrow))\b(?![’'-])",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"\b(?:(?:(?P<week>semana)|(?P<month>mes)|(?P<year>año))\s"
        r"(?:(?P<past>pasad[oa]|anterior)|(?P<coming>próxim[oa]|siguiente|entrante|que viene))"
        r"|(?:(?P<before>pasad[oa])|(?P<after>próxim[oa]|siguiente))\s"
        r"(?:(?P<week2>semana)|(?P<month2>mes)|(?P<year2>año))"
        r"|(?P<yesterday>ayer))\b",
        re.IGNORECASE,
    ),
    "fa": re.compile(
        r"(?<![\w\u200c])(?:(?:(?P<week>هفت[هۀ]ٔ?)|(?P<month>ماه)|(?P<year>سال))(?:[\s\u200c]ی)?\s"
        r"(?:(?P<past>گذشته|پیش|قبل)|(?P<coming>آینده|بعد|آتی))"
        r"|(?P<yesterday>دیروز)|(?P<tomorrow>فردا)|(?P<lastyear>پارسال))(?![\w\u200c])"
    ),
}
_COUNTED = re.compile(
    r"(?:\d|\b(?:two|three|four|few|several|[uo]n[eao]|dos|tres|cuatro|el día|day|or|o)"
    r"|یک|دو|سه|چهار|چند|آخر|اواخر|چندین)[\s\u200c]\Z",
    re.IGNORECASE,
)
"""Before a time that is counted: «دو هفته پیش»."""
_UNITS = {"week": 2, "month": 3, "year": 4}
_REACH = 8
"""Characters before it."""


def relatives(text: str, locale: str) -> list[Name]:
    """The days, weeks, months and years of a text that are the last or the next one.

    >>> [sorted(name.numbers) for name in relatives("yesterday, last month, next year", "en")]
    [[11], [13], [24]]
    >>> [sorted(name.numbers) for name in relatives("el mes pasado y el próximo año", "es")]
    [[13], [24]]
    >>> [sorted(name.numbers) for name in relatives("هفتهٔ گذشته، دو سال پیش، فردا", "fa")]
    [[12], [21]]
    """
    language = subtags(locale).language
    found = []
    for match in _PATTERNS[language].finditer(text) if language in _PATTERNS else ():
        if not _COUNTED.search(text[max(0, match.start() - _REACH) : match.start()]):
            groups = {name.rstrip("2"): words for name, words in match.groupdict().items() if words}
            found.append(Name(Span(*match.span()), frozenset((_meant(groups),))))
    return found


def _meant(groups: Mapping[str, str]) -> int:
    if "yesterday" in groups:
        return _PAST + 1
    if "tomorrow" in groups:
        return _COMING + 1
    if "lastyear" in groups:
        return _PAST + _UNITS["year"]
    unit = next(value for name, value in _UNITS.items() if name in groups)
    return unit + (_PAST if {"past", "before"} & groups.keys() else _COMING)


_DAYS: Mapping[str, frozenset[str]] = {
    "en": frozenset(("yesterday", "tomorrow")),
    "es": frozenset(("ayer",)),
    "fa": frozenset(("گذشته", "پیش", "قبل", "آینده", "بعد", "آتی", "دیروز", "فردا", "پارسال")),
}
_SPANS: Mapping[str, frozenset[str]] = {
    "en": frozenset(("week", "month", "year")),
    "es": frozenset(("semana", "mes", "año")),
    "fa": frozenset(),
}
"""By language: one word of the first, or one of the second, is in every text with such a time."""


def names_relative(locale: str, words: Collection[str]) -> bool:
    """Whether a text with these words, in lower case, may tell such a time: a quick look.

    >>> names_relative("en", {"last", "week"}), names_relative("de", {"gestern"})
    (True, False)
    """
    days = _DAYS.get(subtags(locale).language)
    if days is None:
        return False
    return not days.isdisjoint(words) or not _SPANS[subtags(locale).language].isdisjoint(words)
