"""Makes the table by which close languages are told apart (`checks/rules/lettergroups.py`).

    python -m benchmarks.lettergroups FOLDER

FOLDER holds a folder of PO files for each of the languages, English sources in all of them; it
needs numpy. Words that the source has, too, are left out, as the check does.
"""

from __future__ import annotations

import math
import random
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import polib

from l10n_flow.checks.prose import hidden
from l10n_flow.checks.rules.lettergroups import KNOWN, groups
from l10n_flow.checks.rules.smallwords import DATA
from l10n_flow.checks.texts import PART

GROUPS = 1600
LEAST = 40
"""Texts that a group must be in."""
MOST = {"es": 25_000}
"""Texts of a language; of the others 9,000."""
ROUNDS = 5

Text = Sequence[str]


def texts(folder: Path, language: str) -> list[Text]:
    """The words of each translation that its source does not have; for English, of each source."""
    paths = sorted((folder / (language if language != "en" else "es")).glob("*.po"))
    found: list[Text] = []
    for entry in (entry for path in paths for entry in polib.pofile(str(path))):
        if entry.msgid and entry.msgstr and not entry.fuzzy and entry.msgid != entry.msgstr:
            source, target = ("", entry.msgid) if language == "en" else (entry.msgid, entry.msgstr)
            known = set(PART.findall(hidden(source).lower()))
            words = dict.fromkeys(PART.findall(hidden(target).lower()))
            if len(words) > 3:
                found.append([word for word in words if word not in known])
    random.Random(language).shuffle(found)
    return found[: MOST.get(language, 9_000)]


def telling(corpus: Mapping[str, Sequence[Text]]) -> list[str]:
    """The groups that say most about the language of a text that has them."""
    counts = {
        language: Counter(
            group for text in some for group in {g for word in text for g in groups(word)}
        )
        for language, some in corpus.items()
    }

    def gain(group: str) -> float:
        shares = [(counts[tag][group] + 0.5) / (len(corpus[tag]) + 1) for tag in KNOWN]
        mean = sum(shares) / len(shares)
        return _entropy(mean) - sum(map(_entropy, shares)) / len(shares)

    every = sum(counts.values(), Counter[str]())
    often = [group for group, count in every.items() if count >= LEAST]
    return sorted(often, key=gain, reverse=True)[:GROUPS]


def _entropy(share: float) -> float:
    return -(share * math.log(share) + (1 - share) * math.log(1 - share))


def weighed(corpus: Mapping[str, Sequence[Text]], chosen: Sequence[str]) -> np.ndarray:
    """The weights of softmax regression, by AdaGrad; the last row is what no words have."""
    place = {group: at for at, group in enumerate(chosen)}
    examples = [
        (np.array([*_found(text, place), len(chosen)]), KNOWN.index(tag))
        for tag, some in corpus.items()
        for text in some
    ]
    weights = np.zeros((len(chosen) + 1, len(KNOWN)))
    squares = np.full_like(weights, 1e-2)
    chance = random.Random(1)
    for number in range(ROUNDS):
        chance.shuffle(examples)
        for rows, right in examples:
            logits = weights[rows].sum(0)
            error = np.exp(logits - logits.max())
            error /= error.sum()
            error[right] -= 1
            unique, times = np.unique(rows, return_counts=True)
            gradient = times[:, None] * error + 2e-4 * weights[unique]
            squares[unique] += gradient * gradient
            weights[unique] -= 0.25 / (1 + number / 2) * gradient / np.sqrt(squares[unique])
    return weights


def _found(text: Text, place: Mapping[str, int]) -> Iterator[int]:
    return (place[group] for word in text for group in groups(word) if group in place)


def main() -> None:
    """Write the table anew."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    corpus = {language: texts(Path(sys.argv[1]), language) for language in KNOWN}
    chosen = telling(corpus)
    weights = np.round(10 * weighed(corpus, chosen)).astype(int)
    rows = {group or "-": row for group, row in zip([*chosen, ""], weights, strict=True)}
    head = (
        "# Groups of letters, and how much each speaks for a language, in tenths of a natural\n"
        f'# logarithm: {", ".join(KNOWN)}. "_" is the edge of a word, "-" what each text has.\n'
        "# Made by benchmarks/lettergroups.py.\n"
    )
    lines = [f"{group} {' '.join(map(str, rows[group]))}\n" for group in sorted(rows)]
    (DATA / "lettergroups.txt").write_text(head + "".join(lines), "utf-8")


if __name__ == "__main__":
    main()
