"""Numbers that a translation has in another order."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from l10n_flow import patterns as re
from l10n_flow.language.quantities.figures import Value
from l10n_flow.language.quantities.measures import are_others
from l10n_flow.language.quantities.neighbours import stay_beside
from l10n_flow.language.quantities.phrases import Number
from l10n_flow.language.quantities.sides import Side, is_within

_VOTES = (
    r"(?:(?:votes?|points?|goals?|votos?|puntos?|goles?|رأی|رای|امتیاز|گل)\s"
    r"(?:(?:in favou?r|a favor|موافق)\s)?)?"
)
"""What a result counts: 52 votes to 48."""
_JOINING = re.compile(
    rf"\s?[-–—/:]\s?|\s?,?\s?{_VOTES}(?:to|of|and|or|out of|from|through|against|a|al|de|y|o|u"
    r"|hasta|contra|frente a|تا|از|و|یا|بر|به|در برابر|در مقابل)\s"
    r"|\s(?:votes?|votos?|رأی|رای)\s(?:for|in favou?r|a favor|موافق)(?:[,،]|[,،]?\s(?:and|y|و))\s"
)
_COORDINATED = re.compile(
    r"\s(?:[^\W\d]+\s){1,2}(?:(?:and|or|y|o)\s(?:(?:the|los|las|el|la)\s)?|(?:و|یا)\s)"
)
"""3 bridges and 8 locks: what is counted, and what joins it to the next."""
_REVERSED = re.compile(r"\s?[-–]\s?")
_ARGUMENT = ("%", "$")
"""Before the number of an argument, `%1`, which a sentence puts where it needs it."""
_TIMES = re.compile(r"\s?[×xX*✕]\s?")
_YEARS = range(1200, 2100)


def changed_order(ours: Side, theirs: Side) -> tuple[tuple[Number, Number, bool], ...]:
    """Adjacent numbers of the source that have changed places, and whether they are joined.

    Two numbers are joined if there is only "of", a dash or the like between them on both sides, or
    a counted noun and "and". Each number must occur once. Numbers with the same units as before
    have moved with them, and dates, years and names may move too. Of 32,000 translations by people,
    in Spanish and Persian, three have other numbers in another order.
    """
    here, there = _once(ours), _once(theirs)
    both = sorted(here.keys() & there.keys(), key=lambda value: here[value].span.start)
    return tuple(
        (here[a], there[b], _are_joined(ours, here[a], here[b], theirs, there[b], there[a]))
        for a, b in pairwise(both)
        if there[a].span.start > there[b].span.start
        and (a in _YEARS) == (b in _YEARS)
        and not _are_multiplied(theirs, there[b], there[a])
        and not (
            are_others(ours.units(here[a]), ours.units(here[b]))
            and are_others(theirs.units(there[a]), theirs.units(there[b]))
        )
    )


def _are_multiplied(side: Side, first: Number, second: Number) -> bool:
    """Whether they are two sides of a sheet: a 3 × 5 card is «کارت ۵×۳»."""
    return _TIMES.fullmatch(side.text, first.span.end, second.span.start) is not None


def _are_joined(ours: Side, a: Number, b: Number, theirs: Side, c: Number, d: Number) -> bool:
    if _REVERSED.fullmatch(theirs.text, c.span.end, d.span.start) and theirs.is_right_to_left:
        return False  # ۱-۰ is displayed as the range 0 to 1
    sides = ((ours, a, b), (theirs, c, d))
    stayed = stay_beside(*sides)
    if stayed is not None:
        return stayed
    if all(_JOINING.fullmatch(s.text, one.span.end, two.span.start) for s, one, two in sides):
        return True
    if ours.units(a) & theirs.units(d) or ours.units(b) & theirs.units(c):
        return False  # one has moved with its unit, and so has the other
    return all(
        _COORDINATED.fullmatch(s.text, one.span.end, two.span.start) for s, one, two in sides
    )


def _once(side: Side) -> dict[Value, Number]:
    """By value, the numbers that occur once and are not in a date or a name."""
    dated = [date.span for date in side.dates]
    counts = Counter(number.values[0] for number in side.numbers if number.values)
    return {
        number.values[0]: number
        for number in side.numbers
        if number.figures
        and number.values
        and side.text[number.span.start - 1 : number.span.start] not in _ARGUMENT
        and counts[number.values[0]] == 1
        and not number.is_name
        and not is_within(number, dated)
    }
