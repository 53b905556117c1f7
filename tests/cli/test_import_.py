"""`l10n-flow import`: what it prints and the code it ends with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from l10n_flow.project import Project
from tests.cli.conftest import Command

FIXTURE = Path(__file__).parents[1] / "importers" / "pages" / "council" / "page.txt"

PAGE = """\
Rain on the Velan

2026/10/19 | report, top news

Strategic Council Online – Interview: Rain fell on both banks of the river for the whole night.

0 Comments
"""

SEED = """\
  article         1  2020-09-29, interview, en
  paragraphs     12
  headings        3
  categories      3  interview, political, top-news
  credit          1  Strategic Council Online
  stubs           8
  duplicates      8  merged
  lines dropped   8
  unclassified    0
"""


@pytest.fixture
def page(project: Project) -> str:
    """A page in the project's folder, by its name from there."""
    (project.root / "page.txt").write_text(PAGE, encoding="utf-8")
    return "page.txt"


def test_the_summary_counts_all_that_a_page_gave(l10n_flow: Command, page: str) -> None:
    said = l10n_flow("import", page)
    assert said.code == 0
    assert said.err == ""
    assert (
        said.out
        == """\
page.txt: read with the profile strategic-council
  article        1  2026-10-19, interview, en
  paragraphs     1
  headings       0
  categories     2  report, top-news
  credit         1  Strategic Council Online
  stubs          0
  duplicates     0  merged
  lines dropped  1
  unclassified   0
  -> content/rain-on-the-velan.md

1 file: 1 new
"""
    )


def test_the_seed_page_gives_what_was_counted_by_hand(l10n_flow: Command, shared: Path) -> None:
    said = l10n_flow("import", str(shared / "seed" / "article-page.txt"))
    assert said.code == 0
    assert said.err == ""
    assert SEED in said.out
    assert said.out.endswith("\n9 files: 9 new\n")


def test_no_line_but_those_with_paths_is_wider_than_80_columns(l10n_flow: Command) -> None:
    said = l10n_flow("import", str(FIXTURE))
    rows = [row for row in said.out.splitlines() if "page.txt" not in row and "->" not in row]
    assert max(map(len, rows)) <= 80


def test_warnings_have_file_and_line_and_are_no_errors(l10n_flow: Command) -> None:
    said = l10n_flow("import", str(FIXTURE))
    assert said.code == 0
    assert f"warning: {FIXTURE.as_posix()}:39: neither an article's title" in said.err
    assert said.err.count("warning: ") == 6


def test_strict_makes_them_errors(l10n_flow: Command, project: Project) -> None:
    said = l10n_flow("import", "--strict", str(FIXTURE))
    assert said.code == 3
    assert said.err.count("error: ") == 6
    assert not list(project.content.iterdir())


def test_what_somebody_changed_is_a_finding_that_names_the_way_out(
    l10n_flow: Command, page: str, project: Project
) -> None:
    l10n_flow("import", page)
    (project.content / "rain-on-the-velan.md").write_text("Mine.\n", encoding="utf-8")
    said = l10n_flow("import", page)
    assert said.code == 1
    assert said.err == (
        "error: content/rain-on-the-velan.md: kept: it was edited, or written by somebody "
        "(compare it with the page; --force replaces it)\n"
    )
    assert l10n_flow("import", page, "--force").code == 0


def test_new_labels_are_asked_for(l10n_flow: Command, page: str, project: Project) -> None:
    project.taxonomy.write_text("categories:\n  report: {en: Report}\n", encoding="utf-8")
    said = l10n_flow("import", page)
    assert said.code == 0
    assert said.err == (
        "warning: taxonomy.yaml: categories has the new id 'top-news'; add es, fa labels\n"
    )


def test_a_dry_run_says_so(l10n_flow: Command, page: str, project: Project) -> None:
    said = l10n_flow("import", page, "--dry-run")
    assert said.out.endswith("\n1 file: would be 1 new\n")
    assert not list(project.content.iterdir())


def test_quiet_says_nothing(l10n_flow: Command, page: str) -> None:
    said = l10n_flow("import", page, "--quiet")
    assert (said.out, said.err) == ("", "")


def test_json_is_one_document_with_every_line(l10n_flow: Command, page: str) -> None:
    said = l10n_flow("import", page, "--json")
    data = json.loads(said.out)
    assert list(data) == ["schema", "dry_run", "pages", "findings", "failures"]
    (found,) = data["pages"]
    assert found["files"][0]["outcome"] == "new"
    assert [line["role"] for line in found["lines"]] == ["title", "meta", "paragraph", "dropped"]


def test_the_json_of_the_docs_has_the_keys_of_the_program(l10n_flow: Command, page: str) -> None:
    docs = (Path(__file__).parents[2] / "docs" / "importing.md").read_text("utf-8")
    shown = json.loads(docs.split("```json\n")[1].split("```")[0])
    real = json.loads(l10n_flow("import", page, "--json").out)
    assert list(shown) == list(real)
    assert shown["schema"] == real["schema"]
    assert list(shown["pages"][0]) == list(real["pages"][0])
    assert list(shown["pages"][0]["files"][0]) == list(real["pages"][0]["files"][0])


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["gone.txt"], 3, "error: gone.txt: cannot be read: No such file or directory\n"),
        (
            ["https://paper.example/rain"],
            2,
            (
                "error: 'https://paper.example/rain' is not a file "
                "(save the page, with a browser or with curl, and import the file)\n"
            ),
        ),
        (
            ["page.txt", "--profile", "generics"],
            2,
            "error: there is no profile 'generics' (did you mean 'generic'?)\n",
        ),
        (
            ["page.txt", "--into", "../x"],
            2,
            "error: '../x' is not a folder of content (such as --into news)\n",
        ),
    ],
)
def test_mistakes_say_what_to_do(
    l10n_flow: Command, page: str, arguments: list[str], code: int, message: str
) -> None:
    said = l10n_flow("import", *arguments)
    assert (said.code, said.err) == (code, message)


def test_a_page_that_gives_nothing_is_a_warning(l10n_flow: Command, project: Project) -> None:
    (project.root / "page.txt").write_text("Loading\n", encoding="utf-8")
    said = l10n_flow("import", "page.txt", "--profile", "strategic-council")
    assert said.code == 0
    assert said.out.endswith("\nnothing found\n")
    assert said.err == "warning: page.txt: nothing in it looks like an article\n"
