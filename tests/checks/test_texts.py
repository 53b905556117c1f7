"""What checks ask about one text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.checks import texts
from l10n_flow.checks.texts import PART, Text, source_text


@pytest.mark.parametrize(
    ("text", "parted", "joined"),
    [
        ("La paz y 5 x dura", ["la", "paz", "dura"], False),
        ("L’hotel, d'una barmuseu", ["l’hotel", "d'una", "barmuseu"], True),
        ("bar-museu", ["bar", "museu"], True),
        ("col·legi a-b", ["col·legi"], True),
        ("کتاب\u200cها و", ["کتاب\u200cها"], True),
        ("`La paz` dura", ["dura"], False),
    ],
)
def test_a_text_is_parted_into_words_that_can_identify_a_language(
    text: str, parted: list[str], joined: bool
) -> None:
    found = Text(text, "es")
    assert found.parted == parted == PART.findall(found.lower)
    assert found.different == set(parted)
    assert found.is_joined is joined
    assert found.plain_words == (None if joined else found.vocabulary)


def test_the_quick_pattern_finds_the_same_words_among_common_characters() -> None:
    lower = "".join(sorted(texts.COMMON)).lower()
    for text in (lower, " ".join(lower), *(f"a{sign}b" for sign in lower)):
        assert texts._COMMON_WORD.findall(text) == texts._WORD.findall(text)
    foreign = "привет мир, 世界, \u0301 e\u0301"
    assert Text(foreign, "en").words == texts._WORD.findall(foreign)


@given(st.text("abß²½Σ·'’\u200c-_1 ,یک\u0301", max_size=20))
def test_its_different_words_are_those_in_order_each_once(text: str) -> None:
    found = Text(text, "es")
    assert found.different == frozenset(PART.findall(found.lower))


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("La paz", {"la", "paz"}),
        ("five-day talks", {"five-day", "five", "day", "talks"}),
        ("l'hotel, don’t", {"l'hotel", "l", "hotel", "don’t", "don", "t"}),
        ("سه‌شنبه", {"سه‌شنبه", "سه", "شنبه"}),
    ],
)
def test_words_that_a_sign_joins_are_looked_for_by_their_parts_too(
    text: str, runs: set[str]
) -> None:
    assert Text(text, "en").runs == runs


def test_its_length_is_what_readers_read() -> None:
    assert Text("**Paz** `x` {1}", "es").length == len("Paz  ")


def test_a_source_is_kept_for_every_language_unless_it_is_long() -> None:
    kept = source_text("Paz aquí", "es")
    assert source_text("Paz aquí", "es") is kept
    assert source_text("Paz aquí", "pt") is not kept
    assert source_text("a" * 2000, "es") is source_text("a" * 2000, "es")
    assert source_text("a" * 2001, "es") is not source_text("a" * 2001, "es")


def test_no_more_than_some_thousand_sources_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "_KEPT", {})
    first = source_text("Paz primera", "es")
    for number in range(2_000):
        source_text(f"Paz {number}", "es")
    assert source_text("Paz primera", "es") is first
    for number in range(5_000):
        source_text(f"Paz {number}", "pt")
    assert source_text("Paz primera", "es") is not first


def test_a_word_of_a_very_long_text_is_kept_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "_LONG", 9)
    for words in ("paz y paz", "paz y paz, o no"):
        found = Text(words, "es").words
        assert list(found) == words.replace(",", "").split()
    assert found[0] is found[2]
