"""A segment as words and marks: its inline Markdown, read by our own parser.

`marked` reads; `markwriting.written` writes. Checks compare the marks of two segments (`names`);
pretranslation gives an engine only the words and adds the marks to its translation.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from l10n_flow import patterns as re
from l10n_flow.documents.attributes import PROSE_NAMES
from l10n_flow.documents.html import VOID
from l10n_flow.documents.markdown.parsing import inline_events

HOLE = "\N{OBJECT REPLACEMENT CHARACTER}"
"""The character in `Marked.text` for an `Opaque`."""

_DIGITS = "0-9۰-۹٠-٩"
_NUMBER = re.compile(rf"\{{([{_DIGITS}]+)\}}")
_LINK_TITLE = re.compile(
    r"""\s+(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\))\s*(?=\)\Z)"""
)
_READ_ATTRIBUTE = re.compile(
    rf"""\s+(?:{PROSE_NAMES})\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+)""", re.IGNORECASE
)


_TAG = re.compile(r"""<(?:[^<>"']|"[^"]*"|'[^']*')*>""")


class Mark(NamedTuple):
    """Markup around a range of words."""

    start: int
    """The index in `Marked.text` of the first character within it."""
    end: int
    opening: str
    """As written: `**`, `[`, `<abbr {1}>`."""
    closing: str
    """As written: `**`, `]({1} "title")`, `</abbr>`."""
    kind: str
    """"strong", "emphasis", "strike", "link", "image" or "tag" (a pair of them)."""

    @property
    def name(self) -> str:
        """What must be the same in a translation: without title and words, in one spelling.

        >>> m = marked('__a__ *b* [c]({1} "title") <abbr {2} title="t">d</abbr>')
        >>> [mark.name for mark in m.marks]
        ['**', '*', '[]({1})', '<abbr {2}>']
        """
        return _NAMES.get(self.kind) or _spelled_name(self.kind, self.opening, self.closing)


class Opaque(NamedTuple):
    """Something that is not words: one character `HOLE` of `Marked.text`."""

    at: int
    written: str
    kind: str
    """"code", "placeholder", "footnote", "comment", "address"; "break": a line break; "tag": a tag
    without a partner, or a pair without content; "link", "image": one without words."""

    @property
    def name(self) -> str:
        """What must be the same in a translation; for code, its content.

        >>> [opaque.name for opaque in marked("`` a ``, {۱}, <br/>, ![]({2})").opaques]
        ['`a`', '{1}', '<br>', '![]({2})']
        """
        if self.kind == "code" and self.written.startswith("`"):
            return f"`{code_words(self.written)}`"
        if self.kind in ("link", "image"):
            return _spelled_name(self.kind, "", self.written[self.written.index("]") :])
        if self.kind == "tag":
            match = _TAG.match(self.written)
            return _spelled_name("tag", match.group() if match else self.written, "")
        return _numbered(self.written)


class Marked(NamedTuple):
    """The words of a segment, and the marks around and the items between them."""

    text: str
    """The words as a reader sees them: entities and escapes are replaced by their characters."""
    marks: tuple[Mark, ...] = ()
    """In the order in which they open; if two are around the same words, the outer one is first."""
    opaques: tuple[Opaque, ...] = ()
    """In the order of the text."""


_NAMES = {"strong": "**", "emphasis": "*", "strike": "~~"}


def _numbered(written: str) -> str:
    """The text with the numbers of placeholders in ASCII digits."""
    if "{" not in written:
        return written
    return _NUMBER.sub(lambda match: f"{{{int(match[1])}}}", written)


def _spelled_name(kind: str, opening: str, closing: str) -> str:
    if kind == "tag":
        bones = _READ_ATTRIBUTE.sub("", opening).rstrip("/> \t")
        element, blank, attributes = bones.partition(" ")
        return _numbered(element.lower() + blank + attributes) + ">"
    tail = _LINK_TITLE.sub("", closing)
    target = tail[2:-1].strip()
    return _numbered(f"{'!' if kind == 'image' else ''}[]({target})")


def code_words(written: str) -> str:
    """The content of a code span (CommonMark 6.1): one blank at each edge is not part of it."""
    ticks = len(written) - len(written.lstrip("`"))
    content = written[ticks:-ticks].replace("\n", " ")
    if content[:1] == content[-1:] == " " and content.strip(" "):
        return content[1:-1]
    return content


def names(m: Marked) -> Counter[str]:
    """How often each mark and each opaque item occurs; the same in a correct translation.

    >>> names(marked("**a** and __b__, see {1}")) == names(marked("ببینید {۱}: **ا** و **ب**"))
    True
    """
    found = Counter([mark.name for mark in m.marks])
    found.update([opaque.name for opaque in m.opaques])
    return found


_SPECIAL = re.compile(r"[\\`*_~\[<&{\n\r]")
_PARTS = re.compile(rf"(\{{[{_DIGITS}]+\}}|\n|\r\n?)")
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]+\]")
_TAG_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9:-]*)")
_CODE = frozenset(("code", "samp", "var"))
"""Elements whose words are code, as in `is_translatable`."""

_HEAD, _TAIL = "x ", " x"
"""The text around a segment when it is parsed, so that nothing in it can begin a block and its
edges are next to blanks, as in a paragraph (CommonMark 6.2)."""


def marked(segment: str, *, letters: bool = False) -> Marked:
    r"""A segment's words, marks and opaque items, as the project's Markdown parser finds them.

    With `letters`, `{1}` is read as a word, like text that is hidden from the parser; otherwise it
    is punctuation. Characters beside it can be a mark in one reading and not in the other.

    >>> marked("See **[the `law`]({1})**\n&amp; {2}").text
    'See the ￼￼& ￼'
    >>> [(mark.kind, mark.start, mark.end) for mark in marked("*a **b***").marks]
    [('emphasis', 0, 3), ('strong', 2, 3)]
    """
    if _SPECIAL.search(segment) is None:
        return Marked(segment)
    return _EventPass(segment, letters=letters).result()


def _shadow(segment: str, *, letters: bool) -> str:
    """The segment on one line and with attributes in place of numbers, byte for byte."""
    shadow = segment.replace("\n", " ").replace("\r", " ")
    if "{" in shadow:
        edge = "x" if letters else ":"

        def stand_in(match: re.Match[str]) -> str:
            return edge + "1" * len(match[1].encode()) + edge

        shadow = _NUMBER.sub(stand_in, shadow)
    return shadow


class _Frame(NamedTuple):
    """A mark that is still open."""

    number: int
    """Its index among the marks."""
    at: int
    """Where its words begin in the text."""
    start: int
    """Where it begins in the bytes."""
    inside: int
    """Where its words begin in the bytes."""
    kind: Any


class _EventPass:
    """One pass over the parser's events; a method for each kind of event."""

    def __init__(self, segment: str, *, letters: bool) -> None:
        line = f"{_HEAD}{_shadow(segment, letters=letters)}{_TAIL}"
        if "[^" in segment:
            labels = dict.fromkeys(_FOOTNOTE.findall(segment))
            line += "".join(f"\n\n{label}: x" for label in labels)
        self.data = f"{_HEAD}{segment}".encode()
        self.splits = "{" in segment or "\n" in segment or "\r" in segment
        self.pieces: list[str] = []
        self.at = 0
        self.marks: list[Mark | None] = []
        self.opaques: list[Opaque] = []
        self.frames: list[_Frame] = []
        self.skip = len(_HEAD)
        self.last = self.skip
        events = inline_events(line)
        self.pairs: dict[int, tuple[int, int]] = {}
        if "<" in segment:
            events = list(events)
            self.pairs = _pairs(events)
        self._read(events)

    def result(self) -> Marked:
        """The result of the pass."""
        marks = tuple([mark for mark in self.marks if mark is not None])
        return Marked("".join(self.pieces), marks, tuple(self.opaques))

    def _read(self, events: Iterable[tuple[Any, Any]]) -> None:
        limit = len(self.data)
        for event, span in events:
            start, end = span["start"], span["end"]
            if start >= limit:
                break
            if end <= self.skip:
                continue
            ((what, data),) = event.items()
            if what == "Text":
                self._text(data, start, end)
            elif data != "Paragraph" or what == "Code":
                _READERS[what](self, data, start, end)

    def _slice(self, start: int, end: int) -> str:
        return self.data[start:end].decode()

    def _text(self, text: str, start: int, end: int) -> None:
        """Add words, and the placeholders and line breaks among them."""
        self.last = end
        if len(text.encode()) != end - start:
            self._words(text)  # an entity
            return
        words = self._slice(max(start, self.skip), end)
        if not self.splits:
            self._words(words)
            return
        for part in _PARTS.split(words):
            if part[:1] in ("\r", "\n"):
                self._opaque("\n", "break")
            elif part[:1] == "{" and _NUMBER.fullmatch(part):
                self._opaque(part, "placeholder")
            elif part:
                self._words(part)

    def _words(self, words: str) -> None:
        self.pieces.append(words)
        self.at += len(words)

    def _opaque(self, written: str, kind: Any) -> None:
        self.opaques.append(Opaque(self.at, written, kind))
        self.pieces.append(HOLE)
        self.at += 1

    def code(self, _: object, start: int, end: int) -> None:
        """Add a code span."""
        self._opaque(self._slice(start, end), "code")
        self.last = end

    def footnote(self, _: object, start: int, end: int) -> None:
        """Add the reference of a footnote."""
        self._opaque(self._slice(start, end), "footnote")
        self.last = end

    def html(self, data: str, start: int, end: int) -> None:
        """Add a tag or a comment."""
        self.last = end
        pair = self.pairs.get(start)
        if pair is None:
            is_tag = _TAG_NAME.match(data) is not None
            self._opaque(self._slice(start, end), "tag" if is_tag else "comment")
        elif start == pair[0]:
            self._close(start, end)
        elif _tag_name(data) in _CODE:
            self.skip = self.last = pair[1]
            self._opaque(self._slice(start, pair[1]), "code")
        else:
            self._open(start, end, "tag")

    def start(self, data: Any, start: int, end: int) -> None:
        """Begin a mark."""
        if data.__class__ is str:
            width = 2 if self.data[start] == self.data[start + 1] and data != "Emphasis" else 1
            self._open(start, start + width, _KINDS[data])
            return
        ((what, details),) = data.items()
        if details["link_type"] in ("Autolink", "Email"):
            self._opaque(self._slice(start, end), "address")
            self.skip = self.last = end
        else:
            self._open(start, start + (2 if what == "Image" else 1), _KINDS[what])

    def end(self, _: object, _start: int, end: int) -> None:
        """End a mark."""
        frame = self.frames[-1]
        is_link = frame.kind in ("link", "image")
        self._close(self.last if is_link else end - (frame.inside - frame.start), end)
        self.last = end

    def _open(self, start: int, inside: int, kind: str) -> None:
        self.frames.append(_Frame(len(self.marks), self.at, start, inside, kind))
        self.marks.append(None)
        self.last = inside

    def _close(self, start: int, end: int) -> None:
        """Close the innermost mark; its closing part is the text from `start` to `end`."""
        number, at, opens, inside, kind = self.frames.pop()
        if self.at == at:
            del self.marks[number]
            self._opaque(self._slice(opens, end), kind)
        else:
            opening, closing = self._slice(opens, inside), self._slice(start, end)
            self.marks[number] = Mark(at, self.at, opening, closing, kind)


_KINDS = {
    "Strong": "strong",
    "Emphasis": "emphasis",
    "Strikethrough": "strike",
    "Link": "link",
    "Image": "image",
}
_READERS: dict[str, Callable[[_EventPass, Any, int, int], None]] = {
    "Start": _EventPass.start,
    "End": _EventPass.end,
    "Code": _EventPass.code,
    "InlineHtml": _EventPass.html,
    "FootnoteReference": _EventPass.footnote,
}


def _tag_name(tag: str) -> str:
    match = _TAG_NAME.match(tag)
    return match[1].lower() if match else ""


def _pairs(events: Iterable[tuple[Any, Any]]) -> dict[int, tuple[int, int]]:
    """By the offset of each tag that has a partner, the range of the closing tag.

    Partners are within the same mark, and everything that opens between them closes there too.
    """
    pairs: dict[int, tuple[int, int]] = {}
    levels: list[list[tuple[str, int]]] = [[]]
    for event, span in events:
        ((what, tag),) = event.items()
        if what == "Start":
            levels.append([])
        elif what == "End":
            levels.pop()
        elif what == "InlineHtml":
            name, opened = _tag_name(tag), levels[-1]
            if tag.startswith("</"):
                _pair(name, opened, pairs, span)
            elif name and name.encode() not in VOID and not tag.endswith("/>"):
                opened.append((name, span["start"]))
    return pairs


def _pair(
    name: str, opened: list[tuple[str, int]], pairs: dict[int, tuple[int, int]], span: Any
) -> None:
    """Pair the closing tag at `span` with the last open tag of its name."""
    for index in range(len(opened) - 1, -1, -1):
        if opened[index][0] == name:
            partner = span["start"], span["end"]
            pairs[opened[index][1]] = pairs[span["start"]] = partner
            del opened[index:]
            return
