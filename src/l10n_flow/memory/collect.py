"""The project's own memory, and the object that the cascade uses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from l10n_flow.memory.matching import LIMIT, MIN_PERCENT, Match, SourceIndex
from l10n_flow.memory.units import Unit, moment, ordered
from l10n_flow.model import Catalog, Key, State


def collected(catalogs: Iterable[tuple[str, Catalog]]) -> tuple[Unit, ...]:
    """The units of the articles' catalogs, the better first: reviewed and translated entries.

    Obsolete entries are included, because the text may come back; drafts are not, because nobody
    confirmed them.

    >>> from l10n_flow.model import Entry
    >>> entries = Entry("Peace", "Paz"), Entry("War", "Guerra", fuzzy=True)
    >>> _ = collected([("treaty", Catalog("es", entries))])
    >>> [(unit.source, unit.target, unit.origin) for unit in _]
    [('Peace', 'Paz', 'treaty')]
    """
    units = [
        Unit(
            entry.source,
            entry.target,
            article,
            moment(entry.origin.time) if entry.origin else "",
            state is State.REVIEWED,
            entry.context,
        )
        for article, catalog in catalogs
        for entry in catalog.entries
        if (state := entry.state) >= State.TRANSLATED
    ]
    return ordered(units) if units else ()


def turned(units: Iterable[Unit]) -> tuple[Unit, ...]:
    """The units in the other direction, from their targets to their sources.

    They count as not reviewed: a good translation of a text need not be well translated by it.

    >>> turned([Unit("War", "Guerra", reviewed=True)])[0].source
    'Guerra'
    """
    return tuple(
        replace(
            unit,
            source=unit.target,
            target=unit.source,
            reviewed=False,
            vouched=False,
            variant="",
        )
        for unit in units
    )


class Memory:
    """What was translated before from one language into another.

    >>> memory = Memory([Unit("Mud is wet.", "El barro moja."), Unit("Mud", "Lodo")])
    >>> memory.exact(Key(None, "Mud")).target
    'Lodo'
    >>> [(match.percent, match.target) for match in memory.fuzzy(["Mud is wet"])[0]]
    [(99, 'El barro moja.')]
    """

    def __init__(self, units: Iterable[Unit]) -> None:
        """A memory of units, which may be in any order; they are sorted by `units.ordered`."""
        given = tuple(units)
        self.units = ordered(given) if given else ()
        self._by_key: dict[Key, Unit] = {}
        self._by_source: dict[str, Unit] = {}
        for unit in reversed(self.units):
            self._by_key[Key(unit.context, unit.source)] = unit
            self._by_source[unit.source] = unit
        self._index: SourceIndex | None = None

    def exact(self, key: Key) -> Unit | None:
        """The best translation of exactly this text, in its own context or else in any.

        A context distinguishes two meanings of a word, so a translation from another context is a
        guess; but it becomes a draft, which a person reads.
        """
        return self._by_key.get(key) or self._by_source.get(key.source)

    def fuzzy(
        self, texts: Sequence[str], min_percent: int = MIN_PERCENT, limit: int = LIMIT
    ) -> list[tuple[Match, ...]]:
        """For each text, the `limit` best matches of at least `min_percent`, the best first.

        The index is made at the first call: a second for 100,000 units.
        """
        if self._index is None:
            self._index = SourceIndex(self.units)
        lookup = self._index.lookup
        known: dict[str, tuple[Match, ...]] = {}
        for text in texts:
            if text not in known:
                known[text] = lookup(text, min_percent=min_percent, limit=limit)
        return [known[text] for text in texts]
