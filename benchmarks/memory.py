"""How long the translation memory takes, and that it finds what looking at everything finds.

    python -m benchmarks.memory [--catalogs DIR] [--entries 100000] [--lookups 1000]

The memory is the messages of the catalogs in DIR, as far as they go, and as many made-up texts as
it takes: other words in the places of some, the lengths as they are. What is looked up is such
texts with up to a third of their words changed. Looking at everything is the same scorer over all
entries, in rapidfuzz, a lookup at a time. MB is what the process grew by.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import polib

from l10n_flow.memory import tmx
from l10n_flow.memory.adapt import MAX_PERCENT
from l10n_flow.memory.collect import Memory
from l10n_flow.memory.matching import LIMIT, Match, compare
from l10n_flow.memory.tokens import TokenText, similar
from l10n_flow.memory.units import Pair, Unit, ordered

ROOT = Path(__file__).parents[1]
CATALOGS = ROOT.parent / "shared" / "catalogs"
SPARE = ["The", "ferry", "to", "Velan", "left", "the", "harbour", "at", "dawn", "in", "2019"]


def main() -> None:
    """Print the tables."""
    options = _options()
    dice = random.Random(options.seed)
    units = list(memory(options.catalogs, options.entries, dice))
    words = words_of(units)
    queries = [changed(dice.choice(units).source, words, dice) for _ in range(options.lookups)]
    lengths = sorted(len(TokenText(unit.source).forms) for unit in units)
    print(f"{len(units):,} entries, {lengths[len(lengths) // 2]} words in the middle\n")
    held = Memory(units)
    row("", "wall s", "CPU s", "matches", "MB more")
    row("---", "---", "---", "---", "---")
    timed("index", lambda: held.fuzzy(["x"]))
    few = queries[: options.brute]
    for min_percent in options.min_percent:
        name = f"lookups, {min_percent} % or more"
        found = timed(f"{len(queries):,} {name}", partial(held.fuzzy, queries, min_percent))
        same = timed(
            f"{len(few):,} {name}, all read", partial(everything, few, held.units, min_percent)
        )
        if found[: len(few)] != same:
            raise SystemExit("the index found something else")
    through_tmx(units)
    print("\nThe index found what reading everything finds; TMX gave back what it was given.")
    for locale in ("es", "fa"):
        numbers(options.catalogs, locale)


def timed(name: str, work: Callable[[], list[tuple[Match, ...]]]) -> list[tuple[Match, ...]]:
    """Do it, and print what it took."""
    before, began, spent = peak(), time.perf_counter(), time.process_time()
    result = work()
    wall, cpu = time.perf_counter() - began, time.process_time() - spent
    matches = sum(map(len, result))
    row(name, f"{wall:.2f}", f"{cpu:.2f}", f"{matches:,}", f"{(peak() - before) >> 10}")
    return result


def row(*cells: str) -> None:
    """Print a line of the table."""
    print(f"| {' | '.join(cells)} |", flush=True)


def peak() -> int:
    """The most memory that the process has had, in kilobytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def memory(catalogs: Path, count: int, dice: random.Random) -> Iterator[Unit]:
    """Yield that many units with different sources, real ones first."""
    real = list(messages(catalogs))[:count]
    yield from real
    known = {unit.source for unit in real}
    words = words_of(real)
    patterns = [unit.source for unit in real] or [" ".join(SPARE)]
    while len(known) < count:
        source = changed(dice.choice(patterns), words, dice)
        if source and source not in known:
            known.add(source)
            yield Unit(source, source.upper(), "made up")


def messages(catalogs: Path, locale: str = "es") -> Iterator[Unit]:
    """Yield the translated messages of every catalog in a language, each source once."""
    known = set()
    for path in sorted(catalogs.rglob(f"{locale}/*.po")):
        for entry in polib.pofile(str(path)):
            if entry.translated() and entry.msgstr and entry.msgid not in known:
                known.add(entry.msgid)
                yield Unit(entry.msgid, entry.msgstr, path.stem)


def words_of(units: Sequence[Unit]) -> Sequence[str]:
    """The words of some of the texts, the more often the commoner they are."""
    return [word for unit in units[:20_000] for word in unit.source.split()] or SPARE


def changed(text: str, words: Sequence[str], dice: random.Random) -> str:
    """The text with up to a third of its words replaced, and its years changed."""
    found = text.split()
    for _ in range(dice.randint(0, max(1, len(found) // 3))):
        if found:
            found[dice.randrange(len(found))] = dice.choice(words)
    return re.sub(r"\b(19|20)\d\d\b", str(dice.randint(1950, 2030)), " ".join(found))


def everything(
    queries: Sequence[str], units: Sequence[Unit], min_percent: int
) -> list[tuple[Match, ...]]:
    """The best matches of each query, every unit being looked at."""
    codes: dict[str, str] = {}

    def coded(text: TokenText) -> str:
        return "".join(codes.setdefault(form, chr(len(codes))) for form in text.forms)

    texts = [coded(TokenText(unit.source)) for unit in units]
    results = []
    for query in map(TokenText, queries):
        near = {
            at for at, _ in similar(coded(query), texts, min_percent=min(min_percent, MAX_PERCENT))
        }
        near |= {at for at, unit in enumerate(units) if unit.source == query.text}
        matches = [compare(query, units[at]) for at in sorted(near)]
        best = sorted((m for m in matches if m.percent >= min_percent), key=lambda m: -m.percent)
        results.append(tuple(best[:LIMIT]))
    return results


def through_tmx(units: Sequence[Unit]) -> None:
    """The units are written to a file and read again, and are the same."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "m.tmx"
        held: dict[Pair, tuple[Unit, ...]] = {}

        def write() -> list[tuple[Match, ...]]:
            path.write_bytes(tmx.write({("en", "es"): units}).data)
            return []

        def read() -> list[tuple[Match, ...]]:
            held.update(tmx.read(path, ("en", "es")).units)
            return []

        timed("all of them written as TMX", write)
        timed("and read", read)
    if held[("en", "es")] != ordered(units):
        raise SystemExit("TMX lost something")


def numbers(catalogs: Path, locale: str) -> None:
    """Print how often adapted translations have the numbers that people's own have.

    Every message is looked up among the others; matches in which numbers were adapted, and none is
    in doubt, are compared with the message's own translation.
    """
    units = list(messages(catalogs, locale))
    held = Memory(units)
    texts = [unit.source for unit in units]
    same = other = 0
    for unit, matches in zip(units, held.fuzzy(texts, 70, 6), strict=True):
        for match in matches:
            if match.changes and not match.doubts:
                agrees = _numbers(match.target) == _numbers(unit.target)
                same, other = same + agrees, other + (not agrees)
    print(f"{locale}: of {same + other} adapted translations {same} have the numbers of people's")


def _numbers(text: str) -> Counter[tuple[str, ...]]:
    return Counter(slot.groups for slot in TokenText(text).slots if slot.is_number)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--catalogs", type=Path, default=CATALOGS, metavar="DIR")
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--lookups", type=int, default=1_000)
    parser.add_argument("--brute", type=int, default=100, help="lookups that look at everything")
    parser.add_argument("--min-percent", type=int, nargs="+", default=[70, 50], metavar="PERCENT")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    main()
