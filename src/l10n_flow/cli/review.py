"""`l10n-flow review`."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import Annotated

import typer

from l10n_flow import extras
from l10n_flow.cli import output
from l10n_flow.cli.options import Browser, Folder, Names, now, port_option, select, start
from l10n_flow.errors import UsageError
from l10n_flow.language.counting import counted


def review(
    names: Names = None,
    host: Annotated[
        str,
        typer.Option(
            metavar="HOST",
            help="The address to listen at; any other than this machine's needs --users.",
        ),
    ] = "127.0.0.1",
    port: Annotated[int | None, port_option(8610)] = None,
    browser: Browser = True,
    by: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="Your name; by default the one in git's configuration.",
            envvar="L10N_FLOW_REVIEWER",
        ),
    ] = "",
    users: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="People with names, roles and tokens."),
    ] = None,
    git_commit: Annotated[
        bool, typer.Option("--git-commit", help="Commit what people save, article by article.")
    ] = False,
    folder: Folder = None,
) -> None:
    """Translate and review in a browser, beside the article as it will read.

    Prints one line, the page's address, and serves it until Ctrl-C. The address has a token in it:
    whoever has it acts in your name. Every keystroke is kept, even if this program or the browser
    crashes.
    """
    if extras.missing("review"):
        what, hint = extras.lacking("the review desk", "review")
        raise UsageError(what, hint=hint)
    from l10n_flow.review.people import read_people  # noqa: PLC0415 - needs the extra
    from l10n_flow.review.server import opened  # noqa: PLC0415
    from l10n_flow.workflow.git import user  # noqa: PLC0415

    chosen = select(folder, names, None)
    people = None if users is None else read_people(start(None) / users)
    name, email = user(chosen.project.root)
    desk = opened(
        chosen.project,
        by=by.strip() or name or _login(),
        clock=now,
        articles=None if not names else [article.name for article in chosen.articles],
        host=host,
        port=port,
        people=people,
        email=email,
        commits=git_commit,
    )

    def ready() -> None:
        output.print_line(desk.address)
        output.flush()
        if browser:
            typer.launch(desk.address)

    desk.serve(started=ready)
    if desk.room.commits.problem:
        output.warn([f"saved, but not committed: {desk.room.commits.problem}"])
    kept = desk.room.drafts.count()
    where = chosen.project.relative(desk.room.drafts.folder).as_posix()
    if kept:
        output.note(f"closed; unsaved words of {counted(kept, 'segment')} are in {where}/")
    else:
        output.note(f"closed; everything is saved (unsaved words would be in {where}/)")


def _login() -> str:
    """The login name on this machine, for when neither --by nor git gives a name."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "reviewer"
