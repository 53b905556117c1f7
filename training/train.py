"""Train a model of the sample newsroom and pack it: training/README.md says what to install first.

python -m training.train es FOLDER
python -m training.train fa FOLDER
"""

from __future__ import annotations

import argparse
import io
import os
import sys
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

# One thread: set before JAX is imported.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault(
    "XLA_FLAGS", "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"
)

import numpy as np
import sentencepiece

from training.network import BUCKETS, learn
from training.package import package
from training.phrasebook import held_out, stream
from training.shape import Shape, Weights

SEED = 1
VOCABULARY = 2400
"""Pieces; with so many, nearly every word of the phrasebook is one piece."""

TOKENIZED = 40_000
"""Sentences that the tokenizer is made from; more change nothing but the time it takes."""


def tokenizer(sentences: Sequence[str]) -> bytes:
    """A SentencePiece model that changes no character, ZWNJ included, and splits numbers."""
    written = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(sentences),
        model_writer=written,
        model_type="bpe",
        vocab_size=VOCABULARY,
        hard_vocab_limit=False,
        character_coverage=1.0,
        normalization_rule_name="identity",
        split_digits=True,
        max_sentencepiece_length=24,
        minloglevel=2,
        num_threads=1,
    )
    return written.getvalue()


def train(target: str, folder: Path, count: int) -> None:
    """A tokenizer and weights are in the folder: what `package` packs."""
    unseen = {triple.en for triple in held_out()}
    said = list(islice((t for t in stream(SEED) if t.en not in unseen), count))
    texts = [(triple.en, triple.es if target == "es" else triple.fa) for triple in said]
    written = tokenizer([text for pair in texts[:TOKENIZED] for text in pair])
    processor = sentencepiece.SentencePieceProcessor(model_proto=written)
    encoded = ((processor.encode(one), processor.encode(other)) for one, other in texts)
    pairs = [pair for pair in encoded if max(map(len, pair)) < max(BUCKETS)]
    size = processor.get_piece_size()
    weights = _trained(pairs, Shape(size + -size % 8))  # int8 wants multiples of 8
    folder.mkdir(parents=True, exist_ok=True)
    np.savez(folder / f"weights-{target}.npz", **weights)
    (folder / f"sentencepiece-{target}.model").write_bytes(written)


def _trained(pairs: list[tuple[list[int], list[int]]], shape: Shape) -> Weights:
    start, weights = time.process_time(), Weights()
    for done, total, loss, learned in learn(pairs, shape, SEED):
        told = f"{done}/{total} loss {loss:.3f} {time.process_time() - start:.0f} CPU-s\n"
        sys.stderr.write(told)
        weights = learned
    return weights


def main(arguments: Sequence[str] | None = None) -> None:
    """Train as the command line says."""
    parser = argparse.ArgumentParser(description="Train a model of the sample newsroom.")
    parser.add_argument("target", choices=("es", "fa"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sentences", type=int, default=240_000)
    chosen = parser.parse_args(arguments)
    train(chosen.target, chosen.folder, chosen.sentences)
    package(chosen.target, chosen.folder)


if __name__ == "__main__":
    main()
