"""From attention between word pieces to an alignment of words.

For each piece that a model writes, attention weighs all pieces of the source. Alignments are about
words, so the pieces' rows and columns are pooled. Punctuation is dropped first and the rest of a
row scaled to 1, because attention without a meaning is on stops and end marks.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from l10n_flow.engines.engine import Alignment
from l10n_flow.engines.wordalignment import word_spans
from l10n_flow.model import Span


def pooled(
    attention: Sequence[Sequence[float]],
    source: str,
    source_pieces: Sequence[Span],
    target: str,
    target_pieces: Sequence[Span],
) -> Alignment:
    """Return the alignment of the words of two texts.

    `attention` has a row for each target piece, with a weight for each source piece. Further rows
    and columns belong to end marks and are dropped. A piece in two words is divided by its letters
    in each.

    >>> halves = [Span(0, 2), Span(2, 4), Span(4, 5)]
    >>> found = pooled([[0.6, 0.2, 0.2], [0.1, 0.1, 0.8]], "ab c", [Span(0, 1), Span(1, 2),
    ...     Span(2, 4)], "x y.", [Span(0, 1), Span(1, 3)])
    >>> [[round(weight, 3) for weight in row] for row in found.weights]
    [[0.8, 0.2], [0.2, 0.8]]
    """
    source_words, target_words = word_spans(source), word_spans(target)
    if not source_words or not target_words:
        rows = tuple((0.0,) * len(source_words) for _ in target_words)
        return Alignment(source_words, target_words, rows)
    weights = np.asarray(attention, np.float64)[: len(target_pieces), : len(source_pieces)]
    columns = _shares(source_words, source_pieces)[:, : weights.shape[1]]
    rows_of = _shares(target_words, target_pieces)[:, : weights.shape[0]]
    words = rows_of @ _scaled(weights @ columns.T)
    short = _scaled(words).astype(np.float32)  # half the size when stored
    return Alignment(source_words, target_words, tuple(map(tuple, short.tolist())))


def _shares(words: Sequence[Span], pieces: Sequence[Span]) -> NDArray[np.float64]:
    """Return, by word and piece, the share of the piece's letters in the word.

    Both are in text order, so one pass finds all overlaps. A piece without characters of its own
    (`½` is one character and three pieces) counts at its position.

    >>> _shares([Span(0, 1), Span(1, 4)], [Span(0, 4), Span(3, 4), Span(4, 4)]).tolist()
    [[0.25, 0.0, 0.0], [0.75, 1.0, 0.0]]
    """
    shares: NDArray[np.float64] = np.zeros((len(words), len(pieces)))
    first = 0
    for number, (start, end) in enumerate(pieces):
        end = max(end, start + 1)  # noqa: PLW2901  an empty piece counts as one
        while first < len(words) and words[first].end <= start:
            first += 1
        for word in range(first, len(words)):
            if words[word].start >= end:
                break
            shares[word, number] = min(end, words[word].end) - max(start, words[word].start)
    found: NDArray[np.float64] = shares / np.maximum(shares.sum(axis=0), 1)
    return found


def _scaled(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """Scale each row to the sum 1, unless it is all zeros."""
    totals = rows.sum(axis=1, keepdims=True)
    scaled: NDArray[np.float64] = rows / np.where(totals > 0, totals, 1)
    return scaled
