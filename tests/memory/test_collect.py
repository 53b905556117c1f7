"""The project's own memory: what people translated and reviewed, and what is asked of it."""

from __future__ import annotations

from dataclasses import replace

from l10n_flow.memory.collect import Memory, collected, turned
from l10n_flow.memory.units import Unit
from l10n_flow.model import Catalog, Entry, Key, Origin, digest


def reviewed(source: str, target: str, time: str = "", context: str | None = None) -> Entry:
    origin = Origin(reviewer="ana", source=digest(context, source), words=digest(target), time=time)
    return Entry(source, target, context, origin=origin)


def test_reviewed_and_translated_entries_are_remembered_and_drafts_are_not() -> None:
    vouched = reviewed("Rain", "Lluvia", "2026-11-02T10:00:00Z")
    gone = replace(reviewed("Mud", "Lodo", context="title"), obsolete=True)
    catalog = Catalog(
        "es",
        (vouched, Entry("Floods", "Riadas"), Entry("Ice", "Hielo", fuzzy=True), Entry("Fog"), gone),
    )
    assert collected([("brief", catalog)]) == (
        Unit("Rain", "Lluvia", "brief", "2026-11-02T10:00:00Z", reviewed=True),
        Unit("Mud", "Lodo", "brief", reviewed=True, context="title"),
        Unit("Floods", "Riadas", "brief"),
    )


def test_words_edited_after_a_review_count_as_translated() -> None:
    edited = replace(reviewed("Rain", "Lluvia"), target="La lluvia")
    (unit,) = collected([("brief", Catalog("es", (edited,)))])
    assert not unit.reviewed


def test_the_same_text_is_found_in_its_context_first_and_reviewed_first() -> None:
    memory = Memory(
        [
            Unit("Light", "Ligero", "a", "2026-01-01T00:00:00Z", context="adjective"),
            Unit("Light", "Luz", "b", "2020-01-01T00:00:00Z", reviewed=True),
            Unit("Light", "La luz", "c", "2026-01-01T00:00:00Z"),
        ]
    )

    def target(context: str | None, source: str = "Light") -> str | None:
        unit = memory.exact(Key(context, source))
        return unit.target if unit else None

    assert target("adjective") == "Ligero"
    assert target(None) == "Luz"
    assert target("noun") == "Luz"
    assert target(None, "light") is None


def test_fuzzy_answers_come_in_the_order_of_the_texts_repeated_ones_too() -> None:
    memory = Memory([Unit("The ferry left at ten", "El ferry salió a las diez")])
    found = memory.fuzzy(["The ferry left at six", "Mud", "The ferry left at six"])
    assert [[match.percent for match in matches] for matches in found] == [[80], [], [80]]
    assert memory.fuzzy(["The ferry left at six"], min_percent=85) == [()]


def test_a_memory_turned_round_translates_back_and_vouches_for_nothing() -> None:
    memory = Memory(turned([Unit("War", "Guerra", "a", reviewed=True)]))
    assert memory.exact(Key(None, "Guerra")) == Unit("Guerra", "War", "a")
