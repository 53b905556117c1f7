"""A failing input made small: pieces go as long as it fails in the same way."""

from __future__ import annotations

import time
from collections.abc import Callable


def shrunk(data: bytes, fails: Callable[[bytes], bool], *, seconds: float = 20.0) -> bytes:
    """The smallest input that was found in the time, and still fails.

    >>> shrunk(b"one two three four", lambda data: b"t" in data and b"f" in data)
    b'tf'
    """
    until = time.monotonic() + seconds
    size = max(1, len(data) // 2)
    while size and time.monotonic() < until:
        smaller = _without(data, size, fails, until)
        size = size // 2 if smaller == data else min(size, max(1, len(smaller) // 2))
        data = smaller
    return _plainer(data, fails, until)


def _without(data: bytes, size: int, fails: Callable[[bytes], bool], until: float) -> bytes:
    at = 0
    while at < len(data) and time.monotonic() < until:
        shorter = data[:at] + data[at + size :]
        if fails(shorter):
            data = shorter
        else:
            at += size
    return data


def _plainer(data: bytes, fails: Callable[[bytes], bool], until: float) -> bytes:
    """Letters and digits that do not matter are `a` and `0`."""
    for at in range(len(data)):
        if time.monotonic() > until:
            break
        other = b"a" if data[at : at + 1].isalpha() else b"0"
        plain = data[:at] + other + data[at + 1 :]
        if data[at : at + 1].isalnum() and plain != data and fails(plain):
            data = plain
    return data
