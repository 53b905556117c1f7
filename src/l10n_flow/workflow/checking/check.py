"""Check what can be published: completeness, quality, agreement of editions, where words are from.

Only ledgers are written, which make the next run quick, and the baseline if the options ask for it.
This module finds out what has changed. The modules that do the work (`article`, `wholeproject`) are
imported when there is work: a command without any ends sooner.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from l10n_flow import __version__
from l10n_flow.checks.projectlevel import PROJECT_LEVEL
from l10n_flow.config.settings import Checking
from l10n_flow.entrypoints import additions
from l10n_flow.errors import FileError, InputError, L10nFlowError, UsageError
from l10n_flow.files.reading import bytes_of
from l10n_flow.lookup import orphans, place_in_repository
from l10n_flow.model import Entry, Finding, Key, Severity, Span
from l10n_flow.project import Article, Project
from l10n_flow.reports import Completeness, Missed, Report, Rule
from l10n_flow.reports.report import once
from l10n_flow.workflow.checking import baseline as baselines
from l10n_flow.workflow.checking import thresholds
from l10n_flow.workflow.checking.baseline import Baseline, BaselineLine, Split
from l10n_flow.workflow.checking.thresholds import Threshold, ThresholdResult
from l10n_flow.workflow.incremental.ledger import (
    Ledger,
    Record,
    digest_of,
    fingerprint,
    noted,
    packed,
    path_of,
    state_of,
)
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
    from l10n_flow.workflow.checking.article import CheckContext
    from l10n_flow.workflow.checking.since import Changes


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """The options of one call, beyond the configuration."""

    fail_under: str = ""
    """`95` or `es=95,fa=80`; "" for the configuration's."""
    max_unreviewed: int | None = None
    fail_level: Severity | None = None
    baseline: Path | None = None
    update_baseline: bool = False
    since: str = ""
    """A git revision: only findings about what changed since then are reported."""
    site: Path | None = None
    """The folder of the built site that is read back; None for the usual one, if it exists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckScope(Scope):
    """What one call checks, and how grave the findings of project-level checks are."""

    @property
    def settings(self) -> Checking:
        """The project's settings."""
        return self.project.config.check

    def severity(
        self, check: str, locale: str, article: str = "", entry: Entry | None = None
    ) -> Severity | None:
        """How grave the findings of a project-level check are; None when they are not reported.

        They are not when the check is off, or when the finding is suppressed in this article.
        """
        row = PROJECT_LEVEL[check]
        chosen = self.settings.judged(locale).severity
        severity = chosen.get(check, row.severity)
        is_unwanted = severity is None or self.suppresses(check, article, locale, entry)
        return None if is_unwanted else severity

    def finding(
        self,
        check: str,
        locale: str,
        article: str,
        message: str,
        path: Path,
        line: int | None = None,
        entry: Entry | None = None,
        detail: str = "",
    ) -> Iterator[Finding]:
        """Yield the finding of a project-level check, unless it is off or suppressed."""
        severity = self.severity(check, locale, article, entry)
        if severity is not None:
            key, target = (entry.key, entry.target) if entry else (None, "")
            path = self.project.relative(path)
            yield Finding(
                check, severity, article, locale, message, path, line, key, target, detail=detail
            )

    def suppresses(self, check: str, article: str, locale: str, entry: Entry | None) -> bool:
        """Whether a comment in the entry or the configuration suppresses such a finding."""
        if not self.settings.suppressions and (entry is None or not entry.comments):
            return False
        from l10n_flow.checks.suppression import suppresses  # noqa: PLC0415 - for suppressions

        return suppresses(self.settings.suppressions, check, article, locale, entry)


@dataclass(frozen=True, slots=True)
class Checked:
    """One article's part of the report, and its record for the ledger."""

    article: str
    language: str = ""
    """The language that it is written in; "" when it cannot be read."""
    findings: tuple[Finding, ...] = ()
    completeness: tuple[Completeness, ...] = ()
    failures: tuple[L10nFlowError, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    """The files that were read, as `ledger.seen`."""
    wordings: Mapping[str, str] = field(default_factory=dict)
    """By language, the translations of its catalog, as `across.packed`."""
    state: str = ""
    """One digest of the contents of all files (`ledger.state_of`)."""


class ProjectLevelFindings(NamedTuple):
    """The findings of project-level checks."""

    findings: tuple[Finding, ...]
    failures: Mapping[str, L10nFlowError]
    """By language, why its addresses could not be compared: its `frozen.yaml` is damaged."""


def check(
    project: Project,
    articles: Sequence[Article],
    locales: Sequence[str],
    *,
    options: CheckOptions | None = None,
    whole: bool = False,
    dry_run: bool = False,
    progress: Progress = no_progress,
) -> Report:
    """The report about the articles in these languages.

    `whole` says that `articles` are all of the project: then orphaned catalogs, texts that are
    translated in two ways, and addresses of two articles are looked for too. A file that cannot be
    read is among the failures, and so is a damaged `frozen.yaml`; the rest is checked. With
    `dry_run` the baseline is not written.

    Raises `UsageError` for a wrong option, `ConfigError` for a damaged glossary or taxonomy,
    `InputError` for a damaged baseline.
    """
    options, settings = options or CheckOptions(), project.config.check
    limits = _limits(project, options, locales)
    known = _known(options, whole=whole)
    changes = _changes(project, options.since) if options.since else None
    looked = CheckScope(
        project=project,
        locales=tuple(locales),
        articles=articles,
        begun=begun(project),
        progress=progress,
    )
    done = _checked(looked, whole=whole)
    more = _project_level(looked, done) if whole else ProjectLevelFindings((), {})
    found = [*(finding for one in done for finding in one.findings), *more.findings]
    found += _of_the_site(looked, options.site, whole=whole)
    if changes is not None:
        from l10n_flow.workflow.checking.since import recent  # noqa: PLC0415 - and git

        found = recent(project, found, changes)
    found = _with_losses(looked, found, changes)
    rows = _with_totals([row for one in done for row in one.completeness], locales)
    verdict = ThresholdResult()
    if limits:
        verdict = thresholds.judged(rows, limits, settings.tolerance)
    scope = _Scope.of(project, locales, done, more, whole=whole, since=options.since)
    split = _split(project, found, known, options, scope, dry_run=dry_run)
    new, explained = once(split.new)
    return replace(
        _about(project, options, done, changes),
        failures=(*_broken(), *_failures(done), *more.failures.values()),
        findings=tuple(_gathered(project, new)),
        explained=explained,
        completeness=tuple(rows),
        missed=(*verdict.missed, *_unreviewed(rows, settings, options.max_unreviewed)),
        spared=verdict.spared,
        known=len(once(split.known)[0]) if options.baseline else None,
        gone=baselines.mistakes(split.gone) if split.gone else 0,
    )


def _of_the_site(looked: CheckScope, site: Path | None, *, whole: bool) -> Sequence[Finding]:
    """What is found on the pages in `site`, or on those that we built, where there are any."""
    if site is None and not (looked.project.output / "site").is_dir():
        return ()
    from l10n_flow.workflow.checking.readback import read_back  # noqa: PLC0415 - only for a site

    context = _context(looked)
    return read_back(context, looked.articles, site, whole=whole, progress=looked.progress)


def _split(
    project: Project,
    found: Sequence[Finding],
    known: Baseline,
    options: CheckOptions,
    scope: _Scope,
    *,
    dry_run: bool,
) -> Split:
    """The findings that are new, and those in the baseline, which is written if options ask."""
    if options.baseline is None:
        return Split(tuple(found), (), ())
    if known.known:
        known = baselines.followed(known, found, {one.name for one in project.articles()})
    if options.update_baseline:
        known = baselines.updated(known, found, covers=scope.covers)
        if not dry_run:
            baselines.save(options.baseline, known)
    return baselines.split(found, known, covers=scope.covers)


MISSING_WORDS = {"out-of-date", "no-catalog", "lost-words"}
"""Checks that find catalogs that lack texts of their articles, or words for them."""


def _with_losses(scope: CheckScope, found: list[Finding], changes: Changes | None) -> list[Finding]:
    """The findings, with those about what catalogs had in git and have no more."""
    if changes is None and not any(one.check in MISSING_WORDS for one in found):
        return found
    from l10n_flow.workflow.checking.formerly import formerly  # noqa: PLC0415 - and git

    former = formerly(scope.project, found, changes)
    if not any(former.values()):
        return found
    from l10n_flow.workflow.checking.losses import with_losses  # noqa: PLC0415 - as above

    return with_losses(scope, found, former, is_since=changes is not None)


_OUTDATED: Mapping[str, str] = {
    "edition-outdated": "{} editions were built from older texts of their articles",
    "page-outdated": "{} pages were built before their articles or translations were changed",
}
"""By check what it says of several files: one command builds all of them anew."""

_OF_A_CATALOG: Mapping[str, str] = {
    "review-outdated": "outdated reviews: {} translations were changed after a review",
    "lost-words": "{} translations that were reviewed are empty",
}
"""By check what it says of several entries of a catalog."""


def _gathered(project: Project, findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield the findings, with one for all outdated editions, one for all outdated pages, and one
    for all reviews of a catalog that are outdated, or whose words are gone.

    After a change of a few articles, what was built here before is outdated, and so are reviews
    after a tour through a catalog; a finding for each would hide in a log what the change has made
    wrong.
    """
    several: dict[tuple[str, Path | None], list[Finding]] = {}
    for one in findings:
        if (group := _group(one)) is not None:
            several.setdefault(group, []).append(one)
    for one in findings:
        group = _group(one)
        same = several[group] if group is not None else ()
        if len(same) < 2:
            yield one
        elif one is same[0]:
            yield _of_a_catalog(same) if group and group[1] else _of_files(project, same)


def _group(finding: Finding) -> tuple[str, Path | None] | None:
    """What makes findings one: the check, and the catalog for reviews; None for all others."""
    if finding.check in _OUTDATED:
        return finding.check, None
    is_of_an_entry = finding.check in _OF_A_CATALOG and finding.key is not None
    return (finding.check, finding.path) if is_of_an_entry else None


def _of_files(project: Project, same: Sequence[Finding]) -> Finding:
    folder = Path(os.path.commonpath([each.path for each in same]))
    return Finding(
        same[0].check,
        max(each.severity for each in same),
        "",
        "",
        _OUTDATED[same[0].check].format(len(same)),
        folder if folder.parts else project.relative(project.output),
    )


SHOWN_LINES = 5
"""How many places of a catalog one finding names."""


def _of_a_catalog(same: Sequence[Finding]) -> Finding:
    """One finding for several entries of a catalog, at the first, with the first lines."""
    lines = sorted(each.line for each in same if each.line)
    places = ", ".join(str(line) for line in lines[:SHOWN_LINES])
    more = " …" if len(lines) > SHOWN_LINES else ""
    at = f" (lines {places}{more})" if places else ""
    message = f"{_OF_A_CATALOG[same[0].check].format(len(same))}{at}"
    line = min(lines, default=None)
    return replace(same[0], message=message, line=line, key=None, target="", detail="", cause="")


def _about(
    project: Project, options: CheckOptions, done: Sequence[Checked], changes: Changes | None
) -> Report:
    """The report without findings and completeness: what was checked, and by which limits."""
    source = project.config.source
    return Report(
        project=project.config.name,
        version=__version__,
        root=project.root,
        prefix=place_in_repository(project.root),
        source=source,
        languages={one.article: one.language for one in done if one.language not in ("", source)},
        rules=_Rules(),
        fail_level=options.fail_level or project.config.check.fail_level,
        since=options.since,
        changed=changes.paths if changes else frozenset(),
    )


def _failures(done: Sequence[Checked]) -> Iterator[L10nFlowError]:
    for one in done:
        yield from one.failures


def _changes(project: Project, revision: str) -> Changes:
    from l10n_flow.workflow.checking.since import changes_since  # noqa: PLC0415 - and git

    return changes_since(project, revision)


def _broken() -> Iterator[L10nFlowError]:
    """Yield why checks of packages cannot be used."""
    if additions("checks"):
        from l10n_flow.checks.table import CHECKS  # noqa: PLC0415 - thirty modules

        yield from CHECKS.broken()


@cache
def rules() -> Mapping[str, Rule]:
    """What a report has about each check, by name."""
    from l10n_flow.checks.table import CHECKS  # noqa: PLC0415 - thirty modules, rarely needed

    rows = {name: (row.finds, row.remedy, row.severity) for name, row in CHECKS.usable().items()}
    rows |= {n: (row.finds, row.remedy, row.severity) for n, row in PROJECT_LEVEL.items()}
    return {
        name: Rule(name.replace("-", " "), f"{finds} {remedy}", severity)
        for name, (finds, remedy, severity) in rows.items()
    }


class _Rules(Mapping[str, Rule]):
    """`rules`, loaded when a report needs them: few do."""

    def __getitem__(self, name: str) -> Rule:
        return rules()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(rules())

    def __len__(self) -> int:
        return len(rules())


def _ledger(scope: CheckScope, name: str) -> Ledger:
    """A ledger of this work; its mark has all inputs except articles, catalogs and editions.

    Which checks there are depends on our code and on packages: both are in every mark.
    """
    project, config = scope.project, scope.project.config
    frozen = [project.frozen_path(tag) for tag in project.languages]
    mark = fingerprint(
        config.parsing,
        config.check,
        config.languages,
        config.article_languages,
        config.dates,
        config.catalogs,
        config.fields,
        config.taxonomy,
        config.publish,
        config.publish_locales,
        scope.locales,
        [_digest(path) for path in (project.terms, project.taxonomy, *frozen)],
    )
    return Ledger(path_of(project, name, scope.locales), mark)


def _digest(path: Path) -> str:
    """The digest of the file's bytes; "" when it cannot be read, which is reported on loading."""
    try:
        return digest_of(bytes_of(path) or b"")
    except FileError:
        return ""


def _checked(scope: CheckScope, *, whole: bool) -> list[Checked]:
    """Every article's part of the report; for articles that did not change, from the ledger."""
    ledger = _ledger(scope, "check")
    stands, todo = divided(scope, ledger, _restored)
    results = dict(stands)
    if todo or not stands:
        done = worked(_context(scope), ledger, _check, todo, label="Checking")
        results |= {article.name: checked for article, checked in done}
    if whole:
        ledger.drop_others(article.name for article in scope.articles)
    ledger.save()  # where it can: the folder may be read-only
    return [results[article.name] for article in scope.articles]


def _context(scope: CheckScope) -> CheckContext:
    """What checking needs to know. Raises `ConfigError` for a damaged glossary or taxonomy."""
    from l10n_flow.workflow.checking.article import context_of  # noqa: PLC0415 - see above

    found = context_of(scope.project, scope.locales)
    return replace(found, articles=scope.articles, begun=scope.begun, progress=scope.progress)


def _project_level(scope: CheckScope, done: Sequence[Checked]) -> ProjectLevelFindings:
    """The findings that need all articles; from the ledger when nothing has changed."""
    project = scope.project
    files = [project.frozen_path(tag) for tag in scope.locales]
    files += sorted(project.catalogs.glob("*/LC_MESSAGES/site.po"))
    orphaned = {
        locale: orphans(project, scope.articles, [locale])
        for locale in scope.locales
        if scope.severity("orphan", locale) is not None
    }
    known = [one.state for one in done]
    outside = [(str(path), _digest(path)) for path in files]
    state = digest_of(repr((known, outside, orphaned)).encode("utf-8", "surrogatepass"))
    ledger = _ledger(scope, "across")
    record = ledger.record(state)
    stands = restored("", record) if record else None
    if stands is not None:
        return ProjectLevelFindings(stands.findings, {})
    from l10n_flow.workflow.checking import wholeproject  # noqa: PLC0415 - see above

    found = wholeproject.project_level(scope, done, orphaned)
    ledger.drop_others(())
    if not found.failures:
        ledger.enter(state, record_of(Checked("", findings=found.findings)))
    ledger.save()  # where it can: the folder may be read-only
    return found


def _restored(article: Article, record: Record) -> Checked | None:
    """The part of an article that has not changed, from its record."""
    found = restored(article.name, record)
    return None if found is None else _light(found)


def _check(context: CheckContext, article: Article) -> Done[Checked]:
    """One article's part; no record when something could not be read."""
    from l10n_flow.workflow.checking.article import check_article  # noqa: PLC0415 - see above

    checked = check_article(context, article)
    return Done(_light(checked), None if checked.failures else packed(record_of(checked)))


def _light(done: Checked) -> Checked:
    """The part without what only its record needs, because there may be a hundred thousand."""
    return replace(done, files={}, state=state_of(done.files))


def _known(options: CheckOptions, *, whole: bool) -> Baseline:
    """The current baseline; a damaged one counts as empty when all of it is written again.

    Raises `UsageError` for options that contradict each other, `InputError` for a damaged baseline.
    """
    if options.update_baseline and options.baseline is None:
        raise UsageError("--update-baseline without a file", hint="add --baseline FILE")
    if options.update_baseline and options.since:
        raise UsageError(
            "--update-baseline with --since would forget all that did not change",
            hint="update the baseline in a run of its own, without --since",
        )
    if options.baseline is None:
        return Baseline()
    try:
        found = baselines.load(options.baseline)
    except InputError:
        if not (options.update_baseline and whole):
            raise
        found = None
    if found is None and not options.update_baseline:
        raise UsageError(
            f"there is no baseline '{options.baseline}'",
            hint="make it: add --update-baseline, and commit the file",
        )
    return found or Baseline()


@dataclass(frozen=True, slots=True)
class _Scope:
    """What was checked; lines of a baseline about anything else stay as they are."""

    languages: tuple[str, ...]
    """The project's."""
    locales: Sequence[str]
    read: frozenset[str]
    """The articles whose files could all be read."""
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
        more: ProjectLevelFindings,
        *,
        whole: bool,
        since: str,
    ) -> _Scope:
        unread = frozenset(one.article for one in done if one.failures)
        read = frozenset(one.article for one in done) - unread
        blind = frozenset(more.failures)
        return cls(project.languages, locales, read, unread, blind, whole, since)

    def covers(self, known: BaselineLine) -> bool:
        """Whether the check covered a line, also about an article or a language that is gone."""
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


def _limits(
    project: Project, options: CheckOptions, locales: Sequence[str]
) -> tuple[Threshold, ...]:
    """The limits for these languages, and for their sum: of the options, else of the project."""
    settings = project.config.check
    if options.fail_under:
        found = thresholds.parsed(options.fail_under, project.languages)
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
    rows: Sequence[Completeness], settings: Checking, options: int | None
) -> Iterator[Missed]:
    """The languages in which more segments await a review than the limit allows."""
    general = settings.max_unreviewed.get("")
    for row in rows:
        limit = settings.max_unreviewed.get(row.locale, general) if options is None else options
        if limit is not None:
            yield from thresholds.unreviewed([row], limit)


# In a ledger


def record_of(done: Checked) -> Record:
    """The record of one article's check.

    Law: `restored(done.article, record_of(done)) == done`, for work without failures.
    """
    findings = [_packed(finding) for finding in done.findings]
    rows = [(row.locale, row.article, row.segments, row.words) for row in done.completeness]
    stored = (done.language, findings, rows, done.wordings)
    notes = (json.dumps(stored, ensure_ascii=False, separators=(",", ":"), default=Path.as_posix),)
    return Record(dict(done.files), notes)


def restored(article: str, kept: Record) -> Checked | None:
    """The value that `record_of` was given; None when the record is damaged."""
    try:
        language, findings, rows, by_text = noted(kept)
        return Checked(
            article,
            language,
            tuple([_unpacked(one) for one in findings]),
            tuple([Completeness.of(*row) for row in rows]),
            files=kept.files,
            wordings=dict(by_text),
        )
    except (ValueError, TypeError, KeyError):
        return None


_packed = attrgetter(*(field.name for field in fields(Finding)))
"""The values of a finding; paths become texts in JSON."""


def _unpacked(packed: Sequence[Any]) -> Finding:
    """Raises `ValueError` or `TypeError` for what `_packed` did not make."""
    (check, severity, article, locale, message, path, line,
     key, target, span, source_span, suggestion, detail, cause) = packed  # fmt: skip
    key, span, source_span = (
        key and Key(*key),
        span and Span(*span),
        source_span and Span(*source_span),
    )
    about = article, locale, message, _path(path), line, key, target, span, source_span
    return Finding(check, Severity(severity), *about, suggestion, detail, cause)


_path = cache(Path)
"""Paths by their text: many findings are in one file, and a new `Path` is the slowest step here."""
