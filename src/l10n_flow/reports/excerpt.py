"""A line of an article cut to a terminal's width, with a marked part.

If all text is left-to-right the mark is a line of `^~~~` below the words. If some is right-to-left,
a terminal may show words at other places than their columns, so the mark is brackets: ⟦…⟧.
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

_BEFORE = 2 / 5
"""The share of a line before the mark, when there is more on both sides: readers of a list of
findings look at its left part."""

_UNSEEN = re.compile(r"[\s\u00ad\u034f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")
_LOOKALIKES = str.maketrans("كيى٠١٢٣٤٥٦٧٨٩", "کیی۰۱۲۳۴۵۶۷۸۹")
"""Arabic code points that look the same as Persian ones."""


class Excerpt(NamedTuple):
    """A line to print, and the line below it, "" when there is none."""

    line: str
    below: str


class _Cell(NamedTuple):
    """One character in its printed form."""

    text: str
    columns: int
    marked: bool


def excerpt(text: str, span: Span | None, columns: int, locale: str) -> Excerpt:
    r"""Return the text around `span` in at most `columns` columns, with the span marked.

    An empty span marks the place between two characters. A span outside the text is moved into it:
    a report never fails because of a check. Invisible characters in the mark are shown by name.

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
    """Return the smallest ranges of the two texts outside which they are equal.

    Law: replacing the first range by the text of the second turns `before` into `after`.

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
    """Return the code points in which texts that look the same differ; "" if they look different.

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
    """Return the pairs of different parts, each once; the two texts look the same."""
    letters, others = _letters(before), _letters(after)
    pairs = [(before, after)]  # such as a ligature and two letters
    if len(letters) == len(others):
        pairs = list(zip(chain(*letters), chain(*others), strict=True))
    spans = [(a, b, changed(a, b)) for a, b in pairs if a != b]
    return list(dict.fromkeys((a[slice(*old)], b[slice(*new)]) for a, b, (old, new) in spans))


def named_if_unseen(text: str) -> str:
    """Return the text; if all of it is invisible, its characters by name.

    >>> named_if_unseen("نمی‌"), named_if_unseen("‌")
    ('نمی\u200c', '⟨ZWNJ⟩')
    """
    return named(text) if _UNSEEN.fullmatch(text) and text.strip(" \n") else text


def _looks(text: str) -> str:
    return unicodedata.normalize("NFKC", _UNSEEN.sub("", text)).translate(_LOOKALIKES)


def _letters(text: str) -> list[tuple[str, str]]:
    """Return letters with their accents, and the invisible characters after each; first ""."""
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
"""The maximum code points and pairs that people can compare and that fit into a line."""


_FAR = 2
"""The maximum characters for one column (Arabic with all its vowels has as many): what is farther
from a mark than a line's length is not examined."""


def _near(text: str, span: Span | None, reach: int) -> tuple[str, Span | None]:
    """Return the part of the text that can be on the line, and the span's place in it."""
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
    """Extend a mark inside a word to the whole word, because its letters are joined."""
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
    if start == len(text):
        cells.append(_Cell(" ", 1, marked=True))
    return cells


@cache
def _printed(letter: str) -> tuple[str, int]:
    """Return a character's printed form and its columns; texts have few different ones."""
    printed = visible(letter)
    return printed, width(printed)


def _window(cells: list[_Cell], columns: int) -> list[_Cell]:
    """Return the cells that fit, with the marked ones; `…` replaces the others."""
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
        begin += 1  # the accent is without its letter
    end = _reach(cells, begin, len(cells), room)
    dots = _Cell("…", 1, marked=False)
    head = [dots] if begin else []
    return [*head, *cells[begin:end], *([dots] if end < len(cells) else [])]


def _reach(cells: Sequence[_Cell], start: int, end: int, room: int) -> int:
    """Return how many cells from `start` on fit into so many columns."""
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
