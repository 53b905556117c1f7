"""The network: a small transformer in JAX, and how it learns.

Pre-norm layers, ReLU, sinusoidal positions, one embedding for source, target and output: what
CTranslate2 runs without conversion.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from numpy.typing import NDArray

from training.shape import Shape, Weights, positions

Pair = tuple[Sequence[int], Sequence[int]]

START, END = 1, 2
"""SentencePiece's numbers for <s> and </s>."""

BUCKETS = (8, 10, 12, 14, 16, 20, 24, 32, 48, 64)
"""Sentences are padded to one of these lengths: a program is compiled for each."""

SLOTS = 1024
"""Tokens a batch, padding included."""

SMOOTHING = 0.05
PEAK_RATE = 3e-3
WARM_UP = 300


def _initial(shape: Shape, seed: int) -> Weights:
    random, d = np.random.default_rng(seed), shape.width
    weights: Weights = {
        "embedding": random.normal(0, d**-0.5, (shape.vocabulary, d)),
        "bias": np.zeros(shape.vocabulary),
    }

    def linear(name: str, outputs: int, inputs: int) -> None:
        bound = math.sqrt(6 / (inputs + outputs))
        weights[f"{name}/weight"] = random.uniform(-bound, bound, (outputs, inputs))
        weights[f"{name}/bias"] = np.zeros(outputs)

    def norm(name: str) -> None:
        weights[f"{name}/gamma"], weights[f"{name}/beta"] = np.ones(d), np.zeros(d)

    for side in ("encoder", "decoder"):
        norm(f"{side}/norm")
        for number in range(shape.layers):
            for part in ("self", "cross") if side == "decoder" else ("self",):
                norm(f"{side}/{number}/{part}/norm")
                for name in ("query", "key", "value", "output"):
                    linear(f"{side}/{number}/{part}/{name}", d, d)
            norm(f"{side}/{number}/inner/norm")
            linear(f"{side}/{number}/inner/in", shape.inner, d)
            linear(f"{side}/{number}/inner/out", d, shape.inner)
    return {name: jnp.asarray(value, jnp.float32) for name, value in weights.items()}


def _norm(weights: Weights, name: str, x: Any) -> Any:
    mean = x.mean(-1, keepdims=True)
    variance = ((x - mean) ** 2).mean(-1, keepdims=True)
    scaled = (x - mean) / jnp.sqrt(variance + 1e-5)
    return scaled * weights[f"{name}/gamma"] + weights[f"{name}/beta"]


def _linear(weights: Weights, name: str, x: Any) -> Any:
    return x @ weights[f"{name}/weight"].T + weights[f"{name}/bias"]


def _attend(weights: Weights, name: str, x: Any, memory: Any, mask: Any, heads: int) -> Any:
    """Attention of `x` to `memory`, where the mask allows it."""

    def split(y: Any) -> Any:
        return y.reshape(*y.shape[:2], heads, -1)

    query = split(_linear(weights, f"{name}/query", x))
    key = split(_linear(weights, f"{name}/key", memory))
    value = split(_linear(weights, f"{name}/value", memory))
    scores = jnp.einsum("bqhd,bkhd->bhqk", query, key) / math.sqrt(query.shape[-1])
    shares = jax.nn.softmax(jnp.where(mask, scores, -1e9), axis=-1)
    mixed = jnp.einsum("bhqk,bkhd->bqhd", shares, value).reshape(x.shape)
    return _linear(weights, f"{name}/output", mixed)


def _inner(weights: Weights, name: str, x: Any) -> Any:
    hidden = _linear(weights, f"{name}/in", _norm(weights, f"{name}/norm", x))
    return x + _linear(weights, f"{name}/out", jax.nn.relu(hidden))


def _scores(weights: Weights, source: Any, target: Any, places: Any, shape: Shape) -> Any:
    """For every target position the scores of what comes next. 0 is padding."""
    there = (source != 0)[:, None, None, :]
    x = weights["embedding"][source] * math.sqrt(shape.width) + places[: source.shape[1]]
    for number in range(shape.layers):
        name = f"encoder/{number}"
        y = _norm(weights, f"{name}/self/norm", x)
        x = x + _attend(weights, f"{name}/self", y, y, there, shape.heads)
        x = _inner(weights, f"{name}/inner", x)
    memory = _norm(weights, "encoder/norm", x)
    before = jnp.tril(jnp.ones((target.shape[1], target.shape[1]), bool))[None, None]
    x = weights["embedding"][target] * math.sqrt(shape.width) + places[: target.shape[1]]
    for number in range(shape.layers):
        name = f"decoder/{number}"
        y = _norm(weights, f"{name}/self/norm", x)
        x = x + _attend(weights, f"{name}/self", y, y, before, shape.heads)
        y = _norm(weights, f"{name}/cross/norm", x)
        x = x + _attend(weights, f"{name}/cross", y, memory, there, shape.heads)
        x = _inner(weights, f"{name}/inner", x)
    x = _norm(weights, "decoder/norm", x)
    return x @ weights["embedding"].T + weights["bias"]


def _loss(weights: Weights, batch: Any, places: Any, shape: Shape) -> Any:
    """Cross-entropy with smoothed labels, over what is not padding."""
    source, target, wanted = batch
    likely = jax.nn.log_softmax(_scores(weights, source, target, places, shape))
    right = jnp.take_along_axis(likely, wanted[..., None], -1)[..., 0]
    each = -(1 - SMOOTHING) * right - SMOOTHING * likely.mean(-1)
    real = wanted != 0
    return (each * real).sum() / real.sum()


@partial(jax.jit, static_argnames="shape", donate_argnums=(0, 1, 2))
def _step(
    weights: Weights, first: Weights, second: Weights, batch: Any, rate: Any, count: Any,
    places: Any, shape: Shape,
) -> Any:  # fmt: skip
    """One step of Adam, gradients clipped to norm 1."""
    loss, slopes = jax.value_and_grad(_loss)(weights, batch, places, shape)
    length = jnp.sqrt(sum((slope**2).sum() for slope in slopes.values()))
    shrink = jnp.minimum(1.0, 1.0 / length)
    new, one, two = {}, {}, {}
    for name, slope in slopes.items():
        one[name] = 0.9 * first[name] + 0.1 * slope * shrink
        two[name] = 0.98 * second[name] + 0.02 * (slope * shrink) ** 2
        speed = jnp.sqrt(two[name] / (1 - 0.98**count)) + 1e-9
        new[name] = weights[name] - rate * one[name] / (1 - 0.9**count) / speed
    return new, one, two, loss


def _batches(pairs: Sequence[Pair], random: np.random.Generator) -> list[list[Pair]]:
    """Pairs of like length together, in no order."""
    buckets: dict[int, list[Pair]] = {size: [] for size in BUCKETS}
    for pair in pairs:
        longest = max(len(pair[0]) + 1, len(pair[1]) + 1)
        buckets[min(size for size in BUCKETS if size >= longest)].append(pair)
    found = []
    for size, members in buckets.items():
        count = SLOTS // size
        order = [members[n] for n in random.permutation(len(members))]
        found += [order[n : n + count] for n in range(0, len(order) - count + 1, count)]
    return [found[n] for n in random.permutation(len(found))]


def _padded(batch: list[Pair]) -> tuple[NDArray[np.int32], ...]:
    longest = max(max(len(source), len(target)) + 1 for source, target in batch)
    size = min(size for size in BUCKETS if size >= longest)
    source, target, wanted = (np.zeros((len(batch), size), np.int32) for _ in range(3))
    for row, (one, other) in enumerate(batch):
        source[row, : len(one) + 1] = [*one, END]
        target[row, : len(other) + 1] = [START, *other]
        wanted[row, : len(other) + 1] = [*other, END]
    return source, target, wanted


def learn(
    pairs: Sequence[Pair], shape: Shape, seed: int
) -> Iterator[tuple[int, int, float, Weights]]:
    """Yield, now and then and at the end: steps done, steps in all, the loss, the weights."""
    random = np.random.default_rng(seed)
    order = _batches(pairs, random)
    weights = _initial(shape, seed)
    first, second = ({name: jnp.zeros_like(w) for name, w in weights.items()} for _ in "ab")
    places, mean = jnp.asarray(positions(max(BUCKETS), shape.width)), 0.0
    for count, batch in enumerate(order, start=1):
        rate = PEAK_RATE * min(count / WARM_UP, (len(order) - count) / (len(order) - WARM_UP))
        weights, first, second, loss = _step(
            weights, first, second, _padded(batch), rate, float(count), places, shape
        )
        mean += (float(loss) - mean) * max(0.01, 1 / count)
        if count % 200 == 0 or count == len(order):
            yield count, len(order), mean, weights
