"""How likely a draft needs no change: worse signs never raise it, and it says what was measured."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.pretranslate.confidence import (
    EngineEvidence,
    confidence,
    evidence,
    patched,
    remembered,
    similar,
    translated,
)
from l10n_flow.pretranslate.machine.requests import Response

SHARES = st.floats(0, 1)
EVIDENCE = st.builds(
    EngineEvidence,
    SHARES,
    SHARES,
    st.integers(0, 9),
    st.floats(-50, 50),
    SHARES,
    SHARES,
    st.booleans(),
)
Worsen = Callable[[EngineEvidence], EngineEvidence]
WORSE: list[tuple[str, Worsen]] = [
    ("score", lambda e: replace(e, score=e.score / 2)),
    ("placed", lambda e: replace(e, placed=e.placed / 2)),
    ("doubts", lambda e: replace(e, doubts=e.doubts + 1)),
    ("deviation", lambda e: replace(e, deviation=e.deviation * 2)),
    ("repeated", lambda e: replace(e, repeated=(e.repeated + 1) / 2)),
    ("copied", lambda e: replace(e, copied=(e.copied + 1) / 2)),
    ("same_numbers", lambda e: replace(e, same_numbers=False)),
]


@given(EVIDENCE, st.sampled_from(WORSE))
def test_a_worse_sign_never_makes_a_draft_surer(
    found: EngineEvidence, worse: tuple[str, Worsen]
) -> None:
    assert 0 <= confidence(worse[1](found)) <= confidence(found) <= 1


@pytest.mark.parametrize("name", [name for name, _ in WORSE])
def test_every_sign_counts(name: str) -> None:
    found = EngineEvidence(0.9, deviation=1.4)
    assert confidence(dict(WORSE)[name](found)) < confidence(found)


def test_an_engine_that_says_nothing_sure_is_not_believed() -> None:
    assert confidence(EngineEvidence(0.0)) == 0
    assert confidence(EngineEvidence(1.0)) == 1


SIGNS: list[tuple[str, str, str, set[str]]] = [
    ("es", "The talks ended in May.", "Las charlas terminaron en mayo.", set()),
    ("es", "The talks ended.", "Las charlas charlas terminaron las charlas.", {"repeated"}),
    ("es", "He saw the natural capital there.", "Vio the natural capital allí.", {"copied"}),
    ("fa", "The Zeppelin of NATO came.", "Zeppelin متعلق به NATO آمد.", set()),
    ("es", "El capital natural.", "The natural capital.", set()),
    ("fa", "The strange zeppelin came.", "zeppelin عجیبی آمد.", {"copied"}),
    ("fa", "The talks ended in 2019.", "گفت‌وگوها در ۱۳۹۸ پایان یافت.", set()),
    ("fa", "The talks ended in 2019.", "گفت‌وگوها در ۲۰۱۸ پایان یافت.", {"number"}),
    ("fa", "Nothing was said about the second round of talks.", "هیچ.", {"short"}),
    ("es", "`very very very very` is code", "`very very very very` es código", set()),
]


@pytest.mark.parametrize(("locale", "source", "target", "signs"), SIGNS)
def test_what_words_tell(locale: str, source: str, target: str, signs: set[str]) -> None:
    found = evidence(source, target, ("en", locale), score=1.0)
    told = {
        name
        for name, sign in (
            ("repeated", found.repeated > 0),
            ("copied", found.copied > 0),
            ("short", found.deviation < -2),
            ("number", not found.same_numbers),
        )
        if sign
    }
    assert told == signs


@given(st.text(), st.text(), st.sampled_from(["es", "fa", "zh", "qaa"]))
def test_no_text_is_too_strange(source: str, target: str, locale: str) -> None:
    found = evidence(source, target, ("en", locale), score=0.9)
    assert 0 <= confidence(found) <= 0.9


def test_the_worst_line_counts() -> None:
    lines = [Response("a", 0.9), Response("b", 0.5, 0.9, ("mark-unsure:**",))]
    assert translated("x", "y", lines) == confidence(EngineEvidence(0.5, 0.9, 1))


def test_an_engine_without_scores_gives_no_confidence() -> None:
    assert translated("x", "y", [Response("a", 0.9), Response("b", 0.0)], ("en", "es")) == 0
    assert translated("x", "y", []) == 0


@pytest.mark.parametrize(
    ("reviewed", "same_context", "sure"),
    [(True, True, 1.0), (False, True, 0.95), (True, False, 0.9), (False, False, 0.85)],
)
def test_a_review_and_the_place_of_a_text_count(
    *, reviewed: bool, same_context: bool, sure: float
) -> None:
    found = remembered(reviewed=reviewed, same_context=same_context)
    assert found == pytest.approx(sure)


@pytest.mark.parametrize(
    ("percent", "adapted", "doubts", "sure"),
    [
        (99, True, 0, 0.7),
        (98, True, 0, 0.294),
        (99, False, 0, 0.297),
        (100, False, 2, 0.243),
        (99, True, 1, 0.63),
        (0, False, 0, 0.0),
    ],
)
def test_a_similar_text_is_as_sure_as_it_is_similar(
    percent: int, *, adapted: bool, doubts: int, sure: float
) -> None:
    assert similar(percent, adapted=adapted, doubts=doubts) == pytest.approx(sure)


def test_the_worst_new_sentence_counts_and_none_leaves_the_translators_words() -> None:
    pieces = [Response("Las charlas terminaron.", 0.9), Response("No.", 0.9)]
    sources = ["The talks ended.", "Nobody knows why the talks ended so soon."]
    assert patched(pieces) == confidence(EngineEvidence(0.9))
    assert patched(pieces, sources, ("en", "es")) < patched(pieces[:1], sources[:1], ("en", "es"))
    assert patched([]) > 0.9


def test_memories_are_sorted_by_what_is_known_of_them() -> None:
    known = [
        remembered(reviewed=True, same_context=True),
        remembered(reviewed=False, same_context=True),
        remembered(reviewed=True, same_context=False),
        similar(99, adapted=True),
        similar(99, adapted=True, doubts=1),
        similar(98),
        similar(80),
        similar(80, doubts=2),
    ]
    assert known == sorted(known, reverse=True)
    assert len(set(known)) == len(known)


@pytest.mark.parametrize(
    ("found", "value"),
    [
        (EngineEvidence(0.9), 0.6561),
        (EngineEvidence(0.9, placed=0.5), 0.328),
        (EngineEvidence(0.9, doubts=2), 0.5314),
        (EngineEvidence(0.9, deviation=1.5), 0.6561),
        (EngineEvidence(0.9, deviation=-3.0), 0.328),
        (EngineEvidence(0.9, repeated=0.5), 0.041),
        (EngineEvidence(0.9, copied=0.5), 0.164),
        (EngineEvidence(0.9, same_numbers=False), 0.328),
        (EngineEvidence(2.0, placed=-1.0), 0.0),
    ],
)
def test_the_number_is_the_product_of_its_signs(found: EngineEvidence, value: float) -> None:
    assert confidence(found) == pytest.approx(value, abs=0.0001)


@pytest.mark.parametrize(
    ("source", "target", "locale", "figures"),
    [
        ("The talks ended.", "Las charlas terminaron.", "es", (0.0, 0.0)),
        ("No no no no", "No no no no no no", "es", (0.133, 0.833)),
        ("one two", "Uno dos uno dos uno dos", "es", (0.6, 0.0)),
        ("he saw the capital and left", "él vio the capital and dijo", "es", (0.0, 0.5)),
        ("he saw the capital and left", "vio saw the capital and", "es", (0.0, 0.8)),
        ("he saw Capital and left", "vio saw Capital and", "es", (0.0, 0.0)),
        ("he saw zeppelin left", "او zeppelin را دید", "fa", (0.0, 0.25)),
        ("he", "", "es", (0.0, 0.0)),
    ],
)
def test_words_that_repeat_or_are_copied_are_counted(
    source: str, target: str, locale: str, figures: tuple[float, ...]
) -> None:
    found = evidence(source, target, ("en", locale), score=0.5)
    assert (round(found.repeated, 3), round(found.copied, 3)) == figures
    assert (found.score, found.placed, found.doubts) == (0.5, 1.0, 0)


def test_what_is_known_of_a_memory_is_a_number() -> None:
    values = [remembered(reviewed=r, same_context=c) for r in (True, False) for c in (True, False)]
    assert values == pytest.approx([1.0, 0.9, 0.95, 0.85])
    assert [similar(100), similar(50), similar(0)] == pytest.approx([0.3, 0.15, 0.0])
    assert [similar(99, adapted=True), similar(98, adapted=True)] == pytest.approx([0.7, 0.294])
    assert similar(100, doubts=2) == pytest.approx(0.243)
    assert patched([]) == 0.95


def test_an_engine_without_scores_is_not_believed() -> None:
    assert translated("x", "y", []) == translated("x", "y", [Response("y", 0.0)]) == 0.0
    reasons = [Response("a", 1.0, 1.0, ("a", "b")), Response("b", 1.0, 1.0, ("b",))]
    assert translated("x", "y", reasons) == pytest.approx(0.81)


def test_sentences_that_are_not_as_many_are_not_compared_with_the_words() -> None:
    pieces = [Response("Las charlas terminaron aquel día de mayo.", 1.0)]
    assert patched(pieces, ["No."], ("en", "es")) < 0.5
    assert patched(pieces, ["No.", "Yes."], ("en", "es")) == 1.0
