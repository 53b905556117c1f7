"""What of a text counts when it is compared."""

from __future__ import annotations

import pytest
from hypothesis import given

from l10n_flow.memory.tokens import TokenText, form, percent, raw_tokens, similar

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
    assert TokenText(one).forms == TokenText(other).forms


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("COVID-19 and G20", ["covid-19", "and", "g20"]),
        ("the 20th, a 19-year-old", ["the", "20th", "a", "19-year-old"]),
        ("2026-11-02 10:30", ["#", "#"]),
        ("3.5 % of {1}", ["#", "%", "of", "{}"]),
        ("1.2bn, 0.02Ƀ. 5m", ["1.2bn", "0.02ƀ", "5m"]),
        ("in 2020. 5.", ["in", "#", "#"]),
        ("و در ۱۴۰۴ بود", ["و", "در", "#", "بود"]),
        ("和平2020年", ["和", "平", "#", "年"]),
        ("_so_ snake_case", ["so", "snake_case"]),
        ("— … ¿?", []),
        ("$5 or 5 € or ۵٪", ["$", "#", "or", "#", "€", "or", "#", "٪"]),
        ("12 500 boats in 2020 300 times", ["#", "boats", "in", "#", "#", "times"]),
        ("1 000,50 or 1 0000", ["#", "#", "or", "#", "#"]),
        ("a&nbsp;b &#8239; R&D", ["a", "b", "r", "d"]),
        ("<a {3}>x</a>", ["{}", "x"]),
    ],
)
def test_words_numbers_and_placeholders_count(text: str, forms: list[str]) -> None:
    assert list(TokenText(text).forms) == forms


@pytest.mark.parametrize(
    ("text", "written", "sign", "separators"),
    [
        ("-1,200 boats", "-1,200", "-", ("", ",", "")),
        ("at −5.5 °C", "−5.5", "-", ("", ".", "")),
        ("\u200e−۵٫۵ درجه", "\u200e−۵٫۵", "-", ("", "٫", "")),
        ("far away and so at -$7", "-$7", "-", ("$", "")),
        ("(+5)", "+5", "+", ("", "")),
        ("±5 m", "±5", "±", ("", "")),
        ("دما ۵− بود", "۵−", "-", ("", "")),
        ("دما ۱۲\u200e− بود", "۱۲\u200e−", "-", ("", "")),
        ("۱- آب", "۱", "", ("", "")),
        ("the year1-5 or so, 1−5", "5", "", ("", "")),
        ("x-5", "x-5", "", ("x", "")),
        ("the 20th", "20th", "", ("", "th")),
        ("of {1}", "{1}", "", ("{", "}")),
    ],
)
def test_a_number_has_the_sign_and_the_separators_that_it_is_written_with(
    text: str, written: str, sign: str, separators: tuple[str, ...]
) -> None:
    slot = TokenText(text).slots[-1]
    assert (slot.written, slot.sign, slot.separators) == (written, sign, separators)
    assert text[slice(*slot.span)] == written


@given(sentences() | texts())
def test_slots_stand_where_they_say(text: str) -> None:
    parsed = TokenText(text)
    for slot in parsed.slots:
        assert text[slot.span.start : slot.span.end] == slot.written
        assert parsed.forms[slot.index] == form(slot.written)
    numbers = [kind in ("#", "{}") or any(map(str.isdecimal, kind)) for kind in parsed.forms]
    assert len(parsed.slots) == sum(numbers)
    assert len(parsed.forms) == sum(bool(form(token)) for token in raw_tokens(text))


def test_a_match_that_is_nearly_enough_is_none() -> None:
    one, other = "a" * 7000 + "b" * 3001, "a" * 7000 + "c" * 3001  # 69.993 %
    assert similar(one, [other], min_percent=69) == [(0, 69)]
    assert similar(one, [other], min_percent=70) == []


@pytest.mark.parametrize("tokens", [3, 7, 50, 99, 100])
def test_a_match_of_exactly_so_many_percent_is_found(tokens: int) -> None:
    for shared in range(1, tokens + 1):
        wanted = percent(shared, tokens, tokens)
        same, one, other = ("".join(map(chr, range(at, at + tokens))) for at in (1000, 2000, 3000))
        one, other = (same[:shared] + rest[shared:] for rest in (one, other))
        assert similar(one, [other], min_percent=wanted) == [(0, wanted)]
        assert wanted == 100 or similar(one, [other], min_percent=wanted + 1) == []
