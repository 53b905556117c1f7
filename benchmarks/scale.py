"""What a project of a hundred thousand articles costs, and what a million would.

    python -m benchmarks.scale [--sizes 1000 10000 100000] [--skip check build] [--folder DIR]

For each size a project is made for real, in a temporary folder: articles of a title and two
paragraphs in folders of a hundred, two languages, everything translated (`size.many_articles`).
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from benchmarks.measuring import Cost
from benchmarks.size import Step, cost, many_articles, row, translate

ONE = "f00003/a000321"
"""The article that is named where a step names one: it is there from 400 articles on."""

MILLION = 1_000_000


def edit(folder: Path) -> None:
    """Somebody adds a paragraph to the article."""
    article = folder / "content" / f"{ONE}.md"
    text = article.read_text("utf-8")
    article.write_text(f"{text}\nIt has risen {len(text)} times since.\n", "utf-8")


STEPS = (
    Step("sync, from nothing", "sync --quiet"),
    Step("sync, all catalogs saved since", "sync --quiet", before=translate),
    Step("sync, nothing changed", "sync --quiet", 15),
    Step("sync, one article edited", "sync --quiet", 15, before=edit),
    Step("sync ARTICLE, nothing changed", f"sync --quiet {ONE}", 0.5),
    Step("sync ARTICLE, edited", f"sync --quiet {ONE}", 0.5, before=edit),
    Step("sync PATH, nothing changed", f"sync --quiet content/{ONE}.md", 0.5),
    Step("status, from nothing", "status"),
    Step("status, nothing changed", "status", 5),
    Step("status ARTICLE", f"status {ONE}", 0.5),
    Step("check, from nothing", "check --quiet"),
    Step("check, nothing changed", "check --quiet"),
    Step("check ARTICLE", f"check --quiet {ONE}", 0.5),
    Step("build, from nothing", "build --quiet"),
    Step("build, nothing changed", "build --quiet"),
    Step("build ARTICLE", f"build --quiet {ONE}", 0.5),
)


class Files(NamedTuple):
    """What lies in a project."""

    number: int
    bytes: int
    remembered: int
    """Bytes below `.l10n-flow/`."""


def files_in(folder: Path) -> Files:
    """How many files a project has, and how large they are together."""
    number = size = remembered = 0
    for place, _, names in os.walk(folder):
        inside = ".l10n-flow" in Path(place).parts
        for name in names:
            length = (Path(place) / name).stat().st_size
            number, size, remembered = number + 1, size + length, remembered + inside * length
    return Files(number, size, remembered)


def fitted(costs: Mapping[Step, Mapping[int, Cost]], at: int = MILLION) -> Iterator[str]:
    """Yield a line of the last table for each step that was measured at two sizes or more."""
    for step, by_size in costs.items():
        if len(by_size) < 2:
            continue
        (n, less), (m, more) = sorted(by_size.items())[-2:]
        each = (more.cpu - less.cpu) / (m - n)
        start = max(less.cpu - each * n, 0)
        cpu = start + each * at
        wall = more.wall + (more.wall - less.wall) / (m - n) * (at - m)
        memory = more.peak + (more.peak - less.peak) / (m - n) * (at - m)
        yield (
            f"| {step.label} | {start:.2f} | {each * 1000:.3f} | {cpu:,.0f} | {wall:,.0f} "
            f"| {memory / 1000:,.0f} |"
        )


def main() -> None:
    """Print a table for all sizes, then what a million articles would cost by it."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000, 100_000])
    parser.add_argument("--skip", nargs="*", default=[], help="commands to leave out")
    parser.add_argument("--folder", type=Path, help="where the projects are made, and removed")
    asked = parser.parse_args()
    steps = [step for step in STEPS if step.arguments.split()[0] not in asked.skip]
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; limits are those of 100,000\n")
    print(
        "| articles | work | CPU s | wall s | limit, s | peak MB |\n| ---: | --- |" + " ---: |" * 4
    )
    costs: dict[Step, dict[int, Cost]] = {step: {} for step in steps}
    told: list[str] = []
    for size in sorted(asked.sizes):
        folder = Path(tempfile.mkdtemp(dir=asked.folder)) / "project"
        try:
            many_articles(folder, size)
            for step in steps:
                spent = cost(step, folder)
                print(f"| {size:,} {row(step, spent)}", flush=True)
                if isinstance(spent, Cost):
                    costs[step][size] = spent
            lies = files_in(folder)
            told.append(
                f"{size:,} articles: {lies.number:,} files, {lies.bytes / 1e6:,.0f} MB, of which "
                f"{lies.remembered / 1e6:,.1f} MB are what commands remember"
            )
        finally:
            shutil.rmtree(folder.parent)
    print("\n" + "\n".join(told))
    print(f"\nA line through the two largest sizes, read off at {MILLION:,} articles:\n")
    print("| work | start, CPU s | CPU ms an article | CPU s | wall s | peak MB |")
    print("| --- |" + " ---: |" * 5)
    print("\n".join(fitted(costs)))


if __name__ == "__main__":
    main()
