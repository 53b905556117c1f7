"""The fake engine keeps everything but the letters."""

from __future__ import annotations

import re
from string import ascii_letters

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.engines import ENGINES, Engine, EngineOptions, Hypothesis, opener
from l10n_flow.errors import UsageError
from l10n_flow.language.tags import direction
from l10n_flow.pretranslate.machine.gate import fault

WORDS = ("peace ", "War", "صلح", "_", " ", "\\", "\\*", "~~", "**", " ana@desk.example ")
OPAQUE_PARTS = ("`code x`", "{1}", "[a]({2})", "<a {3}>", "</a>", "<br>", "[^1]", "&amp;")
PARTS = (*WORDS, *OPAQUE_PARTS, " https://a.example/b?c=d ")
INLINE = st.lists(st.sampled_from(PARTS)).map("".join)
OPAQUE = re.compile(r"`code x`|\{\d\}|</?a|\[\^1\]|&amp;|https://[!-~]+|<br>")


def said(text: str, target: str) -> str:
    engine = opener("fake")("en", target, EngineOptions())
    ((_, found),) = engine.translate([text])
    return found.text


@given(INLINE, st.sampled_from(["es", "fa", "zh"]))
def test_markup_and_placeholders_come_through(text: str, target: str) -> None:
    found = said(text, target)
    assert OPAQUE.findall(found) == OPAQUE.findall(text)
    assert re.sub(r"\w", "", found) == "⟦" + re.sub(r"\w", "", text) + "⟧"
    assert len(found) == len(text) + 2
    assert found == said(text, target)


def test_nobody_takes_it_for_a_translation() -> None:
    assert said("Peace and war", "es") == "⟦Þéåçé åñð ŵåŕ⟧"
    assert direction("fa") == "rtl"
    assert said("Peace and war", "fa") == "⟦پهاثه اند شار⟧"


@pytest.mark.parametrize("target", ["ar", "es", "fa", "he", "ja", "ru", "ur", "zh-Hant"])
def test_the_gate_lets_it_into_every_language(target: str) -> None:
    text = "The ferry leaves at nine, and nobody waits for those who are late."
    assert fault(text, Hypothesis(said(text, target)), ("en", target)) is None


@pytest.mark.parametrize("name", [name for name in ENGINES if name != "libretranslate"])
def test_an_engine_is_what_the_protocol_says(name: str, request: pytest.FixtureRequest) -> None:
    request.getfixturevalue("both")
    engine: Engine = ENGINES[name]("en", "es", EngineOptions())
    assert re.fullmatch(r"[^\s;]+", engine.identity)
    assert re.fullmatch(r"[0-9a-f]{12}", engine.model)
    assert re.fullmatch(r"[^\s;]*", engine.parameters)
    answers = dict(engine.translate(iter(["Peace", "War"]), beam=2))
    assert sorted(answers) == [0, 1]
    assert all(answer.text and 0 <= answer.score <= 1 for answer in answers.values())
    assert isinstance(engine.keeps_markup, bool)


def test_an_unknown_engine_is_told_with_a_suggestion() -> None:
    with pytest.raises(UsageError, match="no engine 'argo'") as caught:
        opener("argo")
    assert caught.value.hint == "did you mean 'argos'?"
    with pytest.raises(UsageError) as caught:
        opener("xyz")
    assert caught.value.hint == "there are argos, fake, libretranslate"


def test_no_two_letters_look_like_a_wrong_encoding() -> None:
    pairs = [a + b for a in ascii_letters for b in ascii_letters]
    for word in said(" ".join(pairs), "es")[1:-1].split():
        with pytest.raises(UnicodeError):
            word.encode("cp1252").decode("utf-8")
