"""The result of reading a page: the values that importers return."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from l10n_flow.errors import Place


class LineRole(Enum):
    """The role of a page's line. Every non-empty line has exactly one."""

    TITLE = "title"
    META = "meta"
    """The line with the date and the categories, or the author's."""
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    OTHER = "other"
    """A list, a quotation, a table, a picture, a film, a note or code; in HTML only."""
    STUB = "stub"
    """The title or the text of an article that this page only announces."""
    DUPLICATE = "duplicate"
    """The same, repeated."""
    DROPPED = "dropped"
    """Furniture of the site that the profile names: a button, a form, a footer."""
    UNCLASSIFIED = "unclassified"
    """No rule covers it: it has a warning."""


class LineUse(NamedTuple):
    """One line of the page, and its role."""

    line: int
    role: LineRole
    text: str
    kind: str = ""
    """For a line dropped from an HTML page, its purpose (`sharing`, `related`, `form`)."""


class Image(NamedTuple):
    """The lead picture of an article."""

    src: str
    alt: str = ""
    caption: str = ""


class Block(NamedTuple):
    """One block of an article's body, as Markdown without the blank lines around it."""

    kind: str
    """"paragraph", "heading" or "other" (a list, quotation, table, picture, film, note, code)."""
    markdown: str


@dataclass(frozen=True, slots=True)
class PageArticle:
    """An article in the page's words: labels are not ids yet."""

    title: str
    blocks: tuple[Block, ...] = ()
    day: date | None = None
    categories: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    credit: str = ""
    """The first publisher, removed from the start of the first paragraph."""
    kind: str = ""
    summary: str = ""
    subtitle: str = ""
    language: str = ""
    """A language tag where the profile's words identify it, else ""."""
    updated: date | None = None
    """The day of its last change, where that is later than `day`."""
    tags: tuple[str, ...] = ()
    image: Image | None = None
    address: str = ""
    """Where the page was published."""
    alternates: Mapping[str, str] = field(default_factory=dict)
    """From a language tag to the address of the same article in that language."""
    stub: bool = False
    """Only its title and first words are known, from a list on another article's page."""
    line: int = 1

    def count(self, kind: str) -> int:
        """Return how many blocks of this kind it has.

        >>> blocks = (Block("heading", "## A"), Block("paragraph", "B."))
        >>> PageArticle("T", blocks).count("paragraph")
        1
        """
        return sum(block.kind == kind for block in self.blocks)


class PageWarning(NamedTuple):
    """Something that a person should look at, and where it is."""

    place: Place
    what: str

    def __str__(self) -> str:
        return f"{self.place}: {self.what}"


@dataclass(frozen=True, slots=True)
class ImportedPage:
    """All that was read from one page."""

    page: Path
    profile: str
    article: PageArticle | None
    """None when the page only lists other articles."""
    stubs: tuple[PageArticle, ...] = ()
    uses: tuple[LineUse, ...] = ()
    """Every non-empty line in order; for HTML, every block."""
    merged: int = 0
    """How many times an article was announced with the same words again."""
    warnings: tuple[PageWarning, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    """Pictures that came with it, by their path beside the article."""

    def dropped(self) -> Mapping[str, int]:
        """Count the dropped lines by kind, the most frequent first; "" for the profile's own."""
        return dict(Counter(use.kind for use in self.lines(LineRole.DROPPED)).most_common())

    def lines(self, role: LineRole) -> tuple[LineUse, ...]:
        """Return the lines with this role."""
        return tuple(use for use in self.uses if use.role is role)
