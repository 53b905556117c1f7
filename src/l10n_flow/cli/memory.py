"""`l10n-flow memory`: import, export, list, search."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from l10n_flow.cli import output
from l10n_flow.cli.commandline import PlainCommand, group
from l10n_flow.cli.options import AsJson, DryRun, Folder, Locales, Quiet, open_project
from l10n_flow.errors import L10nFlowError, UsageError
from l10n_flow.language.counting import counted
from l10n_flow.memory import tmx
from l10n_flow.memory.matching import Match
from l10n_flow.visible import visible
from l10n_flow.workflow.exchange import memory as memories
from l10n_flow.workflow.exchange import unitfiles
from l10n_flow.workflow.exchange.memory import (
    Counted,
    ListReport,
    LocaleMatches,
    MemoryExportReport,
    MemoryImportReport,
    SearchReport,
)

SCHEMA = 1

_REASONS: Mapping[str, str] = {
    tmx.LANGUAGE: "not in two of the project's languages",
    tmx.EMPTY: "without words",
    tmx.WRONG: "not as TMX writes units",
    unitfiles.DRAFT: "not confirmed by anybody",
    unitfiles.PLURAL: "with plural forms",
}

_ARRIVALS = ("draft", "translated")

app = group("Import, export and search translation memories.")


@app.command("import", cls=PlainCommand)
def import_memories(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="TMX, XLIFF or PO files.")],
    name: Annotated[
        str, typer.Option(metavar="NAME", help="The memory's name; by default the file's.")
    ] = "",
    locale: Annotated[
        str,
        typer.Option(
            "--locale",
            "-l",
            metavar="LOCALE",
            help="The language of a PO file whose header does not name one.",
        ),
    ] = "",
    arrive: Annotated[
        str,
        typer.Option(
            "--as",
            metavar="STATE",
            help="The state of texts that match exactly: draft or translated.",
        ),
    ] = "draft",
    dry_run: DryRun = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
    folder: Folder = None,
) -> None:
    """Import translations from files of other tools into the project.

    What is in the project's languages goes into memory/NAME.tmx, which belongs in git.
    Importing again adds what is new. en-US counts as en, fa-IR as fa.
    """
    if name and len(files) > 1:
        raise UsageError("several files and one --name", hint="import them one by one")
    project = open_project(folder)
    if arrive not in _ARRIVALS:
        raise UsageError(
            f"'{arrive}' is not a state in which units can arrive",
            hint="--as draft, --as translated",
        )
    reports, failures = [], []
    for file in files:
        try:
            reports.append(
                memories.import_file(
                    project,
                    file,
                    name=name or None,
                    locale=locale,
                    vouched=arrive == "translated",
                    dry_run=dry_run,
                )
            )
        except L10nFlowError as error:
            failures.append(error)
    if as_json:
        output.print_json(_import_data(reports, failures, dry_run=dry_run), project.root)
    elif not quiet:
        for report in reports:
            output.print_lines(_import_lines(report, dry_run=dry_run))
            output.warn([str(fault) for fault in report.faults])
    output.finish(failures, Path.cwd())


@app.command("export", cls=PlainCommand)
def export_memory(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The TMX file to write.")],
    locales: Locales = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
    folder: Folder = None,
) -> None:
    """Write what people translated to a TMX file.

    That is what is translated or reviewed in the project's catalogs; drafts are left out. The same
    catalogs give the same bytes.
    """
    project = open_project(folder)
    chosen = project.select_locales(locales or ())
    with output.progress(quiet=quiet or as_json) as progress:
        report = memories.export(project, file, chosen, progress=progress)
    if as_json:
        output.print_json(_export_data(report), project.root)
    elif not quiet:
        output.print_lines(_export_lines(report))
    output.warn(
        f"left out, for it has a character that XML cannot hold: {unit.origin}: {unit.source!r}"
        for unit in report.refused
    )
    output.finish(report.failures, project.root)


@app.command("list", cls=PlainCommand)
def list_memories(locales: Locales = None, as_json: AsJson = False, folder: Folder = None) -> None:
    """Show what pretranslation remembers.

    That is what people translated in the catalogs, and the memories that were imported.
    """
    project = open_project(folder)
    chosen = project.select_locales(locales or ())
    with output.progress(quiet=as_json) as progress:
        report = memories.listed(project, chosen, progress=progress)
    if as_json:
        output.print_json(_list_data(report), project.root)
    else:
        output.print_lines(_list_lines(report))
    output.finish(report.failures, project.root)


@app.command("search", cls=PlainCommand)
def search_memories(
    text: Annotated[
        str, typer.Argument(metavar="TEXT", help="A segment, as it stands in a catalog.")
    ],
    locales: Locales = None,
    source: Annotated[
        str,
        typer.Option(
            "--from", metavar="LOCALE", help="The text's language; by default the project's."
        ),
    ] = "",
    min_percent: Annotated[
        int,
        typer.Option("--min", min=1, max=100, metavar="PERCENT", help="The lowest match to show."),
    ] = 50,
    limit: Annotated[
        int,
        typer.Option(min=1, metavar="NUMBER", help="How many matches to show in each language."),
    ] = 5,
    as_json: AsJson = False,
    folder: Folder = None,
) -> None:
    """Show how a text, or one like it, was translated before."""
    project = open_project(folder)
    chosen = project.select_locales(locales or ())
    (language,) = project.select_locales([source]) if source else (project.config.source,)
    with output.progress(quiet=as_json) as progress:
        report = memories.search(
            project,
            text,
            chosen,
            source=language,
            min_percent=min_percent,
            limit=limit,
            progress=progress,
        )
    if as_json:
        output.print_json(_search_data(report, text, language), project.root)
    else:
        output.print_lines(_search_lines(report))
    output.finish(report.failures, project.root)


def _import_data(
    reports: Sequence[MemoryImportReport], failures: Sequence[L10nFlowError], *, dry_run: bool
) -> Mapping[str, object]:
    """The reports as docs/memory.md describes them."""
    return {
        "schema": SCHEMA,
        "dry_run": dry_run,
        "files": [
            {
                "file": report.file,
                "path": report.path,
                "units": report.count,
                "pairs": [asdict(pair) for pair in report.pairs],
                "skipped": dict(report.skipped),
                "languages": list(report.languages),
            }
            for report in reports
        ],
        "failures": failures,
    }


def _export_data(report: MemoryExportReport) -> Mapping[str, object]:
    return {
        "schema": SCHEMA,
        "path": report.path,
        "pairs": [asdict(pair) for pair in report.pairs],
        "refused": [
            {"origin": unit.origin, "context": unit.context, "source": unit.source}
            for unit in report.refused
        ],
        "failures": report.failures,
    }


def _list_data(report: ListReport) -> Mapping[str, object]:
    return {
        "schema": SCHEMA,
        "memories": [
            {
                "name": memory.name,
                "path": memory.path,
                "pairs": [asdict(pair) for pair in memory.pairs],
            }
            for memory in report.memories
        ],
        "failures": report.failures,
    }


def _search_data(report: SearchReport, text: str, source: str) -> Mapping[str, object]:
    return {
        "schema": SCHEMA,
        "text": text,
        "source": source,
        "found": [
            {"locale": found.locale, "matches": [_match_data(match) for match in found.matches]}
            for found in report.found
        ],
        "failures": report.failures,
    }


def _match_data(match: Match) -> Mapping[str, object]:
    unit = match.unit
    return {
        "percent": match.percent,
        "target": match.target,
        "changes": [{"before": c.before, "after": c.after} for c in match.changes],
        "doubts": list(match.doubts),
        "unit": {
            "source": unit.source,
            "target": unit.target,
            "context": unit.context,
            "origin": unit.origin,
            "time": unit.time,
            "reviewed": unit.reviewed,
        },
    }


def _import_lines(report: MemoryImportReport, *, dry_run: bool) -> Iterator[str]:
    """The report as people read it."""
    rows = [["languages", "new", "known"]]
    rows += [[_arrow(p.source, p.target), f"{p.new:,}", f"{p.known:,}"] for p in report.pairs]
    yield from output.columns(rows, right=[1, 2])
    yield ""
    would = "would be " if dry_run else ""
    taken = report.count - sum(report.skipped.values())
    units = (
        f"{taken:,} of {counted(report.count, 'unit')}"
        if report.skipped
        else counted(taken, "unit")
    )
    yield f"{units} of {report.file} {would}read into {report.path.as_posix()}"
    for reason, number in report.skipped.items():
        yield f"{counted(number, 'unit')} left out: {_REASONS[reason]}"
    if report.skipped.get(tmx.LANGUAGE):
        yield f"the file has {', '.join(report.languages)}"


def _export_lines(report: MemoryExportReport) -> Iterator[str]:
    if not report.pairs:
        yield "nothing is translated or reviewed yet; no file was written"
        return
    rows = [["languages", "units", "reviewed"]]
    rows += [_counts(pair) for pair in report.pairs]
    yield from output.columns(rows, right=[1, 2])
    yield ""
    units = sum(pair.units for pair in report.pairs)
    yield f"{counted(units, 'unit')} written to {report.path}"


def _list_lines(report: ListReport) -> Iterator[str]:
    rows = [[memory.name, *_counts(pair)] for memory in report.memories for pair in memory.pairs]
    if rows:
        yield from output.columns(
            [["memory", "languages", "units", "reviewed"], *rows], right=[2, 3]
        )
    else:
        yield "the memory is empty; import one with: l10n-flow memory import FILE.tmx"


def _search_lines(report: SearchReport) -> Iterator[str]:
    """Yield each match as a block of lines, because texts may be long."""
    for found in report.found:
        if not found.matches:
            yield f"{found.locale}: nothing"
        for match in found.matches:
            yield from _match_lines(found, match)


def _match_lines(found: LocaleMatches, match: Match) -> Iterator[str]:
    unit = match.unit
    about = [
        f"{match.percent} %",
        "reviewed" if unit.reviewed else "translated",
        visible(unit.origin),
        unit.time[:10],
    ]
    yield output.paint(f"{found.locale}  {'  '.join(part for part in about if part)}", "bold")
    yield f"  {visible(unit.source)}"
    yield f"  {visible(match.target)}"
    if match.changes:
        changes = ", ".join(f"{change.before} → {change.after}" for change in match.changes)
        yield f"  (adapted: {changes})"
    if match.doubts:
        yield f"  (check: {', '.join(match.doubts)})"


def _counts(pair: Counted) -> list[str]:
    return [_arrow(pair.source, pair.target), f"{pair.units:,}", f"{pair.reviewed:,}"]


def _arrow(source: str, target: str) -> str:
    return f"{source} → {target}"
