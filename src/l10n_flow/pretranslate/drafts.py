"""The segments to draft in a catalog, their outcomes, and how drafts enter the catalog.

Nobody's words are lost: an entry that a person changed meanwhile stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum, StrEnum

from l10n_flow.catalogs.provenance import origins
from l10n_flow.catalogs.renumber import unnumbered
from l10n_flow.model import Catalog, Entry, Key, Origin, State, digest

COPY = "copy-1"
"""The engine's name where a text has no words and was copied."""

KINDS: Mapping[str, str] = {
    "memory": "tm",
    "copy": "mt",
    "sentences": "sentences",
    "similar": "tm",
    "engine": "mt",
}
"""For each step of the cascade, the kind in the state comment of its drafts (`o=`)."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Words that nobody has read yet, and their origin."""

    target: str
    step: str
    """The step of the cascade that made it; a key of `KINDS`."""
    maker: str
    """The article or file of a memory, or an engine's identity."""
    model: str = ""
    """The digest of the engine's model."""
    score: float = 1.0
    confidence: float = 1.0
    """The probability that it needs no change, 0 to 1."""
    why: tuple[str, ...] = ()
    """The reasons for a look, as codes of `catalogs.provenance.origins`."""
    previous: Key | None = None
    """The text for which the words were made, when it is another one."""
    translated: bool = False
    """Whether a person vouches for the words: then they are no draft."""


class Reason(StrEnum):
    """Why a segment has no draft. The value is for JSON; `label` is for people.

    >>> Reason.LOOP.value, Reason.LOOP.label
    ('loop', 'the engine repeated itself')
    """

    NO_MODEL = "no-model"
    ENGINE_FAILED = "engine-failed"
    STOPPED = "stopped"
    NOT_IN_PHRASEBOOK = "not-in-demonstration"
    TOO_LONG = "too-long"
    EMPTY = "empty"
    CUT = "cut"
    UNKNOWN_WORD = "unknown-word"
    MARKUP_MADE = "markup-made"
    MARKUP_LOST = "markup-lost"
    ITEM_LOST = "item-lost"
    NUMBER_LOST = "number-lost"
    WRONG_SCRIPT = "wrong-script"
    LOOP = "loop"
    WILD_LENGTH = "wild-length"
    COPY = "copy"
    UNSURE = "unsure"

    @property
    def label(self) -> str:
        """The text for people."""
        return _LABELS[self]


_LABELS = {
    Reason.NO_MODEL: "no model is installed",
    Reason.ENGINE_FAILED: "the engine is missing or failed",
    Reason.STOPPED: "it was not its turn yet when somebody stopped",
    Reason.NOT_IN_PHRASEBOOK: "the small model knows the sentences of its phrasebook only",
    Reason.TOO_LONG: "a sentence is too long for the engine",
    Reason.EMPTY: "the engine had no answer",
    Reason.CUT: "the engine did not finish",
    Reason.UNKNOWN_WORD: "the engine met a word that it cannot write",
    Reason.MARKUP_MADE: "the engine's answer would be read as markup",
    Reason.MARKUP_LOST: "the engine lost markup that it is supposed to keep",
    Reason.ITEM_LOST: "the place of a placeholder or code is not certain",
    Reason.NUMBER_LOST: "the engine changed a number",
    Reason.WRONG_SCRIPT: "the engine answered in another script",
    Reason.LOOP: "the engine repeated itself",
    Reason.WILD_LENGTH: "the engine's answer is far too long or too short",
    Reason.COPY: "the engine returned the original",
    Reason.UNSURE: "the draft's confidence was below pretranslate.min_confidence",
}


class Gap(Enum):
    """Why an entry may get a draft: nobody's words are lost by it."""

    EMPTY = "empty"
    """It has no words."""
    CHANGED = "changed"
    """`sync` carried a translator's words over from a text that changed, and they are unedited
    since. The words themselves are in another entry, usually an obsolete one."""
    MACHINE = "machine"
    """Untouched words of a machine or a memory: made for a text that changed, or, on request, old
    ones."""


@dataclass(slots=True)
class Task:
    """A segment to draft, until it has its `outcome`."""

    entry: Entry
    gap: Gap
    donor: Entry | None = None
    """For `CHANGED`: the entry from which the words were carried over."""
    outcome: Draft | Reason | None = None

    @property
    def key(self) -> Key:
        """The entry's key."""
        return self.entry.key


def gaps(catalog: Catalog, *, renew: bool = False) -> Iterator[Task]:
    """Yield a task for every live entry that may get a draft, in the catalog's order.

    One that lost its reviewed words waits for a person: a draft would hide the loss. `renew` counts
    every untouched machine draft as a gap.

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
        return None if entry.is_emptied else Gap.EMPTY
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
    """Whether the donor has all of a person's words in the draft."""
    if draft.origin is not None and draft.origin.kind == "sentences":
        return bool(donor.target)
    return unnumbered(donor.target) == unnumbered(draft.target)


@dataclass(frozen=True, slots=True)
class Filling:
    """A draft, and the entry before the draft was made."""

    entry: Entry
    draft: Draft


def filled(catalog: Catalog, fillings: Mapping[Key, Filling], now: datetime) -> Catalog:
    """Return the catalog with the drafts in their entries; all others stay as they are.

    An entry with other words than before its draft was made keeps them. An entry whose draft is
    unchanged keeps its time.

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
    """Whether a new draft equals the old one."""
    if made.origin is None or entry.origin is None:
        return False
    return replace(made, origin=replace(made.origin, time=entry.origin.time)) == entry


def is_as_before(entry: Entry, before: Entry) -> bool:
    """Whether nobody has worked on the entry since it was read as `before`.

    >>> is_as_before(Entry("Peace", "Paz"), Entry("Peace", "Paz", fuzzy=True))
    False
    """
    return (entry.target, entry.fuzzy, entry.origin) == (before.target, before.fuzzy, before.origin)
