"""The small project in tests/data, which stands for real ones where those are not at hand."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from l10n_flow.catalogs import store
from l10n_flow.catalogs.po import canonical
from l10n_flow.model import State
from l10n_flow.project import Project, find
from l10n_flow.workflow.building.build import build
from l10n_flow.workflow.checking.check import check
from l10n_flow.workflow.sync import sync

from .conftest import SITE

CATALOGS = sorted((SITE / "locales").rglob("*.po"))


@pytest.fixture
def site(tmp_path: Path) -> Project:
    """A copy that may be written to."""
    shutil.copytree(SITE, tmp_path / "site")
    return find(tmp_path / "site")


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: f"{path.parts[-4]}-{path.stem}")
def test_its_catalogs_are_whole_and_read_without_loss(path: Path) -> None:
    text, locale = path.read_text("utf-8"), path.parts[-4]
    catalog = store.parse_strictly(text, path, locale)
    assert canonical.read(text, locale) == catalog
    assert canonical.write(catalog) == text
    assert {entry.state for entry in catalog.entries} == {State.TRANSLATED}


def test_there_is_nothing_to_synchronize_and_nothing_to_find(site: Project) -> None:
    before = {path: path.read_bytes() for path in (site.root / "locales").rglob("*.po")}
    sync(site, site.articles(), ["es", "fa"])
    assert {path: path.read_bytes() for path in (site.root / "locales").rglob("*.po")} == before
    found = check(site, site.articles(), ["es", "fa"])
    assert [(one.check, one.key, one.message) for one in found.findings] == []
    assert found.failures == ()


def test_every_edition_is_built_whole(site: Project) -> None:
    report = build(site, site.articles(), ["en", "es", "fa"], to="markdown")
    assert (report.findings, report.failures) == ((), ())
    assert len(list(site.output.rglob("*.md"))) == 9
