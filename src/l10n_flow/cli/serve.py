"""`l10n-flow serve`."""

from __future__ import annotations

import threading
from typing import Annotated

import typer

from l10n_flow.cli import build, output
from l10n_flow.cli.options import Browser, Folder, port_option, select
from l10n_flow.errors import L10nFlowError
from l10n_flow.project import Project, find
from l10n_flow.workflow.building.build import build as build_editions
from l10n_flow.workflow.building.serving import changes, opened

PAUSE = 0.5
"""Seconds between two checks of the files for changes."""


def serve(
    port: Annotated[int | None, port_option(8620)] = None,
    browser: Browser = True,
    folder: Folder = None,
) -> None:
    """Show the site on this machine, and build it anew when anything changes.

    Articles, translations, labels, words, templates and the configuration are watched; pages that
    are open load again. Only this machine reaches it. Ctrl-C ends it.
    """
    project = select(folder, None, None).project
    has_changed = changes(project)
    _built(project)
    show = opened(project.output / "site", port)
    show.start()
    output.print_line(show.address)
    output.flush()
    if browser:
        typer.launch(show.address)
    pause = threading.Event()
    try:
        while not pause.wait(PAUSE):
            if has_changed():
                _built(project)
                show.renewed()
    except KeyboardInterrupt:
        output.note("closed")
    finally:
        show.stop()


def _built(project: Project) -> None:
    """Build the site and print the result. After an error the last pages stay."""
    try:
        now = find(project.root)
        report = build_editions(now, now.articles(), now.languages, to="site")
    except L10nFlowError as failure:
        output.problem(failure)
        return
    *_, last = build.lines(report, dry_run=False)
    output.note(last)
    output.warn(map(str, report.findings))
    for one in report.failures:
        output.problem(one, now.root)
    output.flush()
