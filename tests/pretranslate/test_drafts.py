"""Drafts enter a catalog where nobody's words are lost, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.catalogs.merge import merge
from l10n_flow.catalogs.provenance import origins
from l10n_flow.engines import ENGINES
from l10n_flow.model import Catalog, Entry, Key, Origin, Segment, State, digest
from l10n_flow.pretranslate.drafts import KINDS, Draft, Filling, Gap, Reason, filled, gaps
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
    assert after.origin is not None
    assert (after.origin.score, after.origin.confidence) == (1, 1), "unless something else is said"


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


NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
OLD, NEW, NEWER = "Peace talks began today.", "Peace talks began late.", "Peace talks ended late."
WORDS = "Hoy empezaron los diálogos."


def merged(catalog: Catalog, *sources: str) -> Catalog:
    segments = [Segment(source, "paragraph") for source in sources]
    return merge(catalog, segments, threshold=50).catalog


def found(catalog: Catalog, *, renew: bool = False) -> list[tuple[str, str]]:
    return [(task.key.source, task.gap.value) for task in gaps(catalog, renew=renew)]


def machine(source: str, kind: str = "mt") -> Entry:
    return origins.drafted(Entry(source), WORDS, Origin(kind, "e-1"), NOON)


@pytest.mark.parametrize(
    ("entry", "gap"),
    [
        (Entry(OLD), Gap.EMPTY),
        (Entry(OLD, WORDS), None),
        (Entry(OLD, WORDS, fuzzy=True), None),
        (Entry(OLD, WORDS, fuzzy=True, previous_source=NEW), None),
        (origins.reviewed(Entry(OLD, WORDS), "ana", NOON), None),
        (machine(OLD), Gap.MACHINE),
        (replace(machine(OLD), target="Otra cosa."), None),
        (replace(machine(OLD), fuzzy=False), None),
        (replace(machine(OLD), obsolete=True), None),
        (machine(OLD, "tm"), None),
        (machine(OLD, "sentences"), None),
    ],
)
def test_what_is_a_gap_when_everything_is_made_anew(entry: Entry, gap: Gap | None) -> None:
    expected = [] if gap is None else [gap]
    assert [task.gap for task in gaps(Catalog("es", (entry,)), renew=True)] == expected
    if gap is Gap.MACHINE:
        assert found(Catalog("es", (entry,))) == []


def test_words_carried_over_are_a_gap_as_long_as_they_stand_elsewhere_too() -> None:
    catalog = merged(Catalog("es", (Entry(OLD, WORDS),)), NEW)
    (task,) = gaps(catalog)
    assert (task.gap, task.donor) == (Gap.CHANGED, catalog.entries[1])
    assert found(replace(catalog, entries=catalog.entries[:1])) == []
    edited = replace(catalog.entries[1], target="Otra cosa.")
    assert found(replace(catalog, entries=(catalog.entries[0], edited))) == []


def test_words_carried_over_and_touched_are_no_gap() -> None:
    draft, original = merged(Catalog("es", (Entry(OLD, WORDS),)), NEW).entries
    assert found(Catalog("es", (replace(draft, target="Otra cosa."), original))) == []


def test_the_words_of_a_confirmed_machine_draft_are_a_person_s() -> None:
    confirmed = origins.reviewed(machine(OLD), "ana", NOON)
    assert found(merged(Catalog("es", (confirmed,)), NEW)) == [(NEW, "changed")]


@pytest.mark.parametrize("kind", ["mt", "tm"])
def test_what_nobody_here_wrote_is_made_anew_when_its_text_changes(kind: str) -> None:
    assert found(merged(Catalog("es", (machine(OLD, kind),)), NEW)) == [(NEW, "machine")]


def test_a_similar_text_s_words_are_made_anew_when_the_text_changes_and_not_before() -> None:
    similar = origins.drafted(
        Entry(OLD), WORDS, Origin("tm", "brief", 0.8), NOON, previous=Key(None, "Peace talks.")
    )
    catalog = Catalog("es", (similar,))
    assert found(catalog) == []
    changed = merged(catalog, NEW)
    assert found(changed) == [(NEW, "machine")]
    assert found(merged(changed, OLD)) == []


def test_sentences_are_made_anew_on_demand_from_the_words_they_were_made_of() -> None:
    draft, original = merged(Catalog("es", (Entry(OLD, WORDS),)), NEW).entries
    patch = origins.drafted(
        draft, "Tarde.", Origin("sentences", "e-1"), NOON, previous=original.key
    )
    catalog = Catalog("es", (patch, original))
    assert found(catalog) == []
    assert found(catalog, renew=True) == [(NEW, "changed")]
    assert found(Catalog("es", (patch,)), renew=True) == []


# The law: whatever authors, translators, reviewers and the cascade do in turn

SOURCES = [OLD, NEW, NEWER, "Rain in Doha.", "Rain in Doha today."]
Deed = Callable[[Catalog, int], Catalog]


def _write(catalog: Catalog, choice: int) -> Catalog:
    chosen = [source for bit, source in enumerate(SOURCES) if choice >> bit & 1]
    return merged(catalog, *chosen)


def _touch(catalog: Catalog, choice: int, *, fuzzy: bool) -> Catalog:
    """A translator edits the first words that are there, or writes some; each word is new."""
    entries = list(catalog.entries)
    for at, entry in enumerate(entries):
        if not entry.obsolete and at == choice % len(entries):
            entries[at] = replace(entry, target=f"{entry.target} ana{choice}", fuzzy=fuzzy)
    return replace(catalog, entries=tuple(entries))


def _confirm(catalog: Catalog, choice: int) -> Catalog:
    entries = [
        origins.reviewed(entry, "ana", NOON)
        if entry.target and not entry.obsolete and at == choice % len(catalog.entries)
        else entry
        for at, entry in enumerate(catalog.entries)
    ]
    return replace(catalog, entries=tuple(entries))


def _draft(catalog: Catalog, choice: int) -> Catalog:
    """The cascade fills every gap by one of the steps that may fill it."""
    fillings = {}
    for task in gaps(catalog, renew=choice % 2 == 0):
        steps = ["memory", "sentences"] if task.gap is Gap.CHANGED else ["engine", "similar"]
        step = steps[choice % 2]
        made_for = task.donor.key if step == "sentences" and task.donor else None
        if step == "similar":
            made_for = Key(None, "Rain.")
        fillings[task.key] = Filling(
            task.entry, Draft(f"machine {choice}", step, "e-1", previous=made_for)
        )
    return filled(catalog, fillings, NOON)


DEEDS: list[Deed] = [
    _write,
    lambda catalog, choice: _touch(catalog, choice, fuzzy=True),
    lambda catalog, choice: _touch(catalog, choice, fuzzy=False),
    _confirm,
    _draft,
    _draft,
]


def _persons_words(catalog: Catalog) -> set[str]:
    """The words that a person wrote or confirmed."""
    return {
        entry.target
        for entry in catalog.entries
        if "ana" in entry.target or entry.state is State.REVIEWED
    }


@given(st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(1, 31)), max_size=14))
def test_no_word_of_a_person_is_ever_lost(deeds: list[tuple[Deed, int]]) -> None:
    catalog = merged(Catalog("es"), OLD, "Rain in Doha.")
    for deed, choice in deeds:
        edited = deed in DEEDS[1:3]
        before = set() if edited else _persons_words(catalog)
        catalog = deed(catalog, choice)
        assert before <= _persons_words(catalog) | {e.target for e in catalog.entries}
        again = merged(catalog, *(e.source for e in catalog.entries if not e.obsolete))
        if edited:  # an untouched draft follows the words that it was made of
            just = {e.target for e in catalog.entries if e.target.endswith(f"ana{choice}")}
            assert just <= {e.target for e in again.entries}
            catalog, again = again, merged(again, *(e.source for e in again.live.values()))
        assert catalog == again


def test_every_step_has_a_kind() -> None:
    assert set(KINDS.values()) == {"mt", "tm", "sentences"}


PAGE = Path(__file__).parents[2] / "docs" / "pretranslation.md"


def test_every_reason_has_words_of_its_own() -> None:
    assert len({reason.label for reason in Reason}) == len(Reason)


def test_every_reason_and_engine_is_in_the_docs() -> None:
    page = PAGE.read_text("utf-8")
    for name in [*(reason.value for reason in Reason), *ENGINES]:
        assert f"`{name}`" in page, name


def test_an_entry_that_lost_its_reviewed_words_gets_no_draft_that_would_hide_it() -> None:
    vouched = Origin(reviewer="ana", source=digest(None, "Peace"), words=digest("Paz"))
    catalog = Catalog("es", (Entry("Peace", origin=vouched), Entry("War")))
    assert [task.key.source for task in gaps(catalog)] == ["War"]
    assert [task.key.source for task in gaps(catalog, renew=True)] == ["War"]
