"""Stamps: whether a file is the one that was read, told without reading it again.

A stamp is what the system itself notes of a file: when it was last changed in any way (`ctime`,
which no program can set) and last written (`mtime`), its size, its number. What is saved, replaced,
touched or checked out gets another one, also under an old time and with the old size.

Nothing can be told of a file that changed just before it was read: it could change once more within
the same tick of the disk's clock. So there is a stamp only of files that had been left alone for a
while when the work began, as git has it with its index (its racy-git.txt). What gets by git gets by
us: a program that goes on writing through a memory map, a network disk that is late with its news.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from l10n_flow.errors import FileError
from l10n_flow.files.fences import ground

__all__ = ["NEVER", "is_absent", "stamp_of"]

NEVER = 0
"""As the moment when work began: no file gets a stamp."""

TICK = 2_000_000_000
"""Nanoseconds: a tick of the slowest clock that a file system has, FAT's."""

_HAS_CHANGE_TIME = os.name != "nt"
"""On Windows `st_ctime` is when a file was made, and any program may set the rest."""


def stamp_of(path: Path | str, begun: int | None = None) -> str:
    """The stamp of a regular file; "" for what has none.

    With `begun`, a moment of the disk's clock in nanoseconds since 1970, only a file that was left
    alone before it for a tick has one. To be taken before the file is read: who changes it in
    between leaves an old stamp with new words, which is told the next time, and harmless.
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
    """Whether certainly nothing has that name."""
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except (OSError, ValueError):
        return False
    return False
