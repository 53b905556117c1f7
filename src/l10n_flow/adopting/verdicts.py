"""What is certain of an alignment, what is likely, and what is neither."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from l10n_flow.adopting.alignment import LIKELY_DEVIATION, Aligned, PageAlignment, align
from l10n_flow.adopting.blocks import PlacedSegment, leads_to
from l10n_flow.adopting.messages import AdoptedWords
from l10n_flow.adopting.readings import renumbered
from l10n_flow.checks.rules.tongues import tongue
from l10n_flow.documents import marked, names
from l10n_flow.model import Key, Origin, Segment
from l10n_flow.pretranslate.carryover.alignment import blocks, cut

__all__ = ["PageVerdict", "TranslatedPage", "judged"]

MOVED = 12.0
"""Nats of what two blocks share that stand at other places in their pages."""

STRANGERS = 0.15
"""The score below which two pages are no translations of each other: half of the pairs of pages of
the Tails documentation that are not have 0, and 95 of 100 that are have more."""

FEW = 8
"""Blocks of a page, below which its score says little: then somebody looks at all of it."""

CLEAR = 0.5
"""The score from which on the fields of the same name translate each other."""


@dataclass(frozen=True, slots=True)
class TranslatedPage:
    """A translated page, and what it is the translation of."""

    article: str
    path: str
    """The translated file, as it is shown."""
    source: Sequence[PlacedSegment]
    target: Sequence[PlacedSegment]
    source_locale: str
    locale: str
    steady: Collection[Key] | None = None
    """The segments that the original had whenever the page may have been made; None while nobody
    knows its other texts."""


@dataclass(frozen=True, slots=True)
class PageVerdict:
    """What a page gives."""

    score: float
    """0 to 1: how much of the smaller page has a counterpart that nothing else could be."""
    is_strange: bool = False
    """Whether the two pages are no translations of each other."""
    is_copy: bool = False
    """Whether the page has the original's own words, most of it."""
    words: tuple[AdoptedWords, ...] = ()
    left: tuple[tuple[int, str, str], ...] = ()
    """The line of each block of the translation that nothing became of, its text, the reason."""
    lines: tuple[int, ...] = ()
    """The line of the translation for each of `words`."""
    confident: tuple[tuple[str, str], ...] = ()
    """Texts and translations from which words can be learned."""


def judged(page: TranslatedPage) -> PageVerdict:
    """What is certain is a translation, what is likely a draft, the rest is left.

    Nothing of a page that is no translation of the other, if it is long enough to tell.
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
    """0 to 1: the share of the words of a translation that the original has; 0 for a few words.

    >>> _borrowed("Nobody reads the gauge here now", "Nobody reads gauges here now", 5)
    0.8
    """
    own, words = (
        _WORD.findall(_PATHS.sub(" ", marked(text).text.casefold())) for text in (source, target)
    )
    return sum(word in own for word in words) / len(words) if len(words) >= min_words else 0.0


def _not_translated(source: str, target: str, locale: str) -> str:
    """Why a block of a page is no translation, though it belongs to the original; "" if it is."""
    if not any(map(str.isalpha, source)):
        return ""
    if target == source:
        return "it is the original's own text"
    if _borrowed(source, target, SENTENCE) >= NEARLY:
        return "it is nearly the original's own text"
    other = tongue("", target, locale)
    return f"it is in {other}" if other else ""


COPIED = 0.9
"""The share of a page that is the original's, word for word, when nobody has translated it."""

NEARLY = 0.8
"""The share of the words of a block that the original has when nobody has translated it, and it was
changed since."""

SENTENCE = 6
"""Words of a block, fewer of which may all be names."""

MUCH = 0.6
"""The same of a block that may be one: nobody takes it for a translation unseen."""

_WORD = re.compile(r"[^\W\d_]+")
_PATHS = re.compile(r"\S*[/|#@_]\S*")

WHOLE = 0.03
"""The share of an original's blocks that a page may lack, or have other numbers in, and be made of
the text as it stands."""


def _is_whole(page: TranslatedPage, alignment: PageAlignment) -> bool:
    served = {row for pair in alignment.pairs if pair.is_likely for row in pair.source}
    odd = sum(pair.lost > 0 for pair in alignment.pairs if pair.is_single and pair.is_likely)
    return len(page.source) - len(served) + odd <= WHOLE * len(page.source)


class _Judge:
    """Goes through the pairs of a page, and remembers which blocks are served."""

    def __init__(self, page: TranslatedPage, alignment: PageAlignment, *, is_sure: bool) -> None:
        self.page = page
        self.is_sure = is_sure
        self.is_whole = _is_whole(page, alignment)
        self.alignment = alignment
        self.words: list[tuple[int, AdoptedWords]] = []
        self.rows: set[int] = set()
        self.columns: set[int] = set()
        self.reasons: dict[int, str] = {}

    def fields(self) -> None:
        """Fields of the same name are each other's, if the pages are, wherever they stand."""
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
                and pair.lost == 0
                and abs(pair.deviation) < LIKELY_DEVIATION
                and self.alignment.score >= CLEAR
                and self._is_steady(row)
            )
            self._add([row], [column], pair.chance if pair else 0.5, certain=is_sure)

    def pair(self, pair: Aligned) -> None:
        """One pair of the alignment."""
        rows, columns = pair.source, pair.target
        if self.rows.intersection(rows) or self.columns.intersection(columns):
            return
        if pair.is_single:
            self._single(pair)
        elif not pair.is_likely:
            return
        elif len(rows) == 1:
            self._add(list(rows), list(columns), pair.chance, code="joined")
        else:
            self._cut(pair)

    def _single(self, pair: Aligned) -> None:
        source, target = self.page.source[pair.source[0]], self.page.target[pair.target[0]]
        is_certain = (
            self.is_sure
            and pair.is_certain
            and source.sort == target.sort
            and self._is_steady(pair.source[0])
        )
        if is_certain or pair.is_likely:
            self._add(list(pair.source), list(pair.target), pair.chance, certain=is_certain)

    def _is_steady(self, row: int) -> bool:
        """Whether the block has not changed since it was translated, as far as can be known.

        Where nobody knows other texts, a page that lacks much of its original was made of another.
        """
        if self.page.steady is None:
            return self.is_whole
        return self.page.source[row].segment.key in self.page.steady

    def _cut(self, pair: Aligned) -> None:
        """Two blocks that a translator made one: its sentences are divided where that is sure."""
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
        """Blocks without a counterpart in order may have one at another place."""
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
                self._add([row], [column], 0.9, code="moved")

    def _add(
        self,
        rows: list[int],
        columns: list[int],
        chance: float,
        *,
        code: str = "aligned",
        certain: bool = False,
    ) -> None:
        target = _joined([self.page.target[column].segment for column in columns])
        self.rows.update(rows)
        self.columns.update(columns)
        self._report(rows[0], columns[0], target, chance, code, certain=certain)

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
        if certain and names(marked(words)) != names(marked(source.source)):
            certain = _own_addresses(words, source)
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
        """Yield the blocks of the translation that nothing became of."""
        for column, block in enumerate(self.page.target):
            if column not in self.columns:
                reason = self.reasons.get(
                    column, "no block of the article is certainly its original"
                )
                yield block.line, block.segment.source, reason


def _joined(segments: Sequence[Segment]) -> Segment:
    """Several blocks as one, their numbers counted on."""
    first, *rest = segments
    for one in rest:
        shift = len(first.placeholders)
        words = one.source
        for number in range(len(one.placeholders), 0, -1):
            words = words.replace(f"{{{number}}}", f"{{{number + shift}}}")
        first = Segment(
            f"{first.source} {words}", first.kind, (*first.placeholders, *one.placeholders)
        )
    return first


def _localised(target: Segment, source: Segment, locale: str) -> Segment:
    """The translation with the article's address for each that names another language's page.

    Only relative ones: an edition spells those anew, and leads to its own pages.
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


def _own_addresses(target: str, source: Segment) -> bool:
    """Whether the marks differ only by addresses that the translator chose."""
    count = len(source.placeholders)
    bare = names(marked(target)).total() == names(marked(source.source)).total()
    return bare and count > 0
