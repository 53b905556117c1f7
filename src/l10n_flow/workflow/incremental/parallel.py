"""Independent pieces of work, spread over this machine's cores or over a cluster.

To a process that inherits nothing work travels as files, which the process reads when it must: what
the work knows is one file, and each `Snapshot` in it another, which is read when something is asked
of it. Only a path and a digest travel with a piece of work, however big the project is.
"""

from __future__ import annotations

import gc
import io
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from time import monotonic, sleep
from typing import Any, NamedTuple, TypeVar, cast

from l10n_flow.config import CLUSTER
from l10n_flow.errors import FileError, L10nFlowError, Place
from l10n_flow.files import content_of, fenced, made_beside, replace_file, take_over

__all__ = [
    "WORTHWHILE",
    "Progress",
    "Seal",
    "Snapshot",
    "Work",
    "Workers",
    "batch_size",
    "least_for",
    "opened_work",
    "sealed",
    "silent",
    "spread",
]

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

WORTHWHILE = 200
"""Fewer pieces of work than this, in two languages, are done faster by one process
(docs/performance.md)."""

MOST_DEATHS = 3
"""How many processes may die over the same pieces of work before it is given up."""


class Workers(NamedTuple):
    """Who does the work: `workers` of the configuration, and what a cluster needs to know."""

    wanted: str = "auto"
    """`auto`, a number of processes, or the address of a Dask scheduler."""
    state: Path = Path()
    """The project's folder of state, which all workers of a cluster must see."""

    @property
    def is_cluster(self) -> bool:
        """Whether other machines do the work."""
        return self.wanted.startswith(CLUSTER)

    @property
    def here(self) -> Workers:
        """The same on this machine: for work that is over before others have begun."""
        return self._replace(wanted="auto") if self.is_cluster else self

    @property
    def processes(self) -> int:
        """How many there may be on this machine."""
        return int(self.wanted) if self.wanted.isdecimal() else os.cpu_count() or 1


HERE = Workers()


def batch_size(count: int) -> int:
    """How many pieces travel together: each journey has its price; of few, all processes have some.

    >>> batch_size(20), batch_size(1000), batch_size(100_000)
    (2, 25, 250)
    """
    return min(250, max(1, min(25, count // 8), count // 200))


def least_for(locales: int) -> int:
    """From how many articles on it pays to spread the work on so many languages.

    >>> least_for(2), least_for(200)
    (200, 2)
    """
    return max(2, 2 * WORTHWHILE // max(2, locales))


def spread(
    work: Callable[[_Item], _Result],
    items: Sequence[_Item],
    label: str,
    progress: Progress,
    workers: Workers = HERE,
    *,
    least: int = WORTHWHILE,
    heavy: bool = False,
) -> Iterator[_Result]:
    """The results of `work` for all items, in their order.

    `heavy` pieces take seconds each: each travels alone, and when processes do the work this one
    does none of it.

    `work` runs in other processes of this machine when there are `least` items and more than one
    core: by fork where that is safe, that is on Linux in a process without threads, else by
    processes that are started anew. A cluster that is asked for does all of it. Results must be
    picklable. An exception that `work` raises is raised here. What a process was working on that
    died is done again. Raises `UsageError` for a cluster that cannot be worked with.
    """
    results: Iterable[_Result]
    if workers.is_cluster and items:
        from l10n_flow.workflow.incremental import cluster  # noqa: PLC0415 - who has none needs no Dask

        results = cluster.spread(work, items, workers, heavy=heavy)
    else:
        method = _method(len(items), least, workers)
        if method == "fork":
            results = _forked(work, items, workers.processes, heavy=heavy)
        elif method == "spawn":
            results = _spawned(work, items, workers.processes, heavy=heavy)
        else:
            results = map(work, items)
    for done, result in enumerate(results, 1):
        progress(label, done, len(items))
        yield result


def _method(count: int, least: int, workers: Workers) -> str:
    """How processes are started for so many pieces; "" where this one does it all."""
    if count < least or workers.processes == 1:
        return ""
    import multiprocessing  # noqa: PLC0415  15 ms that little work need not pay

    if multiprocessing.current_process().daemon:
        return ""  # such a process may have no children
    # Apple's libraries keep threads that are not seen; Python has not forked there since 3.8.
    can_fork = sys.platform != "darwin" and "fork" in multiprocessing.get_all_start_methods()
    if can_fork and _threads() == 1:
        return "fork"
    return "spawn" if workers.wanted.isdecimal() or _may_begin_again() else ""


def _threads() -> int:
    """The threads of this process, those included that Python knows nothing of.

    An engine's library keeps some. What belongs to them must not be touched in a forked process,
    and the garbage collector does touch it: the process would crash, and its parent wait for ever.
    """
    try:
        return max(len(os.listdir("/proc/self/task")), threading.active_count())  # noqa: PTH208
    except OSError:
        is_loaded = any(library in sys.modules for library in ("ctranslate2", "numpy"))
        return threading.active_count() + is_loaded


def _may_begin_again() -> bool:
    """Whether the program that runs may be imported again, as each new process does.

    Ours may, and those that Python runs as a module; a script that somebody wrote may do all its
    work when it is imported (docs.python.org/3/library/multiprocessing.html, "safe importing of
    main module"). Who gives a number of workers knows.
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
    """The results, in order; what the work knows is inherited.

    The first piece, unless it is a heavy one, is done before the others are shared out: the
    patterns that it compiles and the modules that it imports are inherited too, where each process
    would have to do that.
    """
    if not heavy:
        yield work(items[0])
        items = items[1:]
        if _threads() > 1:
            yield from map(work, items)
            return
    _inherited.append((work, items))
    gc.freeze()  # what the others inherit, their collectors leave alone
    try:
        yield from _pooled(items, processes, "fork", None, heavy=heavy)
    finally:
        gc.unfreeze()
        _inherited.pop()


def _spawned(
    work: Callable[[_Item], _Result], items: Sequence[_Item], processes: int, *, heavy: bool
) -> Iterator[_Result]:
    """The results, in order; what the work knows is read by each process.

    Work that cannot travel is done here.
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

    Those that inherit it have the items too, and are told their numbers. When one dies, the pool is
    of no more use: what was not finished goes to a new one.
    """
    import multiprocessing  # noqa: PLC0415  see _method
    from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor  # noqa: PLC0415

    threads = _threads()
    size = 1 if heavy else batch_size(len(items))
    batches = [range(len(items))[at : at + size] for at in range(0, len(items), size)]
    context = multiprocessing.get_context(method)
    found: dict[int, list[Any]] = {}
    at = deaths = 0
    while at < len(batches):
        wanted = [number for number in range(at, len(batches)) if number not in found]
        count = min(processes, len(wanted), 61)  # Windows waits for no more
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
            if deaths == MOST_DEATHS:
                raise _given_up(len(batches[at])) from None
            for number, future in futures.items():
                if number >= at and future.done() and future.exception() is None:
                    found[number] = future.result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
            _wait_for_threads(threads)


def _wait_for_threads(most: int) -> None:
    """The threads of a pool that has ended are gone for the system too, if that takes no second.

    Else the next pool would not be forked beside what is left of this one.
    """
    until = monotonic() + 1
    while _threads() > most and monotonic() < until:
        sleep(0.001)


def _given_up(count: int) -> L10nFlowError:
    pieces = "one piece" if count == 1 else f"{count} pieces"
    what = f"a process that worked on {pieces} was ended {MOST_DEATHS} times"
    return L10nFlowError(what, hint="is there enough memory? --workers 1 needs the least")


_inherited: list[tuple[Work, Sequence[Any] | None]] = []
"""The work of this process and its items, what it does now last; None where items are sent."""


def _begin(seal: Seal | None) -> None:
    """A process has its work, leaves Ctrl-C to the one that started it, and ends with that."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if seal is not None:
        _inherited.append((opened_work(seal), None))


def _end_with_parent() -> None:
    """This process ends when the one that started it does, were that killed: else it would wait
    for more work for ever.
    """
    from multiprocessing import connection, parent_process  # noqa: PLC0415  see _method

    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _do(sent: Sequence[Any] | range) -> list[Any]:
    """The results for some items, or for those that have these numbers."""
    work, items = _inherited[-1]
    return [work(item) for item in (sent if items is None else map(items.__getitem__, sent))]


Progress = Callable[[str, int, int], None]
"""Called with a label, the number of things done and the number of all, as often as one likes:
whoever listens decides what to show. A new label starts a new piece of work."""


def silent(label: str, done: int, total: int) -> None:
    """Nothing happens: the progress of programs and tests.

    >>> silent("Reading", 1, 2)
    """
    del label, done, total


# What travels


_K = TypeVar("_K")
_V = TypeVar("_V")

LARGEST = 4 << 30
"""Bytes of what a snapshot holds of a million articles, and more."""


class Seal(NamedTuple):
    """A file that holds a value, and the digest of what it held when it was written."""

    path: str
    digest: str


class Snapshot(Mapping[_K, _V]):
    """A mapping that grows with the project, as it was when the work began.

    In another process it is read from its file when somebody asks for the first value.
    """

    def __init__(self, values: Mapping[_K, _V] | Seal) -> None:
        self._values: Mapping[_K, _V] | Seal = values

    def __getitem__(self, key: _K) -> _V:
        return self._read()[key]

    def __iter__(self) -> Iterator[_K]:
        return iter(self._read())

    def __len__(self) -> int:
        return len(self._read())

    def __repr__(self) -> str:
        return repr(self._read())

    def _read(self) -> Mapping[_K, _V]:
        if isinstance(self._values, Seal):
            self._values = cast("Mapping[_K, _V]", _opened(self._values))
        return self._values

    def held(self) -> Mapping[_K, _V]:
        """The mapping itself, to be written to a file of its own."""
        return self._read()


Work = Callable[[Any], Any]


def sealed(work: Work, folder: Path) -> Seal:
    """The work is in a file of the folder, and every snapshot in it in another.

    Raises `FileError` when one cannot be written, and what `pickle` raises for what cannot travel.
    """
    buffer = io.BytesIO()
    _Sealer(buffer, folder).dump((fenced(), work))
    return _put(buffer.getvalue(), folder)


def opened_work(seal: Seal) -> Work:
    """The work behind a seal; this process is fenced as the one that sealed it.

    Raises `FileError` for a file that is not there, or does not hold what was written into it: what
    is unpickled comes from who sent the seal, and from nobody else.
    """
    fences, work = _opened(seal)
    take_over(fences)
    return cast("Work", work)


def _opened(seal: Seal) -> Any:
    path = Path(seal.path)
    data = content_of(path, most=LARGEST)
    if _digest(data) != seal.digest:
        raise FileError("the file does not hold what was written into it", Place(path))
    return _Opener(io.BytesIO(data)).load()


class _Sealer(pickle.Pickler):
    """Writes a value; snapshots in it are told by the seals of their own files."""

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
    digest = _digest(data)
    path = folder / f"{digest}.pickle"
    replace_file(path, data, durable=False)
    return Seal(str(path), digest)


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()
