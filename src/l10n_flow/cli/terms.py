"""`l10n-flow terms`: list, import, export."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from l10n_flow.cli import output
from l10n_flow.cli.commandline import PlainCommand, group
from l10n_flow.cli.options import AsJson, DryRun, Folder, Locales, Quiet, open_project
from l10n_flow.language.counting import counted
from l10n_flow.terms.term import Term, Wording
from l10n_flow.visible import visible
from l10n_flow.workflow import terms as workflow
from l10n_flow.workflow.terms import TermsImport
from l10n_flow.workflow.words import terms_of

SCHEMA = 1

app = group("List the newsroom's terms, and exchange them with other programs.")


@app.command("list", cls=PlainCommand)
def list_terms(locales: Locales = None, as_json: AsJson = False, folder: Folder = None) -> None:
    """List the glossary: every term with its preferred form in every language."""
    project = open_project(folder)
    terms = terms_of(project)
    chosen = [tag for tag in project.select_locales(locales or ()) if tag != terms.language]
    if as_json:
        output.print_json({"schema": SCHEMA, "terms": [_term_data(term) for term in terms.all]})
        return
    if not terms:
        path = project.relative(project.terms).as_posix()
        output.print_line(f"no terms in {path} yet; import some with: l10n-flow terms import FILE")
        return
    rows = [["term", *chosen], *(_row(term, chosen) for term in terms.all)]
    output.print_lines(output.columns(rows))


@app.command("import", cls=PlainCommand)
def import_terms(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A TBX or CSV file.")],
    language: Annotated[
        str,
        typer.Option(metavar="LOCALE", help="The language of a CSV's column 'target'."),
    ] = "",
    dry_run: DryRun = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
    folder: Folder = None,
) -> None:
    """Add the terms of a TBX or CSV file to the project's own.

    What is there already stays as people wrote it. A term that contradicts it is left out and
    named, and the exit code is 1.
    """
    project = open_project(folder)
    report = workflow.import_terms(project, file, target=language, dry_run=dry_run)
    if as_json:
        output.print_json(_data(report, dry_run=dry_run))
    else:
        if not quiet:
            output.print_lines(_lines(report, dry_run=dry_run))
            output.warn(f"passed over: {what}" for what in report.ignored)
        for conflict in report.conflicts:
            output.note(f"{conflict.place}: {conflict.message}")
    output.finish((), findings=bool(report.conflicts))


@app.command("export", cls=PlainCommand)
def export(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file to write: *.tbx or *.csv.")],
    older: Annotated[
        bool,
        typer.Option(
            "--older", help="Write TBX version 2, for Weblate: one language, named with -l."
        ),
    ] = False,
    locales: Locales = None,
    quiet: Quiet = False,
    folder: Folder = None,
) -> None:
    """Write the project's terms to a TBX or CSV file, which replaces one of that name."""
    project = open_project(folder)
    number = workflow.export_terms(project, file, locales=locales or (), older=older)
    if not quiet:
        output.print_line(f"{counted(number, 'term')} written to {file}")


def _row(term: Term, locales: Sequence[str]) -> list[str]:
    return [visible(cell) for cell in (term.forms[0], *(_cell(term, tag) for tag in locales))]


def _cell(term: Term, locale: str) -> str:
    if not term.translate or term.language == locale:
        return term.forms[0]
    wording = term.wording(locale)
    return wording.preferred if wording is not None and wording.preferred else "-"


def _lines(report: TermsImport, *, dry_run: bool) -> Iterator[str]:
    """The report as people read it."""
    would = "would be " if dry_run else ""
    parts = [
        (len(report.added), "added"),
        (len(report.extended), "extended"),
        (report.same, "there already"),
        (len(report.conflicts), "left out"),
    ]
    counts = ", ".join(f"{number:,} {what}" for number, what in parts if number)
    yield f"{report.path.as_posix()}: {would if counts else ''}{counts or 'nothing to import'}"


def _data(report: TermsImport, *, dry_run: bool) -> Mapping[str, object]:
    """The report as docs/terms.md describes it."""
    return {
        "schema": SCHEMA,
        "dry_run": dry_run,
        "path": report.path,
        "added": [_term_data(term) for term in report.added],
        "extended": [_term_data(term) for term in report.extended],
        "same": report.same,
        "conflicts": [
            {
                "term": conflict.form,
                "message": conflict.message,
                "path": conflict.place.path if conflict.place else None,
                "line": conflict.place.line if conflict.place else None,
            }
            for conflict in report.conflicts
        ],
        "ignored": list(report.ignored),
    }


def _term_data(term: Term) -> Mapping[str, object]:
    return {
        "forms": list(term.forms),
        "language": term.language,
        "translate": term.translate,
        "name": term.name,
        "case": term.case,
        "note": term.note,
        "wordings": {tag: _wording_data(wording) for tag, wording in term.wordings.items()},
    }


def _wording_data(wording: Wording) -> Mapping[str, object]:
    return {
        "preferred": wording.preferred,
        "allowed": list(wording.allowed),
        "forbidden": list(wording.forbidden),
        "note": wording.note,
    }
