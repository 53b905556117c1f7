"""Find the article of each translated file: by keys of the front matter, by path, by date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum, auto
from pathlib import Path
from typing import NamedTuple

from l10n_flow.documents import Document
from l10n_flow.errors import InputError, L10nFlowError, Place
from l10n_flow.workflow.adopt.originals import EditionShelf

KEYS = ("translationKey", "translation_key", "translationOf", "translation_of", "lang-ref",
        "lang_ref", "ref", "original", "source", "uid", "id")  # fmt: skip
"""Fields that connect the editions of one page in generators: Hugo, Eleventy, Jekyll's plug-ins."""
SLUGS = ("slug", "permalink", "url")
DATES = ("date", "published", "publishDate", "pubDate")

_DATED = re.compile(r"(\d{4}-\d\d-\d\d)")
_INDEXES = frozenset(("index", "_index", "readme"))
_STEERING = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]")


class Claim(IntEnum):
    """How a file was found to be an article's translation; the lowest is the surest."""

    KEY = auto()
    PATH = auto()
    SLUG = auto()
    DATE = auto()


class _PageCandidate(NamedTuple):
    """A file that claims an article."""

    rank: tuple[int, ...]
    """The claim, and for a path the parts that it shares, negative: the lowest is the surest."""
    path: Path
    relative: str
    document: Document


@dataclass(frozen=True, slots=True)
class Paired:
    """Translated files by their article."""

    pages: Mapping[str, tuple[Path, Document]]
    alone: tuple[Path, ...] = ()
    """Files that no article claims."""
    failures: tuple[L10nFlowError, ...] = ()


def paired(files: Sequence[tuple[Path, str, Document]], shelf: EditionShelf) -> Paired:
    """Each article has at most one translated file; two that match it equally well are refused.

    `files` has for each file its path, the path as people read it, and its document.
    """
    index = _Index.of(shelf)
    claims: dict[str, list[_PageCandidate]] = {}
    alone = []
    for path, relative, document in files:
        found = next(index.claims(relative, document), None)
        if found is None:
            alone.append(path)
            continue
        rank, article = found
        claims.setdefault(article, []).append(_PageCandidate(rank, path, relative, document))
    pages: dict[str, tuple[Path, Document]] = {}
    failures: list[L10nFlowError] = []
    for article, some in claims.items():
        first, *rest = sorted(some, key=lambda one: (one.rank, one.relative))
        failures += [_refusal(article, other.relative, first.relative) for other in rest]
        if rest and rest[0].rank == first.rank:
            failures.append(_refusal(article, first.relative, rest[0].relative))
        else:
            pages[article] = first.path, first.document
    return Paired(pages, tuple(alone), tuple(failures))


def _refusal(article: str, path: str, other: str) -> L10nFlowError:
    return InputError(
        f"it claims the article '{article}', and so does {other}",
        Place(Path(path), 1),
        hint="adopt the right one alone",
    )


@dataclass(frozen=True, slots=True)
class _Index:
    """The values that identify articles."""

    shelf: EditionShelf
    keys: Mapping[str, str]
    slugs: Mapping[str, str]
    dates: Mapping[str, Sequence[str]]
    names: Mapping[str, Sequence[str]]
    """Articles by the last part of their name."""

    @classmethod
    def of(cls, shelf: EditionShelf) -> _Index:
        keys: dict[str, str] = {}
        slugs: dict[str, str] = {}
        dates: dict[str, list[str]] = {}
        names: dict[str, list[str]] = {}
        for name, held in shelf.held.items():
            for value in _values(held.document, KEYS):
                keys.setdefault(value, name)
            for value in _values(held.document, SLUGS):
                slugs.setdefault(value.strip("/"), name)
            for date in _dates(name, held.document):
                dates.setdefault(date, []).append(name)
            names.setdefault(name.rpartition("/")[2], []).append(name)
        return cls(shelf, keys, slugs, dates, names)

    def claims(self, relative: str, document: Document) -> Iterator[tuple[tuple[int, ...], str]]:
        """Yield a rank and the article that a file may be a translation of, the likeliest first."""
        for value in _values(document, KEYS):
            if value in self.keys:
                yield (Claim.KEY,), self.keys[value]
            named = self.shelf.named(value) if "/" in value or "." in value else ""
            if named:
                yield (Claim.KEY,), named
        if (found := self._by_path(relative)) is not None:
            yield (Claim.PATH, -found[0]), found[1]
        for value in _values(document, SLUGS):
            if value.strip("/") in self.slugs:
                yield (Claim.SLUG,), self.slugs[value.strip("/")]
        for date in _dates(relative, document):
            if len(names := self.dates.get(date, ())) == 1:
                yield (Claim.DATE,), names[0]

    def _by_path(self, relative: str) -> tuple[int, str] | None:
        """How many parts at its end the path shares with an article's name, and the article."""
        locale = self.shelf.locale
        parts = _parts(relative, locale)
        ranked = sorted(
            (
                (_common(parts, _parts(name, locale)), name)
                for name in self.names.get(parts[-1], ())
                if self.shelf.held[name].article.path.as_posix() != relative
            ),
            reverse=True,
        )
        if not ranked:
            return None
        (depth, name), *others = ranked
        if others and others[0][0] == depth:
            return None
        if parts[-1].lower() in _INDEXES and depth < 2 and "/" in name:
            return None
        return depth, name


def _parts(path: str, locale: str) -> list[str]:
    """The folders and the name of a page, without the parts that name a language."""
    names = path.split("/")
    stem = re.sub(r"\.(?:md|markdown|mdx|html?|txt)\Z", "", names.pop(), flags=re.IGNORECASE)
    tag = locale.replace("-", "[-_]")
    kept = [name for name in names if not re.fullmatch(tag, name, re.IGNORECASE)]
    return [*kept, re.sub(rf"[._]{tag}\Z", "", stem, flags=re.IGNORECASE)]


def address(path: str, article: str, locale: str) -> str:
    """The name from which generators make the address of a page without one; "" if the article's.

    >>> address("_posts/es/2024-03-01-aforos.md", "2024-03-01-gauges", "es")
    'aforos'
    >>> address("es/gauges.md", "news/gauges", "es")
    ''
    """
    names = (_parts(path, locale)[-1], article.rpartition("/")[2])
    own, other = (re.sub(r"\A\d{4}-\d\d-\d\d-", "", name) for name in names)
    return "" if own == other or own.lower() in _INDEXES else own


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    count = 0
    for mine, theirs in zip(reversed(one), reversed(other), strict=False):
        if mine != theirs:
            break
        count += 1
    return count


def _values(document: Document, names: Sequence[str]) -> Iterator[str]:
    """Yield the fields' values without direction marks, which are invisible in an id."""
    for name in names:
        value = document.front.value(name) if document.front else None
        if value and (plain := _STEERING.sub("", value).strip()):
            yield plain


def _dates(path: str, document: Document) -> Iterator[str]:
    """The day in a file's name (Jekyll's posts), else in the front matter."""
    named = _DATED.match(path.rpartition("/")[2])
    if named:
        yield named[1]
        return
    for value in _values(document, DATES):
        if day := _DATED.match(value):
            yield day[1]
