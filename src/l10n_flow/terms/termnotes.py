"""Notes for translators about the terms of a text: one line for each."""

from __future__ import annotations

from collections.abc import Iterable

from l10n_flow.terms.occurrences import TermMatch
from l10n_flow.terms.term import Term

PREFIX = "term: "
"""How such a line begins."""


def notes(matches: Iterable[TermMatch], locale: str) -> tuple[str, ...]:
    """A line for each term with a wording or note for a language, in the order of the source.

    It has the term as in the glossary, not the form in the source, so that it is the same beside
    every text and changes only with the glossary.

    >>> from l10n_flow.model import Span
    >>> from l10n_flow.terms.term import Wording
    >>> spanish = Wording("alto el fuego", ("cese del fuego",), ("tregua",), "a tregua is shorter")
    >>> truce = Term(("ceasefire",), wordings={"es": spanish})
    >>> notes([TermMatch(truce, Span(4, 13))], "es-MX")
    ('term: ceasefire = alto el fuego; or cese del fuego; not tregua (a tregua is shorter)',)
    >>> notes([TermMatch(truce, Span(4, 13))], "fa")
    ()
    """
    terms = {id(match.term): match.term for match in matches}
    return tuple([line for term in terms.values() if (line := _line(term, locale))])


def _line(term: Term, locale: str) -> str:
    """The line for a term; "" if the glossary has nothing for the language."""
    name = term.forms[0]
    if not term.translate:
        return f"{PREFIX}{name} stays as it is{_remark(term.note)}"
    wording = term.wording(locale)
    if wording is None or not (wording.approved or wording.forbidden):
        return ""
    first, *others = wording.approved or ("",)
    wanted = f"{name} = {first}" if first else name
    parts = [wanted, *(f"or {form}" for form in others), *(f"not {f}" for f in wording.forbidden)]
    remarks = "; ".join([note for note in (term.note, wording.note) if note])
    return f"{PREFIX}{'; '.join(parts)}{_remark(remarks)}"


def _remark(note: str) -> str:
    words = " ".join(note.split())
    if len(words) > _LONGEST:
        words = f"{words[: _LONGEST - 1].rstrip()}…"
    return f" ({words})" if words else ""


_LONGEST = 80
"""Maximum number of characters of a note in a line; the glossary has the whole note."""
