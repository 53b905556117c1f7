"""Editions of HTML: the page with its translations, and its language in `<html>`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from l10n_flow.documents import Document, Slot, Splice, html, render, splice
from l10n_flow.documents.document import beginning, line_end
from l10n_flow.documents.html import Token
from l10n_flow.documents.markdown import opaque
from l10n_flow.editions.edition import Edition, Otherwise, Written
from l10n_flow.editions.metadata import completed, unsound
from l10n_flow.editions.omissions import can_go
from l10n_flow.language.tags import direction, language_tag


def write(edition: Edition, otherwise: Otherwise | None) -> Written:
    """The page with its translations, its language and direction, and the notice to readers.

    A fragment has no `<html>`: the system that stores it knows the language. YAML above the HTML is
    completed as in Markdown. `otherwise` returns the text in place of untranslated words.
    """
    document = edition.document
    rendered = render(document, edition.selection.translations, otherwise)
    has_yaml = document.front is not None and document.front.end > 0
    top = list(completed(edition)) if has_yaml else []
    gone = list(_omitted(edition))
    words = [s for s in rendered.splices if not any(g.start <= s.start < g.end for g in gone)]
    readable = _readable(document)
    made = [*top, *words, *gone, *_language(edition, readable), *_notice(edition, readable)]
    splices = sorted(made, key=lambda s: (s.start, s.end))
    text = splice(document.text, splices)
    return Written(text, rendered.refusals, unsound(edition, splices) if has_yaml else None)


def _readable(document: Document) -> bytes:
    """The text without the tags in commands of a site generator."""
    text = document.text
    hidden = opaque.regions(text, document.options.opaque_pattern(text))
    return opaque.hide(text, hidden) if hidden else text


def _tokens(document: Document, readable: bytes) -> Iterator[Token]:
    front = document.front.end if document.front is not None else 0
    return html.tokens(readable, max(front, beginning(readable)), len(readable))


# The language


def _language(edition: Edition, readable: bytes) -> Iterator[Splice]:
    """`lang` and `dir` of `<html>`, if the page has that tag."""
    locale, derived = edition.facts.locale, edition.rules.derived
    wanted = {b"lang": language_tag(locale), b"dir": direction(locale)}
    values = {name: value for name, value in wanted.items() if name.decode() in derived}
    for token in _tokens(edition.document, readable):
        if token.name != b"html" or token.closes:
            continue
        tag = html.TAG.match(readable, token.start)
        if tag is None:
            return
        found = {name: at for name, _, at in html.attributes_of(readable, tag)}
        missing = {name: value for name, value in values.items() if name not in found}
        if missing:
            attributes = "".join(f' {name.decode()}="{value}"' for name, value in missing.items())
            yield Splice(tag.end("name"), tag.end("name"), attributes.encode())
        if b"lang" in values and b"xml:lang" in found:
            values[b"xml:lang"] = values[b"lang"]
        for name, value in values.items():
            if name in found:
                yield Splice(*found[name], value.encode())
        return


# The notice

_HEAD = frozenset(
    (b"html", b"head", b"title", b"meta", b"link", b"base", b"style", b"script", b"noscript")
)


def _notice(edition: Edition, readable: bytes) -> Iterator[Splice]:
    """The notice for readers, first in the body; it is not translated."""
    notice, document = edition.notice, edition.document
    is_yaml = document.front is not None and document.front.end > 0
    if notice is None or (edition.rules.notice != "body" and is_yaml):
        return
    about = ""
    if notice.lang != language_tag(edition.facts.locale):
        about = f' lang="{notice.lang}" dir="{direction(notice.lang)}"'
    words = escape(notice.text, quote=False)
    block = f'<p class="translation-notice notranslate"{about}>{words}</p>'
    eol = line_end(document.text)
    if b"<!-- wp:" in document.text:
        block = f"<!-- wp:html -->{eol}{block}{eol}<!-- /wp:html -->"
    at, is_body = _first_in_body(document, readable)
    text = f"{eol}{block}" if is_body else f"{block}{eol}"
    yield Splice(at, at, text.encode())


def _first_in_body(document: Document, readable: bytes) -> tuple[int, bool]:
    """The start of the body, and whether there is a tag for it.

    Nothing is put before a doctype, because a browser would then use quirks mode.
    """
    for token in _tokens(document, readable):
        if token.name == b"body" and not token.closes:
            return token.end, True
        is_content = token.name not in _HEAD
        if token.kind == "text":
            is_content = bool(readable[token.start : token.end].strip())
        elif token.kind == "other":
            is_content = readable.startswith(b"<!-- wp:", token.start)
        if is_content:
            return token.start, False
    return len(readable), False


# What is left out

_OPENING = re.compile(
    rb"<(?P<name>p|li|h[1-6]|figcaption|blockquote)(?:\s[^<>]*)?>\s*\Z", re.IGNORECASE
)
_LONGEST = 4000
"""Number of bytes before a slot in which its element's tag is searched for."""


def _omitted(edition: Edition) -> Iterator[Splice]:
    """The words that the rules leave out, with their element if it has no other content."""
    if edition.is_source or edition.rules.untranslated != "omit":
        return
    chosen, text = edition.selection.translations, edition.document.text
    for slot in edition.document.slots:
        if slot.segment.key in chosen or not can_go(slot) or not _is_balanced(text, slot):
            continue
        start, end = slot.start, slot.end
        opening = _OPENING.search(text, max(0, start - _LONGEST), start)
        if opening is not None:
            closing = re.compile(rb"\s*</" + re.escape(opening["name"]) + rb"\s*>", re.IGNORECASE)
            closed = closing.match(text, end)
            if closed is not None:
                start, end = opening.start(), closed.end()
        yield Splice(start, end, b"")


def _is_balanced(text: bytes, slot: Slot) -> bool:
    """Whether the words open and close the same tags."""
    opened: list[bytes] = []
    for tag in html.TAG.finditer(text, slot.start, slot.end):
        name = tag["name"].lower()
        if tag["close"]:
            if not opened or opened.pop() != name:
                return False
        elif not html.is_empty(tag):
            opened.append(name)
    return not opened
