"""How much CPU time a sentence costs: l10n-flow's engine beside Argos Translate's own way.

    python -m benchmarks.engine [--sentences 90] [--beam 4] [--rounds 1]
    python -m benchmarks.engine --package FILE.argosmodel --text FILE
    python -m benchmarks.engine --memory 5000 50000

Without a package, the model has the size of an Argos package (6+6 layers, width 512, vocabulary
32,000, int8) and random weights: speed depends on size and lengths only. Random weights never end a
sentence, so everybody is stopped after `STOP` tokens; trained models stop by themselves. With a
package and a text, one sentence a line, those are translated.

Argos Translate's module is loaded with empty stand-ins for stanza and minisbd, and is given
sentences that are already split: what it costs here is its use of CTranslate2 alone. Loading the
model is part of every row. `--memory` translates so many different segments with a small model
whose weights are written by hand, each number in a process of its own.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
import types
import zipfile
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import ctranslate2
import numpy as np
import sentencepiece
from ctranslate2.specs import TransformerSpec
from numpy.typing import NDArray

from l10n_flow.engines import EngineOptions
from l10n_flow.engines.ctranslate import CTranslateEngine
from l10n_flow.engines.layout import Layout, layout

LAYERS, WIDTH, INNER, HEADS, VOCABULARY = 6, 512, 2048, 8, 32_000
STOP = 60
SYLLABLES = ["ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "vo", "za", "dor", "fen", "gal", "pim"]


def sentences(count: int) -> list[str]:
    """Made-up sentences, as long as those of news: 8 to 45 words, 20 on average."""
    dice = random.Random(1)
    words = ["".join(dice.choices(SYLLABLES, k=dice.randint(1, 4))) for _ in range(4000)]
    lengths = [min(45, max(8, round(dice.gauss(20, 8)))) for _ in range(count)]
    return [" ".join(dice.choices(words, k=length)).capitalize() + "." for length in lengths]


def package(folder: Path, text: Sequence[str]) -> Layout:
    """A package of real size with random weights, and a tokenizer for `text`."""
    pieces = _tokenizer(folder / "sentencepiece.model", text)
    vocabulary = pieces + [f"<{n}>" for n in range(VOCABULARY - len(pieces))]
    (folder / "model").mkdir()
    _model(vocabulary).save(str(folder / "model"))
    metadata = {"from_code": "en", "to_code": "es", "package_version": "0", "from_name": "English"}
    (folder / "metadata.json").write_text(json.dumps(metadata | {"to_name": "Spanish"}), "utf-8")
    return layout(folder, "en", "es")


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


def unpacked(package: Path, folder: Path) -> Layout:
    """The model of a package file."""
    with zipfile.ZipFile(package) as whole:
        whole.extractall(folder)
    (metadata,) = folder.rglob("metadata.json")
    described = json.loads(metadata.read_text("utf-8"))
    return layout(metadata.parent, described["from_code"], described["to_code"])


def ours(model: Layout, text: list[str], options: EngineOptions, *, align: bool) -> list[str]:
    """Translate through l10n-flow's engine, sentence splitting included."""
    asked = range(len(text)) if align else ()
    found = dict(CTranslateEngine(model, options).translate(text, align=asked))
    return [found[index].text for index in range(len(text))]


def theirs(model: Layout, text: list[str], beam: int) -> list[str]:
    """Translate through argostranslate.translate, sentence by sentence as it does."""
    for name in ("stanza", "minisbd"):
        stand_in: Any = types.ModuleType(name)
        stand_in.SBDetect = object
        stand_in.models = types.SimpleNamespace(cache_dir="", list_models=lambda: ["en"])
        sys.modules.setdefault(name, stand_in)
    translate = import_module("argostranslate.translate")
    translate.settings.beam_size = beam
    translator = ctranslate2.Translator(str(model.model), compute_type="auto")
    whole = types.SimpleNamespace(split_sentences=lambda sentence: [sentence])
    found = translate.package.Package(model.folder)
    return [
        translate.apply_packaged_translation(found, sentence, translator, whole, 1)[0].value.strip()
        for sentence in text
    ]


def bare(model: Layout, text: list[str], options: EngineOptions) -> list[str]:
    """Translate by one call of CTranslate2 on tokens made beforehand: the floor."""
    processor = sentencepiece.SentencePieceProcessor(model_file=str(model.source_pieces))
    tokens = sorted((processor.encode(line, out_type=str) for line in text), key=len, reverse=True)
    translator = ctranslate2.Translator(
        str(model.model), compute_type="auto", inter_threads=2, intra_threads=1
    )
    results = translator.translate_batch(
        tokens,
        max_batch_size=options.batch_tokens,
        batch_type="tokens",
        beam_size=options.beam,
        length_penalty=0.2,
        max_decoding_length=2 * len(tokens[0]) + 10,
        replace_unknowns=True,
    )
    return [str(result.hypotheses[0]) for result in results]


class _Stopped(ctranslate2.Translator):  # type: ignore[misc]  # CTranslate2 ships no types
    """Stops random weights, whoever uses them."""

    def translate_batch(self, tokens: list[list[str]], **options: Any) -> Any:
        return super().translate_batch(tokens, **{**options, "max_decoding_length": STOP})


def table(model: Layout, text: list[str], beam: int, rounds: int) -> None:
    """Print what each way took at least, in rounds in which all take turns."""
    usual, wide, fast = (
        EngineOptions(beam=beam, device="cpu"),
        EngineOptions(beam=beam, batch_tokens=1024, device="cpu"),
        EngineOptions(beam=1, device="cpu"),
    )
    ways: dict[str, Callable[[], list[str]]] = {
        f"Argos Translate's own way, beam {beam}": lambda: theirs(model, text, beam),
        f"CTranslate2 alone, tokens made beforehand, beam {beam}": lambda: bare(model, text, usual),
        f"l10n-flow, beam {beam}": lambda: ours(model, text, usual, align=False),
        f"l10n-flow, beam {beam}, every text aligned": lambda: ours(model, text, usual, align=True),
        f"l10n-flow, beam {beam}, 1,024 tokens a batch": lambda: ours(
            model, text, wide, align=False
        ),
        "l10n-flow, beam 1": lambda: ours(model, text, fast, align=False),
        "Argos Translate's own way, beam 1": lambda: theirs(model, text, 1),
    }
    started = time.process_time()
    ours(model, text[:1], usual, align=True)
    took = time.process_time() - started
    print(f"finding the heads that align best, once a model: {took:.1f} CPU s")
    costs: dict[str, list[float]] = {name: [] for name in ways}
    said = {}
    for _ in range(rounds):
        for name, way in ways.items():
            started = time.process_time()
            said[name] = way()
            costs[name].append(time.process_time() - started)
    names = list(ways)
    least = {name: min(taken) for name, taken in costs.items()}
    print(f"{len(text)} sentences, least of {rounds} rounds\n")
    print("| | CPU s | sentences per CPU s | to Argos | to CTranslate2 alone |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for name, took in least.items():
        to_argos, to_bare = took / least[names[0]], took / least[names[1]]
        print(f"| {name} | {took:.2f} | {len(text) / took:.1f} | {to_argos:.2f} | {to_bare:.2f} |")
    print(f"\nalignment adds {least[names[3]] / least[names[2]] - 1:+.1%}")
    for mine, other in ((2, 0), (3, 2), (5, 6)):
        same = sum(a == b for a, b in zip(said[names[mine]], said[names[other]], strict=True))
        print(f"{names[mine]}: {same} of {len(text)} as {names[other]}")


def memory(segments: int) -> None:
    """Translate so many segments, each different, and print the most memory that it took."""
    from tests.engines import models  # noqa: PLC0415 - only here are tests needed

    def texts() -> Iterator[str]:
        for number in range(segments):
            yield f"The president spoke today {number}. They signed the new agreement {number}."

    with tempfile.TemporaryDirectory() as folder:
        file = models.gloss_package(Path(folder) / "a.argosmodel", "en", "es", models.SPANISH)
        model = unpacked(file, Path(folder))
        engine = CTranslateEngine(model, EngineOptions(beam=1, device="cpu"))
        count = sum(1 for _ in engine.translate(texts(), align=range(0, segments, 4)))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"| {count} | {peak} |", flush=True)


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sentences", type=int, default=90)
    parser.add_argument("--beam", type=int, default=4)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--package", type=Path)
    parser.add_argument("--text", type=Path)
    parser.add_argument("--memory", type=int, nargs="+")
    asked = parser.parse_args()
    if asked.memory:
        print("| segments | peak MB |\n| ---: | ---: |", flush=True)
        for segments in asked.memory:
            call = f"from benchmarks.engine import memory; memory({segments})"
            subprocess.run([sys.executable, "-c", call], check=True)
        return
    with tempfile.TemporaryDirectory() as folder:
        if asked.package:
            model = unpacked(asked.package, Path(folder))
            text = asked.text.read_text("utf-8").splitlines()
        else:
            ctranslate2.Translator = _Stopped
            model = package(Path(folder), sentences(3000))
            text = sentences(asked.sentences)
        table(model, text, asked.beam, asked.rounds)


if __name__ == "__main__":
    main()
