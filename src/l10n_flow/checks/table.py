"""All checks, and which of them run for a language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from l10n_flow.checks.row import Check
from l10n_flow.checks.rules import (
    addresses,
    capitals,
    characters,
    copies,
    dates,
    directions,
    dropped,
    fields,
    garbled,
    leftovers,
    lengths,
    loops,
    markup,
    numbers,
    persian,
    punctuation,
    residue,
    scripts,
    spanish,
    terminology,
    tongues,
    units,
    wording,
)

__all__ = ["CHECKS"]


def _table(*groups: Iterable[Check]) -> Mapping[str, Check]:
    return {check.name: check for group in groups for check in group}


CHECKS: Mapping[str, Check] = _table(
    markup.CHECKS,
    addresses.CHECKS,
    numbers.CHECKS,
    dates.CHECKS,
    units.CHECKS,
    copies.CHECKS,
    leftovers.CHECKS,
    loops.CHECKS,
    scripts.CHECKS,
    tongues.CHECKS,
    lengths.CHECKS,
    dropped.CHECKS,
    punctuation.CHECKS,
    characters.CHECKS,
    directions.CHECKS,
    garbled.CHECKS,
    residue.CHECKS,
    capitals.CHECKS,
    terminology.CHECKS,
    wording.CHECKS,
    fields.CHECKS,
    spanish.CHECKS,
    persian.CHECKS,
)
"""By name, in the order in which they are told about."""
