"""A block that is written in pieces: its lines without the prefixes of quotes and lists."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

__all__ = ["Pieces"]


class Pieces:
    """Byte ranges of a document read as one text, and offsets from the one to the other.

    >>> quoted = Pieces([(2, 6), (8, 12)])  # the bytes of two lines that begin with "> "
    >>> quoted.outer(5), quoted.inner(9)
    (9, 5)
    """

    __slots__ = ("_inner", "_outer")

    def __init__(self, ranges: Sequence[tuple[int, int]]) -> None:
        self._outer = [start for start, _ in ranges]
        self._inner = list(accumulate((end - start for start, end in ranges), initial=0))

    def outer(self, offset: int) -> int:
        """The offset in the document of an offset in the joined text."""
        index = min(bisect_right(self._inner, offset), len(self._outer)) - 1
        return self._outer[index] + offset - self._inner[index]

    def inner(self, offset: int) -> int:
        """The offset in the joined text; of a byte between two pieces, the end of the first."""
        index = max(bisect_right(self._outer, offset) - 1, 0)
        return min(self._inner[index] + offset - self._outer[index], self._inner[index + 1])
