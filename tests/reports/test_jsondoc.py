"""The report as JSON."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest

from l10n_flow.reports import REPORTS, Report, jsondoc

from .samples import HOSTILE, NEWSROOM, hostile

HALVES = re.compile("[\ud800-\udfff]")


def document(report: Report) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(jsondoc.write(report))
    return found


def test_the_keys_stand_in_the_order_that_is_documented() -> None:
    found = document(NEWSROOM)
    assert list(found) == [
        "schema", "project", "source", "version",
        "since", "exit_code", "fail_level", "counts", "findings",
        "completeness", "missed", "spared", "failures",
    ]  # fmt: skip
    assert list(found["findings"][0]) == [
        "id", "check", "severity", "article", "locale", "path", "line", "message", "context",
        "source", "source_span", "target", "span", "suggestion", "detail",
        "explains",
    ]  # fmt: skip


def test_what_is_not_known_is_null() -> None:
    found = next(one for one in document(NEWSROOM)["findings"] if one["line"] is None)
    assert (found["line"], found["span"], found["suggestion"]) == (None, None, None)
    assert document(Report("x"))["counts"] == {
        "error": 0, "warning": 0, "info": 0, "entries": 0, "known": None, "gone": 0,
    }  # fmt: skip


def test_the_exit_code_is_the_reports() -> None:
    assert document(NEWSROOM)["exit_code"] == 3
    assert document(replace(NEWSROOM, failures=()))["exit_code"] == 1


def test_words_come_back_as_they_were() -> None:
    found = {item["target"] for item in document(hostile())["findings"]}
    assert found == {HALVES.sub("\ufffd", words) for words in HOSTILE}


def test_words_are_legible_and_do_not_act() -> None:
    assert "کودکان" not in jsondoc.write(Report("x"))
    assert "ایستگاه" in jsondoc.write(NEWSROOM)


@pytest.mark.parametrize("form", ["json", "sarif", "gitlab"])
def test_no_json_acts_on_whoever_looks_at_it(form: str) -> None:
    text = REPORTS[form](hostile())
    assert not re.search(
        "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]", text
    )
