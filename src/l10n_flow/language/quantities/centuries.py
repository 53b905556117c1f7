"""Centuries that a text names: the 19th century, «el siglo XIX», «قرن نوزدهم»."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from l10n_flow import patterns as re
from l10n_flow.language.quantities.days import Name
from l10n_flow.language.quantities.phrases import Number, numbers
from l10n_flow.language.tags import subtags
from l10n_flow.model import Span

_LOOKS: Mapping[str, tuple[str, ...]] = {
    "en": ("centur",),
    "es": ("siglo",),
    "fa": ("قرن", "سده"),
}
_BEHIND = re.compile(r"[\s-]centur(?:y|ies)\b", re.IGNORECASE)
_SUFFIX = re.compile(r"(?:st|nd|rd|th)(?=[\s,–-])")
_BEFORE = re.compile(r"(?:(?:قرن|سده)\u200cهای|قرن|سد[هۀ](?:ٔ|[\s\u200c]ی)?)\s\Z")
_ROMAN = re.compile(r"\bsiglos?\s(?P<one>[IVX]{1,5})\b")
_LAST = 22
_REACH = 10
"""Number of characters before a number in which «سده‌های» may be."""
_NEXT: Mapping[str, re.Pattern[str]] = {
    "en": re.compile(
        r"\s?[-–]|,\s|,?\s(?:and|or|to|through|until|till)\s"
        r"(?:(?:the|in|into|end|beginning|half|of|early|mid|middle|late|first|second)[\s-])*",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"(?:,\s|,?\s(?:y|o|ni|al?|hasta|entre)\s)"
        r"(?:(?:a|en|el|la|los|del?|principios|comienzos|inicios|mediados|finales|fines|primera"
        r"|segunda|mitad|siglos?)\s)*(?P<roman>[IVX]{1,5})\b(?!\s[A-ZÁÉÍÓÚ])"
    ),
    "fa": re.compile(r"(?:،\s|\s(?:و|یا|تا)\s)(?:(?:اوایل|اواسط|اواخر|آغاز|پایان)\s)?"),
}
"""What stands between centuries of which one alone is called so: the 16th, 17th and 18th."""


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
    >>> [sorted(name.numbers) for name in centuries("los siglos XVI, XVII y XVIII", "es")]
    [[16], [17], [18]]
    >>> [sorted(name.numbers) for name in centuries("from the 14th to the mid 17th century", "en")]
    [[14], [17]]
    >>> [sorted(name.numbers) for name in centuries("قرن نوزدهم، سدهٔ ۲۱، دو قرن", "fa")]
    [[19], [21]]
    """
    language = subtags(locale).language
    if language == "es":
        return list(_in_roman(text))
    if language not in _LOOKS:
        return []
    counted = [
        number
        for number in numbers(text, locale)
        if number.values and number.values[0] in range(1, _LAST + 1)
    ]
    return _in_english(text, counted) if language == "en" else _in_persian(text, counted)


def _in_english(text: str, counted: Sequence[Number]) -> list[Name]:
    """The last of several is called a century: the others are found from there."""
    found: list[Name] = []
    after: Span | None = None
    for number in reversed(counted):
        span = _with_suffix(text, number)
        is_place = text[: span.end].endswith(("st", "nd", "rd", "th"))
        leads = after is not None and _NEXT["en"].fullmatch(text, span.end, after.start)
        if is_place and (leads or _BEHIND.match(text, span.end)):
            found.insert(0, Name(span, frozenset((int(number.values[0]),))))
            after = span
        else:
            after = None
    return found


def _with_suffix(text: str, number: Number) -> Span:
    suffix = _SUFFIX.match(text, number.span.end) if number.figures else None
    return Span(number.span.start, suffix.end() if suffix is not None else number.span.end)


def _in_persian(text: str, counted: Sequence[Number]) -> list[Name]:
    """The first of several is called a century."""
    found: list[Name] = []
    for number in counted:
        start, end = number.span
        is_place = not number.figures and text[:end].endswith(("م", "می"))
        follows = is_place and found and _NEXT["fa"].fullmatch(text, found[-1].span.end, start)
        if follows or _BEFORE.search(text[max(0, start - _REACH) : start]):
            years = _of_ours(int(number.values[0]), _HIJRI.match(text, end))
            found.append(Name(number.span, frozenset(years)))
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
    at = 0
    while (match := _ROMAN.search(text, at)) is not None:
        span = Span(*match.span("one"))
        yield Name(span, frozenset((_worth(match["one"]),)))
        while (other := _NEXT["es"].match(text, span.end)) is not None:
            span = Span(*other.span("roman"))
            yield Name(span, frozenset((_worth(other["roman"]),)))
        at = span.end


def _worth(roman: str) -> int:
    """The value of a Roman number up to 39."""
    worth = {"I": 1, "V": 5, "X": 10}
    total = 0
    for sign, after in zip(roman, (*roman[1:], "I"), strict=True):
        total += -worth[sign] if worth[sign] < worth[after] else worth[sign]
    return total
