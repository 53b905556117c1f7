"""Words that come round and round, in texts of any length."""

from __future__ import annotations

import tracemalloc
from itertools import islice, product

import pytest

from l10n_flow.checks.rules.loops import loop

LETTERS = "abcdefghijklmnopqrstuvwxyz"
MANY = ["".join(word) for word in islice(product(LETTERS, repeat=4), 70_000)]
"""Words of which none is another's."""


@pytest.mark.parametrize("before", [0, 30_000, 39_999, 60_000])
def test_a_loop_is_found_wherever_it_is_in_a_very_long_text(before: int) -> None:
    words = [*MANY[:before], *["años", "y"] * 4, *MANY[before:]]
    found = loop("The talks went on.", " ".join(words))
    assert found is not None
    assert " ".join(words)[found.start : found.end].startswith("años y años y años")
    assert loop("The talks went on.", " ".join(MANY)) is None


def test_the_memory_that_a_very_long_text_takes_is_bounded() -> None:
    text = " ".join(
        f"The river rose overnight and schools are closed, {word}." for word in MANY[:6_000]
    )
    tracemalloc.start()
    loop(text, text)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 14e6, "a third more than of 4,000 sentences or of 20,000"


def test_a_long_name_that_ends_a_sentence_and_begins_the_next_is_no_loop() -> None:
    name = "la Universidad Nacional Autónoma de la Ciudad de México"
    assert loop("x", f"Estudió en {name}. {name.capitalize()} es grande.") is None
    assert loop("x", f"Estudió en {name} {name} es grande.") is not None


def test_a_sentence_that_stands_twice_is_a_loop_and_a_list_of_dates_is_none() -> None:
    assert loop("x", "Vino a la casa de su madre. Vino a la casa de su madre.") is not None
    dates = [f"31 de mayo de 2017, de {hour} a 12:00, Sala {hour}" for hour in (8, 9)]
    assert loop("x", "\n".join(dates)) is None
    assert loop("x", "0 0 0 0 0 0 0 0") is None
