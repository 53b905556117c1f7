"""The engine's turn: all questions of a batch of catalogs in one call, and a second try.

Equal questions are asked once. A catalog is finished as soon as its last answer is there. What
fails the gate is asked again with another beam and without placeholders; what fails then is left
to people.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from l10n_flow.engines import Engine, Hypothesis
from l10n_flow.errors import EngineError
from l10n_flow.pretranslate.drafts import Reason
from l10n_flow.pretranslate.machine.requests import Ask, Pair, Spoken, ask, spoken
from l10n_flow.pretranslate.steps import Plan

__all__ = ["Ended", "Finish", "Told", "speak"]


Finish = Callable[[int], None]
"""Called with the index of a batch of plans when all of them are settled."""

Told = Callable[[int], None]
"""Called with the number of plans that have been settled since the last call."""

Ended = EngineError | KeyboardInterrupt | None
"""What ended the work before it was done."""

FINAL = frozenset({Reason.TOO_LONG, Reason.NOT_IN_PHRASEBOOK})
"""Faults that a second try cannot mend."""

RETRIED = "retried"


def speak(
    engine: Engine,
    pair: Pair,
    batches: Sequence[Sequence[Plan]],
    finish: Finish,
    told: Told,
    *,
    second_beam: int = 1,
) -> Ended:
    """All plans are settled, and `finish` was called once for each batch (a catalog's plans).

    When the engine fails, or Ctrl-C stops it, what came before is kept, the rest is left with the
    reason, and the error is returned instead of raised: nothing is lost. `second_beam` is for the
    second try.
    """
    talk = _Talk(engine, pair, batches, finish, told, second_beam)
    ended: Ended = None
    try:
        talk.run()
    except (EngineError, KeyboardInterrupt) as error:
        ended = error
    if ended is not None:
        stopped = isinstance(ended, KeyboardInterrupt)
        talk.leave(Reason.STOPPED if stopped else Reason.ENGINE_FAILED)
    return ended


@dataclass(slots=True)
class _Talk:
    """Which plans wait for which answers."""

    engine: Engine
    pair: Pair
    batches: Sequence[Sequence[Plan]]
    finish: Finish
    told: Told
    second_beam: int
    homes: dict[str, list[tuple[int, Plan]]] = field(default_factory=dict)
    """By a question's source, the plans that wait for it, with their batch."""
    asks: dict[str, Ask] = field(default_factory=dict)
    again: dict[str, Reason] = field(default_factory=dict)
    """What failed the gate, and how."""
    unfinished: dict[int, int] = field(default_factory=dict)
    """How many plans of a batch are not settled yet."""

    def run(self) -> None:
        """Every plan is settled; raises what the engine raises."""
        for index, plans in enumerate(self.batches):
            self.unfinished[index] = len(plans)
            for plan in plans:
                self._expect(index, plan)
            self._finish_if_done(index)
        for source, hypothesis in self._answers(list(self.asks.values()), None):
            self._hear(source, spoken(self.asks[source], hypothesis, self.pair))
        for source, hypothesis in self._answers(self._second_asks(), self.second_beam):
            self._hear_again(source, hypothesis)

    def leave(self, reason: Reason) -> None:
        """What is not settled yet is left for this reason, and every batch is finished."""
        for index in list(self.unfinished):
            for plan in self.batches[index]:
                if plan.task.outcome is None:
                    plan.task.outcome = self._failed(plan) or reason
            self.unfinished[index] = 0
            self._finish_if_done(index)

    def _failed(self, plan: Plan) -> Reason | None:
        """Why a plan that was to have a second try needs one."""
        return next((r for one in plan.waiting() if (r := self.again.get(one.source))), None)

    def _expect(self, index: int, plan: Plan) -> None:
        waiting = plan.waiting()
        if not waiting:
            self._settle(index, plan)
        for one in dict.fromkeys(waiting):
            self.asks.setdefault(one.source, one)
            self.homes.setdefault(one.source, []).append((index, plan))

    def _answers(self, asks: Sequence[Ask], beam: int | None) -> Iterator[tuple[str, Hypothesis]]:
        if not asks:
            return
        aligned = {number for number, one in enumerate(asks) if one.aligned}
        texts = [one.text for one in asks]
        for number, hypothesis in self.engine.translate(texts, align=aligned, beam=beam):
            yield asks[number].source, hypothesis

    def _second_asks(self) -> list[Ask]:
        found = []
        for source in self.again:
            first = self.asks[source]
            if first.clean is not None:
                first = ask(source, self.pair, keeps_markup=False, placeholders=False)
                self.asks[source] = first
            found.append(first)
        return found

    def _hear(self, source: str, answer: Spoken | Reason) -> None:
        if isinstance(answer, Reason) and answer not in FINAL:
            self.again[source] = answer
        else:
            self._deliver(source, answer)

    def _hear_again(self, source: str, hypothesis: Hypothesis) -> None:
        answer = spoken(self.asks[source], hypothesis, self.pair)
        if isinstance(answer, Spoken):
            answer = replace(answer, why=(RETRIED, *answer.why))
            del self.again[source]
        self._deliver(source, answer)

    def _deliver(self, source: str, answer: Spoken | Reason) -> None:
        for index, plan in self.homes[source]:
            if plan.task.outcome is not None:
                continue
            if isinstance(answer, Reason):
                plan.task.outcome = answer
                self._count(index)
                continue
            plan.said[source] = answer
            if not plan.waiting():
                self._settle(index, plan)

    def _settle(self, index: int, plan: Plan) -> None:
        plan.finish(self.engine.identity, self.engine.model)
        self._count(index)

    def _count(self, index: int) -> None:
        self.unfinished[index] -= 1
        self.told(1)
        self._finish_if_done(index)

    def _finish_if_done(self, index: int) -> None:
        """The batch is finished; once more does no harm, if Ctrl-C came in between."""
        if self.unfinished.get(index) == 0:
            self.finish(index)
            del self.unfinished[index]
