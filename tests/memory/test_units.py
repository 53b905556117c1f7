"""Which of several translations is the better one."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.memory.units import Unit, moment, ordered

from .strategies import units


def test_reviewed_goes_before_newer_and_newer_before_older() -> None:
    older = Unit("War", "Guerra", "a", "2020-01-01T00:00:00Z")
    newer = Unit("War", "La guerra", "b", "2021-01-01T00:00:00Z")
    vouched = Unit("War", "guerra", "c", "2019-01-01T00:00:00Z", reviewed=True)
    undated = Unit("War", "contienda", "d")
    for mixed in permutations([older, newer, vouched, undated]):
        assert ordered(mixed) == (vouched, newer, older, undated)


def test_of_equally_good_ones_the_order_is_that_of_their_words() -> None:
    best = (
        Unit("Rain", "aguacero", "a"),
        Unit("War", "contienda", "a"),
        Unit("War", "guerra", "a"),
        Unit("War", "batalla", "a", context="b"),
        Unit("War", "guerra", "a", context="c"),
        Unit("Rain", "lluvia", "b"),
        Unit("Rain", "chubasco"),
        Unit("Rain", "garúa", "a", "2026-01-01T00:00:00Z", reviewed=True, variant="es-PE"),
    )
    assert ordered(best) == ordered(best[::-1]) == best


def test_the_same_words_are_kept_once_as_the_better_unit_has_them() -> None:
    plain = Unit("War", "Guerra", "a", "2026-01-01T00:00:00Z")
    vouched = Unit("War", "Guerra", "b", "2020-01-01T00:00:00Z", reviewed=True)
    elsewhere = Unit("War", "Guerra", "a", context="title")
    assert ordered([plain, elsewhere, vouched]) == (vouched, elsewhere)


@given(
    st.lists(units(), max_size=6).flatmap(
        lambda some: st.tuples(st.just(some), st.permutations(some))
    )
)
def test_the_order_does_not_depend_on_the_order_given(pair: tuple[list[Unit], list[Unit]]) -> None:
    one, other = pair
    assert ordered(one) == ordered(other)


def test_a_time_is_in_utc_to_the_second() -> None:
    assert moment("2026-11-02T10:00:00Z") == "2026-11-02T10:00:00Z"
    assert moment("2026-11-02T10:00:00.25+00:00") == "2026-11-02T10:00:00Z"
    assert moment("2026-11-02T10:00:00+03:30") == ""
    assert moment("") == ""
