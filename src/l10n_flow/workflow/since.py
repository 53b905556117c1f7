"""What changed since a revision: asked of git, the only importer of which is this module.

git is run as a program, without a shell. Nothing that a repository or a user's configuration holds
may run because of it: no external diff, no textconv, no hook, no file system monitor, no fetching
of objects that a partial clone lacks; and no name is taken for an option or a pattern. The
exception is a clean filter that a user has set up (Git LFS is one): without it all its files would
differ.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from l10n_flow.errors import FileError, InputError, L10nFlowError, Place, UsageError
from l10n_flow.model import Catalog, Key

__all__ = [
    "Changes",
    "changed_since",
    "merge_lines",
    "move_known",
    "place_in_repository",
    "renamed",
    "set_driver",
    "touched",
]

_QUIET = (
    "--no-pager",
    "--no-optional-locks",
    "--literal-pathspecs",
    "-c",
    "protocol.allow=never",  # fetching by itself, before git 2.45 knew GIT_NO_LAZY_FETCH
    "-c",
    "core.fsmonitor=false",
    "-c",
    f"core.hooksPath={os.devnull}",
    "-c",
    "core.quotePath=false",
    "-c",
    "diff.relative=false",
    "-c",
    f"diff.orderFile={os.devnull}",
    "-c",
    "diff.autoRefreshIndex=true",
    "-c",
    "diff.ignoreSubmodules=all",
)
_DIFF = (
    "diff",
    "--raw",
    "-z",
    "--no-abbrev",
    "--no-renames",
    "--no-ext-diff",
    "--no-textconv",
    "--no-color",
)

_KEPT = ("GIT_CONFIG", "GIT_CEILING", "GIT_EXEC_PATH", "GIT_DISCOVERY", "GIT_TRACE")
"""Beginnings of the names of variables that git shall see. The others (GIT_DIR, GIT_INDEX_FILE, an
external diff) are set by hooks and tools around us, and are meant for their own calls."""

_REGULAR = ("100644", "100755")
_RENAME = re.compile(rb"R[0-9]{1,3}")


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs between a revision and the files as they are now."""

    revision: str
    """The commit that the files are compared with, in full."""
    paths: frozenset[Path] = frozenset()
    """Files that were changed, added or removed, relative to the root given; new ones that git does
    not know yet, too."""
    before: Mapping[Path, bytes] = field(default_factory=dict)
    """What those of them that existed then held."""


def changed_since(root: Path, revision: str, paths: Iterable[Path]) -> Changes:
    """What of these files and folders changed since this line of work left `revision`.

    Compared are the files as they are now with the commit where the present one and `revision`
    parted (their merge base), so that what others did there meanwhile is not taken for ours.
    `paths` and the result are relative to `root`, which may be a folder of the repository. Since
    "HEAD" everything has changed when there is no commit yet, as in a hook before the first one.

    Raises `UsageError` when `root` is in no repository, git is not installed, or the revision is
    unknown or not in a shallow clone, and `InputError` when git cannot read its own files.
    """
    _refuse_odd(revision)
    repository = _Repository(root)
    base = repository.base(revision)
    wanted = [path.as_posix() for path in paths]
    differing = repository.differing(base, wanted) if wanted else []
    untracked = repository.untracked(wanted) if wanted else []
    old = [change for change in differing if change.mode in _REGULAR]
    contents = repository.contents([change.blob for change in old])
    return Changes(
        base,
        frozenset([*(change.path for change in differing), *untracked]),
        {change.path: data for change, data in zip(old, contents, strict=True)},
    )


def set_driver(root: Path, command: str) -> None:
    """In this clone git merges files that say `merge=l10n-flow` with the command.

    Raises `UsageError` where there is no git or no repository.
    """
    repository = _Repository(root)
    repository.configure("merge.l10n-flow.name", "l10n-flow: catalogs, entry by entry")
    repository.configure("merge.l10n-flow.driver", command)


def merge_lines(ours: Path, base: Path, theirs: Path) -> None:
    """`ours` has what git makes of the three versions line by line, its conflict marks included.

    Raises `FileError` when git cannot be run.
    """
    _run_git(ours.parent, "merge-file", *(str(path.absolute()) for path in (ours, base, theirs)))


_COMMITS = 200
"""How far back a rename is looked for: nobody runs `sync` less often than that."""


def renamed(root: Path, folder: Path) -> dict[Path, Path]:
    """By a file's present path in a folder, the one that git says it had before; both from `root`.

    Renames that were committed lately, and those that are not committed yet; nothing where there
    is no git or no repository, or where it cannot tell.
    """
    try:
        repository = _Repository(root)
        told = repository.renames("log", f"--max-count={_COMMITS}", "--format=", folder=folder)
        told = told[::-1] + repository.renames("diff", "HEAD", folder=folder)
    except L10nFlowError:
        return {}
    found: dict[Path, Path] = {}
    for old, new in told:
        found[new] = found.pop(old, old)
    return found


def move_known(root: Path, path: Path, target: Path) -> bool:
    """Whether git knew of the file or folder at `path`, and it is at `target` now, for git too."""
    try:
        return _Repository(root).move(path, target)
    except L10nFlowError:
        return False


def touched(before: Catalog | None, now: Catalog) -> frozenset[Key]:
    """The live entries whose source or target, or whether they are drafts, changed since `before`.

    >>> from l10n_flow.model import Entry
    >>> old = Catalog("es", (Entry("Peace", "Paz"), Entry("Rain", "Lluvia")))
    >>> new = Catalog("es", (Entry("Peace", "La paz"), Entry("Rain", "Lluvia"), Entry("Mud")))
    >>> sorted(key.source for key in touched(old, new))
    ['Mud', 'Peace']
    """
    old = {} if before is None else before.live
    return frozenset(
        key
        for key, entry in now.live.items()
        if key not in old or (old[key].target, old[key].fuzzy) != (entry.target, entry.fuzzy)
    )


def place_in_repository(root: Path) -> str:
    """The folder in its repository, with `/`; "" where it is the repository itself, or in none.

    What holds `.git` is taken for the repository; git itself is not asked.
    """
    absolute = Path(os.path.realpath(root))
    for folder in (absolute, *absolute.parents):
        if os.path.lexists(folder / ".git"):
            place = absolute.relative_to(folder).as_posix()
            return "" if place == "." else place
    return ""


class _Change(NamedTuple):
    """A file that differs: what git kept of it at the revision."""

    path: Path
    mode: str
    blob: str


class _Repository:
    """git, asked in the project's folder."""

    def __init__(self, root: Path) -> None:
        self._root = root
        prefix = self._output("rev-parse", "--show-prefix")
        self._prefix = prefix.decode("utf-8", "surrogateescape").rstrip("\n") or "."

    def base(self, revision: str) -> str:
        """The commit where HEAD and the revision parted; the revision's own if they never met."""
        if revision == "HEAD" and not self._run("rev-list", "--max-count=1", "--all").stdout:
            return self._nothing()
        commit = self._commit(revision)
        done = self._run("merge-base", "--", "HEAD", commit)
        if done.returncode == 0:
            return done.stdout.decode("ascii").split()[0]
        if self._is_shallow():
            raise UsageError(
                f"this clone is too shallow to say where '{revision}' and HEAD parted",
                hint="fetch the whole history: `git fetch --unshallow`, or `fetch-depth: 0` in "
                "GitHub's checkout, `GIT_DEPTH: 0` in GitLab's",
            )
        return commit

    def differing(self, commit: str, paths: Sequence[str]) -> list[_Change]:
        """The files whose contents are not as they were; a new date alone is no difference."""
        told = self._output(*_DIFF, commit, "--", *paths).split(b"\0")
        changes = []
        for about, path in zip(told[0::2], told[1::2], strict=False):
            mode, _, blob, *_ = about.decode("ascii").removeprefix(":").split(" ")
            changes.append(_Change(self._from_root(path), mode, blob))
        return changes

    def untracked(self, paths: Sequence[str]) -> list[Path]:
        """Files that git does not know and is not told to ignore."""
        options = ("--others", "--exclude-standard", "--full-name", "-z")
        told = self._output("ls-files", *options, "--", *paths)
        return [self._from_root(path) for path in told.split(b"\0") if path]

    def renames(self, *command: str, folder: Path) -> list[tuple[Path, Path]]:
        """Old and new names in a folder, in git's order: of commits, the newest first."""
        name, *options = command
        fixed = ("--diff-filter=R", "--find-renames", "--name-status", "-z", "--no-ext-diff")
        told = self._output(name, *fixed, *options, "--", folder.as_posix()).split(b"\0")
        found = []
        for at, token in enumerate(told[:-2]):
            if _RENAME.fullmatch(token.strip()):
                found.append((self._from_root(told[at + 1]), self._from_root(told[at + 2])))
        return found

    def move(self, path: Path, target: Path) -> bool:
        """Move what git knows; False, and nothing done, when it knows nothing of that name."""
        if not self._output("ls-files", "-z", "--", os.fspath(path)):
            return False
        return self._run("mv", "--", os.fspath(path), os.fspath(target)).returncode == 0

    def configure(self, key: str, value: str) -> None:
        """A setting of this clone has the value."""
        self._output("config", "--local", key, value)

    def contents(self, blobs: Sequence[str]) -> list[bytes]:
        """What git keeps under these names, in their order."""
        if not blobs:
            return []
        asked = "".join(f"{blob}\n" for blob in blobs).encode("ascii")
        told = self._output("cat-file", "--batch", given=asked)
        found, at = [], 0
        for _ in blobs:
            end = told.index(b"\n", at)
            kind = told[at:end].split(b" ")
            if len(kind) != 3:
                raise _incomplete(self._root)
            size = int(kind[2])
            found.append(told[end + 1 : end + 1 + size])
            at = end + size + 2
        return found

    def _commit(self, revision: str) -> str:
        name = f"{revision}^{{commit}}"
        done = self._run("rev-parse", "--quiet", "--verify", "--end-of-options", name)
        if done.returncode == 0:
            return done.stdout.decode("ascii").split()[-1]
        hint = "a branch, a tag or a commit; what is on a server must be fetched first"
        if self._is_shallow():
            hint = (
                "this clone is shallow: fetch the whole history (`git fetch --unshallow`, or "
                "`fetch-depth: 0` in GitHub's checkout, `GIT_DEPTH: 0` in GitLab's)"
            )
        raise UsageError(f"git knows no revision '{revision}'", hint=hint)

    def _nothing(self) -> str:
        """The name of an empty tree: what a repository without a commit is compared with."""
        return self._output("hash-object", "-t", "tree", "--stdin").decode("ascii").strip()

    def _is_shallow(self) -> bool:
        return self._run("rev-parse", "--is-shallow-repository").stdout.strip() == b"true"

    def _from_root(self, path: bytes) -> Path:
        """From the repository's root to the project's."""
        whole = os.fsdecode(path)
        return Path(PurePosixPath(os.path.relpath(whole, self._prefix)))

    def _output(self, *arguments: str, given: bytes = b"") -> bytes:
        done = self._run(*arguments, given=given)
        if done.returncode:
            raise _refusal(self._root, done.stderr.decode("utf-8", "replace").strip())
        return done.stdout

    def _run(self, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        return _run_git(self._root, *arguments, given=given)


def _run_git(root: Path, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = ["git", *_QUIET, *arguments]
    try:
        return subprocess.run(  # noqa: S603  a fixed program, and no shell
            command, cwd=root, env=_environment(), input=given, capture_output=True,
            check=False,
        )  # fmt: skip
    except FileNotFoundError as error:
        if not root.is_dir():
            raise UsageError(f"'{root}' is not a folder") from error
        raise UsageError(
            "--since asks git, which is not installed", hint="install git, or leave --since out"
        ) from error
    except OSError as error:
        raise FileError(f"git cannot be run: {error.strerror}", Place(root)) from error


def _environment() -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name.startswith(_KEPT)
    }
    return {**kept, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1"}


def _refuse_odd(revision: str) -> None:
    """Refuse what git would take for something else than one revision."""
    if not revision.strip() or revision.startswith("-") or not revision.isprintable():
        raise UsageError(
            f"'{revision}' is no revision", hint="--since takes a branch, a tag or a commit"
        )
    if ".." in revision:
        raise UsageError(
            f"'{revision}' is a range",
            hint="--since takes one revision, and compares with where it and HEAD parted",
        )


def _refusal(root: Path, told: str) -> UsageError | InputError:
    """What git says, in our form: its first line, and what to do about the usual reasons."""
    first = told.splitlines()[0].removeprefix("fatal: ") if told else "git failed without a word"
    if "not a git repository" in told:
        return UsageError(
            "--since needs a git repository, and this folder is in none",
            Place(root),
            hint="work in a clone, or leave --since out",
        )
    if "dubious ownership" in told:
        return UsageError(
            "git refuses a repository that belongs to somebody else, as in a container",
            Place(root),
            hint=f"git config --global --add safe.directory {root}",
        )
    if "promisor" in told:
        return _incomplete(root)
    return InputError(f"git cannot tell what changed: {first}", Place(root))


def _incomplete(root: Path) -> InputError:
    return InputError(
        "git does not have the files of that revision here",
        Place(root),
        hint="this clone is partial or damaged: clone again, without --filter",
    )
