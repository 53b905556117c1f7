"""The glossary reaches translators who work with nothing but the catalogs."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest

from l10n_flow.errors import ConfigError
from l10n_flow.project import Project
from l10n_flow.workflow.drafting.pairs import PretranslateOptions
from l10n_flow.workflow.drafting.pretranslate import pretranslate

from .drafts_desk import NOW
from .newsroom import all_bytes, catalog, catalog_path, configure, fill, synced, write

GLOSSARY = """\
terms:
- term: ceasefire
  es: {preferred: alto el fuego, forbidden: [tregua]}
  fa: آتش‌بس
- term: Tehran Times
  translate: false
"""
TALKS = "The ceasefire held.\n\nNobody spoke of `ceasefire`.\n\nThe [Times]({}) said so.\n"


@pytest.fixture
def project(project: Project) -> Project:
    """Three texts, one of them with a term of the glossary."""
    write(project, talks=TALKS.format("https://ceasefire.example/a"))
    project.terms.write_text(GLOSSARY, "utf-8")
    synced(project)
    return project


def told(project: Project, locale: str) -> list[tuple[str, ...]]:
    return [entry.notes for entry in catalog(project, locale, "talks").entries]


LINK = ("{1} = https://ceasefire.example/a",)


def test_a_new_catalog_names_the_terms_of_its_language_beside_the_texts_that_have_them(
    project: Project,
) -> None:
    assert told(project, "es") == [("term: ceasefire = alto el fuego; not tregua",), (), LINK]
    assert told(project, "fa") == [("term: ceasefire = آتش‌بس",), (), LINK]


def test_other_tools_show_it_beside_the_text(project: Project) -> None:
    first = polib.pofile(str(catalog_path(project, "es", "talks")))[0]
    assert first.comment == "term: ceasefire = alto el fuego; not tregua"


def test_the_template_is_every_languages(project: Project) -> None:
    assert "term:" not in project.template_path(project.articles()[0]).read_text("utf-8")


def test_a_second_sync_changes_nothing(project: Project) -> None:
    before = all_bytes(project.root)
    assert synced(project).written == ()
    assert all_bytes(project.root) == before


def test_a_changed_glossary_changes_its_lines_and_no_others(project: Project) -> None:
    fill(project, "es", "talks", {"The ceasefire held.": "El alto el fuego duró."}.get)
    before = catalog_path(project, "es", "talks").read_text("utf-8").splitlines()
    project.terms.write_text(GLOSSARY.replace("tregua", "paz"), "utf-8")
    report = synced(project)
    assert [done.locale for done in report.written] == ["es"]
    after = catalog_path(project, "es", "talks").read_text("utf-8").splitlines()
    changed = [(was, now) for was, now in zip(before, after, strict=True) if was != now]
    assert changed == [
        (
            "#. term: ceasefire = alto el fuego; not tregua",
            "#. term: ceasefire = alto el fuego; not paz",
        )
    ]


def test_a_catalog_that_was_there_gets_the_terms_and_loses_them_again(project: Project) -> None:
    with_terms = catalog_path(project, "es", "talks").read_bytes()
    project.terms.unlink()
    synced(project)
    assert told(project, "es") == [(), (), LINK]
    project.terms.write_text(GLOSSARY, "utf-8")
    synced(project)
    assert catalog_path(project, "es", "talks").read_bytes() == with_terms


def test_a_project_may_do_without(project: Project) -> None:
    quiet = configure(project, "term_notes: false\n")
    synced(quiet)
    assert told(quiet, "es") == [(), (), LINK]
    assert told(quiet, "fa") == [(), (), LINK]


def test_a_draft_keeps_its_terms_and_says_why_it_needs_a_look(project: Project) -> None:
    pretranslate(
        project, project.articles(), ["es"], options=PretranslateOptions(engine="fake"), now=NOW
    )
    first = catalog(project, "es", "talks").entries[0]
    assert first.fuzzy
    assert first.notes[0] == "term: ceasefire = alto el fuego; not tregua"
    before = all_bytes(project.catalogs)
    synced(project)
    assert all_bytes(project.catalogs) == before


def test_a_text_that_changes_keeps_its_draft_and_its_terms(project: Project) -> None:
    fill(project, "es", "talks", {"The ceasefire held.": "El alto el fuego duró."}.get)
    text = TALKS.format("https://ceasefire.example/a")
    write(project, talks=text.replace("ceasefire held", "ceasefire has held"))
    synced(project)
    first = catalog(project, "es", "talks").entries[0]
    assert (first.target, first.fuzzy) == ("El alto el fuego duró.", True)
    assert first.notes == ("term: ceasefire = alto el fuego; not tregua",)


def test_a_glossary_that_is_wrong_is_told_with_its_line_and_nothing_is_written(
    project: Project,
) -> None:
    before = all_bytes(project.catalogs)
    project.terms.write_text("terms:\n- term: peace\n", "utf-8")
    with pytest.raises(ConfigError, match="'peace' has no wording in any language") as failure:
        synced(project)
    assert str(failure.value.where) == f"{project.terms}:2:3"
    assert all_bytes(project.catalogs) == before


@pytest.mark.parametrize("note", ["a\\tb", "ñ " * 200])
def test_an_odd_note_is_one_line_of_the_catalog(project: Project, note: str) -> None:
    glossary = f'terms:\n- term: ceasefire\n  note: "{note}"\n  es: alto el fuego\n'
    project.terms.write_text(glossary, "utf-8")
    synced(project)
    ((line,), _, _) = told(project, "es")
    assert line.startswith("term: ceasefire = alto el fuego (")
    assert synced(project).written == ()
    assert Path(catalog_path(project, "es", "talks")).read_text("utf-8").count(line) == 1
