"""`l10n-flow check`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from l10n_flow.checks.concerns import names as check_names
from l10n_flow.checks.explaining import explained
from l10n_flow.cli import output
from l10n_flow.cli.options import (
    AsJson,
    DryRun,
    Folder,
    Locales,
    Names,
    Quiet,
    Selection,
    now,
    select,
)
from l10n_flow.errors import FileError, Place, UsageError
from l10n_flow.files import replace_file
from l10n_flow.model import Severity
from l10n_flow.reports import REPORTS, Report, github, text
from l10n_flow.reports.visible import reading, visible
from l10n_flow.workflow.badges import save_badges
from l10n_flow.workflow.check import Asked
from l10n_flow.workflow.check import check as check_project
from l10n_flow.workflow.fix import Fix, fix
from l10n_flow.yamlvalues import suggestion

__all__ = ["check"]

SUMMARY = "GITHUB_STEP_SUMMARY"
"""The variable that names the file in which GitHub wants a job's summary."""

_LEVELS = {severity.label: severity for severity in Severity}


def check(
    names: Names = None,
    locales: Locales = None,
    reports: Annotated[
        list[str] | None,
        typer.Option(
            "--report",
            metavar="FORMAT[=FILE]",
            help=f"One of {', '.join(REPORTS)}; into a file, or instead of the text. Repeatable.",
            show_default=False,
        ),
    ] = None,
    fail_under: Annotated[
        str,
        typer.Option(
            metavar="PERCENT",
            help="Fail when less is translated: 95, or es=95,fa=80.",
            show_default=False,
        ),
    ] = "",
    max_unreviewed: Annotated[
        int | None,
        typer.Option(
            metavar="N", min=0, help="Fail when more segments await a review.", show_default=False
        ),
    ] = None,
    fail_level: Annotated[
        str,
        typer.Option(
            metavar="LEVEL",
            help="Fail for findings of this level: error (default), warning or info.",
            show_default=False,
        ),
    ] = "",
    baseline: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Tell only what is not in this file.", show_default=False
        ),
    ] = None,
    update_baseline: Annotated[
        bool, typer.Option("--update-baseline", help="Write what is found into the baseline.")
    ] = False,
    since: Annotated[
        str,
        typer.Option(
            metavar="REV", help="Tell only what changed since a git revision.", show_default=False
        ),
    ] = "",
    repair: Annotated[
        bool,
        typer.Option("--fix", help="Repair what is safe to repair first, and show what changed."),
    ] = False,
    badges: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", help="Write a badge for each language there.", show_default=False
        ),
    ] = None,
    explain: Annotated[
        str,
        typer.Option(
            metavar="NAME", help="Tell all about one check, and check nothing.", show_default=False
        ),
    ] = "",
    dry_run: DryRun = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
    folder: Folder = None,
) -> None:
    """Check completeness, quality, and that the editions agree.

    Exit code 0: all is well; 1: a finding of --fail-level or a limit that is missed; 2: a wrong
    option or configuration; 3: a file that cannot be read (the rest is checked).
    """
    if explain:
        _explain(explain)
        return
    if update_baseline and baseline is None:
        raise UsageError("--update-baseline without a file", hint="add --baseline FILE")
    wanted = [_report(one) for one in (*(reports or ()), *(["json"] if as_json else ()))]
    chosen = select(folder, names, locales)
    if repair:
        _fix(chosen, dry_run=dry_run, quiet=quiet or any(path is None for _, path in wanted))
    asked = Asked(
        fail_under,
        max_unreviewed,
        _level(fail_level) if fail_level else None,
        baseline,
        update_baseline and not dry_run,
        since,
    )
    with output.progress(quiet=quiet or as_json) as progress:
        report = check_project(
            chosen.project,
            chosen.articles,
            chosen.locales,
            asked=asked,
            whole=not names,
            progress=progress,
        )
    _show(report, wanted, quiet=quiet)
    if badges is not None and not dry_run:
        save_badges(badges, report.completeness)
    if report.exit_code:
        raise typer.Exit(report.exit_code)


def _explain(name: str) -> None:
    if name not in check_names():
        raise UsageError(f"no check is named '{name}'", hint=suggestion(name, check_names()))
    output.say(explained(name))


def _report(written: str) -> tuple[str, Path | None]:
    """A format, and the file that it goes into; None for the screen."""
    name, _, file = written.partition("=")
    if name not in REPORTS:
        raise UsageError(f"no report is named '{name}'", hint=suggestion(name, REPORTS))
    return name, Path(file) if file else None


def _level(written: str) -> Severity:
    if written not in _LEVELS:
        raise UsageError(
            f"--fail-level is error, warning or info, not '{written}'",
            hint=suggestion(written, _LEVELS),
        )
    return _LEVELS[written]


def _show(report: Report, wanted: Sequence[tuple[str, Path | None]], *, quiet: bool) -> None:
    """The report in every form that was asked for; as text when none is for the screen."""
    for name, path in wanted:
        written = REPORTS[name](report)
        if path is None:
            output.say(written.removesuffix("\n"))
        else:
            replace_file(path, written.encode())
        if name == "github":
            _summarize(report)
    if not quiet and all(path is not None for _, path in wanted):
        coloured = text.render(report, colour=output.paint("", "red") != "")
        output.say(coloured.removesuffix("\n"))


def _summarize(report: Report) -> None:
    """The job's summary, where GitHub named a file for it, below what other steps wrote there."""
    name = os.environ.get(SUMMARY)
    if not name:
        return
    try:
        with Path(name).open("a", encoding="utf-8") as file:
            file.write(github.summary(report))
    except OSError as error:
        what = f"{SUMMARY} cannot be written: {error.strerror or error}"
        raise FileError(what, Place(Path(name))) from error


def _fix(chosen: Selection, *, dry_run: bool, quiet: bool) -> None:
    with output.progress(quiet=quiet) as progress:
        done = fix(
            chosen.project,
            chosen.articles,
            chosen.locales,
            now=now(),
            dry_run=dry_run,
            progress=progress,
        )
    if not quiet:
        for line in _fixed(done.fixes, dry_run=dry_run):
            output.say(line)
    for failure in done.failures:
        if failure.exit_code != 3:  # what cannot be read is told by the check
            sys.stderr.write(f"{failure}\n")


def _fixed(fixes: Sequence[Fix], *, dry_run: bool) -> Iterator[str]:
    for one in fixes:
        yield f"{one.path.as_posix()}:{one.line}: {', '.join(one.checks)}"
        yield output.paint(f"- {reading(visible(one.before), one.locale)}", "red")
        yield output.paint(f"+ {reading(visible(one.after), one.locale)}", "green")
    would = "would be " if dry_run else ""
    if fixes:
        yield f"{output.counted(len(fixes), 'translation')} {would}repaired"
        yield ""
