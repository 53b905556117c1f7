"""English: articles, and verbs with their auxiliaries."""

from __future__ import annotations

from training.values import Tense, Verb

_SOUNDS_CONSONANT = ("European", "university", "useful", "union")


def article(words: str) -> str:
    """The words with their indefinite article.

    >>> article("old report"), article("university"), article("report")
    ('an old report', 'a university', 'a report')
    """
    vowel = words[0] in "aeiouAEIOU" and not words.startswith(_SOUNDS_CONSONANT)
    return f"{'an' if vowel else 'a'} {words}"


def auxiliary(tense: Tense, *, plural: bool) -> str:
    """The auxiliary that questions and negations are made with."""
    return {
        Tense.PAST: "did",
        Tense.PRESENT: "do" if plural else "does",
        Tense.FUTURE: "will",
        Tense.PERFECT: "have" if plural else "has",
        Tense.CAN: "can",
        Tense.MUST: "must",
        Tense.WANT: "do" if plural else "does",
    }[tense]


def bare(word: Verb, tense: Tense) -> str:
    """What follows the auxiliary.

    >>> from training.lexicon import VERBS
    >>> bare(VERBS["publish"], Tense.WANT), bare(VERBS["read"], Tense.PERFECT)
    ('want to publish', 'read')
    """
    if tense is Tense.PERFECT:
        return word.en[3]
    return f"want to {word.en[0]}" if tense is Tense.WANT else word.en[0]


def verb(word: Verb, tense: Tense, *, plural: bool, negative: bool = False) -> str:
    """The whole verb of a statement.

    >>> from training.lexicon import VERBS
    >>> verb(VERBS["publish"], Tense.PRESENT, plural=False)
    'publishes'
    >>> verb(VERBS["publish"], Tense.CAN, plural=False, negative=True)
    'cannot publish'
    """
    helper = auxiliary(tense, plural=plural)
    if negative:
        joined = "cannot" if tense is Tense.CAN else f"{helper} not"
        return f"{joined} {bare(word, tense)}"
    if tense is Tense.PAST:
        return word.en[2]
    if tense is Tense.PRESENT:
        return word.en[0 if plural else 1]
    if tense is Tense.WANT:
        return f"{'want' if plural else 'wants'} to {word.en[0]}"
    return f"{helper} {bare(word, tense)}"


def be(tense: Tense, *, plural: bool, negative: bool = False) -> str:
    """To be, in the tenses that the phrasebook says it in.

    >>> be(Tense.PERFECT, plural=True, negative=True)
    'have not been'
    """
    no = " not" if negative else ""
    return {
        Tense.PAST: f"{'were' if plural else 'was'}{no}",
        Tense.PRESENT: f"{'are' if plural else 'is'}{no}",
        Tense.FUTURE: f"will{no} be",
        Tense.PERFECT: f"{'have' if plural else 'has'}{no} been",
        Tense.MUST: f"must{no} be",
        Tense.CAN: "cannot be" if negative else "can be",
    }[tense]
