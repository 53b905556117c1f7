"""`l10n-flow record` and `l10n-flow verify`: what they say, and how they end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from l10n_flow.project import Project

from .conftest import Command

pytest.importorskip("jinja2")
pytest.importorskip("nh3")


def test_a_record_is_written_and_verified_without_the_project(
    project: Project, l10n_flow: Command, tmp_path: Path
) -> None:
    text = "---\ntitle: Rain\ndate: 2020-09-29\n---\nMud.\n"
    (project.content / "rain.md").write_text(text, "utf-8")
    assert l10n_flow("build", "--to", "site").code == 0
    said = l10n_flow("record")
    assert (said.code, said.out) == (
        0,
        "build/site/record.json: 1 edition, 0 of 0 segments reviewed\n",
    )
    assert json.loads(l10n_flow("record", "--json").out)["editions"] == 1
    published = tmp_path / "server"
    (project.output / "site").rename(published)
    said = l10n_flow("verify", str(published))
    assert (said.code, said.out) == (0, "1 edition as recorded, not signed\n")
    page = published / "en" / "rain.html"
    page.write_text(page.read_text("utf-8") + " ", "utf-8")
    said = l10n_flow("verify", str(published))
    assert said.code == 1
    assert "it differs from what was recorded" in said.err
    assert json.loads(l10n_flow("verify", str(published), "--json").out)["editions"] == 0
