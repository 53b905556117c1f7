"""Which words go with which, learned from the translations that a project has.

No dictionary, and no translation: only enough to see which of two sentences another one is of.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice, product

from l10n_flow.documents.markdown.marked import marked

__all__ = ["Lexicon", "learned"]

MOST = 5000
"""Pairs that are read: enough for the words of a newsroom, and a second or two."""

LONGEST = 60
"""Words. Who goes with whom is told by short texts, and a long one costs by its square."""

TOGETHER = 2
"""Seen together once is chance."""

DICE = 0.3
"""Dice's coefficient from which on two words go together."""

COMMON = 0.03
"""The share of texts beyond which a word is in all sentences and tells nothing."""

STEM = 6
"""Letters that count: what follows is inflection more often than not."""

_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Stems of one language, and those of another that are found where they are."""

    words: Mapping[str, tuple[str, ...]]
    others: frozenset[str]

    def translated(self, word: str) -> tuple[str, ...]:
        """The stems that a word of the source goes with."""
        return self.words.get(_stem(word), ())

    def known(self, word: str) -> tuple[str, ...]:
        """The stem of a word of the translation, if any word goes with it."""
        stem = _stem(word)
        return (stem,) if stem in self.others else ()


def learned(translations: Iterable[tuple[str, str]]) -> Lexicon:
    """What source texts and their translations tell about words, from the first `MOST` of them.

    >>> lexicon = learned([("peace talks", "diálogos de paz"), ("war and peace", "guerra y paz"),
    ...                    ("the end", "el fin")])
    >>> lexicon.translated("Peace"), lexicon.known("paz"), lexicon.known("guerra")
    (('paz',), ('paz',), ())
    """
    mine: Counter[str] = Counter()
    theirs: Counter[str] = Counter()
    both: Counter[tuple[str, str]] = Counter()
    read = list(islice(translations, MOST))
    for source, target in read:
        ours, others = _stems(source), _stems(target)
        if len(ours) <= LONGEST and len(others) <= LONGEST:
            mine.update(ours)
            theirs.update(others)
            both.update(product(ours, others))
    common = max(TOGETHER, COMMON * len(read))
    found: dict[str, list[tuple[float, str]]] = {}
    for (word, other), times in both.items():
        dice = 2 * times / (mine[word] + theirs[other])
        rare = mine[word] <= common >= theirs[other]
        if times >= TOGETHER and dice >= DICE and rare:
            found.setdefault(word, []).append((-dice, other))
    words = {word: tuple([o for _, o in sorted(pairs)[:2]]) for word, pairs in found.items()}
    return Lexicon(words, frozenset([other for others in words.values() for other in others]))


def _stems(text: str) -> set[str]:
    return {_stem(word) for word in _WORD.findall(marked(text).text)}


def _stem(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join([sign for sign in plain if not unicodedata.combining(sign)])[:STEM]
