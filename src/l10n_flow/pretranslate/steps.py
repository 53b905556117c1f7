"""The cascade: where a draft comes from, the best source first.

    memory     the same text, translated elsewhere in the project or in an imported memory
    copy       a text without words: a number, a dash, a placeholder
    sentences  a text that changed: its unchanged sentences as the translator wrote them
    similar    a similar text of the memory, with what differs put in where that is certain
    engine     everything else

Each step is given what the steps before it left. A step settles a task with a draft, or plans
what to ask of the engine; after the cascade come the engine, repair and the gate (`asks`,
`rounds`), and what is planned but cannot be had is left with the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from l10n_flow.engines import Engine
from l10n_flow.language import digits
from l10n_flow.memory.adapt import MOST, PENALTY
from l10n_flow.memory.collect import Memory
from l10n_flow.memory.matching import Match
from l10n_flow.model import Key
from l10n_flow.pretranslate import confidence
from l10n_flow.pretranslate.carryover.carrying import patched
from l10n_flow.pretranslate.carryover.evidence import Lexicon, learned
from l10n_flow.pretranslate.drafts import COPY, Draft, Gap, Reason, Task
from l10n_flow.pretranslate.machine.requests import Ask, Pair, Spoken, ask, differing, kept
from l10n_flow.pretranslate.projection.words import lines, plain, wordless

__all__ = ["STEPS", "Plan", "Sources", "Step", "run"]


@dataclass(frozen=True, slots=True)
class Sources:
    """What drafts of one pair of languages are made from."""

    pair: Pair
    memory: Memory
    least: int
    """The least percentage at which a similar text of the memory is taken; 0: never."""
    engine: Callable[[], Engine | None]
    """The engine, opened when it is first asked for; None when there is none."""
    sure: float = 0.0
    """The least confidence, 0 to 1, at which words of an engine become a draft."""
    _learned: list[Lexicon] = field(default_factory=list, repr=False, compare=False)

    def lexicon(self) -> Lexicon:
        """The words that go together in the memory, learned when somebody first asks."""
        if not self._learned:
            self._learned.append(learned((unit.source, unit.target) for unit in self.memory.units))
        return self._learned[0]

    def ask(self, source: str) -> Ask | Spoken:
        """What to ask for a line or a sentence, unless it has no words."""
        engine = self.engine()
        keeps = engine is not None and engine.keeps_markup
        return kept(source) or ask(source, self.pair, keeps_markup=keeps)


Assemble = Callable[[Sequence[Spoken], str, str], Draft]
"""From the pieces, the engine's identity and its model's digest to the draft."""


@dataclass(slots=True)
class Plan:
    """What has to be asked before a task has its draft."""

    task: Task
    step: str
    """The step of the cascade that planned it."""
    asks: tuple[Ask | Spoken, ...]
    """The pieces in order; those that need no asking are there already."""
    assemble: Assemble
    languages: tuple[str, str] = ("", "")
    least: float = 0.0
    """The least confidence of a draft; below it the task stays as it is."""
    said: dict[str, Spoken] = field(default_factory=dict)
    """The engine's pieces by their source."""

    def waiting(self) -> tuple[Ask, ...]:
        """What is still to be asked."""
        return tuple(
            [one for one in self.asks if isinstance(one, Ask) and one.source not in self.said]
        )

    def finish(self, maker: str, model: str) -> None:
        """The task has its draft, or is left when that is not sure enough; everything was said."""
        pieces = [one if isinstance(one, Spoken) else self.said[one.source] for one in self.asks]
        draft = self.assemble(pieces, maker, model)
        judged = self.least and self.said  # else it is all the translator's
        sure = not judged or self._confidence(draft, pieces) >= self.least
        self.task.outcome = draft if sure else Reason.UNSURE

    def _confidence(self, draft: Draft, pieces: Sequence[Spoken]) -> float:
        """How sure a draft is; of an engine that gives no scores, by all other signs."""
        if draft.score:
            return draft.confidence
        scored = [replace(piece, score=1.0) for piece in pieces]
        return confidence.translated(self.task.key.source, draft.target, scored, self.languages)


Step = Callable[[Sequence[Task], Sources], Mapping[int, Draft | Plan]]
"""For some of the tasks, by index, a draft or a plan."""


def run(tasks: Sequence[Task], sources: Sources) -> list[Plan]:
    """Every task is settled, or has one of the returned plans, or no step had anything for it."""
    open_tasks = list(tasks)
    plans: list[Plan] = []
    for step in STEPS.values():
        if not open_tasks:
            break
        found = step(open_tasks, sources)
        for index, one in found.items():
            if isinstance(one, Draft):
                open_tasks[index].outcome = one
            else:
                plans.append(one)
        planned = {id(plan.task) for plan in plans}
        open_tasks = [t for t in open_tasks if t.outcome is None and id(t) not in planned]
    return plans


def _memory(tasks: Sequence[Task], sources: Sources) -> Mapping[int, Draft]:
    found: dict[int, Draft] = {}
    for index, task in enumerate(tasks):
        unit = sources.memory.exact(task.key)
        if unit is None:
            continue
        same = unit.context == task.key.context
        why = (*(() if same else ("context",)), *differing(task.key.source, unit.target))
        sure = confidence.remembered(reviewed=unit.reviewed, same_context=same)
        vouched = unit.vouched and not why
        found[index] = Draft(
            unit.target, "memory", unit.origin, confidence=sure, why=why, translated=vouched
        )
    return found


def _copy(tasks: Sequence[Task], sources: Sources) -> Mapping[int, Draft]:
    return {
        index: Draft(_own_digits(task.key.source, sources.pair.target), "copy", COPY)
        for index, task in enumerate(tasks)
        if wordless(task.key.source)
    }


def _own_digits(text: str, locale: str) -> str:
    """A text without words in the digits of a language; one that may hold markup as it is."""
    return digits(text, locale) if plain(text) else text


def _sentences(tasks: Sequence[Task], sources: Sources) -> Mapping[int, Draft | Plan]:
    found: dict[int, Draft | Plan] = {}
    for index, task in enumerate(tasks):
        if task.gap is not Gap.CHANGED:
            continue
        patch = patched(task, sources.pair, sources.lexicon())
        if patch is None:
            continue
        asks = tuple([_piece(s, sources) for s in patch.wanted])
        plan = _plan(task, "sentences", asks, patch.draft, sources)
        if not plan.waiting():
            plan.finish("", "")
        elif sources.engine() is not None:
            found[index] = plan
    return found


def _plan(
    task: Task, step: str, asks: tuple[Ask | Spoken, ...], assemble: Assemble, sources: Sources
) -> Plan:
    return Plan(task, step, asks, assemble, sources.pair.languages, sources.sure)


def _piece(source: str, sources: Sources) -> Ask | Spoken:
    """A sentence or a line: what the memory knows, what needs no translation, else a question."""
    unit = sources.memory.exact(Key(None, source))
    if unit is None or "\n" in unit.target:
        return sources.ask(source)
    return Spoken(unit.target, why=differing(source, unit.target))


def _similar(tasks: Sequence[Task], sources: Sources) -> Mapping[int, Draft]:
    """Similar texts are drafts whose previous text is the memory's: editors show what differs."""
    wanted = [index for index, task in enumerate(tasks) if task.gap is not Gap.CHANGED]
    if sources.least < 1 or not wanted:
        return {}
    texts = [tasks[index].key.source for index in wanted]
    found: dict[int, Draft] = {}
    for index, matches in zip(wanted, sources.memory.fuzzy(texts, sources.least, 1), strict=True):
        draft = _matched(tasks[index].key.source, matches[0], sources.least) if matches else None
        if draft is not None:
            found[index] = draft
    return found


def _matched(source: str, match: Match, least: int) -> Draft | None:
    """The draft that a similar text makes; None when its markup is too different."""
    known = {f"mark-{what}:{doubt}" for doubt in match.doubts for what in ("lost", "extra")}
    other = [code for code in differing(source, match.target) if code not in known]
    percent = match.percent - PENALTY * len(other)
    if percent < least:
        return None
    why = (
        *other,
        *(f"adapted:{change.after}" for change in match.changes),
        *(f"differs:{doubt}" for doubt in match.doubts),
    )
    if not why and percent < MOST:
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
    """A translation with a full stop at its end where the new text has one, and without elsewhere.

    >>> _ended_alike("The ferry left", "The ferry left.", "El ferry salió.")
    'El ferry salió'
    >>> _ended_alike("Who left?", "Who left.", "Quién salió.")
    'Quién salió.'
    """
    if source == other.removesuffix(".") and target.endswith(".") and target[-2:] != "..":
        return target[:-1]
    if source.removesuffix(".") == other and target[-1:].isalnum():
        return f"{target}."
    return target


def _engine(tasks: Sequence[Task], sources: Sources) -> Mapping[int, Plan]:
    """A line break in a segment is a hard one and stays where it is: lines are asked one by one."""
    wanted = [index for index, task in enumerate(tasks) if task.gap is not Gap.CHANGED]
    if not wanted or sources.engine() is None:
        return {}
    found: dict[int, Plan] = {}
    for index in wanted:
        task = tasks[index]
        asks = tuple([sources.ask(line) for line in lines(task.key.source)])
        found[index] = _plan(task, "engine", asks, partial(_spoken, task, sources.pair), sources)
    return found


def _spoken(task: Task, pair: Pair, pieces: Sequence[Spoken], maker: str, model: str) -> Draft:
    target = "\n".join(piece.target for piece in pieces)
    score = min(piece.score for piece in pieces)
    why = tuple(dict.fromkeys(code for piece in pieces for code in piece.why))
    sure = confidence.translated(task.key.source, target, pieces, pair.languages)
    if score > 0 and sure < UNSURE:  # a server without scores says nothing of being sure
        why = (*why, "unsure")
    return Draft(target, "engine", maker, model, score, sure, why)


UNSURE = 0.3
"""Confidence below which a draft says so: of the demonstration models' drafts below it one in
thirty was right (docs/pretranslation.md)."""


STEPS: Mapping[str, Step] = {
    "memory": _memory,
    "copy": _copy,
    "sentences": _sentences,
    "similar": _similar,
    "engine": _engine,
}
