"""Tests, run again and again in forks of one process that has imported what they import.

`tools/mutants.py` starts it in a copy of the repository and asks with a line of JSON: which files
of tests, which of their tests come first, and how many seconds of the processor they may take. With
`null` for the seconds the tests are *surveyed*: they take as many as they need, what is compiled is
kept for the next runs, and it is noted which functions of ours each test calls. The answer is a
line, too: pytest's exit status, negative for the signal that ended it, the seconds, and what the
survey found. Nothing of the package stays imported, so each run reads the code as it is at that
moment; what does not change (pytest, Hypothesis, the libraries) is imported once, which is most of
the time of a short run.
"""

from __future__ import annotations

import importlib
import json
import os
import resource
import signal
import sys
import time
import warnings
from collections.abc import Collection, Generator, Iterator, Sequence
from contextlib import suppress
from cProfile import Profile
from pathlib import Path
from tempfile import TemporaryDirectory
from types import CodeType

import pytest
from hypothesis import HealthCheck, settings

LONGEST = 900
"""Seconds of the clock after which a run is ended that sleeps."""
MEMORY = 3 * 2**30
"""Bytes that a run may hold: a change may make a list endless. What it reserves is no measure: an
engine's threads reserve several times what they hold, and fail where that is limited."""
_OURS = ("l10n_flow", "tests", "test_", "conftest", "cases_", "__main__")
_OPTIONS = [
    "-x", "-q", "-n0", "-p", "no:cacheprovider", "--hypothesis-profile=brief",
    "-W", "ignore::pytest.PytestAssertRewriteWarning",
]  # fmt: skip


class Survey:
    """What each test called, as pytest's plugin.

    Where a test starts a process or a thread, nobody knows what runs in there: such tests are in
    `starting`. What runs when a module is imported may matter to any test: such functions are in
    `imported`.
    """

    _STARTS = ("subprocess.Popen", "os.fork", "os.posix_spawn", "_thread.start_new_thread")

    def __init__(self) -> None:
        self._source = str(Path("src/l10n_flow").absolute()) + os.sep
        self._starts = False
        self.seconds: dict[str, float] = {}
        self.starting: list[str] = []
        self.callers: dict[str, list[str]] = {}
        self._imported: set[str] = set()
        self.imported: list[str] = []
        sys.addaudithook(self._heed)

    def _heed(self, event: str, _: object) -> None:
        self._starts = self._starts or event in self._STARTS

    @pytest.hookimpl(wrapper=True)
    def pytest_collection(self) -> Generator[None, object, object]:
        """Note what is called when the tests are imported."""
        profile = Profile(subcalls=False, builtins=False)
        profile.enable()
        answer = yield
        profile.disable()
        self._imported.update(at for at, _ in self._of_ours(profile))
        return answer

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        """Note what the test and its fixtures call."""
        self._starts, begun = False, time.process_time()
        profile = Profile(subcalls=False, builtins=False)
        profile.enable()
        answer = yield
        profile.disable()
        self.seconds[item.nodeid] = round(time.process_time() - begun, 3)
        if self._starts:
            self.starting.append(item.nodeid)
        called = list(self._of_ours(profile))
        new = {at.partition(":")[0] for at, code in called if code.co_name == "<module>"}
        for at, _ in called:
            self.callers.setdefault(at, []).append(item.nodeid)
            if at.partition(":")[0] in new:
                self._imported.add(at)
        return answer

    def pytest_sessionfinish(self) -> None:
        """Complete what `tools/mutants.py` asks for."""
        self.imported = sorted(self._imported)

    def _of_ours(self, profile: Profile) -> Iterator[tuple[str, CodeType]]:
        for entry in profile.getstats():
            code = entry.code
            if isinstance(code, CodeType) and code.co_filename.startswith(self._source):
                yield f"{code.co_filename[len(self._source) :]}:{code.co_firstlineno}", code


class First:
    """These tests first, as pytest's plugin; the rest in its order."""

    def __init__(self, tests: Collection[str]) -> None:
        self._tests = set(tests)

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Put them in front."""
        items.sort(key=lambda item: item.nodeid not in self._tests)


def main() -> None:
    """Answer until there are no more questions."""
    settings.register_profile(
        "brief",
        deadline=None,
        derandomize=True,
        max_examples=25,
        suppress_health_check=[HealthCheck.too_slow],  # a survey is slow where others work, too
    )
    sys.path[:0] = [str(Path("src").absolute()), str(Path.cwd())]
    os.environ["PYTHONPATH"] = sys.path[0]
    with TemporaryDirectory() as scratch:
        for line in sys.stdin:
            answer = _run(json.loads(line), Path(scratch))
            print(json.dumps(answer), flush=True)


def _run(question: dict[str, object], scratch: Path) -> dict[str, object]:
    before, begun = _spent(), time.monotonic()
    said, found = scratch / "said", scratch / "found"
    child = os.fork()
    if not child:
        _test(**question, said=said, found=found)  # type: ignore[arg-type]
    status = _ended(child, begun)
    survey = json.loads(found.read_text("utf-8")) if found.exists() else {"libraries": []}
    found.unlink(missing_ok=True)
    _import(survey.pop("libraries"))
    text = said.read_text("utf-8", "replace")[-2000:]
    return {"status": status, "cpu": round(_spent() - before, 2), "said": text, "survey": survey}


def _test(
    files: Sequence[str], first: Collection[str], cpu: int | None, said: Path, found: Path
) -> None:
    """What the fork does; it does not return."""
    status = int(pytest.ExitCode.INTERNAL_ERROR)
    try:
        os.setsid()
        to = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.dup2(to, 1)
        os.dup2(to, 2)
        if cpu is None:
            survey = Survey()
            status = int(pytest.main([*_OPTIONS, *files], plugins=[survey]))
            names = [name for name in list(sys.modules) if not name.startswith(_OURS)]
            answer = {name: value for name, value in vars(survey).items() if name[0] != "_"}
            found.write_text(json.dumps({"libraries": names, **answer}), "utf-8")
        else:
            os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
            sys.dont_write_bytecode = True
            resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 1))
            status = int(pytest.main([*_OPTIONS, *files], plugins=[First(first)]))
    finally:
        os._exit(status)


def _ended(child: int, begun: float) -> int:
    while True:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            with suppress(ProcessLookupError):
                os.killpg(child, signal.SIGKILL)
            return os.waitstatus_to_exitcode(status)
        if time.monotonic() - begun > LONGEST or _held(child) > MEMORY:
            os.killpg(child, signal.SIGKILL)
        time.sleep(0.02)


def _held(child: int) -> int:
    """The bytes of memory that a process holds (proc(5)); 0 where nobody says."""
    try:
        pages = Path(f"/proc/{child}/statm").read_text("ascii").split()[1]
    except (OSError, IndexError):
        return 0
    return int(pages) * resource.getpagesize()


def _import(names: Sequence[str]) -> None:
    """What the last run had to import, so that the next ones need not."""
    path = sys.path[:]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name in names:
            if name not in sys.modules:
                with suppress(Exception):
                    importlib.import_module(name)
    for name in [name for name in sys.modules if name.startswith(_OURS[:2])]:
        del sys.modules[name]
    sys.path[:] = path


def _spent() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
