"""The work on a cluster, with workers that are only said to be: `tests/cluster` has real ones."""

from __future__ import annotations

import logging
import sys
import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from l10n_flow.errors import FileError, L10nFlowError, UsageError
from l10n_flow.workflow.incremental import cluster
from l10n_flow.workflow.incremental.cluster import spread
from l10n_flow.workflow.incremental.runner import Workers

OURS = f"{sys.version_info[0]}.{sys.version_info[1]}"


class KilledWorker(Exception):  # noqa: N818 - as Dask calls it
    """Several workers died over the same work."""


@dataclass
class Cluster:
    """What a scheduler knows, and what becomes of the work that it is given."""

    workers: list[str] = field(default_factory=lambda: ["tcp://one", "tcp://two"])
    given: list[tuple[str, int]] = field(default_factory=list)
    """Which worker got how many items."""
    about: dict[str, Any] = field(default_factory=dict)
    """What workers say of themselves other than the truth."""
    full: set[str] = field(default_factory=set)
    """Workers whose disk is full."""
    failing: Callable[[], BaseException | None] = lambda: None
    """What asking for results raises."""
    raised: BaseException | None = None
    """What the work has raised."""
    is_unreachable: bool = False
    options: dict[str, Any] = field(default_factory=dict)
    cancelled: int = 0
    status: str = "running"
    here: str = ""


@dataclass
class Future:
    cluster: Cluster
    work: Callable[[], Any]
    worker: str
    status: str = "pending"

    def result(self, timeout: float) -> Any:
        failure = self.cluster.failing()
        if failure is not None:
            raise failure
        if self.cluster.raised is not None:
            self.status = "error"
            raise self.cluster.raised
        self.cluster.here = self.worker
        return self.work()

    def exception(self) -> BaseException | None:
        return self.cluster.raised

    def cancelled(self) -> bool:
        return False

    def release(self) -> None:
        self.status = "released"


class Client:
    """A client as `distributed` has it, as far as it is used."""

    def __init__(self, cluster: Cluster, address: str, **options: Any) -> None:
        if not address.startswith("tcp://here"):
            raise OSError("nobody answers")
        self._cluster = cluster
        self.status = cluster.status
        cluster.options = options

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def nthreads(self) -> Mapping[str, int]:
        if self._cluster.is_unreachable:
            raise OSError("nobody answers")
        return dict.fromkeys(self._cluster.workers, 1)

    def wait_for_workers(self, count: int, timeout: float) -> None:
        assert (count, timeout) == (1, cluster.PATIENCE)
        raise TimeoutError

    def run(self, function: Callable[..., Any], room: Any, on_error: str) -> Mapping[str, Any]:
        assert on_error == "return"
        said: dict[str, Any] = {}
        for worker in self._cluster.workers:
            other = self._cluster.about.get(worker, {})
            said[worker] = other if isinstance(other, Exception) else {**function(room), **other}
        return said

    def submit(
        self, function: Callable[..., Any], *given: Any, key: str, pure: bool, workers: Any
    ) -> Future:
        del key
        assert not pure, "two batches that are the same are two"
        room, seal, batch = given
        names = list(workers or self._cluster.workers)
        worker = names[len(self._cluster.given) % len(names)]
        self._cluster.given.append((worker, len(batch)))
        return Future(self._cluster, partial(function, room, seal, batch), worker)

    def cancel(self, futures: Sequence[Future], force: bool) -> None:
        assert force
        self._cluster.cancelled = len(futures)


@pytest.fixture
def dask(monkeypatch: pytest.MonkeyPatch) -> Cluster:
    """A cluster at `dask://here:1`."""
    known = Cluster()
    module = types.ModuleType("distributed")
    vars(module).update(
        KilledWorker=KilledWorker,
        Client=partial(Client, known),
        get_worker=lambda: types.SimpleNamespace(address=known.here),
    )
    monkeypatch.setitem(sys.modules, "distributed", module)
    monkeypatch.setattr(cluster, "opened_work", lambda seal: partial(_work, known))
    monkeypatch.setattr(cluster, "_known", [])
    monkeypatch.setattr(cluster, "program", lambda: "the same")
    return known


def _work(known: Cluster, number: int) -> int:
    if known.here in known.full:
        raise FileError("cannot be written: No space left on device") from OSError(28, "full")
    return number * 2


def double(number: int) -> int:
    return number * 2


def done(
    tmp_path: Path, count: int, address: str = "dask://here:1", *, heavy: bool = False
) -> list[int]:
    return list(spread(double, range(count), Workers(address, tmp_path), heavy=heavy))


@pytest.mark.parametrize(
    ("count", "heavy", "sizes"),
    [
        (3, True, [1, 1, 1]),
        (3, False, [1, 1, 1]),
        (64, False, [8] * 8),
        (65, False, [9] * 7 + [2]),
        (199, False, [25] * 7 + [24]),
        (210, False, [25] * 8 + [10]),
        (0, False, []),
    ],
)
def test_results_come_in_order_from_batches_that_are_worth_sending(
    dask: Cluster, tmp_path: Path, count: int, heavy: bool, sizes: list[int]
) -> None:
    assert done(tmp_path, count, heavy=heavy) == [2 * number for number in range(count)]
    assert [size for _, size in dask.given] == sizes
    assert dask.options == {"timeout": cluster.PATIENCE, "set_as_default": False}
    assert list(tmp_path.iterdir()) == [], "the folder of the work is deleted"
    assert dask.cancelled == 0


def test_who_stops_early_calls_off_the_rest(dask: Cluster, tmp_path: Path) -> None:
    results = spread(double, range(64), Workers("dask://here:1", tmp_path))
    assert next(results) == 0
    results.close()  # type: ignore[attr-defined]  # generators have it
    assert dask.cancelled == 7
    assert list(tmp_path.iterdir()) == []


def test_batches_of_a_worker_that_cannot_are_done_by_another_and_that_is_told_once(
    dask: Cluster, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    dask.full = {"tcp://two"}
    with caplog.at_level(logging.WARNING):
        assert done(tmp_path, 64) == [2 * number for number in range(64)]
    assert len(dask.given) == 12
    assert {worker for worker, _ in dask.given[8:]} == {"tcp://one"}
    (told,) = caplog.messages
    assert told.startswith("tcp://two: ")
    assert "other workers take over (check that machine, or stop its worker)" in told


def test_when_no_worker_can_the_last_one_s_trouble_is_told(dask: Cluster, tmp_path: Path) -> None:
    dask.full = {"tcp://one", "tcp://two"}
    with pytest.raises(FileError, match=r"tcp://.*: .*") as caught:
        done(tmp_path, 3)
    assert caught.value.hint == "no other worker is left"


def test_a_worker_with_another_version_is_found_out_when_it_works(
    dask: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs = iter(["a", "a", "a", "a"])  # the room's, ours, and what both workers say
    monkeypatch.setattr(cluster, "program", lambda: next(programs, "b"))
    with pytest.raises(FileError, match="another version of l10n-flow"):
        done(tmp_path, 3)


def test_a_killed_worker_s_articles_are_counted(dask: Cluster, tmp_path: Path) -> None:
    dask.failing = KilledWorker
    with pytest.raises(L10nFlowError, match="several workers died over the same 8 articles"):
        done(tmp_path, 64)


@pytest.mark.parametrize("status", ["running", "closed"])
def test_what_the_work_raises_is_raised_here_unless_the_cluster_is_gone(
    dask: Cluster, tmp_path: Path, status: str
) -> None:
    dask.failing, dask.status = (lambda: RuntimeError("odd")), status
    kind, said = (RuntimeError, "odd") if status == "running" else (L10nFlowError, "no scheduler")
    with pytest.raises(kind, match=said):
        done(tmp_path, 3)


def test_a_timeout_of_the_work_itself_is_raised_here(dask: Cluster, tmp_path: Path) -> None:
    dask.raised = TimeoutError("the engine took too long")
    with pytest.raises(TimeoutError, match="the engine took too long"):
        done(tmp_path, 3)


@pytest.mark.parametrize("is_unreachable", [False, True])
@pytest.mark.parametrize(
    ("seconds", "is_back", "times"),
    [(10, True, 12), (10, False, 3), (1, False, 16)],  # two looks at the clock each time
)
def test_without_a_worker_it_waits_half_a_minute_and_gives_up(
    dask: Cluster,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    seconds: int,
    is_back: bool,
    times: int,
    is_unreachable: bool,
) -> None:
    clock = iter(range(0, 10_000, seconds))
    monkeypatch.setattr(cluster, "monotonic", lambda: next(clock))
    asked: list[int] = []
    workers = list(dask.workers)

    def failing() -> BaseException | None:
        asked.append(1)
        is_gone = not is_back or len(asked) < 3
        dask.is_unreachable = is_unreachable and is_gone
        dask.workers[:] = [] if is_gone and not is_unreachable else workers
        return TimeoutError() if len(asked) < 12 or not is_back else None

    dask.failing = failing
    if is_back:
        assert done(tmp_path, 1) == [0]
    else:
        with pytest.raises(L10nFlowError, match="no scheduler or no worker any more"):
            done(tmp_path, 1)
    assert len(asked) == times


@pytest.mark.parametrize(
    ("seconds", "times", "signs"), [(25, 7, 2), (20, 3, 0), (20, 4, 1), (61, 1, 1)]
)
def test_a_command_that_waits_gives_a_sign_of_life_after_a_minute(
    dask: Cluster,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    seconds: int,
    times: int,
    signs: int,
) -> None:
    clock = iter(range(0, 10_000, seconds))
    monkeypatch.setattr(cluster, "monotonic", lambda: next(clock))
    written: list[Path] = []
    monkeypatch.setattr(cluster, "replace_file", lambda path, *_, **__: written.append(path))
    answers = iter([TimeoutError() for _ in range(times)])
    dask.failing = lambda: next(answers, None)
    assert done(tmp_path, 1) == [0]
    assert [path.name for path in written] == ["lamp"] * signs


@pytest.mark.parametrize(
    ("address", "workers", "said", "hint"),
    [
        ("dask://away:87", ["tcp://one"], "no Dask scheduler answers at dask://away:87",
         "`dask scheduler --port 87` starts one; --workers auto needs none"),
        ("dask://here:1", [], "the Dask scheduler at dask://here:1 has no workers",
         "`dask worker here:1 --nworkers 4 --nthreads 1` starts four"),
    ],
)  # fmt: skip
def test_a_cluster_that_cannot_work_is_told_with_what_to_start(
    dask: Cluster, tmp_path: Path, address: str, workers: list[str], said: str, hint: str
) -> None:
    dask.workers = workers
    with pytest.raises(UsageError) as caught:
        done(tmp_path, 1, address)
    assert (caught.value.what, caught.value.hint) == (said, hint)


@pytest.mark.parametrize(
    ("about", "said", "hint"),
    [
        ({"python": "2.7"}, f"runs Python 2.7, and this is {OURS}", "use the same on all"),
        ({"python": "9.0"}, f"runs Python 9.0, and this is {OURS}", "use the same on all"),
        ({"code": "0", "version": "0.7"}, "has another l10n-flow (0.7) than this (", "install l10"),
        ({"code": "~", "version": "0.7"}, "has another l10n-flow (0.7) than this (", "install l10"),
        ({"sees": ""}, "does not see ", "all workers need the project under the same path"),
        ({"refused": "no space"}, "cannot write into the project (no space)", "give its user"),
        (ModuleNotFoundError("l10n_flow"), "has no l10n-flow (l10n_flow)", "install l10n-flow"),
        (ValueError("odd"), "does not answer as it should (odd)", "is it l10n-flow"),
    ],
)
def test_a_worker_that_would_work_otherwise_is_named_with_the_remedy(
    dask: Cluster, tmp_path: Path, about: Any, said: str, hint: str
) -> None:
    dask.about = {"tcp://two": about}
    with pytest.raises(UsageError) as caught:
        done(tmp_path, 1)
    what = caught.value.what
    assert what.startswith(f"worker tcp://two of dask://here:1 {said}")
    assert what.endswith(OURS) == said.endswith(OURS)
    assert caught.value.hint.startswith(hint)
    assert dask.given == []


def test_a_worker_s_path_is_that_of_the_project(dask: Cluster, tmp_path: Path) -> None:
    dask.about = {"tcp://one": {"sees": ""}}
    state = tmp_path / "project" / ".l10n-flow" / "state"
    with pytest.raises(
        UsageError, match=f"does not see {tmp_path / 'project'}$|{tmp_path / 'project'} "
    ):
        done(state, 1)


def test_folders_of_commands_that_were_killed_are_deleted_after_an_hour(
    dask: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cluster-old").mkdir()
    (tmp_path / "cluster-old" / "lamp").touch()
    born = (tmp_path / "cluster-old" / "lamp").stat().st_mtime_ns
    monkeypatch.setattr(cluster, "disk_clock", lambda _: born + 3600 * 10**9)
    done(tmp_path, 1)
    assert (tmp_path / "cluster-old").exists()
    monkeypatch.setattr(cluster, "disk_clock", lambda _: born + 3601 * 10**9)
    done(tmp_path, 1)
    assert not (tmp_path / "cluster-old").exists()


def test_without_dask_the_remedy_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match="A Dask cluster") as caught:
        done(tmp_path, 1)
    assert "dask" in caught.value.hint


def test_a_worker_stops_when_nobody_waits_for_its_batch(
    dask: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its command was killed: the lamp in the folder of the work is out."""
    given: list[Any] = []
    monkeypatch.setattr(Client, "submit", lambda _, done, *batch, **__: given.append((done, batch)))
    with pytest.raises(AttributeError):
        done(tmp_path, 1)
    ((work, (room, seal, _)),) = given
    assert work(room, seal, [1, 2]).results == []
    (tmp_path / room.folder).mkdir()
    room.lamp.touch()
    assert work(room, seal, [1, 2]).results == [2, 4]
    burning = iter([True, True, False])
    monkeypatch.setattr(cluster, "is_there", lambda _: next(burning))
    assert work(room, seal, [1, 2]).results == [2]
