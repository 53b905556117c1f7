"""What a command costs: the whole process tree, several rounds."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from subprocess import DEVNULL

Command = Sequence[str]

LAUNCHER = Path(__file__).with_name("launch.py")

PATIENCE = 1200
"""Seconds after which a command is ended: po4a 0.69 never returns from an unclosed fence."""


class Failed(Exception):  # noqa: N818 - an answer: the row is left out, and says why
    """A command that ended with an error, or not at all."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run of a command took."""

    cpu: float
    """Seconds, user and system, of the process and all its children."""
    wall: float
    peak: int
    """Kilobytes of memory of the biggest process."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What some runs of the same command took."""

    runs: tuple[Cost, ...]

    @property
    def least(self) -> Cost:
        """The run that took the fewest CPU-seconds: what disturbs, only ever adds."""
        return min(self.runs, key=lambda cost: cost.cpu)

    @property
    def median(self) -> float:
        """CPU-seconds that half of the runs took at most."""
        return median(cost.cpu for cost in self.runs)


def measure(
    rounds: int, before: Callable[[], None], commands: Sequence[Command], folder: Path
) -> Measured:
    """The commands, one after the other, so many times; `before` sets the scene for each round."""
    runs = []
    for _ in range(rounds):
        before()
        costs = [run(command, folder) for command in commands]
        total = Cost(sum(c.cpu for c in costs), sum(c.wall for c in costs), _highest(costs))
        runs.append(total)
    return Measured(tuple(runs))


def _highest(costs: Sequence[Cost]) -> int:
    return max(cost.peak for cost in costs)


def run(command: Command, folder: Path) -> Cost:
    """Run one command in the folder. Raises `Failed` when it does not end well."""
    with tempfile.TemporaryDirectory() as temporary:
        report, said = Path(temporary, "report"), Path(temporary, "said")
        launcher = [sys.executable, "-I", "-S", str(LAUNCHER), str(report), *command]
        with said.open("wb") as stderr:
            child = subprocess.Popen(
                launcher, cwd=folder, stdout=DEVNULL, stderr=stderr, start_new_session=True
            )
            try:
                code = child.wait(PATIENCE)
            except subprocess.TimeoutExpired as error:
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()
                raise Failed(f"it did not end in {PATIENCE} seconds") from error
        if code:
            words = said.read_text("utf-8", "replace").strip()
            raise Failed(f"it ended with {code}: {words[-200:]}")
        return Cost(*json.loads(report.read_text("utf-8")))
