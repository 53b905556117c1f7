"""The interface of an engine: it translates texts of one language into another."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TypeVar

from l10n_flow.errors import EngineError
from l10n_flow.model import Span
from l10n_flow.yamlvalues import Value, suggestion


@dataclass(frozen=True, slots=True)
class Alignment:
    """The words of a text to which an engine attended for each word of its answer.

    Words are letters and digits with the signs that join them; signs between words, such as stops
    and quotes, are in no word and have no share.
    """

    source: tuple[Span, ...]
    """The words of the text that was given."""
    target: tuple[Span, ...]
    """The words of the hypothesis."""
    weights: tuple[tuple[float, ...], ...]
    """A row for each word of the target: the share of each word of the source in it. A row sums to
    1, or to 0 when nothing is known."""


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """An engine's proposal for one text."""

    text: str
    score: float = 0.0
    """The engine's own confidence from 0 to 1, 0 when it has none; not comparable between
    engines."""
    complete: bool = True
    """False when the engine stopped before the end: `text` is then incomplete."""
    alignment: Alignment | None = None
    """Present where it was requested and the engine supports it."""
    refusal: str = ""
    """The reason why the engine did not try, for a person; `text` is then empty, and a repeated
    request has the same result."""


@dataclass(frozen=True, slots=True)
class ModelPath:
    """A configured model: its languages and its place."""

    source: str
    """A language tag, or "*" for every language of the model."""
    target: str
    path: Path
    """The folder of a CTranslate2 model with its SentencePiece model, or of an Argos package."""


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """The options of an engine. An engine ignores those that it does not support."""

    beam: int = 4
    """The number of translations that are followed at once; 1 is the fastest. Argos uses 4."""
    batch_tokens: int = 512
    """Tokens translated together, padding included. Measured at the size of an Argos model: 1,024
    cost the same CPU time and nearly twice the memory (docs/pretranslation.md)."""
    threads: int = 0
    """Batches translated at the same time; 0 for one per available core, 8 at most: each takes
    its own memory."""
    device: str = "auto"
    """"cpu", "cuda" or "auto": a GPU that CTranslate2 can use, else the processor."""
    compute_type: str = "auto"
    """A CTranslate2 name such as "int8" or "float32"; "auto" is the fastest on the machine, which
    is Argos' default."""
    models: tuple[ModelPath, ...] = ()
    """Models that take precedence over installed ones; of several for a pair the first."""
    settings: Mapping[str, Value] = field(default_factory=dict)
    """The configuration under `pretranslate.engines.<name>`, by key, for the engine with that
    name."""
    root: Path = Path()
    """The project's root, to which paths in settings are relative."""

    def read(self, known: Sequence[str]) -> Mapping[str, Value]:
        """Return the settings; `known` are the engine's keys, their readers are in `yamlvalues`.

        Raises `ConfigError` for any other key, with its line.
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
        """Name and version for a draft's provenance, without blanks or `;`."""

    @property
    def model(self) -> str:
        """12 hexadecimal digits of a digest of all files of the model."""

    @property
    def parameters(self) -> str:
        """All else that decides about the words, such as the beam, without blanks or `;`.

        A translation may be cached by text, pair, `model` and `parameters`, together with the
        `beam` that `translate` was given.
        """

    @property
    def keeps_markup(self) -> bool:
        """Whether inline Markdown and placeholders stay intact."""

    def translate(
        self, texts: Iterable[str], *, align: Container[int] = (), beam: int | None = None
    ) -> Iterator[tuple[int, Hypothesis]]:
        """Yield, for every text, its index and a hypothesis, as they are ready, in any order.

        A text is one line. Texts are taken as they are needed, so their number is not limited.
        Those whose index is in `align` have an alignment, if the engine supports it; `align` is
        read when a text has been taken. `beam` replaces the options' for this call: a second
        attempt with another beam finds other words, where the engine has one. A caller that stops
        iterating loses only what was not yielded yet. Raises `EngineError` when the engine fails.
        """


_Opener = TypeVar("_Opener", bound=Callable[..., object])


def remote(opener: _Opener) -> _Opener:
    """Mark the function that opens an engine as one whose engine is a server.

    Only the process of the command asks it then, whatever `workers` says: more would multiply the
    requests to a server that others use too, and workers on other machines may not reach it.
    """
    setattr(opener, _REMOTE, True)
    return opener


def is_remote(opener: object) -> bool:
    """Whether the engine that a function opens is a server (`remote`)."""
    return bool(getattr(opener, _REMOTE, False))


_REMOTE = "is_remote"


class NoModelError(EngineError):
    """The engine works, but has no model for these two languages."""
