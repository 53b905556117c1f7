"""What `check` costs on a large project: at first, when nothing changed, when a little did.

    python -m benchmarks.checking [--corpus DIR] [--articles 1000] [--rounds 5]

One language, so as many catalogs as articles, each entry translated (its words with accents, its
marks kept). CPU-seconds are those of the whole process tree, memory is that of its biggest process;
every round begins with the same files.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks import corpus
from benchmarks.flow import BLOG, ROOT, machine
from benchmarks.measuring import Measured, measure, run
from benchmarks.peers import l10n_flow

STATE = ".l10n-flow"


def made(folder: Path, posts: Path, articles: int) -> int:
    """A project with so many articles, translated; how many entries its catalogs have."""
    tool = l10n_flow()
    folder.mkdir()
    corpus.scale(posts, folder / "content", articles, 1e9)
    tool.prepare(folder)
    for command in tool.extract:
        run(command, folder)
    entries = corpus.fill(folder / tool.catalogs)
    for command in tool.update:
        run(command, folder)
    return entries


class Bench:
    """A project, and what is done to it before each round."""

    def __init__(self, folder: Path, rounds: int) -> None:
        self.folder = folder
        self.rounds = rounds
        program = l10n_flow().update[0][0]
        # Findings are expected: only what cannot be read is a failure here.
        self.command = ("sh", "-c", f"'{program}' check --quiet; test $? -le 1")
        run(self.command, folder)
        self.kept = folder.with_name("state")
        shutil.copytree(folder / STATE, self.kept)

    def rows(self) -> Iterator[tuple[str, Measured]]:
        """Everything that is measured."""
        catalogs = self.folder.glob("locales/es/**/*.po")
        by_size = sorted(catalogs, key=lambda path: path.stat().st_size)
        catalog = by_size[len(by_size) // 2]
        article = self.folder / "content" / f"{catalog.stem}.md"
        yield "nothing known", self._measured(lambda: shutil.rmtree(self.folder / STATE))
        yield "nothing changed", self._measured(self.back)
        yield "one catalog changed", self._measured(self._appended(catalog, "# a remark\n"))
        yield "one article changed", self._measured(self._appended(article, "\nOne more.\n"))

    def back(self) -> None:
        """What is known is what the first run left."""
        shutil.rmtree(self.folder / STATE)
        shutil.copytree(self.kept, self.folder / STATE)

    def _appended(self, path: Path, more: str) -> Callable[[], None]:
        text = path.read_bytes()

        def before() -> None:
            self.back()
            path.write_bytes(text + more.encode())

        return before

    def _measured(self, before: Callable[[], None]) -> Measured:
        return measure(self.rounds, before, [self.command], self.folder)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    usual = BLOG if BLOG.is_dir() else ROOT / "content"
    parser.add_argument("--corpus", type=Path, default=usual, help="a folder of Markdown files")
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--folder", type=Path, help="where to work; a memory disk is quietest")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=asked.folder) as temporary:
        project = Path(temporary, "project")
        entries = made(project, asked.corpus, asked.articles)
        print(f"{asked.articles:,} catalogs, {entries:,} entries; {machine()}\n")
        print("| check, | CPU s | median | wall s | peak MB | entries a CPU second |")
        print("| --- | ---: | ---: | ---: | ---: | ---: |")
        for name, measured in Bench(project, asked.rounds).rows():
            least = measured.least
            print(
                f"| {name} | {least.cpu:.2f} | {measured.median:.2f} | {least.wall:.2f}"
                f" | {least.peak / 1024:.0f} | {entries / least.cpu:,.0f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
