"""What a site generator reads before Markdown: found, hidden from the parser, and restored."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from l10n_flow import patterns as re
from l10n_flow.bounded import bounded
from l10n_flow.documents.document import Edit, Warned
from l10n_flow.documents.markdown.dialects import MARKS
from l10n_flow.model import Placeholder

Region = tuple[int, int]
"""A byte range: its start, and the offset after its end."""


def regions(text: bytes, pattern: re.Pattern[bytes] | None, start: int = 0) -> list[Region]:
    """The byte ranges that the pattern matches from `start` on, in order, without empty ones.

    Text in a pattern's group `MARKS` is not part of its region.

    >>> regions(b"a {{< b >}} c", re.compile(rb"{{<.*?>}}"))
    [(2, 11)]
    """
    if pattern is None:
        return []
    with bounded(pattern.pattern.decode(), "opaque"):
        matches = pattern.finditer(text, start)
        if MARKS in pattern.groupindex:
            found = [(max(m.start(), m.end(MARKS)), m.end()) for m in matches]
        else:
            found = [m.span() for m in matches]
    found = [_without_blanks(text, *region) for region in found if region[0] < region[1]]
    return found if text.isascii() else _whole(text, found)


def _whole(text: bytes, found: Sequence[Region]) -> list[Region]:
    """The regions, extended to whole characters, because a `.` matches only one byte."""
    whole: list[Region] = []
    last = 0
    for start, end in found:
        while _CONTINUES.match(text, start):
            start -= 1  # noqa: PLW2901  where its character begins
        while _CONTINUES.match(text, end):
            end += 1  # noqa: PLW2901
        start = max(start, last)  # noqa: PLW2901
        if start < end:
            whole.append((start, end))
            last = end
    return whole


_CONTINUES = re.compile(rb"[\x80-\xbf]")
"""A byte that is not the first of its character (RFC 3629)."""


def _without_blanks(text: bytes, start: int, end: int) -> Region:
    """The region without the blanks at its edges; blanks before it are the block's indentation."""
    while end - start > 1 and text[start] in b" \t":
        start += 1
    while end - start > 1 and text[end - 1] in b" \t":
        end -= 1
    return start, end


def hide(text: bytes, hidden: Sequence[Region]) -> bytes:
    r"""The text with every region written as `x`, byte for byte, so that offsets stay.

    Line ends and the blanks at line starts also stay, because the block structure depends on them.

    >>> hide(b"a {{<\n  b >}} c", [(2, 13)])
    b'a xxx\n  xxxxx c'
    """
    pieces = []
    at = 0
    for start, end in hidden:
        pieces.append(text[at:start])
        pieces.append(_crossed_out(text[start:end]))
        at = end
    pieces.append(text[at:])
    return b"".join(pieces)


def _crossed_out(region: bytes) -> bytes:
    lines = region.splitlines(keepends=True)
    out = []
    for number, line in enumerate(lines):
        words = line.rstrip(b"\r\n")
        indent = len(words) - len(words.lstrip(b" \t")) if number else 0
        out.append(words[:indent] + b"x" * (len(words) - indent) + line[len(words) :])
    return b"".join(out)


def edits(
    text: bytes, hidden: Sequence[Region], start: int = 0, end: int | None = None
) -> list[Edit]:
    """One placeholder for each region, or part of a region, between `start` and `end`."""
    return [
        Edit(lower, upper, placeholder=Placeholder(text[lower:upper].decode(), "opaque"))
        for lower, upper in within(hidden, start, len(text) if end is None else end)
    ]


def torn(hidden: Sequence[Region], start: int, end: int) -> list[Region]:
    """The regions that are partly inside and partly outside of the range.

    >>> torn([(2, 5), (8, 12)], 0, 10), torn([(2, 5)], 0, 10)
    ([(8, 12)], [])
    """
    first = bisect_left(hidden, start, key=_end)
    found = []
    for lower, upper in hidden[first:]:
        if lower >= end:
            break
        if upper > start and (lower < start or upper > end):
            found.append((lower, upper))
    return found


def within(hidden: Sequence[Region], start: int, end: int) -> list[Region]:
    """The parts of the regions between `start` and `end`."""
    first = bisect_left(hidden, start, key=_end)
    found = []
    for index in range(first, len(hidden)):
        if hidden[index][0] >= end:
            break
        lower, upper = max(hidden[index][0], start), min(hidden[index][1], end)
        if lower < upper:
            found.append((lower, upper))
    return found


def _end(region: Region) -> int:
    return region[1]


# A project's own patterns that hide far more text than their author probably meant.

MANY = 20
"""More lines than any macro, formula or table of attributes has; more are probably a mistake."""


def greedy(text: bytes, hidden: Sequence[Region], patterns: Sequence[str]) -> list[Warned]:
    r"""A warning for each region of many lines that one of a project's own patterns hides.

    A pattern with `(?s:…)` does so on purpose and gets no warning.

    >>> text = b"a [" + 30 * b"\n" + b"b]"
    >>> greedy(text, [(2, len(text))], [r"\[[^\]]*\]"])[0].offset
    2
    """
    found = []
    long = [region for region in hidden if text.count(b"\n", *region) >= MANY] if patterns else ()
    for start, end in long:
        line = text.rfind(b"\n", 0, start) + 1
        for pattern in patterns:
            match = None if "(?s" in pattern else re.compile(pattern.encode()).search(text, line)
            if match is not None and match.start() <= start and end <= match.end():
                lines = text.count(b"\n", start, end) + 1
                warning = (
                    f"the pattern '{pattern}' of 'opaque' hides {lines} lines from here on; let it "
                    "end with its line ([^\\r\\n] for what it may hold), or write (?s:…) around it "
                    "if that is meant"
                )
                found.append(Warned(warning, start))
                break
    return found
