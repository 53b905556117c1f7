"""An engine's input for a marked text: its words, with the places of everything else."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import NamedTuple

from l10n_flow.documents.markdown.marked import Marked, Opaque, code_words
from l10n_flow.model import Span

_NAMED = frozenset(("placeholder", "address", "image", "link"))
"""Items that can be a word of a sentence (`see {1}`), so that a stand-in helps its grammar."""

_CLOSING = frozenset(".,;:!?…)]}»”’%،؛؟")
_TAGS = re.compile(r"<[^<>]*>")


class Item(NamedTuple):
    """An opaque item in the text for the engine."""

    opaque: Opaque
    start: int
    """In `Clean.text`; equal to `end` when the item was left out there."""
    end: int
    literal: bool
    """Whether its content is in the engine's text, which should stay unchanged there (code)."""


@dataclass(frozen=True, slots=True)
class Clean:
    """A text for an engine: words alone."""

    text: str
    source: Marked
    marks: tuple[Span, ...] = ()
    """The place of each of the source's marks in `text`."""
    items: tuple[Item, ...] = ()
    """The place and form of each of the source's opaque items."""
    like: str = ""
    """The source's Markdown: its escapes are escaped in the translation, too."""


def cleaned(m: Marked, *, placeholders: bool = True, like: str = "") -> Clean:
    """Return the words of a marked text for an engine, with the places of its marks and items.

    Code is replaced by its content. With `placeholders`, items that can be words of a sentence
    become `{1}`, `{2}`…; otherwise they are left out like footnote marks, lone tags and comments,
    with the blank beside them. A line break becomes a blank. `like` is kept for `projected`.

    >>> from l10n_flow.documents import marked
    >>> m = marked("See **the `law`** in {4}, {7}.[^1]")
    >>> cleaned(m).text, cleaned(m, placeholders=False).text
    ('See the law in {1}, {2}.', 'See the law in,.')
    >>> cleaned(m).marks
    (Span(start=4, end=11),)
    """
    if not m.marks and not m.opaques:
        return Clean(m.text, m, like=like)
    writing = _Writing(m.text)
    number = 0
    for opaque in m.opaques:
        written = _literal(opaque)
        literal = bool(written)
        if placeholders and opaque.kind in _NAMED:
            number += 1
            while f"{{{number}}}" in m.text or any(f"{{{number}}}" in c for c in _codes(m)):
                number += 1
            written = f"{{{number}}}"
        writing.words_to(opaque.at)
        if written:
            writing.item(opaque, written, literal=literal)
        else:
            writing.gap(opaque)
    writing.words_to(len(m.text))
    places = [*writing.places, writing.length]
    marks = tuple([Span(places[mark.start], places[mark.end]) for mark in m.marks])
    return Clean("".join(writing.pieces), m, marks, tuple(writing.items), like)


def _codes(m: Marked) -> list[str]:
    return [opaque.written for opaque in m.opaques if opaque.kind == "code"]


def _literal(opaque: Opaque) -> str:
    """Return the words of code; "" for everything else."""
    if opaque.kind != "code":
        return ""
    if opaque.written.startswith("<"):
        return html.unescape(_TAGS.sub("", opaque.written)).strip()
    return code_words(opaque.written).strip()


def divides(opaque: Opaque) -> bool:
    """Whether an item divides words as a blank does: a line break."""
    return opaque.kind == "break" or _BREAK.match(opaque.written) is not None


_BREAK = re.compile(r"<br\b", re.IGNORECASE)


class _Writing:
    """A text for an engine, while it is written."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.pieces: list[str] = []
        self.length = 0
        self.places: list[int] = []
        """The new place of each character of the source that was read."""
        self.items: list[Item] = []

    def words_to(self, end: int) -> None:
        """Write the source's words up to an item."""
        start = len(self.places)
        if start < end:
            self.pieces.append(self.source[start:end])
            self.places.extend(range(self.length, self.length + end - start))
            self.length += end - start

    def item(self, opaque: Opaque, written: str, *, literal: bool) -> None:
        """Write an item that is in the engine's text."""
        self.places.append(self.length)
        self.pieces.append(written)
        self.items.append(Item(opaque, self.length, self.length + len(written), literal))
        self.length += len(written)

    def gap(self, opaque: Opaque) -> None:
        """Leave an item out: two blanks become one, none is left before a full stop."""
        after = self.source[opaque.at + 1 : opaque.at + 2]
        blank_before = not self.length or self.pieces[-1][-1:].isspace()
        if blank_before and self.length and (not after or after.isspace() or after in _CLOSING):
            self.pieces[-1] = self.pieces[-1][:-1]
            self.length -= 1
        self.places.append(self.length)
        self.items.append(Item(opaque, self.length, self.length, literal=False))
        if blank_before and not self.length and after.isspace():
            self.places.append(self.length)
        elif not blank_before and divides(opaque) and not after.isspace():
            self.pieces.append(" ")
            self.length += 1
