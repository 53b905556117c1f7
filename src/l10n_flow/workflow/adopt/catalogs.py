"""Catalogs of other tools: one for a whole book, or one for a page."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from l10n_flow.adopting.messages import AdoptedWords, MessageReader
from l10n_flow.adopting.readings import definitions
from l10n_flow.catalogs import store
from l10n_flow.checks.rules.otherlanguage import foreign_language
from l10n_flow.errors import CatalogError, Place
from l10n_flow.files.reading import content_of
from l10n_flow.model import Catalog, Entry, Key
from l10n_flow.workflow.adopt.finding import relative
from l10n_flow.workflow.adopt.originals import EditionShelf
from l10n_flow.workflow.adopt.result import SkippedText

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


def gather(shelf: EditionShelf, path: Path, harvest: Harvest) -> None:
    """Add the translations of the catalog at `path` to the harvest.

    Raises `CatalogError` for a file that is no catalog, for a catalog in another language, and for
    one that has no text of any article.
    """
    data, place = content_of(path), relative(path, shelf.project.root)
    catalog = store.parse(data, place, shelf.locale)
    _refuse_other_language(catalog, data, place)
    words = [entry for entry in catalog.entries if entry.target and entry.source]
    if not words:
        raise CatalogError("has no translations", Place(place))
    page = shelf.named(place.as_posix())
    own = dict(shelf.labels)
    for entry in catalog.entries:
        own = dict(definitions(entry.source)) | own
    defined = own
    for entry in words:
        defined = dict(definitions(entry.target)) | defined
    reader = MessageReader(
        shelf.texts, shelf.options, own, defined, shelf.project.config.source, shelf.locale
    )
    lines = store.lines(data, place)
    found = 0
    for entry in words:
        carried = reader.carried(entry)
        line = lines.get(entry.key)
        homes = _homes(shelf, entry) or (page,)
        found += len(carried.words)
        for one in carried.words:
            rank: tuple[bool, ...] = (entry.obsolete, one.fuzzy, one.article not in homes)
            offer = CandidateTranslation(rank, one, place, line, entry.source)
            harvest.offers.setdefault(one.article, {}).setdefault(one.key, []).append(offer)
        for stray in carried.strays:
            rank = (entry.obsolete, stray.fuzzy)
            offer = CandidateTranslation(rank, stray, place, line, entry.source)
            harvest.strays.setdefault(homes[0], []).append(offer)
        for left in carried.left:
            harvest.passed.append(SkippedText(place, line, left.source, left.reason))
    if not found:
        raise CatalogError(
            f"no article of this project has any of its {len(words)} texts",
            Place(place),
            hint="is it from another project? Its originals must be the project's articles",
        )


def _homes(shelf: EditionShelf, entry: Entry) -> tuple[str, ...]:
    """The articles that a message's references name, in order."""
    names = (
        shelf.named(_BEHIND.sub("", reference.split(" ")[0])) for reference in entry.references
    )
    return tuple(dict.fromkeys(name for name in names if name))


def _refuse_other_language(catalog: Catalog, data: bytes, path: Path) -> None:
    stated = store.other_language(catalog.headers, catalog.locale)
    if stated:
        raise CatalogError(
            f"a catalog in {stated}, not in {catalog.locale}",
            Place(path, store.language_line(data)),
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
