"""The differences between two texts, word by word, in a form that is easy to read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from l10n_flow.language.splitting import sentence_spans

Change = Literal["same", "gone", "new"]


@dataclass(frozen=True, slots=True)
class WordRun:
    """Words that two texts have in common, or that only one of them has."""

    kind: Change
    text: str
    is_in_changed: bool = False
    """Whether it is in a sentence in which something has changed."""


_WORD = re.compile(
    r"\s+|\{\d+\}|</?[A-Za-z][^<>\n]*>|\[\^[^\]\s]+\]|[\w\u200c\u200d]+(?:['’\-.,٫٬][\w\u200c]+)*"
    r"|(?P<mark>[*_~`])(?P=mark)*|.",
    re.DOTALL,
)
"""A whole word, number or mark: equal parts of words are of no use to readers."""

_MAX_LENGTH = 4_000
"""The maximum number of words in a compared text: the time grows with their square."""


def difference(before: str, now: str, locale: str) -> tuple[WordRun, ...]:
    """The changes from `before` to `now`, a text in the language `locale`.

    Laws: the pieces that are not new are `before`, those that are not gone are `now`.

    >>> found = difference("It rained. Two ferries left.", "It rained. Three ferries left.", "en")
    >>> [(piece.kind, piece.text) for piece in found if piece.is_in_changed]
    [('gone', 'Two'), ('new', 'Three'), ('same', ' ferries left.')]
    """
    if before == now:
        return (WordRun("same", now),) if now else ()
    ends = [span.start for span in sentence_spans(now, locale)[1:]]
    cut = list(_cut(_compared(_words(before), _words(now)), [*ends, len(now)]))
    changed = {number for kind, _, number in cut if kind != "same"}
    return tuple(WordRun(kind, text, number in changed) for kind, text, number in cut if text)


def _words(text: str) -> list[str]:
    return [match[0] for match in _WORD.finditer(text)]


def _compared(before: Sequence[str], now: Sequence[str]) -> Iterator[tuple[Change, str]]:
    """Yield what is the same, gone and new, in reading order."""
    if max(len(before), len(now)) > _MAX_LENGTH:
        yield "gone", "".join(before)
        yield "new", "".join(now)
        return
    matcher = SequenceMatcher(None, before, now, autojunk=False)
    for kind, one, other, first, last in matcher.get_opcodes():
        if kind == "equal":
            yield "same", "".join(now[first:last])
            continue
        yield "gone", "".join(before[one:other])
        yield "new", "".join(now[first:last])


def _cut(
    found: Iterable[tuple[Change, str]], ends: Sequence[int]
) -> Iterator[tuple[Change, str, int]]:
    """Yield the same pieces, split at sentence ends of the new text, with the sentence's number."""
    at, number = 0, 0
    for kind, text in found:
        if kind == "gone":
            yield kind, text, number
            continue
        begin, at = at, at + len(text)
        while number + 1 < len(ends) and at >= ends[number]:
            yield kind, text[len(text) - (at - begin) : len(text) - (at - ends[number])], number
            begin, number = ends[number], number + 1
        yield kind, text[len(text) - (at - begin) :], number
