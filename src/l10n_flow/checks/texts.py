"""What checks ask about one text in one language: each view is computed on first use, once.

A source has a translation in every language of a project, so its views are kept: its words, figures
and kinds of characters are computed once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from l10n_flow import patterns as re
from l10n_flow.checks.prose import FILLER, MARK, hidden, without_addresses, without_prose
from l10n_flow.checks.traits import Trait, traits
from l10n_flow.made import made_once

if TYPE_CHECKING:
    from l10n_flow.language.quantities.sides import Side


class Text:
    """A text, its language, and what checks ask about it.

    >>> text = Text("Véase [aquí]({1}) en 2015", "es")
    >>> len(text.prose) == len(text.text), text.words
    (True, ['véase', 'aquí', 'en'])
    """

    def __init__(self, text: str, locale: str) -> None:
        self.text = text
        self.locale = locale
        self.characters = frozenset(text)
        """Its different characters: what is not among them need not be searched for."""
        self.traits = traits(self.characters)
        """The kinds of its characters, as bits of `Trait`."""

    @made_once
    def is_common(self) -> bool:
        """Whether it has no characters but those of most texts in Latin and Arabic letters."""
        return self.characters <= COMMON

    @made_once
    def prose(self) -> str:
        """The text with everything that is not words replaced; same length, same positions."""
        if self.traits & _MARKUP:
            return hidden(self.text)
        is_addressed = self.traits & _ADDRESSES or "www." in self.text
        return without_addresses(self.text) if is_addressed else self.text

    @made_once
    def lower(self) -> str:
        """The prose in lower case."""
        return self.prose.lower()

    @made_once
    def words(self) -> Sequence[str]:
        """The words of the prose, in lower case, in order."""
        pattern = _COMMON_WORD if self.is_common else _WORD
        if len(self.lower) < _LONG:
            return pattern.findall(self.lower)
        once: dict[str, str] = {}
        return [once.setdefault(word[0], word[0]) for word in pattern.finditer(self.lower)]

    @made_once
    def vocabulary(self) -> frozenset[str]:
        """The different words: a list without any of them is excluded at once."""
        return frozenset(self.words)

    @made_once
    def parted(self) -> Sequence[str]:
        """The words as `PART` matches them, in order: `bar-museu` is two, one letter is none."""
        if not self.is_joined and "·" not in self.characters:
            return [word for word in self.words if len(word) > 1]
        return parted(self.lower)

    @made_once
    def is_joined(self) -> bool:
        """Whether it may have a word of two parts that a sign joins: `bar-museu`, `l’hotel`."""
        return not _JOINING.isdisjoint(self.characters)

    @property
    def plain_words(self) -> frozenset[str] | None:
        """The vocabulary where no sign joins two parts of a word; None where one may."""
        return None if self.is_joined else self.vocabulary

    @made_once
    def runs(self) -> frozenset[str]:
        """The different words, and the parts of those that a sign joins, down to one letter."""
        if not self.is_joined:
            return self.vocabulary
        joined = [word for word in self.vocabulary if not word.isalpha()]
        return self.vocabulary.union(" ".join(joined).translate(_APART).split())

    @made_once
    def length(self) -> int:
        """The number of characters that readers read, without markup, code and addresses."""
        return len(self.prose) - self.prose.count(FILLER) - self.prose.count(MARK)

    @made_once
    def different(self) -> frozenset[str]:
        """The different ones of these."""
        if "·" in self.characters:
            return frozenset(self.parted)
        joined = parted(" ".join(self.vocabulary)) if self.is_joined else self.vocabulary
        return frozenset([word for word in joined if len(word) > 1])

    @made_once
    def side(self) -> Side:
        """Its quantities; numbers in code and links are left out."""
        from l10n_flow.language.quantities.sides import Side  # noqa: PLC0415  slow to import

        aside = without_prose(self.text, self.prose)
        return Side(self.prose, self.locale, aside, self.runs)


_MARKUP = int(Trait.TAG | Trait.LINK | Trait.CODE | Trait.PLACE | Trait.STRESS | Trait.ENTITY)
_ADDRESSES = int(Trait.ADDRESS)
"""Markup and addresses have one of these; other addresses begin with `www.`."""
_WORD = re.compile(r"[^\W\d_]+(?:['’\u200c-][^\W\d_]+)*")
_LETTERS = (
    "A-Za-zª²³µ¹º¼-¾À-ÖØ-öø-\u02c1\u02c6-\u02d1\u02e0-\u02e4\u02ec\u02ee\u2c65\u2c66"
    "\u0620-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06e5\u06e6\u06ee\u06ef\u06fa-\u06fc\u06ff"
)
_COMMON_WORD = re.compile(rf"[{_LETTERS}]+(?:['’\u200c-][{_LETTERS}]+)*")
"""What `_WORD` finds among `COMMON`, in half of the time: what ranges hold is looked up, categories
are computed."""
COMMON = frozenset(map(chr, (*range(0x370), *range(0x600, 0x700), *range(0x2000, 0x2070))))
"""Letters of Latin and Arabic with their marks, and punctuation of all scripts."""
PART = re.compile(r"(?:[^\W\d_]{1,5}['’])?[^\W\d_]{2,}(?:[\u200c·][^\W\d_]+)*")
"""A word that can identify a language. One letter is a variable, or a word of many languages."""


def parted(text: str) -> list[str]:
    """Return what `PART` finds in a text in lower case, in half of the time.

    >>> parted("el bar-museu, y l'hotel") == PART.findall("el bar-museu, y l'hotel")
    True
    """
    found: list[str] = []
    for token in text.split():
        if token.isalpha():
            if len(token) > 1:
                found.append(token)
        else:
            found += PART.findall(token)
    return found


_JOINING = frozenset("'’-\u200c")
_APART = dict.fromkeys(map(ord, _JOINING), " ")
"""Signs that join letters to a word."""
_LONG = 1_000_000
"""Up to so many characters, the words of a text are kept once each."""


def source_text(text: str, locale: str, *, keep: bool = True) -> Text:
    """Return the text as it was read before for the language, or read it; long ones are not kept.

    >>> source_text("Peace", "en") is source_text("Peace", "en")
    True
    """
    kept = _KEPT.get((text, locale))
    if kept is None:
        kept = Text(text, locale)
        if keep and len(text) <= _SHORT:
            if len(_KEPT) >= _MAX_KEPT:
                _KEPT.clear()
            _KEPT[text, locale] = kept
    return kept


_KEPT: dict[tuple[str, str], Text] = {}
_MAX_KEPT = 4_096
"""The maximum number of kept sources: some hundred articles, at most ten megabytes."""
_SHORT = 2_000
"""The maximum characters of a kept source."""
