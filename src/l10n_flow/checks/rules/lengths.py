"""Lengths: translations that are much shorter or longer than usual."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from l10n_flow import patterns as re
from l10n_flow.checks.pair import Hit, Pair
from l10n_flow.checks.prose import FILLER, MARK, is_search_list
from l10n_flow.checks.row import Check, Example
from l10n_flow.checks.rules.smallwords import SMALL
from l10n_flow.checks.traits import Trait
from l10n_flow.language.tags import script
from l10n_flow.model import State

BUCKETS = (10, 20, 40, 80, 160)
"""The maximum characters of a source in the first, second… bucket."""


class Limits(NamedTuple):
    """For each bucket, the minimum and maximum ratio of translation to source length."""

    min_ratio: tuple[float, ...]
    max_ratio: tuple[float, ...]


LIMITS: Mapping[str, Limits] = {
    "es": Limits((0.2, 0.2, 0.25, 0.5, 0.57, 0.68), (9.0, 4.5, 3.2, 2.6, 2.4, 2.0)),
    "fa": Limits((0.2, 0.22, 0.3, 0.45, 0.52, 0.62), (8.0, 4.0, 3.0, 2.4, 2.1, 1.9)),
}
"""From English. At most one in a thousand human translations is outside, in the half of the
catalogs on which thresholds are chosen (31,000 Spanish and 7,000 Persian texts). Those outside were
read, and are explained more often than wrong (docs/checks-evaluation-history.md)."""
_ANY = Limits((0.1, 0.15, 0.2, 0.25, 0.3, 0.35), (8.0, 5.0, 3.5, 3.0, 2.8, 2.5))
_SLACK = 12
"""Characters: `ID` is `identificador`."""


_WEIGHTS = (
    (re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"), 3),
    (re.compile("[\u3041-\u30ff\uac00-\ud7a3]"), 2),
)
"""Letters of an alphabet that one Han character stands for, and one of kana or Hangul: 22,000
Chinese texts of the same half have a third of their English sources' length."""
_FIRST_WEIGHED = "\u3041"
_SYLLABIC = ("Hans", "Hant", "Hani", "Jpan", "Kore")


def length(prose: str) -> int:
    """Count the characters of a text that readers read.

    >>> length("Véase")
    5
    """
    return len(prose) - prose.count(FILLER) - prose.count(MARK)


def _weighed(prose: str) -> int:
    r"""The length as an alphabet would need it; each stretch of blanks counts as one.

    >>> _weighed("新しい 和平"), _weighed("a\n   b")
    (14, 3)
    """
    read = " ".join(prose.split()).replace(FILLER, "").replace(MARK, "")
    if read.isascii() or max(read, default="") < _FIRST_WEIGHED:
        return len(read)
    return len(read) + sum(
        (weight - 1) * len(letters.findall(read)) for letters, weight in _WEIGHTS
    )


def _length(pair: Pair) -> Iterator[Hit]:
    prose = _without_context(pair)
    ours = pair.ours.length if prose is pair.source_prose else length(prose)
    theirs = pair.theirs.length
    if script(pair.source_locale) in _SYLLABIC or pair.script in _SYLLABIC or "  " in pair.source:
        ours, theirs = _weighed(pair.source_prose), _weighed(pair.target_prose)
    if not ours or abs(theirs - ours) <= _SLACK:
        return
    bucket = bisect_left(BUCKETS, ours)
    limits = LIMITS.get(pair.language, _ANY) if pair.source_language == "en" else _ANY
    ratio = theirs / ours
    if limits.min_ratio[bucket] <= ratio <= limits.max_ratio[bucket]:
        return
    if _KEYWORDS.fullmatch(pair.source):
        return
    if ratio < 1 and (_is_brief(pair) or _is_label(pair, ours) or _is_concise(pair)):
        return
    if pair.state > State.DRAFT:
        explained = _added_asides(pair) if ours > _LABEL else 0
        if 0 < theirs - ours <= _EXPLANATION + explained or is_search_list(pair.source):
            return
    way = "shorter" if ratio < 1 else "longer"
    plural = "" if theirs == 1 else "s"
    yield Hit(f"{theirs} character{plural} for {ours}: far {way} than usual")


_EXPLANATION = 100
"""Characters that people may add to explain a short text: `PCA`, `Farmyard`. No engine does
that."""


def _added_asides(pair: Pair) -> int:
    """How many characters are in brackets beyond those of the source: what a name means."""
    theirs, ours = (
        sum(map(len, _IN_BRACKETS.findall(text))) for text in (pair.target_prose, pair.source_prose)
    )
    return max(0, theirs - ours)


_IN_BRACKETS = re.compile(r"\([^()]*\)")


def _without_context(pair: Pair) -> str:
    """The source's prose without the context that a program's text contains.

    Context is before a bar, `Menu|File`, or in brackets at the end: `Name [of a column]`. Of a
    plural message (ICU) it is the plural form.
    """
    prose = pair.source_prose
    if ", plural," in pair.source and ", plural," not in pair.target:
        return _PLURAL.sub(r"\1", prose)
    if pair.is_page:
        return prose
    if "[" in pair.source and "[" not in pair.target:
        prose = _ASIDE.sub("", prose)
    if "|" in pair.target or "[[" in prose:
        return prose
    return prose.rpartition("|")[2].strip()


_ASIDE = re.compile(r"(?:\s|(?<=\w)(?=\[\w+ ))\[[^\[\]]+\]\s*\Z")


_BRANCH = r"(?:[^{}]|\{[^{}]*\})*"
_PLURAL = re.compile(rf"\{{\s*\w+, plural,{_BRANCH}?other \{{({_BRANCH})\}}\s*\}}")


def _is_brief(pair: Pair) -> bool:
    """Whether a short text has a word for each content word of the source.

    «جهت سینی» is *the orientation of the tray*.
    """
    small = SMALL.get(pair.source_language)
    if small is None or not 1 < len(pair.source_words) <= _FEW:
        return False
    telling = {word for word in pair.source_words if word not in small}
    return len(pair.target_words) >= max(len(telling), 2)


def _is_concise(pair: Pair) -> bool:
    """Whether it has as many sentences as the source, three or more, and ends as it does."""
    ours = _SENTENCE_END.findall(pair.source_prose.rstrip())
    theirs = _SENTENCE_END.findall(pair.target_prose.rstrip())
    return len(ours) == len(theirs) > _TWO and ours[-1] == theirs[-1]


_KEYWORDS = re.compile(r"(?:[^,.;!?]{1,40},\s*){5,}")
"""Words by which something is found, with a comma behind the last."""
_TWO = 2
_SENTENCE_END = re.compile(r"[^\W\d_][)»”\"]?([.!?؟])(?=\s|\Z)")


def _is_label(pair: Pair, length: int) -> bool:
    """Whether it is a short text that is no statement: a name may have a short form.

    «Libia» is the Libyan Arab Jamahiriya.
    """
    longest = _NAME if _LITTLE.sub("", pair.source).istitle() else _LABEL
    return (
        length <= longest and bool(pair.target_words) and not pair.source.rstrip().endswith(_ENDS)
    )


_LITTLE = re.compile(r"\b(?:and|for|in|of|on|the)\b")
_LABEL, _NAME = 36, 48
"""Characters."""
_ENDS = (".", "!", "?", ":", "…")
_FEW = 16
"""In a text of at most so many words, one more article makes a difference."""


CHECKS = (
    Check(
        "length",
        "A translation far shorter or longer than translations of texts of that length are: often"
        " something was left out or appears twice.",
        "Read whether all of the source is there, and nothing else.",
        _length,
        (
            Example(
                "es",
                "The talks went on for eighteen days, and nobody left the hotel before the end.",
                "Las conversaciones",
                "Las conversaciones duraron dieciocho días, y nadie dejó el hotel antes del final.",
            ),
            Example(
                "fa",
                "The talks went on for eighteen days, and nobody left the hotel before the end.",
                "گفت‌وگوها",
                "گفت‌وگوها هجده روز طول کشید و هیچ‌کس پیش از پایان هتل را ترک نکرد.",
            ),
        ),
        when=Trait.LETTER,
    ),
)
