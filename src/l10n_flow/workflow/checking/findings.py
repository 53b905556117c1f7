"""What was found, as a ledger keeps it, so that unchanged articles are told about at once."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from l10n_flow.model import Finding, Key, Severity, Span
from l10n_flow.reports import Completeness
from l10n_flow.workflow.checking.article import Checked
from l10n_flow.workflow.incremental.ledger import Record

__all__ = ["read", "record"]


def record(done: Checked) -> Record:
    """The record of one article's check.

    Law: `read(done.article, record(done)) == done`, for work without failures.
    """
    findings = [_packed(finding) for finding in done.findings]
    rows = [(row.locale, row.article, row.segments, row.words) for row in done.completeness]
    told = (done.language, findings, rows, done.wordings)
    notes = (json.dumps(told, ensure_ascii=False, separators=(",", ":")),)
    return Record(dict(done.files), notes)


def read(article: str, kept: Record) -> Checked | None:
    """What `record` was given; None when the record is damaged, so that all is done again."""
    try:
        ((text),) = kept.notes
        language, findings, rows, said = json.loads(text)
        return Checked(
            article,
            language,
            tuple([_unpacked(one) for one in findings]),
            tuple([Completeness.of(*row) for row in rows]),
            files=kept.files,
            wordings=dict(said),
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
        finding.cause,
    ]


def _unpacked(packed: Sequence[Any]) -> Finding:
    """Raises `ValueError` or `TypeError` for what `_packed` did not write."""
    (check, severity, article, locale, message, path, line,
     key, target, span, source_span, suggestion, detail, cause) = packed  # fmt: skip
    return Finding(
        check,
        Severity(severity),
        article,
        locale,
        message,
        _path(path),
        line,
        None if key is None else Key(*key),
        target,
        None if span is None else Span(*span),
        None if source_span is None else Span(*source_span),
        suggestion,
        detail,
        cause,
    )


_path = cache(Path)
"""Many findings are in one file, and making a `Path` is slower than all else here."""
