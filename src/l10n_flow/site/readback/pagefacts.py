"""The facts of a page that was read back, as a value that a ledger can keep."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Fault(NamedTuple):
    """A fault of a page: a row of `checks.projectlevel`, and its place."""

    check: str
    message: str
    line: int | None = None
    detail: str = ""
    """The index among several."""


class Reference(NamedTuple):
    """An address on a page."""

    line: int
    tag: str
    address: str


class BuiltAlternate(NamedTuple):
    """The same page in another language, as a page or the site map lists it."""

    lang: str
    address: str


class BodyBlock(NamedTuple):
    """A block of an article's body."""

    tag: str
    line: int
    words: str
    """A digest of its words; "" where it has fewer than two."""
    is_marked: bool
    """Whether it declares that its words are in another language than the page."""


@dataclass(frozen=True, slots=True)
class BuiltPage:
    """A page, a feed or a site map, with what comparisons need."""

    place: str
    """Its path in the folder of the site."""
    lang: str = ""
    """The language of its folder, else its declared one."""
    canonical: str = ""
    alternates: tuple[BuiltAlternate, ...] = ()
    references: tuple[Reference, ...] = ()
    ids: tuple[str, ...] = ()
    blocks: tuple[BodyBlock, ...] = ()
    categories: tuple[str, ...] = ()
    """The addresses of the categories on an article page."""
    data: Mapping[str, Any] = field(default_factory=dict)
    """The JSON-LD of an article page; empty without one."""
    left: tuple[tuple[int, str], ...] = ()
    """Placeholders and commands among the words, with their lines."""
    faults: tuple[Fault, ...] = ()
    """Faults that the page itself shows."""

    @property
    def article(self) -> str:
        """The article's path in the content folder; "" for a page without a single article."""
        return _text(self.data.get("identifier"))

    @property
    def revision(self) -> tuple[str, str]:
        """The digests of the article's text and of its catalog from which the page was built."""
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
        """The page's address in its own data."""
        return _text(self.data.get("@id"))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def packed(page: BuiltPage) -> str:
    """Return the page as text. Law: `unpacked(packed(page)) == page`."""
    values = [getattr(page, name) for name in BuiltPage.__slots__]
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def unpacked(text: str) -> BuiltPage:
    """Return the page; raises `ValueError` or `TypeError` for text that `packed` did not write."""
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
