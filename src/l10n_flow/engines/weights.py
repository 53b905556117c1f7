"""The data of a CTranslate2 model.bin: its sizes, and the attention heads that it returns.

The file is a list of named arrays (`ModelSpec._serialize` in CTranslate2's model_spec.py: binary
version 6). Two of them are numbers that decide what `return_attention` returns: of the layer
`decoder/alignment_layer`, the mean of the first `decoder/alignment_heads` heads. They are changed
in a copy in memory, never in the file.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from l10n_flow.engines.remembered import MAX_MODEL_BYTES
from l10n_flow.files.reading import content_of, opened

DEEPEST = 6
"""The number of layers, from the last, that are tried: Argos and OPUS-MT have six, NLLB twelve and
more, of which the first do not align."""

_VERSION = 6
_INT16 = 2
"""In CTranslate2's list of types."""

_LAYER, _HEADS, _COUNT = (
    "decoder/alignment_layer",
    "decoder/alignment_heads",
    "decoder/num_heads",
)
_LAYERS = re.compile(r"decoder/layer_(\d+)/")
_MAXIMUM_VARIABLES = 100_000
"""A model of 48 layers has about 3,000 arrays: a file with more is of another kind."""


@dataclass(frozen=True, slots=True, order=True)
class Heads:
    """The returned attention: the mean of the first `count` heads of a decoder layer."""

    layer: int
    """Counted from 0."""
    count: int


@dataclass(frozen=True, slots=True)
class Showing:
    """The heads that a model returns, those that it could return, and their place in the file."""

    now: Heads
    layers: int
    heads: int
    layer_at: int
    """The offset in the file, in bytes."""
    heads_at: int

    @property
    def choices(self) -> tuple[Heads, ...]:
        """The first head and the mean of each of the last layers, the last layer first."""
        counts = dict.fromkeys((1, self.heads))
        layers = range(self.layers - 1, max(-1, self.layers - 1 - DEEPEST), -1)
        return tuple(Heads(layer, count) for layer in layers for count in counts)

    def changed(self, model: Path, to: Heads) -> dict[str, bytes]:
        """Return the files of a model folder, by name, with model.bin set to other heads."""
        files = {
            path.name: content_of(path, max_bytes=MAX_MODEL_BYTES)
            for path in model.iterdir()
            if path.is_file()
        }
        data = bytearray(files["model.bin"])
        struct.pack_into("<h", data, self.layer_at, to.layer)
        struct.pack_into("<h", data, self.heads_at, to.count)
        return files | {"model.bin": bytes(data)}


class CrashError(Exception):
    """A value that CTranslate2 4.8 uses unchecked, and that would end the process."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Facts about a model that need no loading."""

    showing: Showing | None
    """None when it has no choice of heads."""
    rows: Mapping[str, int]
    """The maximum number of tokens on its "source" and its "target" side."""

    def require(self, side: str, tokens: int) -> None:
        """Check that so many tokens fit; raises `CrashError` when the vocabulary is too long."""
        if tokens > self.rows.get(side, tokens):
            raise CrashError(f"{tokens} tokens in its {side} vocabulary, {self.rows[side]} weights")


def weights(file: Path) -> Weights | None:
    """Return the data of the model.bin; None for an unknown version.

    Raises `OSError` when it cannot be read, `CrashError` when it must not be loaded.
    """
    with opened(file, max_bytes=MAX_MODEL_BYTES) as model:
        try:
            variables = _variables(model)
        except (struct.error, ValueError):
            return None
    tables = {"source": "encoder/embeddings_0/weight", "target": "decoder/embeddings/weight"}
    rows = {side: variables[name].rows for side, name in tables.items() if name in variables}
    return Weights(_showing(variables), rows)


@dataclass(frozen=True, slots=True)
class _Variable:
    """One array of the file."""

    place: int
    """The offset of its values, in bytes."""
    rows: int
    """Its first dimension; 1 for a number."""
    number: int
    """Its value, if it is a number of two bytes; else 0."""


def _showing(variables: Mapping[str, _Variable]) -> Showing | None:
    layers = {int(match[1]) for name in variables if (match := _LAYERS.match(name))}
    if not layers or any(name not in variables for name in (_LAYER, _HEADS, _COUNT)):
        return None
    layer, count, heads = (variables[name] for name in (_LAYER, _HEADS, _COUNT))
    possible = range(-len(layers), len(layers))
    if layer.number not in possible or not 0 <= count.number <= heads.number:
        raise CrashError(f"it asks for {count.number} heads of layer {layer.number}")
    now = Heads(layer.number % len(layers), count.number or heads.number)
    return Showing(now, len(layers), heads.number, layer.place, count.place)


def _variables(file: BinaryIO) -> dict[str, _Variable]:
    if _number(file, "<I") != _VERSION:
        raise ValueError("another version")
    file.seek(_number(file, "<H"), 1)
    _number(file, "<I")
    count = _number(file, "<I")
    if count > _MAXIMUM_VARIABLES:
        raise ValueError("no such file")
    found = {}
    for _ in range(count):
        name = file.read(_number(file, "<H")).rstrip(b"\0").decode("utf-8")
        shape = [_number(file, "<I") for _ in range(_number(file, "<B"))]
        kind, size = _number(file, "<B"), _number(file, "<I")
        place = file.tell()
        number = _number(file, "<h") if (kind, size) == (_INT16, 2) else 0
        found[name] = _Variable(place, shape[0] if shape else 1, number)
        file.seek(place + size)
    return found


def _number(file: BinaryIO, form: str) -> int:
    (number,) = struct.unpack(form, file.read(struct.calcsize(form)))
    return int(number)
