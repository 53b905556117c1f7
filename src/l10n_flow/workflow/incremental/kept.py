"""Files that were read already, kept as JSON in the project's state: YAML takes its time.

Ten thousand labels are 8 s of YAML and 0.1 s of JSON, two thousand terms 3 s and 40 ms. What is
kept is safe to delete, is taken only for the very bytes that it was read from, and is written by
nobody but this program: one that has another shape is read anew.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from l10n_flow import __version__
from l10n_flow.errors import FileError
from l10n_flow.files import bytes_of, replace_file

__all__ = ["Form", "kept"]

_T = TypeVar("_T")


class Form(NamedTuple, Generic[_T]):
    """How a value is written as JSON and read again. Law: `read(write(value)) == value`."""

    write: Callable[[_T], object]
    read: Callable[[Any], _T]
    """Raises `ValueError`, `KeyError`, `TypeError` or `AttributeError` for another shape."""


def kept(
    place: Path, written: bytes, settings: object, form: Form[_T], parse: Callable[[], _T]
) -> _T:
    """What `parse` makes of the bytes `written`, from the file `place` where that has it.

    `settings` are what the reading depends on beside the bytes; their `repr` must be the same in
    every process. Where `place` cannot be written, the next call parses again.
    """
    about = repr((__version__, place.name, settings)).encode()
    key = blake2b(written, digest_size=16, key=blake2b(about, digest_size=32).digest()).hexdigest()
    found = _read(place, key, form)
    if found is not None:
        return found
    value = parse()
    with suppress(FileError):
        data = {"key": key, "value": form.write(value)}
        replace_file(place, json.dumps(data, ensure_ascii=False).encode(), durable=False)
    return value


def _read(place: Path, key: str, form: Form[_T]) -> _T | None:
    with suppress(FileError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        data = json.loads(bytes_of(place) or b"")
        if data["key"] == key:
            return form.read(data["value"])
    return None
