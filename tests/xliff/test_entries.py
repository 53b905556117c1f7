"""What a unit that comes back makes of its entry."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from l10n_flow.catalogs.provenance import origins
from l10n_flow.documents import marked
from l10n_flow.model import Entry, Origin, State, digest
from l10n_flow.xliff.content import Node, apart, codes
from l10n_flow.xliff.entries import (
    CONFLICT,
    COPIED,
    EMPTY,
    SAME,
    TAKEN,
    Came,
    Refused,
    Returned,
    come_back,
    is_own_id,
    own_id,
    unit_of,
)

NOW = datetime(2026, 11, 2, 10, tzinfo=UTC)
SOURCE = 'See [the **new** list]({1} "of ports") and {2}'


def given(entry: Entry, target: str, state: State | None = State.TRANSLATED) -> Returned:
    """The entry's unit, as somebody who translates it so sends it back."""
    unit = unit_of(entry)
    nodes: tuple[Node, ...] = apart(marked(target), codes(unit.source))
    return Returned(unit.id, unit.source, nodes, state)


def came(entry: Entry, target: str, state: State | None = State.TRANSLATED, by: str = "") -> Came:
    return come_back(entry, given(entry, target, state), NOW, by=by)


def test_words_are_translated() -> None:
    entry = Entry(SOURCE, notes=("item",))
    made, outcome = came(entry, "{2} y [la lista **nueva**]({1})")
    assert outcome == TAKEN
    assert made.target == '{2} y [la lista **nueva**]({1} "of ports")'
    assert made.state is State.TRANSLATED
    assert made.notes == ("item",)


@pytest.mark.parametrize("layout", ["\n            {}\n          ", "\r\n\t{}", "{}\n"])
def test_line_breaks_of_a_program_that_lays_out_xml_are_no_words(layout: str) -> None:
    entry = Entry(SOURCE)
    unit = given(entry, "{2} y [la lista **nueva**]({1})")
    before, after = layout.split("{}")
    assert unit.target is not None
    wrapped = (before, *unit.target, after) if before else (*unit.target, after)
    source = (before, *unit.source, after)
    made, _ = come_back(entry, unit._replace(source=source, target=wrapped), NOW)
    assert made.target == '{2} y [la lista **nueva**]({1} "of ports")'


def test_words_that_were_wrapped_are_one_line_again() -> None:
    entry = Entry("The water came in the night.")
    unit = given(entry, "x")._replace(target=("\n  El agua llegó\n  de noche.\n",))
    assert come_back(entry, unit, NOW)[0].target == "El agua llegó de noche."


def test_line_breaks_of_the_source_are_codes_and_stay() -> None:
    entry = Entry("The water\ncame.")
    unit = given(entry, "El agua\nllegó.")
    made, _ = come_back(entry, unit._replace(target=("\n  ", *unit.target, "\n")), NOW)  # type: ignore[misc]
    assert made.target == "El agua\nllegó."


def test_words_within_a_code_are_translated_beside_it() -> None:
    entry = Entry(SOURCE)
    unit = given(entry, "{2} y [la lista **nueva**]({1})")
    (extra,) = unit_of(entry).extras
    assert extra.source == "of ports"
    made, _ = come_back(entry, unit._replace(extras={extra.id: 'de "puertos"'}), NOW)
    assert made.target == '{2} y [la lista **nueva**]({1} "de \\"puertos\\"")'


def test_what_comes_back_as_it_went_changes_nothing() -> None:
    draft = origins.drafted(
        Entry("__Peace__ &amp; {1}"), "_Paz_ **y** {۱}", Origin("mt", "x-1"), NOW
    )
    for entry in (draft, replace(draft, fuzzy=False), origins.reviewed(draft, "Ana", NOW)):
        for state in (None, State.DRAFT, entry.state):
            assert came(entry, entry.target, state) == (entry, SAME)


def test_words_that_were_drafts_and_are_confirmed_are_translated() -> None:
    entry = origins.drafted(Entry("Peace"), "Paz", Origin("mt", "x-1", why=("sentence-2",)), NOW)
    made, outcome = came(entry, "Paz")
    assert (made.state, outcome, made.notes) == (State.TRANSLATED, TAKEN, ())
    assert made.origin is not None
    assert made.origin.engine == "x-1"


def test_final_words_are_reviewed_by_who_is_named() -> None:
    made, _ = came(Entry("Peace"), "Paz", State.REVIEWED, by="Agency")
    assert made.state is State.REVIEWED
    assert made.origin is not None
    assert made.origin.reviewer == "Agency"
    assert came(Entry("Peace"), "Paz", State.REVIEWED)[0].state is State.TRANSLATED


def test_a_review_does_not_become_less_by_a_tool_that_forgets_states() -> None:
    entry = origins.reviewed(Entry("Peace", "Paz"), "Ana", NOW)
    assert came(entry, "Paz", State.DRAFT) == (entry, SAME)


@pytest.mark.parametrize(
    ("entry", "state", "by", "after", "outcome"),
    [
        (Entry("Peace", "Paz"), State.TRANSLATED, "Ana", State.TRANSLATED, SAME),
        (Entry("Peace", "Paz"), State.REVIEWED, "", State.TRANSLATED, SAME),
        (Entry("Peace", "Paz"), State.REVIEWED, "Ana", State.REVIEWED, TAKEN),
        (Entry("Peace", "Paz", fuzzy=True), State.REVIEWED, "", State.TRANSLATED, TAKEN),
        (Entry("Peace", "Paz", fuzzy=True), State.TRANSLATED, "Ana", State.TRANSLATED, TAKEN),
        (Entry("Peace", "Paz", fuzzy=True), None, "Ana", State.DRAFT, SAME),
        (Entry("Peace", "Paz", fuzzy=True), State.DRAFT, "Ana", State.DRAFT, SAME),
    ],
)
def test_the_same_words_take_a_higher_state_along_and_no_lower_one(
    entry: Entry, state: State | None, by: str, after: State, outcome: str
) -> None:
    made, found = came(entry, entry.target, state, by)
    assert (made.state, found, made.target) == (after, outcome, "Paz")


@pytest.mark.parametrize(
    ("entry", "outcome"),
    [
        (Entry("Peace"), TAKEN),
        (origins.drafted(Entry("Peace"), "Paces", Origin("mt", "x-1"), NOW), TAKEN),
        (origins.drafted(Entry("Peace"), "Paces", Origin("tm", "brief"), NOW), CONFLICT),
        (replace(origins.drafted(Entry("Peace"), "Paces", Origin("mt", "x-1"), NOW), fuzzy=False),
         CONFLICT),
        (Entry("Peace", "Paces", fuzzy=True), CONFLICT),
        (Entry("Peace", "Paces"), CONFLICT),
    ],
)  # fmt: skip
def test_without_an_id_of_ours_only_a_machine_s_words_are_replaced(
    entry: Entry, outcome: str
) -> None:
    unit = given(entry, "Paz")._replace(id="12")
    assert come_back(entry, unit, NOW)[1] == outcome
    assert come_back(entry, unit, NOW, theirs=True)[0].target == "Paz"


def test_words_for_what_had_none_here_are_no_conflict_and_others_meanwhile_are() -> None:
    unit = given(Entry("Peace"), "Paz")
    assert come_back(Entry("Peace"), unit, NOW)[1] == TAKEN
    meanwhile = origins.drafted(Entry("Peace"), "Paces", Origin("mt", "x-1"), NOW)
    assert come_back(meanwhile, unit, NOW) == (meanwhile, CONFLICT)


def test_other_words_are_a_fresh_translation_whose_review_says_that_they_are_changed() -> None:
    entry = origins.drafted(Entry("Peace"), "Paces", Origin("mt", "x-1", why=("unsure",)), NOW)
    others = (("x", "1"),)
    assert entry.origin is not None
    entry = replace(entry, origin=replace(entry.origin, others=others), previous_source="War")
    made, _ = came(entry, "Paz")
    assert made == Entry("Peace", "Paz", origin=Origin(others=others))
    for before, changed in ((entry, True), (Entry("Peace"), False)):
        origin = came(before, "Paz", State.REVIEWED, by="Ana")[0].origin
        assert origin is not None
        assert (origin.reviewer, origin.how, origin.changed) == ("Ana", "command", changed)
    draft, _ = came(entry, "Paz", State.DRAFT)
    assert (draft.state, draft.origin, draft.notes) == (State.DRAFT, Origin(others=others), ())


@pytest.mark.parametrize(
    ("written", "read", "is_ours"),
    [
        ("634e58334f74.0", "634e58334f74.0", True),
        ("634E58334F74.BC033D9BFDFC", "634e58334f74.bc033d9bfdfc", True),
        ("tu-634e58334f74.0", "634e58334f74.0", False),
        ("file.po/634e58334f74.0.2.1", "634e58334f74.0.2.1", False),
        ("a634e58334f74.0", "a634e58334f74.0", False),  # thirteen digits are no digest of ours
        ("634e58334f74.00", "634e58334f74.00", False),
        ("634e58334f74", "634e58334f74", False),
        ("634e58334f74.0.x", "634e58334f74.0.x", False),
        ("12", "12", False),
    ],
)
def test_an_id_of_ours_is_known_behind_whatever_a_tool_put_before_it(
    written: str, read: str, is_ours: bool
) -> None:
    assert own_id(written) == read
    assert is_own_id(written) is is_ours


def test_words_that_came_here_meanwhile_stay() -> None:
    entry = Entry("Peace", "Paz")
    unit = given(entry, "La paz")
    ours = replace(entry, target="Paces")
    assert come_back(ours, unit, NOW) == (ours, CONFLICT)
    assert come_back(ours, unit, NOW, theirs=True)[0].target == "La paz"
    assert come_back(replace(ours, target="La paz"), unit, NOW)[1] == SAME


def test_words_that_nobody_touched_there_are_no_conflict() -> None:
    entry = Entry("Peace", "Paz")
    ours = replace(entry, target="Paces")
    assert come_back(ours, given(entry, "Paz"), NOW) == (ours, SAME)


@pytest.mark.parametrize("state", [None, State.DRAFT])
def test_the_source_in_the_place_of_a_translation_is_none(state: State | None) -> None:
    """OmegaT, for one, writes the source where nobody has translated."""
    for entry in (Entry("War"), origins.reviewed(Entry("War", "Guerra"), "Ana", NOW)):
        assert came(entry, "War", state) == (entry, COPIED)
    named = Entry("Tolm", "Tolm")
    assert came(named, "Tolm", state) == (named, SAME)


def test_a_translation_that_is_said_to_be_one_may_be_the_source() -> None:
    made, outcome = came(Entry("Tolm"), "Tolm", State.TRANSLATED)
    assert (made.target, outcome) == ("Tolm", TAKEN)


def test_notes_of_translators_come_back_as_comments() -> None:
    entry = Entry("Peace", "Paz", comments=("Which one?",), notes=("heading 1",))
    unit = given(entry, "Paz")._replace(
        notes=("Ana: the one of\n  1905?", "Which  one?", "heading 1")
    )
    made, outcome = come_back(entry, unit, NOW)
    assert (made.comments, outcome) == (("Which one?", "Ana: the one of 1905?"), SAME)
    assert come_back(made, unit, NOW).entry == made


def test_a_note_that_a_catalog_cannot_hold_is_respelled_or_none() -> None:
    entry = Entry("Peace", "Paz")
    unit = given(entry, "Paz")._replace(notes=("l10n-flow:r=Ana;;", "a \\", " "))
    (comment,) = come_back(entry, unit, NOW).entry.comments
    assert comment.startswith("a \\")
    assert not comment.endswith("\\")


def test_a_unit_without_words_is_left() -> None:
    entry = Entry("Peace", "Paz")
    assert come_back(entry, given(entry, "x")._replace(target=None), NOW) == (entry, EMPTY)


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("Véase [la lista **nueva**]({1})", "lacks {2}"),
        ("Véase **la lista** {2}", "lacks []({1})"),
        ("[a **b**]({1}) {2} {2}", "has a code a1"),
    ],
)
def test_lost_and_doubled_codes_are_refused(target: str, reason: str) -> None:
    with pytest.raises(Refused, match=re.escape(reason)):
        came(Entry(SOURCE), target)


def test_lost_emphasis_makes_a_draft_that_says_so() -> None:
    made, outcome = came(Entry(SOURCE), "{2}، [فهرست تازه]({1})", State.REVIEWED, by="Agency")
    assert (made.state, outcome) == (State.DRAFT, TAKEN)
    assert made.notes == ("l10n-flow: ** is missing",)
    assert made.origin == Origin(source=digest(None, SOURCE), why=("mark-lost:**",))


def test_what_a_translation_lacked_before_is_nobody_elses_fault() -> None:
    entry = Entry(SOURCE, "{2}: [la lista]({1})")
    assert came(entry, "{2}: [las listas]({1})")[0].state is State.TRANSLATED


def test_what_a_translation_had_twice_before_it_may_have_twice() -> None:
    entry = Entry("See {1}", "Véase {1} {1}")
    assert came(entry, "Véanse {1} {1}")[0].target == "Véanse {1} {1}"


def test_a_code_that_a_tool_has_doubled_is_refused() -> None:
    unit = given(Entry("See {1}"), "{1}")
    with pytest.raises(Refused, match=re.escape("has {1} more often than the source")):
        come_back(Entry("See {1}"), unit._replace(target=(unit.target or ()) * 2), NOW)


def test_a_code_with_more_words_than_the_sources_keeps_its_own() -> None:
    entry = Entry("<img {1} alt='A'> now", "<img {1} alt='B' title='C'> ya")
    made, outcome = came(entry, "<img {1}> ahora")
    assert (made.target, outcome) == ("<img {1} alt='B' title='C'> ahora", TAKEN)


def test_a_source_whose_blanks_a_tool_wrote_anew_is_the_same() -> None:
    entry = Entry("See **the list** at once")
    unit = given(entry, "Vea **la lista** ya")
    source = apart(marked("See\u00a0**the  list** at once "))
    made, outcome = come_back(entry, unit._replace(source=source), NOW)
    assert (made.target, outcome) == ("Vea **la lista** ya", TAKEN)


def test_another_source_is_refused() -> None:
    unit = given(Entry("Peace now"), "Paz")
    with pytest.raises(Refused, match="source differs from the segment's"):
        come_back(Entry("Peace"), unit, NOW)


def test_emphasis_and_languages_may_be_added() -> None:
    for target in (
        "*Paz*",
        "**Paz**",
        "__Paz__",
        "~~Paz~~",
        "<em>Paz</em>",
        '<bdi dir="ltr">C++</bdi> y paz',
        '<i lang="en">peace</i>',
        '<span lang="fa" dir="rtl">صلح</span>',
    ):
        made, outcome = came(Entry("Peace"), target)
        assert (made.target, outcome) == (target, TAKEN)


def test_other_codes_may_not() -> None:
    for target in (
        "<script>Paz",
        "[Paz]({1})",
        '<a href="x">Paz</a>',
        "`Paz`",
        "<b onclick=x>a</b>",
        "<b>Paz",
        "Paz</b>",
        "<b></b> Paz",
        '<b lang="en" class="x">a</b>',
        '<b lang="e n">a</b>',
        "<div>Paz</div>",
        "![Paz]({1})",
        "<!-- Paz -->",
    ):
        with pytest.raises(Refused, match="has a code a1, which the source does not have"):
            came(Entry("Peace"), target)
