"""Headings get the ids that generators give them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow import documents
from l10n_flow.documents import Splice
from l10n_flow.editions.anchors import (
    HEADING_IDS,
    anchors,
    heading_anchor,
    heading_ids,
    unique,
)
from tests.sites.headings_file import headings, ours, recorded


@pytest.mark.parametrize(
    ("text", "expected"),
    [  # what github.com shows for these headings
        ("Getting Started", "getting-started"),
        ("What’s new in 3.5?", "whats-new-in-35"),
        ("A & B", "a--b"),
        ("snake_case and-hyphen", "snake_case-and-hyphen"),
        ("Año — «España»", "año--españa"),
        ("پیشینهٔ برجام", "پیشینهٔ-برجام"),
        ("می‌گوید", "میگوید"),
        ("第一章：开始", "第一章开始"),
        ("हिन्दी", "हिन्दी"),
        ("🚀 Launch", "-launch"),
        ("!!!", ""),
    ],
)
def test_a_heading_gets_the_anchor_that_github_gives(text: str, expected: str) -> None:
    assert heading_anchor(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [  # what mkdocs 1.6.1 with pymdownx.emoji and pymdownx.keys makes of these headings
        (":material-check: Done work", "done-work"),
        (":octicons-arrow-right-24:{ .lg } Go on", "go-on"),
        ("Press ++ctrl+c++ now", "press-ctrlc-now"),
    ],
)
def test_icons_are_not_in_the_ids_of_mkdocs(text: str, expected: str) -> None:
    for rule in ("python-markdown", "pymdownx"):
        assert heading_ids(HEADING_IDS[rule], [(text, None)]) == [expected]


@pytest.mark.parametrize(
    ("letters", "kept"),
    [
        ("\u24b5\u24b6\u24e9\u24ea", "\u24d0\u24e9"),  # the only symbols that are letters, as
        ("\U0001f12f\U0001f130\U0001f149\U0001f14a", "\U0001f130\U0001f149"),  # Unicode says
        ("\U0001f14f\U0001f150\U0001f169\U0001f16a", "\U0001f150\U0001f169"),
        ("\U0001f16f\U0001f170\U0001f189\U0001f18a", "\U0001f170\U0001f189"),
        ("½²Ⅷ_٣", "ⅷ_٣"),
    ],
)
def test_letters_in_circles_and_squares_are_letters(letters: str, kept: str) -> None:
    assert heading_anchor(letters) == kept


@pytest.mark.parametrize(
    ("mark", "is_kept"),
    [
        ("\u0903", True),  # a vowel's sign
        ("\u094d", False),  # none: a virama
        ("\u05b0", True),  # the first point of Hebrew
        ("\u0711", True),  # the last of Syriac
        ("\u0301", False),  # an accent
        ("\u20dd", False),  # a circle
        ("\u0610", True),
        ("\u06ed", True),
        ("\u08d3", False),
    ],
)
def test_mdbook_keeps_the_marks_that_are_vowels(mark: str, *, is_kept: bool) -> None:
    found = heading_ids(HEADING_IDS["mdbook"], [(f"a{mark}b", None)])
    assert found == [f"a{mark}b" if is_kept else "ab"]


@given(st.text(st.characters(max_codepoint=127)))
def test_ascii_headings_follow_the_rule_of_any_other(text: str) -> None:
    assert heading_anchor(f"a{text}a")[1:-1] == heading_anchor(f"é{text}é")[1:-1]


@given(st.lists(st.sampled_from(["a", "a-1", "a-1-1", "b", ""])))
def test_numbered_anchors_are_all_different(anchors: list[str]) -> None:
    seen: dict[str, int] = {}
    found = [unique(anchor, seen) for anchor in anchors]
    assert len(set(found)) == len(found)
    assert all(new.startswith(old) for new, old in zip(found, anchors, strict=True))


RULES = sorted(HEADING_IDS)
HONEST = [name for name in RULES if not name.startswith("kramdown")]
"""The rules that never give one id twice."""


@pytest.mark.parametrize("name", RULES)
def test_headings_get_the_ids_that_the_generator_gave_them(name: str) -> None:
    assert dict(zip(headings(), ours(HEADING_IDS[name]), strict=True)) == dict(
        zip(headings(), recorded()[name], strict=True)
    )
    assert ours(HEADING_IDS[name]) == recorded()[name]


@pytest.mark.parametrize("name", HONEST)
@given(texts=st.lists(st.sampled_from(["a", "a 1", "a_1", "a-1", "b", "!", "ب", "section"])))
def test_no_two_headings_of_a_page_share_an_id(name: str, texts: list[str]) -> None:
    found = [i for i in heading_ids(HEADING_IDS[name], [(t, None) for t in texts]) if i]
    assert len(set(found)) == len(found)


@pytest.mark.parametrize("name", RULES)
@given(texts=st.lists(st.text(), max_size=4))
def test_any_words_have_an_id_without_blanks_or_none(name: str, texts: list[str]) -> None:
    for found in heading_ids(HEADING_IDS[name], [(text, None) for text in texts]):
        assert not set(found) & set(" \t\n")


def test_an_id_that_the_author_gave_is_kept_and_counts_as_the_generator_counts() -> None:
    page = [("Why", None), ("How", "why"), ("Why", None)]
    found = {name: heading_ids(rule, page) for name, rule in HEADING_IDS.items()}
    assert found["hugo"] == ["why", "why", "why-1"]
    assert found["python-markdown"] == ["why_1", "why", "why_2"]
    assert found["github"] == ["why-1", "why", "why-2"]


@pytest.mark.parametrize(
    ("text", "with_anchor"),
    [
        ("# Notes\n\n# Notes\n\n# End\n", ["End"]),
        ("# End\n\n# Notes\n\n# Notes\n", ["End", "Notes"]),  # the generator no longer counts
        ("# End {#fin}\n\n# Notes\n\n# Notes\n", []),
        ("# End\n\n# !\n\n# Notes\n", ["End"]),
    ],
)
def test_a_heading_that_is_as_before_needs_no_anchor(text: str, with_anchor: list[str]) -> None:
    document = documents.read(text.encode(), Path("a.md"))
    at = text.index("End")
    found = list(anchors(document, "html", HEADING_IDS["github"], [Splice(at, at + 3, b"Fin")], ()))
    words = [text[one.end :].partition("\n")[0].removeprefix("# ") for one in found]
    assert words == with_anchor
    assert list(anchors(document, "none", HEADING_IDS["github"], [], ())) == []
