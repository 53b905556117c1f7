"""From weights to an Argos package: a CTranslate2 model in int8, and the patterns it knows."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from ctranslate2.specs import TransformerSpec

from training.patterns import grammar, written
from training.shape import Shape, Weights, positions

NAMES: Mapping[str, str] = {"en": "English", "es": "Spanish", "fa": "Persian"}
VERSION = "1.0"
LONGEST = 1024
"""Positions that the model has: l10n-flow asks for translations of up to 1,010 tokens."""

_README = """# A small model: English → {name}

It belongs to this repository's sample newsroom, so that the first `make run` shows genuine drafts
without a network. It knows the sentences of a phrasebook, and is asked for nothing else: their
grammar is in patterns.txt. For your own articles, install a real model:
`l10n-flow models install en {code}`.

It was trained from a phrasebook that the l10n-flow project wrote itself (training/), and has the
project's licence, MIT.
"""


def save_model(
    weights: Weights, shape: Shape, pieces: list[str], folder: Path, alignment: tuple[int, int]
) -> None:
    """A CTranslate2 model is in the new `folder`.

    `alignment` is the decoder layer, and how many of its heads, whose attention is returned.
    """
    spec = TransformerSpec.from_config(
        shape.layers,
        shape.heads,
        pre_norm=True,
        alignment_layer=alignment[0],
        alignment_heads=alignment[1],
    )
    plain = {name: np.asarray(value, np.float32) for name, value in weights.items()}
    for name, side in (("encoder", spec.encoder), ("decoder", spec.decoder)):
        _fill_side(side, name, plain, shape)
    spec.encoder.embeddings[0].weight = plain["embedding"].copy()
    spec.decoder.embeddings.weight = plain["embedding"].copy()
    spec.decoder.projection.weight = plain["embedding"].copy()
    spec.decoder.projection.bias = plain["bias"]
    spec.config.add_source_bos = False
    spec.config.add_source_eos = True
    spec.config.decoder_start_token = "<s>"  # noqa: S105 - a token of text, no secret
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    spec.validate()
    spec.optimize(quantization="int8")
    folder.mkdir()
    spec.save(str(folder))


def _fill_side(side: Any, name: str, weights: Weights, shape: Shape) -> None:
    side.scale_embeddings = True
    side.position_encodings.encodings = positions(LONGEST, shape.width)
    _fill_norm(side.layer_norm, weights, f"{name}/norm")
    for number, layer in enumerate(side.layer):
        own = f"{name}/{number}"
        _fill_norm(layer.self_attention.layer_norm, weights, f"{own}/self/norm")
        _fill(layer.self_attention.linear[0], weights, f"{own}/self", "query", "key", "value")
        _fill(layer.self_attention.linear[1], weights, f"{own}/self", "output")
        if name == "decoder":
            _fill_norm(layer.attention.layer_norm, weights, f"{own}/cross/norm")
            _fill(layer.attention.linear[0], weights, f"{own}/cross", "query")
            _fill(layer.attention.linear[1], weights, f"{own}/cross", "key", "value")
            _fill(layer.attention.linear[2], weights, f"{own}/cross", "output")
        _fill_norm(layer.ffn.layer_norm, weights, f"{own}/inner/norm")
        _fill(layer.ffn.linear_0, weights, f"{own}/inner", "in")
        _fill(layer.ffn.linear_1, weights, f"{own}/inner", "out")


def _fill_norm(norm: Any, weights: Weights, name: str) -> None:
    norm.gamma, norm.beta = weights[f"{name}/gamma"], weights[f"{name}/beta"]


def _fill(linear: Any, weights: Weights, name: str, *parts: str) -> None:
    """One matrix, or several that CTranslate2 keeps as one."""
    linear.weight = np.concatenate([weights[f"{name}/{part}/weight"] for part in parts])
    linear.bias = np.concatenate([weights[f"{name}/{part}/bias"] for part in parts])


def pack(folder: Path, target: str, tokenizer: bytes, model: Path) -> None:
    """An Argos package, unpacked, is in the new `folder`: the same bytes for the same contents."""
    metadata = {
        "package_version": VERSION,
        "argos_version": "1.11",
        "from_code": "en",
        "from_name": NAMES["en"],
        "to_code": target,
        "to_name": NAMES[target],
        "maker": "demo",
    }
    shutil.copytree(model, folder / "model")
    (folder / "README.md").write_text(_README.format(name=NAMES[target], code=target), "utf-8")
    (folder / "metadata.json").write_text(json.dumps(metadata, indent=2) + "\n", "utf-8")
    (folder / "sentencepiece.model").write_bytes(tokenizer)
    (folder / "patterns.txt").write_text(written(grammar()), "utf-8")
