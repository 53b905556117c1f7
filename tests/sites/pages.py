"""What a page that a generator made is made of: elements, ids, and words that should be none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import html

RAW = re.compile(
    r":::|!!!|\?\?\?|\{[#:%{]|===|\)=|\(\w[\w-]*\)=|^\+\+\+|<!--|\[!|</?span", re.MULTILINE
)
"""What a generator did not read as its own when it stands among the words of a page."""

_SILENT = ("script", "style", "pre", "code", "template", "noscript")
_DERIVED = ("title", "meta", "link", "script", "style", "head")


@dataclass(frozen=True, slots=True)
class Page:
    """One page."""

    elements: tuple[str, ...]
    """Every element of the body in order with its depth and classes, without our marks."""
    ids: frozenset[str]
    raw: Counter[str]
    """Markers that are visible as words."""
    text: str


def read(path: Path, notice: str = "") -> Page:
    """The page in a file, without the notice of an edition that begins with these words."""
    root = html.fromstring(path.read_text("utf-8"))
    body = root.find("body")
    assert body is not None, path
    for quote in list(body.iter("blockquote")):
        if notice and "".join(quote.itertext()).strip().startswith(notice):
            quote.drop_tree()
            break
    for span in list(body.iter("span")):
        if span.get("lang") and span.get("dir"):
            span.drop_tag()
    ids = frozenset(str(node.get("id")) for node in body.iter() if node.get("id") is not None)
    for anchor in list(body.iter("a")):
        if set(anchor.attrib) == {"id"} and not "".join(anchor.itertext()):
            anchor.drop_tag()
    text = "\n".join(_words(body))
    return Page(tuple(_elements(body, 0)), ids, Counter(RAW.findall(text)), text)


def _elements(node: html.HtmlElement, depth: int) -> Iterator[str]:
    if not isinstance(node.tag, str) or node.tag in _DERIVED:
        return
    classes = " ".join(sorted((node.get("class") or "").split()))
    yield f"{'  ' * depth}{node.tag} {classes}".rstrip()
    for child in node:
        yield from _elements(child, depth + 1)


def _words(node: html.HtmlElement) -> Iterator[str]:
    if isinstance(node.tag, str) and node.tag not in _SILENT:
        if node.text:
            yield node.text
        for child in node:
            yield from _words(child)
            if child.tail:
                yield child.tail
