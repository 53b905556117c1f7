"""The body of an article page: Markdown, parsed as in articles, and written as HTML.

The writer handles the parser's events, so an article and its page agree on what is a heading, a
list or a note. It adds what a page needs and Markdown does not have: directions, ids for notes,
frames for tables, classes for paragraphs that are not translated or belong to an earlier text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from typing import Any, Literal
from urllib.parse import quote

from l10n_flow.documents.markdown.parsing import events
from l10n_flow.editions.anchors import HeadingIds, heading_ids
from l10n_flow.language.bidi import foreign_runs, isolate_runs
from l10n_flow.language.tags import direction, language_tag
from l10n_flow.site.sanitising import is_safe_address, sanitised
from l10n_flow.site.theme import with_isolated_runs

RawHtml = Literal["sanitise", "trusted", "escape"]
"""The treatment of HTML tags in an article: harmless ones stay; all stay; all are shown as text."""

WIDE = 560
"""The minimum width in pixels of a figure with the full width of the text."""

_WIDTH = re.compile(r' width="([0-9]+)"')


@dataclass(frozen=True, slots=True)
class BlockAttributes:
    """Attributes of one block: a paragraph, a heading, a list item, a table cell."""

    classes: str = ""
    lang: str = ""
    """The language of the words where it differs from the page's."""
    after: str = ""
    """HTML after the block: the change of the original, for readers who want to see it."""
    is_dropped: bool = False
    """Whether the block is left out: its words are the title, which is above."""
    part: Literal["", "begin", "end"] = ""
    """Where it is no block's: the blocks between its start and its end are in `lang`."""


@dataclass(frozen=True, slots=True)
class Region:
    """A command of a site generator: its source and the HTML that replaces it."""

    written: str
    html: str = ""


@dataclass(frozen=True, slots=True)
class BodyOptions:
    """The options for writing a body."""

    locale: str
    raw_html: RawHtml = "sanitise"
    marks: Sequence[BlockAttributes] = ()
    """What `mark_of(n)` means in the text."""
    regions: Sequence[Region] = ()
    """What `token_of(n)` means in the text."""
    size: Callable[[str], tuple[int, int] | None] = field(default=lambda _: None)
    """Width and height of the image with this address, where they are known."""
    number: Callable[[int], str] = str
    """Returns a number in the digits of the language."""
    words: Mapping[str, str] = field(default_factory=dict)
    """Words of the page: `table`, `notes`, `back` for screen readers, kinds of callouts for all."""
    ids: HeadingIds | None = None
    """The rule for ids of headings without one; None for no ids."""


def mark_of(number: int) -> str:
    """Return the mark at the beginning of a block: a tag that no article has."""
    return f"<l10n-{number}>"


def token_of(number: int) -> str:
    """Return a region's stand-in: a word between two noncharacters (Unicode, 23.7)."""
    return f"\ufdd0{number}\ufdd1"


def write_body(markdown: str, body: BodyOptions) -> str:
    r"""Return the HTML of a body without front matter, by the options `body`.

    Law: every element that the result opens is closed in it, whatever the Markdown contains, unless
    raw HTML is trusted.

    >>> write_body("Two *words*[^1]\n\n[^1]: A note.\n", BodyOptions("en"))[:37]
    '<p>Two <em>words</em><sup class="note'
    >>> write_body("توافق JCPOA\n", BodyOptions("fa"))
    '<p>توافق <bdi dir="ltr">JCPOA</bdi></p>\n'
    """
    found = list(events(markdown))
    ids = _ids(found, body.ids) if body.ids else []
    writer = _Writer(body, lift=_highest(found) - 2, ids=ids)
    for event in found:
        writer.write(event)
    html = writer.finished()
    if direction(body.locale) == "rtl":
        html = _JOINED.sub(_as_one, html)
    if body.raw_html != "trusted":
        html = sanitised(html)
    return _with_regions(html, body.regions)


_RUN = '<bdi dir="ltr">[^<>]*</bdi>'
_ITEM = rf'(?:{_RUN}|<(?P<{{0}}>\w+)(?: [^<>]*)?>{_RUN}</(?P={{0}})>|<code dir="ltr">[^<>]*</code>)'
_JOINED = re.compile(rf"{_ITEM.format('first')}(?:(?: ?\+ ?|[-/]){_ITEM.format('next')})+")
"""Runs that one sign joins: `<kbd>Ctrl</kbd>+<kbd>S</kbd>` is one for readers. Isolated one by one
they would be shown from right to left, S before Ctrl."""


def _as_one(runs: re.Match[str]) -> str:
    return f'<bdi dir="ltr">{_WITHIN.sub("", runs[0])}</bdi>'


_WITHIN = re.compile(r"</?bdi[^<>]*>")

_MARK = re.compile(r"<l10n-([0-9]+)>")
_TOKEN = re.compile("\ufdd0([0-9]+)\ufdd1")
_ALONE = re.compile("<p>\ufdd0([0-9]+)\ufdd1</p>")


def _with_regions(html: str, regions: Sequence[Region]) -> str:
    """Replace the stand-in of each region; alone in a paragraph it is a block of its own."""

    def written(token: re.Match[str]) -> str:
        number = int(token[1])
        return regions[number].html if number < len(regions) else ""

    return _TOKEN.sub(written, _ALONE.sub(written, html)) if "\ufdd0" in html else html


_BLOCKS = {
    "Paragraph": "p",
    "Item": "li",
    "DefinitionListTitle": "dt",
    "DefinitionListDefinition": "dd",
}
"""Blocks that may have a mark, with their tags."""

_TAGS = {
    "Emphasis": ("<em>", "</em>"),
    "Strong": ("<strong>", "</strong>"),
    "Strikethrough": ("<del>", "</del>"),
    "Superscript": ("<sup>", "</sup>"),
    "Subscript": ("<sub>", "</sub>"),
    "DefinitionList": ("<dl>\n", "</dl>\n"),
    "HtmlBlock": ("", ""),
    "MetadataBlock": ("", ""),
    "Table": ("", "</tbody></table></div>\n"),
    "TableRow": ("", "</tr>\n"),
    "Link": ("", "</a>"),
}
"""The text for simple beginnings and ends."""

_INLINE = frozenset(
    ("Emphasis", "Strong", "Strikethrough", "Superscript", "Subscript", "Link", "Image")
)

_SIDES = {"Left": "start", "Center": "center", "Right": "end"}


@dataclass(slots=True)
class _OpenBlock:
    """A block that may have a mark, which is its first content, or follows an image in it."""

    tag: str
    attributes: str
    begun: int
    """Where it begins in the written text."""
    box: str = ""
    """The checkbox of a task, which is before its words."""
    mark: BlockAttributes = field(default_factory=BlockAttributes)


@dataclass(slots=True)
class _Writer:
    """The text written so far, and what is open."""

    body: BodyOptions
    lift: int
    """By how much headings are raised: the highest heading of a body is at the second level."""
    out: list[str] = field(default_factory=list)
    blocks: list[_OpenBlock] = field(default_factory=list)
    """The blocks that are open, the innermost last."""
    is_waiting: bool = False
    """Whether the innermost was just opened, and is written when it is clear if it has a mark."""
    tasks: int = 0
    """The number of tasks: the words of each are the label of its checkbox."""
    sides: Sequence[str] = ()
    column: int = 0
    in_head: bool = False
    code: bool = False
    image: list[str] | None = None
    image_tag: Mapping[str, str] = field(default_factory=dict)
    notes: dict[str, list[str]] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    references: dict[str, int] = field(default_factory=dict)
    quotes: list[int] = field(default_factory=list)
    """Where each open quote begins in the output."""
    kept: list[str] = field(default_factory=list)
    """The text before a note."""
    spanned: int = 0
    """The number of open blocks where an item's words are in an element of their own; 0 without
    one."""
    noting: str = ""
    """The name of the note that is being written."""
    ids: Sequence[str] = ()
    """The ids of the headings, in order; "" for one without an id."""
    headings: int = 0
    """The number of written headings."""
    foreign: str = ""
    """The language of the blocks being written, where it differs from the page's."""

    def write(self, event: Any) -> None:
        """Handle one event of the parser."""
        if isinstance(event, str):
            self._sign(event)
            return
        ((kind, value),) = event.items()
        if kind == "Start":
            self._start(*_named(value))
        elif kind == "End":
            self._end(*_named(value))
        else:
            self._content(kind, value)

    def finished(self) -> str:
        """Return the whole body, with its notes at the end."""
        self._settle()
        used = [name for name in self.numbers if name in self.notes]
        if used:
            label = escape(self.body.words.get("notes", "Notes"))
            self.out.append(
                f'<section class="notes" role="doc-endnotes" aria-label="{label}"><ol>\n'
            )
            self.out += [self._note(name) for name in used]
            self.out.append("</ol></section>\n")
        return "".join(self.out)

    # Blocks

    def _start(self, name: str, value: Any) -> None:
        if self.image is not None:
            return
        self._settle()
        if name not in _INLINE:
            self._end_span()
        if name in _BLOCKS:
            self._open(_BLOCKS[name])
        elif name in _STARTS:
            _STARTS[name](self, value)
        else:
            self.out.append(_TAGS.get(name, ("<span>", ""))[0])

    def _end(self, name: str, value: Any) -> None:
        if self.image is not None and name != "Image":
            return
        self._settle()
        if name in _BLOCKS or name in ("Heading", "TableCell"):
            self._close()
        elif name in _ENDS:
            _ENDS[name](self, value)
        else:
            self.out.append(_TAGS.get(name, ("", "</span>"))[1])

    def start_heading(self, value: Any) -> None:
        """Open a heading, with the id and the classes from the article."""
        made = self.ids[self.headings] if self.headings < len(self.ids) else ""
        self.headings += 1
        named = _attributes(value["id"] or made or None, value["classes"])
        self._open(f"h{max(2, int(value['level'][1:]) - self.lift)}", named)

    def start_quote(self, kind: Any) -> None:
        """Open a quote, or one of GitHub's alerts."""
        self.quotes.append(len(self.out))
        if not kind:
            self.out.append("<blockquote>\n")
            return
        name = kind.lower()
        label = escape(self.body.words.get(name, kind.capitalize()))
        self.out.append(
            f'<blockquote class="callout {name}">\n<p class="callout-name">{label}</p>\n'
        )

    def end_quote(self, _: Any) -> None:
        """Close the quote; as Hugo reads it, one that begins with `[!kind] title` is a callout."""
        start = self.quotes.pop()
        words = "".join(self.out[start:])
        titled = _TITLED.match(words)
        if titled is not None:
            kind, rest = titled["kind"].lower(), words[titled.end() :]
            label = titled["title"].strip() or escape(self.body.words.get(kind, kind.capitalize()))
            named, attributes = 'class="callout-name', titled["attributes"]
            attributes = (
                attributes.replace('class="', f"{named} ")
                if 'class="' in attributes
                else f'{attributes} {named}"'
            )
            more = "" if titled["end"] == "</p>" else f"<p{titled['attributes']}>"
            self.out[start:] = [
                f'<blockquote class="callout {kind}">\n<p{attributes}>{label}</p>\n{more}',
                rest.lstrip("\n") if not more else rest,
            ]
        self.out.append("</blockquote>\n")

    def start_code(self, value: Any) -> None:
        """Open lines of code, which are left-to-right in every language."""
        self.code = True
        word = value.get("Fenced", "").split(" ")[0] if isinstance(value, dict) else ""
        kind = f' class="language-{escape(word)}"' if word else ""
        self.out.append(f'<pre dir="ltr" tabindex="0"><code{kind}>')

    def end_code(self, _: Any) -> None:
        """Close the code."""
        self.code = False
        self.out.append("</code></pre>\n")

    def start_list(self, first: Any) -> None:
        """Open a list; `first` is the number of its first item if it is numbered."""
        number = "" if first in (None, 1) else f' start="{first}"'
        self.out.append("<ul>\n" if first is None else f"<ol{number}>\n")

    def end_list(self, is_numbered: Any) -> None:
        """Close the list."""
        self.out.append("</ol>\n" if is_numbered else "</ul>\n")

    def start_table(self, sides: Any) -> None:
        """Open a table in a scrollable frame; columns are aligned by the language's direction."""
        label = escape(self.body.words.get("table", "Table"))
        self.sides = sides
        self.out.append(
            f'<div class="table" role="region" aria-label="{label}" tabindex="0"><table>\n'
        )

    def start_head(self, _: Any) -> None:
        """Open the table's header row."""
        self.in_head, self.column = True, 0
        self.out.append("<thead><tr>")

    def end_head(self, _: Any) -> None:
        """Close the header row."""
        self.in_head = False
        self.out.append("</tr></thead><tbody>\n")

    def start_row(self, _: Any) -> None:
        """Open a row."""
        self.column = 0
        self.out.append("<tr>")

    def start_cell(self, _: Any) -> None:
        """Open a cell."""
        side = _SIDES.get(self.sides[self.column]) if self.column < len(self.sides) else None
        kind = f' class="{side}"' if side else ""
        self.column += 1
        self._open("th" if self.in_head else "td", kind + (' scope="col"' if self.in_head else ""))

    def start_note(self, name: Any) -> None:
        """Begin a note, which is written at the end of the body."""
        self.kept, self.out, self.noting = self.out, [], name

    def end_note(self, _: Any) -> None:
        """End the note."""
        self.notes.setdefault(self.noting, self.out)
        self.out = self.kept

    def start_link(self, value: Any) -> None:
        """Open a link; an address that runs code, or that a command would make, is left out."""
        address = value["dest_url"]
        if value["link_type"] == "Email":
            address = f"mailto:{address}"
        title = self._title(value["title"])
        is_usable = "\ufdd0" not in address and is_safe_address(address)
        self.out.append(f'<a href="{_spelled(address)}"{title}>' if is_usable else f"<a{title}>")

    def start_image(self, value: Any) -> None:
        """Begin an image; its content becomes its `alt`."""
        self.image, self.image_tag = [], value

    def end_image(self, _: Any) -> None:
        """Write the image, with its size where known, so that the layout does not move."""
        alt = escape(isolate_runs("".join(self.image or ()), self._lang()))
        address, title = self.image_tag["dest_url"], self.image_tag["title"]
        self.image = None
        self._settle()
        if "\ufdd0" in address or not is_safe_address(address):
            return
        size = self.body.size(address)
        shape = f' width="{size[0]}" height="{size[1]}"' if size else ""
        self.out.append(
            f'<img src="{_spelled(address)}" alt="{alt}"{self._title(title)}{shape} loading="lazy">'
        )

    def _open(self, tag: str, attributes: str = "") -> None:
        """Open a block that may have a mark, which the next event brings."""
        self.blocks.append(_OpenBlock(tag, attributes, len(self.out)))
        self.is_waiting = True

    def _settle(self, mark: BlockAttributes | None = None) -> None:
        """Write the opening tag of the block that waits for its mark."""
        if self.is_waiting:
            self.is_waiting = False
            self.out.append(self._opening(self.blocks[-1], mark))

    def _opening(self, block: _OpenBlock, mark: BlockAttributes | None) -> str:
        """Return the innermost block's opening tag with its mark's attributes."""
        attributes, inner = block.attributes, ""
        if block.box:
            inner = f'<span id="task-{self.tasks}">'
            self.spanned = len(self.blocks)
        if mark is not None:
            block.mark = mark
            if mark.lang and (block.tag == "li" or block.box):
                # The number of the item is in the place of the list's numbers.
                opening = f'lang="{mark.lang}" dir="{direction(mark.lang)}">'
                inner = f"{inner[:-1]} {opening}" if inner else f"<span {opening}"
                self.spanned = len(self.blocks)
            elif mark.lang:
                attributes += f' lang="{mark.lang}" dir="{direction(mark.lang)}"'
            if mark.classes and 'class="' in attributes:
                attributes = attributes.replace('class="', f'class="{mark.classes} ', 1)
            elif mark.classes:
                attributes += f' class="{mark.classes}"'
        return f"<{block.tag}{attributes}>{block.box}{inner}"

    def _end_span(self) -> None:
        """End the words of the open item: blocks follow, or nothing."""
        if self.spanned and self.spanned == len(self.blocks):
            self.out.append("</span>")
            self.spanned = 0

    def _close(self) -> None:
        self._end_span()
        block = self.blocks.pop()
        tag, begun, mark = block.tag, block.begun, block.mark
        if mark.is_dropped:
            del self.out[begun:]
        elif tag == "p" and len(self.out) == begun + 2 and self.out[-1].startswith("<img "):
            self._frame(begun, mark)
        elif tag in ("li", "td", "th", "dt", "dd"):
            self.out.append(f"{mark.after}</{tag}>\n")
        else:
            self.out.append(f"</{tag}>\n{mark.after}")

    def _frame(self, begun: int, mark: BlockAttributes) -> None:
        """Turn an image in its own paragraph into a figure, with its title as caption."""
        title = self.image_tag["title"]
        image = self.out[-1].replace(self._title(title), "", 1)
        words = with_isolated_runs(title, self._lang())
        caption = f"<figcaption{self._running(title)}>{words}</figcaption>" if title else ""
        width = _WIDTH.search(image)
        names = [mark.classes] if mark.classes else []
        names += ["wide"] if width and int(width[1]) >= WIDE else []
        kind = f' class="{" ".join(names)}"' if names else ""
        lang = f' lang="{mark.lang}" dir="{direction(mark.lang)}"' if mark.lang else ""
        self.out[begun:] = [f"<figure{lang}{kind}>{image}{caption}</figure>\n{mark.after}"]

    def _running(self, text: str) -> str:
        """Return the direction attribute of words that begin in the other direction."""
        page = direction(self.body.locale)
        first = next(foreign_runs(text, page), None)
        if first is None or any(letter.isalpha() for letter in text[: first[0]]):
            return ""
        return f' dir="{"ltr" if page == "rtl" else "rtl"}"'

    def _note(self, name: str) -> str:
        """Return one note, with links back to all its references."""
        number = self.numbers[name]
        label = escape(self.body.words.get("back", "Back to the text"))
        words = "".join(self.notes[name]).rstrip()
        ours = f' lang="{language_tag(self.body.locale)}"' if ' lang="' in words else ""
        attributes = f'{ours} role="doc-backlink" aria-label="{label}"'
        back = "".join(
            f' <a href="#{_reference(number, n)}"{attributes}>↑</a>'
            for n in range(1, self.references[name] + 1)
        )
        if words.endswith("</p>"):
            words = f"{words.removesuffix('</p>')}{back}</p>"
        else:
            words += back
        return f'<li id="note-{number}">{words}</li>\n'

    # The content of blocks

    def _sign(self, event: str) -> None:
        if self.image is not None:
            self.image.append(" ")
            return
        self._settle()
        signs = {"SoftBreak": "\n", "HardBreak": "<br>\n", "Rule": "<hr>\n"}
        self.out.append(signs.get(event, ""))

    def _content(self, kind: str, value: Any) -> None:
        if self.image is not None:
            if kind in ("Text", "Code"):
                self.image.append(value)
            return
        if kind == "InlineHtml" and self._is_marked(value):
            return
        if kind == "TaskListMarker" and self.is_waiting:
            self.blocks[-1].attributes += ' class="task"'
            checked = " checked" if value else ""
            self.tasks += 1
            named = f' aria-labelledby="task-{self.tasks}"'
            self.blocks[-1].box = f'<input type="checkbox" disabled{checked}{named}> '
            return
        self._settle()
        if kind == "Html" and self._part(value):
            return
        match kind:
            case "Text":
                self.out.append(
                    escape(self._verbatim(value))
                    if self.code
                    else with_isolated_runs(value, self._lang())
                )
            case "Code":
                self.out.append(f'<code dir="ltr">{escape(self._verbatim(value))}</code>')
            case "Html" | "InlineHtml":
                is_text = self.body.raw_html == "escape"
                self.out.append(escape(value, quote=False) if is_text else value)
            case "FootnoteReference":
                self._refer(value)
            case _:
                self.out.append(escape(str(value)))

    def _mark(self, html: str) -> BlockAttributes | None:
        """Return what a tag means if it is a mark."""
        found = _MARK.fullmatch(html)
        number = int(found[1]) if found else len(self.body.marks)
        return self.body.marks[number] if number < len(self.body.marks) else None

    def _is_marked(self, html: str) -> bool:
        """Whether it is a mark, which is now that of the innermost block."""
        mark = self._mark(html)
        if mark is not None and self.is_waiting:
            self._settle(mark)
        elif mark is not None and self.blocks:  # it follows an image, an anchor or a comment
            self.out[self.blocks[-1].begun] = self._opening(self.blocks[-1], mark)
        return mark is not None

    def _part(self, html: str) -> bool:
        """Whether blocks in another language begin or end here."""
        mark = self._mark(html.strip())
        if mark is None or not mark.part:
            return False
        self.foreign = mark.lang
        begun = f'<div lang="{mark.lang}" dir="{direction(mark.lang)}">\n'
        self.out.append(begun if mark.part == "begin" else "</div>\n")
        return True

    def _lang(self) -> str:
        """Return the language of the words being written."""
        mine = self.blocks[-1].mark.lang if self.blocks else ""
        return mine or self.foreign or self.body.locale

    def _verbatim(self, text: str) -> str:
        """Return code with the commands of a site generator as they are written."""
        regions = self.body.regions

        def written(token: re.Match[str]) -> str:
            number = int(token[1])
            return regions[number].written if number < len(regions) else ""

        return _TOKEN.sub(written, text) if "\ufdd0" in text else text

    def _refer(self, name: str) -> None:
        number = self.numbers.setdefault(name, len(self.numbers) + 1)
        times = self.references[name] = self.references.get(name, 0) + 1
        self.out.append(
            f'<sup class="note"><a href="#note-{number}" id="{_reference(number, times)}"'
            f' role="doc-noteref">{self.body.number(number)}</a></sup>'
        )

    def _title(self, title: str) -> str:
        return f' title="{escape(isolate_runs(title, self.body.locale))}"' if title else ""


_STARTS: Mapping[str, Callable[[_Writer, Any], None]] = {
    "Heading": _Writer.start_heading,
    "BlockQuote": _Writer.start_quote,
    "CodeBlock": _Writer.start_code,
    "List": _Writer.start_list,
    "Table": _Writer.start_table,
    "TableHead": _Writer.start_head,
    "TableRow": _Writer.start_row,
    "TableCell": _Writer.start_cell,
    "FootnoteDefinition": _Writer.start_note,
    "Link": _Writer.start_link,
    "Image": _Writer.start_image,
}
_TITLED = re.compile(
    r"<blockquote>\n<p(?P<attributes>[^>]*)>\[!(?:<bdi[^>]*>)?(?P<kind>[A-Za-z]+)(?:</bdi>)?\][-+]?"
    r"(?P<title>(?:[^\n<]|<(?P<tag>em|strong|code|bdi)(?: [^>]*)?>[^\n<]*</(?P=tag)>)*)"
    r"(?P<end>\n|<br>\n?|</p>)"
)
"""The beginning of a quote whose first line names a kind of callout and has a title."""

_ENDS: Mapping[str, Callable[[_Writer, Any], None]] = {
    "BlockQuote": _Writer.end_quote,
    "CodeBlock": _Writer.end_code,
    "List": _Writer.end_list,
    "TableHead": _Writer.end_head,
    "FootnoteDefinition": _Writer.end_note,
    "Image": _Writer.end_image,
}


def _named(value: Any) -> tuple[str, Any]:
    """Return the name of what begins or ends, and the parser's value for it."""
    if isinstance(value, str):
        return value, None
    ((name, inside),) = value.items()
    return name, inside


def _highest(found: Sequence[Any]) -> int:
    """Return the level of the highest Markdown heading; 2 without one."""
    levels = [
        int(inside["level"][1:])
        for event in found
        if isinstance(event, dict) and isinstance(event.get("Start"), dict)
        for name, inside in event["Start"].items()
        if name == "Heading"
    ]
    return max(2, min(levels, default=2))


def _ids(found: Sequence[Any], rule: HeadingIds) -> Sequence[str]:
    """Return the ids of the headings in text order, made from their words."""
    headings: list[tuple[str, str | None]] = []
    words: list[str] | None = None
    for event in found:
        if not isinstance(event, dict):
            continue
        ((kind, value),) = event.items()
        if kind == "Start" and isinstance(value, dict) and "Heading" in value:
            words = []
            headings.append(("", value["Heading"]["id"]))
        elif kind == "End" and isinstance(value, dict) and "Heading" in value:
            headings[-1] = "".join(words or ()), headings[-1][1]
            words = None
        elif kind in ("Text", "Code") and words is not None:
            words.append(value)
    return heading_ids(rule, headings)


def _attributes(id_: str | None, classes: Sequence[str]) -> str:
    named = f' id="{escape(id_)}"' if id_ else ""
    return named + (f' class="{escape(" ".join(classes))}"' if classes else "")


def _reference(number: int, times: int) -> str:
    return f"to-{number}" if times == 1 else f"to-{number}-{times}"


@lru_cache(2048)
def _spelled(address: str) -> str:
    """Return the address as an attribute, with characters that it may not contain percent-encoded.

    Letters of other scripts stay, as in an IRI (RFC 3987).
    """
    safe = "".join(c if c > "\x7f" and not c.isspace() else quote(c, safe=_SAFE) for c in address)
    return escape(safe)


_SAFE = "/%#?&=:;,.@!$'()*+~[]-_"
