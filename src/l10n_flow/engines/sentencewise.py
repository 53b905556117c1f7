"""Texts in, sentences through, texts out: what an engine needs that translates sentences.

A model translates a sentence better than a paragraph, many sentences of like length faster than
one, and the same sentence always the same way. So texts are split, equal sentences are translated
once, and a text is given back as soon as its last sentence is there.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from l10n_flow.engines.engine import Hypothesis

__all__ = ["WINDOW", "Piece", "TranslateSentences", "batches", "translate_texts"]

WINDOW = 1024
"""Sentences that are sorted by length together. Windows of 128, of 400 and of everything cost the
same CPU time; this one bounds memory, and how long a text waits for its last sentence."""

UNSPACED = frozenset({"bo", "dz", "ja", "km", "lo", "my", "th", "zh"})
"""Languages whose sentences follow each other without a space."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A translated sentence."""

    text: str
    likelihood: float = 0.0
    """Sum of the natural logarithms of the tokens' probabilities."""
    tokens: int = 0
    complete: bool = True


TranslateSentences = Callable[[Sequence[str]], Iterable[tuple[str, Piece]]]
"""Yields each of the sentences, which all differ, with its translation, in any order."""


def translate_texts(
    texts: Iterable[str],
    split: Callable[[str], Sequence[str]],
    translate: TranslateSentences,
    target: str,
    *,
    size: int = WINDOW,
) -> Iterator[tuple[int, Hypothesis]]:
    """Yield every text's index and hypothesis, as soon as its sentences are translated.

    A hypothesis is complete when all its sentences are; its score is the mean probability of its
    tokens. About `size` sentences are in memory at a time.

    >>> shout = lambda distinct: ((s, Piece(s.upper(), -0.1, 1)) for s in distinct)
    >>> list(translate_texts(["Yes. No.", "No."], lambda t: t.split(), shout, "es"))
    ... # doctest: +NORMALIZE_WHITESPACE
    [(0, Hypothesis(text='YES. NO.', score=0.9, complete=True)),
     (1, Hypothesis(text='NO.', score=0.9, complete=True))]
    """
    space = "" if target.partition("-")[0].lower() in UNSPACED else " "
    for window in _windows(texts, split, size):
        yield from _translate_window(window, translate, space)


def batches(
    items: Iterable[tuple[str, Sequence[str]]], tokens: int
) -> Iterator[list[tuple[str, Sequence[str]]]]:
    """Yield tokenized sentences, longest first, as batches of at most `tokens`, padding included.

    A sentence longer than that is a batch of its own.

    >>> items = [("a", "1"), ("b", "123"), ("c", "12"), ("d", "1")]
    >>> [[sentence for sentence, _ in batch] for batch in batches(items, 4)]
    [['b'], ['c', 'a'], ['d']]
    """
    batch: list[tuple[str, Sequence[str]]] = []
    for item in sorted(items, key=lambda item: len(item[1]), reverse=True):
        if batch and (len(batch) + 1) * len(batch[0][1]) > tokens:
            yield batch
            batch = []
        batch.append(item)
    if batch:
        yield batch


def _windows(
    texts: Iterable[str], split: Callable[[str], Sequence[str]], size: int
) -> Iterator[dict[int, Sequence[str]]]:
    window: dict[int, Sequence[str]] = {}
    count = 0
    for index, text in enumerate(texts):
        window[index] = split(text)
        count += len(window[index])
        if count >= size:
            yield window
            window, count = {}, 0
    if window:
        yield window


def _translate_window(
    window: dict[int, Sequence[str]], translate: TranslateSentences, space: str
) -> Iterator[tuple[int, Hypothesis]]:
    homes: dict[str, list[int]] = {}
    for index, parts in window.items():
        for sentence in dict.fromkeys(parts):
            homes.setdefault(sentence, []).append(index)
    missing = {index: len(set(parts)) for index, parts in window.items()}
    done: dict[str, Piece] = {}
    yield from ((index, Hypothesis("")) for index, count in missing.items() if not count)
    for sentence, piece in translate(list(homes)):
        done[sentence] = piece
        for index in homes[sentence]:
            missing[index] -= 1
            if not missing[index]:
                yield index, _joined([done[part] for part in window[index]], space)


def _joined(pieces: list[Piece], space: str) -> Hypothesis:
    tokens = sum(piece.tokens for piece in pieces)
    likelihood = sum(piece.likelihood for piece in pieces)
    return Hypothesis(
        space.join(piece.text for piece in pieces if piece.text),
        round(math.exp(min(0.0, likelihood / tokens)), 2) if tokens else 0.0,
        all(piece.complete for piece in pieces),
    )
