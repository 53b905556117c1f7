"""Markdown within HTML: `<div markdown="1">`, as kramdown and Python-Markdown read it.

CommonMark takes such a block for HTML to the next blank line, and would join its paragraphs, lists
and headings into one. The two tags stand on lines of their own; without them the lines between are
Markdown like any other, in whatever generator.
https://kramdown.gettalong.org/syntax.html#html-blocks
https://python-markdown.github.io/extensions/md_in_html/
"""

from __future__ import annotations

import re

from l10n_flow.documents.html import TAG, Range, is_kept

__all__ = ["tags_alone"]

_LINE = re.compile(
    rb"^(?:[ \t>]|[-*+][ \t]|[0-9]{1,9}[.)][ \t])*"
    rb"(?P<tag><(?P<close>/)?(?P<name>[A-Za-z][A-Za-z0-9-]*)"
    rb"(?P<attributes>(?:[^<>\"'\r\n]|\"[^\"\r\n]*\"|'[^'\r\n]*')*)>)[ \t]*(?=[\r\n]|\Z)",
    re.MULTILINE,
)
_MARKDOWN = re.compile(
    rb"\smarkdown(?:\s*=\s*(?:\"(?:1|block|span)\"|'(?:1|block|span)'|1|block|span))?(?=[\s/]|\Z)"
)


def tags_alone(text: bytes) -> list[Range]:
    r"""The tags that open and close an element whose content is Markdown, alone on their lines.

    >>> page = b'<div markdown="1">\n# A\n- b\n</div>\n'
    >>> [page[start:end] for start, end in tags_alone(page)]
    [b'<div markdown="1">', b'</div>']
    """
    if b"markdown" not in text:
        return []
    found: list[Range] = []
    opened: list[tuple[bytes, Range | None]] = []
    for line in _LINE.finditer(text):
        name = line["name"].lower()
        if not line["close"]:
            is_markdown = _MARKDOWN.search(line["attributes"]) is not None
            tag = TAG.match(line["tag"])
            is_markdown = is_markdown and not (tag and is_kept(tag))
            if is_markdown or any(name == other for other, _ in opened):
                opened.append((name, line.span("tag") if is_markdown else None))
        elif opened and opened[-1][0] == name:
            _, opening = opened.pop()
            if opening is not None:
                found += [opening, line.span("tag")]
    return sorted(found)
