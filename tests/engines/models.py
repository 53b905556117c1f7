"""Real Argos packages whose models nobody trained: their weights are written down.

A gloss model translates word by word through a lexicon and copies what it does not know. It is a
transformer that CTranslate2 loads and runs like any other, so tests meet the real libraries, real
files and real failures, and still know every output beforehand.

How it works, in a model of width `CODE + POSITIONS`: the encoder adds to each token the code of its
*translation* and a mark at its position. The decoder knows only its position; its cross-attention
looks up the encoder output with the same mark and carries the code over; the projection finds the
token that has this code. Self-attention and feed-forward layers are zero, and so change nothing.
"""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import sentencepiece
from ctranslate2.specs import TransformerSpec
from numpy.typing import NDArray

from l10n_flow.engines import argos, packages
from l10n_flow.engines.archive import open_archive

Matrix = NDArray[np.float32]

CODE = 128
"""Random balanced codes of this length are far enough apart for a few hundred tokens."""

POSITIONS = 512
SHARPNESS = 8.0
"""The cross-attention's logit at the right position: e^8·√d against 512 wrong ones."""

SPANISH: Mapping[str, str] = {
    "Peace": "Paz",
    "peace": "paz",
    "War": "Guerra",
    "war": "guerra",
    "and": "y",
    "The": "El",
    "the": "el",
    "president": "presidente",
    "minister": "ministro",
    "spoke": "habló",
    "today": "hoy",
    "They": "Ellos",
    "signed": "firmaron",
    "agreement": "acuerdo",
    "new": "nuevo",
    "nothing": "nada",
}

PERSIAN: Mapping[str, str] = {
    "Peace": "صلح",
    "peace": "صلح",
    "War": "جنگ",
    "war": "جنگ",
    "and": "و",
    "The": "آن",
    "the": "آن",
    "president": "رئیس‌جمهور",
    "minister": "وزیر",
    "spoke": "گفت",
    "today": "امروز",
    "They": "آنان",
    "signed": "امضاکردند",
    "agreement": "توافق",
    "new": "نو",
}

_LETTERS = (
    "".join(map(chr, range(33, 127)))
    + "áéíóúüñÁÉÍÓÚÑ¿¡«»“”‘’—–…،؛؟ءآأؤئابپتثجچحخدذرزژسشصضطظعغفقکگلمنهویيك۰۱۲۳۴۵۶۷۸۹\u200c"
)


def gloss_package(
    file: Path,
    source: str,
    target: str,
    lexicon: Mapping[str, str],
    version: str = "1.0",
    *,
    endless: bool = False,
    blind: bool = False,
) -> Path:
    """Write an `.argosmodel` that translates by `lexicon`; return its path.

    An `endless` model never says that a sentence is over. A `blind` one has a second decoder layer
    that looks everywhere alike, and shows that layer's attention.
    """
    with tempfile.TemporaryDirectory() as folder:
        top = Path(folder)
        pieces = tokenizer(top / "sentencepiece.model", {*lexicon, *lexicon.values()})
        gloss(pieces, lexicon, endless=endless, blind=blind).save(_made(top / "model"))
        metadata = {
            "package_version": version,
            "argos_version": "1.10",
            "from_code": source,
            "from_name": source,
            "to_code": target,
            "to_name": target,
        }
        (top / "metadata.json").write_text(json.dumps(metadata), encoding="utf-8")
        root = f"translate-{source}_{target}-{version.replace('.', '_')}"
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
            for path in sorted(top.rglob("*")):
                if path.is_file():
                    package.write(path, f"{root}/{path.relative_to(top).as_posix()}")
    return file


def installed_packages(factory: pytest.TempPathFactory) -> Path:
    """A folder with both gloss packages, en → es and en → fa, made once in a session."""
    folder = factory.getbasetemp() / "argos-packages"
    if not folder.is_dir():
        for target, lexicon in (("es", SPANISH), ("fa", PERSIAN)):
            file = gloss_package(
                factory.getbasetemp() / f"{target}.argosmodel", "en", target, lexicon
            )
            packages.install_file(file, folder, argos.verify)
    return folder


def opus_model(folder: Path, lexicon: Mapping[str, str], *extra: str, ends: bool = False) -> Path:
    """Write a model as CTranslate2's converters write OPUS-MT's; return its folder.

    `extra` tokens are in its vocabulary too. `ends` says that CTranslate2 adds the end mark.
    """
    folder.mkdir(parents=True)
    source = tokenizer(folder / "source.spm", lexicon)
    target = tokenizer(folder / "target.spm", lexicon.values())
    spec = gloss(list(dict.fromkeys([*source, *target, *extra])), lexicon)
    spec.config.add_source_eos = ends
    spec.save(str(folder))
    return folder


def multilingual_model(folder: Path, lexicon: Mapping[str, str], *languages: str) -> Path:
    """Write a model as CTranslate2's converter writes NLLB or M2M-100; return its folder."""
    folder.mkdir(parents=True)
    file = folder / "sentencepiece.bpe.model"
    pieces = tokenizer(file, {*lexicon, *lexicon.values()})
    spec = gloss([*pieces, *languages], lexicon)
    spec.config.add_source_eos = False
    spec.config.decoder_start_token = "</s>"
    spec.save(str(folder))
    return folder


def phrase_model(folder: Path, source: str, target: str, *, patterns: str) -> Path:
    """Write an unpacked package that knows the patterns' sentences; return its folder."""
    file = gloss_package(folder.with_suffix(".argosmodel"), source, target, SPANISH)
    with open_archive(file) as archive:
        archive.unpack(folder)
    (folder / "patterns.txt").write_text(patterns, "utf-8")
    data = json.loads((folder / "metadata.json").read_bytes()) | {"maker": "demo"}
    (folder / "metadata.json").write_text(json.dumps(data), "utf-8")
    return folder


def _made(folder: Path) -> str:
    folder.mkdir()
    return str(folder)


def tokenizer(file: Path, words: Iterable[str]) -> list[str]:
    """Single characters, and the words whole; ZWNJ is kept (identity normalization)."""
    written = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter([_LETTERS, " ".join(_LETTERS)]),
        model_writer=written,
        model_type="char",
        vocab_size=4000,
        hard_vocab_limit=False,
        character_coverage=1.0,
        user_defined_symbols=sorted("▁" + word for word in words),
        normalization_rule_name="identity",
        minloglevel=2,
        num_threads=1,
    )
    file.write_bytes(written.getvalue())
    loaded = sentencepiece.SentencePieceProcessor(model_proto=written.getvalue())
    return [loaded.id_to_piece(number) for number in range(loaded.get_piece_size())]


def gloss(
    pieces: list[str], lexicon: Mapping[str, str], *, endless: bool = False, blind: bool = False
) -> Any:
    """A model that CTranslate2 can load, with the pieces of a tokenizer as its vocabulary."""
    vocabulary = pieces + [f"<{n}>" for n in range(-len(pieces) % 8)]  # int8 wants multiples of 8
    number = {piece: n for n, piece in enumerate(vocabulary)}
    meaning = np.arange(len(vocabulary))
    for word, translation in lexicon.items():
        meaning[number["▁" + word]] = number["▁" + translation]
    if endless:
        meaning[number["</s>"]] = number["."]
    codes = _codes(len(vocabulary))
    spec = TransformerSpec.from_config((1, 1 + blind), 1, pre_norm=True)
    for side in (spec.encoder, spec.decoder):
        _idle(side)
    spec.encoder.embeddings[0].weight = _wide(codes[meaning])
    spec.decoder.embeddings.weight = _wide(np.zeros_like(codes))
    _look_up(spec.decoder.layer[0].attention)
    if blind:
        _nothing(spec.decoder.layer[1].attention)
    spec.decoder.projection.weight = _wide(codes) * np.float32(0.5)
    spec.decoder.projection.bias = np.zeros(len(vocabulary), np.float32)
    spec.config.add_source_bos = False
    spec.config.add_source_eos = True
    spec.config.decoder_start_token = "<s>"
    spec.register_source_vocabulary(vocabulary)
    spec.register_target_vocabulary(vocabulary)
    spec.validate()
    spec.optimize(quantization="int8")
    return spec


def _codes(count: int) -> Matrix:
    """One row of as many +1 as -1 a token: a layer norm leaves its direction as it is."""
    random = np.random.default_rng(1)
    half = np.repeat(np.array([1, -1], np.float32), CODE // 2)
    return np.stack([random.permutation(half) for _ in range(count)])


def _wide(codes: Matrix) -> Matrix:
    return np.pad(codes, ((0, 0), (0, POSITIONS)))


def _idle(side: Any) -> None:
    """Position marks, and layers that add nothing."""
    width = CODE + POSITIONS
    side.scale_embeddings = False
    marks = np.zeros((POSITIONS, width), np.float32)
    marks[:, CODE:] = np.eye(POSITIONS) * np.sqrt(CODE)
    side.position_encodings.encodings = marks
    _plain_norm(side.layer_norm)
    for layer in side.layer:
        _plain_norm(layer.self_attention.layer_norm)
        _plain_norm(layer.ffn.layer_norm)
        _linear(layer.self_attention.linear[0], np.zeros((3 * width, width), np.float32))
        _linear(layer.self_attention.linear[1], np.zeros((width, width), np.float32))
        _linear(layer.ffn.linear_0, np.zeros((8, width), np.float32))
        _linear(layer.ffn.linear_1, np.zeros((width, 8), np.float32))


def _look_up(attention: Any) -> None:
    """Attend to the token at one's own position, and take its code."""
    width = CODE + POSITIONS
    position = np.zeros((width, width), np.float32)
    position[CODE:, CODE:] = np.eye(POSITIONS)
    code = np.zeros((width, width), np.float32)
    code[:CODE, :CODE] = np.eye(CODE)
    _plain_norm(attention.layer_norm)
    _linear(attention.linear[0], position * np.float32(SHARPNESS))
    _linear(attention.linear[1], np.concatenate([position, code]))
    _linear(attention.linear[2], code * np.float32(4))


def _nothing(attention: Any) -> None:
    """Attend to all tokens alike, and take nothing."""
    width = CODE + POSITIONS
    _plain_norm(attention.layer_norm)
    for linear, times in zip(attention.linear, (1, 2, 1), strict=True):
        _linear(linear, np.zeros((times * width, width), np.float32))


def _plain_norm(norm: Any) -> None:
    norm.gamma = np.ones(CODE + POSITIONS, np.float32)
    norm.beta = np.zeros(CODE + POSITIONS, np.float32)


def _linear(layer: Any, weight: Matrix) -> None:
    layer.weight = weight
    layer.bias = np.zeros(weight.shape[0], np.float32)
