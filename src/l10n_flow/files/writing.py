"""Writing files: whole or not at all, inside the fences, and never over somebody's changes."""

from __future__ import annotations

import contextlib
import errno
import itertools
import os
import shutil
import stat
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO, NamedTuple

from l10n_flow import patterns as re
from l10n_flow.errors import ChangedUnderneath, Place
from l10n_flow.files.failing import failure, kind, name_error, refusal
from l10n_flow.files.fences import admitted, ground, is_kept, make_folder
from l10n_flow.files.reading import bytes_of, flags_of, whole
from l10n_flow.files.sharing import exchanged, is_being_written, renamed

# Folders and files beside others: made, moved and discarded, to unpack untrusted archives.


@contextlib.contextmanager
def made_beside(place: Path | None, prefix: str) -> Iterator[Path]:
    """A new folder in `place` whose name begins with `prefix`; it is deleted after the block.

    None for `place` is the system's folder for temporary files.
    """
    if place is not None:
        ground(os.fspath(place), writing=True)
    import tempfile  # noqa: PLC0415 - 2 ms, and few commands unpack anything

    hidden = Path(tempfile.mkdtemp(prefix=prefix, dir=place))
    try:
        yield hidden
    finally:
        discard(hidden)


@contextlib.contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """A new file, open for writing piece by piece, in a folder that only this process uses."""
    ground(os.fspath(path.parent), writing=True)
    flags = flags_of("WRONLY", "CREAT", "TRUNC", "BINARY", "NOFOLLOW")
    with open(os.open(path, flags, 0o666), "wb") as file:  # noqa: PTH123  a descriptor has no Path
        yield file


def fill_file(path: Path, source: IO[bytes]) -> None:
    """Make a new file with the content of a stream. Raises `OSError` if the disk is full."""
    with new_file(path) as file:
        shutil.copyfileobj(source, file)


@contextmanager
def reported(what: str, path: Path) -> Iterator[None]:
    """Work on a file: what the system refuses is raised as `FileError`."""
    try:
        yield
    except ValueError as error:
        raise name_error(path) from error
    except OSError as error:
        raise failure(what, path, error) from error


def free_space(place: Path) -> int:
    """The free space on the disk of a folder, in bytes."""
    return shutil.disk_usage(place).free


def discard(folder: Path) -> None:
    """Delete the folder, as far as the system allows it; links in it are not followed."""
    ground(os.fspath(folder.parent), writing=True)
    shutil.rmtree(folder, ignore_errors=True)


def move(path: Path, target: Path) -> None:
    """Rename a file or folder of ours to an unused name on the same disk.

    Raises `FileExistsError` if somebody made a file of that name meanwhile, which a plain rename
    would destroy, and `OSError` if it cannot be moved.
    """
    for parent in (path.parent, target.parent):
        ground(os.fspath(parent), writing=True)
    if not renamed(os.path.abspath(path), os.path.abspath(target)):  # noqa: PTH100
        if os.path.lexists(target):  # the last look, where the system has no better way
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), os.fspath(target))
        path.rename(target)


try:
    import fcntl
except ImportError:  # Windows has none
    fcntl = None  # type: ignore[assignment]


ANYTHING = object()
"""Instead of the bytes that a file is expected to contain: any content."""

_serial = itertools.count()

_AT = all(call in os.supports_dir_fd for call in (os.open, os.unlink, os.rename, os.link, os.stat))
"""Whether names can be relative to an open folder, which nobody can replace by a link."""


def replace_file(
    path: Path,
    data: bytes | Iterable[bytes],
    *,
    durable: bool = True,
    expected: bytes | object | None = ANYTHING,
) -> None:
    """Replace the content of `path` by `data` atomically: a reader sees the old bytes or the new.

    The bytes, which may come in pieces, are written to a temporary file beside the target (hidden,
    `*.tmp`), which then takes its place. If the process is killed, only that file may remain, and
    the next process that writes in the folder removes it. A symbolic link stays, and the file it
    points to is replaced.
    An existing file keeps its permissions, a new one gets those of the umask; missing folders are
    made. With `durable` the bytes are on the disk when this returns, so that they survive a power
    cut; without it, the system writes them later, which is much faster for a thousand files.

    `expected` is what the caller has read, None for no file. If the file has any other content,
    even one saved at the last moment, `ChangedUnderneath` is raised and the file is unchanged.

    Raises `FileError` if a link leads out of the project, the folder cannot be written, the disk is
    full, or the file is read-only (on POSIX a replacement would ignore that); the file is then
    unchanged.
    """
    if expected is not ANYTHING and not isinstance(data, bytes):
        data = b"".join(data)
    with reported("cannot be written", path):
        target, mode = _target(path)
        with _folder_of(target, path) as folder, _temporary(folder, target.name) as temporary:
            _fill(temporary, data)
            if mode is not None:
                _chmod(folder, temporary, mode)
            if durable:
                os.fsync(temporary.descriptor)
            if expected is None:
                _take_free_name(folder, temporary, target.name, path)
            elif isinstance(expected, bytes) and isinstance(data, bytes):
                _exchange(folder, temporary, target.name, path, (expected, data))
            else:
                folder.rename(temporary.name, target.name)
                temporary.has_name = False
            if durable:
                folder.sync()


def create_file(path: Path, data: bytes, *, private: bool = False) -> bool:
    """Make a new file with `data`, atomically; False, and nothing done, if it exists already.

    With `private`, only its owner may read it. No lock is needed: if two processes create the same
    file, one succeeds. Without hard links in the file system, this is only as safe as a check
    before writing. Raises `FileError` as `replace_file` does.
    """
    with (
        reported("cannot be written", path),
        _folder_of(path, path) as folder,
        _temporary(folder, path.name) as temporary,
    ):
        if private:
            _chmod(folder, temporary, 0o600)
        _fill(temporary, data)
        return folder.link(temporary.name, path.name)


def disk_clock(folder: Path) -> int:
    """The time by the clock of a folder's disk, or by this machine's clock if that is earlier.

    In nanoseconds since 1970. The folder is made if it is missing. Raises `FileError` if no file
    can be made in it.
    """
    path = folder / "clock"
    with (
        reported("cannot be written", path),
        _folder_of(path, path) as opened,
        _temporary(opened, path.name) as temporary,
    ):
        return min(os.fstat(temporary.descriptor).st_ctime_ns, time.time_ns())


def append_to(path: Path, data: bytes) -> None:
    """Append `data` to a file of another program. Raises `FileError`."""
    with reported("cannot be written", path), _folder_of(path, path) as folder:
        flags = flags_of("WRONLY", "APPEND", "CREAT", "BINARY", "NOFOLLOW")
        descriptor = folder.open(path.name, flags)
        with open(descriptor, "ab") as file:  # noqa: PTH123  a descriptor has no Path
            file.write(data)


def delete_file(
    path: Path,
    *,
    if_holds: Callable[[bytes], bool] | None,
    below: Path | None = None,
) -> bool:
    """Delete the file if it is a plain file with the content `if_holds`; True if it was deleted.

    None for `if_holds` deletes any content; it is for files of our own state.

    Folders that become empty are deleted too, up to but not including `below`. If the file does not
    exist, is a link or a folder, or has another content, False is returned. Raises `FileError` if
    it cannot be read or deleted, or if a link on the way leads out of the project.
    """
    with reported("cannot be deleted", path):
        try:
            if not stat.S_ISREG(os.lstat(path).st_mode):
                return False
            held = None if if_holds is None else bytes_of(path)
            if if_holds is not None and (held is None or not if_holds(held)):
                return False
            with _folder_of(path, path) as folder:
                folder.unlink(path.name)
        except FileNotFoundError:
            return False
    if below is not None:
        for parent in path.parents:
            if parent == below or not parent.is_relative_to(below):
                break
            with suppress(OSError):
                parent.rmdir()
    return True


class _Folder(NamedTuple):
    """A folder to which names are relative; open, if possible, so that nobody can replace it."""

    path: Path
    descriptor: int | None

    def open(self, name: str, flags: int) -> int:
        return os.open(self._named(name), flags, 0o666, dir_fd=self.descriptor)

    def rename(self, one: str, other: str) -> None:
        os.replace(
            self._named(one),
            self._named(other),
            src_dir_fd=self.descriptor,
            dst_dir_fd=self.descriptor,
        )

    def link(self, one: str, other: str) -> bool:
        """Give a file a second name; False if that name is in use."""
        names = self._named(one), self._named(other)
        try:
            os.link(*names, src_dir_fd=self.descriptor, dst_dir_fd=self.descriptor)
        except FileExistsError:
            return False
        except (OSError, NotImplementedError):
            if os.path.lexists(self.path / other):
                return False
            self.rename(one, other)
        return True

    def unlink(self, name: str) -> None:
        os.unlink(self._named(name), dir_fd=self.descriptor)

    def sync(self) -> None:
        """Write the new name to the disk, if the system can open folders."""
        if self.descriptor is not None:
            os.fsync(self.descriptor)

    def _named(self, name: str) -> str:
        return name if self.descriptor is not None else os.path.join(self.path, name)  # noqa: PTH118


@dataclass(slots=True)
class _Temporary:
    """A file that is being written beside the one whose place it takes."""

    name: str
    descriptor: int
    has_name: bool = True
    """Whether it still has its temporary name: until it takes the other file's place."""


def _target(path: Path) -> tuple[Path, int | None]:
    """The file that a path names, after links that may be followed, and its permissions.

    The permissions are None for a new file.
    """
    if is_kept(path.name):
        what = f"'{path.name}' belongs to version control, and l10n-flow does not touch it"
        raise refusal(what, path, "choose another name")
    try:
        mode = os.lstat(path).st_mode
        if not stat.S_ISLNK(mode):
            return path, _permissions(mode)
        bounds = ground(os.fspath(path.parent), writing=True, path=path)
        real = os.path.realpath(path)
        admitted(real, bounds, os.fspath(path))
        path = Path(real)
        return path, _permissions(path.stat().st_mode)
    except FileNotFoundError:
        return path, None


@contextmanager
def _folder_of(target: Path, path: Path) -> Iterator[_Folder]:
    """The folder of a file, made if it is missing; it is the same one that was checked."""
    parent = target.parent
    bounds = ground(os.fspath(parent), writing=True, path=path)
    if is_kept(target.name):
        raise refusal(f"'{target.name}' belongs to version control", path, "choose another name")
    if not _AT:
        if not parent.is_dir():
            make_folder(parent)
        yield _Folder(parent, None)
        return
    descriptor = _opened_folder(parent)
    try:
        if bounds:
            admitted(_place_of(descriptor, parent), bounds, os.fspath(path))
        yield _Folder(parent, descriptor)
    finally:
        os.close(descriptor)


def _opened_folder(folder: Path) -> int:
    flags = flags_of("DIRECTORY", "CLOEXEC")
    try:
        return os.open(folder, flags)
    except FileNotFoundError:
        make_folder(folder)
        return os.open(folder, flags)


def _place_of(descriptor: int, folder: Path) -> str:
    """The path of an open folder, from the system if it reports one (Linux)."""
    try:
        return os.readlink(f"/proc/self/fd/{descriptor}")  # noqa: PTH115
    except OSError:
        return os.path.realpath(folder)


def _permissions(mode: int) -> int:
    """The permission bits of a file that may be replaced. Raises `OSError` for other files."""
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, f"it is not a regular file but {kind(mode)}")
    if not mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
        raise PermissionError(errno.EACCES, "it is read-only")
    return stat.S_IMODE(mode)


def _fill(temporary: _Temporary, data: bytes | Iterable[bytes]) -> None:
    for piece in (data,) if isinstance(data, bytes) else data:
        left = memoryview(piece)
        while left:
            left = left[os.write(temporary.descriptor, left) :]


def _chmod(folder: _Folder, temporary: _Temporary, mode: int) -> None:
    if os.chmod in os.supports_fd:
        os.chmod(temporary.descriptor, mode)  # noqa: PTH101  a descriptor has no Path
    else:
        (folder.path / temporary.name).chmod(mode)


# Taking a file's place


def _take_free_name(folder: _Folder, temporary: _Temporary, name: str, path: Path) -> None:
    if not folder.link(temporary.name, name):
        raise changed(path)


class _Version(NamedTuple):
    """The identity of a file, and its content at the last check."""

    inode: int
    held: bytes


def _exchange(
    folder: _Folder, temporary: _Temporary, name: str, path: Path, known: tuple[bytes, bytes]
) -> None:
    """Put the new file in place of the old one, and check the old one, which may then be deleted.

    If the old file is not the expected one, somebody has saved since the last check, and their file
    is put back. They may save again meanwhile, over our file or over theirs, so the file that comes
    out is checked each time. If it is the one that was put there last, the newest content has the
    name; if not, it is newer than the content under the name, and is put back in turn. The file
    that is deleted in the end is ours, or one that was overwritten.
    """
    ours = _Version(os.fstat(temporary.descriptor).st_ino, known[1])
    if not _swapped(folder, temporary.name, name, path):
        if bytes_of(path) not in known:
            raise changed(path)
        folder.rename(temporary.name, name)
        return
    put, out = ours, _came_out(folder, temporary.name, path)
    if out.held in known and not _is_written(folder, temporary.name, path, out):
        return
    while True:
        _swapped(folder, temporary.name, name, path)
        before, put = put, out
        out = _came_out(folder, temporary.name, path)
        # We ourselves have our file open for writing, so only its content can be compared.
        if out == before and (
            out.inode == ours.inode or not _is_written(folder, temporary.name, path, out)
        ):
            raise changed(path)


def _swapped(folder: _Folder, temporary: str, name: str, path: Path) -> bool:
    """Exchange the two names; False, and nothing done, where the system has no way to do it.

    Raises `ChangedUnderneath` if somebody has deleted the file.
    """
    if folder.descriptor is None:
        return False
    try:
        return exchanged(folder.descriptor, temporary, name)
    except FileNotFoundError as error:
        raise changed(path) from error


def _came_out(folder: _Folder, name: str, path: Path) -> _Version:
    descriptor = folder.open(name, os.O_RDONLY)
    try:
        return _Version(os.fstat(descriptor).st_ino, whole(descriptor, path))
    finally:
        os.close(descriptor)


def _is_written(folder: _Folder, name: str, path: Path, version: _Version) -> bool:
    """Whether somebody is writing into the replaced file, or wrote into it after `version`."""
    descriptor = folder.open(name, os.O_RDONLY)
    try:
        return is_being_written(descriptor) or whole(descriptor, path) != version.held
    finally:
        os.close(descriptor)


def changed(path: Path) -> ChangedUnderneath:
    """The error for a file that somebody has saved since it was read."""
    return ChangedUnderneath(
        "the file changed while it was being worked on; nothing was written",
        Place(path),
        hint="run the command again",
    )


# Temporary files, and those that killed processes left


@contextmanager
def _temporary(folder: _Folder, name: str) -> Iterator[_Temporary]:
    """A new file in the folder, open for writing and locked; its name is gone afterwards."""
    _sweep(folder)
    temporary = _new_beside(folder, name)
    try:
        yield temporary
    finally:
        # The lock goes with the descriptor, so the name goes first.
        if temporary.has_name:
            with suppress(OSError):
                folder.unlink(temporary.name)
        os.close(temporary.descriptor)


def _new_beside(folder: _Folder, name: str) -> _Temporary:
    """A new temporary file; names that are in use are skipped."""
    flags = flags_of("RDWR", "CREAT", "EXCL", "BINARY")
    while True:
        own = f".{name[:40]}.{os.getpid()}-{next(_serial)}.tmp"
        try:
            descriptor = folder.open(own, flags)
        except FileExistsError:
            continue
        _lock(descriptor)
        return _Temporary(own, descriptor)


_LEFT = re.compile(r"\..{1,40}\.(\d{1,10})-\d+\.tmp", re.DOTALL)

_OLD = 60.0
"""Seconds after which an unlocked temporary file certainly belongs to a killed process: a living
one locks it microseconds after making it."""

_swept: set[tuple[int, str]] = set()


def _sweep(folder: _Folder) -> None:
    """Delete temporary files of killed processes, once for each folder in each process.

    A living process holds a lock on its file. On systems without such locks, the process number in
    the name and the age of the file are used.
    """
    here = os.getpid(), os.fspath(folder.path)
    if here in _swept:
        return
    _swept.add(here)
    with suppress(OSError), os.scandir(folder.descriptor or folder.path) as entries:
        left = [(entry.name, found) for entry in entries if (found := _LEFT.fullmatch(entry.name))]
        for name, found in left:
            with suppress(OSError):
                _remove_dead(folder, name, int(found[1]))


def _remove_dead(folder: _Folder, name: str, process: int) -> None:
    descriptor = folder.open(name, flags_of("NOFOLLOW", "NONBLOCK"))
    try:
        about = os.fstat(descriptor)
        is_old = time.time() - about.st_mtime > _OLD
        if stat.S_ISREG(about.st_mode) and (is_old or _is_dead(process)) and _lock(descriptor):
            folder.unlink(name)
    finally:
        os.close(descriptor)


def _is_dead(process: int) -> bool:
    """Whether no process has that number; always False on Windows, where a test could end it."""
    if os.name == "nt":
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False


def _lock(descriptor: int) -> bool:
    """Lock an open file against other processes; False if one of them holds the lock."""
    if fcntl is None:
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True  # a file system without locks
    return True
