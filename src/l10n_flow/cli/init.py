"""`l10n-flow init`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from l10n_flow.cli import output
from l10n_flow.cli.options import Quiet
from l10n_flow.config.settings import FILE_NAME
from l10n_flow.language.counting import counted
from l10n_flow.project import find
from l10n_flow.workflow.init import InitReport
from l10n_flow.workflow.init import init as start_project
from l10n_flow.workflow.merge_driver import InstalledMerge, install


def init(
    folder: Annotated[
        Path,
        typer.Argument(metavar="DIR", help="The project's folder; created if it does not exist."),
    ] = Path(),
    source: Annotated[
        str, typer.Option(metavar="LOCALE", help="The language that articles are written in.")
    ] = "en",
    locales: Annotated[
        list[str] | None,
        typer.Option(
            "--locale",
            "-l",
            metavar="LOCALE",
            help="A language of the editions; again, or with commas, for several (es,fa).",
        ),
    ] = None,
    with_git: Annotated[
        bool,
        typer.Option(
            "--git", help="Let git merge catalogs entry by entry; in a project, only this."
        ),
    ] = False,
    quiet: Quiet = False,
) -> None:
    """Create a project in DIR: settings, a folder for articles and one for their catalogs.

    Existing files are not changed, except that missing lines are added to .gitignore. Languages are
    BCP 47 tags: es, fa, pt-BR, zh-Hant. With --git, git merges catalogs entry by entry: the files
    are named in .gitattributes, and every clone of a project needs this once.
    """
    if with_git and (folder / FILE_NAME).exists():
        _show_git(install(find(folder)), quiet=quiet)
        return
    written = ",".join(locales or [])
    targets = [tag.strip() for tag in written.split(",") if tag.strip()]
    report = start_project(folder, source, targets if locales else None)
    installed = install(report.project) if with_git else None
    if not quiet:
        _show(report, folder, is_usual=locales is None)
    if installed is not None:
        _show_git(installed, quiet=quiet)


def _show_git(done: InstalledMerge, *, quiet: bool) -> None:
    if quiet:
        return
    output.print_line(
        f"{'made ' if done.is_new else 'kept '} {done.attributes.as_posix()}: commit it"
    )
    output.print_line("git merges the catalogs of this clone entry by entry now.")
    output.print_line("Every other clone needs, once: l10n-flow init --git")


def _show(report: InitReport, folder: Path, *, is_usual: bool) -> None:
    for path in report.created:
        place = folder / path
        output.print_line(f"made  {place.as_posix()}{'/' if place.is_dir() else ''}")
    for setting in report.proposed:
        output.print_line(f"set   {setting.key}: {setting.value} ({setting.because})")
    if is_usual and not any(setting.key == "locales" for setting in report.proposed):
        languages = ", ".join(report.project.config.locales)
        output.print_line(f"set   locales: {languages} (you named none; they can be changed there)")
    content = report.project.config.content
    for name, files in report.left_out:
        number = counted(files, "file")
        output.print_line(
            f"left  {(folder / name).as_posix()}/ ({number} of Markdown; for articles write "
            f"content: [{content}, {name}], for translations run l10n-flow adopt)"
        )
    output.print_line()
    output.print_line("Next:")
    steps = [] if folder == Path() else [("cd " + folder.as_posix(), "")]
    if not report.articles:
        steps.append((f"put Markdown into {content}/", "or: l10n-flow import FILE…"))
    steps.append(("l10n-flow run", "writes catalogs and editions, and says what is next"))
    output.print_line("\n".join("  " + line for line in output.columns(steps)))
    if report.pages:
        output.print_line()
        output.print_line("To take over the translations that exist:")
    for pattern, locale in report.pages:
        output.print_line(f"  l10n-flow adopt '{pattern}' --locale {locale}")
