"""`l10n-flow models`: list, install, remove."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from l10n_flow.cli import output
from l10n_flow.cli.commandline import PlainCommand, group
from l10n_flow.cli.options import AsJson, Quiet
from l10n_flow.engines.packages import Installation, Model
from l10n_flow.errors import UsageError
from l10n_flow.workflow import models

SCHEMA = 2
SUFFIX = ".argosmodel"

app = group("List, install and remove translation models; all your projects share them.")


@app.command("list", cls=PlainCommand)
def list_models(as_json: AsJson = False) -> None:
    """Show the models that are installed. The network is not used."""
    found = models.listed()
    if as_json:
        output.print_json(
            {
                "schema": SCHEMA,
                "models": [_data(model) for model in found.models],
                "failures": found.damaged,
            }
        )
    else:
        _show(found.models)
    output.finish(found.damaged)


@app.command("install", cls=PlainCommand)
def install(
    what: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE… | SOURCE TARGET",
            help="Package files (.argosmodel), or two languages, whose package is downloaded.",
        ),
    ],
    quiet: Quiet = False,
) -> None:
    """Install a model from a file, or for two languages.

    For two languages the newest package is fetched from the index of Argos Translate; a file
    needs no network. A package is tried before it counts as installed, and takes the place of
    another version for the same languages.
    """
    if any(name.endswith(SUFFIX) or Path(name).is_file() for name in what):
        for name in what:
            _installed(models.install_file(Path(name)), quiet=quiet)
    elif len(what) == 2:
        with output.progress(quiet=quiet) as progress:
            done = models.install_pair(what[0], what[1], progress=progress)
        _installed(done, quiet=quiet)
    else:
        raise UsageError(
            f"'{' '.join(what)}' is neither a package file nor two languages",
            hint=f"l10n-flow models install en es, or: l10n-flow models install FILE{SUFFIX}",
        )


@app.command("remove", cls=PlainCommand)
def remove(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="From this language.")],
    target: Annotated[str, typer.Argument(metavar="TARGET", help="Into this language.")],
    quiet: Quiet = False,
) -> None:
    """Remove the model for two languages."""
    for model in models.remove(source, target):
        if not quiet:
            output.print_line(f"removed  {model.source} → {model.target}  {model.version}")


def _installed(done: Installation, *, quiet: bool) -> None:
    if quiet:
        return
    model = done.model
    old = ", ".join(replaced.version for replaced in done.replaced)
    instead = f"  (instead of {old})" if old else ""
    output.print_line(f"installed  {model.source} → {model.target}  {model.version}{instead}")


def _show(found: Sequence[Model]) -> None:
    """The models as a table; of two for the same languages only the first is used."""
    rows = [["languages", "version", "folder"]]
    pairs = set()
    for model in found:
        unused = "  (not used: there is a newer one)" if model.pair in pairs else ""
        pairs.add(model.pair)
        rows.append([f"{model.source} → {model.target}", model.version, f"{model.path}{unused}"])
    if len(rows) > 1:
        output.print_lines(output.columns(rows))
    if not found:
        output.print_line("no model is installed; get one with: l10n-flow models install en es")


def _data(model: Model) -> dict[str, object]:
    """A model as docs/pretranslation.md describes it."""
    return {
        "source": model.source,
        "target": model.target,
        "version": model.version,
        "identity": model.identity,
        "path": model.path,
    }
