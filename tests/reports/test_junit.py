"""JUnit XML, held against Jenkins' schema."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree

from l10n_flow.model import Severity
from l10n_flow.reports import Completeness, Missed, Report, junit

from .samples import ARTICLE, ERROR, GOLDEN, INFO, NEWSROOM, WARNING, finding, hostile
from .schemas import xml_complaints


def cases(report: Report) -> dict[str, list[str]]:
    """What is in each test case, by suite and name."""
    root = etree.fromstring(junit.write(report).encode())
    return {
        f"{suite.get('name')} {case.get('name')}": [str(part.tag) for part in case]
        for suite in root
        for case in suite
    }


@pytest.mark.parametrize("report", [NEWSROOM, hostile(), Report("empty")])
def test_the_report_is_valid_by_jenkins_schema(report: Report) -> None:
    assert xml_complaints(junit.write(report), "junit-10.xsd") == []


def test_the_schema_would_complain() -> None:
    broken = junit.write(NEWSROOM).replace(' tests="', ' texts="', 1)
    assert len(xml_complaints(broken, "junit-10.xsd")) == 2


def test_the_newsrooms_report_is_as_the_golden_file_says() -> None:
    golden = (GOLDEN / "newsroom.junit.txt").read_text("utf-8")
    assert junit.write(NEWSROOM) == golden, "run: python -m tests.reports.samples"


def test_an_article_is_a_case_whether_anything_was_found_or_not() -> None:
    found = cases(replace(NEWSROOM, missed=(), failures=()))
    assert found["es briefs/complete"] == []
    assert found[f"es {ARTICLE}"] == ["system-out"]
    assert found[f"fa {ARTICLE}"] == ["failure", "system-out"]


@pytest.mark.parametrize(("level", "parts"), [(ERROR, ["system-out"]), (WARNING, ["failure"])])
def test_what_fails_is_decided_by_the_level(level: Severity, parts: list[str]) -> None:
    report = Report("x", findings=(finding(severity=WARNING),), fail_level=level)
    assert cases(report)[f"es {ARTICLE}"] == parts


def test_a_missed_limit_is_a_case_that_fails() -> None:
    report = Report("x", missed=(Missed("fa", "translated", 80, 10), Missed("", "done", 9, 1)))
    assert cases(report) == {"fa completeness": ["failure"], "project completeness": ["failure"]}


def test_a_failure_counts_the_gravest_first() -> None:
    some = [finding(severity=one) for one in (INFO, WARNING, ERROR, WARNING)]
    root = etree.fromstring(
        junit.write(Report("x", findings=tuple(some), fail_level=INFO)).encode()
    )
    (failure,) = root.iter("failure")
    assert failure.get("message", "").startswith("1 error, 2 warnings, 1 info")


def test_an_unreadable_file_is_an_error() -> None:
    name = "files locales/fa/LC_MESSAGES/features/harbour-pilots.po"
    assert cases(NEWSROOM)[name] == ["error"]


def test_a_suite_counts_what_is_in_it() -> None:
    rows = tuple(Completeness("es", name, (1,) * 4, (1,) * 4) for name in "abc")
    report = Report("x", completeness=rows, findings=(finding(severity=ERROR, article="b"),))
    suite = etree.fromstring(junit.write(report).encode())[0]
    assert [suite.get(key) for key in ("tests", "failures", "errors")] == ["3", "1", "0"]


def test_words_of_articles_end_no_element_and_hold_nothing_that_xml_cannot() -> None:
    text = junit.write(hostile())
    assert "]]>" not in text
    assert "<script" not in text
    assert "\x1b" not in text
    assert "\ufffe" not in text


def test_what_fails_is_not_said_a_second_time_beside_the_failure() -> None:
    report = Report("x", findings=(finding(severity=ERROR),), fail_level=WARNING)
    assert "<system-out>" not in junit.write(report)
    both = Report("x", findings=(finding(severity=ERROR), finding(severity=INFO)))
    text = junit.write(both)
    assert text.count("2,400 is missing") == 2
    assert "<system-out>" in text
