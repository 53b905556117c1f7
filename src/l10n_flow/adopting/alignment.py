"""Which blocks of a page and of its translation correspond.

The forward-backward algorithm (as in `pretranslate.carryover` for sentences) over the blocks of
both pages: a block has a counterpart, or none, or two blocks have one. The result is how likely a
pair is among all ordered paths through both pages.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from l10n_flow.adopting.blocks import PlacedSegment, weights
from l10n_flow.pretranslate.carryover.evidence import NOTHING, Feature, Weighing, numbers_differ

STEPS = ((1, 1), (1, 0), (0, 1), (2, 1), (1, 2))
SHARES = (0.88, 0.04, 0.04, 0.02, 0.02)
"""The frequency of each step: nearly always one block corresponds to one."""
_LOGS = tuple([math.log(share) for share in SHARES])

_WEIGHTS = {"#": 4.5, "d": 1.5, "m": 4.0, "w": 2.0, "l": 2.0, "s": 2.0, "e": 1.5, "p": 1.0}
"""Nats for an anchor that only these two blocks have, as for sentences (`carryover`)."""

OTHER_KIND = -6.0
"""Nats for two blocks of different kinds: a heading is hardly a paragraph."""
LOST = -1.5
"""Nats for each number, mark or link that only one of the two has."""

BAND = 30
"""The maximum distance of a pair from the diagonal in blocks, besides the difference in length."""

AROUND = 4
"""Blocks above and below a pair, each of which may be a better partner."""
RIVAL = 3.0
"""Nats that a pair at other places must share."""

BEAM = 60.0
"""The maximum nats by which a path to a cut may be less likely than another at the same depth: some
twenty successive blocks that only one side has."""

_FAR = -math.inf
"""Nats for blocks that are no pair."""

# Chosen on one half of the pages of `benchmarks/adopt.py`, judged on the other: docs/adopting.md.
CERTAIN_CHANCE = 0.999
CERTAIN_EVIDENCE = 5.0
CERTAIN_MARGIN = 4.0
CERTAIN_DEVIATION = 2.0

LIKELY_CHANCE = 0.95
LIKELY_EVIDENCE = 1.0
LIKELY_DEVIATION = 4.0


class Aligned(NamedTuple):
    """Corresponding blocks: their numbers, and how certain that is."""

    source: range
    target: range
    chance: float
    """0 to 1: the share of all likely paths through both pages that have this pair."""
    evidence: float
    """Nats of evidence for the pair, lengths and kinds included."""
    shared: float
    """The same without lengths and kinds."""
    margin: float = 0.0
    """Nats by which it is better than the next best partner of either side."""
    deviation: float = 0.0
    """Standard deviations by which the translation is too long."""
    lost: int = 0
    """Numbers, marks and links that only one of the two has."""

    @property
    def is_single(self) -> bool:
        """Whether one block corresponds to one."""
        return len(self.source) == len(self.target) == 1

    @property
    def is_certain(self) -> bool:
        """Whether it needs no look, if the pages are translations of each other."""
        return (
            self.is_single
            and self.chance >= CERTAIN_CHANCE
            and self.evidence >= CERTAIN_EVIDENCE
            and self.margin >= CERTAIN_MARGIN
            and abs(self.deviation) <= CERTAIN_DEVIATION
            and not self.lost
        )

    @property
    def is_likely(self) -> bool:
        """Whether it is worth a look."""
        return (
            self.chance >= LIKELY_CHANCE
            and self.evidence >= LIKELY_EVIDENCE
            and abs(self.deviation) < LIKELY_DEVIATION
        )


class PageAlignment(NamedTuple):
    """The alignment of a page and its translation."""

    pairs: tuple[Aligned, ...]
    """In the page's order; each block is in at most one."""
    score: float
    """0 to 1: how much of the smaller page has a counterpart without an alternative."""
    shared: Mapping[tuple[int, int], float] = MappingProxyType({})
    """Nats that the blocks of both pages share, in any place."""


def align(
    source: Sequence[PlacedSegment],
    target: Sequence[PlacedSegment],
    source_locale: str,
    target_locale: str,
) -> PageAlignment:
    """Return the likeliest pairs of blocks, in order. Blocks of both sides may be left over."""
    if not source or not target:
        return PageAlignment((), 0.0)
    table = _Table(source, target, source_locale, target_locale)
    found = tuple([table.judged(pair) for pair in _best(table)])
    return PageAlignment(found, _score(table, found), table.shared)


class _Table:
    """Every pair of blocks near the diagonal, with its weight."""

    def __init__(
        self,
        source: Sequence[PlacedSegment],
        target: Sequence[PlacedSegment],
        source_locale: str,
        target_locale: str,
    ) -> None:
        self.source, self.target = source, target
        self.rows, self.columns = len(source), len(target)
        mine = sum([block.trait for block in source], NOTHING)
        theirs = sum([block.trait for block in target], NOTHING)
        self.weighing = Weighing.of(mine, theirs, source_locale, target_locale)
        self.rarity = weights(source, target)
        self.slack = BAND + abs(self.rows - self.columns)
        self.shared = self._shared()
        self.sharing = self._sharing()
        self.pairs: dict[tuple[int, int], float] = {}
        self.lengths: dict[tuple[int, int], float] = {}

    def near(self, row: int) -> range:
        """Return the columns that are considered in a row of cuts."""
        middle = row * self.columns // max(1, self.rows)
        return range(max(0, middle - self.slack), min(self.columns, middle + self.slack) + 1)

    def _shared(self) -> dict[tuple[int, int], float]:
        """Return the nats that each pair of blocks shares, without pairs that share nothing."""
        holders: dict[str, list[tuple[int, int]]] = {}
        for column, block in enumerate(self.target):
            for name, times in block.trait.anchors.items():
                if name in self.rarity:
                    holders.setdefault(name, []).append((column, times))
        found: dict[tuple[int, int], float] = {}
        for row, block in enumerate(self.source):
            near = self.near(row)
            for name, times in block.trait.anchors.items():
                for column, others in holders.get(name, ()):
                    if column in near:
                        nats = min(times, others) * _WEIGHTS[name[0]] * self.rarity[name]
                        found[row, column] = found.get((row, column), 0.0) + nats
        return found

    def _sharing(self) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
        """Return the columns that share something with each row, and the other way round."""
        columns: dict[int, list[int]] = {}
        rows: dict[int, list[int]] = {}
        for (row, column), nats in self.shared.items():
            if nats >= RIVAL:
                columns.setdefault(row, []).append(column)
                rows.setdefault(column, []).append(row)
        return columns, rows

    def fit(self, row: int, column: int, rows: int, columns: int) -> float:
        """Return by how many nats the blocks from here are likelier as a pair than as strangers."""
        if rows == columns == 1:
            return self._pair(row, column)
        mine = self.source[row : row + rows]
        theirs = self.target[column : column + columns]
        kind = mine[0].sort
        if kind.startswith(_ALONE) or any(block.sort != kind for block in (*mine, *theirs)):
            return _FAR
        shared = sum(
            self.shared.get((row + r, column + c), 0.0) for r in range(rows) for c in range(columns)
        )
        lost = _lost(_hard(mine), _hard(theirs))
        letters = (sum(block.trait.letters for block in some) for some in (mine, theirs))
        return self._length(*letters) + shared + LOST * lost

    def _pair(self, row: int, column: int) -> float:
        known = self.pairs.get((row, column))
        if known is None:
            known = self.pairs[row, column] = self._weighed(row, column)
        return known

    def _weighed(self, row: int, column: int) -> float:
        one, other = self.source[row], self.target[column]
        kind = 0.5 if one.sort == other.sort else OTHER_KIND
        shared = self.shared.get((row, column), 0.0)
        lost = _lost(one.hard, other.hard)
        return self._length(one.trait.letters, other.trait.letters) + shared + kind + LOST * lost

    def judged(self, pair: Aligned) -> Aligned:
        """Return the pair of single blocks with the evidence against it."""
        if not pair.is_single:
            return pair
        row, column = pair.source[0], pair.target[0]
        one, other = self.source[row].trait, self.target[column].trait
        columns, rows = self.sharing
        rivals = [self._pair(row, at) for at in columns.get(row, ()) if at != column]
        rivals += [self._pair(at, column) for at in rows.get(column, ()) if at != row]
        for step in (*range(-AROUND, 0), *range(1, AROUND + 1)):
            if 0 <= column + step < self.columns:
                rivals.append(self._pair(row, column + step))
            if 0 <= row + step < self.rows:
                rivals.append(self._pair(row + step, column))
        return pair._replace(
            margin=pair.evidence - max([0.0, *rivals]),
            deviation=self.weighing.deviation(one, other),
            lost=_lost(self.source[row].hard, self.target[column].hard)
            + numbers_differ(one, other),
        )

    def _length(self, one: int, other: int) -> float:
        known = self.lengths.get((one, other))
        if known is None:
            known = self.weighing.fit(Feature(one, {}), Feature(other, {}))
            self.lengths[one, other] = known
        return known


_ALONE = ("heading", "field", "cell")
"""Kinds of blocks that are neither joined nor divided."""


def _hard(some: Sequence[PlacedSegment]) -> Mapping[str, int]:
    if len(some) == 1:
        return some[0].hard
    found = dict(some[0].hard)
    for name, count in some[1].hard.items():
        found[name] = found.get(name, 0) + count
    return found


def _lost(one: Mapping[str, int], other: Mapping[str, int]) -> int:
    """Count the hard anchors that only one of the two has, up to a limit."""
    if one == other:
        return 0
    lost = sum([count > other.get(name, 0) for name, count in one.items()])
    lost += sum([count > one.get(name, 0) for name, count in other.items()])
    return min(lost, 4)


def _best(table: _Table) -> Iterator[Aligned]:
    """Yield the pairs of the path through both pages with the likeliest pairs."""
    forward, moves = _forward(table)
    ways = _Ways(forward, _backward(table, forward, moves), forward[table.rows][table.columns])
    # The path with the highest sum of its pairs' probabilities, each by itself.
    best: list[dict[int, tuple[float, int]]] = [{} for _ in range(table.rows + 1)]
    best[0][0] = 0.0, -1
    for row in range(table.rows + 1):
        for column in sorted(forward[row]):
            top = (-1.0, -1)
            for number, (rows, columns) in enumerate(STEPS):
                before = best[row - rows].get(column - columns) if row >= rows else None
                if before is None:
                    continue
                gain = 0.0
                if rows and columns:
                    fit = moves.get((row - rows, column - columns, number))
                    if fit is None:
                        continue
                    chance = ways.chance(row, column, number, fit)
                    gain = chance * (rows + columns) / 2
                if before[0] + gain > top[0]:
                    top = before[0] + gain, number
            if top[1] >= 0:
                best[row][column] = top
    row, column = table.rows, table.columns
    found: list[Aligned] = []
    while row and column:
        number = best[row][column][1]
        rows, columns = STEPS[number]
        if rows and columns:
            fit = moves[row - rows, column - columns, number]
            chance = ways.chance(row, column, number, fit)
            shared = sum(
                table.shared.get((r, c), 0.0)
                for r in range(row - rows, row)
                for c in range(column - columns, column)
            )
            found.append(
                Aligned(
                    range(row - rows, row), range(column - columns, column), chance, fit, shared
                )
            )
        row, column = row - rows, column - columns
    yield from reversed(found)


class _Ways(NamedTuple):
    """The logarithms of all paths to each cut, from each cut, and through both pages."""

    forward: list[dict[int, float]]
    backward: list[dict[int, float]]
    whole: float

    def chance(self, row: int, column: int, number: int, fit: float) -> float:
        """Return the share of all paths with the step that ends here."""
        rows, columns = STEPS[number]
        here = self.forward[row - rows][column - columns]
        there = self.backward[row].get(column, _FAR)
        return math.exp(min(0.0, here + _LOGS[number] + fit + there - self.whole))


def _forward(table: _Table) -> tuple[list[dict[int, float]], dict[tuple[int, int, int], float]]:
    """Return, for each cut, the logarithm of all paths to it, and the weight of each pair."""
    forward: list[dict[int, float]] = [{} for _ in range(table.rows + 1)]
    forward[0][0] = 0.0
    moves: dict[tuple[int, int, int], float] = {}
    for row in range(table.rows + 1):
        for column in table.near(row):
            ways = []
            for number, (rows, columns) in enumerate(STEPS):
                if row < rows:
                    continue
                before = forward[row - rows].get(column - columns)
                if before is None:
                    continue
                if rows and columns:
                    fit = table.fit(row - rows, column - columns, rows, columns)
                    if fit == _FAR:
                        continue
                    moves[row - rows, column - columns, number] = fit
                    before += fit
                ways.append(before + _LOGS[number])
            if ways:
                forward[row][column] = _sum(ways)
        if row < table.rows:
            floor = max(forward[row].values()) - BEAM
            forward[row] = {at: ways for at, ways in forward[row].items() if ways >= floor}
    return forward, moves


def _backward(
    table: _Table,
    forward: Sequence[Mapping[int, float]],
    moves: dict[tuple[int, int, int], float],
) -> list[dict[int, float]]:
    backward: list[dict[int, float]] = [{} for _ in range(table.rows + 1)]
    backward[table.rows][table.columns] = 0.0
    for row in range(table.rows, -1, -1):
        for column in sorted(forward[row], reverse=True):
            ways = []
            for number, (rows, columns) in enumerate(STEPS):
                if row + rows > table.rows:
                    continue
                after = backward[row + rows].get(column + columns)
                if after is None:
                    continue
                if rows and columns:
                    fit = moves.get((row, column, number))
                    if fit is None:
                        continue
                    after += fit
                ways.append(after + _LOGS[number])
            if ways:
                backward[row][column] = _sum(ways)
    return backward


def _sum(ways: Sequence[float]) -> float:
    top = max(ways)
    if len(ways) == 1:
        return top
    return top + math.log(sum([math.exp(way - top) for way in ways]))


def _score(table: _Table, pairs: Sequence[Aligned]) -> float:
    """Return the share of the smaller page's letters in pairs without an alternative."""
    good = sum(
        min(table.source[pair.source[0]].trait.letters, table.target[pair.target[0]].trait.letters)
        for pair in pairs
        if pair.chance >= 0.9 and pair.evidence >= 2 and pair.margin >= 1 and not pair.lost
    )
    mine, theirs = (
        sum(block.trait.letters for block in blocks) for blocks in (table.source, table.target)
    )
    return good / max(1, min(mine, theirs))
