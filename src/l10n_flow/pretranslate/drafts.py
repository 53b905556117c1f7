"""Drafts, and how they enter a catalog: only where there is nothing yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from l10n_flow.catalogs import origins
from l10n_flow.model import Catalog, Entry, Key, Origin, State

__all__ = ["COPY", "Draft", "filled"]

COPY = "copy-1"
"""What stands as the engine where a text has no words and was taken over as it is."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Words that nobody has read yet, and where they come from."""

    target: str
    kind: Literal["memory", "copy", "engine"]
    maker: str
    """The article that a memory comes from, or an engine's identity."""
    score: float = 1.0


def filled(catalog: Catalog, drafts: Mapping[Key, Draft], now: datetime) -> Catalog:
    """The catalog with the drafts in its untranslated entries; all others stay as they are.

    >>> from datetime import UTC
    >>> catalog = Catalog("es", (Entry("Peace"), Entry("War", "Guerra")))
    >>> drafts = {Key(None, text): Draft("?", "engine", "e-1", 0.5) for text in ("Peace", "War")}
    >>> made = filled(catalog, drafts, datetime(2026, 11, 2, tzinfo=UTC))
    >>> [(entry.target, entry.state.label) for entry in made.entries]
    [('?', 'draft'), ('Guerra', 'translated')]
    """

    def drafted(entry: Entry) -> Entry:
        if entry.obsolete or entry.state is not State.UNTRANSLATED or entry.key not in drafts:
            return entry
        return _with(entry, drafts[entry.key], now)

    return replace(catalog, entries=tuple(drafted(entry) for entry in catalog.entries))


def _with(entry: Entry, draft: Draft, now: datetime) -> Entry:
    kind = "tm" if draft.kind == "memory" else "mt"
    return origins.drafted(entry, draft.target, Origin(kind, draft.maker, draft.score), now)
