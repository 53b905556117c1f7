"""Catalogs whose article is gone, waits, or has another language by now."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from l10n_flow import lookup
from l10n_flow.project import Project


def write(path: Path, text: str = "x") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


@pytest.fixture
def newsroom(project: Project) -> Project:
    """Two articles; catalogs of these, of three that are gone, and of what is no article's."""
    for name in ("rain", "news/mud"):
        write(project.content / f"{name}.md")
    for locale, names in (
        ("es", ("rain", "news/mud", "gone", "news/old", "site", ".hidden")),
        ("fa", ("rain", "news/old", "zoo")),
        ("en", ("gone",)),
    ):
        for name in names:
            write(project.catalogs / locale / "LC_MESSAGES" / f"{name}.po")
    write(project.catalogs / "es" / "LC_MESSAGES" / "notes.txt")
    write(project.catalogs / "es" / "LC_MESSAGES" / ".git" / "x.po")
    return project


def test_catalogs_of_no_article_are_named_with_their_languages(newsroom: Project) -> None:
    names = {article.name for article in newsroom.articles()}
    left = {"gone": ("en", "es"), "news/old": ("es", "fa"), "zoo": ("fa",)}
    assert lookup.left_behind(newsroom, names) == lookup.unclaimed(newsroom, names) == left
    assert list(lookup.left_behind(newsroom, ())) == ["gone", "news/mud", "news/old", "rain", "zoo"]
    found = lookup.orphans(newsroom, newsroom.articles(), ["fa", "es"])
    assert [path.as_posix() for path in found] == [
        "locales/fa/LC_MESSAGES/news/old.po",
        "locales/fa/LC_MESSAGES/zoo.po",
        "locales/es/LC_MESSAGES/gone.po",
        "locales/es/LC_MESSAGES/news/old.po",
    ]


def test_an_article_that_is_gone_was_written_in_the_language_without_a_catalog(
    newsroom: Project,
) -> None:
    found = list(lookup.orphaned(newsroom, ["es", "fa", "en"]))
    assert [(pair, name) for pair, name, _ in found] == [
        (("fa", "en"), "gone"),
        (("fa", "es"), "gone"),
        (("en", "es"), "news/old"),
        (("en", "fa"), "news/old"),
        (("en", "fa"), "zoo"),
    ]
    assert found[0][2] == newsroom.catalogs / "en" / "LC_MESSAGES" / "gone.po"
    assert [name for _, name, _ in lookup.orphaned(newsroom, ["fa"])] == [
        "news/old",
        "zoo",
    ]
    (newsroom.catalogs / "en" / "LC_MESSAGES" / "gone.po").unlink()
    assert [
        pair for pair, name, _ in lookup.orphaned(newsroom, ["es", "fa"]) if name == "gone"
    ] == [
        ("en", "es")  # two languages have none: the project's own
    ]


def test_catalogs_wait_for_an_article_that_is_there_and_refused(newsroom: Project) -> None:
    write(newsroom.content / "gone.md")
    write(newsroom.content / "GONE.txt")
    write(newsroom.content / "site.md")
    names = {"gone", "GONE", "site", "rain", "news/old"}
    assert lookup.awaited(newsroom, names) == {"gone", "site"}
    assert lookup.awaited(newsroom, ()) == frozenset()


LEFT = "which is no language of the project"


def test_a_language_that_was_taken_out_of_the_configuration_is_told(newsroom: Project) -> None:
    assert list(lookup.languages_left(newsroom)) == []
    write(newsroom.catalogs / "pot" / "rain.pot")
    write(newsroom.catalogs / "pot" / "news" / "mud.pot")
    write(newsroom.catalogs / "de" / "LC_MESSAGES" / "rain.po")
    write(newsroom.catalogs / "de" / "LC_MESSAGES" / "another-program-s.po")
    write(newsroom.catalogs / "it" / "LC_MESSAGES" / "another-program-s.po")
    write(newsroom.catalogs / "español" / "LC_MESSAGES" / "rain.po")
    for name in ("rain", "news/mud"):
        write(newsroom.catalogs / "es-MX" / "LC_MESSAGES" / f"{name}.po")
    found = list(lookup.languages_left(newsroom))
    assert [line.partition(" (")[0] for line in found] == [
        f"locales/de: 1 catalog in 'de', {LEFT}",
        f"locales/es-MX: 2 catalogs in 'es-MX', {LEFT}",
    ]
    assert "l10n-flow mv locales/de locales/TAG" in found[0]
    assert "l10n-flow mv locales/es-MX locales/es;" in found[1]


def test_a_folder_that_is_spelled_otherwise_than_its_language_is_told(newsroom: Project) -> None:
    project = replace(newsroom, config=replace(newsroom.config, locales=("es", "pt-BR")))
    write(project.catalogs / "pot" / "rain.pot")
    write(project.catalogs / "pt_BR" / "LC_MESSAGES" / "rain.po")
    found = [line for line in lookup.languages_left(project) if "pt" in line]
    (told,) = found
    assert told == (
        "locales/pt_BR: 1 catalog in a folder that is not read "
        "('pt-BR' is: l10n-flow mv locales/pt_BR locales/pt-BR)"
    )


def test_a_language_that_is_another_name_of_one_is_read(
    newsroom: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(newsroom.catalogs / "pot" / "rain.pot")
    try:
        (newsroom.catalogs / "ES").symlink_to("es")
    except OSError:
        pytest.skip("this system makes no symbolic links, or has the name already")
    assert list(lookup.languages_left(newsroom)) == []

    def refuse(*_: object) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.path.samefile", refuse)
    assert len(list(lookup.languages_left(newsroom))) == 1


def test_languages_are_akin_whatever_their_regions() -> None:
    assert lookup._akin("es", "ES_mx")
    assert lookup._akin("pt-BR", "pt-PT")
    assert not lookup._akin("es", "est")


def test_a_folder_has_its_place_in_the_repository_around_it(tmp_path: Path) -> None:
    inner = tmp_path / "site" / "docs"
    inner.mkdir(parents=True)
    (tmp_path / "site" / ".git").write_text("gitdir: elsewhere", "utf-8")
    assert lookup.place_in_repository(inner) == "docs"
    assert lookup.place_in_repository(inner.parent) == ""
    (inner / ".git").mkdir()
    assert lookup.place_in_repository(inner) == ""
