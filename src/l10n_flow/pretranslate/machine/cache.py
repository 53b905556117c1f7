"""An engine that asks nothing twice: answers of former runs come from the store."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from l10n_flow.engines import Engine, Hypothesis
from l10n_flow.memory.answers import Answers

__all__ = ["Remembering"]


WINDOW = 1_024
"""Texts that are looked up together."""

SAVED = 200
"""Answers after which the store is written: what Ctrl-C or a crash can lose."""

OpenStore = Callable[[int | None], Answers]
"""The store of the answers that were made with a beam; None for the engine's own."""


@dataclass(frozen=True, slots=True)
class Remembering:
    """Another engine's answers, each asked for once."""

    engine: Engine
    open_store: OpenStore
    warn: Callable[[Iterable[str]], None]
    """Told what went wrong with the store."""

    @property
    def identity(self) -> str:
        """The engine's."""
        return self.engine.identity

    @property
    def model(self) -> str:
        """The engine's."""
        return self.engine.model

    @property
    def parameters(self) -> str:
        """The engine's."""
        return self.engine.parameters

    @property
    def keeps_markup(self) -> bool:
        """The engine's."""
        return self.engine.keeps_markup

    def translate(
        self, texts: Iterable[str], *, align: Container[int] = (), beam: int | None = None
    ) -> Iterator[tuple[int, Hypothesis]]:
        """Yield every text's index and hypothesis; see `Engine`. Refusals are not remembered."""
        with self.open_store(beam) as store:
            try:
                rest = enumerate(texts)
                while window := list(islice(rest, WINDOW)):
                    aligned = {text for index, text in window if index in align}
                    found = store.find([text for _, text in window], align=aligned)
                    yield from ((index, found[text]) for index, text in window if text in found)
                    missing = [item for item in window if item[1] not in found]
                    if missing:
                        yield from self._asked(store, missing, aligned, beam)
            finally:
                self.warn(store.warnings)

    def _asked(
        self,
        store: Answers,
        missing: Sequence[tuple[int, str]],
        aligned: Container[str],
        beam: int | None,
    ) -> Iterator[tuple[int, Hypothesis]]:
        texts = [text for _, text in missing]
        wanted = {number for number, text in enumerate(texts) if text in aligned}
        new: dict[str, Hypothesis] = {}
        try:
            for number, hypothesis in self.engine.translate(texts, align=wanted, beam=beam):
                if not hypothesis.refusal:
                    new[texts[number]] = hypothesis
                if len(new) >= SAVED:
                    store.add(new, align=aligned)
                    new = {}
                yield missing[number][0], hypothesis
        finally:
            store.add(new, align=aligned)
