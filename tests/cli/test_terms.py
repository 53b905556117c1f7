"""`l10n-flow terms` as an editor types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from l10n_flow.project import Project

from .conftest import Command

OURS = """\
terms:
- term: ceasefire
  es: alto el fuego
- term: Tehran Times
  translate: false
"""

THEIRS = "source;target;ID\nceasefire;tregua;1\npeace;paz;2\n"


@pytest.fixture
def terms(project: Project) -> Path:
    """The project's terms, and a glossary beside them."""
    (project.root / "glossary.csv").write_text(THEIRS, "utf-8")
    path = project.root / "terms.yaml"
    path.write_text(OURS, "utf-8")
    return path


LISTED = """\
term          es             fa
ceasefire     alto el fuego  -
Tehran Times  Tehran Times   Tehran Times
"""


def test_terms_are_listed_in_every_language(l10n_flow: Command, terms: Path) -> None:
    assert l10n_flow("terms", "list").out == LISTED
    one = l10n_flow("terms", "list", "-l", "es").out
    assert one.splitlines()[1] == "ceasefire     alto el fuego"
    data = json.loads(l10n_flow("terms", "list", "--json").out)
    assert data["terms"][0] == {
        "forms": ["ceasefire"],
        "language": "en",
        "translate": True,
        "name": False,
        "case": None,
        "note": "",
        "wordings": {
            "es": {"preferred": "alto el fuego", "allowed": [], "forbidden": [], "note": ""}
        },
    }


def test_no_form_acts_on_the_terminal(l10n_flow: Command, terms: Path) -> None:
    terms.write_text("terms:\n- term: a\u202eb\n  es: x\n", "utf-8")
    assert l10n_flow("terms", "list", "-l", "es").out.splitlines()[1] == "a⟨RLO⟩b  x"


def test_a_project_without_terms_is_told_how_to_get_some(l10n_flow: Command) -> None:
    said = l10n_flow("terms", "list")
    assert said.out == "no terms in terms.yaml yet; import some with: l10n-flow terms import FILE\n"
    assert said.code == 0


def test_an_import_says_what_it_did_and_what_it_left_out(l10n_flow: Command, terms: Path) -> None:
    said = l10n_flow("terms", "import", "glossary.csv", "--language", "es")
    assert said.out == "terms.yaml: 1 added, 1 left out\n"
    assert said.err.splitlines() == [
        "warning: passed over: column 'ID'",
        "glossary.csv:2: 'ceasefire' is 'tregua' in es here and 'alto el fuego' at terms.yaml:3",
    ]
    assert said.code == 1
    assert terms.read_text("utf-8") == OURS + "- term: peace\n  es: paz\n"


def test_an_import_may_be_tried_first(l10n_flow: Command, terms: Path) -> None:
    said = l10n_flow("terms", "import", "glossary.csv", "--language", "es", "-n", "--json")
    data = json.loads(said.out)
    assert [term["forms"] for term in data["added"]] == [["peace"]]
    assert data["conflicts"] == [
        {
            "term": "ceasefire",
            "message": "'ceasefire' is 'tregua' in es here and 'alto el fuego' at terms.yaml:3",
            "path": "glossary.csv",
            "line": 2,
        }
    ]
    assert (data["same"], data["extended"], data["ignored"]) == (0, [], ["column 'ID'"])
    assert terms.read_text("utf-8") == OURS


def test_a_mistake_is_one_line_and_an_exit_code(l10n_flow: Command, terms: Path) -> None:
    said = l10n_flow("terms", "import", "glossary.csv")
    assert said.code == 3
    assert said.err == (
        "error: glossary.csv:1: the language of the column 'target' is unknown "
        "(give it with --language es)\n"
    )
    terms.write_text("terms:\n- term: peace\n", "utf-8")
    assert l10n_flow("terms", "list").code == 2


def test_terms_are_exported(l10n_flow: Command, terms: Path, project: Project) -> None:
    said = l10n_flow("terms", "export", "out.tbx")
    assert (said.out, said.code) == ("2 terms written to out.tbx\n", 0)
    assert b"<conceptEntry" in (project.root / "out.tbx").read_bytes()
    assert l10n_flow("terms", "export", "out.tbx", "--older", "-l", "es", "-q").out == ""
    written = (project.root / "out.tbx").read_bytes()
    assert b"<termEntry" in written
    assert b'xml:lang="fa"' not in written
    assert l10n_flow("terms", "import", "out.tbx").out == "terms.yaml: 2 there already\n"
