"""What a page that a generator made is made of: elements, ids, and words that should be none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

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
    links: frozenset[tuple[str, str]]
    """Links with a fragment to this page or one beside it: the page's name, "" for this one, and
    the fragment."""
    raw: Counter[str]
    """Markers that are visible as words."""
    text: str


def read(path: Path, notice: str = "") -> Page:
    """The page in a file, without the notices of editions that begin with these words."""
    root = html.fromstring(path.read_text("utf-8"))
    body = root.find("body")
    assert body is not None, path
    for quote in list(body.iter("blockquote")):
        if notice and "".join(quote.itertext()).strip().startswith(notice):
            quote.drop_tree()
    for span in list(body.iter("span")):
        if span.get("lang") and span.get("dir"):
            span.drop_tag()
    named = [str(node.get("id")) for node in body.iter() if node.get("id") is not None]
    # VitePress draws lots for the ids of tabs.
    ids = frozenset(name for name in named if not name.startswith("tab-"))
    for anchor in [*body.iter("a"), *body.iter("span")]:
        if set(anchor.attrib) == {"id"} and not "".join(anchor.itertext()):
            anchor.drop_tag()
    text = "\n".join(_words(body))
    return Page(
        tuple(_elements(body, 0)), ids, frozenset(_links(body)), Counter(RAW.findall(text)), text
    )


def _links(body: html.HtmlElement) -> Iterator[tuple[str, str]]:
    for link in body.iter("a"):
        target, _, fragment = (link.get("href") or "").partition("#")
        if fragment and "//" not in target:
            yield PurePosixPath(target.rstrip("/")).stem, unquote(fragment)


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
