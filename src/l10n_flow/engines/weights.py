"""Reading, in a CTranslate2 model.bin, which attention heads it shows; and showing others.

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

__all__ = ["CrashError", "Heads", "Showing", "showing"]

DEEPEST = 6
"""Layers, from the last, that are tried: Argos and OPUS-MT have six, NLLB twelve and more, of
which the first do not align."""

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
"""A model of 48 layers has about 3,000: more means that this is no such file."""


@dataclass(frozen=True, slots=True, order=True)
class Heads:
    """Which attention is shown: the mean of the first `count` heads of a decoder layer."""

    layer: int
    """Counted from 0."""
    count: int


@dataclass(frozen=True, slots=True)
class Showing:
    """What a model shows, what else it could show, and where in the file that is said."""

    now: Heads
    layers: int
    heads: int
    layer_at: int
    """Byte of the file."""
    heads_at: int

    @property
    def choices(self) -> tuple[Heads, ...]:
        """Each of the last layers' first head and mean, the last layer first."""
        counts = dict.fromkeys((1, self.heads))
        layers = range(self.layers - 1, max(-1, self.layers - 1 - DEEPEST), -1)
        return tuple(Heads(layer, count) for layer in layers for count in counts)

    def changed(self, model: Path, to: Heads) -> dict[str, bytes]:
        """The files of a model folder, by name, with model.bin showing other heads."""
        files = {path.name: path.read_bytes() for path in model.iterdir() if path.is_file()}
        data = bytearray(files["model.bin"])
        struct.pack_into("<h", data, self.layer_at, to.layer)
        struct.pack_into("<h", data, self.heads_at, to.count)
        return files | {"model.bin": bytes(data)}


class CrashError(Exception):
    """The file asks for heads that it does not have: CTranslate2 4.8 ends the process then."""


def showing(file: Path) -> Showing | None:
    """What the model.bin shows; None when it is of another version or cannot show anything else.

    Raises `OSError` when it cannot be read, `CrashError` when it must not be loaded.
    """
    with file.open("rb") as opened:
        try:
            return _described(_places(opened))
        except (struct.error, ValueError):
            return None


def _described(variables: Mapping[str, tuple[int, int]]) -> Showing | None:
    layers = {int(match[1]) for name in variables if (match := _LAYERS.match(name))}
    if not layers or any(name not in variables for name in (_LAYER, _HEADS, _COUNT)):
        return None
    (layer_at, layer), (heads_at, count), (_, heads) = (
        variables[name] for name in (_LAYER, _HEADS, _COUNT)
    )
    if not (-len(layers) <= layer < len(layers) and 0 <= count <= heads):
        raise CrashError(f"it asks for {count} heads of layer {layer}")
    now = Heads(layer % len(layers), count or heads)
    return Showing(now, len(layers), heads, layer_at, heads_at)


def _places(file: BinaryIO) -> dict[str, tuple[int, int]]:
    """Every variable's name; of numbers of two bytes also where it is and its value."""
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
        file.seek(4 * _number(file, "<B"), 1)
        kind, size = _number(file, "<B"), _number(file, "<I")
        place = file.tell()
        number = _number(file, "<h") if (kind, size) == (_INT16, 2) else 0
        found[name] = (place, number)
        file.seek(place + size)
    return found


def _number(file: BinaryIO, form: str) -> int:
    (number,) = struct.unpack(form, file.read(struct.calcsize(form)))
    return int(number)
