"""Digits. Separators and signs belong to number formats and are not changed here."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from l10n_flow import patterns as re
from l10n_flow.language.tags import cldr_locale, extension

_DIGIT = re.compile(r"[^\D0-9]")
"""Digits outside of ASCII."""

_ZEROS = {
    "adlm": "\U0001e950",
    "arab": "٠",
    "arabext": "۰",
    "beng": "০",
    "cakm": "\U00011136",
    "deva": "०",
    "hmnp": "\U0001e140",
    "mtei": "\uabf0",
    "mymr": "၀",
    "nkoo": "߀",
    "olck": "᱐",
    "tibt": "༠",
}
"""The zero of each numbering system that is some locale's default in CLDR, besides `latn`. In
Unicode the nine other digits follow it."""


def digits(text: str, locale: str) -> str:
    """The text with every decimal digit, of whatever script, as the language writes it by default.

    Law: `ascii_digits(digits(text, locale)) == ascii_digits(text)`. The default is CLDR's: Arabic
    differs by region, and a language that CLDR does not know gets 0 to 9.

    >>> digits("2020-09-29", "fa"), digits("۱۴۰۴", "es"), digits("1990", "ar-EG")
    ('۲۰۲۰-۰۹-۲۹', '1404', '١٩٩٠')
    """
    plain = ascii_digits(text)
    table = _table(locale)
    return plain.translate(table) if table else plain


def numbering_system(locale: str) -> str:
    """CLDR's name of the language's default digits, or of those that its tag requests.

    >>> numbering_system("fa"), numbering_system("ar-EG"), numbering_system("fa-u-nu-latn")
    ('arabext', 'arab', 'latn')
    """
    known = cldr_locale(locale)
    chosen = extension(locale, "nu")
    return chosen or (str(known.default_numbering_system) if known else "latn")


def whole_number(number: int, locale: str) -> str:
    """A number of things as the language writes it: its digits, in the groups that it has (CLDR).

    >>> whole_number(12345, "en"), whole_number(12345, "fa"), whole_number(1234, "es")
    ('12,345', '۱۲٬۳۴۵', '1234')
    """
    known = cldr_locale(locale)
    grouped_from = 10_000 if known and known.language in _FOUR_TOGETHER else 1000
    if known is None or abs(number) < grouped_from:
        return digits(str(number), locale)
    from babel.numbers import format_decimal  # noqa: PLC0415  slow to import

    system = numbering_system(locale)
    return digits(format_decimal(number, locale=known, numbering_system=system), locale)


_FOUR_TOGETHER = frozenset(("bg", "es", "et", "hu", "ka", "lv", "pl"))
"""Languages that group from five digits on (CLDR, minimumGroupingDigits; Babel leaves it out)."""


def ascii_digits(text: str) -> str:
    """The text with every decimal digit of Unicode as 0 to 9.

    >>> ascii_digits("۱۳۹۹/۰۷/۰۸ · ١٢ · १२ · 34")
    '1399/07/08 · 12 · 12 · 34'
    """
    return text if text.isascii() else _with_ascii_digits(text)


@lru_cache(maxsize=4)
def _with_ascii_digits(text: str) -> str:
    """The same; kept for the two texts that are compared, each of which is asked about often."""
    return _DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), text)


@cache
def _table(locale: str) -> dict[int, str] | None:
    zero = _ZEROS.get(numbering_system(locale))
    if zero is None:
        return None
    return {ord("0") + value: chr(ord(zero) + value) for value in range(10)}
