"""`l10n-flow sync` as people type it; what it does to catalogs is tests/workflow/test_sync.py's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from l10n_flow.cli.sync import passed_lines
from l10n_flow.project import Project
from l10n_flow.workflow.regrouping import Passed

from .conftest import Command


@pytest.fixture(autouse=True)
def brief(project: Project) -> Path:
    path = project.content / "news" / "brief.md"
    path.parent.mkdir()
    path.write_text("# Peace\n\nThe talks resume in Geneva.\n", "utf-8")
    return path


def test_the_first_time_it_says_how_many_catalogs_are_new(l10n_flow: Command) -> None:
    said = l10n_flow("sync")
    assert (said.code, said.out, said.err) == (0, "1 article: 2 catalogs written (2 new)\n", "")


def test_the_second_time_there_is_nothing_to_write(l10n_flow: Command) -> None:
    l10n_flow("sync")
    said = l10n_flow("sync")
    assert said.out == "1 article: nothing to write, the catalogs are up to date\n"


CHANGED = """\
article     in  new  draft  back  gone
news/brief  es    2      -     -     1

1 article: 1 catalog written (1 changed)
"""


def test_a_changed_article_is_told_catalog_by_catalog(l10n_flow: Command, brief: Path) -> None:
    l10n_flow("sync")
    brief.write_text("# Peace\n\nGauges open.\n\nFish return to the delta.\n", "utf-8")
    assert l10n_flow("sync", "--locale", "es").out == CHANGED


def test_what_is_no_change_of_texts_is_one_number(
    l10n_flow: Command, brief: Path, project: Project
) -> None:
    l10n_flow("sync")
    brief.write_text("The talks resume in Geneva.\n\n# Peace\n", "utf-8")
    assert l10n_flow("sync", "--dry-run", "--locale", "es").out == (
        "1 article: 1 catalog would be written (1 only in notes, order or line breaks)\n"
    )
    catalog = project.catalogs / "es/LC_MESSAGES/news/brief.po"
    catalog.write_text(catalog.read_text("utf-8").replace('msgid "', 'msgid ""\n"'), "utf-8")
    brief.write_text("The talks resume in Geneva.\n\n# Peace\n\nRain.\n", "utf-8")
    assert l10n_flow("sync").out == (
        "article     in  new  draft  back  gone\n"
        "news/brief  es    1      -     -     -\n"
        "news/brief  fa    1      -     -     -\n"
        "\n1 article: 2 catalogs written (2 changed)\n"
    )


def test_a_dry_run_writes_nothing(l10n_flow: Command, project: Project) -> None:
    said = l10n_flow("sync", "--dry-run")
    assert said.out == "1 article: 2 catalogs would be written (2 new)\n"
    assert list(project.catalogs.iterdir()) == []


def test_quietly_it_works_and_says_nothing(l10n_flow: Command, project: Project) -> None:
    said = l10n_flow("sync", "-q")
    assert (said.code, said.out, said.err) == (0, "", "")
    assert (project.catalogs / "fa/LC_MESSAGES/news/brief.po").is_file()


def test_an_unreadable_article_stops_no_other(l10n_flow: Command, project: Project) -> None:
    (project.content / "bad.md").write_bytes(b"caf\xe9\n")
    said = l10n_flow("sync")
    assert said.code == 3
    assert said.out == "2 articles: 2 catalogs written (2 new)\n"
    assert said.err == "error: content/bad.md:1: byte 0xe9 is not UTF-8 (save the file as UTF-8)\n"


def test_what_was_done_is_told_though_it_cannot_be_remembered(
    l10n_flow: Command, project: Project
) -> None:
    (project.root / ".l10n-flow").mkdir(exist_ok=True)
    (project.root / ".l10n-flow" / "state").write_text("a file in the place of the folder")
    said = l10n_flow("sync")
    assert (said.code, said.out) == (3, "1 article: 2 catalogs written (2 new)\n")
    assert "error: .l10n-flow/state/sync/" in said.err
    built = l10n_flow("build")
    assert built.code == 3
    assert built.out.startswith("build/markdown/: 1 edition written")


def test_from_a_subfolder_failures_are_named_from_there(
    l10n_flow: Command, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project.content / "bad.md").write_bytes(b"caf\xe9\n")
    monkeypatch.chdir(project.content / "news")
    assert l10n_flow("sync", ".").out == "1 article: 2 catalogs written (2 new)\n"
    assert l10n_flow("sync").err.startswith("error: ../bad.md:1: ")


def test_an_empty_project_says_so(l10n_flow: Command, brief: Path) -> None:
    brief.unlink()
    assert l10n_flow("sync").out == "no articles yet: put Markdown into the content folder\n"


def test_the_json_document_has_its_keys_in_the_documented_order(l10n_flow: Command) -> None:
    document = json.loads(l10n_flow("sync", "--json").out)
    page = (Path(__file__).parents[2] / "docs" / "json.md").read_text("utf-8")
    example = json.loads(page.split("## sync")[1].split("```json\n")[1].split("```")[0])
    assert list(document) == list(example)
    assert list(document["catalogs"][0]) == list(example["catalogs"][0])
    assert [c["locale"] for c in document["catalogs"]] == ["es", "fa"]


def test_a_folder_named_for_another_language_is_told_once(
    l10n_flow: Command, project: Project
) -> None:
    for name in ("en/a", "es/a", "es/b", "fa/a"):
        path = project.content / f"{name}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text("---\nlang: fa\n---\nصلح\n" if name == "fa/a" else "Peace.\n", "utf-8")
    said = l10n_flow("sync").err
    assert said == (
        "warning: content/es/ is read as articles in 'en'. If they are in 'es', say so in their "
        "front matter (lang: es); if they are translations, name the folder of the articles alone "
        "(content: content/en) and take them over: l10n-flow adopt 'content/es/**' --locale es\n"
    )


def test_translations_beside_the_articles_are_left_out_and_taken_over(
    l10n_flow: Command, project: Project
) -> None:
    for name in ("a.md", "es/a.md", "news/b.md", "news/b.es.md", "news/c.es.md", "d.fa.md", "d.md"):
        path = project.content / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("---\nlang: fa\n---\nصلح\n" if name == "d.fa.md" else "Peace.\n", "utf-8")
    said = l10n_flow("sync").err
    assert said == (
        "warning: content/es/ is read as articles in 'en'. If they are in 'es', say so in their "
        "front matter (lang: es); if they are translations, leave the folder out "
        "(exclude: [\"es/**\"]) and take them over: l10n-flow adopt 'content/es/**' --locale es\n"
        "warning: files such as b.es.md are read as articles in 'en'. If they are in 'es', say so "
        "in their front matter (lang: es); if they are translations, leave them out (exclude: "
        "[\"**/*.es.md\"]) and take them over: l10n-flow adopt 'content/**/*.es.md' --locale es\n"
    )


def test_texts_that_another_article_took_over_are_told_by_article() -> None:
    passed = [Passed("a", "b", 1, ("es",)), Passed("c", "d", 2, ("es", "fa"), is_joined=True)]
    assert list(passed_lines(passed)) == [
        "moved    a → b",
        "         1 text keeps its translations (es)",
        "joined   c → d",
        "         2 texts keep their translations (es, fa)",
    ]


@pytest.mark.parametrize(("number", "listed", "last"), [(20, 20, ""), (21, 19, "2")])
def test_many_such_articles_end_with_how_many_more_there_are(
    number: int, listed: int, last: str
) -> None:
    said = list(passed_lines([Passed(f"a{n}", "b", 1, ("es",)) for n in range(number)]))
    assert len(said) == 2 * listed + bool(last)
    assert not last or said[-1] == f"… and {last} more; --json has all"
