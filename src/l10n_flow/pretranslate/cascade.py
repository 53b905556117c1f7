"""The cascade: where a draft comes from, the best source first.

    memory     the same text, translated elsewhere in the project or in an imported memory
    copy       a text without words: a number, a dash, a placeholder
    sentences  a text that changed: its unchanged sentences as the translator wrote them
    similar    a similar text of the memory, with what differs put in where that is certain
    engine     everything else

Each step is given what the steps before it left. A step settles a task with a draft, or plans what
to request from the engine. After the steps come the engine, the gate and repair (`machine`); a task
that cannot be drafted is left with the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial

from l10n_flow.engines import Engine, NoModelError
from l10n_flow.errors import EngineError, L10nFlowError
from l10n_flow.language.numerals import digits
from l10n_flow.memory.adapt import MAX_PERCENT, PENALTY
from l10n_flow.memory.collect import Memory
from l10n_flow.memory.matching import Match
from l10n_flow.memory.units import Unit
from l10n_flow.model import Key
from l10n_flow.pretranslate import confidence
from l10n_flow.pretranslate.carryover.carrying import patched
from l10n_flow.pretranslate.carryover.evidence import Lexicon, learned
from l10n_flow.pretranslate.drafts import COPY, Draft, Gap, Reason, Task
from l10n_flow.pretranslate.machine.gate import plain
from l10n_flow.pretranslate.machine.repair import repaired
from l10n_flow.pretranslate.machine.requests import (
    Assemble,
    Finish,
    LanguagePair,
    Plan,
    Progress,
    Request,
    Response,
    differing,
    kept,
    lines,
    request,
    translate,
    wordless,
    words_within,
)


def _ignore(_: int) -> None:
    pass


@dataclass
class Cascade:
    """The drafts of one pair of languages, from the first segment to the last.

    Memory and engine are opened once, when a segment needs them. Without an engine, or after its
    failure, all other steps continue.
    """

    pair: LanguagePair
    open_memory: Callable[[], Memory]
    open_engine: Callable[[], Engine]
    min_similarity: int = 0
    """The minimum percent for a similar text of the memory; 0: never."""
    min_confidence: float = 0.0
    """The minimum confidence, 0 to 1, for a draft from an engine's words."""
    second_beam: int = 1
    """The beam of the engine's second attempt."""
    steps: Mapping[str, Step] = field(default_factory=lambda: STEPS)
    stopped: bool = False
    """Whether somebody pressed Ctrl-C: then nothing more is drafted."""
    failure: L10nFlowError | None = None
    """Why there is no engine, when one was needed."""
    used: str = ""
    """The identity of the engine, when drafts have its words."""
    _engine: Engine | None = field(default=None, init=False)

    @cached_property
    def memory(self) -> Memory:
        """The translation memory."""
        return self.open_memory()

    @cached_property
    def lexicon(self) -> Lexicon:
        """The related words of the memory."""
        return learned((unit.source, unit.target) for unit in self.memory.units)

    @property
    def engine(self) -> Engine | None:
        """The engine; None when there is none or after its failure: it is not opened again."""
        if self._engine is None and self.failure is None:
            try:
                self._engine = self.open_engine()
            except L10nFlowError as error:
                self.failure = error
        return None if self.failure is not None else self._engine

    @property
    def reason(self) -> Reason:
        """Why a task is left for which no step had anything."""
        if self.stopped:
            return Reason.STOPPED
        missing = self.failure is None or isinstance(self.failure, NoModelError)
        return Reason.NO_MODEL if missing else Reason.ENGINE_FAILED

    def draft(
        self,
        batches: Sequence[Sequence[Task]],
        finish: Finish = _ignore,
        progress: Progress = _ignore,
        *,
        dry_run: bool = False,
    ) -> None:
        """Give every task its outcome: a draft, or the reason why it is left.

        `finish` is called with the index of a batch when none of its tasks waits for the engine,
        `progress` with the number of tasks that the engine has settled since the last call. Ctrl-C
        sets `stopped`, a failure of the engine `failure`; drafts made until then stay. In a dry run
        the engine is opened, but gets no request: a task for it has a draft without words.
        """
        try:
            if not self.stopped:
                self._draft(batches, finish, progress, dry_run=dry_run)
        except KeyboardInterrupt:
            self.stopped = True
        for task in (task for batch in batches for task in batch if task.outcome is None):
            task.outcome = self.reason

    def _draft(
        self,
        batches: Sequence[Sequence[Task]],
        finish: Finish,
        progress: Progress,
        *,
        dry_run: bool,
    ) -> None:
        found = {id(plan.task): plan for plan in self.plans([t for some in batches for t in some])}
        plans = [[found[id(task)] for task in some if id(task) in found] for some in batches]
        if not found or (engine := self.engine) is None:
            return
        if dry_run:
            for plan in found.values():
                plan.task.outcome = Draft("", plan.step, engine.identity)
            return
        beam = self.second_beam
        ended = translate(engine, self.pair, plans, finish, progress, second_beam=beam)
        self.stopped = isinstance(ended, KeyboardInterrupt)
        if isinstance(ended, EngineError):
            self.failure = ended
        if any(isinstance(plan.task.outcome, Draft) for plan in found.values()):
            self.used = engine.identity

    def plans(self, tasks: Sequence[Task]) -> list[Plan]:
        """Settle every task or return a plan for it, unless no step had anything for it."""
        unsettled = list(tasks)
        plans: list[Plan] = []
        for step in self.steps.values():
            if not unsettled:
                break
            found = step(unsettled, self)
            for index, one in found.items():
                if isinstance(one, Draft):
                    unsettled[index].outcome = one
                else:
                    plans.append(one)
            planned = {id(plan.task) for plan in plans}
            unsettled = [t for t in unsettled if t.outcome is None and id(t) not in planned]
        return plans

    def plan(
        self, task: Task, step: str, pieces: Sequence[Request | Response], assemble: Assemble
    ) -> Plan:
        """Return the responses for which a step waits before the task has its draft."""
        limit = self.min_confidence
        return Plan(task, step, tuple(pieces), assemble, self.pair.languages, limit)

    def request(self, source: str) -> Request | Response:
        """Return the request for a line or a sentence, unless it has no words."""
        engine = self.engine
        keeps = engine is not None and engine.keeps_markup
        found = kept(source) or request(source, self.pair, keeps_markup=keeps)
        if isinstance(found, Response):
            return found
        within = {written: _piece(words, self) for written, words in words_within(source).items()}
        return replace(found, within=tuple(within.items())) if within else found


Step = Callable[[Sequence[Task], Cascade], Mapping[int, Draft | Plan]]
"""Drafts or plans for some of the tasks, by index."""


def _memory(tasks: Sequence[Task], cascade: Cascade) -> Mapping[int, Draft]:
    found: dict[int, Draft] = {}
    for index, task in enumerate(tasks):
        unit = cascade.memory.exact(task.key)
        if unit is None:
            continue
        same = unit.context == task.key.context
        why = (
            *(() if same else ("context",)),
            *_other_variant(unit),
            *differing(task.key.source, unit.target),
        )
        reviewed = unit.reviewed and not unit.variant
        sure = confidence.remembered(reviewed=reviewed, same_context=same)
        vouched = unit.vouched and not why
        found[index] = Draft(
            unit.target, "memory", unit.origin, confidence=sure, why=why, translated=vouched
        )
    return found


def _other_variant(unit: Unit) -> tuple[str, ...]:
    """Return the reason why words of another variant of the language are a draft."""
    return (f"variant:{unit.variant}",) if unit.variant else ()


def _copy(tasks: Sequence[Task], cascade: Cascade) -> Mapping[int, Draft]:
    return {
        index: Draft(_copied(task.key.source, cascade.pair), "copy", COPY)
        for index, task in enumerate(tasks)
        if wordless(task.key.source)
    }


def _copied(text: str, pair: LanguagePair) -> str:
    """Return a text without words in a language's digits and signs; possible markup stays.

    1,250 is one and a quarter in Spanish, so a number never keeps English separators where their
    meaning is clear.
    """
    if not plain(text):
        return text
    return repaired(digits(text, pair.target), pair.target, source=text, style=pair.style)


def _sentences(tasks: Sequence[Task], cascade: Cascade) -> Mapping[int, Draft | Plan]:
    found: dict[int, Draft | Plan] = {}
    for index, task in enumerate(tasks):
        if task.gap is not Gap.CHANGED:
            continue
        patch = patched(task, cascade.pair, cascade.lexicon)
        if patch is None:
            continue
        pieces = [_piece(sentence, cascade) for sentence in patch.wanted]
        plan = cascade.plan(task, "sentences", pieces, patch.draft)
        if not plan.waiting():
            plan.finish("", "")
        elif cascade.engine is not None:
            found[index] = plan
    return found


def _piece(source: str, cascade: Cascade) -> Request | Response:
    """Return the memory's words for a sentence or line, a copy without words, or a request."""
    unit = cascade.memory.exact(Key(None, source))
    if unit is None or "\n" in unit.target:
        return cascade.request(source)
    return Response(unit.target, why=(*_other_variant(unit), *differing(source, unit.target)))


def _similar(tasks: Sequence[Task], cascade: Cascade) -> Mapping[int, Draft]:
    """Make drafts from similar texts of the memory; editors show the difference from that text."""
    wanted = [index for index, task in enumerate(tasks) if task.gap is not Gap.CHANGED]
    if cascade.min_similarity < 1 or not wanted or not cascade.memory.units:
        return {}
    texts = [tasks[index].key.source for index in wanted]
    found: dict[int, Draft] = {}
    limit = cascade.min_similarity
    for index, matches in zip(wanted, cascade.memory.fuzzy(texts, limit, 1), strict=True):
        draft = _matched(tasks[index].key.source, matches[0], limit) if matches else None
        if draft is not None:
            found[index] = draft
    return found


def _matched(source: str, match: Match, limit: int) -> Draft | None:
    """Return the draft from a similar text; None when its markup is too different."""
    known = {f"mark-{what}:{doubt}" for doubt in match.doubts for what in ("lost", "extra")}
    other = [code for code in differing(source, match.target) if code not in known]
    percent = match.percent - PENALTY * len(other)
    if percent < limit:
        return None
    why = (
        *other,
        *(f"adapted:{change.after}" for change in match.changes),
        *(f"differs:{doubt}" for doubt in match.doubts),
        *_other_variant(match.unit),
    )
    if not why and percent < MAX_PERCENT:
        why = (f"match:{percent} %",)
    return Draft(
        _ended_alike(source, match.unit.source, match.target),
        "similar",
        match.unit.origin,
        score=percent / 100,
        confidence=confidence.similar(
            percent, adapted=bool(match.changes), doubts=len(match.doubts)
        ),
        why=why,
        previous=Key(match.unit.context, match.unit.source),
    )


def _ended_alike(source: str, other: str, target: str) -> str:
    """Give a translation a final full stop if the new text has one, and remove it if not.

    >>> _ended_alike("The ferry left", "The ferry left.", "El ferry salió.")
    'El ferry salió'
    >>> _ended_alike("Did it sink?", "The ferry left.", "El ferry salió.")
    'El ferry salió.'
    >>> [_ended_alike("It left", "It left.", target) for target in ("Salió...", "(Va).")]
    ['Salió...', '(Va)']
    """
    if source == other.removesuffix(".") and target.endswith(".") and target[-2:] != "..":
        return target[:-1]
    if source.removesuffix(".") == other and target[-1:].isalnum():
        return f"{target}."
    return target


def _engine(tasks: Sequence[Task], cascade: Cascade) -> Mapping[int, Plan]:
    """Request lines one by one, because a line break in a segment is a hard one and stays."""
    wanted = [index for index, task in enumerate(tasks) if task.gap is not Gap.CHANGED]
    if not wanted or cascade.engine is None:
        return {}
    found: dict[int, Plan] = {}
    for index in wanted:
        task = tasks[index]
        pieces = [cascade.request(line) for line in lines(task.key.source)]
        assemble = partial(_translated, task, cascade.pair)
        found[index] = cascade.plan(task, "engine", pieces, assemble)
    return found


def _translated(
    task: Task, pair: LanguagePair, pieces: Sequence[Response], maker: str, model: str
) -> Draft:
    target = "\n".join(piece.target for piece in pieces)
    score = min(piece.score for piece in pieces)
    why = tuple(dict.fromkeys(code for piece in pieces for code in piece.why))
    sure = 0.0
    if score > 0:  # some servers return no scores
        sure = confidence.translated(task.key.source, target, pieces, pair.languages)
        if sure < UNSURE:
            why = (*why, "unsure")
    return Draft(target, "engine", maker, model, score, sure, why)


UNSURE = 0.3
"""A draft with a lower confidence is marked as unsure: of the demonstration models' drafts below it
one in thirty was right (docs/pretranslation.md)."""


STEPS: Mapping[str, Step] = {
    "memory": _memory,
    "copy": _copy,
    "sentences": _sentences,
    "similar": _similar,
    "engine": _engine,
}
