"""What came of bringing catalogs up to date, and what it takes to know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from l10n_flow.errors import L10nFlowError
from l10n_flow.workflow.incremental.runner import Scope

if TYPE_CHECKING:
    from l10n_flow.catalogs.merge import MergeReport
    from l10n_flow.terms import Terms
    from l10n_flow.workflow.renames import Move

__all__ = ["CatalogSync", "SyncReport", "SyncScope", "Synced"]


class CatalogSync(NamedTuple):
    """What sync did to one catalog."""

    article: str
    locale: str
    place: str
    """Its path, relative to the root, with `/`."""
    is_new: bool
    merged: MergeReport
    is_written: bool
    """Whether its bytes changed; a catalog that another tool wrapped may change without a merge."""

    @property
    def path(self) -> Path:
        """Its place, as a path."""
        return Path(self.place)


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What `sync` did, or with `dry_run` would do."""

    articles: int
    """How many were looked at."""
    catalogs: tuple[CatalogSync, ...] = ()
    """Those that were compared with their article; of an unchanged article there are none."""
    warnings: tuple[str, ...] = ()
    """What authors should know: `file:line: message`."""
    moves: tuple[Move, ...] = ()
    """Articles that have another name now, and brought their translations along."""
    failures: tuple[L10nFlowError, ...] = ()

    @property
    def written(self) -> tuple[CatalogSync, ...]:
        """The catalogs that changed."""
        return tuple(catalog for catalog in self.catalogs if catalog.is_written)


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncScope(Scope):
    """What syncing an article needs to know."""

    terms: Terms | None = None
    """Those that catalogs name beside their texts."""
    watches: bool = True
    """Whether an article that has quite other texts than before is left for a second look: its
    file may have been another article's."""
    formerly: Mapping[str, str] = field(default_factory=dict)
    """In a dry run, where the catalogs of renamed articles still are."""


class Synced(NamedTuple):
    """One article's part of the report."""

    notes: tuple[str, ...] = ()
    """What authors should know."""
    catalogs: tuple[CatalogSync, ...] = ()
    failures: tuple[L10nFlowError, ...] = ()
    is_another: bool = False
    """Whether nothing was done yet, because the texts are quite other ones than before."""
