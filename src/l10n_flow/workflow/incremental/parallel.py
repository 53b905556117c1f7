"""Independent pieces of work, spread over this machine's cores or over a cluster."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from time import monotonic, sleep
from typing import Any, NamedTuple, TypeVar

from l10n_flow.config import CLUSTER
from l10n_flow.errors import L10nFlowError
from l10n_flow.files import made_beside
from l10n_flow.workflow.incremental.sealing import Seal, Work, opened_work, sealed

__all__ = ["WORTHWHILE", "Progress", "Workers", "batch_size", "least_for", "silent", "spread"]

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
