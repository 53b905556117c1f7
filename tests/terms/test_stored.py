"""Terms that were read already."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given

from l10n_flow.errors import Place
from l10n_flow.terms import stored
from l10n_flow.terms.glossary import Terms
from l10n_flow.terms.term import Term

from .strategies import glossaries

FILE = Path("terms.yaml")


@given(glossaries())
def test_what_is_kept_is_what_was_read(terms: tuple[Term, ...]) -> None:
    known = Terms(terms, "en", FILE)
    assert stored.from_json(json.loads(json.dumps(stored.as_json(known))), FILE) == known


def test_places_are_kept_too() -> None:
    known = Terms((Term(("Tor",), translate=False, place=Place(FILE, 3, 1)),), "en", FILE)
    again = stored.from_json(json.loads(json.dumps(stored.as_json(known))), FILE)
    assert again.all[0].place == Place(FILE, 3, 1)


@pytest.mark.parametrize("odd", [None, [], {"language": "en"}, {"terms": [[1]], "language": "en"}])
def test_another_shape_is_refused(odd: object) -> None:
    with pytest.raises((TypeError, KeyError, ValueError)):
        stored.from_json(odd, FILE)
