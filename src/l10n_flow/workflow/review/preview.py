"""A preview of the edition: HTML that a page may show as it is, each segment in its element.

The content of articles and translations is not trusted. The HTML is made by the parser that found
the slots, the segments are marked in its result, and nh3, a sanitiser that reads HTML as browsers
do, is applied last: no script, no style, no form, and no address that a browser would load.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from itertools import chain, pairwise
from typing import NamedTuple

from l10n_flow import extras
from l10n_flow.documents import Document, Rendered, Splice, render, splice
from l10n_flow.documents.document import Slot
from l10n_flow.documents.markdown import parsing as markdown
from l10n_flow.errors import UsageError
from l10n_flow.language.tags import direction
from l10n_flow.model import Key, State, digest
from l10n_flow.workflow.review.books import ReadArticle
from l10n_flow.workflow.review.rows import SegmentRow

_TAGS = {
    "a", "abbr", "aside", "b", "bdi", "bdo", "blockquote", "br", "caption", "center", "cite",
    "code", "col", "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em",
    "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "i",
    "ins", "kbd", "li", "main", "mark", "nav", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s",
    "samp", "section", "small", "span", "strike", "strong", "sub", "summary", "sup", "table",
    "tbody", "td", "tfoot", "th", "thead", "time", "tr", "tt", "u", "ul", "var", "wbr",
}  # fmt: skip
_ATTRIBUTES = {
    "*": {"lang", "dir", "title"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "details": {"open"},
    "span": {"data-segment", "data-state", "role", "aria-label"},
    "h1": {"data-segment", "data-state"},
    "p": {"data-segment", "data-state"},
}

_IN_BODY = frozenset(
    ("block", "setext", "heading", "cell", "html", "text", "attribute-double", "attribute-single")
)
"""Places of slots whose words a page shows. Of attributes only descriptions of pictures are shown;
`_Signs.out_of_tags` removes the signs in others."""

_SIGNS = [*range(0x2E00, 0x2E2F), *range(0x2300, 0x23FF)]
"""Rare punctuation and symbols. Markdown treats them as punctuation, like the beginning of a line,
so that marks beside them open and close as they would without them."""


def preview(
    text: ReadArticle, rows: Sequence[SegmentRow], words: Mapping[str, str] | None = None
) -> str:
    """The article with these rows' translations, whatever state they are in, as a page's HTML.

    `words` are translations that are not saved yet, by id. If a translation is missing, or the
    article cannot contain it, the source appears instead. Each segment is in an element with its id
    in `data-segment` and with its state in `data-state`: the row's, "typed", or "unfit". Raises
    `UsageError` when nh3 is not installed.
    """
    typed = words or {}
    states = {row.entry.key: row.state.label for row in rows}
    targets = {row.entry.key: row.target for row in rows if row.target}
    for row in rows:
        if row.id in typed:
            targets[row.entry.key] = typed[row.id]
            states[row.entry.key] = "typed" if typed[row.id] else State.UNTRANSLATED.label
    document = text.document
    rendered = render(document, targets)
    for refusal in rendered.refusals:
        key = refusal.slot.segment.key
        states[key] = "unfit"
        targets.pop(key, None)
    page = _PreviewNotes(text.language, targets, states)
    body = _body(document, rendered)
    html = "".join(chain(_head(document, page), _marked(body, document, rendered, page)))
    return _clean(_UNTRANSLATED.sub(r'<\1\2 dir="\3">', html))


_UNTRANSLATED = re.compile(
    r"<(p|h[1-6]|td|th|dt|dd)((?: (?!dir=)[\w-]+=\"[^\"]*\")*)>"
    r'(?=<span data-segment="[^"]*" data-state="[^"]*" lang="[^"]*" dir="(ltr|rtl)">)'
)
"""A block that begins with words in the source's language: it gets their direction."""


class _PreviewNotes:
    """The translations and the states of the segments, for their elements."""

    def __init__(
        self,
        language: str,
        targets: Mapping[Key, str],
        states: Mapping[Key, str],
    ) -> None:
        self.targets = targets
        self._states = states
        self._source = f' lang="{escape(language)}" dir="{direction(language)}"'

    def about(self, key: Key) -> str:
        """The attributes of a segment's element."""
        state = self._states.get(key, State.UNTRANSLATED.label)
        foreign = self._source if key not in self.targets else ""
        return f' data-segment="{digest(*key)}" data-state="{state}"{foreign}'


def _head(document: Document, page: _PreviewNotes) -> Iterator[str]:
    """The title and the other fields that people read, in their order."""
    fields = [slot for slot in document.slots if document.is_field(slot)]
    if not fields:
        return
    yield "<header>"
    for slot in fields:
        key = slot.segment.key
        tag = "h1" if slot.segment.kind == "field: title" else "p"
        words = escape(page.targets.get(key, key.source))
        yield f"<{tag}{page.about(key)}>{words}</{tag}>"
    yield "</header>"


def _body(document: Document, rendered: Rendered) -> int:
    """The offset of the body in the rendered text, after the front matter."""
    front = document.front
    if front is None:
        return 0
    inner = [s for s in rendered.splices if s.start < front.end]
    return front.end + sum(len(s.text) - (s.end - s.start) for s in inner)


def _marked(
    begin: int, document: Document, rendered: Rendered, page: _PreviewNotes
) -> Iterator[str]:
    """The body's HTML, every segment in a span."""
    signs = _free_signs(rendered.text.decode())
    found = [
        (start, end, slot.segment.key)
        for slot, start, end in _places(document, rendered)
        if slot.place in _IN_BODY or document.format.grammar == "other"
    ]
    marks: list[tuple[int, bytes]] = []
    for number, (start, end, _) in enumerate(found):
        marks += [(start, signs.opening(number)), (end, signs.closing)]
    commands: list[str] = []

    def command(region: bytes) -> bytes:
        commands.append(region.decode())
        return signs.command(len(commands) - 1)

    match document.format.grammar:
        case "text":
            html = _paragraphs(rendered.text, begin, marks)
        case "html":
            made = [Splice(at, at, sign) for at, sign in marks]
            html = splice(rendered.text, made)[begin:].decode()
        case "markdown":
            html = markdown.as_html(rendered.text, begin, document.options, marks, command)
        case "other":
            html = _segments(rendered.text, marks)
    html = signs.out_of_tags(_harmless(html))
    yield signs.replaced(
        html,
        lambda number: f"<span{page.about(found[number][2])}>",
        "</span>",
        lambda number: f"<code>{escape(commands[number])}</code>",
    )


def _places(document: Document, rendered: Rendered) -> Iterator[tuple[Slot, int, int]]:
    """Yield the slots in order with the byte ranges that they have in the rendered text."""
    splices = iter((*rendered.splices, None))
    splice, moved = next(splices), 0
    for slot in document.slots:
        start, end = slot.start + moved, slot.end + moved
        if splice is not None and (splice.start, splice.end) == (slot.start, slot.end):
            end = start + len(splice.text)
            moved = end - slot.end
            splice = next(splices)
        yield slot, start, end


class _Signs(NamedTuple):
    """Signs that a text does not contain; they mark the places that are looked for in its HTML."""

    first: str
    last: str
    end: str
    shortcode: str

    def opening(self, number: int) -> bytes:
        """The sign before the segment of that number."""
        return f"{self.first}{number}{self.last}".encode()

    @property
    def closing(self) -> bytes:
        """The sign after a segment."""
        return self.end.encode()

    def command(self, number: int) -> bytes:
        """The sign in place of the shortcode of that number."""
        return f"{self.shortcode}{number}{self.last}".encode()

    def out_of_tags(self, html: str) -> str:
        """The HTML without the signs in its tags, which come from marked attributes."""
        inside = re.compile(f"[{self.first}{self.shortcode}][0-9]+{self.last}|{self.end}")
        return _TAG.sub(lambda tag: inside.sub("", tag[0]), html)

    def replaced(self, html: str, opening: Made, closing: str, command: Made) -> str:
        """The HTML with tags in place of the signs."""
        numbers = f"([0-9]+){self.last}"
        html = re.sub(self.first + numbers, lambda found: opening(int(found[1])), html)
        html = re.sub(self.shortcode + numbers, lambda found: command(int(found[1])), html)
        return html.replace(self.end, closing)


Made = Callable[[int], str]
"""Makes the HTML for a number."""

_TAG = re.compile(r"</?[A-Za-z][^<>]*>")


def _free_signs(text: str) -> _Signs:
    free = [chr(code) for code in _SIGNS if chr(code) not in text]
    return _Signs(*(free if len(free) >= 4 else "\ue000\ue001\ue002\ue003")[:4])


def _paragraphs(text: bytes, begin: int, marks: Sequence[tuple[int, bytes]]) -> str:
    """Plain text as HTML, with the marks at their places."""
    ends = [(begin, b""), *marks, (len(text), b"")]
    marked = b"".join(text[one:two] + mark for (one, _), (two, mark) in pairwise(ends)).decode()
    parts = re.split(r"\n[ \t]*\n", marked.replace("\r\n", "\n"))
    escaped = [escape(part).replace("\n", "<br>") for part in parts if part.strip()]
    return "".join(f"<p>{part}</p>\n" for part in escaped)


def _segments(text: bytes, marks: Sequence[tuple[int, bytes]]) -> str:
    """The words of an unknown format as HTML, a paragraph for each segment."""
    pairs = zip(marks[::2], marks[1::2], strict=True)
    words = (opening + text[one:two] + closing for (one, opening), (two, closing) in pairs)
    return "".join(f"<p>{escape(one.decode())}</p>\n" for one in words)


_IMAGE = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
_ALT = re.compile(r"""\balt\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_BOX = re.compile(r'<input disabled="" type="checkbox"( checked="")?/>')
_LINK = re.compile(r'<a href="([^"]*)"')


def _harmless(html: str) -> str:
    """The HTML with pictures as descriptions, boxes as signs, and addresses as link titles."""
    html = html.replace("data-segment", "data-other")
    html = _IMAGE.sub(_described, html)
    html = _BOX.sub(lambda match: "☑" if match[1] else "☐", html)
    return _LINK.sub(r'<a title="\1"', html)


def _described(image: re.Match[str]) -> str:
    alt = _ALT.search(image[0])
    words = (alt[1] or alt[2] or "") if alt else ""
    return f'<span role="img" aria-label="{words}">{words}</span>' if words else ""


def _clean(html: str) -> str:
    try:
        import nh3  # noqa: PLC0415 - of the extra 'review'
    except ImportError as error:
        what, hint = extras.lacking("the preview", "review", error)
        raise UsageError(what, hint=hint) from error
    return nh3.clean(
        html,
        tags=_TAGS,
        clean_content_tags={"script", "style", "template", "svg", "math", "iframe", "object"},
        attributes=_ATTRIBUTES,
        link_rel=None,
    )
