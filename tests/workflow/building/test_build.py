"""Editions on paper: what is written, what goes, and what never changes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from l10n_flow.documents import read
from l10n_flow.editions.anchors import HEADING_IDS, ids_of
from l10n_flow.errors import UsageError
from l10n_flow.project import Project
from l10n_flow.workflow.building.build import build
from l10n_flow.workflow.incremental import runner
from l10n_flow.workflow.init import init
from tests.workflow.newsroom import (
    BRIEF,
    all_bytes,
    built,
    configure,
    edition,
    editions_of,
    fill,
    front,
    outcomes,
    synced,
    write,
)

# What is written


def test_every_language_gets_its_edition(newsroom: Project) -> None:
    report = built(newsroom)
    assert [(e.locale, e.outcome, e.status, e.percent) for e in report.editions] == [
        ("en", "written", "source", 100),
        ("es", "written", "translated", 100),
        ("fa", "written", "untranslated", 0),
    ]
    assert editions_of(newsroom) == ["en/brief.md", "es/brief.md", "fa/brief.md"]
    assert '\n# <a id="floods"></a>Riadas\n\nLodo.\n' in edition(newsroom, "es", "brief")


def test_an_article_without_a_date_has_that_of_its_name(newsroom: Project) -> None:
    named = {"2026-03-21-rain": "Mud.\n", "2026-03-21-snow/index": "---\ndate: 2020-09-29\n---\n"}
    write(newsroom, **named)
    synced(newsroom)
    built(newsroom)
    assert [front(newsroom, "fa", name)["displayed_date"] for name in named] == [
        "۱ فروردین ۱۴۰۵",
        "۸ مهر ۱۳۹۹",
    ]


def test_dates_have_the_calendar_and_the_digits_of_the_language(newsroom: Project) -> None:
    built(newsroom)
    assert [
        front(newsroom, locale, "brief")["displayed_date"] for locale in ("en", "es", "fa")
    ] == [
        "September 29, 2020",
        "29 de septiembre de 2020",
        "۸ مهر ۱۳۹۹",
    ]


def test_a_second_build_writes_no_byte(newsroom: Project) -> None:
    built(newsroom)
    before = all_bytes(newsroom.root)
    report = built(newsroom)
    assert (report.editions, report.unchanged) == ((), 1)
    shutil.rmtree(newsroom.state)
    assert set(outcomes(newsroom).values()) == {"current"}
    assert all_bytes(newsroom.root) == before


def test_an_edition_that_somebody_deleted_or_edited_is_made_again(newsroom: Project) -> None:
    built(newsroom)
    good = edition(newsroom, "es", "brief")
    (newsroom.output / "markdown/es/brief.md").write_text("mine")
    assert outcomes(newsroom)["brief es"] == "written"
    assert edition(newsroom, "es", "brief") == good
    (newsroom.output / "markdown/es/brief.md").unlink()
    assert outcomes(newsroom)["brief es"] == "written"


def test_only_the_languages_that_are_asked_for_are_written_with_the_bytes_of_a_whole_build(
    newsroom: Project,
) -> None:
    built(newsroom, "es")
    assert editions_of(newsroom) == ["es/brief.md"]
    alone = edition(newsroom, "es", "brief")
    built(newsroom)
    assert edition(newsroom, "es", "brief") == alone


def test_out_has_a_folder_for_each_language(newsroom: Project, tmp_path: Path) -> None:
    out = tmp_path / "paper"
    report = built(newsroom, "es", out=out)
    assert report.out == out
    assert edition(newsroom, "es", "brief", out).startswith("---\ntitle: Lluvia\n")
    assert not newsroom.output.exists()


def test_a_dry_run_tells_all_and_writes_nothing(newsroom: Project) -> None:
    before = all_bytes(newsroom.root)
    rehearsed = built(newsroom, dry_run=True)
    assert all_bytes(newsroom.root) == before
    assert rehearsed == built(newsroom)


def test_a_kind_of_edition_that_nobody_writes_is_refused(newsroom: Project) -> None:
    with pytest.raises(UsageError, match="papyrus"):
        build(newsroom, newsroom.articles(), ["es"], to="papyrus")


@pytest.mark.parametrize("folder", ["content", "locales", "content/sub", "."])
def test_editions_never_take_the_place_of_articles_or_catalogs(
    newsroom: Project, folder: str
) -> None:
    if folder == ".":  # `./en` would be the content folder itself
        newsroom.content.rename(newsroom.root / "en")
        newsroom = configure(newsroom, "content: en\n")
    before = all_bytes(newsroom.root)
    with pytest.raises(UsageError, match="among the files of"):
        built(newsroom, out=newsroom.root / folder)
    assert all_bytes(newsroom.root) == before


def test_an_article_in_a_language_without_editions_is_published_in_the_others(
    project: Project,
) -> None:
    write(project, brief="---\nlang: de\ntitle: Regen\n---\n")
    assert outcomes(project) == {
        "brief en": "written",
        "brief es": "written",
        "brief fa": "written",
    }
    assert front(project, "es", "brief")["alternates"] == {
        "en": "../en/brief.md",
        "fa": "../fa/brief.md",
    }


# What goes


def test_editions_of_an_article_that_is_gone_go_and_what_people_put_there_stays(
    newsroom: Project,
) -> None:
    write(newsroom, news__old="# Old\n\n![map](map.png)\n", news__new="![map](map.png)\n")
    (newsroom.content / "news/map.png").write_bytes(b"map")
    write(newsroom, lone__gone="![x](x.png)\n")
    (newsroom.content / "lone/x.png").write_bytes(b"x")
    built(newsroom)
    (newsroom.output / "markdown/es/CNAME").write_text("three-shores.example")
    (newsroom.content / "news/old.md").unlink()
    shutil.rmtree(newsroom.content / "lone")
    rehearsed = built(newsroom, dry_run=True)
    report = built(newsroom)
    assert report.removed == rehearsed.removed
    assert [path.as_posix() for path in report.removed] == [
        f"build/markdown/{locale}/{name}"
        for locale in ("en", "es", "fa")
        for name in ("lone/gone.md", "lone/x.png", "news/old.md")
    ]
    assert editions_of(newsroom) == sorted(
        [f"{loc}/{name}" for loc in ("en", "es", "fa")
         for name in ("brief.md", "news/map.png", "news/new.md")] + ["es/CNAME"]
    )  # fmt: skip
    assert not (newsroom.output / "markdown/es/lone").exists(), "no empty folder is left"
    assert built(newsroom).removed == ()


def test_editions_go_although_the_settings_changed_as_well(newsroom: Project) -> None:
    write(newsroom, old="# Old\n")
    built(newsroom)
    (newsroom.content / "old.md").unlink()
    newsroom = configure(newsroom, "anchors: none\n")
    assert len(built(newsroom).removed) == 3


def test_a_part_of_the_project_is_built_without_removing_the_rest(newsroom: Project) -> None:
    write(newsroom, old="# Old\n", new="# New\n")
    built(newsroom)
    (newsroom.content / "old.md").unlink()
    chosen = [article for article in newsroom.articles() if article.name == "new"]
    assert build(newsroom, chosen, newsroom.languages).removed == ()
    assert [p.as_posix() for p in built(newsroom, "es").removed] == ["build/markdown/es/old.md"]
    assert len(built(newsroom).removed) == 2


def test_a_renamed_article_moves_and_one_with_another_suffix_too(newsroom: Project) -> None:
    built(newsroom)
    (newsroom.content / "brief.md").rename(newsroom.content / "brief.markdown")
    assert len(built(newsroom).removed) == 3
    (newsroom.content / "brief.markdown").rename(newsroom.content / "rain.md")
    assert len(built(newsroom).removed) == 3
    assert editions_of(newsroom) == ["en/rain.md", "es/rain.md", "fa/rain.md"]


def test_an_image_that_an_article_no_longer_shows_goes(newsroom: Project) -> None:
    (newsroom.content / "map.png").write_bytes(b"map")
    write(newsroom, brief=BRIEF + "\n![map](map.png)\n")
    built(newsroom)
    assert "es/map.png" in editions_of(newsroom)
    write(newsroom, brief=BRIEF)
    assert len(built(newsroom).removed) == 3


def test_the_last_edition_keeps_the_image_that_it_shows(newsroom: Project) -> None:
    (newsroom.content / "map.png").write_bytes(b"map")
    write(newsroom, brief=BRIEF + "\n![map](map.png)\n")
    built(newsroom)
    catalog = newsroom.root / "locales/fa/LC_MESSAGES/brief.po"
    whole = catalog.read_text()
    catalog.write_text(whole + "<<<<<<< HEAD\n")
    assert built(newsroom).removed == ()
    assert {"fa/brief.md", "fa/map.png"} <= set(editions_of(newsroom))
    catalog.write_text(whole)
    write(newsroom, brief=BRIEF)
    assert len(built(newsroom).removed) == 3, "and it goes with the next one that does not"


def test_a_language_that_the_project_gives_up_takes_its_editions_along(newsroom: Project) -> None:
    built(newsroom)
    file = newsroom.root / "l10n-flow.yaml"
    file.write_text("source: en\nlocales: [es]\n")
    smaller = replace(newsroom, config=replace(newsroom.config, locales=("es",)))
    assert [p.as_posix() for p in built(smaller).removed] == ["build/markdown/fa/brief.md"]


# The same bytes everywhere


def test_a_build_depends_on_nothing_but_the_project(tmp_path: Path, newsroom: Project) -> None:
    """Another folder, another process, another hash seed, another day: the same bytes."""
    content = Path(__file__).parents[3] / "content"
    shutil.copytree(content, newsroom.content, dirs_exist_ok=True)
    twin = tmp_path / "elsewhere" / "project"
    built(newsroom)
    shutil.copytree(newsroom.root, twin, ignore=shutil.ignore_patterns("build", ".l10n-flow"))
    script = "from l10n_flow.cli.entry import main; main()"
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tehran", "LC_ALL": "C"}
    subprocess.run(
        [sys.executable, "-c", script, "build", "-q"], cwd=twin, env=environment, check=True
    )
    one, other = (
        {name: data for name, (data, _) in all_bytes(root / "build").items()}
        for root in (newsroom.root, twin)
    )
    assert len(one) > 15
    assert one == other
    assert not any(newsroom.root.as_posix().encode() in data for data in one.values())


def test_many_processes_build_what_one_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = init(tmp_path / "many", "en", ["es"]).project
    for number in range(runner.WORTHWHILE + 5):
        following = f"[next](a{number + 1:03}.md)"
        write(project, **{f"a{number:03}": f"# Report {number}\n\nSee {following}.\n"})
    together = built(project)
    one = {name: data for name, (data, _) in all_bytes(project.output).items()}
    shutil.rmtree(project.output)
    shutil.rmtree(project.state)
    monkeypatch.setattr(runner, "WORTHWHILE", 10**6)
    assert built(project) == together
    assert {name: data for name, (data, _) in all_bytes(project.output).items()} == one
    assert len(together.warnings) == 1, "the last one leads nowhere"


ODD = {
    "empty": b"",
    "crlf": b"\xef\xbb\xbf---\r\ntitle: Rain\r\n---\r\n\r\n# Mud\r\n\r\n- a\r\n  b\r\n",
    "cr": b"one\r\rtwo\r",
    "controls": b"a \x0c b\x1bc\n\n\x0c\n\n`\x00`\n",
    "fence": b"```\nunclosed\n\n# code\n",
    "tabs": b"-\tone\n\n\ttwo\n\n\t\tcode\n",
    "table": b"a|b\n-|:-:\nc \\| d|`e\\|f`\n",
    "lazy": b"> a\nb\n> - c\nd\n\n[r]: /u 't'\n[r]\n",
    "front": b"---\nx: [\ny: 1\n---\nMud\n",
    "anchors": b"---\ntitle: &a |-\n  Rain\n   indented\nsummary: *a\nlead: 'it''s'\n---\nx\n",
    "twice": b"---\ntitle: NO\ntitle: NO\n---\nMud",
    "nothing": b"---\n---",
}


BROKEN = {"front", "twice"}
"""Their front matter stops a site generator, so nothing is made of them."""


def test_bare_editions_whose_words_are_the_sources_are_the_articles_byte_for_byte(
    project: Project,
) -> None:
    for name, data in ODD.items():
        if name not in BROKEN:
            (project.content / f"{name}.md").write_bytes(data)
        (project.content / f"plain-{name}.txt").write_bytes(data)
    assert_bare_is_identity(project, "fa")


def test_a_blog_comes_back_byte_for_byte(
    project: Project, posts: Callable[[int], list[Path]]
) -> None:
    for post in posts(4):  # of all of them it is a law of documents
        shutil.copy(post, project.content)
    assert_bare_is_identity(project, "es")


def assert_bare_is_identity(project: Project, locale: str) -> None:
    synced(project, locale)
    for article in project.articles():
        fill(project, locale, article.name, lambda source: source)
    report = built(project, locale, bare=True)
    assert report.findings == report.failures == ()
    for article in project.articles():
        found = project.output / "markdown" / locale / article.relative
        assert found.read_bytes() == article.path.read_bytes(), article.name


def test_a_blog_keeps_its_blocks_and_ids_in_every_edition(
    project: Project, posts: Callable[[int], list[Path]]
) -> None:
    for post in posts(5):
        shutil.copy(post, project.content)
    synced(project, "es")
    for article in project.articles():
        fill(project, "es", article.name, lambda s: s if s.startswith("<") else f"«{s}»")
    assert built(project, "es").findings == ()
    for article in project.articles():
        source = read(article.path.read_bytes(), article.path)
        found = read(edition(project, "es", article.name).encode(), article.path)
        kinds = [[s.kind for s in document.segments] for document in (source, found)]
        assert kinds[0] == kinds[1], article.name
        github = HEADING_IDS["github"]
        assert ids_of(found, github) == ids_of(source, github)
