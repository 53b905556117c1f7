"""The pages tell the truth: what they show is what happens, and what they link to is there.

A comment above a code block says how it is tried out. The blocks of a page share a scratch folder,
which holds a copy of this repository's own project:

    <!-- shown -->                a console block: its commands print what stands below them
    <!-- shown in: newsroom -->   the same, in a new copy
    <!-- shown in: empty -->      the same, in a new empty folder
    <!-- edit: PATH -->           a diff block, which is done to a file
    <!-- file: PATH -->           a block that is the whole of a file; it is written
    <!-- part of: PATH -->        a block that a file holds by then
    <!-- not run: WHY -->         a console block that no test can run
    <!-- workflow -->             a workflow whose `run` steps are tried

A line `…` stands for any lines. After a change of what commands print:

    python -m tests.test_readme
"""

from __future__ import annotations

import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

import pytest
from typer.core import TyperCommand, TyperGroup

from l10n_flow import documents, yamltext
from l10n_flow.cli import commandline, entry
from l10n_flow.editions.anchors import heading_anchor

from .catalogs.gettext_tools import msgcat

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
SHOWN = [page for page in PAGES if "<!-- shown" in page.read_text("utf-8")]
DRAFTED = shutil.ignore_patterns("port-miraval-library.po*")
"""What the first `make run` makes, here or there: in no clone."""

NEWSROOM = (
    "content", "locales", "models", "theme",
    "l10n-flow.yaml", "taxonomy.yaml", "terms.yaml", ".gitignore",
)  # fmt: skip


def named(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


# The blocks of a page.

FENCE = re.compile(
    r"(?P<head>(?:^<!-- (?P<told>[^\n]*?) -->\n\n?)?)"
    r"^(?P<ticks>`{3,})(?P<kind>\w*)[^\n]*\n(?P<body>.*?)^(?P=ticks)$",
    re.MULTILINE | re.DOTALL,
)


class Block(NamedTuple):
    """A code block, and what the comment above it says."""

    verb: str
    object: str
    kind: str
    body: str
    span: tuple[int, int]
    """Of the body in the page."""


def blocks(text: str) -> Iterator[Block]:
    for match in FENCE.finditer(text):
        verb, _, rest = (match["told"] or "").partition(":")
        yield Block(verb, rest.strip(), match["kind"], match["body"], match.span("body"))


def commands(body: str) -> Iterator[tuple[str, str]]:
    """The command lines of a console block, each with the output shown below it."""
    for piece in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
        line, _, shown = piece.partition("\n")
        yield line, shown.rstrip("\n")


def fits(shown: str, real: str) -> bool:
    """Whether the output is the one shown, where a line `…` stands for any lines."""
    pieces = re.split(r"^[ ]*…\n?", shown.rstrip("\n") + "\n", flags=re.MULTILINE)
    pattern = r"(?:.*\n)*?".join(re.escape(piece) for piece in pieces)
    return re.fullmatch(pattern, real.rstrip("\n") + "\n") is not None


# Trying them out.


@dataclass
class Scratch:
    """A place to try out the blocks of one page."""

    top: Path
    here: Path = field(init=False)
    code: int = 0
    places: int = 0

    def start(self, place: str) -> None:
        self.places += 1
        self.here = self.top / str(self.places) / "three-shores"
        self.here.mkdir(parents=True)
        if place == "newsroom":
            for name in NEWSROOM:
                source = ROOT / name
                if source.is_dir():
                    shutil.copytree(source, self.here / name, ignore=DRAFTED)
                else:
                    shutil.copy(source, self.here / name)
            git = "git -c user.name=Ana -c user.email=ana@example.org"
            self.run(f"git init -q && git add -A && {git} commit -qm 'The newsroom'")

    def run(self, line: str) -> str:
        """What a command line prints, and sets the exit code that `echo $?` tells."""
        words = shlex.split(line, comments=True)
        if words[0] == "cd":
            self.here = (self.here / words[1]).resolve()
            return ""
        if words == ["echo", "$?"]:
            return f"{self.code}\n"
        if words == ["make", "run"]:
            words = ["l10n-flow", "run"]
        if words[0] == "l10n-flow" and not {"|", ">", "&&", "||", ";"} & set(words):
            return self.call(words[1:])
        done = subprocess.run(
            ["bash", "-c", line],
            cwd=self.here, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
        )  # fmt: skip
        self.code = done.returncode
        return done.stdout

    def call(self, arguments: list[str]) -> str:
        out = io.StringIO()
        with chdir(self.here), redirect_stdout(out), redirect_stderr(out):
            self.code = entry.run(arguments)
        return out.getvalue()

    def edit(self, path: str, diff: str) -> None:
        file = self.here / path
        text = file.read_text("utf-8")
        lines = diff.splitlines(keepends=True)
        before, after = ("".join(x[1:] for x in lines if x[0] != mark) for mark in "+-")
        assert text.count(before) == 1, f"{path} does not hold {before!r} once"
        file.write_text(text.replace(before, after), encoding="utf-8")

    def holds(self, path: str, part: str) -> bool:
        return fits(f"…\n{part}…\n", (self.here / path).read_text("utf-8"))


@contextmanager
def scratch() -> Iterator[Scratch]:
    """A scratch folder, at a fixed hour, in 80 columns, without models and reviewers."""
    with tempfile.TemporaryDirectory() as folder:
        programs = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        settings = {
            "ARGOS_PACKAGES_DIR": str(Path(folder, "no models")),
            "XDG_CACHE_HOME": str(Path(folder, "cache")),
            "COLUMNS": "80",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "PATH": programs,
            "SOURCE_DATE_EPOCH": "1795510800",  # 2026-11-24 09:00 UTC
        }
        with mock.patch.dict(os.environ, settings):
            os.environ.pop("L10N_FLOW_REVIEWER", None)
            place = Scratch(Path(folder))
            place.start("newsroom")
            yield place


def retold(text: str) -> tuple[str, list[str]]:
    """The page with every output as it is now, and what else is not as the page says."""
    pieces: list[str] = []
    wrong: list[str] = []
    at = 0
    with scratch() as place:
        for block in blocks(text):
            body = block.body
            if block.verb in ("shown", "shown in"):
                if block.object:
                    place.start(block.object)
                body = _shown_again(place, body)
            elif block.verb == "edit":
                place.edit(block.object, body)
            elif block.verb == "file":
                file = place.here / block.object
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(body, encoding="utf-8")
            elif block.verb == "part of" and not place.holds(block.object, body):
                wrong.append(f"{block.object} does not hold:\n{body}")
            pieces += [text[at : block.span[0]], body]
            at = block.span[1]
    return "".join([*pieces, text[at:]]), wrong


def _shown_again(place: Scratch, body: str) -> str:
    told = []
    for line, shown in commands(body):
        real = place.run(line).rstrip("\n")
        told.append(f"$ {line}\n" + (shown if fits(shown, real) else real))
    return "\n".join(piece.rstrip("\n") for piece in told) + "\n"


@pytest.mark.parametrize("page", SHOWN, ids=named)
def test_what_a_page_shows_is_what_happens(page: Path) -> None:
    text = page.read_text("utf-8")
    again, wrong = retold(text)
    assert not wrong, "\n".join(wrong)
    assert again == text, "run: python -m tests.test_readme"


def test_a_shown_output_is_compared_line_by_line() -> None:
    assert fits("one\n…\nfour", "one\ntwo\nthree\nfour\n")
    assert not fits("one\n…\nfour", "one\ntwo\nfive\n")
    assert not fits("one", "one\ntwo")


@pytest.mark.parametrize("page", SHOWN, ids=named)
def test_every_console_block_is_run_or_says_why_not(page: Path) -> None:
    untried = [
        block.body
        for block in blocks(page.read_text("utf-8"))
        if block.kind == "console" and block.verb not in ("shown", "shown in", "not run")
    ]
    assert untried == []


@pytest.mark.parametrize("page", SHOWN, ids=named)
def test_what_commands_print_fits_into_80_columns(page: Path) -> None:
    wide = [
        told
        for block in blocks(page.read_text("utf-8"))
        for line, shown in commands(block.body)
        for told in shown.splitlines()
        if line.startswith(("l10n-flow", "make")) and _columns(told) > 80
    ]
    assert [told for told in wide if not told.startswith(("error: ", "warning: "))] == []


def _columns(line: str) -> int:
    """How many columns a terminal takes; isolates and half-spaces take none."""
    return sum(unicodedata.category(sign) != "Cf" for sign in line)


# What only one page has.


def test_the_steps_of_the_workflow_in_the_docs_pass_in_the_newsroom() -> None:
    text = (ROOT / "docs" / "ci.md").read_text("utf-8")
    workflow = next(block for block in blocks(text) if block.verb == "workflow").body
    steps = [step["run"] for step in steps_of(workflow) if "run" in step]
    assert steps.pop(0) == "pip install l10n-flow"
    with scratch() as place:
        os.environ["GITHUB_STEP_SUMMARY"] = str(place.top / "summary.md")
        for step in steps:
            told = place.run(f"set -eo pipefail\n{step}")
            assert place.code == 0, told
        assert "all, in words" in (place.top / "summary.md").read_text("utf-8")
        (place.here / "content" / "new.md").write_text("A new article.\n", encoding="utf-8")
        for step in steps[:2]:
            told = place.run(f"set -eo pipefail\n{step}")
        assert place.code == 1
        assert "::error::" in told


@pytest.mark.parametrize("catalog", sorted((ROOT / "locales").rglob("*.po*")), ids=named)
def test_msgcat_would_not_change_a_byte_of_the_newsrooms_catalogs(catalog: Path) -> None:
    text = catalog.read_text("utf-8")
    assert msgcat(text) == text


def steps_of(workflow: str) -> list[dict[str, str]]:
    found: Any = yamltext.load(workflow, Path("workflow.yaml")).data
    steps: list[dict[str, str]] = found["jobs"]["editions"]["steps"]
    return steps


def test_the_segments_in_the_docs_are_those_that_are_found() -> None:
    text = (ROOT / "docs" / "markdown.md").read_text("utf-8")
    table = text.split("| in the article | in the segment |")[1].split("\n\n")[0]
    rows = [re.findall(r"`([^`]+)`", row) for row in table.splitlines()[2:]]
    assert len(rows) > 10
    for article, *definition, segment in rows:
        page = f"{article}\n\n{''.join(definition)}\n\n[^1]: A note.\n"
        assert documents.read(page.encode(), Path("a.md")).segments[0].source == segment


# Commands and options that pages name.

NAMED = re.compile(
    r"(?:^|[\s'\"(])l10n-flow "
    r"(?P<command>[a-z]+(?: (?:list|install|remove|import|export|search)\b)?)"
    r"(?P<rest>[^\n|;&#]*)",
    re.MULTILINE,
)
OPTION = re.compile(r"(?<=\s)--?[a-z][a-z-]*")


def command(name: str) -> TyperCommand | TyperGroup | None:
    first, _, second = name.partition(" ")
    if first not in {row.name for row in entry.COMMANDS}:
        return None
    found = commandline.command(first)
    inner = found.commands.get(second) if isinstance(found, TyperGroup) else None
    return inner if isinstance(inner, TyperCommand | TyperGroup) else found


def code_of(text: str) -> str:
    """The command lines that a page may hold: its blocks without comments, and its code spans."""
    inside = "\n".join(b.body for b in blocks(text) if b.kind in ("console", "sh", "yaml"))
    outside = re.findall(r"`([^`\n]+)`", FENCE.sub("", text))
    return "\n".join([re.sub(r"(?:^|\s)#.*", "", inside, flags=re.MULTILINE), *outside])


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_the_commands_and_options_that_a_page_names_exist(page: Path) -> None:
    code = re.sub(r"\\\n\s*", " ", code_of(page.read_text("utf-8")))
    for match in NAMED.finditer(code):
        found = command(match["command"])
        assert found is not None, match.group()
        known = {"--help", "-h", *(name for p in found.params for name in p.opts)}
        assert set(OPTION.findall(match["rest"])) <= known, match.group()


def test_the_make_targets_that_pages_name_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for page in PAGES:
        code = code_of(page.read_text("utf-8"))
        for words in re.findall(r"^(?:\$ )?make ((?:[a-z]+ ?)+)$", code, re.MULTILINE):
            assert set(words.split()) <= targets, f"{named(page)}: make {words}"


# Links.

LINK = re.compile(r"\]\((?P<target>[^\s()]+)\)")
HEADING = re.compile(r"^#{1,6} (?P<words>.*?)(?: \{#(?P<id>[^}]+)\})?$", re.MULTILINE)


def prose_of(text: str) -> str:
    return re.sub(r"`[^`\n]*`", "", FENCE.sub("", text))


def anchors(page: Path) -> set[str]:
    text = FENCE.sub("", page.read_text("utf-8"))
    return {m["id"] or heading_anchor(m["words"].replace("`", "")) for m in HEADING.finditer(text)}


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_what_a_page_links_to_is_there(page: Path) -> None:
    broken = []
    for match in LINK.finditer(prose_of(page.read_text("utf-8"))):
        target = match["target"]
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        found = (page.parent / path).resolve() if path else page
        there = found.exists() and found.is_relative_to(ROOT)
        if not there or (anchor and anchor not in anchors(found)):
            broken.append(target)
    assert broken == []


def test_the_readme_leads_to_every_page_of_the_docs() -> None:
    linked = set(re.findall(r"\(docs/([\w-]+\.md)", (ROOT / "README.md").read_text("utf-8")))
    assert linked >= {page.name for page in (ROOT / "docs").glob("*.md")}


if __name__ == "__main__":
    for shown_page in SHOWN:
        before = shown_page.read_text("utf-8")
        after, mistakes = retold(before)
        shown_page.write_text(after, encoding="utf-8")
        for mistake in mistakes:
            sys.stderr.write(f"{named(shown_page)}: {mistake}\n")
