"""The index: the most similar texts among a hundred thousand.

The search is exact. Two texts of n and m tokens match by p percent only if they share
p·(n + m)/200 tokens. So a text that shares none of the n - p·n/(200 - p) + 1 rarest tokens of the
text in question cannot match it (the prefix filter of S. Chaudhuri, V. Ganti, R. Kaushik: A
Primitive Operator for Similarity Joins in Data Cleaning, ICDE 2006). Only texts that share one are
compared. The result is the same as comparing with every text, as `test_matching` does.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from operator import itemgetter

from l10n_flow.memory.adapt import MAX_PERCENT, Adaptation, adapted
from l10n_flow.memory.tokens import TokenText, form, raw_tokens, similar
from l10n_flow.memory.units import Unit

MIN_PERCENT = 70
"""Percentage below which translators prefer a new translation to correcting an old one."""
LIMIT = 3

_STEPS = (94, 85)
"""Percentages that are tried first. Few texts reach a high percentage, and if enough do, the others
need not be compared: a memory of 100,000 variants of one sentence is still quick."""


@dataclass(frozen=True, slots=True)
class Match:
    """A unit whose source is similar to a text, and its target, adapted as far as possible."""

    unit: Unit
    percent: int
    """100: an equal text. 99: the same words with other markup, punctuation or case, or with
    adapted numbers. Below 99: the share of words that are the same, rounded down, minus
    `adapt.PENALTY` for each number or placeholder in doubt."""
    target: str
    """The unit's target with the numbers and placeholders of the text."""
    changes: tuple[Adaptation, ...] = ()
    doubts: tuple[str, ...] = ()
    """Numbers and placeholders that may be wrong in `target`."""


def compare(text: TokenText, unit: Unit) -> Match:
    """The match of a unit and a text, with any percentage.

    >>> unit = Unit("The ferry leaves at dawn.", "El ferry sale al amanecer.")
    >>> compare(TokenText("The last ferry leaves at dawn"), unit).percent
    90
    """
    found = adapted(text, unit)
    return Match(unit, found.percent, found.target, found.changes, found.doubts)


class SourceIndex:
    """An index of the sources of units, to find similar ones quickly."""

    def __init__(self, units: Sequence[Unit]) -> None:
        """The units come in order of preference: of two equally good matches, the first wins."""
        groups: dict[str, list[int]] = {}
        for rank, unit in enumerate(units):
            groups.setdefault(unit.source, []).append(rank)
        self._units = units
        self._exact = groups
        self._codes, texts = _encoded(groups)
        # By length, so that the texts of suitable length are one slice of every list.
        lengths = list(map(len, texts))
        order = sorted(range(len(texts)), key=lengths.__getitem__)
        self._texts = [texts[at] for at in order]
        self._lengths = array("I", [lengths[at] for at in order])
        by_text = list(groups.values())
        self._ranks = [by_text[at] for at in order]
        self._having = _inverted(self._texts)

    def lookup(
        self, text: str, *, min_percent: int = MIN_PERCENT, limit: int = LIMIT
    ) -> tuple[Match, ...]:
        """The `limit` best matches of at least `min_percent`, the best first.

        Texts without a word, such as "—", match only themselves. Raises `ValueError` if
        `min_percent` is not from 1 to 100.

        >>> index = SourceIndex([Unit("Two ferries left.", "Salieron dos."), Unit("Mud", "Lodo")])
        >>> [(match.percent, match.target) for match in index.lookup("Two ferries left")]
        [(99, 'Salieron dos.')]
        """
        if not 1 <= min_percent <= 100:
            raise ValueError(f"min_percent is a percentage from 1 to 100, not {min_percent}")
        query = TokenText(text)
        # tokens that no source has get new codes
        known, new = self._codes, len(self._codes)
        added: dict[str, int] = {}
        codes = [
            known[token] if token in known else added.setdefault(token, new + len(added))
            for token in query.forms
        ]
        for step in (*(step for step in _STEPS if step > min_percent), min_percent):
            found = self._at_least(query, codes, step, limit)
            if len(found) >= limit:
                break
        return found

    def _at_least(
        self, query: TokenText, codes: Sequence[int], min_percent: int, limit: int
    ) -> tuple[Match, ...]:
        """The `limit` best matches of at least `min_percent`."""
        best = [
            (-100, rank, compare(query, self._units[rank]))
            for rank in self._exact.get(query.text, ())
        ]
        for bound, ranks in self._similar(codes, min_percent):
            # No unit of these or of those after them can be better than (bound, first rank).
            if len(best) >= limit and best[limit - 1][:2] < (-bound, ranks[0]):
                break
            for rank in ranks:
                match = compare(query, self._units[rank])
                if min_percent <= match.percent < 100:
                    best.append((-match.percent, rank, match))
            best.sort(key=itemgetter(0, 1))
            del best[limit:]
        return tuple(match for _, _, match in best[:limit])

    def _similar(self, codes: Sequence[int], min_percent: int) -> list[tuple[int, list[int]]]:
        """For each similar text, the maximum match and the ranks of its units, the best first."""
        candidates = self._candidates(codes, min_percent)
        texts = [self._texts[at] for at in candidates]
        reach = [
            (min(MAX_PERCENT, bound), self._ranks[candidates[at]])
            for at, bound in similar(
                "".join(map(chr, codes)), texts, min_percent=min(min_percent, MAX_PERCENT)
            )
        ]
        reach.sort(key=lambda item: (-item[0], item[1][0]))
        return reach

    def _candidates(self, codes: Sequence[int], min_percent: int) -> list[int]:
        """The texts that may match by `min_percent`: only a few more than really do."""
        length = len(codes)
        needed = -(-min_percent * length // (200 - min_percent))
        start = bisect_left(self._lengths, needed)
        end = bisect_right(self._lengths, length * (200 - min_percent) // min_percent)
        rarest = sorted(codes, reverse=True)[: length - needed + 1]
        found: set[int] = set()
        for code in set(rarest):
            having = self._having.get(code)
            if having is not None:
                low = bisect_left(having, start)
                found.update(having[low : bisect_left(having, end, low)])
        return sorted(found)


def _encoded(sources: Iterable[str]) -> tuple[dict[str, int], list[str]]:
    """A code for each form, higher for rarer ones, and the sources with one character per token."""
    forms: dict[str, str] = {}
    texts = []
    for source in sources:
        tokens = raw_tokens(source)
        for token in tokens:
            if token not in forms:
                forms[token] = form(token)
        texts.append([forms[token] for token in tokens])
    counts = Counter(chain.from_iterable(texts))
    counts.pop("", None)
    codes = {found: code for code, (found, _) in enumerate(counts.most_common())}
    letters = {found: chr(code) for found, code in codes.items()} | {"": ""}
    return codes, ["".join([letters[found] for found in text]) for text in texts]


def _inverted(texts: Sequence[str]) -> dict[int, array[int]]:
    """By code of a token, the texts that have it, ascending."""
    having: defaultdict[str, array[int]] = defaultdict(partial(array, "I"))
    for at, text in enumerate(texts):
        for letter in set(text):
            having[letter].append(at)
    return {ord(letter): places for letter, places in having.items()}
