"""GitHub Actions: annotations in the pull request, and the job's summary.

An annotation is a line on stdout that the runner executes ("Workflow commands for GitHub Actions"
in its documentation). It shows ten of each level for a step and drops the others silently, so we
choose which, and the summary has more.
"""

from __future__ import annotations

from collections.abc import Iterator

from l10n_flow.model import Finding, Severity
from l10n_flow.reports import markdown
from l10n_flow.reports.report import Report, worst_first
from l10n_flow.reports.text import summary as in_words
from l10n_flow.visible import isolated, visible

MAX_COMMANDS = 10
"""The maximum annotations of one level that GitHub shows for one step."""

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def write(report: Report) -> str:
    """Return the report as at most `MAX_COMMANDS` workflow commands of each level, and a last line.

    Unreadable files and missed limits come first, then findings in changed files. No word of an
    article can be a command: every other line of ours begins with our own words.
    """
    lines = []
    left_out = 0
    for severity in sorted(Severity, reverse=True):
        commands = list(_commands(report, severity))
        lines += commands[:MAX_COMMANDS]
        left_out += len(commands[MAX_COMMANDS:])
    more = f"; {left_out:,} of them without an annotation: see the summary" if left_out else ""
    return "\n".join([*lines, f"l10n-flow check: {in_words(report)}{more}"]) + "\n"


def summary(report: Report) -> str:
    """Return Markdown of less than 1 MiB for the file of `$GITHUB_STEP_SUMMARY`."""
    return markdown.write(report)


def _commands(report: Report, severity: Severity) -> Iterator[str]:
    if severity == Severity.ERROR:
        for failure in report.failures:
            path = report.where(failure)
            yield _command(
                "error",
                failure.sentence,
                file=report.hosted(path) if path else "",
                line=failure.line,
                title="not readable" if failure.where else "not usable",
            )
        for row in report.missed:
            yield _command("error", str(row), title="completeness")
    for finding in worst_first(report):
        if finding.severity == severity:
            yield _finding(report, finding)


def _finding(report: Report, finding: Finding) -> str:
    title = f"{finding.locale}: {finding.check}" if finding.locale else finding.check
    return _command(
        _LEVELS[finding.severity],
        finding.message,
        file=report.hosted(finding.path),
        line=finding.line,
        title=title,
    )


def _command(
    level: str, message: str, *, file: str = "", line: int | None = None, title: str
) -> str:
    r"""Return one workflow command.

    >>> _command("error", "100 %\n::add-mask::x", file="a,b:c.md", line=3, title="es: numbers")
    '::error file=a%2Cb%3Ac.md,line=3,title=es%3A numbers::100 %25↵::add-mask::x'
    """
    properties = {"file": visible(file), "line": str(line or ""), "title": visible(title)}
    pairs = [f"{key}={_property(value)}" for key, value in properties.items() if value]
    return f"::{level} {','.join(pairs)}::{_data(isolated(visible(message)))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
