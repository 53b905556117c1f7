"""`check` reads the built site back: what somebody damages on the disk is found where it is."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from l10n_flow.errors import UsageError
from l10n_flow.model import Finding
from l10n_flow.project import Project, find
from l10n_flow.workflow.building.build import build
from l10n_flow.workflow.building.record import record
from l10n_flow.workflow.checking.article import CheckContext, context_of
from l10n_flow.workflow.checking.check import CheckOptions, check
from l10n_flow.workflow.checking.readback import read_back
from tests.workflow.newsroom import built, configure, edition, fill, synced, write

pytest.importorskip("lxml")
pytest.importorskip("jinja2")
pytest.importorskip("nh3")

Change = Callable[[str], str]


def _sub(pattern: str, new: str, count: int = 1) -> Change:
    def change(text: str) -> str:
        done, found = re.subn(pattern, new, text, count=count, flags=re.DOTALL)
        assert found, pattern
        return done

    return change


PILOTS = {"fa": "fa/features/*.html", "es": "es/features/*.html", "en": "en/features/*.html"}
PERSIAN = "مذاکرات هجده روز در هتل ادامه داشت و کسی نمی‌دانست چرا"

DAMAGES: dict[str, tuple[str, Change, str]] = {
    "Persian words in the English page": (
        PILOTS["en"], _sub(r"<p>Words that failed.*?</p>", f"<p>{PERSIAN}</p>"), "page-language"),
    "English words in the Persian page": (
        PILOTS["fa"], _sub(r'<p class="machine">شوخی.*?</p>',
                           "<p>The talks went on for days in the hotel by the lake.</p>"),
        "page-language"),
    "a Persian page that says it is English": (
        PILOTS["fa"], _sub('<html lang="fa" dir="rtl">', '<html lang="en" dir="ltr">'),
        "page-language"),
    "a page that does not name its language": (
        PILOTS["es"], _sub('<html lang="es" dir="ltr">', "<html>"), "page-language"),
    "a Persian page that runs from left to right": (
        PILOTS["fa"], _sub('<html lang="fa" dir="rtl">', '<html lang="fa" dir="ltr">'),
        "page-language"),
    "an English paragraph that runs from right to left": (
        PILOTS["fa"], _sub('<p lang="en" dir="ltr" class="untranslated">', '<p lang="en">'),
        "page-language"),
    "Persian alt words in the Spanish page": (
        PILOTS["es"], _sub(r' alt="[^"]+"', f' alt="{PERSIAN}"'), "page-language"),
    "an untranslated paragraph without its mark, in Spanish": (
        PILOTS["es"], _sub('<p lang="en" dir="ltr" class="untranslated">', "<p>"),
        "page-untranslated"),
    "an untranslated heading without its mark, in Persian": (
        PILOTS["fa"], _sub(r"(<h2 id=\S+) lang=.en. dir=.ltr. class=.untranslated.>", r"\1>"),
        "page-untranslated"),
    "an untranslated list item without its mark": (
        PILOTS["fa"], _sub(r'<li class="untranslated"><span lang="en" dir="ltr">(.*?)</span>',
                           r"<li>\1"), "page-untranslated"),
    "another date": (
        PILOTS["fa"], lambda text: text.replace("2026-11-16", "2026-11-17"), "page-metadata"),
    "a category that the article does not have": (
        PILOTS["es"], lambda text: text.replace("category/report/index", "category/brief/index"),
        "page-metadata"),
    "another picture": (
        PILOTS["es"], lambda text: text.replace("images/pilot-boat.svg",
                                                "images/catalog-journey.svg"), "page-metadata"),
    "a paragraph too many": (
        PILOTS["es"], _sub("<h2", "<p>Una frase de más.</p>\n<h2"), "page-blocks"),
    "a heading that became a paragraph": (
        PILOTS["fa"], _sub(r'<h2 id="a-page-not-a-dictionary">(.*?)</h2>', r"<p>\1</p>"),
        "page-blocks"),
    "a link that leads nowhere": (
        PILOTS["en"], _sub(r'href="\.\./reports/[^"]*"', 'href="../reports/gone.html"'),
        "page-link"),
    "an image that is not there": (
        PILOTS["fa"], _sub(r'src="\.\./images/pilot-boat\.svg"', 'src="../images/boat.svg"'),
        "page-link"),
    "a fragment that nothing has": (
        "en/explainers/*.html", _sub('href="#note-1"', 'href="#note-9"'), "page-link"),
    "an id that two elements have": (
        PILOTS["fa"], _sub('id="how-a-word-gets-in"', 'id="a-page-not-a-dictionary"'),
        "page-link"),
    "a language that hreflang forgets": (
        PILOTS["es"], _sub(r'<link rel="alternate" hreflang="fa"[^>]*>\n', ""),
        "page-alternates"),
    "no page for all other languages": (
        PILOTS["es"], _sub(r'<link rel="alternate" hreflang="x-default"[^>]*>\n', ""),
        "page-alternates"),
    "the canonical address of another page": (
        PILOTS["es"], _sub(r'<link rel="canonical" href="[^"]*"',
                           '<link rel="canonical" href="https://three-shores.example/es/x.html"'),
        "page-alternates"),
    "an original that forgets its translations": (
        PILOTS["en"], _sub(r'"workTranslation":\[.*?\]', '"workTranslation":[]'),
        "page-alternates"),
    "an address that the site map forgets": (
        "sitemap.xml", _sub(r"<url>\s*<loc>[^<]*/es/features/.*?</url>", ""), "page-alternates"),
    "a headline for machines only": (
        PILOTS["es"], _sub(r'"headline":"', '"headline":"¡No lo creerá! '), "page-data"),
    "a heading that machines are not told": (
        PILOTS["fa"], _sub(r"<h1>", "<h1>فوری: "), "page-data"),
    "an author whom the page does not name": (
        PILOTS["en"], _sub(r'"@type":"Person","name":"Lina Arbel"',
                           '"@type":"Person","name":"Somebody Else"'), "page-data"),
    "JSON-LD that is no JSON": (
        PILOTS["en"], _sub(r'\{"@context"', '{"@context":: '), "page-data"),
    "no JSON-LD": (
        PILOTS["en"], _sub(r'<script type="application/ld\+json">.*?</script>', ""), "page-data"),
    "a description of another text": (
        PILOTS["en"], _sub(r'<meta name="description" content="', r"\g<0>Buy now! "), "page-data"),
    "an address that runs something": (
        PILOTS["en"], _sub(r'<h2', '<p><a href="java&#9;script:alert(1)">Peace</a></p><h2'),
        "page-unsafe"),
    "a script in an article": (
        PILOTS["es"], _sub("<h2", "<script>x()</script><h2"), "page-unsafe"),
    "an attribute that runs something": (
        PILOTS["es"], _sub(r'<div class="site-body">\n<p', r'\g<0> onclick="x()"'), "page-unsafe"),
    "a placeholder": (PILOTS["es"], _sub(r"</h2>", " {1}</h2>"), "page-residue"),
    "a command of a site generator": (
        PILOTS["fa"], _sub(r"</h2>", ' {{&lt; video "x" &gt;}}</h2>'), "page-residue"),
    "a Liquid tag in a title": (
        PILOTS["en"], _sub("<title>", "<title>{% include x %} "), "page-residue"),
    "an isolate that is not closed": (
        PILOTS["fa"], _sub("</h2>", " \u2068JCPOA</h2>"), "page-bidi"),
    "an embedding that is not closed, in a title": (
        PILOTS["fa"], _sub("<title>", "<title>\u202b"), "page-bidi"),
    "a page that is cut short": (
        PILOTS["en"], lambda text: text[: len(text) // 2], "page-broken"),
    "an empty page": (PILOTS["en"], lambda text: "", "page-broken"),
    "two headings of the first level": (
        PILOTS["en"], _sub(r"<h2 .*?</h2>", "<h1>Another</h1>"), "page-broken"),
    "a feed that is no XML": ("fa/feed.xml", lambda text: text[:-10], "page-broken"),
    "a feed in another language": (
        "fa/feed.xml", _sub('xml:lang="fa"', 'xml:lang="en"'), "page-language"),
    "a feed whose entry leads nowhere": (
        "en/feed.xml", _sub(r'href="[^"]*thirty-words\.html"',
                            'href="https://three-shores.example/en/gone.html"'), "page-link"),
    "an English teaser on the Persian home page": (
        "fa/index.html", _sub(r'<p class="site-teaser">[^<]*',
                              '<p class="site-teaser">The talks went on in the hotel by the lake.'),
        "page-language"),
    "a list that leads to a page that is gone": (
        "es/index.html", _sub(r'href="features/[^"]*"', 'href="features/nada.html"'),
        "page-link"),
}  # fmt: skip


class Newsroom:
    """The sample newsroom with its site, read back again and again."""

    def __init__(self, folder: Path) -> None:
        self.project = find(folder)
        self.site = folder / "build" / "site"

    @property
    def context(self) -> CheckContext:
        return _context(self.project)

    def findings(self) -> tuple[Finding, ...]:
        return read_back(self.context, self.project.articles())

    def page(self, pattern: str) -> Path:
        (found,) = self.site.glob(pattern)
        return found

    @contextmanager
    def damaged(self, pattern: str, change: Change) -> Iterator[Path]:
        path = self.page(pattern)
        before = path.read_bytes()
        path.write_text(change(before.decode()), "utf-8")
        try:
            yield path
        finally:
            path.write_bytes(before)


@pytest.fixture(scope="module")
def newsroom(published_newsroom: Path, tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    folder = tmp_path_factory.mktemp("copy") / "newsroom"
    return Newsroom(shutil.copytree(published_newsroom, folder))


def test_nothing_is_found_on_the_sample_newsroom(newsroom: Newsroom) -> None:
    assert newsroom.findings() == ()
    assert newsroom.findings() == ()  # nor from the ledger


def test_the_page_of_the_review_record_is_none_that_needs_an_address(newsroom: Newsroom) -> None:
    project = newsroom.project
    record(project, project.articles(), project.languages)
    try:
        assert newsroom.findings() == ()
    finally:
        for name in ("record.html", "record.json"):
            (newsroom.site / name).unlink()


@pytest.mark.parametrize("damage", DAMAGES)
def test_every_damage_is_found_where_it_is(newsroom: Newsroom, damage: str) -> None:
    pattern, change, check = DAMAGES[damage]
    with newsroom.damaged(pattern, change) as page:
        found = newsroom.findings()
    place = page.relative_to(newsroom.project.root)
    assert check in {one.check for one in found if one.path == place}, found
    assert len(found) < 6, found  # what it breaks on other pages is not told of all of them


def test_a_finding_names_the_line(newsroom: Newsroom) -> None:
    with newsroom.damaged(PILOTS["es"], _sub(r"</h2>", " {1}</h2>")) as page:
        (found,) = newsroom.findings()
        assert found.line is not None
        assert "{1}" in page.read_text("utf-8").splitlines()[found.line - 1]
    assert (found.article, found.locale) == ("features/harbour-pilots", "es")


def test_a_page_that_is_gone_is_missed_by_those_that_name_it(newsroom: Newsroom) -> None:
    page = newsroom.page(PILOTS["es"])
    held = page.read_bytes()
    page.unlink()
    found = newsroom.findings()
    page.write_bytes(held)
    assert {"page-link", "page-alternates"} == {one.check for one in found}
    assert newsroom.page(PILOTS["en"]).relative_to(newsroom.project.root) in {f.path for f in found}


def test_a_copy_of_a_page_has_the_address_of_another(newsroom: Newsroom) -> None:
    page = newsroom.page(PILOTS["es"])
    copy = page.with_name("copia.html")
    shutil.copy(page, copy)
    found = newsroom.findings()
    copy.unlink()
    assert "page-address" in {one.check for one in found}


def test_a_page_older_than_its_sources_says_so(newsroom: Newsroom) -> None:
    article = newsroom.project.root / "content/features/harbour-pilots.md"
    catalog = newsroom.project.root / "locales/es/LC_MESSAGES/features/harbour-pilots.po"
    for path, pages in ((catalog, 1), (article, 3)):
        held = path.read_bytes()
        path.write_bytes(held + b"\n")
        found = newsroom.findings()
        path.write_bytes(held)
        assert [one.check for one in found] == ["page-outdated"] * pages
    assert newsroom.findings() == ()


def test_check_tells_of_pages_with_everything_else(newsroom: Newsroom) -> None:
    articles = newsroom.project.articles()
    with newsroom.damaged(PILOTS["fa"], _sub("<h1>", "<h1>فوری: ")):
        whole = check(newsroom.project, articles, ("fa",), whole=True)
        spanish = check(newsroom.project, articles, ("es",), whole=True)
        others = [one for one in articles if one.name != "features/harbour-pilots"]
        some = check(newsroom.project, others, newsroom.project.languages)
    assert [one.check for one in whole.findings if one.check.startswith("page-")] == ["page-data"]
    for report in (spanish, some):
        assert not [one for one in report.findings if one.check.startswith("page-")]


def test_a_site_elsewhere_is_read_when_it_is_named(newsroom: Newsroom, tmp_path: Path) -> None:
    shutil.copytree(newsroom.site, tmp_path / "public")
    (page,) = (tmp_path / "public").glob(PILOTS["en"])
    page.write_text(_sub(r"</h2>", " {{ x }}</h2>")(page.read_text("utf-8")), "utf-8")
    found = read_back(newsroom.context, newsroom.project.articles(), tmp_path / "public")
    assert [one.check for one in found] == ["page-residue"]


def test_where_no_site_was_built_nothing_is_said(project: Project, tmp_path: Path) -> None:
    assert check(project, (), project.languages).findings == ()
    with pytest.raises(UsageError, match="there is no site in"):
        check(project, (), project.languages, options=CheckOptions(site=tmp_path))


SPECIMEN = """\
---
title: Floods
date: 2020-09-29
dateline: Port of the town
---

## <!-- anchor -->Mud and more mud

See [the mud](#mud-and-more-mud), and wait for the boats that come in the morning.

![The river in the morning, and the boats on it](river.png)

<div><strong>Words among tags that readers see</strong> from the town</div>

- [ ] A task that nobody has done yet

<!-- l10n: skip -->

The maintainers keep these lines as they are.

- first version of the text

<!-- l10n: resume -->

The end of it all[^1].

[^1]: A note about the end.
"""


@pytest.fixture
def specimen(project: Project) -> Project:
    """A project with an article of which nothing is translated, and its site."""
    write(project, floods=SPECIMEN)
    (project.content / "river.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    project = configure(project, "site: {url: 'https://news.example/'}\n")
    synced(project)
    report = build(project, project.articles(), project.languages, to="site")
    assert report.failures == ()
    return project


@pytest.mark.parametrize("locale", ["es", "fa"])
def test_what_nobody_translated_says_its_language_wherever_it_stands(
    specimen: Project, locale: str
) -> None:
    page = (specimen.output / "site" / locale / "floods.html").read_text("utf-8")
    mark = 'lang="en" dir="ltr"'
    assert f'<h2 id="mud-and-more-mud" {mark} class="untranslated">Mud and more mud</h2>' in page
    assert f'<figure {mark} class="untranslated">' in page
    assert f'<p class="site-dateline" {mark}>' in page
    assert f'<a href="#to-1" lang="{locale}" role="doc-backlink"' in page
    assert f'<span {mark} class="untranslated"><strong>Words among tags' in page
    assert f'<span id="task-1" {mark}>A task that nobody' in page
    assert f"<div {mark}>\n<p>The maintainers keep" in page
    assert page.index("first version of the text</li>\n</ul>\n</div>") < page.index("The end of it")
    assert read_back(_context(specimen), specimen.articles()) == ()


def test_links_to_headings_lead_there_in_the_original_too(specimen: Project) -> None:
    page = (specimen.output / "site/en/floods.html").read_text("utf-8")
    assert '<h2 id="mud-and-more-mud">' in page
    assert 'href="#mud-and-more-mud"' in page


def _context(project: Project) -> CheckContext:
    return context_of(project, project.languages)


CORRECTED = """\
---
title: Floods
date: 2020-09-29
corrections:
  - date: 2020-10-01
    text: An earlier version gave the wrong name of the river.
  - text: The number of boats was wrong.
---

The river of the town rose in the night.
"""


def test_a_correction_of_the_original_is_on_every_page_and_told_to_machines(
    project: Project,
) -> None:
    write(project, floods=CORRECTED)
    project = configure(project, "site: {url: 'https://news.example/'}\n")
    synced(project)
    words = {"An earlier version gave the wrong name of the river.": "El río tenía otro nombre."}
    fill(project, "es", "floods", words.get)
    assert build(project, project.articles(), project.languages, to="site").failures == ()
    assert read_back(_context(project), project.articles()) == ()
    page = (project.output / "site/es/floods.html").read_text("utf-8")
    assert '<h2 class="site-label">Correcciones</h2>' in page
    assert '<time datetime="2020-10-01">1 de octubre de 2020</time>' in page
    assert "<span>El río tenía otro nombre.</span>" in page
    assert '<span lang="en" dir="ltr">The number of boats was wrong.</span>' in page
    assert edition(built_markdown(project), "es", "floods").count("El río tenía otro nombre.") == 1
    data = json.loads(page.partition('ld+json">')[2].partition("</script>")[0])
    assert data["correction"] == [
        {
            "@type": "CorrectionComment",
            "datePublished": "2020-10-01",
            "inLanguage": "es",
            "text": "El río tenía otro nombre.",
        },
        {
            "@type": "CorrectionComment",
            "inLanguage": "en",
            "text": "The number of boats was wrong.",
        },
    ]


def test_a_page_that_hides_a_correction_is_found(project: Project) -> None:
    write(project, floods=CORRECTED)
    project = configure(project, "site: {url: 'https://news.example/'}\n")
    synced(project)
    build(project, project.articles(), project.languages, to="site")
    path = project.output / "site/fa/floods.html"
    text = path.read_text("utf-8")
    hide = _sub(r"<p><span[^>]*>(<bdi[^>]*>)?The number of boats.*?</p>", "")
    path.write_text(hide(text), "utf-8")
    assert [one.check for one in read_back(_context(project), project.articles())] == ["page-data"]
    path.write_text(_sub(r',"correction":\[.*?\]', "")(text), "utf-8")
    found = read_back(_context(project), project.articles())
    assert {one.check for one in found} == {"page-metadata"}


def built_markdown(project: Project) -> Project:
    built(project)
    return project


def test_nothing_is_found_on_the_posts_of_a_blog(
    project: Project, posts: Callable[[int], list[Path]]
) -> None:
    """Of which nobody has translated anything."""
    pictures = project.content / "images"
    pictures.mkdir()
    for post in posts(8):
        for name in re.findall(r"images/([\w-]+\.\w+)", post.read_text("utf-8")):
            (pictures / name).write_bytes(b"")
        shutil.copy(post, project.content / post.name)
    project = configure(project, "site: {url: 'https://blog.example/'}\n")
    synced(project)
    assert build(project, project.articles(), project.languages, to="site").failures == ()
    found = read_back(_context(project), project.articles())
    assert [(one.check, one.path.name, one.message) for one in found] == []


def test_pages_of_a_language_without_words_of_ours_are_passed(project: Project) -> None:
    """Their furniture is English, around dates, names and labels of the language itself."""
    write(
        project,
        war="---\ntitle: War and peace\ndate: 2026-10-05\nupdated: 2026-11-02\n"
        "author: nadia-sarmad\n---\n\nThe war is over.\n",
    )
    (project.root / "taxonomy.yaml").write_text(
        "authors:\n  nadia-sarmad: {en: Nadia Sarmad, ckb: نادیا سەرمەد لە کوردستانەوە}\n", "utf-8"
    )
    (project.root / "l10n-flow.yaml").write_text("source: en\nlocales: [ckb]\n", "utf-8")
    kurdish = find(project.root)
    synced(kurdish, "ckb")
    fill(kurdish, "ckb", "war", lambda _: "شەڕ و ئاشتی لە شارەکە کۆتایی هات")
    build(kurdish, kurdish.articles(), kurdish.languages, to="site")
    page = (kurdish.root / "build/site/ckb/war.html").read_text("utf-8")
    assert '<p class="site-line" lang="en" dir="ltr">' in page
    assert '<time datetime="2026-10-05"><span lang="ckb" dir="rtl">٥ی ' in page
    assert "<span>1 minute to read</span>" in page
    found = check(kurdish, kurdish.articles(), kurdish.languages, whole=True).findings
    assert [one for one in found if one.check.startswith("page")] == []
