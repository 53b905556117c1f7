"""A newsroom with one article, for tests of everything that follows from it."""

from __future__ import annotations

import pytest

from l10n_flow.project import Project, find

from .newsroom import BRIEF, SPANISH, TALKS, WRONG, configure, fill, synced, write


@pytest.fixture
def project(project: Project) -> Project:
    """A new project whose editions are all published, so that tests see them."""
    return configure(project)


@pytest.fixture
def newsroom(project: Project) -> Project:
    """One article, in Spanish too."""
    write(project, brief=BRIEF)
    synced(project)
    fill(project, "es", "brief", SPANISH.get)
    return project


@pytest.fixture
def spanish(project: Project) -> Project:
    """Two articles in Spanish only, one of them translated with a wrong year."""
    (project.root / "l10n-flow.yaml").write_text("source: en\nlocales: [es]\n", "utf-8")
    project = find(project.root)
    write(project, brief=BRIEF, talks=TALKS)
    synced(project)
    fill(project, "es", "brief", SPANISH.get)
    fill(project, "es", "talks", lambda _: WRONG)
    return project
