"""How much CPU time a sentence costs: l10n-flow's engine beside Argos Translate's own way.

    python benchmarks/engine.py [--sentences 90] [--beam 4]

The model has the size of an Argos package (6+6 layers, width 512, vocabulary 32,000, int8) and
random weights: speed depends on size and lengths only. Random weights never end a sentence, so
everybody is stopped after `STOP` tokens; trained models stop by themselves. Argos Translate's
module is loaded with empty stand-ins for stanza and minisbd, and is given sentences that are
already split: what it costs here is its use of CTranslate2 alone.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import resource
import sys
import tempfile
import time
import types
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import ctranslate2
import numpy as np
import sentencepiece
from ctranslate2.specs import TransformerSpec
from numpy.typing import NDArray

from l10n_flow.engines import EngineOptions, argos
from l10n_flow.engines.packages import Model

LAYERS, WIDTH, INNER, HEADS, VOCABULARY = 6, 512, 2048, 8, 32_000
STOP = 60
SYLLABLES = ["ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "vo", "za", "dor", "fen", "gal", "pim"]


def sentences(count: int) -> list[str]:
    """Made-up sentences, as long as those of news: 8 to 45 words, 20 on average."""
    dice = random.Random(1)
    words = ["".join(dice.choices(SYLLABLES, k=dice.randint(1, 4))) for _ in range(4000)]
    lengths = [min(45, max(8, round(dice.gauss(20, 8)))) for _ in range(count)]
    return [" ".join(dice.choices(words, k=length)).capitalize() + "." for length in lengths]


def package(folder: Path, text: Sequence[str]) -> Model:
    """A package of real size with random weights, and a tokenizer for `text`."""
    pieces = _tokenizer(folder / "sentencepiece.model", text)
    vocabulary = pieces + [f"<{n}>" for n in range(VOCABULARY - len(pieces))]
    (folder / "model").mkdir()
    _model(vocabulary).save(str(folder / "model"))
    metadata = {"from_code": "en", "to_code": "es", "package_version": "0", "from_name": "English"}
    (folder / "metadata.json").write_text(json.dumps(metadata | {"to_name": "Spanish"}), "utf-8")
    return Model("en", "es", "0", folder)


def _tokenizer(file: Path, text: Sequence[str]) -> list[str]:
    written = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(text),
        model_writer=written,
        vocab_size=2000,
        hard_vocab_limit=False,
        minloglevel=2,
    )
    file.write_bytes(written.getvalue())
    loaded = sentencepiece.SentencePieceProcessor(model_proto=written.getvalue())
    return [loaded.id_to_piece(number) for number in range(loaded.get_piece_size())]


def _model(vocabulary: list[str]) -> Any:
    dice = np.random.default_rng(1)

    def weights(rows: int, columns: int) -> NDArray[np.float32]:
        drawn = dice.standard_normal((rows, columns), np.float32)
        return drawn * np.float32(columns**-0.5)

    def norm(layer: Any) -> None:
        layer.gamma, layer.beta = np.ones(WIDTH, np.float32), np.zeros(WIDTH, np.float32)

    def linear(layer: Any, rows: int, columns: int) -> None:
        layer.weight, layer.bias = weights(rows, columns), np.zeros(rows, np.float32)

    spec = TransformerSpec.from_config(LAYERS, HEADS, pre_norm=True)
    for side in (spec.encoder, spec.decoder):
        side.scale_embeddings = True
        norm(side.layer_norm)
        for layer in side.layer:
            attentions = [layer.self_attention]
            if side is spec.decoder:
                attentions.append(layer.attention)
            for attention, parts in zip(attentions, ((3, 1), (1, 2, 1)), strict=False):
                norm(attention.layer_norm)
                for part, times in zip(attention.linear, parts, strict=True):
                    linear(part, times * WIDTH, WIDTH)
            norm(layer.ffn.layer_norm)
            linear(layer.ffn.linear_0, INNER, WIDTH)
            linear(layer.ffn.linear_1, WIDTH, INNER)
    table = weights(len(vocabulary), WIDTH)
    spec.encoder.embeddings[0].weight = table
    spec.decoder.embeddings.weight = table
    spec.decoder.projection.weight = table
    spec.decoder.projection.bias = np.zeros(len(vocabulary), np.float32)
    spec.register_source_vocabulary(vocabulary)
    spec.register_target_vocabulary(vocabulary)
    spec.validate()
    spec.optimize(quantization="int8")
    return spec


def ours(model: Model, text: list[str], options: EngineOptions) -> list[str]:
    """Translate through l10n-flow's engine."""
    found = dict(argos.ArgosEngine(model, "en", "es", options).translate(text))
    return [found[index].text for index in range(len(text))]


def theirs(model: Model, text: list[str], beam: int) -> list[str]:
    """Translate through argostranslate.translate, sentence by sentence as it does."""
    for name in ("stanza", "minisbd"):
        stand_in: Any = types.ModuleType(name)
        stand_in.SBDetect = object
        stand_in.models = types.SimpleNamespace(cache_dir="", list_models=lambda: ["en"])
        sys.modules.setdefault(name, stand_in)
    translate = import_module("argostranslate.translate")
    translate.settings.beam_size = beam
    translator: Any = _Stopped(str(model.path / "model"), compute_type="auto")
    whole = types.SimpleNamespace(split_sentences=lambda sentence: [sentence])
    found = translate.package.Package(model.path)
    return [
        translate.apply_packaged_translation(found, sentence, translator, whole, 1)[0].value
        for sentence in text
    ]


def bare(model: Model, text: list[str], options: EngineOptions) -> list[str]:
    """Translate by one call of CTranslate2 on tokens made beforehand: the floor."""
    processor = sentencepiece.SentencePieceProcessor(
        model_file=str(model.path / "sentencepiece.model")
    )
    tokens = sorted((processor.encode(line, out_type=str) for line in text), key=len)
    translator: Any = _Stopped(str(model.path / "model"), inter_threads=2, intra_threads=1)
    results = translator.translate_batch(
        tokens,
        max_batch_size=options.batch_tokens,
        batch_type="tokens",
        beam_size=options.beam,
        length_penalty=0.2,
        replace_unknowns=True,
    )
    return [str(result.hypotheses[0]) for result in results]


class _Stopped(ctranslate2.Translator):  # type: ignore[misc]  # CTranslate2 ships no types
    """Stops random weights, whoever uses them."""

    def translate_batch(self, tokens: list[list[str]], **options: Any) -> Any:
        return super().translate_batch(tokens, **{**options, "max_decoding_length": STOP})


def measured(name: str, work: Callable[[], list[str]], count: int) -> list[str]:
    """Run, and print what it took; loading the model is part of it."""
    wall, cpu = time.perf_counter(), time.process_time()
    found = work()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"| {name} | {wall:.1f} | {cpu:.1f} | {count / cpu:.1f} | {peak} |",
        flush=True,
    )
    return found


def main() -> None:
    """Print a table; report how many outputs are the same."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sentences", type=int, default=90)
    parser.add_argument("--beam", type=int, default=4)
    asked = parser.parse_args()
    text = sentences(asked.sentences)
    ctranslate2.Translator = _Stopped
    with tempfile.TemporaryDirectory() as folder:
        model = package(Path(folder), sentences(3000))
        print("| | wall s | CPU s | sentences per CPU second | peak MB so far |")
        print("| --- | --- | --- | --- | --- |")
        runs = {}
        for tokens in (512, 1024):
            options = EngineOptions(beam=asked.beam, batch_tokens=tokens)
            name = f"l10n-flow, {tokens} tokens a batch, beam {asked.beam}"
            runs[tokens] = measured(name, lambda o=options: ours(model, text, o), len(text))  # type: ignore[misc]  # a default argument
        fast = EngineOptions(beam=1)
        measured("l10n-flow, beam 1", lambda: ours(model, text, fast), len(text))
        usual = EngineOptions(beam=asked.beam)
        measured("CTranslate2 alone", lambda: bare(model, text, usual), len(text))
        name = f"Argos Translate's own way, beam {asked.beam}"
        other = measured(name, lambda: theirs(model, text, asked.beam), len(text))
    same = sum(a == b for a, b in zip(runs[512], other, strict=True))
    print(f"\nthe same words as Argos Translate: {same} of {len(text)}")


if __name__ == "__main__":
    main()
