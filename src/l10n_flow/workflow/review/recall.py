"""The memory of the desk: the project's translations, and those that were saved lately."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from l10n_flow.files.reading import Stamp, stamp
from l10n_flow.memory.collect import Memory
from l10n_flow.memory.units import Pair, Unit
from l10n_flow.model import Key
from l10n_flow.project import Project
from l10n_flow.workflow.exchange import memory as memories
from l10n_flow.workflow.exchange.memory import Load

SETTLED = 60.0
"""Minimum seconds between two readings of all catalogs (a second for 100,000 units)."""


@dataclass(frozen=True, slots=True)
class _PairRecall:
    """The translations from one language into another, as they were last read."""

    memory: Memory
    stamps: Mapping[Path, Stamp | None]
    read: float


class Recall:
    """The memories of a project by pair of languages. Safe for threads."""

    def __init__(self, project: Project, load: Load) -> None:
        self._project = project
        self._load = load
        self._known: dict[Pair, _PairRecall] = {}
        self._new: dict[Pair, dict[tuple[str, Key], Unit]] = {}
        """The translations saved at the desk since then, by article and key."""
        self._lock = threading.Lock()
        self._reading = threading.Lock()

    def memories(self, pair: Pair) -> tuple[Memory, ...]:
        """The memory of what was saved at the desk lately, and the memory of everything else.

        Changes of catalogs by other programs are in it a minute later.
        """
        with self._reading:
            known = self._known.get(pair)
            if known is None or self._is_old(known, pair[1]):
                known = self._known[pair] = self._read(pair)
        with self._lock:
            units = tuple(self._new.get(pair, {}).values())
        return (Memory(units), known.memory) if units else (known.memory,)

    def add(self, pair: Pair, article: str, unit: Unit) -> None:
        """Add a saved translation, without waiting for a memory that is being read."""
        with self._lock:
            self._new.setdefault(pair, {})[article, Key(unit.context, unit.source)] = unit

    def _read(self, pair: Pair) -> _PairRecall:
        with self._lock:
            on_disk = dict(self._new.get(pair, {}))
        stamps = self._stamps(pair[1])
        memory = memories.remembered(self._project, pair, self._load)
        with self._lock:
            new = self._new.get(pair, {})
            self._new[pair] = {key: unit for key, unit in new.items() if on_disk.get(key) != unit}
        return _PairRecall(memory, stamps, time.monotonic())

    def _is_old(self, known: _PairRecall, locale: str) -> bool:
        if time.monotonic() - known.read < SETTLED:
            return False
        return self._stamps(locale) != known.stamps

    def _stamps(self, locale: str) -> dict[Path, Stamp | None]:
        files = [self._project.terms]
        for folder in (self._project.catalogs / locale, self._project.memories):
            for top, _, names in os.walk(folder):
                files += [Path(top, name) for name in names if name.endswith((".po", ".tmx"))]
        return {file: stamp(file) for file in files}
