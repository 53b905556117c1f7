"""Words that multiply the number before them: *billion*, «mil», «میلیارد», 万."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from l10n_flow.language.tags import cldr_locale, subtags

__all__ = ["magnitudes"]

_KNOWN: Mapping[str, Mapping[str, int]] = {
    "en": {
        "hundred": 2, "thousand": 3, "thousands": 3, "million": 6, "millions": 6, "billion": 9,
        "billions": 9, "trillion": 12, "trillions": 12, "quadrillion": 15, "mn": 6, "bn": 9,
        "tn": 12, "k": 3,
    },
    "es": {
        "mil": 3, "miles": 3, "millón": 6, "millon": 6, "millones": 6, "millardo": 9,
        "millardos": 9, "billón": 12, "billon": 12, "billones": 12, "trillón": 18, "trillones": 18,
        "k": 3,
    },
    "fa": {
        "هزار": 3, "میلیون": 6, "ملیون": 6, "میلیارد": 9, "ملیارد": 9, "بیلیون": 12,
        "تریلیون": 12, "هزارمیلیارد": 12,
    },
}  # fmt: skip
"""Powers of ten. English counts by thousands; Spanish has its *billón* at a million millions (RAE,
Diccionario panhispánico de dudas), and Persian took French *milliard*."""


@cache
def magnitudes(locale: str) -> Mapping[str, int]:
    """The words, in lower case, and the powers of ten that they multiply by.

    Of languages other than English, Spanish and Persian these are the words of CLDR's compact
    numbers; a language without such words in CLDR has none.

    >>> magnitudes("es")["billones"], magnitudes("de")["milliarden"], magnitudes("zh")["亿"]
    (12, 9, 8)
    >>> magnitudes("tlh")
    {}
    """
    language = subtags(locale).language
    return _KNOWN.get(language) or _compact(locale)


def _compact(locale: str) -> Mapping[str, int]:
    known = cldr_locale(locale)
    found: dict[str, int] = {}
    if known is None:
        return found
    formats = known.compact_decimal_formats
    for length in ("short", "long"):
        if length not in formats:
            continue
        for forms in dict(formats[length]).values():
            for power, form in dict(forms).items():
                zeros = form.pattern.count("0")
                word = re.sub(r"[0'\s\u00a0.\u200f]+", " ", form.pattern).strip().lower()
                if zeros and _is_word(word):
                    found.setdefault(word, len(power) - zeros)
    return found


def _is_word(written: str) -> bool:
    """A single letter of an alphabet may be a unit's sign as well (5 M)."""
    return bool(written) and (len(written) > 1 or not written < "\u2e80")
