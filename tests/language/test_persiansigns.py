"""Signs of Persian: which become its own, and which stay.

In the tables `|` stands for the zero-width non-joiner, which nobody sees in an editor.
"""

from __future__ import annotations

import pytest

from l10n_flow.language import persiansigns


def _zwnj(text: str) -> str:
    return text.replace("|", "\u200c")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("در سال 2015 بود", "در سال ۲۰۱۵ بود"),
        ("٤٥٦ نفر", "۴۵۶ نفر"),
        ("29/9/2020، ساعت 10:30", "۲۹/۹/۲۰۲۰، ساعت ۱۰:۳۰"),
        ("حدود 3.5% و 1,500 نفر.", "حدود ۳.۵% و ۱,۵۰۰ نفر."),
        ("(500) و «12»", "(۵۰۰) و «۱۲»"),
        ("5|تایی", "۵|تایی"),
        ("گروه 1+5", "گروه ۱+۵"),
        ("H2O و v2.1 و MP3 و 5G", "H2O و v2.1 و MP3 و 5G"),
        ("ویندوز 10 و Windows 10", "ویندوز ۱۰ و Windows 10"),
        ("نشانی 192.168.0.1 است", "نشانی 192.168.0.1 است"),
        ("از https://a.org/1?b=2 بگیرید", "از https://a.org/1?b=2 بگیرید"),
        ("شناسهٔ id_12 و #34 و $5", "شناسهٔ id_12 و #۳۴ و $5"),
        ("1399-07-08", "1399-07-08"),
    ],
)
def test_digits_are_persian_in_prose_and_stay_in_code(written: str, expected: str) -> None:
    assert persiansigns.persian_digits(_zwnj(written)) == _zwnj(expected)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("بله, خیر; شاید?", "بله، خیر؛ شاید؟"),
        ("چرا??", "چرا؟؟"),
        ("چرا?!", "چرا؟!"),
        ("آیا می‌خواهید Tor?", "آیا می‌خواهید Tor؟"),
        ("شامل Tor, Tails, و دبیان", "شامل Tor, Tails، و دبیان"),
        ("او گفت «Yes, sir; why?» و رفت", "او گفت «Yes, sir; why?» و رفت"),
        ("1,500 نفر", "1,500 نفر"),
        ("شماره12,500;", "شماره12,500؛"),
        ("گزینه1,گزینه2", "گزینه1,گزینه2"),
        ("از a?b=1 بگیرید", "از a?b=1 بگیرید"),
        ("Yes, sir?", "Yes, sir?"),
        ("\ue000بله\ue001, خیر", "\ue000بله\ue001، خیر"),
        ("\ufffc, و دیگر", "\ufffc، و دیگر"),
    ],
)
def test_punctuation_is_persian_outside_numbers_and_latin_runs(written: str, expected: str) -> None:
    assert persiansigns.persian_punctuation(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('او "سیاست" را گفت', "او «سیاست» را گفت"),
        ('"سیاست"، "صلح"', "«سیاست»، «صلح»"),
        ("او “سیاست” را گفت", "او «سیاست» را گفت"),
        ('کلمهٔ "Tails" را', "کلمهٔ «Tails» را"),
        ('\ue000"سیاست"\ue001 را', "\ue000«سیاست»\ue001 را"),
        ('"\ufffc" را باز کنید', "«\ufffc» را باز کنید"),
        ("«او “سیاست” را گفت»", "«او “سیاست” را گفت»"),
        ('نمایشگر 15" بزرگ', 'نمایشگر 15" بزرگ'),
        ('"peace"', '"peace"'),
    ],
)
def test_quotation_marks_are_guillemets_in_pairs(written: str, expected: str) -> None:
    assert persiansigns.persian_quotes(written) == expected
