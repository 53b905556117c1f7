"""`l10n-flow import`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated

import typer

from l10n_flow.cli import output
from l10n_flow.cli.options import AsJson, DryRun, Folder, Quiet, open_project
from l10n_flow.errors import UsageError
from l10n_flow.importers.imported import LineRole
from l10n_flow.language.counting import counted
from l10n_flow.workflow.import_ import FileReport, ImportReport, Outcome, PageReport
from l10n_flow.workflow.import_ import import_ as import_pages

SCHEMA = 1


def import_(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE", help="Pages as plain text or HTML, or documents of Word."),
    ],
    profile: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="Read with this profile, by name or path, instead of the one that fits best.",
        ),
    ] = "",
    into: Annotated[
        str, typer.Option(metavar="FOLDER", help="Write to this folder of the content folder.")
    ] = "",
    strict: Annotated[
        bool,
        typer.Option("--strict", help="Treat a warning as an error: such a page is not written."),
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Replace articles that somebody has changed, too.")
    ] = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
    folder: Folder = None,
) -> None:
    """Turn scraped pages and documents of Word into articles.

    The site profile that fits a page is found among those of l10n-flow and those in the project's
    folder 'profiles'. A line that no rule knows is a warning. Importing again changes nothing, and
    what somebody has changed since is kept.
    """
    project = open_project(folder)
    with output.progress(quiet=quiet or as_json) as progress:
        report = import_pages(
            project,
            [_page(file) for file in files],
            profile=profile,
            into=into,
            strict=strict,
            force=force,
            dry_run=dry_run,
            progress=progress,
        )
    if as_json:
        output.print_json(data(report, dry_run=dry_run), project.root)
    elif not quiet:
        output.print_lines(lines(report, dry_run=dry_run))
        output.warn(str(found) for page in report.pages for found in page.imported.warnings)
        output.warn(_to_label(report, project.relative(project.taxonomy)))
    for finding in report.findings:
        output.problem(finding, project.root)
    output.finish(report.failures, findings=bool(report.findings))


def _page(written: str) -> Path:
    """The file that an argument names. Raises `UsageError` for an address: nothing is fetched."""
    if re.match("https?://", written, re.IGNORECASE):
        hint = "save the page, with a browser or with curl, and import the file"
        raise UsageError(f"'{written}' is not a file", hint=hint)
    return Path(written)


def data(report: ImportReport, *, dry_run: bool) -> Mapping[str, object]:
    """The report as docs/json.md describes it."""
    return {
        "schema": SCHEMA,
        "dry_run": dry_run,
        "pages": [_page_data(page) for page in report.pages],
        "findings": report.findings,
        "failures": report.failures,
    }


def _page_data(page: PageReport) -> Mapping[str, object]:
    imported = page.imported
    return {
        "page": imported.page,
        "profile": imported.profile,
        "files": [_file_data(file) for file in page.files],
        "duplicates": imported.merged,
        "dropped": len(imported.lines(LineRole.DROPPED)),
        "dropped_kinds": {kind or "profile": n for kind, n in imported.dropped().items()},
        "unclassified": len(imported.lines(LineRole.UNCLASSIFIED)),
        "lines": [
            {"line": use.line or None, "role": use.role.value, "kind": use.kind, "text": use.text}
            for use in imported.uses
        ],
        "labels": [{"part": n.part, "id": n.id, "missing": list(n.missing)} for n in page.labels],
        "warnings": [{"line": place.line, "what": what} for place, what in imported.warnings],
    }


def _file_data(file: FileReport) -> Mapping[str, object]:
    article = file.article
    return {
        "path": file.path,
        "outcome": file.outcome.value,
        "stub": article.stub,
        "title": article.title,
        "date": article.day.isoformat() if article.day else None,
        "updated": article.updated.isoformat() if article.updated else None,
        "kind": article.kind,
        "categories": list(file.categories),
        "tags": list(article.tags),
        "credit": article.credit,
        "image": article.image.src if article.image else None,
        "source_url": article.address,
        "hreflang": dict(article.alternates),
        "language": article.language,
        "paragraphs": article.count("paragraph"),
        "headings": article.count("heading"),
        "other_blocks": article.count("other"),
    }


def lines(report: ImportReport, *, dry_run: bool) -> Iterator[str]:
    """The report as people read it: what each page became, and what was done with its files."""
    for page in report.pages:
        yield f"{page.imported.page.as_posix()}: read with the profile {page.imported.profile}"
        yield from ("  " + line for line in output.columns(list(_rows(page)), right=[1]))
        yield from ("  " + line for line in _paths(page, dry_run=dry_run))
        yield ""
    files = [file for page in report.pages for file in page.files]
    counts = Counter(file.outcome for file in files)
    numbers = [
        f"{counts[outcome]} {words}" for outcome, words in _OUTCOMES.items() if counts[outcome]
    ]
    would = "would be " if dry_run else ""
    yield (
        f"{counted(len(files), 'file')}: {would}{', '.join(numbers)}"
        if numbers
        else "nothing found"
    )


_OUTCOMES = {
    Outcome.NEW: "new",
    Outcome.UPDATED: "updated",
    Outcome.UNCHANGED: "unchanged",
    Outcome.COVERED: "there as whole articles already",
    Outcome.KEPT: "kept as somebody changed them",
}


def _rows(page: PageReport) -> Iterator[list[str]]:
    """Yield counts, each with the name of what it counts."""
    imported = page.imported
    file = page.article
    yield ["article", str(int(file is not None)), "" if file is None else _about(file)]
    if file is not None:
        article = file.article
        yield ["paragraphs", str(article.count("paragraph")), ""]
        yield ["headings", str(article.count("heading")), ""]
        if article.count("other"):
            yield [
                "other blocks",
                str(article.count("other")),
                "lists, quotations, tables, pictures, films, notes, code",
            ]
        yield ["categories", str(len(file.categories)), ", ".join(file.categories)]
        yield ["credit", str(int(bool(article.credit))), article.credit]
    yield ["stubs", str(len(imported.stubs)), ""]
    yield ["duplicates", str(imported.merged), "merged"]
    kinds = [f"{kind} {number}" for kind, number in imported.dropped().items() if kind]
    yield ["lines dropped", str(len(imported.lines(LineRole.DROPPED))), ", ".join(kinds)]
    yield ["unclassified", str(len(imported.lines(LineRole.UNCLASSIFIED))), ""]


def _about(file: FileReport) -> str:
    article = file.article
    day = article.day.isoformat() if article.day else ""
    facts = (day, article.kind, article.language)
    return ", ".join(fact for fact in facts if fact)


def _paths(page: PageReport, *, dry_run: bool) -> Iterator[str]:
    """Yield the paths of the article and of the stubs."""
    if page.article is not None:
        yield f"-> {page.article.path.as_posix()}"
    changed = [f for f in page.stubs() if f.outcome in (Outcome.NEW, Outcome.UPDATED)]
    if changed:
        would = " would be" if dry_run else ""
        folder = changed[0].path.parent.as_posix()
        yield f"-> {folder}/: {counted(len(changed), 'stub')}{would} written"


def _to_label(report: ImportReport, taxonomy: Path) -> Iterator[str]:
    """Yield the labels that the taxonomy needs before editions can be built."""
    for label in (label for page in report.pages for label in page.labels):
        need = ", ".join(label.missing)
        yield f"{taxonomy.as_posix()}: {label.part} has the new id '{label.id}'; add {need} labels"
