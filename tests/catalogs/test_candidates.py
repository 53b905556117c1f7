"""Which of many old texts are compared: those with the new one's rare words, near its place."""

from __future__ import annotations

import pytest

from l10n_flow.catalogs.candidates import Candidates

WORDS = [f"word{number}" for number in range(13)]


@pytest.mark.parametrize(
    ("share", "found"),
    [
        (0.0, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]),
        (0.5, [50, 49, 51, 48, 52, 47, 53, 46, 54, 45, 55, 44]),
        (0.999, [99, 98, 97, 96, 95, 94, 93, 92, 91, 90, 89, 88]),
    ],
)
def test_of_a_hundred_equal_lines_the_twelve_at_the_same_place_are(
    share: float, found: list[int]
) -> None:
    assert Candidates(["Yes"] * 100).near("Yes", share) == found


@pytest.mark.parametrize(("place", "counts"), [(33, False), (34, True), (66, True), (67, False)])
def test_of_a_frequent_word_the_thirty_two_places_around_count(place: int, counts: bool) -> None:
    old = [f"yes a{at} b c d e" for at in range(100)]
    old[50] = "rare a50 b c d e"  # at the new text's place, without the frequent word
    old[place] = "yes rare b c d e"
    found = Candidates(old).near("yes f g h i j rare", 0.5)
    assert found[0] == (place if counts else 50)


@pytest.mark.parametrize(("count", "found"), [(11, [0, 1, 2]), (12, [0])])
def test_the_twelve_rarest_words_are_looked_up(count: int, found: list[int]) -> None:
    rare = WORDS[:count]
    old = [" ".join(reversed(rare)), "common a b c d e", "common f g h i j"]
    assert Candidates(old).near(" ".join([*rare, "common"]), 0) == found


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("alpha beta gamma delta epsilon", "alphas betas gammas deltas epsilons", [0]),
        ("alpha beta gamma delta epsilon eta", "alphas betas gammas deltas epsilons etas", []),
        ("ab", "ab!", []),
        ("abc", "abcd", [0]),
        ("abc", "xabc", [0]),
        ("abc", "zzbc", []),
        ("ab", "cb", []),
        ("a", "a", [0]),
        ("和平谈判", "和平谈", [0]),
        ("", "words", []),
    ],
)
def test_letters_count_only_in_texts_of_fewer_than_six_words(
    old: str, new: str, found: list[int]
) -> None:
    assert Candidates([old]).near(new, 0) == found


def test_a_word_that_few_texts_have_counts_for_more_than_one_that_many_have() -> None:
    old = [
        "a long tale about the sea and the wind",
        "a long tale about the wind and the rain",
        "another short story of the ferry",
    ]
    assert Candidates(old).near("one more yarn of that old ferry on a wild sea", 0) == [2, 0, 1]


def test_two_words_that_stand_together_count_beside_each_of_them() -> None:
    old = ["peace and also also then war", "peace war one two three four"]
    assert Candidates(old).near("peace war five six seven eight", 0) == [1, 0]
