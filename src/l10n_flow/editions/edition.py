"""One article in one language: the words it shows, its progress, its metadata and its notice.

The derived fields, which l10n-flow writes into the front matter (docs/editions.md), are computed
only from the article, its catalog and the configuration. They do not depend on the clock or on
folders of this machine, so that building twice gives the same bytes.

The words of a notice come from `l10n_flow.words`; a project's own words come first. If a sentence
has no words in a language, the whole notice is in English and marked as English.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Literal

from l10n_flow import patterns as re
from l10n_flow.documents import Document, ParseOptions, Refusal, Slot, Warned, render
from l10n_flow.documents.document import Unfit, on_one_line
from l10n_flow.documents.fit import refuse_in_field
from l10n_flow.documents.markdown.dialects import Anchors, Mark
from l10n_flow.documents.markdown.parsing import parse
from l10n_flow.errors import UnheldError
from l10n_flow.language.bidi import isolate
from l10n_flow.language.calendars import display_date, parse_date
from l10n_flow.language.counting import reading_minutes
from l10n_flow.language.datestyle import DateStyle
from l10n_flow.language.tags import direction, language_tag, name_for
from l10n_flow.model import Entry, Key, State
from l10n_flow.paths import way
from l10n_flow.words import N_, Words, shipped

# The progress of an edition, and the notice about it


@dataclass(frozen=True, slots=True)
class Progress:
    """The numbers of segments of one edition. A segment that appears twice counts twice."""

    segments: int
    translated: int = 0
    """Segments shown in the edition's language: in a state that the policy publishes."""
    reviewed: int = 0
    machine: int = 0
    """Of those translated, unedited words of a machine, approved or not."""
    machine_drafts: int = 0
    """Of those translated, drafts with a machine's words."""
    outdated: int = 0
    """Of those translated, a person's words that were made for an earlier text of the article."""
    unfinished: int = 0
    """Of those translated, other drafts: a translator's mark, a match from another article."""
    copied: int = 0
    """Of those translated, numbers, codes and names that a machine copied from the source."""
    outdated_machine: int = 0
    """Of the drafts with a machine's words, those made for an earlier text of the article."""

    @property
    def drafts(self) -> int:
        """Of those translated, drafts of any kind."""
        return self.machine_drafts + self.outdated + self.unfinished

    @property
    def is_empty(self) -> bool:
        """Whether there is something to translate and none of it is translated.

        >>> Progress(4, translated=1, copied=1).is_empty, Progress(0).is_empty
        (True, False)
        """
        return self.translated < self.segments and self.translated == self.copied

    @property
    def status(self) -> Status:
        """The status of the edition: that of its worst segment; "partial" if some are untranslated.

        >>> Progress(4, translated=4, reviewed=4).status, Progress(4, translated=3).status
        ('reviewed', 'partial')
        """
        if self.translated < self.segments:
            return "untranslated" if self.is_empty else "partial"
        if self.drafts:
            return "draft"
        return "reviewed" if self.segments and self.reviewed == self.segments else "translated"


def measure(entries: Iterable[Entry | None], min_state: State) -> Progress:
    """The progress of an edition made of these entries, one per segment, in any order.

    None stands for a segment that the catalog does not have yet; an entry in a lower state than
    `min_state` is not shown and counts as untranslated. What a machine copied as it is (a number, a
    name) is shown, and counts neither as a machine's words nor as a draft.

    >>> entries = [Entry("Peace", "Paz"), Entry("War", "Guerra", fuzzy=True), None]
    >>> measure(entries, State.DRAFT)
    Progress(segments=3, translated=2, reviewed=0, machine=0, machine_drafts=0, outdated=0, \
unfinished=1, copied=0, outdated_machine=0)
    """
    segments = translated = reviewed = machine = machine_drafts = outdated = drafts = copied = 0
    outdated_machine = 0
    for entry in entries:
        segments += 1
        if entry is None or not entry.is_published(min_state):
            continue
        state = entry.state
        translated += 1
        reviewed += state is State.REVIEWED
        if state < State.REVIEWED and entry.is_copied:
            copied += 1
            continue
        is_machine = entry.is_machine_made
        machine += is_machine
        if state is State.DRAFT:
            drafts += 1
            if is_machine:
                machine_drafts += 1
                outdated_machine += entry.is_outdated
            else:
                outdated += entry.is_outdated
    unfinished = drafts - outdated - machine_drafts
    return Progress(
        segments,
        translated,
        reviewed,
        machine,
        machine_drafts,
        outdated,
        unfinished,
        copied,
        outdated_machine,
    )


_UNTRANSLATED = N_("This article has not been translated yet and appears in {language}.")
_PARTIAL = N_("Parts of this article have not been translated yet and appear in {language}.")
_ABRIDGED = N_("Parts of this article have not been translated yet and are left out.")
_MACHINE = N_("This text was translated by a machine and has not been reviewed.")
_PARTLY_MACHINE = N_("Parts of this text were translated by a machine and have not been reviewed.")
_OUTDATED = N_("Parts of this translation follow an earlier version of the original.")
_UNFINISHED = N_("Parts of this translation are a draft.")

MESSAGES = (
    _UNTRANSLATED, _PARTIAL, _ABRIDGED, _MACHINE, _PARTLY_MACHINE, _OUTDATED, _UNFINISHED,
)  # fmt: skip
"""The msgids of `site.po`, in the order of a notice. `{language}` is the name of the article's
language, in the edition's language."""


@dataclass(frozen=True, slots=True)
class Notice:
    """The notice for an edition's readers: one paragraph of plain text."""

    text: str
    lang: str
    """The language of the words: the edition's, or English if it has no words for the notice."""


def notice(
    progress: Progress,
    locale: str,
    source: str,
    *,
    omitted: bool = False,
    words: Words | None = None,
) -> Notice | None:
    """The notice for the readers of an edition in `locale`; None if it needs none.

    `source` is the article's language; `omitted` says that untranslated text was left out and not
    shown in that language; `words` are those of `locale`, by default ours.

    >>> notice(Progress(segments=20, translated=18, machine_drafts=2), "es", "en").text
    'Algunas partes de este artículo aún no se han traducido y aparecen en inglés. \
Algunas partes de este texto son traducción automática que nadie ha revisado todavía.'
    >>> notice(Progress(segments=20, translated=20, reviewed=20), "es", "en") is None
    True
    """
    messages = _messages(progress, omitted=omitted)
    found = shipped(locale) if words is None else words
    is_english = language_tag(locale).partition("-")[0] == "en"
    is_known = is_english or all(found.has(message) for message in messages)
    lang = locale if is_known else "en"
    named = name_for(locale, source, lang)
    sentences = [
        (found.text(message) if is_known else message).replace("{language}", named)
        for message in messages
    ]
    return Notice(" ".join(sentences), language_tag(lang)) if sentences else None


def proved(
    words: Mapping[str, str], place: Literal["body", "front-matter"]
) -> tuple[Mapping[str, str], Mapping[str, str]]:
    r"""The project's own words in a form that fits any edition, and by message why others do not.

    They are checked like every translation: made to fit their place, spliced, and read again.

    >>> proved({"Parts": "# Partes\n\n{{% x", "Peace": "Paz"}, "body")
    ({'Parts': '\\# Partes &#123;&#123;% x', 'Peace': 'Paz'}, {})
    >>> proved({"Peace": "<b>Paz</b>"}, "front-matter")[1]
    {'Peace': 'holds <b>, which only the article may'}
    """
    fit: dict[str, str] = {}
    unfit: dict[str, str] = {}
    for message, text in words.items():
        target = on_one_line(text)
        if place == "front-matter":
            try:
                refuse_in_field(target)
            except Unfit as reason:
                unfit[message] = str(reason)
            else:
                fit[message] = target
            continue
        document = parse(f"> {message}\n".encode(), ParseOptions())
        rendered = render(document, {Key(None, message): target})
        if rendered.refusals:
            unfit[message] = rendered.refusals[0].reason
        else:
            fit[message] = rendered.text.decode()[2:-1]
    return fit, unfit


def _messages(progress: Progress, *, omitted: bool) -> tuple[str, ...]:
    found = []
    if progress.translated < progress.segments:
        whole = progress.is_empty and not omitted
        found.append(_UNTRANSLATED if whole else _ABRIDGED if omitted else _PARTIAL)
    if progress.machine_drafts:
        whole = progress.machine_drafts == progress.segments - progress.copied
        found.append(_MACHINE if whole else _PARTLY_MACHINE)
    if progress.outdated or progress.outdated_machine:
        found.append(_OUTDATED)
    if progress.unfinished:
        found.append(_UNFINISHED)
    return tuple(found)


Status = Literal["untranslated", "partial", "draft", "translated", "reviewed"]


# The derived fields


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
"""The derived fields, in the order of an edition. A field without a value is not written."""


@dataclass(frozen=True, slots=True)
class DerivedFacts:
    """The data from which the derived fields of one edition are computed."""

    locale: str
    """The edition's language."""
    source: str
    """The article's language."""
    revision: str
    """The `model.digest` of the article's text that the edition was built from."""
    words: int = 0
    """Number of words in the edition."""
    day: dt.date | None = None
    """The article's date."""
    updated: dt.date | None = None
    """The date of the article's last change, from its front matter."""
    dates: DateStyle = DateStyle()  # noqa: RUF009 - frozen
    """How dates are shown."""
    progress: Progress | None = None
    """None for the edition in the article's own language."""
    alternates: Mapping[str, str] = field(default_factory=dict)
    """The other editions: language to path, relative to this edition (`alternates`)."""
    labels: Mapping[str, str | Sequence[str]] = field(default_factory=dict)
    """The labels of the article's ids in this language (`taxonomy.labels`)."""
    notice: Notice | None = None
    """The notice for the front matter; None if it is in the body or there is none."""
    catalog: str = ""
    """An identifier of the catalog's file; "" without a catalog."""


_NAMED_BY_DAY = re.compile(r"(?:^|/)(\d{4}-\d{2}-\d{2})[-_/.][^/]*(?:/index\.\w+)?$")


def day_of_name(article: str) -> dt.date | None:
    """The date with which the file of an article, or its own folder, is named; None without one.

    So Jekyll, Eleventy, Docusaurus' blog, Zola and Pelican date an article without a field for it.

    >>> print(day_of_name("_posts/2026-03-21-rain.md"), day_of_name("2026-03-21-rain/index.md"))
    2026-03-21 2026-03-21
    >>> print(day_of_name("2026-03-21/rain.md"), day_of_name("news/in-2026.md"))
    2026-03-21 None
    """
    found = _NAMED_BY_DAY.search(article)
    return parse_date(found[1]) if found is not None else None


def derive(facts: DerivedFacts) -> dict[str, object]:
    """The derived fields with their values, in the order of `FIELDS`.

    >>> facts = DerivedFacts("fa", "en", "f3a2", words=933, day=dt.date(2020, 9, 29),
    ...               progress=Progress(20, translated=19, reviewed=5, machine=2),
    ...               alternates={"en": "../en/peace.md"})
    >>> from l10n_flow import yamltext
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
    """By language, the paths of an article's other editions, relative to the edition at `place`.

    `editions` has the editions that exist, with or without this one, with paths relative to the
    same folder as `place`. The order is kept.

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
    """Whole percent, rounded down, so that 100 always means all."""
    return part * 100 // whole if whole else 100


def _maximum(part: int, whole: int) -> int:
    """Whole percent, rounded up, so that 0 always means none."""
    return -(-part * 100 // whole) if whole else 0


# The edition


@dataclass(frozen=True, slots=True)
class Rules:
    """A project's rules for publishing in one language."""

    untranslated: Literal["source", "omit", "hide-article", "fail"] = "source"
    min_state: State = State.DRAFT
    empty: Literal["hide", "publish"] = "hide"
    """What is done with an article in which nothing is translated."""
    threshold: int = 0
    """Percentage of segments that must be shown in the language."""
    anchors: Anchors = "attribute"
    notice: Literal["body", "front-matter"] = "body"
    derived: frozenset[str] = frozenset(FIELDS)
    """The fields that the edition derives; all other fields come from the article."""
    mark: Mark = "span"
    """How the language of untranslated words is marked."""
    ids: str = ""
    """The rule by which the site makes the ids of headings: a key of `HEADING_IDS`, or any other
    word if the rule is unknown."""
    front_matter: bool = True
    """Whether an article without front matter gets one; some generators would show it as text."""
    dates: frozenset[str] = frozenset()
    """Fields whose dates are converted to ISO 8601."""


@dataclass(frozen=True, slots=True)
class EditionWords:
    """The words of an edition."""

    translations: Mapping[Key, str]
    progress: Progress
    entries: Mapping[Key, Entry] = field(default_factory=dict)
    """The entries of the words that are shown."""

    @property
    def percent(self) -> int:
        """Segments shown in the language, in whole percent, rounded down."""
        return _minimum(self.progress.translated, self.progress.segments)


def select(
    document: Document, entries: Mapping[Key, Entry], min_state: State, refused: frozenset[Key]
) -> EditionWords:
    """The translations in a state that may be published, and the progress that they make.

    A translation that `render` refused counts as untranslated.
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
    """All that a writer needs to write one article in one language."""

    document: Document
    selection: EditionWords
    facts: DerivedFacts
    rules: Rules
    fields: Mapping[str, object] = field(default_factory=dict)
    """By dotted path, front matter fields with a value of the edition's own, such as a slug."""
    notice: Notice | None = None
    article: str = ""
    """The article's path in the content folder."""
    place: str = ""
    """The edition's path in the output folder."""
    look: Callable[[str], bytes | None] = field(default=lambda _: None)
    """Returns the bytes of a file that the edition shows, by its path in the content folder."""

    @property
    def is_source(self) -> bool:
        """Whether this is the edition in the article's own language."""
        return self.facts.locale == self.facts.source


def refuse(edition: Edition, grammars: Collection[str], what: str) -> None:
    """Raise `UnheldError` for an article in one of these grammars.

    `what` completes a sentence about the articles of its format: "are not written for Pelican yet".
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
    """Why the edition must not be published: as a whole it would be read differently."""
    lost: tuple[Warned, ...] = ()
    """What is missing in the edition and should be reported to the author: a heading's id."""
    remarks: tuple[Warned, ...] = ()
    """Other warnings for the author."""
    card: str = ""
    """The text about it on other pages, for outputs with such pages."""


Writer = Callable[[Edition], Written]
"""A function from an edition to its bytes."""


@dataclass(frozen=True, slots=True)
class Output:
    """A kind of output: what `build --to` writes for each edition."""

    write: Writer
    """Raises `UnheldError` for an article that the output cannot represent; it gets no edition."""
    suffix: str = ""
    """The suffix of its files, with the dot; "" for the article's own suffix."""
    bare: Writer | None = None
    """The same without derived fields and marks (`build --bare`); None if not supported."""


Otherwise = Callable[[Slot], str | None]
