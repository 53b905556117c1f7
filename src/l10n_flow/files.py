"""Files replaced whole, and locks: the only importer of filelock."""

from __future__ import annotations

import errno
import itertools
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path

from l10n_flow.errors import FileError, Place

__all__ = ["bytes_of", "create_file", "locked", "replace_file"]

_LOCK_SECONDS = 60.0
"""Writing a catalog takes milliseconds: whoever holds its lock this long is stuck."""

_serial = itertools.count()


def bytes_of(path: Path) -> bytes | None:
    """What the file holds, None if there is no such file. Raises `FileError` for any other reason.

    >>> bytes_of(Path("no such folder/a.po")) is None
    True
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _file_error("cannot be read", path, error) from error


def replace_file(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Make `path` hold `data`, whole: whoever reads at any moment finds the old bytes or the new.

    The bytes go to a temporary file beside the target (hidden, `*.tmp`), which then takes its
    place; a process that is killed may leave that file behind and nothing worse. A symbolic link
    stays, and the file it names is replaced. An existing file keeps its permissions, a new one
    gets those of the umask; missing folders are made. With `durable` the bytes are on the disk
    when this returns, so that a power cut loses nothing either; without, the system writes them
    when it likes, which is much faster for a thousand files.

    Raises `FileError` when the folder cannot be written, the disk is full, or the file is
    read-only, which on POSIX a replacement would pass over; the file is then as it was.
    """
    try:
        target = Path(os.path.realpath(path)) if path.is_symlink() else path
        mode = _permissions(target)
        descriptor, temporary = _open_beside(target)
        try:
            with open(descriptor, "wb") as file:  # noqa: PTH123  a descriptor has no Path
                file.write(data)
                if durable:
                    file.flush()
                    os.fsync(descriptor)
            if mode is not None:
                temporary.chmod(mode)
            temporary.replace(target)
        except BaseException:
            with suppress(OSError):
                temporary.unlink()
            raise
        if durable:
            _sync_folder(target.parent)
    except OSError as error:
        raise _file_error("cannot be written", path, error) from error


def create_file(path: Path, data: bytes) -> bool:
    """Make a new file that holds `data`, whole; False, and nothing done, when there is one already.

    Needs no lock: of two who create the same file one succeeds. Where the file system has no hard
    links, that is only as sure as looking first. Raises `FileError` as `replace_file` does.
    """
    try:
        descriptor, temporary = _open_beside(path)
        try:
            with open(descriptor, "wb") as file:  # noqa: PTH123  a descriptor has no Path
                file.write(data)
            return _linked(temporary, path)
        finally:
            with suppress(OSError):
                temporary.unlink()
    except OSError as error:
        raise _file_error("cannot be written", path, error) from error


def _linked(temporary: Path, path: Path) -> bool:
    try:
        os.link(temporary, path)
    except FileExistsError:
        return False
    except (OSError, NotImplementedError):
        if os.path.lexists(path):
            return False
        temporary.replace(path)
    return True


@contextmanager
def locked(path: Path, locks: Path) -> Iterator[None]:
    """Hold the lock of `path` for the length of the block: no other process holds it meanwhile.

    The lock is a file in the folder `locks`, never `path` itself, which a replacement would swap
    away from under the lock. Every name of a file, symbolic links included, has one lock. Raises
    `FileError` if another process keeps the lock for a minute or `locks` cannot be written.
    """
    import filelock  # noqa: PLC0415  26 ms, which commands that write nothing do not pay

    name = blake2b(os.fsencode(os.path.realpath(path)), digest_size=12).hexdigest()
    lock = filelock.FileLock(locks / f"{name}.lock", timeout=_LOCK_SECONDS, poll_interval=0.01)
    try:
        if not locks.is_dir():
            locks.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except filelock.Timeout as error:
        raise FileError(
            f"another process has been writing this file for {_LOCK_SECONDS:.0f} seconds",
            Place(path),
            hint="wait for it, or end it if it hangs",
        ) from error
    except OSError as error:
        raise _file_error("cannot be locked", path, error) from error
    try:
        yield
    finally:
        lock.release()


def _permissions(target: Path) -> int | None:
    """The permission bits of an existing file, None for a new one."""
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, "it is not a regular file")
    if not mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
        raise PermissionError(errno.EACCES, "it is read-only")
    return stat.S_IMODE(mode)


def _open_beside(target: Path) -> tuple[int, Path]:
    """A new file in the target's folder, open for writing; a name already taken is passed over."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    while True:
        own = f".{target.name[:40]}.{os.getpid()}-{next(_serial)}.tmp"
        temporary = target.parent / own
        try:
            return os.open(temporary, flags, 0o666), temporary
        except FileNotFoundError:
            if target.parent.is_dir():
                raise
            target.parent.mkdir(parents=True, exist_ok=True)
        except FileExistsError:
            continue


def _sync_folder(folder: Path) -> None:
    """Put the new name itself on the disk, where the system lets a folder be opened."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


_REMEDIES = {
    errno.ENOSPC: "free some space on the disk",
    errno.EDQUOT: "free some space: your quota is used up",
    errno.EROFS: "the disk is mounted read-only",
    errno.EACCES: "change the permissions of the file or its folder",
    errno.EPERM: "change the permissions of the file or its folder",
    errno.ENOTDIR: "a file stands where a folder should be: move it away",
}


def _file_error(what: str, path: Path, error: OSError) -> FileError:
    reason = (error.strerror or str(error)).lower()
    hint = _REMEDIES.get(error.errno or 0, "nothing was changed; solve this and run again")
    return FileError(f"{what}: {reason}", Place(path), hint=hint)
