"""The request to an engine for a piece of a segment, and the treatment of the response.

A piece is a line of a segment, or one sentence of it: inline Markdown on one line. The engine gets
its words; projection restores marks and opaque items, the glossary corrects terms, repair the
language's own signs, and the gate decides.

All requests of a batch of catalogs are made in one call, equal ones once; a catalog is finished as
soon as its last response arrives. What fails the gate is requested again with another beam and
without placeholders; what fails then is left to people.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from l10n_flow.documents.markdown.attributewords import (
    attribute_words,
    with_attribute_words,
)
from l10n_flow.documents.markdown.marked import marked, names
from l10n_flow.engines import Engine, Hypothesis
from l10n_flow.errors import EngineError
from l10n_flow.language.repairs import Style
from l10n_flow.pretranslate import confidence
from l10n_flow.pretranslate.drafts import Draft, Reason, Task
from l10n_flow.pretranslate.machine.gate import fault, plain
from l10n_flow.pretranslate.machine.repair import glossed, repaired
from l10n_flow.pretranslate.projection.engineinput import Clean, cleaned
from l10n_flow.pretranslate.projection.placing import projected
from l10n_flow.terms.glossary import Terms


@dataclass(frozen=True, slots=True)
class LanguagePair:
    """The two languages of a draft, with the newsroom's terms for them."""

    source: str
    target: str
    terms: Terms = field(default_factory=Terms)
    style: Style = field(default_factory=Style)
    """The project's choices where the target's spelling has variants."""

    @property
    def languages(self) -> tuple[str, str]:
        """The two tags."""
        return self.source, self.target


@dataclass(frozen=True, slots=True)
class Request:
    """A piece to translate."""

    source: str
    """Inline Markdown, one line."""
    text: str
    """The text for the engine."""
    clean: Clean | None = None
    """How to restore marks and items; None when the engine keeps them itself."""
    aligned: bool = False
    """Whether a response without an alignment is useless or worse."""
    stand_ins: tuple[tuple[str, str], ...] = ()
    """The meaning of placeholders that the piece does not have: addresses."""
    within: tuple[tuple[str, Request | Response], ...] = ()
    """The words within its marks, as they are written there, with what is requested for them."""


@dataclass(frozen=True, slots=True)
class Response:
    """A translated piece."""

    target: str
    score: float = 1.0
    placed: float = 1.0
    """How well marks and items were placed: the lowest F1 of the projection."""
    why: tuple[str, ...] = ()
    """The reasons for a look, as codes of `catalogs.provenance.origins`."""


def differing(source: str, target: str) -> tuple[str, ...]:
    """Return marks and items of only one of two texts, as codes of `catalogs.provenance.origins`.

    >>> differing("**Peace** in {1}", "*Paz* en {1}"), differing("**Peace**", "Paz")
    (('mark-lost:**', 'mark-extra:*'), ('mark-lost:**',))
    """
    if plain(source) and plain(target):
        return ()
    wanted, has = names(marked(source)), names(marked(target))
    lost, extra = wanted - has, has - wanted
    return (*(f"mark-lost:{name}" for name in lost), *(f"mark-extra:{name}" for name in extra))


def lines(source: str) -> list[str]:
    r"""Return the lines of a segment, to translate one by one; `\n` joins them to the segment.

    Returns the whole segment when a mark spans lines, because its lines alone have another meaning.

    >>> lines("**Peace**\nat last"), lines("**Peace\nat** last")
    (['**Peace**', 'at last'], ['**Peace\nat** last'])
    """
    if "\n" not in source:
        return [source]
    m = marked(source)
    breaks = [opaque.at for opaque in m.opaques if opaque.kind == "break"]
    if any(mark.start <= at < mark.end for mark in m.marks for at in breaks):
        return [source]
    return source.split("\n")


def wordless(text: str) -> bool:
    """Whether a text has no letter: a number, a dash, a date in digits.

    >>> [wordless(t) for t in ("12.5 %", "—", "5 km", "۱۴۰۵")]
    [True, True, False, True]
    """
    return not any(character.isalpha() for character in text)


def kept(source: str) -> Response | None:
    """Return a piece without words as its own translation; None for all others.

    >>> kept("1999").target, kept("Peace")
    ('1999', None)
    """
    return Response(source) if wordless(source) else None


def words_within(source: str) -> dict[str, str]:
    r"""Return the words within the marks of a piece, as they are written there, as plain text.

    Words with markup of their own are left as they are, and so is what has no letter.

    >>> words_within('<img {1} alt="Our &quot;law&quot;" title="a *star*"> by the [sea]({2} "12")')
    {'Our &quot;law&quot;': 'Our "law"'}
    """
    if '"' not in source and "'" not in source:
        return {}
    found = {words: html.unescape(words) for words in attribute_words(marked(source))}
    return {written: words for written, words in found.items() if _is_text(words)}


def _is_text(words: str) -> bool:
    return plain(words) and not wordless(words) and words == words.strip()


def request(
    source: str, pair: LanguagePair, *, keeps_markup: bool, placeholders: bool = True
) -> Request:
    """Return the request to the engine for a piece with words.

    `keeps_markup` is the engine's. Without `placeholders` the engine's text has nothing in place of
    an opaque item: this is the second attempt, when the first lost one.
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
    """Return the piece with placeholders for addresses, and what each of these stands for.

    E-mail addresses, mentions and hashtags are not translated by any engine.

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
            continue  # it is also in code or a tag
        for _ in range(source.count(address)):
            number += 1
            stand_ins[f"{{{number}}}"] = address
            source = source.replace(address, f"{{{number}}}", 1)
        prose = prose.replace(address, "")
    return source, stand_ins


def response(to: Request, hypothesis: Hypothesis, pair: LanguagePair) -> Response | Reason:
    """Return the piece from the hypothesis, or why it is better left untranslated."""
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
"""Returns the draft from the pieces, the engine's identity and its model's digest."""

Finish = Callable[[int], None]
"""Called with the index of a batch of plans when all of them are settled."""

Progress = Callable[[int], None]
"""Called with the number of plans that have been settled since the last call."""

Ended = EngineError | KeyboardInterrupt | None
"""The error that ended the work early."""

FINAL = frozenset({Reason.TOO_LONG, Reason.NOT_IN_PHRASEBOOK})
"""Faults that a second attempt cannot remove."""

RETRIED = "retried"


@dataclass(slots=True)
class Plan:
    """The requests before a task has its draft."""

    task: Task
    step: str
    """The step of the cascade that planned it."""
    pieces: tuple[Request | Response, ...]
    """In order; those without a request are complete already."""
    assemble: Assemble
    languages: tuple[str, str]
    min_confidence: float
    """The minimum confidence of a draft, 0 to 1; below it the task stays as it is."""
    responses: dict[str, Response] = field(default_factory=dict)
    """The engine's responses, by the source of their requests."""

    def waiting(self) -> tuple[Request, ...]:
        """Return the requests without a response."""
        wanted = [
            one
            for piece in self.pieces
            if isinstance(piece, Request)
            for one in (piece, *(within for _, within in piece.within))
        ]
        return tuple(
            [one for one in wanted if isinstance(one, Request) and one.source not in self.responses]
        )

    def can_do_without(self, source: str) -> bool:
        """Return whether a request is only for words within a mark, which may stay as they are."""
        return all(piece.source != source for piece in self.pieces if isinstance(piece, Request))

    def finish(self, maker: str, model: str) -> None:
        """Give the task its draft, or leave it if the confidence is too low; nothing is waiting."""
        pieces = [
            piece if isinstance(piece, Response) else self._complete(piece) for piece in self.pieces
        ]
        draft = self.assemble(pieces, maker, model)
        is_judged = self.min_confidence and self.responses  # else all words are the translator's
        is_sure = not is_judged or self._confidence(draft, pieces) >= self.min_confidence
        self.task.outcome = draft if is_sure else Reason.UNSURE

    def _complete(self, piece: Request) -> Response:
        """Return the response for a piece, with the translated words in its marks."""
        found = self.responses[piece.source]
        if not piece.within:
            return found
        within = {
            written: one if isinstance(one, Response) else self.responses[one.source]
            for written, one in piece.within
        }
        words = {
            written: one.target
            for written, one in within.items()
            if plain(one.target) and one.target != html.unescape(written)
        }
        target, replaced = with_attribute_words(found.target, words)
        done = {f"attribute:{written}" for written in replaced}
        return replace(
            found,
            target=target,
            score=min([found.score, *(within[written].score for written in replaced)]),
            why=tuple([code for code in found.why if code not in done]),
        )

    def _confidence(self, draft: Draft, pieces: Sequence[Response]) -> float:
        """Return the confidence of a draft; for an engine without scores, by all other signs."""
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
    """Settle all plans, and call `finish` once for each batch (a catalog's plans).

    When the engine fails, or Ctrl-C stops it, earlier results are kept, the other tasks are left
    with the reason, and the error is returned instead of raised, so nothing is lost. `second_beam`
    is for the second attempt.
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
    """The plans that wait for each response."""

    engine: Engine
    pair: LanguagePair
    batches: Sequence[Sequence[Plan]]
    finish: Finish
    progress: Progress
    second_beam: int
    waiting: dict[str, list[tuple[int, Plan]]] = field(default_factory=dict)
    """By a request's source, the waiting plans with their batches."""
    requests: dict[str, Request] = field(default_factory=dict)
    failed: dict[str, Reason] = field(default_factory=dict)
    """The requests that failed the gate at first, with their faults."""
    unfinished: dict[int, int] = field(default_factory=dict)
    """The number of unsettled plans of a batch."""

    def run(self) -> None:
        """Settle every plan; raises what the engine raises."""
        for index, plans in enumerate(self.batches):
            self.unfinished[index] = len(plans)
            for plan in plans:
                waiting = plan.waiting()
                if not waiting:
                    self._settle(index, plan)
                for one in dict.fromkeys(waiting):
                    self.requests.setdefault(one.source, one)
                    self.waiting.setdefault(one.source, []).append((index, plan))
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
        """Leave all unsettled plans for this reason, and finish every batch."""
        for index in list(self.unfinished):
            for plan in self.batches[index]:
                if plan.task.outcome is None:
                    plan.task.outcome = self._fault(plan) or reason
            self.unfinished[index] = 0
            self._finish_if_done(index)

    def _fault(self, plan: Plan) -> Reason | None:
        """Return why a plan needs the second attempt that was planned for it."""
        return next((r for one in plan.waiting() if (r := self.failed.get(one.source))), None)

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
            if isinstance(answer, Reason) and not plan.can_do_without(source):
                plan.task.outcome = answer
                self._count(index)
                continue
            plan.responses[source] = Response(source) if isinstance(answer, Reason) else answer
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
        """Finish the batch; a repetition is harmless, if Ctrl-C came in between."""
        if self.unfinished.get(index) == 0:
            self.finish(index)
            del self.unfinished[index]
