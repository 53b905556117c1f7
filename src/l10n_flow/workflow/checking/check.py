"""Check what can be published: completeness, quality, agreement of editions, where words are from.

Nothing is written but ledgers, which make the next run quick, and the baseline where that is asked
for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from l10n_flow import __version__
from l10n_flow.checks.pair import Policy
from l10n_flow.checks.projectlevel import PROJECT_LEVEL
from l10n_flow.checks.running import selected
from l10n_flow.checks.table import CHECKS
from l10n_flow.config import Checking, CheckPolicy
from l10n_flow.editions import frozen
from l10n_flow.errors import InputError, L10nFlowError, UsageError
from l10n_flow.files import bytes_of
from l10n_flow.lookup import Articles
from l10n_flow.model import Severity
from l10n_flow.project import Article, Project
from l10n_flow.reports import Completeness, Missed, Report, Rule
from l10n_flow.reports.report import once
from l10n_flow.terms import Terms
from l10n_flow.workflow import terms as glossary
from l10n_flow.workflow.checking import baseline as baselines
from l10n_flow.workflow.checking import beyond, since, thresholds
from l10n_flow.workflow.checking.article import (
    CheckContext,
    Checked,
    check_article,
    record_of,
    restored,
)
from l10n_flow.workflow.checking.baseline import Baseline, BaselineLine
from l10n_flow.workflow.checking.beyond import Beyond
from l10n_flow.workflow.checking.consistency import Labels
from l10n_flow.workflow.checking.recent import changes_since, recent
from l10n_flow.workflow.checking.since import Changes
from l10n_flow.workflow.checking.thresholds import Threshold
from l10n_flow.workflow.incremental.ledger import (
    Ledger,
    Record,
    digest_of,
    fingerprint,
    packed,
    path_of,
    remember,
    state_of,
)
from l10n_flow.workflow.incremental.parallel import Progress, silent
from l10n_flow.workflow.incremental.runner import Done, begun, each_article
from l10n_flow.workflow.incremental.sealing import Snapshot
from l10n_flow.workflow.words import taxonomy_of

__all__ = ["Asked", "check", "job_of", "rules"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What one call wants beyond the configuration."""

    fail_under: str = ""
    """`95` or `es=95,fa=80`; "" for the configuration's."""
    max_unreviewed: int | None = None
    fail_level: Severity | None = None
    baseline: Path | None = None
    update_baseline: bool = False
    since: str = ""
    """A git revision: only what changed since then is told."""
    site: Path | None = None
    """The folder of the built site that is read back; None for the usual one, if it is there."""


def check(
    project: Project,
    articles: Sequence[Article],
    locales: Sequence[str],
    *,
    asked: Asked | None = None,
    whole: bool = False,
    dry_run: bool = False,
    progress: Progress = silent,
) -> Report:
    """What is to be said about the articles in these languages.

    `whole` says that `articles` are all there are: then orphaned catalogs, texts that are
    translated in two ways, and addresses that meet are looked for too. A file that cannot be read
    is among the failures, a damaged `frozen.yaml` as well, and the rest is checked. With `dry_run`
    the baseline is not written.

    Raises `UsageError` for a wrong option, `ConfigError` for a damaged glossary or taxonomy,
    `InputError` for a damaged baseline.
    """
    asked, settings = asked or Asked(), project.config.check
    limits = _limits(project, asked, locales)
    known = _known(asked, whole=whole)
    changes = changes_since(project, asked.since) if asked.since else None
    job = replace(
        job_of(project, locales),
        articles=articles,
        begun=begun(project),
        progress=progress,
    )
    done = _checked(job, whole=whole)
    found = [finding for one in done for finding in one.findings]
    more = Beyond((), {})
    if whole:
        more = beyond.across(job, articles, done, _ledger(job, "across"), progress)
        found += (*more.findings, *beyond.unowned(job, articles), *beyond.site_words(job))
    if asked.site is not None or (project.output / "site").is_dir():
        from l10n_flow.workflow.checking.readback import read_back  # noqa: PLC0415 - where there is a site

        found += read_back(job, articles, asked.site, whole=whole, progress=progress)
    if changes is not None:
        found = recent(project, found, changes)
    rows = _with_totals([row for one in done for row in one.completeness], locales)
    verdict = thresholds.judged(rows, limits, settings.tolerance)
    if known.known:
        known = baselines.followed(known, found, {one.name for one in project.articles()})
    scope = _Scope.of(project, locales, done, more, whole=whole, since=asked.since)
    if asked.update_baseline and asked.baseline is not None:
        known = baselines.updated(known, found, covers=scope.covers)
        if not dry_run:
            baselines.save(asked.baseline, known)
    split = baselines.split(found, known, covers=scope.covers)
    new, explained = once(split.new)
    return replace(
        _about(project, asked, done, changes),
        failures=(*CHECKS.broken(), *_failures(done), *more.failures.values()),
        findings=tuple(new),
        explained=explained,
        completeness=tuple(rows),
        missed=(*verdict.missed, *_unreviewed(rows, settings, asked.max_unreviewed)),
        spared=verdict.spared,
        known=len(once(split.known)[0]) if asked.baseline else None,
        gone=baselines.mistakes(split.gone),
    )


def _about(
    project: Project, asked: Asked, done: Sequence[Checked], changes: Changes | None
) -> Report:
    """The report without findings and completeness: what was looked at, and how it is judged."""
    source = project.config.source
    return Report(
        project=project.config.name,
        version=__version__,
        root=project.root,
        prefix=since.place_in_repository(project.root),
        source=source,
        languages={one.article: one.language for one in done if one.language not in ("", source)},
        rules=rules(),
        fail_level=asked.fail_level or project.config.check.fail_level,
        since=asked.since,
        changed=changes.paths if changes else frozenset(),
    )


def _failures(done: Sequence[Checked]) -> Iterator[L10nFlowError]:
    for one in done:
        yield from one.failures


def rules() -> Mapping[str, Rule]:
    """What a report tells about each check, by name."""
    rows = {name: (row.finds, row.remedy, row.severity) for name, row in CHECKS.usable().items()}
    rows |= {n: (row.finds, row.remedy, row.severity) for n, row in PROJECT_LEVEL.items()}
    return {
        name: Rule(name.replace("-", " "), f"{finds} {remedy}", severity)
        for name, (finds, remedy, severity) in rows.items()
    }


def job_of(project: Project, locales: Sequence[str]) -> CheckContext:
    """What checking translations into these languages needs to know.

    Raises `ConfigError` for a damaged glossary or taxonomy.
    """
    settings, terms = project.config.check, glossary.load(project)
    active = {}
    for locale in locales:
        levels = settings.judged(locale).severity
        active[locale] = selected(locale, {n: s for n, s in levels.items() if n in CHECKS})
    return CheckContext(
        project=project,
        locales=tuple(locales),
        active=active,
        policies={locale: _policy(settings.judged(locale), terms) for locale in locales},
        by_path=Articles(project),
        labels=Labels(taxonomy_of(project), project.config.taxonomy.fields),
        frozen=Snapshot({locale: _frozen(project, locale) for locale in project.languages}),
    )


def _frozen(project: Project, locale: str) -> frozen.Frozen:
    """The language's frozen values; none where `build` will say that they cannot be read."""
    try:
        return frozen.load(project.frozen_path(locale))
    except L10nFlowError:
        return frozen.Frozen()


def _policy(settings: CheckPolicy, terms: Terms) -> Policy:
    return Policy(
        title_limit=settings.title_limit,
        digits=settings.digits,
        quotes=settings.quotes,
        percent=settings.percent,
        isolates=settings.isolates,
        keep=settings.keep,
        terms=terms,
    )


def _ledger(job: CheckContext, name: str) -> Ledger:
    """A ledger of this job; its mark is all that decides, but articles, catalogs and editions."""
    project, config = job.project, job.project.config
    outside = [bytes_of(path) or b"" for path in (project.terms, project.taxonomy)]
    mark = fingerprint(
        sorted((loc, sorted(one.articles.items())) for loc, one in job.frozen.items()),
        job.project.config.parsing,
        config.check,
        config.languages,
        config.article_languages,
        config.dates,
        config.catalogs,
        config.fields,
        config.taxonomy,
        config.publish,
        config.publish_locales,
        job.locales,
        [digest_of(data) for data in outside],
        tuple(CHECKS),
    )
    return Ledger(path_of(project, name, job.locales), mark)


def _checked(job: CheckContext, *, whole: bool) -> list[Checked]:
    """Every article's part, those that did not change from the ledger."""
    ledger = _ledger(job, "check")
    found = each_article(job, ledger, _check, restore=_restored, label="Checking")
    results = [checked for _, checked in found]
    if whole:
        ledger.drop_others(article.name for article in job.articles)
    remember(ledger)
    return results


def _restored(article: Article, record: Record) -> Checked | None:
    """What is said again of an article of which nothing changed."""
    found = restored(article.name, record)
    return None if found is None else _light(found)


def _check(job: CheckContext, article: Article) -> Done[Checked]:
    """One article's part; no record when something could not be read."""
    checked = check_article(job, article)
    return Done(_light(checked), None if checked.failures else packed(record_of(checked)))


def _light(done: Checked) -> Checked:
    """The part without what only its record needs: there may be a hundred thousand."""
    return replace(done, files={}, state=state_of(done.files))


def _known(asked: Asked, *, whole: bool) -> Baseline:
    """The baseline as it stands; one that is damaged is as good as none when all is written anew.

    Raises `UsageError` for what cannot be meant, `InputError` for a damaged baseline.
    """
    if asked.update_baseline and asked.baseline is None:
        raise UsageError("--update-baseline without a file", hint="add --baseline FILE")
    if asked.update_baseline and asked.since:
        raise UsageError(
            "--update-baseline with --since would forget all that did not change",
            hint="update the baseline in a run of its own, without --since",
        )
    if asked.baseline is None:
        return Baseline()
    try:
        found = baselines.load(asked.baseline)
    except InputError:
        if not (asked.update_baseline and whole):
            raise
        found = None
    if found is None and not asked.update_baseline:
        raise UsageError(
            f"there is no baseline '{asked.baseline}'",
            hint="make it: add --update-baseline, and commit the file",
        )
    return found or Baseline()


@dataclass(frozen=True, slots=True)
class _Scope:
    """What was looked at; what a baseline says about anything else stays as it is."""

    languages: tuple[str, ...]
    """The project's."""
    locales: Sequence[str]
    read: frozenset[str]
    """The articles of which everything could be read."""
    unread: frozenset[str]
    blind: frozenset[str]
    """The languages whose addresses could not be compared."""
    whole: bool
    since: str

    @classmethod
    def of(
        cls,
        project: Project,
        locales: Sequence[str],
        done: Sequence[Checked],
        more: Beyond,
        *,
        whole: bool,
        since: str,
    ) -> _Scope:
        unread = frozenset(one.article for one in done if one.failures)
        read = frozenset(one.article for one in done) - unread
        blind = frozenset(more.failures)
        return cls(project.languages, locales, read, unread, blind, whole, since)

    def covers(self, known: BaselineLine) -> bool:
        """Whether a line was looked at: also one about an article or a language that is gone."""
        if self.since or known.article in self.unread:
            return False
        if known.locale in self.blind and known.check == "duplicate-slug":
            return False
        if known.locale not in self.locales and not (
            self.whole and known.locale not in self.languages
        ):
            return False
        return self.whole or known.article in self.read


def _with_totals(rows: Sequence[Completeness], locales: Sequence[str]) -> list[Completeness]:
    """The articles' rows, a sum for each language, and one for all."""
    totals = []
    for locale in locales:
        mine = [row for row in rows if row.locale == locale]
        if mine:
            totals.append(_sum(locale, mine))
    whole = [_sum("", totals)] if totals else []
    return [*rows, *totals, *whole]


def _sum(locale: str, rows: Sequence[Completeness]) -> Completeness:
    segments = [sum(column) for column in zip(*(row.segments for row in rows), strict=True)]
    words = [sum(column) for column in zip(*(row.words for row in rows), strict=True)]
    return Completeness.of(locale, "", segments, words)


def _limits(project: Project, asked: Asked, locales: Sequence[str]) -> tuple[Threshold, ...]:
    """The limits for these languages, and for their sum: those asked for, else the project's."""
    settings = project.config.check
    if asked.fail_under:
        found = thresholds.parsed(asked.fail_under, project.languages)
        return tuple(
            limit._replace(unit=settings.unit)
            for limit in found
            if not limit.locale or limit.locale in locales
        )
    general = settings.fail_under.get("")
    wanted = {tag: settings.fail_under.get(tag, general) for tag in locales}
    return tuple(
        Threshold(tag, number, unit=settings.unit)
        for tag, number in wanted.items()
        if number is not None
    )


def _unreviewed(
    rows: Sequence[Completeness], settings: Checking, asked: int | None
) -> Iterator[Missed]:
    """The languages in which more awaits a review than is asked for, or than is configured."""
    general = settings.max_unreviewed.get("")
    for row in rows:
        most = settings.max_unreviewed.get(row.locale, general) if asked is None else asked
        if most is not None:
            yield from thresholds.unreviewed([row], most)
