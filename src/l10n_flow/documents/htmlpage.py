"""HTML as an article: a whole page, or a fragment as a content management system stores it.

A slot is between tags, in the value of an attribute that people read, in `<title>`, or in the
`content` of a `<meta>` for readers. Every tag, comment, script and shortcode around it stays byte
for byte. Tags are found by `html`, which needs no closing tags: any tag that is not phrasing
content ends a run of prose, as in a browser.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from l10n_flow import patterns as re
from l10n_flow.documents import frontmatter, html
from l10n_flow.documents.document import (
    Document,
    Edit,
    Field,
    Format,
    FrontMatter,
    Link,
    ParseOptions,
    Slot,
    Warned,
    compose,
    is_translatable,
    outermost_first,
)
from l10n_flow.documents.html import Token
from l10n_flow.documents.markdown import opaque
from l10n_flow.documents.markdown.directives import Directives
from l10n_flow.documents.markdown.inline import prose
from l10n_flow.model import Segment

SHORTCODES = (
    # Text in brackets that has values, closes something, or has one of WordPress's own names.
    # https://developer.wordpress.org/apis/shortcode/
    (
        r"\[\[?[A-Za-z][\w-]*"
        r"(?:[ \t]+[\w-]+=(?:\"[^\"\r\n]*\"|'[^'\r\n]*'|[^\s\[\]\"'<>]+))+[ \t]*/?\]\]?"
    ),
    r"\[/[A-Za-z][\w-]*\]",
    r"\[(?:audio|caption|embed|gallery|playlist|video|wp_caption)\]",
)
"""Shortcodes of WordPress: they are opaque, and the words between two of them are prose."""

_KINDS = {
    b"p": "paragraph",
    b"li": "item",
    b"td": "cell",
    b"th": "cell",
    b"blockquote": "quote",
    b"dt": "term",
    b"dd": "definition",
    **{b"h%d" % level: f"heading {level}" for level in range(1, 7)},
}
"""By element, the kind of its segments; for any other element it is "html"."""

_META = {
    b"description": "description",
    b"og:title": "og:title",
    b"og:description": "og:description",
    b"og:site_name": "og:site_name",
    b"og:image:alt": "og:image:alt",
    b"twitter:title": "twitter:title",
    b"twitter:description": "twitter:description",
    b"twitter:image:alt": "twitter:image:alt",
    b"apple-mobile-web-app-title": "apple-mobile-web-app-title",
}
"""Names of `<meta>` whose content readers see, in search results or social networks."""

_DATES = frozenset((b"article:published_time", b"date", b"dc.date", b"dcterms.date"))
"""Names of `<meta>` with the date of publication."""


def parse(text: bytes, options: ParseOptions) -> Document:
    r"""The page or fragment in these bytes (valid UTF-8), with a slot for everything people read.

    >>> page = parse(b"<ul><LI>See <a href='/x'>us</a>\n<li translate=no>x</ul>", ParseOptions())
    >>> [(s.source, s.kind) for s in page.segments]
    [('See <a {1}>us</a>', 'item')]
    """
    options = _with_shortcodes(options)
    front, body, warnings = frontmatter.find(text)
    page = _PageParser(text, body, options)
    page.read()
    slots = page.slots
    if front is not None:
        slots = [*frontmatter.slots(text, front, options), *slots]
    else:
        front = _stated(page.fields)
    page.directives.end()
    return Document(
        text,
        tuple(slots),
        HTML,
        options,
        front,
        links=tuple(page.links),
        shape=tuple(page.shape),
        raw_html=tuple(page.tags),
        warnings=(*warnings, *page.directives.warnings, *page.warnings),
    )


HTML = Format("HTML", (".html", ".htm"), parse, grammar="html")
"""HTML has its metadata in `<head>` and `<html>`, so it needs no front matter."""


def _with_shortcodes(options: ParseOptions) -> ParseOptions:
    if options.opaque[-len(SHORTCODES) :] == SHORTCODES:
        return options
    return replace(options, opaque=(*options.opaque, *SHORTCODES))


def _stated(fields: Sequence[Field]) -> FrontMatter | None:
    """The page's metadata as fields: its language, title, description and date."""
    first: dict[str, Field] = {}
    for field in fields:
        first.setdefault(str(field.path[0]), field)
    return FrontMatter(0, 0, 0, 0, tuple(first.values())) if first else None


_IS_WHOLE = re.compile(rb"<(?:!doctype|html|body)\b", re.IGNORECASE)
_BLANK_LINE = re.compile(rb"(?<![ \t])[ \t]*(?:\r\n|\n|\r(?!\n))[ \t]*[\r\n]\s*")
_STRING = "tag:yaml.org,2002:str"


class _PageParser:
    """Reads one page, tag by tag."""

    def __init__(self, text: bytes, body: int, options: ParseOptions) -> None:
        self.text = text
        self.body = body
        self.hidden = opaque.regions(text, options.opaque_pattern(text), body)
        self.readable = opaque.hide(text, self.hidden) if self.hidden else text
        self.is_whole = _IS_WHOLE.search(self.readable) is not None
        self.slots: list[Slot] = []
        self.fields: list[Field] = []
        self.links: list[Link] = []
        self.tags: list[str] = []
        self.shape: list[object] = []
        self.warnings: list[Warned] = []
        self.directives = Directives()
        self.kind = "html"

    def read(self) -> None:
        """Read the whole page in the order of its text."""
        group: list[Token] = []
        for token in self._pieces():
            if token.kind in ("text", "inline") or (
                token.kind == "kept" and token.name in html.INLINE
            ):
                group.append(token)
            else:
                self._close(group)
                group = []
                self._see(token)
            if token.kind == "inline" or token.kind == "kept":
                self._note_tag(token)
        self._close(group)

    def _pieces(self) -> Iterator[Token]:
        """The tokens; in a fragment a blank line ends a paragraph, as in WordPress' old editor."""
        for token in html.tokens(self.readable, self.body, len(self.readable)):
            if token.kind != "text" or self.is_whole:
                yield token
                continue
            at = token.start
            for gap in _BLANK_LINE.finditer(self.readable, token.start, token.end):
                yield Token("text", at, gap.start())
                yield Token("other", *gap.span())
                at = gap.end()
            yield Token("text", at, token.end)

    def _see(self, token: Token) -> None:
        """Handle a tag or comment between two runs of prose."""
        if token.kind == "other":
            if self.text.startswith(b"<!--", token.start):
                self.directives.apply(self.text[token.start : token.end], token.start)
            return
        self.shape.append(("/" if token.closes else "") + token.name.decode())
        if token.kind == "kept":
            if token.name in (b"html", b"body"):
                what = "the whole page is marked as not to be translated, so it has no segments"
                self.warnings.append(Warned(what, token.start))
            return
        self.kind = "html" if token.closes else _KINDS.get(token.name, "html")
        if token.closes:
            return
        tag = html.TAG.match(self.readable, token.start)
        if tag is None:
            return
        self._note_tag(token)
        if token.name == b"html":
            self._see_language(tag)
        elif token.name == b"meta":
            self._see_meta(tag)
        elif token.name == b"title":
            end = html.raw_end(self.readable, token.end, len(self.readable), token.name)
            self._add(token.end, end, "field: title", "rcdata")
            self._remember("title", *_trimmed(self.text, token.end, end))
        for run in html.attribute_runs(self.readable, token):
            self._add(run.start, run.end, "html", run.place)

    def _note_tag(self, token: Token) -> None:
        """Record a tag, and its addresses as links.

        Not for `<meta>`: a translation can change only the words in it that people read.
        """
        text, span = self.text, (token.start, token.end)
        if token.kind == "kept":
            return
        if token.name != b"meta":
            self.tags.append(html.joined(text, *span, html.line_breaks(text, *span)))
        self.links.extend(Link(*target) for target in html.targets(text, *span))

    def _see_language(self, tag: re.Match[bytes]) -> None:
        for name, _, (start, end) in html.attributes_of(self.readable, tag):
            if name == b"lang" and self.text[start:end].strip():
                self._remember("lang", start, end)

    def _see_meta(self, tag: re.Match[bytes]) -> None:
        """Handle the content of a `<meta>`: words for readers, a date, or something else."""
        found = {
            name: (quote, span) for name, quote, span in html.attributes_of(self.readable, tag)
        }
        if b"content" not in found:
            return
        quote, (start, end) = found[b"content"]
        for name in (b"name", b"property", b"itemprop"):
            if name not in found:
                continue
            at = found[name][1]
            meant = self.readable[at[0] : at[1]].strip().lower()
            if meant in _META:
                self._add(start, end, f"field: {_META[meant]}", f"attribute-{quote}")
                if meant == b"description":
                    self._remember("description", start, end)
            elif meant in _DATES:
                self._remember("date", start, end)

    def _remember(self, name: str, start: int, end: int) -> None:
        if start < end:
            value = self.text[start:end].decode()
            self.fields.append(Field((name,), value, start, end, "", _STRING))

    def _close(self, group: list[Token]) -> None:
        """Make a slot of a run of prose."""
        for run in html.run_of(self.readable, group):
            edits: list[Edit] = list(run.edits)
            if self.hidden:
                edits = [html.as_written(self.text, edit) for edit in edits]
            self._add(run.start, run.end, self.kind, run.place, edits)

    def _add(self, start: int, end: int, kind: str, place: str, edits: Sequence[Edit] = ()) -> None:
        """Add a slot, unless it has no words or the author wants it left out."""
        start, end = _trimmed(self.text, start, end)
        if start >= end:
            return
        if place != "html":
            edits = [Edit(*gap, b" ") for gap in html.line_breaks(self.text, start, end)]
        if self.hidden:
            start, end = prose(self.text, start, end, edits, self.hidden)
            found = opaque.edits(self.text, self.hidden, start, end)
            edits = sorted([*edits, *found], key=outermost_first)
        source, placeholders = compose(self.text, start, end, edits)
        if self.directives.skipping or not is_translatable(source):
            return
        context, note = self.directives.take() if self.directives.has_words else (None, "")
        segment = Segment(source, kind, placeholders, context, note)
        self.slots.append(Slot(start, end, segment, place, "", (start, start)))


def _trimmed(text: bytes, start: int, end: int) -> tuple[int, int]:
    """The range without the blanks at its edges."""
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return start, max(start, end - (len(words) - len(words.rstrip())))
