"""Report the progress of every article in every language. Only a ledger is written."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args

from l10n_flow.errors import L10nFlowError
from l10n_flow.lookup import orphans
from l10n_flow.model import Catalog, Key, State
from l10n_flow.project import Article, Project
from l10n_flow.workflow.incremental.ledger import (
    Ledger,
    Record,
    fingerprint,
    noted,
    packed,
    path_of,
)
from l10n_flow.workflow.incremental.runner import (
    Done,
    Progress,
    Scope,
    begun,
    each_article,
    no_progress,
)

CatalogState = Literal["current", "stale", "missing", "unreadable"]
"""Stale: the article was changed since `sync`; its new texts count as untranslated."""


class Tally(NamedTuple):
    """The number of segments, and the number of words in their sources."""

    segments: int = 0
    words: int = 0


Tallies = tuple[Tally, Tally, Tally, Tally]
"""One for each `State`, in its order."""

NOTHING: Tallies = (Tally(), Tally(), Tally(), Tally())


class EditionStatus(NamedTuple):
    """The progress of one article in one language."""

    locale: str
    catalog: CatalogState
    counts: tuple[int, ...] = (0,) * 8
    """Segments and words for each `State`, in its order; together they are the whole article."""

    @property
    def tallies(self) -> Tallies:
        """The counts by `State`."""
        return _tallies(self.counts)


class ArticleStatus(NamedTuple):
    """One article of the content folder, and its editions."""

    article: Article
    language: str
    """The language that it is written in."""
    size: Tally
    """The tally of its distinct segments: a text that appears twice is translated once."""
    editions: tuple[EditionStatus, ...]


@dataclass(frozen=True, slots=True)
class StatusReport:
    """What `status` found."""

    articles: tuple[ArticleStatus, ...]
    orphans: tuple[Path, ...] = ()
    """Catalogs of articles that are gone, relative to the root; looked for in a whole project."""
    failures: tuple[L10nFlowError, ...] = ()
    totals: Mapping[str, Tallies] = field(default_factory=dict)
    """By language, the tallies of all articles."""

    def total(self, locale: str) -> Tallies:
        """The tallies of all articles in a language."""
        return self.totals.get(locale, NOTHING)

    @property
    def needs_sync(self) -> bool:
        """Whether some catalog is missing or older than its article."""
        return any(catalog in ("stale", "missing") for catalog in self._catalogs())

    @property
    def unreadable(self) -> int:
        """The number of catalogs that cannot be read: no total counts their articles."""
        return sum(catalog == "unreadable" for catalog in self._catalogs())

    def _catalogs(self) -> Iterator[CatalogState]:
        return (edition.catalog for article in self.articles for edition in article.editions)


def status(
    project: Project,
    articles: Sequence[Article],
    locales: Sequence[str],
    *,
    whole: bool = False,
    progress: Progress = no_progress,
) -> StatusReport:
    """The progress of the articles in these languages, from the files on disk.

    An article is not counted in the language that it is written in. `whole` says that `articles`
    are all of the project, so that catalogs without one can be listed. An article that cannot be
    read is left out and is among the failures; a catalog that cannot be read is "unreadable".

    Only a ledger is written, which makes the next call quick.
    """
    scope = Scope(
        project=project,
        locales=tuple(locales),
        articles=articles,
        begun=begun(project),
        progress=progress,
    )
    ledger = Ledger(path_of(project, "status", scope.locales), _mark(scope))
    counts: dict[str, _Counts] = {}
    failures: list[L10nFlowError] = []
    for article, (found, failed) in each_article(
        scope, ledger, _counted, restore=_restored, label="Reading"
    ):
        failures += failed
        if found is not None:
            counts[article.name] = found
    if whole:
        ledger.drop_others(counts)
    ledger.save()  # where it can: the folder may be read-only
    found_ones = [
        ArticleStatus(article, *counts[article.name])
        for article in articles
        if article.name in counts
    ]
    unowned = orphans(project, articles, locales) if whole else ()
    return StatusReport(tuple(found_ones), unowned, tuple(failures), _totals(found_ones))


class _Counts(NamedTuple):
    """An article's status, without the article."""

    language: str
    size: Tally
    editions: tuple[EditionStatus, ...]


_Counted = tuple[_Counts | None, tuple[L10nFlowError, ...]]
"""An article's counts, None when it cannot be read; and the errors of reading."""


def _mark(scope: Scope) -> str:
    """A mark for all inputs except articles and catalogs."""
    config = scope.project.config
    decides = (config.languages, config.article_languages, config.catalogs)
    return fingerprint(config.parsing, *decides, scope.locales)


def _restored(article: Article, record: Record) -> _Counted | None:
    """The counts in an article's record; None when it is malformed."""
    del article
    try:
        language, size, rows = noted(record)
        editions = tuple(
            [EditionStatus(str(at), _state(of), tuple(map(int, counts))) for at, of, counts in rows]
        )
        for edition in editions:
            _tallies(edition.counts)
        return _Counts(str(language), Tally(*map(int, size)), editions), ()
    except (ValueError, TypeError, OverflowError):
        return None


def _state(name: Any) -> CatalogState:
    """Raises `ValueError` for another name."""
    return _CATALOGS[_CATALOGS.index(name)]


_CATALOGS: tuple[CatalogState, ...] = get_args(CatalogState)


def _tallies(counts: Sequence[int]) -> Tallies:
    a, b, c, d, e, f, g, h = counts
    return Tally(a, b), Tally(c, d), Tally(e, f), Tally(g, h)


def _counted(scope: Scope, article: Article) -> Done[_Counted]:
    """An article's counts and the errors of reading; with a record when there are none.

    Modules are imported only when an article is counted: a second call is faster.
    """
    from l10n_flow.language.counting import words  # noqa: PLC0415
    from l10n_flow.workflow import articlefiles  # noqa: PLC0415

    files: dict[str, str] = {}
    failures: list[L10nFlowError] = []
    try:
        document, language = scope.opened(article, files)
    except L10nFlowError as failure:
        return Done((None, (failure,)), None)
    sizes = {s.key: Tally(1, words(s.source)) for s in document.segments}
    editions = []
    for locale in articlefiles.targets(article, document, language, scope.project):
        if locale in scope.locales:
            try:
                editions.append(_edition(scope, article, locale, sizes, files))
            except L10nFlowError as failure:
                failures.append(failure)
                editions.append(EditionStatus(locale, "unreadable"))
    counts = _Counts(language, _sum(sizes.values()), tuple(editions))
    record = None if failures else packed(Record(files, (json.dumps(counts),)))
    return Done((counts, tuple(failures)), record)


def _edition(
    scope: Scope, article: Article, locale: str, sizes: dict[Key, Tally], files: dict[str, str]
) -> EditionStatus:
    from l10n_flow.catalogs import store  # noqa: PLC0415 - as above

    path = scope.project.catalog_path(article, locale)
    data = scope.read(path, files)
    catalog = None if data is None else store.parse(data, path, locale)
    live = {} if catalog is None else catalog.live
    counts = [0] * (2 * len(State))
    for key, size in sizes.items():
        state = live[key].state if key in live else State.UNTRANSLATED
        counts[2 * state] += 1
        counts[2 * state + 1] += size.words
    return EditionStatus(locale, _catalog_state(catalog, sizes), tuple(counts))


def _totals(articles: Iterable[ArticleStatus]) -> Mapping[str, Tallies]:
    """By language, the tallies of all articles."""
    found: dict[str, list[tuple[int, ...]]] = {}
    for article in articles:
        for locale, _, counts in article.editions:
            found.setdefault(locale, []).append(counts)
    return {
        locale: _tallies([sum(column) for column in zip(*counts, strict=True)])
        for locale, counts in found.items()
    }


def _catalog_state(catalog: Catalog | None, sizes: dict[Key, Tally]) -> CatalogState:
    if catalog is None:
        return "missing" if sizes else "current"
    return "current" if catalog.live.keys() == sizes.keys() else "stale"


def _sum(tallies: Collection[Tally]) -> Tally:
    return Tally(len(tallies), sum(tally.words for tally in tallies))
