"""Percentages are exact: a match of just as many percent as are wanted is one."""

from __future__ import annotations

import pytest

from l10n_flow.memory.likeness import percent, similar


@pytest.mark.parametrize("tokens", [3, 7, 50, 99, 100])
def test_a_match_of_exactly_so_many_percent_is_found(tokens: int) -> None:
    for shared in range(1, tokens + 1):
        wanted = percent(shared, tokens, tokens)
        same, one, other = ("".join(map(chr, range(at, at + tokens))) for at in (1000, 2000, 3000))
        one, other = (same[:shared] + rest[shared:] for rest in (one, other))
        assert similar(one, [other], least=wanted) == [(0, wanted)]
        assert wanted == 100 or similar(one, [other], least=wanted + 1) == []
