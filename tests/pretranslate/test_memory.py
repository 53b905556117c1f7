"""Reviewed translations, found again by the text they translate."""

from __future__ import annotations

from l10n_flow.model import Catalog, Entry, Key, Origin, digest
from l10n_flow.pretranslate.memory import Remembered, remember


def reviewed(source: str, target: str, time: str, context: str | None = None) -> Entry:
    origin = Origin(reviewer="ana", source=digest(context, source), words=digest(target), time=time)
    return Entry(source, target, context, origin=origin)


def test_only_reviewed_words_are_remembered() -> None:
    catalog = Catalog(
        "es",
        (
            Entry("Translated", "Traducido"),
            Entry("Draft", "Borrador", fuzzy=True),
            Entry("Untranslated"),
            reviewed("Reviewed", "Revisado", "2026-01-01"),
        ),
    )
    memory = remember([("treaty", catalog)])
    found = [memory.find(entry.key) for entry in catalog.entries]
    assert found == [None, None, None, Remembered("Revisado", "treaty")]


def test_the_last_review_wins_wherever_it_is() -> None:
    old = Catalog("es", (reviewed("Peace", "Paz", "2025-01-01"),))
    new = Catalog("es", (reviewed("Peace", "La paz", "2026-01-01"),))
    for pair in ([("a", old), ("b", new)], [("b", new), ("a", old)]):
        assert remember(pair).find(Key(None, "Peace")) == Remembered("La paz", "b")


def test_of_equal_times_the_first_article_wins_in_any_order() -> None:
    one = Catalog("es", (reviewed("Peace", "Paz", "2026-01-01"),))
    two = Catalog("es", (reviewed("Peace", "La paz", "2026-01-01"),))
    for pair in ([("a", one), ("b", two)], [("b", two), ("a", one)]):
        assert remember(pair).find(Key(None, "Peace")) == Remembered("Paz", "a")


def test_the_own_context_is_preferred_and_another_is_better_than_none() -> None:
    catalog = Catalog(
        "es",
        (
            reviewed("Spring", "Primavera", "2026-02-01", "season"),
            reviewed("Spring", "Muelle", "2026-03-01", "part"),
        ),
    )
    memory = remember([("a", catalog)])
    found = [memory.find(Key(context, "Spring")) for context in ("season", "part", None)]
    assert [hit.target for hit in found if hit] == ["Primavera", "Muelle", "Muelle"]


def test_what_an_article_no_longer_uses_is_still_remembered() -> None:
    from dataclasses import replace

    gone = replace(reviewed("Peace", "Paz", "2026-01-01"), obsolete=True)
    assert remember([("a", Catalog("es", (gone,)))]).find(Key(None, "Peace")) is not None
