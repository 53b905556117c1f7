"""The whole way: a page comes in, catalogs are filled, and a site in three languages comes out."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from l10n_flow.catalogs import store
from l10n_flow.catalogs.po import canonical
from l10n_flow.cli import entry
from l10n_flow.documents import read
from l10n_flow.project import Project, find
from tests.catalogs.gettext_tools import complaints, msgcat
from tests.engines.network import forbid
from tests.whole_site import dead_ends, invented, pages

ROOT = Path(__file__).parents[1]

PAGE = """\
---
title: The river keeps its records
date: 2026-03-21
slug: river-records
categories: [analysis]
author: ana
image: {src: ../images/gauge.svg, alt: A gauge in the reeds}
related: brief.md
---

<!-- l10n: note the river is called Velan -->
VELAN – Every morning somebody reads the gauge[^1] and writes *one* number down.

## How it is read {#reading}

1. Walk to the **bridge**.
2. Read `level.txt`:

   - in metres, never in feet
   - twice when the wind is up

| month | level | remarks |
| --- | ---: | --- |
| March | 3.4 | see [the brief](brief.md#floods "short") |
| April | 4.1 \\| 4.2 | measured twice |

## What it means

> The number is small; what it says is not.
>
> — *Leila Moradi*, keeper of the gauge

Read [how it is read](#reading), [what it means](#what-it-means), or [the story][1].

<figure>
<img src="../images/gauge.svg" alt="The old gauge">
<figcaption>The old gauge</figcaption>
</figure>

[^1]: It stands in the reeds.
[1]: https://example.org/story "a story"
"""
BRIEF = """\
---
title: Floods are announced
lang: es
slug: crecidas
---

# Floods

Vuelva a [los registros](river.md#what-it-means).
"""
TAXONOMY = """\
categories:
  analysis: {en: Analysis, es: Análisis, fa: تحلیل}
authors:
  ana: {en: Ana Lark, es: Ana Lark, fa: آنا لارک}
"""


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without a network, on which nobody asks for one."""
    forbid(monkeypatch)


@pytest.fixture
def scratch(tmp_path: Path, offline: None, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project, made as a newcomer makes it."""
    folder = tmp_path / "three shores"
    assert entry.run(["init", str(folder), "--source", "en", "--locale", "es,fa"]) == 0
    monkeypatch.chdir(folder)
    return folder


def translate_everything(project: Project) -> None:
    """Fill every gap of every catalog with invented words, as an editor of PO files would."""
    for locale in project.languages:
        for path in (project.catalogs / locale).rglob("*.po"):
            catalog = store.load(path, locale)
            entries = [
                e if e.obsolete or e.target else replace(e, target=invented(e.source, locale))
                for e in catalog.entries
            ]
            path.write_text(canonical.write(replace(catalog, entries=tuple(entries))), "utf-8")


def assert_catalogs_are_gettexts(project: Project) -> None:
    for path in project.catalogs.rglob("*.po*"):
        text = path.read_bytes().decode()
        assert msgcat(text) == text, path
        assert [said for said in complaints(text) if "warning" not in said] == [], path


def test_a_reader_finds_what_leads_nowhere(tmp_path: Path) -> None:
    head = "---\nalternates: {es: ../es/a.md, fa: ../fa/a.md}\n---\n"
    (tmp_path / "en").mkdir()
    (tmp_path / "es").mkdir()
    links = "[1](b.md) [2](#top) [3](#here) [4](../es/a.md#top) ![5](x.png) [6](https://e.org)"
    (tmp_path / "en" / "a.md").write_text(f"{head}{links}\n\n# Here {{#here}}\n")
    (tmp_path / "es" / "a.md").write_text("---\nlang: es\n---\n")
    assert dead_ends(tmp_path) == [
        "en/a.md: b.md",
        "en/a.md: #top",
        "en/a.md: ../es/a.md#top",
        "en/a.md: x.png",
        "en/a.md: alternate ../es/a.md and not back",
        "en/a.md: alternate ../fa/a.md",
    ]


def assert_editions_hold(project: Project) -> None:
    """Every edition has the blocks, the shared fields and the links of its source."""
    folder = project.output / "markdown"
    assert dead_ends(folder) == []
    site = pages(folder)
    for article in project.articles():
        source = read(article.path.read_bytes(), article.path)
        for locale in project.languages:
            page = site[f"{locale}/{article.relative}"]
            kinds = [[s.kind for s in d.segments] for d in (source, page.document)]
            assert kinds[0] == kinds[1], page.name
            for field in source.front.fields if source.front else ():
                if field.path[0] in ("date", "categories", "author", "related", "kind", "status"):
                    assert field.value in {
                        found.value
                        for found in (page.document.front.fields if page.document.front else ())
                        if found.path == field.path
                    }, page.name


def test_an_article_becomes_three_editions_that_agree(scratch: Path) -> None:
    content = scratch / "content"
    (content / "images").mkdir()
    (content / "images" / "gauge.svg").write_text("<svg/>")
    (content / "news").mkdir()
    (content / "news" / "river.md").write_text(PAGE, "utf-8")
    (content / "news" / "brief.md").write_text(BRIEF, "utf-8")
    (scratch / "taxonomy.yaml").write_text(TAXONOMY, "utf-8")
    with (scratch / "l10n-flow.yaml").open("a") as settings:
        settings.write("fields: {slug: copy-once}\n")

    assert entry.run(["sync", "-q"]) == 0
    project = find(scratch)
    translate_everything(project)
    assert entry.run(["approve", "news/river", "--locale", "fa", "--by", "leila", "-q"]) == 0
    assert entry.run(["sync", "-q"]) == 0
    assert entry.run(["build", "-q"]) == 0

    assert_catalogs_are_gettexts(project)
    assert_editions_hold(project)
    site = pages(project.output / "markdown")
    assert len(site) == 6
    persian = site["fa/news/river.md"]
    assert persian.front["displayed_date"] == "۱ فروردین ۱۴۰۵"
    assert persian.front["labels"] == {"categories": ["تحلیل"], "author": "آنا لارک"}
    assert persian.front["slug"] != "river-records"
    translation = persian.front["translation"]
    assert isinstance(translation, dict)
    assert (translation["status"], translation["reviewed"]) == ("reviewed", 100)
    assert "VELAN" not in persian.document.text.decode()
    assert (project.output / "markdown/fa/images/gauge.svg").is_file()
    original = site["es/news/brief.md"]
    assert original.front["slug"] == "crecidas"
    assert "Vuelva a [los registros](river.md#what-it-means)." in original.document.text.decode()


def test_the_seed_page_becomes_a_site_in_three_languages(scratch: Path, shared: Path) -> None:
    assert entry.run(["import", str(shared / "seed" / "article-page.txt"), "-q"]) == 0
    assert entry.run(["sync", "-q"]) == 0
    project = find(scratch)
    assert len(project.articles()) == 9
    translate_everything(project)
    assert entry.run(["build", "-q"]) == 0

    assert_catalogs_are_gettexts(project)
    assert_editions_hold(project)
    site = pages(project.output / "markdown")
    assert len(site) == 27
    (interview,) = [page for page in site.values() if page.name.startswith("fa/moscows")]
    assert interview.front["displayed_date"] == "۸ مهر ۱۳۹۹"
    assert interview.front["categories"] == ["interview", "political", "top-news"]
    kinds = [segment.kind for segment in interview.document.segments]
    assert (kinds.count("paragraph"), kinds.count("heading 2")) == (12, 3)
    assert {page.front["lang"] for page in site.values()} == {"en", "es", "fa"}


def test_our_own_newsroom_has_no_dead_ends(tmp_path: Path, offline: None) -> None:
    project = tmp_path / "newsroom"
    project.mkdir()
    # No clone has what the first `make run` makes, and here it may have been.
    made = shutil.ignore_patterns("port-miraval-library.po*")
    for name in ("content", "locales"):
        shutil.copytree(ROOT / name, project / name, ignore=made)
    shutil.copytree(ROOT / "models", project / "models")
    for name in ("l10n-flow.yaml", "taxonomy.yaml", "terms.yaml"):
        shutil.copy(ROOT / name, project)
    assert entry.run(["sync", "-C", str(project), "-q"]) == 0
    for path in (project / "locales").rglob("*.po*"):
        if path.stem == "port-miraval-library":
            continue
        assert path.read_bytes() == (ROOT / path.relative_to(project)).read_bytes(), path
    assert entry.run(["build", "-C", str(project), "-q"]) == 0
    assert dead_ends(project / "build" / "markdown") == []
    site = pages(project / "build" / "markdown")
    assert {name.partition("/")[0] for name in site} == {"en", "es", "fa"}
    states = {page.front["translation"]["status"] for page in site.values()}  # type: ignore[index]  # a mapping
    assert states == {"source", "reviewed", "partial"}


def test_the_first_run_drafts_a_brief_without_a_network(
    tmp_path: Path, offline: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "no models"))
    project = tmp_path / "newsroom"
    (project / "content" / "briefs").mkdir(parents=True)
    text = (ROOT / "content" / "briefs" / "port-miraval-library.md").read_text("utf-8")
    brief = project / "content" / "briefs" / "port-miraval-library.md"
    # Alone in its newsroom, its link would lead nowhere.
    brief.write_text(text.replace("../analysis/velan-river-numbers.md", "#"), "utf-8")
    shutil.copytree(ROOT / "models", project / "models")
    for name in ("l10n-flow.yaml", "taxonomy.yaml", "terms.yaml"):
        shutil.copy(ROOT / name, project)
    assert entry.run(["run", "-C", str(project), "-q"]) == 0
    site = pages(project / "build" / "markdown")
    states = {name[:2]: page.front["translation"]["status"] for name, page in site.items()}  # type: ignore[index]  # a mapping
    assert states == {"en": "source", "es": "draft", "fa": "draft"}
    spanish = (project / "build/markdown/es/briefs/port-miraval-library.md").read_text("utf-8")
    assert "title: La nueva biblioteca de Puerto Miraval abre el lunes\n" in spanish
    assert "**La nueva biblioteca de Puerto Miraval abrirá el lunes a las 9:30.**" in spanish
    assert "rellene el formulario `B24`." in spanish
    persian = (project / "build/markdown/fa/briefs/port-miraval-library.md").read_text("utf-8")
    assert "title: کتابخانهٔ جدید بندر میراوال روز دوشنبه باز می‌شود\n" in persian
    assert "ساعت **۲۰:۳۰** بسته می‌شود." in persian
    assert entry.run(["check", "-C", str(project), "-q"]) == 0


# As a script sees it


def l10n_flow(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from l10n_flow.cli.entry import main; main()", *arguments]
    environment = {**os.environ, "HOME": str(folder), "NO_COLOR": "1"}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def test_exit_codes_tell_a_script_what_happened(scratch: Path) -> None:
    article = scratch / "content" / "brief.md"
    article.write_text("Mud.\n")
    assert l10n_flow(scratch, "sync").returncode == 0

    catalog = scratch / "locales" / "es" / "LC_MESSAGES" / "brief.po"
    whole = catalog.read_text("utf-8")
    catalog.write_text(whole.removesuffix('""\n') + '"Lodo {7}."\n', "utf-8")
    refused = l10n_flow(scratch, "build")
    assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)
    assert refused.stderr.startswith("error: content/brief.md:1: the es translation of “Mud.” ")

    catalog.write_text(whole + 'msgid "x\n', "utf-8")
    for command in ("sync", "build"):
        damaged = l10n_flow(scratch, command)
        assert damaged.returncode == 3
        assert damaged.stderr.startswith("error: locales/es/LC_MESSAGES/brief.po:")
    assert (scratch / "build/markdown/en/brief.md").is_file()

    catalog.write_text(whole, "utf-8")
    (scratch / "l10n-flow.yaml").write_text("source: en\npublsh: {}\n")
    misspelt = l10n_flow(scratch, "build")
    assert misspelt.returncode == 2
    assert misspelt.stderr.startswith("error: l10n-flow.yaml:2:1: ")
