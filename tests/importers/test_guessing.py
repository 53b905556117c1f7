"""What language a text is in, by its small words, and when nobody can say."""

from __future__ import annotations

import pytest

from l10n_flow.importers.guessing import guessed_language

OTHERS = [f"x{number}" for number in range(20)]


@pytest.mark.parametrize(
    ("words", "others", "language"),
    [
        ("the", 9, "en"),  # a tenth of the words
        ("the", 10, ""),
        ("the", 0, "en"),
        ("the and", 18, "en"),
        ("the and", 19, ""),
        ("the of and el", 0, "en"),  # more than twice as many as of any other language
        ("the of el", 0, ""),
        ("el la the", 0, ""),
        ("el la los the", 0, "es"),
        ("و در به از", 5, "fa"),
        ("كه اين را", 0, "fa"),  # as Arabic keyboards write them
        ("«The», (OF) and: that!", 0, "en"),
        ("", 3, ""),
        ("", 0, ""),
    ],
)
def test_a_language_is_sure_by_a_tenth_of_the_words_and_twice_as_many_as_any_other(
    words: str, others: int, language: str
) -> None:
    assert guessed_language(" ".join([words, *OTHERS[:others]]), {}) == language


def test_a_profile_s_words_are_those_of_one_more_language_or_take_the_place_of_ours() -> None:
    german = {"de": frozenset({"der", "und"})}
    assert guessed_language("der Regen und der Fluss", german) == "de"
    assert guessed_language("der Regen und the river", german) == ""
    assert guessed_language("the rain", {"en": frozenset({"rain"})}) == "en"
    assert guessed_language("the flood", {"en": frozenset({"rain"})}) == ""
