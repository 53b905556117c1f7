"""`l10n-flow pretranslate` as a person or a script types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from l10n_flow.cli import pretranslate
from l10n_flow.pretranslate.drafts import KINDS
from l10n_flow.project import Project
from l10n_flow.workflow.drafting.pairs import CatalogDrafts
from l10n_flow.workflow.drafting.pretranslate import PretranslateReport
from tests.engines import models, network

from .conftest import Command


@pytest.fixture(autouse=True)
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Spanish model, no Persian one, and no network."""
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "packages"))
    network.forbid(monkeypatch)


@pytest.fixture(autouse=True)
def article(project: Project, l10n_flow: Command, tmp_path: Path, packages: None) -> None:
    """An article with its catalogs, and the Spanish model installed."""
    text = "# Peace and war\n\nThe **new** agreement\n\nThe president spoke today.\n\n12 %\n"
    (project.content / "treaty.md").write_text(text, "utf-8")
    assert l10n_flow("sync", "--quiet").code == 0
    file = models.gloss_package(tmp_path / "es.argosmodel", "en", "es", models.SPANISH)
    assert l10n_flow("models", "install", "--quiet", str(file)).code == 0


SPANISH = """\
article  in  copy  engine  left
treaty   es     1       3     -

4 segments drafted (engine: argos-en_es-1.0)
"""

WITHOUT_A_MODEL = """\
article  in  copy  left
treaty   fa     1     3

1 segment drafted
3 segments in 1 article left: no model en → fa is installed; get one with:
  l10n-flow models install en fa
"""


def test_it_says_what_was_drafted_and_what_was_left(l10n_flow: Command) -> None:
    found = l10n_flow("pretranslate", "--locale", "es", "--engine", "argos")
    assert (found.code, found.out, found.err) == (0, SPANISH, "")
    again = l10n_flow("pretranslate", "--locale", "es")
    assert again.code == 0
    assert again.out == "nothing to draft: every segment has words\n"


def test_without_a_model_it_says_what_is_left_and_how_to_get_one(l10n_flow: Command) -> None:
    found = l10n_flow("pretranslate", "treaty", "--locale", "fa")
    assert (found.code, found.out, found.err) == (0, WITHOUT_A_MODEL, "")


def test_long_names_and_every_step_fit_a_terminal_and_engines_have_a_line_each() -> None:
    name = "reports/annual-assembly/the-president-spoke-about-the-new-agreement-of-1999"
    found = [
        CatalogDrafts(name, "en", locale, Path("a.po"), dict.fromkeys(KINDS, 1234), looks=1)
        for locale in ("es", "pt-BR")
    ]
    report = PretranslateReport(tuple(found), engines=("argos-en_es-1.9", "demo-en_fa-1.0"))
    assert (
        "\n".join(pretranslate.lines(report, dry_run=False))
        == """\
article                    in     memory  copy  sentences  similar  engine  left
reports/annu…ment-of-1999  es       1234  1234       1234     1234    1234     -
reports/annu…ment-of-1999  pt-BR    1234  1234       1234     1234    1234     -

12,340 segments drafted; 2 with something to look at
engine: argos-en_es-1.9
engine: demo-en_fa-1.0"""
    )


def test_a_dry_run_says_what_would_be(l10n_flow: Command, project: Project) -> None:
    before = (project.catalogs / "es" / "LC_MESSAGES" / "treaty.po").read_bytes()
    found = l10n_flow("pretranslate", "--locale", "es", "--dry-run")
    assert "4 segments would be drafted\n" in found.out
    assert (project.catalogs / "es" / "LC_MESSAGES" / "treaty.po").read_bytes() == before


def test_when_all_is_done_it_says_so(l10n_flow: Command) -> None:
    l10n_flow("pretranslate", "--engine", "fake")
    found = l10n_flow("pretranslate", "--engine", "fake")
    assert (found.code, found.out) == (0, "nothing to draft: every segment has words\n")


def test_a_program_gets_everything_as_json(l10n_flow: Command) -> None:
    found = l10n_flow("pretranslate", "--locale", "es,fa", "--json")
    document = json.loads(found.out)
    assert list(document) == [
        "schema",
        "dry_run",
        "stopped",
        "warnings",
        "engines",
        "catalogs",
        "unavailable",
        "missing",
        "failures",
    ]
    assert (document["schema"], document["dry_run"], document["stopped"]) == (2, False, False)
    assert document["catalogs"][0] == {
        "article": "treaty",
        "language": "en",
        "locale": "es",
        "path": "locales/es/LC_MESSAGES/treaty.po",
        "drafts": {"memory": 0, "copy": 1, "sentences": 0, "similar": 0, "engine": 3},
        "looks": 0,
        "left": [],
    }
    assert document["catalogs"][1]["left"][0] == {
        "context": None,
        "source": "Peace and war",
        "reason": "no-model",
    }
    assert document["unavailable"] == [
        {
            "source": "en",
            "target": "fa",
            "what": "no model en → fa is installed",
            "hint": "l10n-flow models install en fa",
        }
    ]
    assert found.code == 0


def test_a_missing_catalog_sends_one_to_sync(l10n_flow: Command, project: Project) -> None:
    (project.catalogs / "fa" / "LC_MESSAGES" / "treaty.po").unlink()
    found = l10n_flow("pretranslate", "--locale", "fa")
    assert found.code == 0
    assert "treaty has no catalog in fa yet: l10n-flow sync\n" in found.out


def test_an_unknown_engine_is_a_mistake_on_the_command_line(l10n_flow: Command) -> None:
    found = l10n_flow("pretranslate", "--engine", "argo")
    assert found.code == 2
    assert found.err == "error: no engine 'argo' (did you mean 'argos'?)\n"


def test_a_damaged_catalog_is_said_and_the_rest_is_done(
    l10n_flow: Command, project: Project
) -> None:
    (project.catalogs / "es" / "LC_MESSAGES" / "treaty.po").write_text('msgid "x', "utf-8")
    found = l10n_flow("pretranslate")
    assert found.code == 3
    assert "locales/es/LC_MESSAGES/treaty.po:1: " in found.err
    assert "treaty   fa" in found.out
    (project.catalogs / "fa" / "LC_MESSAGES" / "treaty.po").write_text('msgid "x', "utf-8")
    assert l10n_flow("pretranslate").out == ""


def test_ctrl_c_says_what_was_done_and_ends_as_stopped(
    l10n_flow: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object, **__: object) -> PretranslateReport:
        return PretranslateReport((), stopped=True)

    monkeypatch.setattr(pretranslate, "draft_catalogs", stopped)
    found = l10n_flow("pretranslate")
    assert found.code == 130
    assert found.err == "stopped\n"
