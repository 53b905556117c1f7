"""The index: the texts that resemble a text most, among a hundred thousand.

An exact search. Two texts of n and m tokens match by p percent only if they share p·(n + m)/200
tokens. So a text that shares none of the n - p·n/(200 - p) + 1 rarest tokens of the one looked for
cannot match it (the prefix filter of S. Chaudhuri, V. Ganti, R. Kaushik: A Primitive Operator for
Similarity Joins in Data Cleaning, ICDE 2006): only those that share one are compared at all. The
result is that of comparing with every text, which `test_matching` does.
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

__all__ = ["LIMIT", "MIN_PERCENT", "Match", "SourceIndex", "compare"]

MIN_PERCENT = 70
"""Percent below which translators write a sentence anew sooner than they mend one."""
LIMIT = 3

_STEPS = (94, 85)
"""Percent asked for first. A high bar is passed by few texts, and where enough of them pass it
the rest need not be looked at: a memory of 100,000 variants of one sentence is still quick."""


@dataclass(frozen=True, slots=True)
class Match:
    """A unit whose source resembles a text, and its target as far as it could be adapted."""

    unit: Unit
    percent: int
    """100: the text itself. 99: the same words; markup, punctuation or case differ, or numbers
    that were adapted. Below: the share of words that are the same, rounded down, less
    `adapt.PENALTY` for each number or placeholder in doubt."""
    target: str
    """The unit's target with the numbers and placeholders of the text."""
    changes: tuple[Adaptation, ...] = ()
    doubts: tuple[str, ...] = ()
    """Numbers and placeholders that may be wrong in `target`."""


def compare(text: TokenText, unit: Unit) -> Match:
    """How a unit matches a text, however little.

    >>> unit = Unit("The ferry leaves at dawn.", "El ferry sale al amanecer.")
    >>> compare(TokenText("The last ferry leaves at dawn"), unit).percent
    90
    """
    found = adapted(text, unit)
    return Match(unit, found.percent, found.target, found.changes, found.doubts)


class SourceIndex:
    """The sources of units, so that similar ones are found quickly."""

    def __init__(self, units: Sequence[Unit]) -> None:
        """Of matches that are equally good, that of the unit that comes first is the better."""
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
        """The `limit` best matches of `min_percent` or more, the best first.

        Texts without a word, such as "—", match nothing but themselves. Raises `ValueError` when
        `min_percent` is not in 1 to 100.

        >>> index = SourceIndex([Unit("Two ferries left.", "Salieron dos."), Unit("Mud", "Lodo")])
        >>> [(match.percent, match.target) for match in index.lookup("Two ferries left")]
        [(99, 'Salieron dos.')]
        """
        if not 1 <= min_percent <= 100:
            raise ValueError(f"min_percent is a percentage from 1 to 100, not {min_percent}")
        query = TokenText(text)
        codes = self._coded(query)
        for step in (*(step for step in _STEPS if step > min_percent), min_percent):
            found = self._at_least(query, codes, step, limit)
            if len(found) >= limit:
                break
        return found

    def _coded(self, query: TokenText) -> list[int]:
        """The codes of a text's tokens; those that no source has get new ones."""
        known, new = self._codes, len(self._codes)
        added: dict[str, int] = {}
        return [
            known[token] if token in known else added.setdefault(token, new + len(added))
            for token in query.forms
        ]

    def _at_least(
        self, query: TokenText, codes: Sequence[int], min_percent: int, limit: int
    ) -> tuple[Match, ...]:
        """The `limit` best matches of `min_percent` or more."""
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
        """What each similar text's units can reach at most, and their ranks, the best first."""
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
        """The texts that can match by `min_percent`: few more than do."""
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
    """A code for each form, the rarer the higher, and the sources with a character a token."""
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
    """Which texts have a token, by its code, ascending."""
    having: defaultdict[str, array[int]] = defaultdict(partial(array, "I"))
    for at, text in enumerate(texts):
        for letter in set(text):
            having[letter].append(at)
    return {ord(letter): places for letter, places in having.items()}
