"""What a check is given: two texts and what is known about them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from l10n_flow.checks.rules.markings import Change, differences
from l10n_flow.checks.texts import Text, source_text
from l10n_flow.documents.document import Grammar
from l10n_flow.language.tags import subtags
from l10n_flow.made import made_once
from l10n_flow.model import Span, State
from l10n_flow.terms.compliance import TermFault
from l10n_flow.terms.glossary import Terms

if TYPE_CHECKING:
    from l10n_flow.language.quantities.comparing import Comparison

Fact = TypeVar("Fact")


class Hit(NamedTuple):
    """What one check found in one pair."""

    message: str
    """A sentence without a full stop, for people."""
    span: Span | None = None
    """What is wrong in the target, in characters."""
    source_span: Span | None = None
    """What of the source it concerns."""
    suggestion: str = ""
    """A whole new target, when the remedy is certain."""
    detail: str = ""
    """Distinguishes hits of one check in one pair; stays the same as long as the mistake does."""
    may_be_meant: bool = False
    """Whether a careful person may have written it on purpose, or for another version of the
    source: the page stays whole (`Check.of_people`)."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What a project decides and no check can know, for one language."""

    title_limit: int = 70
    """Characters of a title that search engines and cards show: Google cuts at about 600 pixels,
    which is 60 to 70 Latin characters."""
    digits: str = ""
    """Which digits prose must have: "own" or "latin"; "" when both are right."""
    quotes: str = ""
    """The opening and the closing sign that quotations must have, such as "«»"; "" for any."""
    percent: str = ""
    """"spaced" or "closed": whether a space separates a number and %; "" when both are right."""
    isolates: str = "controls"
    """What keeps a left-to-right run in order: "controls" or "bdi"; "off" for nothing."""
    keep: tuple[str, ...] = ()
    """Words that stay as they are in every language: names of products, of people."""
    terms: Terms = field(default_factory=Terms)
    """The project's glossary."""


_ANY = Policy()
_UNKNOWN: Mapping[str, str] = {}


@dataclass(frozen=True, init=False)
class Pair:
    """A source and its translation. Frozen; views that checks share are computed on first use.

    It has no slots, because computed views must be kept somewhere. A project has as many pairs as
    entries, so that all fields are set at once; a frozen dataclass sets them one by one.

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
    """What `{1}` stands for, by "1", where that is known."""
    policy: Policy = _ANY
    is_page: bool = True
    """Whether it is known to be Markdown or HTML, as articles are. A text of a program or a manual
    may have signs and brackets of any markup, or of none."""
    grammar: Grammar = "markdown"
    """What the article is written in: in HTML, Markdown's signs are signs that readers see. A
    text that is not known to be a page is read as Markdown."""
    language: str = field(init=False, repr=False)
    """The target's primary subtag: "fa" for `fa-AF`."""
    source_language: str = field(init=False, repr=False)
    """The source's primary subtag."""
    script: str = field(init=False, repr=False)
    """The script that the target's language is written in (ISO 15924)."""

    def __init__(
        self,
        source: str,
        target: str,
        source_locale: str,
        locale: str,
        kind: str = "paragraph",
        state: State = State.TRANSLATED,
        placeholders: Mapping[str, str] = _UNKNOWN,
        policy: Policy = _ANY,
        is_page: bool = True,  # noqa: FBT001, FBT002 - as a dataclass has its fields
        grammar: Grammar = "markdown",
    ) -> None:
        self.__dict__.update(
            _languages(source_locale, locale),
            source=source,
            target=target,
            source_locale=source_locale,
            locale=locale,
            kind=kind,
            state=state,
            placeholders=placeholders,
            policy=policy,
            is_page=is_page,
            grammar=grammar,
        )

    @made_once
    def same(self) -> bool:
        """Whether the translation equals the source: then nothing can have been lost."""
        return self.source == self.target

    @made_once
    def ours(self) -> Text:
        """What is known of the source; the same for every language.

        That of a copy is not kept, since little is asked about it.
        """
        return source_text(self.source, self.source_locale, keep=not self.same)

    @made_once
    def theirs(self) -> Text:
        """What is known of the target."""
        return Text(self.target, self.locale)

    @made_once
    def traits(self) -> int:
        """The kinds of characters of both texts together, as bits of `Trait`."""
        return self.ours.traits if self.same else self.ours.traits | self.theirs.traits

    @made_once
    def source_prose(self) -> str:
        """The source with everything that is not words replaced; same length, same positions."""
        return self.ours.prose

    @made_once
    def target_prose(self) -> str:
        """The target with everything that is not words replaced; same length, same positions."""
        return self.theirs.prose

    @made_once
    def source_lower(self) -> str:
        """The source's prose in lower case."""
        return self.ours.lower

    @made_once
    def target_lower(self) -> str:
        """The target's prose in lower case."""
        return self.theirs.lower

    @made_once
    def source_words(self) -> Sequence[str]:
        """The words of the source's prose, in lower case."""
        return self.ours.words

    @made_once
    def target_words(self) -> Sequence[str]:
        """The words of the target's prose, in lower case."""
        return self.theirs.words

    @made_once
    def differences(self) -> Mapping[str, Change]:
        """How the inline code of both texts differs, by the project's parser."""
        return differences(self.source, self.target, is_page=self.is_page, grammar=self.grammar)

    @made_once
    def numbers(self) -> Comparison:
        """The numbers that source and target do not share; those in code and links are left out.

        >>> found = Pair("Press 5, `x = 7`", "Pulse 6 y 7", "en", "es").numbers
        >>> [(was.digits, now.digits) for was, now, _ in found.changed], found.extra
        ([('5', '6')], ())
        """
        from l10n_flow.language.quantities.comparing import (  # noqa: PLC0415  slow to import
            SAME,
            compared_sides,
            is_plainly_same,
        )

        sides = self.ours, self.theirs
        prose, locales = (sides[0].prose, sides[1].prose), (self.source_locale, self.locale)
        words = sides[0].runs, sides[1].runs
        if is_plainly_same(*prose, *locales, words):
            return SAME
        return compared_sides(self.ours.side, self.theirs.side)

    @made_once
    def term_faults(self) -> tuple[TermFault, ...]:
        """What is wrong with the terms of the glossary."""
        return self.policy.terms.judged(
            self.source_prose, self.target_prose, self.locale, language=self.source_locale
        )


@cache
def _languages(source_locale: str, locale: str) -> Mapping[str, str]:
    """What a `Pair` says of its two languages; a project has few pairs of them."""
    ours, theirs = subtags(source_locale), subtags(locale)
    return {
        "language": theirs.language,
        "source_language": ours.language,
        "script": theirs.script,
    }


def once(make: Callable[[Pair], Fact]) -> Callable[[Pair], Fact]:
    """Return the function, which is then called once for each pair: for facts that checks share."""
    name = f"{make.__module__}.{make.__qualname__}"

    def kept(pair: Pair) -> Fact:
        found: Fact
        try:
            found = pair.__dict__[name]
        except KeyError:
            found = pair.__dict__[name] = make(pair)
        return found

    return kept
