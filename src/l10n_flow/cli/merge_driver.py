"""`l10n-flow merge-driver`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from l10n_flow.cli import output
from l10n_flow.visible import visible
from l10n_flow.workflow.merge_driver import resolve


def merge_driver(
    base: Annotated[Path, typer.Argument(metavar="BASE", help="The version both come from: %O.")],
    ours: Annotated[
        Path, typer.Argument(metavar="OURS", help="Our version; it gets the result: %A.")
    ],
    theirs: Annotated[Path, typer.Argument(metavar="THEIRS", help="The other version: %B.")],
    name: Annotated[
        Path, typer.Argument(metavar="PATH", help="The file's name in the repository: %P.")
    ],
) -> None:
    """Merge two versions of a catalog, entry by entry; git runs this.

    A person's words win over a machine's, and a newer review over an older one. Where two people
    have different words for one text, ours stay as a draft with theirs in a comment, and git is
    told of a conflict. 'l10n-flow init --git' lets git know of this command.
    """
    report = resolve(base, ours, theirs, name)
    for key, line, words in report.conflicts:
        what = f"two people translated '{key.source[:60]}' differently, {words}"
        text = visible(f"{name.as_posix()}:{line}: {what}")
        output.note(f"{text}: keep one, and delete the comment and the fuzzy mark")
    if report.failure is not None:
        output.problem(report.failure)
    if report.conflicts or report.failure is not None:
        raise typer.Exit(1)
