"""Halves, quarters and dozens in words: "half a million", «tres kilos y medio», «دو دوجین»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from l10n_flow import patterns as re
from l10n_flow.language.quantities.figures import Value, magnitudes
from l10n_flow.language.quantities.measures import units_beside
from l10n_flow.language.quantities.phrases import Number
from l10n_flow.language.tags import subtags
from l10n_flow.model import Span


class Halved(NamedTuple):
    """A quantity in a text with the word for a half, a quarter or a dozen."""

    span: Span
    """From the number or the word to the end of either."""
    value: Value
    units: frozenset[str]


_AND_A_HALF = {
    "en": re.compile(r"(?:\s+[^\W\d_]+)?\s+and\s+a\s+half\b", re.IGNORECASE),
    "es": re.compile(r"(?:\s+[^\W\d_]+)?\s+y\s+medi[oa]\b", re.IGNORECASE),
    "fa": re.compile(r"(?:[\s\u200c]*[^\W\d_]+)?[\s\u200c]+و[\s\u200c]*نیم(?!\w)"),
}
"""Behind a number, or behind the noun that it counts."""
_HALF_A = {
    "en": re.compile(r"\bhalf[\s-]+(?:an?[\s-]+)?([^\W\d_]+)", re.IGNORECASE),
    "es": re.compile(r"\bmedi[oa]\s+([^\W\d_]+)", re.IGNORECASE),
    "fa": re.compile(r"(?<![\w\u200c])نیم[\s\u200c]+([^\W\d_]+)"),
}
"""Before what is halved."""
_ONE = {
    "en": re.compile(r"\ban?(?=\s+[^\W\d_]+\s+and\s+a\s+half\b)", re.IGNORECASE),
    "es": re.compile(r"\b(?:de|cada|y)(?=\s+[^\W\d_]+\s+y\s+medi[oa]\b)", re.IGNORECASE),
}
"""What stands before one thing and a half of it: "an hour and a half", «de hora y media»."""
_QUARTERS_OF = {
    "en": re.compile(
        r"\b(an?|one|three)(?:\s+|-)quarters?\s+of\s+an?\s+([^\W\d_]+)", re.IGNORECASE
    ),
    "es": re.compile(r"\b(un|tres)\s+cuartos?\s+de\s+([^\W\d_]+)", re.IGNORECASE),
    "fa": re.compile(r"(?<![\w\u200c])(?:(یک|سه)[\s\u200c]+)?ربع[\s\u200c]+([^\W\d_]+)"),
}
"""How many of them, and the word that multiplies."""
_DOZENS = {
    "en": re.compile(r"\s+dozens?\b", re.IGNORECASE),
    "es": re.compile(r"\s+docenas?\b", re.IGNORECASE),
    "fa": re.compile(r"[\s\u200c]+دوجین(?!\w)"),
}
"""Behind a number."""
_LOOKS = {
    "en": ("half", "quarter", "dozen"),
    "es": ("medi", "cuarto", "docena"),
    "fa": ("نیم", "ربع", "دوجین"),
}
"""Something of each of these words."""
_DOZEN = 12
_THREE = ("t", "سه")
"""How three begins in each of these languages, and one does not."""
_QUARTERED = frozenset(("century", "hour"))
"""Quarters of other units, such as years, are dates."""
_HALF = Fraction(1, 2)
_QUARTER = Fraction(1, 4)


def halves(text: str, locale: str, counted: Sequence[Number]) -> Iterator[Halved]:
    """Yield the quantities of a text with such words; `counted` are its numbers.

    >>> from l10n_flow.language.quantities.phrases import numbers
    >>> def said(text, locale):
    ...     return [float(one.value) for one in halves(text, locale, numbers(text, locale))]
    >>> said("tres kilos y medio, medio millón", "es"), said("یک ساعت و نیم", "fa")
    ([3.5, 500000.0], [1.5])
    >>> said("an hour and a half; half a percent; two dozen; a quarter of a million", "en")
    [1.5, 24.0, 0.5, 250000.0]
    """
    language = subtags(locale).language
    if language not in _AND_A_HALF:
        return
    if not any(map(text.lower().__contains__, _LOOKS[language])):
        return
    ones = (
        [Number(Span(*one.span()), (1,)) for one in _ONE[language].finditer(text)]
        if language in _ONE
        else []
    )
    for number in (*ones, *counted):
        more = _AND_A_HALF[language].match(text, number.span.end)
        if more is not None and number.values and not number.scaled:
            span = Span(number.span.start, more.end())
            units = units_beside(text, number, locale)
            units = units or units_beside(text, Number(Span(span.end, span.end), ()), locale)
            yield Halved(span, number.values[0] + _HALF, units)
        dozens = _DOZENS[language].match(text, number.span.end)
        if dozens is not None and number.values:
            span = Span(number.span.start, dozens.end())
            yield Halved(span, number.values[0] * _DOZEN, frozenset())
    many = magnitudes(locale)
    for match in _HALF_A[language].finditer(text):
        power = many.get(match[1].lower(), 0)
        end = match.end() if power else match.start(1) - 1
        units = units_beside(text, Number(Span(match.start(), end), (_HALF,)), locale)
        yield Halved(Span(*match.span()), _HALF * 10**power, units)
    for match in _QUARTERS_OF[language].finditer(text):
        power = many.get(match[2].lower(), 0)
        end = match.end() if power else match.start(2) - 1
        units = units_beside(text, Number(Span(match.start(), end), (_QUARTER,)), locale)
        if power or units & _QUARTERED:
            count = 3 if (match[1] or "").lower().startswith(_THREE) else 1
            yield Halved(Span(*match.span()), count * _QUARTER * 10**power, units)
