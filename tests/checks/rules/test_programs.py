"""Texts of programs: those of `cases/programs.txt`, each right or told by the check named there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from l10n_flow import check_pair

FILE = Path(__file__).with_name("cases") / "programs.txt"


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
            yield Case(
                source,
                target.replace("⟨LRM⟩", "\u200e").replace("⟨RLE⟩", "\u202b"),
                languages,
                expected,
            )


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: f"{case.source} | {case.target}")
def test_a_text_of_a_program_is_told_by_its_check_and_by_no_other(case: Case) -> None:
    source_locale, locale = case.languages
    found = check_pair(
        case.source, case.target, source_locale=source_locale, locale=locale, is_page=False
    )
    names = {finding.check for finding in found}
    assert names == (set() if case.expected == "right" else set(case.expected.split()))
