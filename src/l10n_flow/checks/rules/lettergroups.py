"""The likeliest of some close languages for a list of words, by groups of two to four letters.

Spanish, Galician, Portuguese, Catalan, Italian, French and English share many small words, so small
words prove too little. `data/lettergroups.txt` has the weight of 1,600 groups for each language.
`benchmarks/lettergroups.py` made it by softmax regression on the catalogs of 35 projects;
docs/checks-evaluation-history.md says how well it works on others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from operator import add

from l10n_flow.checks.rules.smallwords import DATA
from l10n_flow.files.reading import content_of

KNOWN = ("ca", "en", "es", "fr", "gl", "it", "pt")
"""The languages of the table, in the order of its columns."""

SURE = 40
"""Another language must be likelier by this, in tenths of a natural logarithm: 55 to 1."""


def groups(word: str) -> set[str]:
    """Return the groups of letters of a word; "_" is its edge.

    >>> sorted(groups("no"))
    ['_n', '_no', '_no_', 'no', 'no_', 'o_']
    """
    edged = f"_{word}_"
    twos = list(map(add, edged, edged[1:]))
    threes = list(map(add, twos, edged[2:]))
    return {*twos, *threes, *map(add, threes, edged[3:])}


def likelier(words: Iterable[str], own: str, sure: int = SURE) -> str:
    """Return a language far likelier than `own` for different words in lower case; else "".

    `own` is one of `KNOWN`; `sure` is by how much the other must be likelier.

    >>> likelier(["o", "acordo", "foi", "assinado", "ontem"], "es")
    'pt'
    >>> likelier(["el", "acuerdo", "se", "firmó", "ayer"], "es")
    ''
    """
    totals = _apart(sum(map(_WEIGHTS.__getitem__, words), _table()[""]))
    best = max(range(len(KNOWN)), key=totals.__getitem__)
    return KNOWN[best] if totals[best] - totals[KNOWN.index(own)] > sure else ""


def max_advantage(words: Iterable[str], own: str) -> int:
    """Return the maximum by which another language can be likelier for some of these words.

    It is 0 where that is not above `SURE`. Law: for any of the words, `likelier` returns "" where
    `sure` is `SURE` or more and at least this.

    >>> max_advantage(["acuerdo", "firmó", "ayer"], "es")
    0
    """
    prior, gains = _weights(own)
    found = sum(map(gains.__getitem__, words), prior)
    return max(_apart(found)) if found + _OVER & _TOPS else 0


def advantages(words: Iterable[str], own: str) -> Mapping[str, int]:
    """Return those of the words for which another language is likelier, for `may_reach`."""
    _, gains = _weights(own)
    return {word: gain for word in words if (gain := gains[word])}


def may_reach(telling: Mapping[str, int], text: str, own: str, sure: int) -> bool:
    """Whether another language may be likelier by more than `sure` for a part of a text.

    `telling` are the `advantages` of all its words. Law: where it is False, `likelier` returns ""
    for the words of the part.

    >>> words = ["o", "acordo", "foi", "assinado", "ontem"]
    >>> telling = advantages(words, "es")
    >>> may_reach(telling, "o acordo foi assinado", "es", SURE), may_reach(telling, "o", "es", SURE)
    (True, False)
    """
    prior, _ = _weights(own)
    found = sum([gain for word, gain in telling.items() if word in text], prior)
    return found + (_TOP - 1 - sure) * _ONES & _TOPS != 0


_FIELD = 48
"""Bits for each language in one number, so that one addition adds the weights of all languages.

No text is long enough for a sum that needs them all.
"""
_TOP = 1 << (_FIELD - 1)
_FIELDS = range(0, _FIELD * len(KNOWN), _FIELD)
_ONES = sum(1 << field for field in _FIELDS)
_TOPS = _TOP * _ONES
_OVER = (_TOP - 1 - SURE) * _ONES
"""Added to a field above `SURE`, this sets its highest bit."""


def _together(weights: Iterable[int]) -> int:
    """Join the weights of all languages into one number; the first language has the lowest bits."""
    return sum(weight << field for weight, field in zip(weights, _FIELDS, strict=True))


def _apart(together: int) -> Sequence[int]:
    """Return the weights that `_together` joined.

    >>> _apart(_together([3, -1, 0, 7, 0, -9, 2]) + _together([1, 1, 1, 1, 1, 1, -5]))
    [4, 0, 1, 8, 1, -8, -3]
    """
    shifted = together + _TOPS  # no field is below zero
    return [(shifted >> field & (_TOP * 2 - 1)) - _TOP for field in _FIELDS]


class _WordValues(dict[str, int]):
    """By word, a value that is computed once; never more words than a large project has."""

    def __init__(self, make: Callable[[str], int]) -> None:
        super().__init__()
        self.make = make

    def __missing__(self, word: str) -> int:
        if len(self) >= _WORDS:
            self.clear()
        made = self[word] = self.make(word)
        return made


_WORDS = 1 << 15


@cache
def _weights(own: str) -> tuple[int, _WordValues]:
    """The weights of each other language: before the first word, and of each word."""
    return _gains(_table()[""], own), _WordValues(lambda word: _gains(_WEIGHTS[word], own))


def _gains(weights: int, own: str) -> int:
    """By how much each language is likelier than `own`, where it is; computed at once."""
    if not weights:
        return 0
    field = _FIELD * KNOWN.index(own)
    mine = ((weights + _TOPS) >> field & (2 * _TOP - 1)) - _TOP
    more = weights + _TOPS - mine * _ONES
    likelier = (more & _TOPS) >> (_FIELD - 1)  # a one in the fields that are not below zero
    return more & likelier * (_TOP - 1)


def _weight(word: str) -> int:
    """The weight of a word for each language."""
    return sum(map(_table().__getitem__, groups(word) & _weighed()))


_WEIGHTS = _WordValues(_weight)


@cache
def _table() -> Mapping[str, int]:
    """The weights of each group, in tenths; "" is the weight of a text without words."""
    lines = content_of(DATA / "lettergroups.txt").decode().splitlines()
    rows = [line.split(" ") for line in lines if not line.startswith("#")]
    return {group.strip("-"): _together(map(int, weights)) for group, *weights in rows}


@cache
def _weighed() -> frozenset[str]:
    """The groups that have weights: most groups of a word have none."""
    return frozenset(_table())
