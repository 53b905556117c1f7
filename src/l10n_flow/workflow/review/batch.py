"""Approving several segments at once: what people translated, and nothing that nobody has read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from l10n_flow.model import Entry, State
from l10n_flow.workflow.review.rows import SegmentRow

__all__ = ["BatchApproval", "Undo", "obstacle"]


@dataclass(frozen=True, slots=True)
class BatchApproval:
    """What came of approving several segments, or of taking that back."""

    approved: tuple[str, ...]
    """The ids of those that are reviewed now; or, when it was taken back, are as they were."""
    left_out: Mapping[str, str] = field(default_factory=dict)
    """By id, why the others were not touched: a sentence for people."""
    undo: str = ""
    """With this it can be taken back, as long as the desk is open; "" when nothing was done."""


@dataclass(frozen=True, slots=True)
class Undo:
    """What a batch can be taken back with."""

    article: str
    locale: str
    before: Mapping[str, tuple[Entry, str]]
    """By id the entry as it was, and the tag of what it became."""


def obstacle(row: SegmentRow, *, drafts: bool) -> str:
    """Why a segment cannot be approved unopened; "" when it can.

    `drafts` lets a machine's untouched words through, as `review.batch_drafts` says. A segment
    whose source has changed, or that somebody has marked, is never let through: it is known not
    to be right.

    >>> from l10n_flow.workflow.review.rows import row_of
    >>> row = row_of(Entry("Peace", "Paz", fuzzy=True), None, 1, b"")
    >>> obstacle(row, drafts=True)
    'it is marked as a draft and has to be finished first'
    """
    if row.state is State.UNTRANSLATED:
        return "it is not translated yet"
    if row.state is State.REVIEWED:
        return "it is reviewed already"
    if row.is_changed:
        return "the original has changed since it was translated"
    if row.machine:
        return "" if drafts else "the translation is a machine's, unedited: open the segment"
    if row.state is State.DRAFT:
        return "it is marked as a draft and has to be finished first"
    return ""
