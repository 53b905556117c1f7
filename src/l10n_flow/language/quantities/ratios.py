"""Parts of a whole: 2/3, "two thirds", «دوسوم», "one in five", «از هر ده نفر چهار نفر»."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from l10n_flow import patterns as re
from l10n_flow.language.numerals import ascii_digits
from l10n_flow.language.quantities.figures import Value
from l10n_flow.language.quantities.phrases import Number
from l10n_flow.language.quantities.spelling import PARTS
from l10n_flow.language.tags import subtags
from l10n_flow.model import Span


class Ratio(NamedTuple):
    """A part of a whole, and its range in a text."""

    span: Span
    value: Fraction


_IN_FIGURES = re.compile(r"(?<![\d/])(\d{1,3})\s?[/⁄]\s?(\d{1,3})(?![\d/])")
_IN_WORDS: Mapping[str, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:([a-z]+)[\s-])?(half|halves)\b"
        r"|\b([a-z]+)[\s-](thirds?|quarters?|(?!(?:mo|tee|you|heal)\w)[a-z]+ths?)\b"
    ),
    "es": re.compile(
        r"\b(?:([a-zúí]+)\s)?(mitad|medi[oa]s?)\b"
        r"|\b([a-zúí]+)\s(terci[oa]s?|cuart[oa]s?|quint[oa]s?|sext[oa]s?|séptim[oa]s?"
        r"|octav[oa]s?|noven[oa]s?|décim[oa]s?|centésim[oa]s?|milésim[oa]s?"
        r"|(?:terc\w+|cuart\w+|quint\w+) partes?)"
    ),
    "fa": re.compile(
        r"(?<!\w)(?:(یک|دو|سه)[\s\u200c]?)?(نصف|نیمی?|ربع|ثلث)(?!\w)"
        r"|(?<!\w)(یک|دو|سه|چهار|پنج|شش|هفت|هشت|نه)[\s\u200c]?"
        r"(سوم|چهارم|پنجم|ششم|هفتم|هشتم|نهم|دهم|صدم|هزارم)(?!\w)"
    ),
}
"""How many, and of what: two groups for words that stand without a number as well, and two more."""
_PART: Mapping[str, re.Pattern[str]] = {
    "en": re.compile("hal[fv]|quarter|third|ths?(?![a-z])"),
    "es": re.compile(
        "mitad|medi[oa]|terc|cuart|quint|sext|séptim|octav|noven|décim|centésim|milésim"
    ),
    "fa": re.compile(r"نصف|نیم|ربع|ثلث|[تجدرشهو]م(?!\w)"),
}
"""Something of each part."""
_BELOW = {
    "quarter": 4, "hal": 2, "medi": 2, "mitad": 2, "terc": 3,
    "نصف": 2, "نیم": 2, "ربع": 4, "ثلث": 3, "هزارم": 1000,
    "hundredth": 100, "thousandth": 1000, "centésim": 100, "milésim": 1000,
}  # fmt: skip
_ONE = ("a", "an", "la", "media", "medio")
"""Articles before a part: a third, «la mitad»."""
_OUT_OF: Mapping[str, re.Pattern[str]] = {
    "en": re.compile(
        r"\s+(?:[a-z]+\s+)?(?:(?:in|out\s+of)\s+(?:every\s+|each\s+)?|of\s+(?:every|each)\s+)"
    ),
    "es": re.compile(r"\s+(?:\w+\s+)?de\s+cada\s+"),
}
"""Between the part and the whole."""
_OF_EVERY = re.compile(r"از\s+هر\s+\Z")
_REACH = 8
"""Number of characters before a number in which «از هر» may be."""
_AND_OF_IT = re.compile(r"\s+(?:[^\W\d]+\s+){0,2}")
_ONE_OF_IT = re.compile(r"\s+(?:[^\W\d]+\s+){0,2}(یکی|یک)(?!\w)")


_LOOKS: Mapping[str, tuple[str, ...]] = {
    "en": ("third", "quarter", "fifth", "tenth", "out of"),
    "es": ("terci", "cuart", "quint", "décim", "centésim", "milésim", "de cada"),
    "fa": ("از هر",),
}
"""Something of most; found many times as fast as by a pattern."""
_PATTERNS: Mapping[str, re.Pattern[str]] = {
    "en": re.compile(r" in (?:(?<=one in )|(?<=two in )|(?<=three in )|(?<=four in )|(?<=\d in ))"),
    "fa": re.compile(r"[\s\u200c](?:سوم|چهارم|پنجم|دهم)|[کوهپجشت]\w*سوم"),
}
"""And the others."""


def names_ratio(text: str, locale: str, *, is_lower: bool = False) -> bool:
    """Whether a text may say a part of a whole in words: a quick look.

    `is_lower`: it is in lower case already.

    >>> names_ratio("Two thirds of them", "en"), names_ratio("el todo", "es")
    (True, False)
    """
    language = subtags(locale).language
    looks = _LOOKS.get(language)
    if looks is None:
        return False
    lower = text if is_lower else text.lower()
    if any(map(lower.__contains__, looks)):
        return True
    pattern = _PATTERNS.get(language)
    return pattern is not None and pattern.search(lower) is not None


def ratios(text: str, locale: str, counted: Sequence[Number]) -> Iterator[Ratio]:
    """Yield the parts of a whole that a text gives; `counted` are its numbers.

    >>> from l10n_flow.language.quantities.phrases import numbers
    >>> def given(text, locale):
    ...     return [str(one.value) for one in ratios(text, locale, numbers(text, locale))]
    >>> given("3/4 of them, two thirds, one in five, 4 out of 10", "en")
    ['3/4', '2/3', '1/5', '2/5']
    >>> given("dos tercios, uno de cada cinco, la mitad", "es")
    ['2/3', '1/2', '1/5']
    >>> given("دوسوم، نصف، از هر ۵ نفر ۲ نفر", "fa")
    ['2/3', '1/2', '2/5']
    """
    language = subtags(locale).language
    if "/" in text or "⁄" in text:
        for match in _IN_FIGURES.finditer(ascii_digits(text)):
            if int(match[2]):
                yield Ratio(Span(*match.span()), Fraction(int(match[1]), int(match[2])))
    pattern, words = _IN_WORDS.get(language), PARTS.get(language, {})
    if pattern is None:
        return
    lower = text.lower()
    for match in pattern.finditer(lower) if _PART[language].search(lower) else ():
        many, part = (match[1], match[2]) if match[2] else (match[3], match[4])
        above = words.get(many or "", 1 if match[2] or many in _ONE else 0)
        below = words.get(part) or _stem(part) or words.get(part.rstrip("s"), 0)
        if 0 < above < below:
            yield Ratio(Span(*match.span()), Fraction(above, below))
    yield from _of_every(text, counted) if language == "fa" else _out_of(text, language, counted)


def _stem(part: str) -> int:
    return next((value for stem, value in _BELOW.items() if part.startswith(stem)), 0)


def _out_of(text: str, language: str, counted: Sequence[Number]) -> Iterator[Ratio]:
    between = _OUT_OF[language]
    for a, b in pairwise(counted):
        if between.fullmatch(text, a.span.end, b.span.start) is not None:
            yield from _ratio(Span(a.span.start, b.span.end), a, b)


def _of_every(text: str, counted: Sequence[Number]) -> Iterator[Ratio]:
    """In Persian the whole comes first."""
    for at, whole in enumerate(counted):
        if _OF_EVERY.search(text[max(0, whole.span.start - _REACH) : whole.span.start]) is None:
            continue
        part = counted[at + 1] if at + 1 < len(counted) else None
        one = _ONE_OF_IT.match(text, whole.span.end)
        if part is not None and _AND_OF_IT.fullmatch(text, whole.span.end, part.span.start):
            yield from _ratio(Span(whole.span.start, part.span.end), part, whole)
        elif one is not None:
            yield from _ratio(Span(whole.span.start, one.end()), _ONE_NUMBER, whole)


_ONE_NUMBER = Number(Span(0, 0), (1,))


def _ratio(span: Span, part: Number, whole: Number) -> Iterator[Ratio]:
    if part.values and whole.values and 0 < part.values[0] < whole.values[0]:
        yield Ratio(span, Fraction(part.values[0]) / Fraction(whole.values[0]))


def is_percentage_of(value: Value, ratio: Fraction) -> bool:
    """Whether a percentage is this part of a whole, as people round it: a third is 33 %, or 33.3.

    >>> is_percentage_of(75, Fraction(3, 4)), is_percentage_of(34, Fraction(1, 3))
    (True, False)
    """
    return abs(value - 100 * ratio) < _ROUNDED


_ROUNDED = Fraction(1, 2)
