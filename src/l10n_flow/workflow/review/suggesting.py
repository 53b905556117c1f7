"""Suggestions for a segment: from earlier translations and from an engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from l10n_flow.catalogs.provenance.origins import sentence
from l10n_flow.engines import Engine
from l10n_flow.memory.collect import Memory
from l10n_flow.memory.units import Unit
from l10n_flow.model import Entry, State
from l10n_flow.pretranslate.cascade import STEPS, Cascade
from l10n_flow.pretranslate.drafts import Draft, Gap, Reason, Task
from l10n_flow.pretranslate.machine.requests import LanguagePair
from l10n_flow.workflow.review.difference import WordRun, difference
from l10n_flow.workflow.review.rows import SegmentRow

MIN_PERCENT = 60
"""The minimum similarity in percent. Lower than for drafts, because a person chooses."""
MAX_SUGGESTIONS = 5


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A translation for a segment, and its origin."""

    kind: Literal["memory", "earlier text", "draft", "engine"]
    """"memory": of the same or a similar text elsewhere; "earlier text": of the former version of
    this text; "draft": the one on disk that waits for a person; "engine": from a new request."""
    target: str
    percent: int | None = None
    """The similarity of the two sources, or a machine's confidence; None when it is not known."""
    source: str = ""
    """The source that the translation was made for."""
    origin: str = ""
    """The article or file that a memory is from, or the engine."""
    is_reviewed: bool = False
    difference: tuple[WordRun, ...] = ()
    """The changes from that source to the segment's; empty when they are the same."""
    why: tuple[str, ...] = ()
    """Review reasons, as sentences."""


def from_disk(row: SegmentRow, locale: str) -> Iterator[Suggestion]:
    """Yield the draft on disk, because other words may be typed over it."""
    if row.state is not State.DRAFT:
        return
    origin, before = row.origin, row.previous_source
    sure = origin.confidence if origin else None
    yield Suggestion(
        "draft" if before is None else "earlier text",
        row.target,
        None if sure is None else round(sure * 100),
        row.source if before is None else before,
        origin.engine if origin else "",
        difference=() if before is None else difference(before, row.source, locale),
        why=row.why,
    )


def from_memory(
    memories: Iterable[Memory],
    row: SegmentRow,
    article: str,
    language: str,
    is_sound: Callable[[Unit], bool],
) -> Iterator[Suggestion]:
    """Yield the memories' translations of this text and of similar ones, the best first.

    The segment itself is left out, and so are repetitions of the same words and what is not sound:
    words that somebody saved with a broken tag would be broken here, too.
    """
    found = [
        match
        for memory in memories
        for match in memory.fuzzy([row.source], MIN_PERCENT, MAX_SUGGESTIONS + 1)[0]
        if not (match.unit.origin == article and match.unit.source == row.source
                and match.unit.context == row.entry.context)
    ]  # fmt: skip
    found.sort(key=lambda match: -match.percent)
    seen: set[str] = set()
    for match in found:
        unit = match.unit
        if match.target in seen or len(seen) == MAX_SUGGESTIONS or not is_sound(unit):
            continue
        seen.add(match.target)
        is_same = unit.source == row.source
        yield Suggestion(
            "memory",
            match.target,
            match.percent,
            unit.source,
            unit.origin,
            unit.reviewed and not unit.variant,
            () if is_same else difference(unit.source, row.source, language),
            (
                *(sentence(f"differs:{doubt}") for doubt in match.doubts),
                *((sentence(f"variant:{unit.variant}"),) if unit.variant else ()),
            ),
        )


def from_engine(
    engine: Engine, pair: LanguagePair, entry: Entry, *, second_beam: int
) -> Suggestion | Reason:
    """An engine's translation of the entry's source, repaired and judged as a draft, or why not.

    Raises `EngineError` when it fails.
    """
    task = Task(Entry(entry.source, context=entry.context, notes=entry.notes), Gap.EMPTY)
    cascade = Cascade(
        pair,
        lambda: Memory([]),
        lambda: engine,
        second_beam=second_beam,
        steps={"engine": STEPS["engine"]},
    )
    cascade.draft([[task]])
    if cascade.failure is not None:
        raise cascade.failure
    if not isinstance(task.outcome, Draft):
        return task.outcome or Reason.ENGINE_FAILED
    draft = task.outcome
    return Suggestion(
        "engine",
        draft.target,
        round(draft.confidence * 100) if draft.score else None,
        entry.source,
        draft.maker,
        why=tuple(sentence(code) for code in draft.why),
    )


def unit_of(row: SegmentRow, article: str) -> Unit | None:
    """The row as a unit of the memory; None for a draft."""
    if row.state < State.TRANSLATED:
        return None
    time = row.origin.time if row.origin else ""
    reviewed = row.state is State.REVIEWED
    return Unit(row.source, row.target, article, time, reviewed, row.entry.context)
