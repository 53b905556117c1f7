"""The options that commands share, and what they open: a project, articles, languages, the clock.

A command is a function in a module of the same name, and looks like this:

    def build(
        names: Names = None, locales: Locales = None, dry_run: DryRun = False,
        as_json: AsJson = False, quiet: Quiet = False, folder: Folder = None,
    ) -> None:
        "One sentence that ends up at the top of its help. …"
        chosen = select(folder, names, locales)
        with output.progress(quiet=quiet or as_json) as progress:
            report = workflow_build(chosen.project, chosen.articles, chosen.locales, now=now(), …)
        output.print_line("…")
        output.finish(report.failures, chosen.project.root)

`output` prints for all commands; `entry.COMMANDS` has a row for each. Import the workflow
function at the top of the command's module: the module itself is imported only when its command is
called.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from l10n_flow import entrypoints
from l10n_flow.cli import output
from l10n_flow.config.readers import WORKERS, workers_in
from l10n_flow.errors import L10nFlowError, UsageError
from l10n_flow.lookup import languages_left
from l10n_flow.lookup import select as find_articles
from l10n_flow.project import Article, Project, find

NO_ARTICLES = "no articles yet: put Markdown into the content folder"


@dataclass(frozen=True, slots=True)
class CommandScope:
    """What a command works on."""

    project: Project
    articles: tuple[Article, ...]
    locales: tuple[str, ...]
    notes: tuple[str, ...]
    """Files in the content folder that are not read, each with what to do about it."""
    whole: bool
    """Whether these are all the articles of the project, because none was named."""
    misfits: bool
    """Whether there may be more articles: a folder cannot be read, or two files have one name."""


def open_project(folder: Path | None) -> Project:
    """The project that `folder` (by default the current one) is in.

    Raises `UsageError` when there is none, `ConfigError` when its configuration is wrong.
    """
    return find(start(folder))


def select(
    folder: Path | None,
    names: Sequence[str] | None,
    locales: Iterable[str] | None,
    workers: str | None = None,
) -> CommandScope:
    """The project, and the articles and languages in it that the command line asks for.

    No names mean all articles, and no languages mean all; `workers` replaces the value in the
    configuration. A file in the content folder that cannot be an article is reported at once and
    decides the exit code at the end (`output.remember`); the command goes on with the rest. A
    command that names articles reads and reports no others. Raises as `open_project` does, and
    `UsageError` for an article or a language that the project does not have.
    """
    project = _with_workers(open_project(folder), workers)
    chosen = project.select_locales(locales or ())
    found = find_articles(project, names or (), start(folder))
    output.remember(found.misfits, project.root)
    output.warn(map(str, entrypoints.problems()))
    notes = () if names else (*found.notes(project), *project.notes(), *languages_left(project))
    return CommandScope(project, found.articles, chosen, notes, not names, bool(found.misfits))


def _with_workers(project: Project, written: str | None) -> Project:
    if written is None:
        return project
    workers = workers_in(written)
    if workers is None:
        raise UsageError(f"--workers '{written}'", hint=f"it takes {WORKERS}")
    return replace(project, config=replace(project.config, workers=workers))


def now() -> datetime:
    """The time that is written into files, in UTC and whole seconds.

    `SOURCE_DATE_EPOCH` (reproducible-builds.org: seconds since 1970) takes the clock's place.
    Raises `UsageError` when it is not a number.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return datetime.now(UTC).replace(microsecond=0)
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(
            f"SOURCE_DATE_EPOCH is '{epoch}'", hint="it counts the seconds since 1970, in UTC"
        ) from error


def complete_article(ctx: typer.Context, incomplete: str) -> list[str]:
    """The names of articles that begin with `incomplete`, for the shell."""
    project = _project_of(ctx)
    names = [] if project is None else [article.name for article in project.articles()]
    return [name for name in names if name.startswith(incomplete)]


def complete_locale(ctx: typer.Context, incomplete: str) -> list[str]:
    """The project's languages that begin with `incomplete`, for the shell."""
    project = _project_of(ctx)
    languages = () if project is None else project.languages
    return [language for language in languages if language.startswith(incomplete)]


def _project_of(ctx: typer.Context) -> Project | None:
    """The project of an unfinished command line; None instead of an error when there is none."""
    folder = ctx.params.get("folder")
    try:
        return open_project(Path(folder) if folder else None)
    except L10nFlowError:
        return None


def start(folder: Path | None) -> Path:
    """The folder that relative paths of the command line start from.

    Raises `UsageError` when it is not a folder.
    """
    if folder is not None and not folder.is_dir():
        raise UsageError(f"'{folder}' is not a folder", hint="--project takes a project's folder")
    return Path.cwd() if folder is None else folder.absolute()


_NAMES = typer.Argument(
    metavar="ARTICLE",
    help="Names, paths, folders or patterns such as 'news/*'; by default every article.",
    autocompletion=complete_article,
)
Names = Annotated[list[str] | None, _NAMES]

_SOME_NAMES = typer.Argument(
    metavar="ARTICLE",
    help="Names, paths, folders or patterns such as 'news/*'.",
    autocompletion=complete_article,
)
SomeNames = Annotated[list[str], _SOME_NAMES]

_LOCALES = typer.Option(
    "--locale",
    "-l",
    metavar="LOCALE",
    help="Only this language; repeat it, or use commas, for several.",
    autocompletion=complete_locale,
)
Locales = Annotated[list[str] | None, _LOCALES]

_JSON = typer.Option("--json", help="Print one JSON document instead of text (docs/json.md).")
AsJson = Annotated[bool, _JSON]

_DRY_RUN = typer.Option("--dry-run", "-n", help="Show what would be written, and write nothing.")
DryRun = Annotated[bool, _DRY_RUN]

_QUIET = typer.Option("--quiet", "-q", help="Print errors only.")
Quiet = Annotated[bool, _QUIET]

_WORKERS = typer.Option(
    "--workers",
    metavar="WHO",
    help="auto, a number of processes, or dask://HOST:PORT (docs/scale.md).",
)
Workers = Annotated[str | None, _WORKERS]

_FOLDER = typer.Option(
    "--project",
    "-C",
    metavar="DIR",
    help="Work in the project of this folder instead of the current one.",
)
Folder = Annotated[Path | None, _FOLDER]

_BROWSER = typer.Option(
    "--browser/--no-browser", help="Open the page in a browser.", show_default=False
)
Browser = Annotated[bool, _BROWSER]


def port_option(usual: int) -> Any:
    """The option for the port that a command listens on; `usual` is its default."""
    return typer.Option(
        metavar="PORT",
        min=0,
        max=65535,
        help=f"Listen at this port; by default {usual}, or the next one that is free.",
    )
