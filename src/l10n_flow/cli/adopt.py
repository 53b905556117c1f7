"""`l10n-flow adopt`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated

import typer

from l10n_flow.cli import output
from l10n_flow.cli.options import AsJson, DryRun, Folder, Quiet, now, open_project, start
from l10n_flow.cli.options import complete_locale as _complete_locale
from l10n_flow.errors import UsageError
from l10n_flow.language.counting import counted
from l10n_flow.visible import visible
from l10n_flow.workflow.adopt import AdoptReport, SkippedText, Taken
from l10n_flow.workflow.adopt import adopt as adopt_files
from l10n_flow.workflow.adopt.finding import found

SCHEMA = 1


def adopt(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE",
            help="Catalogs (.po) of other tools, translated pages: files, folders or patterns.",
        ),
    ],
    locale: Annotated[
        str,
        typer.Option(
            "--locale",
            "-l",
            metavar="LANG",
            help="The language that the translations are in.",
            autocompletion=_complete_locale,
        ),
    ],
    dry_run: DryRun = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
    folder: Folder = None,
) -> None:
    """Take over existing translations. Those that a catalog already has are never replaced.

    Messages of other tools' catalogs become segments of the articles, whatever they are cut and
    spelled like, and keep their state: a translation arrives as one, a fuzzy one as a draft.
    Translated pages are compared with their originals, as these were when they were translated:
    what is certain arrives as a translation, what is likely as a draft, the rest is listed.
    """
    project = open_project(folder)
    chosen = project.select_locales([locale])
    if len(chosen) != 1:
        raise UsageError("--locale takes one language", hint="adopt one language after the other")
    paths = found(files, start(folder))
    with output.progress(quiet=quiet or as_json) as progress:
        report = adopt_files(
            project, paths, chosen[0], now=now(), dry_run=dry_run, progress=progress
        )
    if as_json:
        output.print_json(data(report, dry_run=dry_run), project.root)
    elif not quiet:
        output.print_lines(lines(report, dry_run=dry_run))
        output.warn(report.warnings)
    output.finish(report.failures, project.root)


def data(report: AdoptReport, *, dry_run: bool) -> Mapping[str, object]:
    """The report as docs/json.md describes it."""
    return {
        "schema": SCHEMA,
        "dry_run": dry_run,
        "locale": report.locale,
        "files": report.files,
        "pages": report.pages,
        "past": report.past,
        "addresses": report.addresses,
        "catalogs": [_taken_data(taken) for taken in report.taken],
        "passed": [
            {"path": one.path, "line": one.line, "text": one.text, "reason": one.reason}
            for one in report.passed
        ],
        "warnings": list(report.warnings),
        "failures": report.failures,
    }


def _taken_data(taken: Taken) -> Mapping[str, object]:
    return {
        "article": taken.article,
        "path": taken.path,
        "translated": taken.translated,
        "drafts": taken.drafts,
        "there": taken.there,
        "old": taken.old,
        "written": taken.is_written,
    }


HEADINGS = ["article", "translated", "draft", "had words", "old"]


def lines(report: AdoptReport, *, dry_run: bool) -> Iterator[str]:
    """The report as people read it: what was adopted, by article, and what was skipped."""
    written = [taken for taken in report.taken if taken.is_written]
    if written:
        rows = [*map(_row, written)]
        yield from output.table(HEADINGS, rows, right=[1, 2, 3, 4], one="article")
        yield ""
    yield from _passed(report.passed)
    if not written:
        yield f"{counted(report.files, 'file')}: nothing to adopt that is not there already"
        return
    total = counted(sum(taken.translated for taken in written), "translation")
    drafts = counted(sum(taken.drafts for taken in written), "draft")
    into = counted(len(written), "catalog")
    verb = "would be adopted" if dry_run else "adopted"
    if report.pages:
        past = (
            f", {report.past} of them from an earlier version of the article" if report.past else ""
        )
        yield f"{counted(report.pages, 'page')} compared with the original{past}"
    if report.addresses:
        kept = "would be kept" if dry_run else "kept"
        yield f"addresses {kept}: {report.addresses:,}"
    yield f"{total} and {drafts} {verb} in {into}"


def _row(taken: Taken) -> list[str]:
    counts = (taken.translated, taken.drafts, taken.there, taken.old)
    return [taken.article, *(str(count or "-") for count in counts)]


MAX_PLACES = 3
"""The maximum number of texts that are shown for one reason why texts were skipped."""


def _passed(passed: Sequence[SkippedText]) -> Iterator[str]:
    """Yield for each reason how many texts were skipped, and the first of them."""
    reasons: dict[str, list[SkippedText]] = {}
    for one in passed:
        reasons.setdefault(one.reason, []).append(one)
    for reason, some in reasons.items():
        yield visible(f"not adopted, {len(some):,}: {reason}")
        for one in some[:MAX_PLACES]:
            place = one.path.as_posix() + (f":{one.line}" if one.line else "")
            yield visible(f"  {place}: {_short(one.text)}")
        if len(some) > MAX_PLACES:
            yield "  …"
    if passed:
        yield ""


def _short(text: str) -> str:
    line = " ".join(text.split())
    return f"“{line}”" if len(line) <= 50 else f"“{line[:49]}…”"
