"""Numbers as people write and mistake them: the cases of `cases/numbers.txt`."""

from __future__ import annotations

import pytest

from l10n_flow.checks.pair import Pair
from l10n_flow.checks.table import CHECKS
from l10n_flow.engines import Hypothesis
from l10n_flow.language.quantities.comparing import Comparison, compared
from l10n_flow.language.quantities.phrases import Number
from l10n_flow.model import State
from l10n_flow.pretranslate.machine.gate import fault
from tests.checks.rules.pairs import Case, read

READ = list(read("numbers.txt"))


def told(found: Comparison) -> str:
    """What was found, as the cases write it."""
    pairs = [(change.was, change.now) for change in found.changed]
    said = [f"{worth(was)} > {worth(now)}" for was, now in pairs]
    said += [f"{worth(number)} >" for number in found.missing]
    said += [f"> {worth(number)}" for number in found.extra]
    said += [f"{worth(was)} <> {worth(now)}" for was, now, _ in found.exchanged]
    said += [f"{worth(was)} .. {worth(now)}" for was, now, _ in found.reordered]
    return " · ".join(said) or "right"


def worth(number: Number) -> str:
    if not number.values:
        return number.figures[0].written
    value = number.values[0]
    return str(value) if value.denominator == 1 else f"{float(value):g}"


@pytest.mark.parametrize("case", READ, ids=lambda case: case.label)
def test_numbers_are_compared_by_value(case: Case) -> None:
    pair = Pair(case.source, case.target, *case.languages)
    assert told(pair.numbers) == case.expected.removeprefix("note ")


PLAIN = [case for case in READ if not set(case.source + case.target) & set("`&")]


@pytest.mark.parametrize("case", PLAIN, ids=lambda case: case.label)
def test_the_gate_refuses_what_is_certainly_another_number(case: Case) -> None:
    answer = fault(case.source, Hypothesis(case.target), case.languages)
    open_to_doubt = case.expected == "right" or case.expected.startswith(("note", ">"))
    assert (answer is not None) is not open_to_doubt


def test_a_very_long_number_is_a_key_and_compared_by_its_digits() -> None:
    assert compared("7" * 5000, "7" * 5000 + " ", "en", "es") == Comparison()
    assert compared("7" * 5000, "7" * 4999, "en", "es").changed


BOTH_CALENDARS = "del 21 al 23 de octubre de 2026 (del 29 de mehr al 1 de abán de 1405)"


def test_a_date_may_be_given_in_both_calendars() -> None:
    solar = "از ۲۹ مهر تا ۱ آبان ۱۴۰۵"
    assert compared(solar, BOTH_CALENDARS, "fa", "es") == Comparison()
    assert compared(BOTH_CALENDARS, solar, "es", "fa") == Comparison()


def test_a_year_that_is_no_other_calendars_is_told() -> None:
    found = compared("از ۲۹ مهر تا ۱ آبان ۱۴۰۳", BOTH_CALENDARS, "fa", "es")
    made = [*(change.now for change in found.changed), *found.extra]
    assert {"2026", "1405"} <= {number.digits for number in made}


@pytest.mark.parametrize(
    ("source", "target", "known"),
    [
        ("In 2015 for 18 days", "En 2016 por 18 días", ["2015>2016"]),
        ("In 2015 for 18 days", "En 2016 por 17 días", ["2015", "18"]),
        ("In 2015 for 18 days", "En 2015 por días", ["18"]),
        ("In 2015 for days", "En 2015 por 18 días", [">18"]),
        ("It is −5 °C", "Están a 5 °C", ["-5>5"]),
    ],
)
def test_a_finding_is_known_by_its_number_so_that_another_one_is_not_suppressed_with_it(
    source: str, target: str, known: list[str]
) -> None:
    hits = CHECKS["number"].run(Pair(source, target, "en", "es"))
    assert [hit.detail for hit in hits] == known


@pytest.mark.parametrize("state", [State.DRAFT, State.TRANSLATED, State.REVIEWED])
def test_in_a_list_for_a_program_numbers_are_a_persons_choice_and_no_machines(state: State) -> None:
    pair = Pair("walk,route 66,trail", "caminar,sendero", "en", "es", state=state)
    assert bool(list(CHECKS["number"].run(pair))) is (state is State.DRAFT)
