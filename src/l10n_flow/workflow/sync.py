"""Bring the catalogs up to date with the articles: extract, merge, write what changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from l10n_flow.errors import L10nFlowError
from l10n_flow.files.reading import bytes_of
from l10n_flow.lookup import unclaimed
from l10n_flow.project import Article, Project
from l10n_flow.workflow.incremental.ledger import Ledger, Record, fingerprint, path_of
from l10n_flow.workflow.incremental.runner import (
    Done,
    Progress,
    Scope,
    begun,
    divided,
    no_progress,
    worked,
)

if TYPE_CHECKING:
    from l10n_flow.catalogs.merge import MergeReport
    from l10n_flow.terms.glossary import Terms
    from l10n_flow.workflow.regrouping import Passed
    from l10n_flow.workflow.renames import Move


class CatalogSync(NamedTuple):
    """The result of sync for one catalog."""

    article: str
    locale: str
    place: str
    """Its path, relative to the root, with `/`."""
    is_new: bool
    merged: MergeReport
    is_written: bool
    """Whether its bytes changed; a catalog that another tool wrapped may change without a merge."""

    @property
    def path(self) -> Path:
        """Its path as a `Path`."""
        return Path(self.place)


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What `sync` did, or with `dry_run` would do."""

    articles: int
    """The number of articles that were synced."""
    catalogs: tuple[CatalogSync, ...] = ()
    """The catalogs of articles that changed, which were compared with their articles."""
    warnings: tuple[str, ...] = ()
    """Warnings for authors: `file:line: message`."""
    moves: tuple[Move, ...] = ()
    """Renamed articles whose translations moved with them."""
    passed: tuple[Passed, ...] = ()
    """Texts that moved to another article, and the translations that they have there."""
    failures: tuple[L10nFlowError, ...] = ()

    @property
    def written(self) -> tuple[CatalogSync, ...]:
        """The catalogs that changed."""
        return tuple(catalog for catalog in self.catalogs if catalog.is_written)


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncScope(Scope):
    """What syncing an article needs to know."""

    terms: Terms | None = None
    """The glossary's terms, for notes in the catalogs."""
    watches: bool = True
    """Whether an article with quite different texts than before is handled in a second pass: its
    file may have belonged to another article."""
    formerly: Mapping[str, str] = field(default_factory=dict)
    """In a dry run, the current places of the catalogs of renamed articles."""


class Synced(NamedTuple):
    """One article's part of the report."""

    notes: tuple[str, ...] = ()
    """Warnings for authors."""
    catalogs: tuple[CatalogSync, ...] = ()
    failures: tuple[L10nFlowError, ...] = ()
    is_another: bool = False
    """Whether nothing was done yet, because the texts are quite different from before."""


def sync(
    project: Project,
    articles: Sequence[Article],
    locales: Sequence[str],
    *,
    dry_run: bool = False,
    progress: Progress = no_progress,
) -> SyncReport:
    """Bring every article's template and catalogs up to date, and keep every translation.

    A renamed article keeps its catalogs, its template and its addresses (`renames`), and texts that
    moved to another article keep their translations (`regrouping`). Only files whose content
    changes are written, each in one step; a second run changes nothing. An article or
    a catalog that cannot be read is among the failures and stays as it is; the rest goes on. Raises
    `ConfigError` for a damaged glossary.
    """
    config = project.config
    written = bytes_of(project.terms) if config.term_notes else None
    scope = SyncScope(
        project=project,
        locales=tuple(locales),
        articles=articles,
        dry_run=dry_run,
        begun=begun(project, dry_run=dry_run),
        progress=progress,
    )
    mark = fingerprint(
        config.parsing,
        config.name,
        config.languages,
        config.article_languages,
        config.catalogs,
        config.fuzzy,
        scope.locales,
        written,
    )
    ledger = Ledger(path_of(project, "sync", scope.locales), mark)
    stands, todo = divided(scope, ledger, _restored)
    results = dict(stands)
    if written is not None and todo:
        scope = replace(scope, terms=_glossary(project))
    found = _work(scope, ledger, todo, results) if todo else Moved()
    unsaved = () if dry_run else ledger.save()[:1]
    ordered = [results[name] for name in sorted(results)]
    return SyncReport(
        len(ordered),
        tuple(catalog for synced in ordered for catalog in synced.catalogs),
        (
            *ledger.warnings,
            *dict.fromkeys(note for synced in ordered for note in synced.notes),
            *found.doubts,
            *_deleted(project, [one for synced in ordered for one in synced.catalogs]),
        ),
        found.moves,
        found.passed,
        (*found.failures, *(one for synced in ordered for one in synced.failures), *unsaved),
    )


def _deleted(project: Project, catalogs: Iterable[CatalogSync]) -> Iterator[str]:
    """Yield a warning for each catalog that git has and that was gone: the new one has no words."""
    new = [catalog.place for catalog in catalogs if catalog.is_new]
    if not new:
        return
    import shlex  # noqa: PLC0415 - few runs have a new catalog

    from l10n_flow.workflow.git import tracked  # noqa: PLC0415 - as above

    known = tracked(project.root, project.relative(project.catalogs))
    for place in new:
        if place in known:
            yield (
                f"{place}: the file was gone, and the new one has none of its translations; "
                f"git has them: git restore -- {shlex.quote(place)}"
            )


def _restored(article: Article, record: Record) -> Synced:
    """The warnings of an article whose catalogs have not changed since the last run."""
    del article
    return Synced(record.notes)


class Moved(NamedTuple):
    """What became of articles and texts that are not where they were."""

    moves: tuple[Move, ...] = ()
    doubts: tuple[str, ...] = ()
    passed: tuple[Passed, ...] = ()
    failures: tuple[L10nFlowError, ...] = ()


def _work(
    scope: SyncScope, ledger: Ledger, articles: Sequence[Article], results: dict[str, Synced]
) -> Moved:
    """Work on the articles that have changed; translations follow articles and texts that moved.

    Modules are imported only when there is work: a command without any ends sooner.
    """
    from l10n_flow.workflow.renames import followed, lacks_catalogs  # noqa: PLC0415

    new: list[Article] = []
    old: list[Article] = []
    for article in articles:
        (new if lacks_catalogs(scope.project, article) else old).append(article)
    for article, synced in worked(scope, ledger, _sync_article, old, label="Syncing"):
        results[article.name] = synced
        if synced.is_another:
            new.append(article)
    found = followed(scope, new)
    for move in found.moves:
        ledger.drop(move.old)
    scope = replace(scope, watches=False, formerly={move.new: move.old for move in found.moves})
    for article, synced in worked(scope, ledger, _sync_article, new, label="Syncing"):
        results[article.name] = synced
    ours = {article.name: results[article.name] for article in articles}
    passed, failures = _regrouped(scope, ledger, ours, found.left)
    results.update(ours)
    return Moved(found.moves, found.doubts, passed, (*found.failures, *failures))


def _regrouped(
    scope: SyncScope,
    ledger: Ledger,
    results: dict[str, Synced],
    left: Mapping[str, Sequence[str]] | None,
) -> tuple[tuple[Passed, ...], tuple[L10nFlowError, ...]]:
    """Copy the translations of texts that moved from one of these articles to another.

    `left` are the catalogs without an article, None when nobody has looked for them. That takes a
    walk through the folders, so it is done only if an article has more than one new text.
    """
    gained = {name: _languages(synced, "added", "fuzzy") for name, synced in results.items()}
    lost = {name: _languages(synced, "obsolete") for name, synced in results.items()}
    if scope.dry_run or not any(gained.values()):
        return (), ()
    if left is None and any(map(_has_grown, results.values())):
        left = unclaimed(scope.project, {one.name for one in scope.project.articles()})
    if not left and not any(lost.values()):
        return (), ()
    from l10n_flow.workflow.regrouping import regrouped  # noqa: PLC0415 - texts seldom move

    found = regrouped(scope.project, gained, lost, left or {})
    for name in {name for name, _ in found.filled}:
        ledger.drop(name)  # its catalogs are not what was entered
        counts = {locale: n for (one, locale), n in found.filled.items() if one == name}
        catalogs = [_with_back(one, counts.get(one.locale, 0)) for one in results[name].catalogs]
        results[name] = results[name]._replace(catalogs=tuple(catalogs))
    return found.passed, found.failures


def _languages(synced: Synced, *counts: Literal["added", "fuzzy", "obsolete"]) -> list[str]:
    """The languages in whose catalogs one of these counts is not zero."""
    catalogs = synced.catalogs
    return [one.locale for one in catalogs if any(getattr(one.merged, name) for name in counts)]


def _has_grown(synced: Synced) -> bool:
    return any(one.merged.added + one.merged.fuzzy > 1 for one in synced.catalogs)


def _with_back(catalog: CatalogSync, count: int) -> CatalogSync:
    """The result for a catalog of which so many new entries got the words of another article."""
    merged = catalog.merged
    added = max(0, merged.added - count)
    fuzzy = merged.fuzzy - max(0, count - merged.added)
    merged = replace(merged, added=added, fuzzy=fuzzy, revived=merged.revived + count)
    return catalog._replace(merged=merged, is_written=catalog.is_written or count > 0)


def _sync_article(scope: SyncScope, article: Article) -> Done[Synced]:
    from l10n_flow.workflow import extracting  # noqa: PLC0415 - as above

    return extracting.sync_article(scope, article)


def _glossary(project: Project) -> Terms:
    from l10n_flow.workflow.words import terms_of  # noqa: PLC0415 - only a glossary needs it

    return terms_of(project)
