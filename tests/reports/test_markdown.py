"""The report as Markdown, read again by a Markdown parser."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

from l10n_flow.model import Span
from l10n_flow.reports import Report, markdown

from .samples import GOLDEN, HOSTILE, NEWSROOM, finding, hostile

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
OURS = {"h2", "h3", "table", "thead", "tbody", "tr", "th", "td", "ul", "li", "p", "b"}


class Tags(HTMLParser):
    """The tags of a page, its words, and how many cells each row of a table has."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.words = ""
        self.cells: list[int] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)
        if tag == "tr":
            self.cells.append(0)
        elif tag in ("td", "th"):
            self.cells[-1] += 1

    def handle_data(self, data: str) -> None:
        self.words += data


def rendered(report: Report) -> Tags:
    return Tags(PARSER.render(markdown.write(report)))


def test_the_newsrooms_summary_is_as_the_golden_file_says() -> None:
    golden = (GOLDEN / "newsroom.markdown.txt").read_text("utf-8")
    assert markdown.write(NEWSROOM) == golden, "run: python -m tests.reports.samples"


def test_words_of_articles_bring_no_markup() -> None:
    page = rendered(hostile())
    assert page.tags <= OURS
    assert set(page.cells) <= {3, 4, 5}
    checks = len({(one.check, one.severity) for one in hostile().findings})
    assert page.cells.count(4) == 1 + checks + 1 + len(HOSTILE)


@pytest.mark.parametrize("words", HOSTILE)
def test_words_are_shown_letter_for_letter_or_by_name(words: str) -> None:
    page = Tags(PARSER.render(f"| a |\n|---|\n| x{markdown.plain(words)}x |"))
    assert page.tags <= OURS
    letters = [c for c in words if c.isprintable() and c != " "]
    assert [c for c in letters if c not in page.words] == []


def test_nobody_is_called_and_nothing_is_linked() -> None:
    text = markdown.plain("@ana #12 https://a.example www.b.example")
    assert "@a" not in text
    assert "#1" not in text
    assert "://" not in text
    assert "www." not in text


def test_what_is_wrong_is_bold_and_what_is_invisible_is_named() -> None:
    one = finding(target="Hola mundo", span=Span(5, 10))
    other = finding(locale="fa", target="کتاب\u200c", suggestion="کتاب")
    text = markdown.write(Report("x", findings=(one, other)))
    assert "| Hola <b>mundo</b> |" in text
    assert "\u2067کتاب<b>⟨ZWNJ⟩</b>\u2069 → \u2067کتاب\u2069" in text


def test_findings_are_counted_by_check_only_where_there_are_several() -> None:
    assert "| check | severity |" not in markdown.write(Report("x", findings=(finding(),)))
    assert "| check | severity |" in markdown.write(Report("x", findings=(finding(),) * 2))
