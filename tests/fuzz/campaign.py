"""A campaign: inputs of every kind, for so many seconds; what failed, made small and kept."""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded

from . import corpus
from .judging import Fault, judged
from .kinds import KINDS, Kind
from .mutating import LONGEST, mutated
from .shrinking import shrunk

_AT_ONCE = 0.4
"""Seconds for one kind before the next has its turn, times its share."""
_DRAWN = 30
"""Inputs that Hypothesis draws in one turn; it takes longer to draw one than we to judge it."""
_MOST = 3000
"""Inputs of a kind that are kept to make others of."""


@dataclass(frozen=True, slots=True)
class Found:
    """A fault, and the file that keeps its input."""

    kind: str
    fault: Fault
    path: Path


@dataclass(slots=True)
class Campaign:
    """The inputs so far."""

    chance: random.Random
    scratch: Path
    """An empty folder."""
    note: Callable[[str, bytes], object] = lambda kind, data: None
    """Is told each input before it is tried: who watches knows what hangs."""
    keep: Path = corpus.FOLDER
    tried: int = 0
    """Inputs; those that were made while a fault was made small do not count."""
    faults: Counter[str] = field(default_factory=Counter)
    """By kind."""
    found: list[Found] = field(default_factory=list)
    _pools: dict[str, list[bytes]] = field(default_factory=dict)
    _known: set[tuple[str, str]] = field(default_factory=set)

    def run(self, kinds: Sequence[Kind], seconds: float, *, most: int = sys.maxsize) -> None:
        """All kinds have had their turns, for so many seconds altogether, or so many inputs."""
        until = time.monotonic() + seconds
        for turn in self._turns(kinds):
            left = until - time.monotonic()
            if left <= 0 or self.tried >= most:
                return
            self._turn(turn, min(left, _AT_ONCE * turn.share))

    def _turns(self, kinds: Sequence[Kind]) -> Iterator[Kind]:
        for kind in kinds:
            self._pools[kind.name] = [seed[:LONGEST] for seed in kind.seeds()]
            for data in self._pools[kind.name]:
                self.take(kind, data)
        while True:
            yield from self.chance.sample(kinds, len(kinds))

    def _turn(self, kind: Kind, seconds: float) -> None:
        until = time.monotonic() + seconds
        pool = self._pools[kind.name]
        if kind.drawn is not None and self.chance.random() < 0.25:
            self._draw(kind, pool)
        while time.monotonic() < until:
            data = mutated(self.chance.choice(pool), pool, kind.words, self.chance)
            if self.take(kind, data) and self.chance.random() < 0.02:
                pool.append(data)  # a change of a change
        if len(pool) > _MOST:
            del pool[: len(pool) - _MOST]

    def _draw(self, kind: Kind, pool: list[bytes]) -> None:
        """Hypothesis' own inputs; they are judged, and others are made of them."""
        assert kind.drawn is not None

        @seeded(self.chance.getrandbits(32))
        @settings(
            max_examples=_DRAWN,
            deadline=None,
            database=None,
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        )
        @given(kind.drawn())
        def each(data: bytes) -> None:
            self.take(kind, data[:LONGEST])
            if self.chance.random() < 0.3:
                pool.append(data[:LONGEST])

        each()

    def take(self, kind: Kind, data: bytes) -> bool:
        """Judge an input; whether it is sound. A new fault is made small and kept."""
        self.tried += 1
        self.note(kind.name, data)
        fault = judged(kind, data, self.scratch)
        if fault is None:
            return True
        self.faults[kind.name] += 1
        known = kind.name, fault.sign
        if known not in self._known:
            self._known.add(known)
            self._keep(kind, data, fault)
        return False

    def _keep(self, kind: Kind, data: bytes, fault: Fault) -> None:
        def fails(smaller: bytes) -> bool:
            again = judged(kind, smaller, self.scratch)
            return again is not None and again.sign == fault.sign

        small = shrunk(data, fails) if fails(data) else data
        path = corpus.saved(kind.name, small, fault, self.keep)
        self.found.append(Found(kind.name, fault, path))
        print(f"\n{kind.name}: {fault.sign}\n  {path}\n{fault.account[-1500:]}", file=sys.stderr)


def chosen(names: Sequence[str]) -> list[Kind]:
    """The kinds with these names; all without one."""
    return [KINDS[name] for name in names] if names else list(KINDS.values())
