"""What only a look at all articles can find: two translations of one text, addresses that meet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from l10n_flow.catalogs import store
from l10n_flow.checks.across import Across, Place, Slug, divided, duplicate_slugs, inconsistent
from l10n_flow.editions import frozen
from l10n_flow.errors import FileError, L10nFlowError
from l10n_flow.files import bytes_of
from l10n_flow.model import Finding, Key
from l10n_flow.project import Article, Project
from l10n_flow.workflow.checking.article import (
    CheckContext,
    Checked,
    catalog_in,
    record_of,
    restored,
)
from l10n_flow.workflow.incremental.ledger import Ledger, digest_of, remember
from l10n_flow.workflow.incremental.parallel import Progress
from l10n_flow.workflow.status import orphans
from l10n_flow.workflow.words import own_words

__all__ = ["Beyond", "across", "site_words", "unowned"]


class Beyond(NamedTuple):
    """What was found across articles."""

    findings: tuple[Finding, ...]
    failures: Mapping[str, L10nFlowError]
    """By language, why its addresses could not be compared: its `frozen.yaml` is damaged."""


def across(
    job: CheckContext,
    articles: Sequence[Article],
    done: Sequence[Checked],
    ledger: Ledger,
    show: Progress,
) -> Beyond:
    """What needs all catalogs of a language; from the ledger when none of them has changed.

    Only catalogs that share a text with other words are read again.
    """
    frozen_values = [_digest(job.project.frozen_path(tag)) for tag in job.locales]
    known = [one.state for one in done]
    state = digest_of(repr((known, frozen_values)).encode())
    record = ledger.record(state)
    stored_findings = restored("", record) if record else None
    if stored_findings is not None:
        return Beyond(stored_findings.findings, {})
    found: list[Finding] = []
    failures: dict[str, L10nFlowError] = {}
    for number, locale in enumerate(job.locales):
        show("Comparing", number, len(job.locales))
        slugs: list[Slug] = []
        try:
            slugs += _slugs(job.project, locale, [article.name for article in articles])
        except L10nFlowError as failure:
            failures[locale] = failure
        found += _in_language(job, articles, done, locale, slugs)
    ledger.drop_others(())
    if not failures:
        ledger.enter(state, record_of(Checked("", findings=tuple(found))))
    remember(ledger)
    return Beyond(tuple(found), failures)


def _in_language(
    job: CheckContext,
    articles: Sequence[Article],
    done: Sequence[Checked],
    locale: str,
    slugs: Sequence[Slug],
) -> Iterator[Finding]:
    project = job.project
    by_article = {one.article: one.wordings[locale] for one in done if locale in one.wordings}
    torn = divided(by_article)
    catalogs = {
        article.name: opened
        for article in articles
        if article.name in torn
        and (opened := _opened(project.catalog_path(article, locale), locale)) is not None
    }
    places = [Place(name, entry) for name, opened in catalogs.items() for entry in opened.entries]
    for one in (*inconsistent(places), *duplicate_slugs(slugs)):
        finding = _finding(job, locale, one, catalogs)
        if finding is not None:
            yield finding


def _digest(path: Path) -> str:
    """Of the file's bytes, "" when it cannot be read: who loads it is told why."""
    try:
        return digest_of(bytes_of(path) or b"")
    except FileError:
        return ""


class _OpenedCatalog:
    """A catalog that is read again."""

    def __init__(self, path: Path, data: bytes, locale: str) -> None:
        self.path = path
        self.entries = tuple(catalog_in(data, path, locale).live.values())
        self._data = data

    @cached_property
    def lines(self) -> Mapping[Key, int]:
        """Where each entry is."""
        return store.lines(self._data, self.path)


def _opened(path: Path, locale: str) -> _OpenedCatalog | None:
    """The catalog; None when somebody has broken or deleted it since it was checked."""
    try:
        data = bytes_of(path)
        return None if data is None else _OpenedCatalog(path, data, locale)
    except L10nFlowError:
        return None


def _slugs(project: Project, locale: str, names: Iterable[str]) -> Iterator[Slug]:
    """Yield the articles' addresses; raises `ConfigError` or `FileError`."""
    path = project.frozen_path(locale)
    if bytes_of(path) is None:
        return
    articles = frozen.load(path).articles
    for name in names:
        slug = articles.get(name, {}).get("slug")
        if slug:
            yield Slug(name, PurePosixPath(name).parent.as_posix(), slug)


def _finding(
    job: CheckContext, locale: str, one: Across, catalogs: Mapping[str, _OpenedCatalog]
) -> Finding | None:
    severity = job.severity(one.check, locale, one.article, one.entry)
    if severity is None:
        return None
    entry, path, line = one.entry, job.project.frozen_path(locale), None
    if entry is not None:
        opened = catalogs[one.article]
        path, line = opened.path, opened.lines.get(entry.key)
    return Finding(
        one.check,
        severity,
        one.article,
        locale,
        one.message,
        job.project.relative(path),
        line,
        entry.key if entry else None,
        entry.target if entry else "",
        detail=one.detail,
    )


def unowned(job: CheckContext, articles: Sequence[Article]) -> Iterator[Finding]:
    """Yield a finding for every catalog that belongs to no article, under the name it has."""
    project = job.project
    for locale in job.locales:
        if job.severity("orphan", locale) is None:
            continue
        folder = project.relative(project.catalogs) / locale / "LC_MESSAGES"
        for path in orphans(project, articles, [locale]):
            name = path.relative_to(folder).as_posix().removesuffix(".po")
            message = "no article belongs to this catalog"
            severity = job.severity("orphan", locale, name)
            if severity is not None:
                yield Finding("orphan", severity, name, locale, message, path)


def site_words(job: CheckContext) -> Iterator[Finding]:
    """Yield a finding for words of the project's own that notices and pages cannot use."""
    for locale in job.locales:
        severity = job.severity("site-words", locale, "site")
        if severity is None:
            continue
        for fault in own_words(job.project, locale).faults:
            path, line = job.project.catalogs, None
            if fault.where is not None:
                path, line = fault.where.path, fault.where.line
            where = job.project.relative(path)
            yield Finding(
                "site-words", severity, "site", locale, fault.what, where, line, detail=fault.what
            )
