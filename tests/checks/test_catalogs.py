"""On what people translated the checks are nearly silent (docs/checks-evaluation.md)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from l10n_flow.catalogs import store
from l10n_flow.checks.pair import Pair
from l10n_flow.checks.running import Found, checked, selected
from l10n_flow.model import Severity, State

TAILS = Path(__file__).parents[2].parent / "shared" / "catalogs" / "tails"


def findings(locale: str) -> Sequence[tuple[Found, ...]]:
    """What is found in each entry that a person translated."""
    selection = selected(locale)
    return [
        checked(Pair(entry.source, entry.target, "en", locale), selection)
        for path in sorted((TAILS / locale).glob("*.po"))
        for entry in store.load(path, locale).entries
        if entry.state >= State.TRANSLATED and not entry.obsolete
    ]


@pytest.mark.skipif(not TAILS.is_dir(), reason="the shared catalogs are not beside the repository")
@pytest.mark.parametrize(("locale", "anything"), [("es", 0.08), ("fa", 0.12)])
def test_errors_on_one_percent_at_most_and_little_else(locale: str, anything: float) -> None:
    found = findings(locale)
    assert len(found) > 1000
    spoken = [entry for entry in found if entry]
    errors = [e for e in spoken if max(one.severity for one in e) == Severity.ERROR]
    assert len(spoken) <= anything * len(found)
    assert len(errors) <= 0.01 * len(found)
