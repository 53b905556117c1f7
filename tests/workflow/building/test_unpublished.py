"""Articles of which nothing is translated: no page, no alternate, and how many is said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from l10n_flow.catalogs.po import canonical
from l10n_flow.cli.build import lines
from l10n_flow.model import Entry, Origin, digest
from l10n_flow.project import Project
from tests.workflow.newsroom import (
    BRIEF,
    SPANISH,
    built,
    catalog,
    catalog_path,
    edition,
    editions_of,
    fill,
    front,
    outcomes,
    plainly,
    synced,
    write,
)

YEARS = "# Floods\n\n| Year | Level |\n| --- | --- |\n| 2015 | 12.5 |\n| 2016 | A-7 |\n"


@pytest.fixture
def careful(newsroom: Project) -> Project:
    """One article in Spanish, not in Persian, in a project that configures nothing."""
    return plainly(newsroom)


def drafted(project: Project, locale: str, name: str, words: dict[str, str], engine: str) -> None:
    """A machine drafts these texts."""
    before = catalog(project, locale, name)
    entries = [
        _draft(e, words[e.source], engine) if e.source in words else e for e in before.entries
    ]
    text = canonical.write(replace(before, entries=tuple(entries)))
    catalog_path(project, locale, name).write_bytes(canonical.encode(text))


def _draft(entry: Entry, words: str, engine: str) -> Entry:
    origin = Origin("mt", engine, machine=digest(words))
    return replace(entry, target=words, fuzzy=True, origin=origin)


def test_an_article_that_nobody_has_translated_is_not_published(careful: Project) -> None:
    assert outcomes(careful) == {"brief en": "written", "brief es": "written", "brief fa": "empty"}
    assert editions_of(careful) == ["en/brief.md", "es/brief.md"]
    for locale in ("en", "es"):
        assert "fa" not in front(careful, locale, "brief")["alternates"]


def test_three_new_languages_make_no_page(careful: Project) -> None:
    built(careful)
    before = editions_of(careful)
    careful = plainly(careful, "")
    config = careful.root / "l10n-flow.yaml"
    config.write_text("source: en\nlocales: [es, fa, ar, de, pt-BR]\n", "utf-8")
    careful = Project(careful.root, replace(careful.config, locales=("es", "fa", "ar", "de")))
    synced(careful)
    report = built(careful)
    assert editions_of(careful) == before
    assert report.empty == {"fa": 1, "ar": 1, "de": 1}


def test_how_many_were_not_published_is_said_again_when_nothing_changed(careful: Project) -> None:
    said = "1 untranslated not published"
    assert said in list(lines(built(careful), dry_run=False))[-1]
    again = built(careful)
    assert again.unchanged == 1
    assert said in list(lines(again, dry_run=False))[-1]


def test_a_project_may_want_the_original_published(careful: Project) -> None:
    careful = plainly(careful, "publish: {locales: {fa: {empty: publish}}}\n")
    built(careful)
    assert front(careful, "fa", "brief")["translation"]["status"] == "untranslated"
    assert front(careful, "en", "brief")["alternates"].keys() == {"es", "fa"}


def test_what_is_left_out_leaves_no_empty_page(careful: Project) -> None:
    settings = "publish: {untranslated: omit, empty: publish}\n"
    assert outcomes(plainly(careful, settings))["brief fa"] == "empty"
    assert editions_of(careful) == ["en/brief.md", "es/brief.md"]


def test_a_page_whose_translations_are_all_gone_stays_and_that_is_said(careful: Project) -> None:
    built(careful)
    good = edition(careful, "es", "brief")
    fill(careful, "es", "brief", lambda _: "")
    report = built(careful)
    assert [e.outcome for e in report.editions] == ["current", "lost", "empty"]
    assert edition(careful, "es", "brief") == good
    assert any("nothing is translated any more" in line for line in lines(report, dry_run=False))
    assert front(careful, "en", "brief")["alternates"] == {"es": "../es/brief.md"}


def test_a_page_that_never_had_a_translation_goes(careful: Project) -> None:
    built(plainly(careful, "publish: {empty: publish}\n"))
    assert "fa/brief.md" in editions_of(careful)
    report = built(plainly(careful))
    assert "fa/brief.md" not in editions_of(careful)
    assert [path.as_posix() for path in report.removed] == ["build/markdown/fa/brief.md"]


def test_translations_that_cannot_be_used_are_none(project: Project) -> None:
    project = plainly(project)
    write(project, a="Mud.\n")
    synced(project)
    fill(project, "es", "a", lambda _: "{7}")
    report = built(project)
    assert {e.locale: e.outcome for e in report.editions} == {
        "en": "written",
        "es": "empty",
        "fa": "empty",
    }
    assert "alternates" not in front(project, "en", "a")


def test_a_link_leads_to_the_original_where_the_other_article_is_not_translated(
    project: Project,
) -> None:
    project = plainly(project)
    write(project, a="[Mud](b.md)\n", b="Silt.\n")
    synced(project)
    fill(project, "es", "a", lambda _: "[Lodo]({1})")
    built(project)
    assert "[Lodo](../en/b.md)" in edition(project, "es", "a")
    fill(project, "es", "b", lambda _: "Limo.")
    built(project)
    assert "[Lodo](b.md)" in edition(project, "es", "a")


# Nobody's words


def test_numbers_and_names_that_a_machine_took_over_are_nobodys(project: Project) -> None:
    project = plainly(project)
    write(project, years=YEARS)
    synced(project)
    copied = {"2015": "۲۰۱۵", "12.5": "۱۲٫۵", "2016": "۲۰۱۶", "A-7": "A-7"}
    drafted(project, "fa", "years", copied, "copy-1")
    assert outcomes(project)["years fa"] == "empty", "copies alone are no translation"
    fill(project, "fa", "years", {"Floods": "سیل", "Year": "سال", "Level": "تراز"}.get)
    built(project)
    text = edition(project, "fa", "years")
    assert "> " not in text, "nothing to tell readers"
    assert front(project, "fa", "years")["translation"] | {"revision": ""} == {
        "source": "en",
        "status": "translated",
        "complete": 100,
        "reviewed": 0,
        "machine": 0,
        "revision": "",
    }


def test_numbers_wait_for_no_review(project: Project) -> None:
    project = plainly(project, "publish: {min_state: translated, untranslated: fail}\n")
    write(project, years="Mud\n\n2015\n")
    synced(project)
    drafted(project, "fa", "years", {"2015": "۲۰۱۵"}, "copy-1")
    fill(project, "fa", "years", {"Mud": "گل"}.get)
    assert outcomes(project)["years fa"] == "written"
    assert "۲۰۱۵" in edition(project, "fa", "years")


def test_a_machines_own_words_are_told_beside_copies(project: Project) -> None:
    project = plainly(project)
    write(project, years="Mud\n\n2015\n")
    synced(project)
    drafted(project, "es", "years", {"2015": "2015", "Mud": "Lodo"}, "argos-1")
    built(project)
    found = front(project, "es", "years")["translation"]
    assert (found["machine"], found["status"]) == (50, "draft")
    assert "> Este texto es una traducción automática" in edition(project, "es", "years")


# Addresses


def test_an_edition_has_its_articles_own_slug_unless_the_project_asks(careful: Project) -> None:
    built(careful)
    assert front(careful, "es", "brief")["slug"] == "rain"
    assert not careful.frozen_path("es").exists()


def test_a_slug_that_was_frozen_stays_without_the_setting(newsroom: Project) -> None:
    built(newsroom)
    assert front(newsroom, "es", "brief")["slug"] == "lluvia"
    built(plainly(newsroom))
    assert front(newsroom, "es", "brief")["slug"] == "lluvia"


def test_an_article_without_a_slug_gets_none(project: Project) -> None:
    write(project, brief=BRIEF.replace("slug: rain\n", ""))
    synced(project)
    fill(project, "es", "brief", SPANISH.get)
    built(project)
    assert "slug" not in front(project, "es", "brief")
