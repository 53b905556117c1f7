"""A segment as in XLIFF: words, and numbered codes for marks and opaque items.

A code's number identifies the code of the source, at any place in the translation: a link keeps its
address, a placeholder its value, and no translator sees either. Visible words of a code (a link
title, the `alt` of a picture) are translated as words of their own.
"""

from __future__ import annotations

import html
import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from l10n_flow.documents import Mark, Marked, Opaque
from l10n_flow.documents.attributes import PROSE_NAMES
from l10n_flow.documents.markdown.marked import HOLE


class Code(NamedTuple):
    """The mark or item with a number."""

    id: str
    """Unique within the segment: "1", "2"… in the source, "a1"… for codes of the translation
    only."""
    kind: str
    """As `Mark.kind` and `Opaque.kind`."""
    opening: str
    """As written; all of it for a code without content."""
    closing: str | None = None
    """None for a code without content."""

    @property
    def name(self) -> str:
        """The part that is the same in source and translation, in any spelling.

        >>> Code("1", "link", "[", ']({1} "tip")').name, Code("2", "placeholder", "{۲}").name
        ('[]({1})', '{2}')
        """
        if self.closing is None:
            return Opaque(0, self.opening, self.kind).name
        return Mark(0, 0, self.opening, self.closing, self.kind).name


class PairedCode(NamedTuple):
    """A code with its content."""

    code: Code
    inside: tuple[Node, ...]


Node = str | Code | PairedCode
"""Words, a code without content, or a code with content."""


def apart(m: Marked, known: Sequence[Code] | None = None) -> tuple[Node, ...]:
    """Return the words and codes of a segment.

    `known` are the codes of the source, whose numbers are used for the same codes here.

    >>> from l10n_flow.documents import marked
    >>> source = apart(marked("See **the {1}** now"))
    >>> [getattr(node, "code", node) for node in source]
    ['See ', Code(id='1', kind='strong', opening='**', closing='**'), ' now']
    >>> apart(marked("{۱}، <br>"), codes(source))[::2]
    (Code(id='2', kind='placeholder', opening='{۱}', closing=None), \
Code(id='a1', kind='tag', opening='<br>', closing=None))
    """
    free: dict[str, deque[str]] = defaultdict(deque)
    for code in known or ():
        free[code.name].append(code.id)
    taken = 0

    def numbered(kind: str, opening: str, closing: str | None = None) -> Code:
        nonlocal taken
        code = Code("", kind, opening, closing)
        if free.get(code.name):
            return code._replace(id=free[code.name].popleft())
        taken += 1
        return code._replace(id=str(taken) if known is None else f"a{taken}")

    found: deque[tuple[Mark | Opaque, Code]] = deque()
    # Both are in order; a mark that begins with an item opens before it.
    items: list[Mark | Opaque] = [*m.marks, *m.opaques]
    items.sort(key=lambda item: item.start if isinstance(item, Mark) else item.at)
    for item in items:
        if isinstance(item, Mark):
            found.append((item, numbered(item.kind, item.opening, item.closing)))
        else:
            found.append((item, numbered(item.kind, item.written)))
    return tuple(_within(m.text, 0, len(m.text), found))


def _within(
    text: str, start: int, end: int, found: deque[tuple[Mark | Opaque, Code]]
) -> Iterator[Node]:
    """Yield the nodes from `start` to `end`; the items there are taken from `found`."""
    while found:
        item, code = found[0]
        at = item.start if isinstance(item, Mark) else item.at
        if at >= end:
            break
        found.popleft()
        if at > start:
            yield text[start:at]
        if isinstance(item, Mark):
            yield PairedCode(code, tuple(_within(text, at, item.end, found)))
            start = item.end
        else:
            yield code
            start = at + len(HOLE)
    if start < end:
        yield text[start:end]


_LAID_OUT = re.compile(r"(?<![ \t])[ \t]*[\r\n]\s*")


def unwrapped(nodes: Sequence[Node]) -> tuple[Node, ...]:
    r"""The nodes without the line breaks and indents of a program that lays out XML.

    A line break of the text is a code; those within words are blanks, and at both ends nothing.

    >>> unwrapped(("\n    Rain and\n    ", Code("1", "code", "`mud`"), "\n  "))
    ('Rain and ', Code(id='1', kind='code', opening='`mud`', closing=None))
    """
    found = [_unwrapped(node) for node in nodes]
    if found and isinstance(nodes[0], str) and _LAID_OUT.match(nodes[0]):
        found[0] = str(found[0]).removeprefix(" ")
    last = nodes[-1] if nodes else ""
    if isinstance(last, str) and "\n" in last[len(last.rstrip()) :]:
        found[-1] = str(found[-1]).removesuffix(" ")
    return tuple(node for node in found if node)


def _unwrapped(node: Node) -> Node:
    if isinstance(node, PairedCode):
        return node._replace(inside=tuple(map(_unwrapped, node.inside)))
    return _LAID_OUT.sub(" ", node) if isinstance(node, str) else node


def together(nodes: Iterable[Node]) -> Marked:
    """Return the segment of these words and codes: `together(apart(m)) == m`."""
    text: list[str] = []
    marks: list[Mark | None] = []
    opaques: list[Opaque] = []
    at = 0

    def add(node: Node) -> None:
        nonlocal at
        if isinstance(node, str):
            text.append(node)
            at += len(node)
        elif isinstance(node, Code):
            opaques.append(Opaque(at, node.opening, node.kind))
            text.append(HOLE)
            at += len(HOLE)
        else:
            place, start = len(marks), at
            marks.append(None)
            for inner in node.inside:
                add(inner)
            code = node.code
            marks[place] = Mark(start, at, code.opening, code.closing or "", code.kind)

    for node in nodes:
        add(node)
    return Marked("".join(text), tuple([mark for mark in marks if mark]), tuple(opaques))


def codes(nodes: Iterable[Node]) -> tuple[Code, ...]:
    """Return every code, in the order in which they open."""
    found: list[Code] = []
    for node in nodes:
        if isinstance(node, Code):
            found.append(node)
        elif isinstance(node, PairedCode):
            found.append(node.code)
            found.extend(codes(node.inside))
    return tuple(found)


def respelled(nodes: Iterable[Node], spelled: Mapping[str, Code]) -> tuple[Node, ...]:
    """Return the same with the spelling of these codes, by number."""

    def node(one: Node) -> Node:
        if isinstance(one, Code):
            return spelled.get(one.id, one)
        if isinstance(one, PairedCode):
            return PairedCode(spelled.get(one.code.id, one.code), respelled(one.inside, spelled))
        return one

    return tuple(map(node, nodes))


def outline(nodes: Iterable[Node]) -> tuple[object, ...]:
    """Return a value that is equal for two texts that differ only in their codes' spelling."""
    found: list[object] = []
    for node in nodes:
        if isinstance(node, PairedCode):
            found.append((node.code.id, outline(node.inside)))
        elif isinstance(node, Code):
            found.append((node.id,))
        elif found and isinstance(found[-1], str):
            found[-1] += node
        elif node:
            found.append(node)
    return tuple(found)


# Visible words of a code

_TITLE = re.compile(r"""\s("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\))\s*\)\Z""")
_ATTRIBUTE = re.compile(
    rf"""\s(?:{PROSE_NAMES})\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>`]+)""", re.IGNORECASE
)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_NUMBER = re.compile(r"\{(?=[0-9۰-۹٠-٩]+\})")


class Phrase(NamedTuple):
    """Words within a code."""

    closes: bool
    """Whether they are in `Code.closing`."""
    start: int
    """Their place, with their quotes."""
    end: int
    words: str


def phrases(code: Code) -> tuple[Phrase, ...]:
    r"""Return the visible words of a code, in its order.

    >>> [phrase.words for phrase in phrases(Code("1", "link", "[", r']({1} "a \"b\" &amp; c")'))]
    ['a "b" & c']
    >>> [phrase.words for phrase in phrases(Code("2", "tag", '<img {1} alt="A &lt; B" title=x>'))]
    ['A < B', 'x']
    """
    found = []
    if code.kind == "tag":
        for match in _ATTRIBUTE.finditer(code.opening):
            words = html.unescape(_unquoted(match[1]))
            found.append(Phrase(False, *match.span(1), words))  # noqa: FBT003 - a column of a table
    elif code.kind in ("link", "image"):
        closes = code.closing is not None
        title = _TITLE.search(code.closing or code.opening)
        if title is not None:
            words = html.unescape(_ESCAPE.sub(r"\1", title[1][1:-1]))
            found.append(Phrase(closes, *title.span(1), words))
    return tuple([phrase for phrase in found if phrase.words.strip()])


def _unquoted(value: str) -> str:
    return value[1:-1] if value[0] in "\"'" else value


def reworded(code: Code, words: Sequence[str]) -> Code:
    r"""Return the code with other words, one for each of its phrases; equal ones stay.

    >>> reworded(Code("1", "link", "[", ']({1} "tip")'), ['a "b"']).closing
    ']({1} "a \\"b\\"")'
    >>> reworded(Code("2", "tag", "<img {1} alt=x>"), ["R&D {1}"]).opening
    '<img {1} alt="R&D &#123;1}">'
    """
    opening, closing = code.opening, code.closing
    for phrase, new in reversed(list(zip(phrases(code), words, strict=True))):
        if new == phrase.words:
            continue
        line = " ".join(new.split())
        spelled = _attribute(line) if code.kind == "tag" else _title(line)
        if phrase.closes:
            closing = (closing or "")[: phrase.start] + spelled + (closing or "")[phrase.end :]
        else:
            opening = opening[: phrase.start] + spelled + opening[phrase.end :]
    return code._replace(opening=opening, closing=closing)


def _attribute(words: str) -> str:
    safe = _NUMBER.sub("&#123;", _ENTITY.sub("&amp;", words))
    return f'"{safe.replace(chr(34), "&quot;").replace("<", "&lt;")}"'


def _title(words: str) -> str:
    safe = _ENTITY.sub("&amp;", words.replace("\\", "\\\\").replace('"', '\\"'))
    return f'"{_NUMBER.sub("&#123;", safe)}"'
