"""What the check for other languages is told about them."""

from __future__ import annotations

import pytest
from hypothesis import given

from l10n_flow.checks.pair import Pair
from l10n_flow.checks.rules.otherlanguage import _NAMES, _strangeness
from l10n_flow.checks.rules.smallwords import SMALL
from l10n_flow.checks.table import CHECKS
from l10n_flow.checks.texts import PART, Text
from l10n_flow.language.tags import own_name
from tests.checks.test_laws import TEXTS


def test_languages_are_called_what_cldr_calls_them() -> None:
    assert set(_NAMES) == set(SMALL) - {"fa-Latn"}
    assert {tag: own_name(tag) for tag in _NAMES} == _NAMES


@pytest.mark.parametrize(
    ("target", "locale"),
    [("Puede usar la red", "es"), ("کردن این کار آسان است", "fa")],
)
def test_one_small_word_of_another_language_is_no_sign_of_it(target: str, locale: str) -> None:
    assert not _strangeness(Text("-", "en"), Text(target, locale), locale)


@pytest.mark.parametrize(
    ("target", "locale"),
    [("der Zug und die Frau", "es"), ("في الكتاب", "es"), ("اس کتاب میں", "fa")],
)
def test_two_are_or_one_beside_a_word_that_looks_like_it(target: str, locale: str) -> None:
    assert _strangeness(Text("-", "en"), Text(target, locale), locale)


@given(TEXTS)
def test_words_are_parted_as_by_the_pattern(text: str) -> None:
    assert Text(text, "es").parted == PART.findall(Text(text, "es").lower)


def test_the_words_of_an_address_are_no_words_of_a_language() -> None:
    target = (
        "Charla sobre [Tor](https://example.org/with_the/years/which/were/and/this/from/that/talk)"
    )
    pair = Pair("Talk about [Tor]({1})", target, "en", "es")
    assert not list(CHECKS["other-language"].run(pair))
