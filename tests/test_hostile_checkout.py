"""A checkout that holds every trick leaves the world around it as it was, and nothing hangs."""

from __future__ import annotations

import contextlib
import gc
import io
import json
import multiprocessing
import os
import socket
import sqlite3
import stat
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

import pytest

from l10n_flow.cli import entry
from l10n_flow.cli import output as screen
from l10n_flow.workflow.init import init

pytestmark = pytest.mark.skipif(os.name != "posix", reason="pipes and links as POSIX has them")

PATIENCE = 120.0
"""Seconds for all commands; they need about two."""

PAGE = "Mud and Water\n\nThe river rose by four metres on Monday, and nobody was there to see it.\n"
ARTICLE = "---\ntitle: Mud\n---\n\n# Mud\n\nThe river rose. [x](.env) ![y](pic.png)\n"
CATALOG = (
    'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Mud"\nmsgstr "Lodo"\n'
)

COMMANDS = (
    ("sync",),
    ("pretranslate", "--engine", "fake"),
    ("build",),
    ("build", "--out", "elsewhere"),
    ("check",),
    ("check", "--fix", "--report=json", "--report=sarif=reports/r.sarif", "--badges", "badges"),
    ("check", "--baseline", "known.json", "--update-baseline"),
    ("check", "--baseline", "known.json", "--report=github", "--report=junit=reports/j.xml"),
    ("status",),
    ("status", "--json"),
    ("run",),
    ("approve", "a", "--by", "Ana", "--drafts"),
    ("memory", "import", "in.tmx"),
    ("memory", "export", "reports/out.tmx"),
    ("memory", "list"),
    ("memory", "search", "Mud"),
    ("terms", "import", "in.csv"),
    ("terms", "export", "reports/out.csv"),
    ("terms", "list"),
    ("import", "page.txt", "--into", "out"),
    ("import", "page.html", "--force"),
    ("models", "list"),
    ("check", "--since", "HEAD"),
    ("merge-driver", "base.po", "ours.po", "theirs.po", "a.po"),
    ("mv", "a", "moved/b"),
    ("mv", "moved/b", "a"),
    ("init", "."),
)

FEW = (("run",), ("check",), ("status",), ("build", "--out", "elsewhere"), ("terms", "list"))
"""For tricks that are in what is read, and not in where it lies."""

QUICK = ("yaml", "odd front matter", "ledgers hold", "a bomb in")

ALONE: dict[str, tuple[tuple[str, ...], ...]] = {
    # Named on the command line, for one command.
    "in.tmx": (("memory", "import"),),
    "in.csv": (("terms", "import"),),
    "page.txt": (("import", "page.txt"),),
    "page.html": (("import", "page.html"),),
    "elsewhere": (("build", "--out"),),
    "badges": (("check", "--fix"),),
    "known.json": (("check", "--baseline"),),
    "reports": (("check",), ("memory", "export"), ("terms", "export")),
    "base.po": (("merge-driver",),),
    "ours.po": (("merge-driver",),),
    "theirs.po": (("merge-driver",),),
    # What is made: by those who make it, of what others have made, and by those who read it back.
    "build": (("build",), ("check",), ("pretranslate",), ("run",), ("sync",)),
    # Labels of articles, and what is called what.
    "taxonomy.yaml": (("build",), ("check",), ("import",), ("run",)),
    "terms.yaml": (("check",), ("pretranslate",), ("run",), ("sync",), ("terms",)),
    # How the pages of a site are read.
    "profiles": (("import",),),
    # What was translated before, for those who draft and those who ask for it.
    "memory": (("memory",), ("pretranslate",), ("run",)),
    ".l10n-flow/answers.sqlite": (("pretranslate",), ("run",)),
}
"""What only a few commands open, as the beginnings of these: a trick there can hurt no other."""

Act = Callable[[Path, Path], object]
"""What makes a checkout (the first folder) hostile to what lies outside (the second)."""


class Trick(NamedTuple):
    """An act, and the path in the checkout that it is about; none if it is about several."""

    act: Act
    at: str = ""

    def __call__(self, root: Path, outside: Path) -> object:
        return self.act(root, outside)

    @property
    def commands(self) -> Sequence[tuple[str, ...]]:
        """All that could meet it."""
        for place in (self.at, self.at.partition("/")[0]):
            if place in ALONE:
                return [command for command in COMMANDS if begins(command, ALONE[place])]
        return COMMANDS


def begins(command: tuple[str, ...], beginnings: Sequence[tuple[str, ...]]) -> bool:
    return any(command[: len(beginning)] == beginning for beginning in beginnings)


def link(name: str, target: str) -> Trick:
    def trick(root: Path, outside: Path) -> None:
        place = root / name
        if place.is_dir() and not place.is_symlink():
            place.rename(outside.parent / "moved")
        place.unlink(missing_ok=True)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.symlink_to(target.replace("OUT", str(outside)))

    return Trick(trick, name)


def text(name: str, held: str) -> Trick:
    def trick(root: Path, outside: Path) -> None:
        place = root / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(held.replace("OUT", str(outside)), "utf-8", "surrogatepass")

    return Trick(trick, name)


def pipe(name: str) -> Trick:
    def trick(root: Path, _: Path) -> None:
        place = root / name
        place.unlink(missing_ok=True)
        place.parent.mkdir(parents=True, exist_ok=True)
        os.mkfifo(place)

    return Trick(trick, name)


def config(more: str) -> Trick:
    return text("l10n-flow.yaml", f"source: en\nlocales: [es, fa]\n{more}\n")


def sock(root: Path, _: Path) -> None:
    here = Path.cwd()
    os.chdir(root)  # a socket's path is short
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind("terms.yaml")
    finally:
        os.chdir(here)


def ledgers(root: Path, outside: Path) -> None:
    """After a build that went well, its ledgers claim everybody's files."""
    entry.run(["build", "-C", str(root)])
    relative = os.path.relpath(outside / "secret.md", root / "build" / "markdown")
    names = [relative, str(outside / "secret.md"), "../../content/a.md", "../../l10n-flow.yaml"]
    for ledger in (root / ".l10n-flow" / "state").glob("build-*/*.json"):
        data = json.loads(ledger.read_text("utf-8"))
        data["products"] = {"gone": names, "a": names}
        ledger.write_text(json.dumps(data), "utf-8")


def odd_state(held: str) -> Trick:
    def trick(root: Path, _: Path) -> None:
        for command in ("sync", "build", "check", "status"):
            entry.run([command, "-C", str(root), "-q"] if command != "status" else ["status"])
        for file in (root / ".l10n-flow" / "state").rglob("*.json"):
            file.write_text(held, "utf-8")

    return Trick(trick)


def answers(root: Path, _: Path) -> None:
    """A store whose table is a view that counts for ever, with our marks on it."""
    (root / ".l10n-flow").mkdir()
    with contextlib.closing(sqlite3.connect(root / ".l10n-flow" / "answers.sqlite")) as made:
        made.executescript(
            "CREATE VIEW answers AS WITH RECURSIVE n(number) AS (SELECT 1 UNION ALL SELECT number+1"
            " FROM n) SELECT number, number AS question, number AS answer FROM n;"
            f"PRAGMA application_id = {0x6C31306E}; PRAGMA user_version = 1;"
        )


def odd_names(root: Path, _: Path) -> None:
    for name in ("\x1b]0;x\x07", "::error::x", "a\n::error::b", "\u202egpj", "##[error]x", " ::x"):
        (root / "content" / f"{name}.md").write_text(ARTICLE, "utf-8")
    (root / "content" / os.fsdecode(b"\xff\x9b31m.md")).write_text(ARTICLE, "utf-8")


SERVER = (
    "pretranslate: {engine: libretranslate, engines: {libretranslate: {url: 'https://localhost:9'"
)

BOMB = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 10)}]\n"
    for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)


def hard_link(name: str, other: str) -> Trick:
    """A second name for a file outside; archives bring such, though git cannot."""

    def trick(root: Path, outside: Path) -> None:
        place = root / name
        place.unlink(missing_ok=True)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.hardlink_to(outside / other)

    return Trick(trick, name)


def sparse(name: str, start: bytes = b"") -> Trick:
    """A file of terabytes that takes no room on the disk."""

    def trick(root: Path, _: Path) -> None:
        place = root / name
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("wb") as file:
            file.write(start)
            file.truncate(1 << 42)

    return Trick(trick, name)


def folder(name: str) -> Trick:
    def trick(root: Path, _: Path) -> None:
        (root / name).unlink(missing_ok=True)
        (root / name / "inside").mkdir(parents=True)

    return Trick(trick, name)


def after(commands: Sequence[tuple[str, ...]], trick: Trick) -> Trick:
    """The trick, once commands have left their files there."""

    def later(root: Path, outside: Path) -> None:
        here = Path.cwd()
        os.chdir(root)
        for command in commands:
            entry.run(command)
        os.chdir(here)
        trick(root, outside)

    return Trick(later, trick.at)


def together(*tricks: Trick) -> Trick:
    """All of them; whoever could meet the first could meet the others."""

    def trick(root: Path, outside: Path) -> None:
        for one in tricks:
            one(root, outside)

    return Trick(trick, tricks[0].at)


def every_lock(root: Path, outside: Path) -> None:
    """All locks, by the names that they will have, are other names of a file outside."""
    locks = root / ".l10n-flow" / "locks"
    locks.mkdir(parents=True)
    kept = [root / name for name in ("terms.yaml", "taxonomy.yaml", "memory/in.tmx", "known.json")]
    kept += [
        *(root / "locales").rglob("*.po"),
        *(root / "locales" / x / "frozen.yaml" for x in ("es", "fa")),
    ]
    for path in kept:
        name = blake2b(os.fsencode(os.path.realpath(path)), digest_size=12).hexdigest()
        (locks / f"{name}.lock").hardlink_to(outside / "secret.md")


def git_elsewhere(root: Path, outside: Path) -> None:
    """What git knows of this checkout lies outside of it, with commands for whoever asks."""
    (outside / "repository" / "refs").mkdir(parents=True)
    (outside / "repository" / "objects").mkdir()
    (outside / "repository" / "HEAD").write_text("ref: refs/heads/main\n", "utf-8")
    touch = f"touch {outside / 'obeyed'}"
    settings = "".join(
        f"[{section}]\n\t{key} = {touch}\n"
        for section, key in (
            ("core", "fsmonitor"), ("core", "sshCommand"), ("core", "pager"), ("core", "editor"),
            ("diff", "external"), ("credential", "helper"), ("gpg", "program"),
            ('diff "x"', "textconv"), ('diff "x"', "command"), ('merge "x"', "driver"),
            ("core", "hooksPath"), ("core", "askPass"), ("uploadpack", "packObjectsHook"),
        )
    )  # fmt: skip
    (outside / "repository" / "config").write_text(settings, "utf-8")
    (root / ".gitattributes").write_text("* diff=x merge=x\n", "utf-8")
    (root / ".git" / "config").unlink()
    (root / ".git").rmdir()
    (root / ".git").write_text(f"gitdir: {outside / 'repository'}\n", "utf-8")


def folded_names(root: Path, _: Path) -> None:
    """Names that are one to some file system: by case, by normal form, by what it passes over."""
    for name in (
        "A",
        "cafe\u0301",
        "caf\xe9",
        "\uff41",
        "a\u200c",
        "\u0130",
        "i\u0307",
        "stra\xdfe",
        "STRASSE",
    ):
        with contextlib.suppress(OSError):
            (root / "content" / f"{name}.md").write_text(ARTICLE, "utf-8")


def reserved_names(root: Path, _: Path) -> None:
    """Names that Windows keeps for devices, streams and itself."""
    for name in (
        "con",
        "NUL.x",
        "aux ",
        "com1",
        "a:b",
        "a.",
        "..a",
        "-rf",
        "--help",
        "$(x)",
        "a*?",
    ):
        with contextlib.suppress(OSError):
            (root / "content" / f"{name}.md").write_text(ARTICLE, "utf-8")
    (root / "content" / "prn").mkdir()
    (root / "content" / "prn" / "lpt1.md").write_text(ARTICLE, "utf-8")


def names_in_catalogs(root: Path, _: Path) -> None:
    """Catalogs, languages and memories whose names act on who lists them."""
    for name in ("\x1b]0;x\x07.po", "a\n::error::b.po", "::error::x.po", "\u202eop.a.po"):
        for language in ("es", "x\n::error::y", "\x1b[31m"):
            place = root / "locales" / language / "LC_MESSAGES" / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(CATALOG.replace("Mud", "Mud\x1b[31m"), "utf-8")
    (root / "memory").mkdir(exist_ok=True)
    (root / "memory" / "::error::\x1b[31m.tmx").write_text("<tmx", "utf-8")


def deep(root: Path, _: Path) -> None:
    """Folders in folders, as far as a path reaches, with an article at the bottom."""
    place = root / "content"
    while len(os.fspath(place)) < 3500:
        place = place / ("d" * 200)
    place.mkdir(parents=True)
    (place / "a.md").write_text(ARTICLE, "utf-8")


XML_BOMB = (
    "<!DOCTYPE tmx [<!ENTITY a 'aaaaaaaaaa'>"
    + "".join(
        f"<!ENTITY {n} '{f'&{o};' * 10}'>" for o, n in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "<!ENTITY x SYSTEM 'file://OUT/secret.md'><!ENTITY % y SYSTEM 'file://OUT/secret.md'> %y;]>"
    "<tmx version='1.4'><header srclang='en'/><body><tu><tuv xml:lang='en'><seg>&i;&x;</seg></tuv>"
    "<tuv xml:lang='es'><seg>&x;</seg></tuv></tu></body></tmx>"
)

LEADS_OUT = (
    "[x](../../outside/secret.md) ![y](%2e%2e/%2e%2e/outside/secret.md) <img src='..\\..\\outside\\"
    "secret.md'> [z](file://OUT/secret.md) [v](OUT/secret.md) [w](..%2f..%2foutside%2fsecret.md)"
    " [u](a%00b.png) [t](..;/outside/secret.md) <a href='.%2e/secret.md'>s</a>"
)

TRICKS: dict[str, Trick] = {
    "git is elsewhere, and commands": Trick(git_elsewhere),
    "a language's catalogs lead out": link("locales/es/LC_MESSAGES", "OUT"),
    "a folder of catalogs leads out": link("locales/es/LC_MESSAGES/moved", "OUT"),
    "the words for notices lead out": link("locales/es/LC_MESSAGES/site.po", "OUT/secret.po"),
    "what git merges leads out": after(
        (),
        together(*(link(f"{name}.po", "OUT/secret.po") for name in ("base", "ours", "theirs"))),
    ),
    "models lead out": together(
        link("models", "OUT"),
        config("pretranslate: {engines: {argos: {models: [{path: models/x, target: es}]}}}"),
    ),
    "a report leads out": link("reports/r.sarif", "OUT/secret.md"),
    "a badge leads out": link("badges/es.json", "OUT/secret.md"),
    "a profile leads out": link("profiles/p.yaml", "OUT/secret.yaml"),
    "a memory leads out": link("memory/m.tmx", "OUT/secret.md"),
    "where articles go leads out": link("content/moved", "OUT"),
    "SQLite's journal leads out": link(
        ".l10n-flow/answers.sqlite-journal", "OUT/secret.db"
    )._replace(at=".l10n-flow/answers.sqlite"),
    **{
        f"{name} has another name outside": hard_link(name, other)
        for name, other in {
            "build/markdown/es/a.md": "secret.md",
            "locales/es/LC_MESSAGES/a.po": "secret.po",
            "locales/es/frozen.yaml": "secret.yaml",
            "known.json": "secret.json",
            "reports/r.sarif": "secret.md",
            ".l10n-flow/answers.sqlite": "secret.db",
            ".gitignore": "secret.md",
            "ours.po": "secret.po",
        }.items()
    },
    "locks have other names outside": after((("sync",),), Trick(every_lock)),
    **{
        f"{name} is terabytes of nothing": sparse(name, start)
        for name, start in {
            "content/b.md": b"# Mud\n",
            "content/pic.png": b"png",
            "locales/es/LC_MESSAGES/a.po": CATALOG.encode(),
            "terms.yaml": b"terms: []\n",
            "memory/m.tmx": b"<tmx>",
            "page.txt": b"Mud\n",
            "page.html": b"<p>Mud",
            "in.csv": b"source,target\n",
            ".l10n-flow/answers.sqlite": b"SQLite format 3\0",
            "known.json": b"{",
        }.items()
    },
    "a ledger is terabytes of nothing": after(
        (("build",),),
        Trick(
            lambda r, o: [
                sparse(f.relative_to(r).as_posix())(r, o)
                for f in (r / ".l10n-flow" / "state").rglob("*.json")
            ]
        ),
    ),
    **{
        f"{name} is a folder": folder(name)
        for name in (
            "content/b.md",
            "locales/es/LC_MESSAGES/a.po",
            "locales/es/frozen.yaml",
            "terms.yaml",
            "taxonomy.yaml",
            "memory/m.tmx",
            "known.json",
            "reports/r.sarif",
            "badges/es.json",
            ".l10n-flow/answers.sqlite",
            "build/markdown/es/a.md",
            "content/pic.png",
            "ours.po",
        )
    },
    **{
        f"{name} is a pipe too": pipe(name)
        for name in ("reports/r.sarif", "badges/es.json", ".gitignore", ".gitattributes", "ours.po")
    },
    "names are folded": Trick(folded_names),
    "names are Windows'": Trick(reserved_names),
    "names of catalogs act": Trick(names_in_catalogs),
    "folders are as deep as a path reaches": Trick(deep),
    "a memory is a bomb": text("in.tmx", XML_BOMB),
    "a memory of the project is a bomb": text("memory/m.tmx", XML_BOMB),
    "links and pictures lead out": text(
        "content/b.md",
        f"---\nimage: ../../outside/secret.md\ncover: OUT/secret.md\n---\n\n{LEADS_OUT}\n",
    ),
    **{
        f"yaml includes {number}": config(held)
        for number, held in enumerate(
            (
                "name: !include OUT/secret.yaml",
                "name: !ENV ${HOME}",
                "include: [!include '../outside/*']",
                "$ref: OUT/secret.yaml",
                "extends: ../outside/secret.yaml",
                "<<: !include ../outside/secret.yaml",
                "taxonomy: {file: ../outside/secret.yaml}",
                "taxonomy: {file: OUT/secret.yaml}",
                "terms: OUT/secret.yaml",
                "memory: ../outside",
                "output: ../outside",
                "output: build/../../outside",
                "catalogs: OUT",
                "content: ../outside",
                "content: {'../outside': '{lang}/{path}'}",
                "content: {docs: '../outside/{lang}/{path}'}",
                "content: {docs: '{lang}/../../outside/{path}'}",
                "include: ['../outside/**', 'OUT/**', '/**/*.md']",
                "languages: {'../outside/*': [es]}",
                "pretranslate: {engines: {argos: {models: [{path: ../outside, target: es}]}}}",
                "check: {ignore: [{files: ['../outside/*'], checks: [number]}]}",
            )
        )
    },
    **{
        f"odd front matter, and places {number}": text(
            "content/b.md", f"---\n{held}\n---\n\nMud.\n"
        )
        for number, held in enumerate(
            (
                "lang: ../../outside",
                "lang: es/../../../outside",
                "slug: ../../../outside/secret",
                "title: Mud\nslug: /etc/passwd\nlanguages: ['../x']",
                "categories: ['../../outside/secret']\nauthor: OUT",
                "alternates: {es: ../../outside}",
            )
        )
    },
    "frozen values lead out by name": text(
        "locales/es/frozen.yaml",
        "articles:\n  ../../outside/secret: {slug: ../x}\n  a: {slug: ../../outside/x}\n",
    ),
    "output leads out": link("build", "OUT"),
    "editions lead out": link("build/markdown/es", "OUT"),
    "a folder of editions leads out to nothing": link("build/markdown/fa", "OUT/new"),
    "an edition leads out": link("build/markdown/es/a.md", "OUT/secret.md"),
    "editions lead to the articles": link("build/markdown/es/news", "../../../content"),
    "catalogs lead out": link("locales", "OUT"),
    "a language leads out": link("locales/es", "OUT"),
    "a catalog leads out": link("locales/es/LC_MESSAGES/a.po", "OUT/secret.po"),
    "a catalog leads out to nothing": link("locales/es/LC_MESSAGES/a.po", "OUT/new.po"),
    "templates lead out": link("locales/pot", "OUT"),
    "frozen values lead out": link("locales/es/frozen.yaml", "OUT/secret.yaml"),
    "state leads out": link(".l10n-flow", "OUT"),
    "ledgers lead out": link(".l10n-flow/state", "OUT"),
    "locks lead out": link(".l10n-flow/locks", "OUT"),
    "answers lead out": link(".l10n-flow/answers.sqlite", "OUT/secret.db"),
    "answers lead out to nothing": link(".l10n-flow/answers.sqlite", "OUT/new.db"),
    "articles lead out": link("content", "OUT"),
    "an article leads out": link("content/b.md", "OUT/secret.md"),
    "imports lead out": link("content/out", "OUT"),
    "an asset leads out": link("content/pic.png", "OUT/secret.md"),
    "memories lead out": link("memory", "OUT"),
    "terms lead out": link("terms.yaml", "OUT/secret.yaml"),
    "the taxonomy leads out": link("taxonomy.yaml", "OUT/secret.yaml"),
    "the baseline leads out": link("known.json", "OUT/secret.json"),
    "reports lead out": link("reports", "OUT"),
    "badges lead out": link("badges", "OUT"),
    "another output leads out": link("elsewhere", "OUT"),
    "the configuration leads out": link("l10n-flow.yaml", "OUT/secret.yaml"),
    "what git ignores leads out": link(".gitignore", "OUT/secret.md"),
    "a page leads out": link("page.txt", "OUT/secret.md"),
    "profiles lead out": link("profiles", "OUT"),
    "links lead in circles": link("content/b.md", "b.md"),
    "a catalog leads in circles": link("locales/es/LC_MESSAGES/a.po", "a.po"),
    **{
        f"{name} is a pipe": pipe(name)
        for name in (
            "content/b.md",
            "locales/es/LC_MESSAGES/a.po",
            "locales/es/LC_MESSAGES/site.po",
            "locales/es/frozen.yaml",
            "terms.yaml",
            "taxonomy.yaml",
            "memory/m.tmx",
            "known.json",
            "l10n-flow.yaml",
            "page.txt",
            "page.html",
            "profiles/p.yaml",
            "in.csv",
            "in.tmx",
            ".l10n-flow/answers.sqlite",
            "build/markdown/es/a.md",
            "content/pic.png",
        )
    },
    **{
        f"{name} is an endless device": link(name, "/dev/zero")
        for name in ("content/b.md", "locales/es/LC_MESSAGES/a.po", "terms.yaml", "taxonomy.yaml")
    },
    "terms are a socket": Trick(sock, "terms.yaml"),
    **{
        f"{key} is {name}": config(f"{key}: {name}")
        for key in ("output", "catalogs", "content", "memory", "terms")
        for name in (".git", ".GIT/x", "git~1/x", ".git.")
    },
    "the key is git's": config(f"{SERVER}, api_key_file: .git/config}}}}}}"),
    "the key lies outside": config(f"{SERVER}, api_key_file: ../outside/secret.md}}}}}}"),
    "ledgers name everybody's files": Trick(ledgers),
    **{
        f"ledgers hold {name}": odd_state(held)
        for name, held in {
            "depth": "[" * 100_000,
            "nothing": "",
            "a number": "1",
            "no numbers": '{"mark": NaN}',
            "wrong types": '{"mark":1,"products":{"a":[1,null]},"articles":{"a":[{"x":1},2]}}',
            "nulls": '{"products": null}',
            "a list": "[[], {}]",
        }.items()
    },
    "answers count for ever": Trick(answers, ".l10n-flow/answers.sqlite"),
    "names act": Trick(odd_names),
    **{
        f"a bomb in {name}": text(name, BOMB)
        for name in ("l10n-flow.yaml", "terms.yaml", "taxonomy.yaml", "locales/es/frozen.yaml")
    },
    "front matter is a bomb": text("content/b.md", f"---\n{BOMB}---\n\nMud.\n"),
    **{
        f"yaml {number}": config(held)
        for number, held in enumerate(
            (
                "? {a: b}\n: c",
                "name: !!bool abc",
                "name: !!binary é",
                "name: !!timestamp x",
                "? [a]\n: b",
                "name: !!int x",
                "name: !!float x",
                "name: !!python/object:os.system x",
                "name: !!set {a, b}",
                "check: " + "[" * 5000,
                "<<: 1",
                "name: &a [*a]",
            )
        )
    },
    **{
        f"odd front matter {number}": text("content/b.md", f"---\n{held}\n---\n\nMud.\n")
        for number, held in enumerate(
            (
                "title: !!bool abc",
                "? {a: b}\n: c",
                "title: [" + "[" * 5000,
                "slug: &a [*a]",
                "date: !!timestamp x",
                "lang: !!binary é",
                'date: "::error::x\\n\\e[31m"',
            )
        )
    },
    "a pattern backtracks": config("opaque: ['(?:a+)+$']"),
    "a pattern overflows": config("opaque: ['a{99999999999}']"),
    "a pattern nests": config("opaque: ['" + "(" * 20_000 + "']"),
    "a suppression backtracks": config(
        "check: {ignore: [{checks: [number], sources: ['(?:a+)+$']}]}"
    ),
    "a glob explodes": config("include: ['" + "**/" * 30 + "*a" * 30 + "x', '**/*.md']"),
}


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    folder = tmp_path / "outside"
    folder.mkdir()
    (folder / "secret.md").write_text("# Secret\n\nWords that nobody may publish.\n", "utf-8")
    (folder / "secret.po").write_text(CATALOG, "utf-8")
    (folder / "secret.yaml").write_text("source: en\nlocales: [es, fa]\n", "utf-8")
    (folder / "secret.json").write_text("{}", "utf-8")
    (folder / "secret.db").write_text("no database", "utf-8")
    return folder


HOMES = ("XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")


@pytest.fixture
def checkout(warmed: None, tmp_path: Path, outside: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in HOMES:
        monkeypatch.setenv(name, str(tmp_path / "home" / name))
    return laid_out(tmp_path / "checkout")


@pytest.fixture(scope="module")
def warmed(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whatever the commands import and compile is there before the processes of tests fork off.

    Without it each of some two hundred would do so anew, for most of its time.
    """
    folder = tmp_path_factory.mktemp("harmless")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("SOURCE_DATE_EPOCH", "0")
        for name in HOMES:
            patch.setenv(name, str(folder / name))
        everything(laid_out(folder / "checkout"), folder / "told", COMMANDS)
    assert (folder / "told").read_text("utf-8") == ""


def laid_out(folder: Path) -> Path:
    root = init(folder, "en", ["es", "fa"]).project.root
    (root / ".git").mkdir()
    (root / ".git" / "config").write_text("[core]\n", "utf-8")
    (root / ".env").write_text("TOKEN=x\n", "utf-8")
    (root / "content" / ".env").write_text("TOKEN=x\n", "utf-8")
    (root / "content" / "a.md").write_text(ARTICLE + "\n" + "a" * 40 + "b\n", "utf-8")
    (root / "content" / "pic.png").write_bytes(b"png")
    (root / "page.txt").write_text(PAGE, "utf-8")
    (root / "page.html").write_text(f"<article><h1>Mud</h1><p>{PAGE}</p></article>", "utf-8")
    (root / "in.csv").write_text("source,target\nMud,Lodo\n", "utf-8")
    (root / "in.tmx").write_text("<tmx/>", "utf-8")
    for name in ("base", "ours", "theirs"):
        (root / f"{name}.po").write_text(CATALOG, "utf-8")
    return root


def world(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """Everything below a folder: kind, time and content."""
    found = {}
    for place in sorted(folder.rglob("*")):
        about = place.lstat()
        is_plain = stat.S_ISREG(about.st_mode) and about.st_size < 1 << 20
        held = place.read_bytes() if is_plain else b""
        found[str(place)] = (about.st_mode, about.st_mtime_ns, held)
    if folder.is_dir():
        found["."] = (folder.stat().st_mode, folder.stat().st_mtime_ns, b"")
    return found


def everything(root: Path, told: Path, commands: Sequence[tuple[str, ...]]) -> None:
    """Run every command, in a process of its own; what goes wrong is written down."""
    os.chdir(root)
    os.environ["SOURCE_DATE_EPOCH"] = "1793613600"
    problems: list[str] = []
    for command in commands:
        out, err = io.StringIO(), io.StringIO()
        try:
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                code = entry.run(command)
        except BaseException:  # noqa: BLE001 - that is the question
            problems.append(f"{command}: {traceback.format_exc()}")
            continue
        if code not in (0, 1, 2, 3):
            problems.append(f"{command}: {code}")
        problems += [
            f"{command}: {line!r}" for line in acting(out.getvalue(), err.getvalue(), command)
        ]
    told.write_text("\n".join(problems), "utf-8", "backslashreplace")


def acting(out: str, err: str, command: tuple[str, ...]) -> Iterator[str]:
    """Lines that a terminal or a CI runner would obey."""
    ours = "--report=github" in command
    for line in [*err.splitlines(), *([] if ours else out.split("\n"))]:
        obeyed = line.lstrip().startswith("::") or "##[" in line
        if obeyed or any(c in line for c in "\x1b\x07\x9b\u202e"):
            yield line


def in_a_process(work: Callable[..., object], *arguments: object) -> None:
    """Do it in a process of its own, within the time there is."""
    process = multiprocessing.get_context("fork").Process(target=work, args=arguments)
    gc.freeze()  # what engines left here, the collector of the other process leaves alone
    process.start()
    gc.unfreeze()
    process.join(PATIENCE)
    if process.is_alive():
        process.kill()
        pytest.fail("a command hangs")
    assert process.exitcode == 0, f"the commands ended with {process.exitcode}"


def opened(root: Path, told: Path) -> None:
    """Run every command; what each opens, and the folder at the top of that, is written down."""
    found: list[set[str]] = []

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if found and (event == "open" or event.startswith(("os.", "sqlite3."))):
            for path in arguments:
                if isinstance(path, (str, bytes, os.PathLike)):
                    below = os.path.relpath(root / os.fsdecode(path), root)
                    found[-1].update((below, below.partition("/")[0]))

    sys.addaudithook(hook)
    for command in COMMANDS:
        found.append(set())
        everything(root, told, [command])
    told.write_text(json.dumps([sorted(paths) for paths in found]), "utf-8")


def test_what_a_trick_is_kept_from_opens_nothing_of_it(checkout: Path, tmp_path: Path) -> None:
    """So `ALONE` names whoever could be hurt: here, where all of it is there, nobody else looks."""
    memory = (
        "<tu><tuv xml:lang='{}'><seg>Mud</seg></tuv><tuv xml:lang='es'><seg>Lodo</seg></tuv></tu>"
    )
    for place, held in {
        "in.tmx": f"<tmx version='1.4'><header srclang='en'/><body>{memory}</body></tmx>",
        "memory/m.tmx": f"<tmx version='1.4'><header srclang='en'/><body>{memory}</body></tmx>",
        "profiles/p.yaml": "about: a page\nblocks: blank-lines\n",
        "badges/es.json": "{}",
        "elsewhere/es/x.md": "",
    }.items():
        text(place, held.replace("{}", "en"))(checkout, tmp_path)
    in_a_process(opened, checkout, tmp_path / "told")
    found = json.loads((tmp_path / "told").read_text("utf-8"))
    for place, beginnings in ALONE.items():
        opening = [one for one, paths in zip(COMMANDS, found, strict=True) if place in paths]
        assert opening, f"{place} is opened by nobody"
        assert not [one for one in opening if not begins(one, beginnings)], place


@pytest.mark.parametrize("trick", list(TRICKS))
def test_a_hostile_checkout_touches_nothing_around_it(
    trick: str, checkout: Path, outside: Path, tmp_path: Path
) -> None:
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        here = Path.cwd()
        os.chdir(checkout)
        TRICKS[trick](checkout, outside)
        os.chdir(here)
    before, git = world(outside), world(checkout / ".git")
    articles = world(checkout / "content") if not (checkout / "content").is_symlink() else {}
    told = tmp_path / "told"
    commands = FEW if trick.startswith(QUICK) else TRICKS[trick].commands
    in_a_process(everything, checkout, told, commands)
    assert told.read_text("utf-8") == ""
    assert world(outside) == before
    assert world(checkout / ".git") == git
    after = world(checkout / "content") if articles else {}
    left = Counter(held for _, _, held in after.values())
    lost = Counter(held for _, _, held in articles.values() if held) - left
    assert not lost, "articles may have moved, and are what they were"
    published = [p for p in world(checkout / "build") if (checkout / "build").is_dir()]
    assert not [name for name in published if name.endswith(".env")]
    assert not [
        name
        for name, (_, _, held) in world(checkout / "build").items()
        if b"nobody may publish" in held and not (checkout / "build").is_symlink()
    ]
    assert screen.due(0) == 0
