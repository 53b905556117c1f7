"""Where a slot begins and ends: what stands at the edges of a block's prose and is none of it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from l10n_flow.documents.markdown.opaque import Region
from l10n_flow.documents.segments import Edit

__all__ = ["prose"]

_BLANKS = re.compile(rb"[ \t]*")
_LINE_END = re.compile(rb"[ \t]*(?:\r\n?|\n)[ \t>]*")


def prose(
    text: bytes, first: int, last: int, edits: Sequence[Edit], hidden: Sequence[Region]
) -> tuple[int, int]:
    r"""The range of the prose between two offsets.

    Outside of it stay blanks, comments, a block's name (`^id`) at its end, and lines that hold
    nothing but something opaque: a shortcode that stands on a line of its own must keep its line.

    >>> prose(b"{% tip %}\nWords. \n{% end %}", 0, 27, [], [(0, 9), (18, 27)])
    (10, 16)
    """
    ends = {e.start: e.end for e in edits if _is_comment(e)}
    starts = {end: start for start, end in ends.items()}
    while True:
        start = _after_blanks(text, first, last)
        start = _after_opaque_line(text, ends.get(start, start), last, hidden)
        if start == first:
            break
        first = start
    while True:
        end = _before_blanks(text, first, last)
        end = _before_opaque_line(text, first, starts.get(end, end), hidden)
        end = _before_name(text, first, end, hidden)
        if end == last:
            break
        last = end
    return first, last


def _is_comment(edit: Edit) -> bool:
    return edit.placeholder is not None and edit.placeholder.value.startswith("<!--")


def _after_blanks(text: bytes, start: int, last: int) -> int:
    match = _BLANKS.match(text, start, last)
    return match.end() if match else start


def _before_blanks(text: bytes, first: int, end: int) -> int:
    while end > first and text[end - 1] in b" \t\r\n":
        end -= 1
    return end


def _after_opaque_line(text: bytes, start: int, last: int, hidden: Sequence[Region]) -> int:
    """Past a first line of opaque things, if prose follows in another line."""
    at = start
    index = bisect_left(hidden, (start, 0))
    while index < len(hidden) and hidden[index][0] == at and hidden[index][1] < last:
        at = _after_blanks(text, hidden[index][1], last)
        index += 1
    line_end = _LINE_END.match(text, at, last) if at > start else None
    return line_end.end() if line_end else start


def _before_name(text: bytes, first: int, end: int, hidden: Sequence[Region]) -> int:
    """Before what Obsidian knows a block by: elsewhere in the block it would be words."""
    index = bisect_left(hidden, (end, 0)) - 1
    if index < 0 or hidden[index][1] != end or not text.startswith(b"^", hidden[index][0]):
        return end
    return max(hidden[index][0], first)


def _before_opaque_line(text: bytes, first: int, end: int, hidden: Sequence[Region]) -> int:
    """Before a last line of opaque things, if prose stands in another line above."""
    at = end
    index = bisect_left(hidden, (end, 0)) - 1
    while index >= 0 and hidden[index][1] == at and hidden[index][0] > first:
        at = hidden[index][0]
        while at > first and text[at - 1] in b" \t":
            at -= 1
        index -= 1
    if at == end:
        return end
    before = at
    while before > first and text[before - 1] in b" \t>":
        before -= 1
    return before if before > first and text[before - 1] in b"\r\n" else end
