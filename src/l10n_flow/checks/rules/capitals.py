"""Texts and sentences in capitals only, where the source is not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from l10n_flow import patterns as re
from l10n_flow.checks.pair import Hit, Pair
from l10n_flow.checks.row import Check, Example
from l10n_flow.checks.traits import Trait
from l10n_flow.model import Span

_MIN_LETTERS = 10
"""A text with fewer letters may be an acronym and a name."""
_WORD = 4
"""From this number of letters on, a word is not an abbreviation."""


def _capitals(pair: Pair) -> Iterable[Hit]:
    target = pair.target_prose
    if len(target) < _MIN_LETTERS or pair.source_prose.isupper():
        return ()
    if target.isupper():
        return _whole(pair, target)
    if len(target) < _TWO_SENTENCES or _LONG.search(target) is None:
        return ()
    return _one_sentence(pair, target)


def _whole(pair: Pair, target: str) -> Iterator[Hit]:
    if len([word for word in pair.target_words if len(word) >= _WORD]) < 2:
        return  # a name, and perhaps its abbreviation
    letters = sum(map(str.isupper, target))
    if letters != sum(map(str.isalpha, target)):
        return  # a script without capitals, and a letter of another
    written = [sign for sign in pair.source_prose if sign.isalpha()]
    small = sum(map(str.islower, written))
    if letters >= _MIN_LETTERS and 2 * small > len(written) and target != pair.source_prose:
        yield Hit("the whole text is in capitals", Span(0, len(pair.target)))


def _one_sentence(pair: Pair, target: str) -> Iterator[Hit]:
    """Yield the first sentence of several that is in capitals, where the source shouts nothing."""
    found = _SHOUTED.search(target)
    if found is None or _SHOUTED_WORDS.search(pair.source_prose):
        return
    words = [word for word in found[1].split() if len(word) >= _WORD and word.isalpha()]
    if len(words) > 1 and not all(word.lower() in pair.source.lower() for word in words):
        yield Hit("a sentence is in capitals", Span(*found.span(1)))


_TWO_SENTENCES = 30
"""Characters of the shortest two."""
_CAPITAL = "[A-ZÀ-ÖØ-ÞА-Я]"
_LONG = re.compile(_CAPITAL * 4)
"""As four classes: `re` looks ahead for a class, and not for a repeat of one."""
_SHOUTED = re.compile(
    r"(?:(?<=[.!?…:] )|\A)[¿¡«“\"(]?((?:[A-ZÀ-ÖØ-ÞА-Я]+(?:,? |[.!?](?=\s|\Z))){3,})"
    r"(?<=[.!?] |[A-ZÀ-ÖØ-ÞА-Я][.!?])"
)
"""A sentence of three words and more, up to its end."""
_SHOUTED_WORDS = re.compile(r"[A-Z]{4,} [A-Z]{2,}|[A-Z]{2,} [A-Z]{4,}")


CHECKS = (
    Check(
        "capitals",
        "A text, or one sentence of several, all in capitals, where the source is not.",
        "Write it in small letters, and capitals only where the language has them.",
        _capitals,
        (
            Example("es", "Nobody left the hotel", "NADIE DEJÓ EL HOTEL", "Nadie dejó el hotel"),
            Example("fa", "Nobody left the hotel", "NOBODY LEFT HOTEL 2", "کسی هتل را ترک نکرد"),
        ),
        when=Trait.CAPITAL,
    ),
)
