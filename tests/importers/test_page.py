"""HTML pages, hostile ones included."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from l10n_flow.errors import ConfigError, DocumentError, UsageError
from l10n_flow.importers.article import Article, Imported, Role
from l10n_flow.importers.page import parse, read_page
from l10n_flow.importers.profile import Credit, Profile, load

PAGE = Path("page.html")
PLAIN = Profile("plain")
TEXT = (
    "<p>Rain fell on both banks of the river for the whole of the night, and nobody slept.</p>"
    "<p>In the morning the gauge stood at nine metres, which is two more than the school has.</p>"
    "<p>The ferries stayed where they were, and so did the people who had come to take them.</p>"
)


def html(body: str, head: str = "") -> str:
    return f"<!doctype html><html><head><title>Rain</title>{head}</head><body>{body}</body></html>"


def read(body: str, head: str = "", profile: Profile = PLAIN) -> Imported:
    return read_page(parse(html(body, head), PAGE), profile)


def article(imported: Imported) -> Article:
    assert imported.article is not None
    return imported.article


def markdown(imported: Imported) -> str:
    return "\n\n".join(block.markdown for block in article(imported).blocks)


@pytest.fixture
def with_selectors(tmp_path: Path) -> Profile:
    file = tmp_path / "delta.yaml"
    file.write_text(
        "html:\n  title: //h2[1]\n  date: //p[@class='when']\n  categories: //li[@class='tag']\n"
        "  authors: //meta[@name='by']/@content\n  credit: string(//p[@class='who'])\n"
        "  body: //div[@id='text']\n  drop: [\"//div[@class='ad']\"]\n",
        encoding="utf-8",
    )
    return load(file)


def test_trafilatura_finds_the_article_among_menus_and_footers() -> None:
    imported = read(f"<nav>Home</nav><article><h1>Rain</h1>{TEXT}</article><footer>(c)</footer>")
    found = article(imported)
    assert found.title == "Rain"
    assert [block.kind for block in found.blocks] == ["paragraph"] * 3


def test_selectors_say_better_than_any_guess(with_selectors: Profile) -> None:
    body = (
        "<h2>Nine metres</h2><p class=when>۲۷ مهر ۱۴۰۵</p><ul><li class=tag>Water<li class=tag>Top"
        "</ul><p class=who>Delta  Weekly</p><div id=text>Short.<div class=ad>Buy!</div></div>"
    )
    imported = read(body, "<meta name=by content='Ana Ruiz'>", with_selectors)
    found = article(imported)
    assert (found.title, str(found.day)) == ("Nine metres", "2026-10-19")
    assert (found.categories, found.authors) == (("Water", "Top"), ("Ana Ruiz",))
    assert (found.credit, markdown(imported)) == ("Delta Weekly", "Short.")
    assert [use.text for use in imported.lines(Role.DROPPED)] == ["Buy!"]


@pytest.mark.parametrize(
    ("xpath", "message"),
    [("//[", "is not XPath"), ("//p/text()", "must select elements")],
)
def test_a_wrong_selector_is_a_mistake_of_the_profile(
    tmp_path: Path, xpath: str, message: str
) -> None:
    file = tmp_path / "delta.yaml"
    file.write_text(f"html:\n  body: {xpath}\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=message) as caught:
        read(TEXT, profile=load(file))
    assert caught.value.where is not None
    assert caught.value.where.line == 2


def test_headings_begin_at_the_second_level_and_keep_their_order() -> None:
    body = f"<article><h1>Rain</h1>{TEXT}<h1>Part</h1>{TEXT}<h3>Section</h3>{TEXT}</article>"
    rows = [row for row in markdown(read(body)).split("\n\n") if row.startswith("#")]
    assert rows == ["## Part", "#### Section"]


def test_a_credit_is_lifted_whether_or_not_it_is_bold() -> None:
    profile = replace(PLAIN, credit=Credit(("Delta Weekly",)), kinds={"opinion": "opinion"})
    for opening in ("Delta Weekly – Opinion: ", "<b>Delta Weekly</b> - Opinion: "):
        imported = read(
            f"<article>{TEXT.replace('<p>', '<p>' + opening, 1)}</article>", "", profile
        )
        assert (article(imported).credit, article(imported).kind) == ("Delta Weekly", "opinion")
        assert markdown(imported).startswith("Rain fell on both banks")


def test_the_date_may_stand_in_the_page_only() -> None:
    imported = read(f"<article><h1>Rain</h1><p>19 October 2026</p>{TEXT}</article>")
    assert str(article(imported).day) == "2026-10-19"


def test_a_year_in_the_footer_is_no_date() -> None:
    imported = read(f"<article>{TEXT}</article><footer>Copyright 2019</footer>")
    assert article(imported).day is None
    assert [what for _, what in imported.warnings] == ["no date found"]


def test_a_summary_that_repeats_the_text_is_left_out() -> None:
    repeated = "<meta name=description content='Rain fell on both banks of the river…'>"
    own = "<meta name=description content='One night, nine metres.'>"
    body = f"<article><h1>Rain</h1>{TEXT}</article>"
    assert article(read(body, repeated)).summary == ""
    assert article(read(body, own)).summary == "One night, nine metres."


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "JaVa\nScript:alert(1)", " vbscript:x", "data:text/html,x", "http://["],
)
def test_an_address_that_does_something_is_left_out_with_a_warning(link: str) -> None:
    imported = read(
        f"<article>{TEXT}<p>Please press <a href='{link}'>here</a> at once.</p></article>"
    )
    assert "Please press here at once." in markdown(imported)
    assert any("address was left out" in what for _, what in imported.warnings)


def test_scripts_and_styles_leave_nothing_behind() -> None:
    body = f"<article>{TEXT}<script>alert('x')</script><style>p {{}}</style></article>"
    assert "alert" not in markdown(read(body))


def test_entities_are_text_and_no_document_type_is_believed() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    page = parse(bomb + f"<html><body><article>{TEXT}<p>Then &b; &lt;b&gt;.</p></article>", PAGE)
    said = markdown(read_page(page, PLAIN))
    assert "hahaha" not in said
    assert "\\<b>." in said


@pytest.mark.parametrize(
    "text",
    [
        "<b>" * 5000 + "x",
        "<p>" + "x" * 11_000_000,
        "<!-- nothing -->",
    ],
    ids=["nested without end", "a paragraph beyond all measure", "no element"],
)
def test_a_page_that_would_lose_text_is_refused(text: str) -> None:
    with pytest.raises(DocumentError):
        parse(text, PAGE)


def test_a_page_without_an_article_says_what_to_do() -> None:
    with pytest.raises(DocumentError, match="no article found"):
        read("<div><script>alert(1)</script></div>")


def test_without_the_libraries_it_says_how_to_install_them(monkeypatch: pytest.MonkeyPatch) -> None:
    page = parse(html(TEXT), PAGE)
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(UsageError, match=r"l10n-flow\[html\]"):
        read_page(page, PLAIN)
    monkeypatch.setitem(sys.modules, "lxml", None)
    with pytest.raises(UsageError, match=r"l10n-flow\[html\]"):
        parse(html(TEXT), PAGE)
