"""One article's editions: which languages may be published, and their files."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Literal

from l10n_flow import documents
from l10n_flow.catalogs import store
from l10n_flow.documents import Document, Link, ParseOptions, Refusal, splice
from l10n_flow.editions import BARE, EDITIONS, Edition, Rules, Selection, Written, select
from l10n_flow.editions.derived import Facts, alternates
from l10n_flow.editions.frozen import Frozen
from l10n_flow.editions.links import relinked, target_path
from l10n_flow.editions.notices import notice
from l10n_flow.editions.taxonomy import Taxonomy, labels
from l10n_flow.errors import L10nFlowError, Place
from l10n_flow.files import replace_file
from l10n_flow.language import parse_date, words
from l10n_flow.model import Entry, Key, State, digest
from l10n_flow.project import Article, Project
from l10n_flow.workflow import reading
from l10n_flow.workflow.ledger import ABSENT, PRESENT, Record, digest_of

__all__ = ["ArticleBuilt", "EditionBuilt", "Job", "Outcome", "build_article"]

Outcome = Literal["written", "current", "kept", "hidden", "failed"]
"""What became of an edition: new bytes; the same bytes as before; below the threshold, so that the
last one stays, if there is one; hidden, because something is untranslated; not built at all."""


@dataclass(frozen=True, slots=True)
class EditionBuilt:
    """What `build` did about one edition."""

    article: str
    locale: str
    path: Path
    """Relative to the root when it is inside."""
    outcome: Outcome
    status: str
    """"source", or `Progress.status`."""
    percent: int
    """Segments shown in the language, rounded down."""


@dataclass(frozen=True, slots=True)
class ArticleBuilt:
    """One article's part of the report, and its record for the ledger."""

    article: str
    record: Record | None = None
    editions: tuple[EditionBuilt, ...] = ()
    findings: tuple[L10nFlowError, ...] = ()
    """What somebody must mend in a translation; the edition is there without it."""
    failures: tuple[L10nFlowError, ...] = ()


@dataclass(frozen=True, slots=True)
class Job:
    """What every piece of work needs to know; it travels to other processes."""

    project: Project
    options: ParseOptions
    locales: tuple[str, ...]
    out: Path
    """The folder that has a folder for each language."""
    to: str
    bare: bool
    dry_run: bool
    articles: Mapping[str, Article]
    """Every article of the project by its path in the content folder."""
    taxonomy: Taxonomy = field(default_factory=Taxonomy)
    frozen: Mapping[str, Frozen] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By language, the project's own words for notices."""

    def rules(self, locale: str) -> Rules:
        """How the project publishes in a language."""
        config = self.project.config
        policy = config.policy(locale)
        return Rules(
            policy.untranslated, policy.least, policy.threshold, config.anchors, policy.notice
        )

    def edition_path(self, article: Article, locale: str) -> Path:
        """Where an article's edition in a language is."""
        return self.project.edition_path(article, locale, to=self.to, out=self.out)


@dataclass(slots=True)
class _Version:
    """An article in one language, on its way to an edition."""

    locale: str
    entries: Mapping[Key, Entry]
    selection: Selection
    outcome: Outcome | None = None
    """None while it is to be written."""


@dataclass(slots=True)
class _Desk:
    """The work on one article: what was read, and what came of it."""

    job: Job
    article: Article
    document: Document
    source: str
    files: dict[str, str] = field(default_factory=dict)
    notes: dict[str, None] = field(default_factory=dict)
    findings: list[L10nFlowError] = field(default_factory=list)
    failures: list[L10nFlowError] = field(default_factory=list)

    def name(self, path: Path) -> str:
        """A file's name in the ledger."""
        return self.job.project.shown(path).as_posix()


def build_article(job: Job, article: Article) -> ArticleBuilt:
    """The editions of one article in the job's languages, written where they changed.

    An edition that cannot be built is among the failures, and the file of its last build stays.
    """
    try:
        document = reading.read(article, job.options)
    except L10nFlowError as failure:
        return ArticleBuilt(article.name, failures=(failure,))
    source = reading.language(document, job.project.config)
    desk = _Desk(job, article, document, source)
    desk.files[desk.name(article.path)] = digest_of(document.text)
    for warned in document.warnings:
        shown = job.project.shown(article.path)
        desk.notes[f"{document.place(warned.offset, shown)}: {warned.message}"] = None
    versions = _versions(desk)
    editions = []
    for locale, version in versions.items():
        if locale in job.locales:
            editions.append(_publish(desk, version, versions))
    record = None if desk.failures or desk.findings else Record(desk.files, tuple(desk.notes))
    return ArticleBuilt(
        article.name, record, tuple(editions), tuple(desk.findings), tuple(desk.failures)
    )


def _versions(desk: _Desk) -> dict[str, _Version]:
    """The article in every language of the project, each with what its policy says about it."""
    project = desk.job.project
    found = {}
    for locale in dict.fromkeys((desk.source, *project.languages)):
        try:
            entries = {} if locale == desk.source else _entries(desk, locale)
        except L10nFlowError as failure:
            if locale in desk.job.locales:
                desk.failures.append(failure)
            nothing = select(desk.document, {}, desk.job.rules(locale).least, frozenset())
            found[locale] = _Version(locale, {}, nothing, "failed")
            continue
        version = _Version(locale, entries, _selected(desk, locale, entries, frozenset()))
        version.outcome = _verdict(desk, version)
        found[locale] = version
    return found


def _entries(desk: _Desk, locale: str) -> Mapping[Key, Entry]:
    path = desk.job.project.catalog_path(desk.article, locale)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        desk.files[desk.name(path)] = ABSENT
        return {}
    except OSError as error:
        raise reading.unreadable(path, error) from error
    desk.files[desk.name(path)] = digest_of(data)
    return store.parse(store.decode(data, path), path, locale).live


def _selected(
    desk: _Desk, locale: str, entries: Mapping[Key, Entry], refused: frozenset[Key]
) -> Selection:
    return select(desk.document, entries, desk.job.rules(locale).least, refused)


def _verdict(desk: _Desk, version: _Version) -> Outcome | None:
    """Why the version is not written; None when it is."""
    if version.locale == desk.source:
        return None
    rules = desk.job.rules(version.locale)
    progress = version.selection.progress
    if progress.translated < progress.segments:
        if rules.untranslated == "hide-article":
            return "hidden"
        if rules.untranslated == "fail":
            return "failed"
    return "kept" if version.selection.percent < rules.threshold else None


def _publish(desk: _Desk, version: _Version, versions: Mapping[str, _Version]) -> EditionBuilt:
    """Write one edition, or say why not. A translation that `render` refuses counts as none."""
    refused: frozenset[Key] = frozenset()
    path = desk.job.edition_path(desk.article, version.locale)
    while version.outcome is None:
        try:
            written = _written(desk, version, versions)
        except L10nFlowError as failure:
            desk.failures.append(failure)
            version.outcome = "failed"
            break
        fresh = {refusal.slot.segment.key for refusal in written.refusals} - refused
        if not fresh:
            version.outcome = _put(desk, path, written.text)
            break
        for refusal in written.refusals:
            _tell(desk, version, refusal)
        refused |= fresh
        version.selection = _selected(desk, version.locale, version.entries, refused)
        version.outcome = _verdict(desk, version)
    progress = version.selection.progress
    if version.outcome == "failed" and desk.job.rules(version.locale).untranslated == "fail":
        missing = progress.segments - progress.translated
        if missing:
            desk.findings.append(_unfinished(desk, version, missing))
    is_source = version.locale == desk.source
    shown = desk.job.project.shown(path)
    status = "source" if is_source else progress.status
    percent = 100 if is_source else version.selection.percent
    outcome = version.outcome or "failed"
    return EditionBuilt(desk.article.name, version.locale, shown, outcome, status, percent)


def _unfinished(desk: _Desk, version: _Version, missing: int) -> L10nFlowError:
    return L10nFlowError(
        f"{missing} of {version.selection.progress.segments} segments are not ready in "
        f"{version.locale}, so there is no edition",
        Place(desk.job.project.catalog_path(desk.article, version.locale)),
        hint="finish them, or set publish.untranslated in l10n-flow.yaml",
    )


def _tell(desk: _Desk, version: _Version, refusal: Refusal) -> None:
    """Words that somebody vouches for and that cannot be used are a finding; a draft is a draft."""
    job = desk.job
    key = refusal.slot.segment.key
    shown = key.source if len(key.source) <= SHOWN else key.source[: SHOWN - 1] + "…"
    catalog = job.project.shown(job.project.catalog_path(desk.article, version.locale))
    if version.entries[key].state <= State.DRAFT:
        where = desk.document.place(refusal.slot.start, job.project.shown(desk.article.path))
        desk.notes[f"{where}: the {version.locale} draft of “{shown}” {refusal.reason}"] = None
        return
    finding = L10nFlowError(
        f"the {version.locale} translation of “{shown}” {refusal.reason}",
        desk.document.place(refusal.slot.start, desk.article.path),
        hint=f"mend it in {catalog.as_posix()}; until then the segment counts as untranslated",
    )
    desk.findings.append(finding)


SHOWN = 60
"""Characters of a source that a message quotes."""


def _written(desk: _Desk, version: _Version, versions: Mapping[str, _Version]) -> Written:
    if desk.job.bare:
        facts = Facts(version.locale, desk.source, "")
        edition = Edition(desk.document, version.selection, facts, desk.job.rules(version.locale))
        return BARE[desk.job.to](edition)
    return EDITIONS[desk.job.to](_edition(desk, version, versions))


def _edition(desk: _Desk, version: _Version, versions: Mapping[str, _Version]) -> Edition:
    job, document, locale = desk.job, desk.document, version.locale
    rules = job.rules(locale)
    front = document.front
    progress = None if locale == desk.source else version.selection.progress
    told = None
    if progress is not None:
        omits = rules.untranslated == "omit"
        own = job.words.get(locale)
        told = notice(progress, locale, desk.source, omitted=omits, words=own)
    date = front.value("date") if front else None
    facts = Facts(
        locale,
        desk.source,
        digest(document.text.decode()),
        words=_words(document, version.selection),
        day=parse_date(date) if date else None,
        progress=progress,
        alternates=_alternates(desk, locale, versions),
        labels=_labels(desk, locale),
        notice=told if rules.notice == "front-matter" else None,
    )
    fields = job.frozen.get(locale, Frozen()).articles.get(desk.article.name, {})
    return Edition(_relinked(desk, locale), version.selection, facts, rules, fields, told)


def _words(document: Document, selection: Selection) -> int:
    shown = selection.translations
    return words("\n".join([shown.get(s.segment.key, s.segment.source) for s in document.slots]))


def _labels(desk: _Desk, locale: str) -> Mapping[str, str | list[str]]:
    front = desk.document.front
    if front is None or not desk.job.taxonomy.parts:
        return {}
    return labels(
        front,
        desk.job.taxonomy,
        desk.job.project.config.taxonomy.fields,
        locale,
        lambda offset: desk.document.place(offset, desk.article.path),
    )


def _alternates(desk: _Desk, locale: str, versions: Mapping[str, _Version]) -> dict[str, str]:
    """The other languages in which the article is, or still is, published."""
    places = {
        tag: PurePosixPath(tag, desk.article.relative)
        for tag in (desk.source, *desk.job.project.languages)
        if _is_there(desk, versions[tag])
    }
    return alternates(PurePosixPath(locale, desk.article.relative), places)


def _is_there(desk: _Desk, version: _Version) -> bool:
    if version.outcome in (None, "written", "current"):
        return True
    return desk.job.edition_path(desk.article, version.locale).exists()


def _put(desk: _Desk, path: Path, data: bytes) -> Outcome:
    """The file holds the bytes; it is not touched when it holds them already."""
    desk.files[desk.name(path)] = digest_of(data)
    try:
        if path.read_bytes() == data:
            return "current"
    except OSError:
        pass
    if not desk.job.dry_run:
        replace_file(path, data, durable=False)
    return "written"


# Links


def _relinked(desk: _Desk, locale: str) -> Document:
    """The document with links that work from the edition's place; what it shows lies beside it."""

    def resolve(path: str, link: Link) -> str | None:
        return _resolved(desk, locale, path, link)

    for field_ in desk.document.front.fields if desk.document.front else ():
        path = target_path(field_.value, desk.article.relative)
        if path is not None and posixpath.splitext(path)[1] and path not in desk.job.articles:
            _show(desk, locale, path)  # an image that a page's template shows
    splices = relinked(desk.document, desk.article.relative, resolve)
    if not splices:
        return desk.document
    text = splice(desk.document.text, splices)
    return documents.read(text, desk.article.path, desk.job.options)


def _resolved(desk: _Desk, locale: str, path: str, link: Link) -> str | None:
    """What a link to a path in the content folder must say instead; None when it is right."""
    job = desk.job
    here = posixpath.dirname(posixpath.join(locale, desk.article.relative))
    other = job.articles.get(path)
    if other is not None:
        desk.files.setdefault(desk.name(other.path), PRESENT)
        language = _language_of_edition(desk, other, locale)
        return None if language == locale else posixpath.relpath(f"{language}/{path}", here)
    content = job.project.content
    target = content / path
    if not target.is_file():
        desk.files[desk.name(target)] = ABSENT
        if posixpath.splitext(path)[1] and "{" not in path:
            shown = job.project.shown(desk.article.path)
            where = desk.document.place(max(link.start, 0), shown)
            desk.notes[f"{where}: links to '{link.target}', which does not exist"] = None
        return None
    if path.startswith("../") or not target.resolve().is_relative_to(content.resolve()):
        inside = target.resolve().is_relative_to(job.project.root.resolve())
        folder = job.edition_path(desk.article, locale).parent.as_posix()
        return posixpath.relpath(posixpath.normpath(target.as_posix()), folder) if inside else None
    _show(desk, locale, path)
    return None


def _show(desk: _Desk, locale: str, path: str) -> None:
    """The file, if it is one of the content folder's, lies beside the edition too."""
    content = desk.job.project.content
    source = content / path
    try:
        if not source.is_file() or not source.resolve().is_relative_to(content.resolve()):
            return
        data = source.read_bytes()
    except (OSError, ValueError):
        return  # a name that no file can have, or a file that nobody may read
    desk.files[desk.name(source)] = digest_of(data)
    _put(desk, desk.job.out / locale / path, data)


def _language_of_edition(desk: _Desk, other: Article, locale: str) -> str:
    """The language in which a link to another article finds it: this one, else its own."""
    rules = desk.job.rules(locale)
    if rules.untranslated in ("source", "omit") and rules.threshold == 0:
        return locale
    try:
        document = reading.read(other, desk.job.options)
        own = reading.language(document, desk.job.project.config)
        if own == locale:
            return locale
        theirs = _Desk(desk.job, other, document, own, desk.files)
        entries = _entries(theirs, locale)
    except L10nFlowError:
        return locale
    desk.files[desk.name(other.path)] = digest_of(document.text)
    version = _Version(locale, entries, _selected(theirs, locale, entries, frozenset()))
    there = _verdict(theirs, version) is None or desk.job.edition_path(other, locale).exists()
    return locale if there else own
