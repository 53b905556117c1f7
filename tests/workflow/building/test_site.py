"""A site on paper: which pages there are, what they say of each other, what is built anew."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from l10n_flow import extras
from l10n_flow.errors import ConfigError, UsageError
from l10n_flow.files import reading
from l10n_flow.project import Project, find
from l10n_flow.workflow.building import site as site_module
from l10n_flow.workflow.building.build import BuildReport, build
from l10n_flow.workflow.checking.check import check
from tests.workflow.newsroom import (
    BRIEF,
    catalog_path,
    configure,
    fill,
    plainly,
    reviewed,
    synced,
    translate,
    write,
)

etree = pytest.importorskip("lxml.etree")
pytest.importorskip("jinja2")
pytest.importorskip("nh3")

SITE = "site: {url: https://news.example/}\n"
TAXONOMY = "categories:\n  floods: {en: Floods, es: Riadas, fa: سیل}\n"


def published(project: Project, *locales: str, **options: Any) -> BuildReport:
    chosen = locales or project.languages
    return build(project, project.articles(), chosen, to="site", **options)


def page(project: Project, place: str) -> str:
    return (project.output / "site" / place).read_text("utf-8")


def pages(project: Project) -> list[str]:
    top = project.output / "site"
    return sorted(p.relative_to(top).as_posix() for p in top.rglob("*.html"))


def linked_data(html: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html)
    assert found is not None
    data = json.loads(found[1])
    assert isinstance(data, dict)
    return data


def _bytes(project: Project) -> dict[str, bytes]:
    top = project.output / "site"
    return {str(p.relative_to(top)): p.read_bytes() for p in top.rglob("*") if p.is_file()}


@pytest.fixture
def site(newsroom: Project) -> Project:
    """The newsroom with an address, a category and an article in it."""
    (newsroom.root / "taxonomy.yaml").write_text(TAXONOMY, "utf-8")
    write(newsroom, brief=BRIEF.replace("slug: rain\n", "slug: rain\ncategories: [floods]\n"))
    return configure(newsroom, SITE)


# Pages


def test_a_page_has_the_date_of_its_articles_name_where_no_field_says_one(site: Project) -> None:
    write(site, **{"2026-03-21-rain": "---\ntitle: Rain\n---\n\nMud.\n"})
    report = published(site)
    assert not any("no date" in str(one) for one in report.warnings)
    assert '<time datetime="2026-03-21">' in page(site, "en/2026-03-21-rain.html")
    found = check(site, site.articles(), site.languages, whole=True).findings
    assert [one.message for one in found if one.check == "page-metadata"] == []


def test_the_words_of_a_cover_are_translated_and_shown(site: Project) -> None:
    cover = "cover: {image: a.svg, alt: A gate, caption: Half open}"
    write(site, gate=f"---\ntitle: Gate\n{cover}\n---\n\nMud.\n")
    (site.content / "a.svg").write_text("<svg/>", "utf-8")
    synced(site)
    fill(site, "es", "gate", {"A gate": "Una compuerta", "Half open": "A medio abrir"}.get)
    published(site)
    assert 'alt="Una compuerta"' in page(site, "es/gate.html")
    assert "A medio abrir" in page(site, "es/gate.html")


def test_every_language_has_its_tree_of_pages(site: Project) -> None:
    report = published(site)
    assert report.failures == ()
    assert pages(site) == [
        "404.html",
        "en/404.html",
        "en/category/floods/index.html",
        "en/index.html",
        "en/rain.html",
        "es/404.html",
        "es/category/floods/index.html",
        "es/index.html",
        "es/lluvia.html",
        "fa/404.html",
        "fa/category/floods/index.html",
        "fa/index.html",
        "fa/rain.html",
        "index.html",
    ]


def test_a_page_says_its_language_and_direction_and_has_its_words(site: Project) -> None:
    published(site)
    spanish, persian = page(site, "es/lluvia.html"), page(site, "fa/index.html")
    assert '<html lang="es" dir="ltr">' in spanish
    assert '<h2 id="floods">Riadas</h2>\n<p>Lodo.</p>' in spanish
    assert "29 de septiembre de 2020" in spanish
    assert "Últimas publicaciones" in spanish
    assert '<html lang="fa" dir="rtl">' in persian
    assert "۸ مهر ۱۳۹۹" in persian


def test_the_switch_leads_to_the_same_article_and_says_when_there_is_none(site: Project) -> None:
    site = plainly(site, SITE + "fields: {slug: copy-once}\n")
    published(site)
    spanish = page(site, "es/lluvia.html")
    assert 'href="../en/rain.html" lang="en" dir="ltr" hreflang="en">English</a>' in spanish
    assert 'href="index.html"' in spanish
    missing = re.search(r'<li class="site-none">.*?</li>', spanish, re.DOTALL)
    assert missing is not None
    assert 'href="../fa/index.html"' in missing[0]
    assert "aún sin traducir" in missing[0]


def test_a_reviewer_is_called_as_readers_of_the_language_do(site: Project) -> None:
    people = "people:\n  ana-1: {en: ana, es: Ana Ruiz, fa: آنا رویس}\n"
    (site.root / "taxonomy.yaml").write_text(TAXONOMY + people, "utf-8")
    synced(site)
    fill(site, "es", "brief", lambda _: "Lodo y limo.")
    reviewed(site, "es", "brief")
    published(site)
    assert "Revisado por Ana Ruiz" in page(site, "es/lodo-y-limo.html")


def test_what_nobody_translated_is_marked_and_so_is_its_title(site: Project) -> None:
    published(site)
    persian = page(site, "fa/rain.html")
    assert '<p lang="en" dir="ltr" class="untranslated">Mud.</p>' in persian
    assert '<h1 lang="en" dir="ltr">' in persian
    assert "این مطلب هنوز ترجمه نشده" in persian


def test_a_stale_paragraph_is_marked_and_shows_what_changed(site: Project) -> None:
    write(site, brief=BRIEF.replace("Mud.", "Mud and silt everywhere in town today."))
    synced(site)
    fill(site, "es", "brief", lambda _: "Lodo y limo hoy por toda la ciudad.")
    write(site, brief=BRIEF.replace("Mud.", "Mud and silt everywhere in town tonight."))
    synced(site)
    published(site)
    spanish = page(site, "es/lodo-y-limo-hoy-por-toda-la-ciudad.html")
    assert '<p class="stale">Lodo y limo hoy por toda la ciudad.</p>' in spanish
    assert "<del>today</del><ins>tonight</ins>" in spanish
    assert "El original ha cambiado desde entonces" in spanish


def test_titles_are_isolated_where_no_markup_can_be(site: Project) -> None:
    fill(site, "fa", "brief", lambda source: "باران JCPOA" if source == "Rain" else None)
    published(site)
    (place,) = [p for p in pages(site) if p.startswith("fa/باران")]
    assert "\u2068" not in place
    persian = page(site, place)
    assert "<title>باران \u2068JCPOA\u2069" in persian
    assert '<h1>باران <bdi dir="ltr">JCPOA</bdi></h1>' in persian
    assert linked_data(persian)["headline"] == "باران \u2068JCPOA\u2069"


def test_lists_go_on_page_after_page_and_tell_so(site: Project) -> None:
    for number in range(5):
        write(
            site, **{f"n{number}": f"---\ntitle: N{number}\ndate: 2021-01-0{number + 1}\n---\nx\n"}
        )
    site = configure(site, "site: {page_size: 2}\n")
    published(site)
    first, last = page(site, "en/index.html"), page(site, "en/page-3.html")
    assert re.findall(r"<h[23]><a href=\"([^\"]*)\"", first) == ["n4.html", "n3.html"]
    assert re.findall(r"<h[23]><a href=\"([^\"]*)\"", last) == ["n0.html", "rain.html"]
    assert 'rel="next" href="page-2.html"' in first
    assert "Page 3 of 3" in last
    assert not (site.output / "site" / "en" / "feed.xml").exists()  # it needs the site's address


def test_counts_have_the_plurals_of_the_language(site: Project) -> None:
    for number in (0, 1, 12):
        text = BRIEF.replace("slug: rain", f"slug: rain-{number}\ncomments: {number}")
        write(site, **{f"c{number}": text})
    published(site)
    english, persian = page(site, "en/index.html"), page(site, "fa/index.html")
    assert [w for w in ("No comments", "1 comment<", "12 comments") if w in english] == [
        "No comments",
        "1 comment<",
        "12 comments",
    ]
    assert [w for w in ("بدون دیدگاه", "۱ دیدگاه", "۱۲ دیدگاه") if w in persian] == [
        "بدون دیدگاه",
        "۱ دیدگاه",
        "۱۲ دیدگاه",
    ]


def test_a_language_gets_its_words_from_the_project_alone(site: Project) -> None:
    file = site.root / "l10n-flow.yaml"
    file.write_text(file.read_text().replace("[es, fa]", "[es, fa, de]"), "utf-8")
    site = find(site.root)
    path = site.catalogs / "de" / "LC_MESSAGES" / "site.po"
    path.parent.mkdir(parents=True)
    path.write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
        'msgid "Latest content"\nmsgstr "Neueste <b>Beiträge</b>"\n\n'
        'msgid "%(shown)s minute to read"\nmsgid_plural "%(shown)s minutes to read"\n'
        'msgstr[0] "%(shown)s Minute Lesezeit"\nmsgstr[1] "%(shown)s Minuten Lesezeit"\n',
        "utf-8",
    )
    (site.root / "taxonomy.yaml").write_text(TAXONOMY.replace("fa:", "de: Flut, fa:"), "utf-8")
    published(site)
    german = page(site, "de/rain.html")
    assert "Neueste &lt;b&gt;Beiträge&lt;/b&gt;" in german
    assert "1 Minute Lesezeit" in german


def test_a_name_and_a_tagline_may_be_said_in_each_language(site: Project) -> None:
    named = "name: {en: The Rain, fa: روزنامهٔ باران}\n"
    tagline = "site: {tagline: {en: Weather for all, fa: آب و هوا برای همه}}\n"
    file = site.root / "l10n-flow.yaml"
    settings = re.sub("(?m)^(name|site):.*\n", "", file.read_text("utf-8"))
    file.write_text(settings + named + tagline, "utf-8")
    site = find(site.root)
    catalog_path(site, "es", "site").write_text('msgid "The Rain"\nmsgstr "La Lluvia"\n', "utf-8")
    assert site.config.name == "The Rain"
    published(site)
    said = {
        tag: re.findall(
            '<title>(.*)</title>|class="site-tagline">(.*)</p>', page(site, f"{tag}/404.html")
        )
        for tag in site.languages
    }
    assert [titles[0][0].split(" · ")[-1] for titles in said.values()] == [
        "The Rain",
        "La Lluvia",
        "روزنامهٔ باران",
    ]
    assert [[line for _, line in rows[1:]] for rows in said.values()] == [
        ["Weather for all"],
        [],
        ["آب و هوا برای همه"],
    ]
    assert '<meta name="description" content="Weather for all">' in page(site, "en/index.html")


def test_dates_of_pages_have_the_form_and_the_calendar_of_the_configuration(site: Project) -> None:
    brief = BRIEF.replace("date: 2020-09-29\n", "date: 2020-09-29\nupdated: 2020-10-01\n")
    write(site, brief=brief)
    (site.root / "l10n-flow.yaml").write_text(
        "publish: {empty: publish, date_form: full, locales: {fa: {calendar: gregory}}}\n", "utf-8"
    )
    site = find(site.root)
    published(site)
    english, persian = page(site, "en/rain.html"), page(site, "fa/rain.html")
    assert "Tuesday, September 29, 2020" in english
    assert "Updated Thursday, October 1, 2020" in english
    assert "سه‌شنبه ۲۹ سپتامبر ۲۰۲۰" in persian
    assert "پنجشنبه ۱ اکتبر ۲۰۲۰" in persian
    assert "سه‌شنبه ۲۹ سپتامبر ۲۰۲۰" in page(site, "fa/index.html")
    build(site, site.articles(), site.languages)
    edition = (site.output / "markdown" / "fa" / "brief.md").read_text("utf-8")
    assert "displayed_updated: پنجشنبه ۱ اکتبر ۲۰۲۰\n" in edition


# For machines


def test_alternates_are_reciprocal_and_so_is_the_linked_data(site: Project) -> None:
    published(site)
    sets = {
        place: re.findall(
            r'<link rel="alternate" hreflang="([^"]*)" href="([^"]*)">', page(site, place)
        )
        for place in ("en/rain.html", "es/lluvia.html", "fa/rain.html")
    }
    assert len({tuple(found) for found in sets.values()}) == 1
    assert dict(sets["en/rain.html"])["x-default"] == "https://news.example/en/rain.html"
    for place in ("index.html", "en/index.html", "es/index.html"):
        assert '<link rel="alternate" hreflang="x-default" href="https://news.example/">' in page(
            site, place
        )
    original, translation = (linked_data(page(site, p)) for p in ("en/rain.html", "es/lluvia.html"))
    assert translation["translationOfWork"]["@id"] == original["@id"]
    assert {work["@id"] for work in original["workTranslation"]} >= {translation["@id"]}
    assert translation["inLanguage"] == "es"


def test_a_feed_has_what_rfc_4287_asks_for(site: Project) -> None:
    published(site)
    for place in ("es/feed.xml", "es/category/floods/feed.xml"):
        feed = etree.fromstring((site.output / "site" / place).read_bytes())
        names = {"a": "http://www.w3.org/2005/Atom"}

        def said(path: str, feed: Any = feed, names: Any = names) -> list[str]:
            return [str(one) for one in feed.xpath(path, namespaces=names)]

        assert said("a:id/text()") == [f"https://news.example/{place}"]
        assert said("a:updated/text()") == ["2020-09-29T00:00:00Z"]
        assert said("a:entry/a:title/text()") == ["Lluvia"]
        assert said("a:entry/a:link/@href") == ["https://news.example/es/lluvia.html"]
        assert said("@xml:lang") == ["es"]
        assert said("a:author/a:name/text()") == [site.config.name]


def test_a_feed_holds_no_character_that_xml_has_not(site: Project) -> None:
    top = (
        '---\ntitle: "Mud\\x01"\ndate: 2026-01-02\ncategories: ["a\\x02b"]\nauthor: "x\\x07"\n---\n'
    )
    (site.root / "taxonomy.yaml").unlink(missing_ok=True)
    write(site, odd=f"{top}Silt\x0b.\n")
    assert published(site).failures == ()
    feed = page(site, "en/feed.xml")
    assert 'term="ab"' in feed
    assert "<title>Mud</title>" in feed


def test_the_map_names_every_page_with_its_languages(site: Project) -> None:
    published(site)
    top = etree.fromstring((site.output / "site" / "sitemap.xml").read_bytes())
    names = {
        "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
        "x": "http://www.w3.org/1999/xhtml",
    }
    found = {
        url.findtext("s:loc", namespaces=names): [
            (link.get("hreflang"), link.get("href")) for link in url.findall("x:link", names)
        ]
        for url in top
    }
    spanish = found["https://news.example/es/lluvia.html"]
    assert [lang for lang, _ in spanish] == ["en", "es", "fa", "x-default"]
    assert all(found[address] == spanish for _, address in spanish)


def test_no_page_loads_anything_from_elsewhere_and_none_is_large(site: Project) -> None:
    published(site)
    for place in pages(site):
        html = page(site, place)
        loads = re.findall(
            r'(?:src|srcset)="([^"]*)"|<link rel="(?:stylesheet|preload)" href="([^"]*)', html
        )
        assert not [one for pair in loads for one in pair if one.startswith(("http", "//"))]
        assert re.findall(r"<script(?! type=\"application/ld\+json\")", html) == []
        assert len(html.encode()) < 100_000


def test_every_link_within_the_site_leads_to_a_file(site: Project) -> None:
    write(site, other="---\ntitle: Other\ndate: 2021-01-01\n---\nSee [rain](brief.md#floods).\n")
    published(site)
    top = site.output / "site"
    for place in pages(site):
        for address in re.findall(r'(?:href|src)="([^"#:]+)(?:#[^"]*)?"', page(site, place)):
            if place != "404.html":
                target = Path(os.path.normpath(top / Path(place).parent / unquote(address)))
                assert target.is_file(), (place, address)
    assert 'href="rain.html#floods"' in page(site, "en/other.html")


# The theme


def test_a_project_changes_one_file_of_the_theme(site: Project) -> None:
    theme = site.root / "theme"
    theme.mkdir()
    (theme / "missing.html").write_text(
        '{% extends "base.html" %}{% block content %}Gone{% endblock %}'
    )
    (theme / "site.css").write_text("body { color: red }")
    published(site)
    assert "Gone" in page(site, "es/404.html")
    assert "Lodo." in page(site, "es/lluvia.html")
    assert (site.output / "site" / "assets" / "site.css").read_text() == "body { color: red }"


@pytest.mark.parametrize(
    ("template", "line", "what"),
    [
        ("{% if %}", 1, "cannot be read"),
        ("\n{{ article.nothing.at_all }}", 2, "fails (for the page of brief.md)"),
        ("\n\n{{ 1 / 0 }}", 3, "division by zero"),
        ('{% include "none.html" %}', 1, "no template 'none.html'"),
    ],
)
def test_a_wrong_template_is_named_with_its_line_and_the_last_page_stays(
    site: Project, template: str, line: int, what: str
) -> None:
    published(site)
    before = page(site, "es/lluvia.html")
    (site.root / "theme").mkdir()
    (site.root / "theme" / "article.html").write_text(template)
    report = published(site)
    found = {(f.where.path.name, f.where.line) for f in report.failures if f.where}
    assert found == {("article.html", line)}
    assert all(what in failure.what for failure in report.failures)
    assert page(site, "es/lluvia.html") == before
    assert "lluvia.html" in page(site, "es/index.html")


def test_commands_of_a_generator_are_templates_or_are_left_out_and_told(site: Project) -> None:
    (site.root / "theme").mkdir()
    (site.root / "theme" / "video.html").write_text(
        '<iframe src="https://v.example/{{ args[0] }}{{ named.t }}"></iframe>'
    )
    write(site, brief=BRIEF + '\n{{< video "a&b" t=5 >}}\n\n{{< toc >}} and {{% hint %}}\n')
    site = configure(site, "site: {shortcodes: {video: video.html, hint: false}}\n")
    report = published(site)
    english = page(site, "en/rain.html")
    assert '<iframe src="https://v.example/a&amp;b5"></iframe>' in english
    assert "toc" not in english
    assert "hint" not in english
    told = [w for w in report.warnings if "left out" in w]
    assert told == [
        "content/brief.md:13: left out of the page: {{< toc >}}; name it in site.shortcodes"
    ]


# What is built anew


def test_a_second_build_changes_nothing_and_makes_the_same_bytes_anywhere(
    site: Project, tmp_path: Path
) -> None:
    published(site)
    before = _bytes(site)
    assert (published(site).unchanged, published(site).common) == (1, 0)
    assert _bytes(site) == before
    shutil.rmtree(site.state)
    shutil.rmtree(site.output)
    code = (
        "from pathlib import Path; from l10n_flow.project import find;"
        "from l10n_flow.workflow.building.build import build; import sys;"
        "p = find(Path(sys.argv[1])); build(p, p.articles()[::-1], p.languages, to='site')"
    )
    env = {**os.environ, "LC_ALL": "C", "TZ": "Asia/Tehran", "PYTHONHASHSEED": "7"}
    subprocess.run([sys.executable, "-c", code, str(site.root)], check=True, env=env)
    assert _bytes(site) == before


def test_files_of_the_whole_site_that_have_not_changed_since_are_not_read(
    site: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "TICK", 1)
    published(site)
    before = _bytes(site)
    assert published(site).common == 0
    with monkeypatch.context() as nothing:
        nothing.setattr(site_module, "bytes_of", None)
        nothing.setattr(site_module, "replace_file", None)
        report = published(site)
    assert (report.common, report.failures) == (0, ())
    assert _bytes(site) == before
    (site.output / "site" / "en" / "index.html").unlink()
    assert published(site).common == 1
    assert _bytes(site) == before


def test_one_edit_rebuilds_its_pages_and_the_lists_that_show_it(site: Project) -> None:
    write(site, other="---\ntitle: Other\ndate: 2021-01-01\nslug: other\n---\nx\n")
    published(site)
    translate(site, "es", "brief", **{"Mud.": "Barro."})
    report = published(site)
    assert {e.locale for e in report.editions if e.outcome == "written"} == {"es"}
    assert (report.unchanged, report.common) == (1, 0)
    translate(site, "es", "brief", Rain="Lluvias")
    report = published(site)
    assert report.common == 4  # home and category, with their feeds


def test_what_is_no_longer_published_goes_and_nothing_else(site: Project) -> None:
    write(site, other="---\ntitle: Other\ndate: 2021-01-01\nslug: other\n---\nx\n")
    published(site)
    (site.output / "site" / "en" / "mine.html").write_text("mine")
    (site.content / "other.md").unlink()
    published(site)
    assert "en/other.html" not in pages(site)
    assert "en/mine.html" in pages(site)
    assert "other.html" not in page(site, "en/index.html")


def test_a_page_that_somebody_else_wrote_is_not_overwritten(site: Project) -> None:
    for place in ("index.html", "en/rain.html"):
        path = site.output / "site" / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("<!DOCTYPE html><p>mine")
    report = published(site)
    assert sorted(f.where.path.name for f in report.failures if f.where) == [
        "index.html",
        "rain.html",
    ]
    assert page(site, "index.html") == "<!DOCTYPE html><p>mine"


def test_a_dry_run_writes_nothing(site: Project) -> None:
    report = published(site, dry_run=True)
    assert report.common > 0
    assert not (site.output / "site").exists()


# Bad input


def test_two_articles_at_one_address_are_a_finding_and_the_first_is_published(
    site: Project,
) -> None:
    write(site, zebra=BRIEF.replace("Rain", "Zebra"))
    report = published(site)
    (failure,) = report.failures
    assert "which is that of brief" in failure.what
    assert "<h1>Rain</h1>" in page(site, "en/rain.html")


def test_an_address_that_resembles_that_of_a_list_is_free(site: Project) -> None:
    names = ["pages", "page-two", "categories", "404-2", "page-2__a"]
    text = "---\ntitle: Home\ndate: 2021-01-01\n---\nx\n"
    write(site, **dict.fromkeys(names, text))
    assert published(site).failures == ()


@pytest.mark.parametrize("name", ["index", "404", "page-2", "category__x"])
def test_an_article_cannot_take_the_place_of_a_list(site: Project, name: str) -> None:
    write(site, **{name: "---\ntitle: Home\ndate: 2021-01-01\n---\nx\n"})
    report = published(site)
    (failure,) = report.failures
    assert "where a list of articles is" in failure.what


def test_an_article_without_title_or_date_and_with_a_lost_picture_is_published_and_told(
    site: Project,
) -> None:
    write(site, bare="---\nimage: none.png\ndate: soon\n---\n# Mud\n\nSilt.\n", empty="")
    report = published(site)
    assert report.failures == ()
    english = page(site, "en/bare.html")
    assert "<h1>Mud</h1>" in english
    assert ">Mud</h2>" not in english
    assert "<h1>empty</h1>" in page(site, "en/empty.html")
    told = " ".join(report.warnings)
    assert "'date: soon' is not a date" in told
    assert "its picture 'none.png' does not exist" in told


def test_articles_without_a_date_are_told_in_one_sentence(site: Project) -> None:
    write(site, **{name: f"---\ntitle: {name}\n---\nSilt.\n" for name in ("a", "b", "c", "d", "e")})
    (told,) = [note for note in published(site).warnings if "no date" in note]
    assert told.startswith("5 articles have no date, so lists show them last: ")
    assert told.endswith("a.md, content/b.md, content/c.md and 2 more")
    assert told in published(site).warnings  # although nothing is built anew


def test_a_title_that_stands_again_as_the_first_heading_is_shown_once(site: Project) -> None:
    top = "---\ntitle: Mud & silt\ndate: 2026-01-02\n---\n"
    write(site, same=f"{top}# Mud & *silt*\n\nSilt.\n", other=f"{top}# Mud\n\nSilt.\n")
    published(site)
    for language in ("en", "es"):
        assert page(site, f"{language}/same.html").count("silt</") == 1
    assert "Mud</h2>" in page(site, "en/other.html")


def test_categories_without_a_taxonomy_are_told_in_one_sentence(site: Project) -> None:
    (site.root / "taxonomy.yaml").unlink(missing_ok=True)
    top = "---\ntitle: Mud\ndate: 2026-01-02\ncategories: [floods]\n---\n"
    write(site, a=f"{top}Silt.\n", b=f"{top}Silt.\n")
    (told,) = [note for note in published(site).warnings if "labels" in note]
    assert "have categories without labels in the taxonomy" in told
    assert {"content/a.md", "content/b.md"} <= set(told.replace(",", "").split())


def test_a_label_that_is_wanting_is_told_once_for_all_articles(site: Project) -> None:
    (site.root / "taxonomy.yaml").write_text(
        "categories:\n  floods: {en: Floods, fa: سیل}\n", "utf-8"
    )
    front = "date: 2026-01-02\ncategories: [floods]"
    write(site, **{name: f"---\ntitle: {name}\n{front}\n---\nSilt.\n" for name in ("x", "y")})
    report = published(site)
    (failure,) = report.failures
    assert failure.what == (
        "'floods' has no label in español (es); content/brief.md:5 and 2 others show it"
    )
    assert "en/x.html" in pages(site)


def test_a_list_that_somebody_else_changed_is_left_although_nothing_else_changed(
    site: Project,
) -> None:
    published(site)
    home = site.output / "site" / "en" / "index.html"
    old = 1_600_000_000
    os.utime(home, (old, old))
    published(site)
    home.write_bytes(b"mine")
    os.utime(home, (old, old))
    (failure,) = published(site).failures
    assert "index.html" in str(failure)
    assert home.read_bytes() == b"mine"


def test_a_build_that_was_cut_off_is_finished_by_the_next(site: Project, tmp_path: Path) -> None:
    published(site)
    before = _bytes(site)
    shutil.rmtree(site.state)
    shutil.rmtree(site.output)
    code = (
        "import os, sys; from pathlib import Path; from l10n_flow.project import find;"
        "from l10n_flow.workflow.building import build as work, context;"
        "put = context.ArticleWork.put\n"
        "def cut(*a, **k):\n"
        "    done = put(*a, **k)\n"
        "    os.kill(os.getpid(), 9)\n"
        "context.ArticleWork.put = cut\n"
        "p = find(Path(sys.argv[1])); work.build(p, p.articles(), p.languages, to='site')"
    )
    done = subprocess.run([sys.executable, "-c", code, str(site.root)], check=False)
    assert done.returncode == -9
    (only,) = pages(site)
    assert page(site, only).endswith("</html>\n")
    published(site)
    assert _bytes(site) == before


def test_a_link_in_the_output_folder_is_no_way_out_of_it(site: Project, tmp_path: Path) -> None:
    published(site)
    away = tmp_path / "away"
    away.mkdir()
    theirs = away / "index.html"
    theirs.write_bytes(b"mine")
    folder = site.output / "site" / "en" / "category" / "floods"
    shutil.rmtree(folder)
    folder.symlink_to(away)
    report = published(site)
    assert report.failures
    assert theirs.read_bytes() == b"mine"
    assert {path.name for path in away.iterdir()} == {"index.html"}


def test_odd_titles_and_categories_stay_words_in_the_folder(site: Project) -> None:
    configure(site, SITE)
    odd = ["../../up", "%2e%2e/up", "a" * 300]
    lines = "".join(f'  "{id_}": {{en: Odd, es: Raro, fa: عجیب}}\n' for id_ in odd)
    (site.root / "taxonomy.yaml").write_text(TAXONOMY + lines, "utf-8")
    listed = ", ".join(f'"{id_}"' for id_ in odd)
    title = '"Si\\u202Elt\\u0007"'
    front = f"title: {title}\ndate: 2026-01-02\ncategories: [{listed}]\n"
    write(site, odd=f"---\n{front}---\nMud.\n")
    report = published(site)
    assert "en/odd.html" in pages(site)
    top = site.output / "site"
    for path in top.rglob("*"):
        assert path.resolve().is_relative_to(top.resolve())
    assert not (site.output / "up").exists()
    assert "\x07" not in (top / "en" / "feed.xml").read_text("utf-8")
    assert len(report.failures) <= 1


def test_plain_text_is_shown_as_it_is_written(site: Project) -> None:
    (site.content / "note.txt").write_text("Title *here*\n\nOne <b>line\nand two\n", "utf-8")
    published(site)
    english = page(site, "en/note.html")
    assert "<p>One &lt;b&gt;line<br>\nand two</p>" in english


def test_a_slug_never_leads_out_of_the_folder(site: Project) -> None:
    write(site, bad="---\ntitle: x\nslug: ../../../etc/passwd\ndate: 2021-01-01\n---\nx\n")
    published(site)
    assert "en/etc-passwd.html" in pages(site)


def test_what_cannot_be_asked_for_is_said(site: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError, match="no bare editions"):
        published(site, bare=True)
    with pytest.raises(ConfigError, match="not in categories"):
        published(configure(site, "site: {sections: [fire]}\n"))
    monkeypatch.setattr(extras, "missing", lambda extra: ("jinja2", "nh3"))
    with pytest.raises(UsageError, match="A site needs jinja2 and nh3") as refused:
        published(site)
    assert refused.value.hint == "pip install 'l10n-flow[site]'"


def test_a_catalog_of_words_that_is_broken_is_told_and_ours_stand_there(site: Project) -> None:
    catalog_path(site, "es", "site").write_text('msgid "Latest content\nmsgstr "x"\n', "utf-8")
    report = published(site)
    assert any("site.po" in str(f.where) for f in report.failures)
    assert "Últimas publicaciones" in page(site, "es/lluvia.html")
