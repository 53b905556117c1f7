"""Lines that are no prose: found quickly, and never overlooked."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.documents import ParseOptions, read
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


def segments_of(directive: str) -> list[str]:
    """What translators get of one of MyST's directives."""
    article = f":::{{{directive}}} At the top\nInside.\n:::\n".encode()
    document = read(article, Path("article.md"), ParseOptions(dialect=DIALECTS["myst"]))
    return [segment.source for segment in document.segments]


@pytest.mark.parametrize(
    "directive",
    [
        "admonition", "attention", "caution", "card", "danger", "deprecated", "dropdown", "error",
        "grid-item-card", "hint", "important", "list-table", "note", "rubric", "seealso", "sidebar",
        "tab-item", "table", "tip", "todo", "topic", "versionadded", "versionchanged", "warning",
    ],
)  # fmt: skip
def test_the_title_of_a_box_is_translated_with_what_is_in_it(directive: str) -> None:
    assert segments_of(directive) == ["At the top", "Inside."]


@pytest.mark.parametrize(
    "directive",
    [
        "aside", "card-carousel", "compound", "container", "epigraph", "figure", "grid",
        "grid-item", "highlights", "margin", "only", "pull-quote", "tab-set",
    ],
)  # fmt: skip
def test_what_stands_beside_the_name_of_a_frame_is_no_title(directive: str) -> None:
    assert segments_of(directive) == ["Inside."]


@pytest.mark.parametrize("directive", ["code-block", "math", "toctree", "raw", "mine"])
def test_a_directive_that_holds_no_prose_gives_no_segments(directive: str) -> None:
    assert segments_of(directive) == []
