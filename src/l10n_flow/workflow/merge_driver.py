"""The merge of catalogs that git runs by `l10n-flow merge-driver`, and its installation."""

from __future__ import annotations

import shlex
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from l10n_flow.catalogs import store
from l10n_flow.catalogs.threeway import dispute, merged
from l10n_flow.errors import CatalogError, L10nFlowError
from l10n_flow.files.reading import bytes_of
from l10n_flow.files.writing import append_to, replace_file
from l10n_flow.model import Catalog, Key
from l10n_flow.project import Project
from l10n_flow.workflow.git import merge_lines, set_driver

_NOT_FOUND = 126
"""The first exit status of a shell that says that it could not start a program (POSIX, 2.8.2)."""


def command(program: str) -> str:
    """The command with which git's shell merges two versions of a catalog by `program`.

    git gives it the common version, ours, theirs, and the name of the file. Where the program
    cannot be started (its environment was deleted, say), git's own merge by lines does the work,
    with marks: otherwise ours would be left as it is, and the words of the other branch would be
    lost by the next commit.

    >>> command("l10n-flow")
    'l10n-flow merge-driver %O %A %B %P; s=$?; test $s -lt 126 && exit $s; git merge-file %A %O %B'
    """
    called = shlex.quote(program).replace("%", "%%")
    otherwise = f"s=$?; test $s -lt {_NOT_FOUND} && exit $s; git merge-file %A %O %B"
    return f"{called} merge-driver %O %A %B %P; {otherwise}"


def _program() -> str:
    """The command that runs, by its path: git may be started where no environment is active."""
    running = Path(sys.argv[0])
    if running.stem == "l10n-flow" and running.is_file():
        return str(running.absolute())
    return shutil.which("l10n-flow", path=str(Path(sys.executable).parent)) or "l10n-flow"


class Disputed(NamedTuple):
    """An entry that two people translated differently."""

    key: Key
    line: int
    words: str
    """The words of both, as messages name them."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """The result of merging two versions of a catalog."""

    conflicts: tuple[Disputed, ...] = ()
    failure: L10nFlowError | None = None
    """Why the versions could not be merged by entries; the file then has git's conflict marks."""


def resolve(base: Path, ours: Path, theirs: Path, relative: Path) -> Resolved:
    """Merge the changes of both sides since `base` into `ours`; `relative` is its name in messages.

    A version that is no catalog is merged line by line, as git does, and reported as a failure:
    nothing of either side is lost. Raises `FileError` when a file cannot be read or written.
    """
    try:
        was = store.parse(bytes_of(base) or b"", relative, "")  # empty where both made the file
        found = merged(was, *(_side(path, relative) for path in (ours, theirs)))
        data = store.encoded(found.catalog, relative)
    except CatalogError as failure:
        merge_lines(ours, base, theirs)
        return Resolved(failure=failure)
    replace_file(ours, data)
    lines = store.lines(data, relative) if found.conflicts else {}
    entries = {entry.key: entry for entry in found.catalog.entries}
    return Resolved(
        tuple(Disputed(key, lines.get(key, 1), dispute(entries[key])) for key in found.conflicts)
    )


def _side(path: Path, relative: Path) -> Catalog:
    data = bytes_of(path) or b""
    store.refuse_emptied(data, relative)
    return store.parse(data, relative, "")


@dataclass(frozen=True, slots=True)
class InstalledMerge:
    """What `install` did."""

    attributes: Path
    """Relative to the root."""
    is_new: bool
    """Whether the line was not there before."""


def install(project: Project) -> InstalledMerge:
    """Configure git to merge the project's catalogs by entries, in this clone.

    `.gitattributes`, which is committed, names the files; `git config`, which is not, has the
    command.
    Raises `UsageError` in a folder without a repository.
    """
    set_driver(project.root, command(_program()))
    line = f"/{project.config.catalogs}/**/*.po merge=l10n-flow".encode()
    path = project.root / ".gitattributes"
    present = bytes_of(path) or b""
    if line in [one.strip() for one in present.splitlines()]:
        return InstalledMerge(Path(path.name), is_new=False)
    start = b"" if not present or present.endswith(b"\n") else b"\n"
    append_to(path, start + line + b"\n")
    return InstalledMerge(Path(path.name), is_new=True)
