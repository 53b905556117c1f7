"""Annotations and the job's summary."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from l10n_flow.model import Severity
from l10n_flow.reports import Report, github

from .samples import ERROR, GOLDEN, NEWSROOM, WARNING, finding, hostile

COMMAND = re.compile(r"^::(error|warning|notice) ([^:]*)::(.*)$")


def commands(report: Report) -> list[tuple[str, dict[str, str], str]]:
    """The workflow commands as GitHub's runner reads them."""
    found = []
    for line in github.write(report).splitlines()[:-1]:
        match = COMMAND.match(line)
        assert match, line
        properties = dict(part.split("=", 1) for part in match[2].split(","))
        found.append((match[1], {k: unescaped(v) for k, v in properties.items()}, match[3]))
    return found


def unescaped(value: str) -> str:
    for code, sign in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        value = value.replace(code, sign)
    return value


def test_the_newsrooms_annotations_are_as_the_golden_file_says() -> None:
    golden = (GOLDEN / "newsroom.github.txt").read_text("utf-8")
    assert github.write(NEWSROOM) == golden, "run: python -m tests.reports.samples"


def test_ten_of_each_level_are_annotated_the_changed_files_first() -> None:
    changed = Path("locales/fa/LC_MESSAGES/z.po")
    many = [
        finding("links", severity, line=number, path=Path(f"a{number:02}.po"))
        for severity in Severity
        for number in range(15)
    ]
    new = finding("numbers", ERROR, path=changed, line=1)
    report = Report("x", findings=(*many, new), changed=frozenset({changed}))
    told = commands(report)
    assert [level for level, *_ in told] == ["error"] * 10 + ["warning"] * 10 + ["notice"] * 10
    assert told[0][1]["file"] == changed.as_posix()
    last = github.write(report).splitlines()[-1]
    assert last.startswith(
        "l10n-flow check: 16 errors, 15 warnings, 15 infos in 16 entries of 16 files"
    )
    assert "16 of them without an annotation" in last


def test_the_ten_are_the_worst_ten_wherever_their_files_stand() -> None:
    typography = [
        finding("quote-style", WARNING, line=number, path=Path(f"a{number:02}.po"))
        for number in range(15)
    ]
    lost = finding("placeholder", WARNING, path=Path("z.po"))
    number = finding("number", WARNING, path=Path("y.po"))
    missing = finding("no-catalog", WARNING, path=Path("x.po"))
    told = commands(Report("x", findings=(*typography, number, lost, missing)))
    assert [properties["file"] for _, properties, _ in told[:4]] == [
        "x.po",
        "z.po",
        "y.po",
        "a00.po",
    ]
    assert len(told) == 10


def test_unreadable_files_and_missed_limits_come_before_findings() -> None:
    many = tuple(finding(severity=ERROR, line=number) for number in range(20))
    told = commands(replace(NEWSROOM, findings=many))
    titles = [properties["title"] for _, properties, _ in told]
    assert titles[:3] == ["not readable", "completeness", "es: numbers"]
    assert len(told) == 10


def test_files_are_named_from_the_repositorys_root() -> None:
    report = Report("x", findings=(finding(path=Path("locales/es/a.po")),), prefix="sites/docs")
    assert commands(report)[0][1]["file"] == "sites/docs/locales/es/a.po"


def test_what_a_property_cannot_hold_is_escaped() -> None:
    odd = Path("locales/a,b:c=100%.po")
    report = Report("x", findings=(finding(path=odd, message="50 % :: , done"),))
    level, properties, message = commands(report)[0]
    assert (level, properties["file"]) == ("warning", odd.as_posix())
    assert message == "50 %25 :: , done"


def test_a_finding_without_a_line_has_no_line() -> None:
    assert "line" not in commands(Report("x", findings=(finding(line=None),)))[0][1]


def test_no_word_of_an_article_becomes_a_command() -> None:
    report = hostile()
    lines = github.write(report).splitlines()
    assert len(lines) == 10 + 3 + 4 + 1  # errors with the failures, warnings, notices, the sum
    assert len(commands(report)) == len(lines) - 1
    assert not [line for line in lines if "##[" in line or "##vso[" in line or "\x1b" in line]


def test_the_summary_is_markdown_far_below_githubs_limit() -> None:
    many = tuple(
        finding(severity=WARNING, line=number, target="صلح " * 400, message="|" * 300)
        for number in range(3000)
    )
    text = github.summary(replace(NEWSROOM, findings=many))
    assert text.startswith("## ❌ Three Shores: failed, ")
    assert len(text.encode()) < 1024 * 1024
    assert "…and 2,900 more findings." in text
