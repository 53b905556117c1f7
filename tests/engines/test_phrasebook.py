"""A model that is asked only for the sentences of its phrasebook."""

from __future__ import annotations

from pathlib import Path

import pytest

from l10n_flow.engines import (
    Engine,
    EngineOptions,
    ModelPath,
    NoModelError,
    argos,
    opener,
    packages,
)
from l10n_flow.engines.phrasebook import Patterns, read
from l10n_flow.errors import PackageError
from tests.engines import models

PATTERNS = """\
sentence:
  <deed>.
  peace
  the <who> spoke at <clock>

deed:
  the <who> spoke today

who:
  president

clock:
  /1?\\d:\\d\\d/
"""


@pytest.fixture
def phrases(tmp_path: Path, folder: Path) -> ModelPath:
    """A model of phrases that the configuration names; nothing is installed."""
    del folder
    model = models.phrase_model(tmp_path / "own" / "en-es", "en", "es", patterns=PATTERNS)
    return ModelPath("*", "*", model)


@pytest.fixture(autouse=True)
def own(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()


def opened(*named: ModelPath, target: str = "es") -> Engine:
    return opener("argos")("en", target, EngineOptions(models=named))


def test_what_its_patterns_generate_is_translated_and_all_else_refused(phrases: ModelPath) -> None:
    texts = ["The president spoke today. Peace", "The president spoke", "Today.", ""]
    found = dict(opened(phrases).translate(texts, align={0}))
    assert found[0].text == "El presidente habló hoy. Paz"
    assert found[0].alignment is not None
    assert found[1].refusal == "no sentence of the model's phrasebook: The president spoke"
    assert (found[1].text, found[1].complete) == ("", False)
    assert found[2].refusal.endswith(": Today.")
    assert (found[3].text, found[3].refusal) == ("", "")


def test_one_sentence_that_it_does_not_know_refuses_the_whole_text(phrases: ModelPath) -> None:
    ((_, found),) = opened(phrases).translate(["The president spoke today. War!"])
    assert found.refusal.endswith(": War!")


def test_its_name_says_what_it_is(phrases: ModelPath) -> None:
    assert opened(phrases).identity == "demo-en_es-1.0"


def test_it_computes_alike_on_every_processor(phrases: ModelPath) -> None:
    assert "float32" in opened(phrases).parameters
    chosen = EngineOptions(models=(phrases,), compute_type="int8")
    assert "int8" in opener("argos")("en", "es", chosen).parameters


def test_a_model_that_is_installed_takes_its_place(
    phrases: ModelPath, folder: Path, spanish: Path
) -> None:
    packages.install_file(spanish, folder, argos.verify)
    assert opened(phrases).identity == "argos-en_es-1.0"


def test_other_pairs_have_no_model(phrases: ModelPath) -> None:
    with pytest.raises(NoModelError, match="no model en → fa"):
        opened(phrases, target="fa")


@pytest.mark.parametrize(
    ("written", "wrong"),
    [
        ("sentence:\n  <x>\n", "<x> is not defined"),
        ("sentence:\n  <a> b\na:\n  <sentence>\n", "begins with itself"),
        ("sentence:\n  /[/\n", "not a valid grammar"),
        ("sentence:\n  peace\n   \n", "a part may not be empty"),
        ("sentence:\n  peace <x>\n", "<x> is not defined"),
        ("sentence:\n  a <b>\nb:\n  <c> a\nc:\n  <b>\n", "begins with itself"),
        ("\udcff", "cannot be read"),
    ],
)
def test_a_grammar_that_is_none_is_told_with_the_folder(
    phrases: ModelPath, written: str, wrong: str
) -> None:
    (phrases.path / "patterns.txt").write_bytes(written.encode("utf-8", "surrogateescape"))
    with pytest.raises(PackageError, match=wrong) as caught:
        opened(phrases)
    assert caught.value.where is not None
    assert caught.value.where.path == phrases.path


def test_numbers_are_one_word_with_all_their_signs() -> None:
    known = Patterns({"sentence": [r"/\d{1,4}/ euros", "at <hour>"], "hour": [r"/\d+:\d\d/"]})
    said = ["5 euros", "1,500 euros", "1.5 euros", "at 8:15", "at 8:15:30", "At 8:15", "8:15 euros"]
    assert [known.generates(one) for one in said] == [True, False, False, True, False, True, False]


def test_a_part_may_be_longer_or_shorter_and_the_rest_still_fits() -> None:
    known = Patterns({"sentence": ["<a> c", "<a>"], "a": ["b", "b c", "b <d>"], "d": ["c c"]})
    said = ["b", "b c", "b c c", "b c c c", "c"]
    assert [known.generates(one) for one in said] == [True, True, True, True, False]


def test_a_stroke_alone_is_a_sign_and_a_sentence_of_none_is_known() -> None:
    known = Patterns({"sentence": ["peace / war", "<n> euros"], "n": [r"/\d+/", "two"]})
    said = ["Peace / war", "peace war", "7 euros", "Two euros", "two", "", " "]
    assert [known.generates(one) for one in said] == [True, False, True, True, False, True, True]


def test_what_stands_before_any_part_belongs_to_the_sentence(tmp_path: Path) -> None:
    (tmp_path / "patterns.txt").write_text("  one\n\n  two <x>\nx:\n  three\n", "utf-8")
    known = read(tmp_path)
    assert known is not None
    assert [known.generates(one) for one in ("One", "two three", "three")] == [True, True, False]
    assert read(tmp_path / "none") is None
