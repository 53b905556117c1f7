"""Lengths: a translation that is far shorter or longer than translations of such texts are."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from l10n_flow.checks.pair import Hit, Pair
from l10n_flow.checks.prose import FILLER, MARK
from l10n_flow.checks.row import Check, Example
from l10n_flow.checks.traits import Trait

__all__ = ["BUCKETS", "CHECKS", "LIMITS", "Limits", "length"]

BUCKETS = (10, 20, 40, 80, 160)
"""Characters of prose up to which a source is in the first, second… bucket."""


class Limits(NamedTuple):
    """For each bucket, between which multiples of the source's length a translation may be."""

    least: tuple[float, ...]
    most: tuple[float, ...]


LIMITS: Mapping[str, Limits] = {
    "es": Limits((0.45, 0.49, 0.57, 0.57, 0.63, 0.77), (3.0, 2.65, 2.58, 2.02, 1.72, 1.46)),
    "fa": Limits((0.3, 0.3, 0.3, 0.3, 0.52, 0.63), (3.0, 2.02, 1.8, 1.8, 1.52, 1.43)),
}
"""From English. The least and the greatest that human translators made of one half of the articles
of shared/catalogs/tails (1,244 Spanish and 494 Persian texts), widened by a tenth and made to
narrow with length; the first bucket, where 13 Persian texts are, by hand. On the other half 3 of
1,384 and 1 of 496 texts are outside (docs/checks-evaluation.md)."""
_ANY = Limits((0.1, 0.15, 0.2, 0.25, 0.3, 0.35), (8.0, 5.0, 3.5, 3.0, 2.8, 2.5))
_SLACK = 12
"""Characters: `ID` is `identificador`."""


def length(prose: str) -> int:
    """The characters of a text that readers read.

    >>> length("Véase")
    5
    """
    return len(prose) - prose.count(FILLER) - prose.count(MARK)


def _length(pair: Pair) -> Iterator[Hit]:
    if pair.same:
        return
    ours, theirs = length(pair.source_prose), length(pair.target_prose)
    if not ours:
        return
    bucket = bisect_left(BUCKETS, ours)
    limits = LIMITS.get(pair.language, _ANY) if pair.source_language == "en" else _ANY
    ratio = theirs / ours
    if limits.least[bucket] <= ratio <= limits.most[bucket] or abs(theirs - ours) <= _SLACK:
        return
    way = "shorter" if ratio < 1 else "longer"
    plural = "" if theirs == 1 else "s"
    yield Hit(f"{theirs} character{plural} for {ours}: far {way} than usual")


CHECKS = (
    Check(
        "length",
        "A translation far shorter or longer than translations of texts of that length are: often"
        " something was left out, or stands twice.",
        "Read whether all of the source is there, and nothing else.",
        _length,
        (
            Example(
                "es",
                "The talks went on for eighteen days, and nobody left the hotel before the end.",
                "Las conversaciones",
                "Las conversaciones duraron dieciocho días, y nadie dejó el hotel antes del final.",
            ),
            Example(
                "fa",
                "The talks went on for eighteen days, and nobody left the hotel before the end.",
                "گفت‌وگوها",
                "گفت‌وگوها هجده روز طول کشید و هیچ‌کس پیش از پایان هتل را ترک نکرد.",
            ),
        ),
        when=Trait.LETTER,
    ),
)
