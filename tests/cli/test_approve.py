"""`l10n-flow approve` as an editor types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from l10n_flow.catalogs.po import canonical
from l10n_flow.model import Catalog, Entry
from l10n_flow.project import Project

from .conftest import Command


@pytest.fixture(autouse=True)
def catalog(project: Project) -> Path:
    """A Persian catalog with two translations, a draft and a gap; none in Spanish."""
    (project.content / "brief.md").write_text("Peace\n\nTreaty\n\nTalks\n\nGauge\n", "utf-8")
    entries = (
        Entry("Peace", "صلح"),
        Entry("Treaty", "پیمان"),
        Entry("Talks", "گفت‌وگوها", fuzzy=True),
        Entry("Gauge"),
    )
    path = project.catalogs / "fa" / "LC_MESSAGES" / "brief.po"
    path.parent.mkdir(parents=True)
    headers = (("Language", "fa"), ("Content-Type", "text/plain; charset=UTF-8"))
    path.write_text(canonical.write(Catalog("fa", entries, headers)), "utf-8")
    return path


FIRST = """\
article  in  approved  left out
brief    fa         2  1 draft, 1 untranslated

2 segments in 1 catalog approved
Drafts wait for somebody to look at them; then approve them with --drafts.
"""

AGAIN = """\
article  in  approved  left out
brief    fa         0  1 draft, 1 untranslated

nothing to approve; reviewed before: 2
Drafts wait for somebody to look at them; then approve them with --drafts.
"""

DRAFTS = """\
article  in  approved  left out
brief    fa         1  1 untranslated

1 segment in 1 catalog would be approved; reviewed before: 2
"""


def test_it_says_what_was_approved_and_what_was_left_out(l10n_flow: Command) -> None:
    command = ("approve", "brief", "--locale", "fa", "--by", "Leila N.")
    first, again = l10n_flow(*command), l10n_flow(*command)
    assert (first.code, first.out, first.err) == (0, FIRST, "")
    assert (again.code, again.out, again.err) == (0, AGAIN, "")
    assert l10n_flow(*command, "--drafts", "--dry-run").out == DRAFTS


def test_what_could_not_be_read_is_not_nothing_to_approve(
    l10n_flow: Command, catalog: Path
) -> None:
    catalog.write_text('msgid "Peace', "utf-8")
    said = l10n_flow("approve", "brief", "--locale", "fa", "--by", "Leila N.")
    assert (said.code, said.out) == (3, "nothing was approved\n")
    assert said.err.startswith("error: locales/fa/LC_MESSAGES/brief.po:1: ")


def test_a_language_without_a_catalog_is_told_what_to_do(l10n_flow: Command) -> None:
    said = l10n_flow("approve", "brief", "--locale", "es", "--by", "Ana")
    assert said.out == "nothing to approve\nbrief has no catalog in es yet: l10n-flow sync\n"


def test_the_reviewer_may_come_from_the_environment(
    l10n_flow: Command, monkeypatch: pytest.MonkeyPatch, catalog: Path
) -> None:
    monkeypatch.setenv("L10N_FLOW_REVIEWER", "Leila")
    assert l10n_flow("approve", "brief", "-l", "fa", "-q").out == ""
    assert ";r=Leila;" in catalog.read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["brief", "--by", "Ana"], "which language was reviewed? (say it with --locale es or fa)"),
        (
            ["brief", "--locale", "fa"],
            "who reviewed? (give a name with --by NAME, or set L10N_FLOW_REVIEWER)",
        ),
        (["--locale", "fa", "--by", "Ana"], "Missing argument 'ARTICLE'"),
    ],
)
def test_article_language_and_reviewer_must_be_said(
    l10n_flow: Command, arguments: list[str], said: str
) -> None:
    result = l10n_flow("approve", *arguments)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"error: {said}")


def test_a_project_with_one_language_need_not_name_it(l10n_flow: Command, project: Project) -> None:
    config = project.root / "l10n-flow.yaml"
    config.write_text(config.read_text("utf-8").replace("[es, fa]", "[fa]"), "utf-8")
    said = l10n_flow("approve", "brief", "--by", "Leila N.")
    assert (said.code, said.out) == (0, FIRST)


def test_the_json_document_has_its_keys_in_the_documented_order(l10n_flow: Command) -> None:
    said = l10n_flow("approve", ".", "-l", "fa,es", "--by", "Leila", "--json")
    document = json.loads(said.out)
    page = (Path(__file__).parents[2] / "docs" / "json.md").read_text("utf-8")
    example = json.loads(page.split("## approve")[1].split("```json\n")[1].split("```")[0])
    assert list(document) == list(example)
    for catalog in document["catalogs"] + document["missing"]:
        assert list(catalog) == list(example["catalogs"][0])
