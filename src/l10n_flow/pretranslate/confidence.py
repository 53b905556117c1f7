"""The probability that a draft needs no change: one number that sorts the drafts of all steps.

For an engine's words it is a product, so that one bad sign is enough to move a draft to the top of
the list:

    score⁴ · placed · 0.9^doubts · fit · (1 - repeated)⁴ · (1 - copied)² · ½ if a number differs

with `fit` = 1 up to 1.5 standard deviations of the usual length, and beyond that 1.5 divided by
them. `benchmarks/confidence.py` measures it on the demonstration models, with sentences that they
know and with damaged ones; docs/pretranslation.md has the figures. Scores differ from model to
model: within one model the number sorts, across models it is a hint.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from l10n_flow.documents.markdown.marked import marked
from l10n_flow.language.quantities.comparing import Comparison, compared
from l10n_flow.language.tags import script
from l10n_flow.pretranslate.carryover.evidence import Feature, Weighing

if TYPE_CHECKING:
    from l10n_flow.pretranslate.machine.requests import Response

STEEP = 4
"""The power of the score. A mean probability of 0.95 a piece is an excellent sentence and 0.75 a
poor one. Of the integer powers up to 12, 4 and 6 have the smallest error (Brier's) where half of
the sentences are damaged; the lower one keeps differences between the drafts of less certain
models."""

USUAL = 1.5
"""Standard deviations of length (`evidence.SPREAD`) within which a length proves nothing."""

DOUBT = 0.9
"""The factor for each review reason in the draft's comment."""

ANOTHER_NUMBER = 0.5
"""The gate refuses certain mistakes; a remaining difference may be a number in words."""

COPIED_RUN = 3
"""Words in a row. Spanish shares many with English (`capital`, `natural`), but rarely three in a
row."""

UNCHANGED = 0.95
"""For a text that only lost sentences: the translator's words, joined at another place."""

ADAPTED = 0.7
"""The share of texts with adapted numbers that need no other change: 120 of 156 in the catalogs of
Tails, rounded down."""

SIMILAR = 0.3
"""A similar text is another text: one of a hundred of 1,500 matches was right as it is. The rest of
the number sorts."""

_WORD = re.compile(r"[^\W\d_]+(?:['’\u200c-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class EngineEvidence:
    """The evidence about an engine's words."""

    score: float
    """The engine's own confidence: the mean probability of a word piece, 0 to 1."""
    placed: float = 1.0
    """How well marks and items were placed, 0 to 1: the lowest F1 of the projection."""
    doubts: int = 0
    """The review reasons in the draft's comment."""
    deviation: float = 0.0
    """Standard deviations by which the translation is too long, or, negative, too short."""
    repeated: float = 0.0
    """The share of neighbouring word pairs that repeat, beyond the source's."""
    copied: float = 0.0
    """The share of words that are copied from the source, where they should not be."""
    same_numbers: bool = True
    """Whether the numbers agree."""


def confidence(found: EngineEvidence) -> float:
    """Return 0 to 1; never more when one sign is worse and all others are the same.

    >>> confidence(EngineEvidence(0.95)) > confidence(EngineEvidence(0.95, deviation=-3)) > 0.4
    True
    >>> round(confidence(EngineEvidence(0.7)), 2)
    0.24
    """
    product = _share(found.score) ** STEEP
    product *= _share(found.placed) * DOUBT**found.doubts
    product *= min(1.0, USUAL / max(USUAL, abs(found.deviation)))
    product *= (1 - _share(found.repeated)) ** 4 * (1 - _share(found.copied)) ** 2
    return product if found.same_numbers else product * ANOTHER_NUMBER


def evidence(
    source: str,
    target: str,
    languages: tuple[str, str],
    *,
    score: float,
    placed: float = 1.0,
    doubts: int = 0,
) -> EngineEvidence:
    """Return the evidence in the words themselves, besides the scores of engine and projection.

    `source` and `target` are inline Markdown, `languages` their tags.

    >>> found = evidence("The talks ended in 2019.", "Las charlas terminaron.", ("en", "es"),
    ...                  score=0.9)
    >>> found.same_numbers, found.copied, round(found.deviation, 1)
    (False, 0.0, 0.6)
    """
    words, others = (_WORD.findall(marked(text).text) for text in (source, target))
    mine, theirs = (Feature(sum(map(len, found)), {}) for found in (words, others))
    run = COPIED_RUN if script(languages[0]) == script(languages[1]) else 1
    weighing = Weighing.of(mine, theirs, *languages)
    return EngineEvidence(
        score,
        placed,
        doubts,
        weighing.deviation(mine, theirs),
        max(0.0, _repeated(others) - _repeated(words)),
        _copied(words, others, run),
        compared(source, target, *languages) == Comparison(),
    )


def _repeated(words: Sequence[str]) -> float:
    """Return the share of neighbouring pairs that occurred before."""
    pairs = list(pairwise([word.lower() for word in words]))
    return 1 - len(set(pairs)) / len(pairs) if pairs else 0.0


def _copied(source: Sequence[str], target: Sequence[str], run: int) -> float:
    """Return the share of the target's words in a run of so many source words.

    Words with a capital are names, which may be the same everywhere.
    """
    parts = zip(*(source[step:] for step in range(run)), strict=False)
    runs = {part for part in parts if all(word.islower() for word in part)}
    copied = [
        i + step
        for i in range(len(target) - run + 1)
        if tuple(target[i : i + run]) in runs
        for step in range(run)
    ]
    return len(set(copied)) / len(target) if target else 0.0


def _share(number: float) -> float:
    return min(1.0, max(0.0, number))


def remembered(*, reviewed: bool, same_context: bool) -> float:
    """Return the confidence of the same text, translated elsewhere.

    In the catalogs of Tails 378 texts are in several files, and have one translation each; the
    deduction is for other projects.

    >>> remembered(reviewed=True, same_context=True)
    1.0
    """
    return (1.0 if reviewed else 0.95) - (0.0 if same_context else 0.1)


def similar(percent: int, *, adapted: bool = False, doubts: int = 0) -> float:
    """Return the confidence of a similar text of the memory; `adapted` when numbers were replaced.

    >>> similar(99, adapted=True), round(similar(90), 2), round(similar(90, doubts=1), 2)
    (0.7, 0.27, 0.24)
    """
    sure = ADAPTED if adapted and percent >= 99 else SIMILAR * _share(percent / 100)
    return sure * DOUBT**doubts


def patched(
    pieces: Sequence[Response],
    sources: Sequence[str] = (),
    languages: tuple[str, str] | None = None,
) -> float:
    """Return the confidence of a text with new translations of its changed sentences: the lowest.

    It uses more evidence if it has the pieces' sentences and the languages.
    """
    originals = sources if len(sources) == len(pieces) else [""] * len(pieces)
    return min(
        (
            translated(source, piece.target, [piece], languages if source else None)
            for source, piece in zip(originals, pieces, strict=True)
        ),
        default=UNCHANGED,
    )


def translated(
    source: str,
    target: str,
    pieces: Sequence[Response],
    languages: tuple[str, str] | None = None,
) -> float:
    """Return the confidence of an engine's words for a segment: the lowest of lines and whole.

    Without `languages` the words themselves are not examined.

    >>> from l10n_flow.pretranslate.machine.requests import Response
    >>> known = translated("The talks ended.", "Las charlas terminaron.", [Response("", 0.95)],
    ...                    ("en", "es"))
    >>> round(known, 2)
    0.81
    """
    if not pieces or not all(piece.score for piece in pieces):
        return 0.0  # the server returns none, and the rest cannot raise it
    score = min(piece.score for piece in pieces)
    placed = min(piece.placed for piece in pieces)
    doubts = len({code for piece in pieces for code in piece.why})
    if languages is None:
        return confidence(EngineEvidence(score, placed, doubts))
    return confidence(
        evidence(source, target, languages, score=score, placed=placed, doubts=doubts)
    )
