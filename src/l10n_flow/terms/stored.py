"""Terms as JSON, a stored form of a terms.yaml that is quicker to read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from l10n_flow.errors import Place
from l10n_flow.terms.glossary import Terms
from l10n_flow.terms.term import Term, Wording


def as_json(terms: Terms) -> object:
    """The terms as values for JSON, without the name of their file."""
    return {"language": terms.language, "terms": [_term(term) for term in terms.all]}


def from_json(data: Any, file: Path) -> Terms:
    """The terms that `as_json` made of those in `file`: `from_json(as_json(t), t.file) == t`.

    Raises `TypeError`, `KeyError` or `ValueError` for anything else.
    """
    return Terms(tuple(_term_of(row, file) for row in data["terms"]), data["language"], file)


def _term(term: Term) -> list[object]:
    wordings = {
        tag: [w.preferred, w.allowed, w.forbidden, w.note, _place(w.place)]
        for tag, w in term.wordings.items()
    }
    return [term.forms, term.language, wordings, term.note, term.translate, term.name, term.case,
            _place(term.place)]  # fmt: skip


def _term_of(row: Any, file: Path) -> Term:
    forms, language, wordings, note, translate, name, case, place = row
    by_tag = {
        tag: Wording(preferred, tuple(allowed), tuple(forbidden), about, _place_of(at, file))
        for tag, (preferred, allowed, forbidden, about, at) in wordings.items()
    }
    return Term(tuple(forms), language, by_tag, note, translate, name, case, _place_of(place, file))


def _place(place: Place | None) -> list[int | None] | None:
    return [place.line, place.column] if place else None


def _place_of(place: list[int | None] | None, file: Path) -> Place | None:
    return Place(file, *place) if place else None
