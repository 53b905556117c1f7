"""Check whether a translation follows the terms of its source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from l10n_flow.model import Span
from l10n_flow.terms import forms
from l10n_flow.terms.occurrences import TermMatch
from l10n_flow.terms.term import Term, Wording, is_cased

FaultKind = Literal["missing", "forbidden", "translated"]


class TermFault(NamedTuple):
    """What is wrong with a term in a translation."""

    kind: FaultKind
    """"missing": the translation has no approved form; "forbidden": it has a forbidden form;
    "translated": the term should stay as it is."""
    term: Term
    source_span: Span
    span: Span | None
    """The range of the forbidden form; None for a missing term."""
    message: str
    """One sentence for people."""


def judged(
    matches: Iterable[TermMatch], source: str, target: str, locale: str
) -> tuple[TermFault, ...]:
    """The faults in the terms of a translation, each once, in the order of the source.

    A term that appears several times in the source must appear once in the translation: some
    languages repeat a name where others use a pronoun.
    """
    found: list[TermFault] = []
    seen: set[int] = set()
    for match in matches:
        if id(match.term) not in seen:
            seen.add(id(match.term))
            found += _faults(match, source, target, locale)
    return tuple(found)


def is_kept(match: TermMatch, source: str, target: str, locale: str) -> bool:
    """Whether the translation has an approved form of the term, or needs none."""
    term = match.term
    if not term.translate:
        return _stays(term, source[slice(*match.span)], target)
    wording = term.wording(locale)
    return wording is None or not wording.approved or bool(_right(term, wording, target, locale))


def _faults(match: TermMatch, source: str, target: str, locale: str) -> Iterator[TermFault]:
    term, span = match
    written = source[slice(*span)]
    if not term.translate:
        if not _stays(term, written, target):
            message = f"'{written}' stays as it is in every language"
            yield TermFault("translated", term, span, None, message)
        return
    wording = term.wording(locale)
    if wording is None:
        return
    right = _right(term, wording, target, locale)
    wrong = list(_forbidden(wording, target, right))
    for at in wrong:
        message = f"'{target[slice(*at)]}' is not used for '{written}'{_instead(wording)}"
        yield TermFault("forbidden", term, span, at, message)
    if wording.approved and not right and not wrong:
        yield TermFault("missing", term, span, None, f"'{written}' is missing{_instead(wording)}")


def _stays(term: Term, written: str, target: str) -> bool:
    """Whether the target has the source's words, or another form of the term."""
    return any(
        forms.whole(form, is_cased(form, case=term.case)).search(target)
        for form in (written, *term.forms)
    )


def _right(term: Term, wording: Wording, target: str, locale: str) -> list[Span]:
    """The ranges of the approved forms; case matters only if the term says so."""
    return [
        Span(*match.span())
        for form in wording.approved
        for match in forms.inflected(form, locale, term.case is True).finditer(target)
    ]


def _forbidden(wording: Wording, target: str, right: Iterable[Span]) -> Iterator[Span]:
    """The ranges of forbidden forms, except within an approved one (fuego in alto el fuego)."""
    alike = {form.lower() for form in wording.approved}
    spans = list(right)
    seen: list[Span] = []
    for form in sorted(wording.forbidden, key=len, reverse=True):
        cased = is_cased(form, case=None) or form.lower() in alike
        for match in forms.whole(form, cased).finditer(target):
            at = Span(*match.span())
            if not any(_within(at, span) for span in (*spans, *seen)):
                seen.append(at)
    yield from sorted(seen)


def _within(inner: Span, outer: Span) -> bool:
    longer = outer.end - outer.start > inner.end - inner.start
    return longer and outer.start <= inner.start and inner.end <= outer.end


def _instead(wording: Wording) -> str:
    """The advice after a fault: what to write."""
    if not wording.approved:
        return ""
    first, *others = (f"'{form}'" for form in wording.approved)
    return f": write {first}" + (f", or {', '.join(others)}" if others else "")
