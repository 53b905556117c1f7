"""Sentences of the source that the translation does not have, and texts that break off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import inf

from l10n_flow import patterns as re
from l10n_flow.checks.pair import Hit, Pair
from l10n_flow.checks.prose import FILLER, is_listing
from l10n_flow.checks.row import Check, Example
from l10n_flow.checks.rules.lengths import length
from l10n_flow.checks.traits import Trait
from l10n_flow.language.arabic import listed
from l10n_flow.model import Span

_END = re.compile(
    r"[.!?…؟۔。！？](?<!\s[.])(?:(?<![。！？])[.!?…؟۔]*[»”\"')\]*_]*(?=\s)|(?<=[。！？])"
    r"|(?<=[\u0620-\u06cc]{3}[.!؟])(?=[\u0620-\u06cc]{2}[\u0620-\u06cc\u200c]))"
)
"""In Persian also where the blank after it is missing: Persian words contain no dots. A lone full
stop is a sign that the text is about."""
_LINE_END = re.compile(rf"{_END.pattern}|\n+")
"""Where both texts have as many lines, the lines are verses or items; else they are only
wrapped."""
_WRAPPED = re.compile(r"\n(?<=[^\W\d_]\n)[a-z]")
_ABBREVIATED = re.compile(
    r"(?:^|[\s(«“])(?:(?-i:[A-ZÁÉÍÓÚ]|[^\W\dA-Z_xyzÀ-Þ])|Dr|Mr|Mrs|Ms|Sr|Sra|St|No|núm|art|etc|e\.g|i\.e|p\.\s?ej|vs|pp?|ed|U\.S"
    r"|EE|UU|a\.\s?m|p\.\s?m)\.\s*$",
    re.IGNORECASE,
)
_SHORTEST = 16
"""Characters of a sentence that would be missed: `Yes.` may become part of the next one."""
_MAX_SENTENCES = 24
"""The maximum number of sentences that are compared."""

_RATIO: Mapping[str, float] = {"es": 1.16, "fa": 1.0}
"""Characters for one of English, the median of the catalogs (docs/checks-evaluation-history.md)."""
_VARIANCE = 2.5
"""Of a sentence's length, for each of its characters (Gale and Church 1993, where it is 6.8)."""
_COST = {(1, 1): 0.0, (2, 1): 5.0, (1, 2): 5.0, (2, 2): 5.5, (1, 0): 6.0, (0, 1): 6.0}
"""The cost of pairing so many sentences with so many, in squares of deviations."""
_SURE: Mapping[str, float] = {"es": 2.0, "fa": 0.3}
"""By how much pairing without one sentence must cost less than pairing with all of them."""


def _dropped(pair: Pair) -> Iterator[Hit]:
    ratio = _RATIO.get(pair.language)
    if ratio is None or pair.source_language != "en":
        return
    if pair.theirs.length > _WHOLE * ratio * pair.ours.length:
        return
    lines = pair.source.count("\n") == pair.target.count("\n") > 0 and not _WRAPPED.search(
        pair.source
    )
    if _is_one(pair.source_prose, lines=lines):
        return
    source = _sentences(_ASIDE.sub("", pair.source_prose), lines=lines)
    if not 1 < len(source) <= _MAX_SENTENCES:
        return
    target = _sentences(pair.target_prose, lines=lines)
    if len(target) >= len(source):
        return
    ours = [ratio * _length(pair.source_prose, span) for span in source]
    theirs = [float(_length(pair.target_prose, span)) for span in target]
    missing = sum(ours) - sum(theirs)
    if missing < (1 - _WHOLE) * sum(ours):
        return
    cost, lost = _best(ours, theirs, may_lose=True)
    if (
        lost
        and _SHORTEST
        <= ours[lost[0]]
        <= missing / (_NEARLY_ALL if _is_joined(pair) else _PART)[pair.language]
        and cost + _SURE[pair.language] < _best(ours, theirs, may_lose=False)[0]
        and not _is_named(pair, source[lost[0]])
        and not _recurs(pair, source, lost[0])
        and not _is_told(pair, source, lost[0])
        and not is_listing(pair.source)
    ):
        span = source[lost[0]]
        words = " ".join(pair.source[slice(*span)].split()[:6])
        yield Hit(f"nothing here corresponds to “{words}…”", None, span, detail=words)


_ASIDE = re.compile(r"\[ [^\[\]]*\]\s*$")
"""What debconf's templates say to translators after a choice: `none[ Do not translate …]`."""


def _length(prose: str, span: Span) -> int:
    return length(" ".join(prose[slice(*span)].split()))


_WHOLE = 0.98
"""Of the expected length: a text as long as that has lost nothing."""
_PART: Mapping[str, float] = {"es": 0.8, "fa": 0.5}
"""By so much of a sentence's length the whole text must be too short, as it is not where two
sentences were joined."""
_NEARLY_ALL: Mapping[str, float] = {"es": 1.0, "fa": 0.9}
"""The same where one more comma or *and* may have joined the two."""
_PAUSES = re.compile(r"[,;:،؛—](?=\s)")


_ANDS: Mapping[str, re.Pattern[str]] = {
    "es": re.compile(r"\b[ye]\b"),
    "fa": re.compile(r"(?:است|[بش]ود|شد|دید|کن[یدن]+|کرد\w*|یم|ید|\u200cاند) و (?=\w)"),
}
"""A Persian verb ends a sentence, and such an *and* after it begins another."""


def _is_joined(pair: Pair) -> bool:
    ours, theirs = pair.source_prose, pair.target_prose
    ands = _ANDS[pair.language].findall(theirs)
    return len(_PAUSES.findall(theirs)) > len(_PAUSES.findall(ours)) or (
        len(ands) > len(re.findall(r"\band\b", ours))
    )


def _recurs(pair: Pair, sentences: Sequence[Span], lost: int) -> bool:
    """Whether another sentence repeats nearly all words of the lost one: once is enough."""
    words = [set(_WORD.findall(pair.source_prose[slice(*span)].lower())) for span in sentences]
    mine = words.pop(lost)
    return any(len(mine & others) >= _SAME * len(mine) for others in words)


_WORD = re.compile(r"[^\W\d_]+")
_SAME = 0.8


def _is_told(pair: Pair, sentences: Sequence[Span], lost: int) -> bool:
    """Whether the translation has words that sound like half of those that only this one has.

    Another sentence may have taken it in: *It is created when …*, «se crea si …, y su nombre …».
    """
    sounds = [set(_STEM.findall(pair.source_lower, *span)) for span in sentences]
    mine = sounds.pop(lost).difference(*sounds)
    told = mine.intersection(_STEM.findall(pair.target_lower))
    return len(told) > 1 and 2 * len(told) >= len(mine)


_STEM = re.compile(r"(?<!\w)[^\W\d_]{4}(?=[^\W\d_])")
"""The beginning of a longer word: both languages have *created* and «creado»."""


def _is_named(pair: Pair, lost: Span) -> bool:
    """Whether the translation has all that a sentence names as often as the source: it is there.

    Names are acronyms, words with an inner capital, numbers, and inline code.
    """
    names = set(_NAME.findall(pair.source, lost.start + 1, lost.end))
    return bool(names) and all(pair.target.count(name) >= pair.source.count(name) for name in names)


_NAME = re.compile(
    r"`[^`]+`|<[^<>/]*>|\{\w+\}|(?<!\w)(?:\d[\d.,:/x×]*\d|\d|[A-Z]{2,}|[A-Z][a-z]+[A-Z]\w*|_\w+_)(?!\w)"
)


_GOES_ON = re.compile(r"(?:…|\.\.\.)\s+[^\W\dA-ZÀ-Þ]")
"""After three dots, a small letter continues the sentence."""


def _is_one(prose: str, *, lines: bool) -> bool:
    """Whether the text is surely one sentence: the first end of one is the end of the text."""
    end = (_LINE_END if lines else _END).search(prose)
    return end is None or end.end() >= len(prose.rstrip())


def _sentences(prose: str, *, lines: bool) -> Sequence[Span]:
    """Split into sentences: faster than `language.splitting`, and good enough to count."""
    found = []
    start = 0
    prose = prose.replace("[...]", FILLER * 5)
    ends = _LINE_END if lines else _END
    for match in ends.finditer(prose):
        if "\n" not in match.group() and _ABBREVIATED.search(
            prose[max(0, match.start() - 8) : match.end()]
        ):
            continue
        if _GOES_ON.match(prose, match.start()):
            continue
        if any(map(str.isalpha, prose[start : match.end()])):
            found.append(Span(start, match.start() + len(match.group().rstrip())))
            start = match.end()
    if any(map(str.isalpha, prose[start:])):
        found.append(Span(start, len(prose)))
    return found


def _best(
    ours: Sequence[float], theirs: Sequence[float], *, may_lose: bool
) -> tuple[float, Sequence[int]]:
    """Return the lowest cost of pairing the sentences in order, and which of ours are left."""
    best: dict[tuple[int, int], tuple[float, tuple[int, ...]]] = {(0, 0): (0.0, ())}
    for i in range(len(ours) + 1):
        for j in range(len(theirs) + 1):
            if (i, j) == (0, 0):
                continue
            found: tuple[float, tuple[int, ...]] = (inf, ())
            for (down, right), price in _COST.items():
                before = best.get((i - down, j - right))
                if before is None or (not right and not may_lose):
                    continue
                one, other = sum(ours[i - down : i]), sum(theirs[j - right : j])
                far = (
                    (one - other) ** 2 / (_VARIANCE * max(one, other, 1.0)) if down and right else 0
                )
                cost = before[0] + price + far
                if cost < found[0]:
                    lost = (*before[1], i - 1) if not right else before[1]
                    found = cost, lost
            best[i, j] = found
    return best[len(ours), len(theirs)]


_UNFINISHED: Mapping[str, frozenset[str]] = {
    "es": listed(
        "el la los las un unos unas al del de en con sin para que y ni su sus mis tus se ha han hay"
        " muy hasta desde según cuando porque pero cuyo cuya nuestro nuestra estos estas ese esa"
    ),
    "fa": listed("که و برای"),
}
"""Words after which a text goes on."""
_OPEN = listed(
    "a an the of to in on at by for from with without and or nor not as is are was be been has have"
    " had do does did than that this these those its his her their your my our into onto over under"
    " about between if when while because but via per up out off which who whose where how what no"
    " any some all each before after since within through until every inside outside around during"
    " against above below more less later earlier equal near using click press"
)
"""English words after which the source goes on, too, or which are two words in Spanish."""
_PREPOSITION = re.compile(
    r"(?i:\b(?:antes|después|debajo|encima|partir|acerca|dentro|fuera|lado|través|igual|mayor|menor"
    r"|medio|al \w+r)) (?:de|en|que)\s*\Z|,[^,]{1,30} del?\s*\Z"
)
"""«antes de», which is one English word; «Vaticano, Ciudad del»."""
_LAST_BRACKETS = re.compile(r"\s+\([^()]*\)\Z")
"""Words in brackets, which may stand further inside the translation."""
_Y = re.compile(r"(?<![^\W_])y(?![^\W_])")
"""The axis y."""


def _broken_off(pair: Pair) -> Iterator[Hit]:
    """Yield a last word that needs another one, where the source ends without a sign."""
    words = pair.target.rsplit(None, 1)
    if len(words) < 2 or words[1] not in _UNFINISHED.get(pair.language, ()):
        return
    source = _LAST_BRACKETS.sub("", pair.source.rstrip())
    last = source.rsplit(None, 1)[-1].strip(_SIGNS).lower()
    if pair.source_language != "en" or source[-1:] in _ENDS or last in _OPEN or len(last) == 1:
        return
    if pair.source_prose.rstrip()[-1:] == FILLER:
        return  # a placeholder was last, which has a check of its own
    if last == words[1] or len(words[0].split()) < _FEW or _PREPOSITION.search(pair.target):
        return
    if words[1] == "y" and _Y.search(pair.source):
        return
    end = len(pair.target.rstrip())
    span = Span(end - len(words[1]), end)
    yield Hit(f"nothing follows the last word, “{words[1]}”", span, detail=words[1])


_SIGNS = "_&()[]“”\"'«»,;"
_ENDS = (".", "!", "?", ":", "…", ",")
_FEW = 2
"""A text with fewer words before its last one may be half of a sentence."""


CHECKS = (
    Check(
        "broken-off",
        "The translation breaks off: its last word is one that another must follow, *the* or *of*."
        " A source with a full stop is looked at by `end-punctuation`.",
        "Translate the rest.",
        _broken_off,
        (
            Example(
                "es",
                "The talks in the old hotel by the lake",
                "Las conversaciones en el viejo hotel del",
                "Las conversaciones en el viejo hotel del lago",
            ),
            Example(
                "fa",
                "The talks in the old hotel and the deal",
                "گفت‌وگوها در هتل قدیمی و",
                "گفت‌وگوها در هتل قدیمی و توافق",
            ),
        ),
        when=Trait.LETTER,
        languages=("es", "fa"),
    ),
    Check(
        "dropped-sentence",
        "A sentence of the source has no counterpart: the translation has fewer sentences, and what"
        " is there is as long as the others are. The finding marks it in the source.",
        "Translate the sentence. Where another sentence says it, nothing is missing.",
        _dropped,
        (
            Example(
                "es",
                "The talks began on Monday in the town. Nobody left the hotel before the end of the"
                " week. A deal is near, they say.",
                "Las conversaciones empezaron el lunes en la ciudad. Dicen que el acuerdo está"
                " cerca.",
                "Las conversaciones empezaron el lunes en la ciudad. Nadie salió del hotel antes de"
                " que acabara la semana. Dicen que el acuerdo está cerca.",
            ),
            Example(
                "fa",
                "The talks began on Monday in the town. Nobody left the hotel before the end of the"
                " week. A deal is near, they say.",
                "گفت‌وگوها دوشنبه در شهر آغاز شد. می‌گویند توافق نزدیک است.",
                "گفت‌وگوها دوشنبه در شهر آغاز شد. هیچ‌کس تا پایان هفته هتل را ترک نکرد. می‌گویند"
                " توافق نزدیک است.",
            ),
        ),
        when=Trait.STOP,
    ),
)
