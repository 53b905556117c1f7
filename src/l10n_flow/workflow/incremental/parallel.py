"""Independent pieces of work, spread over the machine's cores where that pays."""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from l10n_flow.workflow.incremental.progress import Progress

__all__ = ["WORTHWHILE", "least_for", "spread"]

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

WORTHWHILE = 200
"""Fewer pieces of work than this, in two languages, are done faster by one process
(docs/performance.md)."""


def _per_task(count: int) -> int:
    """How many pieces travel together: each journey has its price; of few, all processes have some.

    >>> _per_task(20), _per_task(1000), _per_task(100_000)
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
    *,
    least: int = WORTHWHILE,
) -> Iterator[_Result]:
    """The results of `work` for all items, in their order.

    `work` runs in other processes when there are `least` items, more than one core, and a way to
    start processes that costs nothing (fork, which only a process without threads may use); its
    results must be picklable. An exception that `work` raises is raised here.
    """
    results = _forked(work, items) if _pays(len(items), least) else map(work, items)
    for done, result in enumerate(results, 1):
        progress(label, done, len(items))
        yield result


def _pays(count: int, least: int) -> bool:
    if count < least or (os.cpu_count() or 1) == 1:
        return False
    import multiprocessing  # noqa: PLC0415  15 ms that little work need not pay

    return "fork" in multiprocessing.get_all_start_methods() and _threads() == 1


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


def _forked(work: Callable[[_Item], _Result], items: Sequence[_Item]) -> Iterator[_Result]:
    """The results, in order; what the work knows is inherited, and only numbers travel.

    The first piece is done before the others are shared out: the patterns that it compiles and the
    modules that it imports are inherited too, where each process would have to do that.
    """
    import multiprocessing  # noqa: PLC0415  see _pays

    yield work(items[0])
    if _threads() > 1:
        yield from map(work, items[1:])
        return
    context = multiprocessing.get_context("fork")
    _inherited.append((work, items))
    gc.freeze()  # what the others inherit, their collectors leave alone
    try:
        with context.Pool(os.cpu_count()) as pool:
            yield from pool.imap(_do, range(1, len(items)), chunksize=_per_task(len(items)))
    finally:
        gc.unfreeze()
        _inherited.pop()


_inherited: list[tuple[Callable[[Any], Any], Sequence[Any]]] = []


def _do(index: int) -> Any:
    work, items = _inherited[-1]
    return work(items[index])
