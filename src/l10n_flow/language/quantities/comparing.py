"""What the numbers of a text and of its translation do not share, by value.

First, equal numbers on both sides are matched, which is enough for most texts. The others are
given to `equivalents.RULES`, each of which explains one other way to write the same number. What
still remains is a changed, a missing or an added number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from l10n_flow import patterns as re
from l10n_flow.language.numerals import ascii_digits
from l10n_flow.language.quantities.equivalents import RULES
from l10n_flow.language.quantities.figures import marks
from l10n_flow.language.quantities.ordering import changed_order
from l10n_flow.language.quantities.phrases import Number, has_magnitude
from l10n_flow.language.quantities.ratios import names_ratio
from l10n_flow.language.quantities.sides import Left, Side, is_within
from l10n_flow.language.quantities.spelling import is_known


class NumberChange(NamedTuple):
    """A number of the source and the one that replaced it."""

    was: Number
    now: Number
    certain: bool
    """Whether the two are different in every reading: an hour may be of the other half-day."""


class Comparison(NamedTuple):
    """The differences of two texts; `missing` is in the source only, `extra` in the target."""

    changed: tuple[NumberChange, ...] = ()
    missing: tuple[Number, ...] = ()
    extra: tuple[Number, ...] = ()
    exchanged: tuple[NumberChange, ...] = ()
    """Neighbours that have changed places: 7–5 for 5–7."""
    reordered: tuple[NumberChange, ...] = ()
    """Numbers further apart that stand in another order; the sentence may do so as well."""


SAME = Comparison()
"""The result for two texts with the same numbers."""
_TOKEN = re.compile(r"[-−–.\d½⅓⅔¼¾⅛⅜⅝⅞](?:(?<=[½⅓⅔¼¾⅛⅜⅝⅞])|(?:(?<=\d)\d*|\d+)(?:[.,:/٫٬’]\d+)*)")


def compared(source: str, target: str, source_locale: str, locale: str) -> Comparison:
    """The numbers that are missing, added or changed in a translation.

    A number need not appear as often as in the source. If the language's words for numbers are not
    known, a number may be missing, but no other number may replace it.

    >>> found = compared("In 2015, 1,000 of 5", "En 2016, 1000 de 5", "en", "es")
    >>> [(change.was.digits, change.now.digits) for change in found.changed]
    [('2015', '2016')]
    >>> compared("5 billion on Sep 29, 2020 at 3:15 pm",
    ...          "۵ میلیارد در ۸ مهر ۱۳۹۹ ساعت ۱۵:۱۵", "en", "fa") == Comparison()
    True
    >>> compared("5 billion", "5 billones", "en", "es").changed[0].certain
    True
    """
    if is_plainly_same(source, target, source_locale, locale):
        return SAME
    return compared_sides(Side(source, source_locale), Side(target, locale))


def compared_sides(ours: Side, theirs: Side) -> Comparison:
    """The same for two sides that may have been read already."""
    lost, made = _unshared(ours, theirs)
    if not lost and not made:
        return _in_order(ours, theirs)._replace(changed=_other_ratios(ours, theirs))
    left = Left(lost, made)
    for rule in RULES:
        left = rule(left, ours, theirs)
        if not left.lost and not left.made:
            return Comparison(_other_ratios(ours, theirs))
    pairs = _paired(left.lost, left.made)
    taken = [id(number) for pair in pairs for number in pair]
    missing = [n for n in left.lost if id(n) not in taken]
    extra = [n for n in left.made if id(n) not in taken]
    missing = [n for n in missing if is_known(theirs.language) and not n.is_name]
    extra = [n for n in extra if is_known(ours.language)]
    changed = [NumberChange(a, b, _is_certain(a, b, ours)) for a, b in pairs]
    return Comparison(tuple(changed), tuple(missing), tuple(extra))


def _unshared(ours: Side, theirs: Side) -> tuple[list[Number], list[Number]]:
    """The numbers that only one side has.

    A year need not be repeated; but if both sides have the same count of numbers, each is compared.
    """
    here = [number for number in ours.numbers if _is_demanded(number)]
    there = [number for number in theirs.numbers if _is_demanded(number)]
    lost = [number for number in here if not theirs.has(number)]
    made = [number for number in there if not ours.has(number)]
    if len(here) == len(there) <= _COUNTED and (not lost or len(lost) != len(made)):
        lost += _less_often(here, there, ours, theirs)
        made += _less_often(there, here, theirs, ours)
    elif len(here) == len(there) and not lost and len(made) < _TWO:
        was, now = _in_one_place(here, there)
        lost, made = lost + was, made or now
    return _each_once(lost), _each_once(made)


def _less_often(
    some: Sequence[Number], others: Sequence[Number], side: Side, other: Side
) -> list[Number]:
    """Those that the other side has, and not so often, be it in words.

    Which one it lacks nobody can tell; an hour of a time of day may be said otherwise and is first.
    """
    counts = Counter(number.values[:1] for number in some)
    counts.subtract(Counter(number.values[:1] for number in others))
    spelled = {number.values[0] for number in other.numbers if not number.figures}
    fewer = [
        number
        for number in some
        if number.values
        and counts[number.values[:1]] > 0
        and number.values[0] in other.values
        and (number.values[0] not in spelled or number.is_decimal)
    ]
    if len(fewer) > 1 and side.clocks:
        hours = [clock.span for clock in side.clocks]
        fewer.sort(key=lambda number: not is_within(number, hours))
    return fewer


_COUNTED = 20
"""Numbers of a text up to which each is counted; where there are more, it is a table."""
_TWO = 2


def _in_one_place(
    here: Sequence[Number], there: Sequence[Number]
) -> tuple[list[Number], list[Number]]:
    """The two numbers in which tables with the same numbers in the same order differ.

    Where they differ in more places, something may have moved.
    """
    differing = [
        (was, now)
        for was, now in zip(here, there, strict=True)
        if was.values and now.values and set(was.values).isdisjoint(now.values)
    ]
    return ([differing[0][0]], [differing[0][1]]) if len(differing) == 1 else ([], [])


def is_plainly_same(
    source: str,
    target: str,
    source_locale: str,
    locale: str,
    words: tuple[frozenset[str] | None, frozenset[str] | None] = (None, None),
) -> bool:
    """Whether the same figures stand in the same order, and no word multiplies one: a quick look.

    `words` are those of each text, as for `has_magnitude`. Law: then `compared_sides` finds
    nothing that one text has and the other has not.

    >>> is_plainly_same("5 of 1,000", "۵ از ۱٬۰۰۰", "en", "fa")
    True
    >>> is_plainly_same("5 thousand", "5 mil", "en", "es")
    False
    """
    latin = marks(source_locale).point == "."
    if _tokens(source) != _tokens(target, latin=latin):
        return False
    return not (
        has_magnitude(source, source_locale, words[0])
        or has_magnitude(target, locale, words[1])
        or names_ratio(source, source_locale)
    )


def _tokens(text: str, *, latin: bool = False) -> list[str]:
    """The figures of a text; `latin` writes the Arabic script's separators as in English."""
    plain = ascii_digits(text)
    if latin and ("٫" in plain or "٬" in plain):
        plain = plain.replace("٫", ".").replace("٬", ",")
    return _TOKEN.findall(plain)


def _each_once(some: Iterable[Number]) -> list[Number]:
    """The first of those that are worth, or read, the same: a year need not be said twice."""
    return list({(n.values or (n.digits,)): n for n in reversed(list(some))}.values())[::-1]


_ROUND = frozenset(10**power for power in range(2, 22))


def _is_demanded(number: Number) -> bool:
    """Whether the other side must have it: digits, and millions that are no mere phrase."""
    if number.figures:
        return True
    return number.scaled and number.values[0] >= _MILLION and number.values[0] not in _ROUND


_MILLION = 1_000_000


def _other_ratios(ours: Side, theirs: Side) -> tuple[NumberChange, ...]:
    """Parts of a whole, as many on both sides, that are others: one third for two thirds.

    Halves are left alone: too much is half of something.
    """
    if not names_ratio(ours.text, ours.locale):
        return ()
    here, there = ([r for r in side.ratios if r.value != _ONE_HALF] for side in (ours, theirs))
    if len(here) != len(there):
        return ()
    lost = [ratio for ratio in here if ratio.value not in {r.value for r in there}]
    made = [ratio for ratio in there if ratio.value not in {r.value for r in here}]
    return tuple(
        NumberChange(Number(was.span, (was.value,)), Number(now.span, (now.value,)), certain=False)
        for was, now in zip(lost, made, strict=False)
    )


_ONE_HALF = Fraction(1, 2)


def _in_order(ours: Side, theirs: Side) -> Comparison:
    found = changed_order(ours, theirs)
    return Comparison(
        exchanged=tuple([NumberChange(a, b, certain=True) for a, b, joined in found if joined]),
        reordered=tuple(
            [NumberChange(a, b, certain=False) for a, b, joined in found if not joined]
        ),
    )


def _paired(lost: Sequence[Number], made: Sequence[Number]) -> list[tuple[Number, Number]]:
    """Each number that was lost with the one that stands in its place.

    That is one with as many digits; where as many were added as were lost, the next one. What has
    the digits of all that were lost is those run together: 830 for 8:30.
    """
    if len(lost) > len(made) == 1 and made[0].digits == "".join([n.digits for n in lost]):
        return [(lost[0], made[0])]
    left, rest, found = list(made), [], []
    for number in lost:
        alike = next((n for n in left if _are_alike(n, number)), None)
        if alike is None:
            rest.append(number)
        else:
            left.remove(alike)
            found.append((number, alike))
    if len(rest) == len(left):
        found += zip(rest, left, strict=True)
    return sorted(found, key=lambda pair: pair[0].span.start)


def _are_alike(one: Number, other: Number) -> bool:
    return one.scaled == other.scaled and len(one.digits) == len(other.digits)


def _is_certain(was: Number, now: Number, ours: Side) -> bool:
    """Whether they cannot be one; hours can, where the source leaves the half of the day open."""
    if not was.figures or not now.figures or not was.values or not now.values:
        return bool(was.figures and now.figures)
    for clock in ours.clocks:
        if not clock.half and is_within(was, (clock.span,)):
            return abs(now.values[0] - was.values[0]) != 12
    return True
