"""`l10n-flow approve`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Annotated

import typer

from l10n_flow.cli import output
from l10n_flow.cli.options import (
    AsJson,
    DryRun,
    Folder,
    Locales,
    Quiet,
    SomeNames,
    now,
    select,
)
from l10n_flow.errors import UsageError
from l10n_flow.language.counting import counted
from l10n_flow.workflow.approve import ApproveReport, CatalogApproval, choice
from l10n_flow.workflow.approve import approve as approve_catalogs

SCHEMA = 1


def approve(
    names: SomeNames,
    locales: Locales = None,
    by: Annotated[
        str, typer.Option(metavar="NAME", help="The reviewer's name.", envvar="L10N_FLOW_REVIEWER")
    ] = "",
    drafts: Annotated[
        bool,
        typer.Option("--drafts", help="Approve drafts too, once somebody has read each of them."),
    ] = False,
    origin: Annotated[
        str,
        typer.Option(
            "--from",
            metavar="ORIGIN",
            help="Only what comes from there, drafts too: memory, memory:NAME, engine, "
            "engine:NAME; or person.",
        ),
    ] = "",
    min_score: Annotated[
        float, typer.Option(min=0, max=1, metavar="SCORE", help="Only what has this score, 0 to 1.")
    ] = 0.0,
    dry_run: DryRun = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
    folder: Folder = None,
) -> None:
    """Mark translations as reviewed, for teams that review in Poedit, Weblate or a pull request.

    Takes the translated segments of the articles' catalogs in the languages of --locale, which a
    project with one language can do without. Drafts and untranslated segments are left out. A
    review holds until the original or the translation is changed.
    """
    if not by.strip():
        hint = "give a name with --by NAME, or set L10N_FLOW_REVIEWER"
        raise UsageError("who reviewed?", hint=hint)
    chosen = select(folder, names, locales)
    known = chosen.project.config.locales
    if not locales and len(known) > 1:
        hint = f"say it with --locale {' or '.join(known[:3])}"
        raise UsageError("which language was reviewed?", hint=hint)
    with output.progress(quiet=quiet or as_json) as progress:
        report = approve_catalogs(
            chosen.project,
            chosen.articles,
            chosen.locales if locales else known,
            by=by,
            now=now(),
            drafts=drafts,
            chosen=choice(origin, min_score),
            dry_run=dry_run,
            progress=progress,
        )
    if as_json:
        output.print_json(data(report, dry_run=dry_run), chosen.project.root)
    elif not quiet:
        output.print_lines(lines(report, dry_run=dry_run))
    output.finish(report.failures, chosen.project.root)


def data(report: ApproveReport, *, dry_run: bool) -> Mapping[str, object]:
    """The report as docs/json.md describes it."""
    return {
        "schema": SCHEMA,
        "dry_run": dry_run,
        "catalogs": [_data(catalog) for catalog in report.catalogs],
        "missing": [_data(catalog) for catalog in report.missing],
        "failures": report.failures,
    }


def _data(catalog: CatalogApproval) -> Mapping[str, object]:
    return asdict(catalog)


def lines(report: ApproveReport, *, dry_run: bool) -> Iterator[str]:
    """The report as people read it."""
    changed = [catalog for catalog in report.catalogs if catalog.approved]
    rows = [
        [catalog.article, catalog.locale, str(catalog.approved), _left_out(catalog)]
        for catalog in report.catalogs
        if catalog.approved or catalog.drafts or catalog.untranslated
    ]
    if rows:
        headings = ["article", "in", "approved", "left out"]
        yield from output.table(headings, rows, right=[2], one="catalog")
        yield ""
    segments = sum(catalog.approved for catalog in changed)
    would = "would be " if dry_run else ""
    already = sum(catalog.already for catalog in report.catalogs)
    before = f"; reviewed before: {already}" if already else ""
    if segments:
        where = counted(len(changed), "catalog")
        yield f"{counted(segments, 'segment')} in {where} {would}approved{before}"
    else:
        yield f"{'nothing was approved' if report.failures else 'nothing to approve'}{before}"
    yield from _advice(report)


def _left_out(catalog: CatalogApproval) -> str:
    parts = [(catalog.drafts, "draft"), (catalog.untranslated, "untranslated")]
    return ", ".join(f"{number} {state}" for number, state in parts if number)


def _advice(report: ApproveReport) -> Iterator[str]:
    if any(catalog.drafts for catalog in report.catalogs):
        yield "Drafts wait for somebody to look at them; then approve them with --drafts."
    for catalog in report.missing:
        yield f"{catalog.article} has no catalog in {catalog.locale} yet: l10n-flow sync"
