"""What the numbers of a text and of its translation do not share, by value.

First every number looks for an equal one on the other side; most texts are done with that. What is
left is looked at by the rules of `_RULES`, each of which knows one way of saying the same thing: a
word, a roman number, another calendar, twelve hours for twenty-four. What is left then has become
another number, or is missing, or was added.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from l10n_flow.language.numerals import ascii_digits
from l10n_flow.language.quantities.clocks import Clock, clocks
from l10n_flow.language.quantities.days import Date, dates, same_date
from l10n_flow.language.quantities.figures import Value
from l10n_flow.language.quantities.magnitudes import magnitudes
from l10n_flow.language.quantities.measures import converted, units_beside
from l10n_flow.language.quantities.phrases import Number, has_magnitude, numbers
from l10n_flow.language.quantities.spelling import PARTS, hinted, is_known
from l10n_flow.language.tags import subtags
from l10n_flow.model import Span

__all__ = ["Change", "Comparison", "compared"]


class Change(NamedTuple):
    """A number of the source and the one that stands in its place."""

    was: Number
    now: Number
    certain: bool
    """Whether no reading of the two makes them one: an hour might be of the other half-day."""


class Comparison(NamedTuple):
    """What two texts do not share; `missing` lies in the source and `extra` in the target."""

    changed: tuple[Change, ...] = ()
    missing: tuple[Number, ...] = ()
    extra: tuple[Number, ...] = ()
    exchanged: tuple[Change, ...] = ()
    """Numbers that are all there and have changed places."""


_SAME = Comparison()
_TOKEN = re.compile(r"[-−–]?\d+(?:[.,:/٫٬’]\d+)*")


@dataclass(frozen=True)
class _Side:
    """A text, its language, and what is in it. No slots: what is made once must be kept."""

    text: str
    locale: str
    aside: str

    @cached_property
    def language(self) -> str:
        return subtags(self.locale).language

    @cached_property
    def numbers(self) -> Sequence[Number]:
        return numbers(self.text, self.locale)

    @cached_property
    def values(self) -> frozenset[Value]:
        """What the numbers are worth by the language's own rules."""
        return frozenset(number.values[0] for number in self.numbers if number.values)

    @cached_property
    def readings(self) -> frozenset[tuple[str, Value]]:
        """What they may be worth, with the digits that must stand on the other side then too."""
        return frozenset((n.digits, value) for n in self.numbers for value in n.values)

    @cached_property
    def written(self) -> frozenset[tuple[str, bool]]:
        return frozenset(
            (figure.written, figure.negative)
            for number in self.numbers
            if not number.scaled
            for figure in number.figures
        )

    @cached_property
    def versions(self) -> frozenset[tuple[str, ...]]:
        """Groups of digits that together have no worth: 1.2.3."""
        return frozenset(n.figures[0].groups for n in self.numbers if not n.values)

    @cached_property
    def dates(self) -> Sequence[Date]:
        return dates(self.text, self.locale)

    @cached_property
    def clocks(self) -> Sequence[Clock]:
        return clocks(self.text, self.locale)

    @cached_property
    def digits_aside(self) -> frozenset[str]:
        """What stands in digits where no words are: in code, in addresses."""
        return frozenset(re.findall(r"\d+", ascii_digits(self.aside)))

    @property
    def has_solar_calendar(self) -> bool:
        return self.language in ("fa", "ps")

    def has(self, number: Number) -> bool:
        """Whether a number of the other side is here too: by worth, or as it is written there."""
        if number.values and number.values[0] in self.values:
            return True
        if any((number.digits, value) in self.readings for value in number.values):
            return True
        if number.scaled and magnitudes(self.locale):
            return False
        if not number.values and number.figures[0].groups in self.versions:
            return True
        return all((f.written, f.negative) in self.written for f in number.figures)


def compared(
    source: str,
    target: str,
    source_locale: str,
    locale: str,
    aside: tuple[str, str] = ("", ""),
) -> Comparison:
    """What the numbers of a translation lack, have too many, and have become.

    `aside` is what source and target hold besides words: a number that one side has in code is on
    that side. A number need not be said as often as the source says it. Where the language's words
    for numbers are not known, a number may be missing, and another must not stand in its place.

    >>> found = compared("In 2015, 1,000 of 5", "En 2016, 1000 de 5", "en", "es")
    >>> [(change.was.digits, change.now.digits) for change in found.changed]
    [('2015', '2016')]
    >>> compared("5 billion on Sep 29, 2020 at 3:15 pm",
    ...          "۵ میلیارد در ۸ مهر ۱۳۹۹ ساعت ۱۵:۱۵", "en", "fa") == Comparison()
    True
    >>> compared("5 billion", "5 billones", "en", "es").changed[0].certain
    True
    """
    if _is_plainly_same(source, target, source_locale, locale):
        return _SAME
    ours, theirs = _Side(source, source_locale, aside[0]), _Side(target, locale, aside[1])
    lost = _each_once(n for n in ours.numbers if _is_demanded(n) and not theirs.has(n))
    made = _each_once(n for n in theirs.numbers if _is_demanded(n) and not ours.has(n))
    if not lost and not made:
        return Comparison(exchanged=tuple(_exchanged(ours, theirs)))
    left = _Left(lost, made)
    for rule in _RULES:
        left = rule(left, ours, theirs)
        if not left.lost and not left.made:
            return _SAME
    return _judged(left, ours, theirs)


def _is_plainly_same(source: str, target: str, source_locale: str, locale: str) -> bool:
    """Whether the same figures stand in the same order, and no word multiplies one."""
    if _TOKEN.findall(ascii_digits(source)) != _TOKEN.findall(ascii_digits(target)):
        return False
    return not has_magnitude(source, source_locale) and not has_magnitude(target, locale)


def _each_once(some: Iterable[Number]) -> list[Number]:
    """The first of those that are worth, or read, the same: a year need not be said twice."""
    return list({(n.values or (n.digits,)): n for n in reversed(list(some))}.values())[::-1]


_ROUND = frozenset(Fraction(10**power) for power in range(2, 22))


def _is_demanded(number: Number) -> bool:
    """Whether the other side must have it: digits, and millions that are no mere phrase."""
    if number.figures:
        return True
    return number.scaled and number.values[0] >= _MILLION and number.values[0] not in _ROUND


_MILLION = 1_000_000


class _Left(NamedTuple):
    """Numbers of either side that the other has not."""

    lost: Sequence[Number]
    made: Sequence[Number]


def _without_asides(left: _Left, ours: _Side, theirs: _Side) -> _Left:
    """Numbers that the other side has in its code or addresses."""
    return _Left(
        [n for n in left.lost if not _is_aside(n, theirs)],
        [n for n in left.made if not _is_aside(n, ours)],
    )


def _is_aside(number: Number, other: _Side) -> bool:
    groups = [group for figure in number.figures for group in re.findall(r"\d+", figure.written)]
    return bool(groups) and other.digits_aside.issuperset(groups)


def _without_dates(left: _Left, ours: _Side, theirs: _Side) -> _Left:
    """Numbers of dates that the other side gives, in whatever form and calendar."""
    if not ours.dates or not theirs.dates:
        return left
    here: list[Span] = []
    there: list[Span] = []
    for one in ours.dates:
        for other in theirs.dates:
            if same_date(one, other):
                whole = (one.year is None) == (other.year is None)
                here.append(_explained(one, whole=whole))
                there.append(_explained(other, whole=whole))
    return _outside(left, here, there)


def _explained(date: Date, *, whole: bool) -> Span:
    if whole or date.dated is None or date.dated.start < date.span.start:
        return date.span
    return Span(date.span.start, date.dated.start)


def _without_hours(left: _Left, ours: _Side, theirs: _Side) -> _Left:
    """Numbers of times of day that the other side gives too."""
    if not ours.clocks and not theirs.clocks:
        return left
    here = [a.span for a in ours.clocks if any(a.minutes & b.minutes for b in theirs.clocks)]
    there = [b.span for b in theirs.clocks if any(a.minutes & b.minutes for a in ours.clocks)]
    here += _full_hours(ours)
    there += _full_hours(theirs)
    return _outside(left, here, there)


def _full_hours(side: _Side) -> list[Span]:
    """Where the minutes of full hours stand, 3:00: nobody misses those."""
    return [
        Span(clock.span.start + at.start(), clock.span.start + at.end())
        for clock in side.clocks
        if (at := re.search(r"(?<=\D)00", ascii_digits(side.text[slice(*clock.span)])))
    ]


def _outside(left: _Left, here: Sequence[Span], there: Sequence[Span]) -> _Left:
    return _Left(
        [n for n in left.lost if not _is_within(n, here)],
        [n for n in left.made if not _is_within(n, there)],
    )


def _is_within(number: Number, spans: Iterable[Span]) -> bool:
    return any(start <= number.span.start and number.span.end <= end for start, end in spans)


def _without_parts(left: _Left, ours: _Side, theirs: _Side) -> _Left:
    """Numbers that the other side divides by another sign: 8.30 for 8:30, 3.9.2014 for 2014-9-3."""
    lost, made = list(left.lost), list(left.made)
    for some, other, side in ((lost, made, theirs), (made, lost, ours)):
        for number in tuple(some):
            groups = [group for figure in number.figures for group in figure.groups]
            if len(groups) < 2 or len(number.figures) > 1:
                continue
            run = _run(side, groups)
            if run is not None:
                some.remove(number)
                other[:] = [n for n in other if n not in run]
    return _Left(lost, made)


_DIVIDED = re.compile(r"\s?[:/h.,،;؛-]\s?|\s[ay]\s|\sو\s|\sand\s")


def _run(side: _Side, groups: Sequence[str]) -> Sequence[Number] | None:
    """Neighbours among the numbers of a text that are these groups, in some order."""
    wide = len(groups)
    found = [n for n in side.numbers if len(n.figures) == 1]
    for at in range(len(found) - wide + 1):
        run = found[at : at + wide]
        gaps = [side.text[a.span.end : b.span.start] for a, b in pairwise(run)]
        if all(_DIVIDED.fullmatch(gap) for gap in gaps) and sorted(groups) == sorted(
            group for n in run for group in n.figures[0].groups
        ):
            return run
    return None


_FRACTION = {
    "en": re.compile(r"\b([a-z]+)[\s-](hal(?:f|ves)|thirds?|quarters?|[a-z]+ths?)\b"),
    "es": re.compile(
        r"\b([a-zúí]+)\s(medios?|terci[oa]s?|cuart[oa]s?|quint[oa]s?|sext[oa]s?|séptim[oa]s?"
        r"|octav[oa]s?|noven[oa]s?|décim[oa]s?|(?:terc\w+|cuart\w+|quint\w+) partes?)"
    ),
    "fa": re.compile(
        r"(?<!\w)(یک|دو|سه|چهار|پنج|شش|هفت|هشت|نه)[\s\u200c]?"
        r"(سوم|چهارم|پنجم|ششم|هفتم|هشتم|نهم|دهم|صدم)(?!\w)"
    ),
}
_DENOMINATORS = {"quarter": 4, "hal": 2, "medi": 2, "terc": 3, "third": 3, "cuart": 4, "quint": 5}


def _without_fractions(left: _Left, ours: _Side, theirs: _Side) -> _Left:
    """2/3 for two thirds, «دوسوم», «dos tercios»."""
    return _Left(
        _not_said_as_fraction(left.lost, ours, theirs),
        _not_said_as_fraction(left.made, theirs, ours),
    )


def _not_said_as_fraction(some: Sequence[Number], side: _Side, other: _Side) -> Sequence[Number]:
    said = _fractions(other)
    if not said:
        return some
    spans = [
        Span(*match.span())
        for match in re.finditer(r"(\d{1,3})\s?[/⁄]\s?(\d{1,3})(?!\d|/)", ascii_digits(side.text))
        if int(match[2]) and Fraction(int(match[1]), int(match[2])) in said
    ]
    return [
        number
        for number in some
        if not _is_within(number, spans) and not any(v in said for v in number.values)
    ]


def _fractions(side: _Side) -> frozenset[Fraction]:
    pattern, words = _FRACTION.get(side.language), PARTS.get(side.language, {})
    if pattern is None:
        return frozenset()
    found = set()
    for match in pattern.finditer(side.text.lower()):
        below = words.get(match[2]) or next(
            (value for stem, value in _DENOMINATORS.items() if match[2].startswith(stem)), 0
        )
        below = below or words.get(match[2].rstrip("s"), 0)
        above = words.get(match[1], 0)
        if above and below:
            found.add(Fraction(above, below))
    return frozenset(found)


_NEGATIVE = {
    "en": re.compile(r"\b(?:minus|negative|below|sub-?zero)\b", re.IGNORECASE),
    "es": re.compile(r"\b(?:menos|negativ\w+|bajo cero)\b", re.IGNORECASE),
    "fa": re.compile("منفی|منها|زیر"),
}


def _without_signs_in_words(left: _Left, ours: _Side, theirs: _Side) -> _Left:
    """−5 for "minus five", "5 below zero"; in languages we do not know, any 5."""
    return _Left(
        [n for n in left.lost if not _is_said_below(n, ours, theirs)],
        [n for n in left.made if not _is_said_below(n, theirs, ours)],
    )


def _is_said_below(number: Number, side: _Side, other: _Side) -> bool:
    if not number.values or -number.values[0] not in other.values:
        return False
    unsigned = other if number.values[0] < 0 else side
    pattern = _NEGATIVE.get(unsigned.language)
    return pattern is None or pattern.search(unsigned.text) is not None


def _without_other_years(left: _Left, ours: _Side, theirs: _Side) -> _Left:
    """A year of Iran's calendar for one of ours, in languages that have that calendar.

    A year of a full date is not one of them: that date would have been the same.
    """
    if not ours.has_solar_calendar and not theirs.has_solar_calendar:
        return left
    here, there = _years(ours), _years(theirs)
    return _Left(
        [n for n in left.lost if not _is_solar_twin(n, here, there)],
        [n for n in left.made if not _is_solar_twin(n, there, here)],
    )


def _years(side: _Side) -> frozenset[int]:
    full = [date.span for date in side.dates if date.day is not None]
    return frozenset(
        int(number.figures[0].written)
        for number in side.numbers
        if len(number.figures) == 1
        and not number.scaled
        and number.figures[0].written.isdecimal()
        and len(number.figures[0].written) == _DIGITS_OF_YEAR
        and not _is_within(number, full)
    )


_DIGITS_OF_YEAR = 4


def _is_solar_twin(number: Number, mine: frozenset[int], others: frozenset[int]) -> bool:
    if len(number.values) != 1 or number.values[0] not in mine:
        return False
    year = int(number.values[0])
    return not others.isdisjoint((year - 621, year - 622, year + 621, year + 622))


_DECADES = {
    "en": re.compile(r"\d\Z|0[’']?s\b"),
    "es": re.compile(r"\b(?:años|décadas?|los)\s"),
    "fa": re.compile("ده[هٔۀ]"),
}


def _without_decades(left: _Left, ours: _Side, theirs: _Side) -> _Left:
    """The 1990s are «los noventa», «دههٔ نود», «دههٔ ۱۳۷۰»."""
    return _Left(_no_decade(left.lost, ours, theirs), _no_decade(left.made, theirs, ours))


def _no_decade(some: Sequence[Number], side: _Side, other: _Side) -> Sequence[Number]:
    if not any(_is_decade(side) or _is_decade(other) for _ in some):
        return some
    rest = []
    for number in some:
        value = number.values[0] if number.values else None
        if value is None or value % 10 or value < 0 or not number.figures:
            rest.append(number)
            continue
        same = {value % 100, value - value % 100 + value % 100}
        if value < 100:
            same |= {value + century for century in (1300, 1800, 1900, 2000)}
        if side.has_solar_calendar != other.has_solar_calendar:
            same |= {value - 630, value - 620, value + 620, value + 630}
            same |= {
                (value - 620) % 100,
                (value - 630) % 100,
                (value + 620) % 100,
                (value + 630) % 100,
            }
        if other.values.isdisjoint(same):
            rest.append(number)
    return rest


def _is_decade(side: _Side) -> bool:
    pattern = _DECADES.get(side.language)
    return pattern is not None and pattern.search(side.text) is not None


def _without_words(left: _Left, ours: _Side, theirs: _Side) -> _Left:
    """Numbers that the other side may say with a word: both, una, نیمه‌شب; or in roman digits."""
    return _Left(
        [n for n in left.lost if not _is_hinted(n, theirs)],
        [n for n in left.made if not _is_hinted(n, ours)],
    )


def _is_hinted(number: Number, other: _Side) -> bool:
    values = {int(value) for value in number.values if value == int(value) and value < _LIMIT}
    if number.scaled:
        return False
    for value in values:
        if 0 < value < _ROMAN and re.search(rf"\b{_roman(value)}\b", other.text):
            return True
        if is_known(other.language) and hinted(other.text, value, other.language):
            return True
    return False


_LIMIT = 2_000_000
_ROMAN = 40


def _roman(value: int) -> str:
    tens, ones = divmod(value, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]


def _without_sums(left: _Left, ours: _Side, theirs: _Side) -> _Left:
    """1,000,200 for «یک میلیون و ۲۰۰», which is read as two numbers."""
    lost, made = list(left.lost), list(left.made)
    for some, others, other in ((lost, made, theirs), (made, lost, ours)):
        for a, b in pairwise(other.numbers):
            whole = a.values[0] + b.values[0] if a.scaled and a.values and b.values else None
            summed = [n for n in some if n.values and n.values[0] == whole]
            if summed:
                some[:] = [n for n in some if n not in summed]
                others[:] = [n for n in others if n not in (a, b)]
    return _Left(lost, made)


def _without_conversions(left: _Left, ours: _Side, theirs: _Side) -> _Left:
    """96 km for 60 miles, one day for 24 hours: a measure in another unit."""
    lost, made = list(left.lost), list(left.made)
    for a in left.lost:
        units = units_beside(ours.text, a, ours.locale)
        if not units or not a.values:
            continue
        for b in theirs.numbers:
            if b.values and converted(
                a.values[0], units, b.values[0], units_beside(theirs.text, b, theirs.locale)
            ):
                lost = [n for n in lost if n is not a]
                made = [n for n in made if n is not b]
    return _Left(lost, made)


_Rule = Callable[[_Left, _Side, _Side], _Left]

_RULES: tuple[_Rule, ...] = (
    _without_asides,
    _without_dates,
    _without_hours,
    _without_parts,
    _without_fractions,
    _without_signs_in_words,
    _without_other_years,
    _without_decades,
    _without_words,
    _without_sums,
    _without_conversions,
)


def _judged(left: _Left, ours: _Side, theirs: _Side) -> Comparison:
    """What is left: numbers that became others, and what is missing or too many beside them."""
    pairs = _paired(left.lost, left.made)
    taken = [id(number) for pair in pairs for number in pair]
    missing = [n for n in left.lost if id(n) not in taken]
    extra = [n for n in left.made if id(n) not in taken]
    missing = [n for n in missing if is_known(theirs.language) and not n.is_name]
    extra = [n for n in extra if is_known(ours.language)]
    changed = [Change(a, b, _is_certain(a, b, ours)) for a, b in pairs]
    return Comparison(tuple(changed), tuple(missing), tuple(extra))


def _paired(lost: Sequence[Number], made: Sequence[Number]) -> list[tuple[Number, Number]]:
    """Each number that was lost with the one that stands in its place.

    That is one with as many digits; where as many were added as were lost, the next one.
    """
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


def _is_certain(was: Number, now: Number, ours: _Side) -> bool:
    """Whether they cannot be one; hours can, where the source leaves the half of the day open."""
    if not was.figures or not now.figures or not was.values or not now.values:
        return bool(was.figures and now.figures)
    for clock in ours.clocks:
        if not clock.half and _is_within(was, (clock.span,)):
            return abs(now.values[0] - was.values[0]) != 12
    return True


_CONNECTING = re.compile(
    r"\s?[-–—/:]\s?|\s?,?\s?(?:to|of|and|or|out of|from|through|a|al|de|y|o|u|hasta|تا|از|و|یا)\s"
)


def _exchanged(ours: _Side, theirs: _Side) -> Iterable[Change]:
    """Two neighbours that are all but joined, and stand the other way round on the other side."""
    for a, b in pairwise(ours.numbers):
        if not (a.figures and b.figures) or a.values == b.values:
            continue
        if not _CONNECTING.fullmatch(ours.text, a.span.end, b.span.start):
            continue
        for c, d in pairwise(theirs.numbers):
            if (
                c.values == b.values
                and d.values == a.values
                and c.figures
                and d.figures
                and _CONNECTING.fullmatch(theirs.text, c.span.end, d.span.start)
                and not _is_dated(ours, a)
                and not _is_dated(theirs, c)
            ):
                yield Change(a, c, certain=False)


def _is_dated(side: _Side, number: Number) -> bool:
    return _is_within(number, [date.span for date in side.dates])
