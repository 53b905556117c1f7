"""Translations that repeat the source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from l10n_flow import patterns as re
from l10n_flow.checks.pair import Hit, Pair
from l10n_flow.checks.prose import FILLER, MARK, hidden, is_listing
from l10n_flow.checks.row import Check, Example, listed
from l10n_flow.checks.rules.lettergroups import KNOWN, likelier
from l10n_flow.checks.rules.smallwords import SMALL
from l10n_flow.checks.traits import Trait
from l10n_flow.model import Severity, Span

_COMMON: Mapping[str, frozenset[str]] = {
    "en": listed(
        "a an and are as at be been but by can did do does for from had has have how if in into is"
        " it its may more not of on or our should than that the their them then there these they"
        " this to was we were what when where which who why will with would you your"
    ),
    "es": listed(
        "a al como con cuando de del desde donde el ella en entre es esta este fue ha hasta la las"
        " le les lo los más muy no nos o para pero por porque que se ser si sin sobre son su sus"
        " también un una y ya"
    ),
    "fa": listed(
        "آن از است این با باید بر برای بود به بین تا پس چه چون خود در را شد شده شود که ما نیز هر هم"
        " همه و یا یک"
    ),
}
"""Words that only a sentence of that language has, not a list of names."""

_EMPTY = listed("bar baz de der foo jr qux sr van von")
"""Words that stand for any word (RFC 3092), or appear in names of people."""
_AROUND = ".,:;!?…،؛؟\"“”„«»‹›'‘’()"
_WORD = re.compile(r"[^\W\d_]+(?:['’\u200c-][^\W\d_]+)*")
_FEW = 3
"""A copy with fewer words proves nothing."""
_MANY = 6
"""Words that a copy needs in a language whose common words are unknown here."""
_ENDS = (".", "?", "!", ":", "؟", "。")


def is_prose(text: str, language: str) -> bool:
    """Whether a text is prose of its language, so that a copy of it is not a translation.

    Titles of works, names, commands and lists of names are not, nor is a text of two words. In
    English, Spanish and Persian prose needs three words: a common one and another one without a
    capital; or, beginning with a capital, three such words, or two and a full stop.

    >>> is_prose("Read the instructions", "en"), is_prose("Mozilla Open Source Support", "en")
    (True, False)
    >>> is_prose("The Lord of the Rings", "en"), is_prose("dd if=tails.img of=/dev/sdb", "en")
    (False, False)
    """
    if len(text.split()) < _FEW:
        return False
    tokens = hidden(text).replace(MARK, "").replace(FILLER, "").split()
    words = [
        word
        for token in tokens
        if (word := token.strip(_AROUND)).isalpha() or _WORD.fullmatch(word)
    ]
    if len(words) < _FEW or 2 * len(words) <= len(tokens):  # the rest is paths, options, numbers
        return False
    lower = {word for word in words if word == word.lower()}
    common = _COMMON.get(language)
    if common is None:
        return len(words) >= _MANY and 2 * len(lower) > len(words)
    telling = len([word for word in lower - common - _EMPTY if len(set(word)) > 1])
    if lower & common:
        return telling > 0
    if not words[0][0].isupper():  # a command
        return False
    return telling >= (2 if tokens[-1].endswith(_ENDS) and len(words) > _FEW else 3)


def _copy(pair: Pair) -> Iterator[Hit]:
    if pair.locale == pair.source_locale:
        return
    if pair.same or _are_bare_alike(pair.source, pair.target):
        if not is_prose(pair.source, pair.source_language) or _is_foreign(pair):
            return
        message = "the translation is the source text"
    elif _is_left(pair):
        message = "the translation is still in the source's words"
    else:
        return
    if pair.source.count("@") > 1 or "translate this" in pair.source:
        return  # names of people with their addresses, or a text that says so
    if _STATEMENT.search(pair.source) is None and not is_listing(pair.target):
        yield Hit(message, Span(0, len(pair.target)))


_STATEMENT = re.compile(
    r"\w\([^\n]*\);\s*$|\w = \S[^\n]*;\s*$|^\s*[{}]\s*$|\w::\w|\w-(?:>|&gt;)\w"
    r"|^\((?:gdb|pdb)\) |^(?:>>>|&gt;|\$) \w",
    re.MULTILINE,
)
"""A program's line or its input, which is not translated."""


def _is_foreign(pair: Pair) -> bool:
    """Whether the source quotes another language than its own, such as a verse, which stays.

    So does the text that fills pages before there is one (https://www.lipsum.com).
    """
    own = pair.source_language
    if own not in KNOWN:
        return False
    words = pair.source_words
    if words[:2] == _FILLER or likelier(dict.fromkeys(words), own):
        return True
    mine = sum(map(SMALL[own].__contains__, words))
    return any(
        sum(map(small.__contains__, words)) >= max(_FEW, 3 * mine)
        for language, small in SMALL.items()
        if language not in KNOWN
    )


_FILLER = ["lorem", "ipsum"]


def _are_bare_alike(source: str, target: str) -> bool:
    """Whether the texts are equal without capitals and without the punctuation around them."""
    ours, theirs = source.lstrip(_AROUND), target.lstrip(_AROUND)
    one, other = ours[:1], theirs[:1]
    if one != other and one.casefold()[:1] != other.casefold()[:1]:
        return False
    ours, theirs = ours.rstrip(_AROUND), theirs.rstrip(_AROUND)
    return ours.casefold() == theirs.casefold()


_BY_WHOM = re.compile(r"(?:</(?:a|cite|em|i)>|[*_”\"»)\]]),? by (?=[A-Z])")
"""Behind a title, in a list of works, where little can be translated."""


def _is_left(pair: Pair) -> bool:
    """Whether nearly every word of the target is a word of the source, in order."""
    first = pair.target.split(None, _MANY)[:_MANY]
    if not any(map(pair.source.__contains__, first[:2])):
        return False
    if len([word for word in first if word in pair.source]) < _MANY - 1:
        return False
    target = pair.target.split()
    own = set(pair.source.split())
    if not _MANY <= len(target) <= 2 * len(own):
        return False
    shared = [word for word in target if word in own]
    if len(shared) < 0.9 * len(target) or _BY_WHOM.search(pair.source) is not None:
        return False
    common = _COMMON.get(pair.source_language, own)
    return not common.isdisjoint(shared) and is_prose(pair.target, pair.source_language)


CHECKS = (
    Check(
        "copy",
        "A translation that is its source again, or still in its words. Names, titles, code and"
        " texts of one or two words may stay as they are.",
        "Translate it. Where the words have to stay, suppress the finding in this entry.",
        _copy,
        (
            Example("es", "Read the instructions", "Read the instructions", "Lea el manual"),
            Example("fa", "Read the instructions", "Read the instructions", "راهنما را بخوانید"),
        ),
        Severity.WARNING,
        on_drafts=Severity.ERROR,
        when=Trait.LETTER,
        copies=True,
    ),
)
