"""Edits and placeholders: from bytes to a segment's source and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.documents.document import (
    Edit,
    Unfit,
    compose,
    is_translatable,
    outermost_first,
    substitute,
)
from l10n_flow.model import Placeholder


def test_a_range_without_edits_is_its_own_source() -> None:
    assert compose("«صلح»".encode(), 0, 12, ()) == ("«صلح»"[: len("«صلح»")], ())


def test_edits_are_made_in_order_of_position_and_placeholders_are_numbered_so() -> None:
    edits = [
        Edit(4, 5, placeholder=Placeholder("d", "html")),
        Edit(0, 1, placeholder=Placeholder("a", "html")),
        Edit(2, 3, b"-"),
    ]
    edits.sort(key=outermost_first)
    assert compose(b"a b d", 0, 5, edits) == (
        "{1} - {2}",
        (Placeholder("a", "html"), Placeholder("d", "html")),
    )


def test_an_edit_inside_another_is_hidden_by_it() -> None:
    outer = Edit(0, 6, placeholder=Placeholder("abcdef", "html"))
    inner = Edit(0, 4, placeholder=Placeholder("abcd", "link"))
    assert compose(b"abcdef", 0, 6, sorted([inner, outer], key=outermost_first)) == (
        "{1}",
        (outer.placeholder,),
    )


def test_an_edit_beyond_the_range_is_not_made() -> None:
    assert compose(b"abc", 0, 2, [Edit(1, 3, b"X")]) == ("ab", ())


def test_a_literal_number_in_braces_becomes_a_placeholder_for_itself() -> None:
    source, placeholders = compose(b"{7} {x} {10}", 0, 12, ())
    assert source == "{1} {x} {2}"
    assert [(p.value, p.kind) for p in placeholders] == [("{7}", "literal"), ("{10}", "literal")]


def test_a_literal_inside_an_edit_is_part_of_what_it_hides() -> None:
    edit = Edit(0, 5, placeholder=Placeholder("a{1}b", "opaque"))
    assert compose(b"a{1}b", 0, 5, [edit]) == ("{1}", (edit.placeholder,))


@given(words=st.text(alphabet="ab{}12 ", max_size=30))
def test_the_source_of_a_segment_as_its_translation_gives_back_the_words(words: str) -> None:
    source, placeholders = compose(words.encode(), 0, len(words), ())
    assert substitute(source, placeholders) == words


@pytest.mark.parametrize(
    "source",
    [
        "Peace",
        "صلح",
        "和平",
        "2015",
        "۱۳۹۹",
        "*a*",
        "[a]({1})",
        "![A cat]({1})",
        "`make` it",
        "[^1] a",
        '<img {1} alt="A cat">',
        "<b>a</b>",
        "a&amp;b",
        "see https://example.org",
        "{1} a",
        "1 < 2",
        "[`a`]({1}) b",
    ],
)
def test_words_and_numbers_are_translatable(source: str) -> None:
    assert is_translatable(source)


@pytest.mark.parametrize(
    "source",
    [
        "",
        "—",
        "***",
        "`make`",
        "``a ` b``",
        "{1}",
        "{1} — {23}",
        "![]({1})",
        "[^1]",
        "[^note]",
        "https://example.org/words",
        "<br>",
        "&nbsp;",
        "&#160;",
        '<img {1} alt="">',
        "_ _",
        "`a`, `b`",
        "[`a`]({1})",
    ],
)
def test_marks_code_targets_and_tags_are_not(source: str) -> None:
    assert not is_translatable(source)


LINK = Placeholder("/x", "link")
REFERENCE = Placeholder("/x", "reference", "Here")
ATTRIBUTES = Placeholder('class="c"', "html")
COMMENT = Placeholder("<!-- c -->", "html")
OPAQUE = Placeholder("{{ x }}", "opaque")


@pytest.mark.parametrize(
    ("target", "placeholder", "expected"),
    [
        ("sin nada", LINK, "sin nada"),
        ("[a]({1})", LINK, "[a](/x)"),
        ('[a]({1} "b")', LINK, '[a](/x "b")'),
        ("[a]({1} 'b')", LINK, "[a](/x 'b')"),
        ("[a]( {1} )", LINK, "[a]( /x )"),
        ("[a]({1}) [b]({1})", LINK, "[a](/x) [b](/x)"),
        ("[a]({1})", REFERENCE, "[a][Here]"),
        ('[a]({1} "b")', REFERENCE, '[a](/x "b")'),
        ("![a]({1})", REFERENCE, "![a][Here]"),
        ("<a {1}>b</a>", ATTRIBUTES, '<a class="c">b</a>'),
        ("<a {1} title='t'>b</a>", ATTRIBUTES, "<a class=\"c\" title='t'>b</a>"),
        ("a{1}b", COMMENT, "a<!-- c -->b"),
        ("a {1} b", OPAQUE, "a {{ x }} b"),
        ("[a]({1})", OPAQUE, "[a]({{ x }})"),
        ("{x} {}", LINK, "{x} {}"),
    ],
)
def test_a_placeholder_is_replaced_by_what_it_stands_for(
    target: str, placeholder: Placeholder, expected: str
) -> None:
    assert substitute(target, [placeholder]) == expected


@pytest.mark.parametrize(
    ("target", "placeholder", "reason"),
    [
        ("a {2}", LINK, r"uses \{2\}, which the source does not have"),
        ("a {0}", LINK, r"uses \{0\}, which the source does not have"),
        ("a {99999999999999999999}", LINK, "which the source does not have"),
        ("a {1}", LINK, r"shows \{1\}, a link's target"),
        ("[a] ({1})", LINK, r"shows \{1\}, a link's target"),
        ('[a]({1} "b "c" d")', LINK, r"shows \{1\}, a link's target"),
        ("({1})", REFERENCE, r"shows \{1\}, a link's target"),
        ("a {1} b", ATTRIBUTES, r"takes \{1\} out of its tag"),
    ],
)
def test_a_placeholder_where_readers_would_see_it_is_unfit(
    target: str, placeholder: Placeholder, reason: str
) -> None:
    with pytest.raises(Unfit, match=reason):
        substitute(target, [placeholder])
