"""What numbers count: another unit or currency beside the same number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from l10n_flow.checks.pair import Hit, Pair
from l10n_flow.checks.row import Check, Example
from l10n_flow.checks.traits import Trait
from l10n_flow.language.quantities.figures import Value
from l10n_flow.language.quantities.measures import unit_words, units_beside
from l10n_flow.language.quantities.phrases import Number, numbers
from l10n_flow.model import Severity, Span

__all__ = ["CHECKS"]


def _unit(pair: Pair) -> Iterator[Hit]:
    """A number with a unit whose counterparts all have units, and none of them that one."""
    if not Trait.DIGIT & pair.traits and unit_words(pair.source_language).isdisjoint(
        pair.source_words
    ):
        return
    ours = _measured(pair.source_prose, pair.source_locale)
    if not any(units for _, units in ours):
        return
    theirs = _measured(pair.target_prose, pair.locale)
    told = set()
    for number, units in ours:
        value = number.values[0]
        here, there = _units_of(value, ours), _units_of(value, theirs)
        if value in told or not here or not there or not all(here) or not all(there):
            continue
        if frozenset().union(*here).isdisjoint(frozenset().union(*there)):
            told.add(value)
            other = next(n for n, _ in theirs if n.values[0] == value)
            was, now = _with_unit(pair.source, number), _with_unit(pair.target, other)
            detail = f"{min(units)}>{min(there[0])}"
            yield Hit(f"{was} became {now}", other.span, number.span, detail=detail)


def _measured(prose: str, locale: str) -> Sequence[tuple[Number, frozenset[str]]]:
    found = [number for number in numbers(prose, locale) if number.values]
    return [(number, units_beside(prose, number, locale)) for number in found]


def _units_of(
    value: Value, measured: Sequence[tuple[Number, frozenset[str]]]
) -> list[frozenset[str]]:
    return [units for number, units in measured if number.values[0] == value]


_WORD = 12
"""Characters behind a number that a message quotes."""


def _with_unit(text: str, number: Number) -> str:
    """The number with the words around it."""
    start = number.span.start
    while start and not text[start - 1].isspace():
        start -= 1
    behind = text[number.span.end : number.span.end + _WORD + 1]
    if len(behind) > _WORD:
        behind = behind[: max(behind.rfind(" "), 1)]
    return text[slice(*Span(start, number.span.end))] + behind.rstrip(" .,;:،؛")


CHECKS = (
    Check(
        "unit",
        "A number has another unit or currency beside it than in the source: hours for days, euros"
        " for dollars.",
        "Write the source's unit; where you convert it, convert the number as well.",
        _unit,
        (
            Example(
                "es",
                "The talks took 18 days.",
                "Las conversaciones duraron 18 horas.",
                "Las conversaciones duraron 18 días.",
            ),
            Example(
                "fa",
                "It cost $5 million.",
                "۵ میلیون یورو خرج داشت.",
                "۵ میلیون دلار خرج داشت.",
            ),
        ),
        Severity.WARNING,
        when=Trait.DIGIT | Trait.LETTER,
    ),
)
