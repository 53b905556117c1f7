"""Law: a text escaped as a paragraph or a heading says exactly that text, and nothing else."""

from __future__ import annotations

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.importers.escaping import as_block, escaped, heading
from l10n_flow.importers.source import tidy
from tests.importers.markdown import rendered_between

MARKS = st.text(st.sampled_from(list("*_~`<>&;#[](){}!\\|:=-+.^1a \u00a0é%$\"'۱/")), max_size=14)
PIECES = st.sampled_from(
    [
        *("**", "__init__", "<b>", "</b>", "&amp;", "[a](b)", "[^1]", "[^1]:", "[a]:", "{{<", "{%"),
        *("{1}", "1.", "1)", "-", "#", ">", ":", "~~", "```", "---", "***", "===", "|", "<!-- -->"),
        *("https://a.b/c_d", "\\", "a", "مهر", "{#id}", "$x$", "![i](j)", "[x]", "<http://a.b>"),
        "a@b.c",
    ]
)
TEXTS = st.one_of(
    MARKS, st.text(max_size=12), st.lists(PIECES | st.just(" "), max_size=7).map("".join)
).map(tidy)


@given(TEXTS.filter(bool))
def test_a_paragraph_says_its_text(text: str) -> None:
    found = rendered_between(as_block(escaped(text)))
    assert found == f"<p>{found[3:-4]}</p>"
    assert "<" not in found[3:-4]
    assert html.unescape(found[3:-4]) == text


@given(TEXTS.filter(bool))
def test_a_heading_says_its_text(text: str) -> None:
    found = rendered_between(heading(escaped(text), 2))
    assert found == f"<h2>{found[4:-5]}</h2>"
    assert html.unescape(found[4:-5]) == text


@pytest.mark.parametrize(
    "text",
    [
        "He said: 5 * 3 is 15, and 2 < 3.",
        "A snake_case word, about ~50 of them, and AT&T.",
        "See [the note] (page 3); it costs $5 - or $6.",
        "«برجام» در ۱۳۹۹. سال دشواری بود.",
        "¿Qué pasó? — Nada, ¡nada!",
    ],
)
def test_text_without_danger_has_no_backslash(text: str) -> None:
    assert as_block(escaped(text)) == text


@pytest.mark.parametrize("opening", ["{{< figure >}}", "{% raw %}", "{{ page.title }}"])
def test_what_a_site_generator_would_read_is_broken_up(opening: str) -> None:
    assert "{{" not in escaped(opening)
    assert "{%" not in escaped(opening)
