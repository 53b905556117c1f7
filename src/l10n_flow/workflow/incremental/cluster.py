"""Work on a Dask cluster: the only module that imports `distributed`.

The project is on a file system that all workers see. The data of the work is in files of its state
folder (`parallel.sealed`), in a temporary subfolder that exists while the work goes on; a batch
sends only the names of its articles. Workers write catalogs and editions themselves, under the
locks that processes of one machine use.
"""

from __future__ import annotations

import logging
import platform
import threading
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

from l10n_flow import __version__, extras
from l10n_flow.config.readers import CLUSTER
from l10n_flow.errors import FileError, L10nFlowError, UsageError
from l10n_flow.files.failing import is_full
from l10n_flow.files.fences import look_again
from l10n_flow.files.reading import is_there
from l10n_flow.files.writing import create_file, delete_file, discard, disk_clock, replace_file
from l10n_flow.workflow.incremental.ledger import program
from l10n_flow.workflow.incremental.parallel import Work, batch_size, opened_work, sealed
from l10n_flow.workflow.incremental.runner import Seal, Workers

if TYPE_CHECKING:
    from distributed import Client, Future

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

PATIENCE = 5
"""Seconds to wait for a scheduler, and for its first worker."""
LOST = 30
"""Seconds without any worker after which the work is given up: within ten seconds Dask starts a
new worker for one that died."""
SIGN_OF_LIFE = 60
"""Seconds after which a waiting command writes its lamp again."""
ABANDONED = 3600
"""Seconds without a sign of life after which the folder of a command that was killed is deleted."""
MIN_BATCH = 25
"""The minimum number of items sent together, if there are enough: a task costs Dask 3 ms."""

LOG = logging.getLogger("l10n_flow")


class Rendezvous(NamedTuple):
    """The folder where workers find the work, and the file that exists while it goes on."""

    folder: str
    code: str
    """The identity of l10n-flow's code (`ledger.program`)."""

    @property
    def lamp(self) -> Path:
        """A file that exists as long as the command waits for results."""
        return Path(self.folder) / "lamp"


class WorkerAnswer(NamedTuple):
    """The response of a worker to a batch."""

    results: list[Any] | None
    """None when the worker could not do the work at all."""
    worker: str
    trouble: str = ""
    """Why another worker should do the batch, in the system's words."""


def spread(
    work: Callable[[_Item], _Result],
    items: Sequence[_Item],
    workers: Workers,
    *,
    heavy: bool = False,
) -> Iterator[_Result]:
    """Yield the results of `work` for all items, in their order, from the workers of a cluster.

    Each of `heavy` items is sent alone.

    A batch of a worker that dies, or whose disk is full, is given to another worker. After Ctrl-C
    the workers only finish their current items.

    Raises `UsageError` for a scheduler that does not answer or has no workers, and for a worker
    that cannot do this work; `L10nFlowError` when the last worker is gone.
    """
    size = 1 if heavy else max(batch_size(len(items)), min(MIN_BATCH, -(-len(items) // 8)))
    batches = [items[at : at + size] for at in range(0, len(items), size)]
    with _connected(workers.wanted) as client, _opened(workers.state) as room:
        _refuse_unfit(client, room, workers.wanted)
        seal = sealed(work, Path(room.folder))
        gang = _Gang(client, room, seal, workers.wanted)
        try:
            for batch in batches:
                gang.send(batch)
            for number in range(len(batches)):
                yield from gang.results(number)
        finally:
            delete_file(room.lamp, if_holds=None)
            gang.call_off()


class _Gang:
    """The batches that were sent, some of them again to other workers."""

    def __init__(self, client: Client, room: Rendezvous, seal: Seal, address: str) -> None:
        self._client, self._room, self._seal, self._address = client, room, seal, address
        self._sent: list[tuple[Sequence[Any], Future]] = []
        self._lit = monotonic()
        self._troubled: dict[str, str] = {}
        """Workers that get no more batches, and why."""

    def send(self, batch: Sequence[Any]) -> None:
        self._sent.append((batch, self._submitted(batch, None)))

    def _submitted(self, batch: Sequence[Any], workers: Sequence[str] | None) -> Future:
        return self._client.submit(
            _done,
            self._room,
            self._seal,
            list(batch),
            key=f"l10n-flow-{token_hex(8)}",
            pure=False,
            workers=workers,
        )

    def results(self, number: int) -> Sequence[Any]:
        """The results of a batch, from any worker that can do it."""
        batch, future = self._sent[number]
        while True:
            answer = self._waited(future, len(batch))
            if not answer.trouble:
                break
            if answer.worker not in self._troubled:
                self._troubled[answer.worker] = answer.trouble
                what = f"{answer.worker}: {answer.trouble}; other workers take over"
                LOG.warning("%s (check that machine, or stop its worker)", what)
            others = [one for one in self._client.nthreads() if one not in self._troubled]
            if not others:
                break
            future = self._submitted(batch, others)
        if answer.results is None:
            raise FileError(f"{answer.worker}: {answer.trouble}", hint="no other worker is left")
        self._sent[number] = ((), future)  # the results need not be kept twice
        future.release()
        return answer.results

    def _waited(self, future: Future, count: int) -> WorkerAnswer:
        from distributed import KilledWorker  # noqa: PLC0415

        since: float | None = None
        while True:
            try:
                return cast("WorkerAnswer", future.result(timeout=1))
            except KilledWorker:
                what = f"several workers died over the same {count} articles"
                raise L10nFlowError(what, hint="do they have enough memory?") from None
            except TimeoutError:
                if future.status == "error" and isinstance(future.exception(), TimeoutError):
                    raise  # the work itself raised it; else the work ended or failed a moment later
                self._give_sign_of_life()
                since = None if self._has_workers() else since or monotonic()
                if since is not None and monotonic() - since > LOST:
                    raise _gone(self._address) from None
            except Exception as error:
                if future.cancelled() or self._client.status != "running":
                    raise _gone(self._address) from error
                raise

    def _give_sign_of_life(self) -> None:
        if monotonic() - self._lit > SIGN_OF_LIFE:
            self._lit = monotonic()
            with suppress(FileError):
                replace_file(self._room.lamp, self._room.code.encode(), durable=False)

    def _has_workers(self) -> bool:
        try:
            return bool(self._client.nthreads())
        except (OSError, TimeoutError):
            return False

    def call_off(self) -> None:
        """Cancel the waiting batches: no worker begins another one."""
        left = [future for batch, future in self._sent if batch]
        with suppress(OSError, TimeoutError):
            self._client.cancel(left, force=True)


def _gone(address: str) -> L10nFlowError:
    what = f"the cluster at {address} has no scheduler or no worker any more"
    return L10nFlowError(what, hint="what was done is kept: start it, and run this again")


# The cluster


@contextmanager
def _connected(address: str) -> Iterator[Client]:
    """A client of the scheduler. Raises `UsageError` without one or without workers."""
    try:
        import distributed  # noqa: PLC0415 - slow, only for a cluster
    except ImportError as error:
        what, hint = extras.lacking("A Dask cluster", "dask", error)
        raise UsageError(what, hint=hint) from error
    for name in [
        name for name in logging.root.manager.loggerDict if name.startswith("distributed")
    ]:
        logging.getLogger(name).setLevel(logging.CRITICAL)  # we report what matters in one line
    place = address.removeprefix(CLUSTER)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of versions: see _refuse_unfit
        try:
            client = distributed.Client(f"tcp://{place}", timeout=PATIENCE, set_as_default=False)
        except (OSError, TimeoutError, ValueError) as error:
            what = f"no Dask scheduler answers at {address}"
            start = f"`dask scheduler --port {place.rpartition(':')[2]}` starts one"
            raise UsageError(what, hint=f"{start}; --workers auto needs none") from error
    with client:
        try:
            if not client.nthreads():
                client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError:
            what = f"the Dask scheduler at {address} has no workers"
            hint = f"`dask worker {place} --nworkers 4 --nthreads 1` starts four"
            raise UsageError(what, hint=hint) from None
        yield client


@contextmanager
def _opened(state: Path) -> Iterator[Rendezvous]:
    """Yield a temporary folder in the project's state folder; it is deleted at the end.

    So are the folders of commands that were killed, after an hour without a sign of life.
    """
    _discard_abandoned(state)
    folder = state / f"cluster-{token_hex(8)}"
    room = Rendezvous(str(folder), program())
    create_file(room.lamp, room.code.encode())
    try:
        yield room
    finally:
        discard(folder)


def _discard_abandoned(state: Path) -> None:
    now = disk_clock(state)
    for folder in state.glob("cluster-*"):
        with suppress(OSError):
            newest = max(path.stat().st_mtime_ns for path in (folder, *folder.iterdir()))
            if now - newest > ABANDONED * 10**9:
                discard(folder)


def _refuse_unfit(client: Client, room: Rendezvous, address: str) -> None:
    """Raise `UsageError` for the first worker that would work differently from this process."""
    answers: Mapping[str, Mapping[str, str] | BaseException] = client.run(
        _about, room, on_error="return"
    )
    ours = _about(room)
    for worker, theirs in sorted(answers.items()):
        reason = _unfit(theirs, ours, room)
        if reason:
            what, hint = reason
            raise UsageError(f"worker {worker} of {address} {what}", hint=hint)


def _about(room: Rendezvous) -> Mapping[str, str]:
    """The versions of a worker and what it sees of the project. Runs on the worker."""
    look_again()
    trial = Path(room.folder) / token_hex(8)
    refused = ""
    sees = is_there(room.lamp)
    if sees:
        try:
            create_file(trial, b"")
            delete_file(trial, if_holds=None)
        except FileError as failure:
            refused = failure.what
    return {
        "python": ".".join(platform.python_version_tuple()[:2]),
        "version": __version__,
        "code": program(),
        "sees": "yes" if sees else "",
        "refused": refused,
    }


def _unfit(
    theirs: Mapping[str, str] | BaseException, ours: Mapping[str, str], room: Rendezvous
) -> tuple[str, str] | None:
    """Why a worker cannot do the work, and what to do; None for one that can."""
    here = f"l10n-flow {ours['version']}"
    if isinstance(theirs, ModuleNotFoundError):
        return f"has no l10n-flow ({theirs})", f"install {here} there"
    if isinstance(theirs, BaseException):
        return f"does not answer as it should ({theirs})", f"is it {here} too?"
    if theirs["python"] != ours["python"]:
        what = f"runs Python {theirs['python']}, and this is {ours['python']}"
        return what, "use the same on all machines: results must not depend on who worked"
    if theirs["code"] != ours["code"]:
        what = f"has another l10n-flow ({theirs['version']}) than this ({ours['version']})"
        return what, f"install {here} there, and start the worker again"
    if not theirs["sees"]:
        what = f"does not see {Path(room.folder).parents[2]}"
        return what, "all workers need the project under the same path, on one file system"
    if theirs["refused"]:
        what = f"cannot write into the project ({theirs['refused']})"
        return what, "give its user the right to, or free some space"
    return None


# What runs on a worker

_ONE_AT_A_TIME = threading.Lock()
"""Threads of one worker share a core, and the work is not safe for two threads."""
_known: list[tuple[Seal, Work]] = []
"""The current work: what it has opened (an engine) is used for all batches."""


def _done(room: Rendezvous, seal: Seal, batch: Sequence[Any]) -> WorkerAnswer:
    """The results of a batch; empty when the command no longer waits for them."""
    from distributed import get_worker  # noqa: PLC0415

    worker: str = get_worker().address
    with _ONE_AT_A_TIME:
        try:
            if program() != room.code:
                return WorkerAnswer(None, worker, "it has another version of l10n-flow")
            if not is_there(room.lamp):
                return WorkerAnswer([], worker)
            if not _known or _known[0][0] != seal:
                _known[:] = [(seal, opened_work(seal))]
            return _results(room, _known[0][1], batch, worker)
        except OSError as error:
            return WorkerAnswer(None, worker, error.strerror or str(error))
        except FileError as failure:
            return WorkerAnswer(None, worker, f"it does not see the project: {failure}")


def _results(room: Rendezvous, work: Work, batch: Sequence[Any], worker: str) -> WorkerAnswer:
    results = []
    trouble = ""
    for item in batch:
        if not is_there(room.lamp):
            break
        result = work(item)
        results.append(result)
        failures = getattr(getattr(result, "result", result), "failures", ())
        trouble = trouble or next((str(one) for one in failures if is_full(one)), "")
    return WorkerAnswer(results, worker, trouble)
