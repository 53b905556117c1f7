"""`l10n-flow exchange`: export, import."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from l10n_flow.cli import output
from l10n_flow.cli.commandline import PlainCommand, group
from l10n_flow.cli.options import (
    AsJson,
    DryRun,
    Folder,
    Locales,
    Names,
    Quiet,
    now,
    open_project,
    select,
)
from l10n_flow.errors import L10nFlowError
from l10n_flow.language.counting import counted
from l10n_flow.visible import visible
from l10n_flow.workflow.exchange import xliff as exchange
from l10n_flow.workflow.exchange.xliff import (
    ImportedSegments,
    SkippedUnit,
    XliffExportReport,
    XliffImportReport,
)

SCHEMA = 1

app = group("Export segments for translators elsewhere, and import what comes back (XLIFF).")


@app.command("export", cls=PlainCommand)
def export_units(
    names: Names = None,
    locales: Locales = None,
    to: Annotated[
        str,
        typer.Option("--to", metavar="FORM", help="xliff (that is 1.2), xliff-1.2 or xliff-2.1."),
    ] = "xliff",
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", help="The folder to write to; by default `exchange` beside the editions."
        ),
    ] = None,
    only_open: Annotated[
        bool, typer.Option("--open", help="Leave out what is translated or reviewed.")
    ] = False,
    copies_source: Annotated[
        bool,
        typer.Option(
            "--copy-source",
            help="Write the source where nobody has translated yet, for tools that show nothing of"
            " a segment without a translation: OmegaT.",
        ),
    ] = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
    folder: Folder = None,
) -> None:
    """Write the catalogs' segments to XLIFF files, one per pair of languages.

    Translators elsewhere work in them with memoQ, Trados, MateCat or OmegaT; `exchange import`
    takes them back. Bring the catalogs up to date first: l10n-flow sync.
    """
    version = exchange.version_named(to)
    chosen = select(folder, names, locales)
    where = chosen.project.output / "exchange" if out is None else out
    with output.progress(quiet=quiet or as_json) as progress:
        report = exchange.export(
            chosen.project,
            chosen.articles,
            chosen.locales,
            where,
            version=version,
            only_open=only_open,
            copies_source=copies_source,
            progress=progress,
        )
    root = chosen.project.root
    if as_json:
        output.print_json(_export_data(report), root)
    elif not quiet:
        output.print_lines(_export_lines(report))
    output.warn(f"{_named(left)}: left out, for {left.reason}" for left in report.left)
    output.finish(report.failures, root)


@app.command("import", cls=PlainCommand)
def import_units(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="XLIFF files.")],
    by: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="Who reviewed what a file calls final; without a name, it counts as translated.",
        ),
    ] = "",
    theirs: Annotated[
        bool,
        typer.Option(
            "--theirs",
            help="Where a segment was translated here meanwhile, use the file's translation.",
        ),
    ] = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
    folder: Folder = None,
) -> None:
    """Import translations from XLIFF files that were exported here.

    A unit that lost a link or a placeholder, or whose source was changed, is left out and listed.
    """
    project = open_project(folder)
    reports: list[XliffImportReport] = []
    failures: list[L10nFlowError] = []
    for file in files:
        try:
            with output.progress(quiet=quiet or as_json) as progress:
                reports.append(
                    exchange.import_file(
                        project,
                        file,
                        now=now(),
                        by=by,
                        theirs=theirs,
                        dry_run=dry_run,
                        progress=progress,
                    )
                )
        except L10nFlowError as error:
            failures.append(error)
    failures += [failure for report in reports for failure in report.failures]
    if as_json:
        output.print_json(_import_data(reports, failures, dry_run=dry_run), project.root)
    elif not quiet:
        for report in reports:
            output.print_lines(_import_lines(report, dry_run=dry_run))
    for report in reports:
        output.warn(_left(report.refused))
        output.warn(_left(report.conflicts))
    output.finish(failures, project.root, findings=any(r.refused or r.conflicts for r in reports))


def _named(left: SkippedUnit) -> str:
    line = f":{left.place.line}" if left.place.line else ""
    return f"{left.place.path.as_posix()}{line}: unit {visible(left.id)}"


def _left(units: Sequence[SkippedUnit]) -> Iterator[str]:
    listed = output.shortlist(units)
    yield from (f"{_named(left)} was not taken: {visible(left.reason)}" for left in listed)
    yield from output.rest(units, listed)


def _export_data(report: XliffExportReport) -> Mapping[str, object]:
    """The report as docs/json.md describes it."""
    return {
        "schema": SCHEMA,
        "files": [asdict(file) for file in report.files],
        "left": [_left_data(left) for left in report.left],
        "failures": report.failures,
    }


def _left_data(left: SkippedUnit) -> Mapping[str, object]:
    return {
        "path": left.place.path,
        "line": left.place.line,
        "unit": left.id,
        "reason": left.reason,
    }


def _import_data(
    reports: Sequence[XliffImportReport], failures: Sequence[L10nFlowError], *, dry_run: bool
) -> Mapping[str, object]:
    return {
        "schema": SCHEMA,
        "dry_run": dry_run,
        "files": [
            {
                "file": report.file,
                "catalogs": [asdict(one) for one in report.catalogs],
                "conflicts": [_left_data(left) for left in report.conflicts],
                "refused": [_left_data(left) for left in report.refused],
            }
            for report in reports
        ],
        "failures": failures,
    }


def _export_lines(report: XliffExportReport) -> Iterator[str]:
    """The report as people read it."""
    if not report.files and not report.failures:
        yield "there is nothing to export"
    for file in report.files:
        units = counted(file.units, "segment")
        articles = counted(file.articles, "article")
        yield f"{file.path}: {units} of {articles}, {file.source} → {file.locale}"


def _import_lines(report: XliffImportReport, *, dry_run: bool) -> Iterator[str]:
    changed = [one for one in report.catalogs if one.reviewed or one.translated or one.drafts]
    rows = [[one.article, one.locale, *_counts(one)] for one in changed]
    if rows:
        head = ["article", "in", "reviewed", "translated", "draft"]
        yield from output.columns([head, *rows], right=[2, 3, 4])
        yield ""
    taken = sum(one.reviewed + one.translated + one.drafts for one in report.catalogs)
    same = sum(one.same + one.empty for one in report.catalogs)
    would = "would be " if dry_run else ""
    left = len(report.refused) + len(report.conflicts)
    parts = [f"{counted(taken, 'segment')} of {report.file} {would}taken"]
    if same:
        parts.append(f"{same} without anything new")
    if left:
        parts.append(f"{left} not taken")
    yield "; ".join(parts)
    for original, path in report.renamed:
        yield f"{visible(original)} in the file is {path} by now: it has the file's segments."
    by_source = sum(one.by_source for one in report.catalogs)
    if by_source:
        found = counted(by_source, "segment")
        yield f"The ids in the file are not ours: {found} found by source."
    copied = sum(one.copied for one in report.catalogs)
    if copied:
        have = f"{counted(copied, 'segment')} {'has' if copied == 1 else 'have'}"
        yield f"{have} the source as translation and no state: not taken as translated."
    noted = sum(one.noted for one in report.catalogs)
    if noted:
        verb = "would become" if dry_run else "became"
        yield f"Notes of {counted(noted, 'segment')} {verb} comments in the catalogs."
    if report.conflicts:
        yield "Where a segment was translated here meanwhile, --theirs takes the file's words."
    if report.has_gone:
        yield "A memory keeps the words for segments that are gone, for texts like them:"
        yield f"l10n-flow memory import {report.file}"


def _counts(one: ImportedSegments) -> list[str]:
    return [str(number) if number else "-" for number in (one.reviewed, one.translated, one.drafts)]
