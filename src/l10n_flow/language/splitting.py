"""Sentences: sentencex's boundaries, mended by rules where it is known to err.

sentencex (Wikimedia, MIT) decides well for English and misses some Spanish and Persian habits
(facts/engine.md). Where a rule and a reader could disagree we join: a translation engine does
better with two sentences than with half of one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from l10n_flow.errors import UsageError
from l10n_flow.language.tags import subtags

__all__ = ["sentences"]

_NEAR = 80
"""Characters on each side of a boundary that decide about it; more would cost quadratic time."""

_OPENING = r"[\s¿¡«“‘„\"'(\[*_`~\u2066-\u2068-]*"
_CLOSING = r"[»”’\"')\]*_`~\u2069]"
_IDEOGRAPHIC_STOPS = ("。", "！", "？", "．", "｡", "।", "॥")

_ABBREVIATION = re.compile(
    r"(?:^|[\s(«“\"¿¡])(?:"
    r"aprox|art|cap|cf|ed|fig|núm|págs?|párr|pp?|sgtes|tel|trad|vol|vs|approx|est|e\.g|i\.e|viz"
    r")\.$",
    re.IGNORECASE,
)
"""Words that want what follows them: a number, a name, an example."""

_INITIAL = re.compile(r"(?:^|[\s.(«“])[^\W\d_]\.$")
_NEXT_INITIAL = re.compile(_OPENING + r"[^\W\d_]\.")
_ARABIC_LETTER_AND_STOP = re.compile(r"(?:^|[\s.(«])[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff]\.$")
_COUNTER = re.compile(r"\d+[.)]")
_ASKED_IN_QUOTES = re.compile("[?!؟][»”\"’']$")
_NEW_QUOTE = re.compile(r"[\s\u2066-\u2068]*[«“\"‘„(\[]")
_LEADING_CLOSERS = re.compile(rf"{_CLOSING}+(?=\s)")
_DOMAIN = r"(?<=[\w-]{2}\.)[a-z]{2,}"
_ORDINARY = {
    "es": r"auto|bien|contra|entre|extra|mar|micro|mini|nos?|para|post|sobre",
}
"""Words that sentencex takes for abbreviations, found by asking it about the 6,000 commonest words
of the Spanish catalogs in shared/; the English and Persian ones held none."""


def sentences(text: str, locale: str) -> list[str]:
    """The sentences of a paragraph, in order, without the space between them.

    Law: apart from white space, the sentences together are the text. Raises `UsageError` when
    sentencex is not installed; it comes with the extra `argos`.

    >>> sentences("Son aprox. 200. Salió a las 5 p. m. del lunes... ¿Volverá?", "es")
    ['Son aprox. 200.', 'Salió a las 5 p. m. del lunes...', '¿Volverá?']
    >>> sentences("ج.ا. ایران در ۱۳۹۹ ه.ش. پرسید: «چرا؟» و رفت. پایان.", "fa")
    ['ج.ا. ایران در ۱۳۹۹ ه.ش. پرسید: «چرا؟» و رفت.', 'پایان.']
    """
    pieces = [
        part for piece in _pieces(text, locale) for part in _split_where_missed(piece, locale)
    ]
    found: list[str] = []
    for piece in pieces:
        if found and (closers := _LEADING_CLOSERS.match(piece)) and not found[-1][-1:].isspace():
            found[-1] += closers[0]
            piece = piece[closers.end() :]  # noqa: PLW2901  the rest is what goes on
        if found and _belong_together(found[-1], piece):
            found[-1] += piece
        else:
            found.append(piece)
    return [sentence for piece in found if (sentence := piece.strip())]


def _pieces(text: str, locale: str) -> list[str]:
    try:
        import sentencex  # noqa: PLC0415  an optional part
    except ImportError as missing:
        raise UsageError(
            "sentencex, which tells sentences apart, is not installed",
            hint="pip install 'l10n-flow[argos]'",
        ) from missing
    whole = text.encode("utf-8", "replace").decode("utf-8")  # a lone surrogate is no text
    pieces: list[str] = sentencex.segment(subtags(locale).language, whole)
    return pieces


def _split_where_missed(piece: str, locale: str) -> Iterator[str]:
    """Split `amazon.com. Después` and `Que no. Luego`, which sentencex leaves whole."""
    ordinary = _ORDINARY.get(subtags(locale).language)
    start = 0
    for match in _missed_boundary(ordinary).finditer(piece):
        follower = re.sub(f"^{_OPENING}", "", piece[match.end() : match.end() + _NEAR])[:1]
        if follower.isalpha() and not follower.islower():
            yield piece[start : match.end()]
            start = match.end()
    yield piece[start:]


@cache
def _missed_boundary(ordinary: str | None) -> re.Pattern[str]:
    either = rf"(?:{_DOMAIN}|\b(?:{ordinary}))" if ordinary else _DOMAIN
    return re.compile(rf"{either}\.\s+", re.IGNORECASE)


def _belong_together(left: str, right: str) -> bool:
    near, right = left[-_NEAR:], right[:_NEAR]
    end = near.rstrip()
    return any(rule(end, near[len(end) :], right) for rule in _RULES)


def _nothing_between(end: str, space: str, right: str) -> bool:
    """`n.º`, `۳.۵`, `ه.ش`: no space, unless the script writes none after a stop."""
    return not space and not right[:1].isspace() and not end.endswith(_IDEOGRAPHIC_STOPS)


def _goes_on_in_lower_case(_end: str, _space: str, right: str) -> bool:
    """`p. m. del lunes`, `Wait... what`: no sentence of a cased script starts so."""
    return re.sub(f"^{_OPENING}", "", right)[:1].islower()


def _abbreviation(end: str, _space: str, _right: str) -> bool:
    """`aprox. 200`."""
    return _ABBREVIATION.search(end) is not None


def _initials(end: str, _space: str, right: str) -> bool:
    """`d. C.`, `J. R.`: one letter and a stop on both sides."""
    return _INITIAL.search(end) is not None and _NEXT_INITIAL.match(right) is not None


def _arabic_letter(end: str, _space: str, _right: str) -> bool:
    """`ه.ش.`, `ج.ا.`, `م. احمدی`: Persian abbreviates to single letters."""
    return _ARABIC_LETTER_AND_STOP.search(end) is not None


def _counter(end: str, _space: str, _right: str) -> bool:
    """`1.` alone numbers what follows."""
    return _COUNTER.fullmatch(end.strip()) is not None


def _uncased_ellipsis(end: str, _space: str, right: str) -> bool:
    """`صبر کن... نمی‌دانم`: without capitals, an ellipsis is taken for a pause."""
    return end.endswith(("...", "…")) and _starts_uncased(right)


def _quoted_question(end: str, _space: str, right: str) -> bool:
    """`«چرا؟» پرسید`: what the quotation asks, the sentence does not."""
    return (
        _ASKED_IN_QUOTES.search(end) is not None
        and _starts_uncased(right)
        and _NEW_QUOTE.match(right) is None
    )


def _starts_uncased(text: str) -> bool:
    first = re.sub(f"^{_OPENING}", "", text)[:1]
    return first.isalpha() and first.lower() == first.upper()


_RULES: tuple[Callable[[str, str, str], bool], ...] = (
    _nothing_between,
    _goes_on_in_lower_case,
    _abbreviation,
    _initials,
    _arabic_letter,
    _counter,
    _uncased_ellipsis,
    _quoted_question,
)
"""What each rule is asked: the text before the boundary, the white space there, the text after."""
