"""What the desk says when nothing was saved."""

from __future__ import annotations

import pytest

from l10n_flow.workflow.review.refusals import TooLong, Unholdable


@pytest.mark.parametrize(
    ("text", "at", "place"),
    [
        ("\x04a", 0, "at the beginning"),
        ("a\x04b", 1, "after “a”"),
        ("0123456789abcdefghijkl\x04", 22, "after “23456789abcdefghijkl”"),
    ],
)
def test_a_sign_that_cannot_be_held_is_named_with_the_twenty_letters_before_it(
    text: str, at: int, place: str
) -> None:
    said = f"no catalog can hold the invisible character U+0004, {place}"
    assert Unholdable(text, at).what == said


def test_a_text_that_is_too_long_is_told_how_long_it_may_be() -> None:
    assert TooLong().what.startswith("longer than 1,000,000 bytes")
    assert (TooLong(5).limit, TooLong(5).what[:20]) == (5, "longer than 5 bytes,")
