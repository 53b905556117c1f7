"""Sentences: sentencex's boundaries, corrected by rules for its known mistakes.

sentencex (Wikimedia, MIT) works well for English but misses some Spanish and Persian conventions.
In doubtful cases sentences are joined, because a translation engine translates two sentences
together better than half a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from l10n_flow import patterns as re
from l10n_flow.language.tags import subtags
from l10n_flow.model import Span

_NEAR = 80
"""Characters on each side of a boundary that decide about it; more would cost quadratic time."""

_OPENING = r"[\s¿¡«“‘„\"'(\[*_`~\u2066-\u2068—–-]*"
_CLOSING = r"[»”’\"')\]*_`~\u2069]"
_IDEOGRAPHIC_STOPS = ("。", "！", "？", "．", "｡", "।", "॥")

_ABBREVIATION = re.compile(
    r"(?:^|[\s(«“\"¿¡])(?:"
    r"aprox|art|cap|cf|ed|fig|núm|págs?|párr|pp?|sgtes|tel|trad|vol|vs|approx|est|e\.g|i\.e|viz"
    r")\.$",
    re.IGNORECASE,
)
"""Words that belong to what follows them: a number, a name, an example."""

_ARABIC_LETTER_AND_STOP = re.compile(r"(?:^|[\s.(«])[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff]\.$")
"""Persian abbreviates to single letters: `ه.ش.`, `ج.ا.`, `م. احمدی`."""
_COUNTER = re.compile(r"(?:\d+|[^\W\d_]|الف)[.)]")
"""At the beginning, `1.`, `a)` and `الف.` number what follows."""
_DOUBLED = re.compile(r"(?:^|[\s(«“])([A-Z])\1\.$")
"""Spanish doubles the letters of a plural: `JJ. OO.`"""
_NEXT_DOUBLED = re.compile(r"([A-Z])\1\b")
_ASKED_IN_QUOTES = re.compile("[?!؟][»”\"’']$")
_NEW_QUOTE = re.compile(r"[\s\u2066-\u2068]*[«“\"‘„(\[]")
_LEADING_CLOSERS = re.compile(rf"{_CLOSING}+(?=\s)")
_OPENERS = re.compile(f"^{_OPENING}")
_STOP_INSIDE = re.compile(r"[.…]\s+(?=\S)")
_DOMAIN = r"(?<=[\w-]{2}\.)[a-z]{2,}"
_ORDINARY = {
    "en": r"(?:^|[.!?…][\"”’)]?\s+)[\"“(]*no",
    "es": r"\b(?:auto|bien|contra|entre|etc|extra|mar|micro|mini|nos?|para|post|sobre)",
}
"""Words that sentencex takes for abbreviations, found by asking it about the 6,000 commonest words
of Spanish catalogs (Django's, Wagtail's, Tails'). `etc.` may be followed by a capital for another
reason, and rarely is. In English there is the answer `No.`, which is a number after other words."""


def sentences(text: str, locale: str) -> list[str]:
    """The sentences of a paragraph, in order, without the space between them.

    Law: apart from white space, the sentences together are the text.

    >>> sentences("Son aprox. 200. Salió a las 5 p. m. del lunes... ¿Volverá?", "es")
    ['Son aprox. 200.', 'Salió a las 5 p. m. del lunes...', '¿Volverá?']
    >>> sentences("ج.ا. ایران در ۱۳۹۹ ه.ش. پرسید: «چرا؟» و رفت. پایان.", "fa")
    ['ج.ا. ایران در ۱۳۹۹ ه.ش. پرسید: «چرا؟» و رفت.', 'پایان.']
    """
    whole = _readable(text)
    return [whole[start:end] for start, end in sentence_spans(whole, locale)]


def sentence_spans(text: str, locale: str) -> list[Span]:
    """The ranges of the sentences in a paragraph; between them is only white space.

    >>> sentence_spans(" One.  Two.", "en")
    [Span(start=1, end=5), Span(start=7, end=11)]
    """
    found = []
    start = 0
    for boundary in _boundaries(_readable(text), locale):
        found.append(_without_space(text, start, boundary))
        start = boundary
    found.append(_without_space(text, start, len(text)))
    return [span for span in found if span.start < span.end]


def _readable(text: str) -> str:
    """The text, as long as before; a lone surrogate is no text."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def _without_space(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return Span(end - len(piece.lstrip()), start + len(piece.rstrip()))


def _boundaries(text: str, locale: str) -> Iterator[int]:
    start = 0
    for boundary in _candidates(text, subtags(locale).language):
        at = boundary
        if not text[at - 1].isspace() and (closers := _LEADING_CLOSERS.match(text, at)):
            at = closers.end()
        if not _belong_together(_before(text, start, at), _after(text, at)):
            yield at
            start = at


def _candidates(text: str, language: str) -> Iterator[int]:
    """The ends of sentences that sentencex finds, and those that it misses."""
    missed = _missed_end(_ORDINARY.get(language))
    start = 0
    for piece in _pieces(text, language):
        if start:
            yield start
        for stop in _STOP_INSIDE.finditer(piece):
            near = _before(piece, 0, stop.start())
            is_overlooked = stop[0].startswith("…") or missed.search(near)
            if is_overlooked and _first_letter(_after(piece, stop.end())).isalpha():
                yield start + stop.end()
        start += len(piece)


def _before(text: str, start: int, at: int) -> str:
    return text[max(start, at - _NEAR) : at]


def _after(text: str, at: int) -> str:
    return text[at : at + _NEAR]


def _pieces(text: str, language: str) -> list[str]:
    import sentencex  # noqa: PLC0415  few commands need it

    pieces: list[str] = sentencex.segment(language, text)
    return pieces


@cache
def _missed_end(ordinary: str | None) -> re.Pattern[str]:
    either = rf"(?:{_DOMAIN}|{ordinary})" if ordinary else _DOMAIN
    return re.compile(rf"{either}$", re.IGNORECASE)


def _belong_together(left: str, right: str) -> bool:
    """Whether a sentence goes on, or what the stop belongs to does."""
    end, first = left.rstrip(), _first_letter(right)
    if first.islower() or _ABBREVIATION.search(end) or _ARABIC_LETTER_AND_STOP.search(end):
        return True
    if end == left and not right[:1].isspace() and not end.endswith(_IDEOGRAPHIC_STOPS):
        return True  # `n.º`, `۳.۵`, `ه.ش`
    if _COUNTER.fullmatch(end.strip()) or (_DOUBLED.search(end) and _NEXT_DOUBLED.match(right)):
        return True
    if not first.isalpha() or first.lower() != first.upper():
        return False
    # Without capitals, an ellipsis is taken for a pause: `صبر کن... نمی‌دانم`. What a quotation
    # asks, the sentence does not: `«چرا؟» پرسید`.
    is_asked = _ASKED_IN_QUOTES.search(end) and not _NEW_QUOTE.match(right)
    return end.endswith(("...", "…")) or bool(is_asked)


def _first_letter(text: str) -> str:
    """What a sentence begins with after its opening quotes, brackets and marks."""
    return _OPENERS.sub("", text)[:1]
