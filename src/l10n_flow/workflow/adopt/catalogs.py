"""Catalogs of other tools: one for a whole book, or one for a page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from l10n_flow.adopting.messages import AdoptedWords, MessageReader
from l10n_flow.adopting.readings import definitions
from l10n_flow.adopting.spellings import Texts
from l10n_flow.catalogs import store
from l10n_flow.checks.rules.otherlanguage import foreign_language
from l10n_flow.documents import ParseOptions
from l10n_flow.errors import CatalogError, Place
from l10n_flow.files import content_of
from l10n_flow.model import Catalog, Entry, Key
from l10n_flow.workflow.adopt.report import SkippedText
from l10n_flow.workflow.adopt.shelf import EditionShelf

NOBODYS = "no article has this text or a similar one"

_BEHIND = re.compile(r":(?:block|\d+)?\Z")
"""The end of a reference after the page's name: `page.md:12`, mdpo's `page.md:block 3 (header)`."""


@dataclass(frozen=True, slots=True, order=True)
class CandidateTranslation:
    """A translation for a segment, and how well it matches the segment."""

    rank: tuple[int, ...]
    """The lowest is taken."""
    words: AdoptedWords = field(compare=False)
    path: Path = field(compare=False)
    line: int | None = field(compare=False)
    text: str = field(compare=False)
    """The message or the block that it comes from."""

    def passed(self, reason: str) -> SkippedText:
        """The report of a translation that is not taken."""
        return SkippedText(self.path, self.line, self.text, reason)


@dataclass(slots=True)
class Harvest:
    """The translations that catalogs and pages have, by article."""

    offers: dict[str, dict[Key, list[CandidateTranslation]]] = field(default_factory=dict)
    strays: dict[str, list[CandidateTranslation]] = field(default_factory=dict)
    """Translations of texts that no article has, by the article that had them, or ""."""
    passed: list[SkippedText] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Library:
    """What the reading of every catalog of one call needs."""

    shelf: EditionShelf
    texts: Texts
    labels: Mapping[str, str]
    options: ParseOptions
    source_locale: str
    locale: str


def gather(library: Library, path: Path, relative: Path, harvest: Harvest) -> None:
    """Add the translations of the catalog at `path` to the harvest.

    Raises `CatalogError` for a file that is no catalog, for a catalog in another language, and for
    one that has no text of any article.
    """
    data = content_of(path)
    catalog = store.parse(data, relative, library.locale)
    _refuse_other_language(catalog, data, relative)
    words = [entry for entry in catalog.entries if entry.target and entry.source]
    if not words:
        raise CatalogError("has no translations", Place(relative))
    page = library.shelf.named(relative.as_posix(), library.locale)
    own = dict(library.labels)
    for entry in catalog.entries:
        own = dict(definitions(entry.source)) | own
    defined = own
    for entry in words:
        defined = dict(definitions(entry.target)) | defined
    reader = MessageReader(
        library.texts, library.options, own, defined, library.source_locale, library.locale
    )
    places = store.lines(data, relative)
    found = 0
    for entry in words:
        carried = reader.carried(entry)
        line = places.get(entry.key)
        homes = _homes(library, entry) or (page,)
        found += len(carried.words)
        for one in carried.words:
            rank: tuple[bool, ...] = (entry.obsolete, one.fuzzy, one.article not in homes)
            offer = CandidateTranslation(rank, one, relative, line, entry.source)
            harvest.offers.setdefault(one.article, {}).setdefault(one.key, []).append(offer)
        for stray in carried.strays:
            rank = (entry.obsolete, stray.fuzzy)
            offer = CandidateTranslation(rank, stray, relative, line, entry.source)
            harvest.strays.setdefault(homes[0], []).append(offer)
        for left in carried.left:
            harvest.passed.append(SkippedText(relative, line, left.source, left.reason))
    if not found:
        raise CatalogError(
            f"no article of this project has any of its {len(words)} texts",
            Place(relative),
            hint="is it from another project? Its originals must be the project's articles",
        )


def _homes(library: Library, entry: Entry) -> tuple[str, ...]:
    """The articles that a message's references name, in order."""
    names = (
        library.shelf.named(_BEHIND.sub("", reference.split(" ")[0]), library.locale)
        for reference in entry.references
    )
    return tuple(dict.fromkeys(name for name in names if name))


def _refuse_other_language(catalog: Catalog, data: bytes, path: Path) -> None:
    stated = store.other_language(catalog.headers, catalog.locale)
    if stated:
        raise CatalogError(
            f"a catalog in {stated}, not in {catalog.locale}",
            Place(path, store.line_of(data, "Language")),
            hint=f"adopt it with --locale {stated}, or correct the 'Language' of its header",
        )
    longer = (e for e in catalog.entries if e.target.count(" ") >= _PROSE and e.target != e.source)
    found = Counter(foreign_language(e.source, e.target, catalog.locale) for e in longer)
    language, number = next(iter(found.most_common(1)), ("", 0))
    if language and number >= _ENOUGH:
        raise CatalogError(
            f"its translations are in {language}, not in {catalog.locale}",
            Place(path),
            hint="choose the catalog of the language, or the language of the catalog",
        )


_ENOUGH = 3
"""The minimum number of texts whose small words show another language, for the catalog to count as
one in that language, if no more texts are in its own."""
_PROSE = 8
"""The minimum number of spaces in a text whose language is detected. Others are too short."""
