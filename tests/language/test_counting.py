"""Words as a translator counts them, minutes as a reader does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.language.counting import reading_minutes, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("   ", 0),
        ("Peace.", 1),
        ("Iran-Russia relations, he said.", 4),
        ("rock'n'roll and/or 3.5", 3),
        ("a -- b – c — d", 4),
        ("war—and peace", 3),
        ("**bold** and `code` and ~~gone~~", 5),
        ("un**believ**able", 1),
        ('[the text]({1} "the tip")', 4),
        ("![Alt text]({1})", 2),
        ("{1} {2} word {13}", 1),
        ("Text[^1] with a note [^long-name]", 4),
        ("<a {1}>text</a> <b>un</b>fold<br>next <!-- not me -->", 3),
        ("1 < 2 and 3 > 2", 5),
        ("R&amp;D&nbsp;costs &mdash; much", 3),
        ("at https://example.org/a-b?c=d, www.example.org or <mailto:x@example.org>", 2),
        ("ftp://x.y/z", 0),
        ("* * *", 0),
        ("¿Qué pasó en España? ¡Nada!", 5),
        ("او می‌کنند.", 2),
        ("«برجام» (۲۰۱۵) – خوب!", 3),
        ("\u2068JCPOA\u2069 در", 2),
        ("مَدْرَسَة", 1),
        ("ڕێککەوتننامەی ئەتۆمی", 2),
        ("伊朗核协议", 5),
        ("JCPOA 协议，2015 年。", 5),
        ("こんにちは、世界。", 7),
        ("한국어 문장입니다.", 2),
        ("ภาษาไทยไม่มีช่องว่าง", 4),
        ("हिन्दी में एक वाक्य।", 4),
    ],
)
def test_the_words_of_a_segment(text: str, expected: int) -> None:
    assert words(text) == expected


WORD = st.text("aeinñóúابپترسمنی\u200c", min_size=1, max_size=9).map(lambda word: f"b{word}ب")


@given(st.lists(WORD, max_size=30))
def test_plain_words_are_counted_whatever_marks_stand_around_them(plain: list[str]) -> None:
    assert words(" ".join(plain)) == len(plain)
    assert words(" ".join(f"**«{word}»**, {{1}}" for word in plain)) == len(plain)


@given(st.text())
def test_counting_never_fails_nor_finds_more_words_than_letters(text: str) -> None:
    assert 0 <= words(text) <= len(text)


@pytest.mark.parametrize(
    ("count", "locale", "expected"),
    [(0, "en", 1), (238, "es", 1), (500, "fa", 2), (933, "en", 4), (2550, "zh", 10),
     (2550, "zh-TW", 10), (2550, "ja", 7), (2380, "ko", 10)],
)  # fmt: skip
def test_reading_time_is_whole_minutes(count: int, locale: str, expected: int) -> None:
    assert reading_minutes(count, locale) == expected


@given(text=st.text("ab1 _-—–“”’\u00a0é«ª²\n.,*", max_size=30))
def test_a_text_in_latin_letters_has_as_many_words_as_beside_another_script(text: str) -> None:
    assert words(f"{text} мир") == words(text) + 1


@pytest.mark.parametrize(
    ("locale", "in_a_minute"), [("zh-Hans", 255), ("zh-Hant", 255), ("ja", 357), ("fa", 238)]
)
def test_a_thousand_minutes_are_read_at_the_pace_of_the_script(
    locale: str, in_a_minute: int
) -> None:
    assert reading_minutes(1000 * in_a_minute, locale) == 1000
    assert reading_minutes(1000 * (in_a_minute + 1), locale) > 1000
