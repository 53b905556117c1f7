"""How often sentence carry-over finds its way, and how often a wrong one, on real catalogs.

    python -m benchmarks.carryover [--catalogs ../shared/catalogs/tails] [--locales es fa]

Takes the translations that have as many sentences as their source, as they are ("entries") and
several of a file after one another ("joined"), and harms them in known ways. A cut is wrong when
something on its left translates something on its right. The lexicon is learned from the other half
of the files. Prints a Markdown table.
"""

from __future__ import annotations

import argparse
import random
import re
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from l10n_flow.catalogs import store
from l10n_flow.errors import L10nFlowError
from l10n_flow.pretranslate.carryover.evidence import Lexicon, learned
from l10n_flow.pretranslate.carryover.sentences import Sentence, blocks, cut

Known = list[tuple[Sentence, set[int]]]
"""A translation: its sentences, each with the numbers of those that it translates."""

_COMMA = re.compile(r"[,،;؛] ")


@dataclass(frozen=True)
class Paragraph:
    """Sentences and their translations, one each."""

    file: str
    source: Sequence[Sentence]
    target: Sequence[Sentence]


def swapped(known: Known, dice: random.Random, _strange: Sequence[Sentence]) -> Known:
    """Two neighbours changed places."""
    i = dice.randrange(len(known) - 1)
    return [*known[:i], known[i + 1], known[i], *known[i + 2 :]]


def swapped_far(known: Known, dice: random.Random, _strange: Sequence[Sentence]) -> Known:
    """Two that are no neighbours changed places."""
    i, j = sorted(dice.sample(range(len(known)), 2))
    if j - i < 2:
        return []
    return [*known[:i], known[j], *known[i + 1 : j], known[i], *known[j + 1 :]]


def moved(known: Known, dice: random.Random, _strange: Sequence[Sentence]) -> Known:
    """One went somewhere else, two places away or more."""
    i, j = dice.sample(range(len(known)), 2)
    rest = known[:i] + known[i + 1 :]
    return [*rest[:j], known[i], *rest[j:]] if abs(i - j) > 1 else []


def lost(known: Known, dice: random.Random, _strange: Sequence[Sentence]) -> Known:
    """One is not there."""
    i = dice.randrange(len(known))
    return known[:i] + known[i + 1 :]


def made_one(known: Known, dice: random.Random, _strange: Sequence[Sentence]) -> Known:
    """Two neighbours became one sentence."""
    i = dice.randrange(len(known) - 1)
    (one, mine), (other, theirs) = known[i : i + 2]
    words = f"{one.text.rstrip('.!?؟')}, {other.text[:1].lower()}{other.text[1:]}"
    return [*known[:i], (Sentence(words, other.space), mine | theirs), *known[i + 2 :]]


def made_two(known: Known, dice: random.Random, _strange: Sequence[Sentence]) -> Known:
    """One was divided at a comma."""
    long = [i for i, (sentence, _) in enumerate(known) if _COMMA.search(sentence.text)]
    if not long:
        return []
    i = dice.choice(long)
    sentence, mine = known[i]
    comma = dice.choice(list(_COMMA.finditer(sentence.text)))
    one, other = sentence.text[: comma.start()] + ".", sentence.text[comma.end() :]
    second = Sentence(other[:1].upper() + other[1:], sentence.space)
    return [*known[:i], (Sentence(one, " "), mine), (second, mine), *known[i + 1 :]]


def lost_and_two(known: Known, dice: random.Random, strange: Sequence[Sentence]) -> Known:
    """One is not there, another was divided: as many as before."""
    rest = lost(known, dice, strange)
    return made_two(rest, dice, strange)


def stranger(known: Known, dice: random.Random, strange: Sequence[Sentence]) -> Known:
    """One from elsewhere was put in."""
    i = dice.randrange(len(known) + 1)
    return [*known[:i], (dice.choice(strange), set()), *known[i:]]


def unharmed(known: Known, _dice: random.Random, _strange: Sequence[Sentence]) -> Known:
    """As it is."""
    return known


HARM: dict[str, Callable[[Known, random.Random, Sequence[Sentence]], Known]] = {
    "as it is": unharmed,
    "two made one": made_one,
    "one made two": made_two,
    "neighbours swapped": swapped,
    "others swapped": swapped_far,
    "one moved": moved,
    "one lost": lost,
    "one lost, one made two": lost_and_two,
    "a stranger put in": stranger,
}


@dataclass
class Count:
    """What came out for one kind of harm."""

    paragraphs: int = 0
    divided: int = 0
    cuts: int = 0
    possible: int = 0
    wrong: int = 0
    """Paragraphs with a wrong cut."""


@dataclass
class Measurement:
    """Counts of one language by how paragraphs were made and harmed."""

    locale: str
    counts: dict[tuple[str, str], Count] = field(default_factory=lambda: defaultdict(Count))

    def measure(self, kind: str, found: Sequence[Paragraph], lexicon: Lexicon) -> None:
        """The paragraphs are counted."""
        strange = [sentence for paragraph in found for sentence in paragraph.target]
        for name, harm in HARM.items():
            dice = random.Random(1)
            for paragraph in found:
                known = [(sentence, {i}) for i, sentence in enumerate(paragraph.target)]
                if harmed := harm(known, dice, strange):
                    self._count(self.counts[kind, name], paragraph, harmed, lexicon)

    def _count(self, count: Count, paragraph: Paragraph, known: Known, lexicon: Lexicon) -> None:
        target = [sentence for sentence, _ in known]
        parts = blocks(paragraph.source, target, "en", self.locale, lexicon)
        cuts = {(part.source.stop, part.target.stop) for part in parts[:-1]}
        right = {
            (a, b)
            for a in range(1, len(paragraph.source))
            for b in range(1, len(target))
            if all(max(mine, default=-1) < a for _, mine in known[:b])
            and all(min(mine, default=a) >= a for _, mine in known[b:])
        }
        count.paragraphs += 1
        count.divided += bool(cuts)
        count.cuts += len(cuts & right)
        count.possible += len({a for a, _ in right})
        count.wrong += not cuts <= right


def entries(folder: Path, locale: str) -> list[Paragraph]:
    """The distinct entries of the catalogs that have as many sentences as their source."""
    found: dict[str, Paragraph] = {}
    for path in sorted(folder.rglob("*.po")):
        try:
            catalog = store.load(path, locale)
        except L10nFlowError:
            continue
        for entry in catalog.entries:
            source, target = " ".join(entry.source.split()), " ".join(entry.target.split())
            if entry.fuzzy or entry.obsolete or not target or len(source) < 15:
                continue
            both = cut(source, "en"), cut(target, locale)
            if len(both[0]) == len(both[1]):
                found.setdefault(source, Paragraph(path.name, *both))
    return list(found.values())


def joined(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Yield paragraphs made of two to five whole ones of the same file."""
    dice = random.Random(1)
    files: dict[str, list[Paragraph]] = defaultdict(list)
    for paragraph in paragraphs:
        if paragraph.source[-1].text.endswith((".", "?", "!")):
            files[paragraph.file].append(paragraph)
    for file, whole in files.items():
        while len(whole) > 1:
            some, whole = whole[: (size := dice.randint(2, 5))], whole[size:]  # noqa: PLW2901
            yield Paragraph(
                file,
                [Sentence(s.text, " ") for paragraph in some for s in paragraph.source],
                [Sentence(s.text, " ") for paragraph in some for s in paragraph.target],
            )


def measured(folder: Path, locale: str) -> Measurement:
    """Both halves of the catalogs, each with the lexicon of the other."""
    found = entries(folder, locale)
    halves = [[p for p in found if zlib.crc32(p.file.encode()) % 2 == half] for half in (0, 1)]
    measurement = Measurement(locale)
    for mine, other in (halves, halves[::-1]):
        lexicon = learned((written(p.source), written(p.target)) for p in other)
        measurement.measure("entries", [p for p in mine if len(p.source) > 1], lexicon)
        measurement.measure("joined", list(joined(mine)), lexicon)
    return measurement


def written(sentences: Sequence[Sentence]) -> str:
    """The text that the sentences are of."""
    return "".join(sentence.text + sentence.space for sentence in sentences)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--catalogs", type=Path, default=Path("../shared/catalogs/tails"))
    parser.add_argument("--locales", nargs="+", default=["es", "fa"])
    options = parser.parse_args()
    print("| en → | paragraphs | harm | number | divided | cuts found | paragraphs cut wrongly |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for locale in options.locales:
        for (kind, harm), count in measured(options.catalogs / locale, locale).counts.items():
            print(
                f"| {locale} | {kind} | {harm} | {count.paragraphs} "
                f"| {count.divided / count.paragraphs:.0%} "
                f"| {count.cuts / (count.possible or 1):.0%} | {count.wrong} |"
            )


if __name__ == "__main__":
    main()
