"""Repair what can be repaired without a person reading each: code points, joiners, composition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from l10n_flow.catalogs import header, store
from l10n_flow.checks.pair import Pair
from l10n_flow.checks.running import Selection, checked, selected
from l10n_flow.checks.suppress import listens, silenced
from l10n_flow.checks.table import CHECKS
from l10n_flow.errors import L10nFlowError
from l10n_flow.files import bytes_of
from l10n_flow.model import Catalog, Entry, Severity, digest
from l10n_flow.project import Article, Project
from l10n_flow.workflow.progress import Progress, silent

__all__ = ["Fix", "FixReport", "fix"]

ROUNDS = 10
"""Repairs of one entry, one after the other; each is idempotent, and there are fewer kinds."""


@dataclass(frozen=True, slots=True)
class Fix:
    """One entry, before and after."""

    article: str
    locale: str
    path: Path
    """Relative to the root."""
    line: int | None
    checks: tuple[str, ...]
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class FixReport:
    """What was repaired, or with `dry_run` would be."""

    fixes: tuple[Fix, ...]
    failures: tuple[L10nFlowError, ...] = ()


def fix(
    project: Project,
    articles: Sequence[Article],
    locales: Sequence[str],
    *,
    now: datetime,
    dry_run: bool = False,
    progress: Progress = silent,
) -> FixReport:
    """The translations have none of the faults whose repair is safe (`Check.fixes`).

    A review stays valid: its words are the same to a reader. What a catalog silences stays.
    """
    fixes: list[Fix] = []
    failures: list[L10nFlowError] = []
    for done, article in enumerate(articles):
        progress("Fixing", done, len(articles))
        for locale in locales:
            try:
                fixes += _catalog(project, article, locale, now, dry_run=dry_run)
            except L10nFlowError as failure:
                failures.append(failure)
    return FixReport(tuple(fixes), tuple(failures))


def _safe(project: Project, locale: str) -> Selection:
    """The safe repairs that are not switched off."""
    chosen = project.config.check.judged(locale).severity
    levels: dict[str, Severity | None] = {
        row.name: chosen.get(row.name, row.severity) if row.fixes else None
        for row in CHECKS.values()
    }
    return selected(locale, levels)


def _catalog(
    project: Project, article: Article, locale: str, now: datetime, *, dry_run: bool
) -> list[Fix]:
    path = project.catalog_path(article, locale)
    data = bytes_of(path)
    if data is None:
        return []
    catalog = store.parse(data, path, locale)
    selection = _safe(project, locale)
    mended = {
        entry.key: found
        for entry in catalog.live.values()
        if entry.target and (found := _mended(entry, project.config.source, locale, selection))
    }
    if not mended:
        return []
    if not dry_run:
        changed = header.revised(
            _with(catalog, {k: entry for k, (entry, _) in mended.items()}), now
        )
        store.save(changed, path, locks=project.locks, expected=data)
    lines = store.lines(data, path)
    return [
        Fix(
            article.name,
            locale,
            project.shown(path),
            lines.get(key),
            names,
            catalog.live[key].target,
            entry.target,
        )
        for key, (entry, names) in mended.items()
    ]


def _with(catalog: Catalog, mended: dict[object, Entry]) -> Catalog:
    entries = tuple(
        e if e.obsolete else mended.get(e.key, e)  # an obsolete entry may share a key with none
        for e in catalog.entries
    )
    return replace(catalog, entries=entries)


def _mended(
    entry: Entry, source: str, locale: str, selection: Selection
) -> tuple[Entry, tuple[str, ...]] | None:
    """The entry without its faults, and which they were; None when it has none."""
    done = list(_repairs(entry, source, locale, selection))
    if not done:
        return None
    return _same_words(entry, done[-1][1]), tuple(dict.fromkeys(name for name, _ in done))


def _repairs(
    entry: Entry, source: str, locale: str, selection: Selection
) -> Iterator[tuple[str, str]]:
    """Yield each repair's name and the target after it, one after the other."""
    silent_ones = silenced(entry)
    target = entry.target
    for _ in range(ROUNDS):
        found = next(
            (
                one
                for one in checked(Pair(entry.source, target, source, locale), selection)
                if one.hit.suggestion not in ("", target) and listens(one.check, silent_ones)
            ),
            None,
        )
        if found is None:
            return
        target = found.hit.suggestion
        yield found.check, target


def _same_words(entry: Entry, target: str) -> Entry:
    """The entry with a repaired target: whoever vouched for it, or made it, still did."""
    origin, before, after = entry.origin, digest(entry.target), digest(target)
    if origin is not None:
        origin = replace(
            origin,
            words=after if origin.words == before else origin.words,
            machine=after if origin.machine == before else origin.machine,
        )
    return replace(entry, target=target, origin=origin)
