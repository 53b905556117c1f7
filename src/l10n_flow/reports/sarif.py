"""SARIF 2.1.0 (OASIS), for code scanning services.

It has one run. GitHub's limits are in "SARIF support for code scanning" in its documentation: 5,000
results of a run, identified by `partialFingerprints` and `ruleId`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from urllib.parse import quote

from l10n_flow.errors import L10nFlowError
from l10n_flow.language.counting import counted
from l10n_flow.model import Finding, Severity
from l10n_flow.reports.jsontext import dump
from l10n_flow.reports.report import Report, Rule, distinct, numbered, worst_first
from l10n_flow.visible import visible

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"

MAX_RESULTS = 5_000
"""The maximum results that GitHub shows of one run."""

FINGERPRINT = "l10nFlowFinding/v1"
"""The name of our finding identities: they contain no line, so a moved finding stays the same.

The name is our own, because GitHub computes `primaryLocationLineHash` itself where it is missing.
"""

UNREADABLE = Rule(
    "A file cannot be read",
    "A file of the project is damaged or not what it should be, so nothing in it was checked.",
    Severity.ERROR,
)
_UNREADABLE = "unreadable"

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_HALVES = re.compile("[\ud800-\udc7f\udd00-\udfff]")
"""Lone surrogates that are not a byte of a file name (PEP 383)."""

_Data = Mapping[str, object]


def write(report: Report) -> str:
    """Return the report as a SARIF log with one run of at most `MAX_RESULTS` results, the worst."""
    return dump({"version": "2.1.0", "$schema": SCHEMA, "runs": [_run(report)]})


def _run(report: Report) -> _Data:
    rules = _rules(report)
    numbers = {name: number for number, name in enumerate(rules)}
    located = [failure for failure in report.failures if report.where(failure)]
    names = numbered(report.hosted(report.where(failure) or report.root) for failure in located)
    unreadable = [
        _failure_result(report, failure, name, numbers)
        for failure, name in zip(located, names, strict=True)
    ]
    named = distinct(worst_first(report))[: max(MAX_RESULTS - len(unreadable), 0)]
    results = [_result(report, finding, name, numbers) for finding, name in named]
    notifications = list(_notifications(report, left_out=len(report.findings) - len(results)))
    return {
        "tool": {
            "driver": {
                "name": "l10n-flow",
                **({"version": report.version} if report.version else {}),
                "rules": [_rule(name, rule) for name, rule in rules.items()],
            }
        },
        "invocations": [
            {
                "executionSuccessful": not report.failures,
                "exitCode": report.exit_code,
                "toolExecutionNotifications": notifications,
            }
        ],
        "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": "The repository."}}},
        "columnKind": "unicodeCodePoints",
        "results": [*unreadable, *results],
    }


def _rules(report: Report) -> dict[str, Rule]:
    """Return every rule by name, also for findings of a check that the table does not have."""
    rules = {**report.rules, _UNREADABLE: UNREADABLE}
    for finding in report.findings:
        rules.setdefault(finding.check, Rule(finding.check, finding.check, finding.severity))
    return dict(sorted(rules.items()))


def _rule(name: str, rule: Rule) -> _Data:
    return {
        "id": name,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.explanation},
        "help": {"text": rule.explanation},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(report: Report, finding: Finding, identity: str, numbers: Mapping[str, int]) -> _Data:
    message = visible(finding.message)
    properties = {"locale": finding.locale, "article": finding.article, "target": finding.target}
    return {
        "ruleId": finding.check,
        "ruleIndex": numbers[finding.check],
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{message} ({finding.locale})" if finding.locale else message},
        "locations": [_location(report.hosted(finding.path), finding.line)],
        "partialFingerprints": {FINGERPRINT: identity},
        "properties": {key: visible(value) for key, value in properties.items() if value},
    }


def _failure_result(
    report: Report, failure: L10nFlowError, name: str, numbers: Mapping[str, int]
) -> _Data:
    path = report.hosted(report.where(failure) or report.root)
    return {
        "ruleId": _UNREADABLE,
        "ruleIndex": numbers[_UNREADABLE],
        "level": "error",
        "message": {"text": visible(failure.sentence)},
        "locations": [_location(path, failure.line)],
        "partialFingerprints": {FINGERPRINT: visible(f"{_UNREADABLE} {name}")},
    }


def _location(path: str, line: int | None) -> _Data:
    """Return a place; a whole file is shown at its first line, because GitHub requires a line."""
    inside = not PurePosixPath(path).is_absolute()
    where = {"uri": _uri(path), **({"uriBaseId": "%SRCROOT%"} if inside else {})}
    return {"physicalLocation": {"artifactLocation": where, "region": {"startLine": line or 1}}}


def _uri(path: str) -> str:
    """Return the path as a URI reference (RFC 3986): file names may contain any byte.

    >>> _uri("content/خبر 1#a%.md"), _uri("a:b.md")
    ('content/%D8%AE%D8%A8%D8%B1%201%23a%25.md', 'a%3Ab.md')
    """
    scheme = "file://" if path.startswith("/") else ""
    name = _HALVES.sub("\ufffd", path).encode("utf-8", "surrogateescape")
    return scheme + quote(name, safe="/~")


def _notifications(report: Report, *, left_out: int) -> Iterator[_Data]:
    for failure in report.failures:
        path = report.where(failure)
        places = {"locations": [_location(report.hosted(path), failure.line)]} if path else {}
        yield {"level": "error", "message": {"text": visible(failure.sentence)}, **places}
    for row in report.missed:
        yield {"level": "error", "message": {"text": str(row)}}
    if left_out:
        text = f"{counted(left_out, 'more finding')} of less weight left out"
        yield {"level": "note", "message": {"text": text}}
