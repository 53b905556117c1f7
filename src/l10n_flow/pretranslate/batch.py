"""All texts of two languages in one call to the engine, and catalogs done as early as can be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from l10n_flow.engines import Engine, Hypothesis
from l10n_flow.errors import EngineError
from l10n_flow.pretranslate.reasons import Reason
from l10n_flow.pretranslate.work import Work

__all__ = ["Finish", "translate"]

Finish = Callable[[int], None]
"""Called with the index of a work when all of it is settled."""


def translate(
    engine: Engine,
    works: Sequence[Work],
    finish: Finish,
    progress: Callable[[int, int], None],
) -> EngineError | KeyboardInterrupt | None:
    """What the works ask is settled, and `finish` was called for each of them.

    Equal texts are translated once. A work is finished as soon as its last text is there. When the
    engine fails, or Ctrl-C stops it, what came before is kept, the rest is left with the reason,
    and the error is returned instead of raised: nothing is lost. `progress` is told how many texts
    are done, of how many.
    """
    batch = _Batch(engine.identity, works, finish)
    ended: EngineError | KeyboardInterrupt | None = None
    try:
        batch.run(engine, progress)
    except (EngineError, KeyboardInterrupt) as error:
        ended = error
    stopped = isinstance(ended, KeyboardInterrupt)
    for index in list(batch.unfinished):
        batch.settle(index, Reason.STOPPED if stopped else Reason.ENGINE_FAILED)
    return ended


@dataclass(slots=True)
class _Batch:
    """Which works wait for which texts."""

    maker: str
    works: Sequence[Work]
    finish: Finish
    hypotheses: dict[str, Hypothesis] = field(default_factory=dict)
    unfinished: dict[int, set[str]] = field(init=False)
    """The texts that a work still waits for, by its index."""

    def __post_init__(self) -> None:
        self.unfinished = {index: set(work.texts()) for index, work in enumerate(self.works)}

    def run(self, engine: Engine, progress: Callable[[int, int], None]) -> None:
        """Every text is translated; raises what the engine raises."""
        homes: dict[str, list[int]] = {}
        for index, work in enumerate(self.works):
            for text in work.texts():
                homes.setdefault(text, []).append(index)
            if not self.unfinished[index]:
                self.settle(index, Reason.EMPTY)
        distinct = list(homes)
        for done, (number, hypothesis) in enumerate(engine.translate(distinct), 1):
            text = distinct[number]
            self.hypotheses[text] = hypothesis
            progress(done, len(distinct))
            for index in homes[text]:
                self.unfinished[index].discard(text)
                if not self.unfinished[index]:
                    self.settle(index, Reason.EMPTY)

    def settle(self, index: int, otherwise: Reason) -> None:
        """The work is settled and finished; once more does no harm, if Ctrl-C came in between."""
        self.works[index].settle(self.hypotheses, self.maker, otherwise=otherwise)
        self.finish(index)
        del self.unfinished[index]
