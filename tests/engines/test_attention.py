"""From attention of pieces to alignment of words, with models whose attention is known."""

from __future__ import annotations

import io
from itertools import pairwise
from pathlib import Path

import pytest
import sentencepiece
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.engines import Alignment, Engine, EngineOptions, opener, packages
from l10n_flow.engines import argos as argos_packages
from l10n_flow.engines.attention import pooled
from l10n_flow.engines.wordalignment import NOWHERE, word_spans
from l10n_flow.model import Span
from tests.engines import models


def opened(target: str, **options: object) -> Engine:
    return opener("argos")("en", target, EngineOptions(**options))  # type: ignore[arg-type]  # whatever a test gives


def links(text: str, translation: str, alignment: Alignment) -> list[tuple[str, str]]:
    """Each word of the translation with the one that it looked at most; "" when at none."""
    found = []
    for (start, end), row in zip(alignment.target, alignment.weights, strict=True):
        best = max(range(len(row)), key=row.__getitem__)
        source = alignment.source[best]
        found.append((translation[start:end], text[source.start : source.end] if sum(row) else ""))
    return found


@pytest.mark.usefixtures("both", "no_network")
@pytest.mark.parametrize("beam", [1, 4])
def test_words_are_linked_across_sentences_spaces_and_letters_copied_one_by_one(beam: int) -> None:
    text = "  Peace  and war: Tehran!  The president spoke to Ana-Luz; who signed… "
    ((_, found),) = opened("fa", beam=beam).translate([text], align=(0,))
    assert found.alignment is not None
    assert found.text == "صلح و جنگ: Tehran! آن رئیس‌جمهور گفت to Ana-Luz; who امضاکردند…"
    assert links(text, found.text, found.alignment) == [
        ("صلح", "Peace"),
        ("و", "and"),
        ("جنگ", "war"),
        ("Tehran", "Tehran"),
        ("آن", "The"),
        ("رئیس‌جمهور", "president"),
        ("گفت", "spoke"),
        ("to", "to"),
        ("Ana-Luz", "Ana-Luz"),
        ("who", "who"),
        ("امضاکردند", "signed"),
    ]
    assert found.alignment.source == word_spans(text)
    assert all(abs(sum(row) - 1) < 1e-6 and max(row) > 0.9 for row in found.alignment.weights)


@pytest.mark.usefixtures("both")
def test_only_texts_that_ask_for_it_have_an_alignment_and_the_words_are_the_same() -> None:
    texts = ["Peace and war.", "The president spoke.", "Peace and war. They signed."]
    plain = dict(opened("es").translate(texts))
    some = dict(opened("es").translate(texts, align={2}))
    assert [some[index].alignment is None for index in range(3)] == [True, True, False]
    assert [some[index].text for index in range(3)] == [plain[index].text for index in range(3)]


@pytest.mark.usefixtures("both")
def test_texts_without_words_or_sentences_have_an_alignment_of_nothing() -> None:
    found = dict(opened("es").translate(["…", "", "% ☃"], align=range(3)))
    assert found[0].alignment == Alignment((), (), ())
    assert found[1].alignment is None
    assert found[2].alignment == Alignment((), (), ())


def test_the_heads_that_align_best_are_found_and_remembered(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = folder.parent / "blind.argosmodel"
    models.gloss_package(file, "en", "es", models.SPANISH, blind=True)
    model = packages.install_file(file, folder, lambda _: None).model
    weights = (model.path / "model" / "model.bin").read_bytes()
    text = "The president spoke today."
    ((_, found),) = opened("es").translate([text], align=(0,))
    assert found.alignment is not None
    assert all(max(row) > 0.9 for row in found.alignment.weights)
    assert (model.path / "model" / "model.bin").read_bytes() == weights
    monkeypatch.setattr("l10n_flow.engines.calibration.best", None)  # asked no more
    assert dict(opened("es").translate([text], align=(0,)))[0] == found


def test_an_installation_finds_them_out(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = folder.parent / "blind.argosmodel"
    models.gloss_package(file, "en", "es", models.SPANISH, blind=True)
    packages.install_file(file, folder, argos_packages.verify)
    monkeypatch.setattr("l10n_flow.engines.calibration.best", None)  # asked no more
    ((_, found),) = opened("es").translate(["The president spoke"], align=(0,))
    assert found.alignment is not None
    assert all(max(row) > 0.9 for row in found.alignment.weights)


def test_normalization_moves_no_span() -> None:
    written = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(["می‌کنند ½ fine hello world"] * 3),
        model_writer=written,
        model_type="char",
        vocab_size=100,
        hard_vocab_limit=False,
        minloglevel=2,
    )
    processor = sentencepiece.SentencePieceProcessor(model_proto=written.getvalue())
    text = " Ｈello  ﬁne ½ می‌کنند"
    spans = [Span(*span) for span in processor.encode(text, out_type="offset_mapping")["offsets"]]
    same = [[float(a == b) for b in range(len(spans))] for a in range(len(spans))]
    found = pooled(same, text, spans, text, spans)
    assert links(text, text, found) == [(w, w) for w in ("Ｈello", "ﬁne", "½", "می‌کنند")]


@pytest.mark.parametrize(
    ("attention", "shares"),
    [
        ([[1, 0, 0]], ((1, 0, 0), (0, 0, 0))),  # nothing is known of the second word
        ([[1], [1]], ((1, 0, 0), (1, 0, 0))),
        ([[0, 3, 1, 9], [0, 0, 2, 9], [9, 9, 9, 9]], ((0, 0.75, 0.25), (0, 0, 1))),
    ],
)
def test_words_have_what_is_known_of_their_pieces_and_end_marks_have_none(
    attention: list[list[float]], shares: tuple[tuple[float, ...], ...]
) -> None:
    source = [Span(0, 2), Span(2, 4), Span(4, 6)]
    found = pooled(attention, "ab c d", source, "x y", [Span(0, 1), Span(1, 3)])
    assert found.weights == shares


@given(st.data())
def test_rows_sum_to_one_or_nothing_whatever_pieces_and_weights(data: st.DataObject) -> None:
    text, other = (data.draw(st.text("ab. \u200c", max_size=12)) for _ in range(2))
    sides = []
    for side in (text, other):
        cuts = sorted(data.draw(st.sets(st.integers(1, max(1, len(side) - 1)), max_size=5)))
        bounds = [0, *(cut for cut in cuts if cut < len(side)), len(side)]
        sides.append([Span(a, b) for a, b in pairwise(bounds)])
    columns = [NOWHERE, *sides[0]]
    weight = st.floats(0, 1, width=32)
    row = st.lists(weight, min_size=len(columns) + 1, max_size=len(columns) + 1)
    rows = data.draw(st.lists(row, min_size=len(sides[1]) + 1, max_size=len(sides[1]) + 1))
    found = pooled(rows, text, columns, other, sides[1])
    assert (found.source, found.target) == (word_spans(text), word_spans(other))
    for shares in found.weights:
        assert len(shares) == len(found.source)
        assert not sum(shares) or abs(sum(shares) - 1) < 1e-6
