"""An engine behind the MT cache: what it translated in former runs is not translated again."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from l10n_flow.engines import Engine, Hypothesis
from l10n_flow.memory.mtcache import MTCache

__all__ = ["CachingEngine"]


WINDOW = 1_024
"""Texts that are looked up together."""

SAVED = 200
"""Translations after which the cache is written: what Ctrl-C or a crash can lose."""

OpenCache = Callable[[int | None], MTCache]
"""The cache of what was translated with a beam; None for the engine's own."""


@dataclass(frozen=True, slots=True)
class CachingEngine:
    """Another engine, which translates each text once."""

    engine: Engine
    open_cache: OpenCache
    warn: Callable[[Iterable[str]], None]
    """Called with what went wrong with the cache."""

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
        with self.open_cache(beam) as cache:
            try:
                rest = enumerate(texts)
                while window := list(islice(rest, WINDOW)):
                    aligned = {text for index, text in window if index in align}
                    found = cache.find([text for _, text in window], align=aligned)
                    yield from ((index, found[text]) for index, text in window if text in found)
                    missing = [item for item in window if item[1] not in found]
                    if missing:
                        yield from self._translated(cache, missing, aligned, beam)
            finally:
                self.warn(cache.warnings)

    def _translated(
        self,
        cache: MTCache,
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
                    cache.add(new, align=aligned)
                    new = {}
                yield missing[number][0], hypothesis
        finally:
            cache.add(new, align=aligned)
