"""git merges catalogs by entries, once a clone knows how."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from l10n_flow.model import State
from l10n_flow.project import Project
from l10n_flow.workflow.merge_driver import Resolved, install, resolve

from .newsroom import all_bytes, catalog, catalog_path, fill, synced

NOW = datetime(2026, 11, 2, 10, tzinfo=UTC)


def git(project: Project, *arguments: str) -> subprocess.CompletedProcess[str]:
    identity = ["-c", "user.name=Ana", "-c", "user.email=ana@example.org"]
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["git", *identity, *arguments],
        cwd=project.root,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )


def on_branches(project: Project, ours: dict[str, str], theirs: dict[str, str]) -> str:
    """Two branches that fill the Spanish catalog differently, merged; what git said."""
    git(project, "init", "--quiet", "--initial-branch=main")
    install(project)
    git(project, "add", "--all")
    git(project, "commit", "--quiet", "--no-gpg-sign", "-m", "start")
    git(project, "checkout", "--quiet", "-b", "other")
    fill(project, "es", "brief", theirs.get)
    git(project, "commit", "--quiet", "-am", "theirs")
    git(project, "checkout", "--quiet", "main")
    fill(project, "es", "brief", ours.get)
    git(project, "commit", "--quiet", "-am", "ours")
    done = git(project, "merge", "other", "-m", "merge")
    return f"{done.returncode} {done.stdout} {done.stderr}"


def test_two_branches_that_translate_neighbours_merge(newsroom: Project) -> None:
    fill(newsroom, "es", "brief", dict.fromkeys(["Rain", "Floods", "Mud."], "").get)
    said = on_branches(newsroom, {"Rain": "Lluvia"}, {"Floods": "Riadas", "Mud.": "Lodo."})
    assert said.startswith("0"), said
    words = [entry.target for entry in catalog(newsroom, "es", "brief").entries]
    assert words == ["Lluvia", "Riadas", "Lodo."]


def test_two_peoples_words_for_one_text_are_a_conflict_that_sync_names(newsroom: Project) -> None:
    said = on_branches(newsroom, {"Mud.": "Barro."}, {"Mud.": "Fango."})
    assert said.startswith("1"), said
    assert "locales/es/LC_MESSAGES/brief.po:" in said
    entry = catalog(newsroom, "es", "brief").live[(None, "Mud.")]  # type: ignore[index]
    assert (entry.target, entry.state) == ("Barro.", State.DRAFT)
    assert "Fango." in entry.comments[0]
    report = synced(newsroom)
    assert any("brief.po:" in w and "two people" in w for w in report.warnings)


def test_without_the_program_git_merges_by_lines_and_marks_what_contradicts(
    newsroom: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("l10n_flow.workflow.merge_driver._program", lambda: "/gone/100%/l10n-flow")
    said = on_branches(newsroom, {"Mud.": "Barro."}, {"Mud.": "Fango."})
    assert said.startswith("1"), said
    data = catalog_path(newsroom, "es", "brief").read_text("utf-8")
    assert "Barro." in data
    assert "Fango." in data
    assert "<<<<<<<" in data


def test_the_program_is_found_where_no_environment_is_active(
    newsroom: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    git(newsroom, "init", "--quiet")
    install(newsroom)
    found = git(newsroom, "config", "merge.l10n-flow.driver").stdout
    assert found.startswith(str(Path(sys.executable).parent)), found


def test_installing_twice_changes_nothing(newsroom: Project) -> None:
    git(newsroom, "init", "--quiet")
    assert install(newsroom).is_new
    before = all_bytes(newsroom.root)
    assert not install(newsroom).is_new
    assert all_bytes(newsroom.root) == before
    assert "/locales/**/*.po merge=l10n-flow" in (newsroom.root / ".gitattributes").read_text()


@pytest.mark.parametrize("broken", [0, 1, 2])
def test_a_version_that_is_no_catalog_is_merged_by_lines_and_nothing_is_lost(
    newsroom: Project, tmp_path: Path, broken: int
) -> None:
    texts = [catalog_path(newsroom, "es", "brief").read_text("utf-8")] * 3
    texts[broken] += 'msgid "broken\n'
    paths = [tmp_path / name for name in ("base", "ours", "theirs")]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, "utf-8")
    base, ours, theirs = paths
    done = resolve(base, ours, theirs, Path("brief.po"))
    assert done.failure is not None
    assert "Lluvia" in paths[1].read_text("utf-8")


@pytest.mark.parametrize("emptied", [1, 2])
def test_an_emptied_version_deletes_nothing(
    newsroom: Project, tmp_path: Path, emptied: int
) -> None:
    texts = [catalog_path(newsroom, "es", "brief").read_text("utf-8")] * 3
    texts[3 - emptied] += 'msgid "Hail"\nmsgstr "Granizo"\n'
    texts[emptied] = ""
    paths = [tmp_path / name for name in ("base", "ours", "theirs")]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, "utf-8")
    done = resolve(paths[0], paths[1], paths[2], Path("brief.po"))
    assert done.failure is not None
    assert done.failure.what == "the file is empty"
    assert "Granizo" in paths[1].read_text("utf-8")


def test_a_catalog_that_both_sides_made_has_no_base(newsroom: Project, tmp_path: Path) -> None:
    text = catalog_path(newsroom, "es", "brief").read_text("utf-8")
    paths = [tmp_path / name for name in ("base", "ours", "theirs")]
    for path, version in zip(paths, ("", text, text), strict=True):
        path.write_text(version, "utf-8")
    assert resolve(paths[0], paths[1], paths[2], Path("brief.po")) == Resolved()
    assert paths[1].read_text("utf-8") == text
