"""What is read of a file, and what its stamp says."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from l10n_flow.errors import FileError
from l10n_flow.files import reading
from l10n_flow.files.fences import fence
from l10n_flow.files.reading import (
    LARGEST,
    TICK,
    bytes_of,
    content_of,
    is_absent,
    is_there,
    opened,
    stamp,
    stamp_of,
    whole,
)


@contextmanager
def given_out_in_pieces(data: bytes) -> Iterator[int]:
    """An open file that says it is empty, as one does that grows while it is read."""
    reader, writer = os.pipe()
    os.write(writer, data)
    os.close(writer)
    try:
        yield reader
    finally:
        os.close(reader)


def test_a_file_that_grows_while_it_is_read_is_read_to_its_end() -> None:
    with given_out_in_pieces(b"words") as descriptor:
        assert whole(descriptor, "a.po") == b"words"
    with given_out_in_pieces(b"words") as descriptor:
        assert whole(descriptor, "a.po", max_bytes=5) == b"words"
    with (
        given_out_in_pieces(b"words") as descriptor,
        pytest.raises(FileError, match=r"a\.po: cannot be read: it is larger than 4 bytes") as told,
    ):
        whole(descriptor, "a.po", max_bytes=4)
    assert told.value.hint == "split the file, or remove it"


def test_the_largest_file_is_of_256_megabytes() -> None:
    assert LARGEST == 256 * 1024 * 1024


def test_what_is_not_there_is_told_or_none_as_the_caller_needs_it(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    assert bytes_of(path) is None
    with pytest.raises(FileError, match=r"a\.po: cannot be read: No such file or directory"):
        content_of(path)
    with pytest.raises(FileNotFoundError), opened(path):
        raise AssertionError("nothing is open")
    with pytest.raises(FileError, match="cannot be read: is a directory"), opened(tmp_path):
        raise AssertionError("nothing is open")
    path.write_bytes(b"words")
    with opened(path, max_bytes=5) as file:
        assert file.read() == b"words"
    with pytest.raises(FileError, match="larger than 4 bytes"), opened(path, max_bytes=4):
        raise AssertionError("nothing is open")


def test_only_what_is_certain_is_absent(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "broken").symlink_to("nowhere")
    for name, absent in (
        ("none", True),
        ("file/none", True),
        ("file", False),
        ("broken", False),
        ("a\0b", False),
        ("n" * 300, False),
    ):
        assert is_absent(tmp_path / name) is absent, name
    assert [is_there(tmp_path / name) for name in ("none", "file", "broken")] == [False, True, True]


def _touched(path: Path) -> None:
    os.utime(path, ns=(10**18, path.stat().st_mtime_ns))


def _saved_with_its_time_set_back(path: Path) -> None:
    about = path.stat()
    path.write_bytes(b"WORDS")
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))


def _replaced(path: Path) -> None:
    other = path.with_name("other")
    other.write_bytes(b"words")
    other.replace(path)


@pytest.mark.parametrize("change", [_touched, _saved_with_its_time_set_back, _replaced])
def test_no_change_leaves_the_stamp_of_a_file(
    tmp_path: Path, change: Callable[[Path], None]
) -> None:
    path = tmp_path / "a.po"
    path.write_bytes(b"words")
    os.utime(path, (1, 1))
    before, changed = stamp_of(path), path.stat().st_ctime_ns
    assert stamp_of(path) == stamp_of(os.fspath(path)) == before != ""
    while path.stat().st_ctime_ns == changed:  # a tick of the disk's clock, some milliseconds
        change(path)
    assert stamp_of(path) != before


def test_a_file_that_changed_within_a_tick_of_the_work_s_beginning_has_no_stamp(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.po"
    path.write_bytes(b"words")
    os.utime(path, (1, 1))
    changed = path.stat().st_ctime_ns
    assert stamp_of(path, changed + TICK)
    assert not stamp_of(path, changed + TICK - 1)
    written = changed + 10**12  # by a clock that is ahead
    os.utime(path, ns=(written, written))
    assert stamp_of(path, written + TICK)
    assert not stamp_of(path, written + TICK - 1)
    assert TICK == 2 * 10**9


def test_where_no_time_of_a_change_is_known_no_file_has_a_stamp(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.po").write_bytes(b"words")
    monkeypatch.setattr(reading, "_HAS_CHANGE_TIME", False)
    assert stamp_of(tmp_path / "a.po") == ""


@pytest.mark.parametrize("system", ["as here", "without O_NOFOLLOW"])
def test_only_links_within_a_fence_are_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str
) -> None:
    if system != "as here":
        monkeypatch.setattr(reading, "_NOFOLLOW", 0)
    project = tmp_path / "project"
    project.mkdir()
    fence(project)
    (project / "a.po").write_bytes(b"ours")
    (tmp_path / "b.po").write_bytes(b"theirs")
    (project / "in.po").symlink_to("a.po")
    (project / "out.po").symlink_to("../b.po")
    assert bytes_of(project / "a.po") == bytes_of(project / "in.po") == b"ours"
    with pytest.raises(FileError, match="leads out of"):
        bytes_of(project / "out.po")
    assert bytes_of(project / "none.po") is None


def test_what_is_no_regular_file_has_no_stamp(tmp_path: Path) -> None:
    (tmp_path / "a.po").write_bytes(b"")
    (tmp_path / "link").symlink_to("a.po")
    os.mkfifo(tmp_path / "pipe")
    assert [stamp_of(tmp_path / name) for name in ("link", "pipe", ".", "none", "a\0b")] == [""] * 5


def test_a_stamp_of_the_time_size_and_number_is_none_where_there_is_no_file(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_bytes(b"words")
    about, found = path.stat(), stamp(path)
    assert found is not None
    assert (found.time, found.size, found.inode) == (about.st_mtime_ns, 5, about.st_ino)
    assert stamp(tmp_path / "none") is stamp(tmp_path / "a\0b") is None
