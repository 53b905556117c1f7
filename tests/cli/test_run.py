"""`l10n-flow run` as a newcomer types it."""

from __future__ import annotations

import json
import sys
from collections.abc import Container, Iterable, Iterator
from pathlib import Path

import pytest

from l10n_flow import engines
from l10n_flow.engines import Hypothesis
from l10n_flow.project import Project

from .conftest import Command


@pytest.fixture(autouse=True)
def brief(project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """One article; no model is installed, whatever this machine's user has."""
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "no-models"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "no-data"))
    path = project.content / "brief.md"
    path.write_text("# Peace\n\nThe talks resume.\n", "utf-8")
    return path


FIRST = """\
sync          1 article: 2 catalogs written (2 new)
pretranslate  0 segments drafted; no model for en → es and 1 other pair
build         build/markdown/: 1 edition written, 2 untranslated not published

editions            to translate  drafts  to review
build/markdown/en/             -       -          -
build/markdown/es/       4 words       -          -
build/markdown/fa/       4 words       -          -

Next:
  translate   l10n-flow review brief
  or edit     locales/es/LC_MESSAGES/brief.po
  then        l10n-flow run
  for drafts  l10n-flow models install en es
  for drafts  l10n-flow models install en fa
"""


def test_it_says_what_was_done_where_editions_are_and_what_is_left(l10n_flow: Command) -> None:
    said = l10n_flow("run")
    assert (said.code, said.out, said.err) == (0, FIRST, "")


@pytest.mark.parametrize(
    ("pattern", "shown"),
    [
        ("pages/{lang}/{path}", "pages/es/"),
        ("pages/{name}.{lang}{suffix}", "pages/*.es*"),
        ("{lang}/pages/{path}", "es/pages/"),
    ],
)
def test_where_editions_are_is_said_without_the_variables_of_a_pattern(
    l10n_flow: Command, project: Project, pattern: str, shown: str
) -> None:
    settings = project.root / "l10n-flow.yaml"
    settings.write_text(f'{settings.read_text("utf-8")}\noutput: "{pattern}"\n', "utf-8")
    rows = l10n_flow("run").out.splitlines()
    assert rows[6].split()[0] == shown


def test_translations_that_wait_for_a_review_are_offered_to_approve(
    l10n_flow: Command, project: Project
) -> None:
    l10n_flow("sync")
    for locale, words in (("es", ("Paz", "Se reanuda el diálogo.")), ("fa", ("صلح", ""))):
        catalog = project.catalogs / locale / "LC_MESSAGES" / "brief.po"
        head, *entries = catalog.read_text("utf-8").split("\n\n")
        both = zip(entries, words, strict=True)
        filled = [entry.replace('msgstr ""', f'msgstr "{word}"') for entry, word in both]
        catalog.write_text("\n\n".join([head, *filled]), "utf-8")

    lines = l10n_flow("run").out.splitlines()

    assert lines[-9:] == [
        "build/markdown/es/             -       -    4 words",
        "build/markdown/fa/       3 words       -     1 word",
        "",
        "Next:",
        "  translate      l10n-flow review brief",
        "  or edit        locales/fa/LC_MESSAGES/brief.po",
        "  then           l10n-flow run",
        "  for drafts     l10n-flow models install en fa",
        "  when reviewed  l10n-flow approve brief --locale es --by NAME",
    ]


def test_a_command_to_copy_does_nothing_else(l10n_flow: Command, brief: Path) -> None:
    brief.rename(brief.with_name("a b; $(c) \u202ed.md"))
    l10n_flow("sync")
    catalog = brief.parents[1] / "locales/es/LC_MESSAGES/a b; $(c) \u202ed.po"
    catalog.write_text(
        catalog.read_text("utf-8").replace('Peace"\nmsgstr ""', 'Peace"\nmsgstr "Paz"')
    )
    last = l10n_flow("run", "-l", "es").out.splitlines()[-1].split(None, 2)[2]
    assert last == "l10n-flow approve 'a b; $(c) ⟨RLO⟩d' --locale es --by NAME"


def test_when_nothing_is_left_nothing_is_next(l10n_flow: Command, brief: Path) -> None:
    brief.write_text("```\ncode\n```\n", "utf-8")
    assert "Next" not in l10n_flow("run").out


def test_only_without_names_the_catalogs_of_articles_that_are_gone_are_named(
    l10n_flow: Command, project: Project
) -> None:
    (project.content / "agenda.md").write_text("One.\n", "utf-8")
    l10n_flow("run")
    (project.content / "agenda.md").unlink()
    some = json.loads(l10n_flow("run", "brief", "--json").out)
    assert not some["status"].get("orphans")
    catalogs = json.loads(l10n_flow("run", "--json").out)["status"]["orphans"]
    assert catalogs == [f"locales/{locale}/LC_MESSAGES/agenda.po" for locale in ("es", "fa")]


def test_an_empty_project_says_so(l10n_flow: Command, brief: Path) -> None:
    brief.unlink()
    assert l10n_flow("run").out == "no articles yet: put Markdown into the content folder\n"


def test_what_cannot_be_read_is_said_once(l10n_flow: Command, project: Project) -> None:
    (project.content / "bad.md").write_bytes(b"caf\xe9\n")
    said = l10n_flow("run")
    assert said.code == 3
    assert said.err == "error: content/bad.md:1: byte 0xe9 is not UTF-8 (save the file as UTF-8)\n"


def test_quietly_it_works_and_says_nothing(l10n_flow: Command, project: Project) -> None:
    said = l10n_flow("run", "-q")
    assert (said.code, said.out, said.err) == (0, "", "")
    assert (project.output / "markdown" / "en" / "brief.md").is_file()


def test_the_json_document_holds_the_documents_of_the_steps(l10n_flow: Command) -> None:
    document = json.loads(l10n_flow("run", "--json").out)
    page = (Path(__file__).parents[2] / "docs" / "json.md").read_text("utf-8")
    example = json.loads(page.split("## run")[1].split("```json\n")[1].split("```")[0])
    assert list(document) == list(example)
    assert document["schema"] == example["schema"]
    for step in ("sync", "pretranslate", "build", "status"):
        assert document[step]["schema"] == (2 if step == "pretranslate" else 1)
        assert document[step]["failures"] == []
    assert [document[step]["dry_run"] for step in ("sync", "pretranslate", "build")] == [False] * 3
    assert document["site"] is None


def test_without_the_engine_s_extra_the_command_that_installs_it_is_next(
    l10n_flow: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ctranslate2", None)
    said = l10n_flow("run")
    assert (said.code, said.err) == (0, "")
    assert "0 segments drafted; the engine needs ctranslate2, which is not installed" in said.out
    assert said.out.endswith("  for drafts  pip install 'l10n-flow[argos]'\n")


def test_of_many_pairs_without_a_model_three_are_named(
    l10n_flow: Command, project: Project
) -> None:
    settings = project.root / "l10n-flow.yaml"
    settings.write_text("source: en\nlocales: [ar, de, es, fa, zh]\n", "utf-8")
    assert l10n_flow("run").out.splitlines()[-4:] == [
        "  for drafts  l10n-flow models install en ar",
        "  for drafts  l10n-flow models install en de",
        "  for drafts  l10n-flow models install en es",
        "              … and 2 more pairs: l10n-flow pretranslate names them",
    ]


def test_of_four_pairs_without_a_model_all_are_named(l10n_flow: Command, project: Project) -> None:
    settings = project.root / "l10n-flow.yaml"
    settings.write_text("source: en\nlocales: [ar, de, es, fa]\n", "utf-8")
    lines = l10n_flow("run").out.splitlines()
    assert lines[-5:] == [
        "  then        l10n-flow run",
        "  for drafts  l10n-flow models install en ar",
        "  for drafts  l10n-flow models install en de",
        "  for drafts  l10n-flow models install en es",
        "  for drafts  l10n-flow models install en fa",
    ]
    assert "no model for en → ar and 3 other pairs\n" in "\n".join(lines) + "\n"


def test_one_pair_without_a_model_has_no_others(l10n_flow: Command, project: Project) -> None:
    (project.root / "l10n-flow.yaml").write_text("source: en\nlocales: [es]\n", "utf-8")
    lines = l10n_flow("run").out.splitlines()
    assert lines[1] == "pretranslate  0 segments drafted; no model for en → es"


def test_the_article_and_the_catalog_that_need_most_come_first(
    l10n_flow: Command, project: Project
) -> None:
    (project.content / "agenda.md").write_text("One.\n", "utf-8")
    (project.content / "report.md").write_text("The talks resume in ten days.\n", "utf-8")
    lines = [line.strip() for line in l10n_flow("run").out.splitlines()]
    assert "translate   l10n-flow review report" in lines
    assert "or edit     locales/es/LC_MESSAGES/report.po" in lines


def test_drafts_are_still_to_translate_and_a_reviewed_article_is_not(
    l10n_flow: Command, project: Project
) -> None:
    settings = project.root / "l10n-flow.yaml"
    settings.write_text("source: en\nlocales: [es]\npretranslate: {engine: fake}\n", "utf-8")
    said = l10n_flow("run").out
    assert "2 segments drafted by fake" in said
    assert "build/markdown/es/             -  4 words          -\n" in said
    assert "  translate  l10n-flow review brief\n" in said
    assert "when reviewed" not in said
    assert "for drafts" not in said


def test_a_site_is_opened_by_serve_or_by_the_extra_that_builds_it(
    l10n_flow: Command, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = project.root / "l10n-flow.yaml"
    plain = settings.read_text("utf-8")
    assert "serve" not in l10n_flow("run").out
    settings.write_text(f"{plain}\nsite: {{url: 'https://news.example'}}\n", "utf-8")
    built = l10n_flow("run").out
    assert "\nsite          build/site/: 1 edition written, " in built
    assert json.loads(l10n_flow("run", "--json").out)["site"]["dry_run"] is False
    assert "  read it     l10n-flow serve\n" in built
    assert "for the site" not in built
    monkeypatch.setitem(sys.modules, "jinja2", None)
    lacking = l10n_flow("run").out
    assert "  for the site  pip install 'l10n-flow[site]'\n" in lacking
    assert "serve" not in lacking


def test_an_article_in_a_language_of_its_own_is_served_too(l10n_flow: Command, brief: Path) -> None:
    brief.write_text("---\nlang: fa\n---\nصلح\n", "utf-8")
    said = l10n_flow("run", "-l", "es").out
    assert "no model for fa → es" in said
    assert said.endswith("  for drafts  l10n-flow models install fa es\n")


class Doubtful:
    """An engine that is sure of nothing but the headline."""

    identity = "doubtful-1"
    model = "0123456789ab"
    parameters = ""
    keeps_markup = False

    def translate(
        self, texts: Iterable[str], *, align: Container[int] = (), beam: int | None = None
    ) -> Iterator[tuple[int, Hypothesis]]:
        for index, text in enumerate(texts):
            known = text == "Peace"
            words = "Paz" if known else "Se reanuda el diálogo."
            yield index, Hypothesis(words, 0.98 if known else 0.6)


def test_drafts_that_are_too_unsure_are_counted(
    l10n_flow: Command, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "ENGINES", {"argos": lambda *_: Doubtful()})
    settings = project.root / "l10n-flow.yaml"
    limit = "pretranslate: {min_confidence: 50}"
    settings.write_text(f"source: en\nlocales: [es]\n{limit}\n", "utf-8")
    assert l10n_flow("run").out.splitlines()[1] == (
        "pretranslate  1 segment drafted by doubtful-1; 1 too unsure (pretranslate.min_confidence)"
    )
