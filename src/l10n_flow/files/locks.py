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
"""Writing a catalog takes milliseconds: a process that holds its lock for so long is stuck."""


@contextmanager
def locked(path: Path, locks: Path) -> Iterator[None]:
    """Hold the lock of `path` during the block; no other process can hold it at the same time.

    The lock is a file in the folder `locks`, not `path` itself, because replacing that file would
    remove the lock. All names of a file, symbolic links included, share one lock. Raises
    `FileError` if another process holds the lock for a minute, or if `locks` cannot be written.
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
