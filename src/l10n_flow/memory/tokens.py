"""The tokens of a text that are compared (words, numbers and placeholders), and the similarity of
two sequences of tokens.

To compare them, a sequence becomes a string with one character for each token, the same for equal
tokens: rapidfuzz compares such strings 64 tokens at a time. This is its only importer here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from l10n_flow.language.counting import UNSPACED
from l10n_flow.language.numerals import ascii_digits
from l10n_flow.model import Span

NUMBER = "#"
"""The form of every number, so that two texts that differ only in a number have the same forms."""
PLACEHOLDER = "{}"

_LETTER = rf"[^\W_{UNSPACED}]"
_TOKEN = re.compile(
    r"\{[0-9]+\}"
    r"|</?[A-Za-z][\w-]*|&#?\w+;"  # names of tags and characters, which are no words
    r"|[$%‰°٪¢-¥؋﷼\u20a0-\u20cf]"  # signs that say what a number counts
    rf"|\d{{1,3}}(?:[ \u00a0\u2009\u202f]\d{{3}})+(?![-.,:/'’٫٬]?\d|{_LETTER})"
    rf"|\d+(?:[-.,:/'’٫٬]\d+)*(?![.,٫٬]?\d|{_LETTER}|-[^\W\d_])"  # not 20th, nor 19-year-old
    rf"|[{UNSPACED}]"
    rf"|{_LETTER}+(?:(?:[-'’_\u200c\u200d]|(?<=\d)[.,٫٬](?=\d)){_LETTER}+)*"  # 1.2bn is one
)
_SAME_LETTERS = str.maketrans({"ي": "ی", "ك": "ک", "’": "'", "\u200c": "", "\u200d": ""})
"""Characters that people write in two ways in Persian and English."""

_DIGITS = re.compile(r"\d+")
SIGNS = {**dict.fromkeys("-−‐‑–﹣－", "-"), "+": "+", "±": "±"}
"""Signs of numbers, by their ASCII form."""
_SIGN = re.escape("".join(SIGNS))
_DIRECTIONS = "\u200e\u200f\u061c\u2066"
"""Marks beside a sign in right-to-left text: Persian's minus is U+200E U+2212 (CLDR)."""
_CURRENCY = "$¢£¤¥\u20a0-\u20cf؋﷼"
_AHEAD = re.compile(
    rf"(?<![^\s(\[{{«“‘\"'=:*_{_CURRENCY}])[{_DIRECTIONS}]*"
    rf"[{_SIGN}][{_DIRECTIONS}]*[{_CURRENCY}]?\Z"
)
_AFTER = re.compile(rf"(?<=[۰-۹٠-٩])[{_DIRECTIONS}]*[-−][{_DIRECTIONS}]*(?=$|[\s)\].,،؛:»])")
"""A minus after the number, as people type it from right to left. At the beginning of a text it
belongs to a list item: `۱- آب`."""
_NUMBER = re.compile(rf"[{_SIGN}{_DIRECTIONS}{_CURRENCY}]*\d(?:[\W\d_]*\d)?[{_SIGN}{_DIRECTIONS}]*")
_LOOK = 6
"""Number of characters before a number in which its sign may be."""


@dataclass(frozen=True, slots=True)
class VariableToken:
    """A number, a word with digits (G20) or a placeholder, with its place in a text."""

    index: int
    """Its index among the tokens."""
    span: Span
    written: str

    @property
    def is_number(self) -> bool:
        """Whether it is a number or a word with digits, and not a placeholder."""
        return not self.written.startswith("{")

    @property
    def is_word(self) -> bool:
        """Whether it has letters too, so that no other one can replace it."""
        return any(map(str.isalpha, self.written))

    @property
    def groups(self) -> tuple[str, ...]:
        """Its runs of digits, as 0 to 9, with any separators between them.

        >>> persian = VariableToken(0, Span(0, 7), "۱٬۲۰۰")
        >>> persian.groups == VariableToken(0, Span(0, 5), "1,200").groups
        True
        """
        return tuple(_DIGITS.findall(ascii_digits(self.written)))

    @property
    def pieces(self) -> tuple[str, ...]:
        """The text before, between and after its runs of digits."""
        return tuple(_DIGITS.split(self.written))

    @property
    def separators(self) -> tuple[str, ...]:
        """The text between and around its runs of digits, without its sign."""
        first, *between, last = self.pieces
        return _without_sign(first), *between, _without_sign(last)

    @property
    def sign(self) -> str:
        """The sign of a number, "-", "+" or "±", however it is written; "" if it has none.

        >>> [slot.sign for slot in TokenText("5, -5, ۵−, \u200e−۵, -$5, 4-5, COVID-5").slots]
        ['', '-', '-', '-', '-', '', '']
        """
        if not self.is_number or self.is_word:
            return ""
        around = self.pieces[0] + self.pieces[-1]
        return next((SIGNS[one] for one in around if one in SIGNS), "")


class TokenText:
    """A text as its tokens; each property is computed once."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """The form of each token, in order.

        >>> TokenText("**Ferries** left in 2020, see [here]({1}).").forms
        ('ferries', 'left', 'in', '#', 'see', 'here', '{}')
        """
        return tuple([found for found in map(form, raw_tokens(self.text)) if found])

    @cached_property
    def slots(self) -> tuple[VariableToken, ...]:
        """The numbers, words with digits and placeholders, in order."""
        found = []
        index = 0
        for match in _TOKEN.finditer(self.text):
            kind = form(match[0])
            if kind in (NUMBER, PLACEHOLDER) or (kind and _DIGITS.search(kind)):
                span = self._with_sign(*match.span()) if kind == NUMBER else Span(*match.span())
                found.append(VariableToken(index, span, self.text[slice(*span)]))
            index += bool(kind)
        return tuple(found)

    def _with_sign(self, start: int, end: int) -> Span:
        """The place of a number with the sign before it, or, for Arabic-script digits, after it."""
        before = self.text[max(0, start - _LOOK) : start]
        ahead = _AHEAD.search(before)
        if ahead is not None and (ahead.start() or start <= _LOOK):
            return Span(start - len(before) + ahead.start(), end)
        after = _AFTER.match(self.text, end) if start else None
        return Span(start, after.end() if after is not None else end)


def _without_sign(piece: str) -> str:
    """The text beside digits, without sign and directional marks."""
    return "".join([one for one in piece if one not in SIGNS and one not in _DIRECTIONS])


def raw_tokens(text: str) -> list[str]:
    """The tokens as written, including names of tags.

    >>> raw_tokens("می‌رود <kbd>G20</kbd> 和平 1.200,50 19-year-old")
    ['می\u200cرود', '<kbd', 'G20', '</kbd', '和', '平', '1.200,50', '19-year-old']
    """
    return _TOKEN.findall(text)


def form(token: str) -> str:
    """The form of a token, the same for tokens that count as equal; "" for one that is ignored.

    >>> form("Ferry"), form("2,020"), form("{12}"), form("<kbd"), form("&nbsp;")
    ('ferry', '#', '{}', '', '')
    """
    first = token[0]
    if first == "{":
        return PLACEHOLDER
    if first in "<&":
        return ""
    if _NUMBER.fullmatch(token):
        return NUMBER
    return token.casefold().translate(_SAME_LETTERS)


# Similarity


class CommonRun(NamedTuple):
    """A run of tokens that two sequences have in common, with its start in each."""

    one: int
    other: int
    length: int


ROUNDING = 1e-4
"""Added to the maximum distance for rapidfuzz, which otherwise loses matches of exactly the cutoff,
such as 58 % of 100 tokens, even with 1e-9. Percentages are computed again in whole numbers."""


def percent(shared: int, one: int, other: int) -> int:
    """Twice the shared tokens over the tokens of both, in percent, rounded down.

    Changing one word of n leaves 100·(n - 1)/n, as in translation tools, which may count an added
    word differently.

    >>> percent(9, 10, 10), percent(10, 10, 11)
    (90, 95)
    """
    return 200 * shared // (one + other) if shared else 0


def encoded(one: Sequence[str], other: Sequence[str]) -> tuple[str, str]:
    """Two sequences of tokens as strings that can be compared with each other.

    >>> [list(map(ord, codes)) for codes in encoded(["a", "b", "a"], ["b", "c"])]
    [[0, 1, 0], [1, 2]]
    """
    codes: dict[str, str] = {}
    first, second = (
        "".join([codes.setdefault(token, chr(len(codes))) for token in tokens])
        for tokens in (one, other)
    )
    return first, second


def blocks(one: str, other: str) -> tuple[CommonRun, ...]:
    """The runs of a longest common subsequence, in order.

    >>> blocks("abcd", "xbcyd")
    (CommonRun(one=1, other=1, length=2), CommonRun(one=3, other=4, length=1))
    """
    from rapidfuzz.distance import Indel  # noqa: PLC0415  10 ms, for who looks something up

    return tuple(
        CommonRun(step.src_start, step.dest_start, step.src_end - step.src_start)
        for step in Indel.opcodes(one, other)
        if step.tag == "equal"
    )


def similar(one: str, others: Sequence[str], *, min_percent: int) -> list[tuple[int, int]]:
    """Each of `others` that matches `one` by at least `min_percent`: its index, and the `percent`.

    >>> similar("abcd", ["abxd", "zzzz"], min_percent=70)
    [(0, 75)]
    """
    from rapidfuzz import process  # noqa: PLC0415  10 ms, for who looks something up
    from rapidfuzz.distance import Indel  # noqa: PLC0415

    found = process.extract(
        one,
        others,
        scorer=Indel.normalized_distance,
        score_cutoff=1 - min_percent / 100 + ROUNDING,
        limit=None,
    )
    length = len(one)
    scores = []
    for other, distance, at in found:
        both = length + len(other)
        shared = (both - round(distance * both)) // 2
        score = percent(shared, length, len(other))
        if score >= min_percent:
            scores.append((at, score))
    return scores
