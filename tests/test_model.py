"""The state of a translation, who wrote it, and whether readers see it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from l10n_flow.model import (
    Catalog,
    Entry,
    Finding,
    Key,
    Origin,
    Segment,
    Severity,
    Span,
    State,
    digest,
)

LOW, HIGH = "0" * 12, "f" * 12
"""Digests of no text at all, before and after all others."""
VOUCHED = Origin(reviewer="ana", source=digest(None, "Peace"), words=digest("Paz"))
PEACE = Entry("Peace", "Paz", origin=VOUCHED)


@pytest.mark.parametrize(
    ("entry", "state"),
    [
        (PEACE, State.REVIEWED),
        (replace(PEACE, target=""), State.UNTRANSLATED),
        (replace(PEACE, target="", fuzzy=True), State.UNTRANSLATED),
        (replace(PEACE, fuzzy=True), State.DRAFT),
        (replace(PEACE, origin=None), State.TRANSLATED),
        (replace(PEACE, origin=replace(VOUCHED, reviewer="")), State.TRANSLATED),
        (replace(PEACE, origin=replace(VOUCHED, words=LOW)), State.TRANSLATED),
        (replace(PEACE, origin=replace(VOUCHED, words=HIGH)), State.TRANSLATED),
        (replace(PEACE, origin=replace(VOUCHED, source=LOW)), State.TRANSLATED),
        (replace(PEACE, origin=replace(VOUCHED, source=HIGH)), State.TRANSLATED),
        (replace(PEACE, context="title"), State.TRANSLATED),
    ],
)
def test_a_state_is_that_of_the_words_and_the_source_as_they_are(
    entry: Entry, state: State
) -> None:
    assert entry.state is state


@pytest.mark.parametrize(
    ("kind", "engine", "is_machines"),
    [
        ("mt", "", True),
        ("mt", "argos-1.9", True),
        ("sentences", "argos-1.9", True),
        ("sentences", "", False),
        ("tm", "press", False),
        ("fuzzy", "argos-1.9", False),
        ("", "", False),
    ],
)
def test_words_are_a_machine_s_until_somebody_changes_them(
    kind: str, engine: str, is_machines: bool
) -> None:
    entry = Entry("Peace", "Paz", origin=Origin(kind, engine, machine=digest("Paz")))
    assert entry.is_machine_made is is_machines
    for other in (LOW, HIGH, ""):
        assert not replace(entry, origin=Origin(kind, engine, machine=other)).is_machine_made
    assert not replace(entry, origin=None).is_machine_made


@pytest.mark.parametrize(
    ("source", "target", "is_copied", "is_shown"),
    [
        ("12.5 %", "۱۲٫۵ ٪", True, True),
        ("12.5 %", "۱۲٫۶ ٪", False, False),
        ("Qt 6", "Qt ۶", True, False),
        ("Qt", "qt", False, False),
    ],
)
def test_a_copied_number_needs_no_review(
    source: str, target: str, is_copied: bool, is_shown: bool
) -> None:
    origin = Origin("mt", "copy-1", machine=digest(target))
    entry = Entry(source, target, fuzzy=True, origin=origin)
    assert (entry.is_copied, entry.is_published(State.REVIEWED)) == (is_copied, is_shown)
    typed = replace(entry, origin=None)
    assert (typed.is_copied, typed.is_published(State.TRANSLATED)) == (False, False)
    assert not replace(entry, fuzzy=False).is_published(State.REVIEWED)


@pytest.mark.parametrize(
    ("min_state", "shown"),
    [
        (State.UNTRANSLATED, [State.DRAFT, State.TRANSLATED, State.REVIEWED]),
        (State.DRAFT, [State.DRAFT, State.TRANSLATED, State.REVIEWED]),
        (State.TRANSLATED, [State.TRANSLATED, State.REVIEWED]),
        (State.REVIEWED, [State.REVIEWED]),
    ],
)
def test_readers_see_what_is_good_enough(min_state: State, shown: list[State]) -> None:
    entries = [
        Entry("Peace"),
        replace(PEACE, fuzzy=True),
        replace(PEACE, origin=None),
        PEACE,
    ]
    assert [one.state for one in entries if one.is_published(min_state)] == shown


def test_states_and_severities_have_an_order_and_words() -> None:
    assert [state.label for state in sorted(State)] == [
        "untranslated",
        "draft",
        "translated",
        "reviewed",
    ]
    assert [one.label for one in sorted(Severity)] == ["info", "warning", "error"]


def test_a_digest_tells_parts_and_none_apart() -> None:
    parts: list[tuple[str | None, ...]] = [
        ("ab",), ("a", "b"), ("", "ab"), (None, "ab"), ("ab", None), ("ab", ""), ("\udcff",)
    ]  # fmt: skip
    assert len({digest(*some) for some in parts}) == len(parts)
    assert {len(digest(*some)) for some in parts} == {12}


def test_a_finding_is_the_same_on_another_line_and_in_no_other_respect() -> None:
    one = Finding("number", Severity.ERROR, "a", "es", "odd", Path("a.po"), 3, Key("c", "Peace"))
    same = replace(
        one, line=9, message="other", path=Path("b.po"), severity=Severity.INFO, target="x"
    )
    assert replace(same, span=Span(0, 1)).identity == one.identity
    others = [
        replace(one, check="date"),
        replace(one, article="b"),
        replace(one, locale="fa"),
        replace(one, key=Key(None, "Peace")),
        replace(one, key=Key("c", "War")),
        replace(one, key=None),
        replace(one, detail="2015"),
    ]
    assert len({one.identity, *(other.identity for other in others)}) == len(others) + 1


def test_an_entry_and_its_segment_have_one_key_and_live_entries_are_found_by_it() -> None:
    gone = Entry("War", "Guerra", obsolete=True)
    catalog = Catalog("es", (PEACE, replace(PEACE, context="title"), gone))
    assert catalog.live == {Key(None, "Peace"): PEACE, Key("title", "Peace"): catalog.entries[1]}
    assert Segment("Peace", "heading 1", context="title").key == catalog.entries[1].key
