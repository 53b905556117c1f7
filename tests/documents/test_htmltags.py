"""Which HTML and which links a translation may hold."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n_flow.documents import read, render
from l10n_flow.documents.document import Unfit
from l10n_flow.documents.htmltags import HTML, MARKDOWN, contained

from .markup import html


@pytest.mark.parametrize("dialect", [MARKDOWN, HTML])
@pytest.mark.parametrize(
    "target",
    [
        "sin etiquetas",
        "un <b>gran</b> día",
        "<em>uno <strong>dos</strong></em>",
        "línea<br>y línea<br/>y <wbr>",
        '<a href="https://es.example.org" title="T">aquí</a>',
        "<a href='/relativo' hreflang='es'>aquí</a>",
        '<span lang="fa" dir="rtl">سلام</span>',
        '<img src="a.png" alt="Un gato > otro">',
        "<kbd>Ctrl</kbd>+<kbd>S</kbd>",
        "<bdi>کتاب</bdi>",
        '<time datetime="2026-10-12">ayer</time>',
    ],
)
def test_harmless_phrasing_tags_in_pairs_stay(target: str, dialect: object) -> None:
    assert contained(target, "", dialect) == target  # type: ignore[arg-type]  # of either dialect


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("<script>x</script>", "&lt;script>x&lt;/script>"),
        ("<SCRIPT>x</SCRIPT>", "&lt;SCRIPT>x&lt;/SCRIPT>"),
        ("<script src=x>", "&lt;script src=x>"),
        ("<iframe src='/x'></iframe>", "&lt;iframe src='/x'>&lt;/iframe>"),
        ("<style>p{}</style>", "&lt;style>p{}&lt;/style>"),
        ("<svg/onload=x()>", "&lt;svg/onload=x()>"),
        ("<b onclick='x()'>y</b>", "&lt;b onclick='x()'>y&lt;/b>"),
        ("<b ONCLICK=x>y</b>", "&lt;b ONCLICK=x>y&lt;/b>"),
        ("<b/onclick='x'>y</b>", "&lt;b/onclick='x'>y&lt;/b>"),
        ("<b title='x'onclick='y'>z</b>", "&lt;b title='x'onclick='y'>z&lt;/b>"),
        ("<b style='x'>y</b>", "&lt;b style='x'>y&lt;/b>"),
        ("<img src=x onerror=y>", "&lt;img src=x onerror=y>"),
        ("<div>x</div>", "&lt;div>x&lt;/div>"),
        ("</p><p>", "&lt;/p>&lt;p>"),
        ("<b>x", "&lt;b>x"),
        ("x</b>", "x&lt;/b>"),
        ("<b><i>x</b></i>", "&lt;b><i>x&lt;/b></i>"),
        ("1 < 2", "1 &lt; 2"),
        ("a <- b <= c", "a &lt;- b &lt;= c"),
        ("<!-- x -->", "&lt;!-- x -->"),
        ("<!DOCTYPE x>", "&lt;!DOCTYPE x>"),
        ("<?php x ?>", "&lt;?php x ?>"),
        ("<![CDATA[x]]>", "&lt;![CDATA[x]]>"),
        ("<b", "&lt;b"),
        ("<<b>x</b>", "&lt;<b>x</b>"),
        ("<a href='x", "&lt;a href='x"),
    ],
)
def test_every_other_tag_comes_out_as_text(target: str, expected: str) -> None:
    assert contained(target, "", HTML) == expected
    assert contained(target, "", MARKDOWN) == expected


@pytest.mark.parametrize(
    "address",
    [
        "javascript:x",
        "JavaScript:x",
        " javascript:x",
        "java\tscript:x",
        "java\nscript:x",
        "&#106;avascript:x",
        "&#x6A;avascript:x",
        "javascript&colon;x",
        "java&Tab;script:x",
        "java&NewLine;script:x",
        "\x01javascript:x",
        "vbscript:x",
        "data:text/html,x",
        "DATA:image/svg+xml;base64,x",
        "file:///etc/passwd",
        "blob:x",
    ],
)
def test_an_address_that_could_run_code_is_no_attribute(address: str) -> None:
    target = f'<a href="{address}">x</a>'
    assert contained(target, "", HTML).startswith("&lt;a ")
    assert contained(target, "", MARKDOWN).startswith("&lt;a ")


@pytest.mark.parametrize(
    "target",
    [
        "[x](javascript:y)",
        "[x](JavaScript:y)",
        "[x]( javascript:y)",
        "[x](<javascript:y>)",
        "[x](\njavascript:y)",
        "[x](&#106;avascript:y)",
        "[x](javascript&colon;y)",
        "[x](java\\script:y)",
        "![x](data:image/png;base64,y)",
        "[x](vbscript:y 'title')",
        "[![x](/y)](javascript:z)",
        "`code` [x](javascript:y)",
        "\\` [x](javascript:y) `",
    ],
)
def test_a_link_that_could_run_code_is_unfit(target: str) -> None:
    with pytest.raises(Unfit, match=r"links to \w+:, which no translation may add"):
        contained(target, "", MARKDOWN)


@pytest.mark.parametrize(
    "target",
    [
        "[x](https://es.example.org)",
        "[x](mailto:nosotros@example.org)",
        "[x](tel:+34123)",
        "[x](../otro.md#a:b)",
        "[x]({1})",
        "[x](راهنما:صفحه)",
        "`f[0](x:1)`",
        "``[x](javascript:y)``",
        "\\[x\\]\\(javascript:y)",
    ],
)
def test_other_links_and_code_stay(target: str) -> None:
    assert contained(target, "", MARKDOWN) == target


@pytest.mark.parametrize(
    "target",
    [
        "<https://es.example.org/a_b?c=d>",
        "<mailto:nosotros@example.org>",
        "<nosotros@example.org>",
        "`<script>`",
        "``a ` <script>``",
        "escrito \\<script>",
    ],
)
def test_autolinks_code_and_escapes_of_markdown_stay(target: str) -> None:
    assert contained(target, "", MARKDOWN) == target


@pytest.mark.parametrize("target", ["<javascript:x>", "<data:text/html,x>", "<made:up>"])
def test_autolinks_to_other_schemes_come_out_as_text(target: str) -> None:
    assert contained(target, "", MARKDOWN) == "&lt;" + target[1:]


def test_what_the_source_holds_a_translation_may_hold() -> None:
    assert contained("<button {1}>Ya</button>", "<button {1}>Now</button>", MARKDOWN) == (
        "<button {1}>Ya</button>"
    )
    assert contained("<my-tag>Ya</my-tag>", "<my-tag>Now</my-tag>", HTML) == "<my-tag>Ya</my-tag>"


def test_a_tag_may_have_what_another_one_of_its_name_has_unless_it_acts() -> None:
    source = '<span data-a="1" style="x:y">one</span> <span data-b="2">two</span>'
    both = '<span data-b="2" data-a="1">uno y dos</span>'
    assert contained(both, source, HTML) == both
    with pytest.raises(Unfit, match="changes the tag <span"):
        contained('<span data-b="2" style="x:y">uno y dos</span>', source, HTML)


def test_an_unpaired_tag_of_the_source_is_allowed_as_often_as_it_is_there() -> None:
    source = "closing</b> here"
    assert contained("aquí</b> cierra", source, HTML) == "aquí</b> cierra"
    assert contained("aquí</b> cierra</b>", source, HTML) == "aquí</b> cierra&lt;/b>"
    assert contained("aquí<b> abre", source, HTML) == "aquí&lt;b> abre"


def test_placeholders_may_stand_for_attributes() -> None:
    assert contained("<a {1} title='T' {2}>x</a>", "", HTML) == "<a {1} title='T' {2}>x</a>"


PIECES = st.sampled_from(
    ["<script>", "</script>", "<SCRIPT/x>", "<b onclick='x'>", "</b>", "<a href='javascript:x'>",
     "</a>", "[x](", "](", "javascript:x", "data:x", ")", "<javascript:x>", "<", ">", "`", "``",
     "\\", '"', "'", "<img src=x onerror=y>", "<svg/onload=x>", "<!--", "-->", "&#106;", "{1}",
     "<iframe src='x'>", "[x]: javascript:y", "\n", "\n\n", " ", "x", "<a {1}>", "<style>",
     "<https:x>", "![x](data:x)"]
)  # fmt: skip
PLACES = st.sampled_from(
    ["Peace\n", "# Peace\n", "Peace\n===\n", "- Peace\n", "> Peace\n", "|Peace|x|\n|-|-|\n",
     "<p>Peace</p>\n", "<p title='Peace'>x</p>\n", '[x]\n\n[x]: /u "Peace"\n',
     "x <i>Peace</i>\n", "[Peace](/u 'x')\n", "![Peace](/u)\n",
     "Peace `x` <!-- c --> [y](/u)\n", "Peace <b class='x'>y</b>\n"]
)  # fmt: skip


class Dangers(HTMLParser):
    """What in a page could run code."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style", "iframe", "svg", "object", "embed"):
            self.found.append(tag)
        for name, value in attrs:
            target = "".join((value or "").split()).lower()
            if name.startswith("on") or target.startswith(("javascript:", "data:", "vbscript:")):
                self.found.append(name)


@settings(max_examples=200)
@given(article=PLACES, drawn=st.lists(PIECES, max_size=7))
def test_nothing_that_could_run_code_reaches_a_page(article: str, drawn: list[str]) -> None:
    document = read(article.encode(), Path("a.md"))
    targets = {s.key: s.source.replace("Peace", "paz " + "".join(drawn)) for s in document.segments}
    page = Dangers()
    page.feed(html(render(document, targets).text))
    page.close()
    assert page.found == []


def test_a_lone_tag_that_the_source_has_stays_behind_one_that_it_has_not() -> None:
    assert contained("</i> uno <b>dos", "one <b>two", MARKDOWN) == "&lt;/i> uno <b>dos"
    assert contained("uno <b>dos", "one <b>two", MARKDOWN) == "uno <b>dos"


@pytest.mark.parametrize("quote", ['"', "'", ""])
@pytest.mark.parametrize("address", ["javascript:x()", "data:text/html,x", "vbscript:x"])
def test_an_address_that_runs_code_is_no_link_however_it_is_quoted(
    quote: str, address: str
) -> None:
    for dialect in (MARKDOWN, HTML):
        made = contained(f"<a href={quote}{address}{quote}>y</a>", "", dialect)
        assert made == f"&lt;a href={quote}{address}{quote}>y&lt;/a>"
