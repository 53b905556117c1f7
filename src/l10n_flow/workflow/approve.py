"""Mark translations as reviewed, for teams that review in Poedit, Weblate or a pull request."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from l10n_flow.catalogs import header, origins, store
from l10n_flow.errors import L10nFlowError, UsageError
from l10n_flow.files import bytes_of
from l10n_flow.model import Catalog, Entry, State
from l10n_flow.project import Article, Project
from l10n_flow.workflow import reading
from l10n_flow.workflow.progress import Progress, silent

__all__ = ["ApproveReport", "CatalogApproval", "approve"]


@dataclass(frozen=True, slots=True)
class CatalogApproval:
    """What approving one catalog did, in segments."""

    article: str
    locale: str
    path: Path
    """Relative to the root."""
    approved: int = 0
    already: int = 0
    """Reviewed before, and not touched."""
    drafts: int = 0
    """Left out: nobody has confirmed them yet."""
    untranslated: int = 0
    """Left out: there is nothing to review."""


@dataclass(frozen=True, slots=True)
class ApproveReport:
    """What `approve` did, or with `dry_run` would do."""

    catalogs: tuple[CatalogApproval, ...]
    missing: tuple[CatalogApproval, ...] = ()
    """Articles that have no catalog yet in a language that they are translated into."""
    failures: tuple[L10nFlowError, ...] = ()


def approve(
    project: Project,
    articles: Sequence[Article],
    locales: Sequence[str],
    *,
    by: str,
    now: datetime,
    drafts: bool = False,
    dry_run: bool = False,
    progress: Progress = silent,
) -> ApproveReport:
    """Every translated segment of these catalogs is reviewed `by` somebody, `now`.

    Drafts are left out, unless `drafts` says that they were looked at; then they are drafts no
    more. What was reviewed before keeps its reviewer and time. A catalog without anything to
    approve is not written. Raises `UsageError` when `by` names nobody.
    """
    reviewer = " ".join(by.split())
    if not reviewer:
        raise UsageError("the reviewer has no name", hint="say who reviewed: --by NAME")
    review = _Review(project, reviewer, now, State.DRAFT if drafts else State.TRANSLATED, dry_run)
    catalogs: list[CatalogApproval] = []
    missing: list[CatalogApproval] = []
    failures: list[L10nFlowError] = []
    pairs = [(article, locale) for article in articles for locale in locales]
    for done, (article, locale) in enumerate(pairs):
        progress("Approving", done, len(pairs))
        path = project.catalog_path(article, locale)
        try:
            written = bytes_of(path)
            if written is not None:
                catalogs.append(_approve(review, article, locale, written))
            elif _is_target(project, article, locale):
                missing.append(CatalogApproval(article.name, locale, project.shown(path)))
        except L10nFlowError as error:
            failures.append(error)
    return ApproveReport(tuple(catalogs), tuple(missing), tuple(failures))


@dataclass(frozen=True, slots=True)
class _Review:
    """What is the same for every catalog of one call."""

    project: Project
    by: str
    now: datetime
    least: State
    """Segments in this state or above are approved."""
    dry_run: bool


def _approve(review: _Review, article: Article, locale: str, written: bytes) -> CatalogApproval:
    """The catalog whose file holds the bytes `written` is reviewed."""
    project = review.project
    path = project.catalog_path(article, locale)
    before = store.parse(store.decode(written, path), path, locale)
    after = _reviewed(before, review)
    if after != before and not review.dry_run:
        final = header.revised(after, review.now)
        store.save(final, path, locks=project.locks, expected=written, durable=True)
    was = Counter(entry.state for entry in before.entries if not entry.obsolete)
    now = Counter(entry.state for entry in after.entries if not entry.obsolete)
    return CatalogApproval(
        article.name,
        locale,
        project.shown(path),
        approved=now[State.REVIEWED] - was[State.REVIEWED],
        already=was[State.REVIEWED],
        drafts=now[State.DRAFT],
        untranslated=now[State.UNTRANSLATED],
    )


def _reviewed(catalog: Catalog, review: _Review) -> Catalog:
    def vouched(entry: Entry) -> Entry:
        due = not entry.obsolete and review.least <= entry.state < State.REVIEWED
        return origins.reviewed(entry, review.by, review.now, how="command") if due else entry

    return replace(catalog, entries=tuple(vouched(entry) for entry in catalog.entries))


def _is_target(project: Project, article: Article, locale: str) -> bool:
    """Whether the article is translated into the language at all, and not written in it."""
    document = reading.read(article, reading.parse_options(project.config))
    language = reading.language(document, project.config)
    return locale in reading.targets(article, document, language, project)
