"""Parts of a translation that are still in the source's words: half of it, or one sentence."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from l10n_flow import patterns as re
from l10n_flow.checks.pair import Hit, Pair
from l10n_flow.checks.prose import FILLER, MARK, is_listing, without_code
from l10n_flow.checks.row import Check, Example
from l10n_flow.checks.rules.copies import is_prose
from l10n_flow.checks.rules.smallwords import small_words
from l10n_flow.checks.traits import Trait
from l10n_flow.documents.markdown.attributewords import attribute_words
from l10n_flow.documents.markdown.marked import marked
from l10n_flow.language.tags import script
from l10n_flow.model import Span

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_MIN_WORDS = 4
"""From so many words in a row on it is not a name; `Radio and Television` has three."""
_LETTER_PAIR = 2
"""Letters that are not a word: `h:mm a v`, `CIE L*a*b*`."""
_QUOTED = 8
"""Up to so many words in quotation marks are a title, which stays."""
_LINKED = 5
"""Up to so many words of a link may be a title that is written like a sentence."""
_OPENING = "«“\"'‘*_[("


_CODE = re.compile(r"\{[^{}\n]*\}|\*(?<!\w\*)\.\w+|\.(?<!\w\.)\w+|\(at\)\s?[\w.]+")
"""Values that a program fills in, suffixes of file names, addresses written as `me (at) here`: a
fixed character begins each."""
_BETWEEN = re.compile(rf"[\s,.;:!?()'’\"“”—–{MARK}-]*")
"""What appears between words of prose, and not between words of code."""


def _left(pair: Pair) -> Iterable[Hit]:
    found = _in_small_words(pair)
    return found or _whole_sentences(pair) or _within_marks(pair)


def _within_marks(pair: Pair) -> Sequence[Hit]:
    """The words of a title or an `alt`, where they are prose of the source's language."""
    for match in _QUOTED_WORDS.finditer(pair.target):
        words = match["words"]
        if words not in pair.source or not is_prose(html.unescape(words), pair.source_language):
            continue
        if all(words in attribute_words(marked(text)) for text in (pair.source, pair.target)):
            span = Span(*match.span("words"))
            return [Hit("these words are still the source's", span, detail=words[:_DETAIL])]
    return ()


_QUOTED_WORDS = re.compile(r"""(?:=\s*|\]\(\S+\s)["'](?P<words>[^"' =/]+ [^"' =/]+ [^"']+)""")
"""A quotation of three words or more, as of an attribute or of a link's title."""


def _whole_sentences(pair: Pair) -> Sequence[Hit]:
    """The first sentence of several that stands in the translation as it is: no word is a name."""
    if ". " not in pair.source or pair.same:
        return ()
    plain = _PLAIN if pair.script == script(pair.source_language) else _PLAIN_ELSEWHERE
    if len(pair.ours.vocabulary & pair.theirs.vocabulary) < (_MIN_WORDS if plain is _PLAIN else 2):
        return ()
    if not small_words(pair.language) and pair.script == script(pair.source_language):
        return ()
    sentences = _SENTENCE.findall(pair.source_prose)
    if len(sentences) < 2 or len(sentences[0]) == len(pair.source):
        return ()
    left = [one for one in sentences if one in pair.target_prose and plain.fullmatch(one)]
    if not left or len(left) == len(sentences):
        return ()
    at = pair.target_prose.index(left[0])
    if pair.target_prose[:at].rstrip()[-1:] not in _FRAMED or is_listing(pair.target):
        return ()
    span = Span(at, at + len(left[0]))
    return [Hit("these words are still the source's", span, detail=left[0][:_DETAIL])]


_SENTENCE = re.compile(r"(?<!\S)[A-Z][^.!?\n]*[.!?](?!\S)")
_PLAIN = re.compile(r"[A-Z][a-z’']+(?: [a-z’']+){3,},?[a-z’', ]*[.!?]")
"""Of words without a capital but for the first, four at least."""
_PLAIN_ELSEWHERE = re.compile(r"[A-Z][a-z’']+(?:,? [a-z’']+)+[.!?]")
"""The same, of two and more, in a translation in another script."""
_FRAMED = ("", ".", "!", "?", "…", "؟", "\n")
"""What a sentence stands behind."""
_DETAIL = 24
"""Characters of it that are its identity."""


def _in_small_words(pair: Pair) -> Sequence[Hit]:
    telling = _telling(pair.source_language, pair.language, pair.script)
    mine = telling & pair.theirs.vocabulary
    if not mine or (mine.isdisjoint(pair.ours.vocabulary) and not pair.theirs.is_joined):
        return ()
    return list(_in_a_row(pair, telling))


def _in_a_row(pair: Pair, telling: frozenset[str]) -> Iterator[Hit]:
    prose = without_code(pair.target_prose, pair.target)
    prose = _CODE.sub(lambda code: FILLER * len(code[0]), prose)
    prose = _TITLE.sub(lambda title: _covered(title, pair.source), prose)
    if "<" in pair.target:
        for title in _TITLE_ELEMENT.finditer(pair.target):
            if _is_name_of_work(title[2], pair.source, _TITLED):
                start, end = title.span(2)
                prose = prose[:start] + FILLER * (end - start) + prose[end:]
    known = pair.ours.vocabulary
    joined = f" {' '.join(pair.source_words)} "
    words = list(_WORD.finditer(prose))
    for first, last in _runs(words, known):
        run = words[first : last + 1]
        if _is_prose(run, telling, joined) and not (
            _is_title(pair, run, telling)
            or _is_original(pair, run)
            or _is_of_a_program(pair.target, run)
            or _is_example(pair, run)
            or _is_glossed(pair, run)
        ):
            if is_listing(pair.target):
                return
            span = Span(run[0].start(), run[-1].end())
            yield Hit("these words are still the source's", span, detail=str(first))
            return


def _is_original(pair: Pair, run: Sequence[re.Match[str]]) -> bool:
    """Whether it is all that brackets have behind words in another script: the original's title."""
    if pair.script == "Latn" or _IN_BRACKETS.match(pair.target, run[-1].end()) is None:
        return False
    opened = _BRACKET.search(pair.target, 0, run[0].start())
    return opened is not None and not opened["before"].isascii()


_BRACKET = re.compile(r"(?P<before>\S)\s?[(（\[](?:<[^<>]*>|[«“\"'‘\s])*\Z")
_IN_BRACKETS = re.compile(r"(?:<[^<>]*>|[»”\"'’\s.,])*[)）\]]")


def _is_glossed(pair: Pair, run: Sequence[re.Match[str]]) -> bool:
    """Whether a person's words in brackets behind it say it again: a program's message stays.

    They are half as many or more; a few would explain one word of it. Words of Chinese and Japanese
    cannot be counted.
    """
    gloss = _GLOSS.match(pair.target, run[-1].end())
    if gloss is None:
        return False
    return pair.script in _WITHOUT_BLANKS or 2 * len(_WORD.findall(gloss[1])) >= len(run)


_WITHOUT_BLANKS = ("Hans", "Hant", "Jpan", "Thai")
_GLOSS = re.compile(r"[.!?…:\"'”»\s]{0,4}\(([^()]*(?:\([^()]*\)[^()]*)*)\)")
_TITLE = re.compile(r"«[^«»]+»|“[^“”]+”|\"[^\"]+\"|「[^「」]+」|『[^『』]+』|《[^《》]+》")
_TITLE_ELEMENT = re.compile(r"<(em|i|cite|q)\b[^<>]*>(?:<b>)?([^<>]+)(?:</b>)?</\1>")
_TITLED = 16
"""Up to so many words in such an element are a title: most of its words have a capital."""


def _covered(quotation: re.Match[str], source: str) -> str:
    """Return signs in the place of a title that the source has, too."""
    if not _is_name_of_work(quotation[0][1:-1], source, _QUOTED):
        return quotation[0]
    return FILLER * len(quotation[0])


def _is_name_of_work(title: str, source: str, most: int) -> bool:
    """Whether a quotation of up to so many words is in the source, too, and mostly in capitals."""
    words = title.split()
    capitals = [word for word in words if word[:1].isupper()]
    return len(words) <= most and 2 * len(capitals) >= len(words) and title in source


@cache
def _telling(source: str, target: str, written_in: str) -> frozenset[str]:
    """The small words of the source's language that the target's does not have.

    A language in another script has none of them, and need not be known.
    """
    own = small_words(target)
    if own or script(source) != written_in:
        return small_words(source) - own
    return frozenset()


def _runs(words: Sequence[re.Match[str]], known: frozenset[str]) -> Iterator[tuple[int, int]]:
    """The first and the last word of each row of words that the source has, too."""
    first = 0
    for at, word in enumerate(words):
        between = words[at - 1].end() if at else 0, word.start()
        goes_on = word.group().lower() in known
        if not goes_on or (at > first and not _BETWEEN.fullmatch(word.string, *between)):
            if at - first >= _MIN_WORDS:
                yield first, at - 1
            first = at + (not goes_on)
    if len(words) - first >= _MIN_WORDS:
        yield first, len(words) - 1


def _is_prose(run: Sequence[re.Match[str]], telling: frozenset[str], joined: str) -> bool:
    """Whether it has a small word of the source's language, and other words without a capital."""
    written = [word.group() for word in run]
    small = [word.group() for word in run if _as_within(word) in telling]
    others = {word.group() for word in run if not _is_short_form(word)}.difference(small)
    others = {word for word in others if word == word.lower()}
    in_order = f" {' '.join(written).lower()} " in joined
    is_telling = any(len(word) > _LETTER_PAIR for word in others)
    if len(run) > _LONG and len(small) * _RARE < len(run):
        return False
    return is_telling and len(small) + 2 * in_order >= _MIN_WORDS - 1 and len(small) > 0


def _is_short_form(word: re.Match[str]) -> bool:
    """Whether it is one of a reference: ed., vol., ch."""
    return len(word.group()) <= len("vol") and word.string.startswith(".", word.end())


_LONG, _RARE = 20, 8
"""Of so many words of a sentence more than one in eight is small; of commands in a list not."""


def _as_within(word: re.Match[str]) -> str:
    """The word as it appears within a sentence: a name has its capital there, too."""
    before = word.string[: word.start()].rstrip(" \t«“\"'‘(¿¡")
    begins = not before or before[-1] in _ENDS or not word.string[word.start() - 1].isspace()
    return word.group().lower() if begins else word.group()


_ENDS = f".:!?;…\n{MARK}"


def _is_of_a_program(text: str, run: Sequence[re.Match[str]]) -> bool:
    """Whether it is code without backticks, an option's value, or an acronym spelled out."""
    start = run[0].start()
    if text[max(0, start - 1) : start] == "=" or _CALL.search(text[start : run[-1].end() + 1]):
        return True
    if _DOTTED.search(run[0].string, start, run[-1].end()):
        return True  # in prose, where addresses are covered
    first, *rest = [word.group() for word in run]
    return first.isupper() and first.lower() == "".join([word[0].lower() for word in rest])


_DOTTED = re.compile(r"\w\.\w+\.\w")
"""`camera.zoom.in`"""
_CALL = re.compile(r"\w{3,}\((?!e?s\))\w{2,}\)|\Aimport \w[\w.]*(?:;| as \w)")


def _is_title(pair: Pair, run: Sequence[re.Match[str]], telling: frozenset[str]) -> bool:
    """Whether it stands in marks as a title does; in bold stand labels, which are translated."""
    start = run[0].start()
    before = pair.target[:start].rstrip()[-1:]
    if before in "*_" and pair.target[max(0, start - 2) : start] in ("**", "__"):
        small = [word for word in run if _as_within(word) in telling]
        return len(run) <= _MIN_WORDS or len(small) < 2
    is_link = before == "[" or (before == ">" and _opens_a_link(pair.target, start))
    if is_link and not any(word.group()[0].isupper() for word in run[1:]):
        return len(run) <= _LINKED
    if before == ">" and not is_link:
        return len(run) <= _QUOTED and _fills_an_element(pair.target, run)
    if is_link:
        return len(run) <= _QUOTED
    return before != "" and before in _OPENING and len(run) <= _QUOTED


def _opens_a_link(text: str, start: int) -> bool:
    return text[text.rfind("<", 0, start) : start].startswith(("<a ", "<a>"))


def _fills_an_element(text: str, run: Sequence[re.Match[str]]) -> bool:
    """Whether it is all the words of an element that sets titles and examples apart."""
    opened = _OPENED.search(text, 0, run[0].start())
    return opened is not None and _CLOSED.match(text, run[-1].end()) is not None


_OPENED = re.compile(r"<(?:em|i|cite|q|kbd|samp|tt)\b[^<>]*>\s*\Z")
_CLOSED = re.compile(r"[^\w<>]*</(?:em|i|cite|q|kbd|samp|tt)>")


def _is_example(pair: Pair, run: Sequence[re.Match[str]]) -> bool:
    """Whether it is in a quotation that the source has, too, and that is no sentence: an input."""
    if not _QUOTES.intersection(pair.target):
        return False
    return any(
        quote.start() < run[0].start() and run[-1].end() < quote.end()
        and quote[0][1].islower()
        and quote[0][1:-1].rstrip(",") in pair.source
        for quote in _QUOTATION.finditer(pair.target)
    )  # fmt: skip


_QUOTATION = re.compile(r"«[^«»]+(?<![.!?])»|“[^“”]+(?<![.!?])”|\"[^\"]+(?<![.!?])\"")
_QUOTES = frozenset('«“"')


CHECKS = (
    Check(
        "left-in-source",
        "Part of a translation is still in the source's words: one half, one sentence of several,"
        " an image's `alt`, a link's title. Titles in quotation marks and names pass.",
        "Translate the rest.",
        _left,
        (
            Example(
                "es",
                "They met on Monday. Nobody left the hotel.",
                "Se reunieron el lunes. Nobody left the hotel.",
                "Se reunieron el lunes. Nadie dejó el hotel.",
            ),
            Example(
                "fa",
                "They met on Monday. Nobody left the hotel.",
                "دوشنبه دیدار کردند. Nobody left the hotel.",
                "دوشنبه دیدار کردند. هیچ‌کس هتل را ترک نکرد.",
            ),
        ),
        when=Trait.LETTER,
    ),
)
