"""Correct terms in a machine's draft where it is certain, and otherwise suggest corrections.

A name or an untranslatable term that the machine translated differently is replaced if the engine's
attention shows which words of the draft it became (`SUREST`). Other terms would need inflection,
and a wrong inflection that nobody notices is worse than a suggestion.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from l10n_flow import patterns as re
from l10n_flow.language.tags import subtags
from l10n_flow.model import Span
from l10n_flow.terms.compliance import is_kept
from l10n_flow.terms.occurrences import TermMatch
from l10n_flow.terms.term import Term

SUREST = 0.8
"""Minimum F1 of an attention window whose words are replaced. With this value, 80 of 80 Spanish
windows and 62 of 64 Persian ones were exact, on trained models."""

WindowOf = Callable[[Span], tuple[Span, float] | None]
"""From a span of the source to the span of the draft that it became, and the F1 of that window;
None if the engine does not know it."""


class Substitution(NamedTuple):
    """A name that was corrected."""

    term: Term
    source_span: Span
    before: str
    """The machine's words."""
    span: Span
    """The range of the new words in the new target."""


class TermSuggestion(NamedTuple):
    """A term that a person should check."""

    term: Term
    source_span: Span
    span: Span | None
    """Its probable range in the new target."""
    message: str
    """One sentence for people."""


@dataclass(frozen=True, slots=True)
class Enforced:
    """A draft with its names corrected, and suggestions for a person."""

    target: str
    substituted: tuple[Substitution, ...] = ()
    suggestions: tuple[TermSuggestion, ...] = ()


class _Replacement(NamedTuple):
    match: TermMatch
    span: Span
    words: str


class _Doubt(NamedTuple):
    match: TermMatch
    span: Span | None
    wanted: str


def enforced(
    matches: Iterable[TermMatch], source: str, target: str, locale: str, window_of: WindowOf
) -> Enforced:
    """The draft with every name of `matches` in its approved form, where that is certain.

    A term whose approved form is in the draft, also inflected, is not changed. Every other term is
    either substituted or reported as a suggestion.
    """
    changes: list[_Replacement] = []
    doubts: list[_Doubt] = []
    for match in matches:
        if is_kept(match, source, target, locale):
            continue
        wanted = _wanted(match, source, locale)
        window = window_of(match.span)
        at = window[0] if window else None
        is_free = at is not None and not any(at.meets(change.span) for change in changes)
        if window and is_free and _is_sure(match, window, wanted, target, locale):
            changes.append(_Replacement(match, window[0], wanted))
        else:
            doubts.append(_Doubt(match, at, wanted))
    return _carried_out(source, target, sorted(changes, key=lambda change: change.span), doubts)


def _wanted(match: TermMatch, source: str, locale: str) -> str:
    wording = match.term.wording(locale)
    if not match.term.translate or wording is None:
        return source[slice(*match.span)]
    return wording.approved[0]


def _is_sure(
    match: TermMatch, window: tuple[Span, float], wanted: str, target: str, locale: str
) -> bool:
    """Whether the window is exactly the name: whole words, no further words, no suffix."""
    span, f1 = window
    term = match.term
    if f1 < SUREST or not (term.name or not term.translate):
        return False
    inside = target[slice(*span)]
    around = target[max(0, span.start - 1) : span.start] + target[span.end : span.end + 1]
    words = _WORD.findall(inside)
    longest = max(len(_WORD.findall(wanted)), len(_WORD.findall(term.forms[0])))
    return (
        0 < len(words) <= longest
        and _PLAIN.fullmatch(inside) is not None
        and not any(letter.isalnum() or letter in _JOINERS for letter in around)
        and not _begins_or_ends_with_a_particle(words, wanted, locale)
    )


_WORD = re.compile(r"[^\W_]+")
_PLAIN = re.compile(r"[^\W_](?:[^\W_]|[ \u00a0.'’-])*")
"""Words of a name: letters and digits with the signs that names have; no marks, no ZWNJ."""

_JOINERS = "\u200c-‐‑'’_"
"""Signs that connect the window with more letters: a suffix, the rest of a compound."""

_PARTICLES = {
    "es": frozenset(("a", "al", "con", "de", "del", "e", "el", "en", "la", "las", "lo", "los", "o",
                     "para", "por", "que", "se", "su", "sus", "un", "una", "y")),
    "fa": frozenset(("آن", "از", "است", "این", "با", "بر", "به", "تا", "در", "را", "که", "هم", "و",
                     "یک")),
}  # fmt: skip


def _begins_or_ends_with_a_particle(words: list[str], wanted: str, locale: str) -> bool:
    """Whether the window has a particle at an edge that the wanted name does not have.

    `de Irán` is Irán and a word of the sentence; `El Cairo` has its article.
    """
    particles = _PARTICLES.get(subtags(locale).language, frozenset[str]())
    own = [word.lower() for word in _WORD.findall(wanted)]
    edges = (words[0].lower(), words[-1].lower())
    return any(edge in particles and edge not in own for edge in edges)


def _carried_out(
    source: str, target: str, changes: list[_Replacement], doubts: list[_Doubt]
) -> Enforced:
    """The new target, with every span adjusted to it."""
    pieces: list[str] = []
    substituted = []
    last = shift = 0
    for match, span, words in changes:
        pieces += [target[last : span.start], words]
        start = span.start + shift
        before = target[slice(*span)]
        at = Span(start, start + len(words))
        substituted.append(Substitution(match.term, match.span, before, at))
        shift += len(words) - len(before)
        last = span.end
    whole = "".join([*pieces, target[last:]])
    suggestions = tuple(_suggestion(doubt, source, changes) for doubt in doubts)
    return Enforced(whole, tuple(substituted), suggestions)


def _suggestion(doubt: _Doubt, source: str, changes: list[_Replacement]) -> TermSuggestion:
    match, span, wanted = doubt
    written = source[slice(*match.span)]
    verb = "stays as it is" if not match.term.translate else f"is '{wanted}'"
    if span is not None and any(span.meets(change.span) for change in changes):
        span = None
    if span is not None:
        moved = sum(
            len(change.words) - (change.span.end - change.span.start)
            for change in changes
            if change.span.end <= span.start
        )
        span = Span(span.start + moved, span.end + moved)
    return TermSuggestion(match.term, match.span, span, f"'{written}' {verb} in the terms")
