"""An article in some languages only is drafted, approved, counted and checked in these only."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from l10n_flow.model import State
from l10n_flow.project import Project
from l10n_flow.workflow.approve import approve
from l10n_flow.workflow.checking.check import check
from l10n_flow.workflow.drafting.pairs import PretranslateOptions
from l10n_flow.workflow.drafting.pretranslate import (
    PretranslateReport,
    pretranslate,
)
from l10n_flow.workflow.status import status

from .newsroom import BRIEF, catalog, catalog_path, configure, fill, synced, write

NOW = datetime(2026, 11, 29, 10, tzinfo=UTC)
SPANISH_ONLY = BRIEF.replace("slug: rain", "slug: rain\nlanguages: [es]")


@pytest.fixture(params=["front matter", "configuration"])
def project(request: pytest.FixtureRequest, project: Project) -> Project:
    """Two articles: one in every language, one in Spanish only, as it says or a pattern does."""
    text = SPANISH_ONLY
    if request.param == "configuration":
        project, text = configure(project, "languages: {local/*: [es]}\n"), BRIEF
    write(project, brief=BRIEF, local__fair=text.replace("Mud.", "Fair."))
    synced(project)
    return project


def drafted(project: Project, *locales: str) -> PretranslateReport:
    chosen = locales or project.languages
    return pretranslate(
        project, project.articles(), chosen, options=PretranslateOptions(engine="fake"), now=NOW
    )


def test_it_has_catalogs_in_its_languages_only(project: Project) -> None:
    assert catalog_path(project, "es", "local/fair").exists()
    assert not catalog_path(project, "fa", "local/fair").exists()
    assert catalog_path(project, "fa", "brief").exists()


def test_it_is_drafted_in_its_languages_only(project: Project) -> None:
    report = drafted(project)
    done = {(one.article, one.locale) for one in report.catalogs}
    assert done == {("brief", "es"), ("brief", "fa"), ("local/fair", "es")}
    assert not catalog_path(project, "fa", "local/fair").exists()
    assert report.failures == ()


def test_a_language_that_it_is_not_in_has_nothing_to_draft_and_no_complaint(
    project: Project,
) -> None:
    fair = [article for article in project.articles() if article.name == "local/fair"]
    report = pretranslate(
        project, fair, ["fa"], options=PretranslateOptions(engine="fake"), now=NOW
    )
    assert (report.catalogs, report.failures) == ((), ())


def test_no_catalog_is_missed_where_it_has_none(project: Project) -> None:
    fill(project, "es", "local/fair", {"Rain": "Lluvia", "Floods": "Riadas", "Fair.": "Feria."}.get)
    report = approve(project, project.articles(), project.languages, by="ana", now=NOW)
    assert {(one.article, one.locale) for one in report.catalogs} == {
        ("brief", "es"), ("brief", "fa"), ("local/fair", "es"),
    }  # fmt: skip
    assert report.missing == ()
    states = {entry.state for entry in catalog(project, "es", "local/fair").entries}
    assert states == {State.REVIEWED}


def test_its_segments_count_in_its_languages_only(project: Project) -> None:
    report = status(project, project.articles(), project.languages, whole=True)
    counted = {one.article.name: [e.locale for e in one.editions] for one in report.articles}
    assert counted == {"brief": ["es", "fa"], "local/fair": ["es"]}
    assert not report.needs_sync
    segments = {
        locale: sum(tally.segments for tally in report.total(locale)) for locale in ("es", "fa")
    }
    assert segments == {"es": 6, "fa": 3}


def test_it_lacks_nothing_where_it_is_not_wanted(project: Project) -> None:
    report = check(project, project.articles(), project.languages, whole=True)
    assert "no-catalog" not in {one.check for one in report.findings}
    rows = {(row.locale, row.article) for row in report.completeness if row.article}
    assert rows == {("es", "brief"), ("fa", "brief"), ("es", "local/fair")}


@pytest.mark.parametrize("written", ["English", "'the King’s'", "c++"])
def test_a_language_that_is_no_tag_is_named_and_means_nothing(
    project: Project, written: str
) -> None:
    write(project, odd=f"---\ntitle: Odd\nlang: {written}\n---\n\nWords.\n")
    report = synced(project)
    (warning,) = (one for one in report.warnings if "odd.md" in one)
    plain = written.strip("'")
    assert f"content/odd.md:3: 'lang: {plain}' is not a language tag" in warning
    assert "read as 'en'" in warning
    assert {one.locale for one in report.catalogs if one.article == "odd"} == {"es", "fa"}
