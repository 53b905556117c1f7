"""What is requested of an engine for a piece of a segment, and what becomes of the response.

A piece is a line of a segment, or one sentence of it: inline Markdown on one line. The engine is
given its words; marks and opaque items come back by projection, terms by the glossary, the
language's own signs by repair, and the gate has the last word.

All requests of a batch of catalogs are made in one call, equal ones once; a catalog is finished as
soon as its last response is there. What fails the gate is requested again with another beam and
without placeholders; what fails then is left to people.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from l10n_flow.documents.markdown.marked import marked, names
from l10n_flow.engines import Engine, Hypothesis
from l10n_flow.errors import EngineError
from l10n_flow.language import Style
from l10n_flow.pretranslate import confidence
from l10n_flow.pretranslate.drafts import Draft, Reason, Task
from l10n_flow.pretranslate.machine.gate import fault
from l10n_flow.pretranslate.machine.repair import glossed, repaired
from l10n_flow.pretranslate.projection.placing import projected
from l10n_flow.pretranslate.projection.words import Clean, cleaned, plain, wordless
from l10n_flow.terms import Terms

__all__ = [
    "Assemble",
    "Ended",
    "Finish",
    "LanguagePair",
    "Plan",
    "Progress",
    "Request",
    "Response",
    "differing",
    "kept",
    "request",
    "response",
    "translate",
]


@dataclass(frozen=True, slots=True)
class LanguagePair:
    """The two languages of a draft, and the words that the newsroom uses in them."""

    source: str
    target: str
    terms: Terms = field(default_factory=Terms)
    style: Style = field(default_factory=Style)
    """What the project has chosen where the target's spelling leaves a choice."""

    @property
    def languages(self) -> tuple[str, str]:
        """The two tags."""
        return self.source, self.target


@dataclass(frozen=True, slots=True)
class Request:
    """A piece to be translated."""

    source: str
    """Inline Markdown, one line."""
    text: str
    """What the engine is given."""
    clean: Clean | None = None
    """How marks and items come back; None when the engine keeps them itself."""
    aligned: bool = False
    """Whether a response is of no use without an alignment, or of less."""
    stand_ins: tuple[tuple[str, str], ...] = ()
    """What placeholders that the piece does not have stand for: addresses."""


@dataclass(frozen=True, slots=True)
class Response:
    """A translated piece."""

    target: str
    score: float = 1.0
    placed: float = 1.0
    """How well marks and items were placed: the lowest F1 of the projection."""
    why: tuple[str, ...] = ()
    """Why it needs a look, as codes of `catalogs.provenance.looks`."""


def differing(source: str, target: str) -> tuple[str, ...]:
    """The marks and items that only one of two texts has, as codes of `catalogs.provenance.looks`.

    >>> differing("**Peace** in {1}", "*Paz* en {1}")
    ('mark-lost:**', 'mark-extra:*')
    """
    if plain(source) and plain(target):
        return ()
    wanted, has = names(marked(source)), names(marked(target))
    lost, extra = wanted - has, has - wanted
    return (*(f"mark-lost:{name}" for name in lost), *(f"mark-extra:{name}" for name in extra))


def kept(source: str) -> Response | None:
    """A piece without words is its own translation; None for all others.

    >>> kept("1999").target, kept("Peace")
    ('1999', None)
    """
    return Response(source) if wordless(source) else None


def request(
    source: str, pair: LanguagePair, *, keeps_markup: bool, placeholders: bool = True
) -> Request:
    """What is requested of the engine for a piece with words.

    `keeps_markup` is the engine's. Without `placeholders` nothing in the
    engine's text stands for an opaque item: the second try, when it lost one.
    """
    if keeps_markup:
        return Request(source, source)
    piece, stand_ins = _without_addresses(source)
    words = marked(piece)
    clean = cleaned(words, placeholders=placeholders, like=piece)
    wanted = bool(words.marks or words.opaques or pair.terms.found(clean.text, pair.source))
    return Request(source, clean.text, clean, wanted, tuple(stand_ins.items()))


_SIGN = re.compile("[@#]")
_NUMBER = re.compile(r"\{(\d+)\}")
_ADDRESS = re.compile(
    r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+(?<![.-])"  # somebody@example.org
    r"|(?<![\w/&@#.-])[@#](?=\w*[^\W\d_])\w+"  # @somebody, #something
)


def _without_addresses(source: str) -> tuple[str, Mapping[str, str]]:
    """The piece with placeholders for e-mail addresses, mentions and hashtags: no engine translates
    them. And what each of these placeholders stands for.

    >>> _without_addresses("Write to ana@example.org about {1}")
    ('Write to {2} about {1}', {'{2}': 'ana@example.org'})
    >>> _without_addresses("@ana, @ana_b and @ana")[0]
    '{2}, {1} and {3}'
    """
    if not _SIGN.search(source):
        return source, {}
    prose = marked(source).text
    number = max(map(int, _NUMBER.findall(source)), default=0)
    stand_ins: dict[str, str] = {}
    for address in sorted(set(_ADDRESS.findall(prose)), key=len, reverse=True):
        if source.count(address) != prose.count(address):
            continue  # it stands in code or a tag as well
        for _ in range(source.count(address)):
            number += 1
            stand_ins[f"{{{number}}}"] = address
            source = source.replace(address, f"{{{number}}}", 1)
        prose = prose.replace(address, "")
    return source, stand_ins


def response(to: Request, hypothesis: Hypothesis, pair: LanguagePair) -> Response | Reason:
    """The piece that the hypothesis makes, or why it is better left untranslated."""
    wrong = fault(to.text, hypothesis, pair.languages)
    if wrong is not None:
        return wrong
    if to.clean is None:
        why = differing(to.source, hypothesis.text)
        return Response(hypothesis.text, hypothesis.score, why=why)
    found = glossed(pair.terms, to.text, hypothesis, pair.languages)
    placed = projected(to.clean, found.hypothesis)
    doubts = tuple(f"{doubt.code}:{doubt.written}" for doubt in placed.doubts)
    if any(doubt.code == "item-lost" for doubt in placed.doubts):
        return Reason.ITEM_LOST
    target = repaired(placed.target, pair.target, source=to.text, style=pair.style)
    for stand_in, address in to.stand_ins:
        target = target.replace(stand_in, address)
    return Response(target, hypothesis.score, placed.f1, (*doubts, *found.why))


# Rounds


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
