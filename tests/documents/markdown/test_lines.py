"""Lines that are no prose: found quickly, and never overlooked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.documents.markdown import lines
from l10n_flow.documents.markdown.dialects import DIALECTS, Dialect
from l10n_flow.documents.markdown.lines import readable

MARKS = st.sampled_from(["", "> ", "- ", "  ", "> - ", "1. ", "9) >", "\t", ">\t* "])
ABOVE = st.sampled_from(["", "\n", "words\n", "words\r\n", "> a\n>\n"])


@pytest.mark.parametrize("dialect", DIALECTS.values(), ids=lambda dialect: dialect.name)
@given(data=st.data())
def test_the_sign_of_a_line_finds_whatever_its_pattern_matches(
    dialect: Dialect, data: st.DataObject
) -> None:
    row = data.draw(st.sampled_from(dialect.lines))
    line = data.draw(st.from_regex(rf"(?a:\A{row.pattern}\Z)", fullmatch=True))
    above, marks = data.draw(ABOVE), data.draw(MARKS)
    text = f"{above}{marks}{line}\n".encode()
    assert readable(text, text, 0, [], dialect).text
    below = readable(b"+++\n+++\n" + text, b"", 8, [], dialect)
    assert below.text


def test_an_article_without_such_lines_is_shown_as_it_is() -> None:
    article = b"# Title\n\n* an item: [a link](https://example.org/a?b=c)\n\n```\na === b\n```\n"
    assert not readable(article, article, 0, [], DIALECTS["commonmark"]).text


@pytest.mark.parametrize("line", [b":::x\n", b"[TOC]\n", b"> [!NOTE]\n", b"<div>\n:::x\n"])
def test_lines_without_a_blank_one_between_are_each_looked_at_once(
    line: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = 0

    class Counted:
        def match(self, text: bytes, at: int) -> object:
            nonlocal asked
            asked += 1
            return pattern.match(text, at)

    pattern = lines._HTML
    monkeypatch.setattr(lines, "_HTML", Counted())
    readable(line * 500, b"", 0, [], DIALECTS["commonmark"])
    assert asked <= 2 * 500
