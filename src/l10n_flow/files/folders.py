"""Folders: made, moved and discarded; for unpacking what a stranger packed."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import IO, BinaryIO

from l10n_flow.files.exchange import renamed
from l10n_flow.files.fences import ground

__all__ = ["discard", "fill_file", "free_space", "made_beside", "make_folder", "move", "new_file"]


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
