"""The models of the sample newsroom, beside Argos Translate and the phrasebook's word pairs."""

from __future__ import annotations

import shutil
import sys
import types
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import ctranslate2
import pytest

from l10n_flow.engines import Alignment, EngineOptions, calibration, moses
from l10n_flow.engines.ctranslate import CTranslateEngine
from l10n_flow.engines.layout import Layout, layout
from l10n_flow.engines.weights import Heads, weights
from l10n_flow.model import Span

phrasebook = pytest.importorskip("training.phrasebook", reason="training/ is not in this copy")

ROOT = Path(__file__).parents[2]
TARGETS = ("es", "fa")


@pytest.fixture(params=TARGETS)
def trained(request: pytest.FixtureRequest, tmp_path: Path) -> Layout:
    """A copy of a model of the sample newsroom."""
    folder = tmp_path / f"en-{request.param}"
    shutil.copytree(ROOT / "models" / folder.name, folder)
    return layout(folder, "en", request.param)


def argos_says(
    model: Layout, texts: Sequence[str], beam: int, monkeypatch: pytest.MonkeyPatch
) -> list[str]:
    """What argostranslate.translate makes of sentences, one by one, without stanza and minisbd."""
    for name in ("stanza", "minisbd"):
        stand_in: Any = types.ModuleType(name)
        stand_in.SBDetect = object
        stand_in.models = types.SimpleNamespace(cache_dir="", list_models=lambda: ["en"])
        monkeypatch.setitem(sys.modules, name, stand_in)
    translate: Any = moses._library("translate")
    monkeypatch.setattr(translate.settings, "beam_size", beam)
    translator = ctranslate2.Translator(str(model.model), compute_type="auto")
    whole = types.SimpleNamespace(split_sentences=lambda text: [text])
    package = translate.package.Package(model.folder)
    return [
        translate.apply_packaged_translation(package, text, translator, whole, 1)[0].value.strip()
        for text in texts
    ]


@pytest.mark.parametrize("beam", [1, 4])
def test_sentences_are_word_for_word_those_of_argos_translate(
    trained: Layout, beam: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [triple.en for triple in phrasebook.held_out()[:60]]
    engine = CTranslateEngine(trained, EngineOptions(beam=beam, device="cpu"), calibrate=False)
    found = dict(engine.translate(texts))
    theirs = argos_says(trained, texts, beam, monkeypatch)
    assert [found[number].text for number in range(len(texts))] == theirs


def test_heads_chosen_without_a_reference_link_the_phrasebook_s_words(trained: Layout) -> None:
    about = weights(trained.model / "model.bin")
    assert about is not None
    found = about.showing
    assert found is not None
    chosen, scores = calibration.best(
        found.now, found.choices, pairs_of_sentences(), tried(trained)
    )
    assert len(scores) == len(found.choices)
    shares = {heads: share(trained, heads) for heads in scores}
    assert shares[chosen] >= max(shares.values()) - 0.05
    assert shares[chosen] > 0.8


def tried(model: Layout) -> calibration.Translate:
    """What the model says, and what some of its heads see."""
    engine = CTranslateEngine(model, EngineOptions(device="cpu"))
    return engine._tried


def pairs_of_sentences() -> list[str]:
    """Sentences of the phrasebook, two by two different in one word."""
    by_rest: dict[tuple[int, tuple[str, ...]], list[str]] = defaultdict(list)
    for triple in phrasebook.triples(3000, 5):
        words = triple.en.split()
        for at in range(len(words)):
            by_rest[at, (*words[:at], "", *words[at + 1 :])].append(triple.en)
    pairs = [alike[:2] for (_, rest), alike in by_rest.items() if len(alike) > 1 and len(rest) > 5]
    return list(dict.fromkeys(text for pair in pairs[:15] for text in pair))


def share(model: Layout, heads: Heads) -> float:
    """The share of the phrasebook's word pairs that these heads link, in right translations."""
    sample = phrasebook.triples(120, 7)
    pieces = tried(model)(heads, [triple.en for triple in sample])
    right = total = 0
    for triple in sample:
        said, alignment = pieces[triple.en].text, pieces[triple.en].alignment
        assert alignment is not None
        for words in phrasebook.anchors(triple):
            places = phrasebook.places(getattr(words, model.target), said)
            if len(places) == 1:
                total += 1
                source = Span(*phrasebook.places(words.en, triple.en)[0])
                right += linked(alignment, source, Span(*places[0]))
    assert total > 50
    return right / total


def linked(alignment: Alignment, source: Span, target: Span) -> bool:
    """Whether every word in the target span looks most at one in the source span."""
    for word, row in zip(alignment.target, alignment.weights, strict=True):
        best = alignment.source[max(range(len(row)), key=row.__getitem__)]
        inside = word.start < target.end and target.start < word.end
        if inside and not (best.start < source.end and source.start < best.end):
            return False
    return True
