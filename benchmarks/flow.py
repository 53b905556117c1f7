"""The whole flow on a real corpus, side by side with po4a, mdpo and Translate Toolkit.

    python -m benchmarks.flow [--corpus DIR] [--articles 1000] [--peers-python PATH]

CPU-seconds (user and system) of whole process trees, the least of the rounds, and the peak memory
of the biggest process. The corpus is copied until it has enough articles; one language. Peers
that are not installed are left out, saying so: po4a is a program, the other two live in the
Python that `--peers-python` names. mdpo reads front matter as a heading, so it gets bodies only.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from l10n_flow.catalogs import canonical, store

HERE = Path(__file__).parents[1]
CORPUS = HERE.parent / "shared" / "corpora" / "nodeblog"
EDITED = 0.05


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took."""

    cpu: float
    wall: float
    peak: int
    """Kilobytes, of the biggest process."""


def measure(command: Sequence[str], folder: Path, *, fine: Sequence[int] = (0,)) -> Cost:
    """Run the command in the folder and wait for its whole process tree."""
    began = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        child = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=said)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - began
        said.seek(0)
        words = said.read().decode("utf-8", "replace")[-300:]
    if child.returncode not in fine:
        raise RuntimeError(f"{command[0]} ended with {child.returncode}: {words}")
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss)


def least(rounds: int, before: Callable[[], None], command: Sequence[str], folder: Path) -> Cost:
    """The cheapest of some rounds; `before` makes the starting point anew each time."""
    costs = []
    for _ in range(rounds):
        before()
        costs.append(measure(command, folder, fine=(0, 1)))
    return min(costs, key=lambda cost: cost.cpu)


def corpus(source: Path, folder: Path, count: int) -> None:
    """`count` articles in `folder`: the corpus, as often as it takes."""
    posts = sorted(source.rglob("*.md"))
    folder.mkdir(parents=True)
    for number in range(count):
        post = posts[number % len(posts)]
        shutil.copyfile(post, folder / f"{number // len(posts)}-{post.name}")


def translate(catalogs: Path) -> int:
    """Fill every catalog; how many entries that are."""
    filled = 0
    for path in catalogs.rglob("*.po"):
        catalog = store.load(path, "es")
        entries = tuple(replace(e, target=f"Sí {e.source}") for e in catalog.entries)
        text = canonical.write(replace(catalog, entries=entries))
        path.write_bytes(text.encode())
        filled += len(entries)
    return filled


def edit(folder: Path) -> int:
    """Change one word in one of twenty plain paragraphs; how many that are."""
    chance, edited = random.Random(1), 0
    for path in sorted(folder.glob("*.md")):
        parts = path.read_bytes().decode().split("\n\n")
        for index, part in enumerate(parts):
            words = part.split(" ")
            plain = part[:1].isalpha() and "[" not in part and "\n" not in part
            if index and plain and len(words) > 8 and chance.random() < EDITED:
                words[len(words) // 2] = "edited"
                parts[index] = " ".join(words)
                edited += 1
        path.write_bytes("\n\n".join(parts).encode())
    return edited


def insert(folder: Path) -> None:
    """The same new paragraph at the top of every article's body."""
    for path in folder.glob("*.md"):
        head, mark, body = path.read_bytes().partition(b"\n---\n")
        path.write_bytes(head + mark + b"\nA paragraph that no article had before today.\n" + body)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    tool: str
    work: str
    cost: Cost


def ours(posts: Path, folder: Path, rounds: int) -> list[Row]:
    """l10n-flow's own rows; states of the project are kept beside it and copied back."""
    project, states = folder / "ours", folder / "states"
    states.mkdir(parents=True)
    (project).mkdir()
    shutil.copytree(posts, project / "content")
    (project / "l10n-flow.yaml").write_text("source: en\nlocales: [es]\n", encoding="utf-8")
    program = [sys.executable, "-c", "from l10n_flow.cli.entry import main; main()"]
    rows = []

    def back(state: str) -> Callable[[], None]:
        def restore() -> None:
            shutil.rmtree(project)
            shutil.copytree(states / state, project)

        return restore

    def keep(state: str) -> None:
        shutil.copytree(project, states / state)

    def row(work: str, state: str, *arguments: str) -> None:
        rows.append(
            Row("l10n-flow", work, least(rounds, back(state), [*program, *arguments], project))
        )

    keep("new")
    row("sync from nothing", "new", "sync")
    keep("synced")
    row("sync, nothing changed", "synced", "sync")
    print(f"entries: {translate(project / 'locales'):,}")
    measure([*program, "sync"], project)
    keep("translated")
    print(f"paragraphs edited: {edit(project / 'content'):,}")
    keep("edited")
    row("sync after 5 % edited", "edited", "sync")
    drafts = sum(p.read_bytes().count(b"#, fuzzy") for p in project.glob("locales/es/**/*.po"))
    print(f"drafts after that: {drafts:,}")
    back("translated")()
    insert(project / "content")
    keep("inserted")
    row("sync after a paragraph on top", "inserted", "sync")
    row("build", "translated", "build", "--locale", "es")
    keep("built")
    row("build, nothing changed", "built", "build", "--locale", "es")
    return rows


MDPO_READ = """
import glob, sys
from mdpo.md2po import markdown_to_pofile
for f in sorted(glob.glob('bodies/*.md')):
    markdown_to_pofile(f, po_filepath='po/' + f[7:-3] + '.po', save=True, wrapwidth=0)
"""
MDPO_BUILD = """
import glob
from mdpo.po2md import pofile_to_markdown
for f in sorted(glob.glob('bodies/*.md')):
    pofile_to_markdown(f, ['po/' + f[7:-3] + '.po'], save='out/' + f[7:])
"""


# Both projects install a program called po2md, so this one's is run by its module.
TOOLKIT = """
import importlib, sys
name = sys.argv.pop(2)
importlib.import_module("translate.convert." + name).main()
"""


def peers(posts: Path, folder: Path, python: str | None) -> list[Row]:
    """What peers take for the same, once each: they are slow."""
    work = folder / "peers"
    shutil.copytree(posts, work / "content")
    for name in ("bodies", "po", "out", "pot", "tt", "ttout"):
        (work / name).mkdir()
    for post in posts.glob("*.md"):
        _, _, body = post.read_bytes().partition(b"\n---\n")
        (work / "bodies" / post.name).write_bytes(body)
    names = sorted(p.name for p in posts.glob("*.md"))
    lines = ["[po_directory] po4a/", '[options] opt:"-M UTF-8 -L UTF-8 --keep 0"']
    lines += [f'[type: text] content/{n} es:out4a/{n} opt:"-o markdown"' for n in names]
    (work / "po4a").mkdir()
    (work / "po4a" / "blog.pot").touch()
    (work / "po4a.cfg").write_text("\n".join(lines), encoding="utf-8")
    jobs: list[tuple[str, str, list[str]]] = []
    if shutil.which("po4a"):
        jobs.append(("po4a", "extract", ["po4a", "--no-translations", "-q", "po4a.cfg"]))
        jobs.append(("po4a", "update", ["po4a", "--no-translations", "-q", "po4a.cfg"]))
        jobs.append(("po4a", "build", ["po4a", "--no-update", "-f", "-q", "po4a.cfg"]))
    if python:
        jobs.append(("mdpo", "extract", [python, "-c", MDPO_READ]))
        jobs.append(("mdpo", "update", [python, "-c", MDPO_READ]))
        jobs.append(("mdpo", "build", [python, "-c", MDPO_BUILD]))
        toolkit = [python, "-c", TOOLKIT, "--progress=none"]
        name = "Translate Toolkit"
        jobs.append((name, "extract", [*toolkit, "md2po", "-P", "content", "pot"]))
        jobs.append((name, "update", [*toolkit, "pot2po", "-t", "tt", "pot", "tt"]))
        jobs.append((name, "build", [*toolkit, "po2md", "-t", "content", "tt", "ttout"]))
    return [row for tool, what, command in jobs if (row := _tried(tool, what, command, work))]


def _tried(tool: str, what: str, command: list[str], work: Path) -> Row | None:
    if what == "update":
        if (work / "po4a" / "blog.pot").exists():
            shutil.copyfile(work / "po4a" / "blog.pot", work / "po4a" / "es.po")
        edit(work / "content")
        edit(work / "bodies")
    try:
        return Row(tool, what, measure(command, work))
    except (OSError, RuntimeError) as error:
        print(f"{tool} {what}: left out, {error}")
        return None


BESIDE = {"extract": "sync from nothing", "update": "sync after 5 % edited", "build": "build"}


def table(rows: Sequence[Row]) -> str:
    """The rows as Markdown, with the ratio to l10n-flow's row for the same work."""
    own = {row.work: row.cost for row in rows if row.tool == "l10n-flow"}
    lines = [
        "| tool | work | CPU s | times l10n-flow | wall s | peak MB |",
        "| --- | --- | ---: | ---: | ---: | ---: |",
    ]
    for row in rows:
        base = own[BESIDE.get(row.work, row.work)]
        ratio = f"{row.cost.cpu / base.cpu:.1f}"
        cells = (f"{row.cost.cpu:.2f}", ratio, f"{row.cost.wall:.2f}", f"{row.cost.peak // 1024}")
        lines.append(f"| {row.tool} | {row.work} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--corpus", type=Path, default=CORPUS if CORPUS.is_dir() else HERE / "content"
    )
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--peers-python", help="a Python that has mdpo and translate-toolkit")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        posts = folder / "posts"
        corpus(options.corpus, posts, options.articles)
        cores = os.cpu_count()
        print(f"Python {platform.python_version()}, {cores} cores, load {os.getloadavg()[0]:.1f}")
        print(f"{options.articles:,} articles of {options.corpus.name}")
        rows = ours(posts, folder, options.rounds)
        rows += peers(posts, folder, options.peers_python)
    print()
    print(table(rows))


if __name__ == "__main__":
    main()
