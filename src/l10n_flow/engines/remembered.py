"""Facts about a model, stored so that they are determined only once.

They are in a small JSON file beside the model, or in the user's cache where that folder cannot be
written. The file is valid only while the model's files are the same; deleting it costs a second.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from l10n_flow.errors import FileError
from l10n_flow.files.reading import content_of, opened
from l10n_flow.files.writing import replace_file

NAME = ".l10n-flow.json"

MAX_MODEL_BYTES = 4 << 30
"""The maximum bytes of one file: as of an unpacked package (`archive.MAXIMUM_BYTES`)."""

Notes = dict[str, object]
_Stamps = dict[str, list[int]]
"""By the name of a file: its size, its time and its inode."""


def cache(environment: Mapping[str, str] = os.environ) -> Path:
    """The folder for what may be deleted at any time (XDG Base Directory Specification).

    >>> cache({"XDG_CACHE_HOME": "/home/ana/cache"}).as_posix()
    '/home/ana/cache/l10n-flow'
    """
    base = environment.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base, "l10n-flow").absolute()


def digest(parts: Sequence[Path]) -> str:
    """Return 12 hexadecimal digits of a digest of the files' names and contents.

    It is computed again only when a file's size, time or inode has changed. Raises `OSError` when
    one cannot be read.
    """
    stamps = _stamps(parts)
    known = _read(parts, stamps).get("digest")
    if isinstance(known, str):
        return known
    whole = hashlib.sha256()
    for path in parts:
        with opened(path, max_bytes=MAX_MODEL_BYTES) as file:
            whole.update(f"{path.name}\0".encode())
            whole.update(hashlib.file_digest(file, "sha256").digest())
    found = whole.hexdigest()[:12]
    _write(parts, {"stamps": stamps, "digest": found})
    return found


def recall(parts: Sequence[Path], key: str) -> object:
    """Return what is stored under `key` for the model with these files; None if nothing."""
    return _read(parts, _stamps(parts)).get(key)


def remember(parts: Sequence[Path], key: str, value: object) -> None:
    """Store a JSON value for `recall`, if there is a writable place."""
    stamps = _stamps(parts)
    _write(parts, {**_read(parts, stamps), "stamps": stamps, key: value})


def _stamps(parts: Sequence[Path]) -> _Stamps:
    found = {path: path.stat() for path in parts}
    return {p.name: [s.st_size, s.st_mtime_ns, s.st_ino] for p, s in found.items()}


def _places(parts: Sequence[Path]) -> tuple[Path, Path]:
    beside = parts[0].parent / NAME
    return beside, cache() / "models" / f"{hashlib.sha256(bytes(beside)).hexdigest()[:24]}.json"


def _read(parts: Sequence[Path], stamps: _Stamps) -> Notes:
    """What is stored for a model whose files have these stamps; nothing where they had others."""
    for place in _places(parts):
        with contextlib.suppress(FileError, ValueError, RecursionError):
            notes = json.loads(content_of(place))
            if isinstance(notes, dict) and notes.get("stamps") == stamps:
                return notes
    return {}


def _write(parts: Sequence[Path], notes: Notes) -> None:
    data = (json.dumps(notes, sort_keys=True, indent=1) + "\n").encode()
    for place in _places(parts):
        with contextlib.suppress(FileError):
            replace_file(place, data, durable=False)
            return
