"""The pages that readers open, measured as Chromium draws them: nothing juts out, nothing jumps,
bars and numbers stand on the side of their words. `python -m tests.site.specimen FOLDER` makes the
pages for a look.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from l10n_flow.site.theme import own_files
from tests.site.specimen import specimen

pytest.importorskip("playwright.sync_api", reason="make test-browser installs it")
pytest.importorskip("jinja2")
pytest.importorskip("nh3")

PAGES = (
    "index.html", "404.html", "en/index.html", "fa/index.html", "en/page-2.html", "en/404.html",
    "en/everything.html", "es/everything.html", "ar/everything.html", "fa/persian.html",
    "en/persian.html", "fa/category/report/index.html", "ar/short-1.html",
)  # fmt: skip

ENDS = ("first", "last")

HEAVIEST = 100_000
"""Bytes of a page with its style and its font, without pictures."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return specimen(tmp_path_factory.mktemp("specimen"))


@pytest.fixture
def page(chromium: Any) -> Iterator[Any]:
    window = chromium.new_page(viewport={"width": 1280, "height": 900})
    yield window
    window.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_juts_out_and_nothing_jumps(site: Path, page: Any, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.add_init_script(
        "window.shifts = 0; new PerformanceObserver((list) => {"
        " for (const one of list.getEntries()) window.shifts += one.value"
        " }).observe({type: 'layout-shift', buffered: true})"
    )
    found = {}
    for place in PAGES:
        page.goto((site / place).as_uri())
        found[place] = page.evaluate(
            "[document.documentElement.scrollWidth - document.documentElement.clientWidth,"
            " window.shifts]"
        )
    assert found == {place: [0, 0] for place in PAGES}


def side(page: Any, selector: str, edge: str) -> bool:
    """Whether the element has a line there."""
    width = page.locator(selector).first.evaluate(
        f"(one) => getComputedStyle(one).border{edge}Width"
    )
    return bool(width != "0px")


@pytest.mark.parametrize(
    ("place", "edge", "other"),
    [
        ("en/everything.html", "Left", "Right"),
        ("fa/persian.html", "Right", "Left"),
        ("ar/everything.html", "Left", "Right"),
        ("en/persian.html", "Right", "Left"),
    ],
)
def test_a_quotation_s_bar_is_where_its_lines_begin(
    site: Path, page: Any, place: str, edge: str, other: str
) -> None:
    page.goto((site / place).as_uri())
    assert side(page, "blockquote", edge)
    assert not side(page, "blockquote", other)


@pytest.mark.parametrize(
    ("place", "is_left"),
    [
        ("en/everything.html", True),
        ("fa/persian.html", False),
        ("ar/everything.html", True),
        ("en/persian.html", False),
    ],
)
def test_lists_and_tables_that_nobody_translated_stand_as_in_their_own_language(
    site: Path, page: Any, place: str, is_left: bool
) -> None:
    page.goto((site / place).as_uri())
    first, last = (page.locator(f".site-body th:{which}-child").bounding_box() for which in ENDS)
    assert (first["x"] < last["x"]) == is_left
    indented = page.locator(".site-body ol").first.evaluate(
        "(one) => getComputedStyle(one).paddingLeft"
    )
    assert (indented != "0px") == is_left


SIDE = """(cell) => {
  const { textAlign, direction } = getComputedStyle(cell)
  return (textAlign === "end") === (direction === "ltr") ? "right" : "left"
}"""


@pytest.mark.parametrize(("page_runs", "other"), [("rtl", "ltr"), ("ltr", "rtl")])
def test_a_cell_that_nobody_translated_stands_on_the_side_of_its_column(
    page: Any, page_runs: str, other: str
) -> None:
    style = own_files()[1]["site.css"].decode()
    cells = f'<td class="end">۱</td></tr><tr><td class="end" dir="{other}">two</td>'
    table = f'<table><tr><th class="end">a</th></tr><tr>{cells}</tr></table>'
    body = f'<div class="site-body">{table}</div>'
    page.set_content(f'<html dir="{page_runs}"><style>{style}</style>{body}</html>')
    sides = {cell.evaluate(SIDE) for cell in page.locator(".end").all()}
    assert sides == {"left" if page_runs == "rtl" else "right"}


@pytest.mark.parametrize(("place", "is_left"), [("en/index.html", True), ("ar/index.html", False)])
def test_headlines_in_another_direction_stand_on_the_side_of_the_page(
    site: Path, page: Any, place: str, is_left: bool
) -> None:
    page.goto((site / place).as_uri())
    foreign = page.locator(".site-card :is(h2, h3)[dir]")
    sides = {one.evaluate("(one) => getComputedStyle(one).textAlign") for one in foreign.all()}
    assert sides == {"left" if is_left else "right"}


def test_what_a_page_weighs(site: Path) -> None:
    shared = sum(
        (site / "assets" / name).stat().st_size for name in ("site.css", "vazirmatn.woff2")
    )
    assert max((site / place).stat().st_size for place in PAGES) + shared < HEAVIEST


def test_an_older_text_shows_its_change_to_readers_who_ask(site: Path, page: Any) -> None:
    page.goto((site / "es/everything.html").as_uri())
    change = page.locator("details.change")
    assert change.locator("ins").is_hidden()
    change.locator("summary").click()
    assert change.locator("p").inner_text() == "A second one. It has two notes."
    assert change.locator("ins").inner_text().strip() == "two"


def test_on_paper_there_is_the_article_and_no_way_around(site: Path, page: Any) -> None:
    page.goto((site / "en/everything.html").as_uri())
    page.emulate_media(media="print")
    assert page.locator(".site-languages, .site-sections").first.is_hidden()
    assert page.locator("h1").is_visible()
    code = page.locator("pre").evaluate("(one) => [one.scrollWidth, one.clientWidth]")
    assert code[0] <= code[1]


@pytest.mark.parametrize("place", ["en/everything.html", "fa/persian.html"])
def test_paper_ends_with_the_name_of_the_site_and_no_blank_lines_below(
    site: Path, page: Any, place: str
) -> None:
    """Else a sheet comes out of the printer with nothing on it."""
    page.goto((site / place).as_uri())
    page.emulate_media(media="print")
    assert page.locator(".site-foot p:visible").count() == 1
    assert page.locator("[role=doc-backlink]:visible").count() == 0
    below = page.evaluate(
        "document.documentElement.scrollHeight"
        " - document.querySelector('.site-foot p').getBoundingClientRect().bottom - scrollY"
    )
    assert below < 16


def test_the_dark_pages_are_dark(site: Path, page: Any) -> None:
    page.emulate_media(color_scheme="dark")
    for place in ("en/everything.html", "404.html", "index.html"):
        page.goto((site / place).as_uri())
        colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert colour == "rgb(21, 20, 19)", place


@pytest.mark.parametrize("place", ["fa/persian.html", "ar/everything.html", "fa/404.html"])
def test_words_in_arabic_letters_come_in_their_font_at_once(
    site: Path, page: Any, place: str
) -> None:
    page.goto((site / place).as_uri())
    assert page.evaluate("[...document.fonts].map((font) => font.status)") == ["loaded"]
    assert "Vazirmatn" in page.evaluate("getComputedStyle(document.body).fontFamily")
