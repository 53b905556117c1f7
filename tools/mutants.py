"""Changes that the tests should notice: a bounded run of cosmic-ray's mutations.

    make mutants SECONDS=900 SEED=1 PROCESSES=2 ONLY=merge

Each change is made in a copy of the repository, one at a time: a comparison, a number, an `and`, a
`not`, a loop that does not run. Then the tests of that module run. When one fails, the change was
noticed; when all pass, the change *survived*, and is shown. Of each place in the code one change is
drawn, and the places are visited in an order that is drawn, too, so that a run of any length is a
fair sample of all modules, and the same seed gives the same changes.

Which modules: those of `RULES`, code with rules in it, where a wrong sign would harm a text without
a crash, and beside them so many others as `--drawn` says, drawn by the seed, so that the figure
stands for the whole and not for what was looked at most. `tools/nearest.py` knows the tests of a
module. They run in a fork of a process that has imported what they need (`tools/fork_tests.py`).
Each file of tests is surveyed once: a change within a function needs only the files that call it,
and of these the tests that do, and are quick, come first. A run that takes four times the
processor's time of the unchanged code, and ten seconds more, was made endless by the change: it
counts as noticed, and is counted apart. Left out are annotations, decorators, `__all__`, what only
the type checker reads (`if TYPE_CHECKING`), the bare `*` and `/` of a signature, and what only
changes whether a mistake of the programmer is noticed or how a value looks to one (`strict=`,
`repr=`). A change that is no Python any more is not tried: it would count as noticed by any test.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import json
import os
import random
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock
from typing import Any

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names
from nearest import TOP, nearest_tests

ENOUGH = 92
"""Percent of the changes that the tests have to notice."""
LEAST = 20
"""A module with fewer places is not drawn: it has little that could go wrong."""
RULES = (
    "catalogs/merge.py",
    "catalogs/renumber.py",
    "catalogs/threeway.py",
    "checks/rules/markup.py",
    "cli/check.py",
    "cli/exchange.py",
    "cli/output.py",
    "cli/run.py",
    "documents/fit.py",
    "documents/markdown/directives.py",
    "documents/markdown/markwriting.py",
    "editions/edition.py",
    "language/numerals.py",
    "language/quantities/phrases.py",
    "language/splitting.py",
    "memory/adapt.py",
    "memory/mtcache.py",
    "memory/tokens.py",
    "paths.py",
    "project.py",
    "terms/occurrences.py",
    "visible.py",
    "workflow/adopt/pairing.py",
    "workflow/incremental/cluster.py",
    "workflow/renames.py",
)
"""Modules with rules in them, chosen."""
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
    order = random.Random(options.seed)  # noqa: S311 - a sample, no secret
    changes = _drawn(options.only, options.drawn, order)
    places = Counter(change.module for change in changes)
    print(f"{len(changes):,} places in {len(places)} modules; seed {options.seed}", flush=True)
    changes = list(_of_each(changes, options.each))[: options.most or None]
    waiting: SimpleQueue[Change] = SimpleQueue()
    for change in changes:
        waiting.put(change)
    tally = Tally(places)
    copies = [Copy(TOP / "build" / "mutants" / f"copy{n}") for n in range(options.processes)]
    surveys = Surveys()
    ends = time.monotonic() + options.seconds
    try:
        with ThreadPoolExecutor(len(copies)) as pool:
            list(pool.map(lambda copy: _work(copy, waiting, surveys, ends, tally), copies))
    except SystemExit as end:  # what was tried until then counts
        print(end)
        tally.told()
        return 1
    return tally.told()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=900, help="how long changes are tried")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--drawn", type=int, default=24, help="how many modules beside the chosen")
    parser.add_argument("--only", default="", help="modules with this in their path")
    parser.add_argument("--most", type=int, default=0, help="at most so many changes")
    parser.add_argument("--each", type=int, default=0, help="at most so many of each module")
    return parser.parse_args()


# Which changes there are


def _of_each(changes: Iterable[Change], most: int) -> Iterator[Change]:
    """The first so many changes of each module, in their order; all for 0."""
    taken: Counter[str] = Counter()
    for change in changes:
        taken[change.module] += 1
        if not most or taken[change.module] <= most:
            yield change


def _drawn(only: str, most: int, order: random.Random) -> list[Change]:
    """The changes of the modules chosen, and of so many others, in the order of trying them."""
    folder = TOP / "src" / "l10n_flow"
    every = sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*.py"))
    wanted = [module for module in every if only in module]
    changes = [change for module in wanted if module in RULES for change in _changes(module, order)]
    others = [module for module in wanted if module not in RULES]
    order.shuffle(others)
    for module in others:
        found = list(_changes(module, order)) if most else []
        if len(found) >= LEAST:
            changes += found
            most -= 1
    order.shuffle(changes)
    return changes


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
            case ast.keyword(arg="strict" | "repr"):
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


@dataclass(frozen=True)
class Outcome:
    """What became of the tests."""

    status: int
    """pytest's, or the signal that ended it, negative."""
    cpu: float
    """Seconds of the processor."""
    said: str
    """The end of what they printed."""
    survey: Mapping[str, Any]
    """What the tests called, where that was asked."""

    @property
    def has_noticed(self) -> bool:
        """Whether a test failed, or the module could not be imported, or something was endless.

        pytest has several statuses for the second; 5 says that there is no test.
        """
        return self.status not in (0, 5)


QUICK = 0.3
"""Seconds of the processor within which a test comes before those that take longer."""


class Surveys:
    """What each file of tests called, found once; used by several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._surveyed: set[str] = set()
        self._starting: set[str] = set()
        self._seconds: dict[str, float] = {}
        self._callers: dict[str, set[str]] = {}
        self._imported: set[str] = set()

    def of(self, files: Sequence[str], copy: Copy) -> None:
        """Survey those that were not; the run ends when they fail without a change."""
        with self._lock:
            new = [file for file in files if file not in self._surveyed]
            if not new:
                return
            outcome = copy.test(new, (), None)
            if outcome.status not in (0, 5):
                raise SystemExit(f"tests fail without any change\n{outcome.said}")
            self._surveyed.update(new)
            self._seconds |= outcome.survey["seconds"]
            self._starting |= {_file(test) for test in outcome.survey["starting"]}
            self._imported.update(outcome.survey["imported"])
            for at, tests in outcome.survey["callers"].items():
                self._callers.setdefault(at, set()).update(tests)

    def chosen(self, files: Sequence[str], function: str | None) -> tuple[list[str], list[str]]:
        """Which of the files can notice a change of a function, and the tests to begin with.

        All files, where the change is in no function, or in one that is called when a module is
        imported: what comes of it may be used by any test.
        """
        if function is None or function in self._imported:
            return list(files), []
        callers = self._callers.get(function, set())
        calling = {_file(test) for test in callers} | self._starting
        quick = [test for test in callers if self._seconds[test] < QUICK]
        return [file for file in files if file in calling], quick

    def limit(self, files: Sequence[str]) -> int:
        """How many seconds these may take."""
        spent = sum(took for test, took in self._seconds.items() if _file(test) in files)
        return 10 + int(4 * spent)


def _file(test: str) -> str:
    return test.partition("::")[0]


class Copy:
    """A copy of the repository, as it is now, in a folder where it may be changed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        leave = shutil.ignore_patterns("__pycache__")
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for path in TOP.iterdir():
            if path.is_file():
                shutil.copy(path, folder / path.name)
            elif not path.name.startswith(".") and path.name != "build":
                shutil.copytree(path, folder / path.name, ignore=leave, symlinks=True)
        python = TOP / ".venv" / "bin" / "python"
        subprocess.run([python, "-m", "compileall", "-q", "src"], cwd=folder, check=True)
        self._tests = subprocess.Popen(
            [python, TOP / "tools" / "fork_tests.py"],
            cwd=folder,
            env={k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def file(self, module: str) -> Path:
        """The module."""
        return self._folder / "src" / "l10n_flow" / module

    def try_(self, change: Change, changed: str, surveys: Surveys) -> Outcome:
        """Run the tests that can notice a change."""
        file = self.file(change.module)
        code = file.read_text("utf-8")
        files = nearest_tests(change.module, self._folder)
        surveys.of(files, self)
        files, first = surveys.chosen(files, _function(change, code))
        if not files:
            return Outcome(0, 0, "no test calls it", {})
        self._forget(file)
        file.write_text(changed, "utf-8")
        try:
            return self.test(files, first, surveys.limit(files))
        finally:
            file.write_text(code, "utf-8")
            self._forget(file)

    def test(self, files: Sequence[str], first: Collection[str], cpu: int | None) -> Outcome:
        """Run tests, which may take so many seconds of the processor; survey them for None."""
        question = {"files": files, "first": list(first), "cpu": cpu}
        print(json.dumps(question), file=self._tests.stdin, flush=True)
        return Outcome(**json.loads(next(iter(self._tests.stdout or ()))))

    def _forget(self, file: Path) -> None:
        for compiled in file.parent.glob(f"__pycache__/{file.stem}.*"):
            compiled.unlink()


_ONCE = re.compile("cache|made_once")


def _function(change: Change, code: str) -> str | None:
    """The function that the change is in, as a survey calls it.

    None where it is in none, or in one that is called once for all tests (`cache`, `made_once`).
    """
    found = None
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            begins, ends = node.body[0].lineno, node.body[-1].end_lineno or 0
            if begins <= change.line <= ends:
                if any(_ONCE.search(ast.unparse(one)) for one in node.decorator_list):
                    return None
                found = min([node.lineno, *(one.lineno for one in node.decorator_list)])
    return f"{change.module}:{found}" if found else None


class Tally:
    """What was noticed and what survived; used by several threads.

    A module counts for as many places as it has, however many of them were tried.
    """

    def __init__(self, places: Mapping[str, int]) -> None:
        self._lock = Lock()
        self._places = places
        self._tried: Counter[str] = Counter()
        self._endless: Counter[str] = Counter()
        self._survived: Counter[str] = Counter()

    def add(self, change: Change, outcome: Outcome, diff: str) -> None:
        """Count one change, and show it when it survived."""
        with self._lock:
            self._tried[change.module] += 1
            self._endless[change.module] += outcome.status < 0
            if not outcome.has_noticed:
                self._survived[change.module] += 1
                print(f"survived: {change.module}:{change.line}\n{diff}", flush=True)

    def told(self) -> int:
        """Print the figures; 1 when they are too low."""
        print(f"\n{'tried':>6} {'endless':>8} {'survived':>8}")
        for module in sorted(self._tried):
            print(self._row(module), f" {module}")
        if not self._tried:
            print("nothing was tried")
            return 2
        chosen = [module for module in self._tried if module in RULES]
        drawn = [module for module in self._tried if module not in RULES]
        for kind, modules in (("chosen", chosen), ("drawn", drawn)):
            if modules:
                print(f"noticed in the modules {kind}: {self._share(modules):.1f} %")
        share = self._share([*chosen, *drawn])
        print(f"noticed of {self._tried.total()}: {share:.1f} % (at least {ENOUGH} %)")
        return 0 if share >= ENOUGH else 1

    def _share(self, modules: Sequence[str]) -> float:
        lost = sum(self._places[m] * self._survived[m] / self._tried[m] for m in modules)
        return 100 * (1 - lost / sum(self._places[module] for module in modules))

    def _row(self, module: str) -> str:
        endless, survived = self._endless[module], self._survived[module]
        return f"{self._tried[module]:>6} {endless:>8} {survived:>8}"


def _work(
    copy: Copy, waiting: SimpleQueue[Change], surveys: Surveys, ends: float, tally: Tally
) -> None:
    while time.monotonic() < ends:
        try:
            change = waiting.get_nowait()
        except Empty:
            return
        code = copy.file(change.module).read_text("utf-8")
        changed = mutate_code(code, get_operator(change.operator)(), change.occurrence)
        if changed is not None and _is_python(changed):
            tally.add(change, copy.try_(change, changed, surveys), _diff(code, changed))


def _is_python(code: str) -> bool:
    try:
        ast.parse(code)
    except SyntaxError:
        return False
    return True


def _diff(before: str, after: str) -> str:
    lines = difflib.unified_diff(before.split("\n"), after.split("\n"), lineterm="", n=0)
    return "\n".join(line for line in list(lines)[2:] if not line.startswith("@@")) + "\n"


if __name__ == "__main__":
    sys.exit(main())
