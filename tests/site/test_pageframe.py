"""What all pages of a site share."""

from __future__ import annotations

import re

import pytest

pytest.importorskip("jinja2")

from l10n_flow.site.pageframe import Site, page_of
from l10n_flow.site.theme import Theme, own_files


def test_a_tagline_of_one_language_is_shown_in_that_language_alone() -> None:
    site = Site(
        "A", ("en", "es"), Theme({}, {}), 12, has_search=False, taglines={"": "Weather for all"}
    )
    assert (site.tagline("en"), site.tagline("es")) == ("Weather for all", "")


def test_a_tagline_of_each_language_is_its_own() -> None:
    site = Site(
        "A", ("en", "es"), Theme({}, {}), 12, has_search=False, taglines={"es": "El tiempo"}
    )
    assert (site.tagline("en"), site.tagline("es")) == ("", "El tiempo")


@pytest.mark.parametrize(
    ("url", "category", "places"),
    [
        ("", ("mud", "Mud"), []),
        ("https://a.example/", ("", ""), ["feed.xml"]),
        ("https://a.example/", ("mud", "Mud"), ["category/mud/feed.xml", "feed.xml"]),
    ],
)
def test_a_page_names_feeds_where_the_site_has_an_address_for_them(
    url: str, category: tuple[str, str], places: list[str]
) -> None:
    site = Site("A", ("en",), Theme({}, {}), 12, has_search=False, url=url)
    page = page_of(site, "en/index.html", "en", "home", "", others={}, category=category)
    assert [feed.href for feed in page.feeds] == places


def test_no_dot_stands_beside_digits_whose_zero_is_a_dot() -> None:
    """“۱۴۰۵ · ۱ دقیقه” reads as ten minutes."""
    (rule,) = [
        line
        for line in own_files()[1]["site.css"].decode().splitlines()
        if ".digits-arabext" in line and ".site-line" in line
    ]
    assert 'content: " |"' in rule
    assert ".digits-arab)" in rule


MARKS = {"untranslated", "stale"}
"""What is marked in a text, as docs/site.md tells."""
FORMS = {"change", "callout", "callout-name", "notes", "table", "task", "start", "center", "end"}
"""Classes of elements that a body has from us: the style names their elements, too."""


def test_no_class_of_an_article_has_a_style_of_the_page() -> None:
    """`{.line}`, `{.card}`, `<div class="hero">`: the words are everybody's."""
    css = own_files()[1]["site.css"].decode()
    sheet = re.sub(r"/\*.*?\*/|url\(.*?\)", "", css, flags=re.DOTALL)
    selectors = re.findall(r"([^{};]+)\{", sheet)
    named = {name for one in selectors for name in re.findall(r"\.([a-z][\w-]*)", one)}
    own = ("site-", "script-", "digits-", "page-")
    kinds = {"warning", "caution", "wide"}  # of callouts, and figures of our own
    assert {name for name in named if not name.startswith(own)} == MARKS | FORMS | kinds
    bare = "|".join(sorted(FORMS, key=len, reverse=True))
    begins = re.compile(rf"(?:^|[,\s])(?<!:not\()(?<!> )\.(?:{bare})(?![\w\[-]|\S*:is| > )")
    assert [one for one in map(str.strip, selectors) if begins.search(one.split(":not(")[0])] == []


def test_words_in_another_language_than_the_page_s_say_so() -> None:
    theme = Theme({}, {})
    assert str(theme.words_lang("fa", "es")) == ' lang="fa" dir="rtl"'
    assert str(theme.words_lang("es", "es")) == str(theme.words_lang("", "es")) == ""
