"""What a check is given: two texts and what is known about them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, Self, TypeVar, overload

from l10n_flow.checks.prose import hidden, without_prose
from l10n_flow.checks.rules.markings import Change, differences
from l10n_flow.checks.traits import traits
from l10n_flow.language.tags import script, subtags
from l10n_flow.model import Span, State
from l10n_flow.terms import TermFault, Terms

if TYPE_CHECKING:
    from l10n_flow.language.quantities.comparing import Comparison
    from l10n_flow.language.quantities.sides import Side

__all__ = ["Hit", "Pair", "Policy"]


Value = TypeVar("Value")


class made_once(Generic[Value]):  # noqa: N801 - a decorator, like `property`
    """`functools.cached_property` without its lock, which costs more than most of what it guards.

    No pair is shared between threads; if one were, a view would be made twice, and be the same.
    """

    def __init__(self, make: Callable[[Any], Value]) -> None:
        self.make = make
        self.name = make.__name__
        self.__doc__ = make.__doc__

    @overload
    def __get__(self, owner: None, kind: type) -> Self: ...
    @overload
    def __get__(self, owner: object, kind: type) -> Value: ...
    def __get__(self, owner: object | None, kind: type) -> Self | Value:
        if owner is None:
            return self
        value = owner.__dict__[self.name] = self.make(owner)
        return value


class Hit(NamedTuple):
    """What one check found in one pair."""

    message: str
    """A sentence without a full stop, for people."""
    span: Span | None = None
    """What is wrong in the target, in characters."""
    source_span: Span | None = None
    """What of the source is concerned."""
    suggestion: str = ""
    """A whole new target, when the remedy is certain."""
    detail: str = ""
    """Tells hits of one check in one pair apart; stays the same while the fault does."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What a project decides and no check can know, for one language."""

    title_limit: int = 70
    """Characters of a title that search engines and cards show: Google cuts at about 600 pixels,
    which is 60 to 70 Latin characters."""
    digits: str = ""
    """"own" or "latin": which digits prose must have; "" when both will do."""
    quotes: str = ""
    """The opening and the closing sign that quotations must have, such as "«»"; "" for any."""
    percent: str = ""
    """"spaced" or "closed": what stands between a number and %; "" when both will do."""
    isolates: str = "controls"
    """"controls" or "bdi": what keeps a run from left to right whole; "off" for nothing."""
    keep: tuple[str, ...] = ()
    """Words that stay as they are in every language: names of products, of people."""
    terms: Terms = field(default_factory=Terms)
    """The project's glossary."""


@dataclass(frozen=True)
class Pair:
    """A source and its translation. Frozen; the views that checks share are made when asked for.

    It has no slots, because what is made once must be kept somewhere.

    >>> pair = Pair("See [us]({1}) in 2015", "Véase [aquí]({1}) en 2015", "en", "es")
    >>> len(pair.target_prose) == len(pair.target), pair.target_words
    (True, ['véase', 'aquí', 'en'])
    """

    source: str
    target: str
    source_locale: str
    locale: str
    kind: str = "paragraph"
    """As `Segment.kind`: "paragraph", "heading 1", "field: title"…"""
    state: State = State.TRANSLATED
    placeholders: Mapping[str, str] = field(default_factory=dict)
    """What `{1}` stands for, by "1", where it is known."""
    policy: Policy = Policy()
    is_page: bool = True
    """Whether it is known to be Markdown or HTML, as articles are. A text of a program or a manual
    may have signs and brackets of any markup, or of none."""

    @made_once
    def same(self) -> bool:
        """Whether the translation is the source: then nothing can have been lost."""
        return self.source == self.target

    @made_once
    def traits(self) -> int:
        """The kinds of characters of both texts together, as bits of `Trait`."""
        return traits(self.characters)

    @made_once
    def characters(self) -> frozenset[str]:
        """The different characters of both texts: what is not among them need not be looked for."""
        return frozenset(self.source + self.target)

    @made_once
    def source_prose(self) -> str:
        """The source with everything that is not words filled up; same length, same places."""
        return hidden(self.source)

    @made_once
    def target_prose(self) -> str:
        """The target with everything that is not words filled up; same length, same places."""
        return hidden(self.target)

    @made_once
    def source_lower(self) -> str:
        """The source's prose in lower case."""
        return self.source_prose.lower()

    @made_once
    def target_lower(self) -> str:
        """The target's prose in lower case."""
        return self.target_prose.lower()

    @made_once
    def source_words(self) -> Sequence[str]:
        """The words of the source's prose, in lower case."""
        return _words(self.source_lower)

    @made_once
    def target_words(self) -> Sequence[str]:
        """The words of the target's prose, in lower case."""
        return _words(self.target_lower)

    @made_once
    def differences(self) -> Mapping[str, Change]:
        """What is on the words of one and not of the other, by the project's parser."""
        return differences(self.source, self.target)

    @made_once
    def numbers(self) -> Comparison:
        """What the numbers of source and target do not share; those in code and links stand aside.

        >>> found = Pair("Press 5, `x = 7`", "Pulse 6 y 7", "en", "es").numbers
        >>> [(was.digits, now.digits) for was, now, _ in found.changed], found.extra
        ([('5', '6')], ())
        """
        from l10n_flow.language.quantities.comparing import (  # noqa: PLC0415  slow to import
            SAME,
            compared_sides,
            is_plainly_same,
        )

        prose = self.source_prose, self.target_prose
        if is_plainly_same(*prose, self.source_locale, self.locale):
            return SAME
        return compared_sides(self.source_side, self.target_side)

    @made_once
    def source_side(self) -> Side:
        """The quantities of the source."""
        from l10n_flow.language.quantities.sides import Side  # noqa: PLC0415  slow to import

        aside = without_prose(self.source, self.source_prose)
        return Side(self.source_prose, self.source_locale, aside)

    @made_once
    def target_side(self) -> Side:
        """The quantities of the target."""
        from l10n_flow.language.quantities.sides import Side  # noqa: PLC0415  slow to import

        aside = without_prose(self.target, self.target_prose)
        return Side(self.target_prose, self.locale, aside)

    @made_once
    def term_faults(self) -> tuple[TermFault, ...]:
        """What is wrong with the terms of the glossary."""
        return self.policy.terms.judged(
            self.source_prose, self.target_prose, self.locale, language=self.source_locale
        )

    @made_once
    def language(self) -> str:
        """The target's primary subtag: "fa" for `fa-AF`."""
        return subtags(self.locale).language

    @made_once
    def source_language(self) -> str:
        """The source's primary subtag."""
        return subtags(self.source_locale).language

    @made_once
    def script(self) -> str:
        """The script that the target's language is written in (ISO 15924)."""
        return script(self.locale)


_WORD = re.compile(r"[^\W\d_]+(?:['’\u200c-][^\W\d_]+)*")
_LONG = 1_000_000
"""Characters of a text whose words are worth being held once each."""


def _words(prose: str) -> list[str]:
    if len(prose) < _LONG:
        return _WORD.findall(prose)
    once: dict[str, str] = {}
    return [once.setdefault(word[0], word[0]) for word in _WORD.finditer(prose)]
