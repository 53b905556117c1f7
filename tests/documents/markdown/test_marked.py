"""Segments taken apart and written again: nothing is lost, and no Markdown comes out broken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from l10n_flow.documents import Mark, Marked, Opaque, Unwritable, marked, names, read, written
from l10n_flow.documents.markdown.marked import HOLE
from tests.documents.cases_file import cases
from tests.documents.strategies import WORDS

READ = [
    ("Peace at last", "Peace at last", [], []),
    ("R&D, 5 * 3 < 16, snake_case", "R&D, 5 * 3 < 16, snake_case", [], []),
    ("&lt;b&gt; \\*no\\* &#1587;", "<b> *no* س", [], []),
    ("**a *b* c** d", "a b c d", [("strong", "a b c"), ("emphasis", "b")], []),
    ("***both***", "both", [("emphasis", "both"), ("strong", "both")], []),
    ("__a__ _b_", "a b", [("strong", "a"), ("emphasis", "b")], []),
    ("~~a~~ ~b~", "a b", [("strike", "a"), ("strike", "b")], []),
    ('[the law]({1} "2019")', "the law", [("link", "the law")], []),
    ("![A gauge]({1})", "A gauge", [("image", "A gauge")], []),
    ("<abbr {1}>EU</abbr> law", "EU law", [("tag", "EU")], []),
    ('<img {1} alt="A > gauge"> here', "￼ here", [], ["tag"]),
    ("[![]({1})]({2})", "￼", [("link", "￼")], ["image"]),
    ("[]({1}) <b></b>", "￼ ￼", [], ["link", "tag"]),
    ("<b>a</i></b></u>", "a￼￼", [("tag", "a￼")], ["tag", "tag"]),
    ("*<b>x*</b>", "￼x￼", [("emphasis", "￼x")], ["tag", "tag"]),
    ("`a *b*` and <code {1}>x <b>y</b></code>", "￼ and ￼", [], ["code", "code"]),
    ("a `Paragraph`", "a ￼", [], ["code"]),
    ("Press <kbd>Enter</kbd>", "Press Enter", [("tag", "Enter")], []),
    ("one{1}two\nthree {۲}", "one￼two￼three ￼", [], ["placeholder", "break", "placeholder"]),
    ("a note[^1] &amp; [^ب] \\[^1]", "a note￼ & ￼ [^1]", [], ["footnote", "footnote"]),
    ("<!-- c --> <https://a.b/c_d>", "￼ ￼", [], ["comment", "address"]),
    ("# no\n- no\n1. no", "# no￼- no￼1. no", [], ["break", "break"]),
    ("**«سلام»**علی", "**«سلام»**علی", [], []),
    ("**«سلام»** علی", "«سلام» علی", [("strong", "«سلام»")], []),
    ("`open **and** [x", "`open and [x", [("strong", "and")], []),
]  # fmt: skip


@pytest.mark.parametrize(("source", "text", "marks", "opaques"), READ)
def test_a_segment_is_words_and_what_is_on_them(
    source: str, text: str, marks: list[tuple[str, str]], opaques: list[str]
) -> None:
    m = marked(source)
    assert m.text == text
    assert [(mark.kind, m.text[mark.start : mark.end]) for mark in m.marks] == marks
    assert [opaque.kind for opaque in m.opaques] == opaques
    assert all(m.text[opaque.at] == HOLE for opaque in m.opaques)


NAMED = [
    ("**a** __b__", {"**": 2}),
    ("*a* _b_ ~c~ ~~d~~", {"*": 2, "~~": 2}),
    ('[a]({1} "tip") [b]({2}) ![c]({۳})', {"[]({1})": 1, "[]({2})": 1, "![]({3})": 1}),
    ("[a](https://e.org/a_b 'tip (it)') ![]({1})", {"[](https://e.org/a_b)": 1, "![]({1})": 1}),
    ('<abbr {1} title="a > b">x</abbr> <BR/> <br>', {"<abbr {1}>": 1, "<br>": 2}),
    ('<img {1} alt="A gauge" {2}>', {"<img {1} {2}>": 1}),
    ("`a` ``a`` `` ` ``", {"`a`": 2, "```": 1}),
    ("{1}{۱}{١} [^ب]\n", {"{1}": 3, "[^ب]": 1, "\n": 1}),
    ("</b> <!-- c -->", {"</b>": 1, "<!-- c -->": 1}),
]


@pytest.mark.parametrize(("source", "expected"), NAMED)
def test_names_are_what_a_translation_must_have_too(source: str, expected: dict[str, int]) -> None:
    assert names(marked(source)) == Counter(expected)


S, E, L = ("**", "**", "strong"), ("*", "*", "emphasis"), ("[", "]({1})", "link")
U, K = ("_", "_", "emphasis"), ("~~", "~~", "strike")

WRITTEN = [
    # text, (words, mark)…, how it is written
    ("سلام علی", [("سلام", S)], "**سلام** علی"),
    ("سلام علی", [("سلام ", S)], "**سلام** علی"),
    ("«سلام»علی", [("«سلام»", S)], "«**سلام**»علی"),
    ("علی«سلام»", [("«سلام»", S)], "علی«**سلام**»"),
    ("گفت: «سلام!»ها", [("سلام!»", S)], "گفت: «**سلام**!»ها"),
    ("کتاب‌ها", [("کتاب", S)], "**کتاب**‌ها"),
    ("کتابها", [("کتاب", ("__", "__", "strong"))], "**کتاب**ها"),
    ("کتاب (جلد ۱)ی", [("کتاب (جلد ۱)", E)], "*کتاب (جلد ۱*)ی"),
    ("¿Qué?Sí", [("¿Qué?", S)], "**¿Qué**?Sí"),
    ("uno dos", [("uno dos", E), ("dos", S)], "*uno **dos***"),
    ("uno dos", [("uno ", S), ("dos", E)], "**uno** *dos*"),
    ("unodos", [("uno", S), ("dos", E)], "**uno***dos*"),
    ("unodos", [("uno", E), ("dos", E)], "*uno*_dos_"),
    ("uno dos tres", [("uno dos tres", E), ("dos", E)], "*uno *dos* tres*"),
    ("aquí", [("aquí", S), ("aquí", L)], "**[aquí]({1})**"),
    ("اینجاها", [("اینجا", S), ("اینجا", L)], "[**اینجا**]({1})ها"),
    ("اینجاها و آنجا", [("اینجا", S), ("اینجا", L), ("آنجا", E)], "[**اینجا**]({1})ها و *آنجا*"),
    ("گفت «اینجا»ها", [("«اینجا»", S), ("اینجا", L)], "گفت «**[اینجا]({1})**»ها"),
    ("برو اینجاها", [("برو اینجا", S), ("اینجا", L)], "**برو [اینجا]({1})ها**"),
    ("¡Hola! aquí", [("¡Hola! ", S), ("aquí", L)], "**¡Hola!** [aquí]({1})"),
    ("hola!aquí", [("aquí", L)], "hola\\![aquí]({1})"),
    ("hola!aquí & allí", [("aquí", L)], "hola\\![aquí]({1}) & allí"),
    ("a]b & c", [("a]b", L)], "[a\\]b]({1}) & c"),
    ("2*3*4 [uno] & dos", [("[uno]", S)], "2\\*3\\*4 **[uno]** & dos"),
    ("di uno", [(" uno", S)], "di **uno**"),
    ("uno dos tres", [("uno dos tres", E), ("uno", S), ("tres", S)], "***uno** dos **tres***"),
    ("uno dos", [("dos", S), ("uno dos", E)], "*uno **dos***"),
    ("uno dos", [("uno", S), ("uno dos", L)], "[**uno** dos]({1})"),
    ("a]b", [("a]b", L)], "[a\\]b]({1})"),
    ("2*3*4 <b> & &lt;", [], "2\\*3\\*4 &lt;b> & &amp;lt;"),
    ("snake_case y {1}", [], "snake_case y &#123;1}"),
    ("[^1] `a`", [], "\\[^1] \\`a\\`"),
    ("viejo nuevo", [("viejo", K)], "~~viejo~~ nuevo"),
    ("hola!", [("!", S)], "Unwritable: Markdown cannot put ** on these words: 'hola!'"),
    ("uno dos", [("uno d", S), ("dos", E)], "Unwritable: ** ends within *"),
    ("uno", [("", S)], "Unwritable: ** is on no words"),
    ("uno  dos", [("  ", S)], "Unwritable: ** is on nothing but spaces"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "on", "expected"), WRITTEN)
def test_marks_are_written_where_they_can_stand(
    text: str, on: list[tuple[str, tuple[str, str, str]]], expected: str
) -> None:
    marks = [Mark(text.rindex(w), text.rindex(w) + len(w), *how) for w, how in on]
    m = Marked(text, tuple(marks))
    if expected.startswith("Unwritable"):
        with pytest.raises(Unwritable) as caught:
            written(m)
        assert f"Unwritable: {caught.value}" == expected
    else:
        assert written(m) == expected


def test_marks_that_cross_are_refused_by_name() -> None:
    m = Marked("uno dos", (Mark(4, 7, *E), Mark(0, 5, *S)))
    with pytest.raises(Unwritable, match=r"\*\* ends within \*"):
        written(m)
    assert written(m._replace(marks=(Mark(0, 4, *S), Mark(4, 7, *E)))) == "**uno** *dos*"


def test_a_mark_that_begins_before_the_text_is_on_no_words() -> None:
    with pytest.raises(Unwritable, match="is on no words"):
        written(Marked("uno", (Mark(-1, 2, *S),)))


def test_a_mark_leaves_out_the_line_breaks_at_its_edges() -> None:
    breaks = (Opaque(0, "\n", "break"), Opaque(4, "\n", "break"))
    assert written(Marked("￼uno￼dos", (Mark(0, 5, *S),), breaks)) == "\n**uno**\ndos"


def test_an_exclamation_does_not_make_a_picture_of_the_link_behind_it() -> None:
    m = Marked("hola!￼", (), (Opaque(5, "[]({1})", "link"),))
    assert written(m) == "hola\\![]({1})"


def test_items_stand_where_their_hole_is() -> None:
    m = Marked("به ￼ بروید￼", (), (Opaque(3, "`git`", "code"), Opaque(10, "[^1]", "footnote")))
    assert written(m) == "به `git` بروید[^1]"
    with pytest.raises(Unwritable, match=r"`git` has no place at character 2"):
        written(m._replace(opaques=(Opaque(2, "`git`", "code"),)))
    with pytest.raises(Unwritable, match=r"`git` has no place at character 0"):
        written(Marked("😀", (), (Opaque(0, "`git`", "code"),)))


@pytest.mark.parametrize(
    ("text", "on", "expected"),
    [
        ("قیمت￼ها است", (4, 5), "**قیمت`x`ها** است"),
        ("قیمت￼ها است", (0, 5), "**قیمت`x`ها** است"),
        ("￼ها است", (0, 1), "**`x`ها** است"),
        ("آن قیمت￼ است", (7, 8), "آن **قیمت`x`** است"),
        ("la￼ y", (2, 3), "**la`x`** y"),
    ],
)
def test_a_mark_on_an_item_takes_the_rest_of_its_word_where_it_cannot_stand_within(
    text: str, on: tuple[int, int], expected: str
) -> None:
    item = Opaque(text.index(HOLE), "`x`", "code")
    m = Marked(text, (Mark(*on, *S),), (item,))
    assert written(m) == expected


def test_a_mark_on_a_link_within_a_word_takes_the_rest_of_the_word() -> None:
    link = Mark(3, 4, *L)
    for on in ((0, 4), (3, 6)):
        assert written(Marked("پیشxها است", (link, Mark(*on, *S)))) == "**پیش[x]({1})ها** است"


def test_a_mark_stands_whatever_a_number_beside_it_is_to_the_parser() -> None:
    """`{1}` may become a shortcode (a word to the parser) or an address (punctuation)."""
    m = Marked("￼سلام", (Mark(0, 1, *S),), (Opaque(0, "{1}", "placeholder"),))
    assert written(m) == "**{1}سلام**"
    m = Marked("￼uno", (Mark(1, 4, *U),), (Opaque(0, "{1}", "placeholder"),))
    assert written(m) == "{1}*uno*"


@pytest.mark.parametrize("word", ["one", "zwei"])
def test_signs_are_escaped_as_in_the_original(word: str) -> None:
    m = Marked("[uno] * dos", (Mark(1, 4, *S),))
    assert written(m, like=f"\\[**{word}**] \\* two") == "\\[**uno**] \\* dos"
    assert written(m) == "[**uno**] * dos"


# Laws


def round_trip(source: str) -> None:
    m = marked(source)
    assert written(m, like=source) == source
    try:
        again = written(m)
    except Unwritable:
        return
    assert marked(again).text == m.text
    assert names(marked(again)) == names(m)


@pytest.mark.parametrize("case", cases(), ids=str)
def test_segments_of_the_cases_come_back(case: object) -> None:
    for segment in case.document().segments:  # type: ignore[attr-defined]  # a Case
        round_trip(segment.source)


def test_segments_of_a_blog_come_back(posts: Callable[[int], list[Path]]) -> None:
    """And what is written without knowing the original's spelling reads the same."""
    unwritable = total = 0
    for post in posts(2):
        for segment in read(post.read_bytes(), post).segments:
            m = marked(segment.source)
            assert written(m, like=segment.source) == segment.source
            if not (m.marks or m.opaques):
                continue
            total += 1
            try:
                again = marked(written(m))
            except Unwritable:
                unwritable += 1
                continue
            assert again.text == m.text
            assert names(again) == names(m)
    assert unwritable <= total / 1000


@given(source=WORDS)
def test_any_segment_comes_back(source: str) -> None:
    round_trip(" ".join(source.replace("\r", "\n").split(" ")))


PIECES = st.sampled_from(
    [
        *("سلام", "علی", "کتاب‌ها", "y", "el río", "¡Hola!", "¿qué?", "«نقل»", "(ج. ۱)", "2*3"),
        *("a_b", "؛", " ", " ", " ", "،", ".", "!", "»", "«", "…", "*", "_", "~", "[", "]", "<b>"),
        *("&amp;", "\\", "`", "{1}", "](", "\u200c", "\u00a0", "€", "👍", HOLE, HOLE, HOLE),
    ]
)  # fmt: skip
HOW = st.sampled_from(
    [
        *(S, S, ("__", "__", "strong"), E, U, K, ("~", "~", "strike")),
        *(L, ("[", ']({2} "t")', "link"), ("![", "]({3})", "image")),
        *(("<abbr {4}>", "</abbr>", "tag"), ("<b>", "</b>", "tag")),
    ]
)
ITEM = st.sampled_from(
    [
        *(("`x`", "code"), ("`` ` ``", "code"), ("{5}", "placeholder"), ("[^1]", "footnote")),
        *(("<br>", "tag"), ("\n", "break"), ("{6}", "placeholder"), ("![]({7})", "image")),
    ]
)


@st.composite
def placements(draw: st.DrawFn) -> Marked:
    """Any marks on any words, crossing ones too."""
    text = "".join(draw(st.lists(PIECES, min_size=1, max_size=8)))
    holes = [at for at, character in enumerate(text) if character == HOLE]
    opaques = [Opaque(at, *draw(ITEM)) for at in holes]
    spot = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(spot, spot), max_size=3))
    marks = [Mark(min(span), max(span), *draw(HOW)) for span in spans]
    return Marked(text, tuple(marks), tuple(opaques))


@settings(max_examples=150)
@given(m=placements())
@example(m=Marked("«سلام»علی", (Mark(0, 6, *S),)))
def test_what_is_written_reads_the_same_or_nothing_is_written(m: Marked) -> None:
    try:
        text = written(m)
    except Unwritable:
        assume(False)
    for letters in (False, True):
        again = marked(text, letters=letters)
        assert again.text == m.text
        assert names(again) == names(m)
