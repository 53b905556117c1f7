"""Which blocks of a page and of its translation are each other's.

The forward-backward algorithm (as `pretranslate.carryalign` has it for sentences) over the blocks
of both pages: a block has a counterpart, or none, or two blocks have one. What it gives is how
likely a pair is among all ways to go through both pages in order.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from l10n_flow.adopting.blocks import Block, weights
from l10n_flow.pretranslate.carryevidence import NOTHING, Trait, Weighing, numbers_differ

__all__ = ["Aligned", "Alignment", "align"]

STEPS = ((1, 1), (1, 0), (0, 1), (2, 1), (1, 2))
SHARES = (0.88, 0.04, 0.04, 0.02, 0.02)
"""How often blocks go so: one block is one block nearly always."""
_LOGS = tuple([math.log(share) for share in SHARES])

_WEIGHTS = {"#": 4.5, "d": 1.5, "m": 4.0, "w": 2.0, "l": 2.0, "s": 2.0, "e": 1.5, "p": 1.0}
"""Nats for an anchor that both have, as for sentences (`carryevidence`), if nothing else has it."""

OTHER_KIND = -6.0
"""Nats for two blocks of different kinds: a heading is hardly a paragraph."""
LOST = -1.5
"""Nats for each number, mark or link that only one of the two has."""

BAND = 30
"""Blocks by which a pair may lie off the diagonal, beside the difference of both lengths."""

_FAR = -1e9


class Aligned(NamedTuple):
    """Blocks that are each other's: their numbers, and how sure that is."""

    source: range
    target: range
    chance: float
    """0 to 1: of all likely ways through both pages, the share that has this pair."""
    evidence: float
    """Nats by which what the two share speaks for the pair, their lengths and kinds among it."""
    shared: float
    """The same without lengths and kinds."""
    margin: float = 0.0
    """Nats by which it is better than either side's next best partner."""
    deviation: float = 0.0
    """Standard deviations by which the translation is too long."""
    lost: int = 0
    """Numbers, marks and links that only one of the two has."""


class Alignment(NamedTuple):
    """A page and its translation."""

    pairs: tuple[Aligned, ...]
    """In the page's order; each block is in one at most."""
    score: float
    """0 to 1: how much of the smaller page has a counterpart that nothing else could be."""


def align(
    source: Sequence[Block], target: Sequence[Block], source_locale: str, target_locale: str
) -> Alignment:
    """The likeliest pairs of blocks, in order. Both sides may have blocks that the other lacks."""
    if not source or not target:
        return Alignment((), 0.0)
    table = _Table(source, target, source_locale, target_locale)
    found = tuple([table.judged(pair) for pair in _best(table)])
    return Alignment(found, _score(table, found))


class _Table:
    """Every pair of blocks near the diagonal, weighed."""

    def __init__(
        self,
        source: Sequence[Block],
        target: Sequence[Block],
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
        self.pairs: dict[tuple[int, int], float] = {}

    def near(self, row: int) -> range:
        """The columns that are looked at in a row of cuts."""
        middle = row * self.columns // max(1, self.rows)
        return range(max(0, middle - self.slack), min(self.columns, middle + self.slack) + 1)

    def _shared(self) -> dict[tuple[int, int], float]:
        """What each pair of blocks has in common, in nats; pairs without anything are left out."""
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

    def fit(self, row: int, column: int, rows: int, columns: int) -> float:
        """In nats, how much likelier the blocks from here are as a pair than as strangers."""
        if rows == columns == 1:
            return self._pair(row, column)
        mine = self.source[row : row + rows]
        theirs = self.target[column : column + columns]
        if len({block.sort for block in (*mine, *theirs)}) > 1:
            return _FAR
        one = mine[0].trait if rows == 1 else mine[0].trait + mine[1].trait
        other = theirs[0].trait if columns == 1 else theirs[0].trait + theirs[1].trait
        shared = sum(
            self.shared.get((row + r, column + c), 0.0) for r in range(rows) for c in range(columns)
        )
        return self._length(one, other) + shared + LOST * _lost(one, other)

    def _pair(self, row: int, column: int) -> float:
        known = self.pairs.get((row, column))
        if known is None:
            known = self.pairs[row, column] = self._weighed(row, column)
        return known

    def _weighed(self, row: int, column: int) -> float:
        one, other = self.source[row], self.target[column]
        kind = 0.5 if one.sort == other.sort else OTHER_KIND
        shared = self.shared.get((row, column), 0.0)
        lost = _lost(one.trait, other.trait)
        return self._length(one.trait, other.trait) + shared + kind + LOST * lost

    def judged(self, pair: Aligned) -> Aligned:
        """The pair of single blocks with what speaks against it."""
        if len(pair.source) != 1 or len(pair.target) != 1:
            return pair
        row, column = pair.source[0], pair.target[0]
        one, other = self.source[row].trait, self.target[column].trait
        rivals = [self._pair(row, at) for at in self.near(row) if at not in (column, self.columns)]
        rivals += [
            self._pair(at, column)
            for at in range(self.rows)
            if at != row and column in self.near(at)
        ]
        return pair._replace(
            margin=pair.evidence - max([0.0, *rivals]),
            deviation=self.weighing.deviation(one, other),
            lost=_lost(one, other) + numbers_differ(one, other),
        )

    def _length(self, one: Trait, other: Trait) -> float:
        return self.weighing.fit(Trait(one.letters, {}), Trait(other.letters, {}))


def _lost(one: Trait, other: Trait) -> int:
    """How many hard anchors only one of the two has, up to a limit."""
    lost = 0
    theirs = other.anchors
    for name, count in one.anchors.items():
        if name[0] in "#m" and count > theirs.get(name, 0):
            lost += 1
    mine = one.anchors
    for name, count in theirs.items():
        if name[0] in "#m" and count > mine.get(name, 0):
            lost += 1
    return min(lost, 4)


def _best(table: _Table) -> Iterator[Aligned]:
    """Yield the pairs of the way through both pages that has the likeliest ones."""
    forward, moves = _forward(table)
    ways = _Ways(forward, _backward(table, moves), forward[table.rows][table.columns])
    # Of all ways the one whose pairs are most likely in sum: each pair by its own chance.
    best: list[dict[int, tuple[float, int]]] = [{} for _ in range(table.rows + 1)]
    best[0][0] = 0.0, -1
    for row in range(table.rows + 1):
        for column in table.near(row):
            if row == column == 0:
                continue
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
    while row or column:
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
    """The logarithms of all ways to each cut, from each cut, and through both pages."""

    forward: list[dict[int, float]]
    backward: list[dict[int, float]]
    whole: float

    def chance(self, row: int, column: int, number: int, fit: float) -> float:
        """The share of all ways that have the step which ends here."""
        rows, columns = STEPS[number]
        here = self.forward[row - rows].get(column - columns, _FAR)
        there = self.backward[row].get(column, _FAR)
        return math.exp(min(0.0, here + _LOGS[number] + fit + there - self.whole))


def _forward(table: _Table) -> tuple[list[dict[int, float]], dict[tuple[int, int, int], float]]:
    """For each cut the logarithm of all ways to it, and what each pair is worth."""
    forward: list[dict[int, float]] = [{} for _ in range(table.rows + 1)]
    forward[0][0] = 0.0
    moves: dict[tuple[int, int, int], float] = {}
    for row in range(table.rows + 1):
        for column in table.near(row):
            ways = [0.0] if row == column == 0 else []
            for number, (rows, columns) in enumerate(STEPS):
                if row < rows:
                    continue
                before = forward[row - rows].get(column - columns)
                if before is None:
                    continue
                if rows and columns:
                    fit = table.fit(row - rows, column - columns, rows, columns)
                    if fit <= _FAR / 2:
                        continue
                    moves[row - rows, column - columns, number] = fit
                    before += fit
                ways.append(before + _LOGS[number])
            if ways:
                forward[row][column] = _sum(ways)
    return forward, moves


def _backward(table: _Table, moves: dict[tuple[int, int, int], float]) -> list[dict[int, float]]:
    backward: list[dict[int, float]] = [{} for _ in range(table.rows + 1)]
    backward[table.rows][table.columns] = 0.0
    for row in range(table.rows, -1, -1):
        for column in reversed(table.near(row)):
            ways = [0.0] if (row, column) == (table.rows, table.columns) else []
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
    """The share of the letters of the smaller page that are in pairs which only these two make."""
    good = sum(
        min(table.source[pair.source[0]].trait.letters, table.target[pair.target[0]].trait.letters)
        for pair in pairs
        if pair.chance >= 0.9 and pair.evidence >= 2 and pair.margin >= 1 and not pair.lost
    )
    mine, theirs = (
        sum(block.trait.letters for block in blocks) for blocks in (table.source, table.target)
    )
    return good / max(1, min(mine, theirs))
