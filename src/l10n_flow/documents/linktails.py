"""How a link ends: `](target "tip")`, `][label]`, `[]` or nothing, and how that reads in a segment.

pulldown-cmark tells where a link begins and ends and what it points to, not where the target is
written. `LINK_TAILS` has one function for each of its kinds of link that finds it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from l10n_flow.documents.document import Link
from l10n_flow.documents.segments import Edit
from l10n_flow.model import Placeholder

__all__ = ["LINK_TAILS", "Tail", "one_line_edits"]


class Tail(NamedTuple):
    """The end of one link."""

    edits: list[Edit]
    """How the tail reads in the segment."""
    link: Link
    end: int
    """Where the link ends; pulldown-cmark's own range leaves out the `[]` of `[label][]`."""


_TAIL_SIMPLE = re.compile(rb"\]\(([^\s\x00-\x1f\\()<>\"']+)\)\Z")
_TAIL_INLINE = re.compile(
    rb"[\s>]*(?P<open>\]\([ \t]*)"
    rb"(?P<target><(?:[^<>\\\r\n]|\\.)*>|(?:[^\s\x00-\x1f\\()<]|\\.|\((?:[^\s\x00-\x1f\\()]|\\.|\((?:[^\s\x00-\x1f\\()]|\\.)*\))*\))"
    rb"(?:[^\s\x00-\x1f\\()]|\\.|\((?:[^\s\x00-\x1f\\()]|\\.|\((?:[^\s\x00-\x1f\\()]|\\.)*\))*\))*)"
    rb"(?P<gap>\s*)(?P<title>\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\))?[ \t]*\)",
    re.DOTALL,
)
_TAIL_FULL = re.compile(rb"[\s>]*(?P<tail>\]\[(?P<label>(?:[^\[\]\\]|\\.)*)\])", re.DOTALL)
_TAIL_SHORT = re.compile(rb"[\s>]*(?P<tail>\](?:\[\])?)")
_BREAK = re.compile(rb"[ \t]*(?:\r\n?|\n)[ \t>]*")


def one_line_edits(text: bytes, start: int, end: int) -> list[Edit]:
    """Every line break in the range, with the blanks and quote marks around it, as one blank."""
    return [Edit(*m.span(), b" ") for m in _BREAK.finditer(text, start, end)]


def _inline(text: bytes, last: int, end: int, data: dict[str, Any], kind: str) -> Tail:
    """`](target "tip")`: the target is a placeholder, the tip stays, in double quotes."""
    match = _TAIL_SIMPLE.match(text, last, end)
    if match is not None:
        start, stop = match.span(1)
        edit = Edit(start, stop, b"", Placeholder(match[1].decode(), kind))
        return Tail([edit], Link(data["dest_url"], start, stop), end)
    match = _TAIL_INLINE.match(text, last, end)
    if match is None or match.end() != end:
        empty = text[last:end].lstrip() == b"]()"
        return Tail([] if empty else [_opaque(text, last, end)], Link("", -1, -1), end)
    link = Link(data["dest_url"], *match.span("target"))
    value = Placeholder(match["target"].decode(), kind)
    after = b")" if match["title"] is None else b' "' + _tip(match["title"]) + b'")'
    return Tail([Edit(match.start("open"), end, b"](", value, after)], link, end)


def _tip(title: bytes) -> bytes:
    """What is between the quotes, on one line, as it reads between double quotes."""
    inner = _BREAK.sub(b" ", title[1:-1])
    return inner if title[:1] == b'"' else re.sub(rb'(?<!\\)"', rb"\\\"", inner)


def _full(text: bytes, last: int, end: int, data: dict[str, Any], kind: str) -> Tail:
    """`][label]`: the label is pinned, so that a translated link still finds its definition."""
    link = Link(data["dest_url"], -1, -1)
    match = _TAIL_FULL.match(text, last, end)
    if match is None:
        return Tail([_opaque(text, last, end)], link, end)
    value = Placeholder(data["dest_url"], "reference", _BREAK.sub(b" ", match["label"]).decode())
    return Tail([Edit(*match.span("tail"), b"](", value, b")")], link, end)


def _short(text: bytes, last: int, end: int, data: dict[str, Any], kind: str) -> Tail:
    """`[label]` or `[label][]`: the words are the label too."""
    link = Link(data["dest_url"], -1, -1)
    match = _TAIL_SHORT.match(text, last)
    if match is None:
        return Tail([_opaque(text, last, end)], link, end)
    value = Placeholder(data["dest_url"], "reference", data["id"])
    return Tail([Edit(*match.span("tail"), b"](", value, b")")], link, match.end("tail"))


def _auto(text: bytes, last: int, end: int, data: dict[str, Any], kind: str) -> Tail:
    """`<https://…>`: nothing of it is prose; the whole link became a placeholder at its start."""
    return Tail([], Link(data["dest_url"], -1, -1), end)


def _opaque(text: bytes, start: int, end: int) -> Edit:
    return Edit(start, end, placeholder=Placeholder(text[start:end].decode(), "opaque"))


LINK_TAILS: dict[str, Callable[[bytes, int, int, dict[str, Any], str], Tail]] = {
    "Inline": _inline,
    "Reference": _full,
    "Collapsed": _short,
    "Shortcut": _short,
    "Autolink": _auto,
    "Email": _auto,
}
"""For each kind of link of pulldown-cmark: text, end of the link's words, end of the link, its
data and "link" or "image", to its tail."""
