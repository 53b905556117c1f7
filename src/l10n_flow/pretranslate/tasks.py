"""What there is to draft in a catalog: the gaps, and what fills them in the end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from l10n_flow.catalogs.renumber import unnumbered
from l10n_flow.model import Catalog, Entry, Key, State, digest
from l10n_flow.pretranslate.drafts import Draft
from l10n_flow.pretranslate.reasons import Reason

__all__ = ["Gap", "Task", "gaps"]


class Gap(Enum):
    """Why an entry may be given a draft: nobody's words are lost by it."""

    EMPTY = "empty"
    """It has no words."""
    CHANGED = "changed"
    """sync carried a translator's words over from a text that changed, and nobody has touched them
    since. The words themselves stand in another entry, mostly an obsolete one."""
    MACHINE = "machine"
    """A machine's words, or those of a memory, that nobody has touched: made for a text that
    changed, or, when somebody asks for it, old ones."""


@dataclass(slots=True)
class Task:
    """A segment to draft, until `outcome` says what became of it."""

    entry: Entry
    gap: Gap
    donor: Entry | None = None
    """For `CHANGED`: the entry that the words were carried over from."""
    outcome: Draft | Reason | None = None

    @property
    def key(self) -> Key:
        """The entry's key."""
        return self.entry.key


def gaps(catalog: Catalog, *, renew: bool = False) -> Iterator[Task]:
    """Yield a task for every live entry that may be given a draft, in the catalog's order.

    `renew` counts every untouched machine draft as a gap.

    >>> from l10n_flow.model import Origin
    >>> machine = Origin("mt", "e-1", machine=digest("Guerra"))
    >>> entries = (Entry("Peace"), Entry("War", "Guerra", fuzzy=True, origin=machine))
    >>> [task.key.source for task in gaps(Catalog("es", entries))]
    ['Peace']
    >>> [task.gap.value for task in gaps(Catalog("es", entries), renew=True)]
    ['empty', 'machine']
    """
    everything: dict[Key, Entry] = {}
    for entry in catalog.entries:
        gap = None if entry.obsolete else _gap(entry, renew=renew)
        if gap is Gap.CHANGED:
            everything = everything or {entry.key: entry for entry in catalog.entries}
            donor = everything.get(Key(entry.previous_context, entry.previous_source or ""))
            if donor is not None and _has_all(donor, entry):
                yield Task(entry, gap, donor)
        elif gap is not None:
            yield Task(entry, gap)


def _gap(entry: Entry, *, renew: bool) -> Gap | None:
    if entry.state is State.UNTRANSLATED:
        return Gap.EMPTY
    origin = entry.origin
    if not entry.fuzzy or origin is None or origin.machine != digest(entry.target):
        return None
    changed = entry.previous_source is not None
    if origin.kind == "mt":
        return Gap.MACHINE if changed or renew else None
    if origin.kind == "fuzzy" and changed:
        return Gap.MACHINE if origin.engine else Gap.CHANGED
    return Gap.CHANGED if origin.kind == "sentences" and renew else None


def _has_all(donor: Entry, draft: Entry) -> bool:
    """Whether no word of a person is in the draft alone."""
    if draft.origin is not None and draft.origin.kind == "sentences":
        return bool(donor.target)
    return unnumbered(donor.target) == unnumbered(draft.target)
