"""The preview is the edition as it will read, and nothing in it runs, loads or leads anywhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.documents import DIALECTS, ParseOptions, read
from l10n_flow.model import Entry
from l10n_flow.project import Article, Project, find
from l10n_flow.workflow.review.books import ReadArticle
from l10n_flow.workflow.review.desk import Desk
from l10n_flow.workflow.review.preview import _SIGNS, preview
from l10n_flow.workflow.review.rows import row_of
from tests.documents.strategies import ARTICLE, TRANSLATION
from tests.workflow.newsroom import configure, synced, write

from .conftest import NOON, at, put

PATH = Path("a.md")


class Page(HTMLParser):
    """The segments of a page, by id: the element, its state, its words; and every tag."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.said: dict[str, tuple[str, str]] = {}
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        self.tags.append((tag, known))
        if tag not in ("br", "hr", "wbr", "col"):
            self._open.append(known.get("data-segment") or "")
            if known.get("data-segment"):
                self.said[self._open[-1]] = (known.get("data-state") or "", "")

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("br", "hr", "wbr", "col"):
            self._open.pop()

    def handle_data(self, data: str) -> None:
        for one in filter(None, dict.fromkeys(self._open)):
            state, words = self.said[one]
            self.said[one] = state, words + data


def test_every_segment_is_in_an_element_with_its_id_and_its_state(desk: Desk) -> None:
    page = Page(desk.preview("floods", "es"))
    rows = desk.sheet("floods", "es").rows
    assert [page.said[row.id] for row in rows] == [
        ("reviewed", "Lluvia en la costa"),
        ("translated", "Riadas"),
        ("untranslated", "The river rose by 12 metres in one night."),
        ("untranslated", "Read the report."),
        ("draft", "Nadie fue herido."),
        ("draft", "Hay lodo."),
    ]
    elements = {known.get("data-segment"): tag for tag, known in page.tags}
    assert [elements[row.id] for row in rows[:2]] == ["h1", "span"]


def test_what_is_not_translated_says_its_own_language_and_direction(desk: Desk) -> None:
    row = at(desk, "Floods", "fa")
    desk.save("floods", "fa", row.id, row.etag, "سیل‌ها", by="مینو", now=NOON)
    html = desk.preview("floods", "fa")
    assert f'<h1><span data-segment="{row.id}" data-state="translated">سیل‌ها</span></h1>' in html
    assert re.search('data-state="untranslated" lang="en" dir="ltr"[^>]*>Nobody was hurt', html)


def test_what_is_not_translated_stands_on_the_side_of_its_language(desk: Desk) -> None:
    row = at(desk, "The river rose by **12 metres** in [one night]({1}).", "fa")
    mine = f'<span data-segment="{row.id}" data-state="untranslated" lang="en" dir="ltr">'
    assert f'<p dir="ltr">{mine}' in desk.preview("floods", "fa")
    persian = desk.preview("floods", "fa", words={row.id: "رود **بالا** در [شب]({1}) آمد."})
    assert re.search(rf'<p><span data-segment="{row.id}"', persian)


def test_words_being_typed_are_shown_without_being_saved(desk: Desk) -> None:
    row = at(desk, "The river rose by **12 metres** in [one night]({1}).")
    words = {row.id: "El río **subió 12 metros** en [una noche]({1})."}
    page = Page(desk.preview("floods", "es", words=words))
    assert page.said[row.id] == ("typed", "El río subió 12 metros en una noche.")
    assert at(desk, row.source).target == ""


def test_words_that_the_article_cannot_hold_are_not_shown(desk: Desk) -> None:
    row = at(desk, "Nobody was hurt.")
    page = Page(desk.preview("floods", "es", words={row.id: "Nadie {{< x >}}"}))
    assert page.said[row.id] == ("unfit", "Nobody was hurt.")


def test_a_tag_in_a_translation_is_words(desk: Desk) -> None:
    row = at(desk, "Nobody was hurt.")
    html = desk.preview("floods", "es", words={row.id: "<script>alert(1)</script>"})
    assert Page(html).said[row.id] == ("typed", "<script>alert(1)</script>")
    assert "<script" not in html


HOSTILE = """\
---
title: "<img src=x onerror=alert(1)> ⸀ title"
---

Text <script>alert(1)</script> and <b onclick="alert(1)">bold</b>.

<script>fetch("https://evil.example")</script>

<iframe src="https://evil.example"></iframe><style>body{display:none}</style>

![a map](https://evil.example/map.png) and [a link](javascript:alert(1) "tip") ⸀ ⸁ ⸂.

<img alt='a plan' srcset="https://evil.example/x 2x"><video poster="https://evil.example/p">v</video>

<p data-segment="000000000000" style="position:fixed" id="x" class="y">Raw paragraph.</p>

| a | b |
|--:|---|
| _x_ | **y** |

- [ ] to do
- [x] done

<form action="https://evil.example"><input name="q"><button>Go</button></form>

<svg><script>alert(1)</script></svg><math><mi//xlink:href="data:x,<script>alert(1)</script>">
"""


@pytest.fixture
def hostile(project: Project) -> str:
    write(project, hostile=HOSTILE)
    synced(project)
    return Desk(project).preview("hostile", "es")


def test_nothing_of_a_hostile_article_runs_loads_or_leads_anywhere(hostile: str) -> None:
    assert_harmless(hostile)
    for words in ("Raw paragraph.", "a map", "a plan", "☐", "☑", "bold"):
        assert words in hostile
    assert "000000000000" not in hostile
    assert "evil.example" not in re.sub(r' title="[^"]*"', "", hostile)


def assert_harmless(html: str) -> None:
    for tag, attributes in Page(html).tags:
        assert tag not in {
            "script", "style", "iframe", "img", "video", "audio", "source", "object", "embed",
            "form", "input", "button", "link", "meta", "base", "svg", "math", "template",
        }  # fmt: skip
        for name in attributes:
            assert name in {
                "lang", "dir", "title", "start", "colspan", "rowspan", "scope", "open", "role",
                "aria-label", "data-segment", "data-state",
            }  # fmt: skip


def test_the_description_of_a_picture_is_a_segment_too(project: Project) -> None:
    write(project, map='Look:\n\n<img src="a.png" alt="A map of the port" width="200">\n')
    synced(project)
    desk = Desk(project)
    row = next(r for r in desk.sheet("map", "es").rows if r.source == "A map of the port")
    html = desk.preview("map", "es", words={row.id: "Un mapa del puerto"})
    assert (
        '<span role="img" aria-label="Un mapa del puerto">'
        f'<span data-segment="{row.id}" data-state="typed">Un mapa del puerto</span></span>'
    ) in html
    assert_harmless(html)


def test_every_segment_of_posts_is_in_its_page(
    posts: Callable[[int], list[Path]], project: Project
) -> None:
    for post in posts(6):
        (project.content / post.name).write_bytes(post.read_bytes())
    synced(project, "es")
    desk = Desk(project)
    for post in posts(6):
        html = desk.preview(post.stem, "es")
        ids = set(re.findall('data-segment="([0-9a-f]{12})"', html))
        rows = desk.sheet(post.stem, "es").rows
        # The title of a link's definition or of a shortcode is not read in the text.
        elsewhere = {"link title", "attribute: title"}
        assert ids == {row.id for row in rows if not elsewhere & {*row.entry.notes}}, post.name
        assert_harmless(html)


def test_marks_at_the_edge_of_a_segment_are_marks(hostile: str) -> None:
    assert "<em>x</em>" in hostile
    assert "<strong>y</strong>" in hostile


@given(ARTICLE, TRANSLATION, st.sampled_from(sorted(DIALECTS)))
def test_whatever_an_article_and_its_translations_say_the_page_is_harmless(
    article: str, words: str, dialect: str
) -> None:
    document = read(article.encode(), PATH, ParseOptions(dialect=DIALECTS[dialect]))
    segments = {segment.key: segment for segment in document.segments}
    rows = [
        row_of(Entry(key.source, words if number % 2 else "", key.context), segment, number, b"")
        for number, (key, segment) in enumerate(segments.items())
    ]
    text = ReadArticle(Article("a", "", "a.md"), None, "", document, "en", "a", segments, ("fa",))
    html = preview(text, rows)
    assert_harmless(html)
    assert not set(Page(html).said) - {row.id for row in rows}


def test_the_first_block_of_an_article_without_front_matter_is_what_it_is(
    project: Project,
) -> None:
    write(project, bare="# Floods\n\nMud.\n")
    synced(project)
    assert re.search(r"<h1[^>]*><span[^>]*>Floods</span></h1>", Desk(project).preview("bare", "es"))


@pytest.mark.parametrize("count", [2, 3, 4])
def test_an_article_may_have_the_signs_that_mark_its_segments(project: Project, count: int) -> None:
    used = "".join(map(chr, list(_SIGNS)[: len(_SIGNS) - count]))
    write(project, odd=f"Mud {used} and silt.\n")
    synced(project)
    page = Page(Desk(project).preview("odd", "es"))
    assert len(page.said) == 1
    assert [words for _, words in page.said.values()] == [f"Mud {used} and silt."]


def test_a_plain_text_is_paragraphs(project: Project) -> None:
    (project.content / "note.txt").write_text("One & two\nthree.\n\n<b>Four.</b>\n", "utf-8")
    synced(project)
    html = Desk(project).preview("note", "es")
    assert html.count("<p ") == 2
    assert "One &amp; two<br>three." in html
    assert "&lt;b&gt;Four.&lt;/b&gt;" in html


def test_a_page_of_html_is_its_body_with_its_segments(project: Project) -> None:
    project = configure(project, 'include: ["**/*.html"]\n')
    html = (
        "<!doctype html><html><head><title>Rain</title><script>x()</script></head>"
        "<body><p>One <a href='/x' title='T'>two</a><li>Three<pre>no</pre></body></html>"
    )
    (project.content / "page.html").write_text(html, "utf-8")
    synced(project)
    shown = Desk(project).preview("page", "es")
    assert_harmless(shown)
    assert "x()" not in shown
    said = {words for _, words in Page(shown).said.values()}
    assert {"One two", "Three"} <= said


ADMONITION = """\
---
title: Notes
---

Read {{< icon "x" >}} this, or [that]({{< ref "b" >}}).

:::tip Be quick
Now.
:::

{{< figure src="a.png" alt="A boat" >}}
"""


def test_a_line_that_the_generator_reads_is_no_prose_and_its_title_is(project: Project) -> None:
    settings = project.root / "l10n-flow.yaml"
    settings.write_text(
        settings.read_text("utf-8") + "markdown: {dialect: docusaurus}\n"
        "opaque: ['\\{\\{<.*?>\\}\\}']\n", "utf-8"
    )  # fmt: skip
    project = find(project.root)
    write(project, notes=ADMONITION)
    synced(project)
    desk = Desk(project)
    rows = desk.sheet("notes", "es").rows
    html = desk.preview("notes", "es")
    said = Page(html).said
    assert [said[row.id][1] for row in rows][:2] == [
        "Notes",
        'Read {{< icon "x" >}} this, or that.',
    ]
    assert ":::" not in html
    assert "xxx" not in re.sub(r'title="[^"]*"', "", html)
    assert "figure" not in html  # what a generator puts there, nobody knows here
    assert {row.source for row in rows} >= {"Be quick", "Now."}
    assert all(row.id in said for row in rows)


@pytest.mark.parametrize("title", ["Ll", "Llueve en toda la costa del norte desde hace once días"])
def test_a_title_of_any_length_is_in_the_head_alone(project: Project, title: str) -> None:
    put(project, "es", {"Rain on the coast": lambda e: replace(e, target=title)})
    html = Desk(project).preview("floods", "es")
    assert html.count(title) == 1
    _, _, body = html.partition("</header>")
    assert body.strip().startswith("<h1")
    assert re.sub(r"<[^>]*>", "", body).split()[0] == "Riadas"
