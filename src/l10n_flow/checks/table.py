"""All checks, and which of them run for a language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from l10n_flow.checks.pair import Hit, Pair
from l10n_flow.checks.projectlevel import PROJECT_LEVEL
from l10n_flow.checks.row import Check, Run
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
    measurements,
    numbers,
    otherlanguage,
    persian,
    punctuation,
    residue,
    scripts,
    spanish,
    terminology,
    wording,
)
from l10n_flow.entrypoints import Addition, Rows, failed
from l10n_flow.model import Span


def _table(*groups: Iterable[Check]) -> Mapping[str, Check]:
    return {check.name: check for group in groups for check in group}


_BUILT_IN = _table(
    markup.CHECKS,
    addresses.CHECKS,
    numbers.CHECKS,
    dates.CHECKS,
    measurements.CHECKS,
    copies.CHECKS,
    leftovers.CHECKS,
    loops.CHECKS,
    scripts.CHECKS,
    otherlanguage.CHECKS,
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
"""By name, in the order of reports and of docs/checks.md."""


def _accepted(addition: Addition, given: object) -> Check:
    """A package's check in usable form: its failure becomes a finding of that text."""
    if not isinstance(given, Check):
        raise addition.broken("is no l10n_flow.plugins.Check")
    if addition.name in (*PROJECT_LEVEL, "all"):
        raise addition.broken("is not used: l10n-flow has one of that name itself")
    if given.name != addition.name:
        raise addition.broken(f"calls itself '{given.name}'")
    if not (given.finds and given.remedy):
        raise addition.broken("does not say what it finds and how that is put right")
    return given._replace(run=partial(_found, addition, given.run))


def _found(addition: Addition, run: Run, pair: Pair) -> Iterable[Hit]:
    """Yield what the check finds, or that it failed."""
    try:
        found: list[object] = list(run(pair))
    except Exception as error:  # noqa: BLE001 - of a stranger's code
        return [Hit(str(failed(addition, error)))]
    hits = [one for one in found if isinstance(one, Hit) and _is_in(one.span, pair.target)]
    if len(hits) < len(found):
        what = "finds something that is no l10n_flow.plugins.Hit, or that lies beyond the text"
        return [Hit(str(addition.broken(what)))]
    return hits


def _is_in(span: Span | None, text: str) -> bool:
    return span is None or 0 <= span[0] <= span[1] <= len(text)


CHECKS = Rows("checks", _BUILT_IN, _accepted)
"""Our checks, and those that packages add (`l10n_flow.checks`)."""
