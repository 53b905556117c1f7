"""One pair through all checks that are switched on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import NamedTuple

from l10n_flow.checks.pair import Hit, Pair, Policy
from l10n_flow.checks.table import CHECKS
from l10n_flow.language.tags import subtags
from l10n_flow.model import Severity, State

__all__ = ["Active", "Found", "Selection", "checked", "selected"]


class Active(NamedTuple):
    """A check as it is switched on for one language."""

    name: str
    when: int
    copies: bool
    run: Callable[[Pair], Iterable[Hit]]
    severity: Severity
    on_drafts: Severity
    elsewhere: Severity


class Found(NamedTuple):
    """What a check found, under its name and with its weight."""

    check: str
    severity: Severity
    hit: Hit


class _Repeats:
    """What was found in texts that a project has said before: a notice, a heading, *Read more*."""

    __slots__ = ("_answers", "_policy")

    def __init__(self) -> None:
        self._policy: Policy | None = None
        self._answers: dict[object, tuple[Found, ...]] = {}

    def __reduce__(self) -> tuple[type[_Repeats], tuple[()]]:
        return _Repeats, ()  # another process makes its own

    def under(self, policy: Policy) -> dict[object, tuple[Found, ...]]:
        """The answers that were given under this policy, none of another one; never too many."""
        if self._policy is not policy or len(self._answers) >= _REPEATS:
            self._policy, self._answers = policy, {}
        return self._answers


_REPEATS = 10_000
"""Answers that are kept: some megabytes."""
_KEY = attrgetter(*[one.name for one in fields(Pair) if one.name not in ("placeholders", "policy")])
"""All that a pair without placeholders is told from others by, under one policy."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The checks that are switched on for one language, in the order of the table."""

    rows: tuple[Active, ...]
    _by_traits: dict[tuple[int, bool], tuple[Active, ...]] = field(
        default_factory=dict, repr=False, compare=False
    )
    """What was asked for already: texts have few different sets of traits."""
    repeats: _Repeats = field(default_factory=_Repeats, repr=False, compare=False)

    def of(self, traits: int, *, same: bool) -> tuple[Active, ...]:
        """Those that can find anything in texts with these traits; `same`: in a copy."""
        found = self._by_traits.get((traits, same))
        if found is None:
            found = self._by_traits[traits, same] = tuple(
                [
                    row
                    for row in self.rows
                    if (not row.when or row.when & traits) and (row.copies or not same)
                ]
            )
        return found


def selected(locale: str, levels: Mapping[str, Severity | None] | None = None) -> Selection:
    """The checks that run for a language, in the order of the table.

    `levels` changes the table's severities, by name; None switches a check off, and any severity
    switches one on. Raises `KeyError` for a name that is not in the table.

    >>> names = [row.name for row in selected("fa", {"number": None}).rows]
    >>> "verb-prefix" in names, "number" in names, "opening-sign" in names
    (True, False, False)
    """
    language = subtags(locale).language
    wanted = dict(levels or {})
    checks = CHECKS.usable()
    for name in wanted:
        if name not in CHECKS:
            raise KeyError(name)
    found = []
    for check in checks.values():
        if check.languages is not None and language not in check.languages:
            continue
        level = wanted.get(check.name, check.severity if check.by_default else None)
        if level is not None:
            drafts = level if check.name in wanted else check.on_drafts or level
            most = drafts if check.name in wanted else check.elsewhere or max(level, drafts)
            row = Active(check.name, int(check.when), check.copies, check.run, level, drafts, most)
            found.append(row)
    return Selection(tuple(found))


def checked(pair: Pair, selection: Selection) -> tuple[Found, ...]:
    """What the checks find in the pair; nothing for one without a translation.

    >>> pair = Pair("See [us]({1}).", "Véase.", "en", "es")
    >>> [(found.check, found.severity.label) for found in checked(pair, selected("es"))]
    [('link', 'error')]
    """
    if not pair.target:
        return ()
    if pair.placeholders:
        return _checked(pair, selection)
    answers, key = selection.repeats.under(pair.policy), _KEY(pair)
    found = answers.get(key)
    if found is None:
        found = answers[key] = _checked(pair, selection)
    return found


def _checked(pair: Pair, selection: Selection) -> tuple[Found, ...]:
    found: list[Found] = []
    wanted = selection.of(pair.traits, same=pair.same)
    for name, _, _, run, severity, on_drafts, elsewhere in wanted:
        for hit in run(pair):
            grave = on_drafts if pair.state <= State.DRAFT else severity
            found.append(Found(name, grave if pair.is_page else min(grave, elsewhere), hit))
    return tuple(found)
