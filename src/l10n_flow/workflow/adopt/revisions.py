"""The revision of an article that a page was translated from: found in git, by what fits best.

A translated page is seldom the translation of today's text. Of the article's past texts the one is
taken whose structure, numbers and links are the page's; among those that fit equally well the last
before the page was committed.
"""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from l10n_flow import documents
from l10n_flow.adopting.blocks import blocks
from l10n_flow.documents import Document, ParseOptions
from l10n_flow.errors import L10nFlowError
from l10n_flow.workflow.git import Logged, Repository

__all__ = ["History", "Past"]

MOST = 60
"""Revisions of an article that are looked at."""

BETTER = 0.005
"""By how much more a past text must fit than a later one."""


@dataclass(frozen=True, slots=True)
class Past:
    """A former text of an article."""

    document: Document
    commit: str
    when: str


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

    def best(
        self, article: Path, now: Document, page: Path, translated: Document, locale: str
    ) -> Past | None:
        """The past text that the translated page fits best; None when it is today's.

        `article` and `page` are paths relative to the project's root.
        """
        if self._repository is None:
            return None
        form = _form(translated, locale)
        today = _likeness(_form(now, locale), form)
        if today == 1.0:
            return None
        revisions = _revisions(self._repository, article, self._options)
        until = _committed(self._repository, page)
        ranked = [
            (_likeness(_form(document, locale), form), _day(logged) <= until, logged, document)
            for logged, document in revisions
            if document.text != now.text
        ]
        if not ranked:
            return None
        top = max(score for score, *_ in ranked)
        if top < today + BETTER:
            return None
        near = [one for one in ranked if one[0] >= top - BETTER / 2]
        before = [one for one in near if one[1]]
        # git has the newest first: of those that were there already it is the last one.
        _, _, logged, document = (before or near[::-1])[0]
        return Past(document, logged.commit, logged.when)


def _revisions(
    repository: Repository, article: Path, options: ParseOptions
) -> list[tuple[Logged, Document]]:
    """The texts that an article had, the newest first; those that can be read."""
    logged = repository.log(article, MOST)
    found = []
    for one, data in zip(logged, repository.contents([one.blob for one in logged]), strict=True):
        # What could not be read then was translated by nobody.
        with suppress(L10nFlowError):
            found.append((one, documents.read(data, article, options)))
    return found


def _committed(repository: Repository, page: Path) -> datetime:
    """When the page was committed last; after everything while it never was."""
    logged = repository.log(page, 1)
    return _day(logged[0]) if logged else datetime.max.replace(tzinfo=UTC)


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
