"""`l10n-flow adopt` as people type it; what it does is tests/workflow/test_adopt.py's."""

from __future__ import annotations

import json

import pytest

from l10n_flow.project import Project

from .conftest import Command

CATALOG = """\
msgid "# Peace"
msgstr "# Paz"

msgid "Snow."
msgstr "Nieve."
"""


@pytest.fixture(autouse=True)
def brief(project: Project) -> None:
    path = project.content / "news" / "brief.md"
    path.parent.mkdir()
    path.write_text("# Peace\n\nThe talks resume in Geneva.\n", "utf-8")
    catalog = project.root / "po" / "es.po"
    catalog.parent.mkdir()
    catalog.write_text(CATALOG, "utf-8")


SAID = """\
article     translated  draft  had words  old
news/brief           1      -          -    -

not adopted, 1: no article has this text or a similar one
  po/es.po:4: “Snow.”

1 translation and 0 drafts adopted in 1 catalog
"""


def test_it_says_what_came_in_and_what_did_not(l10n_flow: Command) -> None:
    said = l10n_flow("adopt", "po/*.po", "--locale", "es")
    assert (said.code, said.out, said.err) == (0, SAID, "")
    again = l10n_flow("adopt", "po", "-l", "es").out
    assert again.endswith("1 file: nothing to adopt that is not there already\n")


def test_a_dry_run_writes_nothing(l10n_flow: Command, project: Project) -> None:
    said = l10n_flow("adopt", "po/es.po", "-l", "es", "--dry-run")
    assert said.out.endswith("1 translation and 0 drafts would be adopted in 1 catalog\n")
    assert list(project.catalogs.iterdir()) == []


def test_it_tells_programs_everything(l10n_flow: Command) -> None:
    found = json.loads(l10n_flow("adopt", "po", "-l", "es", "--json").out)
    assert found["catalogs"] == [
        {
            "article": "news/brief",
            "path": "locales/es/LC_MESSAGES/news/brief.po",
            "translated": 1,
            "drafts": 0,
            "there": 0,
            "old": 0,
            "written": True,
        }
    ]
    assert [(one["path"], one["line"]) for one in found["passed"]] == [("po/es.po", 4)]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nothing.po",), "'nothing.po' means no file that can be adopted"),
        (("po", "-l", "xx"), "'xx' is not a language of this project"),
        (("po", "-l", "es,fa"), "--locale takes one language"),
    ],
)
def test_what_makes_no_sense_is_told(
    l10n_flow: Command, arguments: tuple[str, ...], said: str
) -> None:
    words = arguments if "-l" in arguments else (*arguments, "-l", "es")
    found = l10n_flow("adopt", *words)
    assert found.code == 2
    assert said in found.err
