"""What a report is worth, whatever form it takes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from l10n_flow.checks.names import names
from l10n_flow.checks.projectlevel import PROJECT_LEVEL
from l10n_flow.errors import CatalogError, ConfigError, L10nFlowError, Place
from l10n_flow.model import Key, Severity, Span
from l10n_flow.reports import Missed, Report
from l10n_flow.reports.report import (
    by_place,
    distinct,
    entries_of,
    once,
    percent,
    worst_first,
)

from .samples import ERROR, INFO, WARNING, finding

EMPTY = Report("Three Shores")


@pytest.mark.parametrize(
    ("findings", "level", "code"),
    [
        ([], INFO, 0),
        ([WARNING], ERROR, 0),
        ([WARNING], WARNING, 1),
        ([INFO, ERROR], ERROR, 1),
        ([INFO], INFO, 1),
    ],
)
def test_findings_at_the_level_that_fails_make_exit_code_1(
    findings: list[Severity], level: Severity, code: int
) -> None:
    found = tuple(finding(severity=severity) for severity in findings)
    assert replace(EMPTY, findings=found, fail_level=level).exit_code == code


def test_a_missed_limit_makes_exit_code_1() -> None:
    assert replace(EMPTY, missed=(Missed("fa", "translated", 80, 10),)).exit_code == 1


def test_a_limit_within_its_tolerance_does_not_fail() -> None:
    assert replace(EMPTY, spared=(Missed("fa", "translated", 80, 79.5),)).exit_code == 0


@pytest.mark.parametrize(
    ("failures", "code"),
    [
        ([CatalogError("damaged")], 3),
        ([ConfigError("odd")], 2),
        ([ConfigError("odd"), CatalogError("damaged")], 3),
    ],
)
def test_failures_have_their_own_exit_codes_and_the_highest_counts(
    failures: list[L10nFlowError], code: int
) -> None:
    report = replace(EMPTY, failures=tuple(failures), findings=(finding(severity=ERROR),))
    assert report.exit_code == code


def test_the_worst_comes_first_then_what_changed_then_by_place() -> None:
    changed = Path("locales/fa/LC_MESSAGES/b.po")
    order = [
        finding("z", ERROR, path=Path("z.po"), line=9),
        finding("a", WARNING, path=changed, line=5),
        finding("b", WARNING, path=Path("a.po"), line=2),
        finding("c", WARNING, path=Path("a.po"), line=10),
        finding("d", INFO, path=changed, line=1),
    ]
    report = replace(EMPTY, findings=tuple(reversed(order)), changed=frozenset({changed}))
    assert worst_first(report) == order


def test_checks_have_the_order_of_their_tables_and_those_of_whole_files_come_first() -> None:
    known = names()
    leading = [name for name in known if name in PROJECT_LEVEL and PROJECT_LEVEL[name].leads]
    order = [*leading, *(name for name in known if name not in leading), "a-plugin-s"]
    assert 0 < len(leading) < len(known)
    report = replace(EMPTY, findings=tuple(finding(name, WARNING) for name in sorted(order)))
    assert [one.check for one in worst_first(report)] == order
    assert worst_first(EMPTY) == []


def test_a_finding_without_a_place_in_its_words_is_at_their_beginning() -> None:
    for one, other in (("links", "quotes"), ("quotes", "links")):
        pair = [finding(one, line=2), finding(other, line=2, span=Span(0, 3))]
        assert [f.check for f in sorted(pair, key=by_place)] == ["links", "quotes"]


def test_findings_that_are_the_same_get_names_that_are_not() -> None:
    twice = [finding(line=3), finding(line=90), finding("links")]
    names = [name for _, name in distinct(twice)]
    assert names[0] == twice[0].identity
    assert len(set(names)) == 3


def test_a_share_below_its_limit_never_looks_like_it() -> None:
    assert percent(100 * 94999 / 100000) == "94.9"
    assert percent(100 * 95 / 100) == "95"
    assert percent(100 * 29 / 100) == "29"  # 28.999999999999996 in floating point


def test_paths_of_failures_are_told_from_the_projects_folder() -> None:
    report = replace(EMPTY, root=Path("/site/docs"), prefix="docs")
    failure = CatalogError("damaged", Place(Path("/site/docs/locales/es/a.po"), 3))
    assert report.where(failure) == Path("locales/es/a.po")
    assert report.where(CatalogError("damaged")) is None
    assert report.hosted(Path("locales/es/a.po")) == "docs/locales/es/a.po"


def test_what_another_finding_explains_stands_with_it_and_not_beside_it() -> None:
    cause, alone = finding("missing", line=3), finding("links", line=4)
    effects = tuple(finding(name, cause=cause.identity) for name in ("numbers", "quotes"))
    assert once([effects[0], cause, alone, effects[1]]) == (
        [cause, alone],
        {cause.identity: effects},
    )
    assert once(effects) == ([*effects], {})  # the cause is in the baseline
    assert once([cause, alone]) == ([cause, alone], {})


def test_findings_of_one_line_have_the_order_of_their_words() -> None:
    order = [
        finding(line=None),
        finding(line=2),
        finding(line=2, source_span=Span(1, 9)),
        finding(line=2, span=Span(2, 3), source_span=Span(0, 1)),
        finding("quotes", line=2, span=Span(2, 3)),
        finding("quotes", line=2, span=Span(2, 3), detail="x"),
        finding(line=12, span=Span(0, 1)),
    ]
    shuffled = [*order[3:], *order[:3]]
    assert sorted(shuffled, key=by_place) == order


def test_entries_with_findings_are_named_once() -> None:
    path = finding().path
    found = entries_of([finding(), finding("links"), replace(finding(), key=None)])
    assert found == {(path, Key(None, "Peace"))}
