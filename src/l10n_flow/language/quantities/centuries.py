"""Centuries that a text names: the 19th century, «el siglo XIX», «قرن نوزدهم»."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from l10n_flow import patterns as re
from l10n_flow.language.quantities.days import Name
from l10n_flow.language.quantities.phrases import numbers
from l10n_flow.language.tags import subtags
from l10n_flow.model import Span

_LOOKS: Mapping[str, tuple[str, ...]] = {
    "en": ("centur",),
    "es": ("siglo",),
    "fa": ("قرن", "سده"),
}
_BEHIND = re.compile(r"[\s-]centur(?:y|ies)\b", re.IGNORECASE)
_SUFFIX = re.compile(r"(?:st|nd|rd|th)(?=[\s-])")
_BEFORE = re.compile(r"(?:قرن|سد[هۀ](?:ٔ|[\s\u200c]ی)?)\s\Z")
_ROMAN = re.compile(r"\bsiglos?\s(?P<one>[IVX]{1,5})\b(?:\s(?:y|al?|o)\s(?P<other>[IVX]{1,5})\b)?")
_LAST = 22
_REACH = 8
"""Number of characters before a number in which «سدهٔ» may be."""


def names_century(text: str, locale: str) -> bool:
    """Whether a text in lower case may name a century: a quick look.

    >>> names_century("in the 19th century", "en"), names_century("el siglo xx", "fr")
    (True, False)
    """
    return any(map(text.__contains__, _LOOKS.get(subtags(locale).language, ())))


def centuries(text: str, locale: str) -> list[Name]:
    """The centuries that a text counts, in English, Spanish and Persian.

    >>> [sorted(name.numbers) for name in centuries("19th-century, the twenty-first century", "en")]
    [[19], [21]]
    >>> [sorted(name.numbers) for name in centuries("los siglos XIX y XX", "es")]
    [[19], [20]]
    >>> [sorted(name.numbers) for name in centuries("قرن نوزدهم، سدهٔ ۲۱، دو قرن", "fa")]
    [[19], [21]]
    """
    language = subtags(locale).language
    if language == "es":
        return list(_in_roman(text))
    found = []
    for number in numbers(text, locale) if language in _LOOKS else ():
        start, end = number.span
        if not number.values or number.values[0] not in range(1, _LAST + 1):
            continue
        if language == "en":
            suffix = _SUFFIX.match(text, end) if number.figures else None
            end = suffix.end() if suffix is not None else end
            is_one = text[:end].endswith(("st", "nd", "rd", "th")) and _BEHIND.match(text, end)
        else:
            is_one = _BEFORE.search(text[max(0, start - _REACH) : start])
        if is_one:
            count = int(number.values[0])
            of_ours = _of_ours(count, _HIJRI.match(text, end)) if language == "fa" else {count}
            found.append(Name(Span(start, end), frozenset(of_ours)))
    return found


def _of_ours(count: int, hijri: re.Match[str] | None) -> set[int]:
    """The centuries of our calendar of which a Hijri one, solar or lunar, has years.

    Both count from 622; a lunar year has 354.37 days.
    """
    if hijri is None:
        return {count}
    length = Fraction(1) if _IS_SOLAR.search(hijri[0]) else _LUNAR_YEAR
    years = (621 + (100 * count - back) * length for back in (99, 0))
    first, last = (int(year - 1) // 100 + 1 for year in years)
    return {first, last}


_HIJRI = re.compile(r"[\s\u200c]+ه(?:جری|\.)?[\s\u200c]*(?:قمری|شمسی|خورشیدی|ق|ش)?\.?(?!\w)")
_IS_SOLAR = re.compile(r"[\s\u200c.](?:ش|خ)")
_LUNAR_YEAR = Fraction(35437, 36524)
"""Of a year of ours."""


def _in_roman(text: str) -> Iterator[Name]:
    for match in _ROMAN.finditer(text):
        for group in ("one", "other"):
            if match[group]:
                yield Name(Span(*match.span(group)), frozenset((_worth(match[group]),)))


def _worth(roman: str) -> int:
    """The value of a Roman number up to 39."""
    worth = {"I": 1, "V": 5, "X": 10}
    total = 0
    for sign, after in zip(roman, (*roman[1:], "I"), strict=True):
        total += -worth[sign] if worth[sign] < worth[after] else worth[sign]
    return total
