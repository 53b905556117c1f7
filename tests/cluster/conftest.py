"""A Dask cluster of two worker processes on this machine, and a project that it works on."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

pytest.importorskip("distributed", reason="`make test-cluster` installs Dask")


@dataclass
class Cluster:
    """A scheduler and its workers, as processes of their own."""

    folder: Path
    address: str
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, command: Sequence[str], **environment: str) -> subprocess.Popen[bytes]:
        with (self.folder / "log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "distributed.cli.dask_" + command[0], *command[1:]],
                cwd=self.folder,
                env={**os.environ, **environment},
                stdout=log,
                stderr=log,
            )
        self.processes.append(process)
        return process

    def worker(self, **environment: str) -> subprocess.Popen[bytes]:
        """A worker without a nanny, so that nobody takes its place when it dies."""
        place = self.address.replace("dask://", "tcp://")
        options = ["--nthreads", "1", "--no-dashboard", "--no-nanny"]
        options += ["--local-directory", str(self.folder)]
        return self.start(["worker", place, *options], **environment)

    def wait_for(self, workers: int) -> None:
        from distributed import Client

        with Client(self.address.replace("dask://", "tcp://"), timeout=30) as client:
            client.wait_for_workers(workers, timeout=60)
            until = time.monotonic() + 30
            while len(client.nthreads()) != workers and time.monotonic() < until:
                time.sleep(0.1)

    def tasks(self) -> Mapping[str, Sequence[str]]:
        """What the workers are at."""
        from distributed import Client

        with Client(self.address.replace("dask://", "tcp://"), timeout=30) as client:
            return dict(client.processing())

    def end(self) -> None:
        for process in reversed(self.processes):
            process.terminate()
        for process in self.processes:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@contextmanager
def cluster_in(folder: Path, workers: int) -> Iterator[Cluster]:
    told = folder / "scheduler.json"
    found = Cluster(folder, "")
    options = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
    found.start(["scheduler", *options, "--scheduler-file", str(told)])
    until = time.monotonic() + 60
    while not (told.exists() and told.read_text()) and time.monotonic() < until:
        time.sleep(0.1)
    import json

    found.address = json.loads(told.read_text())["address"].replace("tcp://", "dask://")
    try:
        for _ in range(workers):
            found.worker()
        if workers:
            found.wait_for(workers)
        yield found
    finally:
        found.end()


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Two workers, for all tests that leave them alive."""
    with cluster_in(tmp_path_factory.mktemp("cluster"), 2) as found:
        yield found
