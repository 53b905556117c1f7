"""What can be published: how far it is, what is wrong with it, whether editions agree."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from l10n_flow.catalogs.po import canonical
from l10n_flow.checks.suppression import dated
from l10n_flow.errors import CatalogError, ConfigError, UsageError
from l10n_flow.model import Finding, Severity
from l10n_flow.project import Project, find
from l10n_flow.reports import Report
from l10n_flow.workflow.approve import approve
from l10n_flow.workflow.checking import article
from l10n_flow.workflow.checking.check import CheckOptions, check
from l10n_flow.workflow.drafting.pairs import PretranslateOptions
from l10n_flow.workflow.drafting.pretranslate import pretranslate
from l10n_flow.workflow.incremental import runner
from tests.workflow.drafts_desk import LATER, NOW
from tests.workflow.newsroom import (
    BRIEF,
    RIGHT,
    TALKS,
    WRONG,
    built,
    catalog,
    catalog_path,
    fill,
    reviewed,
    synced,
    write,
)


def checked(project: Project, *locales: str, options: CheckOptions | None = None) -> Report:
    chosen = locales or project.languages
    return check(project, project.articles(), chosen, options=options, whole=True)


def told(findings: Sequence[Finding]) -> list[tuple[str, str, str]]:
    return [(one.check, one.article, one.locale) for one in findings]


def test_a_finding_says_what_where_and_in_which_words(spanish: Project) -> None:
    (finding,) = checked(spanish).findings
    assert (finding.check, finding.severity) == ("number", Severity.WARNING)
    assert finding.path == Path("locales/es/LC_MESSAGES/talks.po")
    assert finding.target == WRONG
    assert finding.span is not None
    assert WRONG[slice(*finding.span)] == "2016"
    lines = catalog_path(spanish, "es", "talks").read_text("utf-8").split("\n")
    assert finding.line is not None
    assert lines[finding.line - 1].startswith('msgid "The talks')


def test_completeness_is_told_by_article_language_and_in_all(spanish: Project) -> None:
    rows = {(row.locale, row.article): row.segments for row in checked(spanish).completeness}
    assert rows == {
        ("es", "brief"): (0, 0, 3, 0),
        ("es", "talks"): (0, 0, 1, 0),
        ("es", ""): (0, 0, 4, 0),
        ("", ""): (0, 0, 4, 0),
    }


def test_the_exit_code_says_what_kind_of_trouble_there_is(spanish: Project) -> None:
    assert checked(spanish).exit_code == 0
    assert checked(spanish, options=CheckOptions(fail_level=Severity.WARNING)).exit_code == 1
    assert checked(spanish, options=CheckOptions(fail_under="100")).exit_code == 0
    fill(spanish, "es", "talks", lambda _: "")
    assert checked(spanish, options=CheckOptions(fail_under="es=90")).exit_code == 1
    assert checked(spanish, options=CheckOptions(max_unreviewed=2)).exit_code == 1
    catalog_path(spanish, "es", "brief").write_text('msgid "x', "utf-8")
    report = checked(spanish)
    assert report.exit_code == 3
    assert [type(failure) for failure in report.failures] == [CatalogError]
    with pytest.raises(UsageError, match="names 'de'"):
        checked(spanish, options=CheckOptions(fail_under="de=90"))


def test_a_broken_catalog_does_not_keep_the_rest_from_being_checked(spanish: Project) -> None:
    catalog_path(spanish, "es", "brief").write_text('<<<<<<< HEAD\nmsgid "x"\n', "utf-8")
    report = checked(spanish)
    assert told(report.findings) == [("number", "talks", "es")]
    assert "conflict" in str(report.failures[0])
    assert str(report.failures[0].where) == f"{catalog_path(spanish, 'es', 'brief')}:1"


def test_a_second_run_says_the_same_without_looking(
    spanish: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = checked(spanish)

    def never(*_: object) -> None:
        raise AssertionError("looked again")

    monkeypatch.setattr(article, "check_article", never)
    assert checked(spanish) == before


def test_what_is_changed_is_looked_at_again(spanish: Project) -> None:
    assert checked(spanish).findings
    fill(spanish, "es", "talks", lambda _: RIGHT)
    assert not checked(spanish).findings


def test_the_configuration_decides_how_grave_a_finding_is(spanish: Project) -> None:
    def with_settings(text: str) -> Report:
        file = spanish.root / "l10n-flow.yaml"
        file.write_text(f"source: en\nlocales: [es]\ncheck:\n{text}", "utf-8")
        return checked(find(spanish.root))

    (finding,) = with_settings("  severity: {number: error}\n").findings
    assert finding.severity is Severity.ERROR
    assert not with_settings("  severity: {number: off}\n").findings
    assert not with_settings("  locales: {es: {severity: {number: off}}}\n").findings
    assert not with_settings("  ignore: [{checks: number, articles: 'ta*'}]\n").findings
    assert not with_settings("  ignore: [{checks: [number], sources: 'of \\d{4}'}]\n").findings
    assert with_settings("  ignore: [{checks: [number], articles: brief}]\n").findings
    assert with_settings("  fail_level: warning\n").exit_code == 1
    with pytest.raises(
        ConfigError, match=r"there is no check named 'nubmer'.*did you mean 'number'"
    ):
        with_settings("  severity: {nubmer: off}\n")


def test_a_comment_in_the_catalog_suppresses_until_the_source_changes(spanish: Project) -> None:
    path = catalog_path(spanish, "es", "talks")
    before = catalog(spanish, "es", "talks")
    line = "l10n-flow:ignore=number"
    entries = tuple(dated(replace(entry, comments=(line,))) for entry in before.entries)
    path.write_bytes(canonical.encode(canonical.write(replace(before, entries=entries))))
    assert not checked(spanish).findings
    write(spanish, talks=TALKS.replace("18 days", "18 long days"))
    synced(spanish)
    fill(spanish, "es", "talks", lambda _: WRONG)
    assert told(checked(spanish).findings) == [
        ("expired-suppression", "talks", "es"),
        ("number", "talks", "es"),
    ]


def commented(project: Project, name: str, *lines: str) -> None:
    """The first entry of a Spanish catalog has these translator's comments."""
    before = catalog(project, "es", name)
    first, *rest = before.entries
    entries = (replace(first, comments=lines), *rest)
    text = canonical.write(replace(before, entries=entries))
    catalog_path(project, "es", name).write_bytes(canonical.encode(text))


def test_a_misspelt_name_in_such_a_comment_is_told(spanish: Project) -> None:
    commented(spanish, "talks", "l10n-flow:ignore=nubmer, length")
    found = checked(spanish).findings
    assert told(found) == [("unknown-suppression", "talks", "es"), ("number", "talks", "es")]
    assert "did you mean 'number'?" in found[0].message
    assert found[0].severity is Severity.WARNING
    assert found[0].line == found[1].line


def test_a_comment_for_another_text_is_told(spanish: Project) -> None:
    commented(spanish, "talks", "l10n-flow:ignore=number;h=0123456789ab")
    assert told(checked(spanish).findings) == [
        ("expired-suppression", "talks", "es"),
        ("number", "talks", "es"),
    ]


def test_a_comment_suppresses_what_is_found_beyond_a_pair_too(spanish: Project) -> None:
    write(spanish, brief=TALKS, talks=f"{TALKS}\nAnd more of it.\n")
    synced(spanish)
    fill(spanish, "es", "brief", lambda _: RIGHT)
    fill(spanish, "es", "talks", {TALKS.strip(): "Los diálogos de 2015 duraron 18 días."}.get)
    assert told(checked(spanish).findings) == [("inconsistent", "talks", "es")]
    for name in ("inconsistent", "all"):
        commented(spanish, "talks", f"l10n-flow:ignore={name}")
        assert not checked(spanish).findings
    reviewed(spanish, "es", "talks")
    path = catalog_path(spanish, "es", "talks")
    path.write_text(path.read_text("utf-8").replace("diálogos", "tratos"), "utf-8")
    assert not [one for one in checked(spanish).findings if one.check == "review-outdated"]


def test_a_catalog_that_is_old_missing_or_nobody_s_is_told(spanish: Project) -> None:
    write(spanish, talks="The talks of 2019 are over.\n", third="# News\n")
    orphan = catalog_path(spanish, "es", "gone")
    orphan.write_bytes(catalog_path(spanish, "es", "brief").read_bytes())
    assert told(checked(spanish).findings) == [
        ("out-of-date", "talks", "es"),
        ("no-catalog", "third", "es"),
        ("orphan", "gone", "es"),
    ]


def test_machine_words_that_are_published_are_told(spanish: Project) -> None:
    fill(spanish, "es", "brief", lambda _: "")
    pretranslate(
        spanish, spanish.articles(), ["es"], now=NOW, options=PretranslateOptions(engine="fake")
    )
    path = catalog_path(spanish, "es", "brief")
    path.write_text(path.read_text("utf-8").replace("e=fake~2", "e=real~1"), "utf-8")
    brief = [one for one in checked(spanish).findings if one.article == "brief"]
    (one,) = [one for one in brief if one.check != "residue"]  # of the marks that it shouts with
    drafts = "3 machine drafts are published without a review"
    share = "100 % of the words are machine-translated and unedited"
    assert (one.check, one.message) == ("machine-draft", f"{drafts}; {share}")
    config = "source: en\nlocales: [es]\ncheck: {severity: {machine-draft: off}}\n"
    before = (spanish.root / "l10n-flow.yaml").read_text("utf-8")
    (spanish.root / "l10n-flow.yaml").write_text(config, "utf-8")
    assert ("machine-share", "brief", "es") in told(checked(find(spanish.root)).findings)
    (spanish.root / "l10n-flow.yaml").write_text(before, "utf-8")
    approve(spanish, spanish.articles(), ["es"], by="ana", now=LATER, drafts=True)
    found = told(checked(spanish).findings)
    assert ("machine-draft", "brief", "es") not in found
    assert ("machine-share", "brief", "es") in found


def test_the_fake_engine_s_words_are_one_error_when_they_are_published(spanish: Project) -> None:
    write(spanish, talks="The talks of 2019 are over. Nobody said so.\n")
    synced(spanish)
    pretranslate(
        spanish, spanish.articles(), ["es"], now=NOW, options=PretranslateOptions(engine="fake")
    )
    found = [one for one in checked(spanish).findings if one.article == "talks"]
    assert [(one.check, one.message) for one in found] == [
        ("fake-text", "1 segment is published with the fake engine's words")
    ]
    assert found[0].severity is Severity.ERROR
    file = spanish.root / "l10n-flow.yaml"
    file.write_text("source: en\nlocales: [es]\npublish: {min_state: translated}\n", "utf-8")
    assert not [one for one in checked(find(spanish.root)).findings if one.article == "talks"]


def test_drafts_for_another_text_that_are_published_are_told(spanish: Project) -> None:
    fill(spanish, "es", "talks", lambda _: RIGHT)
    write(spanish, talks=TALKS.replace("went on for", "went on for about"))
    synced(spanish)
    (one,) = checked(spanish).findings
    assert (one.check, one.message) == (
        "other-draft",
        "1 outdated translation is published",
    )


def test_a_review_of_other_words_is_told(spanish: Project) -> None:
    reviewed(spanish, "es", "talks")
    assert told(checked(spanish).findings) == [("number", "talks", "es")]
    path = catalog_path(spanish, "es", "talks")
    path.write_text(path.read_text("utf-8").replace("2016", "2015"), "utf-8")
    (finding,) = checked(spanish).findings
    assert (finding.check, finding.message) == (
        "review-outdated",
        "outdated review: ana reviewed an earlier version",
    )
    assert finding.line is not None


def test_outdated_reviews_of_a_catalog_are_one_finding(spanish: Project) -> None:
    write(spanish, talks="# Peace\n\n" + "".join(f"Talk {n}.\n\n" for n in range(1, 8)))
    synced(spanish)
    fill(spanish, "es", "talks", lambda source: source.replace("Talk", "Diálogo"))
    reviewed(spanish, "es", "talks")
    path = catalog_path(spanish, "es", "talks")
    path.write_text(path.read_text("utf-8").replace("Diálogo", "Charla"), "utf-8")
    (finding,) = [one for one in checked(spanish).findings if one.check == "review-outdated"]
    assert finding.message == (
        "outdated reviews: 7 translations were changed after a review (lines 18, 22, 26, 30, 34 …)"
    )
    assert finding.line == 18


def test_one_text_translated_in_two_ways_is_told(spanish: Project) -> None:
    write(spanish, brief=TALKS, talks=f"{TALKS}\nAnd more of it.\n")
    synced(spanish)
    fill(spanish, "es", "brief", lambda _: RIGHT)
    other = "Los diálogos de 2015 duraron 18 días."
    fill(spanish, "es", "talks", {TALKS.strip(): other}.get)
    found = [one for one in checked(spanish).findings if one.check == "inconsistent"]
    assert told(found) == [("inconsistent", "talks", "es")]
    lines = catalog_path(spanish, "es", "talks").read_text("utf-8").split("\n")
    assert found[0].line is not None
    assert lines[found[0].line - 1].startswith('msgid "The talks')
    assert [one for one in checked(spanish).findings if one.check == "inconsistent"] == found
    write(spanish, third="Something else.\n")
    synced(spanish)
    assert [one for one in checked(spanish).findings if one.check == "inconsistent"] == found
    fill(spanish, "es", "brief", lambda _: other)
    assert not [one for one in checked(spanish).findings if one.check == "inconsistent"]


def test_editions_that_were_edited_by_hand_are_told(spanish: Project) -> None:
    fill(spanish, "es", "talks", lambda _: RIGHT)
    built(spanish)
    assert not checked(spanish).findings
    page = spanish.edition_path(spanish.articles()[0], "es")
    text = page.read_text("utf-8")
    text = text.replace("2020-09-29", "2021-09-29").replace('# <a id="floods"></a>', "")
    page.write_text(text, "utf-8")
    assert [one.check for one in checked(spanish).findings] == [
        "edition-metadata",
        "edition-blocks",
    ]
    spanish.edition_path(spanish.articles()[0], "en").unlink()
    assert "edition-alternates" in [one.check for one in checked(spanish).findings]


def test_an_edition_of_an_older_text_is_not_compared(spanish: Project) -> None:
    fill(spanish, "es", "talks", lambda _: RIGHT)
    built(spanish)
    write(spanish, brief=BRIEF + "\nMore.\n")
    synced(spanish)
    (finding,) = checked(spanish).findings
    assert (finding.check, finding.article, finding.locale) == ("edition-outdated", "", "")
    assert finding.message == "2 editions were built from older texts of their articles"
    assert finding.path == Path("build/markdown")


def test_the_only_outdated_edition_is_told_by_its_name(spanish: Project) -> None:
    fill(spanish, "es", "talks", lambda _: RIGHT)
    built(spanish)
    write(spanish, brief=BRIEF + "\nMore.\n")
    synced(spanish)
    spanish.edition_path(spanish.articles()[0], "en").unlink()
    found = [one for one in checked(spanish).findings if one.check == "edition-outdated"]
    assert told(found) == [("edition-outdated", "brief", "es")]


def test_a_label_that_is_missing_is_told_with_its_place(spanish: Project) -> None:
    fill(spanish, "es", "talks", lambda _: RIGHT)
    spanish.taxonomy.write_text("categories:\n  news: {en: News}\n", "utf-8")
    write(spanish, brief=BRIEF.replace("slug: rain", "slug: rain\ncategories: [news]"))
    found = [one for one in checked(spanish).findings if one.check == "edition-label"]
    assert [(one.locale, one.path, one.line) for one in found] == [("es", Path("taxonomy.yaml"), 2)]


def test_an_edition_that_is_built_later_is_looked_at(spanish: Project) -> None:
    fill(spanish, "es", "talks", lambda _: RIGHT)
    assert not checked(spanish).findings
    built(spanish)
    page = spanish.edition_path(spanish.articles()[0], "es")
    edited = page.read_bytes().replace(b"2020-09-29", b"2021-09-29")
    for path in (spanish.output / "markdown").rglob("*.md"):
        path.unlink()
    assert not checked(spanish).findings
    page.write_bytes(edited)
    assert "edition-metadata" in [one.check for one in checked(spanish).findings]


def test_an_article_that_is_gone_is_forgotten(spanish: Project) -> None:
    checked(spanish)
    files = [*(spanish.state / "check").iterdir()]
    assert any('"talks"' in file.read_text("utf-8") for file in files)
    (spanish.content / "talks.md").unlink()
    checked(spanish)
    assert not any('"talks"' in file.read_text("utf-8") for file in files)


def test_a_folder_that_cannot_be_written_can_be_checked(spanish: Project) -> None:
    before = checked(spanish)
    shutil.rmtree(spanish.root / ".l10n-flow")
    (spanish.root / ".l10n-flow").write_text("in the way", "utf-8")
    assert checked(spanish) == before


def test_a_report_says_which_language_an_article_is_written_in(spanish: Project) -> None:
    write(spanish, visit="---\nlang: es\n---\n\nLlovió 18 días.\n")
    synced(spanish)
    fill(spanish, "en", "visit", lambda _: "It rained for 19 days.")
    report = checked(spanish)
    assert report.written_in("visit") == "es"
    assert ("number", "visit", "en") in told(report.findings)


def test_many_catalogs_are_checked_in_many_processes_with_the_same_result(
    spanish: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner, "WORTHWHILE", 10)
    for number in range(25):
        write(spanish, **{f"a{number}": f"In {number + 2000} it rained.\n"})
    synced(spanish)
    for number in range(25):
        fill(spanish, "es", f"a{number}", lambda _: "En 1999 llovió.")
    catalog_path(spanish, "es", "a7").write_bytes(b"<<<<<<< HEAD\n")
    at_once = checked(spanish)
    assert sum(one.check == "number" for one in at_once.findings) == 25
    monkeypatch.setattr(runner, "WORTHWHILE", 1000)
    shutil.rmtree(spanish.state)
    one_by_one = checked(spanish)
    assert [str(one) for one in one_by_one.failures] == [str(one) for one in at_once.failures]
    assert replace(one_by_one, failures=()) == replace(at_once, failures=())
