"""Two spellings of one text, and the segments that a project has under each spelling.

Tools write the same paragraph in different ways: `*this*` or `_this_`, an entity or its character,
an escape more or less, `[x](url)` or `[x]({1})`. Readers see the same text, with the same marks.
Where only the words are the same, the text has changed since.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import accumulate
from typing import NamedTuple

from l10n_flow.documents import marked
from l10n_flow.model import Segment

_BIDI = dict.fromkeys(
    map(ord, "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u00ad")
)
"""Invisible signs for direction or hyphenation, which editors add."""


class Likeness(IntEnum):
    """How far two texts are equal; a higher value includes the lower ones."""

    NONE = 0
    WORDS = 1
    """Letters and digits are equal; marks or punctuation differ."""
    SPELLING = 2
    """All that readers see is equal."""
    SAME = 3


class Spot(NamedTuple):
    """A segment of an article."""

    article: str
    segment: Segment


def spelling(source: str) -> str:
    """Return one value for all spellings of a text: its visible words, and its marks by place.

    >>> spelling("*Peace* &amp; [war](/x)") == spelling("_Peace_  & [war]({1})")
    True
    >>> spelling("*Peace*") == spelling("Peace")
    False
    """
    read = marked(source)
    text = " ".join(unicodedata.normalize("NFC", read.text.translate(_BIDI)).split())
    if not read.marks and not read.opaques:
        return text
    before = [0, *accumulate([not sign.isspace() and ord(sign) not in _BIDI for sign in read.text])]
    marks = sorted((before[mark.start], before[mark.end], mark.kind) for mark in read.marks)
    items = ["*" if item.kind in _HIDDEN else item.written for item in read.opaques]
    return f"{text}\0{marks}\0{items}"


_HIDDEN = ("placeholder", "address", "link", "image", "tag")
"""Kinds of items of which only that there is one must be equal, not what they are."""


_NUMBERED = re.compile(r"\]?\{\d+\}")


def words(source: str) -> str:
    """Return the letters and digits of a text, without marks and punctuation.

    >>> words("[Peace]{1}, **now**") == words("Peace now!")
    True
    """
    text = marked(_NUMBERED.sub(" ", source)).text.translate(_BIDI).casefold()
    return "".join(filter(str.isalnum, unicodedata.normalize("NFC", text)))


@dataclass(frozen=True, slots=True)
class Texts:
    """The segments of articles, by their spellings."""

    same: Mapping[str, Sequence[Spot]]
    spelled: Mapping[str, Sequence[Spot]]
    worded: Mapping[str, Sequence[Spot]]

    @classmethod
    def of(cls, articles: Iterable[tuple[str, Sequence[Segment]]]) -> Texts:
        """Return the segments of these articles, by name."""
        same: dict[str, list[Spot]] = {}
        spelled: dict[str, list[Spot]] = {}
        worded: dict[str, list[Spot]] = {}
        for name, segments in articles:
            for segment in {segment.key: segment for segment in segments}.values():
                spot = Spot(name, segment)
                source = segment.source
                same.setdefault(source, []).append(spot)
                spelled.setdefault(spelling(source), []).append(spot)
                worded.setdefault(words(source), []).append(spot)
        return cls(same, spelled, worded)

    def find(self, source: str) -> tuple[Likeness, Sequence[Spot]]:
        """Return the segments that are most similar to a text, and how similar they are.

        >>> texts = Texts.of([("a", [Segment("*Peace* talks", "paragraph")])])
        >>> [texts.find(source)[0].name for source in ("_Peace_ talks", "Peace talks", "War")]
        ['SPELLING', 'WORDS', 'NONE']
        """
        if found := self.same.get(source):
            return Likeness.SAME, found
        if found := self.spelled.get(spelling(source)):
            return Likeness.SPELLING, found
        if (form := words(source)) and (found := self.worded.get(form)):
            return Likeness.WORDS, found
        return Likeness.NONE, ()
