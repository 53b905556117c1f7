"""What our text cites, a reader of this repository can open: files, modules, names."""

from __future__ import annotations

import importlib
import inspect
import re
import subprocess
from functools import cache
from pathlib import Path, PurePosixPath
from types import ModuleType

import pytest

import l10n_flow
from l10n_flow.config.settings import KEYS

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "l10n_flow"

PRIVATE = re.compile(
    r"(?<![\w.])/(?:work|opt|home|Users|root)/\w|\bfounders?\b|\bthis session\b"
    r"|\bprototypes?\b(?!\.\w)|\b(?:the|this) (?:issue|brief)\b|\bissue #?\d+|\bas discussed\b"
    r"|\((?:facts|faults)[:/]"
)
"""Places that only somebody who was there can look at. An issue has an address."""
PROSE = re.compile(r'"""(.+?)"""|(?:^|\s)# ([^\n]*)', re.DOTALL)
EXAMPLES = re.compile(r"^(?:>>>|    )[^\n]*(?:\n[^\n]+)*", re.MULTILINE)

CODE = re.compile(r"`([^`\n]+)`")
FILE = re.compile(r"(?:[\w.-]+/)*[\w.-]+\.(?:py|md|toml|yaml|yml|txt|json|svg|html|js|css)")
NAME = re.compile(r"l10n_flow(?:\.\w+)+")
INTO = re.compile(r"(?P<module>[a-z][a-z_]+)\.(?P<name>[A-Za-z_]\w+)(?:\(\))?")
SUFFIXES = ("bin", "html", "md", "po", "pot", "py", "txt", "yaml")
FOREIGN = ("page.dir",)
"""What other programs call so: a variable of Jekyll."""
OURS = ("docs/", "tests/", "benchmarks/", "src/l10n_flow/", "tools/", "training/", "examples/")


@cache
def tracked() -> tuple[str, ...]:
    """The files of the repository, by their paths in it."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    if listed.returncode:
        pytest.skip("this is no clone: git does not know its files")
    return tuple(name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file())


def sources(*folders: str) -> list[str]:
    return [n for n in tracked() if n.endswith(".py") and n.split("/")[0] in folders]


def pages() -> list[str]:
    return [n for n in tracked() if re.fullmatch(r"docs/.+\.md|[A-Z]+\.md", n)]


@cache
def prose(name: str) -> tuple[tuple[int, str], ...]:
    """The docstrings and comments of a module, with their lines and without examples."""
    text = (ROOT / name).read_text("utf-8")
    found = [(match.start(), match[1] or match[2]) for match in PROSE.finditer(text)]
    return tuple(
        (text.count("\n", 0, at) + 1, EXAMPLES.sub("", inspect.cleandoc(words)))
        for at, words in found
    )


def _exists(path: str, beside: str) -> bool:
    """Whether a path that a text gives is a file: of the repository, the package, or beside it."""
    if any(sign in path for sign in "*<{") or path.startswith("."):
        return True
    here = PurePosixPath(beside).parent
    if path == "src/l10n_flow/_version.py":
        return True  # written when the package is built, and not in git
    bases = ("", "src/l10n_flow/", "tests/", *(f"{one}/" for one in (here, *here.parents)))
    return any(base + path in _names() for base in bases)


@cache
def _names() -> frozenset[str]:
    return frozenset(tracked())


def _resolves(dotted: str) -> bool:
    """Whether a dotted name imports, or is what a module or class of that name has."""
    value: object = l10n_flow
    module: ModuleType | None = l10n_flow
    at = l10n_flow.__name__
    for name in dotted.split(".")[1:]:
        if module is not None:
            at = f"{at}.{name}"
            try:
                value = module = importlib.import_module(at)
                continue
            except ModuleNotFoundError as error:
                if error.name != at:
                    raise
                module = None
        fields = getattr(value, "__dataclass_fields__", {})
        if not hasattr(value, name) and name not in fields:
            return False
        value = getattr(value, name, None)
    return True


def test_no_text_cites_a_place_that_only_we_can_open() -> None:
    found = [
        f"{name}:{line}: {match[0]}"
        for name in sources("src", "benchmarks", "tools")
        for line, text in prose(name)
        if (match := PRIVATE.search(text))
    ]
    for name in pages():
        text = (ROOT / name).read_text("utf-8")
        found += [f"{name}: {match[0]}" for match in PRIVATE.finditer(text)]
    assert not found, "\n".join(found)


def test_every_file_that_a_docstring_or_page_names_is_there() -> None:
    """Paths with a folder, of modules, tests and pages; those in examples are somebody else's."""
    found = []
    for name in sources("src", "benchmarks", "tools", "training"):
        for line, text in prose(name):
            found += [
                f"{name}:{line}: {path}"
                for path in FILE.findall(text)
                if path.startswith(OURS) and not _exists(path, name)
            ]
    for name in pages():
        found += [
            f"{name}: {path}"
            for path in CODE.findall((ROOT / name).read_text("utf-8"))
            if re.fullmatch(r"(?:\w+/)+\w+\.py", path) and not _exists(path, name)
        ]
    assert not found, "\n".join(found)


def test_every_name_of_ours_that_a_docstring_or_page_gives_is_there() -> None:
    places = [
        (f"{name}:{line}", text)
        for name in sources("src", "benchmarks", "tools", "training")
        for line, text in prose(name)
    ]
    places += [(name, (ROOT / name).read_text("utf-8")) for name in pages()]
    found = []
    for place, text in places:
        found += [
            f"{place}: {one}"
            for one in NAME.findall(text)
            if one not in _groups() and not _resolves(one)
        ]
    assert not found, "\n".join(found)


def test_every_module_that_a_docstring_points_into_has_what_it_names() -> None:
    """`running.checked` of a docstring is a function of a module beside it, or of a package."""
    keys = {f"{section}.{key}" for section, some in KEYS.items() for key in some}
    found = []
    for name in sources("src"):
        package = ".".join(PurePosixPath(name).relative_to("src").parent.parts)
        for line, text in prose(name):
            for written in CODE.findall(text):
                match = INTO.fullmatch(written)
                if match is None or match["name"] in SUFFIXES or written in {*keys, *FOREIGN}:
                    continue
                module = _module(match["module"], package)
                if module and not _resolves(f"{module}.{match['name']}"):
                    found.append(f"{name}:{line}: {written}")
    assert not found, "\n".join(found)


@cache
def _module(name: str, package: str) -> str:
    """The module or package of that name beside a module, or above it; "" for none."""
    parts = package.split(".")
    for number in range(len(parts), 0, -1):
        path = ROOT / "src" / Path(*parts[:number]) / name
        if path.with_suffix(".py").is_file() or path.is_dir():
            return ".".join([*parts[:number], name])
    return ""


@cache
def _groups() -> frozenset[str]:
    """The groups of our entry points, which look like modules (docs/plugins.md)."""
    page = (ROOT / "docs" / "plugins.md").read_text("utf-8")
    return frozenset(re.findall(r'entry-points\."(l10n_flow\.\w+)"', page))
