"""The phrasebook's values: one thing said in English, Spanish and Persian at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

LANGUAGES = ("en", "es", "fa")


class Three(NamedTuple):
    """Words that say the same in three languages."""

    en: str
    es: str
    fa: str


NOTHING = Three("", "", "")


class Tense(StrEnum):
    """When something is done, or whether it can, must or is meant to be done."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    PERFECT = "perfect"
    CAN = "can"
    MUST = "must"
    WANT = "want"


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun with its plural in each language."""

    en: tuple[str, str]
    es: tuple[str, str]
    fa: tuple[str, str]
    feminine: bool
    """In Spanish."""
    tags: str
    """Letters that say what can be done with it; see `lexicon`."""
    agent: bool = False
    """People and those who act like people: their plural has a plural verb in Persian."""
    person: bool = False
    """As an object, it has `a` in Spanish."""


@dataclass(frozen=True, slots=True)
class Adjective:
    """An adjective; in Spanish as masculine and feminine, singular and plural."""

    en: str
    es: tuple[str, str, str, str]
    fa: str
    before: bool = False
    """Whether it stands before the noun in Spanish; in English always, in Persian never."""


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb, and how it takes its object."""

    en: tuple[str, str, str, str]
    """To publish: publish, publishes, published, published."""
    es: tuple[str, ...]
    """The infinitive; where that does not tell, third persons of the present and the preterite
    (singular, plural, singular, plural) and the participle."""
    fa: tuple[str, str]
    """What stands before the conjugated part (may be empty), and its infinitive."""
    tags: str = ""
    """The nouns that it takes for an object: one of their letters."""
    link: Three = NOTHING
    """What stands before the object: about, sobre, دربارهٔ."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase, and what a verb must know about it."""

    en: str
    es: str
    fa: str
    plural: tuple[bool, bool, bool] = (False, False, False)
    """Whether its verb is plural in English, Spanish, Persian."""
    feminine: bool = False
    definite: bool = True
    """Whether را follows when it is an object."""
    person: bool = False


@dataclass(frozen=True, slots=True)
class Triple:
    """A sentence in three languages."""

    en: str
    es: str
    fa: str
    words: tuple[Three, ...] = field(default=(), compare=False)
    """Words that stand for each other; perhaps not all of them are in the sentence."""
