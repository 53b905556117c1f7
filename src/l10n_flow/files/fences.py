"""Where a path may lead: fenced folders, and the files of version control.

A path that is written as being below a fenced folder is used only if it really leads there,
whatever links are on the way (CWE-59). A project's root and the folders in it that we write are
fenced when the project is found; a folder that the command line names is fenced before it is
written. A path that is below no fence comes from the user, and its links are followed.

Reading has to stay within the outermost fence around a path, the root; writing also within the
innermost one: a link in the folder of the editions cannot lead to the articles.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path, PurePath

from l10n_flow import patterns as re
from l10n_flow.errors import FileError
from l10n_flow.files.failing import kind, name_error, refusal

_fences: set[str] = set()
"""The paths as written: absolute, without `..`. Fences are only added: a fence refuses paths and
never allows more."""


_to_read: dict[str, tuple[str, ...]] = {}
_to_write: dict[str, tuple[str, ...]] = {}
"""Folders that were checked: a thousand files in one folder need one check. See `look_again`."""


def fence(folder: Path) -> None:
    """Refuse, from this call on, paths below `folder` that lead out of it; it need not exist."""
    _fences.add(os.path.abspath(folder))  # noqa: PTH100 - resolve() would follow links
    look_again()


def fenced() -> tuple[str, ...]:
    """The fenced folders, to be passed to a worker process (`take_over`)."""
    return tuple(sorted(_fences))


def take_over(folders: Iterable[str]) -> None:
    """Fence these folders and no others: those of the process that sends the work."""
    _fences.clear()
    _fences.update(folders)
    look_again()


def look_again() -> None:
    """Forget which folders were checked, so that each command sees the current disk."""
    _to_read.clear()
    _to_write.clear()


def ground(folder: str, *, writing: bool, path: Path | str = "") -> tuple[str, ...]:
    """The real paths of the fences around a folder; empty if there is none.

    Raises `FileError` if a link on the way leads out of a fence. The error names the file `path` in
    the folder, if given.
    """
    known = _to_write if writing else _to_read
    found = known.get(folder)
    if found is None:
        found = _looked_at(folder, os.fspath(path) or folder, writing=writing)
        known[folder] = found
    return found


OWN_FOLDER = ".l10n-flow"
"""The name of the folder in a project with what can be made again, or is nobody else's business."""


def make_folder(folder: Path) -> None:
    """Make the folder and its parents if they are missing. Raises `FileError` and `OSError`.

    The path is checked first, because `mkdir` follows links on the way. An `OWN_FOLDER` that is
    made on the way gets a `.gitignore`, so that nobody commits what is in it; if somebody deletes
    that, it is not made again.
    """
    ground(os.fspath(folder), writing=True)
    own = next((one for one in (folder, *folder.parents) if one.name == OWN_FOLDER), None)
    is_new = own is not None and not own.exists()
    folder.mkdir(parents=True, exist_ok=True)
    if own is not None and is_new:
        with suppress(FileExistsError), (own / ".gitignore").open("xb") as file:
            file.write(b"*\n")


def _looked_at(folder: str, path: str, *, writing: bool) -> tuple[str, ...]:
    try:
        spelled, real = os.path.abspath(folder), os.path.realpath(folder)  # noqa: PTH100
    except ValueError as error:
        raise name_error(folder) from error
    around = _around(spelled)
    wanted = dict.fromkeys([*around[:1], *(around[-1:] if writing else ())])
    found = tuple([os.path.realpath(fence) for fence in wanted])
    admitted(real, found, path)
    if writing and not around and (name := _kept_part(spelled, "") or _kept_part(real, "")):
        raise _kept(path, name)
    return found


def _around(folder: str) -> list[str]:
    """The fences around an absolute path, the outermost first.

    Its parents are looked up, since a program that opens many projects has many fences.
    """
    around: list[str] = []
    while True:
        if folder in _fences:
            around.insert(0, folder)
        parent = os.path.dirname(folder)  # noqa: PTH120
        if parent == folder:
            return around
        folder = parent


def admitted(real: str, bounds: tuple[str, ...], spelled: str) -> None:
    """Raise `FileError` if `real` is outside of a bound, or belongs to version control."""
    for bound in bounds:
        if not _is_in(real, bound):
            what = f"a link on the way to it leads out of {bound}"
            hint = "replace the link by a file or folder, or give the path that it leads to"
            raise refusal(what, spelled, hint)
        if name := _kept_part(real, bound):
            raise _kept(spelled, name)


def _is_in(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder if folder.endswith(os.sep) else folder + os.sep)


_SEPARATORS = re.compile(r"[/\\]" if os.sep == "\\" else "/")


def _kept_part(path: str, folder: str) -> str:
    """The part of a path below `folder` that belongs to version control; "" if there is none."""
    inner = path[len(folder) :]
    return next((part for part in _SEPARATORS.split(inner) if is_kept(part)), "")


def _kept(spelled: str, name: str) -> FileError:
    return refusal(
        f"'{name}' belongs to version control, and l10n-flow does not touch it",
        spelled,
        "choose another folder",
    )


_KEPT = frozenset({".git", "git~1", ".hg", ".svn", ".bzr", ".jj", "cvs"})
_IGNORED = re.compile("[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]")
"""Characters that HFS+ ignores in names (git's utf8.c, after CVE-2014-9390)."""


def is_kept(name: str) -> bool:
    """Whether a name is that of version control's own folder.

    On some file systems `.GIT`, `git~1`, `.git.` and `.git::$INDEX_ALLOCATION` mean `.git`
    (CVE-2014-9390, CVE-2019-1352).

    >>> [is_kept(name) for name in (".git", ".Git ", "GIT~1", ".gi\u200ct", ".gitignore", "git")]
    [True, True, True, True, False, False]
    """
    if len(name) < 3:
        return False
    plain = name if name.isascii() else _IGNORED.sub("", name)
    return plain.partition(":")[0].rstrip(". ").lower() in _KEPT


def is_hidden(path: str | PurePath) -> bool:
    """Whether any part of a path begins with a dot, except `.` and `..`.

    >>> [is_hidden(path) for path in (".env", "news/.git/x", "../a.md", "./a.md", "v1.2/a.md")]
    [True, True, False, False, False]
    """
    parts = _SEPARATORS.split(os.fspath(path))
    return any(part.startswith(".") and part not in (".", "..") for part in parts)


def named_in(folder: Path, name: str) -> Path | None:
    """The path of an untrusted relative name in a folder; None if it is not inside the folder.

    The file need not exist. Links are checked when the path is used.

    >>> build = Path("build")
    >>> [named_in(build, name) is None for name in ("es/a.md", "../a.md", "/etc/x", "es/.git/x")]
    [False, True, True, True]
    >>> named_in(build, ""), named_in(build, ".")
    (None, None)
    """
    path = PurePath(name)
    if not path.parts or path.drive or path.root or ".." in path.parts:
        return None
    if "\0" in name or any(is_kept(part) for part in path.parts):
        return None
    return folder / path


def reached(path: Path, *, writing: bool = False) -> Path:
    """The path, checked for a library that opens files itself: a regular file, or none yet.

    For files that can be made anew. With `writing`, a file with a second name (a hard link) is
    unlinked here, because that name may be somebody else's file anywhere on the disk. Raises
    `FileError` for anything else: a pipe, a device, a folder, a link that leads out.
    """
    spelled = os.fspath(path)
    folder = os.path.dirname(spelled) or os.curdir  # noqa: PTH120
    bounds = ground(folder, writing=writing, path=spelled)
    try:
        about = os.lstat(spelled)
        mode = about.st_mode
        if writing and about.st_nlink > 1 and stat.S_ISREG(mode):
            os.unlink(spelled)  # noqa: PTH108
            return path
        if kind(mode) == "a link":
            real = os.path.realpath(spelled)
            admitted(real, bounds, spelled)
            mode = os.stat(real).st_mode  # noqa: PTH116
    except FileNotFoundError:
        return path
    except ValueError as error:
        raise name_error(path) from error
    if stat.S_ISREG(mode):  # as it was: another process may delete its journal meanwhile
        return path
    raise refusal(f"it is {kind(mode)}, not a file", path, "put a plain file there")
