"""Independent pieces of work, spread over this machine's cores.

A process that inherits nothing gets the work as files, and reads them when it needs them: the data
of the work is one file, and each `Snapshot` in it another one, which is read on first use. Only a
path and a digest are sent with an item, however large the project is.
"""

from __future__ import annotations

import gc
import io
import multiprocessing
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor
from multiprocessing import connection
from pathlib import Path
from time import monotonic, sleep
from typing import Any, TypeVar, cast

from l10n_flow.errors import FileError, L10nFlowError, Place
from l10n_flow.files.fences import fenced, take_over
from l10n_flow.files.reading import content_of
from l10n_flow.files.writing import made_beside, replace_file
from l10n_flow.workflow.incremental.ledger import digest_of
from l10n_flow.workflow.incremental.runner import Seal, Snapshot, Workers

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

MAX_DEATHS = 3
"""How many processes may die over the same items before the work is given up."""


def batch_size(count: int) -> int:
    """The number of items that are sent together: sending has a cost, and each process needs some.

    >>> [batch_size(count) for count in (7, 20, 1000, 40_000, 100_000)]
    [1, 2, 25, 200, 250]
    """
    return min(250, max(1, min(25, count // 8), count // 200))


def spread(
    work: Callable[[_Item], _Result], items: Sequence[_Item], workers: Workers, *, heavy: bool
) -> Iterable[_Result]:
    """The results of `work` for all items, in their order, from the configured number of processes.

    `runner.spread` decides when to use it; if no process can be started, this one does all of it.
    """
    method = _method(workers)
    if method == "fork":
        return _forked(work, items, workers.processes, heavy=heavy)
    if method == "spawn":
        return _spawned(work, items, workers.processes, heavy=heavy)
    return map(work, items)


def _method(workers: Workers) -> str:
    """How processes are started; "" when none can be started."""
    if multiprocessing.current_process().daemon:
        return ""  # such a process must not have children
    # Apple's libraries keep hidden threads; Python does not fork there by default since 3.8.
    can_fork = sys.platform != "darwin" and "fork" in multiprocessing.get_all_start_methods()
    if can_fork and _threads() == 1:
        return "fork"
    return "spawn" if workers.wanted.isdecimal() or _may_begin_again() else ""


def _threads() -> int:
    """The number of threads of this process, including those that Python did not start.

    An engine's library keeps some. Their data must not be touched in a forked process, but the
    garbage collector touches it: the process would crash, and its parent would wait forever.
    """
    try:
        return max(len(os.listdir("/proc/self/task")), threading.active_count())  # noqa: PTH208
    except OSError:
        is_loaded = any(library in sys.modules for library in ("ctranslate2", "numpy"))
        return threading.active_count() + is_loaded


def _may_begin_again() -> bool:
    """Whether the running program may be imported again, as each new process does.

    Ours may, and so may programs that Python runs as a module. A script may do all its work when it
    is imported (docs.python.org/3/library/multiprocessing.html, "safe importing of main module").
    An explicit number of workers means that it may.
    """
    main = sys.modules.get("__main__")
    path = getattr(main, "__file__", None)
    return (
        path is None
        or getattr(main, "__spec__", None) is not None
        or Path(path).name.partition(".")[0] in ("l10n-flow", "__main__")
    )


def _forked(
    work: Callable[[_Item], _Result], items: Sequence[_Item], processes: int, *, heavy: bool
) -> Iterator[_Result]:
    """The results, in order; the processes inherit the data of the work.

    The first item, unless it is heavy, is done before the others are shared out: the processes then
    inherit the patterns that it compiles and the modules that it imports.
    """
    if not heavy:
        yield work(items[0])
        items = items[1:]
        if _threads() > 1:
            yield from map(work, items)
            return
    _inherited.append((work, items))
    gc.freeze()  # the collectors of the other processes ignore what they inherit
    try:
        yield from _pooled(items, processes, "fork", None, heavy=heavy)
    finally:
        gc.unfreeze()
        _inherited.pop()


def _spawned(
    work: Callable[[_Item], _Result], items: Sequence[_Item], processes: int, *, heavy: bool
) -> Iterator[_Result]:
    """The results, in order; each process reads the data of the work.

    Work that cannot be pickled is done in this process.
    """
    with made_beside(None, "l10n-flow-") as folder:
        try:
            seal = sealed(work, folder)
        except (pickle.PicklingError, TypeError, AttributeError):
            yield from map(work, items)
            return
        yield from _pooled(items, processes, "spawn", seal, heavy=heavy)


def _pooled(
    items: Sequence[Any], processes: int, method: str, seal: Seal | None, *, heavy: bool
) -> Iterator[Any]:
    """The results of work that the processes inherit or read, in order.

    Processes that inherit the work also have the items, and get only their numbers. When one dies,
    the pool cannot be used any more: the unfinished items go to a new one.
    """
    threads = _threads()
    size = 1 if heavy else batch_size(len(items))
    batches = [range(len(items))[at : at + size] for at in range(0, len(items), size)]
    context = multiprocessing.get_context(method)
    found: dict[int, list[Any]] = {}
    at = deaths = 0
    while at < len(batches):
        wanted = [number for number in range(at, len(batches)) if number not in found]
        count = min(processes, len(wanted), 61)  # the maximum that Windows can wait for
        pool = ProcessPoolExecutor(count, context, _begin, (seal,))
        futures = {
            number: pool.submit(_do, items[some.start : some.stop] if seal else some)
            for number, some in ((number, batches[number]) for number in wanted)
        }
        before = at
        try:
            while at < len(batches):
                results = found.pop(at, None)
                yield from futures[at].result() if results is None else results
                at += 1
        except BrokenProcessPool:
            deaths = deaths + 1 if at == before else 1
            if deaths == MAX_DEATHS:
                raise _given_up(len(batches[at])) from None
            for number, future in futures.items():
                if future.done() and future.exception() is None:
                    found[number] = future.result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
            _wait_for_threads(threads)


def _wait_for_threads(threads: int) -> None:
    """Wait at most a second until the system has removed the threads of a pool that has ended.

    Else the next pool could not be forked, because there are still threads.
    """
    until = monotonic() + 1
    while _threads() > threads and monotonic() < until:
        sleep(0.001)


def _given_up(count: int) -> L10nFlowError:
    pieces = "one piece" if count == 1 else f"{count} pieces"
    what = f"a process that worked on {pieces} was killed {MAX_DEATHS} times"
    return L10nFlowError(what, hint="is there enough memory? --workers 1 needs the least")


_inherited: list[tuple[Work, Sequence[Any] | None]] = []
"""The work of this process and its items, the current one last; None when items are sent."""


def _begin(seal: Seal | None) -> None:
    """Prepare a new process: it gets its work, ignores Ctrl-C, and ends with its parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if seal is not None:
        _inherited.append((opened_work(seal), None))


def _end_with_parent() -> None:
    """End this process when its parent ends or is killed: else it would wait for work forever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _do(sent: Sequence[Any] | range) -> list[Any]:
    """The results for these items, or for the items with these numbers."""
    work, items = _inherited[-1]
    return [work(item) for item in (sent if items is None else map(items.__getitem__, sent))]


# What is sent to other processes


LARGEST = 4 << 30
"""The maximum size of a file in bytes: more than a snapshot of a million articles needs."""


Work = Callable[[Any], Any]


def sealed(work: Work, folder: Path) -> Seal:
    """Write the work to a file of the folder, and every snapshot in it to another.

    Raises `FileError` when one cannot be written, and what `pickle` raises for other values.
    """
    buffer = io.BytesIO()
    _Sealer(buffer, folder).dump((fenced(), work))
    return _put(buffer.getvalue(), folder)


def opened_work(seal: Seal) -> Work:
    """The work in the file of a seal; this process gets the fences of the one that sealed it.

    Raises `FileError` for a file that is missing or was changed: only data from the sender of the
    seal is unpickled.
    """
    fences, work = content(seal)
    take_over(fences)
    return cast("Work", work)


def content(seal: Seal) -> Any:
    """The value in the file of a seal. Raises as `opened_work` does."""
    path = Path(seal.path)
    data = content_of(path, max_bytes=LARGEST)
    if digest_of(data) != seal.digest:
        raise FileError("the file does not hold what was written into it", Place(path))
    return _Opener(io.BytesIO(data)).load()


class _Sealer(pickle.Pickler):
    """Writes a value; snapshots in it are identified by the seals of their own files."""

    def __init__(self, file: io.BytesIO, folder: Path) -> None:
        super().__init__(file, protocol=pickle.HIGHEST_PROTOCOL)
        self._folder = folder
        self._seals: dict[int, Seal] = {}

    def persistent_id(self, obj: object) -> Seal | None:
        if not isinstance(obj, Snapshot):
            return None
        seal = self._seals.get(id(obj))
        if seal is None:
            values = pickle.dumps(obj.held(), protocol=pickle.HIGHEST_PROTOCOL)
            seal = self._seals[id(obj)] = _put(values, self._folder)
        return seal


class _Opener(pickle.Unpickler):
    """Reads what `_Sealer` wrote."""

    def __init__(self, file: io.BytesIO) -> None:
        super().__init__(file)
        self._snapshots: dict[Seal, Snapshot[Any, Any]] = {}

    def persistent_load(self, pid: Any) -> Snapshot[Any, Any]:
        seal = Seal(*pid)
        return self._snapshots.setdefault(seal, Snapshot(seal))


def _put(data: bytes, folder: Path) -> Seal:
    digest = digest_of(data)
    path = folder / f"{digest}.pickle"
    replace_file(path, data, durable=False)
    return Seal(str(path), digest)
