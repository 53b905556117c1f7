"""Similarity sees small edits whatever their kind, and no likeness between strangers."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.catalogs import similar
from l10n_flow.catalogs.candidates import Candidates
from l10n_flow.catalogs.similar import SimilarPair, pairs, similarity

_texts = st.text("abcde \n.سلام日本", max_size=30)


@given(_texts, _texts)
def test_similarity_is_symmetric_and_full_for_equals(one: str, other: str) -> None:
    assert similarity(one, other) == pytest.approx(similarity(other, one))
    assert similarity(one, one) == 100
    assert 0 <= similarity(one, other) <= 100


@given(
    st.lists(st.sampled_from(["peace", "of", "internationalization", "صلح"]), min_size=2),
    st.data(),
)
def test_changing_one_word_of_n_leaves_n_minus_one(words: list[str], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(words) - 1))
    changed = [*words[:place], "unprecedented", *words[place + 1 :]]
    assert (
        similarity(" ".join(words), " ".join(changed)) >= 100 * (len(words) - 1) / len(words) - 1e-9
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The talks resume in Doha", "The talks resumed in Doha."),
        ("Las conversaciones de paz", "Las conversaciones sobre la paz"),
        ("گفت‌وگوهای صلح از سر گرفته شد", "گفت‌وگوهای صلح دوباره از سر گرفته شد"),
        ("和平谈判在多哈恢复", "和平谈判在开罗恢复"),
    ],
)
def test_small_edits_in_any_language_are_alike(one: str, other: str) -> None:
    assert similarity(one, other) >= 70


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("String", "Storing Books"),
        ("The court in The Hague gave its verdict.", "The price of bread has doubled again."),
        ("Peace", "War"),
        ("", "War"),
    ],
)
def test_strangers_are_not_alike(one: str, other: str) -> None:
    assert similarity(one, other) < 70


@given(st.lists(_texts, max_size=5), st.lists(_texts, max_size=5), st.sampled_from([1, 50, 90]))
def test_pairs_are_all_that_reach_the_threshold(
    new: list[str], old: list[str], threshold: float
) -> None:
    expected = [
        (i, j)
        for i, one in enumerate(new)
        for j, other in enumerate(old)
        if similarity(one, other) >= threshold
    ]
    found = pairs(new, old, threshold=threshold)
    assert [(pair.new, pair.old) for pair in found] == expected
    assert all(p.score == pytest.approx(similarity(new[p.new], old[p.old])) for p in found)


def test_beyond_a_bound_the_best_pair_of_each_text_is_still_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chance = Random(3)
    words = [f"{a}{b}{c}" for a in "bdfgk" for b in "aeiou" for c in "rlnts"]
    old = [" ".join(chance.choices(words, k=chance.randint(3, 12))) for _ in range(400)]
    new = [f"{text} {chance.choice(words)}" for text in old[::2]]
    every = pairs(new, old, threshold=66)
    monkeypatch.setattr(similar, "_ALL_PAIRS", 3)
    likely = pairs(new, old, threshold=66)
    assert set(likely) <= set(every)
    assert {(p.new, p.old) for p in likely} >= {(at, 2 * at) for at in range(len(new))}


def test_among_a_thousand_equal_lines_those_at_the_same_place_are_compared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(similar, "_ALL_PAIRS", 3)
    found = pairs(["Yes, sir."] * 1000, ["Yes, Sir."] * 1000, threshold=66)
    assert {(at, at) for at in range(1000)} <= {(p.new, p.old) for p in found}


@pytest.mark.parametrize("bound", [1, 2])
def test_only_what_has_something_in_common_is_a_pair_and_reaches_the_threshold(
    monkeypatch: pytest.MonkeyPatch, bound: int
) -> None:
    monkeypatch.setattr(similar, "_ALL_PAIRS", bound)  # one bound on each side of two comparisons
    assert pairs(["abc"], ["xyz", "abcde"], threshold=0) == [SimilarPair(0, 1, 75)]
    assert pairs(["abc"], ["xyz", "abcde"], threshold=75) == [SimilarPair(0, 1, 75)]
    assert pairs(["abc"], ["xyz", "abcde"], threshold=76) == []
    by_words = "the ferry and unbelievably uncomfortable", "the ferry and short"
    ((_, _, score),) = pairs([by_words[0]], [by_words[1], "x"], threshold=50)
    assert score == pytest.approx(200 / 3)


@pytest.mark.parametrize(("bound", "is_indexed"), [(4, False), (3, True)])
def test_an_index_is_made_only_for_more_comparisons_than_the_bound(
    monkeypatch: pytest.MonkeyPatch, bound: int, is_indexed: bool
) -> None:
    made: list[int] = []

    class Counted(Candidates):
        def __init__(self, old: Sequence[str]) -> None:
            made.append(len(old))
            super().__init__(old)

    monkeypatch.setattr(similar, "Candidates", Counted)
    monkeypatch.setattr(similar, "_ALL_PAIRS", bound)
    assert len(pairs(["peace", "war"], ["peace", "war"], threshold=66)) == 2
    assert made == ([2] if is_indexed else [])


def test_nothing_is_alike_beyond_a_hundred() -> None:
    assert pairs(["a"], ["a"], threshold=101) == []
    assert pairs(["a"], ["a"], threshold=100) == [SimilarPair(0, 0, 100.0)]
