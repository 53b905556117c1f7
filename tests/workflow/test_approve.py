"""Marking translations as reviewed."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from l10n_flow.catalogs import store
from l10n_flow.catalogs.po import canonical
from l10n_flow.catalogs.threeway import CONFLICT
from l10n_flow.errors import CatalogError, UsageError
from l10n_flow.model import Catalog, Entry, Origin, State, digest
from l10n_flow.project import Project
from l10n_flow.workflow.approve import ApproveReport, CatalogApproval, approve, choice

NOW = datetime(2026, 11, 2, 10, tzinfo=UTC)
ENTRIES = (
    Entry("Peace", "صلح"),
    Entry("Treaty", "پیمان"),
    Entry("Talks", "گفت‌وگوها", fuzzy=True, previous_source="Talk"),
    Entry("Gauge"),
    Entry("Old", "کهنه", obsolete=True),
)


@pytest.fixture
def catalog(project: Project) -> Path:
    """The Persian catalog of the only article."""
    (project.content / "brief.md").write_text("Peace\n\nTreaty\n\nTalks\n\nGauge\n", "utf-8")
    path = project.catalogs / "fa" / "LC_MESSAGES" / "brief.po"
    path.parent.mkdir(parents=True)
    headers = (("Language", "fa"), ("Content-Type", "text/plain; charset=UTF-8"))
    path.write_text(canonical.write(Catalog("fa", ENTRIES, headers)), "utf-8")
    return path


def review(
    project: Project, *, by: str = "Leila N.", drafts: bool = False, dry_run: bool = False
) -> ApproveReport:
    return approve(
        project, project.articles(), ["fa"], by=by, now=NOW, drafts=drafts, dry_run=dry_run
    )


def states(path: Path) -> dict[str, State]:
    return {entry.source: entry.state for entry in store.load(path, "fa").entries}


def test_words_of_two_people_are_left_to_somebody_who_chooses(
    project: Project, catalog: Path
) -> None:
    contested = replace(ENTRIES[2], comments=(f"{CONFLICT}“مذاکرات”",))
    found = store.load(catalog, "fa")
    entries = tuple(contested if e.source == "Talks" else e for e in found.entries)
    catalog.write_bytes(store.encoded(replace(found, entries=entries), catalog))
    (one,) = review(project, drafts=True).catalogs
    assert (one.approved, one.drafts) == (2, 1)


def test_translated_segments_are_reviewed_and_the_rest_is_left(
    project: Project, catalog: Path
) -> None:
    report = review(project)

    relative = Path("locales/fa/LC_MESSAGES/brief.po")
    assert report == ApproveReport(
        (CatalogApproval("brief", "fa", relative, approved=2, drafts=1, untranslated=1),)
    )
    assert states(catalog) == {
        "Peace": State.REVIEWED,
        "Treaty": State.REVIEWED,
        "Talks": State.DRAFT,
        "Gauge": State.UNTRANSLATED,
        "Old": State.TRANSLATED,
    }


def test_the_reviewer_the_time_and_the_revision_are_on_file(
    project: Project, catalog: Path
) -> None:
    review(project)
    written = store.load(catalog, "fa")
    origin = written.entries[0].origin
    assert origin is not None
    assert (origin.reviewer, origin.time) == ("Leila N.", "2026-11-02T10:00:00Z")
    assert dict(written.headers)["PO-Revision-Date"] == "2026-11-02 10:00+0000"


def test_a_review_is_on_the_disk_before_it_is_told(
    project: Project, catalog: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del catalog
    flushed: list[int] = []
    monkeypatch.setattr(os, "fsync", flushed.append)
    review(project, dry_run=True)
    assert flushed == []
    review(project)
    assert flushed


def test_drafts_that_were_looked_at_are_reviewed_too(project: Project, catalog: Path) -> None:
    report = review(project, drafts=True)
    assert report.catalogs[0].approved == 3
    assert states(catalog)["Talks"] is State.REVIEWED
    talks = store.load(catalog, "fa").entries[2]
    assert (talks.fuzzy, talks.previous_source) == (False, None)


def test_approving_again_changes_no_byte_and_no_reviewer(project: Project, catalog: Path) -> None:
    review(project)
    before = catalog.read_bytes()
    report = review(project, by="Somebody else")
    assert (report.catalogs[0].approved, report.catalogs[0].already) == (0, 2)
    assert catalog.read_bytes() == before


def test_a_dry_run_says_the_same_and_writes_nothing(project: Project, catalog: Path) -> None:
    before = catalog.read_bytes()
    said = review(project, dry_run=True)
    assert catalog.read_bytes() == before
    assert said == review(project)


def test_an_article_without_a_catalog_is_named(project: Project, catalog: Path) -> None:
    catalog.unlink()
    report = review(project)
    assert report.catalogs == ()
    assert [(m.article, m.locale) for m in report.missing] == [("brief", "fa")]


def test_an_article_needs_no_catalog_in_its_own_language(project: Project, catalog: Path) -> None:
    catalog.unlink()
    (project.content / "brief.md").write_text("---\nlang: fa\n---\nصلح\n", "utf-8")
    assert review(project) == ApproveReport(())


def test_a_damaged_catalog_is_left_untouched_and_the_others_go_on(
    project: Project, catalog: Path
) -> None:
    (project.content / "other.md").write_text("Peace\n", "utf-8")
    damaged = catalog.with_name("other.po")
    damaged.write_bytes(b'msgid "Peace"\nmsgstr "\n')

    report = review(project)

    assert [c.approved for c in report.catalogs] == [2]
    assert [type(f) for f in report.failures] == [CatalogError]
    assert damaged.read_bytes() == b'msgid "Peace"\nmsgstr "\n'


@pytest.mark.parametrize("by", ["", " \n"])
def test_somebody_must_have_reviewed(project: Project, catalog: Path, by: str) -> None:
    with pytest.raises(UsageError, match="the reviewer has no name"):
        review(project, by=by)


def drafted(kind: str, engine: str, score: float, target: str) -> Entry:
    origin = Origin(kind, engine, score, machine=digest(target))
    return Entry(target.title(), target, fuzzy=True, origin=origin)


MIXED = (
    drafted("tm", "press", 1.0, "one"),
    drafted("tm", "press", 0.8, "two"),
    drafted("tm", "other", 1.0, "three"),
    drafted("mt", "argos-1.9", 0.9, "four"),
    replace(drafted("mt", "argos-1.9", 0.9, "five"), target="five or so"),
    Entry("Six", "six"),
)


@pytest.mark.parametrize(
    ("origin", "score", "approved"),
    [
        ("memory:press", 0.99, ["one"]),
        ("memory:press", 0.0, ["one", "two"]),
        ("memory:pre", 0.0, []),
        ("memory", 0.9, ["one", "three"]),
        ("memory", 0.8, ["one", "two", "three"]),
        ("engine", 0.0, ["four"]),
        ("engine:argos", 0.5, ["four"]),
        ("engine:argos", 0.95, []),
        ("person", 0.0, ["six"]),
        ("person", 0.5, []),
        ("", 0.0, ["six"]),
    ],
)
def test_segments_are_approved_by_where_they_come_from(
    project: Project, catalog: Path, origin: str, score: float, approved: list[str]
) -> None:
    headers = (("Language", "fa"), ("Content-Type", "text/plain; charset=UTF-8"))
    catalog.write_text(canonical.write(Catalog("fa", MIXED, headers)), "utf-8")
    chosen = choice(origin, score)
    approve(project, project.articles(), ["fa"], by="Leila", now=NOW, chosen=chosen)
    entries = store.load(catalog, "fa").entries
    assert [entry.target for entry in entries if entry.state is State.REVIEWED] == approved


@pytest.mark.parametrize("origin", ["press", "person:ana", "memory press"])
def test_another_origin_is_a_mistake(origin: str) -> None:
    with pytest.raises(UsageError, match="is no origin of words"):
        choice(origin)
