"""What came in from another tool's catalogs, beside the words that a catalog has already."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.adopting.entering import Entered, entered
from l10n_flow.adopting.messages import AdoptedWords
from l10n_flow.model import Catalog, Entry, Key, Origin, Segment, State, digest

RAIN, SNOW, FOG = "Rain fell all night.", "Snow fell on the dam.", "Nobody saw the fog."
OLD = "Rain fell all day."


def words(source: str, target: str, **more: object) -> AdoptedWords:
    return replace(AdoptedWords("a", Key(None, source), target), **more)  # type: ignore[arg-type]


def put(catalog: Catalog, *came: AdoptedWords, strays: tuple[AdoptedWords, ...] = ()) -> Entered:
    article = [Segment(source, "paragraph") for source in (RAIN, SNOW, FOG)]
    return entered(catalog, article, {one.key: one for one in came}, strays, threshold=60)


def told(done: Entered) -> tuple[int, int, int, int, bool]:
    return done.translated, done.drafts, done.there, done.old, done.changed


def test_words_come_where_there_are_none_and_are_counted_by_what_they_are() -> None:
    done = put(Catalog("es"), words(RAIN, "Llovió."), words(SNOW, "Nevó.", fuzzy=True))
    assert told(done) == (1, 1, 0, 0, True)
    found = [(one.source, one.target, one.state) for one in done.catalog.entries]
    assert found == [
        (RAIN, "Llovió.", State.TRANSLATED),
        (SNOW, "Nevó.", State.DRAFT),
        (FOG, "", State.UNTRANSLATED),
    ]


def test_words_that_are_there_stay_whatever_comes() -> None:
    there = (Entry(RAIN, "Llovía."), Entry(SNOW, ""), Entry(OLD, "Llueve.", obsolete=True))
    came = (words(RAIN, "Llovió."), words(SNOW, "Nevó."))
    done = put(Catalog("es", there), *came, strays=(words(OLD, "Otra cosa."),))
    assert told(done) == (1, 0, 1, 0, True)
    targets = {one.source: (one.target, one.obsolete) for one in done.catalog.entries}
    assert targets[RAIN] == ("Llovía.", False)
    assert targets[SNOW] == ("Nevó.", False)
    assert targets[OLD] == ("Llueve.", True)


@pytest.mark.parametrize("came", [(), (words(RAIN, "Llovió."),), (words("Hail.", "Granizo."),)])
def test_where_nothing_comes_the_catalog_is_the_same(came: tuple[AdoptedWords, ...]) -> None:
    catalog = Catalog("es", (Entry(RAIN, "Llovía."), Entry("Gone.", "", obsolete=True)))
    done = put(catalog, *came)
    assert done.catalog is catalog
    assert told(done) == (0, 0, sum(one.key.source == RAIN for one in came), 0, False)


def test_words_for_a_text_that_the_article_has_not_are_a_draft_for_the_nearest_and_are_kept() -> (
    None
):
    done = put(
        Catalog("es"), strays=(words(OLD, "Llovió todo el día."), words("Hail.", "Granizo."))
    )
    assert told(done) == (0, 1, 0, 2, True)
    first, *others = done.catalog.entries
    assert (first.source, first.target, first.previous_source) == (RAIN, "Llovió todo el día.", OLD)
    kept = [(one.source, one.target) for one in others if one.obsolete]
    assert kept == [(OLD, "Llovió todo el día."), ("Hail.", "Granizo.")]


def test_of_two_strays_with_one_text_the_first_is_kept() -> None:
    done = put(Catalog("es"), strays=(words("Hail.", "Granizo."), words("Hail.", "Pedrisco.")))
    assert [one.target for one in done.catalog.entries if one.obsolete] == ["Granizo."]


def test_a_stray_whose_text_the_article_has_is_none() -> None:
    assert told(put(Catalog("es"), strays=(words(RAIN, "Llovió."),))) == (0, 0, 0, 0, False)


def test_what_came_says_where_it_is_from_where_that_is_not_plain() -> None:
    plain, aligned, doubted = put(
        Catalog("es", (Entry(RAIN, comments=("mine",)),)),
        words(RAIN, "Llovió.", comments=("theirs", "mine"), previous=OLD),
        words(SNOW, "Nevó.", fuzzy=True, previous=OLD, origin=Origin("tm", "page", 0.5)),
        words(FOG, "Niebla.", why=("length",)),
    ).catalog.entries
    assert (plain.origin, plain.comments, plain.previous_source) == (None, ("mine", "theirs"), None)
    assert aligned.origin == Origin(
        "tm", "page", 0.5, machine=digest("Nevó."), source=digest(None, SNOW)
    )
    assert aligned.previous_source == OLD
    assert doubted.origin is not None
    assert (doubted.origin.kind, doubted.origin.why) == ("tm", ("length",))


SOURCES = st.sampled_from([RAIN, SNOW, FOG, OLD, "Hail."])
TARGETS = st.sampled_from(["", "uno", "dos"])


@given(
    st.dictionaries(SOURCES, st.tuples(TARGETS, st.booleans()), max_size=4),
    st.dictionaries(SOURCES, st.sampled_from(["tres", "cuatro"]), max_size=4),
)
def test_entering_twice_is_entering_once_and_no_words_are_lost(
    there: dict[str, tuple[str, bool]], came: dict[str, str]
) -> None:
    catalog = Catalog("es", tuple(Entry(s, t, obsolete=o) for s, (t, o) in there.items()))
    new = tuple(words(source, target) for source, target in came.items())
    once = put(catalog, *new, strays=new)
    again = put(once.catalog, *new, strays=new)
    assert again.catalog.entries == once.catalog.entries
    assert not again.changed
    kept = {(one.source, one.target) for one in once.catalog.entries}
    assert {(s, t) for s, (t, _) in there.items() if t} <= kept
