"""`l10n-flow run`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from shlex import quote

from l10n_flow import extras
from l10n_flow.cli import build, output, pretranslate, status, sync
from l10n_flow.cli.options import (
    NO_ARTICLES,
    AsJson,
    CommandScope,
    Folder,
    Locales,
    Names,
    Quiet,
    Workers,
    now,
    select,
)
from l10n_flow.language.counting import counted
from l10n_flow.model import State
from l10n_flow.pretranslate.drafts import Reason
from l10n_flow.project import Project
from l10n_flow.visible import visible
from l10n_flow.workflow.drafting.pretranslate import Unavailable
from l10n_flow.workflow.run import RunReport
from l10n_flow.workflow.run import run as run_all
from l10n_flow.workflow.status import ArticleStatus, EditionStatus

SCHEMA = 1


def run(
    names: Names = None,
    locales: Locales = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
    workers: Workers = None,
    folder: Folder = None,
) -> None:
    """Run sync, pretranslate and build, and show what is left.

    Without an engine, or without a model for a pair of languages, nothing is drafted, and the
    command that installs it is shown; everything else is still done.
    """
    chosen = select(folder, names, locales, workers)
    with output.progress(quiet=quiet or as_json) as progress:
        report = run_all(
            chosen.project,
            chosen.articles,
            chosen.locales,
            now=now(),
            whole=not names,
            progress=progress,
        )
    if as_json:
        output.print_json(data(report, chosen), chosen.project.root)
    elif not quiet:
        output.print_lines(lines(report, chosen))
        output.warn((*chosen.notes, *report.warnings))
    output.finish((*report.findings, *report.failures), chosen.project.root)


def data(report: RunReport, chosen: CommandScope) -> Mapping[str, object]:
    """The report as docs/json.md describes it: one document for each step."""
    return {
        "schema": SCHEMA,
        "sync": sync.data(report.sync, dry_run=False),
        "pretranslate": pretranslate.data(report.pretranslate, dry_run=False),
        "build": build.data(report.build, dry_run=False),
        "site": None if report.site is None else build.data(report.site, dry_run=False),
        "status": status.data(report.status, chosen),
    }


def lines(report: RunReport, chosen: CommandScope) -> Iterator[str]:
    """The report as people read it: the steps, the editions, what is left, what to type next."""
    if not chosen.articles:
        yield NO_ARTICLES
        return
    yield from sync.moved_lines(report.sync.moves, dry_run=False)
    yield from sync.passed_lines(report.sync.passed)
    yield from _steps(report)
    yield ""
    yield from output.columns(
        [["editions", "to translate", "drafts", "to review"], *_rows(report, chosen)],
        right=[1, 2, 3],
    )
    if report.status.unreadable:
        yield status.unread_line(report.status)
    steps = list(_next(report, chosen.project))
    if steps:
        yield ""
        yield from ("Next:", *(f"  {line}" for line in output.columns(steps)))


def _steps(report: RunReport) -> Iterator[str]:
    """One line for each step."""
    drafted = sum(catalog.drafted for catalog in report.pretranslate.catalogs)
    engines = ", ".join(report.pretranslate.engines)
    parts = [counted(drafted, "segment") + " drafted" + (f" by {engines}" if engines else "")]
    if report.pretranslate.unavailable:
        parts.append(_without_model(report.pretranslate.unavailable))
    parts += [remark.what for remark in report.remarks]
    if unsure := _left(report, Reason.UNSURE):
        parts.append(f"{unsure:,} too unsure (pretranslate.min_confidence)")
    yield f"sync          {list(sync.lines(report.sync, dry_run=False))[-1]}"
    yield f"pretranslate  {'; '.join(parts)}"
    yield f"build         {list(build.lines(report.build, dry_run=False))[-1]}"
    if report.site is not None:
        yield f"site          {list(build.lines(report.site, dry_run=False))[-1]}"


def _left(report: RunReport, reason: Reason) -> int:
    """How many segments have no draft for this reason."""
    catalogs = report.pretranslate.catalogs
    return sum(left.reason is reason for catalog in catalogs for left in catalog.left)


def _without_model(pairs: Sequence[Unavailable]) -> str:
    others = len(pairs) - 1
    more = f" and {counted(others, 'other pair')}" if others else ""
    return f"no model for {pairs[0].source} → {pairs[0].target}{more}"


def _rows(report: RunReport, chosen: CommandScope) -> Iterator[Sequence[str]]:
    """Yield a row for each language: where its editions are, and how many words are left."""
    for locale in chosen.locales:
        tallies = report.status.total(locale)
        states = (State.UNTRANSLATED, State.DRAFT, State.TRANSLATED)
        words = [tallies[state].words for state in states]
        cells = [counted(number, "word") if number else "-" for number in words]
        yield [report.build.place(locale), *cells]


def _next(report: RunReport, project: Project) -> Iterator[Sequence[str]]:
    """Yield what to do next, each with the catalog that has the most of it."""
    editions = [(a, e) for a in report.status.articles for e in a.editions]
    article, edition = max(editions, key=_to_translate, default=(None, None))
    if article and edition and _to_translate((article, edition)):
        path = project.relative(project.catalog_path(article.article, edition.locale))
        yield "translate", visible(f"l10n-flow review {quote(article.article.name)}")
        yield "or edit", visible(path.as_posix())
        yield "then", "l10n-flow run"
    if report.site is not None:
        yield "read it", "l10n-flow serve"
    elif project.config.site.url:
        yield "for the site", extras.install("site")
    for remark in report.remarks[:1]:
        if remark.hint:
            yield "for drafts", remark.hint
    lacks = report.pretranslate.unavailable
    listed = lacks if len(lacks) <= MAX_PAIRS else lacks[: MAX_PAIRS - 1]
    yield from (("for drafts", lack.remedy) for lack in listed)
    if rest := len(lacks) - len(listed):
        more = counted(rest, "more pair")
        yield "", f"… and {more}: l10n-flow pretranslate names them"
    for maker in report.pretranslate.engines:
        demonstrated = _DEMONSTRATION.match(maker)
        if demonstrated:
            source, target = demonstrated.groups()
            yield "for drafts", f"l10n-flow models install {source} {target}"
    article, edition = max(editions, key=_to_review, default=(None, None))
    if article and edition and _to_review((article, edition)):
        target = f"{quote(article.article.name)} --locale {edition.locale}"
        yield "when reviewed", visible(f"l10n-flow approve {target} --by NAME")


MAX_PAIRS = 4
"""The maximum number of lines for languages without a model; the last is for the rest."""

_DEMONSTRATION = re.compile(r"demo-([\w-]+)_([\w-]+?)-\d")
"""The identity of a phrase model, as in the sample newsroom; a real model replaces it."""


def _to_translate(item: tuple[ArticleStatus, EditionStatus]) -> int:
    tallies = item[1].tallies
    return tallies[State.UNTRANSLATED].words + tallies[State.DRAFT].words


def _to_review(item: tuple[ArticleStatus, EditionStatus]) -> int:
    return item[1].tallies[State.TRANSLATED].words
