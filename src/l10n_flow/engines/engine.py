"""What an engine is: something that turns texts of one language into texts of another."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from l10n_flow.errors import EngineError
from l10n_flow.model import Span

__all__ = ["Alignment", "Engine", "EngineOptions", "Hypothesis", "NoModelError"]


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which words of a text an engine looked at for which words of its answer."""

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
    """Where it was asked for, and the engine has one."""


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
    device: str = "cpu"
    """"cpu", "cuda" or "auto"."""
    compute_type: str = "auto"
    """A CTranslate2 name such as "int8" or "float32"; "auto" is the fastest that the machine has,
    which is what Argos asks for."""


class Engine(Protocol):
    """A translator of one pair of languages."""

    @property
    def identity(self) -> str:
        """Name and version, without blanks or `;`: what a draft's provenance says."""

    @property
    def keeps_markup(self) -> bool:
        """Whether inline Markdown and placeholders come through unharmed."""

    def translate(
        self, texts: Sequence[str], *, align: Container[int] = ()
    ) -> Iterator[tuple[int, Hypothesis]]:
        """Yield, for every text, its index and a hypothesis, as they are ready, in any order.

        A text is one line. Those whose index is in `align` have an alignment, if the engine can.
        Whoever stops iterating loses only what was not yielded yet.
        Raises `EngineError` when the engine fails.
        """


class NoModelError(EngineError):
    """The engine works, but cannot translate between these two languages."""
