"""Where a translation's opaque items are: found as they stand, or placed by attention."""

from __future__ import annotations

import re
from typing import NamedTuple

from l10n_flow.model import Span
from l10n_flow.pretranslate.projectwindow import SURE, Evidence
from l10n_flow.pretranslate.projectwords import Clean, Item

__all__ = ["Place", "Places", "is_sign", "place_items"]


class Place(NamedTuple):
    """A stretch of the translation, or with `start` = `end` a gap in it."""

    start: int
    end: int
    sure: float = 1.0
    """0 to 1; as an F1."""


Places = list[Place | None]
"""For each of a text's items or marks its place; None when it has none."""

_WORD = re.compile(r"\w")
_SIGNS = re.compile(r"[^\w\s]*")


def is_sign(character: str) -> bool:
    """Whether a character is neither a letter or digit nor a blank.

    >>> [is_sign(character) for character in ("»", "س", " ", "")]
    [True, False, False, False]
    """
    return bool(character) and not character.isspace() and _WORD.match(character) is None


def place_items(clean: Clean, text: str, evidence: Evidence | None) -> Places:
    """The place of every item of `clean` in its translation; `evidence` learns what is certain.

    A stand-in counts only where it appears exactly once; elsewhere it has no place.
    """
    places: Places = [None] * len(clean.items)
    shown = [n for n, item in enumerate(clean.items) if item.start < item.end]
    shown.sort(key=lambda n: clean.items[n].start - clean.items[n].end)
    for n in shown:
        if places[n] is None:
            _find(n, shown, clean, text, evidence, places)
    for n in shown:
        place, item = places[n], clean.items[n]
        if place is None and item.literal:
            places[n] = place = _replaced(item, evidence, places)
        if place is not None and evidence is not None and place.sure >= SURE:
            evidence.pin(Span(item.start, item.end), Span(place.start, place.end))
    for n, item in enumerate(clean.items):
        if item.start == item.end:
            places[n] = _gap(item, clean, text, evidence)
    return places


def _find(
    n: int, shown: list[int], clean: Clean, text: str, evidence: Evidence | None, places: Places
) -> None:
    """Places for all items that read like item `n`, as far as the translation has them."""
    item = clean.items[n]
    words = clean.text[item.start : item.end]
    alike = sorted(k for k in shown if _reads(clean, k) == words)
    taken = [place for place in places if place is not None]
    joined = any(_is_joined(clean.text, *clean.items[k][1:3]) for k in alike)
    found = [s for s in _occurrences(words, text, joined=joined) if not _touches(s, taken)]
    if not item.literal:
        if len(found) == 1:
            places[n] = Place(*found[0])
        return
    everywhere = {start for start, _ in _occurrences(words, clean.text, joined=joined)}
    everywhere.update(clean.items[k].start for k in alike)
    if len(found) == len(everywhere) == len(alike):
        for k, span in zip(alike, found, strict=True):
            places[k] = Place(*span)
        return
    spots = list(found)
    for k in alike:
        if not found:
            return
        rank = sum(start < clean.items[k].start for start in everywhere)
        best, sure = _likeliest(clean.items[k], found, rank, evidence)
        places[k] = Place(*found.pop(best), 1.0 if len(everywhere) == 1 == len(spots) else sure)


def _reads(clean: Clean, n: int) -> str:
    return clean.text[clean.items[n].start : clean.items[n].end]


def _occurrences(words: str, text: str, *, joined: bool) -> list[tuple[int, int]]:
    """Where the words stand; a part of a longer Latin word or number counts only if `joined`."""
    found = []
    at = text.find(words)
    while at >= 0:
        end = at + len(words)
        if joined or not _is_joined(text, at, end):
            found.append((at, end))
        at = text.find(words, end)
    return found


def _is_joined(text: str, start: int, end: int) -> bool:
    """Whether a stretch of text is a part of a longer Latin word or number."""
    left, right = text[max(0, start - 1) : start], text[end : end + 1]
    return _joins(left, text[start]) or _joins(text[end - 1], right)


def _joins(left: str, right: str) -> bool:
    return (left + right).isascii() and left.isalnum() and right.isalnum()


def _touches(span: tuple[int, int], taken: list[Place]) -> bool:
    return any(span[0] < place.end and place.start < span[1] for place in taken)


def _likeliest(
    item: Item, found: list[tuple[int, int]], rank: int, evidence: Evidence | None
) -> tuple[int, float]:
    """Which of the occurrences is the item: where its attention is, else by order; how sure."""
    if evidence is not None:
        shares = evidence.shares(*evidence.columns(item.start, item.end))
        sums = [sum(shares[n] for n in evidence.words(*span)) for span in found]
        if max(sums) > 0:
            return sums.index(max(sums)), min(1.0, max(sums)) * max(sums) / sum(sums)
    return min(rank, len(found) - 1), SURE / 2


def _replaced(item: Item, evidence: Evidence | None, places: Places) -> Place | None:
    """The words that the engine made of code, which the code itself takes the place of."""
    if evidence is None:
        return None
    taken = [place for place in places if place is not None]
    free = [n for n, span in enumerate(evidence.target) if not _touches(span, taken)]
    window = evidence.window(*evidence.columns(item.start, item.end), free)
    if window is None:
        return None
    start, end = evidence.target[window.first].start, evidence.target[window.last - 1].end
    return Place(start, end, min(window.f1, SURE / 2))


# Items that were left out


def _gap(item: Item, clean: Clean, text: str, evidence: Evidence | None) -> Place:
    """A gap in the translation for an item that was left out."""
    before, after = clean.text[: item.start], clean.text[item.start :]
    if _WORD.search(before) is None:
        at = min(len(before.strip()), _leading(text)) if before.strip() else 0
        return Place(at, at)
    if _WORD.search(after) is None:
        at = len(text) - min(len(after.strip()), _leading(text[::-1]))
        return Place(at, at)
    if evidence is None:
        return _by_proportion(item, clean, text)
    at, sure = _by_attention(item, clean, text, evidence)
    return Place(at, at, sure) if sure else _by_proportion(item, clean, text)


def _leading(text: str) -> int:
    """How many signs a text begins with."""
    match = _SIGNS.match(text)
    return match.end() if match else 0


def _by_attention(item: Item, clean: Clean, text: str, evidence: Evidence) -> tuple[int, float]:
    """After the word that means the one before the item, or before the one that means the next.

    An item that touches a word goes with that word; one between blanks with the surer of both.
    """
    first, last = evidence.columns(item.start, item.start + 1)
    before, after = evidence.columns(0, item.start)[1] - 1, max(first, last - 1)
    if first < last and evidence.source[first].start < item.start:
        before = after = first
    source, at = clean.source.text, item.opaque.at
    with_next = _WORD.match(source, at + 1) is not None
    with_last = not with_next and not source[at - 1 : at].isspace()
    candidates = []
    if before >= 0 and not (with_next and source[at - 1 : at].isspace()):
        word, share = evidence.nearest(before)
        signs = clean.text[evidence.source[before].end : item.start]
        candidates.append((share, _past(text, evidence.target[word].end, signs)))
    if after < len(evidence.source) and not with_last and not _is_closing(source, at + 1):
        word, share = evidence.nearest(after)
        candidates.append((share, evidence.target[word].start))
    share, place = max(candidates, default=(0.0, 0), key=lambda candidate: candidate[0])
    return place, share


def _is_closing(source: str, at: int) -> bool:
    return is_sign(source[at : at + 1])


def _past(text: str, at: int, signs: str) -> int:
    """Where as many signs end, from a place in the text on, as there are among `signs`."""
    reached = at
    for _ in range(sum(is_sign(character) for character in signs)):
        while text[at : at + 1].isspace():
            at += 1
        if not is_sign(text[at : at + 1]):
            break
        at = reached = at + 1
    return reached


def _by_proportion(item: Item, clean: Clean, text: str) -> Place:
    """Nothing is known: as far along as in the source, at the end of a word."""
    wanted = len(text) * item.start / max(1, len(clean.text))
    ends = [match.end() for match in re.finditer(r"\S+", text)] or [0]
    at = min(ends, key=lambda end: abs(end - wanted))
    return Place(at, at, 0.0)
