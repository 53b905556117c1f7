"""Findings that need all articles: two translations of one text, one address of two articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path, PurePosixPath

from l10n_flow.catalogs import store
from l10n_flow.checks.projectrules import (
    EntryPlace,
    ProjectHit,
    Slug,
    divided,
    duplicate_slugs,
    inconsistent,
)
from l10n_flow.editions import frozen
from l10n_flow.errors import L10nFlowError, Place
from l10n_flow.files.reading import bytes_of
from l10n_flow.model import Finding, Key
from l10n_flow.project import Project
from l10n_flow.workflow.checking.article import catalog_in
from l10n_flow.workflow.checking.check import Checked, CheckScope, ProjectLevelFindings
from l10n_flow.workflow.words import own_words


def project_level(
    scope: CheckScope, done: Sequence[Checked], orphaned: Mapping[str, Sequence[Path]]
) -> ProjectLevelFindings:
    """The findings that need all catalogs of a language, belong to no article, or concern words of
    the project that no page can use.

    Only catalogs that have a text with different translations are read again. `orphaned` are the
    catalogs of no article, by language.
    """
    found: list[Finding] = []
    failures: dict[str, L10nFlowError] = {}
    names = [article.name for article in scope.articles]
    for number, locale in enumerate(scope.locales):
        scope.progress("Comparing", number, len(scope.locales))
        slugs: list[Slug] = []
        try:
            slugs += _slugs(scope.project, locale, names)
        except L10nFlowError as failure:
            failures[locale] = failure
        found += _in_language(scope, done, locale, slugs)
    for locale, paths in orphaned.items():
        found += _unowned(scope, locale, paths)
    found += _site_words(scope)
    return ProjectLevelFindings(tuple(found), failures)


def _in_language(
    scope: CheckScope,
    done: Sequence[Checked],
    locale: str,
    slugs: Sequence[Slug],
) -> Iterator[Finding]:
    project = scope.project
    by_article = {one.article: one.wordings[locale] for one in done if locale in one.wordings}
    torn = divided(by_article)
    catalogs = {
        article.name: opened
        for article in scope.articles
        if article.name in torn
        and (opened := _opened(project.catalog_path(article, locale), locale)) is not None
    }
    places = [
        EntryPlace(name, entry) for name, opened in catalogs.items() for entry in opened.entries
    ]
    for one in (*inconsistent(places), *duplicate_slugs(slugs)):
        yield from _finding(scope, locale, one, catalogs)


class _OpenedCatalog:
    """A catalog that is read again."""

    def __init__(self, path: Path, data: bytes, locale: str) -> None:
        self.path = path
        self.entries = tuple(catalog_in(data, path, locale).live.values())
        self._data = data

    @cached_property
    def lines(self) -> Mapping[Key, int]:
        """The line of each entry."""
        return store.lines(self._data, self.path)


def _opened(path: Path, locale: str) -> _OpenedCatalog | None:
    """The catalog; None when it was damaged or deleted after it was checked."""
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
    scope: CheckScope, locale: str, one: ProjectHit, catalogs: Mapping[str, _OpenedCatalog]
) -> Iterator[Finding]:
    entry, path, line = one.entry, scope.project.frozen_path(locale), None
    if entry is not None:
        opened = catalogs[one.article]
        path, line = opened.path, opened.lines.get(entry.key)
    yield from scope.finding(
        one.check, locale, one.article, one.message, path, line, entry, one.detail
    )


_UNOWNED = (
    "no article belongs to this catalog: l10n-flow sync moves it, if the article was renamed; "
    "else delete it"
)


def _unowned(scope: CheckScope, locale: str, paths: Iterable[Path]) -> Iterator[Finding]:
    """Yield a finding for every catalog that belongs to no article, under the catalog's name."""
    project = scope.project
    folder = project.relative(project.catalogs) / locale / "LC_MESSAGES"
    for path in paths:
        name = path.relative_to(folder).as_posix().removesuffix(".po")
        yield from scope.finding("orphan", locale, name, _UNOWNED, path)


def _site_words(scope: CheckScope) -> Iterator[Finding]:
    """Yield a finding for each of the project's own words that notices and pages cannot use."""
    for locale in scope.locales:
        for fault in own_words(scope.project, locale).faults:
            where = fault.where or Place(scope.project.catalogs)
            yield from scope.finding(
                "site-words", locale, "site", fault.what, where.path, where.line, detail=fault.what
            )
