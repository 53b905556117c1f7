"""Numbers in words that became others in words: ten people, a dozen, half a million, a third."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from l10n_flow import patterns as re
from l10n_flow.checks.pair import Hit, Pair
from l10n_flow.language.quantities.figures import Value
from l10n_flow.language.quantities.halves import Halved
from l10n_flow.language.quantities.phrases import Number
from l10n_flow.language.quantities.sides import Side, is_within
from l10n_flow.language.quantities.spelling import PARTS, is_known
from l10n_flow.model import Span


def in_words(pair: Pair) -> Iterator[Hit]:
    """Yield the one number in words that became another one in words: thirty-seven, «veintisiete».

    One stands for too much else, and ordinals may be said by a name or a fraction. `unit`
    reports those that have a unit, but for a thirty-seven-year-old.
    """
    ours, theirs = pair.ours.side, pair.theirs.side
    spelled = _spelled(ours), _spelled(theirs)
    if [len(numbers) for numbers in spelled] != [1, 1]:
        return
    (was,), (now,) = spelled
    if was.values[0] in theirs.values or now.values[0] in ours.values:
        return
    if _AMPERSAND.match(pair.source, was.span.end):
        return  # Forty & Eight, «cuarenta y ocho»
    if _is_said_otherwise(ours, was, theirs, now):
        return
    if any(is_within(number, _parts(side)) for side, number in ((ours, was), (theirs, now))):
        return
    yield _changed(pair, was.span, now.span, f"{was.values[0]}>{now.values[0]}")


def _parts(side: Side) -> list[Span]:
    """Where numbers belong to a part or a half, of which others speak: one in five, «y medio»."""
    return [part.span for part in side.ratios] + [part.span for part in side.halves]


def _is_said_otherwise(ours: Side, was: Number, theirs: Side, now: Number) -> bool:
    """Whether the two are measured, or may be one hour: four in the afternoon, «las dieciséis»."""
    before, after = ours.units(was), theirs.units(now)
    joined = ours.text[was.span.end :][:1] == "-"
    if before and after and not (joined and before & after):
        return True
    if ours.has_solar_calendar != theirs.has_solar_calendar and _is_same_decade(ours, theirs):
        return True
    low, high = sorted((was.values[0], now.values[0]))
    return low + _NOON == high <= 2 * _NOON


def _is_same_decade(ours: Side, theirs: Side) -> bool:
    """Whether one text has a decade of Iran's calendar and the other one its counterpart."""
    solar, other = (ours, theirs) if ours.has_solar_calendar else (theirs, ours)
    named = {decade for decade in map(_decade, _spelled(solar)) if decade is not None}
    if not named or _DECADE.search(solar.text) is None:
        return False
    twins = {(decade + years) % 100 for decade in named for years in (20, 30)}
    return not twins.isdisjoint(map(_decade, _spelled(other)))


def _decade(number: Number) -> int | None:
    """The tens of a number like sixty; None for any other."""
    value = number.values[0]
    return int(value) if value < _HUNDRED and value % _TEN == 0 else None


_DECADE = re.compile("ده[هٔۀ]")
_TEN, _HUNDRED = 10, 100


def in_halves(pair: Pair) -> Iterator[Hit]:
    """Yield the one quantity with a half or in dozens that became another: two dozen, three.

    Half a million may have become a whole one.
    """
    ours, theirs = pair.ours.side, pair.theirs.side
    if not (is_known(ours.language) and is_known(theirs.language)):
        return  # «ربع مليون»
    before, after = _whole(ours.halves), _whole(theirs.halves)
    if len(before) == 1 and not after:
        after = _millions(theirs)
    elif len(after) == 1 and not before:
        before = _millions(ours)
    if (len(before), len(after)) != (1, 1):
        return
    (was,), (now,) = before, after
    if was.value == now.value or min(was.value, now.value) <= 1 or was.units != now.units:
        return
    if was.value not in _others(theirs, now) and now.value not in _others(ours, was):
        yield _changed(pair, was.span, now.span, f"{was.value}>{now.value}")


def _millions(side: Side) -> list[Halved]:
    """The numbers of a million and more, none of which has a half."""
    return [
        Halved(number.span, number.values[0], side.units(number))
        for number in side.numbers
        if number.scaled and number.values and number.values[0] >= _MILLION
    ]


def _others(side: Side, but: Halved) -> set[Value]:
    """The values of a text's numbers, but for those within one of its quantities."""
    return {
        number.values[0]
        for number in side.numbers
        if number.values and not is_within(number, [but.span])
    }


def in_parts(pair: Pair) -> Iterator[Hit]:
    """Yield the half of something that became another part of it, or the other way round."""
    parts = pair.ours.side.ratios, pair.theirs.side.ratios
    if [len(some) for some in parts] != [1, 1]:
        return
    (was,), (now,) = parts
    if was.value != now.value and _HALF in (was.value, now.value):
        yield _changed(pair, was.span, now.span, f"{was.value}>{now.value}")


def _changed(pair: Pair, was: Span, now: Span, detail: str) -> Hit:
    message = f"{pair.source[slice(*was)]} of the source became {pair.target[slice(*now)]}"
    return Hit(message, now, was, detail=detail)


def _whole(halves: Sequence[Halved]) -> list[Halved]:
    """Return those that are no part of another: not "half hours" of "two and a half hours"."""
    return [
        one
        for one in halves
        if not any(two.span.start < one.span.start < two.span.end for two in halves)
    ]


def _spelled(side: Side) -> list[Number]:
    """Return the numbers from two to below a thousand that are written in words."""
    return [
        number
        for number in side.numbers
        if not number.figures
        and not number.scaled
        and _ONE < number.values[0] < _THOUSAND
        and not _is_ordinal(side.text[slice(*number.span)].lower())
    ]


def _is_ordinal(words: str) -> bool:
    """Whether it is a place in a row or a part: third, «cuartos», «پنجم»."""
    return _ORDINAL.search(words) is not None


_ORDINAL = re.compile(
    r"(?:first|second|thirds?|ths?|ties"
    r"|er|[^u]er[oa]|uart[oa]s?|uint[oa]s?|ext[oa]|[pv]tim[oa]|octav[oa]|noven[oa]|[cs]im[oa]|terci[oa]s?"
    r"|م|مین)\Z"
)
_AMPERSAND = re.compile(r"\s*&")
_ONE, _THOUSAND, _MILLION = 1, 1000, 10**6
_NOON = 12
"""Hours."""
_HALF = Fraction(1, 2)
SPELLED = {
    language: frozenset([word for word, value in words.items() if value > _ONE])
    for language, words in PARTS.items()
}
"""Words of a source that make `in_words` look, by language."""
HALVES = {
    "en": frozenset(("half", "dozen", "dozens", "million", "billion", "trillion")),
    "es": frozenset(
        ("media", "medio", "docena", "docenas", "millón", "millones", "billón", "billones")
    ),
    "fa": frozenset(("نیم", "دوجین", "میلیون", "میلیارد", "تریلیون")),
}
"""The same for `in_halves`."""
IN_PARTS = {
    "en": frozenset(("half", "halves", "third", "thirds", "quarter", "quarters")),
    "es": frozenset(
        ("media", "medio", "mitad", "tercio", "tercios", "tercera", "cuarto", "cuarta", "cuartos")
    ),
    "fa": frozenset(("نیم", "نیمی", "نصف", "سوم", "ثلث", "چهارم", "ربع")),
}
"""And for `in_parts`."""
