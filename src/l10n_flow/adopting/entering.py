"""Entering adopted translations into a catalog: existing words always take precedence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from l10n_flow.adopting.messages import AdoptedWords
from l10n_flow.catalogs.merge import merge
from l10n_flow.model import Catalog, Entry, Key, Origin, Segment, State, digest


@dataclass(frozen=True, slots=True)
class Entered:
    """A catalog with the adopted words, and their account."""

    catalog: Catalog
    translated: int = 0
    drafts: int = 0
    there: int = 0
    """Segments that already had words, which stay."""
    old: int = 0
    """Translations of texts that the article does not have any more: kept as obsolete entries."""
    changed: bool = False


def entered(
    catalog: Catalog,
    segments: Sequence[Segment],
    words: Mapping[Key, AdoptedWords],
    strays: Sequence[AdoptedWords],
    *,
    threshold: float,
) -> Entered:
    """Merge `catalog` with the article's segments, and fill segments without words.

    A stray is the translation of a text that the article no longer has: the ordinary merge makes it
    a draft for the most similar text, and keeps it. Laws: words in `catalog` do not change;
    entering twice equals entering once.

    >>> article = [Segment("Peace talks resume", "paragraph"), Segment("War", "paragraph")]
    >>> paz, guerra = Key(None, "Peace talks begin"), Key(None, "War")
    >>> done = entered(Catalog("es"), article, {guerra: AdoptedWords("a", guerra, "Guerra")},
    ...                [AdoptedWords("a", paz, "Empiezan los diálogos")], threshold=66)
    >>> [(entry.source, entry.target, entry.state.label) for entry in done.catalog.entries[:2]]
    [('Peace talks resume', 'Empiezan los diálogos', 'draft'), ('War', 'Guerra', 'translated')]
    """
    known = {entry.key: entry for entry in catalog.entries}
    wanted = {segment.key for segment in segments}
    there = sum(bool(known[key].target) for key in words if key in known)
    fresh = {
        key: _entry(known.get(key, Entry(key.source, context=key.context)), came)
        for key, came in words.items()
        if key in wanted and not (key in known and known[key].target)
    }
    old = {
        stray.key: replace(_entry(Entry(stray.key.source), stray), obsolete=True)
        for stray in reversed(strays)
        if stray.key not in wanted and not (stray.key in known and known[stray.key].target)
    }
    if not fresh and not old:
        return Entered(catalog, there=there)
    kept = [entry for entry in known.values() if entry.target]
    whole = replace(catalog, entries=(*kept, *fresh.values(), *reversed(old.values())))
    merged = merge(whole, segments, threshold=threshold).catalog
    live = merged.live
    made = [e for key, e in live.items() if not (key in known and known[key].target) and e.target]
    drafts = sum(entry.state is State.DRAFT for entry in made)
    return Entered(merged, len(made) - drafts, drafts, there, len(old), changed=merged != catalog)


def _entry(entry: Entry, came: AdoptedWords) -> Entry:
    """Return the entry with the adopted words, which nobody here has reviewed."""
    comments = tuple(dict.fromkeys((*entry.comments, *came.comments)))
    origin = None
    if came.origin is not None or came.why:
        origin = replace(
            came.origin or Origin("tm"),
            machine=digest(came.target),
            source=digest(*came.key),
            why=came.why,
        )
    return replace(
        entry,
        target=came.target,
        fuzzy=came.fuzzy,
        previous_source=came.previous if came.fuzzy else None,
        previous_context=None,
        comments=comments,
        origin=origin,
        obsolete=False,
    )
