"""The report for people at a terminal: by file, with the text in question, in 80 columns."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from l10n_flow.errors import PluginError
from l10n_flow.language.counting import counted
from l10n_flow.model import Finding, Severity, Span, State
from l10n_flow.reports.excerpt import Excerpt, changed, code_points, excerpt
from l10n_flow.reports.report import (
    Completeness,
    Report,
    by_place,
    entries_of,
    percent,
    worst_first,
)
from l10n_flow.visible import isolated, unlike_commands, visible

WIDTH = 80
"""The columns of a terminal with the default width."""

_GUTTER = 10
"""The columns before the words: a label of six, and ` │ `."""


class _Fold(NamedTuple):
    """The number of shown findings of one check."""

    limit: int
    first: int
    """Where there are more than `limit`, so many are shown, with the number of the others."""


_FOLDS = {Severity.INFO: _Fold(5, 3), Severity.WARNING: _Fold(50, 20)}
"""For findings that do not fail; those that fail are all shown."""

_SCREEN = 40
"""From so many lines of findings on, those that fail are listed again at the end."""
_AGAIN = 10
"""The maximum of those in the list."""

_COLOURS = {"red": "31", "green": "32", "yellow": "33", "cyan": "36", "bold": "1", "faint": "2"}
_OF_SEVERITY = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


def write(report: Report) -> str:
    """Return the report without colours: for a file."""
    return render(report, colour=False)


def render(report: Report, *, colour: bool) -> str:
    """Return the report for people: files in order, findings by line, and a summary.

    Of many findings of one check the first are shown, with the number of the others. A long report
    lists failing findings again at the end. With `colour` it contains escape sequences (ECMA-48,
    SGR). Nothing else in it controls a terminal or a CI runner, whatever the articles contain.
    """
    ink = _Ink(colour)
    found = list(_files(report, ink))
    lines = [*_failures(report, ink), *found, *_tables(report, ink)]
    if len(found) > _SCREEN:
        lines = [*found, *_tables(report, ink), *_failures(report, ink), *_graves(report, ink)]
    return unlike_commands("\n".join([*lines, *_verdict(report, ink)]) + "\n")


def remedy(before: str, after: str, locale: str, *, colour: bool) -> list[str]:
    r"""Return a repair's change as lines to print, with code points where both look the same.

    >>> for line in remedy("cafe\u0301", "caf\u00e9", "es", colour=False)[1:]:
    ...     print(line.lstrip())
    │    ^
    + │ café
    U+0065 U+0301 → U+00E9
    """
    return list(_diff(before, after, None, locale, _Ink(colour)))


def summary(report: Report) -> str:
    """Return the summary on one line: what is wrong, in words, or that nothing is.

    >>> summary(Report("Three Shores"))
    'nothing found'
    """
    new = "" if report.known is None else "new "
    parts = [counted(n, new + severity.label) for severity, n in report.counts.items() if n]
    if parts:
        parts[-1] += places(report.findings)
    if report.failures:
        broken = sum(isinstance(failure, PluginError) for failure in report.failures)
        unread = len(report.failures) - broken
        parts += [f"{counted(unread, 'file')} not readable"] * bool(unread)
        parts += [f"{counted(broken, 'plugin')} not usable"] * bool(broken)
    if report.missed:
        parts.append(f"{counted(len(report.missed), 'limit')} missed")
    return ", ".join(parts) or "nothing found"


def places(findings: Sequence[Finding]) -> str:
    """Return the number of entries and files with these findings; "" for a single one.

    Findings without an entry count for their file.
    """
    if len(findings) <= 1:
        return ""
    entries, files = len(entries_of(findings)), {finding.path for finding in findings}
    whole = {finding.path for finding in findings if finding.key is None}
    parts = [counted(entries, "entry")] if entries else []
    if whole and (entries or len(whole) > 1):
        parts.append(counted(len(whole), "file"))
    elif entries and len(files) > 1:
        parts[-1] += f" of {counted(len(files), 'file')}"
    return f" in {' and '.join(parts)}" if parts else ""


class _Ink:
    """Colours, if the report has any."""

    def __init__(self, on: bool) -> None:  # noqa: FBT001  its only property
        self._on = on

    def __call__(self, text: str, colour: str) -> str:
        return f"\x1b[{_COLOURS[colour]}m{text}\x1b[0m" if self._on and text else text


def _failures(report: Report, ink: _Ink) -> Iterator[str]:
    for failure in report.failures:
        path = report.where(failure)
        line = f":{failure.line}" if failure.line else ""
        place = f"{visible(path.as_posix())}{line}: " if path else ""
        message = isolated(visible(place + failure.sentence))
        first, *rest = _wrapped(message, len("error: "))
        yield f"{ink('error:', 'red')} {first}"
        yield from (" " * _GUTTER + line for line in rest)
    if report.failures:
        yield ""


def _files(report: Report, ink: _Ink) -> Iterator[str]:
    in_order, more = _folded(report)
    for path, findings in groupby(in_order, key=lambda finding: finding.path):
        yield ink(isolated(visible(path.as_posix())), "bold")
        for finding in findings:
            yield from _finding(finding, report.written_in(finding.article), ink)
        yield ""
    for check, number in more.items():
        yield f"… and {number:,} more of {check}; --report json has them all"
    if more:
        yield ""


def _folded(report: Report) -> tuple[list[Finding], Counter[str]]:
    """Return the findings to show, in order, and by check the number of the others.

    Failing findings are never left out.
    """
    in_order = sorted(report.findings, key=by_place)
    folds = {s: fold for s, fold in _FOLDS.items() if s < report.fail_level}
    counts = Counter((one.check, one.severity) for one in in_order)
    seen: Counter[tuple[str, Severity]] = Counter()
    left: Counter[str] = Counter()
    kept = []
    for one in in_order:
        kind, fold = (one.check, one.severity), folds.get(one.severity)
        seen[kind] += 1
        if fold is not None and counts[kind] > fold.limit and seen[kind] > fold.first:
            left[one.check] += 1
        else:
            kept.append(one)
    return kept, left


def _graves(report: Report, ink: _Ink) -> Iterator[str]:
    """Yield the places of failing findings, each on a line."""
    graves = [one for one in worst_first(report) if one.severity >= report.fail_level]
    for one in graves[:_AGAIN]:
        place = f"{visible(one.path.as_posix())}{f':{one.line}' if one.line else ''}"
        message = isolated(visible(one.message))
        first, *rest = _wrapped(f"{isolated(place)}: {message} [{one.check}]", len("error: "))
        severity = one.severity.label
        yield f"{ink(severity + ':', _OF_SEVERITY[one.severity])} {first}"
        yield from (" " * _GUTTER + line for line in rest)
    if len(graves) > _AGAIN:
        yield f"… and {len(graves) - _AGAIN:,} more that fail"
    if graves:
        yield ""


def _finding(finding: Finding, language: str, ink: _Ink) -> Iterator[str]:
    severity = finding.severity.label
    label = f"{finding.line or '':>6} {severity}: "
    message = f"{isolated(visible(finding.message))} [{finding.check}]"
    head = f"{finding.line or '':>6} {ink(severity + ':', _OF_SEVERITY[finding.severity])} "
    first, *rest = _wrapped(message, len(label))
    yield head + _faint_name(first, finding, ink)
    yield from (" " * _GUTTER + _faint_name(line, finding, ink) for line in rest)
    if finding.key is not None and finding.source_span is not None:
        source = excerpt(finding.key.source, finding.source_span, WIDTH - _GUTTER, language)
        yield from _words("source", source, "faint", ink)
    if finding.suggestion and finding.suggestion != finding.target:
        yield from _diff(finding.target, finding.suggestion, finding.span, finding.locale, ink)
    elif finding.target and (finding.span is not None or finding.source_span is None):
        words = excerpt(finding.target, finding.span, WIDTH - _GUTTER, finding.locale)
        yield from _words(f"{finding.locale[:6]:>6}", words, _OF_SEVERITY[finding.severity], ink)


def _diff(before: str, after: str, span: Span | None, locale: str, ink: _Ink) -> Iterator[str]:
    old, new = changed(before, after)
    removed = excerpt(before, span or old, WIDTH - _GUTTER, locale)
    added = excerpt(after, new, WIDTH - _GUTTER, locale)
    yield from _words(ink(f"{'-':>6}", "red"), removed, "red", ink)
    yield from _words(ink(f"{'+':>6}", "green"), added._replace(below=""), "green", ink)
    if numbers := code_points(before, after):
        yield f"{'':>6}   {ink(numbers, 'faint')}"


def _words(label: str, words: Excerpt, colour: str, ink: _Ink) -> Iterator[str]:
    """Yield words beside a label of six columns, with their mark."""
    bar = ink("│", "faint")
    yield f"{label} {bar} {words.line}".rstrip()
    if words.below:
        yield f"{'':>6} {bar} {ink(words.below, colour)}"


def _faint_name(line: str, finding: Finding, ink: _Ink) -> str:
    """Return the line with the check's name at its end, faint."""
    name = f"[{finding.check}]"
    return line.removesuffix(name) + ink(name, "faint") if line.endswith(name) else line


def _tables(report: Report, ink: _Ink) -> Iterator[str]:
    if not report.totals:
        return
    missed = {row.locale for row in report.missed}
    width = max(6, *(len(row.locale) for row in report.totals))
    for row in report.totals:
        yield _completeness(row, width, ink, "red" if row.locale in missed else "")
    yield ""


def _completeness(row: Completeness, width: int, ink: _Ink, colour: str) -> str:
    cells = [
        f"{percent(row.share(state, 'words')):>4} % {state.label}"
        for state in (State.TRANSLATED, State.REVIEWED)
    ]
    untranslated, draft, *_ = row.segments
    left = [f"{draft:,} draft", f"{untranslated:,} untranslated"]
    name = f"{row.locale or 'all':<{width}}"
    row_text = f"{cells[0]:<18} {cells[1]:<16} segments: {', '.join(left)}"
    return f"{ink(name, colour) if colour else name} {row_text}"


def _verdict(report: Report, ink: _Ink) -> Iterator[str]:
    for row in report.spared:
        yield f"{row}; within the tolerance"
    for row in report.missed:
        yield f"{ink(row.place, 'red')}: {row.sentence}"
    if report.known is not None:
        yield f"{counted(report.known, 'finding')} known from the baseline{_gone(report.gone)}"
    word, colour = ("failed", "red") if report.exit_code else ("passed", "green")
    since = f" since {visible(report.since)}" if report.since else ""
    first, *rest = _wrapped(f"{summary(report)}{since}", len("failed: "))
    yield f"{ink(word, colour)}: {first}"
    yield from (" " * _GUTTER + line for line in rest)


def _gone(number: int) -> str:
    if not number:
        return ""
    are, them = ("is", "it") if number == 1 else ("are", "them")
    return f"; {number:,} {are} gone: --update-baseline forgets {them}"


def _wrapped(text: str, taken: int) -> list[str]:
    """Return the text in lines; `taken` columns of the first line and a gutter are used already."""
    lines = textwrap.wrap(
        text,
        WIDTH,
        initial_indent=" " * taken,
        subsequent_indent=" " * _GUTTER,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [line.lstrip(" ") for line in lines] or [""]
