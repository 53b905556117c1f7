"""Words that somebody might take for a segment: what was translated before, what a machine says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from l10n_flow.catalogs.provenance import looks
from l10n_flow.engines import Engine
from l10n_flow.memory.collect import Memory
from l10n_flow.memory.units import Unit
from l10n_flow.model import Entry, State
from l10n_flow.pretranslate.cascade import STEPS, Cascade
from l10n_flow.pretranslate.drafts import Draft, Gap, Reason, Task
from l10n_flow.pretranslate.machine.requests import LanguagePair
from l10n_flow.workflow.review.difference import WordRun, difference
from l10n_flow.workflow.review.rows import SegmentRow

__all__ = ["Suggestion", "from_disk", "from_engine", "from_memory", "unit_of"]

MIN_PERCENT = 60
"""Percent. Lower than for drafts: a person sees at a glance what is of use."""
MAX_SUGGESTIONS = 5


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Words for a segment, and where they are from."""

    kind: Literal["memory", "earlier text", "draft", "engine"]
    """"memory": of the same or a similar text elsewhere; "earlier text": of what this text was
    before; "draft": what stands on disk and waits for somebody; "engine": asked just now."""
    target: str
    percent: int | None = None
    """How alike the two sources are, or how sure a machine is; None where nobody knows."""
    source: str = ""
    """The text that the words were made for."""
    origin: str = ""
    """The article or file that a memory is from, or the engine."""
    is_reviewed: bool = False
    difference: tuple[WordRun, ...] = ()
    """From that text to the segment's; empty when they are the same."""
    why: tuple[str, ...] = ()
    """Sentences that say what to look at."""


def from_disk(row: SegmentRow, locale: str) -> Iterator[Suggestion]:
    """Yield the draft that stands on disk: others may be typed over it."""
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
    memories: Iterable[Memory], row: SegmentRow, article: str, language: str
) -> Iterator[Suggestion]:
    """Yield what the memories have of this text and of similar ones, the best first.

    The segment itself is left out, and of equal words all but the first.
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
        if match.target in seen or len(seen) == MAX_SUGGESTIONS:
            continue
        seen.add(match.target)
        unit = match.unit
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
                *(looks.sentence(f"differs:{doubt}") for doubt in match.doubts),
                *((looks.sentence(f"variant:{unit.variant}"),) if unit.variant else ()),
            ),
        )


def from_engine(
    engine: Engine, pair: LanguagePair, entry: Entry, *, second_beam: int
) -> Suggestion | Reason:
    """What an engine says of the entry's source, repaired and judged as drafts are; or why not.

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
        why=tuple(looks.sentence(code) for code in draft.why),
    )


def unit_of(row: SegmentRow, article: str) -> Unit | None:
    """What the memory keeps of a row; nothing of a draft."""
    if row.state < State.TRANSLATED:
        return None
    time = row.origin.time if row.origin else ""
    reviewed = row.state is State.REVIEWED
    return Unit(row.source, row.target, article, time, reviewed, row.entry.context)
