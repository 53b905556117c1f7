"""What changed since a git revision, and the findings about that: for `check --since`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from l10n_flow.catalogs import store
from l10n_flow.errors import L10nFlowError, UsageError
from l10n_flow.files.reading import bytes_of
from l10n_flow.model import Catalog, Finding, Key
from l10n_flow.project import Project
from l10n_flow.workflow.git import REGULAR, Repository


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


def changes_since(project: Project, revision: str) -> Changes:
    """The project's articles, catalogs and labels that changed since the revision."""
    config = project.config
    places = (*(config.roots or (config.content,)), config.catalogs, config.taxonomy.file)
    return changed_since(project.root, revision, [Path(place) for place in places])


def recent(project: Project, found: Iterable[Finding], changes: Changes) -> list[Finding]:
    """The findings about what changed.

    A finding about an entry counts when the entry changed; any other when its file or its article
    changed: an article that was changed without `sync` has an old catalog for that reason.
    """
    content = Path(project.config.content)
    articles = {
        path.relative_to(content).with_suffix("").as_posix()
        for path in changes.paths
        if path.is_relative_to(content)
    }

    @cache
    def changed(path: Path, locale: str) -> frozenset[Key]:
        """The entries of a catalog that changed; all of them when the old catalog was damaged."""
        old, place = changes.before.get(path), project.root / path
        before = None
        with suppress(L10nFlowError):
            before = None if old is None else store.parse(old, place, locale)
        return touched(before, store.parse(bytes_of(place) or b"", place, locale))

    return [
        finding
        for finding in found
        if (
            finding.path in changes.paths and finding.key in changed(finding.path, finding.locale)
            if finding.key is not None
            else finding.path in changes.paths or finding.article in articles
        )
    ]


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
