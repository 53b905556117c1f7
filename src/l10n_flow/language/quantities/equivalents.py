"""Ways to write the same number differently: each rule removes the numbers that it explains.

A rule gets the numbers that either side has and the other has not, and leaves those that it cannot
explain: by a date in another calendar, an hour of the other half of the day, a word, a fraction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice, pairwise

from l10n_flow import patterns as re
from l10n_flow.language.numerals import ascii_digits
from l10n_flow.language.quantities import programtexts
from l10n_flow.language.quantities.amongletters import without_letters
from l10n_flow.language.quantities.centuries import centuries
from l10n_flow.language.quantities.days import Date, months, same_date, year_in_full, years_of
from l10n_flow.language.quantities.eras import without_eras
from l10n_flow.language.quantities.figures import Value
from l10n_flow.language.quantities.halves import Halved
from l10n_flow.language.quantities.measures import converted
from l10n_flow.language.quantities.phrases import Number
from l10n_flow.language.quantities.ratios import is_percentage_of
from l10n_flow.language.quantities.sides import Left, Side, is_within
from l10n_flow.language.quantities.spelling import hinted, is_known
from l10n_flow.model import Span

Rule = Callable[[Left, Side, Side], Left]


def _of_one_side(rest: Callable[[Sequence[Number], Side, Side], Sequence[Number]]) -> Rule:
    """The rule that leaves of the numbers of a side what this does, given it and the other side."""

    def rule(left: Left, ours: Side, theirs: Side) -> Left:
        return Left(rest(left.lost, ours, theirs), rest(left.made, theirs, ours))

    return rule


def _of_one_number(is_explained: Callable[[Number, Side, Side], bool]) -> Rule:
    """The same for a rule that looks at each number alone."""
    return _of_one_side(lambda some, a, b: [n for n in some if not is_explained(n, a, b)])


def _of_both_sides(remove: Callable[[list[Number], list[Number], Side, Side], None]) -> Rule:
    """The rule that takes numbers out of both lists, asked with either side as the first."""

    def rule(left: Left, ours: Side, theirs: Side) -> Left:
        lost, made = list(left.lost), list(left.made)
        remove(lost, made, ours, theirs)
        remove(made, lost, theirs, ours)
        return Left(lost, made)

    return rule


@_of_one_number
def _without_asides(number: Number, _: Side, other: Side) -> bool:
    """Remove numbers that the other side has in its code or addresses."""
    figures = number.figures if other.aside else ()
    groups = [group for figure in figures for group in _DIGITS.findall(figure.written)]
    return bool(groups) and other.digits_aside.issuperset(groups)


_DIGITS = re.compile(r"\d+")


def _without_dates(left: Left, ours: Side, theirs: Side) -> Left:
    """Remove numbers of dates that the other side has too, in any form and calendar."""
    if not _any_up_to(left, _LAST_YEAR) or not ours.dates or not theirs.dates:
        return left
    here: list[Span] = []
    there: list[Span] = []
    for one in ours.dates:
        for other in theirs.dates:
            if same_date(one, other):
                whole = (one.year is None) == (other.year is None)
                here += _explained(one, whole=whole)
                there += _explained(other, whole=whole)
    return left.outside(here, there)


_MINUTES, _LAST_YEAR = 60, 9999


def _any_up_to(left: Left, limit: int) -> bool:
    """Whether a number is left that is small enough to be an hour, or a year."""
    return any(not n.values or 0 <= n.values[0] <= limit for n in (*left.lost, *left.made))


def _explained(date: Date, *, whole: bool) -> list[Span]:
    """The positions of a date's numbers; of its year only if the other date has one, too."""
    if date.on is None and date.dated is None:
        return [date.span]
    parts = [date.on, date.dated if whole else None]
    return [span for span in parts if span is not None]


def _without_hours(left: Left, ours: Side, theirs: Side) -> Left:
    """Remove numbers of times of day that the other side has too."""
    if not _any_up_to(left, _MINUTES) or not (ours.clocks or theirs.clocks):
        return left
    here = [a.span for a in ours.clocks if any(a.minutes & b.minutes for b in theirs.clocks)]
    there = [b.span for b in theirs.clocks if any(a.minutes & b.minutes for a in ours.clocks)]
    here += _full_hours(ours)
    there += _full_hours(theirs)
    left = left.outside(here, there)
    hours, others = _afternoon(ours, left.made), _afternoon(theirs, left.lost)
    return left.outside([*hours, *others.values()], [*others, *hours.values()])


def _afternoon(side: Side, others: Sequence[Number]) -> dict[Span, Span]:
    """Times of a side that say which half of the day it is, with those on 24 hours for them.

    15 by itself is an hour, in whatever language, where the other text has 3 p.m. in its place, and
    so is 0.15 for 12:15 a.m.
    """
    later = {
        minutes: clock.span
        for clock in side.clocks
        for minutes in clock.minutes
        if minutes >= _ONE_O_CLOCK or 0 < minutes < _MINUTES
    }
    on_a_day = [(number, _minutes(number)) for number in others] if later else []
    return {later[minutes]: number.span for number, minutes in on_a_day if minutes in later}


_ONE_O_CLOCK = 13 * 60


def _minutes(number: Number) -> int:
    """What a number is worth as a time on 24 hours: 14, 14.30."""
    groups = number.figures[0].groups if len(number.figures) == 1 and not number.scaled else ()
    if not 1 <= len(groups) <= _TWO:
        return 0
    return int(groups[0]) * 60 + (int(groups[1]) if len(groups) == _TWO else 0)


_TWO = 2


def _full_hours(side: Side) -> list[Span]:
    """The positions of the minutes of full hours, 3:00, which may be left out."""
    return [
        Span(clock.span.start + at.start(), clock.span.start + at.end())
        for clock in side.clocks
        if (at := re.search(r"(?<=\D)00", ascii_digits(side.text[slice(*clock.span)])))
    ]


@_of_both_sides
def _without_parts(some: list[Number], others: list[Number], _: Side, other: Side) -> None:
    """Numbers that the other side divides by another sign: 8.30 for 8:30, 3.9.2014 for 2014-9-3."""
    for number in tuple(some):
        groups = number.figures[0].groups if len(number.figures) == 1 else ()
        run = _run(other, groups) if len(groups) > 1 else None
        if run is not None:
            some.remove(number)
            others[:] = [n for n in others if n not in run]


_DIVIDED = re.compile(r"\s?[:/h.,،;؛-]\s?|\(|\s(?:\w+\s)?(?:[ay]|con|و|تا|and|to)\s")


def _run(side: Side, groups: Sequence[str]) -> Sequence[Number] | None:
    """Neighbours among the numbers of a text that are these groups, in some order."""
    wide = len(groups)
    found = [n for n in side.numbers if _groups(n)]
    for at in range(len(found) - wide + 1):
        run = found[at : at + wide]
        gaps = [side.text[a.span.end : b.span.start] for a, b in pairwise(run)]
        if all(_DIVIDED.fullmatch(gap) for gap in gaps) and sorted(groups) == sorted(
            group for n in run for group in _groups(n)
        ):
            return run
    return None


def _groups(number: Number) -> Sequence[str]:
    """The groups of digits that a number has by itself, or would have if it were not in words."""
    if len(number.figures) == 1:
        return number.figures[0].groups
    is_whole = not number.figures and not number.scaled and number.values
    return (str(number.values[0]),) if is_whole else ()


@_of_one_side
def _without_fractions(some: Sequence[Number], side: Side, other: Side) -> Sequence[Number]:
    """2/3 for two thirds and «دوسوم», 20 % for one in five."""
    if not some or not (side.ratios or other.ratios):
        return some
    expressed = [ratio.value for ratio in other.ratios]
    percents = _percentages(other) if side.ratios else ()
    spans = [
        span
        for span, value in side.ratios
        if value in expressed or any(is_percentage_of(percent, value) for percent in percents)
    ]
    return [
        number
        for number in some
        if not is_within(number, spans)
        and not any(value in expressed for value in number.values)
        and not ("percent" in side.units(number) and _is_part_of(number, expressed))
    ]


def _percentages(side: Side) -> Sequence[Value]:
    return [n.values[0] for n in side.numbers if n.values and "percent" in side.units(n)]


def _is_part_of(number: Number, expressed: Sequence[Fraction]) -> bool:
    return any(is_percentage_of(value, ratio) for value in number.values for ratio in expressed)


@_of_both_sides
def _without_halves(some: list[Number], others: list[Number], side: Side, other: Side) -> None:
    """500,000 for half a million, 3.5 for «tres kilos y medio», 24 for two dozen."""
    for half in other.halves if some else ():
        same = [n for n in some if _is_half(n, side, half)]
        if same:
            some[:] = [n for n in some if n not in same]
            others[:] = [n for n in others if not is_within(n, (half.span,))]


def _is_half(number: Number, side: Side, half: Halved) -> bool:
    if half.value in number.values:
        return True
    units = side.units(number) if number.values else frozenset()
    return bool(units) and converted(number.values[0], units, half.value, half.units)


_RUN_OF_DIGITS = r"\d[\d\s()\-‐‑–\u00a0\u202f\u2066-\u2069\u200e]{4,}\d"
_CALL = re.compile(rf"(?:\+\s?|\()?{_RUN_OF_DIGITS}")
"""What a telephone understands, or a bank: digits in groups that each country makes otherwise."""
_LONG_RUN = re.compile(_RUN_OF_DIGITS)
_SHORTEST_CALL = 7
"""Digits; shorter ones are two numbers side by side more often."""


def _without_groupings(left: Left, ours: Side, theirs: Side) -> Left:
    """+1 212 555 0100 for +1 212-555-0100, and for (212) 555-0100 where one is called at home."""
    if not any(len(n.digits) > 1 for n in (*left.lost, *left.made)):
        return left
    here, there = _calls(ours), _calls(theirs)
    same = [(a, b) for a in here for b in there if _are_one_call(a[0], b[0])]
    return left.outside([a[1] for a, _ in same], [b[1] for _, b in same])


def _calls(side: Side) -> list[tuple[str, Span]]:
    """Long runs of digits, with their places; a "+" before them counts."""
    found: list[tuple[str, Span]] = []
    plain = ascii_digits(side.text)
    if _LONG_RUN.search(plain) is None:
        return found
    for match in _CALL.finditer(plain):
        digits = "".join(_DIGITS.findall(match[0]))
        if len(digits) >= _SHORTEST_CALL:
            sign = "+" if match[0].startswith("+") else ""
            found.append((sign + digits, Span(*match.span())))
    return found


def _are_one_call(one: str, other: str) -> bool:
    if one.lstrip("+") == other.lstrip("+"):
        return True
    for abroad, home in ((one, other), (other, one)):
        if abroad.startswith("+") and not home.startswith("+"):
            local = home.removeprefix("0")
            if len(local) >= _SHORTEST_CALL and abroad[2:].endswith(local):
                return len(abroad) - len(local) <= _LONGEST_COUNTRY_CODE
    return False


_LONGEST_COUNTRY_CODE = 4
"""Three digits (ITU-T E.164), and the sign."""


_NEGATIVE = {
    "ar": re.compile("سالب|ناقص|تحت|دون|ق\\.\\s?م|قبل الميلاد"),
    "de": re.compile(
        r"\b(?:minus|negativ\w*|unter|v\.\s?(?:Chr|u\. Z)|vor Christus)", re.IGNORECASE
    ),
    "en": re.compile(r"\b(?:minus|negative|below|sub-?zero|BCE?|before Christ)\b", re.IGNORECASE),
    "es": re.compile(
        r"\b(?:menos|negativ\w+|bajo cero|a\.\s?(?:de\s)?(?:C|n\. e)|AEC"
        r"|antes de (?:Cristo|nuestra))\b",
        re.IGNORECASE,
    ),
    "fa": re.compile("منفی|منها|زیر|کمتر|پیش از میلاد|ق\\.\\s?م"),
    "fr": re.compile(
        r"\b(?:moins|négati\w+|dessous|sous zéro|av\.\s?J|avant (?:Jésus|notre))", re.IGNORECASE
    ),
    "he": re.compile("מינוס|שלילי|מתחת"),
    "it": re.compile(r"\b(?:meno|negativ\w+|sotto|a\.\s?C|avanti Cristo)\b", re.IGNORECASE),
    "ja": re.compile("マイナス|氷点下|零下|負|紀元前"),
    "nl": re.compile(r"\b(?:min|minus|negatie\w+|onder)\b", re.IGNORECASE),
    "pt": re.compile(r"\b(?:menos|negativ\w+|abaixo|a\.\s?C|antes de Cristo)\b", re.IGNORECASE),
    "ru": re.compile(
        r"\b(?:минус\w*|отрицательн\w+|ниже|мороза|до (?:н\.\s?э|нашей|Рождества))", re.IGNORECASE
    ),
    "tr": re.compile(r"\b(?:eksi|negatif|altında)\b", re.IGNORECASE),
    "uk": re.compile(r"\b(?:мінус\w*|від.ємн\w+|нижче|морозу|до (?:н\.\s?е|нашої))", re.IGNORECASE),
    "zh": re.compile("负|負|零下|公元前|西元前"),
}


@_of_one_number
def _without_signs_in_words(number: Number, side: Side, other: Side) -> bool:
    """−5 for "minus five", "5 below zero", 5 BCE; in languages we do not know, any 5."""
    if not number.values or -number.values[0] not in other.values:
        return False
    unsigned, signed = (other, side) if number.values[0] < 0 else (side, other)
    below = _words_below(unsigned)
    return below is None or below > (_words_below(signed) or 0)


def _words_below(side: Side) -> int | None:
    """How many words for "below zero" a text has; None where they are not known."""
    pattern = _NEGATIVE.get(side.language)
    return None if pattern is None else len(pattern.findall(side.text))


def _without_other_years(left: Left, ours: Side, theirs: Side) -> Left:
    """A year of Iran's calendar for one of ours, in languages that have that calendar.

    A year of a full date is not one of them: that date would have been the same. Where the other
    text has no full date, it is the year of this one: «کودتای ۲۸ مرداد ۱۳۳۲» is the coup of 1953.
    """
    if not ours.has_solar_calendar and not theirs.has_solar_calendar:
        return left
    if not any(n.values and 0 <= n.values[0] < _NO_YEAR for n in (*left.lost, *left.made)):
        return left
    here, there = (_years(side) | _short_years(side) | _cut_years(side) for side in (ours, theirs))
    full_here, full_there = _full_dates(ours, theirs, there), _full_dates(theirs, ours, here)
    here |= {date.year for date in full_here if date.year is not None}
    there |= {date.year for date in full_there if date.year is not None}
    left = left.outside([date.span for date in full_here], [date.span for date in full_there])
    return Left(
        [n for n in left.lost if not _is_solar_twin(n, ours, here, there)],
        [n for n in left.made if not _is_solar_twin(n, theirs, there, here)],
    )


def _short_years(side: Side) -> frozenset[int]:
    """Numbers of two digits, as years of Iran's calendar: the revolution of «۵۷»."""
    if not side.has_solar_calendar:
        return frozenset()
    return frozenset(year_in_full(n.digits) for n in side.numbers if _may_be_short_year(n))


def _cut_years(side: Side) -> frozenset[int]:
    """Years of the last century that are cut short: ’79."""
    if side.has_solar_calendar or _CUT_YEAR.search(side.text) is None:
        return frozenset()
    return frozenset(_CENTURY + int(year) for year in _CUT_YEAR.findall(side.text))


_CENTURY = 1900
_CUT_YEAR = re.compile(r"[’'‘](\d\d)(?![\d’'])")


def _may_be_short_year(number: Number) -> bool:
    return len(number.digits) == _TWO and len(number.figures) == 1 and not number.scaled


def _full_dates(side: Side, other: Side, years: frozenset[int]) -> Sequence[Date]:
    """Full dates of Iran's calendar whose year the other text has, but no date in their place."""
    full = [date for date in side.dates if date.solar and date.day and date.year is not None]
    others = [date for date in other.dates if date.day is not None]
    if not full or not all(any(same_date(a, b) for b in side.dates) for a in others):
        return ()
    return [date for date in full if not years.isdisjoint(years_of(date))]


def _years(side: Side) -> frozenset[int]:
    full = [date.span for date in side.dates if date.day is not None]
    spelled = {
        int(number.values[0])
        for number in side.numbers
        if not number.figures and number.values[0] in _SPELLED_YEARS
    }
    return frozenset(spelled).union(
        int(number.figures[0].written)
        for number in side.numbers
        if len(number.figures) == 1
        and not number.scaled
        and number.figures[0].written.isdecimal()
        and len(number.figures[0].written) == _DIGITS_OF_YEAR
        and not is_within(number, full)
    )


_SPELLED_YEARS = range(1201, 2100)
_DIGITS_OF_YEAR = 4
_NO_YEAR = 10**_DIGITS_OF_YEAR


def _is_solar_twin(
    number: Number, side: Side, mine: frozenset[int], others: frozenset[int]
) -> bool:
    if side.has_solar_calendar and _may_be_short_year(number):
        year = year_in_full(number.digits)
    elif _may_be_short_year(number) and _CENTURY + int(number.digits) in mine:
        year = _CENTURY + int(number.digits)
    elif len(number.values) == 1 and number.values[0] in mine:
        year = int(number.values[0])
    else:
        return False
    return not others.isdisjoint((year - 621, year - 622, year + 621, year + 622))


@_of_one_number
def _without_months(number: Number, side: Side, other: Side) -> bool:
    """«5月» for May, «tháng 5»: in China, Japan, Korea and Vietnam months are numbers."""
    if not number.values or not _is_month(number, side):
        return False
    return any(number.values[0] in name.numbers for name in months(other.text, other.locale))


def _is_month(number: Number, side: Side) -> bool:
    if side.language == "vi":
        return side.text[: number.span.start].rstrip().lower().endswith(("tháng", "thg"))
    at = number.span.end + side.text.startswith((" ", "\u00a0"), number.span.end)
    return side.text.startswith(("月", "월"), at)


_IDIOMS = {
    "en": re.compile(r"(?<![\d/])(?:9/11|24/7|20/20)(?![\d/])"),
    "es": re.compile(r"\b[12](?:\.?[ºª°]|\.?[oa]|er|do)\s(?:plano|mano)\b", re.IGNORECASE),
    "pt": re.compile(r"\b[2-6]\.?[ªa][\s-]feira\b", re.IGNORECASE),
    "vi": re.compile(r"\bthứ [2-7]\b", re.IGNORECASE),
}
"""9/11 is «el 11 de septiembre», 24/7 round the clock; «en 2º plano» is in the background, «de 2ª
mano» is used, «a 4.ª feira» and «thứ 4» are Wednesday."""
_OF_IDIOMS = frozenset((value,) for value in (1, 2, 3, 4, 5, 6, 7, 9, 11, 20, 24))


@_of_one_side
def _without_idioms(some: Sequence[Number], side: Side, _: Side) -> Sequence[Number]:
    """Numbers in phrases that other languages have words without a number for."""
    if side.language not in _IDIOMS or not any(n.values[:1] in _OF_IDIOMS for n in some):
        return some
    spans = [Span(*match.span()) for match in _IDIOMS[side.language].finditer(side.text)]
    return [number for number in some if not is_within(number, spans)]


_DECADES = {
    "en": re.compile(r"\d0[’']?s\b"),
    "es": re.compile(r"\b(?:años|décadas?|los)\s"),
    "fa": re.compile("ده[هٔۀ]"),
}


def _unless_measured(rule: Rule) -> Rule:
    """The rule, which leaves the one number of each side alone that has the same unit.

    What a word may stand for, a decade or an article, has no unit: 1 minute is not said by "the".
    """

    def careful(left: Left, ours: Side, theirs: Side) -> Left:
        if len(left.lost) == len(left.made) == 1:
            (was,), (now,) = left.lost, left.made
            if was.figures and now.figures and ours.units(was) & theirs.units(now):
                return left
        return rule(left, ours, theirs)

    return careful


@_unless_measured
@_of_one_side
def _without_decades(some: Sequence[Number], side: Side, other: Side) -> Sequence[Number]:
    """The 1990s are «los noventa», «دههٔ نود», «دههٔ ۱۳۷۰»."""
    if not any(map(_may_be_decade, some)) or not (_is_decade(side) or _is_decade(other)):
        return some
    return [n for n in some if not _may_be_decade(n) or not _has_decade(n.values[0], side, other)]


def _may_be_decade(number: Number) -> bool:
    value = number.values[0] if number.values else -1
    return value >= 0 and not value % 10 and bool(number.figures)


def _has_decade(value: Value, side: Side, other: Side) -> bool:
    full = {value + century for century in (1300, 1800, 1900, 2000)} if value < 100 else {value}
    same = {value, value % 100, *full}
    if side.has_solar_calendar != other.has_solar_calendar:
        twins = {year + years for year in full for years in (-630, -620, 620, 630)}
        same |= twins | {year % 100 for year in twins}
    return not other.values.isdisjoint(same)


def _is_decade(side: Side) -> bool:
    pattern = _DECADES.get(side.language)
    return pattern is not None and pattern.search(side.text) is not None


@_unless_measured
@_of_one_number
def _without_words(number: Number, _: Side, other: Side) -> bool:
    """Numbers that the other side may say with a word: both, una, نیمه‌شب; or in roman digits."""
    values = {int(value) for value in number.values if value == int(value) and value < _LIMIT}
    if number.scaled or number.is_name or number.is_decimal:
        return False
    for value in values:
        if 0 < value < _ROMAN and _is_roman(_roman(value), other.text):
            return True
        if is_known(other.language) and hinted(other.text, value, other.language):
            return True
    return False


def _is_roman(word: str, text: str) -> bool:
    """Whether a Roman numeral is in a text by itself, or behind a name's capitals: WWII."""
    named = r"(?:\b[A-HJ-UWYZ]{1,2})" if len(word) > 1 else r"\bWW"
    return word in text and re.search(rf"(?:\b|{named}){word}(?:e|ème)?\b", text) is not None


_LIMIT = 2_000_000
_ROMAN = 40


def _roman(value: int) -> str:
    tens, ones = divmod(value, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]


@_of_both_sides
def _without_sums(some: list[Number], others: list[Number], _: Side, other: Side) -> None:
    """1,000,200 for «یک میلیون و ۲۰۰», which is read as two numbers."""
    for a, b in pairwise(other.numbers):
        if not (a.scaled and a.values and b.values):
            continue
        whole = a.values[0] + b.values[0]
        summed = [n for n in some if n.values and n.values[0] == whole]
        if summed:
            some[:] = [n for n in some if n not in summed]
            others[:] = [n for n in others if n not in (a, b)]


@_of_both_sides
def _without_conversions(some: list[Number], others: list[Number], side: Side, other: Side) -> None:
    """96 km for 60 miles, one day for 24 hours: a measure in another unit."""
    for a in tuple(some):
        units = _units_of_range(side, a) if a.values else frozenset()
        for b in other.numbers if units else ():
            if b.values and _are_one_measure(a, units, b, _units_of_range(other, b), other):
                some[:] = [n for n in some if n is not a]
                others[:] = [n for n in others if n is not b]


def _are_one_measure(
    a: Number, units: frozenset[str], b: Number, others: frozenset[str], other: Side
) -> bool:
    """Whether they are; a text about the rial has sums in rials without that word behind them."""
    if not others and units == _TOMAN and _RIAL.search(other.text) is not None:
        others = _RIALS
    about = _ABOUT.get(other.language)
    start, end = max(0, b.span.start - _REACH_OF_ABOUT), b.span.start
    is_rough = about is not None and about.search(other.text, start, end) is not None
    precision = _ROUGH if is_rough else _CLOSE
    return converted(a.values[0], units, b.values[0], others, precision)


_CLOSE, _ROUGH = 20, 10
_ABOUT: Mapping[str, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:about|around|nearly|almost|over|more than|some|roughly)\s\Z", re.IGNORECASE
    ),
    "es": re.compile(
        r"\b(?:casi|cerca de|más de|menos de|un[oa]s|alrededor de|aproximadamente|en torno a)\s\Z",
        re.IGNORECASE,
    ),
    "fa": re.compile(r"(?:حدود|نزدیک به|بیش از|کمتر از|تقریباً?|قریب به|بالغ بر)\s\Z"),
}
"""What stands before a number that is rounded more: «más de trescientos kilómetros»."""
_REACH_OF_ABOUT = 20
"""Characters before a number in which one of them may be."""
_TOMAN, _RIALS = frozenset(("toman",)), frozenset(("IRR",))
_RIAL = re.compile(r"\brial(?:s|es)?\b|ریال", re.IGNORECASE)


def _units_of_range(side: Side, number: Number) -> frozenset[str]:
    """The units beside a number, or beside the second one of a range: 5–10 meters."""
    units, dash = side.units(number), _DASH.match(side.text, number.span.end)
    if units or dash is None:
        return units
    return next((side.units(n) for n in side.numbers if n.span.start == dash.end()), units)


_DASH = re.compile(
    r"(?:\s?[-–—]\s?|\s(?:to|and|or|y|o|al?|تا|و|یا|bis|und|oder|à|et|ou|e|до|и|или)\s)(?=\d)"
)


@_of_both_sides
def _without_short_magnitudes(
    some: list[Number], others: list[Number], side: Side, other: Side
) -> None:
    """1.4m visitors for 1.4 million: beside no sum of money, m might be metres, too."""
    for a in tuple(some):
        short = _SHORT_MAGNITUDE.match(side.text, a.span.end) if a.figures and a.values else None
        if short is None:
            continue
        meant = a.values[0] * 10 ** _POWERS_IN_SHORT[short[1]]
        if meant in other.values:
            some.remove(a)
            others[:] = [b for b in others if b.values[:1] != (meant,)]


_SHORT_MAGNITUDE = re.compile(r"\s?(k|m|bn|trn|tn)(?![\w²³])")
_POWERS_IN_SHORT = {"k": 3, "m": 6, "bn": 9, "tn": 12, "trn": 12}


@_of_both_sides
def _without_calibres(some: list[Number], others: list[Number], side: Side, _: Side) -> None:
    """A .45 pistol is a 45 as well: its calibre is said with the point or without."""
    for a in tuple(some):
        calibre = _CALIBRE.fullmatch(side.text[slice(*a.span)])
        if calibre is None or side.units(a):
            continue
        twin = next((b for b in others if b.digits == calibre[1]), None)
        if twin is not None:
            some.remove(a)
            others.remove(twin)


_CALIBRE = re.compile(r"\.([1-9]\d{1,2})")
_HEIGHT = re.compile(
    r"(?<!\d)(?P<feet>\d{1,2})\s?(?:['’′]|ft\.?|feet|foot|pies?|فوت)[\s-]?(?:(?:and|y|و)\s)?"
    r"(?P<inches>\d{1,2})(?!\d)(?:\s?(?:[\"”″]|''|in\b|inch(?:es)?|pulgadas?|اینچ))?"
)
"""5 ft 10 in, 6'2\"."""
_FEET = re.compile("['’′]|f(?:t|eet|oot)|pie|فوت")


@_of_both_sides
def _without_heights(some: list[Number], others: list[Number], side: Side, other: Side) -> None:
    """1.78 m for 5 ft 10 in."""
    is_in_feet = bool(some) and _FEET.search(side.text) is not None
    heights = islice(_HEIGHT.finditer(ascii_digits(side.text)), _MANY) if is_in_feet else ()
    for height in heights:
        inches = Fraction(int(height["feet"]) * 12 + int(height["inches"]))
        same = [
            n
            for n in other.numbers
            if n.values and converted(inches, _INCHES, n.values[0], other.units(n), _BY_INCHES)
        ]
        if same:
            some[:] = [n for n in some if not is_within(n, (Span(*height.span()),))]
            others[:] = [n for n in others if n not in same]


_MANY = 20
"""Of a text that are looked at; where there are more, it is a table."""
_INCHES = frozenset(("inch",))
_BY_INCHES = 60
"""A sixtieth is an inch in five feet."""


_RANGE = re.compile(r"\s?[-–—/]\s?|\s(?:to|and|or|a|y|o|تا|و|یا)\s(?:[$€£]|US\$)?")


@_of_both_sides
def _without_shared_parts(
    some: list[Number], others: list[Number], side: Side, other: Side
) -> None:
    """What numbers of a range share is said once: 10–15 million, 1914–18."""
    for first, last in pairwise(side.numbers) if some or others else ():
        if _RANGE.fullmatch(side.text, first.span.end, last.span.start) is None:
            continue
        for number, value in _in_full(first, last):
            meant = {value}
            if side.has_solar_calendar != other.has_solar_calendar and number is last:
                meant |= {value + years for years in (-622, -621, 621, 622)}
            if (number in some or not number.figures) and not meant.isdisjoint(other.values):
                some[:] = [n for n in some if n is not number]
                others[:] = [n for n in others if not n.values or n.values[0] not in meant]


_SEASON = re.compile(
    r"(?<![\d./])(?P<first>(?:\d\d)?\d\d)\s?[-–/]\s?(?P<last>(?:\d\d)?\d\d)(?![\d./])"
)
"""The school year 2025/26."""


def _without_seasons(left: Left, ours: Side, theirs: Side) -> Left:
    """2025/26 is 2025-2026, 25/26, and «۱۴۰۴–۰۵»."""
    if not left.lost and not left.made:
        return left
    here, there = _seasons(ours), _seasons(theirs)
    twins = (0, 79, 78) if ours.has_solar_calendar != theirs.has_solar_calendar else (0,)
    same = [
        (one, other)
        for one, first in here
        for other, second in there
        if (first - second) % 100 in twins or (second - first) % 100 in twins
    ]
    return left.outside([one for one, _ in same], [other for _, other in same])


def _seasons(side: Side) -> list[tuple[Span, int]]:
    """The spans of two years in a row, with the last two digits of the first."""
    found = []
    for match in _SEASON.finditer(ascii_digits(side.text)):
        first, last = int(match["first"]), int(match["last"])
        is_year = len(match["first"]) == _DIGITS_OF_YEAR or "/" in match[0]
        if is_year and (last - first) % 100 == 1:
            found.append((Span(*match.span()), first % 100))
    return found


def _in_full(first: Number, last: Number) -> Iterator[tuple[Number, Value]]:
    """The numbers of a range that are cut short, and what they are in full."""
    if not first.values or not last.values:
        return
    if last.scaled and not first.scaled:
        yield first, first.values[0] * last.values[0] / _multiplied(last)
    if len(first.digits) == _DIGITS_OF_YEAR and len(last.digits) == 2 and not first.scaled:
        yield last, first.values[0] - first.values[0] % 100 + last.values[0]


def _multiplied(number: Number) -> Fraction:
    """What the words of a number multiply: 5 of five million."""
    if number.figures and number.figures[0].values:
        return Fraction(number.figures[0].values[0])
    value = Fraction(number.values[0])
    while value and value % _THOUSAND == 0:
        value /= _THOUSAND
    return value or Fraction(1)


_THOUSAND = 1000
_NTH = re.compile(
    r"(?<![\d.,])(\d{1,4})(?:st|nd|rd|th)s?\b"
    r"(?:(?P<last>[ -]last\b)|(?P<party>[ -]part(?:y|ies)\b))?",
    re.IGNORECASE,
)
_OTH = re.compile(r"\d(?:st|nd|rd|th)", re.IGNORECASE)
_ORDINALS = {
    2: "segund", 3: "terc", 4: "cuart", 5: "quint", 6: "sext", 7: "s[eé]p?tim", 8: "octav",
    9: "no(?:ve)?n", 10: "d[eé]cim", 100: "cent[eé]sim", 1000: "mil[eé]sim",
}  # fmt: skip
_FROM_THE_END = {2: "penúltim", 3: "antepenúltim"}


def _without_ordinals(left: Left, ours: Side, theirs: Side) -> Left:
    """The 10th for «la décima», 100ths for «centésimas», 2nd last for «penúltimo»; a 3rd party."""
    if not left.lost or ours.language != "en" or theirs.language != "es":
        return left
    if _OTH.search(ours.text) is None:
        return left
    expressed = [
        Span(*match.span())
        for match in _NTH.finditer(ours.text)
        if match["party"] or _is_ordinal(match, theirs.text)
    ]
    return Left([n for n in left.lost if not is_within(n, expressed)], left.made)


def _is_ordinal(nth: re.Match[str], text: str) -> bool:
    """Whether a text has the ordinal in a word."""
    stem = (_FROM_THE_END if nth["last"] else _ORDINALS).get(int(nth[1]))
    return stem is not None and re.search(rf"(?i:\b{stem})", text) is not None


_NORDIC = r"\b(\d{1,2})00-tal"
_BY_YEARS = {
    "da": _NORDIC, "en": r"\b(\d{1,2})00[’']?s\b", "fi": r"\b(\d{1,2})00(?=-(?:\s|lu))",
    "nb": _NORDIC, "nn": _NORDIC, "no": _NORDIC, "sv": _NORDIC,
}  # fmt: skip
"""The 1700s, «1700-luku», «1700-talet»; also of two: «1700- ja 1800-luvuilla»."""


@_of_both_sides
def _without_centuries(some: list[Number], others: list[Number], side: Side, other: Side) -> None:
    """The 1700s for the 18th century, «el siglo XVIII», «18世纪»."""
    pattern = _BY_YEARS.get(side.language)
    if not some or pattern is None:
        return
    for match in re.finditer(pattern, ascii_digits(side.text)):
        count = int(match[1]) + 1
        named = [n for n in some if is_within(n, [Span(match.start(), match.end(1) + 2)])]
        same = next((n for n in others if n.values[:1] == (count,)), None)
        if named and (same is not None or _is_roman(_roman(count), other.text)):
            some.remove(named[0])
            others[:] = [number for number in others if number is not same]


@_of_one_side
def _without_hijri(some: Sequence[Number], side: Side, other: Side) -> Sequence[Number]:
    """The 15th century is «قرن نهم هجری»."""
    if not some or not any("هجری" in text for text in (side.text, other.text)):
        return some
    known = {n for name in centuries(other.text, other.locale) for n in name.numbers}
    shared = [c.span for c in centuries(side.text, side.locale) if not known.isdisjoint(c.numbers)]
    return [number for number in some if not is_within(number, shared)]


RULES: tuple[Rule, ...] = (
    _without_asides,
    _without_dates,
    _without_hours,
    _without_parts,
    _without_fractions,
    _without_halves,
    _without_shared_parts,
    _without_seasons,
    _without_groupings,
    _without_signs_in_words,
    _without_other_years,
    without_eras,
    _without_decades,
    _without_months,
    _without_idioms,
    _without_words,
    _without_sums,
    _without_conversions,
    _without_short_magnitudes,
    _without_calibres,
    _without_heights,
    _of_one_side(without_letters),
    _without_ordinals,
    programtexts.without_names_of_things,
    _without_centuries,
    _without_hijri,
    programtexts.without_branches,
    programtexts.without_arguments,
    programtexts.without_commands,
    programtexts.without_bases,
    programtexts.without_examples,
    programtexts.without_long_ones,
)
