"""What a machine's draft is repaired by, per language: tables of small named functions.

A repair is certain, or it is not in the table: it changes only what a reader of the language
would call a slip, on words outside markup. Markup is masked by the caller with one character for
each item: `OBJECT` for what is opaque (code, a placeholder, a tag without words), one of `MARKS`
for what opens or closes around words. They come out as they went in, in their order.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from typing import NamedTuple

from l10n_flow.language import persian, spanish
from l10n_flow.language.tags import subtags

__all__ = ["MARKS", "OBJECT", "REPAIRS", "Repair", "nfc", "repaired", "repairs"]

OBJECT = "\ufffc"
"""OBJECT REPLACEMENT CHARACTER: stands for something that is no words."""

MARKS = "".join(map(chr, range(0xE000, 0xE100)))
"""The private-use characters that may stand for opening and closing marks."""


class Repair(NamedTuple):
    """One repair: its name, what it does, and whether people's own words may be given to it."""

    name: str
    apply: Callable[[str, str, str], str]
    """Text, source and language tag to text."""
    safe: bool = False
    """What it changes is never meant: `check --fix` may do it to what a person wrote."""


def nfc(text: str) -> str:
    r"""The text in Unicode's composed form (UAX #15), which keyboards write and searches expect.

    >>> nfc("an\u0303o") == "año"
    True
    """
    return unicodedata.normalize("NFC", text)


def _text_only(function: Callable[[str], str]) -> Callable[[str, str, str], str]:
    return lambda text, _source, _locale: function(text)


_ALL = (Repair("nfc", _text_only(nfc), safe=True),)

REPAIRS: Mapping[str, tuple[Repair, ...]] = {
    "fa": (
        *_ALL,
        Repair("persian-letters", _text_only(persian.persian_letters), safe=True),
        Repair("persian-punctuation", _text_only(persian.persian_punctuation)),
        Repair("persian-quotes", _text_only(persian.persian_quotes)),
        Repair("joiners", _text_only(persian.tidy_joiners), safe=True),
        Repair("verb-prefixes", _text_only(persian.verb_prefixes)),
        Repair("plurals", _text_only(persian.plurals)),
        Repair("comparatives", _text_only(persian.comparatives)),
        Repair("verb-endings", _text_only(persian.verb_endings)),
        Repair("persian-digits", _text_only(persian.persian_digits)),
    ),
    "es": (
        *_ALL,
        Repair("opening-signs", lambda text, source, _: spanish.opening_signs(text, source)),
        Repair("quotes", lambda text, source, _: spanish.quotes_of_source(text, source)),
        Repair("decimal-commas", spanish.decimal_commas),
        Repair("lower-case-dates", _text_only(spanish.lower_case_dates)),
    ),
}
"""By primary language, in the order in which they are applied."""


def repairs(locale: str) -> tuple[Repair, ...]:
    """The repairs of a language, in order; those of every language when it has none of its own.

    >>> [repair.name for repair in repairs("es-AR")][:2], [r.name for r in repairs("de")]
    (['nfc', 'opening-signs'], ['nfc'])
    """
    return REPAIRS.get(subtags(locale).language, _ALL)


def repaired(text: str, locale: str, *, source: str = "") -> str:
    """The text after every repair of its language; `source` is what it translates, if known.

    Laws: `repaired(repaired(t, l), l) == repaired(t, l)`, and the characters of `OBJECT` and
    `MARKS` are the same in the same order.

    >>> repaired("سياست ها می توانند 3 بار, تغيير كنند?", "fa")
    'سیاست\u200cها می\u200cتوانند ۳ بار، تغییر کنند؟'
    >>> repaired("Quién ganó el 3 de Mayo de 2021?", "es", source="Who won on 3 May 2021?")
    '¿Quién ganó el 3 de mayo de 2021?'
    """
    for repair in repairs(locale):
        text = repair.apply(text, source, locale)
    return text
