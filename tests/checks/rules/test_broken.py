"""What programs break and leave behind in a translation: the cases of `cases/broken.txt`."""

from __future__ import annotations

import pytest

from l10n_flow import check_pair
from tests.checks.rules.pairs import Case, read

CHECKS = {"mojibake", "lost-letters", "residue", "url", "url-broken", "script"}


@pytest.mark.parametrize("case", list(read("broken.txt")), ids=lambda case: case.label)
def test_what_programs_break_is_found_and_what_is_right_passes(case: Case) -> None:
    source_locale, locale = case.languages
    found = check_pair(case.source, case.target, source_locale=source_locale, locale=locale)
    names = {finding.check for finding in found} & CHECKS
    assert not names if case.expected == "right" else case.expected in names
