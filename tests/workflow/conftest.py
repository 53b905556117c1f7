"""A newsroom with one article, for tests of everything that follows from it."""

from __future__ import annotations

import pytest

from l10n_flow.project import Project

from .newsroom import BRIEF, SPANISH, fill, synced, write


@pytest.fixture
def newsroom(project: Project) -> Project:
    """One article, in Spanish too."""
    write(project, brief=BRIEF)
    synced(project)
    fill(project, "es", "brief", SPANISH.get)
    return project
