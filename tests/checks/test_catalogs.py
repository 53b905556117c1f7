"""On what people translated the checks are nearly silent (docs/checks-evaluation.md)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest

from l10n_flow.catalogs import store
from l10n_flow.checks.pair import Pair
from l10n_flow.checks.running import Found, checked, selected
from l10n_flow.model import Severity, State


def findings(catalogs: Iterable[Path], locale: str) -> Sequence[tuple[Found, ...]]:
    """What is found in each entry that a person translated."""
    selection = selected(locale)
    return [
        checked(Pair(entry.source, entry.target, "en", locale), selection)
        for path in catalogs
        for entry in store.load(path, locale).entries
        if entry.state >= State.TRANSLATED and not entry.obsolete
    ]


@pytest.mark.parametrize(("locale", "anything"), [("es", 0.08), ("fa", 0.12)])
def test_errors_on_one_percent_at_most_and_little_else(
    translations: Callable[..., list[Path]], locale: str, anything: float
) -> None:
    found = findings(translations(locale, "tails"), locale)
    assert len(found) > 50
    spoken = [entry for entry in found if entry]
    errors = [e for e in spoken if max(one.severity for one in e) == Severity.ERROR]
    assert len(spoken) <= anything * len(found)
    assert len(errors) <= 0.01 * len(found)
