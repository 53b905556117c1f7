"""The sample newsroom's site, built once for all that look at it."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

from l10n_flow.project import find
from l10n_flow.workflow.run import run

ROOT = Path(__file__).parents[2]
PARTS = ("content", "locales", "models", "theme", "l10n-flow.yaml", "taxonomy.yaml")


def published(folder: Path) -> Path:
    """The folder of the site that `make run` makes, from a copy of the newsroom.

    The fixture `published_newsroom` is such a folder for all who change nothing.
    """
    folder.mkdir(exist_ok=True)
    for name in PARTS:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name)
        else:
            shutil.copy(source, folder / name)
    project = find(folder)
    report = run(
        project,
        project.articles(),
        project.languages,
        now=datetime(2026, 11, 29, tzinfo=UTC),
        whole=True,
    )
    assert report.failures == ()
    return folder / "build" / "site"
