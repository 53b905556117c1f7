"""The engine's turn: all requests of a batch of catalogs in one call, and a second try.

Equal requests are made once. A catalog is finished as soon as its last response is there. What
fails the gate is requested again with another beam and without placeholders; what fails then is
left to people.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from l10n_flow.engines import Engine, Hypothesis
from l10n_flow.errors import EngineError
from l10n_flow.pretranslate import confidence
from l10n_flow.pretranslate.drafts import Draft, Reason, Task
from l10n_flow.pretranslate.machine.requests import (
    LanguagePair,
    Request,
    Response,
    request,
    response,
)

__all__ = ["Assemble", "Ended", "Finish", "Plan", "Progress", "translate"]

Assemble = Callable[[Sequence[Response], str, str], Draft]
"""From the pieces, the engine's identity and its model's digest to the draft."""

Finish = Callable[[int], None]
"""Called with the index of a batch of plans when all of them are settled."""

Progress = Callable[[int], None]
"""Called with the number of plans that have been settled since the last call."""

Ended = EngineError | KeyboardInterrupt | None
"""What ended the work before it was done."""

FINAL = frozenset({Reason.TOO_LONG, Reason.NOT_IN_PHRASEBOOK})
"""Faults that a second try cannot mend."""

RETRIED = "retried"


@dataclass(slots=True)
class Plan:
    """What has to be requested before a task has its draft."""

    task: Task
    step: str
    """The step of the cascade that planned it."""
    pieces: tuple[Request | Response, ...]
    """In order; those that need no request are there already."""
    assemble: Assemble
    languages: tuple[str, str] = ("", "")
    min_confidence: float = 0.0
    """Of a draft, 0 to 1; below it the task stays as it is."""
    responses: dict[str, Response] = field(default_factory=dict)
    """The engine's, by the source of their requests."""

    def waiting(self) -> tuple[Request, ...]:
        """What is still to be requested."""
        return tuple(
            [
                piece
                for piece in self.pieces
                if isinstance(piece, Request) and piece.source not in self.responses
            ]
        )

    def finish(self, maker: str, model: str) -> None:
        """The task has its draft, or is left when that is not sure enough; nothing is waiting."""
        pieces = [
            piece if isinstance(piece, Response) else self.responses[piece.source]
            for piece in self.pieces
        ]
        draft = self.assemble(pieces, maker, model)
        is_judged = self.min_confidence and self.responses  # else it is all the translator's
        is_sure = not is_judged or self._confidence(draft, pieces) >= self.min_confidence
        self.task.outcome = draft if is_sure else Reason.UNSURE

    def _confidence(self, draft: Draft, pieces: Sequence[Response]) -> float:
        """How sure a draft is; of an engine that gives no scores, by all other signs."""
        if draft.score:
            return draft.confidence
        scored = [replace(piece, score=1.0) for piece in pieces]
        return confidence.translated(self.task.key.source, draft.target, scored, self.languages)


def translate(
    engine: Engine,
    pair: LanguagePair,
    batches: Sequence[Sequence[Plan]],
    finish: Finish,
    progress: Progress,
    *,
    second_beam: int = 1,
) -> Ended:
    """All plans are settled, and `finish` was called once for each batch (a catalog's plans).

    When the engine fails, or Ctrl-C stops it, what came before is kept, the rest is left with the
    reason, and the error is returned instead of raised: nothing is lost. `second_beam` is for the
    second try.
    """
    rounds = _Rounds(engine, pair, batches, finish, progress, second_beam)
    ended: Ended = None
    try:
        rounds.run()
    except (EngineError, KeyboardInterrupt) as error:
        ended = error
    if ended is not None:
        stopped = isinstance(ended, KeyboardInterrupt)
        rounds.leave(Reason.STOPPED if stopped else Reason.ENGINE_FAILED)
    return ended


@dataclass(slots=True)
class _Rounds:
    """Which plans wait for which responses."""

    engine: Engine
    pair: LanguagePair
    batches: Sequence[Sequence[Plan]]
    finish: Finish
    progress: Progress
    second_beam: int
    waiting: dict[str, list[tuple[int, Plan]]] = field(default_factory=dict)
    """By a request's source, the plans that wait for it, with their batch."""
    requests: dict[str, Request] = field(default_factory=dict)
    failed: dict[str, Reason] = field(default_factory=dict)
    """What failed the gate at the first try, and how."""
    unfinished: dict[int, int] = field(default_factory=dict)
    """How many plans of a batch are not settled yet."""

    def run(self) -> None:
        """Every plan is settled; raises what the engine raises."""
        for index, plans in enumerate(self.batches):
            self.unfinished[index] = len(plans)
            for plan in plans:
                self._enqueue(index, plan)
            self._finish_if_done(index)
        for source, hypothesis in self._hypotheses(list(self.requests.values()), None):
            answer = response(self.requests[source], hypothesis, self.pair)
            if isinstance(answer, Reason) and answer not in FINAL:
                self.failed[source] = answer
            else:
                self._deliver(source, answer)
        for source, hypothesis in self._hypotheses(self._second_requests(), self.second_beam):
            answer = response(self.requests[source], hypothesis, self.pair)
            if isinstance(answer, Response):
                answer = replace(answer, why=(RETRIED, *answer.why))
                del self.failed[source]
            self._deliver(source, answer)

    def leave(self, reason: Reason) -> None:
        """What is not settled yet is left for this reason, and every batch is finished."""
        for index in list(self.unfinished):
            for plan in self.batches[index]:
                if plan.task.outcome is None:
                    plan.task.outcome = self._fault(plan) or reason
            self.unfinished[index] = 0
            self._finish_if_done(index)

    def _fault(self, plan: Plan) -> Reason | None:
        """Why a plan that was to have a second try needs one."""
        return next((r for one in plan.waiting() if (r := self.failed.get(one.source))), None)

    def _enqueue(self, index: int, plan: Plan) -> None:
        waiting = plan.waiting()
        if not waiting:
            self._settle(index, plan)
        for one in dict.fromkeys(waiting):
            self.requests.setdefault(one.source, one)
            self.waiting.setdefault(one.source, []).append((index, plan))

    def _hypotheses(
        self, requests: Sequence[Request], beam: int | None
    ) -> Iterator[tuple[str, Hypothesis]]:
        if not requests:
            return
        aligned = {number for number, one in enumerate(requests) if one.aligned}
        texts = [one.text for one in requests]
        for number, hypothesis in self.engine.translate(texts, align=aligned, beam=beam):
            yield requests[number].source, hypothesis

    def _second_requests(self) -> list[Request]:
        found = []
        for source in self.failed:
            again = self.requests[source]
            if again.clean is not None:
                again = request(source, self.pair, keeps_markup=False, placeholders=False)
                self.requests[source] = again
            found.append(again)
        return found

    def _deliver(self, source: str, answer: Response | Reason) -> None:
        for index, plan in self.waiting[source]:
            if plan.task.outcome is not None:
                continue
            if isinstance(answer, Reason):
                plan.task.outcome = answer
                self._count(index)
                continue
            plan.responses[source] = answer
            if not plan.waiting():
                self._settle(index, plan)

    def _settle(self, index: int, plan: Plan) -> None:
        plan.finish(self.engine.identity, self.engine.model)
        self._count(index)

    def _count(self, index: int) -> None:
        self.unfinished[index] -= 1
        self.progress(1)
        self._finish_if_done(index)

    def _finish_if_done(self, index: int) -> None:
        """The batch is finished; once more does no harm, if Ctrl-C came in between."""
        if self.unfinished.get(index) == 0:
            self.finish(index)
            del self.unfinished[index]
