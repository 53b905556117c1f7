"""No translation commands the programs that read an edition after us."""

from __future__ import annotations

import html
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n_flow.documents import read, render
from l10n_flow.documents.document import Unfit
from l10n_flow.documents.markdown.delimiters import DEFAULT, defused
from tests.documents.generators import hugo, kramdown
from tests.documents.markup import words

OPENERS = ["{{<", "{{%", "{{", "{%", "{:", "{::", "{#", "{%-", "{{{"]


@pytest.mark.parametrize("begins", OPENERS)
@pytest.mark.parametrize("place", ["block", "heading", "setext", "cell", "html", "title-double",
                                   "attribute-single"])  # fmt: skip
def test_what_would_begin_a_command_is_words(begins: str, place: str) -> None:
    for target in (f"uno {begins} dos", f"{begins}x", f"x{begins}", f"x {begins}{{1}}"):
        made = defused(target, "one {1}", place)
        assert not any(sign in made.replace("{1}", "") for sign in DEFAULT)
        assert html.unescape(made) == target


@pytest.mark.parametrize("begins", OPENERS)
def test_what_the_source_has_a_translation_may_have_as_often(begins: str) -> None:
    assert defused(f"usa {begins} aquí", f"use {begins} here", "block") == f"usa {begins} aquí"
    made = defused(f"{begins} y {begins}", f"use {begins} here", "block")
    assert made.startswith(begins)
    assert made.count("&#123;") >= 1


@pytest.mark.parametrize("place", ["yaml", "yaml-literal", "text"])
def test_where_no_spelling_helps_it_is_refused(place: str) -> None:
    with pytest.raises(Unfit, match=r"holds \{\{, which only the article may"):
        defused("uno {{< dos", "one", place)
    assert defused("{{ uno", "{{ one", place) == "{{ uno"


@pytest.mark.parametrize("code", ["`{{ x`", "``{% x``", "<https://x/{{y>"])
def test_in_code_it_is_refused_unless_the_source_has_it(code: str) -> None:
    with pytest.raises(Unfit, match="in code, which only the article may"):
        defused(f"uno {code}", "one", "block")
    assert defused(f"uno {code}", f"one {code}", "block") == f"uno {code}"


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("sin llaves", "sin llaves"),
        ("{1} y {۲} y {a, b}", "{1} y {۲} y {a, b}"),
        ("un `{:x}`", "un `{:x}`"),
        (r"\{{ x", "&#123;{ x"),
        (r"\\{{ x", r"\\&#123;{ x"),
        ("*x*{.y}", "*x*&#123;.y}"),
        ("`x`{=html}", "`x`&#123;=html}"),
        ("[x]({1}){onclick=y}", "[x]({1})&#123;onclick=y}"),
        ("{raw}`x`", "&#123;raw}`x`"),
        ("100%}", "100%}"),
    ],
)
def test_braces_that_begin_nothing_stay(target: str, expected: str) -> None:
    assert defused(target, "x {1} {2}", "block") == expected


ARTICLE = b"""---
title: Peace
---
# Head

One {{< tip >}}inner{{< /tip >}} words.

- Item
- Item two

> Quote

| a | b |
| - | - |
| Cell | Cell two |

<p title="Tip">Block</p>

Use `code` and [link](/x "title").

[ref]: /y "Definition"
"""
PIECES = ["{{< evil >}}", "{{<", "{{%", "{{", "{%", "{:", "{::", "{#", "}}", ">}}", "%}}", "%}",
          "}", "{", "evil", "`", "*", "x", " ", "\n", "/", "raw", '{: onclick="x()"}', "{1}", "\\",
          "|"]  # fmt: skip


def spoiled(drawn: list[str]) -> tuple[bytes, bytes]:
    """The article, and its edition with the drawn pieces in turn at the ends of its segments."""
    document = read(ARTICLE, Path("a.md"))
    targets = {
        s.key: s.source + drawn[n % len(drawn)] for n, s in enumerate(document.segments) if drawn
    }
    return document.text, render(document, targets).text


@settings(max_examples=30)
@given(drawn=st.lists(st.lists(st.sampled_from(PIECES), max_size=4).map("".join), max_size=9))
def test_an_edition_begins_no_command_that_the_article_does_not(drawn: list[str]) -> None:
    article, edition = spoiled(drawn)
    for sign in (b"{{", b"{%", b"{#"):
        assert edition.count(sign) <= article.count(sign)
    page = Acting()
    page.feed(kramdown(edition))
    assert page.found == []


SPLIT = [
    ["{{% evil `x"],
    ["{{< evil", ">}}"],
    ["{{<evil", ">}}", "{{</evil", ">}}"],
    ["{{% evil `", "` %}}"],
    ["{{", "{{<", "{{%"],
    ["{", "{< evil >}}"],
    ["{{</* evil */>}}"],
    ["`{{< evil", ">}}`"],
    ["{1}{{< evil >", "}}"],
]


@pytest.mark.parametrize("drawn", SPLIT, ids=str)
def test_hugo_obeys_no_translation(drawn: list[str], tmp_path: Path) -> None:
    _, edition = spoiled(drawn)
    pages = hugo({"edition": edition, "article": ARTICLE}, tmp_path)
    assert "error" not in pages, pages
    assert "OBEYED" not in pages["edition"]
    assert pages["edition"].count("TIP") == pages["article"].count("TIP") == 1


@pytest.mark.parametrize(
    "target",
    [
        '*x*{: onclick="alert(1)"}',
        'x\n{: onclick="alert(1)"}',
        "{::comment}",
        "{::options parse_block_html='true' /}",
        "{:/comment}",
        "**x**{:.evil}",
        "[x](/y){: onclick=alert(1)}",
        "{:evil: onclick='alert(1)'}",
        "{::nomarkdown}<script>alert(1)</script>",
    ],
)
@pytest.mark.parametrize("article", ["Peace\n\nWar\n", "- Peace\n- War\n", "# Peace\n\nWar\n",
                                     "Peace *x* now\n\nWar\n"])  # fmt: skip
def test_kramdown_obeys_no_translation(article: str, target: str) -> None:
    document = read(article.encode(), Path("a.md"))
    first, *_ = document.segments
    edition = render(document, {first.key: first.source.replace("Peace", f"paz {target}")}).text
    page = kramdown(edition)
    acting = Acting()
    acting.feed(page)
    assert not acting.found, page
    assert "<script" not in page
    assert "War" in page


class Acting(HTMLParser):
    """The attributes and elements of a page that the translations asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[object] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [a for a in attrs if a[0] == "onclick" or a[1] == "evil"]
        self.found += [tag] if tag == "script" else []


def test_readers_see_what_was_written() -> None:
    document = read(b"# Peace\n\n| a |\n|-|\n| War |\n", Path("a.md"))
    targets = {s.key: f"{s.source} {{{{< x y {{% z {{:w" for s in document.segments}
    shown = words(render(document, targets).text)
    assert shown.count("{{< x y {% z {:w") == len(document.segments)


@pytest.mark.parametrize(
    ("source", "good", "bad"),
    [
        ("One {{< tip >}}in{{< /tip >}} words", ["uno {1}en{2}", "{1}uno{2}"],
         ["{1}uno", "uno{2}", "{2}uno{1}", "uno", "{1}a{2}{1}b", "{1}{2}{1}{2}"]),
        ("A {% if x %}b{% else %}c{% endif %}", ["á {1}b{2}c{3}"], ["á {1}b{3}", "{1}{3}{2}"]),
        ("A {{< v >}} b {{< v >}}", ["{1}", "{2} {1}", "{1} {2} {1}"], []),
        ("A {{< a >}}b{{< /a >}} {{< c >}}d{{< /c >}}", ["{3}d{4} {1}b{2}", "{1}{3}{4}{2}"],
         ["{1}{3}{2}{4}"]),
        ("A {{< a />}} b, {{< a >}}c{{< /a >}}", ["{2}c{3} {1}", "{2}c{3}"], ["{1} {2}"]),
    ],
)  # fmt: skip
def test_what_opens_is_closed_as_in_the_source(
    source: str, good: list[str], bad: list[str]
) -> None:
    document = read(source.encode(), Path("a.md"))
    (segment,) = document.segments
    for target in good:
        assert not render(document, {segment.key: f"x {target} x"}).refusals, target
    for target in bad:
        (refusal,) = render(document, {segment.key: f"x {target} x"}).refusals
        assert "they open and close something" in refusal.reason
