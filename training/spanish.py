"""Spanish: articles, agreement, verbs in the third person, and contractions."""

from __future__ import annotations

import re

from training.values import Adjective, Tense, Verb

_FORMS = {
    "ar": ("a", "an", "ó", "aron", "ado"),
    "er": ("e", "en", "ió", "ieron", "ido"),
    "ir": ("e", "en", "ió", "ieron", "ido"),
}
_MODALS = {
    Tense.CAN: ("puede", "pueden"),
    Tense.MUST: ("debe", "deben"),
    Tense.WANT: ("quiere", "quieren"),
}
_ARTICLES = {
    "the": ("el", "la", "los", "las"),
    "a": ("un", "una", "unos", "unas"),
    "this": ("este", "esta", "estos", "estas"),
    "our": ("nuestro", "nuestra", "nuestros", "nuestras"),
}


def article(which: str, *, feminine: bool, plural: bool) -> str:
    """The form of a determiner that agrees.

    >>> article("this", feminine=True, plural=True)
    'estas'
    """
    return _ARTICLES[which][feminine + 2 * plural]


def agree(word: Adjective, *, feminine: bool, plural: bool) -> str:
    """The form of an adjective that agrees."""
    return word.es[feminine + 2 * plural]


def _forms(word: Verb) -> tuple[str, ...]:
    if len(word.es) > 1:
        return word.es[1:]
    infinitive = word.es[0].removesuffix("se")
    return tuple(infinitive[:-2] + ending for ending in _FORMS[infinitive[-2:]])


def participle(word: Verb, *, feminine: bool = False, plural: bool = False) -> str:
    """The participle that agrees.

    >>> from training.lexicon import VERBS
    >>> participle(VERBS["open"], feminine=True, plural=True)
    'abiertas'
    """
    stem = _forms(word)[4].removesuffix("o")
    return stem + ("a" if feminine else "o") + ("s" if plural else "")


def verb(word: Verb, tense: Tense, *, plural: bool, negative: bool = False) -> str:
    """The whole verb of a statement or question, in the third person.

    >>> from training.lexicon import VERBS
    >>> verb(VERBS["meet"], Tense.PAST, plural=True, negative=True)
    'no se reunieron'
    >>> verb(VERBS["meet"], Tense.CAN, plural=False)
    'puede reunirse'
    """
    no = "no " if negative else ""
    if tense in _MODALS:
        return f"{no}{_MODALS[tense][plural]} {word.es[0]}"
    infinitive = word.es[0].removesuffix("se")
    itself = "se " if infinitive != word.es[0] else ""
    forms = _forms(word)
    said = {
        Tense.PRESENT: forms[plural],
        Tense.PAST: forms[2 + plural],
        Tense.FUTURE: infinitive + ("án" if plural else "á"),
        Tense.PERFECT: f"{'han' if plural else 'ha'} {forms[4]}",
    }[tense]
    return f"{no}{itself}{said}"


def be(tense: Tense, *, plural: bool, negative: bool = False) -> str:
    """`ser`, as what something is by nature, and for the passive."""
    singular, several = {
        Tense.PAST: ("fue", "fueron"),
        Tense.PRESENT: ("es", "son"),
        Tense.FUTURE: ("será", "serán"),
        Tense.PERFECT: ("ha sido", "han sido"),
        Tense.MUST: ("debe ser", "deben ser"),
        Tense.CAN: ("puede ser", "pueden ser"),
    }[tense]
    return ("no " if negative else "") + (several if plural else singular)


def stands(tense: Tense, *, plural: bool, negative: bool = False) -> str:
    """`estar`, as how or where something is."""
    singular, several = {
        Tense.PAST: ("estuvo", "estuvieron"),
        Tense.PRESENT: ("está", "están"),
        Tense.FUTURE: ("estará", "estarán"),
    }[tense]
    return ("no " if negative else "") + (several if plural else singular)


def contracted(sentence: str) -> str:
    """With `del` and `al`, and with `e` where `y` would meet another i.

    >>> contracted("el precio de el pan y Irán")
    'el precio del pan e Irán'
    >>> contracted("de El Cairo a el puerto")
    'de El Cairo al puerto'
    """
    sentence = re.sub(r"\b([Dd]e|[Aa]) el\b", lambda m: m[1] + "l", sentence)
    return re.sub(r"\by (?=[IÍií]|[Hh]i[^aeo])", "e ", sentence)
