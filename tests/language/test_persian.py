"""Persian spelling: what each repair mends, and what it leaves alone.

In the tables `|` stands for the zero-width non-joiner, which nobody sees in an editor.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.language import persian


def _zwnj(text: str) -> str:
    return text.replace("|", "\u200c")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("سياست كشورهاي ما", "سیاست کشورهای ما"),
        ("رأي دادند", "رأی دادند"),
        ("موسى", "موسی"),
        ("دایرةالمعارف", "دایرةالمعارف"),
        ("نوشت «السلام عليكم» و رفت", "نوشت «السلام عليكم» و رفت"),
        ("نوشت «سلام به كشور» و رفت", "نوشت «سلام به کشور» و رفت"),
        ("Tor", "Tor"),
    ],
)
def test_letters_are_persian_except_in_arabic_quotations(written: str, expected: str) -> None:
    assert persian.persian_letters(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("کتاب||ها", "کتاب|ها"),
        ("کتاب| ها", "کتاب|ها"),
        ("|بله", "بله"),
        ("بله|.", "بله."),
        ("«|بله|»", "«بله»"),
        ("«برجام»|ها", "«برجام»|ها"),
        ("\ue000Tor\ue001|ها", "\ue000Tor\ue001|ها"),
        ("\ufffc|های", "\ufffc|های"),
        ("می|کنند", "می|کنند"),
    ],
)
def test_a_joiner_joins_two_letters_or_goes(written: str, expected: str) -> None:
    assert persian.tidy_joiners(_zwnj(written)) == _zwnj(expected)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("می کنند", "می|کنند"),
        ("نمی توانست", "نمی|توانست"),
        ("بر می گردد", "بر می|گردد"),
        ("می توان گفت", "می|توان گفت"),
        ("می شده است", "می|شده است"),
        ("میخواهید", "می|خواهید"),
        ("نمیکنم", "نمی|کنم"),
        ("می ناب", "می ناب"),
        ("جام می را", "جام می را"),
        ("میدان و میدانی و میراث و میزان", "میدان و میدانی و میراث و میزان"),
        ("آدمی رفت", "آدمی رفت"),
        ("می \ue000کنند\ue001", "می \ue000کنند\ue001"),
    ],
)
def test_the_prefix_of_a_verb_is_joined_and_wine_is_not(written: str, expected: str) -> None:
    assert persian.verb_prefixes(written) == _zwnj(expected)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("کتاب ها", "کتاب|ها"),
        ("خانه هایی که", "خانه|هایی که"),
        ("کتاب هایشان", "کتاب|هایشان"),
        ("همین هاست", "همین|هاست"),
        ("کتاب هایل", "کتاب هایل"),
        ("\ufffc ها", "\ufffc ها"),
        ("ها کردن", "ها کردن"),
    ],
)
def test_the_plural_is_joined_to_its_noun(written: str, expected: str) -> None:
    assert persian.plurals(written) == _zwnj(expected)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("بزرگ تر", "بزرگ|تر"),
        ("مهم ترین", "مهم|ترین"),
        ("خطرناک ترین ها", "خطرناک|ترین ها"),
        ("هوشمندانه تر از همیشه", "هوشمندانه|تر از همیشه"),
        ("کم تر و بیش ترین", "کمتر و بیشترین"),
        ("بهتر، کمتر، مهتر، دختر، دفتر", "بهتر، کمتر، مهتر، دختر، دفتر"),
        ("خشک و تر", "خشک و تر"),
        ("دستمال تر", "دستمال تر"),
        ("بزرگ تراز", "بزرگ تراز"),
    ],
)
def test_the_comparative_is_joined_and_wet_is_not(written: str, expected: str) -> None:
    assert persian.comparatives(written) == _zwnj(expected)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("رفته اند", "رفته|اند"),
        ("شده ایم", "شده|ایم"),
        ("برنامه ای تازه", "برنامه|ای تازه"),
        ("همه ای", "همه ای"),
        ("ای مردم", "ای مردم"),
        ("به ام", "به ام"),
        ("رفته است", "رفته است"),
    ],
)
def test_the_ending_of_a_participle_is_joined(written: str, expected: str) -> None:
    assert persian.verb_endings(written) == _zwnj(expected)


PIECES = st.sampled_from(
    [
        "می", "ن", "بر", "کن", "د", "توان", "روند", "شود", "بای", "ان", "کتاب", "ه", "ها", "های",
        "تر", "ترین", "اند", "ای", "ام", "هها", "بزرگ", "مؤثر", "|", "|", " ", " ", "\u00a0", ".",
        "«", "»", "(", "\n", "a", "\ue000", "\u0301", "\u064e", "الكتاب", "في", "۵",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=12).map("".join).map(_zwnj))
def test_a_quick_look_leaves_nothing_unmended(text: str) -> None:
    assert persian.tidy_joiners(text) == persian._tidied(text)
    assert persian.verb_prefixes(text) == persian._with_verb_prefixes(text)
    assert persian.comparatives(text) == persian._COMPARATIVE.sub(persian._compared, text)
    assert persian.verb_endings(text) == persian._with_verb_endings(text)
    if not persian.may_part_suffixes(text):
        assert persian.verb_endings(persian.comparatives(persian.plurals(text))) == text


def test_every_form_with_its_prefix_written_on_is_seen_quickly() -> None:
    for stems in (*persian._JOINED, "توان", "باید"):
        for stem in stems.split():
            assert persian._MAY_BE_WRITTEN_ON.match(f"می{stem}")
