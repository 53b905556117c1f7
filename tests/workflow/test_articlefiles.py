"""How articles are read: broken front matter stops one article; some languages only."""

from __future__ import annotations

from dataclasses import replace

import pytest

from l10n_flow.config.settings import Config
from l10n_flow.documents import ParseOptions
from l10n_flow.errors import DocumentError
from l10n_flow.project import Project
from l10n_flow.workflow import articlefiles
from l10n_flow.workflow.checking.check import check
from l10n_flow.workflow.status import status

from .newsroom import (
    BRIEF,
    SPANISH,
    built,
    catalog_path,
    edition,
    editions_of,
    fill,
    front,
    plainly,
    synced,
    write,
)

# Front matter that is not YAML


@pytest.mark.parametrize(
    ("inside", "line", "hint"),
    [
        ("title: Iran: what now", 2, "put the value in quotes: title: 'Iran: what now'"),
        ("a: b\r\ntitle: Iran: it's on", 3, "put the value in quotes: title: 'Iran: it''s on'"),
        ("title: @home", 2, "put the value in quotes: title: '@home'"),
        ("title: `x`", 2, "put the value in quotes: title: '`x`'"),
        ("title: - x", 2, "put the value in quotes: title: '- x'"),
        ("seo:\n\ttitle: x", 3, "indent with blanks instead of tabs"),
        ("\ttitle: x", 2, "indent with blanks instead of tabs"),
        ('title: "x', 3, "close the quote or the bracket that is open"),
        ("tags: [a", 3, "close the quote or the bracket that is open"),
        ("title: One\ntitle: Two", 3, "keep one of the two"),
    ],
)
def test_a_broken_front_matter_is_an_error_with_its_line_and_what_to_do(
    newsroom: Project, inside: str, line: int, hint: str
) -> None:
    built(newsroom)
    good = edition(newsroom, "es", "brief")
    write(newsroom, brief=f"---\n{inside}\n---\n\nMud.\n", other="Silt.\n")
    articles = newsroom.articles()
    for report in (
        synced(newsroom),
        built(newsroom),
        status(newsroom, articles, newsroom.languages),
    ):
        (failure,) = report.failures
        assert isinstance(failure, DocumentError)
        assert failure.where is not None
        assert (failure.where.path.name, failure.where.line) == ("brief.md", line)
        assert failure.hint == hint
    assert edition(newsroom, "es", "brief") == good, "the last one stays"
    assert "en/other.md" in editions_of(newsroom), "and the others go on"
    assert check(newsroom, articles, newsroom.languages).failures


# Dates


@pytest.mark.parametrize(
    ("written", "iso", "shown"),
    [
        ("۱۴۰۵/۰۷/۲۸", "2026-10-20", "20 de octubre de 2026"),
        ("1405-07-28", "2026-10-20", "20 de octubre de 2026"),
        ("2026/10/05", "2026-10-05", "5 de octubre de 2026"),
        ("٢٠٢٦/١٠/٠٥", "2026-10-05", "5 de octubre de 2026"),
        ("'۱۴۰۵/۰۷/۲۸'", "'2026-10-20'", "20 de octubre de 2026"),
        ("2026-10-05", "2026-10-05", "5 de octubre de 2026"),
        ("2026-10-05T10:30:00+03:30", "2026-10-05T10:30:00+03:30", "5 de octubre de 2026"),
        ("1405/07/28 9:30 +0330", "2026-10-20T09:30:00+03:30", "20 de octubre de 2026"),
    ],
)
def test_editions_carry_iso_dates(newsroom: Project, written: str, iso: str, shown: str) -> None:
    fields = f"date: {written}  # seen\nlastmod: {written}\n"
    write(newsroom, brief=BRIEF.replace("date: 2020-09-29\n", fields))
    synced(newsroom)
    fill(newsroom, "es", "brief", SPANISH.get)
    assert built(newsroom).warnings == ()
    text = edition(newsroom, "es", "brief")
    assert f"date: {iso}  # seen\nlastmod: {iso}\n" in text
    assert f"date: {iso}  # seen\nlastmod: {iso}\n" in edition(newsroom, "en", "brief")
    assert front(newsroom, "es", "brief")["displayed_date"] == shown
    report = check(newsroom, newsroom.articles(), newsroom.languages)
    assert not [one for one in report.findings if one.check == "edition-metadata"]


def test_a_date_that_is_none_is_told_with_its_line(newsroom: Project) -> None:
    write(newsroom, brief=BRIEF.replace("date: 2020-09-29", "date: soon\nupdated: 1405/13/01"))
    assert built(newsroom).warnings == (
        "content/brief.md:3: 'date: soon' is not a date like 2026-11-23",
        "content/brief.md:4: 'updated: 1405/13/01' is not a date like 2026-11-23",
    )
    assert "date: soon\nupdated: 1405/13/01\n" in edition(newsroom, "es", "brief")


def test_a_project_says_which_fields_are_dates(newsroom: Project) -> None:
    newsroom = plainly(newsroom, "dates: [seen]\n")
    write(newsroom, brief="---\ndate: 1405/07/28\nseen: 1405/07/28\n---\n\nMud.\n")
    built(newsroom)
    assert "date: 1405/07/28\nseen: 2026-10-20\n" in edition(newsroom, "en", "brief")


# Some languages only


def test_an_article_may_exist_in_some_languages_only(project: Project) -> None:
    write(project, a="---\nlanguages: [es]\n---\n\nMud.\n", b="Silt.\n")
    synced(project)
    assert catalog_path(project, "es", "a").exists()
    assert not catalog_path(project, "fa", "a").exists()
    built(project)
    assert editions_of(project) == ["en/a.md", "en/b.md", "es/a.md", "es/b.md", "fa/b.md"]
    assert front(project, "en", "a")["alternates"] == {"es": "../es/a.md"}
    found = {one.article.name: one for one in status(project, project.articles(), ["fa"]).articles}
    assert found["a"].editions == ()
    checked = check(project, project.articles(), project.languages)
    assert not [one for one in checked.findings if one.article == "a" and one.locale == "fa"]


def test_a_pattern_of_the_configuration_says_so_for_many(project: Project) -> None:
    project = plainly(project, 'languages: {"briefs/*": [es], "notes/**": []}\n')
    write(
        project,
        briefs__a="Mud.\n",
        notes__b="Silt.\n",
        briefs__c="---\nlanguages: [fa]\n---\nX y\n",
    )
    synced(project)
    catalogs = sorted(
        path.relative_to(project.catalogs).as_posix() for path in project.catalogs.rglob("*.po")
    )
    assert catalogs == ["es/LC_MESSAGES/briefs/a.po", "fa/LC_MESSAGES/briefs/c.po"]


@pytest.mark.parametrize("written", ["languages: []", "languages: [ ]"])
def test_no_language_is_the_articles_own_only(project: Project, written: str) -> None:
    write(project, a=f"---\n{written}\n---\n\nMud.\n")
    synced(project)
    built(project)
    assert editions_of(project) == ["en/a.md"]


@pytest.mark.parametrize("written", ["languages: [python, rust]", "languages:", "languages: Ada"])
def test_a_field_that_names_other_languages_says_nothing(project: Project, written: str) -> None:
    write(project, a=f"---\n{written}\n---\n\nMud.\n")
    synced(project)
    assert catalog_path(project, "fa", "a").exists()


def test_a_catalog_of_a_language_that_was_given_up_is_kept_and_named(newsroom: Project) -> None:
    built(newsroom)
    path = catalog_path(newsroom, "es", "brief")
    words = path.read_bytes()
    write(newsroom, brief=BRIEF.replace("slug: rain", "slug: rain\nlanguages: [fa]"))
    said = "locales/es/LC_MESSAGES/brief.po: the article has no edition in es; the catalog is kept"
    assert said in synced(newsroom).warnings
    assert said in synced(newsroom).warnings, "and again when nothing changed"
    assert path.read_bytes() == words
    built(newsroom)
    assert "es/brief.md" not in editions_of(newsroom)


# Catalogs of another language


def test_a_catalog_in_another_languages_place_is_an_error_with_its_line(newsroom: Project) -> None:
    built(newsroom)
    theirs = catalog_path(newsroom, "es", "brief").read_bytes()
    ours = catalog_path(newsroom, "fa", "brief")
    ours.write_bytes(theirs)
    for report in (synced(newsroom), built(newsroom)):
        (failure,) = report.failures
        assert failure.what == "a catalog in es, in the place of the one in fa"
        assert failure.where is not None
        line = ours.read_text("utf-8").splitlines()[(failure.where.line or 0) - 1]
        assert line.startswith('"Language: es')
    assert ours.read_bytes() == theirs, "nothing is lost"
    assert "Lodo." not in edition(newsroom, "fa", "brief")


def test_a_language_that_the_header_lost_is_restored(newsroom: Project) -> None:
    path = catalog_path(newsroom, "es", "brief")
    whole = path.read_text("utf-8")
    path.write_text(whole.replace('"Language: es\\n"\n', ""), "utf-8")
    assert "Language: es" not in path.read_text("utf-8")
    synced(newsroom)
    assert '"Language: es\\n"' in path.read_text("utf-8")


def test_the_defaults_limit_nothing() -> None:
    assert Config().article_languages == {}


def test_what_is_kept_is_read_anew_when_its_file_says_something_else(project: Project) -> None:
    path = project.content / "brief.md"
    path.write_text("# Peace\n", "utf-8")
    (article,) = project.articles()
    options = ParseOptions()
    with articlefiles.keeping():
        first = articlefiles.read(article, options)
        assert articlefiles.read(article, options) is first
        other = articlefiles.read(article, replace(options, opaque=("Peace",)))
        assert other.segments == ()
        path.write_text("# War\n", "utf-8")
        assert articlefiles.read(article, options).segments[0].source == "War"
    assert articlefiles.read(article, options) is not articlefiles.read(article, options)


def test_no_more_is_kept_than_fits(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(articlefiles, "KEPT", 20)
    for name in "ab":
        (project.content / f"{name}.md").write_text("# Twelve signs\n", "utf-8")
    options = ParseOptions()
    first, second = project.articles()
    with articlefiles.keeping():
        kept, not_kept = articlefiles.read(first, options), articlefiles.read(second, options)
        assert articlefiles.read(first, options) is kept
        assert articlefiles.read(second, options) == not_kept
        assert articlefiles.read(second, options) is not not_kept


def test_the_name_of_a_menu_is_translated_and_its_place_is_not(project: Project) -> None:
    menu = "menu:\n  main:\n    name: Latest news\n    weight: 3\n"
    write(project, brief=f"---\ntitle: Peace\n{menu}---\n\nRain.\n")
    synced(project)
    words = {"Peace": "Paz", "Rain.": "Lluvia.", "Latest news": "Últimas noticias"}
    fill(project, "es", "brief", words.get)
    built(project)
    assert front(project, "es", "brief")["menu"] == {
        "main": {"name": "Últimas noticias", "weight": 3}
    }
