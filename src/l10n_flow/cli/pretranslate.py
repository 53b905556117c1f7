"""`l10n-flow pretranslate`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from l10n_flow.cli import output
from l10n_flow.cli.options import (
    AsJson,
    DryRun,
    Folder,
    Locales,
    Names,
    Quiet,
    now,
    select,
)
from l10n_flow.pretranslate.reasons import Reason
from l10n_flow.workflow.pretranslate import CatalogDrafts, PretranslateReport, Unavailable
from l10n_flow.workflow.pretranslate import pretranslate as draft_catalogs

__all__ = ["data", "lines", "pretranslate"]

SCHEMA = 1


def pretranslate(
    names: Names = None,
    locales: Locales = None,
    engine: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="The engine: argos, or fake for a trial; by default the configuration's.",
            show_default=False,
        ),
    ] = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
    folder: Folder = None,
) -> None:
    """Draft what nobody has translated yet: from reviewed translations, then by an engine.

    Segments that have words are left as they are. What an engine could break stays untranslated,
    and so does everything in a language that no model is installed for: that is no error. The
    network is never used.
    """
    chosen = select(folder, names, locales)
    with output.progress(quiet=quiet or as_json) as progress:
        report = draft_catalogs(
            chosen.project,
            chosen.articles,
            chosen.locales,
            now=now(),
            engine=engine,
            dry_run=dry_run,
            progress=progress,
        )
    if as_json:
        output.print_json(data(report, chosen.project.root, dry_run=dry_run))
    elif not quiet:
        for line in lines(report, dry_run=dry_run):
            output.say(line)
    output.finish(report.failures)
    if report.stopped:
        raise typer.Abort


def data(report: PretranslateReport, root: Path, *, dry_run: bool) -> Mapping[str, object]:
    """The report as docs/pretranslation.md describes it."""
    return {
        "schema": SCHEMA,
        "dry_run": dry_run,
        "stopped": report.stopped,
        "engines": list(report.engines),
        "catalogs": [_catalog_data(catalog) for catalog in report.catalogs],
        "unavailable": [
            {"source": lack.source, "target": lack.target, "what": lack.what, "hint": lack.remedy}
            for lack in report.unavailable
        ],
        "missing": [_place_data(catalog) for catalog in report.missing],
        "failures": [output.failure_data(failure, root) for failure in report.failures],
    }


def _place_data(catalog: CatalogDrafts) -> dict[str, object]:
    return {
        "article": catalog.article,
        "language": catalog.language,
        "locale": catalog.locale,
        "path": catalog.path.as_posix(),
    }


def _catalog_data(catalog: CatalogDrafts) -> dict[str, object]:
    return _place_data(catalog) | {
        "memory": catalog.memory,
        "copied": catalog.copied,
        "engine": catalog.engine,
        "left": [
            {"context": left.context, "source": left.source, "reason": left.reason.value}
            for left in catalog.left
        ],
    }


def lines(report: PretranslateReport, *, dry_run: bool) -> Iterator[str]:
    """The report as people read it."""
    if report.catalogs:
        rows = [_row(catalog) for catalog in report.catalogs]
        head = ["article", "in", "memory", "copied", "engine", "left"]
        yield from output.columns([head, *rows], right=[2, 3, 4, 5])
        yield ""
        yield _sum(report, dry_run=dry_run)
    elif not (report.missing or report.failures or report.stopped):
        yield "nothing to draft: every segment has words"
    yield from _left(report.catalogs)
    for lack in report.unavailable:
        yield _lack(lack, report.catalogs)
    for catalog in report.missing:
        yield f"{catalog.article} has no catalog in {catalog.locale} yet: l10n-flow sync"


def _sum(report: PretranslateReport, *, dry_run: bool) -> str:
    drafted = sum(catalog.drafted for catalog in report.catalogs)
    if not drafted:
        return "nothing drafted"
    would = "would be " if dry_run else ""
    engines = f" (engine: {', '.join(report.engines)})" if report.engines else ""
    return f"{output.counted(drafted, 'segment')} {would}drafted{engines}"


def _row(catalog: CatalogDrafts) -> Sequence[str]:
    numbers = (catalog.memory, catalog.copied, catalog.engine, len(catalog.left))
    return [catalog.article, catalog.locale, *(str(number or "-") for number in numbers)]


def _left(catalogs: Sequence[CatalogDrafts]) -> Iterator[str]:
    """Yield why segments are left, the most frequent reason first."""
    reasons = Counter(left.reason for catalog in catalogs for left in catalog.left)
    reasons.pop(Reason.NO_MODEL, None)  # said with the remedy
    for reason, number in reasons.most_common():
        yield f"{output.counted(number, 'segment')} left: {reason.label}"


def _lack(lack: Unavailable, catalogs: Sequence[CatalogDrafts]) -> str:
    left = [
        sum(left.reason is Reason.NO_MODEL for left in catalog.left)
        for catalog in catalogs
        if (catalog.language, catalog.locale) == (lack.source, lack.target)
    ]
    segments = output.counted(sum(left), "segment")
    articles = output.counted(sum(map(bool, left)), "article")
    return f"{segments} in {articles} left: {lack.what}; get one with: {lack.remedy}"
