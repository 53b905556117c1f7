"""Texts of pages: those of `cases/pages.txt`, each right or reported by the checks named there."""

from __future__ import annotations

import pytest

from l10n_flow import check_pair
from tests.checks.rules.pairs import Case, read


@pytest.mark.parametrize("case", list(read("pages.txt")), ids=lambda case: case.label)
def test_a_text_of_a_page_is_reported_by_its_checks_and_by_no_other(case: Case) -> None:
    source_locale, locale = case.languages
    found = check_pair(
        case.source, case.target, source_locale=source_locale, locale=locale, suffix=case.suffix
    )
    names = {finding.check for finding in found}
    assert names == (set() if case.expected == "right" else set(case.expected.split()))
