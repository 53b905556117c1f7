"""Loops: the same words again and again, a typical failure of translation engines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import eq

from l10n_flow import patterns as re
from l10n_flow.checks.pair import Hit, Pair
from l10n_flow.checks.prose import is_search_list
from l10n_flow.checks.row import Check, Example
from l10n_flow.checks.texts import Text
from l10n_flow.checks.traits import Trait
from l10n_flow.model import Severity, Span

_LONGEST_PERIOD = 24
"""The maximum words of a run that is looked for: a long sentence."""

_TOKEN = re.compile(r"[^\W_][\w\u200c'’-]*")
_STOP = re.compile(r"[^\w\s,،'’\u200c-]|\n")
"""Ends what may appear twice by chance: a sentence, a line, an item in brackets."""
_STUTTER = re.compile(r"([^\W\d_]{1,20}?)\1{7,}")
"""Without blanks in between, eight: "brrrrrr" and "jajajaja" are words."""
_CRIES = re.compile(r"([^\W\d_])\1\1")
"""Three of one letter, as in "Nooo!": then the translation may repeat letters, too."""
_STUTTERED = 7
"""A word with such a repetition is longer, and has one of its letters more often."""


_FORMAT = re.compile(r"\{[A-Z_\d]+\}?|[A-Z_\d]+\}|%(?:\d+\$)?[sd](?![^\W\d_])|^[sd](?= %)")


def loop(source: str, target: str) -> Span | None:
    """Return where the target repeats itself and the source does not; None where it does not.

    A loop is a word four times in a row, two words three times, or six and more words twice, when
    the source has no loop itself. Prose repeats a word three times ("no, no, no"); in 6,958 human
    translations of documentation no loop was found.

    >>> loop("Talks went on.", "Las charlas siguieron y siguieron y siguieron y siguieron.")
    Span(start=12, end=57)
    >>> loop("no, no, no!", "¡no, no, no!") is None
    True
    """
    found = _loop(target)
    if found is not None and _CRIES.search(source) and _STUTTER.match(target, found.start):
        return None
    if found is None or _loop(source) is not None or _loop(_NUMBERED.sub("", source)) is not None:
        return None
    if not _FORMAT.sub("", target[found.start : found.end]).strip():
        return None  # places that a program fills
    return None if _is_list(source) and "\n" in target[found.start : found.end] else found


_NUMBERED = re.compile(r"(?<=\w\w)(?:ies|y|(?<=[sx])es|(?<=[cs]h)es|s)\b")
"""How singular and plural differ in English. They may be equal in another language, so a source
with a text for each (`{n} item;{n} items`) repeats itself on purpose."""


def _is_list(source: str) -> bool:
    """Whether two lines begin alike, as the forms of a command do in its usage."""
    beginnings = [tuple(line.split()[:3]) for line in source.splitlines() if line.strip()]
    return len(set(beginnings)) < len(beginnings)


_PIECE, _OVERLAP = 200_000, 20_000
"""Characters that are examined together: a text of 10 MB would need a hundred times that in memory.
The overlap is longer than any repetition that counts: twice 24 words."""


def _loop(text: str) -> Span | None:
    """Return the first loop of a text, which is examined piece by piece."""
    if len(text) <= _PIECE:
        return _loop_in(text)
    for start in range(0, len(text) - _OVERLAP, _PIECE - _OVERLAP):
        found = _loop_in(text[start : start + _PIECE])
        if found is not None:
            return Span(start + found.start, start + found.end)
    return None


def _loop_in(text: str) -> Span | None:
    tokens = text.lower().replace(",", "").replace("،", "").replace(".", "").split()
    if _may_stutter(tokens):
        stutter = _STUTTER.search(text)
        if stutter is not None:
            return Span(*stutter.span())
    # Of every repetition, three words repeat.
    if len(tokens) - len(set(tokens)) < _COMING_AGAIN:
        return None
    threes = list(zip(tokens, tokens[1:], tokens[2:], strict=False))
    return None if len(threes) == len(set(threes)) else _period(text)


_COMING_AGAIN = 3


def _may_stutter(tokens: Iterable[str]) -> bool:
    """Whether the middle letter of a long word appears as often as in such a repetition."""
    for token in [token for token in tokens if len(token) > _STUTTERED]:
        letter = token[len(token) // 2]
        if token.count(letter) > _STUTTERED and letter.isalpha():
            return True
    return False


def _period(text: str) -> Span | None:
    matches = list(_TOKEN.finditer(text))
    words = [match.group().lower() for match in matches]
    for period in _periods(words):
        run = _run(words, period)
        if run is not None and not _is_chance(text, matches, *run, period):
            return Span(matches[run[0]].start(), matches[run[1]].end())
    return None


def _periods(words: Sequence[str]) -> Sequence[int]:
    """By how many words any three of them come again: no run has another period."""
    longest = min(_LONGEST_PERIOD, len(words) // 2)
    if len(words) > _MANY:
        return range(1, longest + 1)
    places: dict[tuple[str, str, str], list[int]] = {}
    found: set[int] = set()
    threes = list(zip(words, words[1:], words[2:], strict=False))
    often = Counter(threes)
    for at, three in enumerate(threes):
        if often[three] == 1:
            continue
        before = places.setdefault(three, [])
        found.update([at - one for one in before[-_LONGEST_PERIOD:]])
        before.append(at)
    return sorted([period for period in found if period <= longest])


_MANY = 2_000
"""Words from which on the places of all of them take too much memory."""


def _run(words: Sequence[str], period: int) -> tuple[int, int] | None:
    """The first and the last word of a run in which each word is the one `period` before it."""
    needed = _REPEATED.get(period, period if period >= _CLAUSE else 2 * period)
    length = 0
    for index in range(period, len(words)):
        length = length + 1 if words[index] == words[index - period] else 0
        if length >= needed:
            end = index
            while end + 1 < len(words) and words[end + 1] == words[end + 1 - period]:
                end += 1
            return index - length - period + 1, end
    return None


def _is_chance(
    text: str, words: Sequence[re.Match[str]], first: int, last: int, period: int
) -> bool:
    """Whether what appears twice is a name that ends one sentence and begins the next.

    A stop separates the two, and the first does not follow a stop, as a whole sentence would. Or it
    is a heading, and the text below begins with it. Numbers alone are a table, not a loop.
    """
    if all(words[at].group()[0].isdigit() for at in range(first, first + period)):
        return True
    if period < _CLAUSE or last - first + 1 >= 3 * period:
        return False
    half = first + period
    if _is_within_lines(text, words[first].start(), words[half].start()):
        return True
    between = text[words[half - 1].end() : words[half].start()]
    if _STOP.search(between) is None:
        return False
    if first == 0 and between.count("\n") > 1:
        return True
    before = text[words[first - 1].end() : words[first].start()] if first else "\n"
    return _STOP.search(before) is None


def _is_within_lines(text: str, start: int, end: int) -> bool:
    """Whether a line ends between two places, and the first is not at the start of its line.

    Items of a list that differ in one word each are such: `%t` is …, `%u` is ….
    """
    line = text.rfind("\n", 0, start) + 1
    return "\n" in text[start:end] and any(map(str.isalnum, text[line:start]))


_CLAUSE = 6
"""So many words nobody writes twice in a row."""
_REPEATED = {1: 3, 2: 4}
"""So many words must equal the word one period before."""


def _may_repeat(text: Text) -> bool:
    """Whether words of the text come again, or letters of a word: a quick look at its words.

    Law: where it is False, the text has no loop. Three words of each come again; where figures
    stand between them, two, or one does at once.
    """
    if len(text.text) > _PIECE:
        return True
    words, different = text.words, text.vocabulary
    with_figures = text.traits & _FIGURES or "_" in text.characters
    if with_figures and len(words) > len(different):
        twos = set(pairwise(words))
        if len(twos) < len(words) - 1 or any(map(eq, words, words[1:])):
            return True
    elif len(words) - len(different) >= _COMING_AGAIN:
        threes = set(zip(words, words[1:], words[2:], strict=False))
        if len(threes) < len(words) - 2:
            return True
    long = [word for word in different if len(word) > _STUTTERED]
    return any(len(word) - len(set(word)) >= _STUTTERED for word in long)


_FIGURES = int(Trait.DIGIT)


def _repeats(pair: Pair) -> Iterable[Hit]:
    return _found(pair) if _may_repeat(pair.theirs) else ()


def _found(pair: Pair) -> Iterator[Hit]:
    span = loop(pair.source_prose, pair.target_prose)
    if span is not None and not is_search_list(pair.source):
        yield Hit("the translation repeats itself", span)


CHECKS = (
    Check(
        "loop",
        "Words repeated again and again, as translation engines do when they lose the thread.",
        "Delete the repetitions and read whether the rest is complete.",
        _repeats,
        (
            Example(
                "es",
                "The talks went on for years.",
                "Las conversaciones siguieron durante años y años y años y años.",
                "Las conversaciones siguieron durante años y años.",
            ),
            Example(
                "fa",
                "The talks went on for years.",
                "گفت‌وگوها سال‌ها سال‌ها سال‌ها سال‌ها ادامه داشت.",
                "گفت‌وگوها سال‌های سال ادامه داشت.",
            ),
        ),
        on_drafts=Severity.ERROR,
        when=Trait.LETTER,
    ),
)
