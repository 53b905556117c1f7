"""The kinds of characters in a text: one cheap test that makes most checks unnecessary.

Thirty checks on a paragraph are thirty searches; nearly all find that the text has no digit, no
bracket, no joiner. A text has few distinct characters, so their kinds are looked up once.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from enum import IntFlag, auto
from functools import reduce
from operator import or_


class Trait(IntFlag):
    """A kind of character. A check names the kinds without which it finds nothing."""

    DIGIT = auto()
    TAG = auto()
    """The brackets of tags."""
    ADDRESS = auto()
    """The colon and the at sign: every address has one."""
    STOP = auto()
    """Ends a sentence or clause, in any script; or an inverted mark."""
    BRACKET = auto()
    QUOTE = auto()
    CAPITAL = auto()
    """A capital letter of any script, or a letter of scripts in which dates and acronyms are
    written."""
    DECOMPOSED = auto()
    """May not be in NFC."""
    INVISIBLE = auto()
    """Controls, format characters, private use, unassigned, the replacement character."""
    JOINER = auto()
    """The zero-width non-joiner and joiner."""
    BIDI = auto()
    ARABIC = auto()
    """A letter of the Arabic script."""
    ARABIC_FORM = auto()
    """A code point of Arabic where Persian has its own."""
    FOREIGN = auto()
    """A letter that is neither Latin nor Arabic."""
    LATIN_MARK = auto()
    """Frequent where UTF-8 was read as Latin-1."""
    LETTER = auto()
    """Any letter."""
    PLACE = auto()
    """The brace of a placeholder."""
    LINK = auto()
    """The bracket of links, images and footnotes."""
    CODE = auto()
    """The backtick."""
    STRESS = auto()
    """The signs of bold, italics and strikethrough."""
    ENTITY = auto()
    """The ampersand: any character may be written with it."""
    QUESTION = auto()
    """The marks of questions and exclamations."""


_BY_CHARACTER = (
    ("½⅓⅔¼¾⅛⅜⅝⅞", Trait.DIGIT),
    ("<>", Trait.TAG),
    ("{}", Trait.PLACE),
    ("[]", Trait.LINK),
    ("`", Trait.CODE),
    ("*_~", Trait.STRESS),
    ("&", Trait.ENTITY),
    ("?!؟", Trait.QUESTION),
    (":@", Trait.ADDRESS),
    (".?!:;,…؟؛،。！？：；、۔।¿¡", Trait.STOP),
    ("()[]{}（）【】", Trait.BRACKET),
    ('"“”„«»‹›‘’「」『』', Trait.QUOTE),
    ("ÃÂâØÙÛÐÑÄÅÏÚĂ√├┬╪┘¬⁄", Trait.LATIN_MARK),
    ("كيىةئ٠١٢٣٤٥٦٧٨٩ۀ", Trait.ARABIC_FORM),
    ("\u200c\u200d", Trait.JOINER),
    ("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", Trait.BIDI),
)
_INVISIBLE = frozenset(("Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp"))


class _Kinds(dict[str, int]):
    """The traits of each character met so far."""

    def __missing__(self, character: str) -> int:
        found = 0
        for characters, trait in _BY_CHARACTER:
            if character in characters:
                found |= trait
        found |= _by_category(character)
        self[character] = int(found)
        return int(found)


def _by_category(character: str) -> int:
    category = unicodedata.category(character)
    found = 0
    if category == "Nd":
        found |= Trait.DIGIT
    elif category in _INVISIBLE or character == "\ufffd":
        if character not in "\n\t\u200c\u200d":
            found |= Trait.INVISIBLE
    elif category[0] == "L":
        found |= Trait.LETTER | _by_script(character)
        if category == "Lu":
            found |= Trait.CAPITAL
    if not character.isascii() and (
        unicodedata.combining(character) or not unicodedata.is_normalized("NFC", character)
    ):
        found |= Trait.DECOMPOSED
    return found


def _by_script(letter: str) -> int:
    if letter.isascii():
        return 0
    name = unicodedata.name(letter, "")
    if name.startswith("ARABIC"):
        return Trait.ARABIC
    if name.startswith("LATIN") or letter in "ªºµ":
        return 0
    return Trait.FOREIGN


_kind = _Kinds().__getitem__


def traits(characters: Iterable[str]) -> int:
    """The traits of some characters together, as bits of `Trait`.

    >>> Trait(traits("Paz (2015)")) == Trait.DIGIT | Trait.BRACKET | Trait.CAPITAL | Trait.LETTER
    True
    >>> traits(" ")
    0
    """
    different = frozenset(characters)
    unusual = different - _USUAL
    found = 0 if len(unusual) == len(different) else _USUAL_TRAITS
    if not unusual.isdisjoint(_USUAL_PERSIAN):
        unusual -= _USUAL_PERSIAN
        found |= _PERSIAN_TRAITS
    return reduce(or_, map(_kind, unusual), found)


_USUAL = frozenset("abcdefghijklmnopqrstuvwxyzáéíóúñ")
_USUAL_PERSIAN = frozenset("ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیآ")
"""Most letters of most texts: their traits are known without looking each of them up."""
_USUAL_TRAITS, _PERSIAN_TRAITS = int(Trait.LETTER), int(Trait.LETTER | Trait.ARABIC)
