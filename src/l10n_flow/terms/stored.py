"""Terms that were read already, kept as JSON: a large terms.yaml takes seconds to parse.

Two thousand terms are 3 s of YAML and 40 ms of JSON. What is kept is safe to delete, and is taken
only for the very bytes that it was read from.
"""

from __future__ import annotations

import json
from hashlib import blake2b
from pathlib import Path
from typing import Any

from l10n_flow.errors import Place
from l10n_flow.terms.glossary import Terms
from l10n_flow.terms.term import Term, Wording

__all__ = ["key", "read", "write"]

_FORM = 1
"""Counts up when what is kept, or what is accepted as terms.yaml, changes."""


def key(written: bytes, language: str, languages: tuple[str, ...]) -> str:
    """What changes whenever the same file could be read differently."""
    known = json.dumps([_FORM, language, *languages]).encode()
    return blake2b(written, digest_size=16, key=blake2b(known, digest_size=32).digest()).hexdigest()


def write(terms: Terms, of: str) -> bytes:
    """The terms, to be kept under the key `of`. Law: `read(write(t, k), k, t.file) == t`."""
    data = {"key": of, "language": terms.language, "terms": [_term(term) for term in terms.all]}
    return json.dumps(data, ensure_ascii=False).encode()


def read(kept: bytes, of: str, file: Path) -> Terms | None:
    """The terms that were kept under the key `of`; None when other ones were, or nothing usable."""
    try:
        data = json.loads(kept)
        if data["key"] != of:
            return None
        return Terms(tuple(_term_of(row, file) for row in data["terms"]), data["language"], file)
    except (ValueError, KeyError, TypeError):  # damaged: read the file again
        return None


def _term(term: Term) -> list[object]:
    wordings = {
        tag: [w.preferred, w.allowed, w.forbidden, w.note, _place(w.place)]
        for tag, w in term.wordings.items()
    }
    return [term.forms, term.language, wordings, term.note, term.translate, term.name, term.case,
            _place(term.place)]  # fmt: skip


def _term_of(row: Any, file: Path) -> Term:
    forms, language, wordings, note, translate, name, case, place = row
    said = {
        tag: Wording(preferred, tuple(allowed), tuple(forbidden), about, _place_of(at, file))
        for tag, (preferred, allowed, forbidden, about, at) in wordings.items()
    }
    return Term(tuple(forms), language, said, note, translate, name, case, _place_of(place, file))


def _place(place: Place | None) -> list[int | None] | None:
    return [place.line, place.column] if place else None


def _place_of(place: list[int | None] | None, file: Path) -> Place | None:
    return Place(file, *place) if place else None
