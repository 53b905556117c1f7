"""Sentences of a segment: never cut through a mark, and nothing lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.pretranslate.carrysentences import cut, markup

CASES = [
    ("en", "One. | Two."),
    ("en", "**One. Two.** | Three."),
    ("en", "**One.** | **Two.** | Three."),
    ("en", "A [link over. Two]({1}) sentences. | Three."),
    ("en", "[One.]({1}) | Two. | [Three]({2})"),
    ("en", 'See [One.]({1} "A tip. Two.") | Two.'),
    ("en", "Type `a. B`. | `x` is next. | Then `` c. ` D ``."),
    ("en", "Wait.[^1] | Then go.[^2] | Done."),
    ("en", "<a {1}>One.</a> | <em>Two. Three.</em> | Four<br>."),
    ("en", "{1} is. | {2} is not."),
    ("en", "Lines\nwithout stops\nend too. | Yes.\nNo."),
    ("en", "*Is it?* | _Yes. Then._ | ~~Gone.~~ | End"),
    ("en", "2 * 3 is 6. | 3 * 4 is 12."),
    ("es", "«**¿Vienes?**», dijo. | *¡Sí!* | `apt` vale."),
    ("fa", "**او رفت.** | {1} آمد. | [چرا؟]({2}) | پایان."),
    ("zh", "你好。|我很好！|[你呢？]({1})"),
]


@pytest.mark.parametrize(("locale", "case"), CASES)
def test_a_segment_is_cut_between_its_marks(locale: str, case: str) -> None:
    parts = [part for piece in case.split("|") for part in piece.strip().split("\n")]
    written = case.replace("|", "") if locale == "zh" else case.replace(" | ", " ")
    assert [sentence.text for sentence in cut(written, locale)] == parts


@given(
    st.text(" .?!*_`~[]({1}aB\n<>\\é。") | st.lists(st.sampled_from(
        ["**", "*", "_", "`", "[", "]({1})", "<b>", "</b>", "<br>", "One. ", "Two. ", "\n", "{2}"]
    )).map("".join),
    st.sampled_from(["en", "fa", "zh"]),
)  # fmt: skip
def test_the_sentences_are_the_text_and_have_its_marks(text: str, locale: str) -> None:
    found = cut(text, locale)
    assert "".join(sentence.text + sentence.space for sentence in found) == text
    assert sum((markup(sentence.text) for sentence in found), start=markup("")) == markup(text)
