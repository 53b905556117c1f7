"""What a demonstration package is worth: on sentences that it was not trained on.

python -m training.evaluate src/l10n_flow/demonstration/translate-en_es-1_0.argosmodel
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

import ctranslate2
import sentencepiece

from training.alignment import measure
from training.phrasebook import held_out

__all__ = ["Package"]


class Package:
    """An unpacked package that translates sentences."""

    def __init__(self, file: Path, folder: Path) -> None:
        with zipfile.ZipFile(file) as archive:
            archive.extractall(folder)
        (top,) = folder.iterdir()
        self.target = str(json.loads((top / "metadata.json").read_bytes())["to_code"])
        self.model, self.tokenizer = top / "model", (top / "sentencepiece.model").read_bytes()
        self._processor = sentencepiece.SentencePieceProcessor(model_proto=self.tokenizer)
        self._translator = ctranslate2.Translator(str(self.model), inter_threads=1, intra_threads=1)

    def translate(self, sentences: Sequence[str], beam: int = 4) -> list[str]:
        """The translations, by the parameters that l10n-flow uses."""
        results = self._translator.translate_batch(
            [self._processor.encode(sentence, out_type=str) for sentence in sentences],
            beam_size=beam,
            length_penalty=0.2,
            max_batch_size=1024,
            batch_type="tokens",
        )
        return [str(self._processor.decode_pieces(result.hypotheses[0])) for result in results]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print shares, and the first mistakes."""
    parser = argparse.ArgumentParser(description="Judge a demonstration package.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--mistakes", type=int, default=10, help="how many to show")
    chosen = parser.parse_args(arguments)
    unseen = held_out()
    with tempfile.TemporaryDirectory() as scratch:
        package = Package(chosen.file, Path(scratch))
        four, one = (package.translate([t.en for t in unseen], beam) for beam in (4, 1))
        wanted = [str(getattr(triple, package.target)) for triple in unseen]
        score = measure(package.model, package.tokenizer, package.target, unseen)
    for name, pairs in (
        ("beam 4, as the phrasebook", zip(four, wanted, strict=True)),
        ("beam 1, as the phrasebook", zip(one, wanted, strict=True)),
        ("beam 4 and beam 1 alike", zip(four, one, strict=True)),
    ):
        count = sum(a == b for a, b in pairs)
        sys.stdout.write(f"{name}: {count}/{len(unseen)} ({count / len(unseen):.1%})\n")
    sys.stdout.write(f"alignment: {score}\n")
    wrong = [row for row in zip(unseen, four, wanted, strict=True) if row[1] != row[2]]
    for triple, said, better in wrong[: chosen.mistakes]:
        sys.stdout.write(f"\n{triple.en}\n- {said}\n+ {better}\n")


if __name__ == "__main__":
    main()
