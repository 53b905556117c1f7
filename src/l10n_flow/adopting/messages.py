"""Find the segments that another tool's message translates, and spell its words as ours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from l10n_flow.adopting.alignment import align
from l10n_flow.adopting.blocks import block
from l10n_flow.adopting.readings import (
    READINGS,
    Defined,
    Reading,
    as_numbered,
    as_value,
    as_words,
    filled,
    renumbered,
    standing_for,
)
from l10n_flow.adopting.spellings import Likeness, Spot, Texts
from l10n_flow.documents import ParseOptions, marked, names
from l10n_flow.model import Entry, Key, Origin, Segment


@dataclass(frozen=True, slots=True)
class AdoptedWords:
    """An adopted translation of a segment."""

    article: str
    """"" when no article has such a text."""
    key: Key
    target: str
    fuzzy: bool = False
    previous: str | None = None
    """The text for which the words were made, when it is another one."""
    comments: tuple[str, ...] = ()
    why: tuple[str, ...] = ()
    """Why they need a look, as codes of `catalogs.provenance.origins`, besides the catalog's own
    reasons."""
    origin: Origin | None = None
    """The origin of the words, where it needs an explanation: a page that was aligned."""


class UnadoptedMessage(NamedTuple):
    """A message, or a part of one, that was not adopted."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class AdoptedMessage:
    """The result of adopting a message."""

    words: tuple[AdoptedWords, ...] = ()
    """A translation for every segment with the text."""
    strays: tuple[AdoptedWords, ...] = ()
    """Parts whose text no article has now: an earlier article may have had it."""
    left: tuple[UnadoptedMessage, ...] = ()


@dataclass(frozen=True, slots=True)
class _MessageReading:
    """A message's source in one of its possible readings."""

    reading: Reading
    pieces: tuple[Segment, ...]
    found: tuple[tuple[Likeness, Sequence[Spot]], ...]

    @property
    def rank(self) -> tuple[bool, float, int]:
        """The best reading has a place for all of its pieces, for more of them, for more words."""
        known = [likeness for likeness, _ in self.found if likeness]
        return (
            len(known) == len(self.found) and min(known) > Likeness.WORDS,
            len(known) / len(self.found),
            sum(known),
        )


class _Row(NamedTuple):
    """A piece of a message, and its translation."""

    piece: Segment
    target: Segment
    previous: str | None
    found: tuple[Likeness, Sequence[Spot]]
    is_sure: bool


@dataclass(frozen=True, slots=True)
class MessageReader:
    """Reads the messages of one catalog."""

    texts: Texts
    options: ParseOptions
    defined: Defined
    """The targets of link labels: in the articles, else in the catalog's own sources."""
    translated: Defined
    """The same for the translations."""
    source_locale: str = "en"
    locale: str = ""

    def carried(self, entry: Entry) -> AdoptedMessage:
        """Return the segments that a translated message fills.

        >>> of = Texts.of([("a", [Segment("see *[us]({1})*", "item")])])
        >>> reader = MessageReader(of, ParseOptions(), {}, {})
        >>> found = reader.carried(Entry("* see _[us](/x)_", "* véase _[esto](/x)_"))
        >>> found.words[0].target, found.words[0].fuzzy
        ('véase _[esto]({1})_', False)
        """
        read = self._read(entry.source)
        if read is None:
            return AdoptedMessage(
                left=(UnadoptedMessage(entry.source, "it has no words to translate"),)
            )
        targets = self._targets(read, entry.target)
        if not targets:
            return AdoptedMessage(
                left=(UnadoptedMessage(entry.source, "its translation has no words"),)
            )
        rows = self._rows(read, targets, self._before(read, entry.previous_source))
        words: list[AdoptedWords] = []
        strays: list[AdoptedWords] = []
        for row in rows:
            own = list(self._placed(entry, read, row))
            words += own
            if not own and read.reading is not as_numbered:
                key = Key(None, row.piece.source)
                adopted = renumbered(row.target, row.piece)
                strays.append(
                    AdoptedWords("", key, adopted, entry.fuzzy or not row.is_sure, row.previous)
                )
        left: tuple[UnadoptedMessage, ...] = ()
        if len(rows) < len(read.pieces):
            reason = (
                f"its source reads as {_counted(len(read.pieces))}, its translation as "
                f"{_counted(len(targets))}; {len(rows)} of them are likely each other's"
            )
            left = (UnadoptedMessage(entry.source, reason),)
        elif not words and not strays:
            left = (UnadoptedMessage(entry.source, "no article has this text"),)
        kept = entry.comments
        return AdoptedMessage(
            tuple([_commented(one, kept) for one in words]),
            tuple([_commented(one, kept) for one in strays]),
            left,
        )

    def _rows(
        self, read: _MessageReading, targets: Sequence[Segment], before: Sequence[str | None]
    ) -> list[_Row]:
        """Return the pieces with their translations: in order if both are as many, else aligned."""
        if len(targets) == len(read.pieces):
            parts = zip(read.pieces, targets, before, read.found, strict=True)
            return [_Row(*part, is_sure=True) for part in parts]
        source, target = (
            [block(piece, 0, self.locale) for piece in pieces] for pieces in (read.pieces, targets)
        )
        return [
            _Row(read.pieces[row], targets[column], before[row], read.found[row], pair.is_certain)
            for pair in align(source, target, self.source_locale, self.locale).pairs
            if pair.is_single and pair.is_likely
            for row, column in [(pair.source[0], pair.target[0])]
        ]

    def _read(self, source: str) -> _MessageReading | None:
        """Return the best reading of the source; None when it has no words."""
        best: _MessageReading | None = None
        for reading in READINGS:
            pieces = reading(source, self.options, self.defined)
            if not pieces:
                continue
            found = tuple([self._found(reading, piece) for piece in pieces])
            read = _MessageReading(reading, pieces, found)
            if read.rank[0]:
                return read
            if best is None or read.rank > best.rank:
                best = read
        return best

    def _found(self, reading: Reading, piece: Segment) -> tuple[Likeness, Sequence[Spot]]:
        likeness, spots = self.texts.find(piece.source)
        if reading is as_value:
            spots = [one for one in spots if one.segment.kind.startswith("field")]
            return (likeness if spots else Likeness.NONE), spots
        if reading is not as_numbered:
            return likeness, spots
        spots = [one for one in spots if standing_for(piece.source, one.segment.source) is not None]
        return (Likeness.SPELLING if spots else Likeness.NONE), spots

    def _targets(self, read: _MessageReading, target: str) -> tuple[Segment, ...]:
        found = read.reading(target, self.options, self.translated)
        if len(found) != len(read.pieces) == 1:
            found = as_words(target, self.options, self.translated)
        if not found and len(read.pieces) == 1:
            found = as_value(target, self.options, self.translated)
        return found

    def _before(self, read: _MessageReading, previous: str | None) -> Sequence[str | None]:
        """Return the text for which each piece's words were made, where it is known and differs."""
        count = len(read.pieces)
        if previous is None:
            return [None] * count
        found = read.reading(previous, self.options, self.defined)
        if len(found) != count:
            return [previous] if count == 1 else [None] * count
        return [
            old.source if old.source != piece.source else None
            for old, piece in zip(found, read.pieces, strict=True)
        ]

    def _placed(self, entry: Entry, read: _MessageReading, row: _Row) -> Iterator[AdoptedWords]:
        """Yield the words of a piece for every segment with its text."""
        likeness, spots = row.found
        for article, segment in spots:
            fuzzy, before = entry.fuzzy, row.previous
            why: tuple[str, ...] = ()
            if read.reading is as_numbered:
                adopted = filled(
                    row.target.source, standing_for(row.piece.source, segment.source) or {}
                )
            else:
                adopted = renumbered(row.target, row.piece)
                if likeness is Likeness.WORDS and names(marked(segment.source)) != names(
                    marked(adopted)
                ):
                    fuzzy, before, why = True, before or row.piece.source, (_OTHER_MARKS,)
            if not row.is_sure and not fuzzy:
                fuzzy, why = True, (_ALIGNED,)
            yield AdoptedWords(article, segment.key, adopted, fuzzy, before, why=why)


_ALIGNED = "aligned:a message with other texts"
"""As above: a message whose translation has another structure."""

_OTHER_MARKS = "match:with its words"
"""See `catalogs.provenance.origins`: the text had other marks when it was translated."""


def _commented(words: AdoptedWords, comments: tuple[str, ...]) -> AdoptedWords:
    return replace(words, comments=comments) if comments else words


def _counted(number: int) -> str:
    return f"{number} text" if number == 1 else f"{number} texts"
