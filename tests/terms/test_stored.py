"""Terms that were read already."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given

from l10n_flow.errors import Place
from l10n_flow.terms import Term, Terms, stored

from .strategies import glossaries

FILE = Path("terms.yaml")


@given(glossaries())
def test_what_is_kept_is_what_was_read(terms: tuple[Term, ...]) -> None:
    known = Terms(terms, "en", FILE)
    assert stored.read(stored.write(known, "k"), "k", FILE) == known
    assert stored.read(stored.write(known, "k"), "other", FILE) is None


def test_places_are_kept_too() -> None:
    known = Terms((Term(("Tor",), translate=False, place=Place(FILE, 3, 1)),), "en", FILE)
    again = stored.read(stored.write(known, "k"), "k", FILE)
    assert again is not None
    assert again.all[0].place == Place(FILE, 3, 1)


def test_a_key_changes_with_the_file_and_with_the_languages() -> None:
    keys = {
        stored.key(b"terms:", "en", ("en", "es")),
        stored.key(b"terms: ", "en", ("en", "es")),
        stored.key(b"terms:", "es", ("en", "es")),
        stored.key(b"terms:", "en", ("en", "fa")),
    }
    assert len(keys) == 4
