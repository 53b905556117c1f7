"""Tests, run again and again in forks of one process that has imported what they import.

`tools/mutants.py` starts it in a copy of the repository and asks with a line of JSON: which tests,
and how many seconds of the processor they may take (`null`: as many as they need, and what is
compiled is kept for the next runs). The answer is a
line, too: pytest's exit status, negative for the signal that ended it, and the seconds. Nothing of
the package stays imported, so each run reads the code as it is at that moment; what does not change
(pytest, Hypothesis, the libraries) is imported once, which is most of the time of a short run.
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
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

LONGEST = 900
"""Seconds of the clock after which a run is ended that sleeps."""
MEMORY = 6 * 2**30
"""Bytes that a run may take: a change may make a list endless."""
_OURS = ("l10n_flow", "tests", "test_", "conftest", "cases_", "__main__")
_OPTIONS = [
    "-x", "-q", "-n0", "-p", "no:cacheprovider", "--hypothesis-profile=brief",
    "-W", "ignore::pytest.PytestAssertRewriteWarning",
]  # fmt: skip


def main() -> None:
    """Answer until there are no more questions."""
    sys.path[:0] = [str(Path("src").absolute()), str(Path.cwd())]
    os.environ["PYTHONPATH"] = sys.path[0]
    with TemporaryDirectory() as scratch:
        for line in sys.stdin:
            question = json.loads(line)
            answer = _run(question["tests"], question["cpu"], Path(scratch))
            print(json.dumps(answer), flush=True)


def _run(tests: Sequence[str], cpu: int | None, scratch: Path) -> dict[str, object]:
    before, begun = _spent(), time.monotonic()
    said, imported = scratch / "said", scratch / "imported"
    child = os.fork()
    if not child:
        _test(tests, cpu, said, imported)
    status = _ended(child, begun)
    _import(imported)
    text = said.read_text("utf-8", "replace")[-2000:]
    return {"status": status, "cpu": round(_spent() - before, 2), "said": text}


def _test(tests: Sequence[str], cpu: int | None, said: Path, imported: Path) -> None:
    """What the fork does; it does not return."""
    status = int(pytest.ExitCode.INTERNAL_ERROR)
    try:
        os.setsid()
        to = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.dup2(to, 1)
        os.dup2(to, 2)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        if cpu is not None:
            os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
            sys.dont_write_bytecode = True
            resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 1))
        status = int(pytest.main([*_OPTIONS, *tests]))
        names = [name for name in list(sys.modules) if not name.startswith(_OURS)]
        imported.write_text(json.dumps(names), "utf-8")
    finally:
        os._exit(status)


def _ended(child: int, begun: float) -> int:
    while True:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            with suppress(ProcessLookupError):
                os.killpg(child, signal.SIGKILL)
            return os.waitstatus_to_exitcode(status)
        if time.monotonic() - begun > LONGEST:
            os.killpg(child, signal.SIGKILL)
        time.sleep(0.02)


def _import(imported: Path) -> None:
    """What the last run had to import, so that the next ones need not."""
    names = json.loads(imported.read_text("utf-8")) if imported.exists() else []
    imported.unlink(missing_ok=True)
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
