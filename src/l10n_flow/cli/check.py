"""`l10n-flow check`."""

from __future__ import annotations

import os
import textwrap
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from l10n_flow.checks.names import names as check_names
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
    now,
    select,
)
from l10n_flow.errors import FileError, InputError, L10nFlowError, PluginError, UsageError
from l10n_flow.files.writing import append_to, replace_file
from l10n_flow.language.counting import counted
from l10n_flow.model import Severity
from l10n_flow.reports import BUILT_IN, REPORTS, Report, Writer, text
from l10n_flow.visible import isolated, visible
from l10n_flow.workflow.checking.check import CheckOptions
from l10n_flow.workflow.checking.check import check as check_project
from l10n_flow.workflow.incremental.runner import Progress
from l10n_flow.yamlvalues import suggestion

if TYPE_CHECKING:
    from l10n_flow.workflow.checking.fix import FixReport

SUMMARY = "GITHUB_STEP_SUMMARY"
"""The variable that names the file in which GitHub wants a job's summary."""

Wanted = tuple[str, Path | None]
"""A format, and the file that it goes into; None for the screen."""

_LEVELS = {severity.label: severity for severity in Severity}


def check(
    names: Names = None,
    locales: Locales = None,
    reports: Annotated[
        list[str] | None,
        typer.Option(
            "--report",
            metavar="FORMAT[=FILE]",
            help=f"One of {', '.join(BUILT_IN)}; into a file, or instead of the text. Repeatable.",
        ),
    ] = None,
    fail_under: Annotated[
        str,
        typer.Option(metavar="PERCENT", help="Fail when less is translated: 95, or es=95,fa=80."),
    ] = "",
    max_unreviewed: Annotated[
        int | None,
        typer.Option(metavar="N", min=0, help="Fail when more segments await a review."),
    ] = None,
    fail_level: Annotated[
        str,
        typer.Option(
            metavar="LEVEL",
            help="Fail for findings of this level: error (default), warning or info.",
        ),
    ] = "",
    baseline: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Report only findings that are not in this baseline."),
    ] = None,
    update_baseline: Annotated[
        bool, typer.Option("--update-baseline", help="Write the findings into the baseline.")
    ] = False,
    since: Annotated[
        str,
        typer.Option(metavar="REV", help="Report only what changed since a git revision."),
    ] = "",
    repair: Annotated[
        bool, typer.Option("--fix", help="First repair what can be repaired safely, and show it.")
    ] = False,
    site: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="Check the site in this folder; by default that of `build --to site`, if any.",
        ),
    ] = None,
    badges: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write badges for shields.io there.")
    ] = None,
    explain: Annotated[
        str,
        typer.Option(metavar="NAME", help="Explain one check, and check nothing."),
    ] = "",
    dry_run: DryRun = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
    workers: Workers = None,
    folder: Folder = None,
) -> None:
    """Check completeness, quality, and that the editions agree.

    Exit code 0: all is well; 1: a finding of --fail-level or a limit that is missed; 2: a wrong
    option or configuration; 3: a file that cannot be read (the rest is checked).
    """
    if explain:
        _explain(explain)
        return
    wanted = _wanted([*(reports or ()), *(["json"] if as_json else ())])
    options = CheckOptions(
        fail_under,
        max_unreviewed,
        _level(fail_level) if fail_level else None,
        baseline,
        update_baseline,
        since,
        site,
    )
    chosen = select(folder, names, locales, workers)
    is_read = not quiet and not any(path is None and name != "text" for name, path in wanted)
    with output.progress(quiet=quiet or not is_read) as progress:
        repaired = _fix(chosen, progress, dry_run=dry_run) if repair else None
        report = check_project(
            chosen.project,
            chosen.articles,
            chosen.locales,
            options=options,
            whole=not names,
            dry_run=dry_run,
            progress=progress,
        )
    if is_read:
        if not chosen.articles:
            output.note(NO_ARTICLES)
        if repaired is not None:
            _show_repairs(repaired, dry_run=dry_run)
    printed = _print(report, wanted, quiet=quiet)
    unread = [failure for failure in report.failures if failure.exit_code == InputError.exit_code]
    if badges is not None and unread:
        badges = None
        output.warn([f"no badge is written: {counted(len(unread), 'file')} cannot be read"])
    unwritten = [] if dry_run else list(_write(report, wanted, badges))
    _finish(report, [*(repaired.failures if repaired else ()), *unwritten], printed=printed)


def _explain(name: str) -> None:
    from l10n_flow.checks import explaining  # noqa: PLC0415  what nearly no run needs

    if name not in check_names():
        raise UsageError(f"there is no check named '{name}'", hint=suggestion(name, check_names()))
    for line in explaining.explained(name).splitlines():
        is_aligned = "  " in line
        output.print_line(line if is_aligned else textwrap.fill(line, output.WIDTH))


def _wanted(written: Sequence[str]) -> list[Wanted]:
    """The formats and files that the options ask for, each once.

    Raises `UsageError` for an unknown format, and for one file that two formats would write.
    """
    found: dict[Wanted, None] = {}
    for one in written:
        name, equals, file = one.partition("=")
        if name not in REPORTS:
            raise UsageError(
                f"there is no report format named '{name}'", hint=suggestion(name, REPORTS)
            )
        if equals and not file:
            raise UsageError(f"--report {one} needs a file name", hint=f"such as {one}report.txt")
        if file and any(path == Path(file) for _, path in found):
            raise UsageError(f"two reports for '{file}'", hint="each needs a file of its own")
        found[name, Path(file) if file else None] = None
    return list(found)


def _level(written: str) -> Severity:
    if written not in _LEVELS:
        raise UsageError(
            f"--fail-level is error, warning or info, not '{written}'",
            hint=suggestion(written, _LEVELS),
        )
    return _LEVELS[written]


def _fix(chosen: CommandScope, progress: Progress, *, dry_run: bool) -> FixReport:
    from l10n_flow.workflow.checking.fix import fix  # noqa: PLC0415 - where something is to be repaired

    return fix(
        chosen.project,
        chosen.articles,
        chosen.locales,
        now=now(),
        dry_run=dry_run,
        progress=progress,
    )


def _show_repairs(repaired: FixReport, *, dry_run: bool) -> None:
    """Print each repair as a diff, under the name of its file, and a summary."""
    for path, some in groupby(repaired.fixes, key=lambda one: one.path):
        output.print_line(output.paint(isolated(visible(path.as_posix())), "bold"))
        for one in some:
            output.print_line(f"{one.line or '':>6} repair: {', '.join(one.checks)}")
            colour = output.shows_colours()
            output.print_lines(text.remedy(one.before, one.after, one.locale, colour=colour))
        output.print_line()
    would = " would be" if dry_run else ""
    if repaired.fixes:
        output.print_line(f"{counted(len(repaired.fixes), 'translation')}{would} repaired\n")
    if repaired.dated:
        number = counted(repaired.dated, "suppression")
        output.print_line(f"{number}{would} tied to the text as it is now\n")


def _print(report: Report, wanted: Sequence[Wanted], *, quiet: bool) -> bool:
    """Print the report in every format for the screen, or as text when none is asked for.

    Returns whether the report was printed for people.
    """
    printed = [name for name, path in wanted if path is None]
    for name in printed or ([] if quiet else ["text"]):
        if name == "text":
            output.print_line(text.render(report, colour=output.shows_colours()).removesuffix("\n"))
        else:
            output.emit(REPORTS[name](report).removesuffix("\n") + "\n")
    return "text" in printed or not (printed or quiet)


def _write(
    report: Report, wanted: Sequence[Wanted], badges: Path | None
) -> Iterator[L10nFlowError]:
    """Write the reports that go into files; yield an error for each that cannot be written."""
    # Absolute, because relative paths of failures start from the project's root.
    works: list[Callable[[], object]] = [
        partial(_write_report, REPORTS[name], report, path.absolute())
        for name, path in wanted
        if path is not None
    ]
    if os.environ.get(SUMMARY) and any(name == "github" for name, _ in wanted):
        works.append(partial(_summarize, report, Path(os.environ[SUMMARY]).absolute()))
    if badges is not None:
        works.append(partial(_save_badges, badges.absolute(), report))
    for work in works:
        try:
            work()
        except (FileError, PluginError) as failure:
            yield failure


def _write_report(writer: Writer, report: Report, path: Path) -> None:
    replace_file(path, writer(report).encode("utf-8", "backslashreplace"))


def _summarize(report: Report, path: Path) -> None:
    """Append the job's summary to the file that GitHub named; what other steps wrote stays."""
    from l10n_flow.reports import github  # noqa: PLC0415  only in a job at GitHub

    try:
        append_to(path, github.summary(report).encode("utf-8", "backslashreplace"))
    except FileError as error:
        raise FileError(f"{SUMMARY} {error.what}", error.where, hint=error.hint) from error


def _save_badges(folder: Path, report: Report) -> None:
    from l10n_flow.workflow.badges import save_badges  # noqa: PLC0415  what few runs need

    save_badges(folder, report.completeness)


def _finish(report: Report, unwritten: Sequence[L10nFlowError], *, printed: bool) -> None:
    """End the command with its exit code; print failures that were not printed yet on stderr.

    A file that could be neither read nor repaired is reported once.
    """
    reported = {str(failure) for failure in report.failures}
    more = [failure for failure in unwritten if str(failure) not in reported]
    for failure in (*(() if printed else report.failures), *more):
        output.problem(failure, report.root)
    code = max([report.exit_code, *(failure.exit_code for failure in more)])
    if code:
        raise typer.Exit(code)
