"""What became of translations that came in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from l10n_flow.errors import L10nFlowError

__all__ = ["AdoptReport", "Passed", "Taken"]


class Taken(NamedTuple):
    """What came into one catalog."""

    article: str
    path: Path
    """The catalog, relative to the root."""
    translated: int
    drafts: int
    there: int
    """Segments that had words already, and keep them."""
    old: int
    """Translations of texts that the article has not, now, kept as obsolete entries."""
    is_written: bool
    """Whether the catalog changed."""


class Passed(NamedTuple):
    """A text that nothing became of."""

    path: Path
    line: int | None
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class AdoptReport:
    """What `adopt` did, or with `dry_run` would do."""

    locale: str
    files: int
    """How many were read."""
    pages: int = 0
    """How many translated pages were paired with their article."""
    past: int = 0
    """How many of these were compared from an earlier version of the article of it."""
    addresses: int = 0
    """Slugs and the like that are frozen now."""
    taken: tuple[Taken, ...] = ()
    passed: tuple[Passed, ...] = ()
    warnings: tuple[str, ...] = ()
    failures: tuple[L10nFlowError, ...] = ()
