"""Which segments a list shows, and in which order."""

from __future__ import annotations

import pytest

from l10n_flow.model import Entry, Origin
from l10n_flow.workflow.review.choosing import chosen
from l10n_flow.workflow.review.rows import SegmentRow, row_of


def rows(*entries: Entry) -> list[SegmentRow]:
    return [row_of(entry, None, number, b"") for number, entry in enumerate(entries, 1)]


@pytest.mark.parametrize(
    ("written", "searched"),
    [
        ("می\u200cرود", "میرود"),
        ("میرود", "می\u200cرود"),
        ("دَوَران", "دوران"),
        ("CAFÉ con leche", "cafe con"),
        ("ﬁn", "fin"),
    ],
)
def test_a_search_looks_past_half_spaces_marks_and_capitals(written: str, searched: str) -> None:
    listed = rows(Entry("Rain", written), Entry("Snow", "چیزی دیگر"))
    assert chosen(listed, text=searched) == (listed[0].id,)


def test_the_least_sure_draft_comes_first_only_for_those_who_ask_for_it() -> None:
    sure, unsure = Origin(how="mt", confidence=0.9), Origin(how="mt", confidence=0.2)
    listed = rows(
        Entry("Rain"),
        Entry("Snow", "Nieve", fuzzy=True, origin=sure),
        Entry("Hail", "Granizo", fuzzy=True, origin=unsure),
    )
    nothing, snow, hail = [row.id for row in listed]
    assert chosen(listed) == (nothing, snow, hail)
    assert chosen(listed, order="confidence") == (hail, snow, nothing)
