"""How each tool is asked for the same work: catalogs from articles, editions from catalogs."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measuring import Command


@dataclass(frozen=True, slots=True)
class Tool:
    """One tool, in a folder whose `content/` holds the articles."""

    name: str
    """With its version."""
    prepare: Callable[[Path], None]
    """Writes what the tool needs beside the articles, anew when they change."""
    extract: tuple[Command, ...]
    """Catalogs from nothing."""
    update: tuple[Command, ...]
    """Catalogs brought up to date."""
    build: tuple[Command, ...]
    catalogs: str
    """The folder of its translated catalogs."""
    built: tuple[str, ...]
    """The folders that `build` writes."""
    memory: str = ""
    """The folder in which it remembers what it has done."""


def l10n_flow() -> Tool:
    """The program of this repository, in the Python that runs the benchmark."""
    program = str(Path(sys.executable).with_name("l10n-flow"))
    sync = ((program, "sync"),)
    build = ((program, "build", "--locale", "es"),)
    return Tool(
        "l10n-flow", _configure, sync, sync, build, "locales/es", ("build",), ".l10n-flow/state"
    )


def _configure(folder: Path) -> None:
    (folder / "l10n-flow.yaml").write_text("source: en\nlocales: [es]\n", "utf-8")


def peers(python: str | None) -> list[Tool]:
    """The peers that are installed: po4a as a program, the others in the Python `python`."""
    found = []
    if shutil.which("po4a"):
        found.append(_po4a())
    else:
        print("po4a is left out: it is not installed (apt install po4a)")
    if python is None:
        print("mdpo and Translate Toolkit are left out: --peers-python names a Python with them")
        return found
    for package, tool in (("translate-toolkit", _toolkit), ("mdpo", _mdpo)):
        version = _said([python, "-c", _VERSION, package])
        if version:
            found.append(tool(python, version))
        else:
            print(f"{package} is left out: {python} does not have it")
    return found


_VERSION = "import sys; from importlib.metadata import version; print(version(sys.argv[1]))"


def _said(command: Command) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else ""


def _po4a() -> Tool:
    """One catalog for all articles, its fastest way; titles are translated."""
    version = re.search(r"[0-9][0-9.]*[0-9]", _said(["po4a", "--version"]))
    po4a = ("po4a", "--quiet", "--porefs", "none", "--keep", "0", "--no-backups")
    update = ((*po4a, "--no-translations", "po4a.cfg"),)
    build = ((*po4a, "--no-update", "po4a.cfg"),)
    name = f"po4a {version[0] if version else ''}"
    return Tool(name, _po4a_configuration, update, update, build, "po", ("out",))


def _po4a_configuration(folder: Path) -> None:
    options = 'opt:"-M UTF-8 -L UTF-8 -o markdown -o neverwrap -o yfm_keys=title"'
    lines = ["[po4a_langs] es", "[po4a_paths] po/blog.pot es:po/es.po"]
    lines += [
        f"[type: text] content/{path.name} es:out/{path.name} {options}"
        for path in sorted(folder.glob("content/*.md"))
    ]
    (folder / "po4a.cfg").write_text("\n".join(lines) + "\n", "utf-8")
    (folder / "po").mkdir(exist_ok=True)


def _toolkit(python: str, version: str) -> Tool:
    """A catalog for each article. Run by module: mdpo installs programs of the same names."""

    def command(name: str, *arguments: str) -> Command:
        return (python, "-m", f"translate.convert.{name}", "--progress=none", *arguments)

    return Tool(
        f"Translate Toolkit {version}",
        _nothing,
        (command("md2po", "content", "po"),),
        (command("md2po", "-P", "content", "pot"), command("pot2po", "-t", "po", "pot", "po")),
        (command("po2md", "-t", "content", "po", "out"),),
        "po",
        ("out",),
    )


def _nothing(_: Path) -> None:
    """It needs no file beside the articles."""


def _mdpo(python: str, version: str) -> Tool:
    """A catalog for each article, in one process; it reads front matter as a heading, so none."""
    script = str(Path(__file__).with_name("mdpo_corpus.py"))
    extract = ((python, script, "extract"),)
    build = ((python, script, "build"),)
    return Tool(f"mdpo {version}", _bodies, extract, extract, build, "po", ("out",))


def _bodies(folder: Path) -> None:
    for name in ("bodies", "po", "out"):
        (folder / name).mkdir(exist_ok=True)
    for article in folder.glob("content/*.md"):
        _, _, body = article.read_bytes().partition(b"\n---\n")
        (folder / "bodies" / article.name).write_bytes(body)
