"""HTML as an article: what it says about itself, and what leads away from it."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from l10n_flow.documents import Document, read


def page(html: str) -> Document:
    return read(html.encode(), Path("page.html"))


def test_a_page_says_its_language_title_and_date() -> None:
    front = page(
        "<html LANG='fa'><title> صلح </title><meta name=description content=خبر>"
        '<meta property="article:published_time" content="2026-10-12"><p>x'
    ).front
    assert front is not None
    assert [front.value(name) for name in ("lang", "title", "description", "date")] == [
        "fa",
        "صلح",
        "خبر",
        "2026-10-12",
    ]


def test_what_search_results_and_networks_show_is_a_field() -> None:
    names = (
        "description og:title og:description og:site_name og:image:alt twitter:title"
        " twitter:description twitter:image:alt apple-mobile-web-app-title"
    )
    for key, name in product(("name", "property", "itemprop", "NAME"), names.split()):
        shown = page(f'<meta {key}=" {name.upper()} " content=" Rain ">')
        assert [(s.source, s.kind) for s in shown.segments] == [("Rain", f"field: {name}")]
        assert (shown.front is not None) == (name == "description")


@pytest.mark.parametrize("name", ["article:published_time", "date", "DC.date", "dcterms.date"])
def test_the_first_date_that_a_page_states_is_its_date(name: str) -> None:
    front = page(f"<meta name=date content=''><meta name={name} content=2026-10-12>"
                 "<meta name=date content=2020-01-01>").front  # fmt: skip
    assert front is not None
    assert front.value("date") == "2026-10-12"


@pytest.mark.parametrize(
    "html", ["<meta name=robots content=all>", "<meta name=description>", "<html lang=' '>", "<p>x"]
)
def test_other_words_of_a_head_say_nothing(html: str) -> None:
    assert page(html).front is None
    assert [s.source for s in page(html).segments] == ["x"] * html.endswith("x")


def test_a_page_that_is_not_to_be_translated_says_so() -> None:
    for element in ("html", "body"):
        (told,) = page(f"x<{element} translate=no><p>Peace").warnings
        assert told.message.startswith("the whole page is marked as not to be translated")
        assert told.offset == 1
    assert page("<p>x<div translate=no><p>Peace</div>").warnings == ()


def test_a_blank_line_parts_paragraphs_in_a_fragment_and_not_in_a_page() -> None:
    assert [s.source for s in page("Mud\n\nand silt\n").segments] == ["Mud", "and silt"]
    assert len(page("<body>Mud\n\nand silt\n").segments) == 1


@pytest.mark.parametrize(
    ("html", "kinds"),
    [
        ("<h1>a</h1>b", ["heading 1", "html"]),
        ("<h6>a</h6><h7>b</h7>", ["heading 6", "html"]),
        ("<table><th>a<td>b</table><dl><dt>c<dd>d</dl>",
         ["cell", "cell", "term", "definition"]),
        ("<blockquote>a<p>b</blockquote>", ["quote", "paragraph"]),
    ],
)  # fmt: skip
def test_a_segment_is_of_the_kind_of_its_element(html: str, kinds: list[str]) -> None:
    assert [segment.kind for segment in page(html).segments] == kinds


def test_a_fragment_says_nothing_about_itself() -> None:
    assert page("<p>Peace</p>").front is None


def test_addresses_of_a_page_are_links() -> None:
    links = page('<p><a href="b.html">b</a><img SRC=c.png></p><iframe src="/d"></iframe>').links
    assert [link.target for link in links] == ["b.html", "c.png", "/d"]


@pytest.mark.parametrize("suffix", [".html", ".htm", ".HTML"])
def test_pages_are_known_by_their_suffix(suffix: str) -> None:
    assert read(b"<p>Peace", Path("a" + suffix)).segments[0].source == "Peace"
