"""Locks between processes: the only importer of filelock."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path

from l10n_flow.errors import FileError, Place
from l10n_flow.files.failing import failure
from l10n_flow.files.fences import reached
from l10n_flow.files.writing import make_folder

__all__ = ["locked"]

SECONDS = 60.0
"""Writing a catalog takes milliseconds: whoever holds its lock this long is stuck."""


@contextmanager
def locked(path: Path, locks: Path) -> Iterator[None]:
    """Hold the lock of `path` for the length of the block: no other process holds it meanwhile.

    The lock is a file in the folder `locks`, never `path` itself, which a replacement would swap
    away from under the lock. Every name of a file, symbolic links included, has one lock. Raises
    `FileError` if another process keeps the lock for a minute or `locks` cannot be written.
    """
    import filelock  # noqa: PLC0415  26 ms, which commands that write nothing do not pay

    name = blake2b(os.fsencode(os.path.realpath(path)), digest_size=12).hexdigest()
    place = locks / f"{name}.lock"
    lock = filelock.FileLock(place, timeout=SECONDS, poll_interval=0.01)
    try:
        if not locks.is_dir():
            make_folder(locks)
        reached(place, writing=True)
        lock.acquire()
    except filelock.Timeout as error:
        raise FileError(
            f"another process has been writing this file for {SECONDS:.0f} seconds",
            Place(path),
            hint="wait for it, or end it if it hangs",
        ) from error
    except OSError as error:
        raise failure("cannot be locked", path, error) from error
    try:
        yield
    finally:
        lock.release()
