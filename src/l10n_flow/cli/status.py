"""`l10n-flow status`."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from heapq import nlargest
from typing import Annotated

import typer

from l10n_flow.cli import output
from l10n_flow.cli.options import (
    NO_ARTICLES,
    AsJson,
    CommandScope,
    Folder,
    Locales,
    Names,
    Workers,
    select,
)
from l10n_flow.cli.output import paint
from l10n_flow.language.counting import counted
from l10n_flow.model import State
from l10n_flow.visible import visible
from l10n_flow.workflow.status import ArticleStatus, EditionStatus, StatusReport, Tally
from l10n_flow.workflow.status import status as read_status

SCHEMA = 1
"""The version of the JSON document: it rises when a key changes its meaning or disappears."""


def status(
    names: Names = None,
    locales: Locales = None,
    every: Annotated[
        bool, typer.Option("--all", "-a", help="List every article, however many there are.")
    ] = False,
    as_json: AsJson = False,
    workers: Workers = None,
    folder: Folder = None,
) -> None:
    """Show how far every article is in every language: segments by state, and what is stale.

    Segments are untranslated, drafts (a machine's, or carried over from a text that changed),
    translated or reviewed. Percentages are of the words of the originals. Of more than a hundred
    articles only those are listed in which most is left to translate.
    """
    chosen = select(folder, names, locales, workers)
    with output.progress(quiet=as_json) as progress:
        report = read_status(
            chosen.project, chosen.articles, chosen.locales, whole=not names, progress=progress
        )
    if as_json:
        output.print_json(data(report, chosen), chosen.project.root)
    else:
        output.print_lines(lines(report, chosen.locales, limit=None if every else MAX_LISTED))
        output.warn(chosen.notes)
    output.finish(report.failures, chosen.project.root)


def data(report: StatusReport, chosen: CommandScope) -> Mapping[str, object]:
    """The report as docs/json.md describes it."""
    config = chosen.project.config
    return {
        "schema": SCHEMA,
        "project": config.name,
        "source": config.source,
        "locales": list(chosen.locales),
        "articles": [_article_data(article, chosen) for article in report.articles],
        "totals": [
            {"locale": locale, **_tallies_data(report.total(locale))} for locale in chosen.locales
        ],
        "orphans": report.orphans,
        "failures": report.failures,
    }


def _article_data(article: ArticleStatus, chosen: CommandScope) -> Mapping[str, object]:
    project = chosen.project
    return {
        "article": article.article.name,
        "path": project.relative(article.article.path),
        "language": article.language,
        **_tally_data(article.size),
        "editions": [
            {
                "locale": edition.locale,
                "path": project.relative(project.catalog_path(article.article, edition.locale)),
                "catalog": edition.catalog,
                **_tallies_data(edition.tallies),
            }
            for edition in article.editions
        ],
    }


def _tallies_data(tallies: Sequence[Tally]) -> Mapping[str, object]:
    return {state.label: _tally_data(tallies[state]) for state in State}


def _tally_data(tally: Tally) -> Mapping[str, int]:
    return {"segments": tally.segments, "words": tally.words}


HEADINGS = ("untranslated", "draft", "translated", "reviewed")
FIRST = 26
"""The width of the first column: names of articles, or a language's tag below its article."""


MAX_LISTED = 100
"""The maximum number of articles that are all listed: four hundred lines in two languages."""

LISTED_OF_MANY = 5
"""How many of more articles are listed: those to translate next."""


def lines(
    report: StatusReport, locales: Sequence[str], *, limit: int | None = None
) -> Iterator[str]:
    """The report as people read it, in 80 columns; of more than `limit` articles only a few."""
    if not report.articles:
        if not report.failures:
            yield NO_ARTICLES
        return
    listed: Sequence[ArticleStatus] = report.articles
    if limit is not None and len(listed) > limit:
        listed = nlargest(LISTED_OF_MANY, listed, key=_left)
        listed = [article for article in listed if _left(article)]
        yield from _introduction(len(report.articles), len(listed))
    if listed:
        yield _row("segments", HEADINGS)
    for article in listed:
        yield ""
        yield _title(article)
        for edition in article.editions:
            yield _edition_row(edition)
    if listed:
        yield ""
    if len(report.articles) >= MANY:
        yield from textwrap.wrap(_summary(report, locales), output.WIDTH)
        yield ""
    yield from _totals(report, locales)
    yield from _remarks(report)


def _left(article: ArticleStatus) -> int:
    """The words that nobody has translated, in all languages; drafts are no translations."""
    return sum([sum(edition.counts[_WORDS_LEFT]) for edition in article.editions])


_WORDS_LEFT = slice(1, 2 * State.TRANSLATED, 2)
"""Of an edition's counts, the words of all states below translated."""


def _introduction(articles: int, listed: int) -> Iterator[str]:
    text = f"{articles:,} articles, nothing left to translate"
    if listed:
        text = f"Of {articles:,} articles the {listed} with most left to translate"
    yield f"{text} (all of them: --all):"
    yield ""


MANY = 12
"""From this many articles on, which fill a screen in two languages, one line sums them up."""


def _summary(report: StatusReport, locales: Sequence[str]) -> str:
    """The number of articles that are done, and of those not begun, in every language."""
    editions = [edition for article in report.articles for edition in article.editions]
    parts = []
    for locale in locales:
        mine = [e for e in editions if e.locale == locale]
        if mine:
            counts = [e.counts for e in mine if e.catalog != "unreadable"]
            done = sum(not count[0] for count in counts)
            bare = sum(not any(count[2:]) for count in counts)
            unread = len(mine) - len(counts)
            more = f", {unread:,} cannot be read" if unread else ""
            parts.append(f"{locale}: {done:,} complete, {bare:,} not started{more}")
    return "; ".join((counted(len(report.articles), "article"), *parts))


def _title(article: ArticleStatus) -> str:
    size = _size(article)
    name = output.shortened(visible(article.article.name), output.WIDTH - 2 - output.width(size))
    return f"{paint(name, 'bold')}  {paint(size, 'faint')}"


def _size(article: ArticleStatus) -> str:
    segments = counted(article.size.segments, "segment")
    return f"{article.language}, {segments}, {counted(article.size.words, 'word')}"


def _edition_row(edition: EditionStatus) -> str:
    cells = [str(tally.segments or "-") for tally in edition.tallies]
    if edition.catalog == "unreadable":
        cells = ["?"] * len(cells)
    remark = "" if edition.catalog == "current" else paint(edition.catalog, "yellow")
    return _row(f"  {edition.locale}", cells, remark)


def _row(first: str, cells: Sequence[str], remark: str = "") -> str:
    padded = first + " " * (FIRST - output.width(first))
    numbers = "".join(
        f"{cell:>{len(title) + 2}}" for cell, title in zip(cells, HEADINGS, strict=True)
    )
    row = padded + numbers
    room = output.WIDTH - output.width(row) - output.width(remark)
    return f"{row}{' ' * min(2, max(1, room))}{remark}".rstrip()


def _totals(report: StatusReport, locales: Sequence[str]) -> Iterator[str]:
    yield _row("all, in words", HEADINGS)
    for locale in locales:
        tallies = report.total(locale)
        words = sum(tally.words for tally in tallies)
        if words:
            yield _row(f"  {locale}", [_percent(tally.words, words) for tally in tallies])


def _percent(part: int, whole: int) -> str:
    """The share of `part`, never rounded to "all" or "nothing" when it is not.

    >>> _percent(1, 1000), _percent(999, 1000), _percent(0, 7), _percent(7, 7)
    ('1 %', '99 %', '-', '100 %')
    """
    if part in (0, whole):
        return "100 %" if part else "-"
    return f"{min(max(round(100 * part / whole), 1), 99)} %"


MAX_ORPHANS = 40
"""The maximum number of catalogs listed: a renamed folder in two languages. Of more, ten."""


def _remarks(report: StatusReport) -> Iterator[str]:
    if report.orphans:
        yield ""
        yield "Catalogs without an article (renamed? move the catalog along; gone? delete it):"
        listed = report.orphans if len(report.orphans) <= MAX_ORPHANS else report.orphans[:10]
        yield from (f"  {visible(path.as_posix())}" for path in listed)
        yield from (f"  {line}" for line in output.rest(report.orphans, listed))
    if report.unreadable:
        yield ""
        yield unread_line(report)
    if report.needs_sync:
        yield ""
        yield "Stale or missing catalogs are brought up to date by: l10n-flow sync"


def unread_line(report: StatusReport) -> str:
    """The sentence about catalogs that no sum counts, because they cannot be read."""
    return f"Not counted: {counted(report.unreadable, 'catalog')} that cannot be read"
