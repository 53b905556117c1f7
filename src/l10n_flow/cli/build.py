"""`l10n-flow build`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from l10n_flow.cli import output
from l10n_flow.cli.options import (
    NO_ARTICLES,
    AsJson,
    CommandScope,
    DryRun,
    Folder,
    Locales,
    Names,
    Quiet,
    Workers,
    select,
)
from l10n_flow.errors import L10nFlowError
from l10n_flow.language.counting import counted
from l10n_flow.workflow.building.build import BuildReport
from l10n_flow.workflow.building.build import build as build_editions
from l10n_flow.workflow.building.publishing import EditionBuilt
from l10n_flow.workflow.incremental.runner import Progress

SCHEMA = 1


def build(
    names: Names = None,
    locales: Locales = None,
    to: Annotated[
        str,
        typer.Option(
            "--to",
            metavar="FORMAT",
            help="markdown, site, hugo, jekyll, pelican or json (docs/outputs.md).",
        ),
    ] = "markdown",
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            "-o",
            metavar="DIR",
            help="Write to DIR/<locale>/ instead of the output folder.",
        ),
    ] = None,
    bare: Annotated[
        bool,
        typer.Option("--bare", help="Only the document: no generated fields, notices or links."),
    ] = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
    workers: Workers = None,
    folder: Folder = None,
) -> None:
    """Write the editions: every article in every language that may be published.

    What may be published, and what stands for text that nobody translated, is decided by 'publish'
    in the configuration. Only files whose content changes are written. With --bare, a document
    whose translations equal the original is the original, byte for byte.

    With --to site, editions are pages that a server can show as they are, with home and category
    pages, feeds and a map of the site; they are read back, and what is wrong in them is told.
    """
    chosen = select(folder, names, locales, workers)
    place = out if out is None or folder is None else folder / out
    with output.progress(quiet=quiet or as_json) as progress:
        report = build_editions(
            chosen.project,
            chosen.articles,
            chosen.locales,
            to=to,
            out=place,
            bare=bare,
            dry_run=dry_run,
            whole=chosen.whole and not chosen.misfits,
            progress=progress,
        )
        if to == "site" and not dry_run and report.articles:
            report = replace(
                report, findings=(*report.findings, *_of_pages(chosen, place, progress))
            )
    root = chosen.project.root
    if as_json:
        output.print_json(data(report, dry_run=dry_run), root)
    elif not quiet:
        output.print_lines(lines(report, dry_run=dry_run))
        output.warn(report.warnings)
    output.finish((*report.findings, *report.failures), root)


def _of_pages(
    chosen: CommandScope, place: Path | None, progress: Progress
) -> tuple[L10nFlowError, ...]:
    """The errors in the pages of the site that was built; none where no page could be."""
    if place is not None and not any(place.glob("**/*.html")):
        return ()
    from l10n_flow.workflow.checking.readback import errors_of_pages  # noqa: PLC0415 - with a site

    project, articles, locales = chosen.project, chosen.articles, chosen.locales
    whole = chosen.whole and not chosen.misfits
    return errors_of_pages(project, articles, locales, place, whole=whole, progress=progress)


def data(report: BuildReport, *, dry_run: bool) -> Mapping[str, object]:
    """The report as docs/json.md describes it."""
    return {
        "schema": SCHEMA,
        "dry_run": dry_run,
        "out": report.out,
        "articles": report.articles,
        "unchanged": report.unchanged,
        "editions": [
            {
                "article": edition.article,
                "locale": edition.locale,
                "path": edition.place,
                "outcome": edition.outcome,
                "status": edition.status,
                "percent": edition.percent,
            }
            for edition in report.editions
        ],
        "empty": dict(report.empty),
        "common": report.common,
        "removed": report.removed,
        "warnings": list(report.warnings),
        "findings": report.findings,
        "failures": report.failures,
    }


NOT_PUBLISHED = {
    "kept": "below the threshold: left as it was",
    "lost": "nothing is translated any more: left as it was",
    "hidden": "not published: something is untranslated",
    "failed": "not built",
}


def lines(report: BuildReport, *, dry_run: bool) -> Iterator[str]:
    """The report as people read it: a row for each edition that is held back, and the totals."""
    held = [edition for edition in report.editions if edition.outcome in NOT_PUBLISHED]
    if held:
        rows = [[e.article, e.locale, _ready(e), NOT_PUBLISHED[e.outcome]] for e in held]
        yield from output.columns([["article", "in", "ready", ""], *rows], right=[2])
        yield ""
    if not report.articles:
        yield NO_ARTICLES
        return
    outcomes = Counter(edition.outcome for edition in report.editions)
    would = "would be " if dry_run else ""
    removed = len(report.removed)
    counts = [
        (outcomes["written"], f"{would}written"),
        (outcomes["current"], "as before"),
        (removed, f"{would}removed"),
    ]
    parts = [f"{number:,} {words}" for number, words in counts if number]
    if parts:  # the first says of what
        number, words = next(part for part in counts if part[0])
        parts[0] = f"{counted(number, 'edition')} {words}"
    if report.common:
        parts.append(f"{counted(report.common, 'other file')} {would}written")
    if report.unchanged:
        parts.append(f"{counted(report.unchanged, 'article')} unchanged")
    empty = sum(report.empty.values())
    if empty:
        parts.append(f"{empty:,} untranslated not published")
    where = report.pattern or f"{report.out.as_posix()}/"
    yield f"{where}: " + (", ".join(parts) or "no edition could be written")


def _ready(edition: EditionBuilt) -> str:
    return "?" if edition.percent is None else f"{edition.percent} %"
