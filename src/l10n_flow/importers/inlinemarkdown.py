"""Inline code as Markdown: from pieces of text and marks to one line with the same meaning.

The pieces are first written as one text, with one Unicode noncharacter for each mark, so that every
Markdown rule about a mark's neighbours is applied to the true neighbours.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from l10n_flow.importers.escaping import as_block, escaped
from l10n_flow.importers.source import clean

_SIGNS = {"open": "\ufdd0", "close": "\ufdd1", "atom": "\ufdd2"}
_TAGS = {"**": "strong", "*": "em", "~~": "del"}
_SIGN = re.compile("[\ufdd0-\ufdd2]")
_LETTER = re.compile(r"\\[^\ufdd0-\ufdd2]|.", re.DOTALL)
_BLANKS = re.compile("([ ]+)")


class InlineCode(NamedTuple):
    """A mark between pieces of text.

    An `open` and the `close` after it belong together: `**`, `*`, `~~`, `[` with its address, or
    the name of an HTML element that Markdown has no mark for. An `atom` is whole: an image, code,
    a line break.
    """

    kind: str
    text: str
    address: str = ""
    plain: str = ""
    """The words of code, for places where code is not possible."""


Piece = str | InlineCode
BREAK = InlineCode("atom", "\\\n")
"""A hard line break."""


def span(mark: str, address_: str = "") -> tuple[InlineCode, InlineCode]:
    """Return opening and closing mark: `**`, `*`, `~~`, an HTML element, `[` with an address."""
    return InlineCode("open", mark, address_), InlineCode("close", mark, address_)


def line(pieces: Iterable[Piece]) -> str:
    r"""Return the pieces as the Markdown of a paragraph, with single blanks.

    Emphasis that Markdown would not recognise between its neighbours becomes an HTML tag. `open`
    and `close` must be nested. Line breaks stay, except at the ends.

    >>> bold, end = span("**")
    >>> line(["a ", bold, " *b* ", end, "c"]), line(["«", bold, "برجام»", end, "در"])
    ('a **\\*b\\*** c', '«<strong>برجام»</strong>در')
    """
    return "\\\n".join(as_block(part) for part in _joined(pieces).split("\\\n"))


def one_line(pieces: Iterable[Piece]) -> str:
    """Return the pieces as inline Markdown for a heading or a cell; line breaks become blanks.

    >>> one_line(["1. a", BREAK, "b"])
    '1. a b'
    """
    return _joined(" " if piece is BREAK else piece for piece in pieces)


def _joined(pieces: Iterable[Piece]) -> str:
    tidied = _tidied(pieces)
    marks = [piece for piece in tidied if isinstance(piece, InlineCode)]
    flat = "".join(p if isinstance(p, str) else _SIGNS[p.kind] for p in tidied)
    return _spelled(escaped(flat), _texts(flat, marks)) if marks else escaped(flat)


def code(text: str) -> InlineCode:
    """Return code within a line; each stretch of blanks becomes one.

    >>> code("a`b").text, code("`").text
    ('``a`b``', '`` ` ``')
    """
    words = " ".join(clean(text).split())
    longest = max((len(run) for run in re.findall("`+", words)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if words.startswith("`") or words.endswith("`") else ""
    return InlineCode("atom", f"{fence}{pad}{words}{pad}{fence}" if words else "", plain=words)


def image(source: str, text: str) -> InlineCode:
    r"""Return an image with its alternative text.

    >>> image("a b.png", "Nine [gauges]").text
    '![Nine \\[gauges\\]](a%20b.png)'
    """
    words = _in_brackets(escaped(" ".join(clean(text).split())))
    return InlineCode("atom", f"![{words}]({address(source)})")


def note(label: str) -> InlineCode:
    r"""Return a reference to a footnote.

    >>> line(["Rain", note("1"), "(of May)"])
    'Rain[^1]\\(of May)'
    """
    return InlineCode("atom", f"[^{label}]", plain=f"[{label}]")


_UNSAFE = re.compile(r"[\s<>()\\`{}|\"\[\]]")


def address(url: str) -> str:
    """Return the address in the form for the parentheses of a link.

    >>> address("https://a.example/x (1)?q=سلام")
    'https://a.example/x%20%281%29?q=سلام'
    """
    found = clean(url).strip()
    return _UNSAFE.sub(lambda c: f"%{ord(c[0]):02X}" if c[0].isascii() else "%20", found)


def _tidied(pieces: Iterable[Piece]) -> list[Piece]:
    """Return the pieces with one blank or line break between words; no empty spans."""
    out: list[Piece] = []
    due: Piece = ""
    for part in _parts(pieces):
        if part is BREAK or (part == " " and due is not BREAK):
            due = part
        elif isinstance(part, InlineCode) and part.kind == "open":
            out.append(part)
        elif isinstance(part, InlineCode) and part.kind == "close":
            if isinstance(out[-1], InlineCode) and out[-1].kind == "open":
                out.pop()
            else:
                out.append(part)
        elif part != " ":
            _separate(out, due)
            out.append(part)
            due = ""
    return out


def _parts(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield marks, words and the single blanks between them; of equal spans only the outermost."""
    opened: Counter[str] = Counter()
    for piece in pieces:
        if isinstance(piece, str):
            for part in filter(None, _BLANKS.split(clean(piece))):
                yield part if part.strip(" ") else " "
            continue
        opened[piece.text] -= piece.kind == "close"
        if opened["["] and "]" in piece.plain:  # "[`a]:" begins a definition, not a link
            yield piece.plain
        elif piece.text and (piece.kind == "atom" or not opened[piece.text]):
            yield piece
        opened[piece.text] += piece.kind == "open"


def _separate(out: list[Piece], due: Piece) -> None:
    """Put a blank or line break between words before the spans that have just been opened."""
    at = len(out)
    while at and isinstance(mark := out[at - 1], InlineCode) and mark.kind == "open":
        at -= 1
    if due and at:
        out.insert(at, due)


def _texts(flat: str, marks: Sequence[InlineCode]) -> list[str]:
    """Return the text of each mark, by its neighbours and its partner's."""
    places = [found.start() for found in _SIGN.finditer(flat)]
    beside = [_beside(flat, place, marks, number) for number, place in enumerate(places)]
    texts = [mark.text for mark in marks]
    opened: list[int] = []
    for number, mark in enumerate(marks):
        if mark.kind == "open":
            opened.append(number)
        elif mark.kind == "close":
            partner = opened.pop()
            texts[partner], texts[number] = _pair(mark, beside[partner], beside[number])
    return texts


def _pair(mark: InlineCode, opening: tuple[str, str], closing: tuple[str, str]) -> tuple[str, str]:
    if mark.text == "[":
        return "[", f"]({address(mark.address)})"
    tag = _TAGS.get(mark.text)
    if tag and _flanks(*opening) and _flanks(*reversed(closing)):
        return mark.text, mark.text
    return f"<{tag or mark.text}>", f"</{tag or mark.text.split()[0]}>"


def _beside(flat: str, place: int, marks: Sequence[InlineCode], number: int) -> tuple[str, str]:
    """The characters before and after a sign: a line end at the ends, "" for other emphasis."""
    before = flat[place - 1 : place] or "\n"
    after = flat[place + 1 : place + 2] or "\n"
    if _SIGN.match(before):
        before = _edge(marks[number - 1])
    if _SIGN.match(after):
        after = _edge(marks[number + 1])
    return before, after


def _edge(mark: InlineCode) -> str:
    if mark is BREAK:
        return "\n"
    return "[" if mark.kind == "atom" or mark.text == "[" else ""


def _flanks(outside: str, inside: str) -> bool:
    """Whether a run of `*` or `~` between these opens a span or, with sides exchanged, closes one.

    CommonMark 0.31.2, "left-flanking delimiter run"; "" is another run, where we never rely on it.
    """
    if not outside or not inside or inside.isspace():
        return False
    if unicodedata.category(inside)[0] not in "PS":
        return True
    return outside.isspace() or unicodedata.category(outside)[0] == "P"


def _spelled(text: str, texts: Sequence[str]) -> str:
    """Return the escaped text with its noncharacters replaced by the texts of their marks."""
    out: list[str] = []
    todo = iter(texts)
    in_link = False
    for letter in _LETTER.findall(text):
        if not _SIGN.match(letter):
            after_note = bool(out) and out[-1].startswith("[^") and letter in "(["
            after_note |= len(out) == 1 and out[0].startswith("[^") and letter == ":"
            out.append("\\" + letter if after_note or (in_link and letter in "[]") else letter)
            continue
        written = next(todo)
        if out and (out[-1] == "\\" or (out[-1] == "!" and written == "[")):
            out[-1] = "\\" + out[-1]  # or it would take the mark's meaning
        if out and out[-1][:1] == written[:1] == "`":
            out.append("<!-- -->")  # adjacent code would be read as one
        in_link = written == "[" or (in_link and not written.startswith("]("))
        out.append(written)
    return "".join(out)


def _in_brackets(text: str) -> str:
    """Return the escaped text in the form for brackets."""
    letters = re.findall(r"\\.|.", text, re.DOTALL)
    return "".join("\\" + c if c in ("[", "]", "\\") else c for c in letters)
