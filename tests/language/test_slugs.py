"""Slugs: a title as the last part of an address."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from l10n_flow.language.slugs import LONGEST_SLUG, slug
from l10n_flow.model import digest

NASTY = st.text(
    list("aAäßİIıəнйЙابهی\u0654\u0653\u064b\u0640\u200c\u200d\u2068-–_/.,:1۲'’ ü\u0308\u0300")
    + list("\u0345Σςशिक्\U000e0020𝐀ﬁﷺ（）：㌀½…\x80")
)
LOCALES = ["en", "es", "fa", "ar", "ckb", "zh", "de", "tr", "hi", "he"]


@pytest.mark.parametrize(
    ("text", "locale", "expected"),
    [
        ("Moscow’s Realistic Approach to US–Iran", "en", "moscows-realistic-approach-to-us-iran"),
        ("Don't panic: C++, and/or 50 %!", "en", "dont-panic-c-and-or-50"),
        ("snake_case & version 3.5.1", "en", "snake-case-version-3-5-1"),
        ("  ¿Qué pasó en España?  ", "es", "que-paso-en-espana"),
        ("El n.º 5 y la cigüeña", "es", "el-no-5-y-la-ciguena"),
        ("Año I — «Entrevista»", "es", "ano-i-entrevista"),
        ("برجام چه می‌گوید؟", "fa", "برجام-چه-می-گوید"),
        ("كتاب‌هاي سال ۱۴۰۴", "fa", "کتاب-های-سال-1404"),
        ("پیشینهٔ \u2068JCPOA (2015)\u2069 در مُذاکره", "fa", "پیشینه-jcpoa-2015-در-مذاکره"),
        ("آب و هوا، سرمایه‌گذاری", "fa", "آب-و-هوا-سرمایه-گذاری"),
        ("الاتفاق النووي: ما المسألة؟", "ar", "الاتفاق-النووي-ما-المسألة"),
        ("كِتَابٌ", "ar", "كتاب"),
        ("ڕێککەوتنی ئەتۆمی", "ckb", "ڕێککەوتنی-ئەتۆمی"),
        ("伊朗核协议（2015）", "zh", "伊朗核协议-2015"),
        ("Straße und Öl", "de", "strasse-und-oel"),
        ("Øl på Åland, Łódź", "en", "ol-pa-aland-lodz"),
        ("İstanbul’da ISI", "tr", "istanbulda-isi"),
        ("Новый год: Йога", "ru", "новый-год-йога"),
        ("क्षत्रिय की भाषा", "hi", "क्षत्रिय-की-भाषा"),
        ("שָׁלוֹם עולם", "he", "שלום-עולם"),
        ("Đường phố Hà Nội", "vi", "duong-pho-ha-noi"),
        ("--already--a-slug--", "en", "already-a-slug"),
    ],
)  # fmt: skip
def test_a_title_becomes_a_slug(text: str, locale: str, expected: str) -> None:
    assert slug(text, locale) == unicodedata.normalize("NFC", expected)


@given(st.one_of(NASTY, st.text()), st.sampled_from(LOCALES))
@example("\u0130", "en")
@example("\u1e9e", "en")
@example("\u03f4", "en")
@example("a\u0654", "fa")
@example("\u0640\u0654\u0627", "fa")
@example("ا\u200c\u200c", "fa")
@example("1.\u064b2", "en")
def test_slugging_a_slug_changes_nothing(text: str, locale: str) -> None:
    once = slug(text, locale)
    assert slug(once, locale) == once


@given(st.one_of(NASTY, st.text(max_size=300)), st.sampled_from(LOCALES))
def test_a_slug_is_never_empty_never_long_and_safe_in_an_address(text: str, locale: str) -> None:
    found = slug(text, locale)
    assert 0 < len(found) <= LONGEST_SLUG
    assert len(found.encode()) <= 200
    assert unicodedata.is_normalized("NFC", found)
    assert found == found.lower()
    assert not found.startswith("-")
    assert not found.endswith("-")
    assert all(c == "-" or unicodedata.category(c)[0] in "LMN" for c in found)


def test_a_title_without_a_letter_gets_its_digest() -> None:
    assert slug("؟!…", "fa") == digest("؟!…")
    assert slug("", "en") == digest("")


def test_a_long_title_ends_at_a_word() -> None:
    title = "The quick brown fox jumps over the lazy dog " * 4
    found = slug(title, "en")
    assert found.endswith("-lazy-dog-the-quick-brown-fox-jumps-over-the")
    assert len(found) <= LONGEST_SLUG
    assert slug("x" * 300, "en") == "x" * LONGEST_SLUG


def test_both_spellings_of_a_persian_ezafe_give_one_address() -> None:
    assert slug("خانۀ ما", "fa") == slug("خانهٔ ما", "fa") == "خانه-ما"
