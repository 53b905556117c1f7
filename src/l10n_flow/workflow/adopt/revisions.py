"""The revision of an article that a page was translated from: found in git, by what fits best.

A translated page is seldom the translation of today's text. Of the article's texts the one is taken
whose structure, numbers and links are the page's; among those that fit equally well the last before
the page was committed. Dates alone prove nothing, since translators take their time: so what is
certain must stand, word for word, in every text that fits as well.
"""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from l10n_flow import documents
from l10n_flow.adopting.blocks import blocks
from l10n_flow.documents import Document, ParseOptions
from l10n_flow.errors import L10nFlowError
from l10n_flow.model import Key
from l10n_flow.workflow.git import Logged, Repository

__all__ = ["Fit", "History"]

MAX_REVISIONS = 60
"""Revisions of an article that are looked at."""

EQUAL = 0.005
"""By how much a text may fit less than another and be as good."""

DOUBTFUL = 0.03
"""By how much it may and still be the one: a translator leaves out a block, or adds a number."""

_NOW = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Fit:
    """The text of an article that a page was made from."""

    document: Document
    is_past: bool
    """Whether it is not today's."""
    steady: frozenset[Key] | None
    """The segments that every text which fits as well has; None while no other text is known."""


class _FormerText(NamedTuple):
    """A text that an article had, and since when."""

    since: datetime
    document: Document


class History:
    """What git knows of the articles; nothing where there is no git."""

    def __init__(self, root: Path, options: ParseOptions) -> None:
        self._options = options
        self._repository: Repository | None
        try:
            self._repository = Repository(root, "adopt")
        except L10nFlowError:
            self._repository = None
        self.is_shallow = self._repository is not None and self._repository.is_shallow()

    def fit(
        self, article: Path, now: Document, page: Path, translated: Document, locale: str
    ) -> Fit:
        """The text that the translated page fits best.

        `article` and `page` are paths relative to the project's root.
        """
        past = self._past(article)
        if not past:
            return Fit(now, is_past=False, steady=None)
        form = _form(translated, locale)
        texts = [
            (_likeness(_form(text.document, locale), form), text)
            for text in (_FormerText(_NOW, now), *past)
        ]
        top = max(score for score, _ in texts)
        until = self._committed(page)
        equal = [text for score, text in texts if score >= top - EQUAL]
        before = [text for text in equal if text.since <= until]
        # The newest come first: of those that were there when the page was committed, the last.
        chosen = (before or equal[::-1])[0].document
        doubtful = [text.document for score, text in texts if score >= top - DOUBTFUL]
        steady = frozenset.intersection(*[_keys(document) for document in doubtful])
        return Fit(chosen, is_past=chosen.text != now.text, steady=steady)

    def _past(self, article: Path) -> list[_FormerText]:
        """The texts that the article had, the newest first."""
        if self._repository is None or self.is_shallow:
            return []
        found = _revisions(self._repository, article, self._options)
        return [_FormerText(_day(logged), document) for logged, document in found]

    def _committed(self, page: Path) -> datetime:
        """When the page was committed last; after everything while it never was."""
        logged = self._repository.log(page, 1) if self._repository else []
        return _day(logged[0]) if logged else _NOW


def _keys(document: Document) -> frozenset[Key]:
    return frozenset([segment.key for segment in document.segments])


def _revisions(
    repository: Repository, article: Path, options: ParseOptions
) -> list[tuple[Logged, Document]]:
    """The texts that an article had, the newest first; those that can be read."""
    logged = repository.log(article, MAX_REVISIONS)
    found = []
    for one, data in zip(logged, repository.contents([one.blob for one in logged]), strict=True):
        # What could not be read then was translated by nobody.
        with suppress(L10nFlowError):
            found.append((one, documents.read(data, article, options)))
    return found


def _day(logged: Logged) -> datetime:
    return datetime.fromisoformat(logged.when)


def _form(document: Document, locale: str) -> Counter[str]:
    """What a translation keeps of a page: kinds in their order, numbers, marks, links."""
    found: Counter[str] = Counter()
    before = ""
    for block in blocks(document, locale):
        found[f"k{block.sort}"] += 2
        found[f"b{before}>{block.sort}"] += 1
        before = block.sort
        for name, count in block.hard.items():
            found[name] += 2 * count
    return found


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """0 to 1: the share that both have."""
    whole = one.total() + other.total()
    return 2 * (one & other).total() / whole if whole else 1.0
