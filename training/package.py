"""Pack what was trained; beforehand, find the attention that aligns best.

python -m training.package es FOLDER
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import sentencepiece

from training.alignment import measure
from training.packing import NAMES, pack, save_model
from training.phrasebook import triples
from training.shape import Shape, Weights

SAMPLE, SAMPLE_SEED = 400, 7
"""Sentences that the attentions are compared on; not those that the result is judged by."""


def package(target: str, folder: Path) -> Path:
    """The unpacked package is in the folder, next to what it was made of; returns its path."""
    with np.load(folder / f"weights-{target}.npz") as stored:
        weights: Weights = dict(stored)
    tokenizer = (folder / f"sentencepiece-{target}.model").read_bytes()
    processor = sentencepiece.SentencePieceProcessor(model_proto=tokenizer)
    pieces = [processor.id_to_piece(n) for n in range(processor.get_piece_size())]
    shape = Shape(len(weights["bias"]))
    pieces += [f"<{n}>" for n in range(shape.vocabulary - len(pieces))]
    made = folder / f"en-{target}"
    with tempfile.TemporaryDirectory() as scratch:
        best = _best(weights, shape, pieces, tokenizer, target, Path(scratch))
        model = Path(scratch, "chosen")
        save_model(weights, shape, pieces, model, best)
        pack(made, target, tokenizer, model)
    sys.stdout.write(f"{made}: alignment {best}\n")
    return made


def _best(
    weights: Weights,
    shape: Shape,
    pieces: list[str],
    tokenizer: bytes,
    target: str,
    scratch: Path,
) -> tuple[int, int]:
    """The decoder layer, and how many of its heads, whose attention aligns most words rightly."""
    sample = triples(SAMPLE, SAMPLE_SEED)
    found = {}
    for choice in ((layer, heads) for layer in range(shape.layers) for heads in (1, shape.heads)):
        model = scratch / f"{choice[0]}-{choice[1]}"
        save_model(weights, shape, pieces, model, choice)
        found[choice] = score = measure(model, tokenizer, target, sample)
        told = f"layer {choice[0]}, {choice[1]} heads: {score.anchors_right}/{score.anchors}"
        sys.stdout.write(f"{told} groups, {score.pieces_right}/{score.pieces} pieces\n")
    return max(found, key=lambda choice: found[choice].share)


def main(arguments: Sequence[str] | None = None) -> None:
    """Pack as the command line says."""
    parser = argparse.ArgumentParser(description="Pack a trained model.")
    parser.add_argument("target", choices=sorted(set(NAMES) - {"en"}))
    parser.add_argument("folder", type=Path)
    chosen = parser.parse_args(arguments)
    package(chosen.target, chosen.folder)


if __name__ == "__main__":
    main()
