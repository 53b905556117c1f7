"""Reading files: only regular files of limited size that are inside the fences."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from functools import reduce
from io import BufferedReader
from operator import or_
from pathlib import Path
from typing import Literal, NamedTuple

from l10n_flow.errors import FileError
from l10n_flow.files.failing import failure, kind, name_error, refusal
from l10n_flow.files.fences import admitted, ground

# Stamps show whether a file changed after it was read, without reading it again.
#
# A stamp consists of what the system records about a file: the time of its last change of any kind
# (`ctime`, which no program can set), the time it was last written (`mtime`), its size and its
# number. A file that is saved, replaced, touched or checked out gets another stamp, even if its
# time and size are set back.
#
# A file that changed just before it was read has no stamp: it could change again within the same
# tick of the disk's clock. So only files that were unchanged for a while when the work began have
# stamps, as with git's index (its racy-git.txt). Like git, we do not notice a program that goes on
# writing through a memory map, or a network disk that reports changes late.

NEVER = 0
"""As the moment when work began, this gives no file a stamp."""

TICK = 2_000_000_000
"""Nanoseconds: a tick of the slowest clock that a file system has, FAT's."""

_HAS_CHANGE_TIME = os.name != "nt"
"""On Windows `st_ctime` is the creation time, and any program may set the other times."""


def stamp_of(path: Path | str, begun: int | None = None) -> str:
    """The stamp of a regular file; "" for a file without one.

    With `begun`, a moment of the disk's clock in nanoseconds since 1970, only a file that did not
    change for a tick before it has a stamp. Take it before the file is read: a change in between
    leaves an old stamp with new words, which is harmless and noticed the next time.
    """
    spelled = os.fspath(path)
    try:
        about = os.lstat(spelled)
        if not _HAS_CHANGE_TIME or not stat.S_ISREG(about.st_mode):
            return ""
        ground(spelled.rpartition("/")[0] or "/", writing=False, path=spelled)
    except (OSError, ValueError, FileError):
        return ""
    changed, written = about.st_ctime_ns, about.st_mtime_ns
    if begun is not None and max(changed, written) + TICK > begun:
        return ""
    return f"{changed:x}.{written - changed:x}.{about.st_size:x}.{about.st_ino:x}"


def is_absent(path: Path | str) -> bool:
    """Whether it is certain that no file has that name."""
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except (OSError, ValueError):
        return False
    return False


LARGEST = 256 << 20
"""Maximum number of bytes of a file that is read whole: a hundred times the longest catalog that we
have seen. People do not write longer texts, and memory would hold several copies."""


_Flag = Literal[
    "APPEND", "BINARY", "CLOEXEC", "CREAT", "DIRECTORY", "EXCL", "NOCTTY", "NOFOLLOW", "NONBLOCK",
    "RDWR", "TRUNC", "WRONLY",
]  # fmt: skip


def flags_of(*names: _Flag) -> int:
    """These flags of `os.open`, without those that the system does not have."""
    return reduce(or_, [getattr(os, f"O_{name}", os.O_RDONLY) for name in names])


_NOFOLLOW = flags_of("NOFOLLOW")
_FLAGS = flags_of("BINARY", "CLOEXEC", "NOCTTY", "NONBLOCK")
"""A pipe is opened at once, whoever writes into it or not."""
_WITHIN = flags_of("BINARY", "CLOEXEC", "NOCTTY", "NONBLOCK", "NOFOLLOW")


def bytes_of(path: Path | str, *, max_bytes: int = LARGEST) -> bytes | None:
    """The bytes of a file; None if there is no such file.

    Raises `FileError` for a file that cannot be read or is larger than `max_bytes`, a folder, a
    pipe, a device, and a link that leads out of the project.

    >>> bytes_of(Path("no such folder/a.po")) is None
    True
    """
    try:
        descriptor = _descriptor(path, max_bytes)
        try:
            return whole(descriptor, path, max_bytes)
        finally:
            os.close(descriptor)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise failure("cannot be read", path, error) from error


def content_of(path: Path | str, *, max_bytes: int = LARGEST) -> bytes:
    """The bytes of a file that has to exist. Raises `FileError` also if it does not."""
    data = bytes_of(path, max_bytes=max_bytes)
    if data is None:
        raise refusal("cannot be read: No such file or directory", path)
    return data


@contextmanager
def opened(path: Path, *, max_bytes: int = LARGEST) -> Iterator[BufferedReader]:
    """The file, open for reading piece by piece.

    Raises `FileNotFoundError` if there is none, and `FileError` as `bytes_of` does.
    """
    try:
        descriptor = _descriptor(path, max_bytes)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise failure("cannot be read", path, error) from error
    with open(descriptor, "rb") as file:  # noqa: PTH123  a descriptor has no Path
        yield file


def is_file(path: Path | str) -> bool:
    """Whether the path is a regular file that `bytes_of` accepts."""
    try:
        os.close(_descriptor(path, None))
    except Exception:  # noqa: BLE001 - whatever is wrong with it, it is none
        return False
    return True


class Stamp(NamedTuple):
    """What the system records about a file: as long as it is the same, the file is unchanged.

    It does not show a second write within one tick of the clock; compare the bytes to be sure.
    """

    time: int
    size: int
    inode: int


def stamp(path: Path | str) -> Stamp | None:
    """The file's stamp; None if the file does not exist or cannot be inspected."""
    try:
        about = os.stat(path)  # noqa: PTH116
    except (OSError, ValueError):
        return None
    return Stamp(about.st_mtime_ns, about.st_size, about.st_ino)


def is_there(path: Path | str) -> bool:
    """Whether anything has that name, even a broken link."""
    return os.path.lexists(path)


def whole(descriptor: int, path: Path | str, max_bytes: int = LARGEST) -> bytes:
    """All bytes of an open file."""
    size = os.fstat(descriptor).st_size
    data = os.read(descriptor, size + 1)
    if len(data) == size:
        return data
    pieces, length = [data], len(data)  # it grows, or the system gives it out in pieces
    while data:
        data = os.read(descriptor, 1 << 20)
        pieces.append(data)
        length += len(data)
        if length > max_bytes:
            raise _too_large(path, max_bytes)
    return b"".join(pieces)


def _descriptor(path: Path | str, max_bytes: int | None) -> int:
    """The file, open for reading. Raises `OSError`, and `FileError` for what we refuse."""
    spelled = os.fspath(path)
    folder = os.path.dirname(spelled) or os.curdir  # noqa: PTH120
    bounds = ground(folder, writing=False, path=spelled)
    try:
        if not bounds:
            descriptor = os.open(spelled, _FLAGS)
        elif _NOFOLLOW:
            descriptor = _open_within(spelled, bounds)
        else:
            admitted(os.path.realpath(spelled), bounds, spelled)
            descriptor = os.open(spelled, _FLAGS)
    except ValueError as error:
        raise name_error(path) from error
    try:
        _look_at(descriptor, path, max_bytes)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def _look_at(descriptor: int, path: Path | str, max_bytes: int | None) -> None:
    about = os.fstat(descriptor)
    if stat.S_ISDIR(about.st_mode):
        raise IsADirectoryError(errno.EISDIR, "is a directory")
    if not stat.S_ISREG(about.st_mode):
        what = f"cannot be read: it is {kind(about.st_mode)}, not a file"
        raise refusal(what, path, "put a plain file there")
    if max_bytes is not None and about.st_size > max_bytes:
        raise _too_large(path, max_bytes)


def _open_within(spelled: str, bounds: tuple[str, ...]) -> int:
    try:
        return os.open(spelled, _WITHIN)
    except OSError as error:
        if error.errno not in (errno.ELOOP, errno.EMLINK):  # what a link says; FreeBSD's, too
            raise
    real = os.path.realpath(spelled)
    admitted(real, bounds, spelled)
    return os.open(real, _WITHIN)


def _too_large(path: Path | str, max_bytes: int) -> Exception:
    size = f"{max_bytes >> 20} MB" if max_bytes >= 1 << 20 else f"{max_bytes:,} bytes"
    return refusal(
        f"cannot be read: it is larger than {size}", path, "split the file, or remove it"
    )
