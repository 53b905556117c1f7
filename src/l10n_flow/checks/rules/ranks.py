"""Ordinals and uncounted numbers that became others: the third quarter, tens of thousands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from l10n_flow.checks.pair import Hit, Pair
from l10n_flow.checks.traits import Trait
from l10n_flow.language.quantities.centuries import centuries
from l10n_flow.language.quantities.multitudes import multitudes
from l10n_flow.language.quantities.ordinals import Ordinal, ordinals
from l10n_flow.language.quantities.sides import Side
from l10n_flow.model import Span

_DIGIT = int(Trait.DIGIT)


def in_ordinals(pair: Pair) -> Iterable[Hit]:
    """The one ordinal of a text that became another, or now counts halves instead of quarters.

    Where a text has several, or numbers with which they might be said, nothing is known.
    """
    if pair.traits & _DIGIT and (pair.numbers.changed or pair.numbers.missing):
        return ()  # which says it
    return _ordinals(pair)


def _ordinals(pair: Pair) -> Iterator[Hit]:
    ours, theirs = pair.ours.side, pair.theirs.side
    before = ordinals(ours.text, ours.locale)
    after = ordinals(theirs.text, theirs.locale) if before else []
    if not after:
        return
    found = _alone(ours, before), _alone(theirs, after)
    if [len(some) for some in found] != [1, 1]:
        return
    (was,), (now,) = found
    same_term = not was.term or not now.term or was.term == now.term
    if was.value == now.value and same_term:
        return
    is_said = was.value in theirs.values or now.value in ours.values
    if was.value != now.value and is_said and not (was.term and now.term):
        return
    texts = pair.source[slice(*_named(pair.source, was))], pair.target[slice(*now.span)]
    message = f"{texts[0]} of the source became {texts[1]}"
    yield Hit(message, now.span, was.span, detail=f"{was.value}{was.term}>{now.value}{now.term}")


def _named(text: str, ordinal: Ordinal) -> Span:
    """The ordinal, with the word behind it where that is the term."""
    if not ordinal.term or not text[ordinal.span.end : ordinal.span.end + 1].isspace():
        return ordinal.span
    end = ordinal.span.end + 1
    while end < len(text) and text[end].isalpha():
        end += 1
    return Span(ordinal.span.start, end)


def _alone(side: Side, found: Sequence[Ordinal]) -> Sequence[Ordinal]:
    """Those of a text's ordinals that are no days of a month and no centuries."""
    elsewhere = [date.span for date in side.dates]
    elsewhere += [century.span for century in centuries(side.text, side.locale)]
    return [
        one
        for one in found
        if not any(start <= one.span.start and one.span.end <= end for start, end in elsewhere)
    ]


def in_multitudes(pair: Pair) -> Iterator[Hit]:
    """Yield the one uncounted number that became another: millions for tens of thousands."""
    ours = multitudes(pair.source_prose, pair.source_locale)
    theirs = multitudes(pair.target_prose, pair.locale)
    if [len(ours), len(theirs)] != [1, 1] or ours[0].power == theirs[0].power:
        return
    texts = pair.source[slice(*ours[0].span)], pair.target[slice(*theirs[0].span)]
    detail = f"10^{ours[0].power}>10^{theirs[0].power}"
    message = f"{texts[0]} of the source became {texts[1]}"
    yield Hit(message, theirs[0].span, ours[0].span, detail=detail)
