"""`l10n-flow sync`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from l10n_flow.cli import output
from l10n_flow.cli.options import (
    NO_ARTICLES,
    AsJson,
    DryRun,
    Folder,
    Locales,
    Names,
    Quiet,
    Workers,
    select,
)
from l10n_flow.language.counting import counted
from l10n_flow.visible import visible
from l10n_flow.workflow.sync import CatalogSync, SyncReport
from l10n_flow.workflow.sync import sync as sync_catalogs

if TYPE_CHECKING:
    from l10n_flow.workflow.regrouping import Passed
    from l10n_flow.workflow.renames import Move

SCHEMA = 1


def sync(
    names: Names = None,
    locales: Locales = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
    workers: Workers = None,
    folder: Folder = None,
) -> None:
    """Bring the catalogs up to date with the articles. No translation is ever lost.

    Each article gets a template and a catalog per language. A text that was changed keeps its old
    translation as a draft; a text that is gone keeps it in the catalog, for its return. Only files
    whose content changes are written.
    """
    chosen = select(folder, names, locales, workers)
    with output.progress(quiet=quiet or as_json) as progress:
        report = sync_catalogs(
            chosen.project, chosen.articles, chosen.locales, dry_run=dry_run, progress=progress
        )
    if as_json:
        output.print_json(data(report, dry_run=dry_run), chosen.project.root)
    elif not quiet:
        output.print_lines(lines(report, dry_run=dry_run))
        output.warn((*chosen.notes, *report.warnings))
    output.finish(report.failures, chosen.project.root)


def data(report: SyncReport, *, dry_run: bool) -> Mapping[str, object]:
    """The report as docs/json.md describes it."""
    return {
        "schema": SCHEMA,
        "dry_run": dry_run,
        "articles": report.articles,
        "catalogs": [_catalog_data(catalog) for catalog in report.catalogs],
        "moved": moved_data(report.moves),
        "passed": [
            {
                "from": one.old,
                "to": one.new,
                "locales": list(one.locales),
                "texts": one.texts,
                "joined": one.is_joined,
            }
            for one in report.passed
        ],
        "warnings": list(report.warnings),
        "failures": report.failures,
    }


def moved_data(moves: Sequence[Move]) -> list[Mapping[str, object]]:
    """Renamed articles as docs/json.md describes them."""
    return [
        {
            "from": move.old,
            "to": move.new,
            "locales": list(move.locales),
            "addresses": move.addresses,
        }
        for move in moves
    ]


def moved_lines(moves: Sequence[Move], *, dry_run: bool) -> Iterator[str]:
    """Yield two lines for each article whose translations follow it to another name."""
    listed = output.shortlist(moves)
    verb = "would keep" if dry_run else "keeps"
    for move in listed:
        kept = "its translations" + (f" ({', '.join(move.locales)})" if move.locales else "")
        kept += " and its address" if move.addresses else ""
        yield visible(f"renamed  {move.old} → {move.new}")
        yield f"         {verb} {kept}"
    yield from output.rest(moves, listed)


def passed_lines(passed: Sequence[Passed]) -> Iterator[str]:
    """Yield a line or two for each article whose texts are in another article now."""
    listed = output.shortlist(passed)
    for one in listed:
        texts = counted(one.texts, "text")
        keep = "keeps its translations" if one.texts == 1 else "keep their translations"
        verb = "joined " if one.is_joined else "moved  "
        yield visible(f"{verb}  {one.old} → {one.new}")
        yield f"         {texts} {keep} ({', '.join(one.locales)})"
    yield from output.rest(passed, listed)


def _catalog_data(catalog: CatalogSync) -> Mapping[str, object]:
    merged = catalog.merged
    return {
        "article": catalog.article,
        "locale": catalog.locale,
        "path": catalog.place,
        "new": catalog.is_new,
        "written": catalog.is_written,
        "kept": merged.kept,
        "added": merged.added,
        "fuzzy": merged.fuzzy,
        "revived": merged.revived,
        "obsolete": merged.obsolete,
        "removed": merged.removed,
    }


HEADINGS = ["article", "in", "new", "draft", "back", "gone"]


def lines(report: SyncReport, *, dry_run: bool) -> Iterator[str]:
    """The report as people read it: a line for each catalog whose texts changed."""
    yield from moved_lines(report.moves, dry_run=dry_run)
    yield from passed_lines(report.passed)
    rows = [_row(catalog) for catalog in report.written if not catalog.is_new]
    changed = [row for row in rows if any(count != "-" for count in row[2:])]
    if changed:
        yield from output.table(HEADINGS, changed, right=[2, 3, 4, 5], one="catalog")
        yield ""
    if not report.articles:
        yield NO_ARTICLES
        return
    articles = counted(report.articles, "article")
    if not report.written:
        rest = "the rest is up to date" if report.failures else "the catalogs are up to date"
        yield f"{articles}: nothing to write, {rest}"
        return
    new = len(report.written) - len(rows)
    parts = [
        (len(changed), "{} changed"),
        (len(rows) - len(changed), "{} only in notes, order or line breaks"),
        (new, "{} new"),
    ]
    counts = ", ".join(words.format(f"{number:,}") for number, words in parts if number)
    total = counted(len(report.written), "catalog")
    yield f"{articles}: {total} {'would be ' if dry_run else ''}written ({counts})"


def _row(catalog: CatalogSync) -> list[str]:
    merged = catalog.merged
    counts = (merged.added, merged.fuzzy, merged.revived, merged.obsolete + merged.removed)
    return [catalog.article, catalog.locale, *(str(count or "-") for count in counts)]
