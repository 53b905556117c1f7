"""GitLab's Code Quality report, which merge requests show beside the changed lines.

The form is documented by GitLab at "Code Quality report format": one JSON array without a byte
order mark; every item has `description`, `check_name`, `fingerprint`, `severity` and `location`.
Of items with one fingerprint GitLab shows the first only.
"""

from __future__ import annotations

from collections.abc import Mapping

from l10n_flow.errors import L10nFlowError
from l10n_flow.model import Finding, Severity, digest
from l10n_flow.reports.jsontext import dump
from l10n_flow.reports.report import Report, distinct, numbered, worst_first
from l10n_flow.visible import visible

SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}
"""GitLab also has "critical" and "blocker". An unreadable file is critical."""


def write(report: Report) -> str:
    """Return the report as a JSON array, the worst findings first.

    Missed limits are not in it, because an item needs a file; the exit code reports them.
    """
    failures = [failure for failure in report.failures if report.where(failure)]
    names = numbered(_name(report, failure) for failure in failures)
    return dump(
        [
            *(_failure(report, *named) for named in zip(failures, names, strict=True)),
            *(_finding(report, *named) for named in distinct(worst_first(report))),
        ]
    )


def _finding(report: Report, finding: Finding, identity: str) -> Mapping[str, object]:
    message = visible(finding.message)
    return {
        "description": f"{finding.locale}: {message}" if finding.locale else message,
        "check_name": finding.check,
        "fingerprint": identity,
        "severity": SEVERITIES[finding.severity],
        "location": {
            "path": report.hosted(finding.path),
            "lines": {"begin": finding.line or 1},
        },
    }


def _failure(report: Report, failure: L10nFlowError, identity: str) -> Mapping[str, object]:
    return {
        "description": visible(failure.sentence),
        "check_name": "unreadable",
        "fingerprint": identity,
        "severity": "critical",
        "location": {
            "path": report.hosted(report.where(failure) or report.root),
            "lines": {"begin": failure.line or 1},
        },
    }


def _name(report: Report, failure: L10nFlowError) -> str:
    path = report.where(failure)
    return digest("unreadable", path.as_posix() if path else None, failure.what)
