"""The library: what `import l10n_flow` offers, lazily and documented."""

from __future__ import annotations

import doctest
import re
import subprocess
import sys
from pathlib import Path

import pytest

import l10n_flow as l10n
from l10n_flow.project import Project
from tests.workflow.newsroom import catalog, configure, fill, write

PAGE = Path(__file__).parents[1] / "docs" / "api.md"


def test_all_is_exactly_the_public_names() -> None:
    code = (
        "import l10n_flow\n"
        "before = set(dir(l10n_flow))\n"
        "assert sorted(l10n_flow.__all__) == l10n_flow.__all__\n"
        "found = {name: getattr(l10n_flow, name) for name in l10n_flow.__all__}\n"
        "assert all(found.values())\n"
        "public = {n for n in before if not n.startswith('_')} - {'annotations', 'TYPE_CHECKING'}\n"
        "assert public == set(l10n_flow.__all__), public ^ set(l10n_flow.__all__)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_importing_it_imports_nothing_but_its_version() -> None:
    code = "import sys, l10n_flow; print(*(m for m in sys.modules if m.startswith('l10n_flow.')))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.split() in (["l10n_flow._version"], [])


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="'l10n_flow' has no attribute 'nothing'"):
        _ = l10n.nothing


def test_the_page_about_it_names_every_public_name_and_method() -> None:
    text = PAGE.read_text("utf-8")
    methods = [name for name in vars(l10n.Work) if not name.startswith("_")]
    steps = {"project", "articles", "locales"}
    missing = [
        name
        for name in (*l10n.__all__, *(m for m in methods if m not in steps))
        if not re.search(rf"\b{name}\b", text)
    ]
    assert missing == []


def test_the_examples_of_the_page_run() -> None:
    failed, tried = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert tried > 5
    assert failed == 0


def test_a_program_does_what_the_commands_do(project: Project) -> None:
    project = configure(project)
    write(project, news__brief="# Peace\n\nWar\n", other="x\n")
    work = l10n.open(project.root, "news/*", locales=["es"])
    assert [article.name for article in work.articles] == ["news/brief"]
    assert work.sync().failures == ()
    fill(project, "es", "news/brief", {"Peace": "Paz"}.get)
    ((article, found),) = work.catalogs()
    assert [(entry.source, entry.target) for entry in found.live.values()] == [
        ("Peace", "Paz"),
        ("War", ""),
    ]
    assert article.name == "news/brief"
    assert work.approve(by="Ana").catalogs[0].approved == 1
    assert catalog(project, "es", "news/brief").entries[0].state is l10n.State.REVIEWED
    assert work.pretranslate(engine="fake", dry_run=True).failures == ()
    assert catalog(project, "es", "news/brief").entries[1].target == ""
    assert work.pretranslate(engine="fake").failures == ()
    assert catalog(project, "es", "news/brief").entries[1].state is l10n.State.DRAFT
    assert work.status().failures == ()
    assert work.check().failures == ()
    assert [edition.outcome for edition in work.build().editions] == ["written"]
    ((_, document),) = work.documents()
    assert [segment.source for segment in document.segments] == ["Peace", "War"]


def test_a_folder_without_a_project_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(l10n.L10nFlowError):
        l10n.open(tmp_path)
    with pytest.raises(l10n.L10nFlowError, match="is not a folder"):
        l10n.open(tmp_path / "nothing")


def test_a_finding_about_a_pair_has_the_fields_of_one_in_a_catalog() -> None:
    source, target = "See [us](a.html).", "Véase."
    for one in l10n.check_pair(source, target, source_locale="en", locale="es"):
        assert (one.key, one.target, one.locale) == ((None, source), target, "es")
        assert (one.article, one.path, one.line, one.cause) == ("", Path(), None, "")
        assert one.detail
