"""Bring the catalogs up to date with the articles: extract, merge, write what changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from l10n_flow.files import bytes_of
from l10n_flow.project import Article, Project
from l10n_flow.workflow.incremental.ledger import Ledger, Record, fingerprint, path_of
from l10n_flow.workflow.incremental.progress import Progress, silent
from l10n_flow.workflow.incremental.runner import Done, divided, worked
from l10n_flow.workflow.incremental.standing import begun
from l10n_flow.workflow.synced import CatalogSync, Synced, SyncReport, SyncScope

if TYPE_CHECKING:
    from l10n_flow.terms import Terms
    from l10n_flow.workflow.renames import Followed

__all__ = ["CatalogSync", "SyncReport", "sync"]


def sync(
    project: Project,
    articles: Sequence[Article],
    locales: Sequence[str],
    *,
    dry_run: bool = False,
    progress: Progress = silent,
) -> SyncReport:
    """Every article's template and catalogs hold its segments, and every translation is kept.

    An article that has another name now keeps its catalogs, its template and its addresses
    (`renames`). Only files whose content changes are written, each in one step; a second run
    changes nothing.
    An article or a catalog that cannot be read is among the failures and stays as it is; the rest
    goes on. Raises `ConfigError` for a damaged glossary.
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
    moves, doubts, failed = _work(scope, ledger, todo, results) if todo else ((), (), ())
    if not dry_run:
        ledger.save()
    ordered = [results[name] for name in sorted(results)]
    return SyncReport(
        len(ordered),
        tuple(catalog for synced in ordered for catalog in synced.catalogs),
        (
            *ledger.warnings,
            *dict.fromkeys(note for synced in ordered for note in synced.notes),
            *doubts,
        ),
        moves,
        (*failed, *(failure for synced in ordered for failure in synced.failures)),
    )


def _restored(article: Article, record: Record) -> Synced:
    """What is said again of an article whose catalogs are as the last run left them."""
    del article
    return Synced(record.notes)


def _work(
    scope: SyncScope, ledger: Ledger, articles: Sequence[Article], results: dict[str, Synced]
) -> Followed:
    """The articles that have changed are worked on; those that have another name now are followed.

    What this needs is imported when there is work: a command that has none is over sooner.
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
        ledger.strike(move.old)
    scope = replace(scope, watches=False, formerly={move.new: move.old for move in found.moves})
    for article, synced in worked(scope, ledger, _sync_article, new, label="Syncing"):
        results[article.name] = synced
    return found


def _sync_article(scope: SyncScope, article: Article) -> Done[Synced]:
    from l10n_flow.workflow import extracting  # noqa: PLC0415 - as above

    return extracting.sync_article(scope, article)


def _glossary(project: Project) -> Terms:
    from l10n_flow.workflow import terms  # noqa: PLC0415 - who has no glossary does not pay for it

    return terms.load(project)
