"""A translation of a similar text, with the numbers and placeholders of the new text.

Only where it is certain: the text is the same around the number, the number occurs once in the old
text and once in its translation, and is written the same way. A year is; `1` is not, since what
follows it may have to become a plural. A sign goes with its number: it is put in and taken out
where the translation has it as the old text does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from l10n_flow.language import ascii_digits
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

__all__ = ["MAX_PERCENT", "PENALTY", "Adaptation", "Adapted", "adapted"]

MAX_PERCENT = 99
"""What texts that are not the same can reach: they differ in markup, punctuation, case or in
numbers that were adapted."""

PENALTY = 5
"""Percent taken off for each number or placeholder that may be wrong: beyond what a wrong word
costs, because it is easily overlooked. No such match is in the band of 95 to 99 that translators
only skim."""

_ONE = ("1",)


@dataclass(frozen=True, slots=True)
class Adaptation:
    """A number or placeholder that was put in the place of another."""

    before: str
    after: str
    """As it is written in the target: in the target's own digits."""
    span: Span
    """Where it stands in the adapted target."""


@dataclass(frozen=True, slots=True)
class Adapted:
    """A translation as far as it fits a text."""

    target: str
    percent: int
    """100 for the text itself, 99 at most for any other."""
    changes: tuple[Adaptation, ...] = ()
    doubts: tuple[str, ...] = ()
    """Numbers and placeholders of the text, or of the target, that may not be what the other has:
    each took `PENALTY` off."""


def adapted(text: TokenText, unit: Unit) -> Adapted:
    """The unit's translation, for a text that resembles the unit's source.

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
    source = TokenText(unit.source)
    if not text.slots and not source.slots:
        first, second = encoded(source.forms, text.forms)
        shared = sum(block.length for block in blocks(first, second))
        return Adapted(unit.target, _capped(shared, source, text))
    return _with_slots(text, source, unit.target)


def _with_slots(text: TokenText, source: TokenText, words: str) -> Adapted:
    """The same for texts that have numbers or placeholders."""
    runs = blocks(*encoded(source.forms, text.forms))
    target = TokenText(words)
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
    result, changes = _swapped(words, swaps)
    doubts += _misplaced(TokenText(result), text, doubts)
    score = max(0, _capped(shared, source, text) - PENALTY * len(doubts))
    return Adapted(result, score, changes, tuple(doubts))


def _capped(shared: int, source: TokenText, text: TokenText) -> int:
    return min(MAX_PERCENT, percent(shared, len(source.forms), len(text.forms)))


def _paired(
    old: Sequence[VariableToken], new: Sequence[VariableToken], runs: Sequence[CommonRun]
) -> list[tuple[VariableToken, VariableToken]]:
    """The slots that stand in the same place of both texts."""
    places = {run.one + at: run.other + at for run in runs for at in range(run.length)}
    by_index = {slot.index: slot for slot in new}
    return [(slot, by_index[places[slot.index]]) for slot in old if slot.index in places]


def _plain(slots: Iterable[VariableToken]) -> int:
    """How many are numbers or placeholders; a word with digits stands for no other."""
    return sum(not slot.is_word for slot in slots)


def _value(slot: VariableToken) -> str:
    """What must be the same, digits of any script and letters of any case being equal."""
    if not slot.is_number or slot.is_word:
        return ascii_digits(slot.written).casefold()
    return slot.sign + _spliced(slot.separators, slot.groups)


def _place(old: VariableToken, source: TokenText, target: TokenText) -> VariableToken | None:
    """Where the target has it, when source and target have it exactly once."""
    if sum(_alike(old, slot) for slot in source.slots) > 1:
        return None
    places = [slot for slot in target.slots if _alike(old, slot)]
    return places[0] if len(places) == 1 else None


def _alike(one: VariableToken, other: VariableToken) -> bool:
    if one.is_word or other.is_word:
        return False
    return one.is_number == other.is_number and one.groups == other.groups


def _is_certain(old: VariableToken, new: VariableToken, runs: Sequence[CommonRun]) -> bool:
    """Whether one number stands for the other: written alike, the same word beside them."""
    if not old.is_number:
        return True  # both stand in one place of the same words: an address was moved
    if old.separators != new.separators or _ONE in (old.groups, new.groups):
        return False
    return any(run.one <= old.index < run.one + run.length and run.length > 1 for run in runs)


def _takes_sign(place: VariableToken, old: VariableToken, new: VariableToken) -> bool:
    """Whether the target has the sign as the old text has it, where the new one has another.

    Where none changes, it may be said in words: «۵ درجه زیر صفر» is five degrees below zero.
    """
    return old.sign == new.sign or place.sign == old.sign


def _rewritten(place: VariableToken, old: VariableToken, new: VariableToken) -> str:
    """The new number in the digits, with the separators and with the sign that the target has."""
    if not place.is_number:
        return new.written
    zero = _zero(place.written)
    if old.sign == new.sign:
        plain = _spliced(place.pieces, new.groups)
    else:
        plain = _sign(chr(zero), new) + _spliced(place.separators, new.groups)
    return plain.translate({ord("0") + n: chr(zero + n) for n in range(10)})


def _spliced(pieces: Sequence[str], groups: Sequence[str]) -> str:
    """A number of its runs of digits and of what stands before, between and after them."""
    return "".join([piece + digits for piece, digits in zip(pieces, (*groups, ""), strict=True)])


_MINUS = {"۰": ("\u200e", "\u2212"), "٠": ("\u061c", "-")}
"""CLDR's, by the zero of the digits: the mark that keeps it on the left, and the sign."""


def _sign(zero: str, new: VariableToken) -> str:
    """The new number's sign, as it is written beside digits of this kind."""
    if not new.sign:
        return ""
    if zero in _MINUS:
        marks, minus = _MINUS[zero]
        return marks + (minus if new.sign == "-" else new.sign)
    return next(one for one in new.written if one in SIGNS)


def _zero(number: str) -> int:
    """The code of the zero of the digits that a number is written in.

    >>> chr(_zero("۱۴۰۴")), chr(_zero("1404"))
    ('۰', '0')
    """
    digit = next(character for character in number if character.isdecimal())
    return ord(digit) - int(digit)


def _unpaired(
    pairs: Sequence[tuple[VariableToken, VariableToken]], source: TokenText, text: TokenText
) -> list[str]:
    """The numbers that only one of the texts has; of both, those of the one with more."""
    old = {pair[0].index for pair in pairs}
    new = {pair[1].index for pair in pairs}
    gone = [s.written for s in source.slots if s.is_number and s.index not in old]
    come = [s.written for s in text.slots if s.is_number and s.index not in new]
    return come if len(come) >= len(gone) else gone


def _misplaced(target: TokenText, text: TokenText, doubts: Sequence[str]) -> list[str]:
    """The placeholders that the target has too many or too few of, those in `doubts` apart."""
    wanted = Counter(slot.written for slot in text.slots if not slot.is_number)
    has = Counter(slot.written for slot in target.slots if not slot.is_number)
    missing, extra = list((wanted - has).elements()), list((has - wanted).elements())
    worse = missing if len(missing) >= len(extra) else extra
    return list((Counter(worse) - Counter(doubts)).elements())


def _swapped(
    words: str, swaps: Sequence[tuple[VariableToken, str]]
) -> tuple[str, tuple[Adaptation, ...]]:
    """The words with every slot replaced, and what was done."""
    result, end = "", 0
    changes = []
    for slot, after in sorted(swaps, key=lambda swap: swap[0].span):
        result += words[end : slot.span.start]
        changes.append(Adaptation(slot.written, after, Span(len(result), len(result) + len(after))))
        result, end = result + after, slot.span.end
    return result + words[end:], tuple(changes)
