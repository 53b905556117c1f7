"""How many letters, and which, say that words are not in the language of their page."""

from __future__ import annotations

from l10n_flow.site.readback.language import (
    balanced,
    is_against,
    misfit,
    other_language,
    runs_against,
)

TWENTY = "the of townspeople read"
"""A Latin sentence of twenty letters and four words."""
MORE = f"{TWENTY} s"


def test_words_in_another_script_are_a_misfit_when_they_are_no_name() -> None:
    for why, text, lang, found in (
        ("eleven letters are a name", "ا" * 11, "en", ""),
        ("twelve are words", "ا" * 12, "en", "Arabic"),
        ("figures are no letters", "ا" * 11 + "۱۲۳", "en", ""),
        ("a third is the page's own", "b" * 12 + " " + "ا" * 24, "en", ""),
        ("less is", "b" * 11 + " " + "ا" * 25, "en", "Arabic"),
        ("a third is too little of Persian", f"{'ا' * 11} {MORE}", "fa", "Latin"),
        ("half is enough", f"{'ا' * 21} {MORE}", "fa", ""),
        ("less than half is not", f"{'ا' * 20} {MORE}", "fa", "Latin"),
        ("twenty letters are a sentence", TWENTY, "fa", "Latin"),
        ("nineteen are none", TWENTY.replace("d", ""), "fa", ""),
        ("three words are none", TWENTY.replace(" read", "read"), "fa", ""),
        ("nor are four names", "Thee Eff Townspeople Read", "fa", ""),
        ("Latin is half of the rest", f"{'ا' * 21} {MORE}", "ru", "Latin"),
        ("Latin is less than that", f"{'ا' * 22} {MORE}", "ru", "Arabic"),
        ("a name in another script", "سرگئی — Сергей Владимирович Лавров", "fa", ""),
        ("a sentence in it", "او گفت — Сергей не приехал на встречу", "fa", "Cyrillic"),
        ("an address", "شاخه: https://example.org/the-talks-and-the-deal-on", "fa", ""),
        ("its own letters in ASCII", TWENTY, "en", ""),
        ("no language is stated", "ا" * 30, "", ""),
        ("a script that nobody knows", "ا" * 30, "nqo", ""),
    ):
        assert misfit(text, lang) == found, why


def test_the_beginning_of_a_page_shows_its_language() -> None:
    own = "Las conversaciones siguieron en el hotel, y los que estaban allí tuvieron que esperar. "
    other = "The talks went on in the hotel, and those who were there had to wait for days. "
    assert other_language(own * 6 + other * 50, "es") == ""
    assert other_language(other * 6 + own * 50, "es") == "en"
    assert other_language(other * 6, "en-GB") == ""
    assert other_language(f"⟦{other * 6}⟧ Paz.", "es") == ""


def test_most_letters_say_which_way_words_run() -> None:
    for text, ltr, rtl in (
        ("سلام abcd", False, False),
        ("سلاما abcd", True, False),
        ("سلا abcd", False, True),
        ("سلا 12345", True, False),
        ("12345", False, False),
        ("س", True, False),
        ("a", False, True),
        ("", False, False),
    ):
        assert (runs_against(text, "ltr"), runs_against(text, "rtl")) == (ltr, rtl), text


def test_what_a_control_opens_its_own_kind_closes() -> None:
    for text, is_balanced in (
        ("peace", True),
        ("صلح", True),
        ("\u202ax\u202c", True),
        ("\u202ex\u202c", True),
        ("\u2066x\u2069", True),
        ("\u2068\u202ax\u202c\u2069", True),
        ("\u202ax\u2069", False),
        ("\u2066x\u202c", False),
        ("\u2068\u202ax\u2069\u202c", False),
        ("\u2069", False),
        ("\u202c", False),
        ("\u202a", False),
    ):
        assert balanced(text) is is_balanced, ascii(text)


def test_a_stated_direction_is_the_language_s() -> None:
    ways = [("fa", "ltr"), ("fa", "rtl"), ("en", "rtl"), ("fa", ""), ("fa", "auto")]
    assert [is_against(*one) for one in ways] == [True, False, True, False, False]
