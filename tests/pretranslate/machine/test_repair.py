"""A language's own signs, and markup that stays what it was."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.documents.markdown.marked import marked, names
from l10n_flow.engines import Alignment, Hypothesis
from l10n_flow.model import Span
from l10n_flow.pretranslate.machine.repair import glossed, repaired
from l10n_flow.terms.glossary import Terms
from l10n_flow.terms.term import Term, Wording


@pytest.mark.parametrize(
    ("locale", "source", "target", "expected"),
    [
        ("es", "**When** does it start?", "**Cuándo** empieza?", "¿**Cuándo** empieza?"),
        ("es", "[Who]({1}) won?", "[Quién]({1}) ganó?", "¿[Quién]({1}) ganó?"),
        ("fa", "They **go**.", "آنها **می روند**.", "آنها **می\u200cروند**."),
        ("fa", "The `ك` key, 3 times", "کلید `ك`, 3 بار", "کلید `ك`، ۳ بار"),
        ("fa", "See {1}", "ببينيد {1}", "ببینید {1}"),
        ("de", "Peace", "Frieden", "Frieden"),
    ],
)
def test_words_are_repaired_and_markup_is_not(
    locale: str, source: str, target: str, expected: str
) -> None:
    assert repaired(target, locale, source=marked(source).text) == expected


PIECES = st.sampled_from(
    ["**", "*", "`ك 1`", "{1}", "[", "]({2})", "<b>", "</b>", "می رود", "كتاب ها", "?", " ", "12",
     "¿", ", ", "\ufffc", "\ue000", "\\*", "&amp;", "\n"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=10).map("".join), st.sampled_from(["fa", "es", "en"]))
def test_no_repair_adds_or_takes_a_mark(target: str, locale: str) -> None:
    mended = repaired(target, locale, source="What?")
    assert names(marked(mended)) == names(marked(target))
    assert repaired(mended, locale, source="What?") == mended


LANGUAGES = ("en", "es")


def name(source: str, target: str) -> Term:
    return Term((source,), wordings={"es": Wording(target)}, name=True)


def words(text: str) -> tuple[Span, ...]:
    return tuple(Span(*match.span()) for match in re.finditer(r"\w+", text))


def diagonal(source: str, target: str) -> Hypothesis:
    rows = tuple(
        tuple(float(m == n) for m in range(len(words(source)))) for n in range(len(words(target)))
    )
    return Hypothesis(target, 0.9, alignment=Alignment(words(source), words(target), rows))


def test_without_a_glossary_nothing_is_done() -> None:
    answer = Hypothesis("Doha")
    assert glossed(Terms(), "Doha", answer, LANGUAGES).hypothesis is answer


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("In Doha today", "En Doha hoy", "En Doja hoy"),
        ("Doha and Kyiv", "Doha y Kyiv", "Doja y Kiev del Dniéper"),
        ("Kyiv, Kyiv", "Kyiv, Kyiv", "Kiev del Dniéper, Kiev del Dniéper"),
        ("Peace", "Paz", "Paz"),
    ],
)
def test_names_are_put_right_where_the_attention_is_sure(
    source: str, target: str, expected: str
) -> None:
    terms = Terms((name("Doha", "Doja"), name("Kyiv", "Kiev del Dniéper")), "en")
    found = glossed(terms, source, diagonal(source, target), LANGUAGES)
    assert (found.hypothesis.text, found.why) == (expected, ())


def test_without_attention_a_name_is_a_suggestion() -> None:
    found = glossed(Terms((name("Doha", "Doja"),), "en"), "Doha", Hypothesis("Qatar"), LANGUAGES)
    assert found.hypothesis.text == "Qatar"
    assert found.why == ("term:'Doha' is 'Doja' in the terms",)


NAMES = {"Doha": "Doja", "Kyiv": "Kiev del Dniéper", "Vienna": "V"}
TERMS = Terms(tuple(name(*pair) for pair in NAMES.items()), "en")


@given(st.lists(st.sampled_from([*NAMES, "and", "peace", "«", ","]), min_size=1, max_size=8))
def test_each_word_keeps_its_place_in_the_alignment(sentence: list[str]) -> None:
    text = " ".join(sentence)
    before = diagonal(text, text)
    after = glossed(TERMS, text, before, LANGUAGES).hypothesis
    assert before.alignment is not None
    assert after.alignment is not None
    assert after.alignment.weights == before.alignment.weights
    old = [text[slice(*span)] for span in before.alignment.target]
    new = [after.text[slice(*span)] for span in after.alignment.target]
    assert new == [NAMES.get(word, word) for word in old]
