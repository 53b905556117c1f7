"""Write words and marks as inline Markdown that our own parser reads in the same way.

The difficulty is CommonMark's flanking (6.2): `**«سلام»**علی` has no bold word, because a closing
`**` after punctuation needs a blank or punctuation after it. A mark that is not possible is moved a
little: `REMEDIES` is the table of ways, the smallest change first. The parser decides about each.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import takewhile
from operator import attrgetter
from typing import NamedTuple

from l10n_flow import patterns as re
from l10n_flow.documents.markdown.marked import HOLE, Mark, Marked, marked, names

Marks = tuple[Mark, ...]
Cells = tuple[str, ...]
"""How each character of the text is written."""
Escape = Callable[[Marked], Cells]


class Unwritable(ValueError):  # noqa: N818 - an answer, not a failure: the caller has another way
    """No inline Markdown can express this; the message gives the reason."""


def written(m: Marked, like: str = "") -> str:
    r"""Inline Markdown that parses back to the same words, marks and opaque items.

    A mark may be on fewer or more characters than requested if Markdown has no other way: blanks
    and punctuation at its edges are then outside of it, or the rest of a word inside. `like` is a
    spelling that is kept if it already expresses all of `m`: `written(marked(s), s) == s`;
    otherwise the characters that it escapes are escaped.

    Raises `Unwritable` for marks that overlap, for items that are not at a `HOLE`, and for what no
    spelling can express.

    >>> written(Marked("«سلام»علی", (Mark(0, 6, "**", "**", "strong"),)))
    '«**سلام**»علی'
    >>> written(Marked("5 * 3 *is* R&D &amp; [x]", (Mark(0, 5, "_", "_", "emphasis"),)))
    '_5 * 3_ \\*is\\* R&D &amp;amp; [x]'
    """
    if like and marked(like) == m:
        return like
    tidy = _tidied(m)
    tried: list[Cells] = []
    known: tuple[Escape, ...] = (partial(_as_in, like),) if "\\" in like else ()
    for escape in (*known, *ESCAPES):
        cells = escape(tidy)
        if cells in tried:
            continue
        tried.append(cells)
        found = _fitted(tidy, cells)
        if found is not None:
            return found
    on = ", ".join(mark.name for mark in tidy.marks)
    verb = f"put {on} on" if on else "hold"
    raise Unwritable(f"Markdown cannot {verb} these words: {tidy.text!r}")


# What is to be written


def _tidied(m: Marked) -> Marked:
    """The same with the marks in order, around words, and without blanks at their edges."""
    for opaque in m.opaques:
        if m.text[opaque.at : opaque.at + 1] != HOLE:
            raise Unwritable(f"{opaque.written} has no place at character {opaque.at}")
    breaks = {opaque.at for opaque in m.opaques if opaque.kind == "break"}
    marks = _outer_first(_trimmed(mark, m.text, breaks) for mark in m.marks)
    for n, mark in enumerate(marks):
        for other in marks[:n]:
            if other.start < mark.start < other.end < mark.end:
                raise Unwritable(f"{other.name} ends within {mark.name}")
    return Marked(m.text, tuple(marks), m.opaques)


def _outer_first(marks: Iterable[Mark]) -> list[Mark]:
    """The marks in order; of those with the same start, the longest first."""
    by_end = sorted(marks, key=attrgetter("end"), reverse=True)
    return sorted(by_end, key=attrgetter("start"))


def _trimmed(mark: Mark, text: str, breaks: set[int]) -> Mark:
    start, end = mark.start, mark.end
    if not 0 <= start < end <= len(text):
        raise Unwritable(f"{mark.name} is on no words")
    while start < end and (text[start].isspace() or start in breaks):
        start += 1
    while end > start and (text[end - 1].isspace() or end - 1 in breaks):
        end -= 1
    if start == end:
        raise Unwritable(f"{mark.name} is on nothing but spaces")
    return mark._replace(start=start, end=end)


# How characters are escaped, the least first

_LIKELY = re.compile(
    r"[\\`]"
    r"|(?<!\s)\*|\*(?!\s)"  # between blanks a star is a star (6.2)
    r"|(?<![^\W_])_|_(?![^\W_])"  # within a word an underscore is one
    r"|~(?=\S)|(?<=\S)~"
    r"|\[(?=[^\[\]]*\]\(|\^)"
    r"|<(?=[A-Za-z/!?])"
    r"|&(?=\#?\w+;)"
    r"|\{(?=[0-9۰-۹٠-٩]+\})"
)
_ANY = re.compile(r"[\\`*_~\[\]<&{!]")
_ENTITIES = {"<": "&lt;", "&": "&amp;", "{": "&#123;"}
"""Only this hides a `{1}` from `substitute`; and `<` and `&` also work within HTML blocks."""


_ESCAPED = re.compile(r"\\([\[\]*_~`\\])")


def _as_in(like: str, m: Marked) -> Cells:
    """Escape the characters that another spelling escapes, whether needed or not."""
    signs = set(_ESCAPED.findall(like))
    return _cells(m, [at for at, character in enumerate(m.text) if character in signs])


def _bare(m: Marked) -> Cells:
    return _cells(m, ())


def _likely(m: Marked) -> Cells:
    """Escape what looks like markup, and what would join with the marks' own brackets."""
    chosen = {match.start() for match in _LIKELY.finditer(m.text)}
    for mark in m.marks:
        if mark.kind in ("link", "image"):
            inside = range(mark.start, mark.end)
            chosen.update([at for at in inside if m.text[at] in "[]"])
            if m.text[: mark.start].endswith("!"):
                chosen.add(mark.start - 1)
    return _cells(m, chosen)


def _all(m: Marked) -> Cells:
    return _cells(m, {match.start() for match in _ANY.finditer(m.text)})


def _cells(m: Marked, escaped: Iterable[int]) -> Cells:
    cells = list(m.text)
    for at in escaped:
        cells[at] = _ENTITIES.get(cells[at], "\\" + cells[at])
    for opaque in m.opaques:
        cells[opaque.at] = opaque.written
    return tuple(cells)


ESCAPES: tuple[Escape, ...] = (_bare, _likely, _all)


# How marks are moved, the least change first

_TURNS = {"*": "_", "_": "*", "**": "__", "__": "**", "~~": "~", "~": "~~"}


def _turned(m: Marked, index: int) -> Iterator[Marks]:
    """The mark written with the other character: two runs of the same character would join."""
    mark = m.marks[index]
    other = _TURNS[mark.opening]
    yield _with(m.marks, index, mark._replace(opening=other, closing=other))


def _peeled(m: Marked, index: int) -> Iterator[Marks]:
    """The mark without the punctuation at its edges; a pair of quotation marks is not separated."""
    mark = m.marks[index]
    words = m.text[mark.start : mark.end]
    start = mark.start + _count(_is_punctuation, words)
    end = mark.end - _count(_is_punctuation, words[::-1])
    edges = [(mark.start, end), (start, mark.end), (start, end)]
    if (m.text[mark.start], m.text[mark.end - 1]) in _PAIRS:
        edges.insert(0, edges.pop())
    yield from _resized(m, index, edges)


def _inside(m: Marked, index: int) -> Iterator[Marks]:
    """The mark within the link or tag around the same words: `[**x**]({1})`."""
    yield (*m.marks[:index], *m.marks[index + 1 :], m.marks[index])


def _widened(m: Marked, index: int) -> Iterator[Marks]:
    """The mark with the rest of the word after an item or a link at its edge: `**[x]({1})ها**`."""
    mark = m.marks[index]
    start, end = mark.start, mark.end
    others = m.marks[:index] + m.marks[index + 1 :]
    if m.text[start] == HOLE or start in {other.start for other in others}:
        start -= _count(_is_letter, m.text[:start][::-1])
    if m.text[end - 1] == HOLE or end in {other.end for other in others}:
        end += _count(_is_letter, m.text[end:])
    yield from _resized(m, index, [(mark.start, end), (start, mark.end), (start, end)])


def _resized(m: Marked, index: int, edges: list[tuple[int, int]]) -> Iterator[Marks]:
    mark = m.marks[index]
    for start, end in edges:
        if start < end and (start, end) != mark[:2]:
            resized = Marked(m.text, _with(m.marks, index, mark._replace(start=start, end=end)))
            yield resized.marks
            yield from _turned(resized, index)


REMEDIES: tuple[Callable[[Marked, int], Iterator[Marks]], ...] = (
    _turned,
    _peeled,
    _inside,
    _widened,
)
_PAIRS = {*zip("«“‘([\"'", "»”’)]\"'", strict=True)}


def _with(marks: Marks, index: int, mark: Mark) -> Marks:
    return (*marks[:index], mark, *marks[index + 1 :])


def _count(belongs: Callable[[str], bool], text: str) -> int:
    """The number of characters at the beginning for which `belongs` is true."""
    return len(list(takewhile(belongs, text)))


def _is_punctuation(character: str) -> bool:
    return character != HOLE and unicodedata.category(character)[0] in "PS"


def _is_letter(character: str) -> bool:
    """Whether the character belongs to a word, like the joiners of Persian."""
    return character in "\u200c\u200d" or unicodedata.category(character)[0] in "LMN"


# The search


class _Distance(NamedTuple):
    """The number of differences between what the parser finds and what was requested."""

    names: int
    places: int


def _fitted(m: Marked, cells: Cells) -> str | None:
    """The first spelling that the parser reads correctly, with as few remedies as possible."""
    best, text = _tried(m, cells)
    for index in _order(m):
        if not any(best):
            break
        for marks in (found for remedy in REMEDIES for found in remedy(m, index)):
            changed = Marked(m.text, marks, m.opaques)
            distance, spelling = _tried(changed, cells)
            if distance < best:
                best, text, m = distance, spelling, changed
                break
    return None if any(best) else text


def _order(m: Marked) -> list[int]:
    """The marks that depend on flanking, inner ones first, because outer ones may grow."""
    return [n for n in reversed(range(len(m.marks))) if m.marks[n].opening in _TURNS]


_FAR = _Distance(sys.maxsize, sys.maxsize)


def _tried(m: Marked, cells: Cells) -> tuple[_Distance, str]:
    text = _spelled(m.marks, cells)
    if text is None:
        return _FAR, ""
    distance = _distance(m, marked(text))
    if "{" in text and not any(distance) and any(mark.opening in _TURNS for mark in m.marks):
        # The parser may read a placeholder's value as a word or as punctuation: both must work.
        distance = _distance(m, marked(text, letters=True))
    return distance, text


def _distance(wanted: Marked, found: Marked) -> _Distance:
    if wanted == found:
        return _Distance(0, 0)
    one, other = names(wanted), names(found)
    missing = (one - other).total() + (other - one).total()
    places = len(_places(wanted) ^ _places(found)) + (wanted.text != found.text)
    return _Distance(missing, places)


def _places(m: Marked) -> set[tuple[int, int, str]]:
    return {
        *((mark.start, mark.end, mark.name) for mark in m.marks),
        *((opaque.at, opaque.at, opaque.name) for opaque in m.opaques),
    }


def _spelled(marks: Marks, cells: Cells) -> str | None:
    """The cells with the marks around them; None if marks overlap."""
    pieces: list[str] = []
    opened: list[Mark] = []
    at = 0
    for mark in _outer_first(marks):
        while opened and opened[-1].end <= mark.start:
            inner = opened.pop()
            pieces += (*cells[at : inner.end], inner.closing)
            at = inner.end
        if opened and mark.end > opened[-1].end:
            return None
        pieces += (*cells[at : mark.start], mark.opening)
        at = mark.start
        opened.append(mark)
    for inner in reversed(opened):
        pieces += (*cells[at : inner.end], inner.closing)
        at = inner.end
    pieces += cells[at:]
    return "".join(pieces)
