"""Checks made of a repair: what the repair would change is what they report."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator

from l10n_flow.checks.pair import Hit, Pair
from l10n_flow.checks.prose import restored
from l10n_flow.model import Span


def repairs(pair: Pair, repair: Callable[[str], str], message: str) -> Iterator[Hit]:
    """Yield one hit where `repair` changes the target's prose: the first change, and the result.

    `message` may contain `{was}` and `{now}`, the words around that change before and after it.
    """
    prose = pair.target_prose
    repaired = repair(prose)
    if repaired == prose:
        return
    old, new = _first_change(prose, repaired)
    was = _bare(prose, _words(prose, *old), old)
    whole = restored(repaired, pair.target)
    now = whole[was.start : was.end + new.end - old.end]
    more = " (and more)" if prose[old.end :] != repaired[new.end :] else ""
    yield Hit(message.format(was=pair.target[slice(*was)], now=now) + more, was, None, whole)


_SAME_AGAIN = 8
"""A change ends where so many characters after it are equal."""
_LONGEST = 60


def _first_change(old: str, new: str) -> tuple[Span, Span]:
    """Return where two texts first differ, in each; the rest may differ, too.

    >>> _first_change("a b c d", "a-b c d")
    (Span(start=1, end=2), Span(start=1, end=2))
    """
    pairs = zip(old, new, strict=False)
    start = next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(old), len(new)))
    for length in range(2 * _LONGEST):
        for width in range(length + 1):
            end, new_end = start + width, start + length - width
            if old[end : end + _SAME_AGAIN] == new[new_end : new_end + _SAME_AGAIN]:
                return Span(start, min(end, len(old))), Span(start, min(new_end, len(new)))
    return Span(start, len(old)), Span(start, len(new))


def _words(text: str, start: int, end: int) -> Span:
    """Extend the range to whole words, up to the next blanks."""
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return Span(start, end)


def _bare(text: str, words: Span, changed: Span) -> Span:
    """Return the words without the marks around them, unless these changed.

    >>> _bare("«كتاب»،", Span(0, 7), Span(1, 2))
    Span(start=1, end=5)
    >>> _bare("paz,", Span(0, 4), Span(3, 4))
    Span(start=0, end=4)
    """
    start, end = words
    while start < changed.start and not _in_word(text[start]):
        start += 1
    while end > max(changed.end, start + 1) and not _in_word(text[end - 1]):
        end -= 1
    return Span(start, end)


def _in_word(character: str) -> bool:
    return (
        character.isalnum() or character in "%‰٪" or unicodedata.category(character) in ("Mn", "Mc")
    )
