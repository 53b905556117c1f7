"""What changed since a revision, and what else of files' past git is asked for."""

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
    """In this clone git merges files that say `merge=l10n-flow` with the command.

    Raises `UsageError` where there is no git or no repository.
    """
    repository = Repository(root)
    repository.configure("merge.l10n-flow.name", "l10n-flow: catalogs, entry by entry")
    repository.configure("merge.l10n-flow.driver", command)


def merge_lines(ours: Path, base: Path, theirs: Path) -> None:
    """`ours` has what git makes of the three versions line by line, its conflict marks included.

    Raises `FileError` when git cannot be run.
    """
    run_git(ours.parent, "merge-file", *(str(path.absolute()) for path in (ours, base, theirs)))


_COMMITS = 200
"""How far back a rename is looked for: nobody runs `sync` less often than that."""


def renamed(root: Path, folder: Path) -> dict[Path, Path]:
    """By a file's present path in a folder, the one that git says it had before; both from `root`.

    Renames that were committed lately, and those that are not committed yet; nothing where there
    is no git or no repository, or where it cannot tell.
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
    """Whether git knew of the file or folder at `path`, and it is at `target` now, for git too."""
    try:
        return Repository(root).move(path, target)
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


def _refuse_odd(revision: str) -> None:
    """Refuse what git would take for something else than one revision."""
    if not revision.strip() or revision.startswith("-") or not revision.isprintable():
        raise UsageError(
            f"'{revision}' is not a revision", hint="--since takes a branch, a tag or a commit"
        )
    if ".." in revision:
        raise UsageError(
            f"'{revision}' is a range",
            hint="--since takes one revision, and compares with where it and HEAD diverged",
        )
