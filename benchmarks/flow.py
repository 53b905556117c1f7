"""The whole flow on a real corpus, side by side with po4a, Translate Toolkit and mdpo.

    python -m benchmarks.flow [--corpus DIR] [--articles 1000] [--rounds 5] [--peers-python PATH]

Every tool gets the same articles in a folder of its own and the same changes to them; every round
begins with the same files. CPU-seconds are those of the whole process tree, memory is that of its
biggest process. One language.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import corpus
from benchmarks.floors import FLOORS
from benchmarks.measuring import Command, Cost, Failed, Measured, measure, run
from benchmarks.peers import Tool, l10n_flow, peers

ROOT = Path(__file__).parents[1]
BLOG = ROOT.parent / "shared" / "corpora" / "nodeblog"

EXTRACT = "catalogs from nothing"
AGAIN = "catalogs, nothing changed"
EDITED = "catalogs after 5 % edited"
CLONE = "the same in a fresh clone"
INSERTED = "catalogs, a paragraph on top"
BUILD = "editions from nothing"
REBUILD = "editions, nothing changed"
WORKS = (EXTRACT, AGAIN, EDITED, CLONE, INSERTED, BUILD, REBUILD)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    work: str
    tool: str
    measured: Measured
    result: str = ""
    """What the catalogs hold afterwards, where that tells the tools apart."""


class Bench:
    """One tool at work: its folder, and the states of it that rounds begin with."""

    def __init__(self, tool: Tool, posts: Path, folder: Path, rounds: int) -> None:
        self.tool = tool
        self.rounds = rounds
        self.place = folder / "work"
        self.states = folder / "states"
        self.place.mkdir(parents=True)
        shutil.copytree(posts, self.place / "content")
        tool.prepare(self.place)
        self.keep("new")

    def keep(self, state: str) -> None:
        """Remember the folder as it is."""
        shutil.copytree(self.place, self.states / state, symlinks=True)

    def back(self, state: str) -> None:
        """Make the folder what it was."""
        shutil.rmtree(self.place)
        shutil.copytree(self.states / state, self.place)

    def row(self, work: str, commands: Sequence[Command], state: str, result: str = "") -> Row:
        """The cost of the commands, each round from that state on."""
        measured = measure(self.rounds, lambda: self.back(state), commands, self.place)
        return Row(work, self.tool.name, measured, result)

    def rows(self) -> Iterator[Row]:
        """Everything that is measured of a tool. Raises `Failed` when the tool does."""
        tool = self.tool
        yield self.row(EXTRACT, tool.extract, "new")
        self.keep("extracted")
        yield self.row(AGAIN, tool.update, "extracted")
        filled = corpus.fill(self.place / tool.catalogs)
        print(f"{tool.name}: {filled:,} entries")
        for command in tool.update:
            run(command, self.place)
        self.keep("translated")
        yield from self._changed(EDITED, corpus.edit)
        if tool.memory:
            yield self._in_a_fresh_clone()
        yield from self._changed(INSERTED, corpus.insert)
        yield self.row(BUILD, tool.build, "translated")
        self.keep("built")
        yield self.row(REBUILD, tool.build, "built")

    def _changed(self, work: str, change: Callable[[Path], int | None]) -> Iterator[Row]:
        """Bringing catalogs up to date after a change to the articles."""
        self.back("translated")
        count = change(self.place / "content")
        if count is not None:
            print(f"{self.tool.name}: {count:,} paragraphs edited")
        self.tool.prepare(self.place)
        self.keep(work)
        row = self.row(work, self.tool.update, work)
        yield Row(work, row.tool, row.measured, corpus.states(self.place / self.tool.catalogs))

    def _in_a_fresh_clone(self) -> Row:
        def clone() -> None:
            self.back(EDITED)
            shutil.rmtree(self.place / self.tool.memory)

        measured = measure(self.rounds, clone, self.tool.update, self.place)
        return Row(CLONE, self.tool.name, measured)


def merged_by_gettext(bench: Bench) -> Row:
    """The merge alone, by gettext: a msgmerge for each of l10n-flow's templates and catalogs."""
    bench.back(EDITED)
    for command in bench.tool.update:
        run(command, bench.place)
    shutil.copytree(bench.place / "locales/pot", bench.states / "pot")
    bench.back(EDITED)
    options = ("--quiet", "--update", "--backup=none", "--no-wrap", "--no-location", "--previous")
    catalogs = sorted(bench.place.glob("locales/es/**/*.po"))
    commands = [
        ("msgmerge", *options, str(path), str(bench.states / "pot" / f"{path.stem}.pot"))
        for path in catalogs
    ]
    measured = measure(1, lambda: None, commands, bench.place)
    result = corpus.states(bench.place / bench.tool.catalogs)
    return Row(EDITED, "msgmerge, the merge alone", measured, result)


def floors(bench: Bench) -> Iterator[tuple[str, Cost]]:
    """What the parts cost without us."""
    bench.back("translated")
    python = sys.executable
    program = bench.tool.update[0][0]
    told = {
        "an empty Python program": (python, "-c", ""),
        "`l10n-flow --help`": (program, "--help"),
        "pyromark: every event of the articles": (python, "-m", "benchmarks.floors", "pyromark"),
        "polib: read the catalogs": (python, "-m", "benchmarks.floors", "load"),
        "polib: read and write the catalogs": (python, "-m", "benchmarks.floors", "save"),
        "read the articles, write two files each": (python, "-m", "benchmarks.floors", "files"),
    }
    for name, command in told.items():
        floor = command[-1] in FLOORS
        whole = (*command, str(bench.place)) if floor else command
        yield name, measure(1 if floor else bench.rounds, lambda: None, [whole], ROOT).least


def table(rows: Sequence[Row], segments: int) -> str:
    """The rows as Markdown, the works in their order, each with its ratio to l10n-flow's."""
    base = {row.work: row.measured.least.cpu for row in rows if row.tool == "l10n-flow"}
    lines = [
        "| work | tool | CPU s | median | ÷ l10n-flow | µs a segment | wall s | peak MB | result |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |",
    ]
    for work in WORKS:
        for row in (row for row in rows if row.work == work):
            cost = row.measured.least
            cells = (
                work,
                row.tool,
                f"{cost.cpu:.2f}",
                f"{row.measured.median:.2f}",
                f"{cost.cpu / base[work]:.1f}",
                f"{cost.cpu / segments * 1e6:.0f}",
                f"{cost.wall:.2f}",
                f"{cost.peak / 1024:.0f}",
                row.result,
            )
            lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def machine() -> str:
    """Where this was measured."""
    loads = " ".join(f"{load:.1f}" for load in os.getloadavg())
    return f"{os.cpu_count()} cores, Python {platform.python_version()}, load {loads}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    usual = BLOG if BLOG.is_dir() else ROOT / "content"
    parser.add_argument("--corpus", type=Path, default=usual, help="a folder of Markdown files")
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--longest", type=float, default=1e9, help="no post of more kilobytes")
    parser.add_argument("--rounds", type=int, default=5, help="of l10n-flow's own rows")
    parser.add_argument("--peer-rounds", type=int, default=1)
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--peers-python", help="a Python that has mdpo and translate-toolkit")
    parser.add_argument("--folder", type=Path, help="where to work; a memory disk is quietest")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=asked.folder) as temporary:
        folder = Path(temporary)
        corpus.scale(asked.corpus, folder / "posts", asked.articles, asked.longest)
        megabytes = sum(p.stat().st_size for p in folder.glob("posts/*")) / 1e6
        print(f"{asked.articles:,} articles made of {asked.corpus.name}, {megabytes:.1f} MB")
        print(f"before: {machine()}", flush=True)
        ours = Bench(l10n_flow(), folder / "posts", folder / "ours", asked.rounds)
        rows = list(ours.rows())
        segments = corpus.count(ours.states / "translated" / "locales" / "es")
        if not asked.no_peers:
            rows += beside(ours, folder, asked.peers_python, asked.peer_rounds)
        print(f"after: {machine()}\n\n{table(rows, segments)}\n")
        print("| floor | CPU s | peak MB |\n| --- | ---: | ---: |")
        for name, cost in floors(ours):
            print(f"| {name} | {cost.cpu:.2f} | {cost.peak / 1024:.0f} |")


def beside(ours: Bench, folder: Path, python: str | None, rounds: int) -> list[Row]:
    """The peers' rows; of a peer that fails, those before that."""
    rows: list[Row] = []
    for number, tool in enumerate(peers(python)):
        bench = Bench(tool, folder / "posts", folder / f"peer{number}", rounds)
        try:
            rows.extend(bench.rows())
        except Failed as error:
            print(f"{tool.name}: {error}")
    if shutil.which("msgmerge"):
        rows.append(merged_by_gettext(ours))
    return rows


if __name__ == "__main__":
    main()
