"""The newsroom's terms in a machine's draft: put right where that is sure, else suggested."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from l10n_flow.engines import Alignment, Hypothesis
from l10n_flow.model import Span
from l10n_flow.pretranslate.projectwindow import Evidence
from l10n_flow.terms import Substitution, Terms

__all__ = ["Glossed", "glossed"]


@dataclass(frozen=True, slots=True)
class Glossed:
    """A hypothesis with its names put right, and what is left for a person."""

    hypothesis: Hypothesis
    why: tuple[str, ...] = ()
    """Codes of `catalogs.looks`."""


def glossed(
    terms: Terms, source: str, hypothesis: Hypothesis, languages: tuple[str, str]
) -> Glossed:
    """The hypothesis for `source` as the terms want it, its alignment still right."""
    if not terms:
        return Glossed(hypothesis)
    alignment = hypothesis.alignment
    evidence = None if alignment is None else Evidence(alignment, source, hypothesis.text)

    def window_of(span: Span) -> tuple[Span, float] | None:
        if evidence is None:
            return None
        window = evidence.window(*evidence.columns(*span))
        if window is None:
            return None
        words = evidence.target[window.first : window.last]
        return Span(words[0].start, words[-1].end), window.f1

    found = terms.enforced(source, hypothesis.text, languages[1], window_of, language=languages[0])
    changed = hypothesis
    if found.substituted:
        moved = None if alignment is None else _moved(alignment, found.substituted)
        changed = replace(hypothesis, text=found.target, alignment=moved)
    return Glossed(changed, tuple(f"term:{one.message}" for one in found.suggestions))


def _moved(alignment: Alignment, substituted: Sequence[Substitution]) -> Alignment:
    """The alignment with its target words where they are after the substitutions.

    >>> words = Alignment((Span(0, 4),), (Span(0, 2), Span(3, 7), Span(8, 9)), ((1.0,),) * 3)
    >>> change = Substitution(None, Span(3, 7), "Kyiv", Span(3, 9))
    >>> [tuple(span) for span in _moved(words, [change]).target]
    [(0, 2), (3, 9), (10, 11)]
    """
    spans = list(alignment.target)
    for change in sorted(substituted, key=lambda one: one.span):
        start, end = change.span
        old_end = start + len(change.before)
        grown = end - old_end
        spans = [
            span
            if span.end <= start
            else Span(span.start + grown, span.end + grown)
            if span.start >= old_end
            else Span(min(span.start, start), max(end, span.end + grown))
            for span in spans
        ]
    return replace(alignment, target=tuple(spans))
