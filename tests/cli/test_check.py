"""`l10n-flow check` as people and CI servers type it: what it prints, writes and ends with."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from l10n_flow.checks.names import names
from l10n_flow.cli.check import SUMMARY
from l10n_flow.project import Project
from tests.workflow.newsroom import catalog_path, fill, synced, write

from .conftest import Command

BRIEF = "# Rain\n\nIt rained for 18 days.\n\nSee the [map](https://example.org/map).\n"
SPANISH = {
    "Rain": "Lluvia",
    "It rained for 18 days.": "Llovió 80 días.",
    "See the [map]({1}).": "Vea el mapa.",
}
PERSIAN = {
    "Rain": "باران",
    "It rained for 18 days.": "۱۸ روز مي‌باريد و بس.",
    "See the [map]({1}).": "[نقشه]({1}) را ببینید.",
}
ES = "locales/es/LC_MESSAGES/brief.po"
FA = "locales/fa/LC_MESSAGES/brief.po"


@pytest.fixture
def newsroom(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A brief with a wrong number and a lost link in Spanish, and Arabic letters in Persian."""
    for name in (SUMMARY, "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    write(project, brief=BRIEF)
    synced(project)
    fill(project, "es", "brief", SPANISH.get)
    fill(project, "fa", "brief", PERSIAN.get)
    return project


REPORT = f"""\
{ES}
    16 warning: 18 of the source became 80 [number]
source │ It rained for 18 days.
       │               ^~
    es │ Llovió 80 días.
       │        ^~
    20 error: missing: a link [link]
    es │ Vea el mapa.

{FA}
    16 error: “\u2068مي‌باريد\u2069” has letters of an Arabic keyboard [arabic-letters]
     - │ \u2067۱۸ روز ⟦مي‌باريد⟧ و بس.\u2069
     + │ \u2067۱۸ روز ⟦می‌بارید⟧ و بس.\u2069
         U+064A → U+06CC

es      100 % translated     0 % reviewed  segments: 0 draft, 0 untranslated
fa      100 % translated     0 % reviewed  segments: 0 draft, 0 untranslated
all     100 % translated     0 % reviewed  segments: 0 draft, 0 untranslated

failed: 2 errors, 1 warning in 3 entries of 2 files
"""


def test_people_read_it_in_80_columns(newsroom: Project, l10n_flow: Command) -> None:
    said = l10n_flow("check")
    assert (said.code, said.out, said.err) == (1, REPORT, "")
    assert max(map(len, said.out.splitlines())) <= 80


def test_nothing_found_is_one_line_and_exit_code_0(newsroom: Project, l10n_flow: Command) -> None:
    fill(newsroom, "es", "brief", {**SPANISH, "It rained for 18 days.": "Llovió 18 días."}.get)
    said = l10n_flow("check", "-l", "es", "--fail-level", "error")
    assert said.code == 1
    fill(newsroom, "es", "brief", {"See the [map]({1}).": "Vea el [mapa]({1})."}.get)
    said = l10n_flow("check", "-l", "es")
    assert (said.code, said.out.splitlines()[-1]) == (0, "passed: nothing found")


def test_quiet_says_it_with_the_exit_code_only(newsroom: Project, l10n_flow: Command) -> None:
    said = l10n_flow("check", "-q")
    assert (said.code, said.out, said.err) == (1, "", "")


def test_articles_and_languages_can_be_chosen(newsroom: Project, l10n_flow: Command) -> None:
    write(newsroom, other="Peace.\n")
    synced(newsroom)
    assert "brief.po" not in l10n_flow("check", "other").out
    assert l10n_flow("check", "brief", "-l", "fa").out.splitlines()[0] == FA
    assert l10n_flow("check", ES, "--locale", "es").out.splitlines()[0] == ES
    said = l10n_flow("check", "bref")
    assert (said.code, said.err) == (2, "error: no article 'bref' (did you mean 'brief'?)\n")


def test_colours_are_for_terminals_without_no_color(
    newsroom: Project, l10n_flow: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(sys.stdout), "isatty", lambda _: True)
    monkeypatch.setenv("TERM", "xterm")
    assert "\x1b[31merror:\x1b[0m missing: a link" in l10n_flow("check").out
    assert "\x1b[31m" in l10n_flow("check", "--report", "text").out
    assert "\x1b[32m" in l10n_flow("check", "--fix", "--dry-run").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert l10n_flow("check").out == REPORT


def test_several_reports_of_one_run(
    newsroom: Project, l10n_flow: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SUMMARY, str(tmp_path / "summary.md"))
    (tmp_path / "summary.md").write_text("An earlier step.\n", "utf-8")
    named = {name: tmp_path / f"out.{name}" for name in ("sarif", "junit", "gitlab", "markdown")}
    options = [f"--report={name}={path}" for name, path in named.items()]
    said = l10n_flow("check", *options, "--report", "text", "--report", "github")
    assert said.code == 1
    assert said.out.startswith(REPORT)
    assert f"::error file={ES},line=20,title=es%3A link::missing: a link\n" in said.out
    sarif, gitlab = (json.loads(named[name].read_text("utf-8")) for name in ("sarif", "gitlab"))
    assert [one["ruleId"] for one in sarif["runs"][0]["results"]] == [
        "link",
        "arabic-letters",
        "number",
    ]
    assert [one["check_name"] for one in gitlab] == ["link", "arabic-letters", "number"]
    suites = ET.fromstring(named["junit"].read_text("utf-8"))
    assert [suite.get("failures") for suite in suites] == ["1", "1"]
    summary = (tmp_path / "summary.md").read_text("utf-8")
    assert summary == "An earlier step.\n" + named["markdown"].read_text("utf-8")


def test_the_summary_of_a_job_is_written_for_the_report_that_github_reads_and_for_no_other(
    newsroom: Project, l10n_flow: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    summary = tmp_path / "summary.md"
    assert l10n_flow("check", "--report", "github").code == 1  # nobody named a file for one
    monkeypatch.setenv(SUMMARY, "")
    assert l10n_flow("check", "--report", "github").err == ""
    monkeypatch.setenv(SUMMARY, str(summary))
    l10n_flow("check")
    l10n_flow("check", f"--report=sarif={tmp_path / 'a.sarif'}", "--json")
    l10n_flow("check", "--report", "github", "--dry-run")
    assert not summary.exists()
    l10n_flow("check", f"--report=github={tmp_path / 'github.txt'}")
    once = summary.read_text("utf-8")
    assert once.count("missing: a link") == 1
    l10n_flow("check", "--report", "github")
    assert summary.read_text("utf-8") == once * 2  # below what an earlier step wrote


def test_a_report_into_a_file_leaves_the_text_on_the_screen(
    newsroom: Project, l10n_flow: Command, tmp_path: Path
) -> None:
    file = tmp_path / "new" / "report.txt"
    assert l10n_flow("check", f"--report=text={file}").out == REPORT
    assert file.read_text("utf-8") == REPORT
    assert l10n_flow("check", f"--report=json={file}", "-q").out == ""
    assert json.loads(file.read_text("utf-8"))["exit_code"] == 1


def test_a_report_that_cannot_be_written_keeps_no_other_from_being_written(
    newsroom: Project, l10n_flow: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    (newsroom.root / "file").write_text("", "utf-8")
    monkeypatch.setenv(SUMMARY, str(newsroom.root))
    options = ("--report=sarif=file/a", "--report=github", "--report=text", "--report=json=b")
    said = l10n_flow("check", *options, "--badges", "file")
    assert said.code == 3
    assert REPORT in said.out
    assert json.loads((newsroom.root / "b").read_text("utf-8"))["counts"]["error"] == 2
    assert [line.partition(" (")[0] for line in said.err.splitlines()] == [
        "error: file/a: cannot be written: not a directory",
        f"error: .: {SUMMARY} cannot be written: is a directory",
        "error: file/es.json: cannot be read: not a directory",
    ]


def test_a_report_that_cannot_be_is_refused_before_anything_is_done(
    newsroom: Project, l10n_flow: Command
) -> None:
    for option, why in {
        "sarf": "there is no report format named 'sarf' (did you mean 'sarif'?)",
        "sarif=": "--report sarif= needs a file name (such as sarif=report.txt)",
    }.items():
        said = l10n_flow("check", "--report", option)
        assert (said.code, said.out, said.err) == (2, "", f"error: {why}\n")
    said = l10n_flow("check", "--report", "sarif=a", "--report", "junit=a")
    assert (said.code, said.err) == (
        2,
        "error: two reports for 'a' (each needs a file of its own)\n",
    )
    assert not (newsroom.root / "a").exists()


def test_json_is_one_document_as_it_is_documented(newsroom: Project, l10n_flow: Command) -> None:
    said = l10n_flow("check", "--json", "--fail-under", "100", "--max-unreviewed", "1")
    assert said.code == 1
    document = json.loads(said.out)
    page = (Path(__file__).parents[2] / "docs" / "json.md").read_text("utf-8")
    example = json.loads(page.split("## check")[1].split("```json\n")[1].split("```")[0])
    assert keys(document) == keys(example)
    (finding,) = [one for one in document["findings"] if one["check"] == "arabic-letters"]
    start, end = finding["span"]
    assert finding["target"][start:end] == "مي‌باريد"
    assert finding["suggestion"] == "۱۸ روز می‌بارید و بس."
    counts = {"error": 2, "warning": 1, "info": 0, "entries": 3, "known": None, "gone": 0}
    assert document["counts"] == counts
    assert [(one["locale"], one["unit"]) for one in document["missed"]] == [
        ("es", "segments"),
        ("fa", "segments"),
    ]


def keys(value: object) -> object:
    """The keys of a document, level by level, in order; of a list those of its first item."""
    if isinstance(value, dict):
        return [(key, keys(inner)) for key, inner in value.items() if key != "failures"]
    return keys(value[0]) if isinstance(value, list) and value else None


def test_a_check_is_explained(newsroom: Project, l10n_flow: Command) -> None:
    said = l10n_flow("check", "--explain", "arabic-letters")
    assert said.code == 0
    assert said.out.startswith("arabic-letters (error, Persian only, can be fixed)\n")
    for name in names():
        said = l10n_flow("check", "--explain", name)
        first, *rest = said.out.splitlines()
        assert first.startswith(f"{name} (")
        assert max(len(line) for line in rest if not is_example(line)) <= 80
        assert rest[-1] == f"everywhere     check: {{severity: {{{name}: off}}}}"
    said = l10n_flow("check", "--explain", "nubmer")
    assert (said.code, said.out) == (2, "")
    assert said.err == "error: there is no check named 'nubmer' (did you mean 'number'?)\n"


def is_example(line: str) -> bool:
    """Whether a line shows words of an article, as long as they are."""
    return line.startswith(("  source ", "  wrong ", "  right "))


def test_badges_are_written(newsroom: Project, l10n_flow: Command, tmp_path: Path) -> None:
    folder = tmp_path / "badges"
    l10n_flow("check", "--badges", str(folder), "--dry-run")
    assert not folder.exists()
    assert l10n_flow("check", "-q", "--badges", str(folder)).code == 1
    assert sorted(path.name for path in folder.iterdir()) == ["all.json", "es.json", "fa.json"]
    assert "۱۰۰" in (folder / "fa.json").read_text("utf-8")


def test_a_catalog_that_cannot_be_read_is_no_untranslated_one(
    newsroom: Project, l10n_flow: Command, tmp_path: Path
) -> None:
    """Nothing counts it, and a badge stays as it was, since what it would show is unknown."""
    (newsroom.catalogs / "fa" / "LC_MESSAGES" / "brief.po").write_bytes(b"\xff")
    said = l10n_flow("check", "--badges", str(tmp_path / "badges"))
    assert said.code == 3
    assert "fa " not in said.out.split("\nes ")[-1]
    assert not (tmp_path / "badges").exists()
    assert "warning: no badge is written: 1 file cannot be read" in said.err


REPAIRED = f"""\
{FA}
    16 repair: arabic-letters
     - │ \u2067۱۸ روز ⟦مي‌باريد⟧ و بس.\u2069
     + │ \u2067۱۸ روز ⟦می‌بارید⟧ و بس.\u2069
         U+064A → U+06CC

1 translation repaired

"""


def test_what_is_safe_is_repaired_and_shown(newsroom: Project, l10n_flow: Command) -> None:
    before = catalog_path(newsroom, "fa", "brief").read_bytes()
    said = l10n_flow("check", "--fix", "--dry-run", "-l", "fa")
    assert said.code == 1
    assert said.out.startswith(REPAIRED.replace("repaired\n\n", "would be repaired\n\n"))
    assert catalog_path(newsroom, "fa", "brief").read_bytes() == before
    said = l10n_flow("check", "--fix", "-l", "fa")
    assert said.out.startswith(REPAIRED)
    assert (said.code, said.out.splitlines()[-1]) == (0, "passed: nothing found")
    assert "repair" not in l10n_flow("check", "--fix", "-l", "fa").out


def test_a_suppression_that_was_given_an_end_is_told(newsroom: Project, l10n_flow: Command) -> None:
    path = catalog_path(newsroom, "es", "brief")
    text = path.read_text("utf-8").replace('msgid "Rain"', '# l10n-flow:ignore=copy\nmsgid "Rain"')
    path.write_text(text, "utf-8")
    said = l10n_flow("check", "--fix", "-l", "es")
    assert said.out.startswith("1 suppression tied to the text as it is now\n")
    assert ";h=" in path.read_text("utf-8")


def test_a_joiner_that_nobody_sees_is_shown_by_its_name(
    newsroom: Project, l10n_flow: Command
) -> None:
    fill(newsroom, "fa", "brief", {"Rain": "باران\u200c"}.get)
    said = l10n_flow("check", "--fix", "--dry-run", "-l", "fa")
    assert "⟦⟨ZWNJ⟩⟧" in said.out


def test_with_a_report_for_programs_a_repair_is_silent(
    newsroom: Project, l10n_flow: Command
) -> None:
    document = json.loads(l10n_flow("check", "--fix", "--json", "-l", "fa").out)
    assert document["findings"] == []


def test_a_baseline_leaves_what_is_new(
    newsroom: Project, l10n_flow: Command, tmp_path: Path
) -> None:
    known = str(tmp_path / "known.json")
    said = l10n_flow("check", "--baseline", known)
    remedy = "make it: add --update-baseline, and commit the file"
    assert (said.code, said.err) == (2, f"error: there is no baseline '{known}' ({remedy})\n")
    said = l10n_flow("check", "--update-baseline")
    assert (said.code, said.err) == (
        2,
        "error: --update-baseline without a file (add --baseline FILE)\n",
    )
    assert l10n_flow("check", "--baseline", known, "--update-baseline", "--dry-run").code == 0
    assert not Path(known).exists()
    assert l10n_flow("check", "--baseline", known, "--update-baseline", "-q").code == 0
    said = l10n_flow("check", "--baseline", known)
    assert said.code == 0
    assert said.out.splitlines()[-2:] == [
        "3 findings known from the baseline",
        "passed: nothing found",
    ]
    fill(newsroom, "es", "brief", {"Rain": "Lluvia 7"}.get)
    said = l10n_flow("check", "--baseline", known, "--fail-level", "warning")
    assert (said.code, said.out.splitlines()[-1]) == (1, "failed: 1 new warning")
    fill(newsroom, "es", "brief", {"Rain": "Lluvia", "It rained for 18 days.": "18 días."}.get)
    assert "1 is gone" not in l10n_flow("check", "--baseline", known, "-l", "fa").out
    said = l10n_flow("check", "--baseline", known)
    assert "; 1 is gone: --update-baseline forgets it\n" in said.out


def test_since_a_revision(newsroom: Project, l10n_flow: Command, git: Callable[..., None]) -> None:
    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "one")
    said = l10n_flow("check", "--since", "HEAD")
    assert (said.code, said.out.splitlines()[-1]) == (0, "passed: nothing found since HEAD")
    fill(newsroom, "es", "brief", {"Rain": "Lluvia 7"}.get)
    said = l10n_flow("check", "--since", "HEAD")
    assert said.out.splitlines()[1] == "    13 warning: the source has no 7 [number]"
    said = l10n_flow("check", "--since", "HEAD", "--baseline", "a.json", "--update-baseline")
    assert said.code == 2
    assert "--update-baseline with --since would forget all that did not change" in said.err
    said = l10n_flow("check", "--since", "nowhere")
    assert said.code == 2
    assert said.err.startswith("error: git knows no revision 'nowhere'")


@pytest.fixture
def git(newsroom: Project) -> Callable[..., None]:
    """Run git in the project."""

    def run(*words: str) -> None:
        command = ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *words]
        subprocess.run(command, cwd=newsroom.root, check=True, capture_output=True)

    return run


def test_limits_are_told_and_fail(newsroom: Project, l10n_flow: Command) -> None:
    fill(newsroom, "es", "brief", lambda _: "")
    fill(newsroom, "fa", "brief", {"It rained for 18 days.": "۱۸ روز باران."}.get)
    for form, code in {
        "95": 1,
        "95%": 1,
        "es=0,fa=100": 0,
        "fa=95": 0,
        "es=1": 1,
        "all=51": 1,
        "all=50": 0,
    }.items():
        assert l10n_flow("check", "--fail-under", form).code == code, form
    said = l10n_flow("check", "--fail-under", "es=95,fa=80")
    assert said.out.splitlines()[-2:] == [
        "es: 0 % of the words translated, 95 % wanted",
        "failed: 1 limit missed",
    ]
    said = l10n_flow("check", "--max-unreviewed", "2")
    assert "fa: 3 segments unreviewed, 2 allowed\n" in said.out
    assert l10n_flow("check", "--max-unreviewed", "3").code == 0
    for wrong in ("de=5", "es=much", "101"):
        assert l10n_flow("check", "--fail-under", wrong).code == 2
    assert l10n_flow("check", "--fail-level", "fatal").code == 2


def test_what_cannot_be_read_is_exit_code_3_and_the_rest_is_told(
    newsroom: Project, l10n_flow: Command
) -> None:
    catalog_path(newsroom, "fa", "brief").write_text("<<<<<<< HEAD\n", "utf-8")
    said = l10n_flow("check")
    assert (said.code, said.err) == (3, "")
    told = "error: locales/fa/LC_MESSAGES/brief.po:1: a merge conflict was left in the file"
    assert said.out.startswith(told)
    assert "error: missing: a link" in said.out
    assert said.out.endswith("failed: 1 error, 1 warning in 2 entries, 1 file not readable\n")


@pytest.mark.parametrize("options", [["-q"], ["--json"], ["--report", "gitlab"], ["-q", "--fix"]])
def test_what_cannot_be_read_is_on_stderr_where_the_report_is_not_for_people(
    newsroom: Project, l10n_flow: Command, options: list[str]
) -> None:
    catalog_path(newsroom, "fa", "brief").write_text("<<<<<<< HEAD\n", "utf-8")
    said = l10n_flow("check", *options)
    assert said.code == 3
    assert said.err.startswith("error: locales/fa/LC_MESSAGES/brief.po:1: a merge conflict")
    assert said.err.count("\n") == 1


def test_a_repair_that_cannot_be_written_is_told(newsroom: Project, l10n_flow: Command) -> None:
    catalog_path(newsroom, "fa", "brief").chmod(0o444)
    said = l10n_flow("check", "--fix", "-l", "fa")
    assert said.code == 3
    hint = "change the permissions of the file or its folder"
    assert said.err == f"error: {FA}: cannot be written: it is read-only ({hint})\n"
    assert "error: “" in said.out
