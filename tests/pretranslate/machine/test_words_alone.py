"""Which texts are words alone: judged here by what Markdown itself makes of them."""

from __future__ import annotations

import pyromark
import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.pretranslate.machine.gate import plain
from l10n_flow.pretranslate.machine.requests import wordless

_OPTIONS = (
    pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_GFM
    | pyromark.Options.ENABLE_TABLES
)
NASTY = st.text(st.sampled_from("ab صلح۱2 *_~`[]()<>!&;{}#|\\^@:/.-\u200c«»¿"), max_size=30)


def read(line: str) -> tuple[str, list[str]]:
    """The words that Markdown sees in a heading's line, and the marks around them.

    In a heading, because there the first characters cannot start a block.
    """
    words, marks = [], []
    for event in pyromark.events(f"# {line}", options=_OPTIONS):
        if isinstance(event, dict) and "Text" in event:
            words.append(event["Text"])
        elif "Heading" not in str(event):
            marks.append(str(event))
    return "".join(words), marks


@given(NASTY)
def test_markdown_sees_nothing_but_words_in_a_plain_line(line: str) -> None:
    line = line.strip(" #")
    if plain(line):
        assert read(line) == (line, [])


@pytest.mark.parametrize(
    "text",
    [
        "Peace at last, says the minister.",
        "R&D at 3 > 2 and 1 < 2",
        "the file snake_case_name",
        "2 * 3 * 4 = 24",
        "about ~5 % (five per cent)!",
        "صلح «پایدار» می‌رسد؟",
        "¿Y ahora qué?",
        "C# and 50 | 50",
    ],
)
def test_words_are_plain(text: str) -> None:
    assert plain(text)


@pytest.mark.parametrize(
    "text",
    [
        "an *emphasis*",
        "a **strong** word",
        "an _emphasis_",
        "`code`",
        "a [link]({1})",
        "![image]({1})",
        "a note[^1]",
        "a placeholder {1}",
        "<b>bold</b>",
        "<https://desk.example>",
        "fish &amp; chips",
        "fish &#38; chips",
        r"2 \* 3",
        "~~gone~~",
        "~gone~",
        "see https://desk.example/a_b",
        "see www.desk.example",
        "write to ana@desk.example",
        "two\nlines",
        "2*3*4",
    ],
)
def test_what_an_engine_could_break_is_not_plain(text: str) -> None:
    assert not plain(text)


@pytest.mark.parametrize("text", ["12.5 %", "—", "2026-11-02", "{1}", "۱۲٫۵", "*"])
def test_a_text_without_letters_has_no_words(text: str) -> None:
    assert wordless(text)
    assert not wordless(text + " km")
