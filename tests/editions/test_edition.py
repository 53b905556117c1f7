"""Which words an edition shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from l10n_flow.documents import Document, read
from l10n_flow.editions import Edition, Rules, select
from l10n_flow.editions.edition import DerivedFacts
from l10n_flow.model import Entry, Key, Origin, State, digest

SOURCES = ("Rain", "Mud", "Silt", "Sand", "Clay")


@pytest.fixture
def document() -> Document:
    return read("\n\n".join(SOURCES).encode(), Path("article.md"))


@pytest.fixture
def entries() -> dict[Key, Entry]:
    vouched = Origin(reviewer="ana", source=digest(None, "Rain"), words=digest("Lluvia"))
    found = (
        Entry("Rain", "Lluvia", origin=vouched),
        Entry("Mud", "Lodo"),
        Entry("Silt", "Limo", fuzzy=True),
        Entry("Sand"),
    )
    return {entry.key: entry for entry in found}


@pytest.mark.parametrize(
    ("min_state", "shown", "percent"),
    [
        (State.UNTRANSLATED, ["Lluvia", "Lodo", "Limo"], 60),
        (State.DRAFT, ["Lluvia", "Lodo", "Limo"], 60),
        (State.TRANSLATED, ["Lluvia", "Lodo"], 40),
        (State.REVIEWED, ["Lluvia"], 20),
    ],
)
def test_words_in_a_lesser_state_are_not_shown(
    document: Document, entries: dict[Key, Entry], min_state: State, shown: list[str], percent: int
) -> None:
    selection = select(document, entries, min_state, frozenset())
    assert list(selection.translations.values()) == shown
    assert selection.percent == percent
    assert selection.progress.segments == len(SOURCES)


def test_a_refused_translation_counts_as_none(
    document: Document, entries: dict[Key, Entry]
) -> None:
    selection = select(document, entries, State.DRAFT, frozenset([Key(None, "Mud")]))
    assert list(selection.translations.values()) == ["Lluvia", "Limo"]
    assert selection.progress.translated == 2


def test_a_text_that_stands_twice_counts_twice() -> None:
    document = read(b"Rain\n\nMud\n\nRain\n", Path("article.md"))
    selection = select(document, {Key(None, "Rain"): Entry("Rain", "Lluvia")}, State.DRAFT,
                       frozenset())  # fmt: skip
    assert (selection.progress.translated, selection.progress.segments) == (2, 3)


def test_of_nothing_all_is_done(document: Document) -> None:
    nothing = read(b"", Path("article.md"))
    assert select(nothing, {}, State.REVIEWED, frozenset()).percent == 100
    assert select(document, {}, State.DRAFT, frozenset()).percent == 0


def test_the_percentage_is_all_only_when_nothing_is_missing() -> None:
    words = [f"word{number}" for number in range(1001)]
    document = read("\n\n".join(words).encode(), Path("article.md"))
    entries = {Key(None, word): Entry(word, "x") for word in words[1:]}
    assert select(document, entries, State.DRAFT, frozenset()).percent == 99


def test_an_edition_in_the_articles_own_language_is_the_source(document: Document) -> None:
    selection = select(document, {}, State.DRAFT, frozenset())
    for locale, is_source in (("en", True), ("es", False)):
        edition = Edition(document, selection, DerivedFacts(locale, "en", ""), Rules())
        assert edition.is_source is is_source
