"""Pages saved as plain text: every line has its role, whatever the page looks like."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.importers.imported import ImportedPage, LineRole, PageArticle
from l10n_flow.importers.profile import Profile, choose, known, load
from l10n_flow.importers.source import decode, lines
from l10n_flow.importers.textpage import read_plain

PAGE = Path("page.txt")
SHIPPED = {name: load(file) for name, file in known(Path("no-such-folder")).items()}
COUNCIL = SHIPPED["strategic-council"]
FIXTURE = Path(__file__).parent / "pages" / "council" / "page.txt"

HOSTILE = st.lists(
    st.one_of(
        st.sampled_from(
            [
                *FIXTURE.read_text("utf-8").splitlines()[:60],
                "1399/07/08",
                "2020/02/31 | x",
                "By Ana",
                "Three Shores Online",
                "A – b – c: d",
                "   ",
            ]
        ),
        st.text(max_size=8),
    ),
    max_size=14,
)
PAGES = st.builds(
    lambda rows, end: end.join(rows), HOSTILE, st.sampled_from(["\n", "\n\n", "\r\n"])
)


def article(imported: ImportedPage) -> PageArticle:
    assert imported.article is not None
    return imported.article


def told(imported: ImportedPage) -> list[str]:
    """The warnings as `line: what`."""
    return [f"{place.line}: {what}" for place, what in imported.warnings]


@given(PAGES)
def test_every_line_has_exactly_one_role(text: str) -> None:
    imported = read_plain(text, PAGE, COUNCIL)
    assert [(use.line, use.text) for use in imported.uses] == list(lines(text))


@given(PAGES)
def test_no_line_is_unclassified_without_a_warning(text: str) -> None:
    imported = read_plain(text, PAGE, COUNCIL)
    warned = {warned.place.line for warned in imported.warnings}
    assert {use.line for use in imported.lines(LineRole.UNCLASSIFIED)} <= warned


@given(PAGES)
def test_joining_lines_to_blocks_loses_no_word(text: str) -> None:
    imported = read_plain(text, PAGE, SHIPPED["generic"])
    said = " ".join(use.text for use in imported.uses)
    assert said.split() == " ".join(line.text for line in lines(text)).split()


@given(PAGES)
def test_the_counts_of_an_import_add_up(text: str) -> None:
    imported = read_plain(text, PAGE, COUNCIL)
    roles = Counter(use.role for use in imported.uses)
    found = imported.article
    assert roles[LineRole.STUB] >= 2 * len(imported.stubs)
    assert roles[LineRole.DUPLICATE] == 2 * imported.merged
    if found is not None:
        assert roles[LineRole.PARAGRAPH] == found.count("paragraph")
        assert roles[LineRole.HEADING] == found.count("heading")


class TestTheSeedPage:
    """Counts from facts/editions.md, "Importing the seed page"."""

    @pytest.fixture
    def imported(self, shared: Path) -> ImportedPage:
        page = shared / "seed" / "article-page.txt"
        text = decode(page.read_bytes(), page)
        profile = choose(SHIPPED.values(), [line.text for line in lines(text)])
        return read_plain(text, page, profile)

    def test_the_profile_of_its_shape_is_chosen(self, imported: ImportedPage) -> None:
        assert imported.profile == "strategic-council"

    def test_its_article_is_whole(self, imported: ImportedPage) -> None:
        found = article(imported)
        assert found.day is not None
        assert found.day.isoformat() == "2020-09-29"
        assert found.categories == ("interview", "political", "top news")
        assert (found.count("paragraph"), found.count("heading")) == (12, 3)
        assert (found.kind, found.language, found.authors) == ("interview", "en", ())

    def test_its_credit_is_lifted(self, imported: ImportedPage) -> None:
        found = article(imported)
        assert found.credit == "Strategic Council Online"
        assert found.credit not in found.blocks[0].markdown

    def test_its_stubs_are_merged_and_have_a_kind(self, imported: ImportedPage) -> None:
        assert (len(imported.stubs), imported.merged) == (8, 8)
        kinds = Counter(stub.kind for stub in imported.stubs)
        assert kinds == {"interview": 5, "opinion": 3}
        assert {stub.credit for stub in imported.stubs} == {"Strategic Council Online"}

    def test_eight_lines_are_dropped_and_none_is_unclassified(self, imported: ImportedPage) -> None:
        assert len(imported.lines(LineRole.DROPPED)) == 8
        assert imported.lines(LineRole.UNCLASSIFIED) == ()
        assert imported.warnings == ()
        assert len(imported.uses) == 57


FRAME = FIXTURE.read_text("utf-8")
CLEAN = read_plain(FRAME, PAGE, COUNCIL)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda text: text.replace("\n", "\r\n"), id="CRLF"),
        pytest.param(lambda text: "\ufeff" + text, id="a byte order mark"),
        pytest.param(lambda text: re.sub("\n+", "\n", text), id="no blank lines"),
        pytest.param(lambda text: text.replace("\n", "  \u00a0\n"), id="trailing blanks"),
        pytest.param(lambda text: text.replace(" – ", "\u00a0— "), id="other dashes"),
        pytest.param(lambda text: text.replace("LATEST CONTENT", "Latest content"), id="case"),
        pytest.param(lambda text: "\u200f" + text, id="a mark of direction"),
    ],
)
def test_what_a_page_says_does_not_depend_on_how_it_was_saved(change: object) -> None:
    assert callable(change)
    imported = read_plain(decode(change(FRAME).encode(), PAGE), PAGE, COUNCIL)
    found, clean = article(imported), article(CLEAN)
    assert [b.markdown for b in found.blocks] == [b.markdown for b in clean.blocks]
    assert (found.credit, found.kind, found.day) == (clean.credit, clean.kind, clean.day)
    assert [stub.title for stub in imported.stubs] == [stub.title for stub in CLEAN.stubs]
    assert [use.role for use in imported.uses] == [use.role for use in CLEAN.uses]


def page(*rows: str) -> ImportedPage:
    return read_plain("\n\n".join(rows), PAGE, COUNCIL)


BODY = ("Rain fell on both banks of the river for the whole of the night.",)


def test_a_page_without_a_date_has_an_article_and_a_warning() -> None:
    imported = page("Rain on the Velan", *BODY)
    assert article(imported).day is None
    assert told(imported) == ["1: no line with a date below the title"]


def test_a_date_that_is_none_is_a_warning_and_no_paragraph() -> None:
    imported = page("Rain on the Velan", "2026/02/31 | report", *BODY)
    assert article(imported).categories == ("report",)
    assert told(imported) == ["3: there is no date '2026/02/31'"]


def test_a_credit_on_a_line_of_its_own_is_no_paragraph() -> None:
    imported = page("Rain", "2026/10/19", "Strategic Council Online", *BODY)
    assert article(imported).credit == "Strategic Council Online"
    assert [block.markdown for block in article(imported).blocks] == list(BODY)
    assert "Strategic Council Online" in [use.text for use in imported.lines(LineRole.META)]


def test_a_word_in_the_place_of_a_kind_stays_in_the_text_and_is_told_with_its_line() -> None:
    imported = page("Rain", "2026/10/19", f"Strategic Council Online – Ballad: {BODY[0]}", *BODY)
    assert article(imported).blocks[0].markdown == f"Ballad: {BODY[0]}"
    assert told(imported) == ["5: “Ballad” is in the place of a kind; left in the text"]


NIGHT = "Rain fell on both banks of the river for the whole of the night, and it did not stop."
DOUBTED = "short, but not between two paragraphs; taken as a paragraph: “The river”"


@pytest.mark.parametrize(
    ("rows", "headings", "warnings"),
    [
        ((NIGHT, "The river", NIGHT), ["## The river"], []),
        ((NIGHT, "The river", NIGHT, "Its banks", NIGHT), ["## The river", "## Its banks"], []),
        (("The river", NIGHT, NIGHT), [], [f"5: {DOUBTED}"]),
        ((NIGHT, NIGHT, "The river"), [], [f"9: {DOUBTED}"]),
        ((NIGHT, "The river", "Its banks", NIGHT), ["## Its banks"], [f"7: {DOUBTED}"]),
        ((NIGHT, "The river.", NIGHT), [], []),
        (
            (NIGHT, "The river?", NIGHT),
            [],
            ["7: a short question could be a heading; taken as a paragraph: “The river?”"],
        ),
    ],
)
def test_a_short_line_between_two_paragraphs_is_a_heading(
    rows: tuple[str, ...], headings: list[str], warnings: list[str]
) -> None:
    imported = page("Rain", "2026/10/19", *rows)
    found = [b.markdown for b in article(imported).blocks if b.kind == "heading"]
    assert (found, told(imported)) == (headings, warnings)


def test_lines_above_the_title_are_reported() -> None:
    imported = page("Menu", "Rain on the Velan", "2026/10/19 | report", *BODY)
    assert article(imported).title == "Rain on the Velan"
    assert told(imported) == ["1: unknown line above the title: “Menu”"]


def test_a_text_without_its_title_is_reported() -> None:
    teaser = "Strategic Council Online – Opinion: Salt is weighed on both sides of the border."
    imported = page("Rain", "2026/10/19", *BODY, "LATEST CONTENT", teaser)
    assert imported.stubs == ()
    assert told(imported)[0].startswith("9: neither an article's title nor its text: “Strategic")


def test_teasers_without_credits_are_pairs_of_a_title_and_a_finished_sentence() -> None:
    text = "Salt tells more about a border than any map, for it is weighed on both of its sides."
    imported = page("Rain", "2026/10/19", *BODY, "LATEST CONTENT", "The Price of Salt", text)
    assert [stub.title for stub in imported.stubs] == ["The Price of Salt"]


def test_a_list_under_an_unknown_heading_is_found_by_its_credits() -> None:
    teaser = "Strategic Council Online – Opinion: Salt is weighed on both sides of the border."
    imported = page("Rain", "2026/10/19", *BODY, "0 Comments", "More of us", "Salt", teaser)
    assert [stub.title for stub in imported.stubs] == ["Salt"]
    assert told(imported) == ["9: neither an article's title nor its text: “More of us”"]


def test_a_page_that_only_lists_articles_gives_stubs() -> None:
    teaser = "Strategic Council Online – Opinion: Salt is weighed on both sides of the border."
    imported = page("LATEST CONTENT", "Salt", teaser)
    assert imported.article is None
    assert len(imported.stubs) == 1


def test_a_paragraph_that_was_cut_into_lines_is_a_warning() -> None:
    cut = (
        "Rain fell on both banks of the river for the whole of the night, and\nnobody slept at all."
    )
    imported = page("Rain", "2026/10/19", cut)
    assert told(imported)[0].startswith("5: does not end like a sentence, and the next line")


def test_a_page_of_nothing_but_furniture_is_a_warning() -> None:
    assert told(page("LATEST CONTENT", "Loading")) == ["None: nothing in it looks like an article"]


def test_a_credit_that_the_profile_does_not_know_is_known_by_its_repetition() -> None:
    first = "Delta Weekly – Interview: Rain fell on both banks of the river for the whole night."
    second = "Delta Weekly - Opinion: Salt is weighed on both sides of the border, says a trader."
    imported = page("Rain", "2026/10/19", first, "LATEST CONTENT", "Salt", second)
    assert article(imported).credit == imported.stubs[0].credit == "Delta Weekly"


def test_a_dash_in_a_single_sentence_makes_no_credit() -> None:
    first = "The river rose – slowly at first, and then over the whole of a night – to nine metres."
    assert article(page("Rain", "2026/10/19", first)).credit == ""


def test_a_profile_without_rules_reads_a_title_and_paragraphs() -> None:
    imported = read_plain("Rain\nIt fell.\nIt fell again.", PAGE, Profile("bare"))
    assert article(imported).title == "Rain"
    assert article(imported).count("paragraph") == 2
