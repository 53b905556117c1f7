"""Work as it travels to a process that inherits nothing: files that the process reads when it must.

What the work knows is one file, and each `Snapshot` in it another, which is read when something is
asked of it. Only a path and a digest travel with a piece of work, however big the project is.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable, Iterator, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, cast

from l10n_flow.errors import FileError, Place
from l10n_flow.files import content_of, fenced, replace_file, take_over

__all__ = ["Seal", "Snapshot", "Work", "opened_work", "sealed"]

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
