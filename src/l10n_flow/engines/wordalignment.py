"""Operations on alignments of words, from any engine."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from l10n_flow.engines.engine import Alignment
from l10n_flow.language.counting import UNSPACED
from l10n_flow.model import Span

NOWHERE = Span(-1, -1)
"""The span of a token without characters, such as a language's."""

_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
"""Combining marks of Latin and Arabic script: parts of the letter before, though not `\\w`."""

_WORD = re.compile(
    rf"[{UNSPACED}]"
    rf"|(?:(?![{UNSPACED}])[\w{_MARKS}])+"
    rf"(?:[\u200c\u200d'’.,:·-](?:(?![{UNSPACED}])[\w{_MARKS}])+)*"
)
"""Letters and digits, with the signs that join them: `می‌کنند`, `don't`, `3.5`, `e-mail`."""


def word_spans(text: str) -> tuple[Span, ...]:
    """Return the words of a text; signs between them, such as stops and quotes, belong to none.

    >>> text = "«می‌کنند», it's 3.5 % – e-mail."
    >>> [text[start:end] for start, end in word_spans(text)]
    ['می‌کنند', "it's", '3.5', 'e-mail']
    >>> word_spans("和平。")
    (Span(start=0, end=1), Span(start=1, end=2))
    """
    return tuple(Span(*match.span()) for match in _WORD.finditer(text))


def normalised(row: Sequence[float]) -> tuple[float, ...]:
    """Return the row scaled to the sum 1; unchanged when it is all zeros.

    >>> normalised([1.0, 0.0, 3.0]), normalised([0.0])
    ((0.25, 0.0, 0.75), (0.0,))
    """
    total = sum(row)
    return tuple(weight / total for weight in row) if total > 0 else tuple(row)


def joined(parts: Iterable[tuple[int, int, Alignment]]) -> Alignment:
    """Join alignments of successive texts; each comes with the positions of its two texts.

    >>> one = Alignment((Span(0, 2),), (Span(0, 3),), ((1.0,),))
    >>> both = joined([(0, 0, one), (4, 5, one)])
    >>> both.source, both.target
    ((Span(start=0, end=2), Span(start=4, end=6)), (Span(start=0, end=3), Span(start=5, end=8)))
    >>> both.weights
    ((1.0, 0.0), (0.0, 1.0))
    """
    shifted = [
        (_moved(part.source, source), _moved(part.target, target), part.weights)
        for source, target, part in parts
    ]
    width = sum(len(source) for source, _, _ in shifted)
    rows: list[tuple[float, ...]] = []
    before = 0
    for source, _, weights in shifted:
        after = width - before - len(source)
        rows += [(0.0,) * before + row + (0.0,) * after for row in weights]
        before += len(source)
    return Alignment(
        tuple(span for source, _, _ in shifted for span in source),
        tuple(span for _, target, _ in shifted for span in target),
        tuple(rows),
    )


def composed(first: Alignment, second: Alignment) -> Alignment:
    """Return the alignment from the first's source to the second's target, by their common text.

    Words of that text are matched by position. A target word that is aligned only with unknown
    words has a row of zeros.

    >>> one = Alignment((Span(0, 1), Span(2, 3)), (Span(0, 1), Span(2, 3)), ((0, 1), (1, 0)))
    >>> composed(one, one).weights
    ((1.0, 0.0), (0.0, 1.0))
    """
    rows_of = dict(zip(first.target, first.weights, strict=True))
    nothing = (0.0,) * len(first.source)
    middle = [rows_of.get(span, nothing) for span in second.source]
    weights = []
    for row in second.weights:
        mixed = [0.0] * len(first.source)
        for share, origin in zip(row, middle, strict=True):
            if share:
                mixed = [
                    so_far + share * weight for so_far, weight in zip(mixed, origin, strict=True)
                ]
        weights.append(normalised(mixed))
    return Alignment(first.source, second.target, tuple(weights))


def _moved(spans: Iterable[Span], by: int) -> tuple[Span, ...]:
    return tuple(Span(start + by, end + by) for start, end in spans)
