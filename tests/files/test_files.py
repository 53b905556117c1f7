"""Files are replaced whole or not at all, and a lock is held by one at a time."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from l10n_flow.errors import ChangedUnderneath, FileError
from l10n_flow.files import sharing, writing
from l10n_flow.files.fences import fence, look_again
from l10n_flow.files.reading import bytes_of, is_file, stamp_of
from l10n_flow.files.sharing import both_locked, exchanged, locked
from l10n_flow.files.writing import append_to, create_file, delete_file, replace_file


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

from l10n_flow.files.sharing import locked

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
        monkeypatch.setattr(sharing, "SECONDS", 0.05)
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
    monkeypatch.setattr(sharing, "SECONDS", 0.05)
    monkeypatch.chdir(tmp_path)
    with locked(tmp_path / "real" / "a.po", tmp_path / "locks"):
        for other in (tmp_path / "link" / "a.po", Path("real/../link/a.po")):
            with pytest.raises(FileError), locked(other, tmp_path / "locks"):
                raise AssertionError("two hold one lock")


def test_two_files_are_locked_in_one_order_whoever_asks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = tmp_path / "es.po", tmp_path / "fa.po"
    monkeypatch.setattr(sharing, "SECONDS", 10.0)
    done: list[Path] = []

    def move(path: Path, target: Path) -> None:
        for _ in range(60):
            with both_locked(path, target, tmp_path):
                done.append(path)

    threads = [threading.Thread(target=move, args=way) for way in ((one, other), (other, one))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(done) == 120
    with both_locked(one, one, tmp_path):
        pass


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


# What is fenced


@pytest.fixture
def fenced(tmp_path: Path) -> Path:
    """A folder that nothing leads out of, beside one that is nobody's business."""
    folder = tmp_path / "project"
    folder.mkdir()
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "a.po").write_bytes(b"theirs")
    fence(folder)
    return folder


WAYS_OUT = {
    "file": ("a.po", "../outside/a.po", "a.po"),
    "folder": ("es", "../outside", "es/a.po"),
    "dangling file": ("a.po", "../outside/new.po", "a.po"),
    "dangling folder": ("es", "../outside/new", "es/a.po"),
    "middle": ("locales", "../outside", "locales/es/LC_MESSAGES/a.po"),
    "link to a link": ("es", "es2", "es/a.po"),
    "absolute": ("a.po", "/etc/passwd", "a.po"),
    "device": ("a.po", "/dev/zero", "a.po"),
}


@pytest.mark.parametrize("way", WAYS_OUT)
@pytest.mark.parametrize("act", ["read", "replace", "create", "delete", "append", "lock"])
def test_no_link_leads_out_of_a_fence(fenced: Path, way: str, act: str) -> None:
    name, target, path = WAYS_OUT[way]
    (fenced / name).symlink_to(target)
    if way == "link to a link":
        (fenced / "es2").symlink_to("../outside")
    place = fenced / path
    acts: dict[str, Callable[[], object]] = {
        "read": lambda: bytes_of(place),
        "replace": lambda: replace_file(place, b"ours"),
        "create": lambda: create_file(place, b"ours"),
        "delete": lambda: delete_file(place, if_holds=lambda _: True),
        "append": lambda: append_to(place, b"ours"),
        "lock": lambda: locked(fenced / "x", place).__enter__(),
    }
    if act == "delete" or (act == "create" and place.is_symlink()):
        # What is not there, or is in the way: then nothing is done, and that is said.
        with suppress(FileError):
            assert acts[act]() is False
    else:
        with pytest.raises(FileError) as caught:
            acts[act]()
        assert caught.value.where is not None
        assert caught.value.where.path.is_relative_to(fenced)
    assert names(fenced.parent / "outside") == ["a.po"]
    assert (fenced.parent / "outside" / "a.po").read_bytes() == b"theirs"


def test_a_link_within_a_fence_is_followed(fenced: Path) -> None:
    (fenced / "real").mkdir()
    (fenced / "real" / "a.po").write_bytes(b"old")
    (fenced / "es").symlink_to("real")
    (fenced / "b.po").symlink_to("es/a.po")
    assert bytes_of(fenced / "b.po") == b"old"
    replace_file(fenced / "b.po", b"new")
    assert bytes_of(fenced / "es" / "a.po") == b"new"
    assert (fenced / "b.po").is_symlink()


def test_a_fence_may_itself_be_reached_by_a_link(fenced: Path) -> None:
    named = fenced.parent / "named"
    named.symlink_to("project")
    fence(named)
    replace_file(named / "a.po", b"ours")
    assert bytes_of(named / "a.po") == b"ours"


def test_what_is_written_stays_within_the_innermost_fence(fenced: Path) -> None:
    for name in ("content", "build"):
        (fenced / name).mkdir()
        fence(fenced / name)
    (fenced / "content" / "a.md").write_bytes(b"theirs")
    (fenced / "build" / "es").symlink_to("../content")
    with pytest.raises(FileError, match="leads out of"):
        replace_file(fenced / "build" / "es" / "a.md", b"an edition")
    assert bytes_of(fenced / "build" / "es" / "a.md") == b"theirs"


def test_a_folder_that_became_a_link_since_is_not_written(fenced: Path) -> None:
    (fenced / "es").mkdir()
    replace_file(fenced / "es" / "b.po", b"ours")
    (fenced / "es").rename(fenced / "was")
    (fenced / "es").symlink_to("../outside")
    with pytest.raises(FileError, match="leads out of"):
        replace_file(fenced / "es" / "a.po", b"ours")
    look_again()
    with pytest.raises(FileError, match="leads out of"):
        bytes_of(fenced / "es" / "a.po")


@pytest.mark.parametrize(
    "name",
    [".git", ".GIT", "git~1", ".git.", ".git ", ".git::$INDEX_ALLOCATION", ".g\u200cit", ".hg"],
)
def test_what_version_control_keeps_is_not_touched(fenced: Path, name: str) -> None:
    for place in (fenced, fenced.parent / "outside"):
        with pytest.raises(FileError, match="version control"):
            replace_file(place / name / "hooks" / "post-checkout", b"x")
        with pytest.raises(FileError, match="version control"):
            replace_file(place / name, b"x")
        assert not (place / name).exists()
    (fenced / ".git").mkdir()
    (fenced / ".git" / "config").write_bytes(b"token")
    (fenced / "a.md").symlink_to(".git/config")
    (fenced / "g").symlink_to(".git")
    for path in ("a.md", "g/config"):
        with pytest.raises(FileError, match="version control"):
            bytes_of(fenced / path)


def test_only_plain_files_of_a_sane_size_are_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with (tmp_path / "huge").open("wb") as file:
        file.truncate(1 << 40)
    for path, why in (
        (tmp_path / "pipe", "a pipe, not a file"),
        (Path("/dev/zero"), "a device, not a file"),
        (tmp_path / "huge", "larger than 256 MB"),
        (tmp_path, "is a directory"),
        (tmp_path / "a\0b", "a file cannot have this name"),
        (tmp_path / "a\ud800b", "a file cannot have this name"),
    ):
        with pytest.raises(FileError, match=why):
            bytes_of(path)
        assert not is_file(path) or path.name == "huge"


@pytest.mark.parametrize(
    ("limit", "said"), [(4_096, "4,096 bytes"), (2**20 - 1, "1,048,575 bytes"), (2**20, "1 MB")]
)
def test_a_limit_is_said_in_megabytes_from_one_on(tmp_path: Path, limit: int, said: str) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b" " * limit)
    assert bytes_of(path, max_bytes=limit) == b" " * limit
    path.write_bytes(b" " * (limit + 1))
    with pytest.raises(FileError, match=f"larger than {said}"):
        bytes_of(path, max_bytes=limit)


def test_only_a_file_that_nothing_leads_out_to_has_a_stamp(fenced: Path) -> None:
    (fenced / "a.po").write_bytes(b"ours")
    (fenced / "es").symlink_to("../outside")
    assert stamp_of(fenced / "a.po")
    assert not stamp_of(fenced / "es" / "a.po")
    assert not stamp_of(fenced / "es")
    assert not stamp_of(fenced / "none.po")


def test_a_file_is_deleted_only_if_it_holds_what_it_should(fenced: Path) -> None:
    path = fenced / "es" / "news" / "a.md"
    replace_file(path, b"ours")
    assert not delete_file(path, if_holds=lambda held: held == b"else", below=fenced)
    assert not delete_file(path.parent, if_holds=lambda _: True)
    assert not delete_file(fenced / "none", if_holds=lambda _: True)
    assert delete_file(path, if_holds=lambda held: held == b"ours", below=fenced)
    assert names(fenced) == []


# Who saves at the same moment


@pytest.mark.parametrize("way", ["in place", "by rename"])
def test_a_save_in_the_last_moment_is_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    path = tmp_path / "a.po"
    path.write_bytes(b"old")
    before = os.fsync

    def saved(descriptor: int) -> None:
        before(descriptor)
        if way == "in place":
            path.write_bytes(b"somebody's")
        else:
            (tmp_path / "b").write_bytes(b"somebody's")
            (tmp_path / "b").replace(path)

    monkeypatch.setattr(os, "fsync", saved)
    with pytest.raises(ChangedUnderneath):
        replace_file(path, b"ours", expected=b"old")
    assert path.read_bytes() == b"somebody's"
    assert names(tmp_path) == ["a.po"]


def test_who_has_the_file_open_for_writing_keeps_it(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_bytes(b"old")
    with path.open("r+b") as editor:
        with pytest.raises(ChangedUnderneath):
            replace_file(path, b"ours", expected=b"old")
        editor.write(b"new")
    assert path.read_bytes() == b"new"


def test_a_file_that_was_deleted_or_made_meanwhile_is_told(tmp_path: Path) -> None:
    with pytest.raises(ChangedUnderneath):
        replace_file(tmp_path / "a.po", b"ours", expected=b"old")
    (tmp_path / "b.po").write_bytes(b"somebody's")
    with pytest.raises(ChangedUnderneath):
        replace_file(tmp_path / "b.po", b"ours", expected=None)
    assert names(tmp_path) == ["b.po"]


@pytest.mark.parametrize("exchanges", [True, False])
def test_what_is_expected_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exchanges: bool
) -> None:
    if not exchanges:
        monkeypatch.setattr(writing, "exchanged", lambda *_: False)
    path = tmp_path / "a.po"
    replace_file(path, b"one", expected=None)
    replace_file(path, b"two", expected=b"one")
    with pytest.raises(ChangedUnderneath):
        replace_file(path, b"three", expected=b"one")
    assert path.read_bytes() == b"two"
    assert names(tmp_path) == ["a.po"]


@pytest.mark.parametrize("again", ["in place", "by rename", "twice"])
def test_who_saves_again_while_words_are_put_back_is_not_lost_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, again: str
) -> None:
    path = tmp_path / "a.po"
    path.write_bytes(b"old")
    times = iter(range(20))

    def save(words: bytes, *, renames: bool) -> None:
        if renames:
            (tmp_path / "b").write_bytes(words)
            (tmp_path / "b").replace(path)
        else:
            path.write_bytes(words)

    def interrupted(folder: int, one: str, other: str) -> bool:
        time_ = next(times)
        if time_ == 0:
            save(b"first", renames=False)
        if not exchanged(folder, one, other):
            pytest.skip("this system cannot exchange names")
        if time_ == 0 or (time_ < 4 and again == "twice"):
            save(b"newest %d" % time_, renames=again != "in place")
        return True

    monkeypatch.setattr(writing, "exchanged", interrupted)
    with pytest.raises(ChangedUnderneath):
        replace_file(path, b"ours", expected=b"old")
    assert path.read_bytes() == (b"newest 3" if again == "twice" else b"newest 0")
    assert names(tmp_path) == ["a.po"]


WRITER = """
import sys, time
from pathlib import Path
from l10n_flow.catalogs import store
from l10n_flow.errors import ChangedUnderneath

path, locks, until = Path(sys.argv[1]), Path(sys.argv[2]), time.time() + 600
while not Path(sys.argv[3]).exists() and time.time() < until:
    held = path.read_bytes()
    lines = held.split(b"\\n")
    lines[0] = b"%d" % (int(lines[0] or 0) + 1) if lines[0].isdigit() else b"1"
    try:
        store.save_bytes(b"\\n".join(lines), path, locks=locks, expected=held, durable=False)
    except ChangedUnderneath:
        pass
"""


def test_no_save_in_an_editor_is_lost_to_four_processes(tmp_path: Path) -> None:
    """Each save adds a line; whatever the others do to the file, all lines are there in the end.

    `L10N_FLOW_SAVES` is how many.
    """
    path, stop = tmp_path / "a.po", tmp_path / "stop"
    path.write_bytes(b"0\n")
    command = [sys.executable, "-c", WRITER, str(path), str(tmp_path / "locks"), str(stop)]
    others = [subprocess.Popen(command) for _ in range(4)]
    try:
        lost = 0
        saves = int(os.environ.get("L10N_FLOW_SAVES", "60"))
        for number in range(saves):
            line = b"save %d" % number
            held = path.read_bytes()
            if number % 2:
                with path.open("wb") as editor:  # as most editors: emptied, then written
                    editor.write(held.split(b"\n")[0] + b"\n" + line)
            else:
                fresh = tmp_path / "fresh"
                fresh.write_bytes(held.split(b"\n")[0] + b"\n" + line)
                fresh.replace(path)
            # For an instant others may see what was there before; then the line is there to stay.
            time.sleep(0.002)
            until = time.monotonic() + 5
            while line not in path.read_bytes() and time.monotonic() < until:
                time.sleep(0.001)
            lost += line not in path.read_bytes() and line not in path.read_bytes()
        assert lost == 0
    finally:
        stop.touch()
        codes = [other.wait(60) for other in others]
    assert codes == [0, 0, 0, 0]


def test_temporary_files_of_the_dead_are_removed_and_those_of_the_living_stay(
    tmp_path: Path,
) -> None:
    ask = [sys.executable, "-c", "import os; print(os.getpid())"]
    dead = subprocess.run(ask, capture_output=True, check=True)
    left = tmp_path / f".a.po.{int(dead.stdout)}-3.tmp"
    living = tmp_path / ".a.po.1-3.tmp"
    other = tmp_path / ".notes.tmp"
    for path in (left, living, other):
        path.write_bytes(b"half")
    command = "import fcntl, os, sys; f = open(sys.argv[1]); fcntl.flock(f, fcntl.LOCK_EX);"
    command += "print('held', flush=True); sys.stdin.readline()"
    locked_one = tmp_path / f".b.po.{int(dead.stdout)}-3.tmp"
    locked_one.write_bytes(b"half")
    link = tmp_path / f".l.po.{int(dead.stdout)}-3.tmp"
    link.symlink_to(other)  # nobody here makes one: it is not ours to remove
    with subprocess.Popen(
        [sys.executable, "-c", command, str(locked_one)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        replace_file(tmp_path / "c.po", b"whole")
        holder.kill()
    assert names(tmp_path) == sorted([living.name, other.name, locked_one.name, link.name, "c.po"])
