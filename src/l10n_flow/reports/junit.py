"""JUnit XML, the form that Jenkins' xUnit plugin reads: a suite for each language.

A test case is an article in a language, with or without findings: so its name is the same in each
run, and a CI server can show since when it fails. Findings below the level that fails are its
output.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from l10n_flow.language.counting import counted
from l10n_flow.model import Finding
from l10n_flow.reports.report import Missed, Report, worst_first
from l10n_flow.reports.text import places
from l10n_flow.visible import visible

_PROJECT = "project"
"""The suite for findings without a language, and the case for findings without an article."""

_LIMITS = "completeness"
_FILES = "files"


def write(report: Report) -> str:
    """Return the report as one XML document, without times: equal findings give equal bytes."""
    suites = ET.Element("testsuites", name="l10n-flow")
    cases = _cases(report)
    locales = sorted({locale for locale, _ in cases} | {row.locale for row in report.missed})
    for locale in locales:
        suite = ET.SubElement(suites, "testsuite", name=visible(locale or _PROJECT))
        for (of, article), findings in cases.items():
            if of == locale:
                _article(suite, article, findings, report)
        missed = [row for row in report.missed if row.locale == locale]
        if missed:
            _limits(suite, missed)
        _count(suite)
    if report.failures:
        _files(ET.SubElement(suites, "testsuite", name=_FILES), report)
    ET.indent(suites)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(suites, "unicode")}\n'


def _cases(report: Report) -> dict[tuple[str, str], list[Finding]]:
    """Return the findings of each article in each language, by language and article."""
    found: defaultdict[tuple[str, str], list[Finding]] = defaultdict(list)
    for row in report.completeness:
        if row.article:
            found[row.locale, row.article] = []
    for finding in worst_first(report):
        found[finding.locale, finding.article].append(finding)
    return dict(sorted(found.items()))


def _article(suite: ET.Element, article: str, findings: Sequence[Finding], report: Report) -> None:
    case = _case(suite, article or _PROJECT)
    grave = [finding for finding in findings if finding.severity >= report.fail_level]
    slight = [finding for finding in findings if finding.severity < report.fail_level]
    if grave:
        failure = ET.SubElement(case, "failure", message=_counts(grave), type=grave[0].check)
        failure.text = _lines(grave, report)
    if slight:
        ET.SubElement(case, "system-out").text = _lines(slight, report)


def _limits(suite: ET.Element, missed: Sequence[Missed]) -> None:
    case = _case(suite, _LIMITS)
    sentences = "\n".join(row.sentence for row in missed)
    failure = ET.SubElement(case, "failure", message=missed[0].sentence, type=_LIMITS)
    failure.text = sentences


def _files(suite: ET.Element, report: Report) -> None:
    for failure in report.failures:
        path = report.where(failure)
        case = _case(suite, report.hosted(path) if path else _PROJECT)
        text = visible(failure.sentence)
        error = ET.SubElement(case, "error", message=text, type=type(failure).__name__)
        error.text = f"line {failure.line}: {text}" if failure.line else text
    _count(suite)


def _case(suite: ET.Element, name: str) -> ET.Element:
    classname = f"l10n-flow.{suite.get('name')}"
    return ET.SubElement(suite, "testcase", classname=classname, name=visible(name))


def _count(suite: ET.Element) -> None:
    for name, path in (("tests", ""), ("failures", "/failure"), ("errors", "/error")):
        suite.set(name, str(len(suite.findall(f"testcase{path}"))))


def _lines(findings: Sequence[Finding], report: Report) -> str:
    return "\n".join(
        f"{visible(report.hosted(f.path))}:{f.line or 1}: {f.severity.label}: "
        f"{visible(f.message)} [{f.check}]"
        for f in findings
    )


def _counts(findings: Sequence[Finding]) -> str:
    severities = sorted({finding.severity for finding in findings}, reverse=True)
    counts = ", ".join(
        counted(sum(f.severity == severity for f in findings), severity.label)
        for severity in severities
    )
    return counts + places(findings)
