"""Hard cases of Spanish and Persian spelling, each under the rule that decides it.

`cases/*.txt` hold them: a rule after `@@`, then lines `input | expected`, or `input | source |
expected` where the source decides; "unchanged" stands for the input.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from l10n_flow.language.repairs import repaired
from tests.invisible import seen

CASES = Path(__file__).parent / "cases"


class Case(NamedTuple):
    """A text, and what a native editor would make of it."""

    place: str
    written: str
    source: str
    expected: str


def cases(language: str) -> Iterator[Case]:
    """Yield the cases of a language; each has to stand under a rule."""
    for path in sorted(CASES.glob(f"{language}-*.txt")):
        rule = ""
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.startswith("@@ "):
                rule = line[3:]
            elif line.strip() and not line.startswith("#"):
                assert rule, f"{path.name}:{number} stands under no rule"
                parts = [_spelled(part.strip()) for part in line.split(" | ")]
                written, expected = parts[0], parts[-1]
                source = parts[1] if len(parts) == 3 else ""
                wanted = written if expected == "unchanged" else expected
                yield Case(f"{path.name}:{number}", written, source, wanted)


_SIGNS = {
    "~": "\u200c",
    "+%": "\u00a0%",
    "+‰": "\u00a0‰",
}
"""What stands for the frequent ones of the signs that nobody sees; `tests.invisible` has all."""


def _spelled(part: str) -> str:
    for written, sign in _SIGNS.items():
        part = part.replace(written, sign)
    return seen(part)


@pytest.mark.parametrize("language", ["es", "fa"])
def test_a_hard_case_reads_as_its_rule_says(language: str) -> None:
    wrong = [
        f"{case.place}: {case.written!r} became {now!r}, not {case.expected!r}"
        for case in cases(language)
        if (now := repaired(case.written, language, source=case.source)) != case.expected
    ]
    assert wrong == []


@pytest.mark.parametrize("language", ["es", "fa"])
def test_a_third_of_the_hard_cases_must_stay_as_they_are(language: str) -> None:
    found = list(cases(language))
    kept = [case for case in found if case.written == case.expected]
    assert 3 * len(kept) >= len(found)


@pytest.mark.parametrize("language", ["es", "fa"])
def test_what_is_right_stays_as_it_is(language: str) -> None:
    for case in cases(language):
        assert repaired(case.expected, language, source=case.source) == case.expected, case.place
