"""Find terms in a source: by the first word of each, then by its whole form.

A regular expression with 2,000 alternatives tries each of them at every letter. A dictionary lookup
for every word of the text takes the same time for any number of terms.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from l10n_flow.language.tags import language_tag
from l10n_flow.model import Span
from l10n_flow.terms import forms
from l10n_flow.terms.term import Term, is_cased


class TermMatch(NamedTuple):
    """A term that appears in a source."""

    term: Term
    span: Span
    """Its range, without a possessive 's."""


class _Candidate(NamedTuple):
    term: Term
    form: str
    lead: int
    """Number of characters of the form before its first word: 1 for `.NET`."""
    cased: bool
    plural: bool


@dataclass(frozen=True, slots=True)
class TermIndex:
    """The forms of a language's terms."""

    language: str
    by_word: Mapping[str, tuple[_Candidate, ...]]
    """By first word, longest form first."""
    joined: tuple[_Candidate, ...] = ()
    """Those in a script without blanks between words, longest form first."""


_WORD = re.compile(r"[^\W_]+")


def index(terms: Iterable[Term], language: str) -> TermIndex:
    """The index of a language's terms; those in other languages are left out."""
    by_word: dict[str, list[_Candidate]] = {}
    joined: list[_Candidate] = []
    tag = language_tag(language)
    for term in terms:
        own = language_tag(term.language)
        if tag != own and not tag.startswith(f"{own}-"):
            continue
        for form in term.forms:
            first = _WORD.search(form)
            lead = first.start() if first else 0
            plural = term.translate and not term.name
            candidate = _Candidate(term, form, lead, is_cased(form, case=term.case), plural)
            if forms.is_joined(form[0]):
                joined.append(candidate)
                continue
            for word in forms.starts(form, term.language, plural=plural):
                by_word.setdefault(word, []).append(candidate)
    longest = {
        word: tuple(sorted(candidates, key=lambda candidate: -len(candidate.form)))
        for word, candidates in by_word.items()
    }
    joined.sort(key=lambda candidate: -len(candidate.form))
    return TermIndex(tag, longest, tuple(joined))


def found(known: TermIndex, source: str) -> tuple[TermMatch, ...]:
    """The terms in a source, in order and without overlap; of several at one place, the longest."""
    matches = _by_words(known, source)
    for term, form, _, cased, plural in known.joined:
        for match in forms.source_form(form, term.language, cased, plural).finditer(source):
            span = Span(*match.span())
            if not any(span.meets(one.span) for one in matches):
                matches.append(TermMatch(term, span))
    return tuple(sorted(matches, key=lambda one: one.span) if known.joined else matches)


def _by_words(known: TermIndex, source: str) -> list[TermMatch]:
    matches: list[TermMatch] = []
    done = 0
    for word in _WORD.finditer(source):
        start = word.start()
        if start < done:
            continue
        for term, form, lead, cased, plural in known.by_word.get(word[0].lower(), ()):
            pattern = forms.source_form(form, term.language, cased, plural)
            match = pattern.match(source, start - lead) if start >= lead + done else None
            if match is not None:
                matches.append(TermMatch(term, Span(*match.span())))
                done = match.end()
                break
    return matches
