"""Units and currencies of numbers that differ from the source's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from l10n_flow import patterns as re
from l10n_flow.checks.pair import Hit, Pair
from l10n_flow.checks.row import Check, Example
from l10n_flow.checks.traits import Trait
from l10n_flow.language.quantities.figures import Value
from l10n_flow.language.quantities.measures import are_others, converted, may_measure, units_beside
from l10n_flow.language.quantities.multitudes import UNCOUNTED
from l10n_flow.language.quantities.phrases import Number
from l10n_flow.language.quantities.sides import Side
from l10n_flow.model import Severity, Span

_Counted = tuple[Number, frozenset[str]]
"""A number, and the units beside it."""


def _unit(pair: Pair) -> Iterator[Hit]:
    """Yield a number with a unit where all its counterparts have other units."""
    digits = bool(pair.ours.traits & _FIGURES)
    words = pair.ours.vocabulary
    if not may_measure(pair.source_prose, pair.source_locale, words, digits=digits):
        return
    ours = _measured(pair.ours.side, pair.theirs.side)
    if not any(units for counted in ours.values() for _, units in counted):
        return
    theirs = _measured(pair.theirs.side, pair.ours.side)
    for value, counted in ours.items():
        others = theirs.get(value, ())
        changed = _changed(counted, others)
        if changed is not None and not _is_converted(changed[0], theirs):
            (number, units), (other, made) = changed
            was, now = _with_unit(pair.ours.side, number), _with_unit(pair.theirs.side, other)
            detail = f"{min(units)}>{min(made)}"
            yield Hit(f"{was} became {now}", other.span, number.span, detail=detail)
    yield from _other_count(pair, ours, theirs)
    yield from _other_rate(pair)


_RATES: Mapping[str, re.Pattern[str]] = {
    "en": re.compile(
        r"(?:[\d%$€£]|\b(?:once|twice|times|million|billion|thousand|hundred|dollars?|euros?|pounds?"
        r"|hours?|days?|people|tonnes?|barrels?|lit(?:re|er)s?)\b)\W{0,2}(?:\w+\s){0,2}?"
        r"(?:an?|per|each|every)\s(?P<per>second|minute|hour|day|week|month|year)\b"
        r"(?!\s(?:ago|later|earlier|before|after|old|and|or|from|in))",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"\b(?:al|por|cada|a la)\s(?P<per>segundo|minuto|hora|día|semana|mes|año)\b"
        r"|\b(?P<adverb>diari|semanal|mensual|anual)(?:es|mente|[oa]s?|amente)?\b",
        re.IGNORECASE,
    ),
    "fa": re.compile(
        r"(?<!\w)(?:در|هر)\s(?P<per>ثانیه|دقیقه|ساعت|روز|هفته|ماه|سال)(?!\w|\s?\d)"
        r"|(?<!\w)(?P<adverb>ساعتی|روزانه|روزی|هفتگی|هفته‌ای|ماهانه|ماهیانه|ماهی|سالانه|سالیانه|سالی)"
        r"(?!\w)"
    ),
}
"""How often, or for how long, an amount is meant: a month, «al mes», «ماهانه»."""
_PERIODS: Mapping[str, str] = {
    unit: period
    for period, units in {
        "second": "second segundo ثانیه", "minute": "minute minuto دقیقه",
        "hour": "hour hora ساعت ساعتی", "day": "day día diari روز روزانه روزی",
        "week": "week semana semanal هفته هفتگی هفته‌ای",
        "month": "month mes mensual ماه ماهانه ماهیانه ماهی",
        "year": "year año anual سال سالانه سالیانه سالی",
    }.items()
    for unit in units.split()
}  # fmt: skip


def _other_rate(pair: Pair) -> Iterator[Hit]:
    """Yield the one period of an amount that became another: 650 euros a month, «al año»."""
    here, there = _RATES.get(pair.source_language), _RATES.get(pair.language)
    if here is None or there is None:
        return
    ours, theirs = list(here.finditer(pair.source_prose)), list(there.finditer(pair.target_prose))
    if len(ours) != 1 or len(theirs) != 1:
        return
    was, now = _period(ours[0]), _period(theirs[0])
    if was != now:
        span, source_span = Span(*theirs[0].span()), Span(*ours[0].span())
        texts = pair.source[slice(*source_span)], pair.target[slice(*span)]
        yield Hit(f"{texts[0]} became {texts[1]}", span, source_span, detail=f"{was}>{now}")


def _period(rate: re.Match[str]) -> str:
    return _PERIODS[re.folded(rate[rate.lastgroup or 0])]


def _other_count(
    pair: Pair, ours: Mapping[Value, Sequence[_Counted]], theirs: Mapping[Value, Sequence[_Counted]]
) -> Iterator[Hit]:
    """Yield a number in words that became another before the same unit: four weeks for three."""
    lost, made = _in_words(ours, theirs), _in_words(theirs, ours)
    if len(lost) != 1 or len(made) != 1 or not lost[0][1] & made[0][1]:
        return
    (number, _), (other, _) = lost[0], made[0]
    was, now = _with_unit(pair.ours.side, number), _with_unit(pair.theirs.side, other)
    detail = f"{number.values[0]}>{other.values[0]}"
    yield Hit(f"{was} became {now}", other.span, number.span, detail=detail)


def _in_words(
    some: Mapping[Value, Sequence[_Counted]], others: Mapping[Value, Sequence[_Counted]]
) -> list[_Counted]:
    """Whole numbers in words, two and more, that have a unit and that the others do not have."""
    return [
        (number, units)
        for value, counted in some.items()
        for number, units in counted
        if units
        and value not in others
        and value > 1
        and value == int(value)
        and not number.figures
    ]


_FIGURES = int(Trait.DIGIT)


def _changed(
    counted: Sequence[_Counted], others: Sequence[_Counted]
) -> tuple[_Counted, _Counted] | None:
    """Of numbers with the same value, return one with a unit and one with another unit.

    They are compared in order, where each side has as many; else all must have units, and none in
    common.
    """
    if len(counted) == len(others):
        return next(
            (p for p in zip(counted, others, strict=True) if are_others(p[0][1], p[1][1])), None
        )
    here, there = ([units for _, units in some] for some in (counted, others))
    if not others or not all(here) or not all(there):
        return None
    if frozenset().union(*here).isdisjoint(frozenset().union(*there)):
        return counted[0], others[0]
    return None


def _is_converted(one: _Counted, theirs: Mapping[Value, Sequence[_Counted]]) -> bool:
    """Whether the measure stands in the translation in another unit: 40 hectares for 100 acres."""
    number, units = one
    return any(
        converted(number.values[0], units, value, others)
        for value, counted in theirs.items()
        for _, others in counted
    )


_DOLLARS = frozenset(("USD", "peso"))
"""The currency that `$1` seems to have; where the other side has `$1`, too, it may be an
argument."""


def _measured(side: Side, other: Side) -> Mapping[Value, Sequence[_Counted]]:
    """The numbers of a text by their value, each with the units beside it."""
    found: dict[Value, list[_Counted]] = {}
    uncounted = UNCOUNTED.get(side.language, frozenset())
    for number in side.numbers:
        if number.values and side.text[slice(*number.span)].lower() not in uncounted:
            units, (start, end) = side.units(number), number.span
            if start and side.text[start - 1] == "$" and side.text[start - 1 : end] in other.text:
                units -= _DOLLARS
            found.setdefault(number.values[0], []).append((number, units))
    return found


def _with_unit(side: Side, number: Number) -> str:
    """The number with the words beside it that say its unit, and no others."""
    text, (start, end) = side.text, number.span
    while start and not text[start - 1].isspace():
        start -= 1
    if units := side.units(number):
        ends = [word.end() for word in islice(_WORDS.finditer(text, end), _FEW)]
        end = next(
            (at for at in (end, *ends) if units_beside(text[:at], number, side.locale) == units),
            end,
        )
    return text[start:end].rstrip(" .,;:،؛")


_WORDS = re.compile(r"\s*\S+")
_FEW = 4
"""Words behind a number in which its unit may be: «5 millones de euros»."""


CHECKS = (
    Check(
        "unit",
        "A number has another unit or currency beside it than in the source: hours for days, euros"
        " for dollars; another number in words has the same unit: four weeks for three; or a sum is"
        " meant for another period: a year for a month.",
        "Write the source's number and unit; where you convert it, convert the number as well.",
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
