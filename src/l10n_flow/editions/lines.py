"""Lines of a document's bytes: where they begin and end, and how."""

from __future__ import annotations

import re

from l10n_flow.documents.document import line_end

__all__ = ["line_end", "next_line", "past_blank_lines", "start_of_line"]

LINE_END = re.compile(rb"\r\n?|\n")
_BLANK_LINES = re.compile(rb"(?:[ \t]*(?:\r\n?|\n))*")


def start_of_line(text: bytes, offset: int, top: int = 0) -> int:
    r"""Where the line of an offset begins, at `top` or after it.

    >>> start_of_line(b"one\ntwo", 6)
    4
    """
    return max(text.rfind(b"\n", top, offset) + 1, text.rfind(b"\r", top, offset) + 1, top)


def next_line(text: bytes, offset: int, limit: int | None = None) -> int:
    r"""Where the line after that of an offset begins; `limit`, or the text's end, if none does.

    >>> next_line(b"one\ntwo", 0), next_line(b"one\ntwo", 4)
    (4, 7)
    """
    limit = len(text) if limit is None else limit
    match = LINE_END.search(text, offset, limit)
    return match.end() if match else limit


def past_blank_lines(text: bytes, offset: int) -> int:
    r"""Where the first line that is not blank begins, from an offset at a line's start or end.

    >>> past_blank_lines(b"one\n\n \ntwo", 3)
    7
    """
    match = _BLANK_LINES.match(text, offset)
    return match.end() if match else offset
