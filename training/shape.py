"""The network's size and its weights: what training makes and packing reads."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Weights = dict[str, Any]
"""Arrays by name, such as `decoder/1/cross/query/weight`: outputs in rows, inputs in columns."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How large the network is."""

    vocabulary: int
    width: int = 128
    heads: int = 4
    inner: int = 256
    layers: int = 2


def positions(count: int, width: int) -> NDArray[np.float32]:
    """Sinusoidal position encodings, sines at even places."""
    rates = np.exp(np.arange(0, width, 2) * -(math.log(10_000) / width))
    angles = np.arange(count)[:, None] * rates
    encodings = np.zeros((count, width), np.float32)
    encodings[:, 0::2], encodings[:, 1::2] = np.sin(angles), np.cos(angles)
    return encodings
