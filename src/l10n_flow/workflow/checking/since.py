"""What changed since a revision, and other questions to git about the history of files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from l10n_flow.errors import L10nFlowError, UsageError
from l10n_flow.model import Catalog, Key
from l10n_flow.workflow.git import REGULAR, Repository, run_git

__all__ = [
    "Changes",
    "changed_since",
    "merge_lines",
    "move_known",
    "renamed",
    "set_driver",
    "touched",
]


@dataclass(frozen=True, slots=True)
class Changes:
    """The differences between a revision and the current files."""

    revision: str
    """The commit that the files are compared with, in full."""
    paths: frozenset[Path] = frozenset()
    """Files that were changed, added or removed, relative to the given root, untracked ones
    included."""
    before: Mapping[Path, bytes] = field(default_factory=dict)
    """The former contents of those that existed at the revision."""


def changed_since(root: Path, revision: str, paths: Iterable[Path]) -> Changes:
    """What changed in these files and folders since this branch left `revision`.

    The current files are compared with the merge base of HEAD and `revision`, so that later changes
    of others in `revision` do not count as ours.
    `paths` and the result are relative to `root`, which may be a folder of the repository. Since
    "HEAD", everything has changed when there is no commit yet, as in a hook before the first one.

    Raises `UsageError` when `root` is in no repository, git is not installed, or the revision is
    unknown or not in a shallow clone, and `InputError` when git cannot read its own files.
    """
    _refuse_odd(revision)
    repository = Repository(root)
    base = repository.base(revision)
    wanted = [path.as_posix() for path in paths]
    differing = repository.differing(base, wanted) if wanted else []
    untracked = repository.untracked(wanted) if wanted else []
    old = [change for change in differing if change.mode in REGULAR]
    contents = repository.contents([change.blob for change in old])
    return Changes(
        base,
        frozenset([*(change.path for change in differing), *untracked]),
        {change.path: data for change, data in zip(old, contents, strict=True)},
    )


def set_driver(root: Path, command: str) -> None:
    """Configure this clone to merge files with the attribute `merge=l10n-flow` with the command.

    Raises `UsageError` without git or a repository.
    """
    repository = Repository(root)
    repository.configure("merge.l10n-flow.name", "l10n-flow: catalogs, entry by entry")
    repository.configure("merge.l10n-flow.driver", command)


def merge_lines(ours: Path, base: Path, theirs: Path) -> None:
    """Merge the three versions into `ours` line by line, as git does, with its conflict marks.

    Raises `FileError` when git cannot be run.
    """
    run_git(ours.parent, "merge-file", *(str(path.absolute()) for path in (ours, base, theirs)))


_COMMITS = 200
"""How far back a rename is looked for: `sync` is run more often than that."""


def renamed(root: Path, folder: Path) -> dict[Path, Path]:
    """By a file's current path in a folder, its former path as git has it; both from `root`.

    Recently committed renames, and those that are not committed yet. Empty without git or a
    repository, or when git does not know.
    """
    try:
        repository = Repository(root)
        renames = repository.renames("log", f"--max-count={_COMMITS}", "--format=", folder=folder)
        renames = renames[::-1] + repository.renames("diff", "HEAD", folder=folder)
    except L10nFlowError:
        return {}
    found: dict[Path, Path] = {}
    for old, new in renames:
        found[new] = found.pop(old, old)
    return found


def move_known(root: Path, path: Path, target: Path) -> bool:
    """Move a file or folder that git tracks, for git too; False when git does not track it."""
    try:
        return Repository(root).move(path, target)
    except L10nFlowError:
        return False


def touched(before: Catalog | None, now: Catalog) -> frozenset[Key]:
    """The live entries whose source, target or draft state changed since `before`.

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


def _refuse_odd(revision: str) -> None:
    """Raise `UsageError` for what git would not take for one revision."""
    if not revision.strip() or revision.startswith("-") or not revision.isprintable():
        raise UsageError(
            f"'{revision}' is not a revision", hint="--since takes a branch, a tag or a commit"
        )
    if ".." in revision:
        raise UsageError(
            f"'{revision}' is a range",
            hint="--since takes one revision, and compares with where it and HEAD diverged",
        )
