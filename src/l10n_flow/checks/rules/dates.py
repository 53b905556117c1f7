"""Months, weekdays, times of day, centuries and "last month" that differ from the source's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from l10n_flow.checks.pair import Hit, Pair
from l10n_flow.checks.row import Check, Example
from l10n_flow.checks.traits import Trait
from l10n_flow.language.quantities.centuries import centuries, names_century
from l10n_flow.language.quantities.clocks import Clock, may_name_half, names_half
from l10n_flow.language.quantities.days import (
    Name,
    months,
    names_day,
    same_date,
    weekdays,
)
from l10n_flow.language.quantities.relatives import names_relative, relatives
from l10n_flow.model import Severity

_DIGIT = int(Trait.DIGIT)
_Named = TypeVar("_Named", Name, Clock)


def _date(pair: Pair) -> Iterator[Hit]:
    ours = pair.ours
    if names_day(ours.prose, ours.locale, ours.runs):
        dated = pair.ours.side.dates
        in_figures = {n for date in dated for n in (date.month, *(date.other or ())[:1])}
        changed = [*_named(pair, months, frozenset(in_figures))]
        yield from changed or _exchanged(pair)
        if not changed:
            yield from _kept_day(pair)
        yield from _named(pair, weekdays, frozenset())
    if names_relative(ours.locale, ours.runs):
        yield from _named(pair, relatives, frozenset())
    if pair.traits & _DIGIT:
        yield from _hours(pair)
    if names_century(pair.source_lower, pair.source_locale) and not _has_number(pair):
        yield from _named(pair, centuries, frozenset())


def _has_number(pair: Pair) -> bool:
    """Whether a lost or changed number reports the mistake already."""
    found = pair.numbers if pair.traits & _DIGIT else None
    return found is not None and bool(found.changed or found.missing or found.extra)


def _named(
    pair: Pair, names: Callable[[str, str], Sequence[Name]], known: frozenset[int]
) -> Iterator[Hit]:
    """Names of the source that the target lacks, with the names that the target adds.

    A name whose number is in the source may be added: 2020-09-29 contains a month, too.
    """
    ours = names(pair.source_prose, pair.source_locale)
    theirs = names(pair.target_prose, pair.locale)
    lost = _without(ours, theirs)
    made = [name for name in _without(theirs, ours) if not name.numbers & known]
    if made and not lost:
        lost = _fewer(ours, theirs)
    for was, now in zip(lost, made, strict=False):
        texts = pair.source[slice(*was.span)], pair.target[slice(*now.span)]
        detail = f"{min(was.numbers)}>{min(now.numbers)}"
        yield Hit(f"{texts[0]} of the source became {texts[1]}", now.span, was.span, detail=detail)


def _without(some: Sequence[_Named], others: Sequence[_Named]) -> list[_Named]:
    """Names that the other side does not have, or has less often where both have as many.

    A repeated name may appear once; where both sides have as many names, each needs a partner.
    """
    if len(some) != len(others):
        there = frozenset().union(*map(_meant, others))
        once = {_meant(name): name for name in reversed(some)}.values()
        lost = [name for name in once if _meant(name).isdisjoint(there)]
        return sorted(lost, key=lambda name: name.span.start)
    left, lost = list(others), []
    for name in some:
        twin = next((other for other in left if _meant(other) & _meant(name)), None)
        if twin is None:
            lost.append(name)
        else:
            left.remove(twin)
    return lost


def _fewer(ours: Sequence[Name], theirs: Sequence[Name]) -> list[Name]:
    """Repeated names of the source that the target has less often, each once."""
    counts = Counter(name.numbers for name in ours)
    for numbers in counts:  # a month of Iran's calendar has days of two of ours
        counts[numbers] -= sum(not numbers.isdisjoint(name.numbers) for name in theirs)
    once = {name.numbers: name for name in ours if counts[name.numbers] > 0}
    return sorted(once.values(), key=lambda name: name.span.start)


def _meant(name: Name | Clock) -> frozenset[int]:
    return name.numbers if isinstance(name, Name) else name.minutes


def _exchanged(pair: Pair) -> Iterator[Hit]:
    """Yield a day beside the month of another date: 4 May and 31 June for 31 May and 4 June."""
    ours = [date for date in pair.ours.side.dates if date.on is not None]
    theirs = [date for date in pair.theirs.side.dates if date.on is not None]
    if not 1 < len(ours) == len(theirs) or pair.numbers.changed:
        return
    for was, now in zip(ours, theirs, strict=True):
        days, months_named = {date.day for date in theirs}, {date.month for date in theirs}
        if was.solar or now.solar or not (was.day in days and was.month in months_named):
            return
        if not any(same_date(was, other) for other in theirs):
            texts = pair.source[slice(*was.span)], pair.target[slice(*now.span)]
            detail = f"{was.day}.{was.month}"
            yield Hit(
                f"{texts[0]} of the source became {texts[1]}", now.span, was.span, detail=detail
            )
            return


def _kept_day(pair: Pair) -> Iterator[Hit]:
    """Yield a date with its day and a month of the other calendar: «۳ آذر» for 3 December."""
    ours, theirs = pair.ours.side, pair.theirs.side
    if ours.has_solar_calendar == theirs.has_solar_calendar:
        return
    here, there = ([d for d in side.dates if d.on is not None] for side in (ours, theirs))
    if [len(here), len(there)] != [1, 1] or here[0].solar == there[0].solar or _has_number(pair):
        return
    (was,), (now,) = here, there
    if was.day == now.day and not same_date(was, now):
        texts = pair.source[slice(*was.span)], pair.target[slice(*now.span)]
        message = f"{texts[0]} of the source became {texts[1]}, which is another day"
        yield Hit(
            message, now.span, was.span, detail=f"{was.day}.{was.month}>{now.day}.{now.month}"
        )


def _hours(pair: Pair) -> Iterator[Hit]:
    """Yield times with the same figures in the other half of the day.

    Where a translation names no half at all, its 5:30 is in the morning: readers count to 24.
    """
    if not names_half(pair.source_prose, pair.source_locale):
        return
    ours, theirs = pair.ours.side.clocks, pair.theirs.side.clocks
    lost, left = _without(ours, theirs), _without(theirs, ours)
    if lost and not may_name_half(pair.target_prose, pair.locale):
        lost = [was for was in lost if was.half != "am"]  # whose other half has another number
        left = [now._replace(half="am") for now in left if max(now.minutes) < _NOON]
    for was in lost:
        if not was.half:
            continue
        now = next((b for b in left if b.half and _same_figures(was, b)), None)
        if now is not None:
            left.remove(now)
            texts = pair.source[slice(*was.span)], pair.target[slice(*now.span)]
            message = f"{texts[0]} of the source became {texts[1]}"
            detail = f"{min(was.minutes)}>{min(now.minutes)}"
            yield Hit(message, now.span, was.span, detail=detail)


def _same_figures(was: Clock, now: Clock) -> bool:
    """Whether the two times are twelve hours apart."""
    return any((a - b) % _NOON == 0 for a in was.minutes for b in now.minutes)


_NOON = 12 * 60
"""Minutes."""


CHECKS = (
    Check(
        "date",
        "A month, a weekday, a time of day, a century or the last month became another. Months of"
        " the Solar Hijri calendar stand for those that they share days with; a.m. and p.m. are"
        " told apart.",
        "Write the source's month, weekday or time, or the same day in your language's calendar.",
        _date,
        (
            Example(
                "es",
                "The vote on Monday, 5 October is at 3 p.m.",
                "La votación del martes 5 de octubre es a las 3 p. m.",
                "La votación del lunes 5 de octubre es a las 15 h.",
            ),
            Example(
                "fa",
                "They met in September 2020.",
                "آنان در دی ۱۳۹۹ دیدار کردند.",
                "آنان در مهر ۱۳۹۹ دیدار کردند.",
            ),
        ),
        Severity.WARNING,
        when=Trait.LETTER,
    ),
)
