"""`l10n-flow build` as people type it; what it writes: tests/workflow/building/test_build.py."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from l10n_flow.project import Project
from l10n_flow.workflow.building.outputs import OUTPUTS
from tests.workflow.newsroom import fill, synced

from .conftest import Command


@pytest.fixture(autouse=True)
def brief(project: Project) -> Path:
    path = project.content / "news" / "brief.md"
    path.parent.mkdir()
    path.write_text("---\ntitle: Peace\n---\n\nThe talks resume.\n", "utf-8")
    return path


NONE = "2 untranslated not published"


def test_it_says_how_many_editions_are_where(l10n_flow: Command, project: Project) -> None:
    first, second = l10n_flow("build"), l10n_flow("build")
    assert (first.code, first.out, first.err) == (
        0,
        f"build/markdown/: 1 edition written, {NONE}\n",
        "",
    )
    assert second.out == f"build/markdown/: 1 article unchanged, {NONE}\n"
    assert (project.output / "markdown/en/news/brief.md").is_file()


def test_the_first_number_says_of_what(l10n_flow: Command, project: Project) -> None:
    synced(project)
    fill(project, "es", "news/brief", {"Peace": "Paz"}.get)
    l10n_flow("build")
    fill(project, "es", "news/brief", {"The talks resume.": "Siguen las charlas."}.get)
    assert l10n_flow("build").out == (
        "build/markdown/: 1 edition written, 1 as before, 1 untranslated not published\n"
    )


def test_out_takes_a_folder_for_the_languages(
    l10n_flow: Command, project: Project, brief: Path
) -> None:
    said = l10n_flow("build", "--bare", "--to", "markdown", "--locale", "en", "--out", "paper")
    assert said.out == "paper/: 1 edition written\n"
    assert (project.root / "paper/en/news/brief.md").read_bytes() == brief.read_bytes()


def test_with_another_project_out_is_meant_from_there(
    l10n_flow: Command, project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    l10n_flow("build", "-C", "project", "--locale", "en", "--out", "paper", "-q")
    assert (project.root / "paper/en/news/brief.md").is_file()


def test_an_edition_that_is_not_published_is_told_with_the_reason(
    l10n_flow: Command, project: Project
) -> None:
    settings = project.root / "l10n-flow.yaml"
    rules = "{empty: publish, locales: {es: {threshold: 50}, fa: {untranslated: hide-article}}}"
    rules = f"publish: {rules}\n"
    settings.write_text(rules, "utf-8")
    said = l10n_flow("build")
    assert said.code == 0
    assert said.out.splitlines() == [
        "article     in  ready",
        "news/brief  es    0 %  below the threshold: left as it was",
        "news/brief  fa    0 %  not published: something is untranslated",
        "",
        "build/markdown/: 1 edition written",
    ]


def test_a_policy_that_forbids_gaps_ends_with_exit_code_1(
    l10n_flow: Command, project: Project
) -> None:
    settings = project.root / "l10n-flow.yaml"
    settings.write_text("publish: {untranslated: fail}\n", "utf-8")
    said = l10n_flow("build", "--locale", "fa")
    assert said.code == 1
    assert said.err.startswith("error: locales/fa/LC_MESSAGES/news/brief.po: 2 of 2 segments")


def test_an_unknown_format_is_a_usage_error(l10n_flow: Command) -> None:
    said = l10n_flow("build", "--to", "papyrus")
    assert (said.code, said.out) == (2, "")
    known = ", ".join(OUTPUTS)
    assert said.err == f"error: unknown output format 'papyrus' (known: {known})\n"
    assert {"markdown", "hugo", "jekyll", "pelican", "json", "site"} <= set(OUTPUTS)


def test_a_dry_run_writes_nothing(l10n_flow: Command, project: Project) -> None:
    assert l10n_flow("build", "-n").out == f"build/markdown/: 1 edition would be written, {NONE}\n"
    assert not project.output.exists()


def test_the_json_document_has_its_keys_in_the_documented_order(l10n_flow: Command) -> None:
    document = json.loads(l10n_flow("build", "--json").out)
    page = (Path(__file__).parents[2] / "docs" / "json.md").read_text("utf-8")
    example = json.loads(page.split("## build")[1].split("```json\n")[1].split("```")[0])
    assert list(document) == list(example)
    assert list(document["editions"][0]) == list(example["editions"][0])


def test_how_ready_an_edition_is_without_its_catalog_is_unknown(
    l10n_flow: Command, project: Project
) -> None:
    l10n_flow("sync")
    (project.catalogs / "fa" / "LC_MESSAGES" / "news" / "brief.po").write_bytes(b"\xff")
    row = next(line for line in l10n_flow("build").out.splitlines() if " fa " in line)
    assert row.split() == ["news/brief", "fa", "?", "not", "built"]
    (edition,) = json.loads(l10n_flow("build", "--json", "--locale", "fa").out)["editions"]
    assert (edition["outcome"], edition["percent"]) == ("failed", None)


@pytest.mark.parametrize("out", [(), ("--out", "public")])
def test_pages_of_a_site_are_read_back(
    l10n_flow: Command, project: Project, out: tuple[str, ...]
) -> None:
    pytest.importorskip("nh3")
    template = project.root / "theme" / "article.html"
    template.parent.mkdir()
    body = "<h1>{{ article.title }}</h1><h1>Twice</h1>"
    template.write_text(
        f'{{% extends "base.html" %}}{{% block content %}}{body}{{% endblock %}}\n', "utf-8"
    )
    said = l10n_flow("build", "--to", "site", *out)
    assert said.code == 1
    assert "brief.html:" in said.err
    assert "it has 2 headings of the first level (<h1>)" in said.err
    assert l10n_flow("build", "--to", "site", *out, "--dry-run").code == 0
