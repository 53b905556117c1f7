"""GitLab's Code Quality report, held against the rules that GitLab documents.

GitLab publishes no schema of it; its program asks for `description`, `fingerprint`, `severity` and
`location`. These are the documented rules (docs.gitlab.com, "Code Quality report format").
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from l10n_flow.errors import CatalogError, Place
from l10n_flow.reports import Report, gitlab

from .samples import ERROR, INFO, NEWSROOM, WARNING, finding, hostile

SEVERITIES = {"info", "minor", "major", "critical", "blocker"}


def complaints(text: str) -> Iterator[str]:
    """What GitLab would not show, or shows wrongly."""
    if text.startswith("\ufeff"):
        yield "a byte order mark"
    items = json.loads(text)
    if not isinstance(items, list):
        yield "not an array"
        return
    prints = [item["fingerprint"] for item in items]
    if len(set(prints)) != len(prints):
        yield "a fingerprint twice: only the first would be shown"
    for item in items:
        path, lines = item["location"]["path"], item["location"]["lines"]
        if item.keys() != {"description", "check_name", "fingerprint", "severity", "location"}:
            yield f"keys {sorted(item)}"
        if not all(isinstance(item[key], str) and item[key] for key in item.keys() - {"location"}):
            yield "an empty text"
        if item["severity"] not in SEVERITIES:
            yield f"severity {item['severity']}"
        if PurePosixPath(path).is_absolute() or path.startswith("./") or "\\" in path[:2]:
            yield f"path {path}"
        if not isinstance(lines["begin"], int) or lines["begin"] < 1:
            yield f"line {lines['begin']}"


def items(report: Report) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(gitlab.write(report))
    return found


@pytest.mark.parametrize("report", [NEWSROOM, hostile(), Report("empty")])
def test_the_report_is_valid_by_the_documented_rules(report: Report) -> None:
    assert list(complaints(gitlab.write(report))) == []


def test_the_rules_would_complain() -> None:
    item = items(NEWSROOM)[0]
    odd = [
        item,
        {**item, "severity": "grave"},
        {**item, "location": {"path": "/a", "lines": {"begin": 0}}},
    ]
    assert len(list(complaints(json.dumps(odd)))) == 4


def test_findings_that_are_the_same_have_different_fingerprints() -> None:
    report = Report("x", findings=(finding(line=3), finding(line=90)))
    first, second = items(report)
    assert first["fingerprint"] != second["fingerprint"]


def test_two_failures_of_one_file_have_different_fingerprints() -> None:
    failures = tuple(CatalogError("odd", Place(Path("a.po"), line)) for line in (3, 90))
    assert list(complaints(gitlab.write(Report("x", failures=failures)))) == []


def test_severities_are_gitlabs() -> None:
    report = Report("x", findings=tuple(finding(severity=s) for s in (ERROR, WARNING, INFO)))
    assert [item["severity"] for item in items(report)] == ["major", "minor", "info"]


def test_an_unreadable_file_is_critical() -> None:
    first = items(NEWSROOM)[0]
    assert (first["check_name"], first["severity"]) == ("unreadable", "critical")
    assert first["location"]["lines"] == {"begin": 7}


def test_what_is_not_in_a_file_cannot_be_told() -> None:
    assert items(Report("x", failures=(CatalogError("no engine"),))) == []


def test_a_finding_names_the_language_that_it_is_about() -> None:
    report = Report("x", findings=(finding(locale="fa"), finding(locale="", message="odd")))
    assert {item["description"] for item in items(report)} == {"fa: 2,400 is missing", "odd"}
