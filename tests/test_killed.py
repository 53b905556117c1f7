"""Whenever a command is killed, every file is whole, no word is lost, and it can be done again."""

from __future__ import annotations

import gc
import io
import json
import multiprocessing
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

import pytest

from l10n_flow.catalogs import store
from l10n_flow.cli import entry
from l10n_flow.documents import read
from l10n_flow.editions import frozen
from l10n_flow.editions.taxonomy import parse as taxonomy
from l10n_flow.memory import tmx
from l10n_flow.memory.units import Unit
from l10n_flow.project import Project
from l10n_flow.terms.termsfile import load as terms
from l10n_flow.workflow.checking import baseline
from tests.workflow.newsroom import BRIEF, SPANISH, configure, fill, synced, write

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a process that can be killed")

WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
DEVICES = ("/dev/null", "/dev/tty", "/dev/urandom")
CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.link", "os.rmdir", "os.truncate", "os.chmod"}

PAGE = "Rain on the Velan\n\n2026/10/19 | top news\n\nRain fell on both banks of the river.\n"
TAXONOMY = "# ours\ncategories:\n  news: {en: News, es: Noticias, fa: خبر}\n"
OURS = 'msgid "Rain"\nmsgstr "Lluvia"\n\nmsgid "Mud"\nmsgstr ""\n'
THEIRS = 'msgid "Rain"\nmsgstr ""\n\nmsgid "Mud"\nmsgstr "Lodo"\n'


class Work(NamedTuple):
    """What is done, and what is made ready for it."""

    command: Sequence[str]
    ready: Callable[[Path], object] = lambda _: None
    again: Sequence[str] = ()
    """What somebody types who finds the work half done; the command itself, if nothing else."""


def addressed(root: Path) -> None:
    """Editions of two articles have addresses."""
    addresses = "articles:\n  brief:\n    slug: lluvia\n  old/one:\n    slug: uno\n"
    (root / "locales" / "es" / "frozen.yaml").write_text(addresses, "utf-8")


def left_behind(root: Path) -> None:
    """Somebody renamed an article and went on before anybody told l10n-flow."""
    addressed(root)
    (root / "content" / "brief.md").rename(root / "content" / "flood.md")


def adopted(root: Path) -> None:
    """The new name has a catalog already, with words of its own."""
    left_behind(root)
    text = 'msgid "Rain"\nmsgstr ""\n\nmsgid "Ours"\nmsgstr "Nuestro"\n'
    (root / "locales" / "es" / "LC_MESSAGES" / "flood.po").write_text(text, "utf-8")


def versions(root: Path) -> None:
    for name, text in {"base": THEIRS.replace("Lodo", ""), "ours": OURS, "theirs": THEIRS}.items():
        (root / f"{name}.po").write_text(text, "utf-8")


WORKS: Mapping[str, Work] = {
    "a merge for git": Work(("merge-driver", "base.po", "ours.po", "theirs.po", "a.po"), versions),
    "a rename": Work(("mv", "brief", "news/flood"), addressed, again=("sync",)),
    "a rename of a folder": Work(("mv", "old", "new"), addressed, again=("sync",)),
    "what a rename left behind": Work(("mv", "brief", "flood"), adopted, again=("sync",)),
    "a rename that sync sees": Work(("sync",), left_behind),
    "a first build": Work(("build", "brief")),
    "a baseline": Work(("check", "--baseline", "known.json", "--update-baseline")),
    "another's terms": Work(("terms", "import", "in.csv")),
    "another's memory": Work(("memory", "import", "in.tmx")),
    "another tool's catalog and a page": Work(("adopt", "in.po", "es/two.md", "-l", "es")),
    "a page": Work(("import", "page.txt")),
}


@pytest.fixture
def newsroom(project: Project) -> Path:
    """A project in which every kind of file holds something that somebody wrote."""
    project = configure(project)
    write(project, brief=BRIEF, old__one=BRIEF.replace("Rain", "One"), old__two="# Two\n")
    synced(project)
    for name in ("brief", "old/one"):
        fill(project, "es", name, SPANISH.get)
    root = project.root
    (root / "terms.yaml").write_text("# ours\nterms:\n- term: rain\n  es: lluvia\n", "utf-8")
    (root / "taxonomy.yaml").write_text(TAXONOMY, "utf-8")
    (root / "page.txt").write_text(PAGE, "utf-8")
    (root / "in.po").write_text(
        'msgid "Mud"\nmsgstr "Lodo"\n\nmsgid "One"\nmsgstr "Uno"\n', "utf-8"
    )
    (root / "es").mkdir()
    (root / "es" / "two.md").write_text("---\nslug: dos\n---\n\n# Dos\n", "utf-8")
    (root / "in.csv").write_text("term,es\nmud,lodo\nrain,lluvia\n", "utf-8")
    (root / "in.tmx").write_bytes(tmx.write({("en", "es"): [Unit("Silt", "Limo")]}).data)
    return root


def done(root: Path, *commands: Sequence[str]) -> None:
    """The commands are run, here: what they import on the way, processes to be killed inherit."""
    here = Path.cwd()
    os.chdir(root)
    try:
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            for command in filter(None, commands):
                entry.run(command)
    finally:
        os.chdir(here)


def killed(root: Path, after: int, *commands: Sequence[str]) -> bool:
    """Whether the process was killed: before its n-th change to a file below the root."""

    def work() -> None:
        left = [after]

        def hook(event: str, arguments: tuple[object, ...]) -> None:
            changes = event in CHANGES
            if event == "open" and isinstance(arguments[2], int):
                changes = bool(arguments[2] & WRITES)
            path = str(arguments[0])
            if event == "os.mkdir" or path.endswith(".lock"):
                changes &= not Path(path).exists()  # otherwise nothing comes of it
            if changes and not path.startswith(DEVICES):
                left[0] -= 1
                if left[0] < 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hook)
        done(root, *commands)
        os._exit(0)

    process = multiprocessing.get_context("fork").Process(target=work)
    gc.freeze()
    process.start()
    gc.unfreeze()
    process.join(60)
    assert process.exitcode in (0, -signal.SIGKILL)
    return process.exitcode != 0


def no_words(_: object) -> Iterable[str]:
    """A file that could be read, and in which nobody writes."""
    return ()


READERS: Mapping[str, Callable[[Path], Iterable[str]]] = {
    "**/*.po": lambda path: (e.target for e in store.load(path, "").entries),
    "**/*.tmx": lambda path: (
        u.target for units in tmx.read(path, ("en", "es")).units.values() for u in units
    ),
    "**/frozen.yaml": lambda path: (
        v for values in frozen.load(path).articles.values() for v in values.values()
    ),
    "content/**/*.md": lambda path: (s.source for s in read(path.read_bytes(), path).segments),
    "terms.yaml": lambda path: (
        w.preferred for term in terms(path).all for w in term.wordings.values()
    ),
    "taxonomy.yaml": lambda path: (
        label
        for ids in taxonomy(path.read_bytes(), path, ["categories"]).parts.values()
        for labels in ids.values()
        for label in labels.values()
    ),
    "known.json": lambda path: no_words(baseline.load(path)),
    ".l10n-flow/state/**/*.json": lambda path: no_words(json.loads(path.read_bytes())),
}
"""Where words are that somebody wrote, and what else must be whole; and how they are read."""


def words(root: Path, seen: dict[tuple[str, bytes], set[str]]) -> set[str]:
    """Every word that somebody wrote; every file must be whole for that.

    `seen` keeps what was read, for most files are the same at every moment.
    """
    found: set[str] = set()
    for pattern, reader in READERS.items():
        for path in root.glob(pattern):
            held = pattern, path.read_bytes()
            if held not in seen:
                seen[held] = set(reader(path))
            found |= seen[held]
    return found - {""}


def kept(root: Path) -> dict[str, bytes]:
    """What people keep, and the templates of it: not editions, which can be made again."""
    made = {root / "build", root / ".l10n-flow"}
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and not made & set(path.parents) and path.suffix != ".tmp"
    }


@pytest.mark.parametrize("name", WORKS)
def test_a_command_may_be_killed_at_any_moment(
    name: str, newsroom: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before each change that it makes to a file, one after the other."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1793613600")
    work = WORKS[name]
    seen: dict[tuple[str, bytes], set[str]] = {}
    work.ready(newsroom)
    before = words(newsroom, seen)
    whole = tmp_path / "whole" / "project"
    shutil.copytree(newsroom, whole)
    done(whole, work.command, work.again)
    meant, after = kept(whole), words(whole, seen)
    assert meant != kept(newsroom), "the command does nothing that could be interrupted"
    assert before <= after
    moments = 0
    while True:
        root = tmp_path / f"killed{moments}" / "project"
        shutil.copytree(newsroom, root)
        if not killed(root, moments, work.command):
            break
        assert before <= words(root, seen), f"killed before change {moments}"
        done(root, work.command, work.again)
        assert words(root, seen) == after, f"killed before change {moments}, and done again"
        assert kept(root) == meant, f"killed before change {moments}, and done again"
        moments += 1
    assert moments > 2
