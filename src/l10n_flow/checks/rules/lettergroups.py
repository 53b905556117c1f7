"""Which of some close languages words are in, by groups of two to four of their letters.

Spanish, Galician, Portuguese, Catalan, Italian, French and English share many small words, so those
tell too little. `data/lettergroups.txt` says for 1,600 groups how much each speaks for a language.
`benchmarks/lettergroups.py` made it, by softmax regression on the catalogs of 35 projects, and
docs/checks-evaluation.md says what it tells on others.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import TypeVar

from l10n_flow.checks.rules.smallwords import DATA
from l10n_flow.files import content_of

__all__ = ["KNOWN", "SURE", "groups", "likelier", "may_be_likelier"]

Value = TypeVar("Value")

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
    totals = [sum(column) for column in zip(_table()[""], *map(_weights, words), strict=True)]
    best = max(range(len(KNOWN)), key=totals.__getitem__)
    return KNOWN[best] if totals[best] - totals[KNOWN.index(own)] > sure else ""


def may_be_likelier(words: Collection[str], own: str) -> bool:
    """Whether another language may be far likelier in some of these words: a quick look.

    Law: where it says no, `likelier` says "" of any of the words.

    >>> may_be_likelier(["acuerdo", "firmó", "ayer"], "es")
    False
    """
    prior, most, gains = _gains(_table()[""], own), *_looks(own)
    if sum(map(most.__getitem__, words)) + max(prior) <= SURE:
        return False
    return max(map(sum, zip(prior, *map(gains.__getitem__, words), strict=True))) > SURE


class _Kept(dict[str, Value]):
    """By word, what is worked out once; never for more words than a large project has."""

    def __init__(self, make: Callable[[str], Value]) -> None:
        super().__init__()
        self.make = make

    def __missing__(self, word: str) -> Value:
        if len(self) >= _WORDS:
            self.clear()
        made = self[word] = self.make(word)
        return made


_WORDS = 1 << 15


@cache
def _looks(own: str) -> tuple[_Kept[int], _Kept[Sequence[int]]]:
    """How much a word speaks for another language at the most, and for each of them."""
    gains = _Kept(lambda word: _gains(_weights(word), own))
    return _Kept(lambda word: max(gains[word])), gains


def _gains(weights: Sequence[int], own: str) -> Sequence[int]:
    """By how much each language is likelier than its own, where it is."""
    mine = weights[KNOWN.index(own)]
    return [max(weight - mine, 0) for weight in weights]


@lru_cache(maxsize=1 << 14)
def _weights(word: str) -> Sequence[int]:
    """How much a word speaks for each language."""
    table = _table()
    rows = [row for group in groups(word) if (row := table.get(group)) is not None]
    return [sum(column) for column in zip(*rows, strict=True)] if rows else _NOTHING


_NOTHING = (0,) * len(KNOWN)


@cache
def _table() -> Mapping[str, Sequence[int]]:
    """The weights of each group, in tenths; "" is what a text without words has."""
    lines = content_of(DATA / "lettergroups.txt").decode().splitlines()
    rows = [line.split(" ") for line in lines if not line.startswith("#")]
    return {group.strip("-"): [int(weight) for weight in weights] for group, *weights in rows}
