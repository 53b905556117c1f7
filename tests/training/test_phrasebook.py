"""What the phrasebook says is well formed in all three languages, and the same thing in each."""

from __future__ import annotations

import doctest
import importlib
import re
from itertools import islice

import pytest
from training.lexicon import ADJECTIVES, NOUNS, VERBS
from training.values import Tense, Triple

from training import persian, phrasebook, spanish

MODULES = (
    "english",
    "everyday",
    "persian",
    "phrasebook",
    "spanish",
    "tables",
)


@pytest.fixture(scope="module")
def said() -> list[Triple]:
    return list(islice(phrasebook.stream(seed=3), 4000))


def wrong(said: list[Triple], pattern: str, language: str) -> list[str]:
    """The sentences in which a pattern is found."""
    texts = [getattr(triple, language) for triple in said]
    return [text for text in texts if re.search(pattern, text)]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_docstrings_run(name: str) -> None:
    failed, tried = doctest.testmod(importlib.import_module(f"training.{name}"))
    assert tried > 0
    assert not failed


def test_an_english_sentence_has_one_translation(said: list[Triple]) -> None:
    by_english: dict[str, Triple] = {}
    for triple in said:
        assert by_english.setdefault(triple.en, triple) == triple


def test_there_are_tens_of_thousands_of_sentences() -> None:
    stream = islice(phrasebook.stream(seed=4), 5000)
    assert len({triple.en for triple in stream}) > 4500


def test_all_three_end_alike(said: list[Triple]) -> None:
    ends = {".": (".", "."), "?": ("?", "؟")}
    for triple in said:
        mark = triple.en[-1]
        if mark in ends:
            assert (triple.es[-1], triple.fa[-1]) == ends[mark], triple
        else:
            assert not (triple.es + triple.fa).endswith((".", "?", "؟")), triple
        assert triple.es.startswith("¿") == (mark == "?"), triple


def test_all_three_have_the_same_numbers(said: list[Triple]) -> None:
    for triple in said:
        numbers = [
            sorted(re.findall(r"\d+(?:[.:]\d+)?", text.replace(",", ".")))
            for text in (triple.en, triple.es, triple.fa)
        ]
        assert numbers[0] == numbers[1] == numbers[2], triple


@pytest.mark.parametrize(
    ("language", "pattern"),
    [
        ("en", r"[{}]|  |\s[.,?]|^[a-z]|\ba [aeio]|\ban [^aeio]"),
        ("es", r"[{}]|  |\s[.,?]|^¿?[a-záéíóú]|\b(de|a) el\b|\by i[^ ]|\bel (carta|ley)\b"),
        ("fa", r"[{}]|  |\s[.،؟]|\bن?می |\w ها\b|ي|ك|[,?;]|\d \d|[a-zñáéíóú]|ه ی\b|\u200c\s"),
    ],
)
def test_nothing_is_written_wrongly(said: list[Triple], language: str, pattern: str) -> None:
    assert wrong(said, pattern, language) == []


def test_held_out_sentences_are_not_those_that_every_model_must_see() -> None:
    held_out = {triple.en for triple in phrasebook.held_out()}
    assert len(held_out) > 2000
    assert not held_out & {"Entry is free.", "Thank you.", "Opening hours"}


def test_words_that_stand_for_each_other_are_found_in_their_sentences(said: list[Triple]) -> None:
    found = [(triple, words) for triple in said for words in phrasebook.anchors(triple)]
    assert len(found) > len(said)
    for triple, words in found:
        assert triple.en.count(words.en) >= 1
        assert triple.es.count(words.es) >= 1
        assert triple.fa.count(words.fa) >= 1


FORMS = [
    ("publish", Tense.PAST, False, False, "publicó", "منتشر کرد"),
    ("publish", Tense.PRESENT, True, True, "no publican", "منتشر نمی‌کنند"),
    ("correct", Tense.PERFECT, False, False, "ha corregido", "اصلاح کرده است"),
    ("read", Tense.PERFECT, True, True, "no han leído", "نخوانده‌اند"),
    ("send", Tense.FUTURE, True, False, "enviarán", "خواهند فرستاد"),
    ("close", Tense.FUTURE, False, True, "no cerrará", "نخواهد بست"),
    ("build", Tense.PRESENT, False, False, "construye", "می‌سازد"),
    ("postpone", Tense.MUST, False, False, "debe aplazar", "به تعویق بیندازد"),
    ("meet", Tense.PAST, True, False, "se reunieron", "دیدار کردند"),
    ("meet", Tense.WANT, False, True, "no quiere reunirse", "دیدار کند"),
    ("share", Tense.CAN, True, False, "pueden compartir", "به اشتراک بگذارند"),
]


@pytest.mark.parametrize(("name", "tense", "plural", "negative", "es", "fa"), FORMS)
def test_verbs(name: str, tense: Tense, plural: bool, negative: bool, es: str, fa: str) -> None:
    verb = VERBS[name]
    assert spanish.verb(verb, tense, plural=plural, negative=negative) == es
    denied = negative and not persian.modal(tense, plural=plural)  # else the modal is denied
    assert persian.verb(verb, tense, plural=plural, negative=denied) == fa


def test_spanish_adjectives_agree() -> None:
    forms = {word.en: word for _, word in ADJECTIVES}
    found = [
        spanish.agree(forms[name], feminine=feminine, plural=plural)
        for name in ("new", "annual", "French")
        for feminine in (False, True)
        for plural in (False, True)
    ]
    assert found == [
        "nuevo", "nuevos", "nueva", "nuevas",
        "anual", "anuales", "anual", "anuales",
        "francés", "franceses", "francesa", "francesas",
    ]  # fmt: skip


def test_persian_plurals_keep_their_joiner() -> None:
    plurals = [noun.fa[1] for noun in NOUNS if noun.fa[1].endswith("ها")]
    joined = [word for word in plurals if f"{persian.ZWNJ}ها" in word]
    assert len(joined) > 30
    assert all(word[-3] in "راوذزدژا" for word in set(plurals) - set(joined))
