"""What the system says about a file, with what to do."""

from __future__ import annotations

import errno
import os
import socket
from pathlib import Path

import pytest

from l10n_flow.files.failing import failure, is_full, kind, name_error


@pytest.mark.parametrize(
    ("number", "hint"),
    [
        (errno.ENOSPC, "free some space on the disk"),
        (errno.EDQUOT, "free some space: your quota is used up"),
        (errno.EROFS, "the file system is mounted read-only"),
        (errno.EACCES, "change the permissions of the file or its folder"),
        (errno.EPERM, "change the permissions of the file or its folder"),
        (errno.ENOTDIR, "there is a file where a folder should be: move it"),
        (errno.ELOOP, "its links form a loop: delete one of them"),
        (errno.ENXIO, "put a plain file there"),
        (errno.EIO, "fix this and run the command again"),
    ],
)
def test_what_the_system_refuses_has_a_remedy(number: int, hint: str) -> None:
    found = failure("cannot be read", "a.po", OSError(number, os.strerror(number)))
    assert str(found) == f"a.po: cannot be read: {os.strerror(number).lower()} ({hint})"
    assert is_full(found) is (number in (errno.ENOSPC, errno.EDQUOT))


def test_a_reason_without_a_number_is_said_as_it_is() -> None:
    found = failure("cannot be read", "a.po", OSError("Nobody knows"))
    assert str(found) == "a.po: cannot be read: nobody knows (fix this and run the command again)"
    assert not is_full(found)
    assert not is_full(OSError(errno.ENOSPC, "no space left"))  # not one of ours


def test_what_is_no_file_is_called_by_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("pipe")
    with socket.socket(socket.AF_UNIX) as listening:
        monkeypatch.chdir(tmp_path)  # a socket's name is at most some hundred bytes
        listening.bind("socket")
    places = ("pipe", "link", "socket", ".", os.devnull)
    assert [kind((tmp_path / place).lstat().st_mode) for place in places] == [
        "a pipe",
        "a link",
        "a socket",
        "a directory",
        "a device",
    ]


def test_a_name_that_no_file_can_have_is_shown_without_its_nul() -> None:
    found = name_error("a\0.po")
    assert str(found) == "a.po: a file cannot have this name (rename it)"
