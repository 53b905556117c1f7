"""Texts of programs: those of `cases/programs.txt`, each right or told by the check named there."""

from __future__ import annotations

import pytest

from l10n_flow import check_pair
from tests.checks.rules.pairs import Case, read


@pytest.mark.parametrize("case", list(read("programs.txt")), ids=lambda case: case.label)
def test_a_text_of_a_program_is_told_by_its_check_and_by_no_other(case: Case) -> None:
    source_locale, locale = case.languages
    found = check_pair(
        case.source, case.target, source_locale=source_locale, locale=locale, is_page=False
    )
    names = {finding.check for finding in found}
    assert names == (set() if case.expected == "right" else set(case.expected.split()))
