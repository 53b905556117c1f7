"""From a byte range and its edits to a segment's source, and back from a translation to bytes.

The source of a segment is the raw text of its slot with some ranges exchanged: a line break for a
blank, a link target for `{1}`. An `Edit` is one such exchange.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from l10n_flow.documents.attributes import PROSE_NAMES
from l10n_flow.model import Placeholder

__all__ = ["Edit", "Unfit", "compose", "is_translatable", "outermost_first", "substitute"]


class Edit(NamedTuple):
    """Bytes `start` to `end` read as `before`, then a placeholder if there is one, then `after`."""

    start: int
    end: int
    before: bytes = b""
    placeholder: Placeholder | None = None
    after: bytes = b""


class Unfit(ValueError):  # noqa: N818 - an answer, not a failure: the source stands instead
    """A translation that cannot stand in its slot; the message says why, for the translator."""


_ADDRESS = r"""https?://[^\s<>"|]*[^\s<>"|?!.,:;*_~'(){}\[\]`\\]"""
"""An address without its trailing punctuation (GFM, 6.9)."""

# A literal `{1}` (or `{۱}`: a Persian keyboard's digits are numbers too), and an address, so that
# a changed address touches no translation.
_LITERAL = re.compile(r"\{[0-9۰-۹٠-٩]+\}|" + _ADDRESS)


def compose(
    text: bytes, start: int, end: int, edits: Sequence[Edit]
) -> tuple[str, tuple[Placeholder, ...]]:
    r"""The segment's source for bytes `start` to `end`, and its placeholders in order.

    Edits come in order of position; one that begins inside another is dropped, since the outer
    one already hides it. A literal `{1}` in the prose becomes a placeholder for itself.

    >>> target = Edit(9, 15, placeholder=Placeholder("/about", "link"))
    >>> source, placeholders = compose(b"see [us](/about) {7}", 0, 20, [target])
    >>> source, [placeholder.value for placeholder in placeholders]
    ('see [us]({1}) {2}', ['/about', '{7}'])
    """
    raw = text[start:end]
    has_literals = b"{" in raw or b"://" in raw
    if not edits and not has_literals:
        return raw.decode(), ()
    pieces: list[bytes] = []
    placeholders: list[Placeholder] = []
    at = start
    for first, last, before, placeholder, after in (*edits, (end, end, b"", None, b"")):
        if first < at or last > end:
            continue
        piece = text[at:first]
        if has_literals and (b"{" in piece or b"://" in piece):
            piece = _without_literals(piece, placeholders)
        pieces.append(piece)
        if before:
            pieces.append(before)
        if placeholder is not None:
            placeholders.append(placeholder)
            pieces.append(b"{%d}" % len(placeholders))
        if after:
            pieces.append(after)
        at = last
    return b"".join(pieces).decode(), tuple(placeholders)


def _without_literals(prose: bytes, placeholders: list[Placeholder]) -> bytes:
    """The prose with a placeholder for every literal number and every address in it."""

    def hidden(match: re.Match[str]) -> str:
        found = match.group()
        kind = "literal" if found.startswith("{") else "autolink"
        placeholders.append(Placeholder(found, kind))
        return f"{{{len(placeholders)}}}"

    return _LITERAL.sub(hidden, prose.decode()).encode()


def outermost_first(edit: Edit) -> tuple[int, int]:
    """Sort key: by position; of two that begin together the longer first."""
    return edit.start, -edit.end


_CODE = r"(?<!`)(?P<code>`+)(?!`).*?(?<!`)(?P=code)(?!`)"
_NOT_WORDS = re.compile(
    _CODE + r"|<(?P<tag>code|kbd|samp|var)\b[^<>]*>[^<>]*</(?P=tag)>"
    r"|\{\d+\}|</?[A-Za-z](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>|</?[A-Za-z][^<>]*>|<!--.*?-->|\[\^[^\]]*\]|&#?\w+;|"
    + _ADDRESS,
    re.DOTALL,
)
_ATTRIBUTE_WORDS = re.compile(
    _CODE + r"""|<[A-Za-z](?:[^<>"']|"[^"]*"|'[^']*')*?"""
    rf"""\s(?:{PROSE_NAMES})\s*=\s*(?P<words>"[^"]*\w|'[^']*\w|[^\s"'=<>`]*\w)""",
    re.DOTALL | re.IGNORECASE,
)
_SAYS_SO_AT_ONCE = re.compile(r"(?:\[(?!\^)|(?<!`)`[^`]+`(?!`)|\{[0-9]+\}|[^`{<&\[\w]|_)*+[^\W_]")
_WORD = re.compile(r"[^\W_]")


def is_translatable(source: str) -> bool:
    """Whether a segment says anything: a letter or digit outside code, tags, links, placeholders.

    Digits count: a Persian edition writes its own.

    >>> [is_translatable(s) for s in ("سلام", "2015", "`make`", "![]({1})", '<img alt="A cat">')]
    [True, True, False, False, True]
    """
    if "://" not in source and _SAYS_SO_AT_ONCE.match(source):
        return True
    return _WORD.search(_NOT_WORDS.sub("", source)) is not None or any(
        found["words"] for found in _ATTRIBUTE_WORDS.finditer(source)
    )


_NUMBERED = re.compile(r"\{(?P<number>[0-9۰-۹٠-٩]+)\}")
_IN_LINK = re.compile(
    r"""\]\(\s*\{(?P<number>[0-9۰-۹٠-٩]+)\}(?P<tip>\s+(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'))?\s*\)""",
    re.DOTALL,
)
_IN_TAG = re.compile(r"""<[A-Za-z](?:[^<>"']|"[^"]*"|'[^']*')*>""")
_TARGETS = frozenset(("link", "image", "reference"))


def substitute(target: str, placeholders: Sequence[Placeholder]) -> str:
    """The translation with every placeholder replaced by what it stands for.

    A translated reference link keeps the label that its definition knows it by. Raises `Unfit`
    for a number that the source does not have, so that no literal `{1}` is ever published, and
    for a link target or a tag's attributes that stand where readers would see them.

    >>> substitute("véase [aquí]({1})", [Placeholder("/x", "reference", "here")])
    'véase [aquí][here]'
    >>> substitute("véase {2}", [Placeholder("/x", "link")])
    Traceback (most recent call last):
    l10n_flow.documents.segments.Unfit: uses {2}, which the source does not have
    >>> substitute("véase [aquí] ({1})", [Placeholder("/x", "link")])
    Traceback (most recent call last):
    l10n_flow.documents.segments.Unfit: shows {1}, a link's target; write it as [words]({1})
    """
    if "{" not in target:
        return target
    _refuse_misplaced(target, placeholders)

    def linked(match: re.Match[str]) -> str:
        placeholder = placeholders[int(match["number"]) - 1]
        if placeholder.kind == "reference" and match["tip"] is None:
            return f"][{placeholder.label}]"
        return match.group()

    def value(match: re.Match[str]) -> str:
        return placeholders[int(match["number"]) - 1].value

    if any(placeholder.kind == "reference" for placeholder in placeholders):
        target = _IN_LINK.sub(linked, target)
    return _NUMBERED.sub(value, target)


def _refuse_misplaced(target: str, placeholders: Sequence[Placeholder]) -> None:
    targets = {m.start("number") for m in _IN_LINK.finditer(target)} if "](" in target else set()
    tags = [m.span() for m in _IN_TAG.finditer(target)] if "<" in target else []
    for match in _NUMBERED.finditer(target):
        number = int(match["number"])
        if not 1 <= number <= len(placeholders):
            raise Unfit(f"uses {{{number}}}, which the source does not have")
        value, kind, _ = placeholders[number - 1]
        if kind in _TARGETS and match.start("number") not in targets:
            raise Unfit(f"shows {{{number}}}, a link's target; write it as [words]({{{number}}})")
        if kind == "html" and not value.startswith("<") and not _is_within(match.start(), tags):
            raise Unfit(f"takes {{{number}}} out of its tag; write it as in <a {{{number}}}>")


def _is_within(offset: int, ranges: Sequence[tuple[int, int]]) -> bool:
    """Whether one of the ranges, which are in order, holds the offset."""
    index = bisect_right(ranges, (offset, sys.maxsize)) - 1
    return index >= 0 and offset < ranges[index][1]
