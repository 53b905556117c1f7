"""The report as Markdown: a job's summary, a comment in a merge request, a mail.

It is GitHub Flavored Markdown with tables, which GitLab and Gitea support, too. Words of articles
are shown as words: their markup has no effect here, and no `@name` notifies anybody.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from l10n_flow.language.counting import counted
from l10n_flow.model import Finding, Severity, Span, State
from l10n_flow.reports.excerpt import changed, named_if_unseen
from l10n_flow.reports.report import (
    Completeness,
    Report,
    entries_of,
    percent,
    worst_first,
)
from l10n_flow.reports.text import summary
from l10n_flow.visible import isolated, reading, visible

MAX_FINDINGS = 100
"""The maximum findings in full: GitHub accepts 1 MiB for a summary, GitLab a million characters for
a comment; nobody reads more."""

_AROUND = 40
"""Characters shown on both sides of the mistake."""

_MARKUP = re.compile(r"[\\`*_{}\[\]<>()#+!|~&@$^=\"]|:(?=//)|(?<=www)\.")
_CALL = re.compile(r"(?<=[@#])(?=\w)")


def write(report: Report) -> str:
    """Return the report as Markdown with at most `MAX_FINDINGS` findings, the worst ones."""
    lines = [f"## {_headline(report)}", ""]
    for part in (_completeness, _limits, _failures, _by_check, _findings):
        if section := list(part(report)):
            lines += [*section, ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def plain(text: str) -> str:
    r"""Return the text as Markdown that shows it, letter for letter, on one line.

    >>> plain("a | `b` <i> @ana")
    'a &#124; &#96;b&#96; &#60;i&#62; &#64;\u2060ana'
    """
    text = _CALL.sub("\u2060", visible(text))
    return _MARKUP.sub(lambda match: f"&#{ord(match[0])};", text)


def _headline(report: Report) -> str:
    mark, word = ("❌", "failed") if report.exit_code else ("✅", "passed")
    return f"{mark} {plain(report.project or 'l10n-flow')}: {word}, {summary(report)}"


def _completeness(report: Report) -> Iterator[str]:
    rows = report.totals
    if rows:
        yield from _table(
            ("language", "translated", "reviewed", "drafts", "untranslated"),
            [_completeness_cells(row) for row in rows],
            numbers=range(1, 5),
        )


def _completeness_cells(row: Completeness) -> list[str]:
    untranslated, draft, *_ = row.segments
    states = (State.TRANSLATED, State.REVIEWED)
    shares = [f"{percent(row.share(state, 'words'))} %" for state in states]
    return [plain(row.locale) or "all", *shares, f"{draft:,}", f"{untranslated:,}"]


def _limits(report: Report) -> Iterator[str]:
    for row in report.missed:
        yield f"- ❌ {plain(str(row))}"
    for row in report.spared:
        yield f"- {plain(str(row))}; within the tolerance"
    if report.known is not None:
        yield f"- {counted(report.known, 'finding')} known from the baseline, {report.gone:,} gone"


def _failures(report: Report) -> Iterator[str]:
    if report.failures:
        yield "### Not readable"
        yield ""
    if left_out := len(report.failures[MAX_FINDINGS:]):
        yield f"- {counted(left_out, 'more file')}"
    for failure in report.failures[:MAX_FINDINGS]:
        path = report.where(failure)
        line = f":{failure.line}" if failure.line else ""
        place = f"{plain(report.hosted(path))}{line}: " if path else ""
        yield f"- {place}{plain(failure.sentence)}"


def _by_check(report: Report) -> Iterator[str]:
    if len(report.findings) <= 1:
        return
    found: defaultdict[tuple[str, Severity], list[Finding]] = defaultdict(list)
    for finding in report.findings:
        found[finding.check, finding.severity].append(finding)
    rows = sorted(found.items(), key=lambda item: (-item[0][1], -len(item[1]), item[0][0]))
    yield from _table(
        ("check", "severity", "findings", "entries"),
        [
            [plain(check), severity.label, f"{len(some):,}", f"{len(entries_of(some)):,}"]
            for (check, severity), some in rows
        ],
        numbers=[2, 3],
    )


_SIGNS = {Severity.ERROR: "❌", Severity.WARNING: "⚠️", Severity.INFO: "ℹ️"}


def _findings(report: Report) -> Iterator[str]:
    findings = worst_first(report)
    if not findings:
        return
    yield "### Findings"
    yield ""
    yield from _table(
        ("", "where", "what", "words"), [_finding_cells(f, report) for f in findings[:MAX_FINDINGS]]
    )
    if len(findings) > MAX_FINDINGS:
        yield ""
        yield f"…and {counted(len(findings) - MAX_FINDINGS, 'more finding')}."


def _finding_cells(finding: Finding, report: Report) -> list[str]:
    where = f"{report.hosted(finding.path)}{f':{finding.line}' if finding.line else ''}"
    message = f"{isolated(plain(finding.message))} ({plain(finding.check)})"
    return [_SIGNS[finding.severity], plain(where), message, _words(finding)]


def _words(finding: Finding) -> str:
    """Return the words around the mistake, which is bold; with a remedy, its replacement."""
    text = finding.target
    span, instead = finding.span, ""
    if finding.suggestion:
        old, new = changed(text, finding.suggestion)
        span, instead = old, _around(finding.suggestion, new, finding.locale)
    excerpt = _around(text, span, finding.locale)
    return f"{excerpt} → {instead}" if instead else excerpt


def _around(text: str, span: Span | None, locale: str) -> str:
    start, end = (0, 0) if span is None else span
    end = min(end, start + _AROUND)
    first, last = max(start - _AROUND, 0), end + _AROUND
    before, inside, after = text[first:start], text[start:end], text[end:last]
    marked = f"<b>{plain(named_if_unseen(inside))}</b>" if inside.strip(" ") else inside
    excerpt = f"{'…' * (first > 0)}{plain(before)}{marked}{plain(after)}{'…' * (last < len(text))}"
    opened = reading(text, locale)
    return excerpt if opened == text else f"{opened[0]}{excerpt}{opened[-1]}"


def _table(
    head: Sequence[str], rows: Iterable[Sequence[str]], *, numbers: Iterable[int] = ()
) -> Iterator[str]:
    right = set(numbers)
    yield f"| {' | '.join(head)} |"
    yield f"| {' | '.join('---:' if at in right else '---' for at in range(len(head)))} |"
    for row in rows:
        yield f"| {' | '.join(row)} |"
