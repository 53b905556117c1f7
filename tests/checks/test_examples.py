"""Every row of the table keeps what it promises: its bad example is found, its good one passes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from l10n_flow.checks.pair import Pair, Policy
from l10n_flow.checks.row import Check, Example
from l10n_flow.checks.running import checked, selected
from l10n_flow.checks.table import CHECKS
from l10n_flow.model import Severity
from l10n_flow.terms.glossary import Terms
from l10n_flow.terms.term import Term, Wording

CEASEFIRE = Term(
    ("ceasefire",),
    wordings={
        "es": Wording("alto el fuego", forbidden=("tregua",)),
        "fa": Wording("آتش‌بس", forbidden=("ترک مخاصمه",)),
    },
)
TERMS = Terms((CEASEFIRE,))
POLICY = {
    "es": Policy(quotes="«»", percent="spaced", keep=("Tails",), terms=TERMS),
    "fa": Policy(quotes="«»", keep=("Tails",), digits="own", terms=TERMS),
}
EVERYTHING = dict.fromkeys(CHECKS, Severity.WARNING)

EXAMPLES = [
    pytest.param(check, example, id=f"{check.name}-{example.locale}")
    for check in CHECKS.values()
    for example in check.examples
]


def found(example: Example, target: str) -> list[str]:
    """The names of all checks that find something, those that are off by default included."""
    pair = Pair(example.source, target, "en", example.locale, example.kind)
    pair = replace(pair, policy=POLICY[example.locale])
    return [found.check for found in checked(pair, selected(example.locale, EVERYTHING))]


@pytest.mark.parametrize(("check", "example"), EXAMPLES)
def test_the_bad_example_is_found(check: Check, example: Example) -> None:
    assert check.name in found(example, example.bad)


@pytest.mark.parametrize(("check", "example"), EXAMPLES)
def test_no_check_finds_anything_in_the_good_example(check: Check, example: Example) -> None:
    assert found(example, example.good) == []


@pytest.mark.parametrize(("check", "example"), EXAMPLES)
def test_what_is_suggested_for_the_bad_example_is_what_the_row_says(
    check: Check, example: Example
) -> None:
    pair = Pair(example.source, example.bad, "en", example.locale, example.kind)
    pair = replace(pair, policy=POLICY[example.locale])
    assert {hit.suggestion for hit in check.run(pair)} == {example.fixed}


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
def test_a_check_has_an_example_in_each_language_that_it_is_for(check: Check) -> None:
    wanted = {"es", "fa"} & set(check.languages or ("es", "fa"))
    assert {example.locale for example in check.examples} == wanted


@pytest.mark.parametrize(
    ("names", "is_so"),
    [
        (
            "acronym decimal-point number-order persian-separators",
            lambda check: not check.by_default,
        ),
        ("arabic-letters nfc zwnj", lambda check: check.fixes),
        ("copy decimal-point percent-space", lambda check: check.copies),
    ],
    ids=["off by default", "with safe repairs", "about copies, too"],
)
def test_these_checks_are_unlike_the_others(names: str, is_so: Callable[[Check], bool]) -> None:
    assert sorted(check.name for check in CHECKS.values() if is_so(check)) == names.split()
