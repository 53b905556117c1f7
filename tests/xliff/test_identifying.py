"""Which entry a unit is for, where a tool has changed ids."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from l10n_flow.documents import marked
from l10n_flow.errors import Place
from l10n_flow.model import Entry, Origin, State, digest
from l10n_flow.xliff.content import apart, codes, respelled
from l10n_flow.xliff.entries import CONFLICT, TAKEN, Returned, come_back, unit_of
from l10n_flow.xliff.identifying import matched
from l10n_flow.xliff.incoming import ReadUnit

NOW = datetime(2026, 11, 2, 10, tzinfo=UTC)
ONE_LINE = Place(Path("back.xlf"), 1)
"""Where all units are, in a file that a tool wrote without line breaks."""


def returned(
    source: str, target: str = "x", id_: str = "1", context: str | None = None
) -> ReadUnit:
    unit = Returned(id_, apart(marked(source)), apart(marked(target)), None, context=context)
    return ReadUnit("a.md", "en", "es", ONE_LINE, id_, unit)


def found(units: list[ReadUnit], *entries: Entry) -> list[str | None]:
    """For each unit the context of its entry, or the reason why it has none."""
    return [
        one.reason if one.entry is None else one.entry.context for one in matched(units, entries)
    ]


WAR, PEACE = Entry("War", context="war"), Entry("Peace", context="peace")


def test_a_source_that_one_entry_has_shows_which_is_meant() -> None:
    assert found([returned("Peace"), returned("War")], WAR, PEACE) == ["peace", "war"]
    assert [one.by_source for one in matched([returned("War")], [WAR])] == [True]


def test_an_id_of_ours_is_believed_before_any_source() -> None:
    unit = returned("War", id_=unit_of(PEACE).id)
    assert found([unit, returned("War")], WAR, PEACE) == ["peace", "war"]
    gone = returned("War", id_="0123456789ab.0")
    assert found([gone], WAR) == ["the article no longer has its segment"]


def test_a_source_that_no_other_entry_has_is_refused() -> None:
    units = [returned("War", id_=unit_of(WAR).id), returned("War"), returned("Rain")]
    reason = "no other segment of the article has its id or its source"
    assert found(units, WAR, PEACE) == ["war", reason, reason]


def test_as_many_units_as_entries_are_paired_by_context_and_else_in_order() -> None:
    first, second = Entry("War", context="a"), Entry("War", context="b")
    assert found([returned("War"), returned("War")], first, second) == ["a", "b"]
    named = [returned("War", context="b"), returned("War", context="a")]
    assert found(named, first, second) == ["b", "a"]
    others = [returned("War", context="x"), returned("War", context="y")]
    assert found(others, first, second) == ["a", "b"]
    assert found([returned("War")], first, second) == [
        "its id was changed, and 2 segments have its source"
    ]


def test_numbers_of_codes_that_a_tool_changed_are_ours_again() -> None:
    entry = Entry("See **the** [list]({1}) and {2}")
    ours = apart(marked(entry.source))
    numbers = {code.id: code._replace(id=str(int(code.id) + 6)) for code in codes(ours)}
    source = respelled(ours, numbers)
    back = returned(entry.source)._replace(unit=Returned("1", source, source, State.TRANSLATED))
    (one,) = matched([back], [entry])
    assert one.entry == entry
    assert one.found.unit is not None
    came = come_back(entry, one.found.unit, NOW)
    assert (came.outcome, came.entry.target) == (TAKEN, entry.source)


def test_words_within_codes_follow_their_unit() -> None:
    entry = Entry('See [it]({1} "of ports")')
    title = Entry("of ports", context="title")
    units = [
        returned(entry.source, 'Ver [esto]({1} "of ports")'),
        returned("of ports", "de puertos"),
    ]
    one, *others = matched(units, [entry])
    assert others == []
    assert one.found.unit is not None
    assert come_back(entry, one.found.unit, NOW).entry.target == 'Ver [esto]({1} "de puertos")'
    both = [*units, returned("of ports", "De puertos")]
    assert found(both, entry, title) == [None, "title"]


@pytest.mark.parametrize(
    ("entry", "outcome"),
    [
        (Entry("War"), TAKEN),
        (
            Entry("War", "Gerra", fuzzy=True, origin=Origin("mt", "e-1", machine=digest("Gerra"))),
            TAKEN,
        ),
        (Entry("War", "Guerra"), CONFLICT),
        (Entry("War", "Guerra", fuzzy=True), CONFLICT),
    ],
)
def test_without_an_id_of_ours_no_words_of_a_person_are_replaced(
    entry: Entry, outcome: str
) -> None:
    unit = returned("War", "La guerra").unit
    assert unit is not None
    assert come_back(entry, unit, NOW).outcome == outcome
    assert come_back(entry, unit, NOW, theirs=True).entry.target == "La guerra"
    same = replace(entry, target="La guerra", origin=None)
    assert come_back(same, unit, NOW).entry.target == "La guerra"
