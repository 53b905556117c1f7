"""Check what can be published: completeness, quality, agreement of editions, where words are from.

Nothing is written but a ledger, which makes the next run quick, and what is asked for: a baseline,
badges, repairs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from l10n_flow import __version__
from l10n_flow.catalogs import store
from l10n_flow.checks.across import ACROSS
from l10n_flow.checks.concerns import CONCERNS
from l10n_flow.checks.pair import Policy
from l10n_flow.checks.running import selected
from l10n_flow.checks.table import CHECKS
from l10n_flow.config import Checking, CheckPolicy
from l10n_flow.editions import taxonomy
from l10n_flow.errors import L10nFlowError
from l10n_flow.files import bytes_of
from l10n_flow.model import Finding, Severity
from l10n_flow.project import Article, Project
from l10n_flow.reports import Completeness, Missed, Report, Rule
from l10n_flow.terms import Terms
from l10n_flow.workflow import baseline as baselines
from l10n_flow.workflow import beyond, reading, since, thresholds
from l10n_flow.workflow import findings as stored
from l10n_flow.workflow import terms as glossary
from l10n_flow.workflow.baseline import Baseline
from l10n_flow.workflow.checking import Checked, Job, check_article
from l10n_flow.workflow.consistency import Labels
from l10n_flow.workflow.ledger import Ledger, digest_of, fingerprint, is_current
from l10n_flow.workflow.parallel import spread
from l10n_flow.workflow.progress import Progress, silent
from l10n_flow.workflow.thresholds import Threshold, Verdict

__all__ = ["Asked", "check", "rules"]


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


def check(
    project: Project,
    articles: Sequence[Article],
    locales: Sequence[str],
    *,
    asked: Asked | None = None,
    whole: bool = False,
    progress: Progress = silent,
) -> Report:
    """What is to be said about the articles in these languages.

    `whole` says that `articles` are all there are: then orphaned catalogs, texts that are
    translated in two ways, and addresses that meet are looked for too. A file that cannot be read
    is among the failures, and the rest is checked. Raises `UsageError` for a wrong option,
    `ConfigError` for a damaged glossary or taxonomy, `InputError` for a damaged baseline.
    """
    asked = asked or Asked()
    settings = project.config.check
    limits = _limits(settings, asked, [tag for tag in locales if tag in project.languages])
    known = baselines.load(asked.baseline) if asked.baseline else None
    changes = _changes(project, asked.since)
    job = _job(project, locales)
    done = _checked(job, articles, progress)
    found = [finding for one in done for finding in one.findings]
    if whole:
        found += beyond.across(job, articles, done, _mark(job), progress)
        found += beyond.unowned(job, articles)
    if changes is not None:
        found = _touched(project, found, changes)
    rows = _with_totals([row for one in done for row in one.completeness], locales)
    verdict = _judged(rows, limits, settings, asked, known)
    covers = partial(_covers, {article.name for article in articles}, set(locales), whole=whole)
    split = baselines.split(found, known or Baseline(), covers=covers)
    if asked.update_baseline and asked.baseline:
        fresh = baselines.updated(known or Baseline(), found, passed=verdict.passed, covers=covers)
        baselines.save(asked.baseline, fresh)
        split = baselines.split(found, fresh, covers=covers)
    return Report(
        project.config.name,
        __version__,
        project.root,
        since.place_in_repository(project.root),
        project.config.source,
        rules(),
        tuple(split.new),
        tuple(rows),
        (*verdict.missed, *_unreviewed(rows, settings, asked)),
        verdict.spared,
        tuple(failure for one in done for failure in one.failures),
        asked.fail_level or settings.fail_level,
        len(split.known) if asked.baseline else None,
        sum(known.times for known in split.gone),
        asked.since,
        changes.paths if changes else frozenset(),
    )


def rules() -> Mapping[str, Rule]:
    """What a report tells about each check, by name."""
    pairs = {
        row.name: Rule(row.name.replace("-", " "), f"{row.finds} {row.remedy}", row.severity)
        for row in CHECKS.values()
    }
    beyond = {
        name: Rule(name.replace("-", " "), f"{row.finds} {row.remedy}", row.severity)
        for name, row in {**ACROSS, **CONCERNS}.items()
    }
    return {**pairs, **beyond}


def _job(project: Project, locales: Sequence[str]) -> Job:
    settings, terms = project.config.check, glossary.load(project)
    labels = taxonomy.Taxonomy()
    if project.taxonomy.is_file():
        labels = taxonomy.load(project.taxonomy, project.config.taxonomy.fields.values())
    pairwise = CHECKS.keys()
    levels = {
        locale: {n: s for n, s in settings.judged(locale).severity.items() if n in pairwise}
        for locale in locales
    }
    return Job(
        project,
        reading.parse_options(project.config),
        tuple(locales),
        {locale: selected(locale, levels[locale]) for locale in locales},
        {locale: _policy(settings.judged(locale), terms) for locale in locales},
        Labels(labels, project.config.taxonomy.fields),
    )


def _policy(settings: CheckPolicy, terms: Terms) -> Policy:
    return Policy(
        title_limit=settings.title_limit,
        digits=settings.digits,
        quotes=settings.quotes,
        keep=settings.keep,
        terms=terms,
    )


def _mark(job: Job) -> str:
    """What decides about the findings, besides the articles, the catalogs and the editions."""
    project = job.project
    outside = [bytes_of(path) or b"" for path in (project.terms, project.taxonomy)]
    config = project.config
    return fingerprint(
        job.options.identity,
        config.check,
        config.languages,
        config.catalogs,
        config.fields,
        config.publish,
        config.publish_locales,
        job.locales,
        [digest_of(data) for data in outside],
        tuple(CHECKS),
    )


def _checked(job: Job, articles: Sequence[Article], progress: Progress) -> list[Checked]:
    """Every article's part, those that did not change from the ledger."""
    ledger = Ledger(job.project.state / f"check-{'-'.join(job.locales)}.json", _mark(job))
    results: dict[str, Checked] = {}
    todo = []
    for article in articles:
        record = ledger.record(article.name)
        told = None
        if record is not None and is_current(record, job.project.root):
            told = stored.read(article.name, record)
        if told is None:
            todo.append(article)
        else:
            results[article.name] = told
    for done in spread(partial(check_article, job), todo, "Checking", progress):
        results[done.article] = done
        if done.failures:
            ledger.strike(done.article)
        else:
            ledger.enter(done.article, stored.record(done))
    ledger.save()
    return [results[article.name] for article in articles]


def _changes(project: Project, revision: str) -> since.Changes | None:
    if not revision:
        return None
    config = project.config
    return since.changed_since(
        project.root, revision, [Path(config.content), Path(config.catalogs)]
    )


def _touched(project: Project, found: Iterable[Finding], changes: since.Changes) -> list[Finding]:
    """The findings about what changed: files, and in a catalog the entries that are not as then."""
    keys: dict[Path, frozenset[object]] = {}
    kept = []
    for finding in found:
        if finding.path not in changes.paths:
            continue
        if finding.key is not None:
            if finding.path not in keys:
                keys[finding.path] = _changed_keys(project, finding, changes)
            if finding.key not in keys[finding.path]:
                continue
        kept.append(finding)
    return kept


def _changed_keys(project: Project, finding: Finding, changes: since.Changes) -> frozenset[object]:
    path = project.root / finding.path
    now = store.load(path, finding.locale)
    old = changes.before.get(finding.path)
    try:
        before = store.parse(old, path, finding.locale) if old is not None else None
    except L10nFlowError:
        before = None  # it was broken then: all of it is new
    return frozenset(since.touched(before, now))


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
    segments, sizes = Counter[int](), Counter[int]()
    for row in rows:
        for state in range(4):
            segments[state] += row.segments[state]
            sizes[state] += row.words[state]
    return Completeness(
        locale,
        "",
        (segments[0], segments[1], segments[2], segments[3]),
        (sizes[0], sizes[1], sizes[2], sizes[3]),
    )


def _limits(settings: Checking, asked: Asked, locales: Sequence[str]) -> tuple[Threshold, ...]:
    if asked.fail_under:
        found = thresholds.parsed(asked.fail_under, locales)
        return tuple(limit._replace(unit=settings.unit) for limit in found)
    general = settings.fail_under.get("")
    wanted = {tag: settings.fail_under.get(tag, general) for tag in locales}
    return tuple(
        Threshold(tag, number, unit=settings.unit)
        for tag, number in wanted.items()
        if number is not None
    )


def _judged(
    rows: Sequence[Completeness],
    limits: Sequence[Threshold],
    settings: Checking,
    asked: Asked,
    known: Baseline | None,
) -> Verdict:
    del asked
    before = known.passed if known else None
    return thresholds.judged(rows, limits, passed_before=before, slack=settings.slack)


def _unreviewed(rows: Sequence[Completeness], settings: Checking, asked: Asked) -> Iterator[Missed]:
    for row in rows:
        if row.article or not row.locale:
            continue
        most = settings.max_unreviewed.get(row.locale, settings.max_unreviewed.get(""))
        most = most if asked.max_unreviewed is None else asked.max_unreviewed
        if most is not None:
            yield from thresholds.unreviewed([row], most)


def _covers(names: set[str], locales: set[str], known: baselines.Known, *, whole: bool) -> bool:
    """Whether a line of the baseline is about what was looked at."""
    return known.locale in locales and (known.article in names or (whole and not known.article))
