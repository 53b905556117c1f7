"""Changes that the tests should notice: a bounded run of cosmic-ray's mutations.

    make mutants SECONDS=900 SEED=1 PROCESSES=2 ONLY=merge

Each change is made in a copy of the repository, one at a time: a comparison, a number, an `and`, a
`not`, a loop that does not run. Then the tests of that module run. When one fails, the change was
noticed; when all pass, the change *survived*, and is shown. Of each place in the code one change is
drawn, and the places are visited in an order that is drawn, too, so that a run of any length is a
fair sample of all modules, and the same seed gives the same changes.

Which modules, with which tests, is the table `MODULES`: code with rules in it, where a wrong sign
would harm a text without a crash. Left out are annotations, decorators, `__all__`, what only the
type checker reads (`if TYPE_CHECKING`), the bare `*` and `/` of a signature, and what only changes
whether a mistake of the programmer is noticed (`strict=`). A change that is no Python any more is
not tried: it would count as noticed by any test.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import random
import re
import shlex
import shutil
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names
from cosmic_ray.testing import run_tests
from cosmic_ray.work_item import TestOutcome

TOP = Path(__file__).parents[1]
ENOUGH = 92
"""Percent of the changes that the tests have to notice."""
TIMEOUT = 60
"""Seconds after which a change counts as noticed: it made something endless."""

_CASES = "tests/documents/test_cases.py"
MODULES = {
    "catalogs/merge.py": "tests/catalogs/test_merge.py tests/catalogs/test_merge_drafts.py",
    "catalogs/renumber.py": "tests/catalogs/test_renumber.py tests/catalogs/test_merge_drafts.py",
    "checks/rules/markup.py": "tests/checks/test_pairs.py tests/checks/test_examples.py",
    "cli/check.py": "tests/cli/test_check.py",
    "cli/run.py": "tests/cli/test_run.py",
    "documents/fit.py": f"tests/documents/test_fit.py {_CASES}",
    "documents/markdown/directives.py": f"tests/documents/markdown/test_directives.py {_CASES}",
    "documents/markdown/markwriting.py": "tests/documents/markdown/test_marked.py",
    "editions/notices.py": "tests/editions/test_notices.py",
    "language/numerals.py": "tests/language/test_numerals.py tests/language/test_cases.py",
    "language/quantities/phrases.py": "tests/language/quantities tests/checks/rules",
    "language/splitting.py": "tests/language/test_splitting.py",
    "layout.py": "tests/workflow/test_layout.py tests/test_project.py",
    "memory/adapt.py": "tests/memory/test_adapt.py",
    "memory/tokens.py": "tests/memory/test_tokens.py",
    "project.py": "tests/test_project.py",
    "terms/matching.py": "tests/terms",
    "visible.py": "tests/test_visible.py",
}
"""A module, and the tests that are there to notice; the doctests of the module run as well."""

_OTHER_OPERATORS = ("Variable", "ExceptionReplacer", "RemoveDecorator", "_Is", "_IsNot", "Is_")
"""What needs parameters, has nothing to change, or says the same: `is` for `==`."""


@dataclass(frozen=True)
class Change:
    """One change of one module."""

    module: str
    operator: str
    occurrence: int
    line: int


def main() -> int:
    """Try changes for a while; 1 when the tests notice too few of them."""
    options = _options()
    chosen = [module for module in MODULES if options.only in module]
    order = random.Random(options.seed)  # noqa: S311 - a sample, no secret
    changes = [change for module in chosen for change in _changes(module, order)]
    order.shuffle(changes)
    waiting: SimpleQueue[Change] = SimpleQueue()
    for change in changes[: options.most or None]:
        waiting.put(change)
    print(f"{len(changes):,} places in {len(chosen)} modules; seed {options.seed}", flush=True)
    tally = Tally()
    folders = [TOP / "build" / "mutants" / f"copy{n}" for n in range(options.processes)]
    for folder in folders:
        _copy(folder)
    if not all(_passes(folders[0], module) for module in chosen):
        return 2
    ends = time.monotonic() + options.seconds
    with ThreadPoolExecutor(len(folders)) as pool:
        list(pool.map(lambda folder: _work(folder, waiting, ends, tally), folders))
    return tally.told()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=900, help="how long changes are tried")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--only", default="", help="modules with this in their path")
    parser.add_argument("--most", type=int, default=0, help="at most so many changes")
    return parser.parse_args()


# Which changes there are


def _changes(module: str, order: random.Random) -> Iterator[Change]:
    """One change for each place of the module where one can be made."""
    code = (TOP / "src" / "l10n_flow" / module).read_text("utf-8")
    lines, without = code.split("\n"), _left_out(code)
    nodes = list(ast_nodes(get_ast(code)))
    places: dict[tuple[int, int], list[Change]] = {}
    for name in sorted(operator_names()):
        if any(other in name for other in _OTHER_OPERATORS):
            continue
        operator = get_operator(name)()
        positions = (at for node in nodes for at in operator.mutation_positions(node))
        for occurrence, (start, _) in enumerate(positions):
            is_sign = _SIGN_OF_A_SIGNATURE.match(lines[start[0] - 1], start[1])
            if not is_sign and not any(first <= start < last for first, last in without):
                change = Change(module, name, occurrence, start[0])
                places.setdefault(start, []).append(change)
    for place in sorted(places):
        yield order.choice(places[place])


_SIGN_OF_A_SIGNATURE = re.compile(r"[*/]\s*[,)]")


def _left_out(code: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """From where to where nothing is changed, as (line, character)."""
    lines = code.split("\n")
    found: list[ast.AST | None] = []
    for node in ast.walk(ast.parse(code)):
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                found += [node.returns, *node.decorator_list]
            case ast.If(test=ast.Name(id="TYPE_CHECKING")):
                found.append(node)
            case ast.ClassDef():
                found += [*node.decorator_list, *node.bases]
            case ast.arg() | ast.AnnAssign():
                found.append(node.annotation)
            case ast.keyword(arg="strict"):
                found.append(node.value)
            case ast.Assign(value=ast.Subscript() as alias):
                found.append(alias if _is_alias(node) else None)
            case ast.Assign(targets=[ast.Name(id="__all__")]):
                found.append(node)

    def character(line: int, column: int) -> tuple[int, int]:
        return line, len(lines[line - 1].encode()[:column].decode())

    return [
        (character(node.lineno, node.col_offset), character(node.end_lineno, node.end_col_offset))
        for node in found
        if isinstance(node, (ast.expr, ast.stmt))
        and node.end_lineno is not None
        and node.end_col_offset is not None
    ]


def _is_alias(node: ast.Assign) -> bool:
    """Whether it names a type: `Wanted = tuple[str, Path | None]`."""
    value = node.value
    return (
        isinstance(value, ast.Subscript)
        and isinstance(value.value, ast.Name)
        and value.value.id in ("Callable", "dict", "list", "tuple", "Mapping", "Sequence")
    )


# Trying them


class Tally:
    """What was noticed and what survived; used by several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._tried: Counter[str] = Counter()
        self._survived: Counter[str] = Counter()

    def add(self, change: Change, outcome: TestOutcome, diff: str) -> None:
        """Count one change, and show it when it survived."""
        with self._lock:
            self._tried[change.module] += 1
            if outcome == TestOutcome.SURVIVED:
                self._survived[change.module] += 1
                print(f"survived: {change.module}:{change.line}\n{diff}", flush=True)

    def told(self) -> int:
        """Print the figures; 1 when they are too low."""
        print(f"\n{'tried':>6} {'survived':>8}")
        for module in sorted(self._tried):
            print(f"{self._tried[module]:>6} {self._survived[module]:>8}  {module}")
        tried, survived = self._tried.total(), self._survived.total()
        if not tried:
            print("nothing was tried")
            return 2
        share = 100 * (tried - survived) / tried
        print(f"{tried:>6} {survived:>8}  noticed: {share:.1f} % (at least {ENOUGH} %)")
        return 0 if share >= ENOUGH else 1


def _work(folder: Path, waiting: SimpleQueue[Change], ends: float, tally: Tally) -> None:
    while time.monotonic() < ends:
        try:
            change = waiting.get_nowait()
        except Empty:
            return
        file = folder / "src" / "l10n_flow" / change.module
        code = file.read_text("utf-8")
        changed = mutate_code(code, get_operator(change.operator)(), change.occurrence)
        if changed is None or not _is_python(changed):
            continue
        file.write_text(changed, "utf-8")
        try:
            outcome, _ = run_tests(_command(folder, change.module), TIMEOUT)
        finally:
            file.write_text(code, "utf-8")
        tally.add(change, outcome, _diff(code, changed))


def _is_python(code: str) -> bool:
    try:
        ast.parse(code)
    except SyntaxError:
        return False
    return True


def _copy(folder: Path) -> None:
    """The repository as it is now, in a folder where it may be changed."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    leave = shutil.ignore_patterns("__pycache__")
    for name in ("src", "tests", "models", "content", "locales", "docs", "examples", "theme"):
        shutil.copytree(TOP / name, folder / name, ignore=leave, symlinks=True)
    for file in TOP.iterdir():
        if file.is_file():
            shutil.copy(file, folder / file.name)


def _command(folder: Path, module: str) -> str:
    """What runs the tests of a module in a copy."""
    words = [
        "env", "-C", str(folder), f"PYTHONPATH={folder / 'src'}",
        str(TOP / ".venv" / "bin" / "python"), "-B", "-m", "pytest", "-x", "-q", "-n0",
        "-p", "no:cacheprovider", "--hypothesis-profile=brief", f"src/l10n_flow/{module}",
        *MODULES[module].split(),
    ]  # fmt: skip
    return shlex.join(words)


def _passes(folder: Path, module: str) -> bool:
    """Whether the tests of a module pass without a change."""
    outcome, said = run_tests(_command(folder, module), 5 * TIMEOUT)
    if outcome != TestOutcome.SURVIVED:
        print(f"{module}: its tests fail without any change\n{said[-2000:]}")
    return bool(outcome == TestOutcome.SURVIVED)


def _diff(before: str, after: str) -> str:
    lines = difflib.unified_diff(before.split("\n"), after.split("\n"), lineterm="", n=0)
    return "\n".join(line for line in list(lines)[2:] if not line.startswith("@@")) + "\n"


if __name__ == "__main__":
    sys.exit(main())
