"""A translation of a similar text, with the numbers and placeholders of the new text.

A number is replaced only if it is certain: the text around the number is the same, and the number
occurs once in the old text and once in its translation, written in the same way. A year is certain;
`1` is not, because a noun after it may need the plural. A sign is part of its number: it is added
or removed if the translation has it in the same way as the old text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from l10n_flow.language.numerals import ascii_digits
from l10n_flow.memory.tokens import (
    SIGNS,
    CommonRun,
    TokenText,
    VariableToken,
    blocks,
    encoded,
    percent,
)
from l10n_flow.memory.units import Unit
from l10n_flow.model import Span

MAX_PERCENT = 99
"""Maximum match for texts that are not equal: they differ in markup, punctuation, case or in
adapted numbers."""

PENALTY = 5
"""Percentage points subtracted for each number or placeholder that may be wrong: more than for a
wrong word, because it is easily overlooked. So no such match is in the range of 95 to 99, which
translators read only quickly."""

_ONE = ("1",)


@dataclass(frozen=True, slots=True)
class Adaptation:
    """A number or placeholder that replaced another one."""

    before: str
    after: str
    """As written in the target: in the target's own digits."""
    span: Span
    """Its range in the adapted target."""


@dataclass(frozen=True, slots=True)
class Adapted:
    """A translation, adapted to a text as far as possible."""

    target: str
    percent: int
    """100 for an equal text, at most 99 for any other."""
    changes: tuple[Adaptation, ...] = ()
    doubts: tuple[str, ...] = ()
    """Numbers and placeholders of the text or the target that may not match the other; for each,
    `PENALTY` was subtracted."""


def adapted(text: TokenText, unit: Unit) -> Adapted:
    """The unit's translation, adapted to a text that is similar to the unit's source.

    >>> unit = Unit("Ferries left Velan in 2019.", "کشتی‌ها در ۲۰۱۹ ولان را ترک کردند.")
    >>> found = adapted(TokenText("Ferries left Velan in 2024."), unit)
    >>> found.target, found.percent, [(change.before, change.after) for change in found.changes]
    ('کشتی\u200cها در ۲۰۲۴ ولان را ترک کردند.', 99, [('۲۰۱۹', '۲۰۲۴')])
    >>> found = adapted(TokenText("Ferries left in 2024."), Unit("Ferries left in 2019.", "—"))
    >>> found.percent, found.doubts
    (70, ('2024',))
    """
    if text.text == unit.source:
        return Adapted(unit.target, 100)
    source, target = TokenText(unit.source), TokenText(unit.target)
    runs = blocks(*encoded(source.forms, text.forms))
    pairs = _paired(source.slots, text.slots, runs)
    differing = [pair for pair in pairs if _value(pair[0]) != _value(pair[1])]
    complete = _plain(pair[0] for pair in pairs) == _plain(source.slots) == _plain(text.slots)
    swaps: list[tuple[VariableToken, str]] = []
    doubts: list[str] = []
    for old, new in differing:
        place = _place(old, source, target)
        if complete and place and _is_certain(old, new, runs) and _takes_sign(place, old, new):
            swaps.append((place, _rewritten(place, old, new)))
        else:
            doubts.append(new.written)
    shared = sum(run.length for run in runs) - len(doubts)
    doubts += _unpaired(pairs, source, text)
    result, changes = _swapped(unit.target, swaps)
    doubts += _misplaced(TokenText(result), text, doubts)
    alike = min(MAX_PERCENT, percent(shared, len(source.forms), len(text.forms)))
    return Adapted(result, max(0, alike - PENALTY * len(doubts)), changes, tuple(doubts))


def _paired(
    old: Sequence[VariableToken], new: Sequence[VariableToken], runs: Sequence[CommonRun]
) -> list[tuple[VariableToken, VariableToken]]:
    """The slots that are in the same place of both texts."""
    places = {run.one + at: run.other + at for run in runs for at in range(run.length)}
    by_index = {slot.index: slot for slot in new}
    return [(slot, by_index[places[slot.index]]) for slot in old if slot.index in places]


def _plain(slots: Iterable[VariableToken]) -> int:
    """How many are numbers or placeholders; a word with digits cannot replace another one."""
    return sum(not slot.is_word for slot in slots)


def _value(slot: VariableToken) -> str:
    """The value to compare; digits of all scripts, and upper and lower case, are equal."""
    if not slot.is_number or slot.is_word:
        return ascii_digits(slot.written).casefold()
    return slot.sign + _spliced(slot.separators, slot.groups)


def _place(old: VariableToken, source: TokenText, target: TokenText) -> VariableToken | None:
    """Its place in the target, if source and target have it exactly once."""
    if sum(_alike(old, slot) for slot in source.slots) > 1:
        return None
    places = [slot for slot in target.slots if _alike(old, slot)]
    return places[0] if len(places) == 1 else None


def _alike(one: VariableToken, other: VariableToken) -> bool:
    if one.is_word or other.is_word:
        return False
    return one.is_number == other.is_number and one.groups == other.groups


def _is_certain(old: VariableToken, new: VariableToken, runs: Sequence[CommonRun]) -> bool:
    """Whether one number replaces the other: written alike, with the same word beside them."""
    if not old.is_number:
        return True  # both are in one place of the same words: an address was moved
    if old.separators != new.separators or _ONE in (old.groups, new.groups):
        return False
    return any(run.one <= old.index < run.one + run.length and run.length > 1 for run in runs)


def _takes_sign(place: VariableToken, old: VariableToken, new: VariableToken) -> bool:
    """Whether the sign can be changed in the target, or does not change.

    If it does not change, it may also be in words: «۵ درجه زیر صفر» is five degrees below zero.
    """
    return old.sign == new.sign or place.sign == old.sign


def _rewritten(place: VariableToken, old: VariableToken, new: VariableToken) -> str:
    """The new number with the digits, separators and kind of sign of the target."""
    if not place.is_number:
        return new.written
    zero = _zero(place.written)
    if old.sign == new.sign:
        plain = _spliced(place.pieces, new.groups)
    else:
        plain = _sign(chr(zero), new) + _spliced(place.separators, new.groups)
    return plain.translate({ord("0") + n: chr(zero + n) for n in range(10)})


def _spliced(pieces: Sequence[str], groups: Sequence[str]) -> str:
    """A number made of its runs of digits and the text before, between and after them."""
    return "".join([piece + digits for piece, digits in zip(pieces, (*groups, ""), strict=True)])


_MINUS = {"۰": ("\u200e", "\u2212"), "٠": ("\u061c", "-")}
"""CLDR's minus, by the zero of the digits: the mark that keeps it on the left, and the sign."""


def _sign(zero: str, new: VariableToken) -> str:
    """The new number's sign, as written beside digits of this kind."""
    if not new.sign:
        return ""
    if zero in _MINUS:
        marks, minus = _MINUS[zero]
        return marks + (minus if new.sign == "-" else new.sign)
    return next(one for one in new.written if one in SIGNS)


def _zero(number: str) -> int:
    """The code point of the zero of a number's digits.

    >>> chr(_zero("۱۴۰۴")), chr(_zero("1404"))
    ('۰', '0')
    """
    digit = next(character for character in number if character.isdecimal())
    return ord(digit) - int(digit)


def _unpaired(
    pairs: Sequence[tuple[VariableToken, VariableToken]], source: TokenText, text: TokenText
) -> list[str]:
    """The numbers that only one of the texts has; if both have some, those of the longer list."""
    old = {pair[0].index for pair in pairs}
    new = {pair[1].index for pair in pairs}
    gone = [s.written for s in source.slots if s.is_number and s.index not in old]
    come = [s.written for s in text.slots if s.is_number and s.index not in new]
    return come if len(come) >= len(gone) else gone


def _misplaced(target: TokenText, text: TokenText, doubts: Sequence[str]) -> list[str]:
    """The placeholders that the target has too often or too rarely, except those in `doubts`."""
    wanted = Counter(slot.written for slot in text.slots if not slot.is_number)
    has = Counter(slot.written for slot in target.slots if not slot.is_number)
    missing, extra = list((wanted - has).elements()), list((has - wanted).elements())
    worse = missing if len(missing) >= len(extra) else extra
    return list((Counter(worse) - Counter(doubts)).elements())


def _swapped(
    words: str, swaps: Sequence[tuple[VariableToken, str]]
) -> tuple[str, tuple[Adaptation, ...]]:
    """The words with every slot replaced, and the changes."""
    result, end = "", 0
    changes = []
    for slot, after in sorted(swaps, key=lambda swap: swap[0].span):
        result += words[end : slot.span.start]
        changes.append(Adaptation(slot.written, after, Span(len(result), len(result) + len(after))))
        result, end = result + after, slot.span.end
    return result + words[end:], tuple(changes)
