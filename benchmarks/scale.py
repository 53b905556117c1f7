"""What a project of a hundred thousand articles costs, and what a million would.

    python -m benchmarks.scale [--sizes 1000 10000 100000] [--skip check build] [--folder DIR]

For each size a project is made for real, in a temporary folder: articles of a title and two
paragraphs in folders of a hundred, two languages, everything translated (`size.many_articles`).
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.measuring import Cost, Failed, run
from benchmarks.size import many_articles, translate

PROGRAM = str(Path(sys.executable).with_name("l10n-flow"))

ONE = "f00003/a000321"
"""The article that is named where a step names one: it is there from 400 articles on."""

MILLION = 1_000_000


class Step(NamedTuple):
    """A command, its limits, and what somebody else has done before."""

    label: str
    arguments: str
    wall: float = 0
    """Seconds that it may take at a hundred thousand articles on two cores; 0 where none is set."""
    before: str = ""
    """`translate`: all catalogs are filled; `edit`: one article has another paragraph."""


STEPS = (
    Step("sync, from nothing", "sync --quiet"),
    Step("sync, all catalogs saved since", "sync --quiet", before="translate"),
    Step("sync, nothing changed", "sync --quiet", 15),
    Step("sync, one article edited", "sync --quiet", 15, before="edit"),
    Step("sync ARTICLE, nothing changed", f"sync --quiet {ONE}", 0.5),
    Step("sync ARTICLE, edited", f"sync --quiet {ONE}", 0.5, before="edit"),
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


class Row(NamedTuple):
    """What a step cost at one size."""

    size: int
    step: Step
    cost: Cost | Failed


class Files(NamedTuple):
    """What lies in a project."""

    number: int
    bytes: int
    remembered: int
    """Bytes below `.l10n-flow/`."""


def measured(size: int, folder: Path, steps: Sequence[Step]) -> Iterator[Row]:
    """Make a project of this size, and yield what each step costs in it."""
    many_articles(folder, size)
    for step in steps:
        if step.before == "translate":
            translate(folder)
        elif step.before == "edit":
            _edit(folder / "content" / f"{ONE}.md")
        # `check` ends with 1 where something is to be said: that is no failure here.
        command = ["sh", "-c", f'"{PROGRAM}" {step.arguments}; test $? -le 1']
        cost: Cost | Failed
        try:
            cost = run(command, folder)
        except Failed as failure:
            cost = failure
        yield Row(size, step, cost)


def _edit(article: Path) -> None:
    """Somebody adds a paragraph to the article."""
    text = article.read_text("utf-8")
    article.write_text(f"{text}\nIt has risen {len(text)} times since.\n", "utf-8")


def files_in(folder: Path) -> Files:
    """How many files a project has, and how large they are together."""
    number = size = remembered = 0
    for place, _, names in os.walk(folder):
        inside = ".l10n-flow" in Path(place).parts
        for name in names:
            length = (Path(place) / name).stat().st_size
            number, size, remembered = number + 1, size + length, remembered + inside * length
    return Files(number, size, remembered)


def fitted(rows: Sequence[Row], at: int = MILLION) -> Iterator[str]:
    """Yield a line of the last table for each step that was measured at two sizes or more."""
    by_step: dict[str, list[tuple[int, Cost]]] = {}
    for row in rows:
        if isinstance(row.cost, Cost):
            by_step.setdefault(row.step.label, []).append((row.size, row.cost))
    for label, costs in by_step.items():
        if len(costs) < 2:
            continue
        (n, less), (m, more) = sorted(costs)[-2:]
        each = (more.cpu - less.cpu) / (m - n)
        start = max(less.cpu - each * n, 0)
        cpu = start + each * at
        wall = more.wall + (more.wall - less.wall) / (m - n) * (at - m)
        memory = more.peak + (more.peak - less.peak) / (m - n) * (at - m)
        yield (
            f"| {label} | {start:.2f} | {each * 1000:.3f} | {cpu:,.0f} | {wall:,.0f} "
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
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}\n")
    print(
        "| articles | work | CPU s | wall s | limit, s | peak MB |\n| ---: | --- |" + " ---: |" * 4
    )
    rows: list[Row] = []
    told: list[str] = []
    for size in sorted(asked.sizes):
        folder = Path(tempfile.mkdtemp(dir=asked.folder)) / "project"
        try:
            for row in measured(size, folder, steps):
                rows.append(row)
                print(_line(row), flush=True)
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
    print("\n".join(fitted(rows)))


def _line(row: Row) -> str:
    if isinstance(row.cost, Failed):
        return f"| {row.size:,} | {row.step.label} | {row.cost} | | | |"
    allowed = f"{row.step.wall:g}" if row.step.wall and row.size == 100_000 else ""
    cost = row.cost
    return (
        f"| {row.size:,} | {row.step.label} | {cost.cpu:.2f} | {cost.wall:.2f} | {allowed} "
        f"| {cost.peak / 1000:.0f} |"
    )


if __name__ == "__main__":
    main()
