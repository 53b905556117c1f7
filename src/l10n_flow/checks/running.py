"""One pair through all checks that are switched on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from l10n_flow.checks.pair import Hit, Pair
from l10n_flow.checks.table import CHECKS
from l10n_flow.language.tags import subtags
from l10n_flow.model import Severity, State

__all__ = ["Active", "Found", "checked", "selected"]


class Active(NamedTuple):
    """A check as it is switched on for one language."""

    name: str
    when: int
    copies: bool
    run: Callable[[Pair], Iterable[Hit]]
    severity: Severity
    on_drafts: Severity


class Found(NamedTuple):
    """What a check found, under its name and with its weight."""

    check: str
    severity: Severity
    hit: Hit


def selected(
    locale: str, levels: Mapping[str, Severity | None] | None = None
) -> tuple[Active, ...]:
    """The checks that run for a language, in the order of the table.

    `levels` changes the table's severities, by name; None switches a check off, and any severity
    switches one on. Raises `KeyError` for a name that is not in the table.

    >>> names = [active.name for active in selected("fa", {"number": None})]
    >>> "verb-prefix" in names, "number" in names, "opening-sign" in names
    (True, False, False)
    """
    language = subtags(locale).language
    asked = dict(levels or {})
    for name in asked:
        CHECKS[name]
    found = []
    for check in CHECKS.values():
        if check.languages is not None and language not in check.languages:
            continue
        level = asked.get(check.name, check.severity if check.by_default else None)
        if level is not None:
            drafts = level if check.name in asked else check.on_drafts or level
            row = Active(check.name, int(check.when), check.copies, check.run, level, drafts)
            found.append(row)
    return tuple(found)


def checked(pair: Pair, active: Sequence[Active]) -> tuple[Found, ...]:
    """What the checks find in the pair; nothing for one without a translation.

    >>> pair = Pair("See [us]({1}).", "Véase.", "en", "es")
    >>> [(found.check, found.severity.label) for found in checked(pair, selected("es"))]
    [('link', 'error')]
    """
    if not pair.target:
        return ()
    traits = pair.source_traits | pair.target_traits
    same = pair.same
    found: list[Found] = []
    for name, when, copies, run, severity, on_drafts in active:
        if (when and not when & traits) or (same and not copies):
            continue
        for hit in run(pair):
            grave = on_drafts if pair.state <= State.DRAFT else severity
            found.append(Found(name, grave, hit))
    return tuple(found)
