"""Drafts enter a catalog where nobody's words are lost, and nowhere else."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.model import Catalog, Entry, Key, Origin, State
from l10n_flow.pretranslate.drafts import Draft, Filling, filled
from tests.catalogs import strategies

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


def one(entry: Entry, before: Entry, draft: Draft) -> Entry:
    """What becomes of an entry that was `before` when the draft was asked for."""
    filling = {before.key: Filling(before, draft)}
    return filled(Catalog("es", (entry,)), filling, NOON).entries[0]


def test_a_draft_says_everything_about_itself() -> None:
    before = Entry("Peace", notes=("heading 1",), comments=("hm",), flags=("no-wrap",))
    draft = Draft(
        "Paz", "similar", "brief", "5" * 12, 0.8049, 0.3333, ("adapted:7",), Key("a", "War")
    )
    after = one(before, before, draft)
    assert after.origin is not None
    assert (after.origin.kind, after.origin.engine, after.origin.model) == ("tm", "brief", "5" * 12)
    assert (after.origin.score, after.origin.confidence) == (0.8, 0.33)
    assert (after.previous_context, after.previous_source) == ("a", "War")
    assert after.notes == ("heading 1", "l10n-flow: 7 was adapted automatically")
    assert (after.comments, after.flags) == (before.comments, before.flags)
    assert after.state is State.DRAFT


def test_of_a_former_text_nothing_is_left_when_the_draft_is_for_this_one() -> None:
    before = Entry("Peace", "Guerra", fuzzy=True, previous_source="War", notes=("l10n-flow: old",))
    after = one(before, before, Draft("Paz", "engine", "e-1"))
    assert (after.previous_source, after.notes) == (None, ())


@pytest.mark.parametrize(
    "worked_on",
    [
        Entry("Peace", "La paz"),
        Entry("Peace", "La paz", fuzzy=True),
        Entry("Peace", "Guerra"),
        Entry("Peace", "Guerra", fuzzy=True, origin=Origin(reviewer="ana")),
        Entry("Peace", "Guerra", fuzzy=True, obsolete=True),
        Entry("Peace", ""),
    ],
)
def test_what_somebody_did_meanwhile_stays(worked_on: Entry) -> None:
    before = Entry("Peace", "Guerra", fuzzy=True)
    assert one(worked_on, before, Draft("Paz", "engine", "e-1")) == worked_on


def test_a_remark_made_meanwhile_stays_beside_the_draft() -> None:
    after = one(Entry("Peace", comments=("hm",)), Entry("Peace"), Draft("Paz", "engine", "e-1"))
    assert (after.target, after.comments) == ("Paz", ("hm",))


def test_a_draft_made_anew_that_says_the_same_is_the_same() -> None:
    draft = Draft("Paz", "engine", "e-1", why=("retried",))
    made = one(Entry("Peace"), Entry("Peace"), draft)
    later = NOON.replace(year=2027)
    again = filled(Catalog("es", (made,)), {made.key: Filling(made, draft)}, later)
    assert again.entries == (made,)
    other = replace(draft, confidence=0.5)
    changed = filled(Catalog("es", (made,)), {made.key: Filling(made, other)}, later).entries[0]
    assert changed.origin is not None
    assert changed.origin.time.startswith("2027")


@given(strategies.catalogs(), st.data())
def test_only_entries_that_are_asked_for_change_and_only_once(
    catalog: Catalog, data: st.DataObject
) -> None:
    wanted = data.draw(st.lists(st.sampled_from(catalog.entries))) if catalog.entries else []
    fillings = {
        entry.key: Filling(entry, Draft("!", "engine", "e-1", why=("retried",))) for entry in wanted
    }
    after = filled(catalog, fillings, NOON)
    assert replace(after, entries=catalog.entries) == catalog
    for old, new in zip(catalog.entries, after.entries, strict=True):
        drafted = old.key in fillings and not old.obsolete
        assert (new == old) is not drafted
        assert (new.key, new.comments, new.flags) == (old.key, old.comments, old.flags)
    assert filled(after, fillings, NOON) == after
