"""Digits among letters that are no numbers: leetspeak, formats of programs, GRUB1, GOsa²."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from l10n_flow import patterns as re
from l10n_flow.language.numerals import ascii_digits
from l10n_flow.language.quantities.phrases import Number
from l10n_flow.language.quantities.sides import Side, is_within
from l10n_flow.model import Span


def without_letters(some: Sequence[Number], side: Side, other: Side) -> Sequence[Number]:
    """The numbers but for digits that are letters, a format, or of a name the other side has too.

    >>> en, es = Side("passw0rd, GOsa², L4 of grub", "en"), Side("c0ntr4s3ñ4, GOsa2, GRUB1", "es")
    >>> without_letters(es.numbers, es, en)
    []
    """
    left = [n for n in some if not _is_name(n, side, other)]
    if left and not _PRECISION.search(other.text):
        precisions = _spans(_PRECISION, side.text)
        left = [n for n in left if not is_within(n, precisions)]
    if left and (leet := _leet(side.text, other.text)) and _leet(other.text, side.text):
        mixed = _spans(_MIXED, side.text)
        left = [] if len(leet) >= _SPEECH else [n for n in left if not is_within(n, mixed)]
    return left


def _leet(text: str, other: str) -> Sequence[str]:
    """The words with digits for letters.

    Those that the other text has too, with whatever digits, are names: `utf8mb4`, `md5sum`.
    """
    if _LETTER.search(text) is None:
        return ()
    known = _DIGITS.sub("0", other)
    return [word for word in _LEET.findall(text) if _DIGITS.sub("0", word) not in known]


def _spans(pattern: re.Pattern[str], text: str) -> Sequence[Span]:
    return [Span(*match.span()) for match in pattern.finditer(text)]


_PRECISION = re.compile(r"%\.\d{1,4}s(?![^\W\d_])")
"""`%.100s`: a maximum length in characters, which few texts reach."""
_LEET = re.compile(r"(?<![\w.-])(?!0x)[^\W\d_]+\d+[a-zñáéíóú]+\w*(?![\w.-])")
"""`passw0rd`, `c0n7r4c7`."""
_LETTER = re.compile(r"\d(?<=[^\W\d_]\d)\d*[a-zñáéíóú]")
"""Something of each."""
_DIGITS = re.compile(r"\d+")
_MIXED = re.compile(r"(?=\w*[^\W\d_])(?=\w*\d)\w+")
_SPEECH = 3
"""Words of that kind that make all digits letters: `15 min3` is *is mine*."""


def _is_name(number: Number, side: Side, other: Side) -> bool:
    """Whether the digits are the end of a word that the other side has, with or without them."""
    if _ONE_OF.fullmatch(side.text) and other.text.strip().isalpha():
        return True
    if _FLAT.match(side.text, number.span.start) and _FLAT.search(other.text) is None:
        return True
    if "UTF" not in other.text and _CODED.search(
        side.text, max(0, number.span.start - 5), number.span.end
    ):
        return True
    word = _word_around(side.text, number.span)
    bare = word.rstrip("0123456789")
    if bare == word or len(bare) < _SHORTEST:
        return False
    if word not in other.text and word in unicodedata.normalize("NFKC", other.text):
        return True  # GOsa²
    return bare.isupper() and re.search(rf"(?i:\b{re.escape(bare)}\b)", other.text) is not None


_ONE_OF = re.compile(r"\s*1 \w+\s*")
"""`Month` as the singular of what a program counts: «1 mes»."""
_FLAT = re.compile(r"[23]D\b")
"""Flat or not is a quality: «3D» is stereoscopic."""
_CODED = re.compile(r"UTF-\d+\Z")
"""`UTF-16` explains Unicode."""
_SHORTEST = 3
"""Letters of a name; `MP3` and `H2` are other things than `MP` and `H`."""


def _word_around(text: str, span: Span) -> str:
    start, end = span
    while start and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return ascii_digits(text[start:end])
