"""Make the repairs that need no review: code points, joiners, composition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from l10n_flow.catalogs import store
from l10n_flow.catalogs.po import header
from l10n_flow.checks.pair import Pair
from l10n_flow.checks.running import Found, Selection, checked
from l10n_flow.checks.suppression import dated
from l10n_flow.checks.table import CHECKS
from l10n_flow.documents import Document
from l10n_flow.errors import L10nFlowError
from l10n_flow.files.reading import bytes_of
from l10n_flow.model import Catalog, Entry, Key, digest
from l10n_flow.project import Article, Project
from l10n_flow.workflow import articlefiles
from l10n_flow.workflow.checking.article import CheckContext, catalog_in, context_of, pair_of
from l10n_flow.workflow.incremental.runner import Progress, no_progress

ROUNDS = 10
"""The maximum number of repairs of one entry; each is idempotent, and there are fewer kinds."""


@dataclass(frozen=True, slots=True)
class Fix:
    """One entry, before and after."""

    article: str
    locale: str
    path: Path
    """Relative to the root."""
    line: int | None
    """The line of the entry before the repair."""
    checks: tuple[str, ...]
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class FixReport:
    """What was repaired, or with `dry_run` would be."""

    fixes: tuple[Fix, ...]
    dated: int = 0
    """The number of entries whose suppressions now end when the text changes."""
    failures: tuple[L10nFlowError, ...] = ()


def fix(
    project: Project,
    articles: Sequence[Article],
    locales: Sequence[str],
    *,
    now: datetime,
    dry_run: bool,
    progress: Progress = no_progress,
) -> FixReport:
    """Repair the faults of the translations whose repair is safe (`Check.fixes`).

    Only translations of texts that the articles have; obsolete entries are left alone. A review
    stays valid, and a machine's words are still a machine's: to a reader they are the same. Faults
    that the catalog or the configuration suppresses stay; after the call, suppressions in an entry
    end when its text changes (`checks.suppression`). Raises `ConfigError` as `check` does.
    """
    work = _FixContext(_repairing(context_of(project, locales)), now, dry_run)
    fixes: list[Fix] = []
    dates = 0
    failures: list[L10nFlowError] = []
    for done, article in enumerate(articles):
        progress("Repairing", done, len(articles))
        try:
            document = articlefiles.read(article, work.context.options)
            language = articlefiles.language(document, project.config)
        except L10nFlowError as failure:
            failures.append(failure)
            continue
        for locale in articlefiles.targets(article, document, language, project):
            if locale in locales:
                try:
                    repaired, number = _catalog(work, article, document, language, locale)
                    fixes += repaired
                    dates += number
                except L10nFlowError as failure:
                    failures.append(failure)
    return FixReport(tuple(fixes), dates, tuple(failures))


@dataclass(frozen=True, slots=True)
class _FixContext:
    """What the repair of every catalog needs to know."""

    context: CheckContext
    now: datetime
    dry_run: bool


def _repairing(context: CheckContext) -> CheckContext:
    """The context with only the checks whose repairs are safe."""
    active = {
        locale: Selection(tuple(row for row in some.rows if CHECKS[row.name].fixes))
        for locale, some in context.active.items()
    }
    return replace(context, active=active)


def _catalog(
    work: _FixContext, article: Article, document: Document, language: str, locale: str
) -> tuple[list[Fix], int]:
    """The repairs in one catalog, and the number of entries whose suppressions were dated."""
    project = work.context.project
    path = project.catalog_path(article, locale)
    data = bytes_of(path)
    if data is None:
        return [], 0
    catalog, dates = _dated(catalog_in(data, path, locale))
    segments = {segment.key: segment for segment in document.segments}
    languages, grammar = (language, locale), document.format.grammar
    policy, repaired = work.context.policies[locale], dict[Key, _Repaired]()
    for key, entry in catalog.live.items():
        if key in segments and entry.target:
            pair = pair_of(entry, segments[key], languages, policy, grammar)
            repairs = list(_repairs(work.context, article, entry, pair))
            if repairs:
                repaired[key] = _Repaired(_same_words(entry, repairs[-1].hit.suggestion), repairs)
    if (repaired or dates) and not work.dry_run:
        changed = header.revised(_with(catalog, repaired), work.now)
        store.save(changed, path, locks=project.locks, expected=data)
    lines = store.lines(data, path) if repaired else {}
    relative, live = project.relative(path), catalog.live
    return [
        _fix(article.name, locale, relative, lines.get(key), live[key], one)
        for key, one in repaired.items()
    ], dates


def _dated(catalog: Catalog) -> tuple[Catalog, int]:
    """The catalog with suppressions that end when their text changes; how many entries changed."""
    entries = tuple([one if one.obsolete else dated(one) for one in catalog.entries])
    changed = sum(new is not old for new, old in zip(entries, catalog.entries, strict=True))
    return (replace(catalog, entries=entries) if changed else catalog), changed


@dataclass(frozen=True, slots=True)
class _Repaired:
    """An entry without its faults, and the faults."""

    entry: Entry
    repairs: Sequence[Found]

    @property
    def names(self) -> tuple[str, ...]:
        """The checks that found the faults, each once."""
        return tuple(dict.fromkeys(found.check for found in self.repairs))


def _fix(
    article: str, locale: str, path: Path, line: int | None, before: Entry, now: _Repaired
) -> Fix:
    return Fix(article, locale, path, line, now.names, before.target, now.entry.target)


def _with(catalog: Catalog, repaired: Mapping[Key, _Repaired]) -> Catalog:
    entries = tuple(
        repaired[entry.key].entry if entry.key in repaired and not entry.obsolete else entry
        for entry in catalog.entries
    )
    return replace(catalog, entries=entries)


def _repairs(context: CheckContext, article: Article, entry: Entry, pair: Pair) -> Iterator[Found]:
    """Yield the repairs, one after the other: each suggests the target that the next begins with.

    Several faults of one kind need several rounds, and one repair may reveal another fault.
    """
    for _ in range(ROUNDS):
        found = next(
            (
                one
                for one in checked(pair, context.active[pair.locale])
                if one.hit.suggestion not in ("", pair.target)
                and not context.suppresses(one.check, article.name, pair.locale, entry)
            ),
            None,
        )
        if found is None:
            return
        yield found
        pair = replace(pair, target=found.hit.suggestion)


def _same_words(entry: Entry, target: str) -> Entry:
    """The entry with a repaired target, and with its former reviewer and origin."""
    origin, before, after = entry.origin, digest(entry.target), digest(target)
    if origin is not None:
        origin = replace(
            origin,
            words=after if origin.words == before else origin.words,
            machine=after if origin.machine == before else origin.machine,
        )
    return replace(entry, target=target, origin=origin)
