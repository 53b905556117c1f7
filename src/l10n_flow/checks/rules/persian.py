"""Persian spelling, by the rules of `language.persian`; each rule is explained there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from l10n_flow import patterns as re
from l10n_flow.checks.pair import Hit, Pair
from l10n_flow.checks.prose import is_search_list
from l10n_flow.checks.row import Check, Example
from l10n_flow.checks.rules.repairing import repairs
from l10n_flow.checks.traits import Trait
from l10n_flow.language import persian, persiansigns
from l10n_flow.language.arabic import outside_arabic
from l10n_flow.model import Severity


def _letters(pair: Pair) -> Iterator[Hit]:
    return repairs(pair, persian.persian_letters, "“{was}” has letters of an Arabic keyboard")


def _joiners(pair: Pair) -> Iterator[Hit]:
    return repairs(pair, persian.tidy_joiners, "“{was}” has a zero-width non-joiner too many")


def _verbs(pair: Pair) -> Iterator[Hit]:
    return repairs(pair, persian.verb_prefixes, "“{was}” is one word: {now}")


def _suffixes(pair: Pair) -> Iterable[Hit]:
    if not persian.may_part_suffixes(pair.target_prose):
        return ()
    return repairs(pair, _joined, "“{was}” is one word: {now}")


@outside_arabic
def _joined(text: str) -> str:
    return persian.verb_endings(persian.comparatives(persian.plurals(text)))


def _punctuation(pair: Pair) -> Iterator[Hit]:
    if not _LATIN_SIGNS.isdisjoint(pair.theirs.characters) and not is_search_list(pair.source):
        yield from repairs(
            pair,
            outside_arabic(persiansigns.persian_punctuation),
            "“{was}” has punctuation of Latin: {now}",
        )


_LATIN_SIGNS = frozenset(",;?")
_SPACED = re.compile(r"[ \u00a0](?<=[^\s.,،؛؟:!…].)[ \u00a0]*(?=[،؛؟](?!\w))")


_BLANK_BEFORE = tuple([blank + sign for blank in " \u00a0" for sign in "،؛؟"])


def _spaces(pair: Pair) -> Iterable[Hit]:
    if not any(map(pair.target_prose.__contains__, _BLANK_BEFORE)):
        return ()
    return repairs(pair, lambda text: _SPACED.sub("", text), "a space before punctuation: “{was}”")


def _digits(pair: Pair) -> Iterator[Hit]:
    if pair.policy.digits == "own":
        yield from repairs(pair, persiansigns.persian_digits, "“{was}” has Latin digits: {now}")
    elif pair.policy.digits == "latin":
        yield from repairs(pair, persiansigns.latin_digits, "“{was}” has Persian digits: {now}")


def _tatweel(pair: Pair) -> Iterator[Hit]:
    return repairs(pair, persian.without_tatweel, "“{was}” is lengthened by strokes: {now}")


def _spelling(pair: Pair) -> Iterable[Hit]:
    if _HAMZAS.isdisjoint(pair.theirs.characters) and "مسئوول" not in pair.target:
        return ()
    return repairs(
        pair, outside_arabic(persian.academy_spelling), "the Academy writes {now} for “{was}”"
    )


_HAMZAS = frozenset("أؤإء")
"""Each word that the Academy spells otherwise has one, but for one that is named."""


def _separators(pair: Pair) -> Iterator[Hit]:
    if pair.policy.digits != "latin":
        yield from repairs(
            pair,
            persiansigns.persian_separators,
            "“{was}” has the separators of Latin digits: {now}",
        )


def _put_right(source: str, bad: str, good: str) -> tuple[Example, ...]:
    return (Example("fa", source, bad, good, fixed=good),)


_ROWS = (
    Check(
        "arabic-letters",
        "Arabic code points (ي, ى, ك) where Persian has its own (ی, ک). They look alike and are"
        " not found by a search.",
        "Apply the suggestion, and set your keyboard to Persian.",
        _letters,
        _put_right("The policy", "سياست", "سیاست"),
        Severity.ERROR,
        when=Trait.ARABIC_FORM,
        fixes=True,
    ),
    Check(
        "zwnj",
        "A zero-width non-joiner that joins nothing: doubled, or at the edge of a word.",
        "Apply the suggestion.",
        _joiners,
        _put_right("The books", "کتاب\u200c\u200cها", "کتاب\u200cها"),
        when=Trait.JOINER,
        fixes=True,
    ),
    Check(
        "verb-prefix",
        "می or نمی that is parted by a space from its verb, or written on.",
        "Join the two with a zero-width non-joiner (Shift+Space on a Persian keyboard).",
        _verbs,
        _put_right("They go.", "می روند.", "می\u200cروند."),
        when=Trait.ARABIC,
    ),
    Check(
        "suffix-space",
        "ها, تر, ترین, ‌اند and the like that are parted by a space from their word.",
        "Join the two with a zero-width non-joiner (Shift+Space on a Persian keyboard).",
        _suffixes,
        _put_right("The books", "کتاب ها", "کتاب\u200cها"),
        Severity.INFO,
        when=Trait.ARABIC,
    ),
    Check(
        "latin-punctuation",
        "A Latin comma, semicolon or question mark in a Persian sentence.",
        "Use ، ؛ ؟.",
        _punctuation,
        _put_right("Peace, too", "صلح, هم", "صلح، هم"),
        when=Trait.STOP,
    ),
    Check(
        "space-before-punctuation",
        "A space before ، ؛ ؟ ! or a colon, or inside « » or parentheses.",
        "Delete the space.",
        _spaces,
        _put_right("Peace, too", "صلح ، هم", "صلح، هم"),
        Severity.INFO,
        when=Trait.STOP,
    ),
    Check(
        "digits",
        "Digits other than those that the project has chosen for Persian (`digits: own` or"
        " `latin` in the configuration). Numbers that belong to Latin words stay as they are.",
        "Use the digits that the project has chosen.",
        _digits,
        _put_right("3 days", "3 روز", "۳ روز"),
        when=Trait.DIGIT,
    ),
    Check(
        "tatweel",
        "Strokes (ـ) that make a word longer. A search does not find such a word.",
        "Apply the suggestion.",
        _tatweel,
        _put_right("The book", "کتـــاب", "کتاب"),
        Severity.INFO,
        when=Trait.ARABIC,
    ),
    Check(
        "hamza",
        "A hamza on another seat than the Academy of Persian Language and Literature has decided:"
        " مسأله, مسؤول, هیأت for مسئله, مسئول, هیئت.",
        "Write it as the Academy does, or switch the check off if your newsroom spells otherwise.",
        _spelling,
        _put_right("The question", "مسأله", "مسئله"),
        Severity.INFO,
        when=Trait.ARABIC,
    ),
    Check(
        "persian-separators",
        "Persian digits with the separators of Latin ones: ۲.۵ درصد, ۱,۵۰۰, ۵۰%.",
        "Write ۲٫۵ درصد, ۱٬۵۰۰, ۵۰٪.",
        _separators,
        _put_right("1,500 people", "۱,۵۰۰ نفر", "۱٬۵۰۰ نفر"),
        Severity.INFO,
        when=Trait.DIGIT,
        by_default=False,
    ),
)

CHECKS = tuple(row._replace(languages=("fa",)) for row in _ROWS)
