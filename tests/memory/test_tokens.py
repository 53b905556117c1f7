"""What of a text counts when it is compared."""

from __future__ import annotations

import pytest
from hypothesis import given

from l10n_flow.memory.tokens import Text, form, raw_tokens

from .strategies import sentences, texts


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The **ferry** left.", "the ferry left"),
        ("In 2019 it left", "In 2024 it left"),
        ("See [here]({1})", "see [here]({12})!"),
        ("Press <kbd>Esc</kbd>", "Press Esc"),
        ("The mayor’s boat", "The mayor's boat"),
        ("كشتي مي‌رود", "کشتی می‌رود"),
        ("1,200 boats", "۱٬۲۰۰ boats"),
    ],
)
def test_markup_case_and_numbers_do_not_tell_texts_apart(one: str, other: str) -> None:
    assert Text(one).forms == Text(other).forms


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("COVID-19 and G20", ["covid-19", "and", "g20"]),
        ("the 20th, a 19-year-old", ["the", "20th", "a", "19-year-old"]),
        ("2026-11-02 10:30", ["#", "#"]),
        ("3.5 % of {1}", ["#", "of", "{}"]),
        ("و در ۱۴۰۴ بود", ["و", "در", "#", "بود"]),
        ("和平2020年", ["和", "平", "#", "年"]),
        ("_so_ snake_case", ["so", "snake_case"]),
        ("— … ¿?", []),
        ("<a {3}>x</a>", ["{}", "x"]),
    ],
)
def test_words_numbers_and_placeholders_count(text: str, forms: list[str]) -> None:
    assert list(Text(text).forms) == forms


@given(sentences() | texts())
def test_slots_stand_where_they_say(text: str) -> None:
    parsed = Text(text)
    for slot in parsed.slots:
        assert text[slot.span.start : slot.span.end] == slot.written
        assert parsed.forms[slot.index] == form(slot.written)
    numbers = sum(kind in ("#", "{}") for kind in parsed.forms)
    assert len(parsed.slots) == numbers
    assert len(parsed.forms) == sum(bool(form(token)) for token in raw_tokens(text))
