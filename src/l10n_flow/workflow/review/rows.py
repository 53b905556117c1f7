"""A segment as the desk shows it: source, translation, and what is known about both."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import blake2b

from l10n_flow.catalogs.provenance.origins import NOTE, sentence
from l10n_flow.catalogs.threeway import other_words, resolved
from l10n_flow.language.tags import Direction
from l10n_flow.model import Entry, Finding, Origin, Placeholder, Segment, State, digest
from l10n_flow.terms import termnotes as term_notes


@dataclass(frozen=True, slots=True)
class SegmentRow:
    """One segment of an article in one language.

    >>> row = row_of(Entry("Read [**this**]({1})", "Lea"), None, 1, b"")
    >>> row.placeable, row.state.label
    (('[**this**]({1})', '**', '{1}'), 'translated')
    """

    id: str
    """The digest of context and source: it changes only with the text."""
    number: int
    """Its place in reading order, from 1."""
    entry: Entry
    segment: Segment | None
    """None when the article has changed since the last `sync` and no longer has the text."""
    state: State
    machine: bool
    """Whether the translation is a machine's, and nobody has changed it."""
    etag: str
    """Changes with every byte of the entry's lines."""
    findings: tuple[Finding, ...] | None = None
    """The findings of the checks; None when they have not run."""

    @property
    def kind(self) -> str:
        """What kind of block it is in the article; "" when the article no longer has it."""
        return self.segment.kind if self.segment is not None else ""

    @property
    def source(self) -> str:
        """The text to be translated."""
        return self.entry.source

    @property
    def target(self) -> str:
        """The translation on disk."""
        return self.entry.target

    @property
    def origin(self) -> Origin | None:
        """The origin of the translation, and who vouches for it."""
        return self.entry.origin

    @property
    def placeholders(self) -> tuple[Placeholder, ...]:
        """The placeholders `{1}`, `{2}`…, with their values."""
        return self.segment.placeholders if self.segment is not None else ()

    @property
    def notes(self) -> tuple[str, ...]:
        """Notes of the author, and the values of the placeholders; `terms` has the terms."""
        return tuple(n for n in self.entry.notes if not n.startswith((NOTE, term_notes.PREFIX)))

    @property
    def comments(self) -> tuple[str, ...]:
        """The comments of translators and reviewers."""
        return resolved(self.entry).comments

    @property
    def contested(self) -> tuple[str, ...]:
        """The words of other people that a merge kept beside these, until somebody chooses."""
        return other_words(self.entry)

    @property
    def previous_source(self) -> str | None:
        """The source that the translation was made for, if it differs from the current one."""
        return self.entry.previous_source

    @property
    def is_changed(self) -> bool:
        """Whether the source has changed and the translation was not updated yet."""
        return self.state is State.DRAFT and self.entry.previous_source is not None

    @property
    def confidence(self) -> float | None:
        """The probability that the draft needs no change, 0 to 1; None for other states."""
        return self.origin.confidence if self.origin and self.state is State.DRAFT else None

    @property
    def why(self) -> tuple[str, ...]:
        """The review reasons of the draft, as sentences."""
        return tuple(sentence(code) for code in self.origin.why) if self.origin else ()

    @property
    def placeable(self) -> tuple[str, ...]:
        """The parts of the source that belong unchanged in the translation, each once, in order."""
        return tuple(dict.fromkeys(_placeable(self.entry.source)))


_PLACEABLE = re.compile(
    r"(?P<code>(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))"
    r"|(?P<link>!?\[[^\]\n]*\]\(\{\d+\}\))"
    r"|(?P<note>\[\^[^\]\s]+\])"
    r"|(?P<tag></?[A-Za-z][^<>\n]*>)"
    r"|(?P<mark>\*{1,3}|~~|(?<!\w)_{1,2}|_{1,2}(?!\w))"
    r"|(?P<number>\{\d+\})"
)


def _placeable(source: str) -> list[str]:
    found = []
    for match in _PLACEABLE.finditer(source):
        found.append(match[0])
        if match.lastgroup == "link":
            found += _placeable(match[0].partition("[")[2])
    return found


@dataclass(frozen=True, slots=True)
class Sheet:
    """An article in one language, segment by segment."""

    article: str
    title: str
    locale: str
    source_locale: str
    direction: Direction
    source_direction: Direction
    version: str
    """Changes when the catalog or the article changes on disk."""
    rows: tuple[SegmentRow, ...]
    """In reading order."""
    missing: int
    """The number of texts of the article that the catalog does not have yet: `sync` adds them."""


def row_of(entry: Entry, segment: Segment | None, number: int, block: bytes) -> SegmentRow:
    """The row of an entry whose lines in the file are `block`."""
    state = entry.state
    return SegmentRow(
        digest(*entry.key),
        number,
        entry,
        segment,
        state,
        entry.origin is not None and entry.is_machine_made,
        etag_of(block, entry.target, state),
    )


def etag_of(block: bytes, target: str, state: State) -> str:
    """Twelve digits for the lines, and thirteen for the words and their state.

    They show, also after a restart, whether somebody changed the words or only other lines of the
    entry: a note that `sync` rewrote is no conflict.

    >>> one, other = (etag_of(note, "Paz", State.TRANSLATED) for note in (b"#. a", b"#. b"))
    >>> one == other, same_words(one, other)
    (False, True)
    """
    return f"{blake2b(block, digest_size=6).hexdigest()}{digest(target)}{state:d}"


def same_words(one: str, other: str) -> bool:
    """Whether two tags of a segment mean the same words in the same state."""
    return one[12:] == other[12:]
