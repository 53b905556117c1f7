"""What is the same number and what is another one: the cases of `cases/equivalents.txt`."""

from __future__ import annotations

from l10n_flow.checks.pair import Pair
from tests.checks.rules.pairs import read
from tests.checks.rules.test_numbers import told


def test_each_way_to_write_a_number_ends_where_another_number_begins() -> None:
    wrong = [
        f"{case.label}: {now}, not {case.expected}"
        for case in read("equivalents.txt")
        if (now := told(Pair(case.source, case.target, *case.languages).numbers)) != case.expected
    ]
    assert not wrong, "\n".join(wrong)
