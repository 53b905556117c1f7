"""What is known of a page that was read back, as a value that a ledger can keep."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

__all__ = ["BodyBlock", "BuiltAlternate", "BuiltPage", "Fault", "Reference", "packed", "unpacked"]


class Fault(NamedTuple):
    """Something wrong on a page: a row of `checks.projectlevel`, and where it is."""

    check: str
    message: str
    line: int | None = None
    detail: str = ""
    """Which of several."""


class Reference(NamedTuple):
    """An address on a page."""

    line: int
    tag: str
    address: str


class BuiltAlternate(NamedTuple):
    """The same page in another language, as a page or the site map names it."""

    lang: str
    address: str


class BodyBlock(NamedTuple):
    """A block of an article's body."""

    tag: str
    line: int
    words: str
    """A digest of its words; "" where it has fewer than two."""
    is_marked: bool
    """Whether it says that its words are in another language than the page."""


@dataclass(frozen=True, slots=True)
class BuiltPage:
    """A page, a feed or a site map, by what others need to know of it."""

    place: str
    """Its path in the folder of the site."""
    lang: str = ""
    """The language of the folder that it lies in, else the one that it says."""
    canonical: str = ""
    alternates: tuple[BuiltAlternate, ...] = ()
    references: tuple[Reference, ...] = ()
    ids: tuple[str, ...] = ()
    blocks: tuple[BodyBlock, ...] = ()
    categories: tuple[str, ...] = ()
    """The addresses of the categories that an article page names."""
    data: Mapping[str, Any] = field(default_factory=dict)
    """The JSON-LD of an article page; empty where there is none."""
    left: tuple[tuple[int, str], ...] = ()
    """Placeholders and commands that stand among the words, with their lines."""
    faults: tuple[Fault, ...] = ()
    """What the page shows by itself."""

    @property
    def article(self) -> str:
        """The article's path in the content folder; "" for a page of no single article."""
        return _text(self.data.get("identifier"))

    @property
    def revision(self) -> tuple[str, str]:
        """The digest of the article's text that the page was built from, and of its catalog."""
        text, _, catalog = _text(self.data.get("version")).partition(".")
        return text, catalog

    @property
    def original(self) -> str:
        """The address of the page that this one translates; "" for an original."""
        work = self.data.get("translationOfWork")
        return _text(work.get("@id")) if isinstance(work, dict) else ""

    @property
    def translations(self) -> frozenset[str]:
        """The addresses of the pages that translate this one."""
        works = self.data.get("workTranslation")
        found = works if isinstance(works, list) else [works]
        return frozenset(_text(work.get("@id")) for work in found if isinstance(work, dict))

    @property
    def address(self) -> str:
        """What the page calls itself in its data."""
        return _text(self.data.get("@id"))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def packed(page: BuiltPage) -> str:
    """The page as text. Law: `unpacked(packed(page)) == page`."""
    values = [getattr(page, name) for name in BuiltPage.__slots__]
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def unpacked(text: str) -> BuiltPage:
    """The page again; raises `ValueError` or `TypeError` for what `packed` did not write."""
    (place, lang, canonical, alternates, references, ids, blocks, categories, data, left,
     faults) = json.loads(text)  # fmt: skip
    return BuiltPage(
        str(place),
        str(lang),
        str(canonical),
        _rows(BuiltAlternate, alternates),
        _rows(Reference, references),
        tuple(ids),
        _rows(BodyBlock, blocks),
        tuple(categories),
        dict(data),
        tuple([(int(line), str(words)) for line, words in left]),
        _rows(Fault, faults),
    )


def _rows(kind: Any, rows: Sequence[Sequence[Any]]) -> Any:
    return tuple([kind(*row) for row in rows])
