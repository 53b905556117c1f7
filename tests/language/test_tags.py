"""Tags, scripts and directions, checked against CLDR through Babel and against Unicode."""

from __future__ import annotations

import unicodedata

import pytest
from babel import Locale
from babel.localedata import locale_identifiers

from l10n_flow.language import tags
from l10n_flow.language.tags import _SCRIPTS, _subtags, cldr_locale, name_in, own_name, subtags


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en", "ltr"),
        ("es-419", "ltr"),
        ("fa", "rtl"),
        ("fa_AF", "rtl"),
        ("prs", "rtl"),
        ("ar", "rtl"),
        ("ckb", "rtl"),
        ("ku", "ltr"),
        ("ku-Arab", "rtl"),
        ("ku-LB", "rtl"),
        ("he", "rtl"),
        ("iw", "rtl"),
        ("ur", "rtl"),
        ("ps", "rtl"),
        ("yi", "rtl"),
        ("dv", "rtl"),
        ("sd", "rtl"),
        ("ug", "rtl"),
        ("az", "ltr"),
        ("az-Arab", "rtl"),
        ("AZ_ARAB_IR", "rtl"),
        ("az-IR", "rtl"),
        ("uz-Arab", "rtl"),
        ("uz-AF", "rtl"),
        ("uz_Cyrl", "ltr"),
        ("pa", "ltr"),
        ("pa-Arab", "rtl"),
        ("pa-PK", "rtl"),
        ("fa-Latn", "ltr"),
        ("ar-Latn-EG", "ltr"),
        ("en-IR", "ltr"),
        ("zh-Hant-TW", "ltr"),
        ("qaa", "ltr"),
        ("qaa-IR", "rtl"),
        ("qaa-Hebr", "rtl"),
        ("", "ltr"),
        ("not a tag", "ltr"),
    ],
)
def test_direction_follows_the_script(tag: str, expected: str) -> None:
    assert tags.direction(tag) == expected


def test_direction_agrees_with_cldr_for_every_locale_it_has() -> None:
    differing = [
        name
        for name in locale_identifiers()
        if name != "root"
        and not name.startswith("mn_Mong")  # runs from top to bottom, which HTML's dir cannot say
        and tags.direction(name) != Locale.parse(name).text_direction
    ]
    assert differing == []


@pytest.mark.parametrize("letter", ["ب", "א", "ܐ", "ހ", "ߊ", "\U0001e900", "\U00010d00", "ࡀ", "ࠀ"])
def test_the_scripts_of_right_to_left_letters_run_right_to_left(letter: str) -> None:
    codes = {
        "ARABIC": "Arab",
        "HEBREW": "Hebr",
        "SYRIAC": "Syrc",
        "THAANA": "Thaa",
        "NKO": "Nkoo",
        "ADLAM": "Adlm",
        "HANIFI": "Rohg",
        "MANDAIC": "Mand",
        "SAMARITAN": "Samr",
    }
    code = codes[unicodedata.name(letter).split()[0]]
    assert unicodedata.bidirectional(letter) in ("R", "AL")
    assert tags.direction(f"und-{code}") == "rtl"


@pytest.mark.parametrize(
    "tag",
    ["en", "es-MX", "es_419", "fa", "ckb", "zh-Hant-TW", "zh-yue-HK", "sl-rozaj", "de-1996",
     "ca-ES-valencia", "fa-u-nu-latn", "en-x-plain", "sr_Latn_RS"],
)  # fmt: skip
def test_a_well_formed_tag_is_recognised(tag: str) -> None:
    assert tags.is_language_tag(tag)


@pytest.mark.parametrize(
    "tag",
    ["", "e", "english", "en-", "-en", "en--US", "../fa", "fa/..", "en US", "fa.po", "en-USA1x-",
     "فارسی", "en\n", "x-private", "es-mexico-"],
)  # fmt: skip
def test_what_is_no_language_tag_is_refused(tag: str) -> None:
    assert not tags.is_language_tag(tag)


@pytest.mark.parametrize(
    ("tag", "expected"),
    [("pt_br", "pt-BR"), ("FA", "fa"), ("zh_hant_tw", "zh-Hant-TW"), ("es_419", "es-419"),
     ("SR-latn", "sr-Latn"), ("ca_es_VALENCIA", "ca-ES-valencia"), ("no tag", "no tag")],
)  # fmt: skip
def test_a_tag_is_written_as_html_wants_it(tag: str, expected: str) -> None:
    assert tags.language_tag(tag) == expected


def test_a_region_that_cldr_lacks_falls_back_within_the_same_script() -> None:
    assert str(cldr_locale("es-IR")) == "es"
    assert str(cldr_locale("zh-TW")) == "zh_Hant_TW"
    assert cldr_locale("ru-Arab") is None
    assert subtags("zh-HK").script == "Hant"


@pytest.mark.parametrize("tag", _SCRIPTS)
def test_what_is_written_down_of_plain_tags_is_what_cldr_says(tag: str) -> None:
    assert subtags(tag) == _subtags(tag)


def test_languages_are_named_in_their_own_and_in_other_languages() -> None:
    assert [tags.own_name(tag) for tag in ("en", "es", "fa", "ar", "ckb", "zh")] == [
        "English", "español", "فارسی", "العربية", "کوردیی ناوەندی", "中文",
    ]  # fmt: skip
    assert tags.name_in("ckb", "en") == "Central Kurdish"
    assert tags.name_in("xx_yy", "fa") == "xx-YY"


@pytest.mark.parametrize(
    ("tag", "own", "english", "persian"),
    [
        ("fa", "فارسی", "Persian", "فارسی"),
        ("fa-AF", "دری", "Dari", "دری"),
        ("prs", "دری", "Dari", "دری"),
        ("en-GB", "British English", "British English", "انگلیسی بریتانیا"),
        ("zh-Hant", "繁體中文", "Traditional Chinese", "چینی سنتی"),
        ("zh_hans", "简体中文", "Simplified Chinese", "چینی ساده‌شده"),
        ("zh-TW", "中文 (台灣)", "Chinese (Taiwan)", "چینی (تایوان)"),
        ("es-MX", "español de México", "Mexican Spanish", "اسپانیایی مکزیک"),
        ("pt-BR", "português (Brasil)", "Brazilian Portuguese", "پرتغالی برزیل"),
        ("sr-Latn", "srpski (latinica)", "Serbian (Latin)", "صربی (لاتین)"),
        ("iw", "עברית", "Hebrew", "عبری"),
        ("fa-u-ca-gregory", "فارسی", "Persian", "فارسی"),
        ("ca-ES-valencia", "català (Espanya)", "Catalan (Spain)", "کاتالان (اسپانیا)"),
        ("tlh", "tlh", "Klingon", "کلینگون"),
        ("qaa", "qaa", "qaa", "qaa"),
    ],
)
def test_a_language_is_called_as_its_speakers_and_its_readers_call_it(
    tag: str, own: str, english: str, persian: str
) -> None:
    assert (own_name(tag), name_in(tag, "en"), name_in(tag, "fa")) == (own, english, persian)
