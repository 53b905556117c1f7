"""The index finds what comparing with everything would find."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from l10n_flow.memory.matching import Match, SourceIndex, compare
from l10n_flow.memory.tokens import TokenText
from l10n_flow.memory.units import Unit, ordered

from .strategies import sentences, units


def by_brute_force(matches: Sequence[Match], min_percent: int, limit: int) -> tuple[Match, ...]:
    """The same search without an index, after every unit was compared."""
    found = [match for match in matches if match.percent >= min_percent]
    return tuple(sorted(found, key=lambda match: -match.percent)[:limit])  # stable


@given(
    st.lists(units(sentences()), max_size=12).map(ordered),
    sentences(),
    st.integers(1, 100),
    st.integers(1, 4),
)
@example((Unit("", "nada"), Unit("—", "guion")), "—", 1, 3)
@example((Unit("the the in", "x"),), "in the the", 66, 1)
def test_a_lookup_is_what_brute_force_finds(
    some: tuple[Unit, ...], text: str, min_percent: int, limit: int
) -> None:
    found = SourceIndex(some).lookup(text, min_percent=min_percent, limit=limit)
    matches = [compare(TokenText(text), unit) for unit in some]
    assert found == by_brute_force(matches, min_percent, limit)


@pytest.mark.parametrize("way", [1, -1])
def test_a_text_of_exactly_the_percentage_that_is_asked_for_is_found(way: int) -> None:
    kept, asked = ["rain", "rain fell heavily"][::way]
    index = SourceIndex((Unit(kept, "lluvia"),))
    assert [match.percent for match in index.lookup(asked, min_percent=50, limit=1)] == [50]
    assert index.lookup(asked, min_percent=51, limit=1) == ()


def test_so_it_is_among_two_thousand_texts_of_a_newsroom() -> None:
    dice = random.Random(50)
    vocabulary = [f"w{n}" for n in range(400)] + ["2019", "2024", "{1}", "{2}", "1"]
    often = [1 / (1 + n % 400) for n in range(len(vocabulary))]

    def made(words: Sequence[str]) -> str:
        return " ".join(
            dice.choices(vocabulary, often)[0] if dice.random() < 0.15 else word for word in words
        )

    first = [dice.choices(vocabulary, often, k=dice.randint(1, 30)) for _ in range(200)]
    sources = [made(dice.choice(first)) for _ in range(2000)]
    some = ordered(
        Unit(source, made(source.split()), str(n % 7), reviewed=n % 3 == 0)
        for n, source in enumerate(sources)
    )
    index = SourceIndex(some)
    for _ in range(5):
        text = made(dice.choice(first))
        query = TokenText(text)
        matches = [compare(query, unit) for unit in some]
        for percent in (50, 70, 90):
            assert index.lookup(text, min_percent=percent) == by_brute_force(matches, percent, 3)


def test_percentages_are_those_that_translators_know() -> None:
    source = "The last ferry leaves the port of Velan at ten"
    some = (Unit(source, "El último ferry sale del puerto de Velan a las diez"),)
    index = SourceIndex(some)

    def percent(text: str) -> int:
        (match,) = index.lookup(text, min_percent=1)
        return match.percent

    assert percent(source) == 100
    assert percent(source.upper()) == 99
    assert percent(f"**{source}**!") == 99
    assert percent(source.replace("ferry", "boat")) == 90
    assert percent(source.replace("ferry leaves", "boat sails")) == 80
    assert percent(source + " sharp") == 95


def test_of_equal_matches_the_better_unit_comes_first() -> None:
    plain = Unit("Mud is wet", "El barro moja", "a")
    vouched = Unit("Mud is wet", "El lodo moja", "b", reviewed=True)
    other = Unit("Mud is wet!", "¡El lodo moja!", "c", reviewed=True)
    index = SourceIndex(ordered([plain, other, vouched]))
    assert [match.unit for match in index.lookup("Mud is wet")] == [vouched, plain, other]
    assert [match.unit for match in index.lookup("mud is wet")] == [vouched, other, plain]
    assert [match.unit for match in index.lookup("mud is wet", limit=1)] == [vouched]


def test_the_first_of_equally_good_units_wins_although_its_text_comes_again_much_later() -> None:
    sources = ["Mud is wet", "mud is wet!", "Mud, is wet", "Mud, is wet", "Mud is wet"]
    some = tuple(Unit(source, str(rank)) for rank, source in enumerate(sources))
    for limit in (1, 2, 3, 5):
        found = SourceIndex(some).lookup("MUD IS WET", limit=limit)
        assert [match.target for match in found] == ["0", "1", "2", "3", "4"][:limit]


def test_an_empty_memory_finds_nothing() -> None:
    assert SourceIndex(()).lookup("Mud") == ()


@pytest.mark.parametrize("min_percent", [0, 101])
def test_what_is_no_percentage_is_refused(min_percent: int) -> None:
    with pytest.raises(ValueError, match="from 1 to 100"):
        SourceIndex(()).lookup("Mud", min_percent=min_percent)


@pytest.mark.parametrize("min_percent", [1, 100])
def test_every_percentage_is_one(min_percent: int) -> None:
    (match,) = SourceIndex((Unit("Mud", "Lodo"),)).lookup("Mud", min_percent=min_percent)
    assert match.percent == 100


def test_more_words_than_one_plane_of_unicode_are_told_apart() -> None:
    some = tuple(Unit(" ".join(f"{n}w{k}" for k in range(40)), str(n)) for n in range(1700))
    index = SourceIndex(some)
    for unit in some[::100]:
        (match,) = index.lookup(unit.source + " more")
        assert match.unit is unit


class Counting(SourceIndex):
    """An index that notes which percentages it tried."""

    def _at_least(
        self, query: TokenText, codes: Sequence[int], min_percent: int, limit: int
    ) -> tuple[Match, ...]:
        self.__dict__.setdefault("tried", []).append(min_percent)
        return super()._at_least(query, codes, min_percent, limit)


@pytest.mark.parametrize(
    ("text", "min_percent", "limit", "tried"),
    [
        ("Mud is wet", 70, 1, [94]),
        ("Mud is wet", 70, 2, [94, 85, 70]),
        ("Mud is so wet", 70, 1, [94, 85]),
        ("Rain", 94, 1, [94]),
        ("Rain", 93, 1, [94, 93]),
        ("Rain", 85, 1, [94, 85]),
        ("Rain", 84, 1, [94, 85, 84]),
        ("Rain", 100, 1, [100]),
    ],
)
def test_high_percentages_are_tried_first(
    text: str, min_percent: int, limit: int, tried: list[int]
) -> None:
    index = Counting((Unit("Mud is wet", "El lodo moja"),))
    index.lookup(text, min_percent=min_percent, limit=limit)
    assert index.__dict__["tried"] == tried


def test_only_texts_of_a_fitting_length_with_one_of_the_rarest_words_are_compared() -> None:
    words = [f"w{n}" for n in range(10)]
    more = [f"x{n}" for n in range(9)]
    sources = [words[:5], words[:6], words + more[:8], words + more]
    index = SourceIndex([Unit(" ".join(one), "") for one in sources])
    codes = [index._codes[word] for word in words]
    found = [len(index._texts[at]) for at in index._candidates(codes, 70)]
    assert found == [6, 18]  # 5 share too few, and 19 have too many others

    sources = [[word, *(f"{word}-{n}" for n in range(9))] for word in words]
    index = SourceIndex([Unit(" ".join(one), "") for one in [*sources, words]])
    codes = [index._codes[word] for word in words]
    rarest = sorted(codes)[-5:]
    texts = [index._texts[at] for at in index._candidates(codes, 70)]
    assert len(texts) == 6  # one for each of these, and the text itself
    assert all(any(chr(code) in one for code in rarest) for one in texts)
