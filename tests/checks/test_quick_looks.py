"""A quick look spares a text what it cannot have, and never a finding."""

from __future__ import annotations

import pickle
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import polib
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from l10n_flow.checks.pair import Pair, Policy
from l10n_flow.checks.prose import hidden
from l10n_flow.checks.rules.garbled import _CODE_PAGES, _ODD_SIGN, _USUAL, _may_show, _misread
from l10n_flow.checks.rules.lettergroups import (
    KNOWN,
    SURE,
    advantages,
    likelier,
    max_advantage,
    may_reach,
)
from l10n_flow.checks.rules.loops import _LONGEST_PERIOD, _loop, _may_repeat, _periods, _run
from l10n_flow.checks.rules.markings import _USED, _is_used
from l10n_flow.checks.rules.persian import _BLANK_BEFORE, _SPACED
from l10n_flow.checks.rules.scripts import _ARABIC, foreign
from l10n_flow.checks.rules.wording import _NEGATIVE, _PLAINLY
from l10n_flow.checks.running import Active, Selection, checked, selected
from l10n_flow.checks.table import CHECKS
from l10n_flow.checks.texts import COMMON, PART, Text, parted
from l10n_flow.language.quantities.clocks import clocks, names_half
from l10n_flow.language.quantities.days import dates, months, names_day, weekdays
from l10n_flow.language.quantities.halves import halves
from l10n_flow.language.quantities.measures import may_measure
from l10n_flow.language.quantities.phrases import has_magnitude, numbers
from l10n_flow.language.quantities.ratios import names_ratio, ratios
from l10n_flow.language.spanish import NAMES_OF_DATES, lower_case_dates
from l10n_flow.model import Severity, State
from tests.checks.test_laws import EVERYTHING, LOCALES, POLICY, TEXTS

NUMBERS = st.lists(
    st.sampled_from(
        [
            "5", "۵", "1,500", "1.5", "2015", " ", " ", ", ", "-", "k", "mil", "Mil", "million",
            "billones", "هزار", "وسی", "و", "بیست", "twenty", "first", "the", "am", "a. m.", "PM",
            "at ", "at 9", "a las 8", "noche", "صبح", "ساعت ۳", "example", "$", "km", "días", "روز",
            "May", "mayo", "مهر", "Monday", "lunes", "جمعه", ".", "3:15", "de", "of", "½", "%",
            "h", " half past ", "quarter to ", " y media", " menos cuarto", " و نیم", " دقیقه",
            "o'clock", " horas", "two thirds", "de cada", "1/2", "2020-9-29", "a half", "dozen",
            "three-quarters", "سه‌شنبه",
        ]
    ),
    max_size=9,
).map("".join)  # fmt: skip
COPY = Pair("Read the instructions", "Read the instructions", "en", "es")
LANGUAGES = st.sampled_from(["en", "es", "fa", "de", "zh"])


OF_WORDS = ("length", "dropped-sentence", "left-in-source", "loop", "term", "keep")
"""Checks of what texts say: that they are not asked about figures and signs alone is their rule."""


def unasked(pair: Pair, rows: tuple[Active, ...]) -> Iterator[str]:
    """The checks that find something in the pair and were not asked, by what its texts hold."""
    able = [row for row in rows if row.copies or not pair.same]
    asked = {*OF_WORDS, *(row.name for row in Selection(tuple(able)).of(pair))}
    return (
        row.name for row in able if row.name not in asked and pair.target and any(row.run(pair))
    )


@example("", "««…", "fa", "paragraph")
@given(TEXTS, TEXTS, LOCALES, st.sampled_from(["paragraph", "field: title", "heading 1"]))
def test_a_check_that_is_not_asked_has_nothing_to_say(
    source: str, target: str, locale: str, kind: str
) -> None:
    pair = Pair(source, target, "en", locale, kind, policy=POLICY)
    assert not list(unasked(pair, selected(locale, EVERYTHING).rows))


@given(NUMBERS, NUMBERS, LOCALES)
def test_nor_has_it_on_numbers(source: str, target: str, locale: str) -> None:
    assert not list(unasked(Pair(source, target, "en", locale), selected(locale, EVERYTHING).rows))


@pytest.mark.parametrize("locale", ["es", "fa"])
def test_nor_has_it_on_any_of_the_catalogs(
    translations: Callable[..., list[Path]], locale: str
) -> None:
    rows = selected(locale, EVERYTHING).rows
    policy = Policy(digits="own", quotes="«»", percent="spaced")
    texts = {
        (entry.msgid, entry.msgstr)
        for path in translations(locale)
        for entry in polib.pofile(str(path))
        if entry.msgstr
    }
    assert len(texts) > 50
    for source, target in texts:
        pair = Pair(source, target, "en", locale, policy=policy)
        assert not list(unasked(pair, rows)), (source, target)


def test_a_check_is_asked_about_every_text_unless_it_says_otherwise() -> None:
    row = next(iter(CHECKS.values()))._replace(name="new", when=0, languages=None)
    info = Severity.INFO
    new = Active(row.name, row.run, info, info, info, info, 0, False, ("",), None)
    assert Selection((new,)).of(Pair(" ", " . ", "en", "es")) == (new,)


def test_a_text_without_a_translation_is_not_checked() -> None:
    assert checked(Pair("Peace", "", "en", "es"), selected("es")) == ()


REPEATED = st.lists(
    st.sampled_from(
        [
            "paz", "la", "de_la", "a1", "1a", "7", "2,5", "x_y", "_z", "l'a", "a-b", "½", "²", "۵",
            "Paz,", "ja", "jajajajajajaja", "کتاب\u200cها",
        ]
    ),
    max_size=7,
)  # fmt: skip


@given(REPEATED, st.integers(1, 4), REPEATED, st.sampled_from([" ", ", ", ". ", "\n", "  ", ""]))
def test_a_text_whose_words_do_not_come_again_has_no_loop(
    words: list[str], times: int, more: list[str], between: str
) -> None:
    text = between.join([*more, *words * times, *more])
    if not _may_repeat(Text(text, "es")):
        assert _loop(Text(text, "es").prose) is None


@given(REPEATED, st.integers(1, 4), REPEATED)
def test_words_come_again_by_no_other_number_of_words(
    words: list[str], times: int, more: list[str]
) -> None:
    some = [*more, *words * times, *more]
    others = set(range(1, min(_LONGEST_PERIOD, len(some) // 2) + 1)) - set(_periods(some))
    assert not any(_run(some, period) for period in others)


@given(NUMBERS, LANGUAGES)
def test_a_text_that_names_no_half_of_the_day_has_no_clock_with_one(text: str, locale: str) -> None:
    if not names_half(text, locale):
        assert not any(clock.half for clock in clocks(text, locale))


@given(NUMBERS, LANGUAGES)
def test_a_text_without_a_word_that_multiplies_has_no_multiplied_number(
    text: str, locale: str
) -> None:
    if not has_magnitude(text, locale):
        assert not any(number.scaled for number in numbers(text, locale))


@given(NUMBERS, st.sampled_from(["es", "fa", "de"]))
def test_a_text_that_names_no_day_has_no_month_and_no_weekday(text: str, locale: str) -> None:
    if not names_day(text, locale):
        assert not months(text, locale)
        assert not weekdays(text, locale)
        assert all(date.on is None for date in dates(text, locale))


@given(NUMBERS, LANGUAGES)
def test_words_that_are_known_already_change_nothing(text: str, locale: str) -> None:
    known = Text(text, locale)
    digits = any(map(str.isdecimal, text))
    assert may_measure(known.prose, locale, known.words, digits=digits) == may_measure(
        known.prose, locale
    )
    assert has_magnitude(known.prose, locale, known.runs) == has_magnitude(known.prose, locale)
    if not names_day(known.prose, locale, known.runs):
        assert not months(known.prose, locale)
        assert not weekdays(known.prose, locale)
    found = numbers(known.prose, locale)
    assert numbers(known.prose, locale, known.runs) == found
    assert dates(known.prose, locale, known.runs) == dates(known.prose, locale)


@given(NUMBERS, LANGUAGES)
def test_a_text_in_which_nothing_says_that_a_number_is_an_hour_has_none(
    text: str, locale: str
) -> None:
    found = clocks(text, locale)
    with patch("l10n_flow.language.quantities.clocks._names_hour", return_value=True):
        assert clocks(text, locale) == found


@given(NUMBERS, LANGUAGES)
def test_a_text_without_something_of_a_part_or_a_half_has_none(text: str, locale: str) -> None:
    counted = numbers(text, locale)
    found = [*ratios(text, locale, counted)], [*halves(text, locale, counted)]
    room = "l10n_flow.language.quantities"
    everything = dict.fromkeys(("en", "es", "fa"), re.compile(""))
    every_word = dict.fromkeys(("en", "es", "fa"), ("",))
    with patch(f"{room}.ratios._PART", everything), patch(f"{room}.halves._LOOKS", every_word):
        assert ([*ratios(text, locale, counted)], [*halves(text, locale, counted)]) == found


@given(TEXTS, TEXTS, LOCALES)
def test_what_is_said_twice_is_judged_as_it_was_the_first_time(
    source: str, target: str, locale: str
) -> None:
    selection = selected(locale)
    first = checked(Pair(source, target, "en", locale), selection)
    assert checked(Pair(source, target, "en", locale), selection) == first
    assert checked(Pair(source, target, "en", locale), selected(locale)) == first


@pytest.mark.parametrize(
    "other",
    [
        replace(COPY, state=State.DRAFT),
        replace(COPY, source_locale="es-MX", locale="es-MX"),
        replace(COPY, target="Lea el manual"),
        replace(COPY, policy=Policy(keep=("instructions",))),
    ],
)
def test_what_is_asked_otherwise_is_judged_anew(other: Pair) -> None:
    selection = selected("es", {"keep": Severity.ERROR})
    first = checked(COPY, selection)
    assert checked(other, selection) == checked(other, selected("es", {"keep": Severity.ERROR}))
    assert checked(COPY, selection) == first


def test_another_process_is_not_sent_what_was_judged() -> None:
    selection = selected("es")
    checked(COPY, selection)
    assert COPY.source.encode() not in pickle.dumps(selection)


def test_fractions_are_figures() -> None:
    found = checked(Pair("Add ½ cup.", "Añada ⅓ de taza.", "en", "es"), selected("es"))
    assert [one.check for one in found] == ["number"]


@given(
    st.lists(
        st.sampled_from(
            [
                "o",
                "acordo",
                "foi",
                "el",
                "acuerdo",
                "se",
                "firmó",
                "the",
                "of",
                "les",
                "une",
                "és",
                "amb",
                "che",
            ]
        )
    ),
    st.lists(st.text("abcdeghilmnoprstuxzáãçéñ", min_size=1, max_size=8)),
    st.sampled_from(KNOWN),
)
def test_where_no_word_speaks_for_another_language_no_part_of_them_does(
    words: list[str], others: list[str], own: str
) -> None:
    sure = max(SURE, max_advantage({*words, *others}, own))
    assert not likelier(dict.fromkeys([*words, *others]), own, sure)
    assert not likelier(dict.fromkeys(words), own, sure)
    assert not likelier(dict.fromkeys(others), own, sure)
    telling = advantages([*words, *others], own)
    for some in (words, others):
        if not may_reach(telling, " ".join(some), own, SURE):
            assert not likelier(dict.fromkeys(some), own)


@given(st.text("ab éñ·'’-\u200c1_.های "))
def test_a_text_is_parted_as_the_pattern_parts_it(text: str) -> None:
    assert parted(text) == Text(text, "es").parted == PART.findall(text)


@given(TEXTS)
def test_a_text_without_signs_has_nothing_to_hide(text: str) -> None:
    assert Text(text, "es").prose == hidden(text)


@pytest.mark.parametrize("language", _PLAINLY)
def test_a_translation_that_plainly_negates_negates(language: str) -> None:
    for word in _PLAINLY[language]:
        assert _NEGATIVE[language].search(f"a{word}a")


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("One in five", "en"), ("8 IN 10", "en"), ("four in ten", "en"), ("A Third", "en"),
        ("De cada dos", "es"), ("از هر پنج نفر", "fa"), ("یک‌سوم", "fa"), ("دوسوم", "fa"),
    ],
)  # fmt: skip
def test_a_part_of_a_whole_is_seen_at_a_glance(text: str, locale: str) -> None:
    assert names_ratio(text, locale)
    assert names_ratio(text.lower(), locale, is_lower=True)


def test_no_usual_sign_is_one_of_a_misread_text() -> None:
    assert _ODD_SIGN.search("".join(_USUAL)) is None


@pytest.mark.parametrize("script", ["Latn", "Cyrl", "Grek", "Deva"])
def test_of_common_characters_only_those_of_arabic_are_of_a_listed_script(script: str) -> None:
    assert not list(foreign("", "".join(sorted(COMMON - _ARABIC)), script))
    assert list(foreign("", "صلح", script))


@given(
    st.lists(st.sampled_from(["<b", "</b", "</", "<", ">", "/", " ", "=", "b", "-", "x", "B"])),
    st.sampled_from(["b", "/b"]),
)
def test_whether_an_element_is_used_is_what_its_pattern_says(parts: list[str], name: str) -> None:
    texts = "".join(parts)
    assert _is_used(name, texts) == (re.search(_USED.format(name), texts) is not None)


@given(st.text("ÃâÐÓ√Ôظطي§©±³€™áóabج "), st.sampled_from(_CODE_PAGES))
def test_a_text_without_two_bytes_side_by_side_was_not_misread(text: str, code_page: str) -> None:
    if not _may_show(Text(text, "es"), code_page):
        assert _misread(code_page).search(text) is None


DATED = st.lists(
    st.sampled_from(
        ["el ", "en ", "5 de ", "Enero", "Mayo", "Lunes", "Sábados", " de 2021", "-", "·", "_", "’",
         "a", "y ", ", "]
    )
).map("".join)  # fmt: skip


@given(DATED)
def test_a_text_without_the_name_of_a_month_or_day_has_no_date_to_write_otherwise(
    text: str,
) -> None:
    if NAMES_OF_DATES.isdisjoint(Text(text, "es").runs):
        assert lower_case_dates(text) == text


@given(st.text("کتاب ،؛؟.\u00a0\u200c5"))
def test_where_no_blank_stands_before_a_sign_none_is_removed(text: str) -> None:
    if not any(map(text.__contains__, _BLANK_BEFORE)):
        assert _SPACED.sub("", text) == text
