"""Where a path may lead, for those that open files themselves, and by untrusted names."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from l10n_flow.errors import FileError
from l10n_flow.files import fences
from l10n_flow.files.fences import (
    fence,
    fenced,
    ground,
    is_kept,
    make_folder,
    named_in,
    reached,
    take_over,
)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Path]:
    """A folder that nothing leads out of, beside one that is nobody's business."""
    before = fenced()
    folder = tmp_path / "project"
    (folder / "state").mkdir(parents=True)
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "a.db").write_bytes(b"theirs")
    fence(folder)
    yield folder
    take_over(before)


@pytest.mark.parametrize("writing", [True, False])
def test_a_plain_file_or_none_yet_is_reached(project: Path, writing: bool) -> None:
    path = project / "state" / "a.db"
    assert reached(path, writing=writing) == path
    path.write_bytes(b"ours")
    assert reached(path, writing=writing) == path
    (project / "link.db").symlink_to("state/a.db")
    assert reached(project / "link.db", writing=writing) == project / "link.db"
    assert path.read_bytes() == b"ours"


def test_a_second_name_is_given_up_before_its_file_is_written(project: Path) -> None:
    theirs, ours = project.parent / "outside" / "a.db", project / "a.db"
    os.link(theirs, ours)
    assert reached(ours) == ours
    assert ours.read_bytes() == b"theirs"
    assert reached(ours, writing=True) == ours
    assert not ours.exists()
    assert theirs.read_bytes() == b"theirs"
    ours.write_bytes(b"ours")
    assert reached(ours, writing=True) == ours
    assert ours.read_bytes() == b"ours"


def test_a_file_that_another_process_deletes_meanwhile_was_one(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite's journal, beside a cache that several processes share, comes and goes."""
    journal = project / "ours.db-journal"
    journal.write_bytes(b"x")
    looked_at = os.lstat

    def gone(path: str) -> os.stat_result:
        about = looked_at(path)
        if Path(path) == journal:
            journal.unlink()
        return about

    monkeypatch.setattr(os, "lstat", gone)
    assert reached(journal, writing=True) == journal
    assert not journal.exists()


@pytest.mark.parametrize("writing", [True, False])
def test_what_is_no_file_of_ours_is_not_reached(project: Path, writing: bool) -> None:
    os.mkfifo(project / "pipe")
    (project / "out").symlink_to("../outside/a.db")
    (project / "folder").symlink_to("state")
    (project / "null").symlink_to("state/pipe")
    os.mkfifo(project / "state" / "pipe")
    for name, why in (
        ("pipe", "it is a pipe, not a file"),
        ("state", "it is a directory, not a file"),
        ("folder", "it is a directory, not a file"),
        ("null", "it is a pipe, not a file"),
        ("out", "a link on the way to it leads out of"),
        ("a\0b", "a file cannot have this name"),
    ):
        with pytest.raises(FileError, match=why) as caught:
            reached(project / name, writing=writing)
        assert caught.value.hint
    assert (project.parent / "outside" / "a.db").read_bytes() == b"theirs"


def test_a_fence_is_taken_over_with_those_of_the_process_that_sends_work(project: Path) -> None:
    (project / "es").symlink_to("../outside")
    here = fenced()
    assert os.fspath(project) in here
    assert ground(os.fspath(project), writing=False) == (os.path.realpath(project),)
    take_over(())
    assert fenced() == ()
    assert ground(os.fspath(project / "es"), writing=False) == ()
    take_over(here)
    assert fenced() == here
    with pytest.raises(FileError, match="leads out of"):
        ground(os.fspath(project / "es"), writing=False)


def test_writing_has_to_stay_within_the_innermost_fence_and_reading_within_the_outermost(
    project: Path,
) -> None:
    inner = project / "state" / "deep"
    inner.mkdir()
    fence(project / "state")
    fence(inner)
    outermost, innermost = os.path.realpath(project), os.path.realpath(inner)
    assert ground(os.fspath(inner), writing=False) == (outermost,)
    assert ground(os.fspath(inner), writing=True) == (outermost, innermost)
    assert ground(os.fspath(project), writing=True) == (outermost,)
    (inner / "up").symlink_to("..")
    assert ground(os.fspath(inner / "up"), writing=False) == (outermost,)
    with pytest.raises(FileError, match=f"leads out of {innermost}") as caught:
        ground(os.fspath(inner / "up"), writing=True, path="up/a.md")
    assert str(caught.value.where) == "up/a.md"
    assert caught.value.hint.startswith("replace the link by a file or folder")


def test_a_folder_is_beside_another_whose_name_it_begins_with(project: Path) -> None:
    beside = project.with_name("project-two")
    beside.mkdir()
    (project / "es").symlink_to("../project-two")
    with pytest.raises(FileError, match="leads out of"):
        ground(os.fspath(project / "es"), writing=False)


def test_a_folder_is_looked_at_once_and_again_after_each_command(project: Path) -> None:
    (project / "es").mkdir()
    folder = os.fspath(project / "es")
    ground(folder, writing=False)
    (project / "es").rmdir()
    (project / "es").symlink_to("../outside")
    assert ground(folder, writing=False)  # one check for a thousand files
    fences.look_again()
    for writing in (True, False):
        with pytest.raises(FileError, match="leads out of"):
            ground(folder, writing=writing)


def test_a_folder_that_is_there_already_is_made_and_one_over_a_link_out_is_not(
    project: Path,
) -> None:
    for _ in range(2):
        make_folder(project / "a" / "b")
    assert (project / "a" / "b").is_dir()
    (project / "es").symlink_to("../outside")
    with pytest.raises(FileError, match="leads out of"):
        make_folder(project / "es" / "new")
    assert not (project.parent / "outside" / "new").exists()


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("CVS", True),
        (".hg", True),
        (".svn", True),
        (".bzr", True),
        (".jj", True),
        (".git. .", True),
        (".git:stream", True),
        (".g\u200dit", True),
        (".gi", False),
        ("g", False),
        ("cvs2", False),
        ("git", False),
        ("a:.git", False),
    ],
)
def test_version_control_s_own_folders_are_known_by_all_their_names(name: str, kept: bool) -> None:
    assert is_kept(name) is kept
    assert named_in(Path("build"), f"es/{name}/a.md") == (
        None if kept else Path("build", "es", name, "a.md")
    )


@pytest.mark.parametrize("name", ["", ".", "..", "es/../../a.md", "/es/a.md", "es/a\0.md"])
def test_a_name_that_is_none_of_a_folder_has_no_place_in_it(name: str) -> None:
    assert named_in(Path("build"), name) is None
