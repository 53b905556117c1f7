"""Which old texts are worth comparing with a new one: those that share its rarest words.

Comparing 17,000 changed texts with as many old ones takes 280 million comparisons and 107 seconds,
and nearly all of those texts have nothing in common. An index of words, of pairs of adjacent words,
and, for short texts, of letters finds the few that have.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Sequence
from itertools import pairwise

_FEATURES = 12
"""The rarest features of a text that are looked up: one changed word takes three of them away."""

_PLACES = 32
"""If more texts have a feature, only so many are used: those nearest to the new text's place."""

_MAX_CANDIDATES = 12
"""Maximum number of old texts that are compared with one new text."""

_SHORT = 6
"""In texts with fewer words, letters count too: two of three words may have changed a little."""


class Candidates:
    """An index of old texts."""

    def __init__(self, old: Sequence[str]) -> None:
        self._size = len(old)
        self._places: dict[Hashable, list[int]] = defaultdict(list)
        for place, text in enumerate(old):
            for feature in _features(text):
                self._places[feature].append(place)

    def near(self, text: str, share: float) -> list[int]:
        """The positions of the old texts that have most of the text's rare features, best first.

        `share` is the text's position in the article, from 0 to 1: among a thousand equal lines,
        those near that position are the likely ones.

        >>> Candidates(["A long way home", "The end of the war"]).near("A longish way home", 0)
        [0]
        """
        known = [self._places[feature] for feature in _features(text) if feature in self._places]
        known.sort(key=len)
        votes: dict[int, float] = defaultdict(float)
        around = int(share * self._size)
        for places in known[:_FEATURES]:
            weight = 1 / len(places)
            if len(places) > _PLACES:
                start = max(0, bisect_left(places, around) - _PLACES // 2)
                places = places[start : start + _PLACES]  # noqa: PLW2901  the near ones
            for place in places:
                votes[place] += weight
        best = sorted(votes, key=lambda place: (-votes[place], abs(place - around), place))
        return best[:_MAX_CANDIDATES]


def _features(text: str) -> set[Hashable]:
    words = text.split()
    found: set[Hashable] = {*words, *pairwise(words)}
    if len(words) < _SHORT:
        found |= {text[at : at + 3] for at in range(len(text) - 2)}
    return found
