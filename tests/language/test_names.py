"""What languages are called: by themselves, and in the language of a page."""

from __future__ import annotations

import pytest

from l10n_flow.language import name_in, own_name


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
