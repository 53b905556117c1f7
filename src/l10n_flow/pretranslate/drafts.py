"""Drafts, and how they enter a catalog: only where nobody's words are lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from l10n_flow.catalogs.provenance import origins
from l10n_flow.model import Catalog, Entry, Key, Origin

__all__ = ["COPY", "KINDS", "Draft", "Filling", "filled", "is_as_before"]

COPY = "copy-1"
"""What stands as the engine where a text has no words and was taken over as it is."""

KINDS: Mapping[str, str] = {
    "memory": "tm",
    "copy": "mt",
    "sentences": "sentences",
    "similar": "tm",
    "engine": "mt",
}
"""For each step of the cascade, what the state comment says of its drafts (`o=`)."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Words that nobody has read yet, and where they come from."""

    target: str
    step: str
    """The step of the cascade that made it; a key of `KINDS`."""
    maker: str
    """The article or file that a memory comes from, or an engine's identity."""
    model: str = ""
    """The digest of the engine's model."""
    score: float = 1.0
    confidence: float = 1.0
    """How likely it needs no change, 0 to 1."""
    why: tuple[str, ...] = ()
    """Why it needs a look, as codes of `catalogs.looks`."""
    previous: Key | None = None
    """The text that the words were made for, when it is another one."""
    translated: bool = False
    """Whether a person vouches for the words: they are no draft."""


@dataclass(frozen=True, slots=True)
class Filling:
    """A draft, and the entry as it was when the draft was asked for."""

    entry: Entry
    draft: Draft


def filled(catalog: Catalog, fillings: Mapping[Key, Filling], now: datetime) -> Catalog:
    """The catalog with the drafts in the entries they were made for; all others stay as they are.

    An entry whose words are not what they were when its draft was asked for keeps them. One whose
    draft says again what it said before keeps its time.

    >>> from datetime import UTC
    >>> catalog = Catalog("es", (Entry("Peace"), Entry("War", "Guerra")))
    >>> found = [Filling(Entry(word), Draft("?", "engine", "e-1")) for word in ("Peace", "War")]
    >>> made = filled(catalog, {f.entry.key: f for f in found}, datetime(2026, 11, 2, tzinfo=UTC))
    >>> [(entry.target, entry.state.label) for entry in made.entries]
    [('?', 'draft'), ('Guerra', 'translated')]
    """
    entries = tuple([_with(entry, fillings.get(entry.key), now) for entry in catalog.entries])
    return replace(catalog, entries=entries)


def _with(entry: Entry, filling: Filling | None, now: datetime) -> Entry:
    if filling is None or entry.obsolete or not is_as_before(entry, filling.entry):
        return entry
    draft = filling.draft
    origin = Origin(
        KINDS[draft.step],
        draft.maker,
        round(draft.score, 2),
        model=draft.model,
        confidence=round(draft.confidence, 2),
        why=draft.why,
    )
    made = origins.drafted(entry, draft.target, origin, now, previous=draft.previous)
    if draft.translated:
        made = replace(made, fuzzy=False)
    return entry if _is_the_same_but_for_the_time(made, entry) else made


def _is_the_same_but_for_the_time(made: Entry, entry: Entry) -> bool:
    """Whether a draft that was made anew came out as it was."""
    if made.origin is None or entry.origin is None:
        return False
    return replace(made, origin=replace(made.origin, time=entry.origin.time)) == entry


def is_as_before(entry: Entry, before: Entry) -> bool:
    """Whether nobody has worked on the entry since it was read as `before`.

    >>> is_as_before(Entry("Peace", "Paz"), Entry("Peace", "Paz", fuzzy=True))
    False
    """
    return (entry.target, entry.fuzzy, entry.origin) == (before.target, before.fuzzy, before.origin)
