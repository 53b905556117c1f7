"""`l10n-flow verify`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from l10n_flow.cli import output
from l10n_flow.cli.options import AsJson, Quiet, start
from l10n_flow.language.counting import counted
from l10n_flow.workflow.building.record import verify as verify_editions
from l10n_flow.workflow.building.signing import BadSignature

SCHEMA = 1


def verify(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="The folder with the editions and record.json.")
    ],
    signers: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="The record must be signed by one of these: allowed signers, as git has them.",
        ),
    ] = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Compare published editions with the record of how they were reviewed.

    Needs no project: the editions, the record and, for a signature, ssh-keygen. It fails for an
    edition in which one byte is another, for one that is missing, and for a signature that is not
    of this record.
    """
    top = start(None) / folder
    report = verify_editions(top, signers=None if signers is None else start(None) / signers)
    who = report.signer
    if as_json:
        output.print_json(
            {
                "schema": SCHEMA,
                "editions": report.editions,
                "signer": None if who is None else {"name": who.name, "key": who.key},
                "findings": report.findings,
            },
            top,
        )
    elif not quiet:
        by = "not signed" if who is None else f"signed by {who.name or who.key}"
        if any(isinstance(one, BadSignature) for one in report.findings):
            by = "without a valid signature"
        output.print_line(f"{counted(report.editions, 'edition')} as recorded, {by}")
        if who is not None and not who.name:
            output.note("the signer is unknown: name allowed signers with --signers FILE")
    output.finish(report.findings, top)
