"""Choosing heads, and showing them."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from l10n_flow.engines import Alignment, calibration
from l10n_flow.engines.sentencewise import TranslatedSentence
from l10n_flow.engines.weights import CrashError, Heads, Showing, weights
from l10n_flow.engines.wordalignment import word_spans
from tests.engines import models

TEXTS = ("one two three", "one four three", "one four five")
NOW, GOOD, BAD = Heads(1, 1), Heads(0, 4), Heads(0, 1)


def looking(weights: Mapping[Heads, float], text: str = "") -> calibration.Translate:
    """An engine whose heads give so much to the right word, and the rest to the first."""

    def translate(heads: Heads, texts: Sequence[str]) -> Mapping[str, TranslatedSentence]:
        found = {}
        for given in texts:
            said = text or given.upper()
            words, share = word_spans(given), weights[heads]
            rows = [[0.0] * len(words) for _ in word_spans(said)]
            for number, row in enumerate(rows[: len(words)]):
                row[0] += 1 - share
                row[number] += share
            alignment = Alignment(words, word_spans(said), tuple(map(tuple, rows)))
            found[given] = TranslatedSentence(said, alignment=alignment)
        return found

    return translate


def test_the_heads_that_link_what_changed_together_are_the_best() -> None:
    engine = looking({NOW: 0.3, GOOD: 0.8, BAD: 0.1})
    found, scores = calibration.best(NOW, [GOOD, BAD], TEXTS, engine)
    assert found == GOOD
    assert scores == {NOW: 0.3, GOOD: 0.8, BAD: 0.1}


def test_nothing_is_changed_for_next_to_nothing() -> None:
    for gained, chosen in ((0.51, NOW), (0.52, NOW), (0.53, GOOD)):
        engine = looking({NOW: 0.5, GOOD: gained})
        assert calibration.best(NOW, [GOOD], TEXTS, engine)[0] == chosen


def test_heads_that_show_nothing_have_a_score_of_nothing() -> None:
    engine = looking({NOW: 0.3, GOOD: 0.8})

    def translate(heads: Heads, texts: Sequence[str]) -> Mapping[str, TranslatedSentence]:
        found = engine(heads, texts)
        if heads == NOW:
            return found
        return {text: replace(piece, alignment=None) for text, piece in found.items()}

    assert calibration.best(NOW, [GOOD], TEXTS, translate) == (NOW, {NOW: 0.3, GOOD: 0.0})


def test_a_model_that_says_the_same_to_everything_shows_what_it_did() -> None:
    engine = looking({NOW: 0.1, GOOD: 1.0}, "NOTHING")
    assert calibration.best(NOW, [GOOD], TEXTS, engine) == (NOW, {})


@pytest.mark.parametrize("language", ["en", "es-MX", "fa", "xx"])
def test_each_sentence_is_one_word_different_from_the_one_before(language: str) -> None:
    texts = calibration.sentences(Path("none"), language)
    steps = [
        calibration._only_difference(calibration._words(a), calibration._words(b))
        for a, b in pairwise(texts)
    ]
    assert len([step for step in steps if step is not None]) >= len(steps) - 2


def test_a_package_may_bring_its_own_sentences(tmp_path: Path) -> None:
    (tmp_path / "anchors.txt").write_text("Peace now\n\nWar now\nPeace now\n", "utf-8")
    assert calibration.sentences(tmp_path, "en") == ("Peace now", "War now")
    ours = calibration.sentences(Path("none"), "en")
    for nothing in (b"", b"\n \n", b"\xff"):
        (tmp_path / "anchors.txt").write_bytes(nothing)
        assert calibration.sentences(tmp_path, "en") == ours


def test_of_its_own_sentences_sixty_count_and_twenty_thousand_characters(tmp_path: Path) -> None:
    lines = [f"sentence {number}" for number in range(61)]
    (tmp_path / "anchors.txt").write_text("\n".join(lines), "utf-8")
    assert calibration.sentences(tmp_path, "en") == tuple(lines[:60])
    (tmp_path / "anchors.txt").write_text("ب" * 20_001, "utf-8")
    assert calibration.sentences(tmp_path, "fa") == ("ب" * 20_000,)


def test_sentences_are_those_of_the_language_whatever_its_region() -> None:
    none = Path("none")
    assert calibration.sentences(none, "ES-mx") == calibration.sentences(none, "es")
    assert calibration.sentences(none, "fr") == calibration.sentences(none, "xx")
    assert len({calibration.sentences(none, tag) for tag in ("en", "es", "fa", "fr")}) == 4


def shown(folder: Path) -> Showing | None:
    found = weights(folder / "model.bin")
    return found.showing if found else None


def test_what_a_model_shows_is_read_and_changed_in_a_copy(tmp_path: Path) -> None:
    spec = models.gloss(["<unk>", "<s>", "</s>", "▁a"], {}, blind=True)
    spec.save(str(tmp_path))
    before = (tmp_path / "model.bin").read_bytes()
    found = shown(tmp_path)
    assert found is not None
    assert (found.now, found.choices) == (Heads(1, 1), (Heads(1, 1), Heads(0, 1)))
    files = found.changed(tmp_path, Heads(0, 1))
    assert set(files) == {path.name for path in tmp_path.iterdir()}
    (tmp_path / "model.bin").write_bytes(files["model.bin"])
    again = shown(tmp_path)
    assert again is not None
    assert again.now == Heads(0, 1)
    assert sum(a != b for a, b in zip(before, files["model.bin"], strict=True)) <= 4


@pytest.mark.parametrize("cut", [0, 3, 10, 40, 200])
def test_a_file_that_is_no_model_shows_nothing(tmp_path: Path, cut: int) -> None:
    spec = models.gloss(["<unk>", "<s>", "</s>", "▁a"], {})
    spec.save(str(tmp_path))
    file = tmp_path / "model.bin"
    file.write_bytes(file.read_bytes()[:cut])
    assert weights(file) is None
    file.write_bytes(struct.pack("<I", 6) + b"\xff" * 400)
    assert weights(file) is None


def test_a_vocabulary_that_is_longer_than_the_weights_does_not_fit(tmp_path: Path) -> None:
    models.gloss([f"▁{number}" for number in range(10)], {}).save(str(tmp_path))
    found = weights(tmp_path / "model.bin")
    assert found is not None
    assert found.rows == {"source": 16, "target": 16}
    found.require("source", 16)
    with pytest.raises(CrashError, match="17 tokens in its target vocabulary, 16 weights"):
        found.require("target", 17)


def test_the_last_layers_and_both_counts_can_be_chosen() -> None:
    found = Showing(Heads(1, 1), 2, 8, 0, 0)
    assert found.choices == (Heads(1, 1), Heads(1, 8), Heads(0, 1), Heads(0, 8))
    assert {heads.layer for heads in Showing(Heads(1, 1), 24, 8, 0, 0).choices} == set(
        range(18, 24)
    )
