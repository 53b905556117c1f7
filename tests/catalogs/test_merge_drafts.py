"""Drafts that no person wrote, when the text that they were made for changes again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from l10n_flow.catalogs.merge import merge
from l10n_flow.catalogs.provenance import origins
from l10n_flow.model import Catalog, Entry, Key, Origin, Segment

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
OLD = "Talks begin. They are slow."
NEW = "Talks begin. They are fast."
NEWER = "Talks begin. They are old."
WORDS = "Empiezan los diálogos. Son lentos."
PATCHED = "Empiezan los diálogos. [machine]"


def merged(catalog: Catalog, *sources: str) -> Catalog:
    segments = [Segment(source, "paragraph") for source in sources]
    return merge(catalog, segments, threshold=60).catalog


def reviewed(source: str, target: str) -> Entry:
    return origins.reviewed(Entry(source, target), "ana", NOON)


def patched(catalog: Catalog) -> Catalog:
    """The first draft has a machine's sentence among the translator's."""
    draft, *others = catalog.entries
    made_for = Key(draft.previous_context, draft.previous_source or "")
    origin = Origin("sentences", "e-1", why=("sentence-2",))
    made = origins.drafted(draft, PATCHED, origin, NOON, previous=made_for)
    return replace(catalog, entries=(made, *others))


def told(catalog: Catalog) -> list[tuple[str, str, str | None]]:
    return [(entry.source, entry.target, entry.previous_source) for entry in catalog.entries]


def test_a_draft_with_a_machine_s_sentence_gives_way_to_the_words_it_was_made_from() -> None:
    draft = patched(merged(Catalog("es", (reviewed(OLD, WORDS),)), NEW))
    assert draft.entries[0].is_machine_made
    assert told(merged(draft, NEWER)) == [(NEWER, WORDS, OLD), (OLD, WORDS, None)]
    assert merged(draft, NEW).entries[0].notes[-1].startswith("l10n-flow: sentence 2 changed")
    assert merged(merged(draft, NEWER), OLD).entries == (reviewed(OLD, WORDS),)


def test_a_remark_on_such_a_draft_is_kept_with_it() -> None:
    draft, original = patched(merged(Catalog("es", (Entry(OLD, WORDS),)), NEW)).entries
    remarked = replace(draft, comments=("is this right?",))
    after = merged(Catalog("es", (remarked, original)), NEWER)
    assert told(after)[0] == (NEWER, WORDS, OLD)
    assert remarked.comments in [entry.comments for entry in after.entries]


def test_such_a_draft_stays_when_nothing_else_has_the_translator_s_words() -> None:
    draft, _ = patched(merged(Catalog("es", (reviewed(OLD, WORDS),)), NEW)).entries
    after = merged(Catalog("es", (draft,)), NEWER)
    first = after.entries[0]
    assert first.origin is not None
    assert (first.target, first.origin.kind) == (PATCHED, "sentences")
    assert first.is_machine_made


def test_two_such_drafts_that_name_each_other_do_not_both_go() -> None:
    origin = Origin("sentences", "e-1")
    one = origins.drafted(Entry(OLD), "uno", origin, NOON, previous=Key(None, NEW))
    two = origins.drafted(Entry(NEW), "dos", origin, NOON, previous=Key(None, OLD))
    after = merged(Catalog("es", (one, two)), "Rain")
    assert {entry.target for entry in after.entries} == {"", "uno", "dos"}


def test_a_machine_s_words_that_a_person_confirmed_are_carried_as_a_person_s() -> None:
    made = origins.drafted(Entry(OLD), WORDS, Origin("mt", "argos-1.9"), NOON)
    for confirmed in (origins.reviewed(made, "ana", NOON), replace(made, fuzzy=False)):
        draft = merged(Catalog("es", (confirmed,)), NEW).entries[0]
        assert draft.origin is not None
        assert (draft.origin.kind, draft.origin.engine) == ("fuzzy", "")
        assert draft.previous_source == OLD
        assert not draft.is_machine_made


@pytest.mark.parametrize("previous", [None, Key(None, "Talks began.")])
def test_a_memory_s_words_are_carried_and_say_where_they_came_from(previous: Key | None) -> None:
    origin = Origin("tm", "brief", 0.8, why=("context",))
    made = origins.drafted(Entry(OLD), WORDS, origin, NOON, previous=previous)
    draft = merged(Catalog("es", (made,)), NEW).entries[0]
    assert draft.origin is not None
    assert (draft.origin.kind, draft.origin.engine, draft.origin.why) == ("fuzzy", "brief", ())
    assert draft.previous_source == (previous.source if previous else OLD)
    touched = merged(Catalog("es", (replace(made, target="Otra cosa."),)), NEW).entries[0]
    assert touched.origin is not None
    assert (touched.origin.engine, touched.previous_source) == ("", OLD)


@pytest.mark.parametrize("kind", ["mt", "tm", "sentences"])
def test_a_text_edited_back_has_its_draft_back_with_what_to_look_at(kind: str) -> None:
    made = origins.drafted(Entry(OLD), WORDS, Origin(kind, "e-1", why=("retried",)), NOON)
    there = merged(merged(Catalog("es", (made,)), NEW), OLD)
    assert there.entries[0] == made
    assert made.notes == ("l10n-flow: the engine needed a second try",)
