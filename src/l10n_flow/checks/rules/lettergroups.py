"""Which of some close languages words are in, by groups of two to four of their letters.

Spanish, Galician, Portuguese, Catalan, Italian, French and English share many small words, so those
tell too little. `data/lettergroups.txt` says for 1,600 groups how much each speaks for a language.
`benchmarks/lettergroups.py` made it, by softmax regression on the catalogs of 35 projects, and
docs/checks-evaluation.md says what it tells on others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

from l10n_flow.checks.rules.smallwords import DATA
from l10n_flow.files import content_of

__all__ = ["KNOWN", "SURE", "groups", "likelier", "max_advantage"]

KNOWN = ("ca", "en", "es", "fr", "gl", "it", "pt")
"""The languages of the table, in the order of its columns."""

SURE = 40
"""Tenths of a natural logarithm by which another language must be likelier: 55 to 1."""


def groups(word: str) -> set[str]:
    """The groups of letters of a word; "_" is its edge.

    >>> sorted(groups("no"))
    ['_n', '_no', '_no_', 'no', 'no_', 'o_']
    """
    edged = f"_{word}_"
    return {edged[at : at + size] for size in (2, 3, 4) for at in range(len(edged) - size + 1)}


def likelier(words: Iterable[str], own: str, sure: int = SURE) -> str:
    """The language that different words, in lower case, are far likelier in than in `own`; else "".

    `own` is one of `KNOWN`, `sure` by how much the other must be likelier.

    >>> likelier(["o", "acordo", "foi", "assinado", "ontem"], "es")
    'pt'
    >>> likelier(["el", "acuerdo", "se", "firmó", "ayer"], "es")
    ''
    """
    totals = _apart(sum(map(_WEIGHTS.__getitem__, words), _table()[""]))
    best = max(range(len(KNOWN)), key=totals.__getitem__)
    return KNOWN[best] if totals[best] - totals[KNOWN.index(own)] > sure else ""


def max_advantage(words: Iterable[str], own: str) -> int:
    """By how much another language can be likelier in some of these words, at the most.

    0 where that is no more than `SURE`. Law: `likelier` says "" of any of the words where `sure` is
    `SURE` or more, and not below this.

    >>> max_advantage(["acuerdo", "firmó", "ayer"], "es")
    0
    """
    prior, gains = _weights(own)
    found = sum(map(gains.__getitem__, words), prior)
    return max(_apart(found)) if found + _OVER & _TOPS else 0


_FIELD = 48
"""Bits for each language in one number: so the weights of all languages are added at once.

No text is so long that a sum would need them all.
"""
_TOP = 1 << (_FIELD - 1)
_FIELDS = range(0, _FIELD * len(KNOWN), _FIELD)
_ONES = sum(1 << field for field in _FIELDS)
_TOPS = _TOP * _ONES
_OVER = (_TOP - 1 - SURE) * _ONES
"""What brings a field that is more than `SURE` to its highest bit."""


def _together(weights: Iterable[int]) -> int:
    """One number for the weights of all languages, of which the first has the lowest bits."""
    return sum(weight << field for weight, field in zip(weights, _FIELDS, strict=True))


def _apart(together: int) -> Sequence[int]:
    """The weights again.

    >>> _apart(_together([3, -1, 0, 7, 0, -9, 2]) + _together([1, 1, 1, 1, 1, 1, -5]))
    [4, 0, 1, 8, 1, -8, -3]
    """
    shifted = together + _TOPS  # no field is below zero
    return [(shifted >> field & (_TOP * 2 - 1)) - _TOP for field in _FIELDS]


class _Kept(dict[str, int]):
    """By word, what is worked out once; never for more words than a large project has."""

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
def _weights(own: str) -> tuple[int, _Kept]:
    """What speaks for each other language: before any word is said, and each word."""
    return _gains(_table()[""], own), _Kept(lambda word: _gains(_WEIGHTS[word], own))


def _gains(weights: int, own: str) -> int:
    """By how much each language is likelier than its own, where it is; all at once."""
    if not weights:
        return 0
    field = _FIELD * KNOWN.index(own)
    mine = ((weights + _TOPS) >> field & (2 * _TOP - 1)) - _TOP
    more = weights + _TOPS - mine * _ONES
    likelier = (more & _TOPS) >> (_FIELD - 1)  # a one in the fields that are not below zero
    return more & likelier * (_TOP - 1)


def _weight(word: str) -> int:
    """How much a word speaks for each language."""
    return sum(filter(None, map(_table().get, groups(word))))


_WEIGHTS = _Kept(_weight)


@cache
def _table() -> Mapping[str, int]:
    """The weights of each group, in tenths; "" is what a text without words has."""
    lines = content_of(DATA / "lettergroups.txt").decode().splitlines()
    rows = [line.split(" ") for line in lines if not line.startswith("#")]
    return {group.strip("-"): _together(map(int, weights)) for group, *weights in rows}
