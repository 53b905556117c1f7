"""A reader who follows every link of a site that was built, and a translator who invents words."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from l10n_flow import yamltext
from l10n_flow.documents import Document, read
from l10n_flow.editions.anchors import HEADING_IDS, ids_of
from l10n_flow.editions.links import target_path


@dataclass(frozen=True, slots=True)
class Page:
    """One edition as a site generator would read it."""

    name: str
    """Its path among the editions: `es/news/brief.md`."""
    document: Document
    front: dict[str, object]

    @property
    def ids(self) -> set[str]:
        """What an address may name after its `#`."""
        own = set(re.findall(r'\bid="([^"]+)"', self.document.text.decode()))
        return own | set(ids_of(self.document, HEADING_IDS["github"]))


def pages(folder: Path) -> dict[str, Page]:
    """Every edition below a folder that has a folder for each language."""
    found = {}
    for path in sorted(folder.rglob("*.md")):
        document = read(path.read_bytes(), path)
        front = document.front
        assert front is not None, path
        inside = document.text[front.inside : front.close].decode()
        data = yamltext.load(inside, path).data
        assert isinstance(data, dict), path
        name = path.relative_to(folder).as_posix()
        found[name] = Page(name, document, data)
    return found


def dead_ends(folder: Path) -> list[str]:
    """Every address in the editions that leads nowhere, and every alternate that leads not back."""
    site = pages(folder)
    return [
        *(f"{page.name}: {where}" for page in site.values() for where in _lost(page, site, folder)),
        *(
            f"{page.name}: alternate {where}"
            for page in site.values()
            for where in _ways(page, site)
        ),
    ]


def _lost(page: Page, site: dict[str, Page], folder: Path) -> Iterator[str]:
    for link in page.document.links:
        target, _, anchor = link.target.partition("#")
        path = target_path(target, page.name) if target else page.name
        if path is None:
            continue
        ids = site[path].ids if path in site else {unquote(anchor)}
        if not (folder / path).is_file() or (anchor and unquote(anchor) not in ids):
            yield link.target


def _ways(page: Page, site: dict[str, Page]) -> Iterator[str]:
    alternates = page.front.get("alternates", {})
    assert isinstance(alternates, dict)
    own = page.name.partition("/")[0]
    for locale, way in alternates.items():
        there = posixpath.normpath(posixpath.join(posixpath.dirname(page.name), way))
        if there not in site or there.partition("/")[0] != locale:
            yield way
            continue
        back = site[there].front.get("alternates", {})
        assert isinstance(back, dict)
        if own not in back:
            yield f"{way} and not back"


_WORD = re.compile(r"`[^`]*`|\{\d+\}|<[^>]*>|&\w+;|\[\^\w+\]|(?P<word>[^\W\d_]+)")
_PERSIAN = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ابسدفگهیجکلمنپقرستوخزچشعذط")


def invented(source: str, locale: str) -> str:
    """Words of no language in place of the source's words; its marks and placeholders stay.

    >>> invented("**Rain** on [mud]({1})", "es"), invented("Rain {1}", "fa")
    ('**Rainez** onez [mudez]({1})', 'تاجپ {1}')
    """

    def other(match: re.Match[str]) -> str:
        word = match["word"]
        if word is None:
            return match.group()
        return word.lower().translate(_PERSIAN) if locale == "fa" else f"{word}ez"

    return _WORD.sub(other, source)
