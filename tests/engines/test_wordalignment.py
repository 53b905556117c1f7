"""Words and their links, shifted, joined and composed."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.engines import Alignment
from l10n_flow.engines.wordalignment import composed, joined, normalised, word_spans
from l10n_flow.model import Span

TEXTS = st.text(st.sampled_from("ab ۱ی\u200c'.,-«» 和é\u064e"), max_size=20)


def words(text: str) -> list[str]:
    return [text[start:end] for start, end in word_spans(text)]


def one_to_one(text: str) -> Alignment:
    """Every word is its own translation."""
    spans = word_spans(text)
    rows = tuple(tuple(float(a == b) for b in spans) for a in spans)
    return Alignment(spans, spans, rows)


def test_words_are_what_readers_take_for_words() -> None:
    assert words("«می‌کنند»، U.S. 3.5% it's –") == ["می‌کنند", "U.S", "3.5", "it's"]
    assert words("كِتابٌ e\u0301tat") == ["كِتابٌ", "e\u0301tat"]
    assert words("和平 NATO") == ["和", "平", "NATO"]
    assert words("… — !") == []


@given(TEXTS)
def test_words_hold_every_letter_and_digit_once_and_in_order(text: str) -> None:
    spans = word_spans(text)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    inside = {at for start, end in spans for at in range(start, end)}
    assert {at for at, letter in enumerate(text) if letter.isalnum()} <= inside


@given(st.lists(TEXTS, max_size=4))
def test_joining_keeps_every_link_where_its_words_are(texts: list[str]) -> None:
    begins = [len(" ".join(texts[:number])) + bool(number) for number in range(len(texts))]
    parts = [(begin, begin, one_to_one(text)) for begin, text in zip(begins, texts, strict=True)]
    assert joined(parts) == one_to_one(" ".join(texts))


@given(TEXTS)
def test_what_changes_nothing_composes_to_nothing_changed(text: str) -> None:
    same = one_to_one(text)
    assert composed(same, same) == same


def test_composing_multiplies_shares_and_forgets_unknown_words() -> None:
    first = Alignment((Span(0, 1), Span(2, 3)), (Span(0, 2), Span(3, 4)), ((0.5, 0.5), (0.0, 1.0)))
    second = Alignment((Span(0, 2), Span(3, 4), Span(9, 11)), (Span(0, 1), Span(2, 3)), (
        (0.5, 0.5, 0.0), (0.0, 0.0, 1.0)
    ))  # fmt: skip
    found = composed(first, second)
    assert (found.source, found.target) == (first.source, second.target)
    assert found.weights == ((0.25, 0.75), (0.0, 0.0))


@given(st.lists(st.floats(0, 1e6), max_size=5))
def test_a_row_sums_to_one_or_to_nothing(row: list[float]) -> None:
    total = sum(normalised(row))
    assert total == 0 or abs(total - 1) < 1e-9
