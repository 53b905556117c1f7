"""How a link ends: `](target "tip")`, `][label]`, `[]` or nothing, and how that reads in a segment.

pulldown-cmark tells where a link begins and ends and what it points to, not where the target is
written. `LINK_TAILS` has one function for each of its kinds of link that finds it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from l10n_flow.documents.document import Link
from l10n_flow.documents.segments import Edit
from l10n_flow.model import Placeholder

__all__ = ["LINK_TAILS", "Source", "Tail", "defined_at", "defined_targets", "one_line_edits"]


class Source(NamedTuple):
    """A document's bytes, and the same with everything opaque crossed out, as the parser saw it."""

    text: bytes
    shown: bytes
    defined: Mapping[str, str] = {}
    """What definitions of links with something opaque in them say, by what the parser read."""

    def target(self, read: str, start: int, end: int) -> str:
        """A link's target as its author wrote it, where the parser read something crossed out."""
        written = self.text[start:end]
        if written == self.shown[start:end]:
            return read
        return written.removeprefix(b"<").removesuffix(b">").decode()


class Tail(NamedTuple):
    """The end of one link."""

    edits: list[Edit]
    """How the tail reads in the segment."""
    link: Link
    end: int
    """Where the link ends; pulldown-cmark's own range leaves out the `[]` of `[label][]`."""


_TAIL_SIMPLE = re.compile(rb"\]\(([^\s\x00-\x1f\\()<>\"']+)\)\Z")
_GAP = rb"[ \t]*(?:(?:\r\n?|\n)[ \t>]*)*"
_PARENTHESES = rb"\((?:[^\s\x00-\x1f\\()]|\\.|\((?:[^\s\x00-\x1f\\()]|\\.)*\))*\)"
_TAIL_INLINE = re.compile(
    rb"[\s>]*(?P<open>\]\(" + _GAP + rb")"
    rb"(?P<target><(?:[^<>\\\r\n]|\\.)*>|(?:[^\s\x00-\x1f\\()<]|\\.|" + _PARENTHESES + rb")"
    rb"(?:[^\s\x00-\x1f\\()]|\\.|"
    + _PARENTHESES
    + rb")*)"
    + _GAP
    + rb"(?P<title>\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\))?"
    + _GAP
    + rb"\)",
    re.DOTALL,
)
_TAIL_FULL = re.compile(rb"[\s>]*(?P<tail>\]\[(?P<label>(?:[^\[\]\\]|\\.)*)\])", re.DOTALL)
_TAIL_SHORT = re.compile(rb"[\s>]*(?P<tail>\](?:\[\])?)")
_DEFINED_TARGET = re.compile(rb"\]:[\s>]*(<[^<>\r\n]*>|[^\s<]\S*)")
_BREAK = re.compile(rb"[ \t]*(?:\r\n?|\n)[ \t>]*")
_BARE_QUOTE = re.compile(rb'(?<!\\)"')


def defined_at(source: Source, start: int, end: int) -> tuple[int, int]:
    """Where the definition of a link in this range spells its target; (-1, -1) if nobody knows."""
    found = _DEFINED_TARGET.search(source.shown, start, end)
    return found.span(1) if found else (-1, -1)


def defined_targets(source: Source, definitions: Mapping[str, Any]) -> dict[str, str]:
    """The targets of definitions as they are written, by what the parser read."""
    spans = ((d["dest"], d["span"]["start"], d["span"]["end"]) for d in definitions.values())
    return {read: source.target(read, *defined_at(source, *at)) for read, *at in spans}


def one_line_edits(text: bytes, start: int, end: int) -> list[Edit]:
    """Every line break in the range, with the blanks and quote marks around it, as one blank."""
    return [Edit(*m.span(), b" ") for m in _BREAK.finditer(text, start, end)]


def _inline(source: Source, last: int, end: int, data: dict[str, Any], kind: str) -> Tail:
    """`](target "tip")`: the target is a placeholder, the tip stays, in double quotes."""
    text, shown, _ = source
    match = _TAIL_SIMPLE.match(shown, last, end)
    if match is not None:
        start, stop = match.span(1)
        written = text[start:stop]
        edit = Edit(start, stop, b"", Placeholder(written.decode(), kind))
        target = data["dest_url"]
        if written != shown[start:stop]:
            target = source.target(target, start, stop)
        return Tail([edit], Link(target, start, stop), end)
    match = _TAIL_INLINE.match(source.shown, last, end)
    if match is None or match.end() != end:
        empty = source.text[last:end].lstrip() == b"]()"
        return Tail([] if empty else [_opaque(source, last, end)], Link("", -1, -1), end)
    start, stop = match.span("target")
    value = Placeholder(source.text[start:stop].decode(), kind)
    edits = [Edit(match.start("open"), stop, b"](", value)]
    edits.extend(_tip(source, stop, *match.span("title"), end))
    return Tail(edits, Link(source.target(data["dest_url"], start, stop), start, stop), end)


def _tip(source: Source, before: int, start: int, end: int, after: int) -> list[Edit]:
    """The title from `start` to `end`: on one line, between double quotes, before the `)`."""
    if start < 0:
        return [Edit(before, after, b")")]
    first, last = start + 1, end - 1
    edits = [Edit(before, first, b' "'), *one_line_edits(source.text, first, last)]
    if source.text[start:first] != b'"':
        quotes = _BARE_QUOTE.finditer(source.text, first, last)
        edits.extend(Edit(*m.span(), rb"\"") for m in quotes)
    return [*edits, Edit(last, after, b'")')]


def _full(source: Source, last: int, end: int, data: dict[str, Any], kind: str) -> Tail:
    """`][label]`: the label is pinned, so that a translated link still finds its definition."""
    target = source.defined.get(data["dest_url"], data["dest_url"])
    link = Link(target, -1, -1)
    match = _TAIL_FULL.match(source.shown, last, end)
    if match is None:
        return Tail([_opaque(source, last, end)], link, end)
    label = _BREAK.sub(b" ", source.text[slice(*match.span("label"))]).decode()
    value = Placeholder(target, "reference", label)
    return Tail([Edit(*match.span("tail"), b"](", value, b")")], link, end)


def _short(source: Source, last: int, end: int, data: dict[str, Any], kind: str) -> Tail:
    """`[label]` or `[label][]`: the words are the label too."""
    target = source.defined.get(data["dest_url"], data["dest_url"])
    link = Link(target, -1, -1)
    match = _TAIL_SHORT.match(source.shown, last)
    if match is None:
        return Tail([_opaque(source, last, end)], link, end)
    value = Placeholder(target, "reference", data["id"])
    return Tail([Edit(*match.span("tail"), b"](", value, b")")], link, match.end("tail"))


def _auto(source: Source, last: int, end: int, data: dict[str, Any], kind: str) -> Tail:
    """`<https://…>`: nothing of it is prose; the whole link became a placeholder at its start."""
    return Tail([], Link(data["dest_url"], -1, -1), end)


def _mail(source: Source, last: int, end: int, data: dict[str, Any], kind: str) -> Tail:
    """`<team@example.org>`: the address of a person, no file's."""
    address = data["dest_url"]
    return Tail([], Link(f"mailto:{address.removeprefix('mailto:')}", -1, -1), end)


def _opaque(source: Source, start: int, end: int) -> Edit:
    return Edit(start, end, placeholder=Placeholder(source.text[start:end].decode(), "opaque"))


LINK_TAILS: dict[str, Callable[[Source, int, int, dict[str, Any], str], Tail]] = {
    "Inline": _inline,
    "Reference": _full,
    "Collapsed": _short,
    "Shortcut": _short,
    "Autolink": _auto,
    "Email": _mail,
}
"""For each kind of link of pulldown-cmark: source, end of the link's words, end of the link, its
data and "link" or "image", to its tail."""
