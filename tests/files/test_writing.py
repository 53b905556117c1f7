"""Files and folders that are made, moved and thrown away."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from types import SimpleNamespace

import pytest

from l10n_flow.errors import ChangedUnderneath, FileError
from l10n_flow.files import writing
from l10n_flow.files.fences import fence
from l10n_flow.files.writing import (
    append_to,
    create_file,
    delete_file,
    discard,
    disk_clock,
    fill_file,
    free_space,
    made_beside,
    move,
    new_file,
    replace_file,
    reported,
)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture(params=["as here", "without open folders"])
def system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A system on which names can be relative to an open folder, and one on which they cannot."""
    if request.param != "as here":
        monkeypatch.setattr(writing, "_AT", False)


def _no_locks(*_: object) -> None:
    raise OSError(errno.ENOLCK, "No locks available")


# Folders and files beside others


def test_a_folder_beside_others_is_gone_after_the_work_whatever_became_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with made_beside(tmp_path, ".unpacked-") as made:
        (made / "a.po").write_bytes(b"")
        assert made.parent == tmp_path
        assert made.name.startswith(".unpacked-")
    assert names(tmp_path) == []
    with pytest.raises(ZeroDivisionError), made_beside(tmp_path, ".unpacked-"):
        raise ZeroDivisionError
    assert names(tmp_path) == []
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with made_beside(None, "x-") as made:
        assert made.parent == tmp_path
    assert names(tmp_path) == []


def test_a_new_file_is_filled_piece_by_piece_and_is_nobody_else_s(tmp_path: Path) -> None:
    with new_file(tmp_path / "a.bin") as file:
        file.write(b"one ")
        file.write(b"two")
    assert (tmp_path / "a.bin").read_bytes() == b"one two"
    with (tmp_path / "a.bin").open("rb") as source:
        fill_file(tmp_path / "b.bin", source)
    assert (tmp_path / "b.bin").read_bytes() == b"one two"
    (tmp_path / "link").symlink_to("a.bin")
    with pytest.raises(OSError, match="link"), new_file(tmp_path / "link"):
        raise AssertionError("somebody's file is open")
    assert (tmp_path / "a.bin").read_bytes() == b"one two"


def test_what_is_thrown_away_takes_nothing_with_it_that_links_lead_to(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "a.po").write_bytes(b"words")
    (tmp_path / "gone" / "deep").mkdir(parents=True)
    (tmp_path / "gone" / "link").symlink_to("../kept")
    discard(tmp_path / "gone")
    discard(tmp_path / "gone")  # what is not there needs nothing
    assert names(tmp_path) == ["kept"]
    assert names(tmp_path / "kept") == ["a.po"]


@pytest.mark.parametrize("exchanges", [True, False])
def test_what_is_moved_never_destroys_what_has_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exchanges: bool
) -> None:
    if not exchanges:
        monkeypatch.setattr(writing, "renamed", lambda *_: False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    (tmp_path / "a.po").write_bytes(b"words")
    (tmp_path / "link").symlink_to("nowhere")
    move(Path("a.po"), Path("folder/b.po"))
    assert names(tmp_path) == ["folder", "link"]
    move(tmp_path / "folder", tmp_path / "moved")
    assert (tmp_path / "moved" / "b.po").read_bytes() == b"words"
    (tmp_path / "theirs.po").write_bytes(b"theirs")
    for name in ("theirs.po", "link"):
        with pytest.raises(FileExistsError) as caught:
            move(tmp_path / "moved" / "b.po", tmp_path / name)
        assert (caught.value.errno, caught.value.filename) == (errno.EEXIST, str(tmp_path / name))
    assert (tmp_path / "theirs.po").read_bytes() == b"theirs"
    with pytest.raises(FileNotFoundError):
        move(tmp_path / "none", tmp_path / "new")


def _entered(manager: AbstractContextManager[object]) -> None:
    with manager:
        raise AssertionError("somebody's folder is written")


@pytest.mark.parametrize(
    "act",
    [
        lambda out, _: _entered(made_beside(out, "x")),
        lambda out, _: _entered(new_file(out / "b.po")),
        lambda out, _: discard(out / "a.po"),
        lambda out, ours: move(out / "a.po", ours / "a.po"),
        lambda out, ours: move(ours / "b.po", out / "b.po"),
    ],
    ids=["made beside", "new", "thrown away", "moved from", "moved to"],
)
def test_no_link_leads_them_out_of_a_fence(
    tmp_path: Path, act: Callable[[Path, Path], None]
) -> None:
    ours = tmp_path / "project"
    for folder in (ours, tmp_path / "outside"):
        folder.mkdir()
    (tmp_path / "outside" / "a.po").write_bytes(b"theirs")
    (ours / "b.po").write_bytes(b"ours")
    (ours / "out").symlink_to("../outside")
    fence(ours)
    with pytest.raises(FileError, match="leads out of"):
        act(ours / "out", ours)
    assert names(tmp_path / "outside") == ["a.po"]
    assert names(ours) == ["b.po", "out"]


def test_the_free_space_is_said_in_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(tmp_path)._replace(total=9, used=2, free=7)
    monkeypatch.setattr(shutil, "disk_usage", {tmp_path: usage}.__getitem__)
    assert free_space(tmp_path) == 7


def test_what_the_system_refuses_is_told_with_the_file(tmp_path: Path) -> None:
    for error, why in (
        (ValueError(), "a file cannot have this name"),
        (OSError(errno.ENOSPC, "No space left"), "cannot be unpacked: no space left"),
    ):
        with pytest.raises(FileError, match=why), reported("cannot be unpacked", tmp_path / "a.po"):
            raise error


# Whole files


@pytest.mark.usefixtures("system")
def test_words_may_come_in_pieces_whatever_is_expected(tmp_path: Path) -> None:
    path = tmp_path / "es" / "a.po"
    replace_file(path, (b"%d " % number for number in range(3)), expected=None)
    assert path.read_bytes() == b"0 1 2 "
    replace_file(path, iter([b"one", b"", b"two"]), expected=b"0 1 2 ")
    assert path.read_bytes() == b"onetwo"
    replace_file(path, iter([b"three", b"four"]), durable=False)
    assert path.read_bytes() == b"threefour"
    with pytest.raises(ChangedUnderneath) as caught:
        replace_file(path, iter([b"lost"]), expected=b"onetwo")
    assert caught.value.what.endswith("nothing was written")
    assert caught.value.hint == "run the command again"
    assert str(caught.value.where) == path.as_posix()
    assert path.read_bytes() == b"threefour"
    assert names(path.parent) == ["a.po"]


@pytest.mark.usefixtures("system")
def test_a_private_file_is_its_owner_s_alone_and_any_other_as_the_umask_says(
    tmp_path: Path,
) -> None:
    before = os.umask(0o022)
    try:
        assert create_file(tmp_path / "key", b"secret", private=True)
        assert create_file(tmp_path / "a.po", b"words")
    finally:
        os.umask(before)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert modes == {"key": 0o600, "a.po": 0o644}
    assert not create_file(tmp_path / "key", b"other", private=True)
    assert (tmp_path / "key").read_bytes() == b"secret"


def test_what_is_no_regular_file_is_not_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("pipe")
    for name in ("pipe", "link"):
        with pytest.raises(FileError, match="written: it is not a regular file but a pipe"):
            replace_file(tmp_path / name, b"words")
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)


@pytest.mark.parametrize("mode", [0o200, 0o420, 0o402])
def test_a_file_that_anybody_may_write_is_not_read_only(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "a.po"
    path.write_bytes(b"old")
    path.chmod(mode)
    replace_file(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == mode


@pytest.mark.usefixtures("system")
def test_the_disk_s_clock_is_never_ahead_of_this_machine_s(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = time.time_ns()
    state = tmp_path / "state"
    assert begun - 10**9 < disk_clock(state) <= time.time_ns()
    monkeypatch.setattr(time, "time_ns", lambda: 5)
    assert disk_clock(state) == 5
    assert names(state) == []


@pytest.mark.usefixtures("system")
def test_what_another_program_reads_is_appended_to(tmp_path: Path) -> None:
    path = tmp_path / "out" / "summary"
    append_to(path, b"one\n")
    append_to(path, b"two\n")
    assert path.read_bytes() == b"one\ntwo\n"
    (tmp_path / "link").symlink_to("out/summary")
    with pytest.raises(FileError, match="link: cannot be written"):
        append_to(tmp_path / "link", b"three\n")


@pytest.mark.usefixtures("system")
def test_a_deleted_file_takes_folders_along_that_it_leaves_empty(tmp_path: Path) -> None:
    below = tmp_path / "build"
    for name in ("es/news/a.md", "es/b.md"):
        replace_file(below / name, b"ours")
    assert delete_file(below / "es" / "news" / "a.md", if_holds=None, below=below)
    assert names(below / "es") == ["b.md"]
    assert delete_file(below / "es" / "b.md", if_holds=None)
    assert names(below) == ["es"]  # no folder, unless it was asked for
    replace_file(below / "es" / "b.md", b"ours")
    assert delete_file(below / "es" / "b.md", if_holds=None, below=below)
    assert names(below) == []
    replace_file(tmp_path / "c" / "d.md", b"ours")
    assert delete_file(tmp_path / "c" / "d.md", if_holds=None, below=below)
    assert names(tmp_path) == ["build", "c"]  # what is not below it is left


def test_a_link_is_not_deleted_and_what_the_system_refuses_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.md").write_bytes(b"ours")
    (tmp_path / "link").symlink_to("a.md")
    assert not delete_file(tmp_path / "link", if_holds=None)
    assert (tmp_path / "link").is_symlink()

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "unlink", refuse)
    with pytest.raises(FileError, match=r"a\.md: cannot be deleted: permission denied"):
        delete_file(tmp_path / "a.md", if_holds=None)


# What killed processes left


@pytest.mark.parametrize(
    ("name", "age", "stays"),
    [
        (".a.po.1-3.tmp", 60, True),  # a living process may have made it just now
        (".a.po.1-3.tmp", 60.1, False),
        (f".{'n' * 40}.1-3.tmp", 61, False),
        (f".{'n' * 41}.1-3.tmp", 61, True),
        (".a.po.1234567890-3.tmp", 61, False),
        (".a.po.12345678901-3.tmp", 61, True),
        ("a.po.1-3.tmp", 61, True),
        (".a.po.1-3.tmp.md", 61, True),
        (".a\n.po.1-3.tmp", 61, False),
    ],
)
@pytest.mark.usefixtures("system")
def test_only_old_temporary_files_of_ours_are_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, age: float, stays: bool
) -> None:
    (tmp_path / name).write_bytes(b"half")
    os.utime(tmp_path / name, (1000, 1000))
    monkeypatch.setattr(time, "time", lambda: 1000 + age)
    replace_file(tmp_path / "b.po", b"whole")
    assert (name in names(tmp_path)) is stays


@pytest.mark.parametrize("locks", [None, SimpleNamespace(LOCK_EX=2, LOCK_NB=4, flock=_no_locks)])
def test_without_locks_age_alone_says_what_is_left_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, locks: object
) -> None:
    monkeypatch.setattr(writing, "fcntl", locks)
    monkeypatch.setattr(time, "time", lambda: 1061)
    for name, written in ((".a.po.1-3.tmp", 1000), (".a.po.1-4.tmp", 1002)):
        (tmp_path / name).write_bytes(b"half")
        os.utime(tmp_path / name, (written, written))
    replace_file(tmp_path / "b.po", b"whole")
    assert names(tmp_path) == [".a.po.1-4.tmp", "b.po"]


def test_a_system_that_does_not_say_where_an_open_folder_is_is_asked_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in ("project/es", "outside"):
        (tmp_path / folder).mkdir(parents=True)
    fence(tmp_path / "project")
    read = os.readlink

    def without_proc(path: str | Path) -> str:
        if os.fspath(path).startswith("/proc/"):
            raise FileNotFoundError(errno.ENOENT, "No such file or directory")
        return os.fspath(read(path))

    monkeypatch.setattr(os, "readlink", without_proc)
    replace_file(tmp_path / "project" / "es" / "a.po", b"ours")
    (tmp_path / "project" / "es").rename(tmp_path / "project" / "was")
    (tmp_path / "project" / "es").symlink_to("../outside")
    with pytest.raises(FileError, match="leads out of"):
        replace_file(tmp_path / "project" / "es" / "b.po", b"ours")
    assert names(tmp_path / "outside") == []


def test_a_folder_is_swept_once(tmp_path: Path) -> None:
    replace_file(tmp_path / "b.po", b"whole")
    (tmp_path / ".a.po.1-3.tmp").write_bytes(b"half")
    os.utime(tmp_path / ".a.po.1-3.tmp", (1, 1))
    replace_file(tmp_path / "b.po", b"whole")
    assert names(tmp_path) == [".a.po.1-3.tmp", "b.po"]


def _no_such_process(*_: object) -> None:
    raise ProcessLookupError


def _not_ours(*_: object) -> None:
    raise PermissionError


@pytest.mark.parametrize(
    ("answer", "dead"), [(_no_such_process, True), (_not_ours, False), (lambda *_: None, False)]
)
def test_a_process_is_dead_only_where_the_system_knows_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: Callable[..., None], dead: bool
) -> None:
    asked: list[object] = []

    def kill(*about: object) -> None:
        asked.extend(about)
        answer()

    left = tmp_path / ".a.po.4321-3.tmp"
    left.write_bytes(b"half")
    monkeypatch.setattr(os, "kill", kill)
    replace_file(tmp_path / "b.po", b"whole")
    assert asked == [4321, 0]
    assert left.exists() is not dead
