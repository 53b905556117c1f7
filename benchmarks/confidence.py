"""What a draft's confidence predicts: of engines by sentences held out, of memories by catalogs.

    python -m benchmarks.confidence [--packages models] [--sentences 600]
                                    [--catalogs ../shared/catalogs/tails]

The models of the sample newsroom translate sentences of the phrasebook that they were not trained
on, as they are and damaged; their patterns are not asked, so they also meet what they do not know.
A draft is right when it is the phrasebook's translation of the undamaged sentence, letter by
letter: that is hard on a lost word, which nobody can know of. The area under the ROC curve is the
chance that a right draft has a higher confidence than a wrong one. The memory is asked for every
fifth of the catalogs' texts with the others as memory; a match is right when it is the
translator's own text. Prints Markdown tables.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path

from training.phrasebook import held_out

from l10n_flow.catalogs import store
from l10n_flow.engines import EngineOptions
from l10n_flow.engines.ctranslate import CTranslateEngine
from l10n_flow.engines.layout import layout
from l10n_flow.errors import L10nFlowError
from l10n_flow.memory.collect import Memory
from l10n_flow.memory.units import Unit
from l10n_flow.pretranslate.confidence import similar, translated
from l10n_flow.pretranslate.machine.requests import Response

STRANGE = ["zeppelin", "marzipan", "juniper", "telescope", "walrus", "plumber", "saffron", "quarry"]
"""Words that are not in the phrasebook."""

BANDS = (0.0, 0.2, 0.4, 0.6, 0.7, 0.75, 0.8, 1.01)


def as_it_is(words: list[str], _dice: random.Random) -> list[str]:
    """Nothing is done."""
    return words


def strange(words: list[str], dice: random.Random) -> list[str]:
    """One word is another, which the model does not know."""
    i = _some(words, dice)
    return [*words[:i], dice.choice(STRANGE) + "." * words[i].endswith("."), *words[i + 1 :]]


def mistyped(words: list[str], dice: random.Random) -> list[str]:
    """A letter of a word is missing, or two changed places."""
    i = _some(words, dice)
    word = words[i]
    at = dice.randrange(1, max(2, len(word) - 1))
    twisted = word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]
    shorter = word[:at] + word[at + 1 :]
    return [*words[:i], dice.choice([twisted, shorter]), *words[i + 1 :]]


def shortened(words: list[str], dice: random.Random) -> list[str]:
    """A word is missing."""
    i = _some(words, dice)
    return words[:i] + words[i + 1 :]


def shuffled(words: list[str], dice: random.Random) -> list[str]:
    """The words are in any order."""
    return dice.sample(words, len(words))


def _some(words: Sequence[str], dice: random.Random) -> int:
    return dice.choice([i for i, word in enumerate(words) if len(word) > 3] or [0])


DAMAGE: dict[str, Callable[[list[str], random.Random], list[str]]] = {
    "as it is": as_it_is,
    "an unknown word": strange,
    "a typing error": mistyped,
    "a word lost": shortened,
    "shuffled": shuffled,
}


@dataclass(frozen=True)
class Answer:
    """What a model said."""

    damage: str
    score: float
    confidence: float
    right: bool


def answers(package: Path, locale: str, count: int) -> Iterator[Answer]:
    """Yield what the package says to sentences with and without damage."""
    dice = random.Random(5)
    triples = dice.sample(held_out(), count)
    options = EngineOptions(threads=1)
    engine = CTranslateEngine(layout(package, "en", locale), options, calibrate=False)
    for name, damage in DAMAGE.items():
        texts = [" ".join(damage(triple.en.split(), dice)) for triple in triples]
        for index, found in engine.translate(texts):
            piece = [Response(found.text, found.score)]
            sure = translated(texts[index], found.text, piece, ("en", locale))
            right = found.text == getattr(triples[index], locale)
            yield Answer(name, found.score, sure, right)


def area(values: Iterable[tuple[float, bool]]) -> float:
    """The area under the ROC curve (Mann and Whitney's U); ties count half."""
    known = sorted(values)
    rights = sum(right for _, right in known)
    wrongs = len(known) - rights
    place, ranks = 1, 0.0
    for _, equals in groupby(known, key=lambda pair: pair[0]):
        group = list(equals)
        ranks += sum(right for _, right in group) * (2 * place + len(group) - 1) / 2
        place += len(group)
    return (ranks - rights * (rights + 1) / 2) / (rights * wrongs) if rights and wrongs else 0.5


def tell_engines(found: dict[str, list[Answer]]) -> None:
    """Print what confidence says of the models."""
    print("| en → | sentences | number | right | area by score | area by confidence |")
    print("| --- | --- | --- | --- | --- | --- |")
    for locale, everything in found.items():
        groups = {name: [a for a in everything if a.damage == name] for name in DAMAGE}
        known = ("as it is", "an unknown word", "a typing error")
        groups["the first three"] = [a for a in everything if a.damage in known]
        groups["all"] = everything
        for name, some in groups.items():
            right = sum(answer.right for answer in some) / len(some)
            areas = [
                area((getattr(answer, measure), answer.right) for answer in some)
                for measure in ("score", "confidence")
            ]
            print(f"| {locale} | {name} | {len(some)} | {right:.0%} | ", end="")
            print(" | ".join(f"{one:.3f}" for one in areas) + " |")
    print("\n| confidence | " + " | ".join(f"{one} number | {one} right" for one in found) + " |")
    print("| --- |" + " --- |" * 2 * len(found))
    for low, high in pairwise(BANDS):
        cells = [f"{low:.2f} to {min(1, high):.2f}"]
        for everything in found.values():
            rights = [answer.right for answer in everything if low <= answer.confidence < high]
            cells += [str(len(rights)), f"{sum(rights) / len(rights):.0%}" if rights else ""]
        print("| " + " | ".join(cells) + " |")


def units(folder: Path, locale: str) -> list[Unit]:
    """The distinct translated texts of the catalogs."""
    found: dict[str, Unit] = {}
    for path in sorted(folder.rglob("*.po")):
        try:
            catalog = store.load(path, locale)
        except L10nFlowError:
            continue
        for entry in catalog.entries:
            if entry.target and not entry.fuzzy and not entry.obsolete and entry.source.strip():
                found.setdefault(entry.source, Unit(entry.source, entry.target, path.name))
    return list(found.values())


def tell_memory(folder: Path, locale: str) -> None:
    """Print what the confidence of similar texts says."""
    every = units(folder, locale)
    random.Random(2).shuffle(every)
    bands: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for fifth in range(5):
        asked = every[fifth::5]
        memory = Memory([unit for i, unit in enumerate(every) if i % 5 != fifth])
        found = memory.fuzzy([unit.source for unit in asked], 60, 1)
        for unit, matches in zip(asked, found, strict=True):
            if not matches:
                continue
            match = matches[0]
            adapted = bool(match.changes)
            sure = similar(match.percent, adapted=adapted, doubts=len(match.doubts))
            name = "99 and more" if match.percent >= 99 else f"{match.percent // 10 * 10} and more"
            right = match.target == unit.target
            bands[name + ", adapted" * (adapted and match.percent >= 99)].append((sure, right))
    for name, pairs in sorted(bands.items(), reverse=True):
        mean = sum(sure for sure, _ in pairs) / len(pairs)
        share = sum(right for _, right in pairs) / len(pairs)
        print(f"| {locale} | {name} | {len(pairs)} | {mean:.2f} | {share:.0%} |")
    print(f"| {locale} | area | | {area(p for pairs in bands.values() for p in pairs):.3f} | |")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--packages", type=Path, default=Path("models"))
    parser.add_argument("--sentences", type=int, default=600)
    parser.add_argument("--catalogs", type=Path, default=Path("../shared/catalogs/tails"))
    options = parser.parse_args()
    packages = {path.name.removeprefix("en-"): path for path in options.packages.glob("en-*")}
    if not packages:
        sys.exit(f"no packages in {options.packages}")
    tell_engines(
        {
            locale: list(answers(package, locale, options.sentences))
            for locale, package in sorted(packages.items())
        }
    )
    print("\n| en → | similar, percent | number | mean confidence | right |")
    print("| --- | --- | --- | --- | --- |")
    for locale in sorted(packages):
        tell_memory(options.catalogs / locale, locale)


if __name__ == "__main__":
    main()
