"""Texts divided into sentences and joined again, for engines that translate sentences.

A model translates a sentence better than a paragraph, many sentences of similar length faster than
one, and the same sentence always the same way. So texts are split, equal sentences are translated
once, and a text is returned as soon as its last sentence is translated.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from l10n_flow.engines.engine import Alignment, Hypothesis
from l10n_flow.engines.wordalignment import joined

WINDOW = 1024
"""The number of sentences that are sorted by length together. Windows of 128, of 400 and of
everything cost the same CPU time; this one limits memory, and the delay of a text."""

UNSPACED = frozenset({"bo", "dz", "ja", "km", "lo", "my", "th", "zh"})
"""Languages without a space between sentences."""


@dataclass(frozen=True, slots=True)
class TranslatedSentence:
    """A translated sentence."""

    text: str
    likelihood: float = 0.0
    """Sum of the natural logarithms of the tokens' probabilities."""
    tokens: int = 0
    complete: bool = True
    alignment: Alignment | None = None


TranslateSentences = Callable[
    [Sequence[str], Container[str]], Iterable[tuple[str, TranslatedSentence]]
]
"""Yields each of the different sentences with its translation, in any order; those in the second
argument with their alignment."""


@dataclass(frozen=True, slots=True)
class _WaitingText:
    """A text whose sentences are not all translated yet."""

    text: str
    sentences: Sequence[str]
    aligned: bool
    """Whether its alignment was requested."""


def translate_texts(
    texts: Iterable[str],
    split: Callable[[str], Sequence[str]],
    translate: TranslateSentences,
    target: str,
    *,
    align: Container[int] = (),
    size: int = WINDOW,
) -> Iterator[tuple[int, Hypothesis]]:
    """Yield every text's index and hypothesis, as soon as its sentences are translated.

    A hypothesis is complete when all its sentences are; its score is the mean probability of its
    tokens. Texts are taken as they are needed: about `size` sentences are in memory at a time.

    >>> shout = lambda distinct, _: ((s, TranslatedSentence(s.upper(), -0.1, 1)) for s in distinct)
    >>> for index, found in translate_texts(["Yes. No.", "No."], str.split, shout, "es"):
    ...     print(index, found.text, found.score, found.complete)
    0 YES. NO. 0.9 True
    1 NO. 0.9 True
    """
    space = "" if target.partition("-")[0].lower() in UNSPACED else " "
    for window in _windows(texts, split, align, size):
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
    texts: Iterable[str],
    split: Callable[[str], Sequence[str]],
    align: Container[int],
    size: int,
) -> Iterator[dict[int, _WaitingText]]:
    window: dict[int, _WaitingText] = {}
    count = 0
    for index, text in enumerate(texts):
        window[index] = _WaitingText(text, split(text), index in align)
        count += len(window[index].sentences)
        if count >= size:
            yield window
            window, count = {}, 0
    if window:
        yield window


def _translate_window(
    window: dict[int, _WaitingText], translate: TranslateSentences, space: str
) -> Iterator[tuple[int, Hypothesis]]:
    homes: dict[str, list[int]] = {}
    for index, text in window.items():
        for sentence in dict.fromkeys(text.sentences):
            homes.setdefault(sentence, []).append(index)
    aligned = {part for text in window.values() if text.aligned for part in text.sentences}
    missing = {index: len(set(text.sentences)) for index, text in window.items()}
    done: dict[str, TranslatedSentence] = {}
    yield from ((index, Hypothesis("")) for index, count in missing.items() if not count)
    for sentence, piece in translate(list(homes), aligned):
        done[sentence] = piece
        for index in homes[sentence]:
            missing[index] -= 1
            if not missing[index]:
                text = window.pop(index)
                yield index, _joined(text, [done[part] for part in text.sentences], space)


def _joined(text: _WaitingText, pieces: list[TranslatedSentence], space: str) -> Hypothesis:
    tokens = sum(piece.tokens for piece in pieces)
    likelihood = sum(piece.likelihood for piece in pieces)
    return Hypothesis(
        space.join(piece.text for piece in pieces if piece.text),
        round(math.exp(min(0.0, likelihood / tokens)), 2) if tokens else 0.0,
        all(piece.complete for piece in pieces),
        _alignment(text, pieces, space) if text.aligned else None,
    )


def _alignment(
    text: _WaitingText, pieces: list[TranslatedSentence], space: str
) -> Alignment | None:
    """Join the sentences' alignments into the text's; None when a sentence has none."""
    parts = []
    source = target = 0
    for sentence, piece in zip(text.sentences, pieces, strict=True):
        source = text.text.find(sentence, source)
        if piece.alignment is None or source < 0:
            return None
        parts.append((source, target, piece.alignment))
        source += len(sentence)
        target += len(piece.text) + len(space) if piece.text else 0
    return joined(parts)
