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
    said = f"{finding.locale}: {message}" if finding.locale else message
    severity, path = SEVERITIES[finding.severity], report.hosted(finding.path)
    return _item(said, finding.check, identity, severity, path, finding.line)


def _failure(report: Report, failure: L10nFlowError, identity: str) -> Mapping[str, object]:
    said, path = visible(failure.sentence), report.hosted(report.where(failure) or report.root)
    return _item(said, "unreadable", identity, "critical", path, failure.line)


def _item(
    said: str, check: str, identity: str, severity: str, path: str, line: int | None
) -> Mapping[str, object]:
    return {
        "description": said,
        "check_name": check,
        "fingerprint": identity,
        "severity": severity,
        "location": {"path": path, "lines": {"begin": line or 1}},
    }


def _name(report: Report, failure: L10nFlowError) -> str:
    path = report.where(failure)
    return digest("unreadable", path.as_posix() if path else None, failure.what)
