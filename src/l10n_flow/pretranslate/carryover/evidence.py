"""How likely a sentence is another's translation: lengths and anchors.

An anchor is what a translation shows as well: a number, a placeholder, code, a mark, a name in
either script, a word that both languages took from one root, the kind of sentence. The result is
in nats: how much likelier the two are as each other's translation than as strangers.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import islice, product
from typing import NamedTuple

from l10n_flow.documents.markdown.marked import marked, names
from l10n_flow.language.tags import subtags

__all__ = ["NOTHING", "Feature", "Lexicon", "Weighing", "learned", "numbers_differ", "trait"]


_LETTERS = {"en": 1.0, "es": 1.10, "fa": 0.94}
"""Letters in a translation for each letter of English: 3,296 and 1,214 sentence pairs of Tails'
catalogs. Other languages are measured on the paragraph itself."""

SPREAD = 1.3
"""Standard deviation of a translation's letters, over the root of those expected: measured 1.0 to
1.2 for Spanish, 1.2 to 1.8 for Persian. Gale and Church (1993) have 2.6, for far freer texts."""

TAIL = 4
"""Degrees of freedom of Student's t: far lengths are rare, and not as rare as a bell says."""

STRANGER = 60
"""Letters of a sentence of which nothing is known: an exponential with the mean of the catalogs."""

_NUMBER = re.compile(r"\d+(?:[.,٫٬\u00a0\u202f]\d+)*")
_WORD = re.compile(r"[^\W\d_]+(?:[\u200c'’][^\W\d_]+)*")
_ENDS = {"?": "?", "؟": "?", "!": "!", "…": "…", ":": ":"}

_WEIGHTS = {"#": 4.5, "d": 2.5, "m": 4.0, "w": 2.0, "l": 2.0, "s": 2.0, "e": 1.5, "p": 1.0}
"""Nats for an anchor that both have: a number of several digits, a digit, a mark or opaque item,
a word in the same letters, a word that the lexicon has for it, three consonants in whatever
letters, a question or exclamation, brackets or quotations. Chosen so that a number or a mark
settles a matter by itself, and two words do."""


@dataclass(frozen=True, slots=True)
class Feature:
    """What of a sentence, or of several, is compared."""

    letters: int
    anchors: Mapping[str, int]

    def __add__(self, other: Feature) -> Feature:
        both = dict(self.anchors)
        for anchor, count in other.anchors.items():
            both[anchor] = both.get(anchor, 0) + count
        return Feature(self.letters + other.letters, both)

    def __sub__(self, other: Feature) -> Feature:
        left = {name: count - other.anchors.get(name, 0) for name, count in self.anchors.items()}
        return Feature(self.letters - other.letters, left)

    @property
    def hard(self) -> frozenset[str]:
        """The numbers, marks and opaque items, which a translator does not move at will."""
        return frozenset([a for a, count in self.anchors.items() if count > 0 and a[0] in "#dm"])


NOTHING = Feature(0, {})


def trait(text: str, related: Callable[[str], Iterable[str]] | None = None) -> Feature:
    """What of a sentence is compared. `related` gives what a lexicon has for a word.

    >>> trait("In 2019, **Tails**?").letters
    7
    >>> sorted(trait("۲۰۱۹").anchors)
    ['#2019']
    """
    read = marked(text)
    anchors = Counter({f"m{name}": count for name, count in names(read).items()})
    anchors.update(_number_anchor(match[0]) for match in _NUMBER.finditer(read.text))
    words = _WORD.findall(read.text)
    anchors.update(anchor for word in words for anchor in _word_anchors(word))
    if related is not None:
        anchors.update(f"l{other}" for word in words for other in related(word))
    last = re.sub(r"[\s»”’\"')\]\ufffc]+$", "", read.text)[-1:]
    if last in _ENDS:
        anchors[f"e{_ENDS[last]}"] += 1
    anchors["p("] += read.text.count("(")
    anchors["p«"] += len(re.findall(r'["“”«»„]', read.text)) // 2
    return Feature(sum(map(len, words)), +anchors)


def _number_anchor(written: str) -> str:
    """`#6000` for `6,000` and `۶٬۰۰۰`: the digits alone, since a point here is a comma there."""
    digits = "".join([str(unicodedata.digit(sign)) for sign in written if sign.isdigit()])
    return f"#{digits}" if len(digits) > 1 else f"d{digits}"


_ERAS = (621, 622)
"""Years of the Common Era less those of Iran's calendar, after Nowruz and before."""


def numbers_differ(source: Feature, target: Feature) -> bool:
    """Whether there is another number instead of one. A year may be that of Iran's calendar.

    >>> numbers_differ(trait("in 2019"), trait("در ۱۳۹۸")), numbers_differ(trait("19"), trait("18"))
    (False, True)
    """
    lost, extra = (
        {a for a in (x - y).hard if a[0] in "#d"} for x, y in ((source, target), (target, source))
    )
    for year in [int(anchor[1:]) for anchor in lost]:
        if converted := {f"#{year - era}" for era in _ERAS} & extra:
            lost, extra = lost - {f"#{year}"}, extra - converted
    return bool(lost and extra)


_SKELETON = {
    **dict.fromkeys("bب", "b"), **dict.fromkeys("pپ", "p"), **dict.fromkeys("tتطdد", "t"),
    **dict.fromkeys("szسصثزذضظژشj", "s"), **dict.fromkeys("جچ", "j"), **dict.fromkeys("rر", "r"),
    **dict.fromkeys("fف", "f"), **dict.fromkeys("ckqgکكگقغخx", "k"), **dict.fromkeys("lل", "l"),
    **dict.fromkeys("mم", "m"), **dict.fromkeys("nن", "n"),
}  # fmt: skip


def _word_anchors(word: str) -> Iterable[str]:
    plain = unicodedata.normalize("NFKD", word.casefold())
    folded = "".join([sign for sign in plain if not unicodedata.combining(sign)])
    if (
        len(folded) > 3
        or (word.isupper() and len(word) > 1)
        or (word[0].isupper() and len(word) > 2)
    ):
        yield f"w{folded[:5]}"
    bones = "".join([_SKELETON.get(sign, "") for sign in folded])
    bones = re.sub(r"(.)\1+", r"\1", bones + "f" * (folded[-1] == "v"))
    if len(bones) >= 3:
        yield f"s{bones}"


class Weighing(NamedTuple):
    """The weighing of pairs of sentences of one paragraph."""

    ratio: float
    """Letters of the translation for each of the source."""

    @classmethod
    def of(
        cls, source: Feature, target: Feature, source_locale: str, target_locale: str
    ) -> Weighing:
        """For a paragraph and its translation."""
        mine, theirs = (
            _LETTERS.get(subtags(locale).language) for locale in (source_locale, target_locale)
        )
        if mine and theirs:
            return cls(theirs / mine)
        return cls((target.letters + 1) / (source.letters + 1))

    def deviation(self, source: Feature, target: Feature) -> float:
        """How many standard deviations the translation is too long; negative: too short."""
        expected = self.ratio * source.letters
        return (target.letters - expected) / (SPREAD * math.sqrt(expected + 1))

    def fit(self, source: Feature, target: Feature) -> float:
        """In nats: positive when the two look like each other's translation."""
        width = SPREAD * math.sqrt(self.ratio * source.letters + 1)
        length = _student(self.deviation(source, target)) - math.log(width)
        stranger = -math.log(STRANGER) - target.letters / STRANGER
        return length - stranger + self.shared(source, target)

    def shared(self, source: Feature, target: Feature) -> float:
        """The anchors that both have, in nats."""
        mine = source.anchors
        return sum(
            [
                min(count, mine[anchor]) * _WEIGHTS[anchor[0]]
                for anchor, count in target.anchors.items()
                if anchor in mine
            ]
        )


_STUDENT = math.lgamma((TAIL + 1) / 2) - math.lgamma(TAIL / 2) - math.log(TAIL * math.pi) / 2


def _student(deviation: float) -> float:
    """The logarithm of the density of Student's t."""
    return _STUDENT - (TAIL + 1) / 2 * math.log1p(deviation * deviation / TAIL)


# Which words go with which, learned from the translations that a project has: no dictionary, and no
# translation; only enough to see which of two sentences another one is of

MAX_PAIRS = 5000
"""Pairs that are read: enough for the words of a newsroom, and a second or two."""

MAX_WORDS = 60
"""Words. Short texts show which words go together, and a long one costs by its square."""

TOGETHER = 2
"""Seen together once is chance."""

DICE = 0.3
"""Dice's coefficient from which on two words go together."""

COMMON = 0.03
"""The share of texts beyond which a word is in all sentences and tells nothing."""

STEM = 6
"""Letters that count: what follows is inflection more often than not."""

_LONG_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Stems of one language, and those of another that are found where they are."""

    words: Mapping[str, tuple[str, ...]]
    others: frozenset[str]

    def translated(self, word: str) -> tuple[str, ...]:
        """The stems that a word of the source goes with."""
        return self.words.get(_stem(word), ())

    def known(self, word: str) -> tuple[str, ...]:
        """The stem of a word of the translation, if any word goes with it."""
        stem = _stem(word)
        return (stem,) if stem in self.others else ()


def learned(translations: Iterable[tuple[str, str]]) -> Lexicon:
    """What the first `MAX_PAIRS` source texts and their translations show about words.

    >>> lexicon = learned([("peace talks", "diálogos de paz"), ("war and peace", "guerra y paz"),
    ...                    ("the end", "el fin")])
    >>> lexicon.translated("Peace"), lexicon.known("paz"), lexicon.known("guerra")
    (('paz',), ('paz',), ())
    """
    mine: Counter[str] = Counter()
    theirs: Counter[str] = Counter()
    both: Counter[tuple[str, str]] = Counter()
    read = list(islice(translations, MAX_PAIRS))
    for source, target in read:
        ours, others = _stems(source), _stems(target)
        if len(ours) <= MAX_WORDS and len(others) <= MAX_WORDS:
            mine.update(ours)
            theirs.update(others)
            both.update(product(ours, others))
    common = max(TOGETHER, COMMON * len(read))
    found: dict[str, list[tuple[float, str]]] = {}
    for (word, other), times in both.items():
        dice = 2 * times / (mine[word] + theirs[other])
        rare = mine[word] <= common >= theirs[other]
        if times >= TOGETHER and dice >= DICE and rare:
            found.setdefault(word, []).append((-dice, other))
    words = {word: tuple([o for _, o in sorted(pairs)[:2]]) for word, pairs in found.items()}
    return Lexicon(words, frozenset([other for others in words.values() for other in others]))


def _stems(text: str) -> set[str]:
    return {_stem(word) for word in _LONG_WORD.findall(marked(text).text)}


def _stem(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join([sign for sign in plain if not unicodedata.combining(sign)])[:STEM]
