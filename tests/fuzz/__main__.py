"""Fuzz for a while: `python -m tests.fuzz --seconds 60`, or `make fuzz SECONDS=60`.

Prints how many inputs of each kind were tried, and how many of them are faults. A failing input
lies in `tests/fuzz/corpus/<kind>/`, made small; the exit code is 1 then.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from ctypes import c_ulonglong
from dataclasses import dataclass
from multiprocessing.context import ForkProcess
from multiprocessing.sharedctypes import RawArray
from pathlib import Path
from typing import Any

from . import corpus
from .campaign import Campaign, chosen
from .judging import Fault, limited, scratch
from .kinds import KINDS

PATIENCE = 300.0
"""Seconds in which a process must have come to another input: what hangs deeper than a signal
reaches (in a library written in C) is found by its silence."""

_NAMES = tuple(KINDS)
_FORK = multiprocessing.get_context("fork")


@dataclass(slots=True)
class _Worker:
    """A process, and the file that holds the input that it is at."""

    process: ForkProcess
    now: Path

    def left_behind(self) -> tuple[str, bytes]:
        """The kind and the input that the process ended with."""
        name, _, data = self.now.read_bytes().partition(b"\n")
        return name.decode(), data

    @property
    def is_silent(self) -> bool:
        return time.time() - self.now.stat().st_mtime > PATIENCE


def _work(seed: int, until: float, kinds: list[str], now: Path, tried: Any, faults: Any) -> None:
    """One process of a campaign; it ends with 1 when something failed."""
    os.nice(5)
    file = os.open(now, os.O_WRONLY | os.O_CREAT)

    def note(kind: str, data: bytes) -> None:
        tried[_NAMES.index(kind)] += 1
        os.ftruncate(file, 0)
        os.pwrite(file, b"%s\n%s" % (kind.encode(), data), 0)

    with scratch() as folder:
        limited()
        campaign = Campaign(random.Random(seed), folder, note)
        campaign.run(chosen(kinds), until - time.monotonic())
        for kind, number in campaign.faults.items():
            faults[_NAMES.index(kind)] += number
        sys.exit(1 if campaign.found else 0)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a campaign; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--seed", type=int, default=None, help="the same inputs again")
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=", ".join(_NAMES))
    chosen_ = parser.parse_args(arguments)
    seed = random.SystemRandom().getrandbits(32) if chosen_.seed is None else chosen_.seed
    print(f"fuzzing for {chosen_.seconds:g} s, --seed {seed}", flush=True)
    tried, faults = RawArray(c_ulonglong, len(_NAMES)), RawArray(c_ulonglong, len(_NAMES))
    until = time.monotonic() + chosen_.seconds
    failed = False
    with tempfile.TemporaryDirectory(prefix="l10n-flow-fuzzing-") as made:

        def begun(number: int, seed: int) -> _Worker:
            now = Path(made) / str(number)
            now.write_bytes(b"")
            process = _FORK.Process(
                target=_work, args=(seed, until, chosen_.kinds, now, tried, faults)
            )
            process.start()
            return _Worker(process, now)

        workers = {n: begun(n, seed + n) for n in range(chosen_.processes)}
        while workers:
            time.sleep(0.5)
            for number, worker in list(workers.items()):
                if worker.process.is_alive() and not worker.is_silent:
                    continue
                died = worker.process.is_alive() or worker.process.exitcode not in (0, 1)
                failed |= died or worker.process.exitcode == 1
                del workers[number]
                if died:
                    _bury(worker)
                    if until > time.monotonic():
                        seed += len(KINDS)
                        workers[number] = begun(number, seed)
    for name, many, bad in zip(_NAMES, tried, faults, strict=True):
        if many:
            print(f"{name:16}{many:>12,}{bad:>8,}")
    print(f"{'all':16}{sum(tried):>12,}{sum(faults):>8,}")
    return int(failed)


def _bury(worker: _Worker) -> None:
    """The input that a process hung on or crashed with is kept."""
    hangs = worker.process.is_alive()
    worker.process.kill()
    worker.process.join()
    kind, data = worker.left_behind()
    what = "hangs" if hangs else f"crashes-{worker.process.exitcode}"
    path = corpus.saved(kind or "none", data, Fault(what, ""))
    print(f"\n{kind}: {what}\n  {path}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
