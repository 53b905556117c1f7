"""Numbers in words, in figures, and in both: where each begins and ends, and what it is worth."""

from __future__ import annotations

import pytest

from l10n_flow.language.quantities.phrases import has_magnitude, numbers

SAID: dict[str, dict[str, list[str]]] = {
    "en": {
        "twenty-four": ["twenty-four = 24"],
        "two thousand five hundred million": [
            "two thousand five hundred million = 2500000000 scaled"
        ],
        "twenty four boats": ["twenty four = 24"],
        "three hundred and five": ["three hundred and five = 305 scaled"],
        "three hundred five": ["three hundred five = 305 scaled"],
        "one hundred": ["one hundred = 100 scaled"],
        "two thousand and one": ["two thousand and one = 2001 scaled"],
        "two and a half million": ["two and a half million = 2500000 scaled"],
        "two million and a half": ["two million and a half = 2500000 scaled"],
        "a million and a half": ["million and a half = 1500000 scaled"],
        "5 and 6": ["5 = 5", "6 = 6"],
        "one, two": ["one = 1", "two = 2"],
        "one two": ["one = 1", "two = 2"],
        "five six": ["five = 5", "six = 6"],
        "ninety nine hundred": ["ninety nine hundred = 9900 scaled"],
        "twenty twelve": ["twenty = 20", "twelve = 12"],
        "twenty ten": ["twenty = 20", "ten = 10"],
        "three hundred and sixty-five": ["three hundred and sixty-five = 365 scaled"],
        "three hundred sixty-five thousand": ["three hundred sixty-five thousand = 365000 scaled"],
        "2 thousand 5 hundred": ["2 thousand 5 hundred = 2500 scaled"],
        "2 million 500 thousand": ["2 million 500 thousand = 2500000 scaled"],
        "2 million 3,000": ["2 million = 2000000 scaled", "3,000 = 3000"],
        "two million three": ["two million three = 2000003 scaled"],
        "two thousand two thousand": ["two thousand = 2000 scaled", "two thousand = 2000 scaled"],
        "$5m": ["5m = 5000000/5"],
        "£3bn": ["3bn = 3000000000 scaled"],
        "£3bn and 5K": ["3bn = 3000000000 scaled", "5K = 5000/5"],
        "3 million and 5k": ["3 million = 3000000 scaled", "5k = 5000/5"],
        "£3bn and two thousand": ["3bn = 3000000000 scaled", "two thousand = 2000 scaled"],
        "$1m": ["1m = 1000000/1"],
        "$10m": ["10m = 10000000 scaled"],
        "5 M€": ["5 M = 5000000 scaled"],
        "3 Md€": ["3 Md = 3000000000 scaled"],
        "5 M€ y 3 Mds €": ["5 M = 5000000 scaled", "3 Mds = 3000000000 scaled"],
        "5K": ["5K = 5000/5"],
        "5k runners": ["5k = 5000/5"],
        "ten K": ["ten K = 10000/10"],
        "-5 million": ["-5 million = -5000000 scaled"],
        "-5": ["-5 = -5"],
        "IPv6": ["6 = 6"],
        "3.5 million": ["3.5 million = 3500000 scaled"],
        "eleven": ["eleven = 11"],
        "twenty-first": ["twenty-first = 21"],
        "tenth": ["tenth = 10"],
        "million": ["million = 1000000 scaled"],
        "twentyfour": [],
        "5 million and a half": ["5 million and a half = 5500000 scaled"],
        "one thousand and": ["one thousand = 1000 scaled"],
        "3 hundred thousand": ["3 hundred thousand = 300000 scaled"],
        "zero": ["zero = 0"],
        "one hundred and twenty-three thousand four hundred and fifty-six": [
            "one hundred and twenty-three thousand four hundred and fifty-six = 123456 scaled"
        ],
        "one hundred twelve": ["one hundred twelve = 112 scaled"],
        "nineteen five": ["nineteen = 19", "five = 5"],
        "5 M de dólares": ["5 M = 5000000 scaled"],
        "5 M USD": ["5 M = 5000000 scaled"],
        "U5M": ["5 = 5"],
    },
    "es": {
        "veinticuatro": ["veinticuatro = 24"],
        "treinta y cinco": ["treinta y cinco = 35"],
        "treinta cinco": ["treinta = 30", "cinco = 5"],
        "ciento cinco": ["ciento cinco = 105"],
        "ciento y cinco": ["ciento = 100", "cinco = 5"],
        "doscientos treinta y cinco": ["doscientos treinta y cinco = 235"],
        "mil doscientos millones": ["mil doscientos millones = 1200000000 scaled"],
        "dos millones y medio": ["dos millones y medio = 2500000 scaled"],
        "dos y medio millones": ["dos y medio millones = 2500000 scaled"],
        "dos mil uno": ["dos mil uno = 2001 scaled"],
        "5 mil millones": ["5 mil millones = 5000000000 scaled"],
        "5 mil": ["5 mil = 5000 scaled"],
        "mil": ["mil = 1000 scaled"],
        "un millón": ["un millón = 1000000 scaled"],
        "dos o tres": ["dos = 2", "tres = 3"],
        "5 y 6": ["5 = 5", "6 = 6"],
        "vigésimo segundo": ["vigésimo segundo = 22"],
        "trigésima quinta": ["trigésima quinta = 35"],
        "cinco seis": ["cinco = 5", "seis = 6"],
        "mil y uno": ["mil = 1000 scaled", "uno = 1"],
        "3 mil 500": ["3 mil = 3000 scaled", "500 = 500"],
        "3 mil quinientos": ["3 mil quinientos = 3500 scaled"],
        "tres millones doscientos mil": ["tres millones doscientos mil = 3200000 scaled"],
        "cien mil": ["cien mil = 100000 scaled"],
        "veinte y uno": ["veinte y uno = 21"],
        "diez y seis": ["diez = 10", "seis = 6"],
        "diez mil quinientos": ["diez mil quinientos = 10500 scaled"],
        "mil novecientos noventa y nueve": ["mil novecientos noventa y nueve = 1999 scaled"],
        "dos mil millones": ["dos mil millones = 2000000000 scaled"],
        "5 millones 300 mil": ["5 millones 300 mil = 5300000 scaled"],
    },
    "fa": {
        "بیست و چهار": ["بیست و چهار = 24"],
        "بیست چهار": ["بیست = 20", "چهار = 4"],
        "صد و پنج": ["صد و پنج = 105"],
        "صد و بیست و سه": ["صد و بیست و سه = 123"],
        "دویست و سی\u200cوپنج هزار": ["دویست و سی\u200cوپنج هزار = 235000 scaled"],
        "یک میلیون و ۲۰۰ هزار": ["یک میلیون و ۲۰۰ هزار = 1200000 scaled"],
        "یک میلیون ۲۰۰ هزار": ["یک میلیون = 1000000 scaled", "۲۰۰ هزار = 200000 scaled"],
        "دو میلیون و نیم": ["دو میلیون و نیم = 2500000 scaled"],
        "دو و نیم میلیون": ["دو و نیم میلیون = 2500000 scaled"],
        "هزار و یک شب": ["هزار و یک = 1001 scaled"],
        "۵ و ۶": ["۵ = 5", "۶ = 6"],
        "سه هزار و ۵۰۰": ["سه هزار = 3000 scaled", "۵۰۰ = 500"],
        "هزار": ["هزار = 1000 scaled"],
        "پنج هزار میلیارد": ["پنج هزار میلیارد = 5000000000000 scaled"],
        "سی وپنج": ["سی وپنج = 35"],
        "سی و پنج": ["سی و پنج = 35"],
        "سیوپنج": [],
        "نوزده و پنج": ["نوزده = 19", "پنج = 5"],
    },
    "de": {
        "2,5 Milliarden Euro": ["2,5 Milliarden = 2500000000 scaled"],
        "Milliarden": ["Milliarden = 1000000000 scaled"],
        "5 Tausend": ["5 Tausend = 5000 scaled"],
        "drei Millionen": ["Millionen = 1000000 scaled"],
        "5 Mio.": ["5 Mio = 5000000 scaled"],
    },
    "zh": {
        "5万": ["5万 = 50000 scaled"],
        "万": ["万 = 10000 scaled"],
        "5万亿和3亿": ["5万亿 = 5000000000000 scaled", "3亿 = 300000000 scaled"],
    },
    "hi": {
        "5 हज़ार": ["5 हज़ार = 5000 scaled"],
    },
    "fr": {
        "5 M€": ["5 M = 5000000 scaled"],
    },
}
"""By language, a text and the numbers in it; scaled is what a word multiplies for certain. What may
be worth two things, as 5K may be kelvin, has both."""


@pytest.mark.parametrize(
    ("locale", "text", "expected"),
    [(locale, text, found) for locale, texts in SAID.items() for text, found in texts.items()],
)
def test_what_numbers_a_text_says(locale: str, text: str, expected: list[str]) -> None:
    found = [
        f"{text[slice(*one.span)]} = {'/'.join(map(str, one.values))}"
        + (" scaled" if one.scaled else "")
        for one in numbers(text, locale)
    ]
    assert found == expected
    if any(one.endswith("scaled") for one in expected):
        assert has_magnitude(text, locale)


@pytest.mark.parametrize(
    ("text", "locale", "expected"),
    [
        ("twenty-four", "en", False),
        ("a milagro", "es", False),
        ("5mil relés", "es", True),
        ("$5m", "en", True),
        ("5 M€", "qaa", True),
        ("Milliarden", "de", True),
        ("Millionär", "de", False),
        ("five million", "qaa", False),
    ],
)
def test_whether_a_word_may_multiply(text: str, locale: str, expected: bool) -> None:
    assert has_magnitude(text, locale) == expected


def test_a_number_knows_its_digits_and_whether_it_is_part_of_a_name() -> None:
    (scaled,) = numbers("1,200.5 million", "en")
    assert (scaled.digits, scaled.is_name) == ("12005", False)
    (name,) = numbers("IPv6", "en")
    assert (name.digits, name.is_name) == ("6", True)
    (spelled,) = numbers("twelve", "en")
    assert (spelled.digits, spelled.is_name, spelled.figures) == ("", False, ())
