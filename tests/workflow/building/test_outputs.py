"""Editions for Hugo, Jekyll, Pelican and systems that read JSON."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest

from l10n_flow.editions import objects
from l10n_flow.errors import UsageError
from l10n_flow.project import Project
from l10n_flow.workflow.building.build import BuildReport, build
from tests.workflow.newsroom import configure, fill, synced, write

BRIEF = """\
---
title: Peace talks
slug: peace-talks
date: 2026-10-05
categories: [peace, world]
image: {src: images/a.svg, alt: A map of Velan}
---

# Peace

See [the other](talks.md#now) and ![a map](images/a.svg).
"""
TALKS = "---\ntitle: Talks\nslug: talks\n---\n\n## Now\n\nCode `{{ x }}`\n"
SPANISH = {
    "Peace talks": "Conversaciones de paz",
    "A map of Velan": "Un mapa",
    "Peace": "Paz",
    "See [the other]({1}) and ![a map]({2}).": "Véase [la otra]({1}) y ![un mapa]({2}).",
    "Talks": "Conversaciones",
    "Now": "Ahora",
    "Code `{{ x }}`": "Código `{{ x }}`",
}
PERSIAN = {"Peace talks": "گفت‌وگوی Velan (2026)", "Peace": "صلح"}


@pytest.fixture
def site(project: Project) -> Project:
    project = configure(project)
    write(project, news__brief=BRIEF, news__talks=TALKS)
    (project.content / "news" / "images").mkdir()
    (project.content / "news" / "images" / "a.svg").write_text("<svg/>", "utf-8")
    synced(project)
    for name in ("news/brief", "news/talks"):
        fill(project, "es", name, SPANISH.get)
        fill(project, "fa", name, PERSIAN.get)
    return project


def made(project: Project, to: str) -> BuildReport:
    report = build(project, project.articles(), project.languages, to=to)
    assert report.failures == ()
    return report


def text(project: Project, place: str) -> str:
    return (project.output / place).read_text("utf-8")


def test_hugo_knows_which_pages_are_one_article(site: Project) -> None:
    made(site, "hugo")
    for locale in site.languages:
        assert "\ntranslationKey: news/brief\n" in text(site, f"hugo/{locale}/news/brief.md")
    assert "{#peace}" in text(site, "hugo/es/news/brief.md")
    languages = text(site, "hugo/languages.yaml")
    assert "fa:\n  contentDir: content/fa\n  direction: rtl\n  label: فارسی\n" in languages
    assert (site.output / "hugo/fa/news/images/a.svg").is_file()


TOML = """\
+++
title = "Peace talks"
slug = 'peace-talks'
date = 2026-10-05
at = 07:30:00
tags = ["peace"]
[image]
src = "images/a.svg"
alt = "A map of Velan"
+++
Peace
"""


def test_an_article_with_toml_is_in_the_notation_that_each_generator_reads(site: Project) -> None:
    write(site, news__brief=TOML)
    for to in ("hugo", "jekyll", "pelican", "json"):
        made(site, to)
    hugo = text(site, "hugo/es/news/brief.md")
    assert hugo.startswith('+++\ntitle = "Conversaciones de paz"\n')
    assert '\ntranslationKey = "news/brief"\n' in hugo
    assert 'alt = "Un mapa"\n+++\n' in hugo
    jekyll = text(site, "jekyll/es/news/brief.md")
    assert jekyll.startswith("---\ntitle: Conversaciones de paz\n")
    assert '\ndate: 2026-10-05\nat: "07:30:00"\ntags:\n- peace\n' in jekyll
    assert "\nimage:\n  src: images/a.svg\n  alt: Un mapa\n---\n" in jekyll
    assert "\nTitle: Conversaciones de paz\n" in "\n" + text(site, "pelican/es/news/brief.md")
    edition = json.loads(text(site, "json/news/brief.json"))["editions"]["es"]
    assert edition["fields"]["image"] == {"src": "images/a.svg", "alt": "Un mapa"}
    assert edition["displayed_date"] == "5 de octubre de 2026"


def test_an_article_with_json_is_read_and_written_as_hugo_and_jekyll_have_it(site: Project) -> None:
    """Hugo reads JSON itself; Jekyll has YAML only."""
    fields = '{"title": "Peace talks", "date": "2026-10-05", "image": {"alt": "A map of Velan"}}'
    write(site, news__brief=f"{fields}\n\nPeace\n")
    for to in ("hugo", "jekyll"):
        made(site, to)
    hugo = text(site, "hugo/es/news/brief.md")
    assert hugo.startswith('{"title": "Conversaciones de paz", "date": "2026-10-05", "image"')
    assert json.JSONDecoder().raw_decode(hugo)[0]["translationKey"] == "news/brief"
    jekyll = text(site, "jekyll/es/news/brief.md")
    assert jekyll.startswith("---\ntitle: Conversaciones de paz\n")
    assert "\nimage:\n  alt: Un mapa\n" in jekyll


def test_a_key_of_the_authors_own_stays(site: Project) -> None:
    write(site, news__brief=BRIEF.replace("slug:", "translationKey: talks\nslug:"))
    made(site, "hugo")
    assert text(site, "hugo/es/news/brief.md").count("translationKey") == 1
    assert "translationKey: talks\n" in text(site, "hugo/es/news/brief.md")


def test_jekyll_has_permalinks_and_links_lead_to_them(site: Project) -> None:
    made(site, "jekyll")
    spanish = text(site, "jekyll/es/news/brief.md")
    assert '\npermalink: "/es/news/conversaciones-de-paz.html"\n' in spanish
    assert "\nref: news/brief\n" in spanish
    assert "[la otra](conversaciones.html#now)" in spanish
    assert "![un mapa](images/a.svg)" in spanish
    assert "\nrender_with_liquid: false\n" in spanish


def test_jekylls_own_articles_keep_liquid(site: Project) -> None:
    project = configure(site, "markdown: {dialect: jekyll}\n")
    made(project, "jekyll")
    assert "render_with_liquid" not in text(project, "jekyll/es/news/brief.md")


def test_pelican_has_lines_of_metadata_and_its_own_links(site: Project) -> None:
    made(site, "pelican")
    head, _, body = text(site, "pelican/es/news/brief.md").partition("\n\n")
    lines = dict(line.split(": ", 1) for line in head.splitlines())
    assert lines["Title"] == "Conversaciones de paz"
    assert (lines["Lang"], lines["Date"]) == ("es", "2026-10-05")
    assert (lines["Category"], lines["Tags"]) == ("peace", "world")
    assert lines["Translation_id"] == "news/brief"
    assert "[la otra]({filename}/es/news/talks.md#now)" in body
    assert "![un mapa]({static}/es/news/images/a.svg)" in body


def test_a_byte_order_mark_hides_no_metadata(site: Project) -> None:
    write(site, news__brief=f"\ufeff{BRIEF}")
    made(site, "pelican")
    made(site, "json")
    assert "Title: Conversaciones de paz\n" in text(site, "pelican/es/news/brief.md")
    assert article(site)["editions"]["es"]["title"] == "Conversaciones de paz"


def test_a_title_on_several_lines_is_one_line_of_metadata(site: Project) -> None:
    write(site, news__brief=BRIEF.replace("Peace talks", '"Peace\\nDate: 1999-01-01"'))
    made(site, "pelican")
    head = text(site, "pelican/en/news/brief.md").partition("\n\n")[0]
    assert re.findall(r"^Date: (.*)$", head, re.MULTILINE) == ["2026-10-05"]


def article(project: Project, name: str = "news/brief") -> dict[str, dict[str, dict[str, object]]]:
    found = json.loads(text(project, f"json/{name}.json"))
    jsonschema.validate(found, json.loads(objects.SCHEMA.read_text("utf-8")))
    return found  # type: ignore[no-any-return]


def test_an_object_has_all_languages(site: Project) -> None:
    made(site, "json")
    editions = article(site)["editions"]
    assert list(editions) == ["en", "es", "fa"]
    spanish = editions["es"]
    assert spanish["title"] == "Conversaciones de paz"
    assert spanish["fields"] == {
        "date": "2026-10-05",
        "categories": ["peace", "world"],
        "image": {"src": "images/a.svg", "alt": "Un mapa"},
    }
    assert "[la otra](talks.json#now)" in str(spanish["markdown"])
    persian = editions["fa"]
    assert persian["dir"] == "rtl"
    assert persian["title"] == "گفت‌وگوی \u2068Velan (2026)\u2069"
    assert persian["notice"]


def test_an_object_is_made_again_only_when_something_changed(site: Project) -> None:
    made(site, "json")
    assert made(site, "json").unchanged == 2
    fill(site, "es", "news/brief", {**SPANISH, "Peace": "La paz"}.get)
    report = made(site, "json")
    assert report.unchanged == 1
    assert "La paz" in str(article(site)["editions"]["es"]["markdown"])


def test_an_edition_that_may_not_be_published_any_more_stays_in_its_object(site: Project) -> None:
    project = configure(site, "publish: {locales: {es: {threshold: 90}}}\n")
    made(project, "json")
    before = article(project)["editions"]["es"]
    fill(project, "es", "news/brief", lambda source: "Paces" if source == "Peace" else "")
    report = made(project, "json")
    assert {e.outcome for e in report.editions if e.locale == "es"} >= {"kept"}
    assert article(project)["editions"]["es"] == before


def test_objects_of_articles_that_are_gone_go(site: Project) -> None:
    made(site, "json")
    (site.content / "news" / "talks.md").unlink()
    report = made(site, "json")
    assert [path.as_posix() for path in report.removed] == ["build/json/news/talks.json"]


def test_a_file_of_somebody_elses_is_not_overwritten(site: Project) -> None:
    other = site.output / "json/news/brief.json"
    other.parent.mkdir(parents=True)
    other.write_text('{"mine": 1}', "utf-8")
    report = build(site, site.articles(), site.languages, to="json")
    assert ["l10n-flow did not write it" in str(f) for f in report.failures] == [True]
    assert other.read_text("utf-8") == '{"mine": 1}'


@pytest.mark.parametrize("to", ["hugo", "jekyll", "pelican", "json"])
def test_other_systems_have_no_bare_editions(site: Project, to: str) -> None:
    with pytest.raises(UsageError, match="bare"):
        build(site, site.articles(), site.languages, to=to, bare=True)


def test_an_object_is_not_made_of_some_languages(site: Project) -> None:
    with pytest.raises(UsageError, match="all languages"):
        build(site, site.articles(), ["es"], to="json")


@pytest.mark.parametrize("to", ["hugo", "jekyll", "pelican", "json"])
def test_the_same_articles_give_the_same_bytes(site: Project, to: str, tmp_path: Path) -> None:
    outs = [tmp_path / name for name in "ab"]
    for out in outs:
        build(site, tuple(reversed(site.articles())), site.languages, to=to, out=out)
    first, second = (
        {p.relative_to(out): p.read_bytes() for p in out.rglob("*") if p.is_file()} for out in outs
    )
    assert first == second
