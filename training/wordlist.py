"""Which words a demonstration model knows: those of the English sentences it was trained on."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["words_of"]

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
"""Letters, with apostrophes and hyphens inside; numbers are no words, a model copies them."""


def words_of(sentences: Iterable[str]) -> list[str]:
    """The lower-cased words of the sentences, each once, sorted by code point.

    >>> words_of(["The bus to Port Miraval leaves at 9:30.", "Use the code B24."])
    ['at', 'b', 'bus', 'code', 'leaves', 'miraval', 'port', 'the', 'to', 'use']
    """
    return sorted({word.lower() for sentence in sentences for word in _WORD.findall(sentence)})
