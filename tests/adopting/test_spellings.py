"""When two spellings are one text, and what of a text is in all of them."""

from __future__ import annotations

import pytest

from l10n_flow.adopting.spellings import Likeness, Texts, spelling, words
from l10n_flow.model import Segment


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("*Peace* & war", "_Peace_ &amp; war", True),
        ("Peace  and war ", "Peace and war", True),
        ("Peace and\nwar", "Peace and war", False),
        ("cafe\u0301", "café", True),
        ("\u202bصلح\u202c", "صلح", True),
        ("*\u200ePeace* now", "*Peace* now", True),
        ("* a *Peace*", "*  a   *Peace*", True),
        ("*Peace*", "**Peace**", False),
        ("*Peace* now", "Peace *now*", False),
        ("*Peace* now", "*Peace now*", False),
        ("[Peace]({1})", "[Peace](/x)", True),
        ("[Peace]({1}) now", "Peace [now]({1})", False),
        ("{1} and {2}", "{3} and {1}", True),
        ("{1} and", "and {1}", False),
        ("a <br> b", "a <hr> b", True),
        ("`a` b", "`c` b", False),
        ("`a` b", "{1} b", False),
        ("Peace", "peace", False),
        ("Peace!", "Peace", False),
    ],
)
def test_a_text_has_one_spelling_for_what_readers_see(one: str, other: str, same: bool) -> None:
    assert (spelling(one) == spelling(other)) is same


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("**Peace**, now! ({1})", "peacenow"),
        ("[Peace]{1} 2026", "peace2026"),
        ("STRASSE straße", "strassestrasse"),
        ("— …", ""),
        ("صلح\u200cها ۱۲", "صلحها۱۲"),
    ],
)
def test_the_words_of_a_text_are_its_letters_and_digits(text: str, left: str) -> None:
    assert words(text) == left


def test_a_text_is_found_by_itself_then_its_spelling_then_its_words() -> None:
    segments = [Segment("*Peace* talks", "paragraph"), Segment("—", "paragraph")]
    again = [Segment("_Peace_ talks", "paragraph"), Segment("*Peace* talks", "paragraph")]
    texts = Texts.of([("a", segments), ("b", again)])

    def found(source: str) -> tuple[Likeness, list[str]]:
        likeness, spots = texts.find(source)
        return likeness, [f"{spot.article}: {spot.segment.source}" for spot in spots]

    both = ["a: *Peace* talks", "b: _Peace_ talks", "b: *Peace* talks"]
    assert found("*Peace* talks") == (Likeness.SAME, [both[0], both[2]])
    assert found("_Peace_  talks") == (Likeness.SPELLING, both)
    assert found("peace talks!") == (Likeness.WORDS, both)
    assert found("—") == (Likeness.SAME, ["a: —"])
    assert found("…") == (Likeness.NONE, [])  # no words are those of any text
    assert found("war") == (Likeness.NONE, [])
    assert Likeness.NONE < Likeness.WORDS < Likeness.SPELLING < Likeness.SAME
