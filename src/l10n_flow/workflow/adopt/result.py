"""The result of adopting translations."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from l10n_flow.errors import L10nFlowError


class Taken(NamedTuple):
    """What was adopted into one catalog."""

    article: str
    path: Path
    """The catalog, relative to the root."""
    translated: int
    drafts: int
    there: int
    """Segments that already had a translation, and keep it."""
    old: int
    """Translations of texts that the article does not have, kept as obsolete entries."""
    is_written: bool
    """Whether the catalog changed."""


class SkippedText(NamedTuple):
    """A text that was skipped."""

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
    """How many of these were compared with an earlier version of their article."""
    addresses: int = 0
    """Slugs and similar values that were frozen."""
    taken: tuple[Taken, ...] = ()
    passed: tuple[SkippedText, ...] = ()
    warnings: tuple[str, ...] = ()
    failures: tuple[L10nFlowError, ...] = ()
