"""How far every article is in every language."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from l10n_flow.catalogs.po import canonical
from l10n_flow.catalogs.provenance import origins
from l10n_flow.errors import CatalogError, DocumentError
from l10n_flow.model import Catalog, Entry, Origin, digest
from l10n_flow.project import Article, Project
from l10n_flow.workflow import status as counts
from l10n_flow.workflow.incremental.ledger import Record
from l10n_flow.workflow.status import EditionStatus, StatusReport, Tally, status

status_module = sys.modules[status.__module__]

BRIEF = """\
---
title: Two words
date: 2026-10-05
---

One two three.

Four.

Four.
"""
HEADERS = (("Content-Type", "text/plain; charset=UTF-8"),)
ENTRIES = (Entry("Two words"), Entry("One two three."), Entry("Four."))


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def write_catalog(project: Project, name: str, locale: str, *entries: Entry) -> Path:
    path = project.catalogs / locale / "LC_MESSAGES" / f"{name}.po"
    write(path, canonical.write(Catalog(locale, entries, HEADERS)))
    return path


def vouched(source: str, target: str) -> Entry:
    origin = Origin(reviewer="ana", source=digest(None, source), words=digest(target))
    return Entry(source, target, origin=origin)


def read(project: Project, *locales: str, whole: bool = False) -> StatusReport:
    return status(project, project.articles(), locales or project.languages, whole=whole)


def test_an_article_counts_its_distinct_segments_and_their_words(project: Project) -> None:
    write(project.content / "brief.md", BRIEF)
    (article,) = read(project).articles
    assert (article.article.name, article.language) == ("brief", "en")
    assert article.size == Tally(segments=3, words=6)


def test_without_a_catalog_everything_is_untranslated(project: Project) -> None:
    write(project.content / "brief.md", BRIEF)
    report = read(project, "es")
    assert report.articles[0].editions == (
        EditionStatus("es", "missing", (3, 6, 0, 0, 0, 0, 0, 0)),
    )
    assert report.needs_sync


def test_segments_are_counted_by_their_state(project: Project) -> None:
    write(project.content / "brief.md", BRIEF + "\nSix seven.\n")
    write_catalog(
        project,
        "brief",
        "fa",
        Entry("Two words"),
        Entry("One two three.", "یک دو سه.", fuzzy=True),
        vouched("Four.", "چهار."),
        Entry("Six seven.", "شش هفت."),
    )
    (edition,) = read(project, "fa").articles[0].editions
    assert edition.catalog == "current"
    assert edition.tallies == (Tally(1, 2), Tally(1, 3), Tally(1, 2), Tally(1, 1))


def test_a_changed_article_is_stale_and_its_new_text_untranslated(project: Project) -> None:
    write(project.content / "brief.md", BRIEF.replace("One two", "One or two"))
    write_catalog(project, "brief", "es", *(Entry(e.source, "x") for e in ENTRIES))
    report = read(project, "es")
    (edition,) = report.articles[0].editions
    assert edition.catalog == "stale"
    assert edition.tallies == (Tally(1, 4), Tally(), Tally(2, 3), Tally())
    assert report.needs_sync


def test_obsolete_entries_make_no_catalog_stale(project: Project) -> None:
    write(project.content / "brief.md", BRIEF)
    old = Entry("Gone.", "Ido.", obsolete=True)
    write_catalog(project, "brief", "es", *ENTRIES, old)
    assert read(project, "es").articles[0].editions[0].catalog == "current"


def test_an_article_has_no_edition_in_its_own_language(project: Project) -> None:
    write(project.content / "brief.md", BRIEF)
    write(project.content / "گزارش.md", BRIEF.replace("---\nt", "---\nlang: fa\nt"))
    editions = {
        article.article.name: (article.language, [e.locale for e in article.editions])
        for article in read(project).articles
    }
    assert editions == {"brief": ("en", ["es", "fa"]), "گزارش": ("fa", ["en", "es"])}


def test_totals_add_up_over_the_articles_of_a_language(project: Project) -> None:
    write(project.content / "a.md", BRIEF)
    write(project.content / "b.md", "Five.")
    write_catalog(project, "a", "es", *(Entry(e.source, "x") for e in ENTRIES))
    report = read(project)
    assert report.total("es") == (Tally(1, 1), Tally(), Tally(3, 6), Tally())
    assert report.total("fa") == (Tally(4, 7), Tally(), Tally(), Tally())
    assert report.total("en") == (Tally(), Tally(), Tally(), Tally())


def test_catalogs_without_an_article_are_named_in_a_whole_project(project: Project) -> None:
    write(project.content / "brief.md", BRIEF)
    for name in ("brief", "news/renamed", "site"):
        write_catalog(project, name, "es", *ENTRIES)
    assert read(project, whole=True).orphans == (Path("locales/es/LC_MESSAGES/news/renamed.po"),)
    assert read(project).orphans == ()


def test_an_unreadable_article_does_not_stop_the_others(project: Project) -> None:
    write(project.content / "a.md", BRIEF)
    (project.content / "b.md").write_bytes(b"caf\xe9\n")
    report = read(project)
    assert [article.article.name for article in report.articles] == ["a"]
    (failure,) = report.failures
    assert isinstance(failure, DocumentError)
    assert failure.where is not None
    assert (failure.where.path, failure.where.line) == (project.content / "b.md", 1)


def test_an_unreadable_catalog_does_not_stop_the_other_language(project: Project) -> None:
    write(project.content / "brief.md", BRIEF)
    path = write_catalog(project, "brief", "es", *ENTRIES)
    write(path, path.read_text("utf-8") + '\nmsgid "x"\nmsgstr "y\n')
    report = read(project)
    assert [e.catalog for e in report.articles[0].editions] == ["unreadable", "missing"]
    (failure,) = report.failures
    assert isinstance(failure, CatalogError)


def test_a_folder_in_a_catalogs_place_is_unreadable(project: Project) -> None:
    write(project.content / "brief.md", BRIEF)
    (project.catalogs / "es" / "LC_MESSAGES" / "brief.po").mkdir(parents=True)
    report = read(project, "es")
    assert report.articles[0].editions[0].catalog == "unreadable"
    assert "brief.po: cannot be read: " in str(report.failures[0])


@pytest.mark.parametrize("text", ["", "---\ndate: 2026-10-05\n---\n", "```\ncode\n```\n"])
def test_an_article_with_nothing_to_translate_needs_no_catalog(project: Project, text: str) -> None:
    write(project.content / "brief.md", text)
    report = read(project)
    assert [e.catalog for e in report.articles[0].editions] == ["current", "current"]
    assert not report.needs_sync


def test_provenance_alone_changes_no_state(project: Project) -> None:
    write(project.content / "brief.md", "Four.")
    origin = origins.read_comment("l10n-flow:o=mt;e=argos-1.9")
    write_catalog(project, "brief", "es", Entry("Four.", "Cuatro.", origin=origin))
    assert read(project, "es").articles[0].editions[0].tallies[2] == Tally(1, 1)


def test_what_was_counted_is_counted_again_only_where_something_changed(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b"):
        write(project.content / f"{name}.md", BRIEF)
        write_catalog(project, name, "es", *(Entry(e.source, "x") for e in ENTRIES))
    first = read(project)
    read_again: list[str] = []
    counted = status_module._counted

    def noted(context: Any, article: Article) -> Any:
        read_again.append(article.name)
        return counted(context, article)

    monkeypatch.setattr(status_module, "_counted", noted)
    assert (read(project), read_again) == (first, [])
    write_catalog(project, "b", "es", *(Entry(e.source, "y") for e in ENTRIES[:2]))
    second = read(project)
    assert read_again == ["b"]
    assert second.total("es") == (Tally(1, 1), Tally(), Tally(5, 11), Tally())
    write(project.content / "a.md", "Five.\n")
    third = read(project)
    assert read_again == ["b", "a"]
    assert third.articles[0].size == Tally(1, 1)
    (project.content / "a.md").unlink()
    assert [one.article.name for one in read(project).articles] == ["b"]


def test_what_cannot_be_read_is_told_each_time(project: Project) -> None:
    write(project.content / "brief.md", BRIEF)
    write_catalog(project, "brief", "es", *ENTRIES).write_bytes(b"\xff")
    assert [str(failure) for failure in read(project).failures] == [
        str(failure) for failure in read(project).failures
    ]
    assert len(read(project).failures) == 1


@pytest.mark.parametrize(
    "odd",
    [[], [""], ["3"], ["en", "3 6"], ['["en", [3, 6]]'], ['["en", [3], []]'], ["[" * 200_000],
     ['["en", ["x", {}], []]'], ['["en", [3, 6], [["es", "missing", [3, 6]]]]'],
     ['["en", [3, 6], [["es", "lost", [3, 6, 0, 0, 0, 0, 0, 0]]]]'],
     ['["en", [3, 6], [[["es"], "missing", [3, 6, 0, 0, 0, 0, 0, "x"]]]]'],
     ['["en", [3, 6], [["es", "missing", [1e999, 6, 0, 0, 0, 0, 0, 0]]]]']],
)  # fmt: skip
def test_an_odd_ledger_counts_nothing(project: Project, odd: list[str]) -> None:
    write(project.content / "brief.md", BRIEF)
    first = read(project)
    (path,) = project.state.glob("status*/*.json")
    ledger = json.loads(path.read_text("utf-8"))
    ledger["articles"]["brief"][1] = odd
    path.write_text(json.dumps(ledger), "utf-8")
    assert read(project) == first


def test_a_project_that_nobody_may_write_is_counted_too(project: Project) -> None:
    write(project.content / "brief.md", BRIEF)
    write(project.root / ".l10n-flow", "no folder")
    assert read(project).articles[0].size == Tally(3, 6)


@pytest.mark.parametrize(
    "note",
    [
        "",
        "3",
        '["en"]',
        '["en", [1, 2], [["es", "odd", [1]]]]',
        '["en", [1, 2], [["es", "ok"]]]',
        '["en", [1, "x"], []]',
        '["en", [1, 1e999], []]',
    ],
)
def test_a_record_that_is_malformed_is_counted_anew(note: str) -> None:
    assert counts._restored(Article("a", "content/", "a.md"), Record({}, (note,))) is None
    assert counts._restored(Article("a", "content/", "a.md"), Record({})) is None
