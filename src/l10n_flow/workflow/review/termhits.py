"""The glossary's terms in a segment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from l10n_flow.model import Span
from l10n_flow.terms.compliance import is_kept
from l10n_flow.terms.glossary import Terms


@dataclass(frozen=True, slots=True)
class TermHit:
    """A term in the source, and its words in the other language."""

    span: Span
    """The place of the term, in characters of the source."""
    term: str
    """The term as the source writes it."""
    approved: tuple[str, ...]
    """The approved forms, the preferred one first; the term itself if it stays as it is."""
    forbidden: tuple[str, ...] = ()
    note: str = ""
    stays: bool = False
    """Whether it stays as it is in every language."""
    is_kept: bool = True
    """Whether the given translation has an approved form."""


def hits(terms: Terms, source: str, target: str, language: str, locale: str) -> Iterator[TermHit]:
    """Yield the terms of a source that have words for the language `locale`, in order.

    >>> from l10n_flow.terms.term import Term, Wording
    >>> truce = Term(("ceasefire",), wordings={"es": Wording("alto el fuego", (), ("tregua",))})
    >>> for hit in hits(Terms((truce,)), "A ceasefire.", "Una tregua.", "en", "es"):
    ...     print(hit.span, hit.approved, hit.forbidden, hit.is_kept)
    Span(start=2, end=11) ('alto el fuego',) ('tregua',) False
    >>> list(hits(Terms((truce,)), "A ceasefire.", "", "en", "fa"))
    []
    """
    for match in terms.found(source, language):
        term, span = match
        written = source[slice(*span)]
        kept = is_kept(match, source, target, locale)
        if not term.translate:
            yield TermHit(span, written, (written,), (), term.note, stays=True, is_kept=kept)
            continue
        wording = term.wording(locale)
        if wording is not None:
            note = "; ".join(filter(None, (wording.note, term.note)))
            approved, forbidden = wording.approved, wording.forbidden
            yield TermHit(span, written, approved, forbidden, note, is_kept=kept)
