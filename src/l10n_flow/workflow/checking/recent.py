"""The findings about what changed since a git revision, for `check --since`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from l10n_flow.catalogs import store
from l10n_flow.errors import L10nFlowError
from l10n_flow.files import bytes_of
from l10n_flow.model import Finding, Key
from l10n_flow.project import Project
from l10n_flow.workflow.checking import since
from l10n_flow.workflow.checking.since import Changes

__all__ = ["changes_since", "recent"]


def changes_since(project: Project, revision: str) -> Changes:
    """The project's articles, catalogs and labels that changed since the revision; see `since`."""
    config = project.config
    places = (*(config.roots or (config.content,)), config.catalogs, config.taxonomy.file)
    return since.changed_since(project.root, revision, [Path(place) for place in places])


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
    def touched(path: Path, locale: str) -> frozenset[Key]:
        return _touched(project.root / path, locale, changes.before.get(path))

    return [
        finding
        for finding in found
        if (
            finding.path in changes.paths and finding.key in touched(finding.path, finding.locale)
            if finding.key is not None
            else finding.path in changes.paths or finding.article in articles
        )
    ]


def _touched(path: Path, locale: str, old: bytes | None) -> frozenset[Key]:
    """The entries of a catalog that changed; all of them when the old catalog was damaged."""
    try:
        before = None if old is None else store.parse(old, path, locale)
    except L10nFlowError:
        before = None
    return since.touched(before, store.parse(bytes_of(path) or b"", path, locale))
