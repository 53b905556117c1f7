"""`l10n-flow mv`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated

import typer

from l10n_flow.cli import output
from l10n_flow.cli.options import AsJson, DryRun, Folder, Quiet, open_project, start
from l10n_flow.cli.sync import moved_data, moved_lines
from l10n_flow.language.counting import counted
from l10n_flow.visible import visible
from l10n_flow.workflow.mv import rename
from l10n_flow.workflow.renames import MoveReport

SCHEMA = 1


def mv(
    old: Annotated[
        str,
        typer.Argument(
            metavar="OLD",
            help="An article, a folder of articles, or a language's folder of catalogs.",
        ),
    ],
    new: Annotated[
        str, typer.Argument(metavar="NEW", help="Its new name, or the folder that it goes into.")
    ],
    dry_run: DryRun = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
    folder: Folder = None,
) -> None:
    """Rename an article, a folder or a language; translations, reviews and addresses move along.

    Nothing is overwritten. A file that git tracks is moved in git. If it was moved already and
    sync could not find which translations are its own, this command decides it. Where a language
    has another tag now, 'l10n-flow mv locales/pt locales/pt-BR' takes its catalogs along.
    """
    project = open_project(folder)
    report = rename(project, old, new, start(folder), dry_run=dry_run)
    if as_json:
        output.print_json(data(report, dry_run=dry_run), project.root)
    elif not quiet:
        output.print_lines(lines(report, dry_run=dry_run))
    output.finish(report.failures, project.root)


def data(report: MoveReport, *, dry_run: bool) -> Mapping[str, object]:
    """The report as docs/json.md describes it."""
    return {
        "schema": SCHEMA,
        "dry_run": dry_run,
        "path": report.path,
        "target": report.target,
        "moved": moved_data(report.moves),
        "catalogs": report.catalogs,
        "failures": report.failures,
    }


def lines(report: MoveReport, *, dry_run: bool) -> Iterator[str]:
    """The report as people read it."""
    if report.path and report.target:
        yield visible(f"{report.path.as_posix()} → {report.target.as_posix()}")
    yield from moved_lines(report.moves, dry_run=dry_run)
    if report.catalogs:
        count = counted(report.catalogs, "catalog")
        yield f"{count} {'would move' if dry_run else 'moved'}, with the addresses"
