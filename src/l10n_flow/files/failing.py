"""What the system says about a file, as an expected failure."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from l10n_flow.errors import FileError, Place

_REMEDIES: dict[int | None, str] = {
    errno.ENOSPC: "free some space on the disk",
    errno.EDQUOT: "free some space: your quota is used up",
    errno.EROFS: "the file system is mounted read-only",
    errno.EACCES: "change the permissions of the file or its folder",
    errno.EPERM: "change the permissions of the file or its folder",
    errno.ENOTDIR: "there is a file where a folder should be: move it",
    errno.ELOOP: "its links form a loop: delete one of them",
    errno.ENXIO: "put a plain file there",
}


def failure(what: str, path: Path | str, error: OSError) -> FileError:
    """The system's reason as a `FileError`, with a remedy."""
    reason = (error.strerror or str(error)).lower()
    hint = _REMEDIES.get(error.errno, "fix this and run the command again")
    return FileError(f"{what}: {reason}", Place(Path(path)), hint=hint)


def is_full(failure: BaseException) -> bool:
    """Whether a file could not be written because there was no space for it."""
    full = (_REMEDIES[errno.ENOSPC], _REMEDIES[errno.EDQUOT])
    return isinstance(failure, FileError) and failure.hint in full


def refusal(what: str, path: Path | str, hint: str = "") -> FileError:
    """The error for a path that we refuse although the system might allow it."""
    return FileError(what, Place(Path(path)), hint=hint)


def kind(mode: int) -> str:
    """The name for the kind of a file that is not a regular file.

    >>> import os
    >>> kind(os.stat(os.devnull).st_mode), kind(os.stat(os.curdir).st_mode)
    ('a device', 'a directory')
    """
    for test, word in (
        (stat.S_ISDIR, "a directory"),
        (stat.S_ISFIFO, "a pipe"),
        (stat.S_ISSOCK, "a socket"),
        (stat.S_ISLNK, "a link"),
    ):
        if test(mode):
            return word
    return "a device"


def name_error(path: Path | str) -> FileError:
    """The error for a name that no file can have: one with a NUL, or with half a character."""
    name = os.fspath(path).replace("\0", "")
    return refusal("a file cannot have this name", name, "rename it")
