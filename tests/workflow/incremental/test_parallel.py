"""Many pieces of work: the same results, in order, wherever they are done."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
import time
import types
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from l10n_flow.errors import DocumentError, FileError, L10nFlowError
from l10n_flow.files.fences import fence, fenced
from l10n_flow.workflow.incremental import parallel
from l10n_flow.workflow.incremental.parallel import opened_work, sealed
from l10n_flow.workflow.incremental.runner import WORTHWHILE, Snapshot, Workers, no_progress, spread


def where(number: int) -> tuple[int, int]:
    return number, os.getpid()


def slowly(number: int) -> tuple[int, int]:
    """So that on a busy machine no process has done all before another one has begun."""
    time.sleep(0.002)
    return where(number)


threads_of_this_process = parallel._threads


@pytest.fixture(autouse=True)
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a process of its own: other tests may have loaded an engine, which has threads."""
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(parallel, "_threads", threading.active_count)


def test_little_work_is_done_here() -> None:
    found = list(spread(where, range(WORTHWHILE - 1), "Reading", no_progress))
    assert found == [(n, os.getpid()) for n in range(WORTHWHILE - 1)]


def test_much_work_is_done_elsewhere_in_the_same_order() -> None:
    found = list(spread(where, range(WORTHWHILE), "Reading", no_progress))
    assert [number for number, _ in found] == list(range(WORTHWHILE))
    assert os.getpid() not in {process for _, process in found[1:]}


def test_what_the_work_knows_need_not_travel() -> None:
    lock = threading.Lock()  # cannot be pickled

    def guarded(number: int) -> int:
        with lock:
            return -number

    found = list(spread(guarded, range(WORTHWHILE), "Reading", no_progress))
    assert found == [-n for n in range(WORTHWHILE)]


@pytest.fixture
def thread() -> Iterator[None]:
    """Another thread of this process, beside which nothing may be forked."""
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    yield
    stop.set()
    thread.join()


@pytest.mark.usefixtures("thread")
def test_beside_threads_processes_are_started_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_may_begin_again", lambda: True)
    found = list(spread(where, range(WORTHWHILE), "Reading", no_progress))
    assert [number for number, _ in found] == list(range(WORTHWHILE))
    assert os.getpid() not in {process for _, process in found}


@pytest.mark.usefixtures("thread")
def test_a_program_that_must_not_begin_again_does_all_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(parallel, "_may_begin_again", lambda: False)
    found = list(spread(where, range(WORTHWHILE), "Reading", no_progress))
    assert {process for _, process in found} == {os.getpid()}


@pytest.mark.parametrize(
    ("file", "spec", "may"),
    [
        ("/usr/bin/l10n-flow", None, True),
        ("C:/Scripts/l10n-flow.exe/__main__.py", None, True),
        ("/usr/lib/pytest/__main__.py", object(), True),
        (None, None, True),
        ("/home/ana/publish.py", None, False),
    ],
)
def test_our_own_program_may_begin_again_and_a_script_of_somebody_s_may_not(
    monkeypatch: pytest.MonkeyPatch, file: str | None, spec: object, may: bool
) -> None:
    main = types.ModuleType("__main__")
    main.__file__, main.__spec__ = file, spec  # type: ignore[assignment]
    monkeypatch.setitem(sys.modules, "__main__", main)
    assert parallel._may_begin_again() is may


@pytest.mark.usefixtures("thread")
def test_work_that_cannot_travel_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_may_begin_again", lambda: True)
    found = list(spread(lambda n: (n, os.getpid()), range(WORTHWHILE), "Reading", no_progress))
    assert {process for _, process in found} == {os.getpid()}


def test_apple_s_systems_start_processes_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(parallel, "_may_begin_again", lambda: True)
    assert parallel._method(Workers()) == "spawn"


def test_with_one_core_or_one_worker_all_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    found = list(spread(where, range(WORTHWHILE), "Reading", no_progress, Workers("1")))
    assert {process for _, process in found} == {os.getpid()}
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    found = list(spread(where, range(WORTHWHILE), "Reading", no_progress))
    assert {process for _, process in found} == {os.getpid()}


def test_a_number_of_workers_is_how_many_processes_there_are() -> None:
    found = list(spread(slowly, range(WORTHWHILE), "Reading", no_progress, Workers("3")))
    assert 1 < len({process for _, process in found[1:]}) <= 3


def test_what_a_process_was_at_that_died_is_done_again(tmp_path: Path) -> None:
    def deadly(number: int) -> int:
        if number == 70 and not (tmp_path / "died").exists():
            (tmp_path / "died").touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    assert list(spread(deadly, range(WORTHWHILE), "Reading", no_progress)) == list(
        range(WORTHWHILE)
    )
    assert (tmp_path / "died").exists()


def test_what_was_done_when_a_process_died_is_not_done_again(tmp_path: Path) -> None:
    def deadly(number: int) -> int:
        with (tmp_path / str(number)).open("a") as file:
            file.write(".")
        if number == 1 and not (tmp_path / "died").exists():
            while not (tmp_path / "3").exists():  # then the results of 0 and 2 have been sent
                time.sleep(0.001)
            (tmp_path / "died").touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    items, two = range(4), Workers("2")
    found = spread(deadly, items, "Drafting", no_progress, two, min_items=2, heavy=True)
    assert list(found) == [0, 1, 2, 3]
    assert [(tmp_path / str(number)).read_text() for number in range(3)] == [".", "..", "."]


def test_processes_may_die_over_many_pieces_one_after_the_other(tmp_path: Path) -> None:
    def deadly(number: int) -> int:
        if number in (70, 100, 130, 160) and not (tmp_path / str(number)).exists():
            (tmp_path / str(number)).touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    assert list(spread(deadly, range(WORTHWHILE), "Reading", no_progress)) == list(
        range(WORTHWHILE)
    )
    assert len(list(tmp_path.iterdir())) > parallel.MAX_DEATHS


def test_work_over_which_every_process_dies_is_given_up() -> None:
    def deadly(number: int) -> int:
        if number == 70:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    with pytest.raises(L10nFlowError, match="was killed 3 times") as caught:
        list(spread(deadly, range(WORTHWHILE), "Reading", no_progress))
    assert "memory" in caught.value.hint


@pytest.mark.parametrize(
    ("workers", "pieces", "processes"),
    [("2", 200, 2), ("9", 3, 3), ("99", 100, 61)],  # Windows cannot wait for more
)
def test_no_more_processes_are_started_than_there_is_work_for(
    monkeypatch: pytest.MonkeyPatch, workers: str, pieces: int, processes: int
) -> None:
    def counted(count: int, *_: object) -> ProcessPoolExecutor:
        raise OverflowError(count)

    monkeypatch.setattr(parallel, "ProcessPoolExecutor", counted)
    items, some = range(pieces), Workers(workers)
    with pytest.raises(OverflowError) as caught:
        list(spread(where, items, "Drafting", no_progress, some, min_items=2, heavy=True))
    assert caught.value.args == (processes,)
    assert parallel._inherited == []


def test_the_threads_of_a_pool_that_has_ended_are_waited_for_a_second_at_most(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    quarters = (n / 4 for n in range(100))
    slept: list[float] = []
    monkeypatch.setattr(parallel, "monotonic", lambda: next(quarters))
    monkeypatch.setattr(parallel, "sleep", slept.append)
    monkeypatch.setattr(parallel, "_threads", lambda: 3)
    parallel._wait_for_threads(3)
    assert slept == []
    parallel._wait_for_threads(2)
    assert slept == [0.001] * 3


def test_where_no_system_lists_threads_a_loaded_engine_counts_as_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def unlisted(path: str) -> list[str]:
        raise FileNotFoundError(path)

    monkeypatch.setattr(os, "listdir", unlisted)
    for library in ("ctranslate2", "numpy"):
        monkeypatch.delitem(sys.modules, library, raising=False)
    assert threads_of_this_process() == threading.active_count()
    monkeypatch.setitem(sys.modules, "numpy", types.ModuleType("numpy"))
    assert threads_of_this_process() == threading.active_count() + 1


def test_heavy_work_is_sent_piece_by_piece() -> None:
    def deadly(number: int) -> int:
        if number == 1:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    with pytest.raises(L10nFlowError, match="worked on one piece was killed 3 times"):
        list(spread(deadly, range(4), "Drafting", no_progress, min_items=2, heavy=True))


def test_beside_an_engine_s_own_threads_all_is_done_here() -> None:
    program = (
        "import threading, numpy\n"
        "from l10n_flow.workflow.incremental import parallel\n"
        "print(threading.active_count(), parallel._threads() > 1)\n"
    )
    command = [sys.executable, "-c", program]
    env = {**os.environ, "OMP_NUM_THREADS": "4"}  # the suite has one
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=env)
    assert done.stdout == "1 True\n", done.stderr


@pytest.mark.parametrize("count", [3, WORTHWHILE])
def test_progress_is_told_after_every_piece(count: int) -> None:
    told: list[tuple[str, int, int]] = []

    def listen(label: str, done: int, total: int) -> None:
        told.append((label, done, total))

    list(spread(abs, range(count), "Reading", listen))
    assert told == [("Reading", n, count) for n in range(1, count + 1)]


def failing(number: int) -> int:
    if number == 7:
        raise DocumentError("byte 0xff is not UTF-8", hint="save the file as UTF-8")
    return number


@pytest.mark.parametrize("count", [10, WORTHWHILE])
def test_what_the_work_raises_is_raised_here(count: int) -> None:
    with pytest.raises(DocumentError, match="0xff") as caught:
        list(spread(failing, range(count), "Reading", no_progress))
    assert caught.value.hint == "save the file as UTF-8"
    assert parallel._inherited == []


def test_who_stops_listening_stops_the_work() -> None:
    results = spread(where, range(WORTHWHILE), "Reading", no_progress)
    assert next(results)[0] == 0
    results.close()  # type: ignore[attr-defined]  # a generator, which the signature need not say
    assert parallel._inherited == []


def test_no_work_is_no_trouble() -> None:
    assert list(spread(where, [], "Reading", no_progress)) == []


def test_what_the_first_piece_makes_ready_is_ready_everywhere() -> None:
    ready: list[int] = []

    def work(number: int) -> bool:
        ready.append(number)
        return 0 in ready

    assert all(spread(work, range(WORTHWHILE), "Reading", no_progress))


def runs(process: int) -> bool:
    """Whether there is such a process, and more of it than its number."""
    try:
        about = Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return False
    return about.rpartition(")")[2].split()[0] != "Z"


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="the system has no /proc")
def test_processes_end_with_the_one_that_started_them_were_it_killed() -> None:
    program = (
        "import os, time\n"
        "from l10n_flow.workflow.incremental import runner\n"
        "def work(number):\n"
        "    os.write(1, b'%d\\n' % os.getpid())\n"
        "    time.sleep(30 if number else 0)\n"
        "workers = runner.Workers('2')\n"
        "list(runner.spread(work, range(9), '', runner.no_progress, workers, min_items=2))\n"
    )
    command = [sys.executable, "-c", program]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        processes = {int(parent.stdout.readline()) for _ in range(3)} - {parent.pid}
        parent.kill()
    assert len(processes) == 2
    until = time.monotonic() + 20
    while any(map(runs, processes)) and time.monotonic() < until:
        time.sleep(0.01)
    assert not any(map(runs, processes))


def test_two_pools_after_each_other_are_both_forked(monkeypatch: pytest.MonkeyPatch) -> None:
    late: list[None] = []

    def threads() -> int:
        """The system knows for a while of threads that have ended."""
        return 2 if late and late.pop() is None else threading.active_count()

    monkeypatch.setattr(parallel, "_threads", threads)
    ended = ProcessPoolExecutor.shutdown

    def shutdown(self: ProcessPoolExecutor, *_: object, **__: object) -> None:
        ended(self)
        late.extend([None] * 5)

    monkeypatch.setattr(ProcessPoolExecutor, "shutdown", shutdown)
    list(spread(where, range(WORTHWHILE), "Reading", no_progress))
    assert parallel._method(Workers()) == "fork"


def looked_up(values: Snapshot[str, int], more: Snapshot[str, int], name: str) -> tuple[int, bool]:
    return values[name], values is more


def numbers(count: int) -> Snapshot[str, int]:
    return Snapshot({f"news/{number}": number for number in range(count)})


def test_work_comes_out_as_it_went_in(tmp_path: Path) -> None:
    values = numbers(10)
    work = opened_work(sealed(partial(looked_up, values, values), tmp_path))
    assert work("news/7") == (7, True)


def test_what_travels_is_as_small_for_ten_thousand_articles_as_for_ten(tmp_path: Path) -> None:
    sizes = []
    for count in (10, 10_000):
        seal = sealed(partial(looked_up, numbers(count), numbers(1)), tmp_path)
        sizes.append((Path(seal.path).stat().st_size, len(pickle.dumps(seal))))
    assert sizes[0] == sizes[1]


def test_a_snapshot_is_read_when_it_is_asked(tmp_path: Path) -> None:
    seal = sealed(partial(looked_up, numbers(3), numbers(1)), tmp_path)
    for path in tmp_path.iterdir():
        if str(path) != seal.path:
            path.unlink()
    work = opened_work(seal)
    with pytest.raises(FileError):
        work("news/1")


def test_a_file_that_holds_anything_else_is_not_opened(tmp_path: Path) -> None:
    seal = sealed(partial(looked_up, numbers(3), numbers(1)), tmp_path)
    Path(seal.path).write_bytes(pickle.dumps(print))
    with pytest.raises(FileError, match="does not hold what was written"):
        opened_work(seal)


def test_who_opens_the_work_is_fenced_as_who_sealed_it(tmp_path: Path) -> None:
    fence(tmp_path / "project")
    seal = sealed(partial(looked_up, numbers(3), numbers(1)), tmp_path)
    before = fenced()
    fence(tmp_path / "elsewhere")
    opened_work(seal)
    assert fenced() == before


def test_what_cannot_travel_says_so(tmp_path: Path) -> None:
    with pytest.raises((pickle.PicklingError, AttributeError)):
        sealed(lambda number: number, tmp_path)
