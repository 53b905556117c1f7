"""A catalog that somebody deleted: sync makes a new one, and says where the words are."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest

from l10n_flow.project import Project

from .newsroom import catalog_path, synced, translate, write

if shutil.which("git") is None:
    if os.environ.get("CI"):
        pytest.fail("git is needed for these tests", pytrace=False)
    pytest.skip("git is not installed", allow_module_level=True)


def git(project: Project, *arguments: str) -> None:
    identity = ["-c", "user.name=Ana", "-c", "user.email=ana@example.org"]
    subprocess.run(["git", *identity, *arguments], cwd=project.root, check=True)


@pytest.fixture
def committed(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """An article with a Spanish translation, in git."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    write(project, rain="Peace\n")
    synced(project)
    translate(project, "es", "rain", Peace="Paz")
    git(project, "init", "--quiet")
    git(project, "add", "--all")
    git(project, "commit", "--quiet", "--message=Begin")
    return project


def test_sync_says_that_a_deleted_catalog_is_made_anew_and_how_to_have_its_words(
    committed: Project,
) -> None:
    path = catalog_path(committed, "es", "rain")
    words = path.read_bytes()
    path.unlink()
    place = path.relative_to(committed.root).as_posix()
    (warning,) = synced(committed).warnings
    assert warning.startswith(f"{place}: the file was gone, and the new one has none of its tr")
    assert warning.endswith(f"git has them: git restore -- {place}")
    git(committed, "restore", "--", place)
    assert path.read_bytes() == words
    assert synced(committed).warnings == ()


def test_a_catalog_that_was_removed_from_git_too_was_removed_on_purpose(
    committed: Project,
) -> None:
    git(committed, "rm", "--quiet", str(catalog_path(committed, "es", "rain")))
    assert synced(committed).warnings == ()


def test_the_first_catalogs_of_an_article_are_no_loss(committed: Project) -> None:
    write(committed, wind="Wind\n")
    assert synced(committed).warnings == ()
