"""Numbers that are not counted: tens of thousands, «cientos de millones», «ده‌ها هزار»."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from l10n_flow import patterns as re
from l10n_flow.language.tags import subtags
from l10n_flow.model import Span


class Multitude(NamedTuple):
    """A word or several for many, and the power of ten that they stand for."""

    span: Span
    power: int


_POWERS: Mapping[str, Mapping[str, int]] = {
    "en": {
        "dozens": 1, "scores": 1, "tens": 1, "hundreds": 2, "thousands": 3, "millions": 6,
        "billions": 9, "trillions": 12,
    },
    "es": {
        "decenas": 1, "docenas": 1, "cientos": 2, "centenares": 2, "centenas": 2, "miles": 3,
        "millares": 3, "millones": 6, "billones": 12,
    },
    "fa": {
        "ده‌ها": 1, "دهها": 1, "صدها": 2, "هزاران": 3, "هزارها": 3, "میلیون‌ها": 6, "میلیونها": 6,
        "میلیاردها": 9, "هزار": 3, "میلیون": 6, "میلیارد": 9,
    },
}  # fmt: skip
UNCOUNTED: Mapping[str, frozenset[str]] = {
    "en": frozenset(_POWERS["en"]),
    "es": frozenset(_POWERS["es"]),
    "fa": frozenset(_POWERS["fa"]) - {"هزار", "میلیون", "میلیارد"},
}
"""By language: the words with which such a number may begin."""
_BETWEEN = {"en": r"\sof\s", "es": r"\sde\s", "fa": r"\s"}
_AGAIN = {
    "en": r"\s(?:(?:up)?on|and)\s(?P=first)",
    "es": r"\sy\s(?P=first)",
    "fa": r"(?:\sو\s(?P=first)|(?<=هزاران)\sهزار)",
}
"""Said twice it is only very many: thousands upon thousands, «miles y miles», «هزاران هزار»."""


def _pattern(language: str) -> re.Pattern[str]:
    first = "|".join(sorted(UNCOUNTED[language]))
    next_ = "|".join(sorted(_POWERS[language], key=len, reverse=True))
    return re.compile(
        rf"(?<![\w\u200c])(?P<first>{first})(?P<again>{_AGAIN[language]}(?!\w))?"
        rf"(?:{_BETWEEN[language]}(?:{next_}))*(?!\w)",
        re.IGNORECASE,
    )


_PATTERNS: Mapping[str, re.Pattern[str]] = {language: _pattern(language) for language in _POWERS}
_COUNTED: Mapping[str, re.Pattern[str]] = {
    "en": re.compile(r"[\d\w]\Z"),
    "es": re.compile(
        r"(?:\d|\b(?:mil|un|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|quince|veinte"
        r"|\w+enta|cien|\w+cient[oa]s|\w+iún|\w+ós|varios|unos|medio|y))\s\Z",
        re.IGNORECASE,
    ),
    "fa": re.compile(r"\d[\s\u200c]\Z"),
}
"""What stands before words that multiply a number: «dos millones»."""
_REACH = 16
"""Characters before them."""


def multitudes(text: str, locale: str) -> list[Multitude]:
    """The uncounted numbers of a text in English, Spanish or Persian, in order.

    >>> [one.power for one in multitudes("tens of thousands, hundreds of millions", "en")]
    [4, 8]
    >>> [one.power for one in multitudes("decenas de miles, miles de millones, dos millones", "es")]
    [4, 9]
    >>> [one.power for one in multitudes("ده‌ها هزار نفر، میلیون‌ها نفر", "fa")]
    [4, 6]
    """
    language = subtags(locale).language
    if language not in _PATTERNS:
        return []
    powers, counted = _POWERS[language], _COUNTED[language]
    found = []
    for match in _PATTERNS[language].finditer(text):
        before = text[max(0, match.start() - _REACH) : match.start()]
        if match["again"] or (language != "en" and counted.search(before)):
            continue
        words = re.split(_BETWEEN[language], re.folded(match[0])) if " " in match[0] else [match[0]]
        found.append(Multitude(Span(*match.span()), sum(powers[re.folded(w)] for w in words)))
    return found


LOOKS: Mapping[str, frozenset[str]] = {
    language: words | {part for word in words for part in word.split("\u200c")} - {"ها"}
    for language, words in UNCOUNTED.items()
}
"""By language: words in lower case without one of which a text has no such number; also in two
parts, as a zero-width non-joiner divides them."""
