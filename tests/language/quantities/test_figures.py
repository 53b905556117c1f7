"""What stands in a text for a number is worth, in forty locales, what CLDR wrote it for."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from babel.numbers import format_compact_decimal, format_decimal
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.language.numerals import digits
from l10n_flow.language.quantities.figures import figures, marks, values
from l10n_flow.language.quantities.phrases import has_magnitude, numbers
from l10n_flow.language.tags import cldr_locale

LOCALES = [
    "af",
    "ar",
    "ar-EG",
    "az",
    "bg",
    "bn",
    "ca",
    "cs",
    "da",
    "de",
    "de-AT",
    "de-CH",
    "el",
    "en",
    "en-IN",
    "es",
    "es-MX",
    "et",
    "fa",
    "fi",
    "fr",
    "fr-CH",
    "he",
    "hi",
    "hr",
    "hu",
    "id",
    "it",
    "ja",
    "ko",
    "lt",
    "nb",
    "nl",
    "pl",
    "pt",
    "pt-PT",
    "ro",
    "ru",
    "sk",
    "sv",
    "sw",
    "th",
    "tr",
    "uk",
    "ur",
    "vi",
    "zh-Hans",
    "zh-Hant",
]
LONG = sorted({*LOCALES} - {"ja", "ko", "sw", "th", "zh-Hans", "zh-Hant"})
"""Those whose CLDR has compact numbers in words that stand apart and behind (Swahili: elfu 20)."""
VALUES = st.decimals(min_value=-(10**12), max_value=10**12, places=3) | st.integers(
    -(10**15), 10**15
).map(Decimal)


@pytest.mark.parametrize(
    ("text", "locale", "worth"),
    [
        ("5 mil", "es", ["5000"]),
        ("5mil relés", "es", ["5000"]),
        ("mil", "es", ["1000"]),
        ("12 mil toneladas, 3 mil 500", "es", ["12000", "3000", "500"]),
        ("mil doscientos millones", "es", ["1200000000"]),
        ("5 mil milagros", "es", ["5000"]),
        ("5 mil", "pt", ["5000"]),
        ("5 mil", "en", ["5"]),
        ("5 milagros", "es", ["5"]),
        ("5 هزار", "fa", ["5000"]),
        ("5 тыс.", "ru", ["5000"]),
    ],
)
def test_a_word_that_multiplies_makes_one_number_with_the_figure_before_it(
    text: str, locale: str, worth: list[str]
) -> None:
    assert [str(number.values[0]) for number in numbers(text, locale)] == worth
    assert has_magnitude(text, locale) == (worth != ["5"])


@given(VALUES, st.sampled_from(LOCALES), st.booleans())
def test_a_number_that_cldr_writes_is_read_back(value: Decimal, locale: str, own: bool) -> None:
    written = format_decimal(value, locale=cldr_locale(locale), decimal_quantization=False)
    if own:
        written = digits(written, locale)
    (figure,) = figures(f"({written})", locale)
    assert figure.values[0] == Fraction(abs(value)), written
    assert figure.negative == (value < 0), written


@given(st.integers(2, 999), st.integers(1, 4), st.sampled_from(LONG))
def test_a_compact_number_that_cldr_writes_is_read_back(few: int, by: int, locale: str) -> None:
    value, known = few * 1000**by, cldr_locale(locale)
    written = format_compact_decimal(value, format_type="long", locale=known, fraction_digits=6)
    (number,) = numbers(written, locale)
    assert number.values[0] == value, written


@given(st.text("0123456789٫٬.,’' -−۰۹ ½%\u00a0", max_size=20), st.sampled_from(LOCALES))
def test_whatever_is_written_every_figure_lies_in_its_text(text: str, locale: str) -> None:
    for figure in figures(text, locale):
        assert 0 <= figure.span.start < figure.span.end <= len(text)


@pytest.mark.parametrize("language", ["en", "es", "fa"])
def test_the_marks_that_are_written_down_are_those_of_cldr(language: str) -> None:
    known = cldr_locale(language)
    assert known is not None
    symbols = known.number_symbols["latn"]
    assert marks(language) == (symbols["decimal"], symbols["group"])


def test_so_many_signs_are_a_number_and_more_are_not() -> None:
    assert values("5" * 18, "en") == (int("5" * 18),)
    assert values("5" * 19, "en") == ()
    assert values(f"1.{'5' * 34}", "en") != ()
    assert values(f"1.{'5' * 35}", "en") == ()
