"""What an edition says of itself, what may be published, and what becomes of the rest."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from l10n_flow.errors import CatalogError, ConfigError, DocumentError, FileError
from l10n_flow.project import Project
from tests.workflow.newsroom import (
    BRIEF,
    built,
    catalog_path,
    configure,
    edition,
    editions_of,
    fill,
    front,
    outcomes,
    reviewed,
    synced,
    translate,
    write,
)

# Metadata


FIELDS = """\
---
title: Rain
kicker: Mud
region: Delta
slug: rain
seo: {slug: rain-seo, title: Wet}
displayed_date: last week
reading_time: 7
date: 2020-09-29
---
Silt.
"""


def test_a_field_has_the_mode_that_the_configuration_gives_it(project: Project) -> None:
    project = configure(
        project,
        "fields: {title: shared, kicker: translate, seo.slug: copy-once, displayed_date: shared}\n",
    )
    write(project, brief=FIELDS)
    synced(project)
    fill(project, "es", "brief", {"Mud": "Lodo", "Wet": "Mojado", "Silt.": "Limo."}.get)
    built(project)
    found = front(project, "es", "brief")
    assert found["title"] == "Rain"
    assert found["kicker"] == "Lodo"
    assert found["region"] == "Delta"
    assert found["seo"] == {"slug": "rain-seo", "title": "Mojado"}
    assert found["displayed_date"] == "last week"
    assert found["reading_time"] == 1


TAXONOMY = "categories:\n  brief: {en: Brief, es: Breve}\n"


def test_readers_see_labels_where_articles_have_ids(newsroom: Project) -> None:
    (newsroom.root / "taxonomy.yaml").write_text(TAXONOMY.replace("}", ", fa: خبر}"), "utf-8")
    write(newsroom, brief=BRIEF.replace("slug: rain", "category: brief"))
    built(newsroom)
    assert front(newsroom, "es", "brief")["category"] == "brief"
    assert front(newsroom, "fa", "brief")["labels"] == {"category": "خبر"}


def test_a_missing_label_fails_the_edition_that_needs_it_and_no_other(newsroom: Project) -> None:
    (newsroom.root / "taxonomy.yaml").write_text(TAXONOMY, "utf-8")
    write(newsroom, brief=BRIEF.replace("slug: rain", "category: brief"))
    report = built(newsroom)
    (failure,) = report.failures
    assert isinstance(failure, ConfigError)
    assert "no label in فارسی (fa)" in str(failure)
    assert editions_of(newsroom) == ["en/brief.md", "es/brief.md"]
    assert front(newsroom, "es", "brief")["alternates"] == {"en": "../en/brief.md"}
    assert "alternates" in front(newsroom, "en", "brief")
    assert built(newsroom, "es").failures == ()


def test_bare_editions_need_no_labels_and_nothing_of_ours(newsroom: Project) -> None:
    (newsroom.root / "taxonomy.yaml").write_text("categories: [", "utf-8")
    built(newsroom, bare=True)
    assert edition(newsroom, "fa", "brief") == BRIEF
    assert edition(newsroom, "es", "brief") == (
        "---\ntitle: Lluvia\ndate: 2020-09-29\nslug: rain\n---\n\n# Riadas\n\nLodo.\n"
    )


def test_a_project_says_its_notices_in_its_own_words(newsroom: Project) -> None:
    site = catalog_path(newsroom, "fa", "site")
    message = "This article has not been translated yet and appears in {language}."
    site.write_text(f'msgid "{message}"\nmsgstr "هنوز به {{language}}"\n', "utf-8")
    built(newsroom)
    assert "\n> هنوز به انگلیسی\n" in edition(newsroom, "fa", "brief")


@pytest.mark.parametrize("notice", ["body", "front-matter"])
def test_the_projects_words_change_no_edition_around_them(newsroom: Project, notice: str) -> None:
    """A heading, blank lines, half a shortcode are words; in fields a script is an error."""
    project = configure(newsroom, f"publish: {{notice: {notice}}}\n")
    message = "This article has not been translated yet and appears in {language}."
    said = "Aún no\\n\\n# de esto\\n\\n<script>alert(1)</script> {{% x en {language}"
    catalog_path(project, "fa", "site").write_text(f'msgid "{message}"\nmsgstr "{said}"\n', "utf-8")
    report = built(project)
    text = edition(project, "fa", "brief")
    assert "<script" not in text
    assert "\n# de esto" not in text
    assert "{{%" not in text
    if notice == "body":
        assert "\n> Aún no # de esto &lt;script>" in text
        assert report.failures == ()
    else:
        (failure,) = report.failures
        assert "cannot be used: their text holds <script>" in failure.what
        assert str(failure.where).endswith("site.po:1")
        assert front(project, "fa", "brief")["translation"]["notice"].startswith("این مطلب")


def test_a_site_catalog_that_is_broken_stops_no_edition(newsroom: Project) -> None:
    catalog_path(newsroom, "es", "site").write_text('msgid "x\n', "utf-8")
    report = built(newsroom)
    assert [type(failure) for failure in report.failures] == [CatalogError]
    assert editions_of(newsroom) == ["en/brief.md", "es/brief.md", "fa/brief.md"]
    catalog_path(newsroom, "es", "site").unlink()
    assert built(newsroom).failures == ()


@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        ("slug:\n# the address\n", "slug: lluvia\n# the address\n"),
        ("slug: # the address\n", "slug: lluvia # the address\n"),
        ("slug:\n\n", "slug: lluvia\n\n"),
    ],
)
def test_a_field_without_a_value_gets_the_editions_own(
    project: Project, slug: str, expected: str
) -> None:
    project = configure(project, "")
    write(project, brief=f"---\ntitle: Rain\n{slug}tags: [a, b]\n---\nSilt.\n")
    synced(project)
    fill(project, "es", "brief", {"Rain": "Lluvia", "Silt.": "Limo."}.get)
    frozen = "articles:\n  brief:\n    slug: lluvia\n"
    project.frozen_path("es").write_text(frozen, "utf-8")
    report = built(project)
    assert report.failures == ()
    assert expected in edition(project, "es", "brief")
    assert front(project, "es", "brief")["tags"] == ["a", "b"]


def test_an_edition_that_would_not_be_what_was_meant_is_not_written(project: Project) -> None:
    """The last good one stays, and the error says where."""
    project = configure(project, "")
    page = "---\ntitle: Rain\n{slug}tags: [a]\n---\nSilt.\n"
    write(project, brief=page.format(slug=""))
    synced(project)
    fill(project, "es", "brief", {"Rain": "Lluvia", "Silt.": "Limo."}.get)
    built(project)
    last = edition(project, "es", "brief")
    frozen = "articles:\n  brief:\n    slug: lluvia\n"
    project.frozen_path("es").write_text(frozen, "utf-8")
    write(project, brief=page.format(slug="? slug\n"))
    report = built(project)
    assert edition(project, "es", "brief") == last
    failures = [f for f in report.failures if "no edition in es" in f.what]
    assert [str(f.where).rpartition("/")[2] for f in failures] == ["brief.md:4"]
    assert "with its own slug the front matter would be another" in failures[0].what


# Policies


@pytest.fixture
def half(newsroom: Project) -> Project:
    """Two of three segments in Spanish."""
    translate(newsroom, "es", "brief", **{"Mud.": ""})
    return newsroom


def test_what_is_untranslated_stands_in_the_source_and_says_so(half: Project) -> None:
    built(half)
    text = edition(half, "es", "brief")
    assert '\n\n<span lang="en" dir="ltr">Mud.</span>\n' in text
    assert "\n> Algunas partes de este artículo aún no se han traducido" in text
    assert front(half, "es", "brief")["translation"] == {
        "source": "en",
        "status": "partial",
        "complete": 66,
        "reviewed": 0,
        "machine": 0,
        "revision": front(half, "en", "brief")["translation"]["revision"],
    }


def test_what_is_untranslated_may_be_left_out(half: Project) -> None:
    built(configure(half, "publish: {untranslated: omit}\n"))
    text = edition(half, "es", "brief")
    assert "Mud" not in text
    assert text.endswith('se han omitido.\n\n# <a id="floods"></a>Riadas\n\n')


def test_an_article_may_be_hidden_until_it_is_whole_and_again_when_it_is_not(
    newsroom: Project,
) -> None:
    newsroom = configure(newsroom, "publish: {untranslated: hide-article}\n")
    assert outcomes(newsroom) == {
        "brief en": "written",
        "brief es": "written",
        "brief fa": "hidden",
    }
    assert front(newsroom, "en", "brief")["alternates"] == {"es": "../es/brief.md"}
    translate(newsroom, "es", "brief", **{"Mud.": ""})
    report = built(newsroom)
    assert {e.locale: e.outcome for e in report.editions}["es"] == "hidden"
    assert report.removed == (Path("build/markdown/es/brief.md"),)
    assert editions_of(newsroom) == ["en/brief.md"]
    assert "alternates" not in front(newsroom, "en", "brief")


def test_a_policy_may_forbid_gaps(half: Project) -> None:
    built(half)
    good = edition(half, "es", "brief")
    half = configure(half, "publish: {untranslated: fail}\n")
    report = built(half, "es")
    (finding,) = report.findings
    assert (finding.exit_code, finding.where and finding.where.path) == (
        1,
        catalog_path(half, "es", "brief"),
    )
    assert str(finding).endswith(
        "brief.po: 1 of 3 segments are not ready in es, so there is no edition "
        "(finish them, or set publish.untranslated in l10n-flow.yaml)"
    )
    assert edition(half, "es", "brief") == good, "the last one stays"
    assert built(half, "es").findings != (), "and is asked for again"


def test_below_the_threshold_the_last_good_edition_stays(newsroom: Project) -> None:
    newsroom = configure(newsroom, "publish: {threshold: 70}\n")
    built(newsroom)
    good = edition(newsroom, "es", "brief")
    assert editions_of(newsroom) == ["en/brief.md", "es/brief.md"], "fa has none to keep"
    translate(newsroom, "es", "brief", **{"Mud.": ""})
    assert outcomes(newsroom) == {"brief en": "current", "brief es": "kept", "brief fa": "kept"}
    assert edition(newsroom, "es", "brief") == good
    assert front(newsroom, "en", "brief")["alternates"] == {"es": "../es/brief.md"}
    (newsroom.output / "markdown/es/brief.md").unlink()
    built(newsroom)
    assert "alternates" not in front(newsroom, "en", "brief")


@pytest.mark.parametrize(
    ("least", "status", "complete"),
    [("draft", "draft", 100), ("translated", "partial", 66), ("reviewed", "untranslated", 0)],
)
def test_the_least_state_that_is_published_is_the_projects_choice(
    newsroom: Project, least: str, status: str, complete: int
) -> None:
    path = catalog_path(newsroom, "es", "brief")
    text = path.read_text("utf-8").replace('msgid "Mud."', '#, fuzzy\nmsgid "Mud."')
    path.write_text(text, "utf-8")
    newsroom = configure(newsroom, f"publish: {{min_state: {least}}}\n")
    built(newsroom)
    found = front(newsroom, "es", "brief")["translation"]
    assert isinstance(found, dict)
    assert (found["status"], found["complete"]) == (status, complete)
    assert ("\n> " in edition(newsroom, "es", "brief")) is True


def test_reviewed_words_appear_under_the_strictest_policy_without_a_notice(
    newsroom: Project,
) -> None:
    reviewed(newsroom, "es", "brief")
    built(configure(newsroom, "publish: {min_state: reviewed, untranslated: fail}\n"), "es")
    assert "\n> " not in edition(newsroom, "es", "brief")
    assert "Lodo." in edition(newsroom, "es", "brief")


def test_each_language_may_have_its_own_policy(half: Project) -> None:
    rules = (
        "publish: {locales: {es: {untranslated: omit, notice: front-matter}, fa: {threshold: 1}}}\n"
    )
    half = configure(half, rules)
    assert outcomes(half) == {"brief en": "written", "brief es": "written", "brief fa": "kept"}
    translation = front(half, "es", "brief")["translation"]
    assert isinstance(translation, dict)
    assert translation["notice"].startswith("Algunas partes")
    assert "\n> " not in edition(half, "es", "brief")


# Translations that cannot be used


def test_a_refused_translation_is_told_with_its_place_and_counts_as_untranslated(
    newsroom: Project,
) -> None:
    fill(newsroom, "es", "brief", {"Mud.": "Lodo {7}."}.get)
    report = built(newsroom)
    (finding,) = report.findings
    assert finding.exit_code == 1
    assert str(finding.where) == f"{newsroom.content.as_posix()}/brief.md:9"
    assert "the es translation of “Mud.” " in str(finding)
    assert "locales/es/LC_MESSAGES/brief.po" in finding.hint
    assert '<span lang="en" dir="ltr">Mud.</span>' in edition(newsroom, "es", "brief")
    assert {e.locale: e.percent for e in report.editions}["es"] == 66
    assert built(newsroom).findings != (), "told again until it is mended"


def test_a_refused_translation_is_quoted_up_to_sixty_characters(newsroom: Project) -> None:
    short, long = "m" * 59 + ".", "n" * 60 + "."
    write(newsroom, brief=f"{short}\n\n{long}\n")
    synced(newsroom)
    fill(newsroom, "es", "brief", lambda _: "Lodo {7}.")
    said = [str(finding).partition("“")[2] for finding in built(newsroom).findings]
    assert [one.partition("”")[0] for one in said] == [short, f"{long[:59]}…"]


def test_a_machines_draft_that_cannot_be_used_is_a_warning(newsroom: Project) -> None:
    fill(newsroom, "es", "brief", {"Mud.": "Lodo {7}."}.get)
    path = catalog_path(newsroom, "es", "brief")
    text = path.read_text("utf-8").replace('msgid "Mud."', '#, fuzzy\nmsgid "Mud."')
    path.write_text(text, "utf-8")
    report = built(newsroom)
    assert report.findings == ()
    assert any("content/brief.md:9: the es draft of “Mud.” " in w for w in report.warnings)
    assert built(newsroom).warnings == report.warnings


def test_an_edition_that_turns_out_unpublishable_is_no_alternate_of_the_others(
    newsroom: Project,
) -> None:
    """The first is written before the last is known to be refused."""
    fill(newsroom, "fa", "brief", {"Rain": "باران", "Floods": "سیل", "Mud.": "گل {7}"}.get)
    newsroom = configure(newsroom, "publish: {untranslated: hide-article}\n")
    assert outcomes(newsroom) == {
        "brief en": "written",
        "brief es": "written",
        "brief fa": "hidden",
    }
    for locale in ("en", "es"):
        assert "fa" not in front(newsroom, locale, "brief")["alternates"]
    alone = edition(newsroom, "es", "brief")
    shutil.rmtree(newsroom.output)
    built(newsroom, "es")
    assert edition(newsroom, "es", "brief") == alone


# Failures stop nobody else


def test_an_article_that_cannot_be_read_keeps_its_last_editions(newsroom: Project) -> None:
    write(newsroom, other="# Sand\n")
    built(newsroom)
    before = editions_of(newsroom)
    (newsroom.content / "brief.md").write_bytes(b"caf\xe9")
    write(newsroom, other="# Clay\n")
    report = built(newsroom)
    assert [type(failure) for failure in report.failures] == [DocumentError]
    assert editions_of(newsroom) == before
    assert "# Clay" in edition(newsroom, "en", "other")
    (newsroom.content / "brief.md").unlink()
    report = built(newsroom)
    assert len(report.removed) == 3, "what was known of it is not forgotten"


def test_a_damaged_catalog_fails_its_edition_only_and_the_last_one_stays(
    newsroom: Project,
) -> None:
    built(newsroom)
    good = edition(newsroom, "es", "brief")
    path = catalog_path(newsroom, "es", "brief")
    path.write_text(path.read_text("utf-8") + 'msgid "x\n', "utf-8")
    write(newsroom, brief=BRIEF.replace("2020", "2021"))
    report = built(newsroom)
    assert [type(failure) for failure in report.failures] == [CatalogError]
    assert edition(newsroom, "es", "brief") == good
    assert "2021" in edition(newsroom, "fa", "brief")
    assert "es" in front(newsroom, "en", "brief")["alternates"]
    assert built(newsroom, "fa").failures == ()


def test_an_edition_that_cannot_be_written_stops_no_other(newsroom: Project) -> None:
    (newsroom.output / "markdown/es/brief.md").mkdir(parents=True)
    report = built(newsroom)
    assert [type(failure) for failure in report.failures] == [FileError]
    assert {e.locale: e.outcome for e in report.editions} == {
        "en": "written",
        "es": "failed",
        "fa": "written",
    }


def test_mdbooks_summary_is_a_list_of_links_and_nothing_else(newsroom: Project) -> None:
    """mdBook refuses a book whose `SUMMARY.md` has a notice, a mark or a comment in its list."""
    summary = "# Summary\n\n[Preface](a.md)\n\n- [Rain](b.md)\n  - [Mud](c.md)\n- [Silt]()\n"
    for policy in ("source", "omit"):
        settings = f"markdown: {{dialect: mdbook}}\npublish: {{untranslated: {policy}}}\n"
        project = configure(newsroom, settings)
        write(project, SUMMARY=summary)
        synced(project)
        fill(project, "es", "SUMMARY", {"[Rain]({1})": "[Lluvia]({1})"}.get)
        built(project)
        assert edition(project, "es", "SUMMARY") == summary.replace("Rain", "Lluvia")


def test_a_file_of_mdx_is_published_as_mdx_in_any_project(project: Project) -> None:
    text = "# Floods\n\nMud {now}.\n\nSilt.\n"
    (project.content / "page.mdx").write_text(text, "utf-8", newline="")
    synced(project)
    fill(project, "es", "page", {"Floods": "Riadas", "Silt.": "Limo."}.get)
    assert built(project).failures == ()
    made = (project.output / "markdown" / "es" / "page.mdx").read_text("utf-8")
    assert made.endswith("\n# Riadas\n\nMud {now}.\n\nLimo.\n")
    assert "<" not in made.partition("---\n\n")[2].replace("<br", "")
