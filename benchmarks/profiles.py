"""Where the time of each command goes: a profile of every command, printed as Markdown.

    python -m benchmarks.profiles [--corpus DIR] [--articles 219] [--interval 1.0] [COMMAND …]

Each command works on the articles in one process of its own, from a state in which it has
everything to do. A timer of the process's CPU time looks at it every `--interval` milliseconds:
which function was at work, and which functions had called that one. So C code (a regular
expression, the parser, the system) counts for the function that called it, nothing is slowed down,
and what runs on import counts as an import. Drafts are by the fake engine.

Two tables come of that. *By room*: what the files of one package, or one library, did themselves.
*By function*: what a function did itself, and what it did with all that it called.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from benchmarks import corpus
from benchmarks.flow import BLOG, machine

ROOT = Path(__file__).parents[1]
PACKAGE = "/l10n_flow/"
LIBRARIES = "/site-packages/"
STANDARD = f"{Path(os.__file__).parent}/"

CONFIG = """\
source: en
locales: [es]
workers: 1
publish: {min_state: draft}
pretranslate: {engine: fake}
site: {url: "https://example.org/"}
"""


@dataclass(frozen=True, slots=True)
class Subject:
    """A command whose profile is taken."""

    arguments: tuple[str, ...]
    state: str
    """What the project is like before: `new`, without catalogs; `synced`; `edited`, translated, and
    5 % of the paragraphs changed since; `translated`."""

    @property
    def name(self) -> str:
        """What people type."""
        return " ".join(self.arguments)


SUBJECTS = (
    Subject(("sync",), "new"),
    Subject(("sync",), "edited"),
    Subject(("status",), "translated"),
    Subject(("check",), "translated"),
    Subject(("build",), "translated"),
    Subject(("build", "--to", "site"), "translated"),
    Subject(("pretranslate",), "synced"),
    Subject(("run",), "new"),
)


# In the process whose profile it is


def profiled(interval: float, report: Path, arguments: Sequence[str]) -> int:
    """Run the program with a look at it every `interval` seconds of CPU time; its exit code."""
    own: Counter[str] = Counter()
    within: Counter[str] = Counter()

    def look(_number: int, frame: FrameType | None) -> None:
        names = list(_calling(frame))
        own[names[0]] += 1
        within.update(set(names))

    signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, interval, interval)
    from l10n_flow.cli import entry  # noqa: PLC0415 - its import is part of the time

    code = entry.run(list(arguments))
    signal.setitimer(signal.ITIMER_PROF, 0)
    used = os.times()
    report.write_text(json.dumps([used.user + used.system, own, within]), "utf-8")
    return code


def _calling(frame: FrameType | None) -> Iterator[str]:
    """Yield who is at work, and who called that, each as `file:function`."""
    while frame is not None:
        code = frame.f_code
        if code.co_filename.startswith("<frozen importlib"):
            yield "import:import"
        elif code.co_filename != __file__:
            yield f"{_file(code.co_filename)}:{code.co_qualname}"
        frame = frame.f_back
    yield "python:python"


def _file(path: str) -> str:
    """A file of ours by its path in the package, one of others by its library."""
    if PACKAGE in path:
        return path.rpartition(PACKAGE)[2].removesuffix(".py")
    library = path.rpartition(LIBRARIES if LIBRARIES in path else STANDARD)[2]
    return library.partition("/")[0].removesuffix(".py")


# What is made of it


@dataclass(frozen=True, slots=True)
class Profile:
    """What the looks at one command found."""

    subject: Subject
    cpu: float
    """Seconds of the process."""
    own: Mapping[str, int]
    """By `file:function`, how often it was at work itself."""
    within: Mapping[str, int]
    """The same, what it called included."""

    def markdown(self, least: float = 2.0) -> str:
        """The tables, without what took less than `least` hundredths."""
        total = sum(self.own.values())
        rooms: Counter[str] = Counter()
        for name, count in self.own.items():
            rooms[room(name)] += count
        lines = [
            f"### `{self.subject.name}`, {self.subject.state}: {self.cpu:.2f} CPU s",
            "",
            "| by room | % |",
            "| --- | ---: |",
            *(
                f"| {name} | {share:.0f} |"
                for name, count in rooms.most_common()
                if (share := 100 * count / total) >= least
            ),
            "",
            "| by function | itself % | with what it calls % |",
            "| --- | ---: | ---: |",
        ]
        ranked = sorted(self.within, key=lambda name: -self.within[name])
        for name in ranked:
            itself, together = (100 * c.get(name, 0) / total for c in (self.own, self.within))
            if ("/" in name or "l10n" in name) and together >= 2 * least and itself < together + 1:
                lines.append(f"| `{name}` | {itself:.0f} | {together:.0f} |")
        return "\n".join(lines)


def room(name: str) -> str:
    """The package that a function's file lies in, or its library.

    >>> room("documents/markdown/parsing:EventReader.read"), room("model:digest"), room("polib:po")
    ('documents/markdown', 'model', 'polib')
    """
    file = name.partition(":")[0]
    return file.rpartition("/")[0] or file


def taken(subject: Subject, project: Path, interval: float) -> Profile:
    """The profile of a command in the project's folder."""
    report = project.with_suffix(".json")
    command = [sys.executable, "-m", "benchmarks.profiles", "--take", str(report)]
    command += ["--interval", str(interval), "--folder", str(project), "--", *subject.arguments]
    child = subprocess.run(command, check=False, cwd=ROOT, capture_output=True)
    if child.returncode not in (0, 1):
        raise SystemExit(child.stderr.decode())
    cpu, own, within = json.loads(report.read_text("utf-8"))
    return Profile(subject, cpu, own, within)


def states(folder: Path, posts: Path) -> Mapping[str, Path]:
    """The project in each state that a command may begin with."""
    found = {name: folder / name for name in ("new", "synced", "translated", "edited")}
    shutil.copytree(posts, found["new"] / "content")
    (found["new"] / "l10n-flow.yaml").write_text(CONFIG, "utf-8")
    shutil.copytree(found["new"], found["synced"])
    _run(found["synced"], "sync")
    shutil.copytree(found["synced"], found["translated"])
    corpus.fill(found["translated"] / "locales" / "es")
    _run(found["translated"], "sync")
    shutil.copytree(found["translated"], found["edited"])
    corpus.edit(found["edited"] / "content")
    return found


def _run(project: Path, *arguments: str) -> None:
    program = Path(sys.executable).with_name("l10n-flow")
    command = [str(program), *arguments]
    subprocess.run(command, cwd=project, check=True, stdout=subprocess.DEVNULL)


def main() -> int:
    """Take the profiles that are asked for, and print them."""
    parser = argparse.ArgumentParser(description=__doc__)
    usual = BLOG if BLOG.is_dir() else ROOT / "content"
    parser.add_argument("--corpus", type=Path, default=usual, help="a folder of Markdown files")
    parser.add_argument("--articles", type=int, default=219)
    parser.add_argument(
        "--interval", type=float, default=1.0, help="milliseconds between two looks"
    )
    parser.add_argument("--folder", type=Path, help="where to work; a memory disk is quietest")
    parser.add_argument("--take", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("command", nargs="*", help="the first words of commands; all by default")
    asked = parser.parse_args()
    if asked.take:
        os.chdir(asked.folder)
        return profiled(asked.interval / 1000, asked.take, asked.command)
    print(f"{asked.articles:,} articles of {asked.corpus.name}; {machine()}")
    with tempfile.TemporaryDirectory(dir=asked.folder) as temporary:
        folder = Path(temporary)
        corpus.scale(asked.corpus, folder / "posts", asked.articles, 1e9)
        begun = states(folder, folder / "posts")
        for number, subject in enumerate(SUBJECTS):
            if asked.command and not subject.name.startswith(tuple(asked.command)):
                continue
            project = folder / f"work{number}"
            shutil.copytree(begun[subject.state], project)
            print(f"\n{taken(subject, project, asked.interval).markdown()}", flush=True)
            shutil.rmtree(project)
    return 0


if __name__ == "__main__":
    sys.exit(main())
