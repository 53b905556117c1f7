"""What people and machines are shown: reports of hostile words, and every command line."""

from __future__ import annotations

import io
import json
import os
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path
from unittest import mock

from lxml import etree

from l10n_flow.cli import entry
from l10n_flow.cli import output as screen
from l10n_flow.errors import CatalogError, Place
from l10n_flow.model import Finding, Key, Severity, Span
from l10n_flow.reports import REPORTS, Completeness, Missed, Report, Rule
from l10n_flow.workflow.init import init

from .judging import law

_OBEYED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e]")
"""Controls that a terminal obeys, and those that turn the direction of a line. Isolates
are ours."""


def report_seeds() -> list[bytes]:
    """Words for every place of a report, between lines of `=====`."""
    own = ["locales", "2,400 is missing", "Peace 2,400", "صلح ۲۴۰", "Paz", "brief", "hint"]
    hostile = ["a\x1b[31m", "::error::x", "##[a]b", "|`<x>", "\u202e{1}", "a\nb", "]]>", "%0A@b"]
    return ["\n=====\n".join(words).encode() for words in (own, hostile, [*own[:4], *hostile[4:]])]


def judge_report(data: bytes, _: Path) -> None:
    """No form of a report holds what a terminal, a runner, or another program would obey."""
    said = [part.decode("utf-8", "surrogateescape") for part in data.split(b"\n=====\n")]
    folder, message, source, target, suggestion, article, hint = [*said, *[""] * 7][:7]
    place = Path(f"{folder}/fa/{article}.po".replace("\0", ""))
    finding = Finding(
        "numbers", Severity.ERROR, article, "fa", message, place, 3, Key(None, source), target,
        Span(0, len(target) // 2), Span(0, min(5, len(source))), suggestion, hint,
    )  # fmt: skip
    report = Report(
        project=hint,
        rules={"numbers": Rule(message, hint, Severity.ERROR)},
        findings=(finding,),
        completeness=(Completeness("fa", article, (1,) * 4, (1,) * 4),),
        missed=(Missed("fa", "of the words", 80, 10),),
        failures=(CatalogError(message, Place(place, 3), hint=hint),),
        since=source,
    )
    for form, write in REPORTS.items():
        text = write(report)
        text.encode("utf-8")
        if form in ("json", "sarif", "gitlab"):
            json.loads(text)
        elif form == "junit":
            etree.fromstring(text.encode())
        law(not list(_acts(text, ours=form == "github")), f"report-acts-{form}", text)


def _acts(text: str, *, ours: bool) -> Iterator[str]:
    """Lines that a terminal or a CI runner would obey."""
    for line in text.split("\n"):
        obeyed = not ours and (line.lstrip().startswith("::") or re.search(r"##\w*\[", line))
        if obeyed or _OBEYED.search(line):
            yield line


# Command lines


def command_seeds() -> list[bytes]:
    """An argument a line."""
    lines = (
        "sync", "build --locale es", "check --report=json", "status --json", "run -q", "mv a b",
        "approve a --by Ana --drafts", "memory search Mud", "memory export out.tmx", "init x",
        "terms import in.csv", "terms list", "import page.txt --into out", "models list",
        "pretranslate --engine fake", "check --fix --baseline known.json --update-baseline",
        "merge-driver in.csv locales/es/LC_MESSAGES/a.po page.txt a.po", "--version", "",
    )  # fmt: skip
    return [line.replace(" ", "\n").encode() for line in lines]


def judge_command(data: bytes, folder: Path) -> None:
    """A command line ends with one of our codes, and says nothing that acts."""
    arguments = [_tame(os.fsdecode(word)) for word in data.split(b"\n") if word][:12]
    for name, held in _project().items():
        path = folder / "project" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(held)
    (folder / "beside").write_bytes(b"world")
    out, err = io.StringIO(), io.StringIO()
    with _alone(folder), redirect_stdout(out), redirect_stderr(err):
        code = entry.run(arguments)
    screen.due(0)
    law(code in (0, 1, 2, 3), "command-code", arguments, code, err.getvalue())
    said = [*_acts(err.getvalue(), ours=False)]
    said += _acts(out.getvalue(), ours="github" in "".join(arguments))
    law(not said, "command-acts", arguments, said)
    around = sorted(path.name for path in folder.iterdir())
    law(around in (["beside", "home", "project"], ["beside", "project"]), "command-out", around)


def _tame(word: str) -> str:
    """A command line may name any place; this one shall stay where it is."""
    word = word.replace("\0", "").replace("..", "__").replace("~", "_")
    return word if re.fullmatch(r"[\w.-]+(?:/[\w.-]+)*", word) else word.replace("/", "\u2215")


@cache
def _project() -> dict[str, bytes]:
    """The files of a small project."""
    from .judging import scratch

    with scratch() as folder, redirect_stdout(io.StringIO()):
        root = init(folder / "p", "en", ["es", "fa"]).project.root
        (root / "content" / "a.md").write_bytes(
            b"---\ntitle: Mud\n---\n\n# Mud\n\nThe river rose.\n"
        )
        (root / "page.txt").write_bytes(b"Mud and Water\n\nThe river rose on Monday.\n")
        (root / "in.csv").write_bytes(b"source,target\nMud,Lodo\n")
        entry.run(["sync", "-C", str(root), "-q"])
        files = [path for path in root.rglob("*") if path.is_file()]
        return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """In the project's folder, with a home of its own and no network."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError("no network here")

    home = {f"XDG_{name}_HOME": str(folder / "home" / name) for name in ("CACHE", "DATA", "CONFIG")}
    here = Path.cwd()
    os.chdir(folder / "project")
    try:
        with (
            mock.patch.dict(os.environ, {**home, "SOURCE_DATE_EPOCH": "1793613600"}),
            mock.patch.object(socket.socket, "connect", refuse),
            mock.patch.object(socket, "getaddrinfo", refuse),
        ):
            yield
    finally:
        os.chdir(here)
