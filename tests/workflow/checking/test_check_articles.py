"""What is wrong with an article, or with a catalog as a whole, and not with a pair of texts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from l10n_flow.catalogs.po import canonical
from l10n_flow.catalogs.threeway import CONFLICT
from l10n_flow.model import Severity
from l10n_flow.project import Project
from l10n_flow.reports import Report
from tests.workflow.checking.test_check import checked
from tests.workflow.newsroom import (
    BRIEF,
    RIGHT,
    built,
    catalog,
    catalog_path,
    configure,
    fill,
    synced,
    write,
)


@pytest.fixture
def quiet(spanish: Project) -> Project:
    """Two articles in Spanish with nothing wrong."""
    fill(spanish, "es", "talks", lambda _: RIGHT)
    assert not checked(spanish).findings
    return spanish


def found(report: Report, check: str) -> list[tuple[str, str, int | None, str]]:
    return [
        (one.locale, one.path.as_posix(), one.line, one.message)
        for one in report.findings
        if one.check == check
    ]


# Words of two people


def contested(project: Project, *, words: str = "Barro.") -> None:
    """A merge left somebody else's words beside those of the first entry."""
    before = catalog(project, "es", "brief")
    first, *others = before.entries
    first = replace(first, comments=(CONFLICT + words,), fuzzy=True)
    text = canonical.write(replace(before, entries=(first, *others)))
    catalog_path(project, "es", "brief").write_bytes(canonical.encode(text))


def test_words_of_two_people_in_one_entry_are_an_error_with_its_line(quiet: Project) -> None:
    contested(quiet)
    report = checked(quiet)
    ((locale, path, line, message),) = found(report, "merge-conflict")
    assert (locale, path) == ("es", "locales/es/LC_MESSAGES/brief.po")
    assert line is not None
    lines = catalog_path(quiet, "es", "brief").read_text("utf-8").split("\n")
    assert CONFLICT.strip() in "\n".join(lines[line - 6 : line])
    ours = catalog(quiet, "es", "brief").entries[0].target
    assert message == (
        f"two people translated this differently: “{ours}” in the entry, “Barro.” in its comment"
    )
    assert report.exit_code == 1


def test_words_that_both_have_by_now_are_told_as_such(quiet: Project) -> None:
    contested(quiet, words=catalog(quiet, "es", "brief").entries[0].target)
    ((*_, message),) = found(checked(quiet), "merge-conflict")
    assert message == "a merge left the same words in a comment once more: delete the comment"


def test_what_was_decided_is_no_conflict_any_more(quiet: Project) -> None:
    contested(quiet)
    checked(quiet)
    before = catalog(quiet, "es", "brief")
    entries = tuple(replace(entry, comments=(), fuzzy=False) for entry in before.entries)
    text = canonical.write(replace(before, entries=entries))
    catalog_path(quiet, "es", "brief").write_bytes(canonical.encode(text))
    assert found(checked(quiet), "merge-conflict") == []


# Dates


@pytest.mark.parametrize("written", ["last week", "2020-13-29", "29.9.20"])
def test_a_date_that_is_none_is_told_once_with_its_line(quiet: Project, written: str) -> None:
    write(quiet, brief=BRIEF.replace("2020-09-29", written))
    ((locale, path, line, message),) = found(checked(quiet), "bad-date")
    assert (locale, path, line) == ("", "content/brief.md", 3)
    assert message == f"'date: {written}' is not a date like 2026-11-23"
    assert any(message in warning for warning in built(quiet).warnings), "build says the same"


@pytest.mark.parametrize("written", ["2020-09-29T10:00:00Z", "۱۳۹۹/۰۷/۰۸", "", "null"])
def test_a_date_of_any_calendar_and_none_at_all_are_fine(quiet: Project, written: str) -> None:
    write(quiet, brief=BRIEF.replace("2020-09-29", written))
    assert found(checked(quiet), "bad-date") == []


def test_what_the_configuration_says_of_a_check_holds_for_articles(quiet: Project) -> None:
    write(quiet, brief=BRIEF.replace("2020-09-29", "last week"))
    off = configure(quiet, "check: {severity: {bad-date: off}}\n")
    assert found(checked(off), "bad-date") == []
    ignored = configure(quiet, "check: {ignore: [{checks: [bad-date], articles: [brief]}]}\n")
    assert found(checked(ignored), "bad-date") == []


# Editions


def test_editions_of_an_article_without_front_matter_are_compared_too(quiet: Project) -> None:
    write(quiet, plain="Silt.\n\nSand.\n")
    synced(quiet)
    fill(quiet, "es", "plain", {"Silt.": "Limo.", "Sand.": "Arena."}.get)
    built(quiet)
    assert found(checked(quiet), "edition-blocks") == []
    path = quiet.output / "markdown" / "es" / "plain.md"
    path.write_text(path.read_text("utf-8").replace("Arena.\n", ""), "utf-8")
    ((locale, _, _, message),) = found(checked(quiet), "edition-blocks")
    assert (locale, message) == ("es", "it has 1 block; the article has 2")


# Fragments


def test_a_link_to_a_place_that_is_not_there_is_told_with_its_line(quiet: Project) -> None:
    write(quiet, brief=BRIEF + "\n\nSee [mud](#mudd).\n\n## Mud\n")
    ((locale, path, line, message),) = found(checked(quiet), "dead-fragment")
    assert (locale, path, line) == ("", "content/brief.md", 12)
    assert message == (
        "it links to '#mudd', but nothing in this article has that id (did you mean '#mud'?)"
    )


def test_a_link_of_a_translation_is_told_in_its_entry(quiet: Project) -> None:
    fill(quiet, "es", "brief", lambda source: "[Lodo](#lodo)." if source == "Mud." else None)
    ((locale, path, line, message),) = found(checked(quiet), "dead-fragment")
    assert (locale, path) == ("es", "locales/es/LC_MESSAGES/brief.po")
    assert line is not None
    assert message.startswith("it links to '#lodo', but nothing in this article has that id")


def test_a_link_of_words_that_are_not_published_leads_nobody_astray(quiet: Project) -> None:
    fill(quiet, "es", "brief", lambda source: "[Lodo](#lodo)." if source == "Mud." else None)
    strict = configure(quiet, "publish: {min_state: reviewed}\n")
    assert found(checked(strict), "dead-fragment") == []


def test_a_link_to_another_article_is_looked_at_again_when_that_changes(quiet: Project) -> None:
    write(quiet, brief=BRIEF + "\n[x](talks.md#silt)\n\n[y](later.md#silt)\n")
    targets = [message.split("'")[1] for *_, message in found(checked(quiet), "dead-fragment")]
    assert targets == ["talks.md#silt"]
    write(quiet, later="# Sand\n")
    targets = [message.split("'")[1] for *_, message in found(checked(quiet), "dead-fragment")]
    assert targets == ["talks.md#silt", "later.md#silt"]
    write(quiet, later="# Silt\n", talks="# Silt\n")
    assert found(checked(quiet), "dead-fragment") == []


# A catalog of another language


def test_a_catalog_of_another_language_is_one_error(quiet: Project) -> None:
    path = catalog_path(quiet, "es", "brief")
    path.write_text(path.read_text("utf-8").replace("Language: es\\n", "Language: fa\\n"), "utf-8")
    fill(quiet, "es", "brief", lambda _: "آب و هوا")
    report = checked(quiet)
    assert [(one.check, one.severity) for one in report.findings] == [
        ("wrong-language", Severity.ERROR)
    ]
    (others,) = report.explained.values()
    assert {one.check for one in others} >= {"script"}
    assert synced(quiet).failures, "sync refuses it, too"


FRENCH = {
    "Rain": "Pluie",
    "Floods": "Les inondations",
    "Mud.": "La boue est dans les rues et sur les places de la ville.",
    "Words.": "Ils ont parlé avec les gens de la côte qui ont tout perdu.",
    "Sand.": "Le sable est une couche fine qui reste sur les murs de leurs maisons.",
}


def test_a_catalog_whose_texts_are_in_another_language_is_one_error(quiet: Project) -> None:
    write(quiet, brief=BRIEF + "\nWords.\n\nSand.\n")
    synced(quiet)
    fill(quiet, "es", "brief", FRENCH.get)
    report = checked(quiet)
    (finding,) = [one for one in report.findings if one.article == "brief"]
    assert (finding.check, finding.severity) == ("wrong-language", Severity.ERROR)
    assert finding.message == "3 of its 3 longer texts seem to be in another language (fr)"
    (others,) = report.explained.values()
    assert [one.check for one in others].count("other-language") == 3


def test_no_more_texts_are_in_another_language_than_there_are(quiet: Project) -> None:
    write(quiet, brief="Bees.\n\nHives.\n\nRoofs.\n")
    synced(quiet)
    portuguese = {"Bees.": "Água para as abelhas", "Hives.": "Mel para as crianças"}
    long = "Uma placa que diz que as abelhas não podem ficar no telhado."
    fill(quiet, "es", "brief", lambda source: portuguese.get(source, long))
    (finding,) = [one for one in checked(quiet).findings if one.article == "brief"]
    assert finding.message == "3 of its 3 longer texts seem to be in another language (pt)"


@pytest.mark.parametrize(("own", "is_one"), [(2, True), (3, False)])
def test_a_catalog_is_of_another_language_when_more_than_half_is(
    quiet: Project, own: int, is_one: bool
) -> None:
    paragraphs = [*FRENCH, *(f"Text {n}." for n in range(own))]
    write(quiet, brief="\n\n".join(paragraphs) + "\n")
    synced(quiet)
    spanish = "El agua es la causa de que los vecinos no puedan volver a sus casas."
    fill(quiet, "es", "brief", lambda source: FRENCH.get(source, spanish))
    found = {one.check for one in checked(quiet).findings if one.article == "brief"}
    assert ("wrong-language" in found) == is_one
    assert "other-language" in found or is_one


def test_a_single_text_in_another_language_is_a_warning(quiet: Project) -> None:
    write(quiet, brief=BRIEF + "\nWords.\n\nSand.\n")
    synced(quiet)
    words = {**FRENCH, "Rain": "Lluvia", "Floods": "Riadas", "Mud.": "Lodo.", "Sand.": "Arena."}
    fill(quiet, "es", "brief", words.get)
    (finding,) = [one for one in checked(quiet).findings if one.article == "brief"]
    assert (finding.check, finding.severity) == ("other-language", Severity.WARNING)


COMMANDS = {
    "Run `go`.": "Teclee `avanzar`.",
    "Run `turn`.": "Teclee `girar`.",
    "Run `stop`.": "Teclee `parar`.",
}


@pytest.mark.parametrize(("kept", "is_habit"), [(2, True), (3, False)])
def test_words_of_code_that_most_texts_of_a_catalog_translate_are_one_info(
    quiet: Project, kept: int, is_habit: bool
) -> None:
    copies = {f"Run `run {n}`.": f"Teclee `run {n}`." for n in range(kept)}
    texts = {**COMMANDS, **copies, "Type `go_on`.": "Teclee `sigue_ya`.", "Rain.": "Lluvia."}
    write(quiet, brief="\n\n".join(texts) + "\n")
    synced(quiet)
    fill(quiet, "es", "brief", texts.get)
    report = checked(quiet)
    found = [(one.check, one.severity) for one in report.findings if one.article == "brief"]
    names = [("translated-code", Severity.INFO)] * 3
    if is_habit:
        (names,) = [[("code-language", Severity.INFO)]]
        (explained,) = report.explained.values()
        assert [one.check for one in explained] == ["translated-code"] * 3
    assert sorted(found) == sorted([*names, ("code-words", Severity.WARNING)])


OLDER = {
    "Rain fell for [three days]({1}).": "Llovió tres días.",
    "The river rose by 4 metres.": "El río subió 3 metros.",
    "The dam of 1962 broke. Nobody had looked after it for years.": "La presa de 1962 se rompió.",
    "Mud is everywhere; read [our map]({1}).": "Hay lodo por todas partes.",
    "The water is gone.": "El agua se ha ido.",
}


@pytest.mark.parametrize("state", ["people", "draft"])
def test_a_translation_of_another_version_of_its_article_is_one_warning(
    quiet: Project, state: str
) -> None:
    texts = {source.replace("{1}", "https://a.example/b"): words for source, words in OLDER.items()}
    write(quiet, brief="\n\n".join(texts) + "\n")
    synced(quiet)
    fill(quiet, "es", "brief", OLDER.get)
    if state == "draft":
        path = catalog_path(quiet, "es", "brief")
        path.write_text(path.read_text("utf-8").replace("\nmsgid", "\n#, fuzzy\nmsgid"), "utf-8")
    report = checked(quiet)
    found = [one for one in report.findings if one.article == "brief"]
    if state == "draft":
        assert "other-version" not in {one.check for one in found}
        return
    (other,) = [one for one in found if one.check == "other-version"]
    assert other.severity is Severity.WARNING
    assert other.message == (
        "this translation seems to be of another version of its source: 4 of its 5 texts differ"
        " from it in links, numbers and sentences"
    )
    beside = {(one.check, one.severity) for one in found if one is not other}
    assert beside == {("link", Severity.ERROR)}
    assert "number" in {one.check for one in report.explained[other.identity]}


def test_what_breaks_a_page_is_told_beside_another_version(quiet: Project) -> None:
    texts = {source.replace("{1}", "https://a.example/b"): words for source, words in OLDER.items()}
    write(quiet, brief="\n\n".join([*texts, "See [us](https://a.example/c)."]) + "\n")
    synced(quiet)
    fill(quiet, "es", "brief", {**OLDER, "See [us]({1}).": "Véase [aquí."}.get)
    found = {one.check: one.severity for one in checked(quiet).findings if one.article == "brief"}
    assert found["other-version"] is Severity.WARNING
    assert found["link"] is Severity.ERROR


def test_mistakes_that_no_language_explains_are_told_beside_it(quiet: Project) -> None:
    path = catalog_path(quiet, "es", "talks")
    path.write_text(path.read_text("utf-8").replace("Language: es\\n", "Language: fa\\n"), "utf-8")
    fill(quiet, "es", "talks", lambda _: "گفت\u200cوگوهای ۲۰۱۶ هجده روز طول کشید.")
    names = {one.check for one in checked(quiet).findings}
    assert names == {"wrong-language", "number"}


def test_a_path_out_of_the_content_folder_is_nobodys_fragment(quiet: Project) -> None:
    outside = Path(quiet.root / "secret.md")
    outside.write_text("# Mud\n", "utf-8")
    write(quiet, brief=BRIEF + "\n[x](../secret.md#silt)\n")
    assert found(checked(quiet), "dead-fragment") == []


def test_a_star_is_a_sign_like_others_in_an_article_in_html(project: Project) -> None:
    project = configure(project, 'include: ["**/*.html", "**/*.md"]\n')
    words = "2 * 3 **of** them"
    (project.content / "page.html").write_text(f"<!doctype html><p>{words}</p>", "utf-8")
    write(project, article=f"{words}\n")
    synced(project, "es")
    for name in ("page", "article"):
        fill(project, "es", name, {words: "2 * 3 de ellos"}.get)
    report = checked(project)
    assert [one.article for one in report.findings if one.check == "emphasis"] == ["article"]
