"""What holds for every form of a report."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from pathlib import Path

import pytest

from l10n_flow.reports import REPORTS, Report

from .samples import NEWSROOM, hostile
from .schemas import FOLDER


@pytest.mark.parametrize("form", REPORTS)
@pytest.mark.parametrize("report", [NEWSROOM, hostile(), Report("")], ids=["sample", "bad", "none"])
def test_every_form_is_text_that_utf_8_can_hold_and_ends_with_a_line(
    form: str, report: Report
) -> None:
    text = REPORTS[form](report)
    text.encode()
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e]", text)


@pytest.mark.parametrize("form", REPORTS)
def test_the_order_in_which_findings_come_changes_nothing(form: str) -> None:
    turned = replace(NEWSROOM, findings=NEWSROOM.findings[::-1])
    assert REPORTS[form](turned) == REPORTS[form](NEWSROOM)


def test_the_schemas_are_those_that_their_page_tells_of() -> None:
    page = (FOLDER / "README.md").read_text("utf-8")
    told = dict(re.findall(r"^\| `([^`]+)` .*`([0-9a-f]{64})` \|$", page, re.MULTILINE))
    real = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in Path(FOLDER).iterdir()
        if path.suffix in (".json", ".xsd")
    }
    assert told == real
