"""Digits, from ASCII to each language's own and back."""

from __future__ import annotations

import unicodedata

import pytest
from babel import Locale
from babel.localedata import locale_identifiers
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.language.numerals import ascii_digits, digits, numbering_system, whole_number

LOCALES = ["en", "es", "fa", "fa-AF", "ps", "ar", "ar-EG", "ckb", "ur", "hi", "bn", "mr", "my",
           "dz", "nqo", "ff-Adlm", "zh", "qaa"]  # fmt: skip


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("en", "In 2015, 3.5 %"),
        ("fa", "In ۲۰۱۵, ۳.۵ %"),
        ("ckb", "In ٢٠١٥, ٣.٥ %"),
        ("ar", "In 2015, 3.5 %"),
        ("ar-EG", "In ٢٠١٥, ٣.٥ %"),
        ("ar-MA", "In 2015, 3.5 %"),
        ("bn", "In ২০১৫, ৩.৫ %"),
        ("hi", "In 2015, 3.5 %"),
        ("mr", "In २०१५, ३.५ %"),
        ("qaa", "In 2015, 3.5 %"),
    ],
)
def test_digits_are_the_default_ones_of_the_language(locale: str, expected: str) -> None:
    assert digits("In 2015, 3.5 %", locale) == expected


@pytest.mark.parametrize("locale", ["fa", "bn", "mr"])
def test_signs_among_digits_stay(locale: str) -> None:
    written = digits("09:45/8;7", locale)
    assert [sign for sign in written if not sign.isdecimal()] == [":", "/", ";"]
    assert ascii_digits(written) == "09:45/8;7"


@given(st.text(), st.sampled_from(LOCALES))
def test_ascii_digits_undoes_digits(text: str, locale: str) -> None:
    assert ascii_digits(digits(text, locale)) == ascii_digits(text)


@given(st.text())
def test_ascii_digits_leaves_no_other_digit_and_keeps_the_length(text: str) -> None:
    plain = ascii_digits(text)
    assert len(plain) == len(text)
    assert not any(c.isdecimal() and not c.isascii() for c in plain)


def test_every_numbering_system_that_cldr_uses_by_default_is_known() -> None:
    for name in locale_identifiers():
        if name == "root":
            continue
        shown = digits("0", name)
        is_latin = Locale.parse(name).default_numbering_system == "latn"
        assert (shown == "0") is is_latin, name
        assert unicodedata.decimal(shown) == 0


@pytest.mark.parametrize(
    ("number", "locale", "expected"),
    [
        (999, "en", "999"),
        (1000, "en", "1,000"),
        (-1000, "en", "-1,000"),
        (1234567, "en", "1,234,567"),
        (1000, "es", "1000"),
        (9999, "es", "9999"),
        (10000, "es", "10.000"),
        (-10000, "es", "-10.000"),
        (1000, "es-MX", "1000"),
        (1000, "fa", "۱٬۰۰۰"),
        (12, "fa", "۱۲"),
        (1234567, "hi", "12,34,567"),
        (1000, "fa-u-nu-latn", "1,000"),
        (1000, "qaa", "1000"),
    ],
)
def test_a_whole_number_has_the_groups_and_digits_of_its_language(
    number: int, locale: str, expected: str
) -> None:
    assert whole_number(number, locale) == expected


@pytest.mark.parametrize(
    ("locale", "expected"),
    [("fa", "arabext"), ("fa-u-nu-latn", "latn"), ("es-u-nu-arab", "arab"), ("qaa", "latn")],
)
def test_a_tag_may_ask_for_digits(locale: str, expected: str) -> None:
    assert numbering_system(locale) == expected


def test_what_stands_beside_digits_stays() -> None:
    assert digits("10:30/2", "fa") == "۱۰:۳۰/۲"
    assert digits("10:30/2", "ar-EG") == "١٠:٣٠/٢"
