"""Markdown within HTML: `<div markdown="1">`, as kramdown and Python-Markdown read it.

CommonMark takes such a block for HTML to the next blank line, and would join its paragraphs, lists
and headings into one. Without the two tags the lines between are Markdown like any other, in
whatever generator. The first begins a line and the other ends one; words may stand beside them.
https://kramdown.gettalong.org/syntax.html#html-blocks
https://python-markdown.github.io/extensions/md_in_html/
"""

from __future__ import annotations

import re
from typing import NamedTuple

from l10n_flow.documents.html import TAG, is_kept
from l10n_flow.documents.markdown.dialects import BLOCK_MARKS

__all__ = ["Tag", "says_markdown", "tags_around"]


class Tag(NamedTuple):
    """A tag that opens or closes an element whose content is Markdown."""

    start: int
    end: int
    has_words_before: bool = False
    has_words_after: bool = False


_LINE = re.compile(
    rb"^" + BLOCK_MARKS.encode() + rb"(?:"
    rb"(?P<opening><(?P<name>[A-Za-z][A-Za-z0-9-]*)"
    rb"(?P<attributes>(?:[^<>\"'\r\n]|\"[^\"\r\n]*\"|'[^'\r\n]*')*)>)(?P<after>[^\r\n]*)"
    rb"|(?P<before>[^\r\n]*)(?P<closing></(?P<closed>[A-Za-z][A-Za-z0-9-]*)[ \t]*>)[ \t]*"
    rb")(?=[\r\n]|\Z)",
    re.MULTILINE,
)
_SAYS_SO = re.compile(rb"<[A-Za-z][^<>\r\n]*\smarkdown[\s=/>]")
_MARKDOWN = re.compile(
    rb"\smarkdown(?:\s*=\s*(?:\"(?:1|block|span)\"|'(?:1|block|span)'|1|block|span))?(?=[\s/]|\Z)"
)


def says_markdown(text: bytes) -> bool:
    """Whether an element may say that its content is Markdown."""
    return b"markdown" in text and _SAYS_SO.search(text) is not None


def tags_around(text: bytes) -> list[Tag]:
    r"""The tags that open and close an element whose content is Markdown, on different lines.

    >>> page = b'<div markdown="1">A\n- b\n</div>\n'
    >>> [(page[tag.start:tag.end], tag.has_words_after) for tag in tags_around(page)]
    [(b'<div markdown="1">', True), (b'</div>', False)]
    """
    if not says_markdown(text):
        return []
    found: list[Tag] = []
    opened: list[tuple[bytes, Tag | None]] = []
    for line in _LINE.finditer(text):
        if line["closing"]:
            if opened and opened[-1][0] == line["closed"].lower():
                _, opening = opened.pop()
                if opening is not None:
                    has_words = bool(line["before"].strip())
                    found += [opening, Tag(*line.span("closing"), has_words_before=has_words)]
            continue
        name, after = line["name"].lower(), line["after"].strip()
        if b"</" + name in after.lower():
            continue
        tag = TAG.match(line["opening"])
        is_markdown = _MARKDOWN.search(line["attributes"]) and not (tag and is_kept(tag))
        if is_markdown or any(name == other for other, _ in opened):
            opening = Tag(*line.span("opening"), has_words_after=bool(after))
            opened.append((name, opening if is_markdown else None))
    return sorted(found)
