"""The report as JSON, for scripts: docs/json.md describes the form."""

from __future__ import annotations

from collections.abc import Mapping

from l10n_flow.model import Finding, State
from l10n_flow.reports.jsontext import dump
from l10n_flow.reports.report import Completeness, Missed, Report, distinct, worst_first

SCHEMA = 1
"""The version of the document: it increases when a key changes its meaning or is removed."""


def write(report: Report) -> str:
    """Return the report as one JSON document."""
    return dump(data(report), report.root)


def data(report: Report) -> Mapping[str, object]:
    """Return the report in the form of docs/json.md; the worst findings first."""
    named = distinct(worst_first(report))
    return {
        "schema": SCHEMA,
        "project": report.project,
        "source": report.source,
        "version": report.version,
        "since": report.since or None,
        "exit_code": report.exit_code,
        "fail_level": report.fail_level.label,
        "counts": {
            **{severity.label: number for severity, number in report.counts.items()},
            "entries": report.entries,
            "known": report.known,
            "gone": report.gone,
        },
        "findings": [
            {**_finding(finding, name), "explains": [_explained(one) for one in also]}
            for finding, name in named
            for also in (report.explained.get(finding.identity, ()),)
        ],
        "completeness": [_completeness(row) for row in report.completeness],
        "missed": [_missed(row) for row in report.missed],
        "spared": [_missed(row) for row in report.spared],
        "failures": report.failures,
    }


def _finding(finding: Finding, identity: str) -> Mapping[str, object]:
    context, source = finding.key or (None, None)
    return {
        "id": identity,
        "check": finding.check,
        "severity": finding.severity.label,
        "article": finding.article or None,
        "locale": finding.locale or None,
        "path": finding.path.as_posix(),
        "line": finding.line,
        "message": finding.message,
        "context": context,
        "source": source,
        "source_span": finding.source_span and list(finding.source_span),
        "target": finding.target,
        "span": finding.span and list(finding.span),
        "suggestion": finding.suggestion or None,
        "detail": finding.detail or None,
    }


def _explained(finding: Finding) -> Mapping[str, object]:
    """Return the other findings about a reported mistake."""
    said = _finding(finding, "")
    return {key: said[key] for key in _OF_EXPLAINED}


_OF_EXPLAINED = ("check", "severity", "message", "source_span", "span", "detail")


def _completeness(row: Completeness) -> Mapping[str, object]:
    states = {
        state.label: {"segments": row.segments[state], "words": row.words[state]} for state in State
    }
    return {"locale": row.locale or None, "article": row.article or None, **states}


def _missed(row: Missed) -> Mapping[str, object]:
    return {
        "locale": row.locale or None,
        "what": row.what,
        "unit": row.unit,
        "wanted": row.wanted,
        "reached": row.reached,
    }
