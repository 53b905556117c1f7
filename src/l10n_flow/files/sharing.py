"""Files that several programs write: our own processes, one after another, and editors.

Our own processes wait for each other's lock. Editors know nothing of it: what somebody saved after
our last check would be lost, because `rename` destroys the file it replaces. Linux (`renameat2`,
since 3.15) and macOS (`renameatx_np`, since 10.12) can exchange two names instead, so that the
replaced file can be checked; POSIX cannot. The only importer of filelock and ctypes.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from hashlib import blake2b
from pathlib import Path

from l10n_flow.errors import FileError, Place
from l10n_flow.files.failing import failure
from l10n_flow.files.fences import make_folder, reached

SECONDS = 60.0
"""Writing a catalog takes milliseconds: a process that holds its lock for so long is stuck."""


@contextmanager
def locked(path: Path, locks: Path) -> Iterator[None]:
    """Hold the lock of `path` during the block; no other process can hold it at the same time.

    The lock is a file in the folder `locks`, not `path` itself, because replacing that file would
    remove the lock. All names of a file, symbolic links included, share one lock. Raises
    `FileError` if another process holds the lock for a minute, or if `locks` cannot be written.
    """
    import filelock  # noqa: PLC0415  26 ms, which commands that write nothing do not pay

    name = blake2b(os.fsencode(os.path.realpath(path)), digest_size=12).hexdigest()
    place = locks / f"{name}.lock"
    lock = filelock.FileLock(place, timeout=SECONDS, poll_interval=0.01)
    try:
        if not locks.is_dir():
            make_folder(locks)
        reached(place, writing=True)
        lock.acquire()
    except filelock.Timeout as error:
        raise FileError(
            f"another process has been writing this file for {SECONDS:.0f} seconds",
            Place(path),
            hint="wait for it, or end it if it hangs",
        ) from error
    except OSError as error:
        raise failure("cannot be locked", path, error) from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def both_locked(path: Path, other: Path, locks: Path) -> Iterator[None]:
    """Hold the locks of two files during the block; raises as `locked`.

    They are locked in one order, whoever asks: two processes that move the same files in opposite
    directions would otherwise each hold what the other waits for.
    """
    files = {os.path.realpath(one): one for one in (path, other)}
    with ExitStack() as stack:
        for real in sorted(files):
            stack.enter_context(locked(files[real], locks))
        yield


# What editors save meanwhile

_EXCHANGE = 2
"""RENAME_EXCHANGE of Linux and RENAME_SWAP of macOS."""

_NEVER_REPLACE = 4 if sys.platform == "darwin" else 1
"""RENAME_NOREPLACE of Linux, RENAME_EXCL of macOS."""

_CANNOT = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM}

_PATIENCE = 0.5
"""Seconds that a save in an editor may take."""


def exchanged(folder: int, one: str, other: str) -> bool:
    """Exchange two names in an open folder; False, and nothing done, where it is not supported.

    Raises `OSError` if one of them does not exist.
    """
    return _done(folder, one, other, _EXCHANGE)


def renamed(path: str, target: str) -> bool:
    """Rename to an unused name; False, and nothing done, where it is not supported.

    Both paths are absolute. Raises `FileExistsError` if the name is in use, and `OSError` as
    `os.rename` does.
    """
    return _done(0, path, target, _NEVER_REPLACE)


def _done(folder: int, one: str, other: str, flag: int) -> bool:
    rename = _rename()
    if rename is None:
        return False
    if rename(folder, os.fsencode(one), folder, os.fsencode(other), flag) == 0:
        return True
    import ctypes  # noqa: PLC0415 - `_rename` has imported it already

    number = ctypes.get_errno()
    if number in _CANNOT:
        return False
    raise OSError(number, os.strerror(number), other)


@cache
def _rename() -> Callable[..., int] | None:
    import ctypes  # noqa: PLC0415  5 ms, which a command that changes no catalog does not pay

    try:
        library = ctypes.CDLL(None, use_errno=True)
    except (OSError, TypeError):  # Windows has no library without a name
        return None
    for name in ("renameat2", "renameatx_np"):
        function = getattr(library, name, None)
        if function is not None:
            number, text = ctypes.c_int, ctypes.c_char_p
            function.argtypes = (number, text, number, text, ctypes.c_uint)
            function.restype = number
            return function  # type: ignore[no-any-return]  # ctypes finds functions by their names
    return None


def is_being_written(descriptor: int) -> bool:
    """Whether another process has the open file open for writing, also after `_PATIENCE`.

    An editor that writes into the file itself may have opened it before the exchange. Linux can
    answer this: it grants a read lease only if nobody writes (fcntl(2), F_SETLEASE). On other
    systems, and on file systems without leases, the result is False.
    """
    try:
        from fcntl import F_RDLCK, F_SETLEASE, F_SETSIG, F_UNLCK, fcntl  # noqa: PLC0415
        from signal import SIGURG  # noqa: PLC0415
    except ImportError:
        return False
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            fcntl(descriptor, F_SETSIG, SIGURG)  # ignored by default; SIGIO would end the process
            fcntl(descriptor, F_SETLEASE, F_RDLCK)
            fcntl(descriptor, F_SETLEASE, F_UNLCK)
        except OSError as error:
            if error.errno != errno.EAGAIN:
                return False
            if time.monotonic() > until:
                return True
            time.sleep(0.002)
        else:
            return False
