"""How well a model's attention says which words stand for which: markup is moved by it.

The phrasebook knows words that stand for each other in a sentence. For each of them we look
whether the translation's pieces attend most to pieces of the right source words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ctranslate2
import sentencepiece

from training.phrasebook import anchors, places
from training.values import LANGUAGES, Triple

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Score:
    """Counts over all words that stand for each other in the sentences translated rightly."""

    pieces: int = 0
    pieces_right: int = 0
    """Pieces of the translation that look at one of the right source words."""
    anchors: int = 0
    anchors_right: int = 0
    """Groups of words of which every piece does, and no piece of another word."""

    @property
    def share(self) -> float:
        """The share of the groups that are right."""
        return self.anchors_right / max(1, self.anchors)


def measure(model: Path, tokenizer: bytes, target: str, sentences: Sequence[Triple]) -> Score:
    """What the attention that the CTranslate2 model in the folder returns is worth."""
    processor = sentencepiece.SentencePieceProcessor(model_proto=tokenizer)
    translator = ctranslate2.Translator(str(model), inter_threads=1, intra_threads=1)
    sources = [processor.encode(triple.en, out_type=str) for triple in sentences]
    results = translator.translate_batch(
        sources, beam_size=1, return_attention=True, max_batch_size=1024, batch_type="tokens"
    )
    total = Score()
    for triple, source, result in zip(sentences, sources, results, strict=True):
        said = result.hypotheses[0]
        if processor.decode_pieces(said) == getattr(triple, target):
            total = _added(total, triple, target, source, said, result.attention[0])
    return total


def _added(
    total: Score, triple: Triple, target: str, source: list[str], said: list[str], rows: Any
) -> Score:
    text, language = (triple.en, getattr(triple, target)), LANGUAGES.index(target)
    origins, others = _places(source), _places(said)
    looked = [max(range(len(source)), key=row.__getitem__) for row in rows[: len(said)]]
    pieces, right, groups, good = 0, 0, 0, 0
    for words in anchors(triple):
        one, other = places(words.en, text[0])[0], places(words[language], text[1])[0]
        inside = [number for number, place in enumerate(others) if _within(place, other)]
        hits = {number for number, at in enumerate(looked) if _within(origins[at], one)}
        pieces, right = pieces + len(inside), right + len(hits.intersection(inside))
        groups, good = groups + 1, good + (hits == set(inside))
    return Score(
        total.pieces + pieces,
        total.pieces_right + right,
        total.anchors + groups,
        total.anchors_right + good,
    )


def _places(pieces: Sequence[str]) -> list[Span]:
    """Where each piece stands in the text, without the space before it.

    >>> _places(["▁The", "▁re", "port", "."])
    [(0, 3), (4, 6), (6, 10), (10, 11)]
    """
    found, at = [], -1
    for piece in pieces:
        start = at + piece.startswith("▁")
        at += len(piece)
        found.append((start, at))
    return found


def _within(place: Span, span: Span) -> bool:
    return place[0] < place[1] and span[0] <= place[0] < span[1]
