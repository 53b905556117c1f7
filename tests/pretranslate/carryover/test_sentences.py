"""Sentences: never cut through a mark, nothing lost; paragraphs divided where it is sure."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.catalogs import store
from l10n_flow.pretranslate.carryover.sentences import MAX_SENTENCES, Sentence, blocks, cut, markup

CUTS = [
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


@pytest.mark.parametrize(("locale", "case"), CUTS)
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


def divided(source: str, target: str, locale: str = "es") -> list[tuple[list[int], list[int]]]:
    """The parts, by the numbers of their sentences."""
    found = blocks(cut(source, "en"), cut(target, locale), "en", locale)
    return [([i + 1 for i in mine], [i + 1 for i in theirs]) for mine, theirs in found]


CASES = [
    ("a number tells", "It was in 1999. Nobody came.", "Fue en 1999. No vino nadie.", "1:1 2:2"),
    ("another number tells", "It was in 1999. I left it.", "Fue en 1989. Yo lo dejé.", "12:12"),
    ("a name", "Lavrov left. Some stayed.", "لاوروف رفت. عده‌ای ماندند.", "12:12"),
    ("two names", "Lavrov saw Netanyahu. Yes.", "لاوروف نتانیاهو را دید. بله.", "1:1 2:2"),
    ("another calendar", "In 2019 {1}. It was {2}.", "در ۱۳۹۸ {1}. آن {2} بود.", "1:1 2:2"),
    ("length", "No. It was closed all year long.", "No. Estuvo cerrada todo el año.", "1:1 2:2"),
    ("too little", "Who came? All of them.", "¿Quién vino? Vinieron todos.", "12:12"),
    ("a mark elsewhere", "**All** came. They left.", "Vinieron. **Todos** salieron.", "12:12"),
    ("two in one", "`a` is {1}. `b` is not. {2} is.", "`a` es {1}, `b` no es. {2} sí.", "12:1 3:2"),
    ("lines", "Nobody came\nNobody left", "No vino nadie\nNo salió nadie", "1:1 2:2"),
    ("a line too many", "Who?\nNobody left", "¿Quién?\nNadie\nNo salió nadie", "12:123"),
    ("too long", "It was 1999. No.", "Fue en 1999, como sabemos desde aquel día. No.", "12:12"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "target", "expected"), [case[1:] for case in CASES],
                         ids=[case[0] for case in CASES])  # fmt: skip
def test_a_paragraph_is_divided_where_it_is_sure(source: str, target: str, expected: str) -> None:
    locale = "fa" if "\u0600" <= target[0] <= "\u06ff" else "es"
    parts = [
        "".join(map(str, mine)) + ":" + "".join(map(str, theirs))
        for mine, theirs in divided(source, target, locale)
    ]
    assert " ".join(parts) == expected


def test_what_is_too_long_or_nothing_has_no_parts() -> None:
    long = [Sentence(f"Number {n}.", " ") for n in range(MAX_SENTENCES + 1)]
    assert blocks(long, long, "en", "es") == blocks([], [], "en", "es") == ()
    assert len(blocks(long[:MAX_SENTENCES], long[:MAX_SENTENCES], "en", "es")) > 1


def test_a_language_that_nobody_measured_is_measured_on_the_paragraph() -> None:
    assert divided("It was in 1999. Nobody came there.", "1999 年的事。那里没有人来。", "zh") == [
        ([1], [1]),
        ([2], [2]),
    ]


@pytest.mark.parametrize("locale", ["es", "fa"])
def test_no_real_translation_in_another_order_is_taken_for_one_in_order(
    translations: Callable[..., list[Path]], locale: str
) -> None:
    """Two sentences exchanged, of a manual and of 100 entries of a real project; 9 of 10 of these
    are alike in length."""
    tried = 0
    paths = translations(locale, "tails")
    for path in paths[:: 5 if len(paths) > 5 else 1]:
        for entry in store.load(path, locale).entries:
            source = cut(" ".join(entry.source.split()), "en")
            target = cut(" ".join(entry.target.split()), locale)
            if len(source) == len(target) == 2 and source[0].text != source[1].text:
                tried += 1
                assert len(blocks(source, target[::-1], "en", locale)) == 1, entry.source
    assert tried > 15
