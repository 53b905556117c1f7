"""Which words belong to which: by attention, as every window would be judged in turn."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.engines import Alignment
from l10n_flow.model import Span
from l10n_flow.pretranslate.projection.wordpairs import Evidence


def spans(text: str) -> tuple[Span, ...]:
    """The words of a text, with single blanks between them."""
    found, at = [], 0
    for word in text.split(" "):
        found.append(Span(at, at + len(word)))
        at += len(word) + 1
    return tuple(found)


def evidence(source: str, target: str, *rows: tuple[float, ...]) -> Evidence:
    return Evidence(Alignment(spans(source), spans(target), rows), source, target)


RAIN = "the rain fell", "cayó la lluvia"
ROWS = ((0.1, 0.1, 0.8), (0.7, 0.2, 0.1), (0.1, 0.9, 0.0))


def test_the_window_of_a_word_is_where_it_was_looked_at() -> None:
    found = evidence(*RAIN, *ROWS)
    for first, last, expected in ((0, 1, (1, 2)), (1, 2, (2, 3)), (2, 3, (0, 1)), (0, 2, (1, 3))):
        window = found.window(first, last)
        assert window is not None
        assert window[:2] == expected
        assert 0.7 < window.f1 <= 1


def test_only_free_words_are_in_a_window() -> None:
    found = evidence(*RAIN, *ROWS)
    window = found.window(1, 2, free=(0, 1))
    assert window is not None
    assert window[:2] == (0, 2)
    assert window.f1 < 0.5
    assert found.window(1, 2, free=()) is None
    assert evidence("a b", "x y", (1.0, 0.0), (1.0, 0.0)).window(1, 2) is None


def test_punctuation_draws_attention_idly_and_has_no_part() -> None:
    found = evidence("the rain .", "la lluvia .", (0.4, 0.1, 0.5), (0.0, 0.2, 0.8), (0.3, 0.3, 0.4))
    assert found.source == [Span(0, 3), Span(4, 8)]
    assert found.target == [Span(0, 2), Span(3, 9)]
    assert [pytest.approx(row) for row in found.rows] == [[0.8, 0.2], [0.0, 1.0]]
    assert found.nearest(1) == (1, 1.0)


def test_words_are_found_by_their_characters() -> None:
    found = evidence(*RAIN, *ROWS)
    ranges = [found.columns(*span) for span in ((0, 3), (4, 8), (0, 5), (3, 4), (2, 10), (7, 7))]
    assert ranges == [(0, 1), (1, 2), (0, 2), (1, 1), (0, 3), (1, 2)]
    words = [found.words(*span) for span in ((0, 4), (5, 7), (3, 6), (4, 5), (7, 9))]
    assert words == [[0], [1], [0, 1], [], [2]]


def test_what_is_pinned_belongs_to_each_other_alone() -> None:
    found = evidence(*RAIN, *ROWS)
    found.pin(Span(4, 8), Span(8, 14))
    assert [pytest.approx(row) for row in found.rows] == [
        [0.1 / 0.9, 0.0, 0.8 / 0.9],
        [0.7 / 0.8, 0.0, 0.1 / 0.8],
        [0.0, 1.0, 0.0],
    ]
    before = [list(row) for row in found.rows]
    found.pin(Span(3, 4), Span(0, 4))
    found.pin(Span(0, 3), Span(4, 5))
    assert [list(row) for row in found.rows] == before
    found.pin(Span(0, 8), Span(0, 4))
    assert list(found.rows[0]) == [0.5, 0.5, 0.0]
    assert list(found.rows[2]) == [0.0, 0.0, 0.0], "nothing else is left of it"


def test_the_shares_of_a_word_are_the_mean_of_what_it_paid_and_what_the_range_got() -> None:
    found = evidence("a b", "x y", (1.0, 0.0), (0.5, 0.5))
    assert found.shares(0, 1) == pytest.approx([(1 + 2 / 3) / 2, (0.5 + 1 / 3) / 2])
    assert found.shares(0, 2) == pytest.approx([(1 + 2 / 3) / 2, 1.0])
    assert found.shares(1, 1) == [0.0, 0.0]
    assert found.nearest(0) == (0, 1.0)
    assert evidence("a", "—").nearest(0) == (0, 0.0)


def f1(shares: list[float], begin: int, end: int) -> float:
    inside, total = sum(shares[begin:end]), sum(shares)
    return 2 * inside / (end - begin + total)


@given(
    st.integers(1, 4).flatmap(
        lambda width: st.tuples(
            st.lists(
                st.lists(st.integers(0, 4), min_size=width, max_size=width).filter(any),
                min_size=1,
                max_size=6,
            ),
            st.integers(0, width - 1),
            st.integers(1, width),
            st.none() | st.sets(st.integers(0, 5)),
        )
    )
)
def test_the_window_is_the_best_of_all(
    case: tuple[list[list[int]], int, int, set[int] | None],
) -> None:
    weights, first, length, free = case
    width = len(weights[0])
    rows = [tuple(one / sum(row) for one in row) for row in weights]
    last = min(width, first + length)
    source, target = " ".join("abcd"[:width]), " ".join("uvwxyz"[: len(rows)])
    found = evidence(source, target, *rows)
    allowed = set(range(len(rows))) if free is None else free & set(range(len(rows)))
    window = found.window(first, last, None if free is None else allowed)
    shares = found.shares(first, last)
    all_windows = [
        (begin, end)
        for begin in allowed
        for end in range(begin + 1, len(rows) + 1)
        if set(range(begin, end)) <= allowed
    ]
    best = max((f1(shares, *one) for one in all_windows), default=0.0) if sum(shares) else 0.0
    if window is None:
        assert best == 0
    else:
        assert f1(shares, window.first, window.last) == pytest.approx(best)
        assert 0 <= window.f1 <= 1 + 1e-9
