"""Slugs: the words of a title as the last part of an address."""

from __future__ import annotations

import unicodedata

from l10n_flow import patterns as re
from l10n_flow.language.numerals import ascii_digits
from l10n_flow.language.tags import subtags
from l10n_flow.model import digest

LONGEST_SLUG = 80
"""Maximum number of letters. With `_LONGEST_BYTES`, a slug is usable as a file name (255 bytes)
with room for a number and a suffix."""

_LONGEST_BYTES = 200

_APART = re.compile(
    r"[\s_/\\|\u058a\u05be\u2010-\u2015\u2212\u2e3a\u2e3b-]+"
    r"|(?<=[\u0620-\u06ff])\u200c"  # the zero-width non-joiner ends a Persian or Kurdish morpheme
    r"|(?<=[0-9])[.,\u066b\u066c:](?=[0-9])"
)
"""What separates two words: space, dashes, slashes, the point of `3.5`."""

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
