"""What an engine is: something that turns texts of one language into texts of another."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from l10n_flow.errors import EngineError
from l10n_flow.model import Span
from l10n_flow.yamlvalues import Value, suggestion

__all__ = ["Alignment", "Engine", "EngineOptions", "Hypothesis", "ModelPath", "NoModelError"]


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which words of a text an engine looked at for which words of its answer.

    Words are letters and digits with what holds them together; signs between them, such as stops
    and quotes, are in no word and have no share.
    """

    source: tuple[Span, ...]
    """The words of the text that was given."""
    target: tuple[Span, ...]
    """The words of the hypothesis."""
    weights: tuple[tuple[float, ...], ...]
    """A row for each word of the target: the share that each word of the source had in it. A row
    sums to 1, or to 0 when nothing is known."""


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """What an engine proposes for one text."""

    text: str
    score: float = 0.0
    """0 to 1, the engine's own measure of how sure it is, 0 when it has none; engines cannot be
    compared by it."""
    complete: bool = True
    """False when the engine stopped before it came to an end: `text` is then a piece at best."""
    alignment: Alignment | None = None
    """Where it was requested, and the engine has one."""
    refusal: str = ""
    """Why the engine would not try, in words for a person; `text` is then empty, and asking again
    does not help."""


@dataclass(frozen=True, slots=True)
class ModelPath:
    """A model that a configuration names: which languages it is for, and where it is."""

    source: str
    """A language tag, or "*" for every language that the model knows."""
    target: str
    path: Path
    """The folder of a CTranslate2 model with its SentencePiece model, or of an Argos package."""


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """How an engine is run. What means nothing to an engine is ignored by it."""

    beam: int = 4
    """How many translations are followed at once; 1 is the fastest. Argos uses 4."""
    batch_tokens: int = 512
    """Tokens translated together, padding included. Measured at the size of an Argos model: 1,024
    cost the same CPU time and nearly twice the memory (docs/pretranslation.md)."""
    threads: int = 0
    """Batches translated at the same time; 0 for one per available core, 8 at most: each takes
    its own memory."""
    device: str = "auto"
    """"cpu", "cuda" or "auto": a GPU that CTranslate2 can use, else the processor."""
    compute_type: str = "auto"
    """A CTranslate2 name such as "int8" or "float32"; "auto" is the fastest that the machine has,
    which is what Argos asks for."""
    models: tuple[ModelPath, ...] = ()
    """Models to use before those that are installed; of several for a pair the first."""
    settings: Mapping[str, Value] = field(default_factory=dict)
    """What the configuration says under `pretranslate.engines.<name>`: by key, for the engine of
    that name to read."""
    root: Path = Path()
    """The project's root, to which paths in settings are relative."""

    def read(self, known: Sequence[str]) -> Mapping[str, Value]:
        """The settings, of which an engine knows these; the readers are in `yamlvalues`.

        Raises `ConfigError` for any other, with its line.
        """
        for key, value in self.settings.items():
            if key not in known:
                hint = suggestion(key, known) if known else "this engine has no settings"
                raise value.wrong(f"unknown key '{value.name}'", hint)
        return self.settings


class Engine(Protocol):
    """A translator of one pair of languages."""

    @property
    def identity(self) -> str:
        """Name and version, without blanks or `;`: what stands in a draft's provenance."""

    @property
    def model(self) -> str:
        """12 hexadecimal digits of a digest of everything that the model is made of."""

    @property
    def parameters(self) -> str:
        """What else decides about the words, without blanks or `;`: the beam for example.

        A text's translation may be remembered by text, pair, `model` and `parameters`; what
        `translate` was given as its `beam` must be added to that.
        """

    @property
    def keeps_markup(self) -> bool:
        """Whether inline Markdown and placeholders come through unharmed."""

    def translate(
        self, texts: Iterable[str], *, align: Container[int] = (), beam: int | None = None
    ) -> Iterator[tuple[int, Hypothesis]]:
        """Yield, for every text, its index and a hypothesis, as they are ready, in any order.

        A text is one line. Texts are taken as they are needed, so that there may be any number of
        them. Those whose index is in `align` have an alignment, if the engine can; `align` is
        asked when a text has been taken. `beam` is for this call in place of the options': a
        second try finds other words with another beam, where the engine has one.
        Whoever stops iterating loses only what was not yielded yet.
        Raises `EngineError` when the engine fails.
        """


class NoModelError(EngineError):
    """The engine works, but cannot translate between these two languages."""
