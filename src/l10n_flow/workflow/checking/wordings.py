"""Which text is translated in which words, as numbers: to see at once whether one has two wordings.

Thousands of catalogs need not be read again when one of them changed: what each said is kept, and
only those that share a text with different words are looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from zlib import crc32

from l10n_flow.model import Entry, State

__all__ = ["divided", "packed"]

_HALF = 8
"""Hexadecimal digits of a CRC. Two texts that share one (a chance of 1 in 4 billion for a pair) may
cost a look at a catalog for nothing; two wordings that do would not be compared."""


def packed(entries: Iterable[Entry]) -> str:
    """What the entries say, 16 digits for each: those that somebody stands for, without a context.

    >>> packed([Entry("Peace", "Paz"), Entry("War"), Entry("May", "Mayo", context="month")])
    'c8d433435fcb3566'
    """
    return "".join(
        [
            f"{crc32(entry.source.encode()):08x}{crc32(entry.target.encode()):08x}"
            for entry in entries
            if entry.context is None and entry.state >= State.TRANSLATED
        ]
    )


def divided(told: Mapping[str, str]) -> frozenset[str]:
    """The articles with a text that has other words in another one; `told` is `packed` by article.

    >>> peace, war = packed([Entry("Peace", "Paz")]), packed([Entry("War", "Guerra")])
    >>> sorted(divided({"a": peace, "b": peace + war, "c": packed([Entry("War", "La guerra")])}))
    ['b', 'c']
    """
    usual: dict[str, str] = {}
    torn: set[str] = set()
    for text in told.values():
        for at in range(0, len(text), 2 * _HALF):
            source, target = text[at : at + _HALF], text[at + _HALF : at + 2 * _HALF]
            if usual.setdefault(source, target) != target:
                torn.add(source)
    if not torn:
        return frozenset()
    return frozenset(
        article
        for article, text in told.items()
        if any(text[at : at + _HALF] in torn for at in range(0, len(text), 2 * _HALF))
    )
