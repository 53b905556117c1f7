"""How likely a sentence is another's translation: lengths and anchors.

An anchor is a feature that a translation keeps: a number, a placeholder, code, a mark, a name in
either script, a word of a common root, the kind of sentence. The result is in nats: how much
likelier the two are as translations of each other than as strangers.
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

_LETTERS = {"en": 1.0, "es": 1.10, "fa": 0.94}
"""Letters in a translation for each letter of English: 3,296 and 1,214 sentence pairs of Tails'
catalogs. Other languages are measured on the paragraph itself."""

SPREAD = 1.3
"""The standard deviation of a translation's letters, divided by the root of the expected number:
measured 1.0 to 1.2 for Spanish, 1.2 to 1.8 for Persian. Gale and Church (1993) have 2.6, for much
freer texts."""

TAIL = 4
"""Degrees of freedom of Student's t: extreme lengths are more frequent than in a normal
distribution."""

STRANGER = 60
"""Letters of a sentence without a partner: exponential, with the mean of the catalogs."""

_NUMBER = re.compile(r"\d+(?:[.,٫٬\u00a0\u202f]\d+)*")
_WORD = re.compile(r"[^\W\d_]+(?:[\u200c'’][^\W\d_]+)*")
_ENDS = {"?": "?", "؟": "?", "!": "!", "…": "…", ":": ":"}

_WEIGHTS = {"#": 4.5, "d": 2.5, "m": 4.0, "w": 2.0, "l": 2.0, "s": 2.0, "e": 1.5, "p": 1.0}
"""Nats for a shared anchor: a number of several digits, a digit, a mark or opaque item, a word in
the same letters, a lexicon's translation, three consonants in any letters, a question or
exclamation, brackets or quotations. Chosen so that one number or mark decides by itself, and so do
two words."""


@dataclass(frozen=True, slots=True)
class Feature:
    """The features of a sentence, or of several, for comparison."""

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
    """Return the features of a sentence. `related` returns a lexicon's stems for a word.

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
    """Return `#6000` for `6,000` and `۶٬۰۰۰`: digits only, as separators differ."""
    digits = "".join([str(unicodedata.digit(sign)) for sign in written if sign.isdigit()])
    return f"#{digits}" if len(digits) > 1 else f"d{digits}"


_ERAS = (621, 622)
"""Years of the Common Era minus those of Iran's calendar, after Nowruz and before."""


def numbers_differ(source: Feature, target: Feature) -> bool:
    """Whether one number replaces another. A year may be of Iran's calendar.

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
        """By how many standard deviations the translation is too long; negative: too short."""
        expected = self.ratio * source.letters
        return (target.letters - expected) / (SPREAD * math.sqrt(expected + 1))

    def fit(self, source: Feature, target: Feature) -> float:
        """In nats: positive when the two look like translations of each other."""
        width = SPREAD * math.sqrt(self.ratio * source.letters + 1)
        length = _student(self.deviation(source, target)) - math.log(width)
        stranger = -math.log(STRANGER) - target.letters / STRANGER
        return length - stranger + self.shared(source, target)

    def shared(self, source: Feature, target: Feature) -> float:
        """The shared anchors, in nats."""
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
    """Return the logarithm of the density of Student's t."""
    return _STUDENT - (TAIL + 1) / 2 * math.log1p(deviation * deviation / TAIL)


# Related words, learned from the translations of a project: not a dictionary, and not used for
# translating; only to find the sentence that another one translates

MAX_PAIRS = 5000
"""The maximum number of pairs that are read: enough for a newsroom's words, in one or two
seconds."""

MAX_WORDS = 60
"""The maximum words of a text. Short texts show related words, and the cost of a long one is
quadratic."""

TOGETHER = 2
"""A pair of words that occurs once is chance."""

DICE = 0.3
"""The minimum of Dice's coefficient for related words."""

COMMON = 0.03
"""A word in a higher share of texts is in all sentences, and proves nothing."""

STEM = 6
"""The letters that count: the rest is usually inflection."""

_LONG_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Stems of one language, with the stems of another that occur with them."""

    words: Mapping[str, tuple[str, ...]]
    others: frozenset[str]

    def translated(self, word: str) -> tuple[str, ...]:
        """Return the related stems of a source word."""
        return self.words.get(_stem(word), ())

    def known(self, word: str) -> tuple[str, ...]:
        """Return the stem of a translation's word, if it is related to any word."""
        stem = _stem(word)
        return (stem,) if stem in self.others else ()


def learned(translations: Iterable[tuple[str, str]]) -> Lexicon:
    """Return the related words of the first `MAX_PAIRS` source texts and translations.

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
