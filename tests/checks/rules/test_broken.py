"""What programs break and leave behind in a translation: the cases of `cases/broken.txt`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from l10n_flow import check_pair

FILE = Path(__file__).with_name("cases") / "broken.txt"
CHECKS = {"mojibake", "lost-letters", "residue", "url", "url-broken", "script"}


class Case(NamedTuple):
    source: str
    target: str
    languages: tuple[str, str]
    expected: str


def cases() -> Iterator[Case]:
    languages = ("", "")
    for line in FILE.read_text("utf-8").splitlines():
        if heading := re.match(r"\[(\S+) > (\S+)\]", line):
            languages = (heading[1], heading[2])
        elif line and not line.startswith("#"):
            source, target, expected = (part.strip() for part in line.split(" | "))
            yield Case(source, target, languages, expected)


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: f"{case.source} | {case.target}")
def test_what_programs_break_is_found_and_what_is_right_passes(case: Case) -> None:
    source_locale, locale = case.languages
    found = check_pair(case.source, case.target, source_locale=source_locale, locale=locale)
    names = {finding.check for finding in found} & CHECKS
    assert not names if case.expected == "right" else case.expected in names
