"""The project's terms: how they are translated, and what stays as it is."""

from __future__ import annotations

from collections.abc import Iterator

from l10n_flow import patterns as re
from l10n_flow.checks.pair import Hit, Pair, Policy
from l10n_flow.checks.row import Check, Example
from l10n_flow.checks.traits import Trait
from l10n_flow.model import Span
from l10n_flow.terms.compliance import FaultKind


def _faults(pair: Pair, kind: FaultKind) -> Iterator[Hit]:
    for fault in pair.term_faults:
        if fault.kind == kind:
            detail = fault.term.forms[0]
            yield Hit(fault.message, fault.span, fault.source_span, detail=detail)


def _has_terms(policy: Policy) -> bool:
    return bool(policy.terms)


def _has_words(policy: Policy) -> bool:
    return bool(policy.terms or policy.keep)


def _missing(pair: Pair) -> Iterator[Hit]:
    return _faults(pair, "missing")


def _forbidden(pair: Pair) -> Iterator[Hit]:
    return _faults(pair, "forbidden")


def _kept(pair: Pair) -> Iterator[Hit]:
    yield from _faults(pair, "translated")
    for word in pair.policy.keep:
        if word in pair.source and word not in pair.target:
            found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", pair.source_prose)
            if found is not None:
                message = f"'{word}' stays as it is in every language"
                yield Hit(message, None, Span(*found.span()), detail=word)


CHECKS = (
    Check(
        "term",
        "The source has a term of the project's glossary, and none of its right forms is in the"
        " translation.",
        "Write the form that the glossary wants, inflected as the sentence needs it.",
        _missing,
        (
            Example("es", "The ceasefire held.", "La pausa duró.", "El alto el fuego duró."),
            Example("fa", "The ceasefire held.", "آرامش پایدار ماند.", "آتش‌بس پایدار ماند."),
        ),
        when=Trait.LETTER,
        wanted=_has_terms,
    ),
    Check(
        "forbidden-term",
        "A form that the glossary forbids for a term of the source.",
        "Write the form that the glossary wants.",
        _forbidden,
        (
            Example("es", "The ceasefire held.", "La tregua duró.", "El alto el fuego duró."),
            Example("fa", "The ceasefire held.", "ترک مخاصمه پایدار ماند.", "آتش‌بس پایدار ماند."),
        ),
        when=Trait.LETTER,
        wanted=_has_terms,
    ),
    Check(
        "keep",
        "A word that stays as it is in every language is missing or was changed: one that the"
        " glossary does not translate, or one of `keep` in the configuration.",
        "Write the word as the source has it.",
        _kept,
        (
            Example("es", "the Tails project", "el proyecto Colas", "el proyecto Tails"),
            Example("fa", "the Tails project", "پروژهٔ دم‌ها", "پروژهٔ Tails"),
        ),
        when=Trait.LETTER,
        wanted=_has_words,
    ),
)
