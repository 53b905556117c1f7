"""`l10n-flow mv` as people type it; what it moves is tests/workflow/test_renames.py's."""

from __future__ import annotations

import json

import pytest

from l10n_flow.cli.sync import moved_lines
from l10n_flow.project import Project
from l10n_flow.workflow.renames import Move
from tests.workflow import newsroom

from .conftest import Command


@pytest.fixture(autouse=True)
def rain(project: Project) -> Project:
    """An article that is translated into Spanish and was built."""
    newsroom.write(project, rain=newsroom.BRIEF)
    newsroom.synced(newsroom.configure(project))
    newsroom.fill(project, "es", "rain", newsroom.SPANISH.get)
    newsroom.built(newsroom.configure(project))
    return project


def test_it_says_where_the_article_went_and_what_it_took_along(l10n_flow: Command) -> None:
    said = l10n_flow("mv", "rain", "news/flood")
    assert (said.code, said.err) == (0, "")
    assert said.out == (
        "content/rain.md → content/news/flood.md\n"
        "renamed  rain → news/flood\n"
        "         keeps its translations (es, fa) and its address\n"
    )


def test_a_dry_run_says_what_would_move_and_moves_nothing(
    l10n_flow: Command, project: Project
) -> None:
    before = newsroom.all_bytes(project.root)
    said = l10n_flow("mv", "rain", "flood", "--dry-run").out
    assert said.startswith("content/rain.md → content/flood.md\nrenamed  rain → flood\n")
    assert "         would keep its translations (es, fa)" in said
    assert json.loads(l10n_flow("mv", "rain", "flood", "-n", "--json").out)["dry_run"]
    assert newsroom.all_bytes(project.root) == before


def test_quietly_it_moves_and_says_nothing(l10n_flow: Command, project: Project) -> None:
    said = l10n_flow("mv", "rain", "flood", "-q")
    assert (said.code, said.out, said.err) == (0, "", "")
    assert (project.content / "flood.md").is_file()


def test_the_json_document_has_the_same_facts(l10n_flow: Command) -> None:
    document = json.loads(l10n_flow("mv", "rain", "news/flood", "--json").out)
    assert document == {
        "schema": 1,
        "dry_run": False,
        "path": "content/rain.md",
        "target": "content/news/flood.md",
        "moved": [{"from": "rain", "to": "news/flood", "locales": ["es", "fa"], "addresses": 1}],
        "catalogs": 0,
        "failures": [],
    }


@pytest.mark.parametrize("options", [[], ["--dry-run"]])
def test_a_language_takes_its_catalogs_along(
    options: list[str], l10n_flow: Command, project: Project
) -> None:
    file = project.root / "l10n-flow.yaml"
    file.write_text(file.read_text("utf-8").replace("[es, fa]", "[es-MX, fa]"), "utf-8")
    said = l10n_flow("mv", "locales/es", "locales/es-MX", *options)
    verb = "would move" if options else "moved"
    assert said.out == f"locales/es → locales/es-MX\n1 catalog {verb}, with the addresses\n"
    document = l10n_flow("mv", "locales/es", "locales/es-MX", *options, "--json")
    assert json.loads(document.out)["catalogs"] == 1 if options else document.code == 2


def test_a_folder_without_articles_is_an_error(l10n_flow: Command, project: Project) -> None:
    (project.content / "pictures").mkdir()
    said = l10n_flow("mv", "content/pictures", "content/images")
    assert said.code == 2
    assert "'content/pictures' is neither an article nor a folder of articles" in said.err


def test_what_is_not_there_is_an_error(l10n_flow: Command) -> None:
    said = l10n_flow("mv", "snow", "flood")
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("error: there is no article, folder or catalog 'snow'")


@pytest.mark.parametrize(
    ("number", "listed", "last"), [(20, 20, ""), (21, 19, "2"), (30, 19, "11")]
)
def test_a_long_list_ends_with_how_many_more_there_are(number: int, listed: int, last: str) -> None:
    said = [*moved_lines([Move(f"a{n}", f"b{n}", ()) for n in range(number)], dry_run=False)]
    assert said[:2] == ["renamed  a0 → b0", "         keeps its translations"]
    assert len(said) == 2 * listed + bool(last)
    assert not last or said[-1] == f"… and {last} more; --json has all"
