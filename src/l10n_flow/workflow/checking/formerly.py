"""What catalogs held before, as git knows it: asked first, so that nothing is read for nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from l10n_flow.errors import L10nFlowError
from l10n_flow.model import Finding
from l10n_flow.project import Project
from l10n_flow.workflow.checking.check import MISSING_WORDS
from l10n_flow.workflow.git import Repository, tracked

if TYPE_CHECKING:
    from l10n_flow.workflow.checking.since import Changes

_MAX_ASKED = 20
"""The maximum number of catalogs whose history is asked for: git needs 30 ms or more for each."""

_VERSIONS = 5
"""How many former versions of a catalog are read."""


class FormerCatalog(NamedTuple):
    """A catalog's content at a commit."""

    commit: str
    data: bytes


def formerly(
    project: Project, found: Sequence[Finding], changes: Changes | None
) -> Mapping[Path, Sequence[FormerCatalog]]:
    """By path from the root, former versions of catalogs that may have lost something.

    With `changes` they are the contents at their revision. Without them, the last versions of those
    that lack texts of their articles, as `found` says, and that git tracks, newest first. Empty
    without git or a repository.
    """
    if changes is not None:
        return {path: [FormerCatalog(changes.revision, d)] for path, d in changes.before.items()}
    lacking = dict.fromkeys(one.path for one in found if one.check in MISSING_WORDS)
    known = tracked(project.root, project.relative(project.catalogs)) if lacking else frozenset()
    asked = [path for path in lacking if path.as_posix() in known][:_MAX_ASKED]
    versions: dict[Path, Sequence[FormerCatalog]] = {}
    if asked:
        with suppress(L10nFlowError):
            repository = Repository(project.root)
            for path in asked:
                versions[path] = _versions(repository, path)
    return versions


def _versions(repository: Repository, path: Path) -> Sequence[FormerCatalog]:
    logged = repository.log(path, _VERSIONS)
    contents = repository.contents([one.blob for one in logged])
    return [FormerCatalog(one.commit, data) for one, data in zip(logged, contents, strict=True)]
