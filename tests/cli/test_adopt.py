"""`l10n-flow adopt` as people type it; what it does is tests/workflow/test_adopt.py's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from l10n_flow.cli import adopt as command
from l10n_flow.project import Project
from l10n_flow.workflow.adopt import AdoptReport, SkippedText, Taken

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


PO = Path("es.po")
PAST = "1 of them from an earlier version of the article"
TAKEN = (Taken("a", PO, 1, 0, 2, 1, is_written=True), Taken("b", PO, 3, 1, 0, 0, is_written=False))


@pytest.mark.parametrize(
    ("report", "dry_run", "expected"),
    [
        (AdoptReport("es", 2), False, ["2 files: nothing to adopt that is not there already"]),
        (
            AdoptReport("es", 1, pages=2, past=1, addresses=1200, taken=TAKEN),
            False,
            [
                "article  translated  draft  had words  old",
                "a                 1      -          2    1",
                "",
                f"2 pages compared with the original, {PAST}",
                "addresses kept: 1,200",
                "1 translation and 0 drafts adopted in 1 catalog",
            ],
        ),
        (
            AdoptReport("es", 1, pages=1, addresses=1, taken=TAKEN[:1]),
            True,
            [
                "article  translated  draft  had words  old",
                "a                 1      -          2    1",
                "",
                "1 page compared with the original",
                "addresses would be kept: 1",
                "1 translation and 0 drafts would be adopted in 1 catalog",
            ],
        ),
    ],
)
def test_the_sum_of_it_is_told(report: AdoptReport, dry_run: bool, expected: list[str]) -> None:
    assert list(command.lines(report, dry_run=dry_run)) == expected


@pytest.mark.parametrize("count", [3, 4])
def test_of_texts_that_did_not_come_in_the_first_are_shown(count: int) -> None:
    texts = ["x" * 50, "x" * 51, "a\n  b", "c"][:count]
    lines = [7, None, 9, 10]
    passed = tuple(
        SkippedText(PO, line, text, "odd") for line, text in zip(lines, texts, strict=False)
    )
    assert list(command.lines(AdoptReport("es", 1, passed=passed), dry_run=False)) == [
        f"not adopted, {count}: odd",
        f"  es.po:7: “{'x' * 50}”",
        f"  es.po: “{'x' * 49}…”",
        "  es.po:9: “a b”",
        *(["  …"] if count > 3 else []),
        "",
        "1 file: nothing to adopt that is not there already",
    ]
