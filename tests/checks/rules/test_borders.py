"""Where a rule begins and where it ends: the cases of `cases/borders`, a file for each module.

A heading names the languages, the check and what is known of the text: `[en > es] loop, draft`.
Below it stands a case a line: source, translation, and what the check finds, or "right". A finding
is its message; then, after `@`, the words of the translation that it marks, after `<` those of the
source, and after `=` the translation that it suggests. `&` joins two findings of one pair.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from l10n_flow.checks.pair import Hit, Pair, Policy
from l10n_flow.checks.running import Selection, checked, selected
from l10n_flow.model import Severity, State
from l10n_flow.terms.glossary import Terms
from l10n_flow.terms.term import Term, Wording
from tests.invisible import SIGNS, seen

FOLDER = Path(__file__).parent / "cases" / "borders"
FILES = sorted(file.stem for file in FOLDER.glob("*.txt"))
_BLANK = "␣"
"""A blank at the end of a text."""
KNOWN = {
    "draft": {"state": State.DRAFT},
    "program": {"is_page": False},
    "field": {"kind": "field: title"},
    "heading": {"kind": "heading 2"},
    "bdi": {"policy": Policy(isolates="bdi")},
    "off": {"policy": Policy(isolates="off")},
    "spaced": {"policy": Policy(percent="spaced")},
    "closed": {"policy": Policy(percent="closed")},
    "own": {"policy": Policy(digits="own")},
    "latin": {"policy": Policy(digits="latin")},
    "round": {"policy": Policy(quotes="“”")},
    "limit": {"policy": Policy(title_limit=10), "kind": "field: title"},
    "keep": {"policy": Policy(keep=("Tails", "El Cairo"))},
    "glossary": {
        "policy": Policy(terms=Terms((Term(("IOC",), wordings={"es": Wording("el Comité")}),)))
    },
}


class Case(NamedTuple):
    place: str
    pair: Pair
    check: str
    expected: str


def cases(name: str) -> Iterator[Case]:
    """Yield the cases of a file."""
    heading = None
    for number, line in enumerate((FOLDER / f"{name}.txt").read_text("utf-8").splitlines(), 1):
        if line.startswith("["):
            heading = re.fullmatch(r"\[(\S+) > (\S+)\] ([\w-]+)((?:, \w+)*)(?:: .*)?", line)
            assert heading, f"{name}.txt:{number} is no heading"
        elif line and not line.startswith("#"):
            assert heading, f"{name}.txt:{number} stands under no heading"
            source, target, expected = [part.strip() for part in line.split(" | ")]
            pair = Pair(_spelled(source), _spelled(target), heading[1], heading[2])
            for word in heading[4].split(", ")[1:]:
                pair = replace(pair, **KNOWN[word])  # type: ignore[arg-type]
            yield Case(f"{name}.txt:{number}", pair, heading[3], expected)


def _spelled(part: str) -> str:
    return seen(part).replace(_BLANK, " ")


def found(case: Case) -> str:
    """What the check finds in a pair, as the files write it."""
    hits = [one.hit for one in checked(case.pair, _only(case.check, case.pair.locale))]
    return " & ".join(_written(hit, case.pair) for hit in hits) or "right"


@cache
def _only(check: str, locale: str) -> Selection:
    rows = selected(locale, {check: Severity.WARNING}).rows
    return Selection(tuple(row for row in rows if row.name == check))


def _written(hit: Hit, pair: Pair) -> str:
    parts = [hit.message]
    if hit.span is not None:
        parts.append(f"@ {pair.target[hit.span.start : hit.span.end]}")
    if hit.source_span is not None:
        parts.append(f"< {pair.source[hit.source_span.start : hit.source_span.end]}")
    if hit.suggestion:
        parts.append(f"= {hit.suggestion}")
    written = " ".join(parts)
    for name, sign in SIGNS.items():
        written = written.replace(sign, name)
    return written.strip()


@pytest.mark.parametrize("name", FILES)
def test_a_rule_finds_what_is_beyond_its_border_and_nothing_before_it(name: str) -> None:
    wrong = [
        f"{case.place}: {case.pair.source} | {case.pair.target} | {now}, not {case.expected}"
        for case in cases(name)
        if (now := found(case)) != case.expected
    ]
    assert not wrong, "\n".join(wrong)
