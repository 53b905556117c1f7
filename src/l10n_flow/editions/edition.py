"""One article in one language: which words it shows, and what it says about itself.

The derived fields, which l10n-flow writes into the front matter (docs/editions.md), are computed
from the article, its catalog and the configuration alone: no clock, no folder of this machine, so
that building twice gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Literal

from l10n_flow.documents import Document, Refusal, Slot, Warned
from l10n_flow.documents.markdown.dialects import Anchors, Mark
from l10n_flow.editions.notices import Notice, Progress, measure
from l10n_flow.errors import UnheldError
from l10n_flow.language import (
    DateStyle,
    direction,
    display_date,
    isolate,
    language_tag,
    reading_minutes,
)
from l10n_flow.model import Entry, Key, State
from l10n_flow.paths import way

__all__ = [
    "FIELDS",
    "DerivedFacts",
    "Edition",
    "EditionWords",
    "Output",
    "Rules",
    "Writer",
    "Written",
    "alternates",
    "derive",
    "refuse",
    "select",
]

FIELDS = (
    "lang",
    "dir",
    "displayed_date",
    "displayed_updated",
    "reading_time",
    "alternates",
    "labels",
    "translation",
)
"""The fields, in the order in which an edition has them. None is written without a value."""


@dataclass(frozen=True, slots=True)
class DerivedFacts:
    """What the derived fields of one edition are derived from."""

    locale: str
    """The edition's language."""
    source: str
    """The article's language."""
    revision: str
    """The `model.digest` of the article's text that the edition was built from."""
    words: int = 0
    """The words of the edition as it stands."""
    day: dt.date | None = None
    """The article's date."""
    updated: dt.date | None = None
    """When the article says that it was last changed."""
    dates: DateStyle = DateStyle()  # noqa: RUF009 - frozen
    """How dates are shown."""
    progress: Progress | None = None
    """None for the edition in the article's own language."""
    alternates: Mapping[str, str] = field(default_factory=dict)
    """The other editions: language to path, relative to this edition (`alternates`)."""
    labels: Mapping[str, str | Sequence[str]] = field(default_factory=dict)
    """What the article's ids are called in this language (`taxonomy.labels`)."""
    notice: Notice | None = None
    """To be told in the front matter; None where the body tells it or there is none."""
    catalog: str = ""
    """What identifies the catalog's file that the words are from; "" for none."""


def derive(facts: DerivedFacts) -> dict[str, object]:
    """The derived fields with their values, in the order of `FIELDS`.

    >>> facts = DerivedFacts("fa", "en", "f3a2", words=933, day=dt.date(2020, 9, 29),
    ...               progress=Progress(20, translated=19, reviewed=5, machine=2),
    ...               alternates={"en": "../en/peace.md"})
    >>> print(yamltext.plain_dump(derive(facts)), end="")
    lang: fa
    dir: rtl
    displayed_date: ۸ مهر ۱۳۹۹
    reading_time: 4
    alternates:
      en: "../en/peace.md"
    translation:
      source: en
      status: partial
      complete: 95
      reviewed: 25
      machine: 10
      revision: f3a2
    """
    found: dict[str, object] = {"lang": language_tag(facts.locale), "dir": direction(facts.locale)}
    if facts.day is not None:
        found["displayed_date"] = display_date(facts.day, facts.locale, facts.dates)
    if facts.updated is not None:
        found["displayed_updated"] = display_date(facts.updated, facts.locale, facts.dates)
    if facts.words:
        found["reading_time"] = reading_minutes(facts.words, facts.locale)
    if facts.alternates:
        found["alternates"] = dict(facts.alternates)
    if facts.labels:
        found["labels"] = dict(facts.labels)
    found["translation"] = _translation(facts)
    return found


def alternates(place: PurePosixPath, editions: Mapping[str, PurePosixPath]) -> dict[str, str]:
    """Where the other editions of an article are, seen from the edition at `place`, by language.

    `editions` holds the editions that exist, this one or not, from the same starting point. The
    order is theirs.

    >>> files = {tag: PurePosixPath(f"{tag}/news/peace.md") for tag in ("en", "es", "fa")}
    >>> alternates(files["es"], files)
    {'en': '../../en/news/peace.md', 'fa': '../../fa/news/peace.md'}
    """
    folder = place.parent.as_posix()
    return {
        language_tag(locale): way(other.as_posix(), folder)
        for locale, other in editions.items()
        if other != place
    }


def _translation(facts: DerivedFacts) -> dict[str, object]:
    progress = facts.progress
    if progress is None:
        return {"status": "source", "revision": facts.revision}
    found: dict[str, object] = {
        "source": language_tag(facts.source),
        "status": progress.status,
        "complete": _minimum(progress.translated, progress.segments),
        "reviewed": _minimum(progress.reviewed, progress.segments),
        "machine": _maximum(progress.machine, progress.segments),
        "revision": facts.revision,
    }
    if facts.notice is not None:
        notice = facts.notice
        found["notice"] = isolate(notice.text, notice.lang, within=facts.locale)
        if notice.lang != language_tag(facts.locale):
            found["notice_lang"] = notice.lang
    return found


def _minimum(part: int, whole: int) -> int:
    """Whole percent, rounded down: 100 is said only of all."""
    return part * 100 // whole if whole else 100


def _maximum(part: int, whole: int) -> int:
    """Whole percent, rounded up: 0 is said only of none."""
    return -(-part * 100 // whole) if whole else 0


# The edition


@dataclass(frozen=True, slots=True)
class Rules:
    """How a project publishes in one language."""

    untranslated: Literal["source", "omit", "hide-article", "fail"] = "source"
    min_state: State = State.DRAFT
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
    document: Document, entries: Mapping[Key, Entry], min_state: State, refused: frozenset[Key]
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
        if entry is not None and entry.is_published(min_state):
            translations[key] = entry.target
            known[key] = entry
    return EditionWords(translations, measure(chosen, min_state), known)


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
