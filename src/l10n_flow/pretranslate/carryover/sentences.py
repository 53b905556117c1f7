"""A paragraph and its translation, cut into sentences and divided where that is certain.

A sentence is complete: no mark, link or code spans two of them. Sentences that lengths and anchors
cannot separate stay in one block, so an uncertain place affects only its surroundings.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, combinations, pairwise
from typing import NamedTuple

from l10n_flow.documents.markdown.marked import HOLE, marked, names
from l10n_flow.language.splitting import sentence_spans
from l10n_flow.pretranslate.carryover.evidence import (
    NOTHING,
    Feature,
    Lexicon,
    Weighing,
    numbers_differ,
    trait,
)

_HIDING = re.compile(
    r"(?P<opaque>(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)|<!--.*?-->|\{\d+\})"
    r"|\]?(?:(?<=\])(?:\([^()\s]*(?:\s+\"[^\"]*\")?\)|\[[^\[\]]*\]))"
    r"|\[\^[^\[\]\s]+\]|</?[a-zA-Z][^<>]*>|(?<![\w!])\[|~~",
    re.DOTALL,
)
"""Hides a sentence's beginning or end when only letters and stops are compared."""

_SPECIAL = re.compile(r"[*_~`<\[\]]")


class Sentence(NamedTuple):
    """A sentence as it is written, and the white space after it."""

    text: str
    space: str


def cut(text: str, locale: str) -> tuple[Sentence, ...]:
    r"""Return the sentences of a segment. A hard line break ends one.

    Laws: joined with their spaces, they are the text; together they have the marks of the whole
    text. White space at the beginning belongs to the first.

    >>> [sentence.text for sentence in cut("**One. Two.** Then `a. B`. [Go.]({1}) Now", "en")]
    ['**One. Two.**', 'Then `a. B`.', '[Go.]({1})', 'Now']
    """
    starts = [0]
    for places in _starts(text, locale):
        starts += [at for at in places if _divides(text[starts[-1] : at], text[at:])][:1]
    ends = [*starts[1:], len(text)]
    pieces = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    return tuple(Sentence(piece.rstrip(), piece[len(piece.rstrip()) :]) for piece in pieces)


def _divides(left: str, right: str) -> bool:
    """Whether nothing spans both."""
    if not (_SPECIAL.search(left) and _SPECIAL.search(right)):
        return True
    return markup(left) + markup(right) == markup(left + right)


def _starts(text: str, locale: str) -> Iterator[list[int]]:
    """Yield where each sentence except the first may begin, if nothing spans it."""
    offsets = _bare(text)
    bare = "".join([HOLE if opaque else text[offset] for offset, opaque in offsets])
    at = 0
    last = -1
    for line in bare.split("\n"):
        for start, end in sentence_spans(line, locale):
            if last >= 0:
                yield _places(text, [offset for offset, _ in offsets[last : at + start + 1]])
            last = at + end - 1
        at += len(line) + 1


def _places(text: str, between: list[int]) -> list[int]:
    """Return where a sentence may begin, given the places from the letter before it to its first.

    A closing mark is before the blanks between them, and an opening one after them. Without blanks
    the marks must be parsed to know.
    """
    last, start, first = between[0], between[1], between[-1]
    if start == first:
        return [last + 1, first]
    while start < first and text[start].isspace():
        start += 1
    return [start]


def _bare(text: str) -> list[tuple[int, bool]]:
    """Return the places of the words, and of one character for each opaque item (True)."""
    kept: list[tuple[int, bool]] = []
    at = 0
    for match in _HIDING.finditer(text):
        kept += [(place, False) for place in range(at, match.start())]
        if match["opaque"]:
            kept.append((match.start(), True))
        at = match.end()
    return kept + [(place, False) for place in range(at, len(text))]


def markup(text: str) -> Counter[str]:
    r"""Return what a text has besides words and line ends, in the form for comparison.

    >>> sorted(markup("**a** [b]({1})\\n`c`"))
    ['**', '[]({1})', '`c`']
    """
    found = names(marked(text))
    del found["\n"]
    return found


# Dividing both texts into parts that are translations of each other

MAX_SENTENCES = 60
"""The maximum number of sentences, because every pair of them is weighed; paragraphs rarely have
more."""

STEPS = {
    (1, 1): 0.80, (1, 2): 0.06, (2, 1): 0.06, (2, 2): 0.02,
    (1, 0): 0.02, (0, 1): 0.02, (1, 3): 0.01, (3, 1): 0.01,
}  # fmt: skip
"""How many sentences become how many. In catalogs of Django, Wagtail and Tails 95 of 100 are 1 to
1; the other cases have a higher prior than that, so that only clear cases become 1 to 1."""

CERTAIN = 0.98
"""The share of all likely ordered pairings that have the cut."""

CLEAR = 3.0
"""Nats by which a pairing must be better than the same with two sentences exchanged, or one moved:
twenty to one."""

FAR = 2.5
"""Standard deviations. A part with a less likely length has lost or gained something."""


class Bead(NamedTuple):
    """Sentences that translate each other: ranges of their indices, from 0, ends excluded."""

    source: range
    target: range


class _Cut(NamedTuple):
    """A cut: the number of sentences of source and target before it."""

    source: int
    target: int


def blocks(
    source: Sequence[Sentence],
    target: Sequence[Sentence],
    source_locale: str,
    target_locale: str,
    lexicon: Lexicon | None = None,
) -> tuple[Bead, ...]:
    """Return the parts of a paragraph and its translation, in order; one if nothing is certain.

    No part has an empty side, unless the paragraph is empty or is longer than `MAX_SENTENCES`; then
    there are no parts. Lines stay lines: a part does not span hard line breaks of one side only.

    >>> en = [Sentence("It began in 2019.", " "), Sentence("Tails is free of charge.", "")]
    >>> es = [Sentence("Empezó en 2019.", " "), Sentence("Tails es gratuito y libre.", "")]
    >>> [(list(block.source), list(block.target)) for block in blocks(en, es, "en", "es")]
    [([0], [0]), ([1], [1])]
    """
    if not (0 < len(source) <= MAX_SENTENCES and 0 < len(target) <= MAX_SENTENCES):
        return ()
    texts = _TextPair.of(source, target, source_locale, target_locale, lexicon)
    cuts = [_Cut(0, 0), _Cut(len(source), len(target))]
    if texts.source_lines[-1] == texts.target_lines[-1]:
        cuts[1:1] = _certain(texts)
    while True:
        division = _Division.at(texts, cuts)
        doubts = next((found for doubt in _DOUBTS if (found := doubt(division))), None)
        if doubts is None:
            return division.blocks
        cuts = [cut for index, cut in enumerate(cuts) if index not in doubts]


@dataclass(frozen=True, slots=True)
class _TextPair:
    """The sentences of both sides, with the features that are compared."""

    source: tuple[Feature, ...]
    target: tuple[Feature, ...]
    source_lines: tuple[int, ...]
    """The line that each sentence is on."""
    target_lines: tuple[int, ...]
    weighing: Weighing

    @classmethod
    def of(
        cls,
        source: Sequence[Sentence],
        target: Sequence[Sentence],
        source_locale: str,
        target_locale: str,
        lexicon: Lexicon | None,
    ) -> _TextPair:
        ours = lexicon.translated if lexicon else None
        others = lexicon.known if lexicon else None
        mine = tuple([trait(sentence.text, ours) for sentence in source])
        theirs = tuple([trait(sentence.text, others) for sentence in target])
        whole = Weighing.of(sum(mine, NOTHING), sum(theirs, NOTHING), source_locale, target_locale)
        return cls(mine, theirs, _lines(source), _lines(target), whole)

    def fit(self, before: _Cut, after: _Cut) -> float | None:
        """Return how well what is between two cuts fits; None if only one of them ends a line."""
        mine = self.source_lines[before.source : after.source]
        theirs = self.target_lines[before.target : after.target]
        if not mine or not theirs:
            return 0.0
        if len({*mine, *theirs}) > 1:
            return None
        return self.weighing.fit(
            sum(self.source[before.source : after.source], NOTHING),
            sum(self.target[before.target : after.target], NOTHING),
        )


def _lines(sentences: Sequence[Sentence]) -> tuple[int, ...]:
    return tuple(accumulate(["\n" in sentence.space for sentence in sentences[:-1]], initial=0))


def _certain(texts: _TextPair) -> Iterator[_Cut]:
    """Yield the cuts that nearly all likely ordered pairings have.

    The forward-backward algorithm over `STEPS`, as Gale and Church (1993) have Viterbi's.
    """
    end = _Cut(len(texts.source), len(texts.target))
    steps = _weighed_steps(texts, end)
    forward, backward = {_Cut(0, 0): 0.0}, {end: 0.0}
    for cut, arriving in steps.items():
        ways = [forward[before] + gain for before, gain in arriving if before in forward]
        if ways:
            forward[cut] = _sum(ways)
    if end not in forward:
        return
    leaving: dict[_Cut, list[float]] = {}
    for cut, arriving in reversed(steps.items()):
        if cut in leaving:
            backward[cut] = _sum(leaving[cut])
        for before, gain in arriving if cut in backward else ():
            leaving.setdefault(before, []).append(backward[cut] + gain)
    for cut, way in forward.items():
        inside = 0 < cut.source < end.source and 0 < cut.target < end.target
        if inside and cut in backward:
            share = way + backward[cut] - forward[end]
            if share > math.log(CERTAIN):
                yield cut


def _weighed_steps(texts: _TextPair, end: _Cut) -> dict[_Cut, list[tuple[_Cut, float]]]:
    """Return for each cut the cuts one step before it, with the step's weight; in order."""
    found: dict[_Cut, list[tuple[_Cut, float]]] = {}
    for cut in (_Cut(i, j) for i in range(end.source + 1) for j in range(end.target + 1)):
        arriving = found[cut] = []
        for (mine, theirs), share in STEPS.items():
            before = _Cut(cut.source - mine, cut.target - theirs)
            if min(before) >= 0 and (fit := texts.fit(before, cut)) is not None:
                arriving.append((before, fit + math.log(share)))
    return found


def _sum(ways: Sequence[float]) -> float:
    """Return the logarithm of the sum of the numbers whose logarithms are given."""
    top = max(ways)
    return top + math.log(sum([math.exp(way - top) for way in ways]))


@dataclass(frozen=True, slots=True)
class _Division:
    """The paragraph, divided at cuts."""

    texts: _TextPair
    blocks: tuple[Bead, ...]
    source: tuple[Feature, ...]
    """Of each block."""
    target: tuple[Feature, ...]
    fits: tuple[float, ...]

    @classmethod
    def at(cls, texts: _TextPair, cuts: Sequence[_Cut]) -> _Division:
        found = tuple(
            [Bead(range(a.source, b.source), range(a.target, b.target)) for a, b in pairwise(cuts)]
        )
        source = tuple([sum([texts.source[i] for i in block.source], NOTHING) for block in found])
        target = tuple([sum([texts.target[i] for i in block.target], NOTHING) for block in found])
        fits = tuple(map(texts.weighing.fit, source, target))
        return cls(texts, found, source, target, fits)

    def inner(self, cuts: set[int]) -> set[int]:
        """Return the cuts without the paragraph's ends."""
        return cuts - {0, len(self.blocks)}

    def unclear(self, one: int, other: int, ones: Feature, others: Feature) -> bool:
        """Whether two blocks would be nearly as good with their targets exchanged for these."""
        stands = self.fits[one] + self.fits[other]
        weigh = self.texts.weighing.fit
        instead = weigh(self.source[one], ones) + weigh(self.source[other], others)
        return stands - instead < CLEAR


def _empty(division: _Division) -> set[int]:
    """Return the cuts around sentences without a counterpart, whose block is unknown."""
    found = {
        cut
        for index, block in enumerate(division.blocks)
        if not (block.source and block.target)
        for cut in (index, index + 1)
    }
    return division.inner(found)


def _ill_fitting(division: _Division) -> set[int]:
    """Return the cuts around parts with different lengths or numbers."""
    measure = division.texts.weighing.deviation
    found = {
        cut
        for index, pair in enumerate(zip(division.source, division.target, strict=True))
        if abs(measure(*pair)) > FAR or numbers_differ(*pair)
        for cut in (index, index + 1)
    }
    return division.inner(found)


def _contradicted(division: _Division) -> set[int]:
    """Return the cuts between a part with an additional anchor and one that lacks it."""
    found: set[int] = set()
    pairs = list(zip(division.source, division.target, strict=True))
    extra = [(theirs - mine).hard for mine, theirs in pairs]
    lost = [(mine - theirs).hard for mine, theirs in pairs]
    for one, other in combinations(range(len(pairs)), 2):
        if extra[one] & lost[other] or extra[other] & lost[one]:
            found.update(range(one + 1, other + 1))
    return found


def _exchangeable(division: _Division) -> set[int]:
    """Return the cuts between parts whose targets could be exchanged."""
    found: set[int] = set()
    for one, other in _pairs(division):
        if division.unclear(one, other, division.target[other], division.target[one]):
            found.update(range(one + 1, other + 1))
    return found


def _movable(division: _Division) -> set[int]:
    """Return the cuts between parts where a sentence of one could be in the other."""
    found: set[int] = set()
    for one, other in _pairs(division):
        if _could_move(division, one, other) or _could_move(division, other, one):
            found.update(range(one + 1, other + 1))
    return found


def _could_move(division: _Division, one: int, other: int) -> bool:
    """Whether a sentence of `one` could be in `other`, instead of one from there or beside all."""
    mine, theirs = (division.blocks[index].target for index in (one, other))
    if len(mine) == 1:
        return False
    for sentence in (division.texts.target[index] for index in mine):
        rest = division.target[one] - sentence
        if division.unclear(one, other, rest, division.target[other] + sentence):
            return True
        for instead in (division.texts.target[index] for index in theirs):
            left = division.target[other] - instead
            if division.unclear(one, other, rest + instead, left + sentence):
                return True
    return False


def _pairs(division: _Division) -> Iterator[tuple[int, int]]:
    """Yield the pairs of blocks on the same line, because a sentence's line is certain."""
    lines = [division.texts.source_lines[block.source[0]] for block in division.blocks]
    for one, line in enumerate(lines):
        for other in range(one + 1, len(lines)):
            if lines[other] == line:
                yield one, other


_DOUBTS: tuple[Callable[[_Division], set[int]], ...] = (
    _empty,
    _ill_fitting,
    _contradicted,
    _exchangeable,
    _movable,
)
"""Tests of cuts, the cheapest first; each returns the cuts that fail, and is applied only to a
division that passed the earlier ones."""
