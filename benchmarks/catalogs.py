"""How fast catalogs are written, read and merged, side by side with polib.

    python benchmarks/catalogs.py

1,000 catalogs of 50 paragraphs, made up from a fixed seed, in four states of work; CPU seconds,
the best of three rounds, polib with `wrapwidth=0`, its fastest way to write.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import TypeVar

import polib

from l10n_flow.catalogs.merge import Merge, merge
from l10n_flow.catalogs.po import canonical, header
from l10n_flow.catalogs.provenance import origins
from l10n_flow.model import Catalog, Entry, Origin, Placeholder, Segment

Item = TypeVar("Item")

FILES, PARAGRAPHS, ROUNDS = 1000, 50, 3
ENGLISH = "the of peace talks “winter” delegation resumed after harvest court, verdict. Doha"
PERSIAN = "صلح گفت‌وگو هیئت زمستان «دادگاه» می‌شود، پس از آن حکم داد."
RARE = ['"so"', "[here]({1})"]
"""Words that need an escape or a note: in one paragraph of five each."""
NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


def paragraph(words: Sequence[str], chance: random.Random) -> str:
    """One paragraph of 10 to 60 words."""
    chosen = chance.choices(words, k=chance.randint(10, 60))
    return " ".join(chosen + [word for word in RARE if chance.random() < 0.2])


def catalogs(entry: Callable[[str, str], Entry]) -> list[Catalog]:
    """The corpus with each entry in the state that `entry` gives it."""
    chance = random.Random(1)
    english, persian = ENGLISH.split(), PERSIAN.split()
    headers = header.new_headers("fa", "a benchmark")
    made = []
    for file in range(FILES):
        pairs = {
            f"{file} {number} {paragraph(english, chance)}": paragraph(persian, chance)
            for number in range(PARAGRAPHS)
        }
        entries = [entry(source, target) for source, target in pairs.items()]
        made.append(Catalog("fa", tuple(entries), headers))
    return made


def untranslated(source: str, _: str) -> Entry:
    """As a first sync leaves it."""
    return Entry(source, notes=("{1} = https://example.org/a/page",) if "{1}" in source else ())


def translated(source: str, target: str) -> Entry:
    """As a translator leaves it."""
    return replace(untranslated(source, ""), target=target)


def drafted(source: str, target: str) -> Entry:
    """As an engine leaves it: with a state comment."""
    entry = untranslated(source, "")
    return origins.drafted(entry, target, Origin("mt", "argos-1.9", 0.81), NOON)


def outdated(source: str, target: str) -> Entry:
    """As a rewritten article leaves it: with the previous source."""
    return replace(drafted(source, target), previous_source=f"{source} once")


def seconds(work: Callable[[Item], object], items: Sequence[Item]) -> float:
    """CPU seconds for `work` on every item, one after the other; the best of three rounds."""
    rounds = []
    for _ in range(ROUNDS):
        start = time.process_time()
        for item in items:
            work(item)
        rounds.append(time.process_time() - start)
    return min(rounds)


def row(name: str, ours: float, theirs: float | None = None) -> str:
    """A line of the table: thousands of entries per CPU second."""
    speed = FILES * PARAGRAPHS / 1000
    if theirs is None:
        return f"{name:<24}{speed / ours:>10.0f}"
    return f"{name:<24}{speed / ours:>10.0f}{speed / theirs:>10.0f}{theirs / ours:>8.1f}"


def edited(catalog: Catalog, every: int) -> list[Segment]:
    """The catalog's article with a word added to one paragraph of `every`."""
    link = (Placeholder("https://example.org/a/page", "link"),)
    return [
        Segment(
            entry.source + (" indeed" if number % every == 0 else ""),
            "paragraph",
            link if entry.notes else (),
        )
        for number, entry in enumerate(catalog.entries, 1)
    ]


def main() -> None:
    """Print the table."""
    print(f"{FILES * PARAGRAPHS:,} entries in {FILES:,} files; thousands of entries per CPU second")
    print(f"{'':<24}{'l10n-flow':>10}{'polib':>10}{'ratio':>8}")
    for state in (untranslated, translated, drafted, outdated):
        name = state.__name__
        made = catalogs(state)
        texts = [canonical.write(catalog) for catalog in made]
        if [canonical.read(text, "fa") for text in texts] != made:
            sys.exit("what was written was not read back")
        files = [polib.pofile(text, wrapwidth=0) for text in texts]
        read = partial(canonical.read, locale="fa")
        print(row(f"write, {name}", seconds(canonical.write, made), seconds(str, files)))
        print(row(f"read, {name}", seconds(read, texts), seconds(polib.pofile, texts)))
    made = catalogs(translated)
    for name, every in (("merge, unchanged", 10**9), ("merge, 5 % edited", 20)):
        pairs = [(catalog, edited(catalog, every)) for catalog in made]
        print(row(name, seconds(merged, pairs)))


def merged(pair: tuple[Catalog, list[Segment]]) -> Merge:
    """A catalog merged with its article."""
    return merge(*pair, threshold=70)


if __name__ == "__main__":
    main()
