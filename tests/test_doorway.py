"""Files, and a few libraries that touch them, have one doorway: nobody goes past it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import l10n_flow

SOURCE = Path(l10n_flow.__file__).parent

METHODS = {
    "chmod", "hardlink_to", "mkdir", "read_bytes", "read_text", "rmdir", "rmtree", "symlink_to",
    "touch", "unlink", "write_bytes", "write_text",
}  # fmt: skip
"""Of `Path`, and nothing else that we use has methods of these names."""

OF_OS = {
    "chmod", "link", "makedirs", "mkdir", "mkfifo", "open", "remove", "removedirs", "rename",
    "renames", "replace", "rmdir", "symlink", "truncate", "unlink", "write",
}  # fmt: skip

MODULES = {"fcntl", "glob", "shutil", "tempfile"}

ALLOWED = {
    ("cli/output.py", "open"): "nowhere (os.devnull), for what nobody reads any more",
    ("cli/output.py", "os.open"): "the same",
    ("cli/entry.py", "shutil"): "how wide the terminal is",
    ("workflow/merge_driver.py", "shutil"): "where the program of this installation is",
    (
        "workflow/incremental/ledger.py",
        "read_bytes",
    ): "our own program, which marks a ledger",
    ("entrypoints.py", "os.open"): "the metadata of installed packages, which installers wrote",
    ("extras.py", "read_text"): "the metadata of our own installation",
}


def around_the_doorway() -> Iterator[tuple[str, str]]:
    for file in sorted(SOURCE.rglob("*.py")):
        name = file.relative_to(SOURCE).as_posix()
        if name.startswith("files/"):
            continue
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            for what in used(node):
                yield name, what


def used(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from MODULES & {alias.name.partition(".")[0] for alias in node.names}
    elif isinstance(node, ast.ImportFrom):
        yield from MODULES & {(node.module or "").partition(".")[0]}
    elif isinstance(node, ast.Call):
        function = node.func
        if isinstance(function, ast.Name) and function.id == "open":
            yield "open"
        elif isinstance(function, ast.Attribute):
            is_os = isinstance(function.value, ast.Name) and function.value.id == "os"
            if is_os and function.attr in OF_OS:
                yield f"os.{function.attr}"
            elif not is_os and function.attr in METHODS:
                yield function.attr
            elif function.attr == "open" and any(map(writes, node.args)):
                yield "open for writing"


def writes(argument: ast.expr) -> bool:
    mode = argument.value if isinstance(argument, ast.Constant) else None
    return isinstance(mode, str) and len(mode) <= 3 and bool(set(mode) & set("wax+"))


def test_nobody_goes_past_the_doorway_for_files() -> None:
    assert set(around_the_doorway()) == set(ALLOWED)
