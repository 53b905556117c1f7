"""What was found, as a ledger keeps it, so that unchanged articles are told about at once."""

from __future__ import annotations

import json
from pathlib import Path

from l10n_flow.model import Finding, Key, Severity, Span
from l10n_flow.reports import Completeness
from l10n_flow.workflow.checking import Checked
from l10n_flow.workflow.ledger import Record

__all__ = ["read", "record"]


def record(done: Checked) -> Record:
    """The record of one article's check.

    Law: `read(done.article, record(done)) == done`, for work without failures.
    """
    findings = [_packed(finding) for finding in done.findings]
    rows = [(row.locale, row.article, row.segments, row.words) for row in done.completeness]
    notes = (json.dumps([findings, rows], ensure_ascii=False, separators=(",", ":")),)
    return Record(dict(done.files), notes)


def read(article: str, kept: Record) -> Checked | None:
    """What `record` was given; None when the record is damaged, so that all is done again."""
    try:
        ((text),) = kept.notes
        findings, rows = json.loads(text)
        return Checked(
            article,
            tuple(_unpacked(one) for one in findings),
            tuple(Completeness(loc, name, tuple(a), tuple(b)) for loc, name, a, b in rows),
            files=kept.files,
        )
    except (ValueError, TypeError, KeyError):
        return None


def _packed(finding: Finding) -> list[object]:
    return [
        finding.check,
        int(finding.severity),
        finding.article,
        finding.locale,
        finding.message,
        finding.path.as_posix(),
        finding.line,
        finding.key,
        finding.target,
        finding.span,
        finding.source_span,
        finding.suggestion,
        finding.detail,
    ]


def _unpacked(packed: list[object]) -> Finding:
    (check, severity, article, locale, message, path, line,
     key, target, span, source_span, suggestion, detail) = packed  # fmt: skip
    return Finding(
        str(check),
        Severity(severity),  # type: ignore[arg-type]  # anything else raises, and is done again
        str(article),
        str(locale),
        str(message),
        Path(str(path)),
        line,  # type: ignore[arg-type]  # as it was written
        None if key is None else Key(*key),  # type: ignore[misc]  # a pair, or it raises
        str(target),
        None if span is None else Span(*span),  # type: ignore[misc]
        None if source_span is None else Span(*source_span),  # type: ignore[misc]
        str(suggestion),
        str(detail),
    )
