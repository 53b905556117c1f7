"""Folders: made, moved and discarded; for unpacking what a stranger packed."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from l10n_flow.files.fences import ground

__all__ = ["discard", "made_beside", "make_folder", "move"]


def make_folder(folder: Path) -> None:
    """The folder is there, and those above it. Raises `FileError` and `OSError`.

    Looked at first: `mkdir` would follow a link in the middle of the way.
    """
    ground(os.fspath(folder), writing=True)
    folder.mkdir(parents=True, exist_ok=True)


@contextlib.contextmanager
def made_beside(place: Path, prefix: str) -> Iterator[Path]:
    """A new folder in the folder `place`, with a name that begins so; gone afterwards."""
    ground(os.fspath(place), writing=True)
    hidden = Path(tempfile.mkdtemp(prefix=prefix, dir=place))
    try:
        yield hidden
    finally:
        discard(hidden)


def discard(folder: Path) -> None:
    """Nothing of the folder is left, if the system allows it; links in it are not followed."""
    ground(os.fspath(folder.parent), writing=True)
    shutil.rmtree(folder, ignore_errors=True)


def move(path: Path, target: Path) -> None:
    """A file or folder of ours has another name on the same disk. Raises `OSError`."""
    for parent in (path.parent, target.parent):
        ground(os.fspath(parent), writing=True)
    path.rename(target)
