"""From sentences to word pieces and back: the one doorway to SentencePiece."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, Protocol

from l10n_flow import extras
from l10n_flow.engines.layout import Layout, damaged, vocabulary
from l10n_flow.errors import EngineError
from l10n_flow.model import Span

DAMAGE = (RuntimeError, ValueError, OSError, MemoryError, IndexError)
"""Raised by CTranslate2 and SentencePiece for a file of another kind."""

FAMILIAR = 0.5
"""The minimum share of a tokenizer's pieces in a model's vocabulary: of another model's tokenizer
it has single letters, of its own nearly all pieces."""


class Tokenizer(Protocol):
    """Converts between text and a model's tokens."""

    def encode(self, sentence: str) -> list[str]:
        """Return the pieces of a sentence."""

    def decode(self, tokens: list[str]) -> str:
        """Return the words of the pieces."""

    def source_spans(self, sentence: str) -> list[Span] | None:
        """Return the place of each piece in the sentence; None when it is unknown."""

    def target_spans(self, tokens: list[str]) -> list[Span] | None:
        """Return the place of each piece in the result of `decode`."""


class SentencePieces:
    """The SentencePiece models of both sides of a model, checked against its vocabulary.

    Raises `PackageError` when one is damaged or another model's, `EngineError` when SentencePiece
    is not installed.
    """

    def __init__(self, layout: Layout) -> None:
        self._source = _loaded(layout, layout.source_pieces, "source")
        same = layout.target_pieces == layout.source_pieces
        self._target = self._source if same else _loaded(layout, layout.target_pieces, "target")

    def encode(self, sentence: str) -> list[str]:
        """Return the pieces of a sentence."""
        pieces: list[str] = self._source.encode(sentence, out_type=str)
        return pieces

    def decode(self, tokens: list[str]) -> str:
        """Return the words of the pieces. A remaining `▁` comes from a copied source piece."""
        return str(self._target.decode_pieces(tokens)).replace("▁", " ")

    def source_spans(self, sentence: str) -> list[Span] | None:
        """Return the place of each piece in the sentence as given, before normalisation."""
        found = self._source.encode(sentence, out_type="offset_mapping")
        return [Span(*span) for span in found["offsets"]]

    def target_spans(self, tokens: list[str]) -> list[Span] | None:
        """Return the place of each piece in the result of `decode`."""
        found = self._target.decode(tokens, out_type="offset_mapping")
        return [Span(*span) for span in found["offsets"]]


def _loaded(layout: Layout, path: Path, side: str) -> Any:
    try:
        processor = _library().SentencePieceProcessor(model_file=str(path))
    except DAMAGE as error:
        raise damaged(layout.folder, f"its {path.name}: {error}") from error
    known = vocabulary(layout.model, side)
    pieces = [processor.id_to_piece(number) for number in range(processor.get_piece_size())]
    # a vocabulary may be a selection of a tokenizer's pieces, as Marian's are
    if known and len(known.intersection(pieces)) < FAMILIAR * min(len(pieces), len(known)):
        raise damaged(layout.folder, f"the model's vocabulary is not its tokenizer's, {path.name}")
    return processor


@cache
def _library() -> ModuleType:
    try:
        return import_module("sentencepiece")
    except ModuleNotFoundError as error:
        what, hint = extras.lacking("the engine", "argos", error)
        raise EngineError(what, hint=hint) from error
