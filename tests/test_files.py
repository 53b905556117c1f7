"""Files are replaced whole or not at all, and a lock is held by one at a time."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from l10n_flow.errors import FileError
from l10n_flow.files import bytes_of, create_file, locked, replace_file, writing
from l10n_flow.files import locks as locking


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("durable", [True, False])
def test_a_new_file_appears_with_its_folders(tmp_path: Path, durable: bool) -> None:
    path = tmp_path / "es" / "LC_MESSAGES" / "مقاله.po"
    replace_file(path, b"words", durable=durable)
    assert path.read_bytes() == b"words"
    assert names(path.parent) == ["مقاله.po"]


def test_a_new_file_gets_the_permissions_of_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        replace_file(tmp_path / "a.po", b"words")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.po").stat().st_mode) == 0o640


@pytest.mark.parametrize("mode", [0o600, 0o664, 0o755])
def test_an_existing_file_keeps_its_permissions(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "a.po"
    path.write_bytes(b"old")
    path.chmod(mode)
    replace_file(path, b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_a_relative_path_is_fine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    replace_file(Path("a.po"), b"words")
    assert names(tmp_path) == ["a.po"]


def test_a_long_name_is_fine(tmp_path: Path) -> None:
    path = tmp_path / ("م" * 126 + ".po")
    replace_file(path, b"words")
    assert path.read_bytes() == b"words"


def test_a_symbolic_link_stays_and_the_file_it_names_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    target, link = tmp_path / "real" / "a.po", tmp_path / "link.po"
    for content in (b"made", b"replaced"):
        link.unlink(missing_ok=True)
        link.symlink_to(Path("real") / "a.po")
        replace_file(link, content)
        assert link.is_symlink()
        assert target.read_bytes() == content
    assert names(tmp_path) == ["link.po", "real"]


def test_a_reader_who_opened_the_old_file_reads_it_to_the_end(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_bytes(b"old")
    with path.open("rb") as reader:
        replace_file(path, b"new")
        assert reader.read() == b"old"


def test_a_read_only_file_is_not_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_bytes(b"old")
    path.chmod(0o444)
    with pytest.raises(FileError, match=r"a\.po: cannot be written: it is read-only") as caught:
        replace_file(path, b"new")
    assert caught.value.exit_code == 3
    assert caught.value.hint
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a.po"]


@pytest.mark.parametrize("durable", [True, False])
def test_a_full_disk_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, durable: bool
) -> None:
    path = tmp_path / "a.po"
    path.write_bytes(b"old")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync" if durable else "replace", full)
    with pytest.raises(FileError, match="no space left on device") as caught:
        replace_file(path, b"new", durable=durable)
    assert "free some space" in caught.value.hint
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a.po"]


def test_an_interruption_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.po"
    path.write_bytes(b"old")

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        replace_file(path, b"new")
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a.po"]


def test_a_temporary_file_that_a_killed_process_left_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = tmp_path / f".a.po.{os.getpid()}-7.tmp"
    left.write_bytes(b"half")
    monkeypatch.setattr(writing, "_serial", iter([7, 8]))
    replace_file(tmp_path / "a.po", b"whole")
    assert (tmp_path / "a.po").read_bytes() == b"whole"
    assert left.read_bytes() == b"half"


@pytest.mark.parametrize("place", ["file/a.po", "folder"])
def test_what_is_in_the_way_is_named(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_bytes(b"x")
    (tmp_path / "folder").mkdir()
    with pytest.raises(FileError, match=place):
        replace_file(tmp_path / place, b"new")
    with pytest.raises(FileError, match=f"{place}: cannot be read"):
        bytes_of(tmp_path / place)
    assert names(tmp_path) == ["file", "folder"]


def test_a_file_that_is_not_there_has_no_bytes(tmp_path: Path) -> None:
    assert bytes_of(tmp_path / "no" / "a.po") is None


HOLDER = """
import sys
from pathlib import Path

from l10n_flow.files import locked

with locked(Path(sys.argv[1]), Path(sys.argv[2])):
    print("held", flush=True)
    sys.stdin.readline()
"""


def test_a_lock_keeps_other_processes_out_and_goes_with_a_killed_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, locks = tmp_path / "a.po", tmp_path / "state" / "locks"
    command = [sys.executable, "-c", HOLDER, str(path), str(locks)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        monkeypatch.setattr(locking, "SECONDS", 0.05)
        with (
            pytest.raises(FileError, match="another process has been writing") as caught,
            locked(path, locks),
        ):
            raise AssertionError("two hold one lock")
        assert str(caught.value.where) == path.as_posix()
        with locked(tmp_path / "b.po", locks):
            pass
        holder.kill()
    with locked(path, locks):
        pass


def test_a_lock_keeps_other_threads_out(tmp_path: Path) -> None:
    path = tmp_path / "count"
    path.write_text("0")

    def count() -> None:
        for _ in range(20):
            with locked(path, tmp_path):
                replace_file(path, b"%d" % (int(path.read_bytes()) + 1), durable=False)

    threads = [threading.Thread(target=count) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert path.read_bytes() == b"60"


def test_a_file_has_one_lock_under_all_its_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    monkeypatch.setattr(locking, "SECONDS", 0.05)
    monkeypatch.chdir(tmp_path)
    with locked(tmp_path / "real" / "a.po", tmp_path / "locks"):
        for other in (tmp_path / "link" / "a.po", Path("real/../link/a.po")):
            with pytest.raises(FileError), locked(other, tmp_path / "locks"):
                raise AssertionError("two hold one lock")


def test_a_lock_is_given_back_when_the_work_fails(tmp_path: Path) -> None:
    for _ in range(2):
        with pytest.raises(ZeroDivisionError), locked(tmp_path / "a.po", tmp_path):
            raise ZeroDivisionError


def test_locks_that_cannot_be_kept_are_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with (
        pytest.raises(FileError, match=r"a\.po: cannot be locked"),
        locked(tmp_path / "a.po", tmp_path / "file" / "locks"),
    ):
        raise AssertionError("nothing is locked")


def test_a_new_file_is_made_once(tmp_path: Path) -> None:
    path = tmp_path / "es" / "a.po"
    assert create_file(path, b"first")
    assert not create_file(path, b"second")
    assert path.read_bytes() == b"first"
    assert [p.name for p in path.parent.iterdir()] == ["a.po"]


def test_a_new_file_is_made_where_there_are_no_hard_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    path = tmp_path / "a.po"
    assert create_file(path, b"first")
    assert not create_file(path, b"second")
    assert path.read_bytes() == b"first"
