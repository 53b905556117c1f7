"""Texts in capitals only, where the source is not."""

from __future__ import annotations

from collections.abc import Iterator

from l10n_flow.checks.pair import Hit, Pair
from l10n_flow.checks.row import Check, Example
from l10n_flow.checks.traits import Trait
from l10n_flow.model import Span

__all__ = ["CHECKS"]

_MIN_LETTERS = 10
"""A text with fewer letters may be an acronym and a name."""
_WORD = 4
"""From this number of letters on, a word is not an abbreviation."""


def _capitals(pair: Pair) -> Iterator[Hit]:
    target = pair.target_prose
    if len(target) < _MIN_LETTERS or not target.isupper() or pair.source_prose.isupper():
        return
    if len([word for word in pair.target_words if len(word) >= _WORD]) < 2:
        return  # a name, and perhaps its abbreviation
    letters = sum(map(str.isupper, target))
    if letters != sum(map(str.isalpha, target)):
        return  # a script without capitals, and a letter of another
    written = [sign for sign in pair.source_prose if sign.isalpha()]
    small = sum(map(str.islower, written))
    if letters >= _MIN_LETTERS and 2 * small > len(written) and target != pair.source_prose:
        yield Hit("the whole text is in capitals", Span(0, len(pair.target)))


CHECKS = (
    Check(
        "capitals",
        "A text all in capitals, where the source is not.",
        "Write it in small letters, and capitals only where the language has them.",
        _capitals,
        (
            Example("es", "Nobody left the hotel", "NADIE DEJÓ EL HOTEL", "Nadie dejó el hotel"),
            Example("fa", "Nobody left the hotel", "NOBODY LEFT HOTEL 2", "کسی هتل را ترک نکرد"),
        ),
        when=Trait.CAPITAL,
    ),
)
