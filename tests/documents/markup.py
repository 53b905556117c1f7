"""What a reader gets: the HTML of an article, its block structure and its words."""

from __future__ import annotations

from html.parser import HTMLParser

import pyromark

from l10n_flow.documents import ParseOptions
from l10n_flow.documents.html import INLINE
from l10n_flow.documents.markdown.parsing import _OPTIONS, parse


def html(article: bytes) -> str:
    """The body of an article as HTML."""
    front = parse(article, ParseOptions()).front
    body = article[front.end if front else 0 :].decode().removeprefix("\ufeff")
    return pyromark.html(body, options=_OPTIONS)


class _Blocks(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag.encode() not in INLINE:
            self.found.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag.encode() not in INLINE:
            self.found.append("/" + tag)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def skeleton(article: bytes) -> list[str]:
    """The block tags of an article's HTML, in order."""
    reader = _Blocks()
    reader.feed(html(article))
    return reader.found


def words(article: bytes) -> str:
    """The words that a browser shows, blanks made single."""
    reader = _Blocks()
    reader.feed(html(article))
    reader.close()
    return " ".join("".join(reader.words).split())
