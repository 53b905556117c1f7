"""Numbers by value: `5` is `۵`, `1,000` is `1.000`, "two" is 2."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from l10n_flow.checks.numberwords import is_known, says, says_magnitude
from l10n_flow.checks.pair import Hit, Pair
from l10n_flow.checks.row import Check, Example
from l10n_flow.checks.traits import Trait
from l10n_flow.language.numerals import ascii_digits
from l10n_flow.model import Severity, Span

__all__ = ["CHECKS", "Difference", "Number", "difference", "numbers", "regrouped"]

_NUMBER = re.compile(r"\d+(?:[.,:/٫٬’'\u00a0\u202f\u066b\u066c–-]\d+|[ ]\d{3}(?!\d))*")
_GROUP = re.compile(r"\d+")
_SPELLED_UP_TO = 100
"""Style guides spell numbers up to nine, twelve or a hundred."""


class Number(NamedTuple):
    """A number as it is written somewhere, in ASCII digits, and where."""

    digits: str
    """All its digits, the separators taken out: what a decimal comma and a point agree on."""
    span: Span
    groups: tuple[str, ...]
    """Its digits between separators, without leading zeros."""


class Difference(NamedTuple):
    """What the numbers of a translation lack and what they have too many."""

    missing: tuple[Number, ...]
    """Numbers of the source; their spans are in the source."""
    extra: tuple[Number, ...]
    """Numbers of the target."""


def numbers(prose: str) -> list[Number]:
    """The numbers of a text, in order; digits of every script.

    >>> [number.digits for number in numbers("1,000 · ۲٫۵ · IPv6 · 24:15")]
    ['1000', '25', '6', '2415']
    """
    found = []
    for match in _NUMBER.finditer(prose):
        plain = ascii_digits(match.group())
        groups = tuple([group.lstrip("0") or "0" for group in _GROUP.findall(plain)])
        found.append(Number("".join(_GROUP.findall(plain)), Span(*match.span()), groups))
    return found


def difference(source: str, target: str, source_language: str, language: str) -> Difference:
    """The numbers that source and target do not share, by value.

    Passes without a word: digits of another script, other separators, parts of a date in another
    order, a number that one side spells (in English, Spanish and Persian), a year of the solar
    calendar for one of the Gregorian or a date given in both, twelve and twenty-four hours, a
    roman number, "5 thousand" for 5000.

    >>> found = difference("In 2015, 1,000 of 5", "En 2016, mil de 5", "en", "es")
    >>> [n.digits for n in found.missing], [n.digits for n in found.extra]
    (['2015'], ['2016'])
    >>> difference("Sep 29, 2020 at 3:15", "۸ مهر ۱۳۹۹ ساعت ۱۵:۱۵", "en", "fa")
    Difference(missing=(), extra=())
    """
    ours, theirs = numbers(source), numbers(target)
    missing, extra = _unshared(ours, theirs)
    if not missing and not extra:
        return Difference((), ())
    if _all_groups(missing) == _all_groups(extra):
        return Difference((), ())
    missing, extra = _reconciled(missing, extra)
    missing, extra = _first_calendar(missing, theirs), _first_calendar(extra, ours)
    lost = [n for n in missing if not _is_spelled(n, target, language)]
    made = [n for n in extra if not _is_spelled(n, source, source_language)]
    return Difference(tuple(lost), tuple(made))


def regrouped(source: str, target: str) -> list[Number]:
    """The numbers of the target that have a number's digits and not its value: 15,00 for 1,500.

    Separators may be others, and thousands may have some or none; where else digits are divided
    decides about the value. A number that the source writes so too is none of them.

    >>> [n.digits for n in regrouped("1,500 and 2.5 at 8:30", "15,00 y 25 a las 8.30")]
    ['1500', '25']
    >>> regrouped("1,500.25 for 12000 people", "۱۵۰۰٫۲۵ برای ۱۲٬۰۰۰ نفر")
    []
    """
    cuts: dict[str, list[frozenset[int]]] = {}
    for number in numbers(source):
        cuts.setdefault(number.digits, []).append(_cuts(number, source))
    return [
        number
        for number in numbers(target)
        if number.digits in cuts and _cuts(number, target) not in cuts[number.digits]
    ]


def _cuts(number: Number, text: str) -> frozenset[int]:
    """Where its digits are divided, counted from the left; not between thousands.

    Thousands are one to three digits and then groups of three. That `1.500` might be a fraction
    nobody can see; a number of groups of which one is longer or shorter has none.
    """
    sizes = [len(group) for group in _GROUP.findall(text[slice(*number.span)])]
    thousands = 1
    if 0 < sizes[0] <= _THOUSAND:
        while thousands < len(sizes) and sizes[thousands] == _THOUSAND:
            thousands += 1
    ends = list(accumulate(sizes))
    return frozenset(ends[thousands - 1 : -1])


_THOUSAND = 3
"""Digits between two signs of thousands."""


def _unshared(
    ours: Sequence[Number], theirs: Sequence[Number]
) -> tuple[list[Number], list[Number]]:
    """The first of each that the other side does not have at all: a year need not be said twice."""
    here, there = {n.digits: n for n in reversed(ours)}, {n.digits: n for n in reversed(theirs)}
    lost = [number for digits, number in here.items() if digits not in there]
    made = [number for digits, number in there.items() if digits not in here]
    return sorted(lost, key=_start), sorted(made, key=_start)


def _start(number: Number) -> int:
    return number.span.start


def _all_groups(found: Sequence[Number]) -> Counter[str]:
    return Counter(group for number in found for group in number.groups)


def _reconciled(
    missing: Sequence[Number], extra: Sequence[Number]
) -> tuple[list[Number], list[Number]]:
    """What is left after pairing numbers that say the same in another way."""
    left = list(extra)
    lost = []
    other_calendar = False
    for number in missing:
        match = next((other for other in left if _is_same(number, other)), None)
        if match is None:
            lost.append(number)
        else:
            left.remove(match)
            other_calendar = other_calendar or _is_other_calendar(number, match)
    if other_calendar:  # the 29th of September is the 8th of Mehr
        lost = [number for number in lost if not _is_day(number)]
        left = [number for number in left if not _is_day(number)]
    return lost, left


def _is_same(number: Number, other: Number) -> bool:
    if sorted(number.groups) == sorted(other.groups):
        return True
    if len(number.digits) > _LONGEST or len(other.digits) > _LONGEST:
        return False
    a, b = int(number.digits), int(other.digits)
    return (
        a == b
        or _is_other_calendar(number, other)
        or _is_hour(number, other)
        or _without_thousands(number.digits) == _without_thousands(other.digits)
        or (len(str(a)) == 4 and a % 10 == 0 and a % 100 == b)  # the 1990s, los años 90
    )


def _first_calendar(unshared: Sequence[Number], others: Sequence[Number]) -> list[Number]:
    """Without the second of two dates that say one day, which the other side gives only once."""
    again = [n for n in unshared if any(_is_other_calendar(n, other) for other in others)]
    return [n for n in unshared if not again or not (n in again or _is_day(n))]


def _is_day(number: Number) -> bool:
    return len(number.groups) == 1 and len(number.digits) <= 2 and int(number.digits) <= 31


def _is_other_calendar(number: Number, other: Number) -> bool:
    """Whether both are years, or dates of as many parts, and one is 621 or 622 years later."""
    years = [[g for g in n.groups if len(g) == 4] for n in (number, other)]
    if [len(found) for found in years] != [1, 1] or len(number.groups) != len(other.groups):
        return False
    return abs(int(years[0][0]) - int(years[1][0])) in (621, 622)


_LONGEST = 18
"""Digits of a number that is compared as one; longer ones are keys and serial numbers."""


def _is_hour(number: Number, other: Number) -> bool:
    a, b = number.groups, other.groups
    return (
        abs(int(a[0]) - int(b[0])) == 12
        and max(int(a[0]), int(b[0])) <= 24
        and (a[1:] == b[1:] or "0" in (*a[1:2], *b[1:2]))
    )


def _without_thousands(digits: str) -> str:
    while digits.endswith("000"):
        digits = digits[:-3]
    return digits


def _is_spelled(number: Number, text: str, language: str) -> bool:
    """Whether the other side may say the number in words, or in roman digits."""
    if len(number.digits) > _LONGEST:
        return False
    if len(number.groups) > 1:
        parts = [number._replace(digits=group, groups=(group,)) for group in number.groups]
        if all(_is_spelled(part, text, language) for part in parts):
            return True
    value = int(number.digits)
    if 0 < value < 40 and re.search(rf"\b{_roman(value)}\b", text):
        return True
    if not is_known(language):
        return value <= _SPELLED_UP_TO
    return says(text, value, language) or _is_round(number, text, language)


def _is_round(number: Number, text: str, language: str) -> bool:
    """Whether the text may say a number of thousands with a word for its zeros: "5 mil"."""
    bare = _without_thousands(number.digits)
    if bare == number.digits or not says_magnitude(text, language):
        return False
    if not bare or bare == "1" or says(text, int(bare), language):
        return True
    return any(bare == _without_thousands(other.digits) for other in numbers(text))


def _roman(value: int) -> str:
    tens, ones = divmod(value, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]


def _number(pair: Pair) -> Iterator[Hit]:
    if pair.same:
        return
    lost, made = difference(
        pair.source_prose, pair.target_prose, pair.source_language, pair.language
    )
    changed = _became(lost, made)
    for number, instead in changed:
        was, now = pair.source[slice(*number.span)], pair.target[slice(*instead.span)]
        detail = (
            f"{number.digits}>{instead.digits}" if len(lost) == len(made) == 1 else number.digits
        )
        message = f"{was} of the source became {now}"
        yield Hit(message, instead.span, number.span, detail=detail)
    told = [number for two in changed for number in two]
    for number in lost:
        if number not in told:
            written = pair.source[slice(*number.span)]
            yield Hit(f"the number {written} is missing", None, number.span, detail=number.digits)
    for number in made:
        if number not in told:
            written = pair.target[slice(*number.span)]
            detail = f">{number.digits}"
            yield Hit(f"the source has no {written}", number.span, None, detail=detail)


def _became(lost: Sequence[Number], made: Sequence[Number]) -> list[tuple[Number, Number]]:
    """Each number that was lost with the one that stands in its place.

    That is where as many were added; otherwise those with as many digits, in order.

    >>> lost, made = numbers("2015 18 7"), numbers("35 2016")
    >>> [(a.digits, b.digits) for a, b in _became(lost, made)]
    [('2015', '2016'), ('18', '35')]
    """
    left, rest, found = list(made), [], []
    for number in lost:
        alike = next((n for n in left if len(n.digits) == len(number.digits)), None)
        if alike is None:
            rest.append(number)
        else:
            left.remove(alike)
            found.append((number, alike))
    if len(rest) == len(left):
        found += zip(rest, left, strict=True)
    return found


CHECKS = (
    Check(
        "number",
        "A number of the source is missing, has become another, or was added. Numbers are"
        " compared by value: digits of any script, any separators, numbers in words.",
        "Write the source's number, in the digits and with the separators of your language.",
        _number,
        (
            Example(
                "es",
                "The talks of 2015 took 18 days.",
                "Las conversaciones de 2016 duraron 18 días.",
                "Las conversaciones de 2015 duraron dieciocho días.",
            ),
            Example(
                "fa",
                "The talks of 2015 took 18 days.",
                "گفت‌وگوهای ۲۰۱۵ هشتاد و یک روز طول کشید.",
                "گفت‌وگوهای ۲۰۱۵ هجده روز طول کشید.",
            ),
        ),
        Severity.WARNING,
        when=Trait.DIGIT,
    ),
)
