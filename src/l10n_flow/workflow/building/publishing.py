"""One article's editions: written, linked with each other, put where they belong."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from l10n_flow.documents import Document, Refusal, Warned
from l10n_flow.editions import Edition, EditionWords, Written
from l10n_flow.editions.edition import DerivedFacts, alternates, day_of_name, notice
from l10n_flow.editions.frozen import Frozen
from l10n_flow.editions.omissions import can_go
from l10n_flow.errors import (
    ConfigError,
    DocumentError,
    L10nFlowError,
    Place,
    PluginError,
    UnheldError,
)
from l10n_flow.language.calendars import parse_date
from l10n_flow.language.counting import words
from l10n_flow.model import State, digest
from l10n_flow.project import Article
from l10n_flow.workflow import articlefiles
from l10n_flow.workflow.building.context import (
    ArticleWork,
    BuildContext,
    JoinedFile,
    Outcome,
    Version,
    is_there,
    judge,
    may_change,
    note_found,
    versions,
)
from l10n_flow.workflow.building.linking import (
    Linked,
    linked,
    note_dead_fragments,
    show,
)
from l10n_flow.workflow.incremental.ledger import Packed, Products, Record, packed
from l10n_flow.workflow.words import wanting


class EditionBuilt(NamedTuple):
    """What `build` did about one edition."""

    article: str
    locale: str
    place: str
    """Its path, with `/`; relative to the root when it is inside."""
    outcome: Outcome
    status: str
    """"source", or `Progress.status`."""
    percent: int | None
    """The percentage of segments shown in the language, rounded down; None where it is unknown,
    because the catalog or a label cannot be read."""

    @property
    def path(self) -> Path:
        """Its place as a `Path`."""
        return Path(self.place)

    @property
    def is_held(self) -> bool:
        """Whether this build published no page."""
        return self.outcome not in ("written", "current")


@dataclass(frozen=True, slots=True)
class ArticleBuilt:
    """One article's part of the report, and its record for the ledger."""

    article: str
    record: Packed | None = None
    """None when the work must be done again because there is something to correct."""
    products: Products | None = None
    """The files that this work has put into the output folder; None when they are not known."""
    editions: tuple[EditionBuilt, ...] = ()
    notes: tuple[str, ...] = ()
    """Warnings for the author."""
    findings: tuple[L10nFlowError, ...] = ()
    """Translations that have to be corrected; the edition is built without them."""
    failures: tuple[L10nFlowError, ...] = ()


@dataclass(frozen=True, slots=True)
class _PublishedPage:
    """An edition's text, and the files that must lie beside it."""

    text: bytes
    files: tuple[str, ...]
    card: str = ""


def build_article(context: BuildContext, article: Article) -> ArticleBuilt:
    """Build the editions of one article in the context's languages; write those that changed.

    An edition that cannot be built is among the failures, and the file of its last build stays.
    """
    files: dict[str, str] = {}
    try:
        document, source = context.opened(article, files)
    except L10nFlowError as failure:
        return ArticleBuilt(article.name, failures=(failure,))
    work = ArticleWork(context, article, document, source, files)
    for warned in document.warnings:
        where = document.place(warned.offset, context.project.relative(article.path))
        work.notes[f"{where}: {warned.message}"] = None
    try:
        found = versions(work)
        if not context.bare:
            note_found(work, found)
            published = [version for version in found.values() if version.locale in context.locales]
            if document.links or any(map(_may_link, published)):
                note_dead_fragments(work, published)
        pages = _pages(work, found)
    except L10nFlowError as failure:
        return ArticleBuilt(article.name, failures=(failure,))
    wanted = [
        loc for loc in found if loc in context.locales and not context.is_in_place(loc, source)
    ]
    if context.whole is not None:
        _put_whole(work, context.whole, found, pages)
        pages = {}
    editions = [_put(work, found[loc], pages.get(loc)) for loc in wanted]
    notes = tuple(work.notes)
    record = None
    if not work.failures and not work.findings:
        held = tuple([(e.locale, e.outcome) for e in editions if e.is_held])
        record = packed(Record(work.files, notes, held))
    return ArticleBuilt(
        article.name,
        record,
        work.products,
        tuple(editions),
        notes,
        tuple(work.findings),
        tuple(work.failures),
    )


def _may_link(version: Version) -> bool:
    """Whether the translations of a version may contain links with fragments."""
    return any("#" in words for words in version.selection.translations.values())


def _pages(work: ArticleWork, found: Mapping[str, Version]) -> Mapping[str, _PublishedPage]:
    """The text of every published edition; each links to the others.

    Writing one can show that it may not be published: then the others are written again.
    """
    wanted = [v for v in found.values() if v.locale in work.context.locales or may_change(work, v)]
    wanted = [v for v in wanted if not work.context.is_in_place(v.locale, work.source)]
    has_links = work.document.links or work.document.front
    is_linked = has_links and not work.context.bare
    links = {v.locale: linked(work, v.locale) for v in wanted} if is_linked else {}
    while True:
        before = [version.outcome for version in found.values()]
        pages = {}
        for version in wanted:
            page = _page(work, version, found, links.get(version.locale, Linked(work.document)))
            if page is not None:
                pages[version.locale] = page
        if [version.outcome for version in found.values()] == before:
            return pages


def _page(
    work: ArticleWork, version: Version, found: Mapping[str, Version], link: Linked
) -> _PublishedPage | None:
    """One edition; None when it may not be published. A refused translation counts as missing."""
    while version.outcome is None:
        try:
            written = _written(work, version, found, link)
        except UnheldError as reason:
            version.outcome = "failed"
            work.notes[str(reason)] = None
            return None
        except (ConfigError, PluginError) as failure:  # a template of the project
            version.outcome = "failed"
            if version.locale in work.context.locales:
                work.failures.append(failure)
            return None
        refused = frozenset(refusal.slot.segment.key for refusal in written.refusals)
        if refused <= version.refused:
            if written.unsound is not None:
                _fail(work, version, written.unsound)
                return None
            _note_lost(work, version, link.document, written.lost)
            for remark in written.remarks:
                where = link.document.place(
                    remark.offset, work.context.project.relative(work.article.path)
                )
                work.notes[f"{where}: {remark.message}"] = None
            return _PublishedPage(written.text, link.files, written.card)
        if version.locale in work.context.locales:
            for refusal in written.refusals:
                _report(work, version, refusal)
        judge(work, version, refused)
    return None


def _note_lost(
    work: ArticleWork, version: Version, document: Document, lost: Iterable[Warned]
) -> None:
    if version.locale not in work.context.locales:
        return
    for warned in lost:
        where = document.place(warned.offset, work.context.project.relative(work.article.path))
        work.notes[f"{where}: in {version.locale} {warned.message}"] = None


def _fail(work: ArticleWork, version: Version, unsound: Warned) -> None:
    """Record a failed edition: it is not written, and the last one stays."""
    version.outcome = "failed"
    if version.locale in work.context.locales:
        failure = DocumentError(
            f"no edition in {version.locale}: {unsound.message}",
            work.document.place(unsound.offset, work.article.path),
            hint=unsound.hint,
        )
        work.failures.append(failure)


def _put_whole(
    work: ArticleWork,
    whole: JoinedFile,
    found: Mapping[str, Version],
    pages: Mapping[str, _PublishedPage],
) -> None:
    """Write all editions of the article into one file."""
    product = work.context.product(work.article, work.source, work.source)
    stay = [v.locale for v in found.values() if v.outcome in ("kept", "lost", "failed")]
    texts = {locale: page.text for locale, page in pages.items()}
    try:
        held = work.read(work.context.out / product)
        if not texts and held is None:
            return  # the output cannot contain the article
        data = whole.joined(work.article.name, work.source, texts, held, stay)
        outcome = work.put("", product, data)
    except L10nFlowError as failure:
        work.failures.append(failure)
        outcome = "failed"
    for locale in pages:
        found[locale].outcome = outcome


def _put(work: ArticleWork, version: Version, page: _PublishedPage | None) -> EditionBuilt:
    """Write one edition and the files that it shows; or return the outcome without it."""
    product = work.context.product(work.article, version.locale, work.source)
    progress = version.selection.progress
    if page is not None:
        try:
            version.outcome = work.put(version.locale, product, page.text, page.card)
            for path in page.files:
                show(work, version.locale, path)
        except L10nFlowError as failure:
            work.failures.append(failure)
    if version.outcome == "failed" and version.is_unfinished:
        work.findings.append(_unfinished(work, version))
    is_source = version.locale == work.source
    percent = 100 if is_source else version.selection.percent
    return EditionBuilt(
        work.article.name,
        version.locale,
        work.context.project.named(work.context.out / product),
        version.outcome or "failed",
        "source" if is_source else progress.status,
        percent if version.is_read else None,
    )


def _unfinished(work: ArticleWork, version: Version) -> L10nFlowError:
    progress = version.selection.progress
    return L10nFlowError(
        f"{progress.segments - progress.translated} of {progress.segments} segments are not ready "
        f"in {version.locale}, so there is no edition",
        Place(work.context.project.catalog_path(work.article, version.locale)),
        hint="finish them, or set publish.untranslated in l10n-flow.yaml",
    )


MAX_EXCERPT = 60
"""The maximum number of characters of a source that a message quotes."""


def _report(work: ArticleWork, version: Version, refusal: Refusal) -> None:
    """Report a translation that cannot be used: as a finding, or as a note when it is a draft."""
    context = work.context
    key = refusal.slot.segment.key
    excerpt = key.source if len(key.source) <= MAX_EXCERPT else key.source[: MAX_EXCERPT - 1] + "…"
    catalog = context.project.relative(context.project.catalog_path(work.article, version.locale))
    if version.entries[key].state <= State.DRAFT:
        where = work.document.place(refusal.slot.start, context.project.relative(work.article.path))
        work.notes[f"{where}: the {version.locale} draft of “{excerpt}” {refusal.reason}"] = None
        return
    finding = L10nFlowError(
        f"the {version.locale} translation of “{excerpt}” {refusal.reason}",
        work.document.place(refusal.slot.start, work.article.path),
        hint=f"correct it in {catalog.as_posix()}; until then the segment counts as untranslated",
    )
    work.findings.append(finding)


def _written(
    work: ArticleWork, version: Version, found: Mapping[str, Version], link: Linked
) -> Written:
    context = work.context
    rules = context.rules_for(work.document, version.locale)
    if context.bare:
        facts = DerivedFacts(version.locale, work.source, "")
        return context.write(Edition(link.document, version.selection, facts, rules))
    return context.write(_edition(work, version, found, link))


def _edition(
    work: ArticleWork, version: Version, found: Mapping[str, Version], link: Linked
) -> Edition:
    context, locale, document = work.context, version.locale, link.document
    rules = context.rules_for(document, locale)
    is_menu = work.article.relative in context.options.dialect.menus
    if is_menu:  # a program parses its lines: a comment in one stops the build of the whole book
        rules = replace(rules, untranslated="source")
    progress = None if locale == work.source else version.selection.progress
    omits, own_notice = False, None
    if progress is not None:
        omits = rules.untranslated == "omit"
        own = context.words.get(locale)
        own_notice = (
            None if is_menu else notice(progress, locale, work.source, omitted=omits, words=own)
        )
        if own_notice and own and own_notice.lang == "en" and (lack := wanting(own, locale)):
            work.notes[lack] = None
    facts = DerivedFacts(
        locale,
        work.source,
        digest(work.document.text.decode()),
        words=_words(document, version.selection, omits=omits),
        day=_day(work),
        updated=_first_date(work, "updated", "lastmod", "modified"),
        dates=context.project.config.policy(locale).dates,
        progress=progress,
        alternates=_alternates(work, locale, found),
        labels=version.labels,
        notice=own_notice if rules.notice == "front-matter" else None,
        catalog=_catalog(work, locale),
    )
    fields = context.frozen.get(locale, Frozen()).articles.get(work.article.name, {})
    files = frozenset(link.files)
    return Edition(
        document,
        version.selection,
        facts,
        rules,
        fields,
        own_notice,
        work.article.relative,
        context.product(work.article, locale, work.source),
        lambda path: work.read(context.project.content / path) if path in files else None,
    )


def _catalog(work: ArticleWork, locale: str) -> str:
    """The digest of the catalog's file that was read; "" for the article's own language."""
    path = work.context.project.catalog_path(work.article, locale)
    return "" if locale == work.source else work.files.get(work.name(path), "")[:12]


def _words(document: Document, selection: EditionWords, *, omits: bool) -> int:
    """The words that the edition shows, for its reading time."""
    translations = selection.translations
    texts = [
        translations.get(slot.segment.key, slot.segment.source)
        for slot in document.slots
        if not omits or slot.segment.key in translations or not can_go(slot)
    ]
    return words("\n".join(texts))


def _alternates(work: ArticleWork, locale: str, found: Mapping[str, Version]) -> dict[str, str]:
    """The other languages in which the article is, or still is, published."""
    places = {
        version.locale: PurePosixPath(
            work.context.product(work.article, version.locale, work.source)
        )
        for version in found.values()
        if version.locale != locale and is_there(work, version)
    }
    here = work.context.product(work.article, locale, work.source)
    return alternates(PurePosixPath(here), places)


def _day(work: ArticleWork) -> dt.date | None:
    """The article's date, else that of its name; adds a warning for each that cannot be read."""
    relative = work.context.project.relative(work.article.path)
    for start, message in articlefiles.bad_dates(work.document, work.context.project.config):
        work.notes[f"{work.document.place(start, relative)}: {message}"] = None
    return _first_date(work, "date") or day_of_name(work.article.relative)


def _first_date(work: ArticleWork, *names: str) -> dt.date | None:
    """The date in the first of these fields that has one."""
    front = work.document.front
    values = [front.value(name) for name in names] if front else []
    return next(filter(None, (parse_date(value) for value in values if value)), None)
