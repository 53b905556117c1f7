"""Inputs that failed once, each in a small file that people can read.

What is plain text lies in its file as it is. Anything else is spelled as Python's bytes, a line for
a line: `b'\\x1b[31m\\r\\n'`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

from .judging import Fault

FOLDER = Path(__file__).parent / "corpus"
_SPELLED = ".bytes"
_ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe]")


def inputs(folder: Path = FOLDER) -> Iterator[Path]:
    """The files, in order; the folder that a file lies in is its kind."""
    yield from sorted(path for path in folder.glob("*/*") if path.is_file())


def read(path: Path) -> bytes:
    """The input in a file."""
    held = path.read_bytes()
    if path.suffix != _SPELLED:
        return held
    return b"".join(ast.literal_eval(line) for line in held.decode("utf-8").splitlines())


def spelled(data: bytes) -> str:
    r"""An input as Python's bytes, a line for a line.

    >>> print(spelled(b"a\r\n\x1b"), end="")
    b'a\r\n'
    b'\x1b'
    """
    return "".join(f"{line!r}\n" for line in data.splitlines(keepends=True))


def saved(kind: str, data: bytes, fault: Fault, folder: Path = FOLDER) -> Path:
    """The file that holds a failing input from now on, named after what is wrong with it."""
    name = re.sub(r"[^\w.-]+", "-", fault.sign)[:60]
    number = blake2b(data, digest_size=3).hexdigest()
    place = folder / kind
    place.mkdir(parents=True, exist_ok=True)
    try:
        is_plain = not _ODD.search(data.decode())
    except UnicodeDecodeError:
        is_plain = False
    path = place / f"{name}-{number}{'.txt' if is_plain else _SPELLED}"
    path.write_bytes(data if is_plain else spelled(data).encode())
    return path
