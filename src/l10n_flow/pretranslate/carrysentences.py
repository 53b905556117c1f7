"""A segment cut into sentences that can stand alone: no mark, link or code spans two of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from l10n_flow.documents.markdown.marked import HOLE, marked, names
from l10n_flow.language.splitting import sentence_spans

__all__ = ["Sentence", "cut", "markup"]

_HIDING = re.compile(
    r"(?P<opaque>(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)|<!--.*?-->|\{\d+\})"
    r"|\]?(?:(?<=\])(?:\([^()\s]*(?:\s+\"[^\"]*\")?\)|\[[^\[\]]*\]))"
    r"|\[\^[^\[\]\s]+\]|</?[a-zA-Z][^<>]*>|(?<![\w!])\[|~~",
    re.DOTALL,
)
"""What hides a sentence's beginning or end from who looks at letters and stops."""

_SPECIAL = re.compile(r"[*_~`<\[\]]")


class Sentence(NamedTuple):
    """A sentence as it is written, and the white space after it."""

    text: str
    space: str


def cut(text: str, locale: str) -> tuple[Sentence, ...]:
    r"""The sentences of a segment. A hard line break ends one.

    Laws: each with its space, one after the other, they are the text; together they have the
    marks that the whole text has. White space at the beginning belongs to the first.

    >>> [sentence.text for sentence in cut("**One. Two.** Then `a. B`. [Go.]({1}) Now", "en")]
    ['**One. Two.**', 'Then `a. B`.', '[Go.]({1})', 'Now']
    """
    starts = [0]
    for places in _starts(text, locale):
        starts += [at for at in places if _divides(text[starts[-1] : at], text[at:])][:1]
    ends = [*starts[1:], len(text)]
    pieces = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    return tuple(Sentence(piece.rstrip(), piece[len(piece.rstrip()) :]) for piece in pieces)


def _divides(left: str, right: str) -> bool:
    """Whether nothing spans both."""
    if not (_SPECIAL.search(left) and _SPECIAL.search(right)):
        return True
    return markup(left) + markup(right) == markup(left + right)


def _starts(text: str, locale: str) -> Iterator[list[int]]:
    """Yield where each sentence other than the first may begin, if nothing spans it."""
    offsets = _bare(text)
    bare = "".join([HOLE if opaque else text[offset] for offset, opaque in offsets])
    at = 0
    last = -1
    for line in bare.split("\n"):
        for start, end in sentence_spans(line, locale):
            if last >= 0:
                yield _places(text, [offset for offset, _ in offsets[last : at + start + 1]])
            last = at + end - 1
        at += len(line) + 1


def _places(text: str, between: list[int]) -> list[int]:
    """Where a sentence may begin, given the places from the last letter before it to its first.

    A mark that closes stands before the blanks between them, and one that opens after them.
    Without blanks nobody knows before the marks are read.
    """
    last, start, first = between[0], between[1], between[-1]
    if start == first:
        return [last + 1, first]
    while start < first and text[start].isspace():
        start += 1
    return [start]


def _bare(text: str) -> list[tuple[int, bool]]:
    """The places of the words, and of one character for each opaque item (True)."""
    kept: list[tuple[int, bool]] = []
    at = 0
    for match in _HIDING.finditer(text):
        kept += [(place, False) for place in range(at, match.start())]
        if match["opaque"]:
            kept.append((match.start(), True))
        at = match.end()
    return kept + [(place, False) for place in range(at, len(text))]


def markup(text: str) -> Counter[str]:
    r"""What a text has besides words and line ends, by what a translation must have too.

    >>> sorted(markup("**a** [b]({1})\\n`c`"))
    ['**', '[]({1})', '`c`']
    """
    found = names(marked(text))
    del found["\n"]
    return found
