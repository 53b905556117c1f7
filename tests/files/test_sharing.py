"""Locks, and names that are exchanged or given only where they are free."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import filelock
import pytest

from l10n_flow.errors import FileError
from l10n_flow.files import sharing
from l10n_flow.files.sharing import exchanged, is_being_written, locked, renamed


def test_a_lock_that_another_process_holds_is_waited_for_a_minute(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited = []

    class Held:
        def __init__(self, place: Path, timeout: float, poll_interval: float) -> None:
            assert place.parent == tmp_path / "locks"
            waited.append((timeout, poll_interval))

        def acquire(self) -> None:
            raise filelock.Timeout("lock")

    monkeypatch.setattr(filelock, "FileLock", Held)
    with (
        pytest.raises(FileError) as caught,
        locked(tmp_path / "a.po", tmp_path / "locks"),
    ):
        raise AssertionError("nothing is locked")
    assert caught.value.what == "another process has been writing this file for 60 seconds"
    assert caught.value.hint == "wait for it, or end it if it hangs"
    assert waited == [(60, 0.01)]


def test_names_are_exchanged(tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(b"1")
    (tmp_path / "other").write_bytes(b"2")
    folder = os.open(tmp_path, os.O_RDONLY)
    try:
        if not exchanged(folder, "one", "other"):
            pytest.skip("this system cannot exchange names")
        assert ((tmp_path / "one").read_bytes(), (tmp_path / "other").read_bytes()) == (b"2", b"1")
        with pytest.raises(FileNotFoundError):
            exchanged(folder, "one", "none")
    finally:
        os.close(folder)
    assert (tmp_path / "one").read_bytes() == b"2"


def test_what_the_system_cannot_do_is_not_done_and_what_it_refuses_is_raised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sharing, "_rename", lambda: lambda *_: -1)
    for number in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM):
        monkeypatch.setattr(ctypes, "get_errno", lambda number=number: number)
        assert not renamed("/one", "/other")
    monkeypatch.setattr(ctypes, "get_errno", lambda: errno.EACCES)
    with pytest.raises(PermissionError, match="/other"):
        renamed("/one", "/other")
    monkeypatch.setattr(sharing, "_rename", lambda: None)
    assert not renamed("/one", "/other")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """A clock that goes on while somebody sleeps; `then` is called each time."""
    clock = SimpleNamespace(now=100.0, then=lambda: None)

    def sleep(seconds: float) -> None:
        clock.now += seconds
        clock.then()

    monkeypatch.setattr(sharing, "time", SimpleNamespace(monotonic=lambda: clock.now, sleep=sleep))
    return clock


@pytest.fixture
def descriptor(tmp_path: Path) -> int:
    """A file, open for reading."""
    (tmp_path / "a.po").write_bytes(b"old")
    return os.open(tmp_path / "a.po", os.O_RDONLY)


def test_a_save_in_an_editor_may_take_half_a_second(
    tmp_path: Path, clock: SimpleNamespace, descriptor: int
) -> None:
    assert not is_being_written(descriptor)
    assert clock.now == 100
    with (tmp_path / "a.po").open("r+b"):
        if not is_being_written(descriptor):
            pytest.skip("this file system does not say who writes")
        assert 100.5 < clock.now < 100.51
    with (tmp_path / "a.po").open("r+b") as editor:
        clock.then = editor.close
        assert not is_being_written(descriptor)
    os.close(descriptor)


def test_a_system_without_leases_or_exchanges_has_none(
    monkeypatch: pytest.MonkeyPatch, descriptor: int
) -> None:
    monkeypatch.setitem(sys.modules, "fcntl", None)
    assert not is_being_written(descriptor)
    os.close(descriptor)
    made = sharing._rename.__wrapped__

    def refuses(*_: object, **__: object) -> None:
        raise TypeError("a library needs a name")

    monkeypatch.setattr(ctypes, "CDLL", refuses)
    assert made() is None
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: SimpleNamespace(rename=1))
    assert made() is None
    apple = SimpleNamespace()
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: SimpleNamespace(renameatx_np=apple))
    found: object = made()
    assert found is apple
    assert len(apple.argtypes) == 5


def test_who_writes_is_not_asked_where_the_system_does_not_say_it(
    monkeypatch: pytest.MonkeyPatch, clock: SimpleNamespace, descriptor: int
) -> None:
    import fcntl

    def refuses(*_: object) -> int:
        raise OSError(errno.EINVAL, "no leases here")

    monkeypatch.setattr(fcntl, "fcntl", refuses)
    assert not is_being_written(descriptor)
    assert clock.now == 100
    os.close(descriptor)
