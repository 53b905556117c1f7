"""Approve several segments at once: people's translations, nothing that nobody has read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from l10n_flow.model import Entry, State
from l10n_flow.workflow.review.rows import SegmentRow


@dataclass(frozen=True, slots=True)
class BatchApproval:
    """The result of approving several segments, or of undoing that."""

    approved: tuple[str, ...]
    """The ids of the approved segments; after an undo, of the restored ones."""
    left_out: Mapping[str, str] = field(default_factory=dict)
    """By id, why the others were not changed: a sentence for people."""
    undo: str = ""
    """The token for an undo, valid as long as the desk is open; "" when nothing was done."""


@dataclass(frozen=True, slots=True)
class Undo:
    """The data for undoing a batch."""

    article: str
    locale: str
    before: Mapping[str, tuple[Entry, str]]
    """By id, the former entry, and the tag of the new one."""


def obstacle(row: SegmentRow, *, drafts: bool) -> str:
    """Why a segment cannot be approved unopened; "" when it can.

    `drafts` allows unchanged machine drafts, as `review.batch_drafts` does. A segment whose source
    has changed, or that somebody has marked as a draft, is never allowed: it is known to be wrong
    or unfinished.

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
