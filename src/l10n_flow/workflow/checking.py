"""One article's translations through the checks: what `check` does for each, in any process."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path

from l10n_flow.catalogs import store
from l10n_flow.checks.concerns import CONCERNS
from l10n_flow.checks.pair import Pair, Policy
from l10n_flow.checks.running import Found, Selection, checked
from l10n_flow.checks.suppress import EVERYTHING, listens, silenced
from l10n_flow.config import Checking, Silence
from l10n_flow.documents import Document, ParseOptions
from l10n_flow.errors import L10nFlowError
from l10n_flow.files import bytes_of
from l10n_flow.language import words
from l10n_flow.model import Catalog, Entry, Finding, Key, Segment, Severity, State
from l10n_flow.project import Article, Project
from l10n_flow.reports import Completeness
from l10n_flow.workflow import consistency, reading
from l10n_flow.workflow.ledger import ABSENT, digest_of

__all__ = ["Checked", "Job", "check_article", "is_silenced"]

HALF = 0.5
"""Of an article's words, from which on a machine's share of them is told."""


@dataclass(frozen=True, slots=True)
class Job:
    """What every piece of work needs to know; processes inherit it."""

    project: Project
    options: ParseOptions
    locales: tuple[str, ...]
    active: Mapping[str, Selection]
    """By language, the checks that are switched on."""
    policies: Mapping[str, Policy]
    labels: consistency.Labels

    @property
    def settings(self) -> Checking:
        """The project's."""
        return self.project.config.check

    def severity(self, concern: str, locale: str) -> Severity | None:
        """How grave what is found beyond pairs is; None when nobody wants to know."""
        row = CONCERNS[concern]
        chosen = self.settings.judged(locale).severity
        return chosen.get(concern, row.severity if row.by_default else None)


@dataclass(frozen=True, slots=True)
class Checked:
    """One article's part of the report, and its record for the ledger."""

    article: str
    findings: tuple[Finding, ...] = ()
    completeness: tuple[Completeness, ...] = ()
    failures: tuple[L10nFlowError, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    """What was read, with its digest."""


def check_article(job: Job, article: Article) -> Checked:
    """All that is to be said about one article, in the job's languages."""
    desk = _Desk(job, article)
    try:
        document = reading.read(article, job.options)
        language = reading.language(document, job.project.config)
    except L10nFlowError as failure:
        return Checked(article.name, failures=(failure,))
    desk.see(article.path, document.text)
    locales = [locale for locale in job.project.targets(language) if locale in job.locales]
    rows = [_translation(desk, document, language, locale) for locale in locales]
    _compare_editions(desk, document)
    return Checked(
        article.name,
        tuple(one for one in desk.findings if not is_silenced(job.settings.silences, one)),
        tuple(row for row in rows if row is not None),
        tuple(desk.failures),
        desk.files,
    )


@dataclass(slots=True)
class _Desk:
    """The work on one article."""

    job: Job
    article: Article
    findings: list[Finding] = field(default_factory=list)
    failures: list[L10nFlowError] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)

    def see(self, path: Path, data: bytes | None) -> None:
        """The ledger will know of a file that was read."""
        name = self.job.project.shown(path).as_posix()
        self.files[name] = ABSENT if data is None else digest_of(data)

    def concern(
        self,
        name: str,
        locale: str,
        message: str,
        path: Path,
        *,
        line: int | None = None,
        entry: Entry | None = None,
        detail: str = "",
    ) -> None:
        """Something was found beyond a pair of texts, if anybody wants to know."""
        severity = self.job.severity(name, locale)
        if severity is None:
            return
        self.findings.append(
            Finding(
                name,
                severity,
                self.article.name,
                locale,
                message,
                self.job.project.shown(path),
                line,
                entry.key if entry else None,
                entry.target if entry else "",
                detail=detail,
            )
        )


@dataclass
class _Translated:
    """One catalog of the article."""

    desk: _Desk
    locale: str
    path: Path
    data: bytes
    catalog: Catalog

    @cached_property
    def lines(self) -> Mapping[Key, int]:
        """Where each entry is; worked out when something was found."""
        return store.lines(self.data, self.path)


def _translation(
    desk: _Desk, document: Document, language: str, locale: str
) -> Completeness | None:
    """How far a translation is; what is wrong with it is on the desk. None when it has nothing."""
    segments = {segment.key: segment for segment in document.segments}
    if not segments:
        return None
    path = desk.job.project.catalog_path(desk.article, locale)
    try:
        data = bytes_of(path)
        desk.see(path, data)
        catalog = None if data is None else store.parse(data, path, locale)
    except L10nFlowError as failure:
        desk.failures.append(failure)
        catalog = data = None
    else:
        if catalog is None:
            desk.concern("no-catalog", locale, f"there is no catalog in {locale} yet", path)
    if data is not None and catalog is not None:
        translated = _Translated(desk, locale, path, data, catalog)
        _compare(translated, segments)
        _check_entries(translated, segments, language)
        _ask_where_from(translated, segments)
    return _completeness(desk.article, locale, segments, catalog)


def _completeness(
    article: Article, locale: str, segments: Mapping[Key, Segment], catalog: Catalog | None
) -> Completeness:
    live = {} if catalog is None else catalog.live
    counts, sizes = [0] * 4, [0] * 4
    for key in segments:
        state = live[key].state if key in live else State.UNTRANSLATED
        counts[state] += 1
        sizes[state] += words(key.source)
    return Completeness(
        locale,
        article.name,
        (counts[0], counts[1], counts[2], counts[3]),
        (sizes[0], sizes[1], sizes[2], sizes[3]),
    )


def _compare(translated: _Translated, segments: Mapping[Key, Segment]) -> None:
    """Whether the catalog is that of the article as it stands."""
    live = translated.catalog.live.keys()
    new, gone = len(segments.keys() - live), len(live - segments.keys())
    if new or gone:
        message = f"the article was changed since sync: {new} new texts, {gone} gone"
        translated.desk.concern("out-of-date", translated.locale, message, translated.path)


def _check_entries(translated: _Translated, segments: Mapping[Key, Segment], language: str) -> None:
    job, locale = translated.desk.job, translated.locale
    active, policy = job.active[locale], job.policies[locale]
    for key, entry in translated.catalog.live.items():
        segment = segments.get(key)
        if segment is None or not entry.target:
            continue
        pair = Pair(
            entry.source,
            entry.target,
            language,
            locale,
            segment.kind,
            entry.state,
            {str(n): one.value for n, one in enumerate(segment.placeholders, 1)},
            policy,
        )
        found = checked(pair, active)
        if found:
            _tell(translated, entry, found)


def _tell(translated: _Translated, entry: Entry, found: Sequence[Found]) -> None:
    silent = silenced(entry) if entry.comments else frozenset()
    if EVERYTHING in silent:
        return
    desk = translated.desk
    shown = desk.job.project.shown(translated.path)
    for check, severity, hit in found:
        if listens(check, silent):
            desk.findings.append(
                Finding(
                    check,
                    severity,
                    desk.article.name,
                    translated.locale,
                    hit.message,
                    shown,
                    translated.lines.get(entry.key),
                    entry.key,
                    entry.target,
                    hit.span,
                    hit.source_span,
                    hit.suggestion,
                    hit.detail,
                )
            )


def _ask_where_from(translated: _Translated, segments: Mapping[Key, Segment]) -> None:
    """Machines' words that readers get, and reviews that are over."""
    desk, locale = translated.desk, translated.locale
    entries = [entry for key, entry in translated.catalog.live.items() if key in segments]
    made = [entry for entry in entries if entry.is_machine_made]
    drafts = sum(entry.fuzzy for entry in made)
    if drafts and desk.job.project.config.policy(locale).least <= State.DRAFT:
        text = "1 machine draft is" if drafts == 1 else f"{drafts} machine drafts are"
        message = f"{text} published without a review"
        desk.concern("machine-draft", locale, message, translated.path)
    whole = sum(words(key.source) for key in segments)
    share = sum(words(entry.source) for entry in made) / whole if whole else 0
    if share >= HALF:
        message = f"{int(share * 100)} % of the words are a machine's, and nobody has changed one"
        desk.concern("machine-share", locale, message, translated.path)
    for entry in entries:
        if _lost_its_review(entry):
            message = f"{entry.origin.reviewer if entry.origin else ''} reviewed another text"
            line = translated.lines.get(entry.key)
            path = translated.path
            desk.concern("review-outdated", locale, message, path, line=line, entry=entry)


def _lost_its_review(entry: Entry) -> bool:
    """Whether somebody vouched for words that are no longer these; drafts say so themselves."""
    origin = entry.origin
    vouched = origin is not None and bool(origin.reviewer)
    return vouched and entry.state is State.TRANSLATED


def _compare_editions(desk: _Desk, document: Document) -> None:
    """What does not agree between the editions that were built is on the desk."""
    job, article = desk.job, desk.article
    locales = job.project.languages
    try:
        editions = consistency.read(job.project, article, locales, job.options)
    except L10nFlowError as failure:
        desk.failures.append(failure)
        return
    for edition in editions:
        desk.see(edition.path, edition.data)
    for one in consistency.compared(job.project, article, document, editions, job.labels):
        if one.locale in job.locales or one.locale not in job.project.config.locales:
            desk.concern(
                one.name, one.locale, one.message, one.path, line=one.line, detail=one.detail
            )


def is_silenced(silences: Sequence[Silence], finding: Finding) -> bool:
    """Whether the configuration says that nobody wants to hear of a finding."""
    return any(_fits(silence, finding) for silence in silences)


def _fits(silence: Silence, finding: Finding) -> bool:
    source = finding.key.source if finding.key else ""
    return (
        finding.check in silence.checks
        and (not silence.locales or finding.locale in silence.locales)
        and (not silence.articles or any(fnmatchcase(finding.article, p) for p in silence.articles))
        and (not silence.sources or any(re.search(p, source) for p in silence.sources))
    )
