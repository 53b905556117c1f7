"""One article in one language: which words it shows, and what it says about itself."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Literal

from l10n_flow.documents import Document, Refusal, Slot, Warned
from l10n_flow.documents.markdown.dialects import Anchors, Mark
from l10n_flow.editions.derived import FIELDS, DerivedFacts
from l10n_flow.editions.notices import Notice, Progress, measure
from l10n_flow.errors import UnheldError
from l10n_flow.model import Entry, Key, State

__all__ = ["Edition", "EditionWords", "Output", "Rules", "Writer", "Written", "refuse", "select"]


@dataclass(frozen=True, slots=True)
class Rules:
    """How a project publishes in one language."""

    untranslated: Literal["source", "omit", "hide-article", "fail"] = "source"
    least: State = State.DRAFT
    empty: Literal["hide", "publish"] = "hide"
    """What becomes of an article in which nothing is translated."""
    threshold: int = 0
    """Percent of segments that must be shown in the language."""
    anchors: Anchors = "attribute"
    notice: Literal["body", "front-matter"] = "body"
    derived: frozenset[str] = frozenset(FIELDS)
    """The fields that the edition derives; any other is the article's own affair."""
    mark: Mark = "span"
    """How words that nobody translated say which language they are in."""
    ids: str = ""
    """The rule by which the site makes the ids of headings: a key of `HEADING_IDS`; any other word
    where the rule is not known."""
    front_matter: bool = True
    """Whether an article without front matter gets one; some generators show it as words."""
    dates: frozenset[str] = frozenset()
    """Fields whose dates are written in ISO 8601."""


@dataclass(frozen=True, slots=True)
class EditionWords:
    """The words of an edition."""

    translations: Mapping[Key, str]
    progress: Progress
    entries: Mapping[Key, Entry] = field(default_factory=dict)
    """What is known of the words that are shown."""

    @property
    def percent(self) -> int:
        """Segments shown in the language, in whole percent, rounded down."""
        whole = self.progress.segments
        return self.progress.translated * 100 // whole if whole else 100


def select(
    document: Document, entries: Mapping[Key, Entry], least: State, refused: frozenset[Key]
) -> EditionWords:
    """The translations that are far enough to be published, and how many of the segments they are.

    A translation that `render` refused counts as none.
    """
    chosen: list[Entry | None] = []
    translations: dict[Key, str] = {}
    known: dict[Key, Entry] = {}
    for slot in document.slots:
        key = slot.segment.key
        entry = None if key in refused else entries.get(key)
        chosen.append(entry)
        if entry is not None and entry.is_shown(least):
            translations[key] = entry.target
            known[key] = entry
    return EditionWords(translations, measure(chosen, least), known)


@dataclass(frozen=True, slots=True)
class Edition:
    """All that a writer needs to put one article in one language on paper."""

    document: Document
    selection: EditionWords
    facts: DerivedFacts
    rules: Rules
    fields: Mapping[str, object] = field(default_factory=dict)
    """Front matter fields, by dotted path, that have their own value here: a slug."""
    notice: Notice | None = None
    article: str = ""
    """The article's path in the content folder."""
    place: str = ""
    """The edition's path in the output folder."""
    look: Callable[[str], bytes | None] = field(default=lambda _: None)
    """What a file that the edition shows holds, by its path in the content folder."""

    @property
    def is_source(self) -> bool:
        """Whether this is the edition in the article's own language."""
        return self.facts.locale == self.facts.source


def refuse(edition: Edition, grammars: Collection[str], what: str) -> None:
    """Raise `UnheldError` for an article that is written in one of these, of which `what` is true.

    `what` is said of the articles of its format: "are not written for Pelican yet".
    """
    form = edition.document.format
    if form.grammar in grammars:
        raise UnheldError(
            f"{edition.article}: {form.name} articles {what}",
            hint="build --to markdown writes them",
        )


@dataclass(frozen=True, slots=True)
class Written:
    """An edition's bytes, and the translations that could not be used in it."""

    text: bytes
    refusals: tuple[Refusal, ...] = ()
    unsound: Warned | None = None
    """Why it must not be published: put together, it is not what was meant."""
    lost: tuple[Warned, ...] = ()
    """What it does without, and its author should know: a heading's id."""
    remarks: tuple[Warned, ...] = ()
    """What its author should know."""
    card: str = ""
    """What other pages say of it, for a kind of output that has such pages."""


Writer = Callable[[Edition], Written]
"""Puts an edition on paper."""


@dataclass(frozen=True, slots=True)
class Output:
    """A kind of output: what `build --to` writes of each edition."""

    write: Writer
    """Raises `UnheldError` for an article that the output has no form for: it has no edition."""
    suffix: str = ""
    """Of its files, with the dot; "" for that of the article."""
    bare: Writer | None = None
    """The same without anything derived (`build --bare`); None where there is no such thing."""


Otherwise = Callable[[Slot], str | None]
