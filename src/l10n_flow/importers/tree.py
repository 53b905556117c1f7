"""A tree of HTML elements as Markdown blocks.

Only an element's shape is needed here: lxml stays in `page.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import urljoin, urlsplit

from l10n_flow.importers.account import excerpt
from l10n_flow.importers.escaping import heading
from l10n_flow.importers.footnotes import REFERENCE
from l10n_flow.importers.imported import Block
from l10n_flow.importers.inlinemarkdown import (
    BREAK,
    InlineCode,
    code,
    image,
    line,
    note,
    one_line,
    span,
)
from l10n_flow.importers.source import SourceLine, clean, placed
from l10n_flow.visible import UNSEEN


class Element(Protocol):
    """The part of an lxml element that is read here."""

    tag: object
    """A name; comments and processing instructions have another type."""
    text: str | None
    tail: str | None
    sourceline: int | None

    def __iter__(self) -> Iterator[Element]:
        """The children."""
        ...

    def get(self, key: str) -> str | None:
        """An attribute."""
        ...

    def itertext(self) -> Iterator[str]:
        """All text inside."""
        ...

    def iter(self) -> Iterator[Element]:
        """This element and all inside, in order."""
        ...


_ROLES = {
    role: frozenset(names.split())
    for role, names in {
        "heading": "h1 h2 h3 h4 h5 h6",
        "list": "ul ol dl menu",
        "item": "li dt dd",
        "quote": "blockquote",
        "table": "table",
        "row": "tr",
        "cell": "td th",
        "pre": "pre",
        "figure": "figure",
        "rule": "hr",
        "block": "p div section article main figcaption header footer body center address "
        "details summary fieldset form caption",
        "left out": "script style noscript template nav button input select textarea option svg "
        "canvas map",
    }.items()
}
_ROLE = {name: role for role, names in _ROLES.items() for name in names}

_SPANS = {
    **dict.fromkeys(("em", "i"), "*"),
    **dict.fromkeys(("strong", "b"), "**"),
    **dict.fromkeys(("del", "s", "strike"), "~~"),
    "sup": "sup",
    "sub": "sub",
}
_UNSEEN = re.compile(r"(^|\s)(screen-reader-text|sr-only|visually-hidden)(\s|$)")
"""Words for screen readers about the page, not the text: `(opens in a new tab)`."""
_CODE = frozenset({"code", "kbd", "samp", "tt"})
_EMBEDDED = frozenset({"iframe", "object", "embed", "video", "audio"})
_SOURCES = (
    "href", "data-src", "data-lazy-src", "data-original", "data-litespeed-src",
    "src", "data",
)  # fmt: skip
"""Attributes with an address; `src` of pictures that load late is only a stand-in."""

_LINKED = frozenset({"", "http", "https", "mailto", "tel"})
_SCHEMES = frozenset({"", "http", "https"})
"""Schemes that an article may point to; `javascript:` and `data:` are not among them."""


@dataclass(slots=True)
class BlockBuilder:
    """Turns elements into blocks, and records what could not be turned."""

    base: str = ""
    """The page's own address, the base of relative ones; "" leaves them relative."""
    direction: str = "ltr"
    """The page's own direction; text in the other direction keeps its marks."""
    beside: re.Pattern[str] = re.compile(r"(?!)")
    """Addresses of files that were saved with the page, which have none on the web any more."""
    notes: list[SourceLine] = field(default_factory=list)
    """The line of each note, and what a person should know."""

    dropped: list[SourceLine] = field(default_factory=list)
    """The line and the words of menus and controls among the blocks."""
    skip: set[Element] = field(default_factory=set)
    """Captions, which are read with their figure."""

    def of(self, element: Element) -> list[Block]:
        """Return the blocks inside an element, in order; text between blocks is a paragraph."""
        found: list[Block] = []
        pieces: list[str | InlineCode] = [element.text or ""]
        for child in element:
            role = _role(child)
            if child in self.skip:
                pass
            elif not role and not _holds_blocks(child):
                pieces += self.inline(child)
            elif role != "left out":
                found += [*_paragraphs(pieces), *self.block(child, role, found)]
                pieces = []
            else:
                self.left_out(child)
            pieces.append(child.tail or "")
        return [*found, *_paragraphs(pieces)]

    def block(self, element: Element, role: str, before: list[Block]) -> list[Block]:
        """Return the blocks of a block-level element; `before` are those above it."""
        if role == "heading":
            words = one_line(self.pieces(element))
            return (
                [Block("heading", heading(words, int(_name(element)[1])))]
                if _is_seen(words)
                else []
            )
        if role == "list":
            return _some(self.items(element, before))
        if role == "quote":
            return _some(_quoted(self.of(element)))
        if role == "figure":
            return self.figure(element)
        if role == "rule":
            return _some("---")
        if role == "pre":
            return _some(_fenced(element))
        if role == "table" and not _is_layout(element):
            captions = [e for e in element.iter() if _name(e) == "caption"]
            return [*_lines(self.pieces(e) for e in captions), *_some(self.table(element))]
        return self.of(element)

    def figure(self, element: Element) -> list[Block]:
        """Return a figure as one block: its picture or player, with its caption below."""
        inner = [e for e in element.iter() if _name(e) == "figure" and e is not element]
        theirs = {e for figure in inner for e in figure.iter()}
        captions = [e for e in element.iter() if _name(e) == "figcaption" and e not in theirs]
        self.skip.update(captions)
        blocks = self.of(element)
        words = [found.markdown for found in _lines(self.pieces(caption) for caption in captions)]
        if len(blocks) == 1 and words and blocks[0].markdown.startswith(("![", "[", "http")):
            return [Block("other", "\\\n".join([blocks[0].markdown, *words]))]
        return [*blocks, *(Block("paragraph", found) for found in words)]

    def embedded(self, element: Element) -> list[str | InlineCode]:
        """Return a film, a sound or a page within the page, as a link to it."""
        address = next(filter(None, (self.target(e, _SCHEMES) for e in element.iter())), "")
        if not address:
            self.remember(element, f"an embedded {_name(element)} without an address was left out")
            return []
        opening, closing = span("[", address)
        opening = opening._replace(plain=_FILM)
        title = element.get("title") or element.get("aria-label") or ""
        return [opening, " ".join(clean(title).split()) or address, closing]

    def pieces(self, element: Element) -> list[str | InlineCode]:
        """Return an element's content as pieces of one line."""
        found: list[str | InlineCode] = [element.text or ""]
        for child in element:
            if child in self.skip:
                pass
            elif _role(child) == "left out":
                self.left_out(child)
            else:
                blank = [" "] if _role(child) else []
                found += [*blank, *self.inline(child), *blank]
            found.append(child.tail or "")
        return found

    def inline(self, element: Element) -> list[str | InlineCode]:
        """Return an inline element as pieces."""
        name = _name(element)
        if not name:
            return []
        if _UNSEEN.search(element.get("class") or ""):
            self.dropped.append(placed(element, one_line(self.pieces(element))))
            return []
        if name == "br":
            return [BREAK]
        if name in _CODE:
            return [code("".join(element.itertext()))]
        if name == "img":
            return self.picture(element)
        if name in _EMBEDDED:
            return self.embedded(element)
        if name == REFERENCE:
            return [note(element.get("label") or "")]
        inside = self.pieces(element)
        towards = (element.get("dir") or "").lower()
        turned = towards in ("ltr", "rtl") and (name == "bdo" or towards != self.direction)
        if name in ("bdi", "bdo", "span") and turned:
            opening, closing = span(f'{name} dir="{towards}"')
            return [opening, *inside, closing]
        if name == "a":
            opening, closing = span("[", self.target(element, _LINKED))
            return [opening, *inside, closing] if opening.address else inside
        if name in _SPANS:
            opening, closing = span(_SPANS[name])
            return [opening, *inside, closing]
        return ["“", *inside, "”"] if name == "q" else inside

    def picture(self, element: Element) -> list[str | InlineCode]:
        """Return an image, or its alternative text when its address cannot be kept."""
        words = element.get("alt") or ""
        if "1" in (element.get("width"), element.get("height")):
            return []  # a tracking pixel
        if re.search(r"\b(emoji|smiley)\b", element.get("class") or ""):
            return [words]
        address = self.target(element, _SCHEMES)
        return [image(address, words)] if address else [words]

    def target(self, element: Element, schemes: frozenset[str]) -> str:
        """Return the address of an element, or "" with a note when its scheme is not accepted."""
        stated = [*map(element.get, _SOURCES), _largest(element.get("srcset"))]
        usable = [address for address in stated if address and address != "about:blank"]
        written = next((a for a in usable if not a.startswith("data:")), next(iter(usable), ""))
        address = clean(re.sub("[\t\r\n]", "", written)).strip().replace(" ", "%20")
        if not address:
            return ""
        if self.beside.match(address):
            self.remember(element, f"'{address}' was saved with the page: copy it to the article")
            return address.removeprefix("./")
        try:
            scheme = urlsplit(address).scheme.lower()
            if scheme in schemes:
                whole = urljoin(self.base, address) if self.base else address
                return "https:" + whole if whole.startswith("//") else whole
        except ValueError:  # "http://[", an invalid address
            scheme = "broken"
        words = excerpt(" ".join("".join(element.itertext()).split()) or element.get("alt") or "")
        self.remember(element, f"a {scheme}: address was left out, its words kept: {words}")
        return ""

    def items(self, element: Element, before: list[Block]) -> str:
        """Return a list as Markdown; after a list of the same kind it has the other marker."""
        ordered = _name(element) == "ol"
        after_list = bool(before) and re.match(r"1[.] " if ordered else "- ", before[-1].markdown)
        bullet = "*" if after_list else "-"
        dot = ")" if after_list else "."
        found: list[str] = []
        start = element.get("start") or ""
        first = int(start) if ordered and start.isdecimal() and len(start) < 9 else 1
        for item in element:
            role = _role(item)
            if role == "list" and found:  # old editors write it outside an item
                inner = self.items(item, [])
                width = found[-1].index(" ") + 1
                found[-1] += re.sub("(?m)^(?=.)", " " * width, "\n" + inner) if inner else ""
                continue
            blocks = self.of(item) if role else []
            if blocks:
                marker = f"{first + len(found)}{dot} " if ordered else f"{bullet} "
                found.append(_item(marker, blocks))
        return "\n".join(found)

    def table(self, element: Element) -> str:
        """Return a table as Markdown; the first row is its head."""
        rows = []
        for row in element.iter():
            if _role(row) == "row":
                cells = [cell for cell in row if _role(cell) == "cell"]
                rows.append([self.cell(cell) for cell in cells])
        width = max(map(len, rows), default=0)
        lines = [f"| {' | '.join(row + [''] * (width - len(row)))} |" for row in rows if any(row)]
        return "\n".join([*lines[:1], "|" + " --- |" * width, *lines[1:]]) if lines else ""

    def cell(self, cell: Element) -> str:
        """Return a cell's words on one line, with `<br>` between its paragraphs."""
        count = [_name(inner) for inner in cell.iter()].count("p")
        if count < 2:
            return one_line(self.pieces(cell)).replace("|", "\\|")
        words = [" ".join(block.markdown.split("\\\n")) for block in self.of(cell)]
        return "<br>".join(words).replace("|", "\\|")

    def left_out(self, element: Element) -> None:
        """Record a note when something is left out that readers would miss."""
        name = _name(element)
        if name in ("svg", "canvas"):
            self.remember(element, f"a drawing ({name}) was left out: it has no address")
        words = " ".join("".join(element.itertext()).split())
        if words and name in ("nav", "button", "select", "textarea", "option"):
            self.dropped.append(placed(element, words))

    def remember(self, element: Element, what: str) -> None:
        """Record what a person should know."""
        self.notes.append(placed(element, what))


def is_element(node: Element) -> bool:
    """Whether a node is an element, not a comment or a processing instruction."""
    return isinstance(node.tag, str)


def _name(element: Element) -> str:
    """Return an element's name; a comment has none."""
    return element.tag.lower() if isinstance(element.tag, str) else ""


def _role(element: Element) -> str:
    """Return an element's role among blocks; "" for an inline element."""
    name = _name(element)
    if name == "code":
        text = "".join(element.itertext())
        return "pre" if "\n" in text.strip("\n") or any(map(is_element, element)) else ""
    return _ROLE.get(name, "")


def _holds_blocks(element: Element) -> bool:
    return any(_ROLE.get(_name(inner), "left out") != "left out" for inner in element.iter())


def _is_layout(element: Element) -> bool:
    """Whether a table arranges blocks, not data."""
    headed = any(_name(cell) == "th" for cell in element.iter())
    for cell in element.iter():
        roles = [_role(inner) for inner in cell.iter()] if _role(cell) == "cell" else []
        several = roles.count("block") > 1 and not headed
        if several or {"list", "pre", "heading", "table", "figure"} & set(roles):
            return True
    return False


def _paragraphs(pieces: Iterable[str | InlineCode]) -> list[Block]:
    """Return the pieces as paragraphs: two line breaks in a row end one, as HTML authors mean."""
    runs: list[list[str | InlineCode]] = [[]]
    for piece in pieces:
        last = next((p for p in reversed(runs[-1]) if not isinstance(p, str) or p.strip()), "")
        if piece is BREAK and last is BREAK:
            runs.append([])
        else:
            runs[-1].append(piece)
    return [Block(_kind(run), words) for run in runs if _is_seen(words := line(run))]


def _is_seen(words: str) -> bool:
    """Whether there is more than blanks: editors make space with paragraphs of `&nbsp;`."""
    return any(not sign.isspace() and sign not in UNSEEN for sign in words)


_FILM = "film"


def _kind(run: Iterable[str | InlineCode]) -> str:
    """Return "paragraph", or "other" for pictures and films without a word beside them."""
    within, is_visible = 0, False
    for piece in run:
        if isinstance(piece, str):
            if piece.strip() and not within:
                return "paragraph"
            continue
        film = piece.kind == "open" and piece.plain == _FILM
        within += film or (within > 0 and piece.kind == "open")
        within -= within > 0 and piece.kind == "close"
        is_visible = is_visible or film or piece.text.startswith("![")
        if piece.kind == "atom" and piece is not BREAK and not piece.text.startswith("!["):
            return "paragraph"
    return "other" if is_visible else "paragraph"


def _lines(found: Iterable[Iterable[str | InlineCode]]) -> list[Block]:
    """Return each group of pieces as a paragraph; empty groups are left out."""
    return [Block("paragraph", words) for words in map(line, found) if _is_seen(words)]


def _largest(srcset: str | None) -> str:
    """Return the last picture of a `srcset`, which systems make the largest."""
    found = re.findall(r"([^\s,](?:\S*[^\s,])?)(?:\s+[\d.]+[wx])?\s*(?:,|$)", clean(srcset or ""))
    return str(found[-1]) if found else ""


def _some(markdown: str) -> list[Block]:
    return [Block("other", markdown)] if markdown else []


_ALERT = re.compile(r"\[(?=!)")
_TASK = re.compile(r"\[(?=[ xX]\])")


def _quoted(blocks: list[Block]) -> str:
    """Return a quotation; a first line like `[!NOTE]` is escaped, or GitHub shows an alert."""
    words = _ALERT.sub(r"\\[", "\n\n".join(block.markdown for block in blocks), count=1)
    return "\n".join(f"> {row}".rstrip() for row in words.split("\n")) if words else ""


def _item(marker: str, blocks: list[Block]) -> str:
    """Return a list item; only a list directly below its first paragraph needs no blank line."""
    words = blocks[0].markdown
    if match := _TASK.match(words):
        words = "\\" + words[match.start() :]
    for block in blocks[1:]:
        tight = re.match(r"[-*] |1[.)] ", block.markdown)
        words += ("\n" if tight else "\n\n") + block.markdown
    return marker + re.sub(r"\n(?=[^\n])", "\n" + " " * len(marker), words)


def _code(element: Element) -> Iterator[str]:
    """Yield the text of code; a break ends a line."""
    yield element.text or ""
    for inner in element:
        yield "\n" if _name(inner) == "br" else ""
        yield from _code(inner)
        yield inner.tail or ""


def _fenced(element: Element) -> str:
    """Return preformatted text as a fenced block, with the language of its usual class."""
    rows = "".join(_code(element)).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    text = "\n".join(_CONTROLS.sub("", row).rstrip() for row in rows).strip("\n")
    longest = max((len(run) for run in re.findall("`{3,}", text)), default=2)
    classes = [element.get("class") or "", *((inner.get("class") or "") for inner in element)]
    language = re.search(r"\blang(?:uage)?-([\w+#-]+)", " ".join(classes))
    fence = "`" * (longest + 1)
    return f"{fence}{language[1] if language else ''}\n{text}\n{fence}" if text else ""


_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufeff]")
