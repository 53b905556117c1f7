"""A small model that translates only the sentences of its phrasebook; see `patterns`."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import replace

from l10n_flow.engines.ctranslate import CTranslateEngine
from l10n_flow.engines.engine import EngineOptions, Hypothesis
from l10n_flow.engines.layout import Layout
from l10n_flow.engines.patterns import Patterns
from l10n_flow.engines.relay import relayed
from l10n_flow.language import sentences

__all__ = ["REFUSAL", "PhraseEngine"]

REFUSAL = "no sentence of the model's phrasebook"


class PhraseEngine:
    """The model in a folder that holds its patterns, too."""

    keeps_markup = False

    def __init__(self, layout: Layout, patterns: Patterns, options: EngineOptions) -> None:
        self.identity = layout.identity
        self._language = layout.source
        self._patterns = patterns
        if options.compute_type == EngineOptions().compute_type:
            # It is small enough, and gives the same words on every processor, which int8 does not.
            options = replace(options, compute_type="float32")
        # Which of its attention heads align best, its maker has found out and written into it.
        self._engine = CTranslateEngine(layout, options, calibrate=False)

    @property
    def model(self) -> str:
        """A digest of the model's files."""
        return self._engine.model

    @property
    def parameters(self) -> str:
        """Those of the model."""
        return self._engine.parameters

    def translate(
        self, texts: Iterable[str], *, align: Container[int] = (), beam: int | None = None
    ) -> Iterator[tuple[int, Hypothesis]]:
        """Yield every text's index and hypothesis; see `Engine`.

        A text with a sentence that the patterns do not generate is refused, and that is named.
        """
        incoming = ((index, self._judged(text)) for index, text in enumerate(texts))
        return relayed(self._engine, incoming, align=align, beam=beam)

    def _judged(self, text: str) -> str | Hypothesis:
        for sentence in sentences(text, self._language):
            if not self._patterns.generates(sentence):
                return Hypothesis("", complete=False, refusal=f"{REFUSAL}: {sentence}")
        return text
