"""Addresses made of words: the slug of an article, the anchor of a heading."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import MutableMapping

from l10n_flow.language.numerals import ascii_digits
from l10n_flow.language.tags import subtags
from l10n_flow.model import digest

__all__ = ["LONGEST_SLUG", "heading_anchor", "slug", "unique"]

LONGEST_SLUG = 80
"""Letters. With `_LONGEST_BYTES` it keeps a slug usable as a file name (255 bytes) with room for
a number and a suffix."""

_LONGEST_BYTES = 200

_APART = re.compile(
    r"[\s_/\\|\u058a\u05be\u2010-\u2015\u2212\u2e3a\u2e3b-]+"
    r"|(?<=[\u0620-\u06ff])\u200c"  # the zero-width non-joiner ends a Persian or Kurdish morpheme
    r"|(?<=[0-9])[.,\u066b\u066c:](?=[0-9])"
)
"""What stands between two words: space, dashes, slashes, the point of `3.5`."""

_WIDE_MARKS = re.compile(
    "[\u3001-\u3003\u3008-\u3011\u3014-\u301f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40]+"
)
"""Chinese and Japanese punctuation, which has its space within it."""

_POINTS = re.compile("[\u0640\u064b-\u065f\u0670\u0591-\u05bd\u05bf-\u05c7]")
"""Arabic tatweel and vowel signs, Hebrew points: written or not, the word is the same. What is a
letter of its own with a letter (أ, آ, ۀ) has become one in NFKC before these are dropped."""

_LATIN = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ł": "l",
     "ŋ": "n", "þ": "th", "ŧ": "t", "ə": "e"}
)  # fmt: skip
"""Latin letters that Unicode does not decompose into an ASCII letter and a mark."""

_BY_LANGUAGE = {
    "de": str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"}),  # DIN 5007-2, passports, domains
    "fa": str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "ۀ": "ه"}),  # ISIRI 9147; خانۀ is خانهٔ
}


def slug(text: str, locale: str) -> str:
    """The text as the last part of an address: words in lower case with hyphens between them.

    Latin letters are folded to ASCII; other scripts keep their letters, in NFC, without vowel
    points. Punctuation, symbols and bidirectional controls are dropped, digits are 0 to 9. It
    ends at the last word that fits into `LONGEST_SLUG` letters. A text without a letter or digit
    gives its digest: a slug is never empty. Law: `slug(slug(t, l), l) == slug(t, l)`.

    >>> slug("¿Qué pasó en España? El acuerdo, año 3.5", "es")
    'que-paso-en-espana-el-acuerdo-ano-3-5'
    >>> slug("«برجام» چه می‌گوید؟ (۲۰۱۵)", "fa"), slug("Moscow’s Realistic Approach", "en")
    ('برجام-چه-می-گوید-2015', 'moscows-realistic-approach')
    """
    plain = unicodedata.normalize("NFKC", _WIDE_MARKS.sub(" ", text)).lower()
    plain = plain.translate(_BY_LANGUAGE.get(subtags(locale).language, {})).translate(_LATIN)
    plain = ascii_digits(unicodedata.normalize("NFC", _POINTS.sub("", plain)))
    # Marks last: what stood between a letter and a mark may have been dropped.
    found = _without_latin_marks("".join(map(_kept, _APART.sub(" ", plain))))
    return _shortened("-".join(unicodedata.normalize("NFC", found).split())) or digest(text)


def heading_anchor(text: str) -> str:
    """The id that GitHub, and most Markdown processors after it, give a heading of this text.

    Lower case; letters, marks, digits, `_` and `-` kept; each space a hyphen; all else dropped,
    fractions and emoji too. The text is the heading's plain text, without its Markdown marks.

    >>> heading_anchor("What’s new in 3.5 – & why?"), heading_anchor("پیشینهٔ برجام")
    ('whats-new-in-35---why', 'پیشینهٔ-برجام')
    """
    lower = text.strip().lower()
    if lower.isascii():
        return _NO_WORDS.sub("", lower).replace(" ", "-")
    return "".join(
        "-" if letter == " " else letter for letter in lower if letter in "- " or _is_word(letter)
    )


_NO_WORDS = re.compile(r"[^a-z0-9_ -]+")


def unique(anchor: str, seen: MutableMapping[str, int]) -> str:
    """The anchor, numbered `-1`, `-2`… when this page has it already; `seen` then remembers it.

    >>> seen = {}
    >>> [unique(anchor, seen) for anchor in ("why", "why", "why-1", "why")]
    ['why', 'why-1', 'why-1-1', 'why-2']
    """
    found, number = anchor, seen.get(anchor, 0)
    while found in seen:
        number += 1
        found = f"{anchor}-{number}"
    seen[anchor] = number
    seen.setdefault(found, 0)
    return found


def _kept(letter: str) -> str:
    """The character when it is part of a word; a space stays a space; "" for all else."""
    if letter.isalnum() or letter == " " or unicodedata.category(letter)[0] in "LMN":
        return letter
    return ""


def _without_latin_marks(text: str) -> str:
    """NFD, less the marks on Latin letters: á is a; й and क्षि keep theirs."""
    if text.isascii():
        return text
    found: list[str] = []
    latin = False
    for letter in unicodedata.normalize("NFD", text):
        if unicodedata.combining(letter):
            if not latin:
                found.append(letter)
            continue
        latin = letter.isascii() or unicodedata.name(letter, "").startswith("LATIN")
        found.append(letter)
    return "".join(found)


def _shortened(text: str) -> str:
    while len(text) > LONGEST_SLUG or len(text.encode()) > _LONGEST_BYTES:
        shorter, _, _ = text.rpartition("-")
        text = shorter or text[: min(LONGEST_SLUG, len(text) - 1)]
    return text


def _is_word(letter: str) -> bool:
    """Unicode's word characters (UTS 18): alphabetic ones, marks, decimal digits, connectors."""
    category = unicodedata.category(letter)
    if category == "So":
        return letter in _CIRCLED
    return category[0] in "LM" or category in ("Nd", "Nl", "Pc")


_CIRCLED = frozenset(
    chr(code)
    for first, last in (
        (0x24B6, 0x24E9),
        (0x1F130, 0x1F149),
        (0x1F150, 0x1F169),
        (0x1F170, 0x1F189),
    )
    for code in range(first, last + 1)
)
"""Letters in circles and squares, the only symbols that are alphabetic."""
