"""`l10n-flow pretranslate`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated

import typer

from l10n_flow.cli import output
from l10n_flow.cli.options import (
    NO_ARTICLES,
    AsJson,
    DryRun,
    Folder,
    Locales,
    Names,
    Quiet,
    Workers,
    now,
    select,
)
from l10n_flow.language.counting import counted
from l10n_flow.pretranslate.drafts import KINDS, Reason
from l10n_flow.workflow.drafting.pairs import CatalogDrafts, PretranslateOptions
from l10n_flow.workflow.drafting.pretranslate import (
    PretranslateReport,
    Unavailable,
)
from l10n_flow.workflow.drafting.pretranslate import pretranslate as draft_catalogs

SCHEMA = 2


def pretranslate(
    names: Names = None,
    locales: Locales = None,
    engine: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="argos, libretranslate, or fake for a trial; by default the configuration's.",
        ),
    ] = None,
    fast: Annotated[
        bool, typer.Option("--fast", help="Use beam size 1: three times as fast, slightly worse.")
    ] = False,
    renew: Annotated[
        bool, typer.Option("--renew", help="Replace machine drafts that nobody has edited.")
    ] = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
    workers: Workers = None,
    folder: Folder = None,
) -> None:
    """Draft what nobody has translated yet: from memory, then by an engine.

    The steps, each for what the one before left: the same text translated elsewhere; the unchanged
    sentences of a text that changed; a similar text; an engine. A draft keeps the markup, uses the
    glossary's terms, and says why it needs a look. What somebody has written is never changed, and
    what an engine gets wrong stays untranslated. A language without a model is no error. The
    network is not used, unless the configuration names a server.
    """
    chosen = select(folder, names, locales, workers)
    with output.progress(quiet=quiet or as_json) as progress:
        report = draft_catalogs(
            chosen.project,
            chosen.articles,
            chosen.locales,
            now=now(),
            options=PretranslateOptions(engine, fast=fast, renew=renew, dry_run=dry_run),
            progress=progress,
        )
    if as_json:
        output.print_json(data(report, dry_run=dry_run), chosen.project.root)
    elif not quiet:
        output.print_lines(lines(report, dry_run=dry_run) if chosen.articles else [NO_ARTICLES])
    output.warn(report.warnings)
    output.finish(report.failures)
    if report.stopped:
        raise typer.Abort


def data(report: PretranslateReport, *, dry_run: bool) -> Mapping[str, object]:
    """The report as docs/pretranslation.md describes it."""
    return {
        "schema": SCHEMA,
        "dry_run": dry_run,
        "stopped": report.stopped,
        "warnings": list(report.warnings),
        "engines": list(report.engines),
        "catalogs": [_catalog_data(catalog) for catalog in report.catalogs],
        "unavailable": [
            {"source": lack.source, "target": lack.target, "what": lack.what, "hint": lack.remedy}
            for lack in report.unavailable
        ],
        "missing": [_place_data(catalog) for catalog in report.missing],
        "failures": report.failures,
    }


def _place_data(catalog: CatalogDrafts) -> dict[str, object]:
    return {
        "article": catalog.article,
        "language": catalog.language,
        "locale": catalog.locale,
        "path": catalog.path,
    }


def _catalog_data(catalog: CatalogDrafts) -> dict[str, object]:
    return _place_data(catalog) | {
        "drafts": dict(catalog.drafts),
        "looks": catalog.looks,
        "left": [
            {"context": left.context, "source": left.source, "reason": left.reason.value}
            for left in catalog.left
        ],
    }


def lines(report: PretranslateReport, *, dry_run: bool) -> Iterator[str]:
    """The report as people read it."""
    if report.catalogs:
        yield from _table(report.catalogs)
        yield ""
        yield from _sum(report, dry_run=dry_run)
    elif not (report.missing or report.failures or report.stopped):
        yield "nothing to draft: every segment has words"
    yield from _left(report.catalogs)
    for lack in report.unavailable:
        yield from _lack(lack, report.catalogs)
    for catalog in report.missing:
        yield f"{catalog.article} has no catalog in {catalog.locale} yet: l10n-flow sync"


def _sum(report: PretranslateReport, *, dry_run: bool) -> Iterator[str]:
    """Yield how much was drafted: one engine in the same line, several in a line each."""
    drafted = sum(catalog.drafted for catalog in report.catalogs)
    if not drafted:
        yield "nothing drafted"
        return
    would = "would be " if dry_run else ""
    one = f" (engine: {report.engines[0]})" if len(report.engines) == 1 else ""
    looks = sum(catalog.looks for catalog in report.catalogs)
    more = f"; {looks:,} with something to look at" if looks else ""
    yield f"{counted(drafted, 'segment')} {would}drafted{one}{more}"
    if len(report.engines) > 1:
        yield from (f"engine: {name}" for name in report.engines)


def _table(catalogs: Sequence[CatalogDrafts]) -> Iterator[str]:
    """The numbers as lines; a step that made no draft has no column."""
    used = [step for step in KINDS if any(catalog.drafts[step] for catalog in catalogs)]
    headings = ["article", "in", *used, "left"]
    rows = []
    for catalog in catalogs:
        numbers = (*(catalog.drafts[step] for step in used), len(catalog.left))
        rows.append([catalog.article, catalog.locale, *(str(number or "-") for number in numbers)])
    yield from output.table(headings, rows, right=range(2, len(headings)), one="catalog")


def _left(catalogs: Sequence[CatalogDrafts]) -> Iterator[str]:
    """Yield the reasons why segments have no draft, the most frequent first."""
    reasons = Counter(left.reason for catalog in catalogs for left in catalog.left)
    reasons.pop(Reason.NO_MODEL, None)  # reported with the remedy
    for reason, number in reasons.most_common():
        yield f"{counted(number, 'segment')} left: {reason.label}"


def _lack(lack: Unavailable, catalogs: Sequence[CatalogDrafts]) -> Iterator[str]:
    """Yield what is missing for a pair of languages, and the command that gets it."""
    left = [
        sum(left.reason is Reason.NO_MODEL for left in catalog.left)
        for catalog in catalogs
        if (catalog.language, catalog.locale) == (lack.source, lack.target)
    ]
    segments = counted(sum(left), "segment")
    articles = counted(sum(map(bool, left)), "article")
    yield f"{segments} in {articles} left: {lack.what}; get one with:"
    yield f"  {lack.remedy}"
