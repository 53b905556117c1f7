"""The repairs of a machine's draft, by language: tables of small named functions.

Only certain repairs are in the table: a repair changes only what a reader of the language would
call a mistake, in words outside markup. The caller replaces markup by one character for each item:
`OBJECT` for what is opaque (code, a placeholder, a tag without words), one of `MARKS` for an
opening or closing mark. Repairs keep these characters in their order.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from typing import NamedTuple

from l10n_flow import patterns as re
from l10n_flow.language import persian, persiansigns, spanish, spanishsigns
from l10n_flow.language.arabic import outside_arabic
from l10n_flow.language.bidi import isolated
from l10n_flow.language.tags import direction, subtags

OBJECT = "\ufffc"
"""OBJECT REPLACEMENT CHARACTER: stands for something that is not words."""

MARKS = "".join(map(chr, range(0xE000, 0xE100)))
"""The private-use characters that may stand for opening and closing marks."""


class Style(NamedTuple):
    """A project's choices where a language allows several forms; "" for the language's default."""

    digits: str = ""
    """"own" or "latin"."""
    quotes: str = ""
    """The opening and the closing sign of a quotation, such as «»."""
    percent: str = ""
    """"spaced" or "closed": with or without a no-break space before %."""
    isolates: str = ""
    """"off" if the project wants no directional isolates in its drafts."""


class Setting(NamedTuple):
    """What a repair gets in addition to the text."""

    source: str = ""
    """The source of the text; "" if unknown."""
    locale: str = ""
    style: Style = Style()


class Repair(NamedTuple):
    """One repair: its name, its function, and whether it may be applied to people's words."""

    name: str
    apply: Callable[[str, Setting], str]
    safe: bool = False
    """Whether it changes only certain mistakes, so that `check --fix` may apply it to all words."""


def nfc(text: str) -> str:
    r"""The text in Unicode's composed form (UAX #15), which keyboards write and searches expect.

    Only points of Arabic keep their order, which is that of the book that a verse is from, and
    notes of music stay one character each, which that form takes apart.

    >>> nfc("an\u0303o") == "año"
    True
    """
    if unicodedata.is_normalized("NFC", text):
        return text
    return "".join(
        piece if piece[0] in _POINTS else unicodedata.normalize("NFC", piece)
        for piece in _POINTED.split(text)
        if piece
    )


_NOTES = (*range(0x1D15E, 0x1D165), *range(0x1D1BB, 0x1D1C1))
_POINTS = "".join(map(chr, (*range(0x064B, 0x0653), 0x0670, *range(0x06D6, 0x06DD), *_NOTES)))
_POINTED = re.compile(f"([{_POINTS}]+)")


def _text_only(function: Callable[[str], str]) -> Callable[[str, Setting], str]:
    return lambda text, _: function(text)


def _persian_digits(text: str, setting: Setting) -> str:
    if setting.style.digits == "latin":
        return persiansigns.latin_digits(text)
    return persiansigns.persian_separators(persiansigns.persian_digits(text))


def _persian_quotes(text: str, setting: Setting) -> str:
    return persiansigns.persian_quotes(text, setting.style.quotes or "«»")


def _isolates(text: str, setting: Setting) -> str:
    is_wanted = setting.style.isolates != "off" and direction(setting.locale) == "rtl"
    return isolated(text) if is_wanted else text


_ISOLATES = Repair("ltr-runs", _isolates)
_ALL = (Repair("nfc", _text_only(nfc), safe=True),)

REPAIRS: Mapping[str, tuple[Repair, ...]] = {
    "fa": (
        *_ALL,
        Repair("persian-letters", _text_only(persian.persian_letters), safe=True),
        Repair("tatweel", _text_only(persian.without_tatweel)),
        Repair("persian-punctuation", _text_only(persiansigns.persian_punctuation)),
        Repair("persian-quotes", _persian_quotes),
        Repair("joiners", _text_only(persian.tidy_joiners), safe=True),
        Repair("verb-prefixes", _text_only(persian.verb_prefixes)),
        Repair("plurals", _text_only(persian.plurals)),
        Repair("comparatives", _text_only(persian.comparatives)),
        Repair("verb-endings", _text_only(persian.verb_endings)),
        Repair("ezafe", _text_only(persian.ezafe)),
        Repair("spaces", _text_only(persiansigns.spaces_at_signs)),
        Repair("persian-digits", _persian_digits),
        _ISOLATES,
    ),
    "es": (
        *_ALL,
        Repair("opening-signs", lambda text, about: spanishsigns.opening_signs(text, about.source)),
        Repair(
            "quotes",
            lambda text, about: spanish.quotes_of_source(text, about.source, about.style.quotes),
        ),
        Repair(
            "decimal-commas",
            lambda text, about: spanish.decimal_commas(text, about.source, about.locale),
        ),
        Repair(
            "percent-space",
            lambda text, about: spanish.percent_space(text, about.locale, about.style.percent),
        ),
        Repair("ordinals", _text_only(spanish.ordinals)),
        Repair(
            "lower-case-dates",
            lambda text, about: spanish.lower_case_dates(text, about.source),
        ),
    ),
}
"""By primary language, in the order in which they are applied."""


def repairs(locale: str) -> tuple[Repair, ...]:
    """The repairs of a language, in order; those of every language when it has none of its own.

    >>> [repair.name for repair in repairs("es-AR")][:2], [r.name for r in repairs("de")]
    (['nfc', 'opening-signs'], ['nfc', 'ltr-runs'])
    """
    return REPAIRS.get(subtags(locale).language, (*_ALL, _ISOLATES))


def repaired(text: str, locale: str, *, source: str = "", style: Style = Style()) -> str:  # noqa: B008
    """The text after every repair of its language; `source` is what it translates, if known.

    What is Arabic in a Persian text stays as it is.

    Laws: `repaired(repaired(t, l), l) == repaired(t, l)`, and the characters of `OBJECT` and
    `MARKS` are the same in the same order.

    >>> repaired("سياست ها می توانند 3 بار, تغيير كنند?", "fa")
    'سیاست\u200cها می\u200cتوانند ۳ بار، تغییر کنند؟'
    >>> repaired("Quién ganó el 3 de Mayo de 2021?", "es", source="Who won on 3 May 2021?")
    '¿Quién ganó el 3 de mayo de 2021?'
    """
    setting = Setting(source, locale, style)
    rows = repairs(locale)

    def applied(some: str) -> str:
        for repair in rows:
            some = repair.apply(some, setting)
        return some

    return outside_arabic(applied)(text) if subtags(locale).language == "fa" else applied(text)
