"""HTML in an article: what is prose in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.documents.document import compose
from l10n_flow.documents.html import attribute_edits, left_open, runs, targets


def prose(page: str) -> list[tuple[str, str]]:
    data = page.encode()
    return [(compose(data, run.start, run.end, run.edits)[0], run.place) for run in runs(data)]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("", []),
        ("Peace", ["Peace"]),
        ("  Peace\n", ["Peace"]),
        ("<p>Peace</p>", ["Peace"]),
        ("<p>Peace<p>War", ["Peace", "War"]),
        ("<li>One</li>\n<li>Two</li>", ["One", "Two"]),
        ("<td>a</td><td></td><td>b</td>", ["a", "b"]),
        ("<p>One\n   two\r\n\r\n\tthree</p>", ["One two three"]),
        ("<p>One<br>two</p>", ["One<br>two"]),
        ("<p><b>One</b></p>", ["<b>One</b>"]),
        ("<p><b><i>One</i></b></p>", ["<b><i>One</i></b>"]),
        ("<b><p>One</p></b>", ["One"]),
        ("<b>One</p>", ["One"]),
        ("One</b> two", ["One</b> two"]),
        ("<h1>گفت‌وگو</h1>", ["گفت‌وگو"]),
        ("<p>a < b</p>", ["a < b"]),
        ("<p>a <3 b</p>", ["a <3 b"]),
        ("<p>a &amp; b</p>", ["a &amp; b"]),
        ("<!-- no --><p>yes</p><!-- no", ["yes"]),
        ("<p>yes<!-- > --> too</p>", ["yes", "too"]),
        ("<?php echo 'no' ?>yes", ["yes"]),
        ("<![CDATA[no]]>yes", ["yes"]),
        ("<!DOCTYPE html>yes", ["yes"]),
        ("<p>yes</p><!ELEMENT no <!ELEMENT no", ["yes"]),
        ("<script>no</script>yes", ["yes"]),
        ("<SCRIPT>no</Script >yes", ["yes"]),
        ("<script>if (a<b) '<p>no</p>'</script>yes", ["yes"]),
        ("<script>no", []),
        ("<style>no</style><pre>no</pre><svg><text>no</text></svg>", []),
        ("<textarea>no</textarea><math>no</math><template>no</template>", []),
        ("<button>yes</button><option>too</option>", ["yes", "too"]),
        ("<p title='a > b'>yes</p>", ["a > b", "yes"]),
        ('<div title="One\n  two">', ["One two"]),
        ("<div title=''>", []),
        ("<div title=One>", ["One"]),
        ("<div data-title='no' TITLE='yes'>", ["yes"]),
        ("<img alt='A cat' src='a.png'>", ["A cat"]),
        ("<img src=a.png alt=cat>", ["cat"]),
        ("<iframe title='yes' src='/no'></iframe>", ["yes"]),
        ("<p>One <a href='/x' class='y'>two</a></p>", ["One <a {1}>two</a>"]),
        ("<my-tag>One</my-tag>", ["One"]),
        ("<p", ["<p"]),
    ],
)
def test_text_and_two_attributes_are_prose(page: str, expected: list[str]) -> None:
    assert [words for words, _ in prose(page)] == expected


def test_an_attribute_s_place_tells_its_quotes() -> None:
    page = """<a-b title="x"><a-b title='x'><a-b title=x>"""
    assert [place for _, place in prose(page)] == [
        "attribute-double",
        "attribute-single",
        "attribute-bare",
    ]


@given(page=st.lists(st.sampled_from(
    ["<p>", "</p>", "<b>", "</b>", "<br>", "x", " ", "\n", "<!--", "-->", "<script>", "</script>",
     "<i title='t'>", "<img alt=a>", "<", ">", "'", '"', "<?", "?>", "<![CDATA[", "]]>", "<!X", "é"]
), max_size=12).map("".join))  # fmt: skip
def test_runs_are_in_order_and_apart_and_begin_and_end_with_something(page: str) -> None:
    data = page.encode()
    at = 0
    for run in runs(data):
        assert at <= run.start < run.end <= len(data)
        words = data[run.start : run.end]
        assert words.strip()
        assert run.place != "html" or words == words.strip()
        at = run.end


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("<b>", "<b>"),
        ("</b>", "</b>"),
        ("<br/>", "<br/>"),
        ('<a href="/x">', "<a {1}>"),
        ('<a href="/x" title="T" class="c" id=d>', '<a {1} title="T" {2}>'),
        ('<img alt="" src="x">', "<img {1}>"),
        ("<img\n  src='x'\n  alt='A\n cat'>", "<img\n  {1}\n  alt='A cat'>"),
        ("<input disabled>", "<input {1}>"),
        ("<!-- c -->", "{1}"),
        ("<?x?>", "{1}"),
    ],
)
def test_attributes_are_placeholders_but_for_alt_and_title(tag: str, expected: str) -> None:
    data = tag.encode()
    source, _ = compose(data, 0, len(data), attribute_edits(data, 0, len(data)))
    assert " ".join(source.split()) == " ".join(expected.split())


def test_targets_are_where_a_tag_points_to() -> None:
    tag = b"""<video src="a.mp4" poster='b.png' data-src="no" HREF="/c" href="">"""
    found = list(targets(tag, 0, len(tag)))
    assert [target.target for target in found] == ["a.mp4", "b.png", "/c"]
    assert [tag[t.start : t.end].decode() for t in found] == [t.target for t in found]
    assert list(targets(b"<!-- href='x' -->", 0, 17)) == []


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ('a translate="no" > b', []),
        ('translate <span translate="no">', ["span"]),
        ('<a title="translate"><i translate="no">', ["i"]),
        ('<b>translate</b><div translate="no"><p>', ["div", "p"]),
        ('<div translate="no"><br translate="no">', ["div"]),
        ('<img translate="no"><div translate="no">', ["div"]),
        ('<i translate="no">a</i><b translate="no">', ["b"]),
        ('<div translate="no"><b><svg>', ["div", "b", "svg"]),
        ('<div translate="yes"><svg>', ["svg"]),
        ('<p translate="no">ended by the next block', []),
    ],
)
def test_what_is_not_translated_and_still_open_at_the_end(page: str, expected: list[str]) -> None:
    assert left_open(page.encode()) == [name.encode() for name in expected]
