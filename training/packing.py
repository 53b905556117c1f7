"""From weights to an Argos package: a CTranslate2 model in int8, in a reproducible zip."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from ctranslate2.specs import TransformerSpec

from training.shape import Shape, Weights, positions

__all__ = ["NAMES", "VERSION", "pack", "save_model"]

NAMES: Mapping[str, str] = {"en": "English", "es": "Spanish", "fa": "Persian"}
VERSION = "1.0"
LONGEST = 1024
"""Positions that the model has: l10n-flow asks for translations of up to 1,010 tokens."""

_EPOCH = (2026, 1, 1, 0, 0, 0)
"""Every file of the zip has this time, so that the same files make the same zip."""

_README = """# Demonstration model: English → {name}

A very small model that knows a few hundred words of news and office English and nothing else.
It is there so that l10n-flow shows genuine drafts on the first day, without a network. Outside
its phrasebook, what it says is nonsense; words.txt lists the words it knows. For your own
articles, install a real model: `l10n-flow models install en {code}`.

It was trained from a phrasebook that the l10n-flow project wrote itself (training/ in its
repository), and has the project's licence, MIT.
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


def pack(file: Path, target: str, tokenizer: bytes, model: Path, words: list[str]) -> None:
    """The Argos package is in `file`: the same bytes for the same contents."""
    root = f"translate-en_{target}-{VERSION.replace('.', '_')}"
    metadata = {
        "package_version": VERSION,
        "argos_version": "1.11",
        "from_code": "en",
        "from_name": NAMES["en"],
        "to_code": target,
        "to_name": NAMES[target],
    }
    files = {
        "README.md": _README.format(name=NAMES[target], code=target).encode(),
        "metadata.json": (json.dumps(metadata, indent=2) + "\n").encode(),
        "sentencepiece.model": tokenizer,
        "words.txt": "".join(f"{word}\n" for word in words).encode(),
        **{f"model/{path.name}": path.read_bytes() for path in sorted(model.iterdir())},
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(f"{root}/{name}", _EPOCH)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(info, files[name], compresslevel=9)
    file.write_bytes(written.getvalue())
