"""How easily the code is found one's way in: what a command enters, and what stands twice.

    python -m benchmarks.house [--files]

One article of two segments is synchronized, pretranslated, checked and built, each command in a
process of its own: which files and functions of ours it enters is counted by `sys.setprofile`.
What runs on import does not count, nor do lambdas and comprehensions. Drafts are made by the fake
engine, and once more by this project's own small model. Then the sources are read: functions by
length, lines of code, private functions that one place only names, and names of classes and files
that stand more than once. `--files` lists the files that each command enters.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import io
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import tokenize
from collections import Counter, defaultdict
from collections.abc import Iterator
from inspect import CO_OPTIMIZED
from pathlib import Path
from statistics import mean, median
from types import FrameType

import l10n_flow
from l10n_flow.cli import entry

SOURCE = Path(l10n_flow.__file__).parent
MODEL = SOURCE.parents[1] / "models" / "en-es"

ARTICLE = "# The festival\n\nThe city opens a new library.\n"
CONFIG = "source: en\nlocales: [es]\npublish: {min_state: draft}\npretranslate:\n"
ENGINES = {
    "fake": "  engine: fake\n",
    "model": f"  engines: {{argos: {{models: [{{path: '{MODEL}'}}]}}}}\n",
}
COMMANDS = ("sync", "pretranslate", "check", "build")

LONG = 40
"""Lines; httpx keeps nearly all of its functions below."""


def main() -> None:
    """Print all of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", action="store_true", help="the files that each command enters")
    parser.add_argument("--enter", metavar="COMMAND", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.enter:
        sys.stderr.write("\n".join(_entered(arguments.enter)))
        return
    _commands(listed=arguments.files)
    trees = {path: ast.parse(path.read_text("utf-8")) for path in sorted(SOURCE.rglob("*.py"))}
    _functions(trees)
    _names(trees)


def _commands(*, listed: bool) -> None:
    print("command       engine  files  functions")
    for engine, config in ENGINES.items():
        root = Path(tempfile.mkdtemp(prefix="house-"))
        (root / "content").mkdir()
        (root / "content" / "festival.md").write_text(ARTICLE, "utf-8")
        (root / "l10n-flow.yaml").write_text(CONFIG + config, "utf-8")
        for command in COMMANDS:
            functions = _run(root, command)
            files = Counter(name.partition(":")[0] for name in functions)
            print(f"{command:14}{engine:6}{len(files):7}{len(functions):11}")
            if listed:
                packages = Counter(file.rpartition("/")[0] or "." for file in files)
                print(f"    {', '.join(f'{name} {n}' for name, n in packages.most_common())}")
                for file, number in sorted(files.items()):
                    print(f"    {number:4} {file}")
        shutil.rmtree(root)


def _run(root: Path, command: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.house", "--enter", command],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stderr.splitlines()


def _entered(command: str) -> list[str]:
    """The functions that a command enters, as `file:name:line`."""
    here = f"{SOURCE}{os.sep}"
    seen = set()

    def called(frame: FrameType, event: str, _: object) -> None:
        code = frame.f_code
        is_function = code.co_flags & CO_OPTIMIZED and not code.co_name.startswith("<")
        if event == "call" and is_function and code.co_filename.startswith(here):
            file = code.co_filename.removeprefix(here).replace(os.sep, "/")
            name = f"{file}:{code.co_qualname}:{code.co_firstlineno}"
            if name not in seen and not _is_importing(frame):
                seen.add(name)

    sys.argv = ["l10n-flow", command]
    with (
        Path(os.devnull).open("w", encoding="utf-8") as nowhere,
        contextlib.redirect_stdout(nowhere),
        contextlib.redirect_stderr(nowhere),
        contextlib.suppress(SystemExit),  # `check` has findings
    ):
        threading.setprofile(called)
        sys.setprofile(called)
        try:
            entry.main()
        finally:
            sys.setprofile(None)
    return sorted(seen)


def _is_importing(frame: FrameType | None) -> bool:
    """Whether a module is being imported, of whose names the function makes one."""
    while frame is not None:
        if frame.f_code.co_name in ("_find_and_load", "_handle_fromlist"):  # of importlib
            return True
        frame = frame.f_back
    return False


def _functions(trees: dict[Path, ast.Module]) -> None:
    lengths, private, once = [], 0, 0
    for tree in trees.values():
        named = Counter(_named(tree))
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lengths.append((node.end_lineno or node.lineno) - node.lineno + 1)
                if node.name.startswith("_") and not node.name.endswith("__"):
                    private += 1
                    once += named[node.name] == 1
    texts = [path.read_text("utf-8") for path in trees]
    lines, code = sum(len(text.splitlines()) for text in texts), sum(map(_code_lines, texts))
    long = sum(length > LONG for length in lengths)
    print(
        f"\n{len(trees)} files of {lines / len(trees):.0f} lines on average, {lines} in all,",
        end=" ",
    )
    print(f"{code} of them code")
    print(f"{len(lengths)} functions of {mean(lengths):.1f} lines on average,", end=" ")
    print(f"{median(lengths):.0f} in the middle, {max(lengths)} at most; {long} longer than {LONG}")
    print(f"{private} private functions ({private / len(lengths):.0%}); of these {once}", end=" ")
    print(f"({once / private:.0%}) are named in one place only")


def _code_lines(text: str) -> int:
    """The lines with code: neither empty, nor only a comment, nor of a docstring."""
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in _NO_CODE:
            lines.update(range(token.start[0], token.end[0] + 1))
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            lines.difference_update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return len(lines)


_NO_CODE = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENDMARKER,
}


def _named(tree: ast.Module) -> Iterator[str]:
    """Yield each use of a name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr


def _names(trees: dict[Path, ast.Module]) -> None:
    classes, modules = defaultdict(list), defaultdict(list)
    for path, tree in trees.items():
        place = path.relative_to(SOURCE).as_posix()
        if path.stem != "__init__":
            modules[path.stem].append(place)
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                classes[node.name].append(place)
    for what, found in (("class", classes), ("file", modules)):
        twice = {name: places for name, places in sorted(found.items()) if len(places) > 1}
        print(f"\n{len(twice)} {what} names that stand more than once:")
        print("   ", ", ".join(f"{name} {len(places)}" for name, places in twice.items()))


if __name__ == "__main__":
    main()
