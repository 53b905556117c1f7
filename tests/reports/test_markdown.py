"""The report as Markdown, read again by a Markdown parser."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from l10n_flow.errors import CatalogError, Place
from l10n_flow.model import Span
from l10n_flow.reports import Report, markdown

from .samples import ERROR, GOLDEN, HOSTILE, INFO, NEWSROOM, WARNING, finding, hostile

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


LETTERS = "".join(chr(ord("a") + at % 26) for at in range(200))


@pytest.mark.parametrize(
    ("text", "span", "shown"),
    [
        (LETTERS, Span(50, 52), f"…{LETTERS[10:50]}<b>{LETTERS[50:52]}</b>{LETTERS[52:92]}…"),
        (LETTERS, Span(40, 42), f"{LETTERS[:40]}<b>{LETTERS[40:42]}</b>{LETTERS[42:82]}…"),
        (LETTERS, Span(41, 42), f"…{LETTERS[1:41]}<b>{LETTERS[41:42]}</b>{LETTERS[42:82]}…"),
        (LETTERS[:92], Span(51, 52), f"…{LETTERS[11:51]}<b>{LETTERS[51:52]}</b>{LETTERS[52:92]}"),
        (LETTERS[:93], Span(51, 52), f"…{LETTERS[11:51]}<b>{LETTERS[51:52]}</b>{LETTERS[52:92]}…"),
        (LETTERS, Span(0, 90), f"<b>{LETTERS[:40]}</b>{LETTERS[40:80]}…"),
        (LETTERS, None, f"{LETTERS[:40]}…"),
        ("a b", Span(1, 2), "a b"),
        ("a b", Span(1, 1), "a b"),
    ],
)
def test_forty_letters_are_shown_before_and_after_what_is_wrong(
    text: str, span: Span | None, shown: str
) -> None:
    assert markdown._around(text, span, "es") == shown


@pytest.mark.parametrize(
    ("number", "more"), [(100, ""), (101, "1 more finding."), (1200, "1,100 more findings.")]
)
def test_a_hundred_findings_are_shown_and_the_others_counted(number: int, more: str) -> None:
    told = markdown.write(Report("x", findings=(finding(),) * number))
    assert told.partition("### Findings")[2].count("| ⚠️ |") == 100
    assert (f"\n\n…and {more}\n" in told) == ("more finding" in told) == bool(more)


def test_a_hundred_files_that_cannot_be_read_are_named_and_the_others_counted() -> None:
    for number, more in ((100, ""), (101, "- 1 more file\n")):
        failures = tuple(CatalogError(f"odd {at}", Place(Path("a.po"), at)) for at in range(number))
        told = markdown.write(Report("x", failures=failures))
        assert told.count("\n- a.po") == 100
        assert "\n- a.po: odd 0\n- a.po:1: odd 1\n" in told
        assert ("more file" in told) == bool(more)
        assert more in told


def test_checks_are_counted_the_gravest_first_and_then_by_their_number() -> None:
    some = [
        ("a", INFO),
        ("b", WARNING),
        ("c", WARNING),
        ("c", WARNING),
        ("d", WARNING),
        ("e", ERROR),
    ]
    found = tuple(finding(name, severity, line=n) for n, (name, severity) in enumerate(some))
    rows = [row for row in markdown.write(Report("x", findings=found)).split("\n") if "|" in row]
    assert rows[:7] == [
        "| check | severity | findings | entries |",
        "| --- | --- | ---: | ---: |",
        "| e | error | 1 | 1 |",
        "| c | warning | 2 | 1 |",
        "| b | warning | 1 | 1 |",
        "| d | warning | 1 | 1 |",
        "| a | info | 1 | 1 |",
    ]


def test_findings_are_counted_by_check_only_where_there_are_several() -> None:
    assert "| check | severity |" not in markdown.write(Report("x", findings=(finding(),)))
    assert "| check | severity |" in markdown.write(Report("x", findings=(finding(),) * 2))
