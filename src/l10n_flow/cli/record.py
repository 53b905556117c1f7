"""`l10n-flow record`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from l10n_flow.cli import output
from l10n_flow.cli.options import AsJson, Folder, Locales, Names, Quiet, select, start
from l10n_flow.language.counting import counted
from l10n_flow.workflow.building.record import record as record_editions

SCHEMA = 1


def record(
    names: Names = None,
    locales: Locales = None,
    to: Annotated[
        str, typer.Option("--to", metavar="FORMAT", help="Of these editions: markdown, or site.")
    ] = "site",
    sign: Annotated[
        Path | None,
        typer.Option("--sign", metavar="KEY", help="Sign it with this SSH key."),
    ] = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
    folder: Folder = None,
) -> None:
    """Write down how the editions were made and reviewed, segment by segment.

    The record is record.json beside the editions, with the digest of each. An edition that is not
    what the articles and catalogs make now is not recorded, and is an error. 'l10n-flow verify'
    compares later.
    """
    chosen = select(folder, names, locales)
    with output.progress(quiet=quiet or as_json) as progress:
        report = record_editions(
            chosen.project,
            chosen.articles,
            chosen.locales,
            to=to,
            key=None if sign is None else start(None) / sign.expanduser(),
            progress=progress,
        )
    root = chosen.project.root
    if as_json:
        output.print_json(
            {
                "schema": SCHEMA,
                "path": report.path,
                "signature": report.signature,
                "editions": report.editions,
                "segments": report.segments,
                "reviewed": report.reviewed,
                "findings": report.findings,
                "failures": report.failures,
            },
            root,
        )
    elif not quiet:
        signed = ", signed" if report.signature is not None else ""
        output.print_line(
            f"{report.path.as_posix()}: {counted(report.editions, 'edition')}, "
            f"{report.reviewed:,} of {counted(report.segments, 'segment')} reviewed{signed}"
        )
    output.finish((*report.findings, *report.failures), root)
