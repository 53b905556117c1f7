"""Writing files: whole or not at all, where they are meant to be, and over nobody's words."""

from __future__ import annotations

import contextlib
import errno
import itertools
import os
import re
import shutil
import stat
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO, NamedTuple

from l10n_flow.errors import ChangedUnderneath, Place
from l10n_flow.files.failing import failure, kind, name_error, refusal
from l10n_flow.files.fences import admitted, ground, is_kept
from l10n_flow.files.reading import bytes_of, whole
from l10n_flow.files.swapping import exchanged, is_being_written, renamed

__all__ = [
    "ANYTHING",
    "append_to",
    "changed",
    "create_file",
    "delete_file",
    "discard",
    "disk_clock",
    "fill_file",
    "free_space",
    "made_beside",
    "make_folder",
    "move",
    "new_file",
    "replace_file",
]


# Folders: made, moved and discarded; for unpacking what a stranger packed.


def make_folder(folder: Path) -> None:
    """The folder is there, and those above it. Raises `FileError` and `OSError`.

    Looked at first: `mkdir` would follow a link in the middle of the way.
    """
    ground(os.fspath(folder), writing=True)
    folder.mkdir(parents=True, exist_ok=True)


@contextlib.contextmanager
def made_beside(place: Path | None, prefix: str) -> Iterator[Path]:
    """A new folder in the folder `place`, with a name that begins so; gone afterwards.

    None for `place` is the system's folder for what nobody keeps.
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
    """A new file of ours, open for writing piece by piece: in a folder that nobody else uses."""
    ground(os.fspath(path.parent), writing=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    flags |= getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    with open(os.open(path, flags, 0o666), "wb") as file:  # noqa: PTH123  a descriptor has no Path
        yield file


def fill_file(path: Path, source: IO[bytes]) -> None:
    """A new file of ours holds all that a stream gives. Raises `OSError` when the disk is full."""
    with new_file(path) as file:
        shutil.copyfileobj(source, file, 1 << 20)


def free_space(place: Path) -> int:
    """How many bytes there is room for on the disk of a folder."""
    return shutil.disk_usage(place).free


def discard(folder: Path) -> None:
    """Nothing of the folder is left, if the system allows it; links in it are not followed."""
    ground(os.fspath(folder.parent), writing=True)
    shutil.rmtree(folder, ignore_errors=True)


def move(path: Path, target: Path) -> None:
    """A file or folder of ours has another name on the same disk, one that nobody has.

    Raises `FileExistsError` where somebody made a file of that name meanwhile, which a plain
    rename would destroy, and `OSError` when it cannot be moved.
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
"""In the place of the bytes that a file should hold: whatever it holds."""

_serial = itertools.count()

_AT = os.supports_dir_fd >= {os.open, os.unlink, os.rename, os.link, os.stat}
"""Whether names can be meant in an open folder, which nobody can swap for a link."""


def replace_file(
    path: Path,
    data: bytes | Iterable[bytes],
    *,
    durable: bool = True,
    expected: bytes | object | None = ANYTHING,
) -> None:
    """Make `path` hold `data`, whole: whoever reads at any moment finds the old bytes or the new.

    The bytes, which may come in pieces, go to a temporary file beside the target (hidden,
    `*.tmp`), which then takes its place; a process that is killed may leave that file behind and
    nothing worse, and the next one that writes in the folder removes it. A symbolic link stays,
    and the file it names is replaced.
    An existing file keeps its permissions, a new one gets those of the umask; missing folders are
    made. With `durable` the bytes are on the disk when this returns, so that a power cut loses
    nothing either; without, the system writes them when it likes, which is much faster for a
    thousand files.

    With `expected`, what the caller has read, None for no file, that is what is replaced: if
    anything else is found, be it saved in the last moment, `ChangedUnderneath` is raised and the
    file is as somebody left it.

    Raises `FileError` when a link leads out of the project, when the folder cannot be written, the
    disk is full, or the file is read-only, which on POSIX a replacement would pass over; the file
    is then as it was.
    """
    if expected is not ANYTHING and not isinstance(data, bytes):
        data = b"".join(data)
    try:
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
    except ValueError as error:
        raise name_error(path) from error
    except OSError as error:
        raise failure("cannot be written", path, error) from error


def create_file(path: Path, data: bytes, *, private: bool = False) -> bool:
    """Make a new file that holds `data`, whole; False, and nothing done, when there is one already.

    With `private`, nobody but its owner may read it. Needs no lock: of two who create the same file
    one succeeds. Where the file system has no hard links, that is only as sure as looking first.
    Raises `FileError` as `replace_file` does.
    """
    try:
        with _folder_of(path, path) as folder, _temporary(folder, path.name) as temporary:
            if private:
                _chmod(folder, temporary, 0o600)
            _fill(temporary, data)
            return folder.link(temporary.name, path.name)
    except ValueError as error:
        raise name_error(path) from error
    except OSError as error:
        raise failure("cannot be written", path, error) from error


def disk_clock(folder: Path) -> int:
    """What time it is on the disk of a folder of ours, or here, where that is earlier.

    In nanoseconds since 1970. The folder is made if it is missing. Raises `FileError` where no
    file can be made in it.
    """
    path = folder / "clock"
    try:
        with _folder_of(path, path) as opened, _temporary(opened, path.name) as temporary:
            return min(os.fstat(temporary.descriptor).st_ctime_ns, time.time_ns())
    except ValueError as error:
        raise name_error(path) from error
    except OSError as error:
        raise failure("cannot be written", path, error) from error


def append_to(path: Path, data: bytes) -> None:
    """The file ends with `data`; for a file that is another program's and grows. `FileError`."""
    try:
        with _folder_of(path, path) as folder:
            flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0)
            descriptor = folder.open(path.name, flags | getattr(os, "O_NOFOLLOW", 0))
            with open(descriptor, "ab") as file:  # noqa: PTH123  a descriptor has no Path
                file.write(data)
    except ValueError as error:
        raise name_error(path) from error
    except OSError as error:
        raise failure("cannot be written", path, error) from error


def delete_file(
    path: Path,
    *,
    if_holds: Callable[[bytes], bool] | None,
    below: Path | None = None,
) -> bool:
    """The file is gone if it is a plain one and holds what `if_holds` wants; whether it is gone.

    None for `if_holds` is for files of our own state, which may go whatever they hold.

    Folders that are empty then go too, up to `below`, which stays. What is not there, is a link
    or a folder, or holds something else stays, and False is returned. Raises `FileError` when it
    cannot be read or deleted, or when a link on its way leads out of the project.
    """
    try:
        if not stat.S_ISREG(os.lstat(path).st_mode):
            return False
        if if_holds is not None and not ((held := bytes_of(path)) is not None and if_holds(held)):
            return False
        with _folder_of(path, path) as folder:
            folder.unlink(path.name)
    except FileNotFoundError:
        return False
    except ValueError as error:
        raise name_error(path) from error
    except OSError as error:
        raise failure("cannot be deleted", path, error) from error
    if below is not None:
        for parent in path.parents:
            if parent == below or not parent.is_relative_to(below):
                break
            with suppress(OSError):
                parent.rmdir()
    return True


class _Folder(NamedTuple):
    """A folder that names are meant in: open, so that nobody swaps it, where that can be."""

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
        """Give a file a second name; False when that is taken."""
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
        """Put the new name itself on the disk, where the system lets a folder be opened."""
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
    """Whether it has that name still: until it takes the other's place."""


def _target(path: Path) -> tuple[Path, int | None]:
    """The file that a path names, the link's where that may be followed, and its permissions.

    These are None for a new file.
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
    """The folder of a file, made if it is missing, and certainly the one that was looked at."""
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
    flags = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
    try:
        return os.open(folder, flags)
    except FileNotFoundError:
        make_folder(folder)
        return os.open(folder, flags)


def _place_of(descriptor: int, folder: Path) -> str:
    """Where an open folder is, by the system's own word where it gives one (Linux)."""
    try:
        return os.readlink(f"/proc/self/fd/{descriptor}")  # noqa: PTH115
    except OSError:
        return os.path.realpath(folder)


def _permissions(mode: int) -> int:
    """The permission bits of a file that may be replaced. Raises `OSError` for another."""
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
    """Which file it is, and what it held when it was last looked at."""

    inode: int
    held: bytes


def _exchange(
    folder: _Folder, temporary: _Temporary, name: str, path: Path, known: tuple[bytes, bytes]
) -> None:
    """The new file is under the name, and what came out is known: it may go.

    If it is not, somebody has saved since we looked, and their words go back under the name. They
    may save again meanwhile, over ours or over their own: so what comes out is looked at each
    time. If it is just what was put there, the newest words have the name; if not, it is newer than
    what has the name now, and is put back in turn. What goes in the end is ours, or was saved over.
    """
    ours = _Version(os.fstat(temporary.descriptor).st_ino, known[1])
    if folder.descriptor is None or not _swapped(folder, temporary.name, name, path):
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
        # Our own file is open for writing: by us, at least. What it holds must do.
        if out == before and (
            out.inode == ours.inode or not _is_written(folder, temporary.name, path, out)
        ):
            raise changed(path)


def _swapped(folder: _Folder, temporary: str, name: str, path: Path) -> bool:
    """Exchange the two names. `ChangedUnderneath` if somebody has deleted the file."""
    try:
        return exchanged(folder.descriptor or 0, temporary, name)
    except FileNotFoundError as error:
        raise changed(path) from error


def _came_out(folder: _Folder, name: str, path: Path) -> _Version:
    descriptor = folder.open(name, os.O_RDONLY)
    try:
        return _Version(os.fstat(descriptor).st_ino, whole(descriptor, path))
    finally:
        os.close(descriptor)


def _is_written(folder: _Folder, name: str, path: Path, version: _Version) -> bool:
    """Whether somebody is writing into a file that came out, or has done so since."""
    descriptor = folder.open(name, os.O_RDONLY)
    try:
        return is_being_written(descriptor) or whole(descriptor, path) != version.held
    finally:
        os.close(descriptor)


def changed(path: Path) -> ChangedUnderneath:
    """What is raised when somebody has saved a file since it was read."""
    return ChangedUnderneath(
        "the file changed while it was being worked on; nothing was written",
        Place(path),
        hint="run the command again",
    )


# Temporary files, and those of the dead


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
    """A name already taken is passed over."""
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
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
"""Seconds after which a temporary file that nobody has locked is certainly a dead one's: it is
locked microseconds after it is made."""

_swept: set[tuple[int, str]] = set()


def _sweep(folder: _Folder) -> None:
    """Temporary files of processes that were killed are gone; once for a folder and process.

    A living process holds a lock on its own. Where there are no such locks, the number in the name
    and the age of the file must do.
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
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    descriptor = folder.open(name, flags)
    try:
        about = os.fstat(descriptor)
        is_old = time.time() - about.st_mtime > _OLD
        if stat.S_ISREG(about.st_mode) and (is_old or _is_dead(process)) and _lock(descriptor):
            folder.unlink(name)
    finally:
        os.close(descriptor)


def _is_dead(process: int) -> bool:
    """Whether no process has that number; on Windows, where asking would be a signal, no."""
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
    """Lock an open file against other processes; False when one of them has."""
    if fcntl is None:
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True  # a file system without locks
    return True
