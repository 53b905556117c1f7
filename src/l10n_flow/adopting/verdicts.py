"""Which pairs of an alignment are certain, and which are likely."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from l10n_flow.adopting.alignment import LIKELY_DEVIATION, Aligned, PageAlignment, align
from l10n_flow.adopting.blocks import PlacedSegment, leads_to
from l10n_flow.adopting.messages import AdoptedWords
from l10n_flow.adopting.readings import filled, renumbered
from l10n_flow.checks.rules.otherlanguage import foreign_language
from l10n_flow.documents import marked, names
from l10n_flow.model import Key, Origin, Segment
from l10n_flow.pretranslate.carryover.sentences import blocks, cut

MOVED = 12.0
"""Nats that two blocks at other places in their pages must share."""

STRANGERS = 0.15
"""Two pages with a lower score are no translations of each other: of the Tails documentation, half
of the pairs of other pages have 0, and 95 of 100 right pairs have more."""

FEW = 8
"""The score of a page with fewer blocks proves little: then all of it needs a look."""

CLEAR = 0.5
"""The minimum score for fields of the same name to translate each other."""


@dataclass(frozen=True, slots=True)
class TranslatedPage:
    """A translated page, and its original."""

    article: str
    path: str
    """The translated file, in the form for messages."""
    source: Sequence[PlacedSegment]
    target: Sequence[PlacedSegment]
    source_locale: str
    locale: str
    steady: Collection[Key] | None = None
    """All segments that the original had while the page may have been made; None where its earlier
    texts are unknown."""


@dataclass(frozen=True, slots=True)
class PageVerdict:
    """The result for a page."""

    score: float
    """0 to 1: how much of the smaller page has a counterpart without an alternative."""
    is_strange: bool = False
    """Whether the two pages are no translations of each other."""
    is_copy: bool = False
    """Whether most of the page has the original's own words."""
    words: tuple[AdoptedWords, ...] = ()
    left: tuple[tuple[int, str, str], ...] = ()
    """Line, text and reason of each block of the translation that was not adopted."""
    lines: tuple[int, ...] = ()
    """The line of the translation for each of `words`."""
    confident: tuple[tuple[str, str], ...] = ()
    """Texts and translations from which a lexicon can be learned."""


def judged(page: TranslatedPage) -> PageVerdict:
    """Make certain pairs translations and likely ones drafts; leave the rest.

    Nothing is adopted from a page that is no translation of the other, if it is long enough to
    judge.
    """
    if _is_copy(page):
        return PageVerdict(0.0, is_copy=True)
    alignment = align(page.source, page.target, page.source_locale, page.locale)
    is_strange = alignment.score < STRANGERS
    if is_strange and min(len(page.source), len(page.target)) >= FEW:
        return PageVerdict(alignment.score, is_strange=True)
    judge = _Judge(page, alignment, is_sure=not is_strange)
    judge.fields()
    for pair in alignment.pairs:
        judge.pair(pair)
    judge.moved()
    found = sorted(judge.words, key=lambda row: row[0])
    return PageVerdict(
        alignment.score,
        words=tuple([words for _, words in found]),
        left=tuple(judge.leftovers()),
        lines=tuple([line for line, _ in found]),
        confident=tuple(
            [
                (
                    page.source[pair.source[0]].segment.source,
                    page.target[pair.target[0]].segment.source,
                )
                for pair in alignment.pairs
                if pair.is_single and pair.chance > 0.9 and pair.evidence > 2
            ]
        ),
    )


def _is_copy(page: TranslatedPage) -> bool:
    own = {block.segment.source for block in page.source}
    letters = sum(block.trait.letters for block in page.target)
    same = sum(block.trait.letters for block in page.target if block.segment.source in own)
    return same > COPIED * letters


def _borrowed(source: str, target: str, min_words: int) -> float:
    """Return the share of a translation's words that the original has, 0 to 1; 0 for a few words.

    >>> _borrowed("Nobody reads the gauge here now", "Nobody reads gauges here now", 5)
    0.8
    """
    own, words = (
        _WORD.findall(_PATHS.sub(" ", marked(text).text.casefold())) for text in (source, target)
    )
    return sum(word in own for word in words) / len(words) if len(words) >= min_words else 0.0


def _not_translated(source: str, target: str, locale: str) -> str:
    """Return why a block belongs to the original, but is no translation; "" if it is one."""
    if not any(map(str.isalpha, source)):
        return ""
    if target == source:
        return "it is the original's own text"
    if _borrowed(source, target, SENTENCE) >= NEARLY:
        return "it is nearly the original's own text"
    other = foreign_language("", target, locale)
    return f"it is in {other}" if other else ""


COPIED = 0.9
"""The minimum share of the original's unchanged blocks in a page that is not translated."""

NEARLY = 0.8
"""The minimum share of the original's words in a block that is not translated, but has changed
since."""

SENTENCE = 6
"""All words of a block with fewer words may be names."""

MUCH = 0.6
"""The same for a block that may be a translation, but needs a look."""

_WORD = re.compile(r"[^\W\d_]+")
_PATHS = re.compile(r"\S*[/|#@_]\S*")

WHOLE = 0.03
"""The maximum share of an original's blocks that a page made from the current text may lack, or
have with other numbers."""


class _Judge:
    """Goes through the pairs of a page, and records which blocks are used."""

    def __init__(self, page: TranslatedPage, alignment: PageAlignment, *, is_sure: bool) -> None:
        self.page = page
        self.is_sure = is_sure
        served = {row for pair in alignment.pairs if pair.is_likely for row in pair.source}
        odd = sum(pair.lost > 0 for pair in alignment.pairs if pair.is_single and pair.is_likely)
        self.is_whole = len(page.source) - len(served) + odd <= WHOLE * len(page.source)
        self.alignment = alignment
        self.words: list[tuple[int, AdoptedWords]] = []
        self.rows: set[int] = set()
        self.columns: set[int] = set()
        self.reasons: dict[int, str] = {}

    def fields(self) -> None:
        """Pair fields of the same name, in any place, if the pages are translations."""
        pairs = {pair.source[0]: pair for pair in self.alignment.pairs if len(pair.source) == 1}
        waiting: dict[str, list[int]] = {}
        for column, block in enumerate(self.page.target):
            if block.sort.startswith("field"):
                waiting.setdefault(block.sort, []).append(column)
        for row, block in enumerate(self.page.source):
            columns = waiting.get(block.sort)
            if not columns:
                continue
            column = columns.pop(0)
            pair = pairs.get(row)
            is_paired = pair is not None and list(pair.target) == [column]
            is_sure = bool(
                is_paired
                and pair is not None
                and not pair.lost
                and abs(pair.deviation) < LIKELY_DEVIATION
                and self.alignment.score >= CLEAR
                and self._is_steady(row)
            )
            self._add(row, [column], pair.chance if pair else 0.5, certain=is_sure)

    def pair(self, pair: Aligned) -> None:
        """Judge one pair of the alignment."""
        rows, columns = pair.source, pair.target
        if self.rows.intersection(rows) or self.columns.intersection(columns):
            return
        if pair.is_single:
            source, target = self.page.source[pair.source[0]], self.page.target[pair.target[0]]
            is_certain = (
                self.is_sure
                and pair.is_certain
                and source.sort == target.sort
                and self._is_steady(pair.source[0])
            )
            if is_certain or pair.is_likely:
                self._add(rows[0], columns, pair.chance, certain=is_certain)
        elif not pair.is_likely:
            return
        elif len(rows) == 1:
            self._add(rows[0], columns, pair.chance, code="joined")
        else:
            self._cut(pair)

    def _is_steady(self, row: int) -> bool:
        """Whether the block has not changed since it was translated, as far as that is known.

        Where earlier texts are unknown, a page that lacks much of its original was made from an
        earlier one.
        """
        if self.page.steady is None:
            return self.is_whole
        return self.page.source[row].segment.key in self.page.steady

    def _cut(self, pair: Aligned) -> None:
        """Divide two blocks that a translator joined at their sentences, where that is certain."""
        first, second = (self.page.source[row].segment for row in pair.source)
        target = self.page.target[pair.target[0]].segment
        mine = cut(first.source, self.page.source_locale)
        others = cut(second.source, self.page.source_locale)
        theirs = cut(target.source, self.page.locale)
        joined = (*mine[:-1], mine[-1]._replace(space=" "), *others)
        for block in blocks(joined, theirs, self.page.source_locale, self.page.locale):
            if block.source.start == len(mine) and 0 < block.target.start < len(theirs):
                parts = theirs[: block.target.start], theirs[block.target.start :]
                for row, sentences in zip(pair.source, parts, strict=True):
                    whole = "".join([sentence.text + sentence.space for sentence in sentences])
                    segment = Segment(whole.strip(), target.kind, target.placeholders)
                    self._report(
                        row, pair.target[0], segment, pair.chance, "divided", certain=False
                    )
                self.rows.update(pair.source)
                self.columns.update(pair.target)
                return
        self.reasons[pair.target[0]] = "it holds two blocks of the article"

    def moved(self) -> None:
        """Pair blocks without a counterpart in order with blocks at other places."""
        found = [
            (-nats, row, column)
            for (row, column), nats in self.alignment.shared.items()
            if nats >= MOVED
            and row not in self.rows
            and column not in self.columns
            and self.page.source[row].sort == self.page.target[column].sort
            and self.page.source[row].hard == self.page.target[column].hard
        ]
        for _, row, column in sorted(found):
            rivals = [one for one in found if (one[1] == row) != (one[2] == column)]
            if not rivals:
                self._add(row, [column], 0.9, code="moved")

    def _add(
        self,
        row: int,
        columns: Sequence[int],
        chance: float,
        *,
        code: str = "aligned",
        certain: bool = False,
    ) -> None:
        target = _joined([self.page.target[column].segment for column in columns])
        self.rows.add(row)
        self.columns.update(columns)
        self._report(row, columns[0], target, chance, code, certain=certain)

    def _report(
        self, row: int, column: int, target: Segment, chance: float, code: str, *, certain: bool
    ) -> None:
        source = self.page.source[row].segment
        if reason := _not_translated(source.source, target.source, self.page.locale):
            self.reasons[column] = reason
            self.columns.discard(column)
            return
        line = self.page.target[column].line
        words = renumbered(_localised(target, source, self.page.locale), source)
        certain = certain and _borrowed(source.source, words, SENTENCE - 2) < MUCH
        if certain and (theirs := names(marked(words))) != (ours := names(marked(source.source))):
            # they may differ only by addresses that the translator chose
            certain = theirs.total() == ours.total() and bool(source.placeholders)
        self.words.append(
            (
                line,
                AdoptedWords(
                    self.page.article,
                    source.key,
                    words,
                    fuzzy=not certain,
                    why=() if certain else (f"{code}:{self.page.path}, line {line}",),
                    origin=Origin("tm", engine=self.page.path, score=round(chance, 4)),
                ),
            )
        )

    def leftovers(self) -> Iterator[tuple[int, str, str]]:
        """Yield the blocks of the translation that were not adopted."""
        for column, block in enumerate(self.page.target):
            if column not in self.columns:
                reason = self.reasons.get(
                    column, "no block of the article is certainly its original"
                )
                yield block.line, block.segment.source, reason


def _joined(segments: Sequence[Segment]) -> Segment:
    """Join several blocks into one, with continuous numbers."""
    first, *rest = segments
    for one in rest:
        shift = len(first.placeholders)
        numbers = enumerate(one.placeholders, 1)
        words = filled(one.source, {str(n): f"{{{n + shift}}}" for n, _ in numbers})
        first = Segment(
            f"{first.source} {words}", first.kind, (*first.placeholders, *one.placeholders)
        )
    return first


def _localised(target: Segment, source: Segment, locale: str) -> Segment:
    """Return the translation with the article's address for each localised one.

    Only relative addresses are changed: an edition writes those again, for its own pages.
    """
    known = {leads_to(one.value, locale): one.value for one in source.placeholders}
    placeholders = tuple(
        [
            one._replace(value=known.get(leads_to(one.value, locale), one.value))
            if not one.value.startswith(("/", "#")) and "://" not in one.value
            else one
            for one in target.placeholders
        ]
    )
    return Segment(target.source, target.kind, placeholders)
