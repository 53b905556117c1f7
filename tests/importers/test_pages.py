"""Golden pages: each folder of `pages/` holds a page and what it must become.

`page.*` is imported with the profile that fits, or with `profile.yaml` where there is one.
`expected/` has the articles, `roles.txt` what every line was taken for and every warning. After a
wanted change, read the difference of:

    python -m tests.importers.test_pages
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from l10n_flow.project import Project
from l10n_flow.workflow.import_ import ImportReport, import_
from l10n_flow.workflow.init import init

PAGES = Path(__file__).parent / "pages"
NAMES = sorted(folder.name for folder in PAGES.iterdir())


def imported(name: str, project: Project) -> ImportReport:
    """The page of that folder, in the project."""
    folder = PAGES / name
    (page,) = folder.glob("page.*")
    profile = folder / "profile.yaml"
    return import_(project, [page], profile=str(profile) if profile.exists() else "")


def articles(folder: Path) -> dict[str, str]:
    """Every file of a folder with its text."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    return {file.relative_to(folder).as_posix(): file.read_text("utf-8") for file in files}


def roles(report: ImportReport) -> Iterator[str]:
    """What every line was taken for, then the warnings."""
    (page,) = report.pages
    yield f"profile: {page.imported.profile}, merged: {page.imported.merged}"
    for use in page.imported.uses:
        start = use.text.splitlines()[0][:50]
        yield f"{use.line or '-':>3} {use.role.value:12} {start}"
    for place, what in page.imported.warnings:
        yield f"warning: {place.line}: {what}"


@pytest.mark.parametrize("name", NAMES)
def test_a_page_becomes_exactly_the_expected_articles(name: str, project: Project) -> None:
    report = imported(name, project)
    assert report.failures == ()
    assert articles(project.content) == articles(PAGES / name / "expected")


@pytest.mark.parametrize("name", NAMES)
def test_every_line_of_a_page_is_accounted_for(name: str, project: Project) -> None:
    expected = (PAGES / name / "roles.txt").read_text("utf-8")
    assert "".join(f"{row}\n" for row in roles(imported(name, project))) == expected


def _renew() -> None:
    for name in NAMES:
        with tempfile.TemporaryDirectory() as place:
            project = init(Path(place) / "project", "en", ["es", "fa"]).project
            report = imported(name, project)
            shutil.rmtree(PAGES / name / "expected", ignore_errors=True)
            shutil.copytree(project.content, PAGES / name / "expected")
            text = "".join(f"{row}\n" for row in roles(report))
            (PAGES / name / "roles.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    _renew()
