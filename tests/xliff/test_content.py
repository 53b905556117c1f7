"""A segment as words and codes, and back."""

from __future__ import annotations

import pytest
from hypothesis import given

from l10n_flow.documents import Marked, marked
from l10n_flow.xliff.content import Code, apart, codes, outline, phrases, reworded, together
from tests.documents.markdown.test_marked import placements

SEGMENTS = [
    "Peace",
    "**a {1}** *b* [c]({2}) `d` <kbd>e</kbd>[^1]",
    "***both*** and __other__ ~~gone~~",
    '![A gauge]({1} "The \\"old\\" one") <img {2} alt="R&amp;D">',
    "one\ntwo <br> &lt;three&gt; ￼",
    "[`code`]({1})[![]({2})]({3})",
]


@pytest.mark.parametrize("segment", SEGMENTS)
def test_what_is_taken_apart_goes_together(segment: str) -> None:
    m = marked(segment)
    assert together(apart(m)) == m


@given(placements())
def test_marks_that_do_not_cross_go_together(m: Marked) -> None:
    ordered = sorted(m.marks, key=lambda mark: (mark.start, -mark.end))
    is_nested = all(
        not (one.start < two.start < one.end < two.end) for one in ordered for two in ordered
    )
    if is_nested and all(mark.start < mark.end for mark in ordered):
        whole = m._replace(marks=tuple(ordered))
        assert together(apart(whole)) == whole


def test_codes_of_a_translation_have_the_numbers_of_the_source() -> None:
    source = apart(marked("**New**: see [the list]({1}) of {2}"))
    target = apart(marked("[فهرست]({1}) {2} را ببینید: **تازه** *نو*"), codes(source))
    assert [(code.id, code.name) for code in codes(target)] == [
        ("2", "[]({1})"),
        ("3", "{2}"),
        ("1", "**"),
        ("a1", "*"),
    ]


def test_of_equal_codes_the_first_is_the_first() -> None:
    source = apart(marked("**a** and **b**"))
    target = apart(marked("**ا** و **ب** و **پ**"), codes(source))
    assert [code.id for code in codes(target)] == ["1", "2", "a1"]


def test_an_outline_does_not_say_how_codes_are_spelled() -> None:
    assert outline(apart(marked("__a__ {۱}"))) == outline(apart(marked("**a** {1}")))
    assert outline(apart(marked("**a** b"))) != outline(apart(marked("**a b**")))


WORDS = ["the old one", 'a "quoted" \\ word', "R&amp;D <b> {1} 'x'", "(brackets)", "سلام‌ها"]


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize(
    "code",
    [
        Code("1", "link", "[", ']({1} "tip")'),
        Code("1", "image", "![", "]({1} (tip))"),
        Code("1", "image", '![]({1} "tip")'),
        Code("1", "tag", "<img {1} alt='tip'>"),
        Code("1", "tag", "<abbr title=tip>", "</abbr>"),
    ],
)
def test_words_within_a_code_can_be_any(code: Code, words: str) -> None:
    made = reworded(code, [words])
    assert [phrase.words for phrase in phrases(made)] == [words]
    assert made.name == code.name


def test_words_that_did_not_change_keep_their_spelling() -> None:
    code = Code("1", "link", "[", "]({1} 'it&#39;s')")
    assert reworded(code, ["it's"]) == code
