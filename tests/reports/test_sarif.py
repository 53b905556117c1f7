"""SARIF, held against its schema and against what GitHub asks for."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from l10n_flow.model import Severity
from l10n_flow.reports import Report, sarif

from .samples import ERROR, INFO, NEWSROOM, WARNING, finding, hostile
from .schemas import complaints


def run_of(report: Report) -> dict[str, Any]:
    run: dict[str, Any] = json.loads(sarif.write(report))["runs"][0]
    return run


def uris(report: Report) -> list[str]:
    return [
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for result in run_of(report)["results"]
    ]


@pytest.mark.parametrize(
    "report", [NEWSROOM, hostile(), Report("empty"), replace(NEWSROOM, prefix="sites/docs")]
)
def test_the_log_is_valid_by_the_official_schema(report: Report) -> None:
    assert complaints(json.loads(sarif.write(report)), "sarif-2.1.0.json") == []


def test_the_schema_would_complain() -> None:
    log = json.loads(sarif.write(NEWSROOM))
    log["runs"][0]["results"][0]["level"] = "grave"
    del log["runs"][0]["tool"]["driver"]["name"]
    assert len(complaints(log, "sarif-2.1.0.json")) == 2


def test_every_result_points_to_its_rule() -> None:
    run = run_of(NEWSROOM)
    rules = run["tool"]["driver"]["rules"]
    assert "links" in [rule["id"] for rule in rules]  # which found nothing
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_a_finding_keeps_its_fingerprint_when_its_line_moves() -> None:
    one, moved = (
        run_of(Report("x", findings=(finding(line=line),)))["results"][0] for line in (3, 90)
    )
    assert one["partialFingerprints"] == moved["partialFingerprints"]
    assert moved["locations"][0]["physicalLocation"]["region"] == {"startLine": 90}


def test_no_two_results_have_one_fingerprint() -> None:
    report = Report("x", findings=(finding(line=3), finding(line=90)))
    names = [
        result["partialFingerprints"][sarif.FINGERPRINT] for result in run_of(report)["results"]
    ]
    assert len(set(names)) == 2


def test_of_too_many_the_worst_are_kept() -> None:
    many = [finding(severity=INFO, detail=str(n)) for n in range(sarif.MAX_RESULTS + 10)]
    graves = [finding("links", ERROR, detail=str(n)) for n in range(3)]
    run = run_of(replace(NEWSROOM, findings=(*many, *graves)))
    assert len(run["results"]) == sarif.MAX_RESULTS
    assert [r["ruleId"] for r in run["results"][:4]] == ["unreadable", "links", "links", "links"]
    told = run["invocations"][0]["toolExecutionNotifications"][-1]["message"]["text"]
    assert told == "14 more findings of less weight left out"


def test_paths_are_relative_uris_whatever_their_names() -> None:
    names = ("content/خبر 1#a?b%.md", "a:b.po", "\udcff.po")
    report = Report("x", findings=tuple(finding(path=Path(name)) for name in names))
    found = uris(report)
    assert all(re.fullmatch(r"[A-Za-z0-9%/._~-]+", uri) for uri in found)
    assert {unquote(uri, errors="surrogateescape") for uri in found} == set(names)


def test_an_unreadable_file_is_a_result_with_its_line() -> None:
    run = run_of(NEWSROOM)
    first = run["results"][0]
    assert (first["ruleId"], first["level"]) == ("unreadable", "error")
    assert first["locations"][0]["physicalLocation"]["region"] == {"startLine": 7}
    assert run["invocations"][0]["executionSuccessful"] is False
    assert run["invocations"][0]["exitCode"] == 3
    told, *_ = run["invocations"][0]["toolExecutionNotifications"]
    assert told["locations"] == first["locations"]


@pytest.mark.parametrize(
    ("severity", "level"), [(ERROR, "error"), (WARNING, "warning"), (INFO, "note")]
)
def test_severities_are_levels(severity: Severity, level: str) -> None:
    result = run_of(Report("x", findings=(finding(severity=severity),)))["results"][0]
    assert result["level"] == level


def test_the_log_names_no_folder_of_this_machine() -> None:
    report = replace(NEWSROOM, root=Path("/home/ana/site"))
    assert "/home/ana" not in sarif.write(report)
