"""Filter and sort the segments of a sheet."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import Literal

from l10n_flow.model import State
from l10n_flow.workflow.review.rows import SegmentRow

Order = Literal["document", "confidence"]
ORDERS: tuple[Order, ...] = ("document", "confidence")

FILTERS: Mapping[str, Callable[[SegmentRow], bool]] = {
    "": lambda row: True,  # noqa: ARG005 - a row of the table
    "untranslated": lambda row: row.state is State.UNTRANSLATED,
    "draft": lambda row: row.state is State.DRAFT and row.machine and not row.is_changed,
    "changed": lambda row: row.is_changed,
    "needs-work": lambda row: row.state is State.DRAFT and not row.machine and not row.is_changed,
    "translated": lambda row: row.state is State.TRANSLATED,
    "reviewed": lambda row: row.state is State.REVIEWED,
    "findings": lambda row: bool(row.findings),
    "commented": lambda row: bool(row.comments),
}
"""The filters. Each row is in exactly one of the states: machine drafts, drafts of a changed
source, and drafts that a person is not sure of are different states."""


def chosen(
    rows: Iterable[SegmentRow],
    filter: str = "",
    text: str = "",
    order: Order = "document",
) -> tuple[str, ...]:
    """The ids of the rows that pass a filter of `FILTERS` and contain the text.

    Case, half-spaces and marks on letters are ignored. Sorted by confidence, the least sure comes
    first; rows without a confidence keep their order at the end. Raises `KeyError` for an unknown
    filter.

    >>> from l10n_flow.model import Entry
    >>> from l10n_flow.workflow.review.rows import row_of
    >>> rows = [row_of(Entry("Café"), None, 1, b""), row_of(Entry("Tea", "Té"), None, 2, b"")]
    >>> [len(chosen(rows, *asked)) for asked in [(), ("untranslated",), ("", "cafe"), ("", "té")]]
    [2, 1, 1, 1]
    """
    passes = FILTERS[filter]
    wanted = _folded(text.strip())
    found = [
        row
        for row in rows
        if passes(row)
        and (not wanted or wanted in _folded(row.source) or wanted in _folded(row.target))
    ]
    if order == "confidence":
        found.sort(key=lambda row: 2.0 if row.confidence is None else row.confidence)
    return tuple([row.id for row in found])


def waits_for(counts: Mapping[State, int]) -> Literal["", "translator", "reviewer"]:
    """Who has to work on an article in these states next; "" when nobody has to.

    >>> waits_for({State.DRAFT: 1, State.TRANSLATED: 4}), waits_for({State.REVIEWED: 5})
    ('translator', '')
    """
    if counts.get(State.UNTRANSLATED) or counts.get(State.DRAFT):
        return "translator"
    return "reviewer" if counts.get(State.TRANSLATED) else ""


_ZWNJ = "\u200c"


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join([c for c in parts if c != _ZWNJ and not unicodedata.combining(c)])
