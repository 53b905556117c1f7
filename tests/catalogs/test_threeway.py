"""Two versions of a catalog become one, and nobody's words are lost by it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n_flow.catalogs.po import canonical
from l10n_flow.catalogs.provenance import origins
from l10n_flow.catalogs.threeway import (
    CONFLICT,
    _near,
    dispute,
    is_contested,
    joined,
    merged,
    other_words,
    parted,
    resolved,
)
from l10n_flow.model import Catalog, Entry, How, Origin, State

from .strategies import entries

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
MACHINE = Origin("mt", "argos-1.9", 0.8)


def draft(words: str) -> Entry:
    return origins.drafted(Entry("Rain"), words, MACHINE, NOON)


def by(who: str, words: str, hours: int = 0, how: How = "one", *, changed: bool = False) -> Entry:
    time = NOON + timedelta(hours=hours)
    return origins.reviewed(Entry("Rain", words), who, time, how=how, changed=changed)


def made(was: Entry | None, mine: Entry | None, other: Entry | None) -> tuple[Entry, ...]:
    """The entries of the merge, which must not be a conflict, either way round."""
    versions = [Catalog("es", () if e is None else (e,)) for e in (was, mine, other)]
    found = merged(*versions)
    assert found.conflicts == ()
    assert merged(versions[0], versions[2], versions[1]).catalog.entries == found.catalog.entries
    return found.catalog.entries


EMPTY = Entry("Rain")
BARE = Catalog("es", headers=(("Content-Type", "text/plain; charset=UTF-8"),))


@pytest.mark.parametrize(
    ("was", "mine", "other", "expected"),
    [
        (EMPTY, EMPTY, draft("Lluvia"), draft("Lluvia")),
        (EMPTY, draft("Llueve"), Entry("Rain", "Lluvia"), Entry("Rain", "Lluvia")),
        (draft("Llueve"), draft("Llueve más"), by("ana", "Lluvia"), by("ana", "Lluvia")),
        (draft("Lluvia"), by("ana", "Lluvia"), Entry("Rain", "Lluvia"), by("ana", "Lluvia")),
        (EMPTY, by("ana", "Lluvia"), by("eva", "Lluvia", 1), by("eva", "Lluvia", 1)),
        (EMPTY, by("ana", "Lluvia"), by("eva", "Lluvia", 1, "batch"), by("ana", "Lluvia")),
        (EMPTY, by("ana", "Lluvia", 1, "command"), by("eva", "Lluvia"), by("eva", "Lluvia")),
        (by("ana", "Lluvia"), by("ana", "Lluvia"), by("eva", "Aguacero"), by("eva", "Aguacero")),
        (Entry("Rain", "Lluvia"), None, by("ana", "Lluvia"), by("ana", "Lluvia")),
        (Entry("Rain", "Lluvia"), None, Entry("Rain", "Lluvia"), None),
    ],
)
def test_of_two_changes_the_one_that_people_stand_for_is_kept(
    was: Entry | None, mine: Entry | None, other: Entry | None, expected: Entry | None
) -> None:
    assert made(was, mine, other) == (() if expected is None else (expected,))


def test_two_approvals_of_different_entries_and_two_dates_do_not_meet() -> None:
    rain, mud = Entry("Rain", "Lluvia"), Entry("Mud", "Lodo")
    date = "PO-Revision-Date"
    base = Catalog("es", (rain, mud), ((date, "2026-11-01 10:00+0000"),))
    ours = replace(
        base,
        entries=(origins.reviewed(rain, "ana", NOON, how="one"), mud),
        headers=((date, "2026-11-02 10:00+0000"),),
    )
    theirs = replace(
        base,
        entries=(rain, origins.reviewed(mud, "eva", NOON, how="batch")),
        headers=((date, "2026-11-03 10:00+0000"),),
    )
    found = merged(base, ours, theirs)
    assert found.conflicts == ()
    assert [entry.state for entry in found.catalog.entries] == [State.REVIEWED] * 2
    assert found.catalog.headers == theirs.headers


def test_an_address_that_changes_beside_a_draft_that_is_confirmed_is_no_conflict() -> None:
    was = replace(draft("Lluvia"), notes=("{1} = /a",))
    (entry,) = made(was, replace(was, notes=("{1} = /b",)), replace(was, fuzzy=False))
    assert (entry.notes, entry.fuzzy) == (("{1} = /b",), False)


def test_a_text_that_one_side_took_out_and_the_other_reviewed_keeps_its_words() -> None:
    was = Entry("Rain", "Lluvia")
    (entry,) = made(was, replace(was, obsolete=True), by("ana", "Lluvia"))
    assert (entry.obsolete, entry.target, entry.state) == (False, "Lluvia", State.REVIEWED)


def test_different_words_of_two_people_are_a_conflict_and_both_are_kept() -> None:
    versions = [
        replace(BARE, entries=(e,)) for e in (EMPTY, by("ana", "Lluvia"), by("eva", "Agua\ncero"))
    ]
    found = merged(*versions)
    (entry,) = found.catalog.entries
    assert found.conflicts == (entry.key,)
    assert is_contested(entry)
    assert (entry.target, entry.state) == ("Lluvia", State.DRAFT)
    assert entry.comments == (f"{CONFLICT}“Agua\\ncero”",)
    assert canonical.read(canonical.write(found.catalog), "es") == found.catalog


def test_a_conflict_keeps_every_letter_of_the_other_s_words_on_one_line() -> None:
    ours, theirs = by("ana", "Lluvia"), by("eva", "a\\b\rc")
    (entry,) = merged(BARE, *(replace(BARE, entries=(e,)) for e in (ours, theirs))).catalog.entries
    assert entry.comments == (f"{CONFLICT}“a\\\\b\\rc”",)


def test_what_somebody_typed_over_a_draft_is_a_person_s_words_in_a_conflict() -> None:
    ours = replace(TYPED, comments=("Sure?",))
    theirs = by("eva", "Lluvia")
    for versions in ((ours, theirs), (theirs, ours)):
        (mine, other) = (replace(BARE, entries=(e,)) for e in versions)
        found = merged(BARE, mine, other)
        (entry,) = found.catalog.entries
        assert found.conflicts == (entry.key,)
        assert (entry.target, entry.fuzzy) == (versions[0].target, True)
        assert other_words(entry) == (versions[1].target,)


def test_the_words_of_a_comment_are_all_of_it_where_it_has_no_two_quotes() -> None:
    for words in ("“Agua", "Agua”", "Agua"):
        assert other_words(Entry("Rain", "Lluvia", comments=(CONFLICT + words,))) == (words,)


def test_a_conflict_is_found_in_the_comment_of_any_branch_and_in_no_other() -> None:
    entries = (Entry("a", "b", comments=("x", CONFLICT)), Entry("c", "d", comments=("conflict",)))
    assert [entry for entry in entries if is_contested(entry)] == [entries[0]]


TYPED = replace(draft("Llueve"), target="Está lloviendo")
"""A draft that a person changed."""
CHANGED = replace(Entry("Rain", "Lluvia"), fuzzy=True, previous_source="Rains")


@pytest.mark.parametrize(
    ("was", "mine", "other", "expected"),
    [
        (EMPTY, draft("Llueve"), TYPED, TYPED),
        (EMPTY, TYPED, replace(TYPED, fuzzy=False), replace(TYPED, fuzzy=False)),
        (EMPTY, Entry("Rain", "Lluvia", fuzzy=True), draft("Llueve"),
         Entry("Rain", "Lluvia", fuzzy=True)),
        (Entry("Rain", "Lluvia"), CHANGED, by("ana", "Lluvia"), by("ana", "Lluvia")),
        (Entry("Rain", "Lluvia"), CHANGED, Entry("Rain", "Lluvia"), CHANGED),
        (draft("a"), EMPTY, Entry("Rain", "Lluvia"), Entry("Rain", "Lluvia")),
        (draft("a"), EMPTY, draft("a"), EMPTY),
        (None, draft("a"), Entry("Rain", "Lluvia"), Entry("Rain", "Lluvia")),
        (None, None, draft("a"), draft("a")),
        (EMPTY, by("ana", "Lluvia"), by("eva", "Lluvia", 1, "command"), by("ana", "Lluvia")),
        (Entry("Rain", obsolete=True), Entry("Rain", obsolete=True),
         Entry("Rain", obsolete=True, notes=("x",)), None),
    ],
)  # fmt: skip
def test_the_words_that_more_stands_behind_are_kept(
    was: Entry | None, mine: Entry | None, other: Entry | None, expected: Entry | None
) -> None:
    assert made(was, mine, other) == (() if expected is None else (expected,))


@pytest.mark.parametrize(
    ("was", "mine", "other", "expected"),
    [
        ("a", "a", "b", "b"),
        ("a", "b", "a", "b"),
        ("a", "b", "b", "b"),
        ("a", "b", "c", "c"),
        ("a", "c", "b", "c"),
        ("c", "b", "a", "b"),
        ("a", "", "a", ""),
    ],
)
@pytest.mark.parametrize("name", ["notes", "references", "flags"])
def test_what_programs_wrote_is_that_of_the_side_that_changed_it(
    name: str, was: str, mine: str, other: str, expected: str
) -> None:
    versions = [
        replace(Entry("Rain", words), **{name: (value,) if value else ()})  # type: ignore[arg-type]
        for words, value in (("", was), ("Lluvia", mine), ("Lluvia", other))
    ]
    (entry,) = made(*versions)
    assert getattr(entry, name) == ((expected,) if expected else ())


@pytest.mark.parametrize(
    ("was", "mine", "other", "expected"),
    [
        ("ab", "ab", "b", "b"),
        ("ab", "a", "ab", "a"),
        ("ab", "a", "b", ""),
        ("ab", "abd", "abc", "abcd"),
        ("ab", "cab", "b", "bc"),
        ("", "dc", "dc", "dc"),
        ("bc", "bcd", "abc", "bcad"),
        ("ba", "bac", "ba", "bac"),
    ],
)
def test_comments_are_those_that_nobody_removed_and_that_anybody_added(
    was: str, mine: str, other: str, expected: str
) -> None:
    words = ("", "Lluvia", "Lluvia más")
    versions = [
        draft(word) if not lines else replace(draft(word), comments=tuple(lines))
        for word, lines in zip(words, (was, mine, other), strict=True)
    ]
    (entry,) = made(*versions)
    assert entry.comments == tuple(expected)
    catalogs = [Catalog("es", comments=tuple(lines)) for lines in (was, mine, other)]
    assert merged(*catalogs).catalog.comments == tuple(expected)


@pytest.mark.parametrize(
    ("was", "mine", "other", "expected"),
    [
        ("abc", "abc", "abxc", "abxc"),
        ("abc", "abc", "xabc", "xabc"),
        ("abc", "abc", "abcxy", "abcxy"),
        ("abc", "cab", "abc", "cab"),
        ("abc", "abyc", "abxc", "abxyc"),
        ("abc", "ac", "abxc", "axc"),
        ("abc", "abc", "ac", "ac"),
    ],
)
def test_a_new_entry_stands_after_the_one_that_it_follows(
    was: str, mine: str, other: str, expected: str
) -> None:
    versions = [Catalog("es", tuple(Entry(one) for one in some)) for some in (was, mine, other)]
    assert "".join(e.source for e in merged(*versions).catalog.entries) == expected


@pytest.mark.parametrize(
    ("name", "was", "mine", "other", "expected"),
    [
        ("PO-Revision-Date", "2026-11-03", "2026-11-01", "2026-11-02", "2026-11-02"),
        ("pot-creation-date", "2026-11-03", "2026-11-02", "2026-11-01", "2026-11-02"),
        ("Language-Team", "a", "a", "b", "b"),
        ("Language-Team", "a", "b", "a", "b"),
        ("Language-Team", "a", "b", "c", "c"),
        ("Language-Team", "a", "c", "b", "c"),
        ("Language-Team", None, None, "b", "b"),
        ("Language-Team", None, "b", None, "b"),
        ("Language-Team", "a", "a", None, None),
        ("Language-Team", "a", None, "a", None),
    ],
)
def test_a_field_of_the_header_is_that_of_the_side_that_changed_it(
    name: str, was: str | None, mine: str | None, other: str | None, expected: str | None
) -> None:
    def of(value: str | None) -> Catalog:
        fields = (("Language", "es"), *([(name, value)] if value else []))
        return Catalog("es", headers=fields)

    found = merged(of(was), of(mine), of(other)).catalog.headers
    assert found == of(expected).headers


def test_a_field_that_a_header_has_twice_stays_twice() -> None:
    twice = (("Language", "es"), ("X-Team", "a"), ("X-Team", "b"), ("X-Team", "b"))
    side = Catalog("es", headers=twice)
    other = replace(side, headers=(*twice, ("X-Name", "c")))
    assert merged(side, side, other).catalog.headers == other.headers
    assert merged(side, other, side).catalog.headers == other.headers
    mine = replace(side, headers=(*twice, ("X-Team", "mine")))
    theirs = replace(side, headers=(("Language", "es"), *twice[2:], ("X-Team", "theirs")))
    assert merged(side, mine, theirs).catalog.headers == (
        ("Language", "es"), ("X-Team", "b"), ("X-Team", "b"), ("X-Team", "mine"),
        ("X-Team", "theirs"),
    )  # fmt: skip
    both = Catalog("es", headers=(("X-Team", "a"),))
    assert merged(both, replace(both, headers=twice[1:3]), both).catalog.headers == twice[1:3]


def test_lines_of_a_header_that_are_no_fields_stay() -> None:
    side = Catalog("es", headers=(("Language", "es"), ("", "one"), ("", "two")))
    assert merged(side, side, side).catalog == side
    changed = replace(side, headers=(*side.headers, ("X-Team", "a")))
    assert merged(side, changed, side).catalog == changed
    assert merged(side, side, changed).catalog == changed
    other = replace(side, headers=(*side.headers, ("X-Name", "b")))
    found = merged(side, changed, other).catalog.headers
    assert found == (*changed.headers, ("X-Name", "b"))


# Laws

_entry = st.one_of(
    st.builds(Entry, st.sampled_from(["Rain", "Mud", "Sun"]), st.sampled_from(["", "a", "b"])),
    st.sampled_from([draft("a"), draft("b"), by("ana", "a"), by("eva", "a", 1, "batch")]),
    st.sampled_from([by("eva", "b", 2, changed=True), by("ana", "b", 2, "command")]),
    st.builds(
        lambda words, gone: Entry("Sun", words, obsolete=gone, comments=(words,)),
        st.sampled_from(["a", "b"]),
        st.booleans(),
    ),
)
versions = st.lists(_entry, max_size=4, unique_by=lambda e: e.key).map(
    lambda entries: Catalog(
        "es",
        (*(e for e in entries if not e.obsolete), *(e for e in entries if e.obsolete)),
        (("Content-Type", "text/plain; charset=UTF-8"),),
    )
)


@given(versions, versions)
def test_a_side_that_changed_nothing_gives_the_other_side(base: Catalog, side: Catalog) -> None:
    assert set(merged(base, base, side).catalog.entries) == set(side.entries)
    assert merged(base, side, base).catalog == side


@given(versions, versions)
def test_two_equal_sides_are_that(base: Catalog, side: Catalog) -> None:
    assert merged(base, side, side).catalog == side


@settings(max_examples=150)
@given(versions, versions, versions)
def test_exchanging_the_sides_changes_only_whose_words_stand_first(
    base: Catalog, ours: Catalog, theirs: Catalog
) -> None:
    one, other = merged(base, ours, theirs), merged(base, theirs, ours)
    assert set(one.conflicts) == set(other.conflicts)
    contested = set(one.conflicts)
    assert {e for e in one.catalog.entries if e.key not in contested} == {
        e for e in other.catalog.entries if e.key not in contested
    }


@settings(max_examples=150)
@given(versions, versions, versions)
def test_no_words_of_a_person_are_missing(base: Catalog, ours: Catalog, theirs: Catalog) -> None:
    written = canonical.write(merged(base, ours, theirs).catalog)
    known = {(e.key, e.target) for e in base.entries}
    for entry in (*ours.entries, *theirs.entries):
        if entry.target and not entry.is_machine_made and (entry.key, entry.target) not in known:
            assert f"“{entry.target}”" in written or f'"{entry.target}"' in written


JOINED = "#-#-#-#-#  a.po (x)  #-#-#-#-#\nLluvia\n#-#-#-#-#  b.po  #-#-#-#-#\nAgua\ncero"


def test_what_msgcat_joined_is_contested_until_somebody_chooses() -> None:
    entry = Entry("Rain", JOINED)
    assert (is_contested(entry), other_words(entry)) == (True, ("Agua\ncero",))
    found = parted(entry)
    assert (found.target, found.fuzzy, other_words(found)) == ("Lluvia", True, ("Agua\ncero",))
    assert not is_contested(resolved(found))


def test_half_of_what_msgcat_joined_is_not_published() -> None:
    mark = "#-#-#-#-#  b.po  #-#-#-#-#"
    for words, other in ((f"{mark}\nLluvia", ()), (f"Lluvia\n{mark}\nAgua", ("Agua",))):
        assert is_contested(Entry("Rain", words))
        found = parted(Entry("Rain", words))
        assert (found.target, found.fuzzy, other_words(found)) == ("Lluvia", True, other)


def test_of_what_msgcat_joined_only_different_words_are_another_person_s() -> None:
    rows = [f"#-#-#-#-#  {n}.po  #-#-#-#-#\n{words}" for n, words in enumerate("bacb")]
    found = parted(Entry("Rain", "\n".join(rows), comments=("Sure?",)))
    assert (found.target, other_words(found)) == ("b", ("a", "c"))
    assert found.comments[0] == "Sure?"


@pytest.mark.parametrize("words", ["Lluvia", "#-#-#-#-#\n", "#-#-#-#-# Lluvia #-#-#-#-#"])
def test_words_with_such_signs_are_nobody_elses(words: str) -> None:
    assert not is_contested(Entry("Rain", words))
    assert other_words(Entry("Rain", words)) == ()
    assert parted(Entry("Rain", words)) == Entry("Rain", words)


# One file with a text twice


@given(entries())
def test_an_entry_that_is_there_twice_is_itself(entry: Entry) -> None:
    assert joined(entry, entry) == entry


@given(entries(), entries())
def test_of_two_entries_no_words_and_no_comment_are_lost(one: Entry, other: Entry) -> None:
    found = joined(one, replace(other, source=one.source, context=one.context))
    if found is None:
        assert "" != one.target != other.target != ""
    else:
        assert found.target == (one.target or other.target)
        assert {*found.comments} == {*one.comments, *other.comments}
        assert found.obsolete == (one.obsolete and other.obsolete)


def test_a_message_shows_long_texts_where_they_differ() -> None:
    start, end = "La crecida llegó de noche y nadie la esperaba", " según el vecino." * 5
    ours, theirs = f"{start}, salvo Ana{end}", f"{start}, ni Ana{end}"
    first = "“…de noche y nadie la esperaba, salvo Ana según el vecino. según…”"
    other = "“…de noche y nadie la esperaba, ni Ana según el vecino. según el…”"
    entry = Entry("Rain", ours, comments=(f"{CONFLICT}“{theirs}”",))
    assert dispute(entry) == f"{first} in the entry, {other} in its comment"
    entry = Entry("Rain", theirs, comments=(f"{CONFLICT}“{ours}”",))
    assert dispute(entry) == f"{other} in the entry, {first} in its comment"


@pytest.mark.parametrize(
    ("words", "at", "shown"),
    [
        ("A rainy day", 0, "A rainy day"),
        ("A " + "x" * 70, 0, "A " + "x" * 70),
        ("A " + "x" * 58 + " y z", 0, "A " + "x" * 58 + "…"),
        ("A " + "x" * 57 + " y z", 0, "A " + "x" * 57 + " y…"),
        ("ab cd " * 40, 98, "…" + "cd ab " * 10 + "cd…"),
        ("ab cd " * 40, 97, "…" + "ab cd " * 10 + "ab…"),
    ],
)
def test_a_message_shows_whole_words(words: str, at: int, shown: str) -> None:
    assert _near(words, at) == shown


def test_words_that_go_on_are_shown_where_they_do() -> None:
    long = "ola " * 50
    told = dispute(Entry("Waves", f"{long}y más", comments=(f"{CONFLICT}“{long}”",)))
    assert told.split("” in the entry, “")[0].endswith("ola y más")


def test_a_message_shows_no_text_twice() -> None:
    assert dispute(Entry("Rain", "Lluvia", comments=(f"{CONFLICT}“Lluvia ”",))) == ""
    three = Entry("Rain", "Lluvia", comments=(f"{CONFLICT}“Agua”", f"{CONFLICT}“Agua”"))
    assert dispute(three) == "“Lluvia” in the entry, “Agua” in its comment"


def test_texts_that_differ_at_their_end_are_shown_as_far_as_any_others() -> None:
    long = "ola " * 50
    told = dispute(Entry("Waves", f"{long}uno", comments=(f"{CONFLICT}“{long}dos”",)))
    ours, theirs = told.split(" in the entry, ")
    assert ours.endswith("ola uno”")
    assert theirs == ours.replace("uno", "dos") + " in its comment"
    assert ours.startswith("“…ola")
    assert len(ours) > 55
