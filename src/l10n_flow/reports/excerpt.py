"""A line of an article cut to the width of a terminal, with what is meant marked in it.

Where all runs from left to right the mark is a line of `^~~~` below the words. Where something runs
from right to left a terminal may put the words in another place than their columns, so the mark is
brackets: ⟦…⟧.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from itertools import chain
from typing import NamedTuple

from l10n_flow.model import Span
from l10n_flow.visible import defused, has_rtl, named, reading, visible, width

__all__ = ["Excerpt", "changed", "code_points", "excerpt", "named_if_unseen"]

_BEFORE = 2 / 5
"""The share of a line that stands before the mark, when there is more on both sides: readers of a
list of findings look at the left of it."""

_UNSEEN = re.compile(r"[\s\u00ad\u034f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")
_LOOKALIKES = str.maketrans("كيى٠١٢٣٤٥٦٧٨٩", "کیی۰۱۲۳۴۵۶۷۸۹")
"""Arabic code points that Persian readers cannot tell from their own."""


class Excerpt(NamedTuple):
    """A line to print, and the line to print below it; that one is "" when there is none."""

    line: str
    below: str


class _Cell(NamedTuple):
    """One character as it is shown."""

    text: str
    columns: int
    marked: bool


def excerpt(text: str, span: Span | None, columns: int, locale: str) -> Excerpt:
    r"""The part of the text around `span` in at most so many columns, with the span marked.

    A span of nothing marks the place between two characters. A span outside the text is moved into
    it: a report never fails because of a check. What is invisible is named where it is marked.

    >>> print(*excerpt("Los niños  juegan.", Span(9, 11), 40, "es"), sep="\n")
    Los niños  juegan.
             ^~
    >>> excerpt("کودکان بازی میکنند", Span(12, 18), 40, "fa").line.strip("\u2067\u2069")
    'کودکان بازی ⟦میکنند⟧'
    """
    span = _within(span, text)
    brackets = span is not None and has_rtl(text)
    if span is not None and brackets:
        span = _whole_words(span, text)
    cells = _window(_cells(*_near(text, span, _FAR * columns)), columns - 2 * brackets)
    if brackets:
        return Excerpt(reading(defused(_bracketed(cells, _is_empty(span))), locale), "")
    line = defused("".join(cell.text for cell in cells).rstrip())
    return Excerpt(reading(line, locale), _underline(cells, _is_empty(span)))


def changed(before: str, after: str) -> tuple[Span, Span]:
    """The smallest ranges of the two texts outside which they are equal.

    Law: replacing the one range by what stands in the other turns `before` into `after`.

    >>> changed("Los niños  juegan.", "Los niños juegan.")
    (Span(start=10, end=11), Span(start=10, end=10))
    """
    shorter = min(len(before), len(after))
    start = 0
    while start < shorter and before[start] == after[start]:
        start += 1
    end = 0
    while end < shorter - start and before[-1 - end] == after[-1 - end]:
        end += 1
    return Span(start, len(before) - end), Span(start, len(after) - end)


def code_points(before: str, after: str) -> str:
    """What differs between two texts that look alike, by its code points; "" if it can be seen.

    >>> code_points("كتاب", "کتاب"), code_points("cafe\u0301", "café")
    ('U+0643 → U+06A9', 'U+0065 U+0301 → U+00E9')
    >>> code_points("كتاب\u200cي ", "کتاب ی "), code_points("paz", "pan")
    ('U+0643 → U+06A9, U+200C → U+0020, U+064A → U+06CC', '')
    """
    if _looks(before) != _looks(after):
        return ""
    pairs = _differences(before, after)
    changes = [f"{_numbers(a)} → {_numbers(b)}" for a, b in pairs[:_MAX_PAIRS]]
    return ", ".join([*changes, *(["…"] if len(pairs) > _MAX_PAIRS else [])])


def _differences(before: str, after: str) -> list[tuple[str, str]]:
    """What stands in one text for what in the other, each pair once; the two look alike."""
    letters, others = _letters(before), _letters(after)
    pairs = [(before, after)]  # a ligature for two letters
    if len(letters) == len(others):
        pairs = list(zip(chain(*letters), chain(*others), strict=True))
    spans = [(a, b, changed(a, b)) for a, b in pairs if a != b]
    return list(dict.fromkeys((a[slice(*old)], b[slice(*new)]) for a, b, (old, new) in spans))


def named_if_unseen(text: str) -> str:
    """The text; its characters by name when a reader would see nothing of it.

    >>> named_if_unseen("نمی‌"), named_if_unseen("‌")
    ('نمی\u200c', '⟨ZWNJ⟩')
    """
    return named(text) if _UNSEEN.fullmatch(text) and text.strip(" \n") else text


def _looks(text: str) -> str:
    return unicodedata.normalize("NFKC", _UNSEEN.sub("", text)).translate(_LOOKALIKES)


def _letters(text: str) -> list[tuple[str, str]]:
    """The text's letters with their accents, and what nobody sees after each; none comes first."""
    found = [("", "")]
    for letter in text:
        last, unseen = found[-1]
        if _UNSEEN.fullmatch(letter):
            found[-1] = last, unseen + letter
        elif last and not unseen and unicodedata.combining(letter):
            found[-1] = last + letter, ""
        else:
            found.append((letter, ""))
    return found


def _numbers(text: str) -> str:
    numbers = " ".join(f"U+{ord(letter):04X}" for letter in text[:_MAX_NUMBERS])
    return (numbers + (" …" if len(text) > _MAX_NUMBERS else "")) or "nothing"


_MAX_NUMBERS = 4
_MAX_PAIRS = 3
"""Code points, and pairs of them, that a person can still compare and that fit into a line."""


_FAR = 2
"""Characters a column, more of which no text has (Arabic with all its vowels has as many): what is
farther from a mark than a line is long is not looked at."""


def _near(text: str, span: Span | None, reach: int) -> tuple[str, Span | None]:
    """The part of the text that can be on the line, and where the span is in it."""
    start, end = span or (0, 0)
    last = min(end, start + reach)
    first = max(start - reach, 0)
    cut = text[first : last + reach]
    return cut, None if span is None else Span(start - first, last - first)


def _within(span: Span | None, text: str) -> Span | None:
    if span is None:
        return None
    start = min(max(span.start, 0), len(text))
    return Span(start, min(max(span.end, start), len(text)))


def _whole_words(span: Span, text: str) -> Span:
    """A mark inside a word would tear its letters apart, which join: the whole word is marked."""
    start, end = span
    if _UNSEEN.fullmatch(text, start, end) or start == end:
        return span
    while start > 0 and _joined(text[start - 1]) and _joined(text[start]):
        start -= 1
    while end < len(text) and _joined(text[end - 1]) and _joined(text[end]):
        end += 1
    return Span(start, end)


def _joined(letter: str) -> bool:
    return letter == "\u200c" or unicodedata.category(letter)[0] in "LM"


def _is_empty(span: Span | None) -> bool:
    return span is not None and span.start == span.end


def _cells(text: str, span: Span | None) -> list[_Cell]:
    start, end = (-1, -1) if span is None else span
    unseen = _UNSEEN.fullmatch(text, start, end) is not None if end > start else False
    cells = []
    for at, letter in enumerate(text):
        inside = start <= at < end or (start == end == at)
        if inside and unseen and letter not in " \n":
            named_letter = named(letter)
            cells.append(_Cell(named_letter, width(named_letter), inside))
        else:
            cells.append(_Cell(*_printed(letter), inside))
    if start == end == len(text):
        cells.append(_Cell(" ", 1, marked=True))
    return cells


@cache
def _printed(letter: str) -> tuple[str, int]:
    """A character as it is shown, and its columns; texts have few different ones."""
    printed = visible(letter)
    return printed, width(printed)


def _window(cells: list[_Cell], columns: int) -> list[_Cell]:
    """The cells that fit, those that are marked among them, with `…` where others are left out."""
    if sum(cell.columns for cell in cells) <= columns:
        return cells
    marks = [at for at, cell in enumerate(cells) if cell.marked] or [0]
    room = columns - 2  # for an ellipsis on both sides
    first, last = marks[0], min(marks[-1] + 1, len(cells))
    spare = room - sum(cell.columns for cell in cells[first : _reach(cells, first, last, room)])
    begin = _reach_back(cells, first, int(spare * _BEFORE))
    if _reach(cells, begin, len(cells), room) == len(cells):
        begin = min(first, _reach_back(cells, len(cells), room))
    while begin < first and cells[begin].columns == 0:
        begin += 1  # an accent without its letter
    end = _reach(cells, begin, len(cells), room)
    while first < end < len(cells) and cells[end].columns == 0:
        end -= 1  # a letter without its accent
    dots = _Cell("…", 1, marked=False)
    head = [dots] if begin else []
    return [*head, *cells[begin:end], *([dots] if end < len(cells) else [])]


def _reach(cells: Sequence[_Cell], start: int, end: int, room: int) -> int:
    """How far the cells from `start` on fit into so many columns."""
    at = start
    while at < end and cells[at].columns <= room:
        room -= cells[at].columns
        at += 1
    return at


def _reach_back(cells: Sequence[_Cell], end: int, room: int) -> int:
    at = end
    while at > 0 and cells[at - 1].columns <= room:
        room -= cells[at - 1].columns
        at -= 1
    return at


def _underline(cells: Sequence[_Cell], empty: bool) -> str:  # noqa: FBT001  one of two marks
    before = 0
    for at, cell in enumerate(cells):
        if cell.marked:
            size = 0 if empty else sum(c.columns for c in cells[at:] if c.marked)
            return " " * before + "^" + "~" * (size - 1)
        before += cell.columns
    return ""


def _bracketed(cells: Sequence[_Cell], empty: bool) -> str:  # noqa: FBT001  one of two marks
    pieces = []
    inside = False
    for cell in cells:
        if cell.marked and not inside:
            pieces.append("⟦")
        if inside and not cell.marked:
            pieces.append("⟧")
        inside = cell.marked
        pieces.append(cell.text)
        if inside and empty:
            pieces[-1:] = ["⟧", cell.text]
            inside = False
    return "".join([*pieces, "⟧" if inside else ""]).rstrip()
