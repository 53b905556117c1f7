"""How long it takes to merge one huge catalog of which a third changed.

    python -m benchmarks.merging [entries]

Ten times the entries may take ten times as long, not a hundred times.
"""

from __future__ import annotations

import random
import sys
import time

from l10n_flow.catalogs.merge import merge
from l10n_flow.model import Catalog, Entry, Segment

ENTRIES = 50_000


def merge_of_a_third(entries: int) -> str:
    """Merge one catalog of so many entries, of which every third changed in one word."""
    chance = random.Random(7)
    words = [f"{a}{b}{c}" for a in "bdfgk" for b in "aeiou" for c in ("r", "l", "nt", "s", "m")] * 8
    words = [f"{word}{number % 9 or ''}" for number, word in enumerate(words)]
    texts = [" ".join(chance.choices(words, k=chance.randint(4, 24))) for _ in range(entries)]
    catalog = Catalog("es", tuple(Entry(text, f"{text} (es)") for text in dict.fromkeys(texts)))
    changed = [_edited(e.source, chance, words) for e in catalog.entries]
    segments = [
        Segment(changed[at] if at % 3 == 0 else entry.source, "paragraph")
        for at, entry in enumerate(catalog.entries)
    ]
    start = time.perf_counter()
    report = merge(catalog, segments, threshold=66).report
    seconds = time.perf_counter() - start
    return (
        f"{seconds:6.1f} s  {report.fuzzy:,} of {(entries + 2) // 3:,} changed texts have a draft"
    )


def _edited(text: str, chance: random.Random, words: list[str]) -> str:
    parts = text.split()
    parts[chance.randrange(len(parts))] = chance.choice(words)
    return " ".join(parts)


def main() -> None:
    """Print the time, and how many drafts were found."""
    entries = int(sys.argv[1]) if len(sys.argv) > 1 else ENTRIES
    sys.stdout.write(f"{entries:,} entries: {merge_of_a_third(entries)}\n")


if __name__ == "__main__":
    main()
