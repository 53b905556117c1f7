"""What a package is worth: on sentences that it was not trained on.

python -m training.evaluate models/en-es
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import ctranslate2
import sentencepiece

from training.alignment import measure
from training.phrasebook import held_out


class Package:
    """A package that translates sentences."""

    def __init__(self, folder: Path) -> None:
        self.target = str(json.loads((folder / "metadata.json").read_bytes())["to_code"])
        self.model = folder / "model"
        self.tokenizer = (folder / "sentencepiece.model").read_bytes()
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
    parser = argparse.ArgumentParser(description="Judge a package.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--mistakes", type=int, default=10, help="how many to show")
    chosen = parser.parse_args(arguments)
    unseen = held_out()
    package = Package(chosen.folder)
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
