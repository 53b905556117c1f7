"""Numbers in digits, and their values in a language.

`1.500` is fifteen hundred in Spanish and one and a half in English. CLDR says which sign divides
thousands and which begins the fraction; people do not always obey, so a figure can have a second
reading. What no reading makes sense of (`1.2.3`, `15,00,1`) has no value and is compared by its
groups. Behind a figure may stand a word that multiplies it: *billion*, «mil», «میلیارد», 万.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cache, lru_cache
from string import ascii_letters
from typing import NamedTuple

from l10n_flow import patterns as re
from l10n_flow.language.numerals import ascii_digits
from l10n_flow.language.repairs import OBJECT
from l10n_flow.language.tags import cldr_locale, subtags
from l10n_flow.model import Span

Value = int | Fraction
"""The exact value of a number, such as 2/3. Whole numbers are quicker as `int`."""


class Marks(NamedTuple):
    """The separators of a language in numbers."""

    point: str
    """Before the fraction."""
    group: str
    """Between thousands."""


class Figure(NamedTuple):
    """A number in digits, and its range with its sign."""

    written: str
    """In ASCII digits, with the separators that stand there and without its sign."""
    span: Span
    values: tuple[Value, ...]
    """What it may be worth, the reading by CLDR's rules first; none for a version or an address."""
    groups: tuple[str, ...]
    """Its digits between separators, without leading zeros."""
    negative: bool
    is_name: bool
    """Whether it is part of a name, as in `IPv6`, `UTF-8`, `x86_64`."""


_BLANKS = " \u00a0\u2009\u202f"
_FIGURE = re.compile(
    rf"[\d½⅓⅔¼¾⅛⅜⅝⅞](?:(?<=\D)|\d*(?:[.,٫٬’'،]\d+|(?:[{_BLANKS}]|{OBJECT}{{6,8}})\d{{3}}(?!\d))*"
    r"[½⅓⅔¼¾⅛⅜⅝⅞]?)"
)
_ENTITY = re.compile(f"{OBJECT}+")
"""What hides `&nbsp;` and `&thinsp;` between thousands."""
_POINT_FIRST = re.compile(r"(?<![^\s(\[«“\"$€£<>=±~+-])\.\d+(?![\w.,])")
""".5 for 0.5: before it is nothing, and behind it no letter, which would make it a name."""
_GROUP = re.compile(r"\d+")
_BLANK = re.compile(f"[{_BLANKS}]")
_MARK = re.compile("[.,٫٬’']")
_ALWAYS = str.maketrans({"٫": "D", "٬": "G", "’": "G", "'": "G", **dict.fromkeys(_BLANKS, "G")})
"""Signs that mean the same in every language: the Arabic script has its own, and a blank or an
apostrophe never begins a fraction (BIPM, SI Brochure, 5.4.4)."""

_LONGEST = 18
"""Digits of a number that has a value; longer ones are keys and serial numbers."""
_THOUSAND = 3

_MINUS = "-−﹣－‐‑–"
_DIRECTIONS = "\u200e\u200f\u061c\u2066\u2067\u2068\u2069\u202a-\u202e"
_BEFORE = re.compile(
    rf"(?:^|[\s(\[«“\"=:$€£¥\ufffc\ue000])[{_DIRECTIONS}]*([{_MINUS}])[{_DIRECTIONS}]*[$€£¥]?\Z"
)
_BEHIND = re.compile(rf"[{_DIRECTIONS}]*[−-][{_DIRECTIONS}]*(?=$|[\s)\].,،؛:»])")
_NTH = re.compile(r"(?:st|nd|rd|th)\b")
_SIGNS = frozenset(_MINUS)
_NAMED = re.compile(r"[A-Za-z_](?:[-_‑.]|\Z)\Z|[A-Za-z_]\Z")
_NAMING = frozenset("-_‑.") | frozenset(ascii_letters)
"""What stands before the digits of a name."""
_ARGUMENT = re.compile(r"\$[-+ #0]*\d*(?:\.\d+)?[a-z]")
"""The rest of `%1$s`: the number of an argument, which says nothing to a reader."""
_LOOK = 6
"""Characters before a number that may hold its sign."""

_KNOWN_MARKS = {
    "en": Marks(".", ","),
    "es": Marks(",", "."),
    "fa": Marks(".", ","),
}
"""CLDR's, written down so that a first check need not load Babel's data (a test compares them)."""


@cache
def marks(locale: str) -> Marks:
    """What CLDR has the language write within numbers in Latin digits; English marks as a last
    resort. The Arabic script's own two signs are understood everywhere.

    >>> marks("es"), marks("de-CH").group, marks("tlh")
    (Marks(point=',', group='.'), '’', Marks(point='.', group=','))
    """
    if locale in _KNOWN_MARKS:
        return _KNOWN_MARKS[locale]
    known = cldr_locale(locale)
    if known is None:
        return _KNOWN_MARKS["en"]
    symbols = known.number_symbols["latn"]
    return Marks(symbols["decimal"], symbols["group"])


def figures(text: str, locale: str) -> list[Figure]:
    """The numbers that a text writes in digits of any script, in order.

    >>> [(f.written, *map(str, f.values)) for f in figures("1.500 de 2,5 y 15,00", "es")]
    [('1.500', '1500', '3/2'), ('2,5', '5/2'), ('15,00', '15')]
    >>> [(f.written, f.negative, f.is_name) for f in figures("−۵ و UTF-8 و ۳-۴", "fa")]
    [('5', True, False), ('8', False, True), ('3', False, False), ('4', False, False)]
    """
    plain = ascii_digits(text)
    found: list[Figure] = []
    for match in _FIGURE.finditer(plain):
        for start, end in _apart(plain, *match.span()):
            if start and plain[start - 1] == "%" and _ARGUMENT.match(plain, end):
                continue
            found.append(_figure(plain, start, end, locale))
    return found


def _figure(plain: str, start: int, end: int, locale: str) -> Figure:
    written = plain[start:end]
    if OBJECT in written:
        written = _ENTITY.sub(" ", written)
    if start and plain[start - 1] == "." and _POINT_FIRST.match(plain, start - 1):
        start, written = start - 1, f"0.{written}"
    before = plain[max(0, start - _LOOK) : start]
    if written.isdecimal():
        groups: tuple[str, ...] = (written.lstrip("0") or "0",)
    else:
        groups = tuple([group.lstrip("0") or "0" for group in _GROUP.findall(written)])
    negative = False
    if not _SIGNS.isdisjoint(before) and (at := _BEFORE.search(before)) is not None:
        negative = not (
            at[1] in "–‐‑" and _follows_a_number(plain, start, at.start(1) - len(before))
        )
        negative = negative and _NTH.match(plain, end) is None  # in the -1st millennium
        if negative:
            start += at.start(1) - len(before)
    elif end < len(plain) and subtags(locale).script == "Arab":
        behind = _BEHIND.match(plain, end)
        if behind is not None:
            negative, end = True, behind.end()
    is_name = before[-1:] in _NAMING and _NAMED.search(before) is not None
    return Figure(written, Span(start, end), values(written, locale), groups, negative, is_name)


def _follows_a_number(plain: str, start: int, back: int) -> bool:
    """Whether the dash stands between two numbers, with blanks: a range."""
    return plain[: start + back].rstrip()[-1:].isdigit()


def _apart(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """One number, or the two that only a blank stands between: "in 2015 100 people"."""
    written = plain[start:end]
    if written.isdecimal() or not any(map(written.__contains__, _BLANKS)):
        yield start, end
        return
    parts = _BLANK.split(written)
    whole = _MARK.split(written)[0]
    named = start > 0 and plain[start - 1].isalpha()  # X11 100
    sizes = [len(part) for part in _BLANK.split(whole)]
    if not named and len(sizes) == len(parts) and sizes[0] <= _THOUSAND and parts[0] != "0":
        yield start, end
        return
    for part in parts:
        yield start, start + len(part)
        start += len(part) + 1


@lru_cache(maxsize=1 << 12)
def values(written: str, locale: str) -> tuple[Value, ...]:
    """What a number in ASCII digits may be worth in a language, without its sign.

    The first is what CLDR's signs make of it. A second is what the other custom makes of it, for
    in Mexico, in programs and in haste people write a decimal point in Spanish; English has one
    custom only. Law: `values(format_decimal(v, locale), locale)[0] == v`.

    >>> [str(v) for v in values("1.234,5", "de")], values("1.2.3", "en"), values("15,00", "en")
    (['2469/2'], (), (Fraction(15, 1),))
    >>> [str(v) for v in values("2½", "en")], [str(v) for v in values("12,34,567", "hi")]
    (['5/2'], ['1234567'])
    """
    if written.isdecimal():
        return (int(written),) if len(written) <= _LONGEST else ()
    if not written[-1].isdecimal():
        part = Fraction(unicodedata.numeric(written[-1])).limit_denominator(8)
        return tuple([v + part for v in values(written[:-1] or "0", locale)])
    if len(written) > _LONGEST * 2:
        return ()
    language = subtags(locale).language
    point, group = marks(locale)
    own = _worth(written, point, group)
    other = None
    if own is None or language not in _ONE_CUSTOM:
        swapped = (",", ".") if point == "." else (".", ",")
        other = _worth(written, *swapped)
    found = [value for value in (own, other) if value is not None]
    return tuple(dict.fromkeys(found))


_ONE_CUSTOM = ("en", "zh", "ja", "ko", "th", "he")
"""Languages whose writers all put a point before the fraction."""


def _worth(written: str, point: str, group: str) -> Value | None:
    """Its worth when these signs have these meanings; None when it cannot be written so."""
    signed = written.translate(_ALWAYS).replace("،", ",")
    signed = signed.replace(point, "D")
    signed = signed.replace(group, "G") if group != "D" else signed
    whole, _, fraction = signed.partition("D")
    if not (fraction.isdecimal() or not fraction):
        return None
    sizes = [len(part) for part in whole.split("G")]
    if not whole.replace("G", "").isdecimal() or not _are_groups(sizes):
        return None
    digits = whole.replace("G", "")
    if not fraction:
        return int(digits)
    return Fraction(int(digits + fraction), 10 ** len(fraction))


def _are_groups(sizes: list[int]) -> bool:
    """Whether digits may be divided so: by threes, or in India by twos before the last three."""
    if len(sizes) == 1:
        return True
    first, *inner, last = sizes
    if last != _THOUSAND or not 0 < first <= _THOUSAND:
        return False
    return all(size == _THOUSAND for size in inner) or (
        first < _THOUSAND and all(size == _THOUSAND - 1 for size in inner)
    )


# Magnitudes


_KNOWN: Mapping[str, Mapping[str, int]] = {
    "en": {
        "hundred": 2, "thousand": 3, "thousands": 3, "million": 6, "millions": 6, "billion": 9,
        "billions": 9, "trillion": 12, "trillions": 12, "quadrillion": 15, "mn": 6, "bn": 9,
        "tn": 12, "trn": 12, "k": 3, "lakh": 5, "lakhs": 5, "crore": 7, "crores": 7,
    },
    "es": {
        "mil": 3, "miles": 3, "millón": 6, "millon": 6, "millones": 6, "millardo": 9,
        "millardos": 9, "billón": 12, "billon": 12, "billones": 12, "trillón": 18, "trillones": 18,
        "k": 3, "mdd": 6, "mdp": 6,
    },
    "fa": {
        "هزار": 3, "میلیون": 6, "ملیون": 6, "میلیارد": 9, "ملیارد": 9, "بیلیون": 12,
        "تریلیون": 12, "هزارمیلیارد": 12,
    },
}  # fmt: skip
"""Powers of ten. English counts by thousands; Spanish has its *billón* at a million millions (RAE,
Diccionario panhispánico de dudas), and Persian took French *milliard*. In Mexico *mdd* and *mdp*
are millions of dollars and of pesos. English of India counts by lakhs and crores."""
_FORMS: Mapping[str, Mapping[str, int]] = {
    "ar": {
        "ألفًا": 3, "ألفا": 3, "مليونًا": 6, "مليونا": 6, "ملايين": 6, "مليارات": 9, "مليارًا": 9,
        "مليارا": 9, "بليون": 9, "تريليون": 12, "تريليونات": 12,
    },
    "he": {"אלפים": 3, "אלפי": 3, "מיליוני": 6, "מיליארדי": 9},
    "hi": {"मिलियन": 6, "बिलियन": 9},
    "ja": {"千": 3},
    "ko": {"천": 3},
    "ur": {"ملین": 6, "بلین": 9},
}  # fmt: skip
"""Other forms of those words, which CLDR's compact numbers do not have."""


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
    return _KNOWN.get(language) or {**_compact(locale), **_FORMS.get(language, {})}


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
