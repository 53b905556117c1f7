"""How alike two sequences of tokens are: the only importer of rapidfuzz here.

A sequence is a string with one character for each token, the same for the same token: rapidfuzz
compares such strings 64 tokens at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

__all__ = ["CommonRun", "blocks", "encoded", "percent", "similar"]


class CommonRun(NamedTuple):
    """A run of tokens that two sequences have in common, by where it begins in each."""

    one: int
    other: int
    length: int


ROUNDING = 1e-4
"""What rapidfuzz is asked for too much: it loses matches of exactly the cutoff, 58 % of 100 tokens
for example, even with 1e-9. The percentages are counted again in whole numbers."""


def percent(shared: int, one: int, other: int) -> int:
    """Twice the shared tokens over the tokens of both, in percent, rounded down.

    Changing one word of n leaves 100·(n - 1)/n: what translation tools show, give or take their
    way of counting a word that was put in.

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


def similar(one: str, others: Sequence[str], *, least: int) -> list[tuple[int, int]]:
    """Each of `others` that matches `one` by `least` percent: its position, and the `percent`.

    >>> similar("abcd", ["abxd", "zzzz"], least=70)
    [(0, 75)]
    """
    from rapidfuzz import process  # noqa: PLC0415  10 ms, for who looks something up
    from rapidfuzz.distance import Indel  # noqa: PLC0415

    found = process.extract(
        one,
        others,
        scorer=Indel.normalized_distance,
        score_cutoff=1 - least / 100 + ROUNDING,
        limit=None,
    )
    length = len(one)
    scores = []
    for other, distance, at in found:
        both = length + len(other)
        shared = (both - round(distance * both)) // 2
        score = percent(shared, length, len(other))
        if score >= least:
            scores.append((at, score))
    return scores
