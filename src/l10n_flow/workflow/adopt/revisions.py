"""Find the revision of an article that a page was translated from: the one in git that fits best.

A translated page is seldom the translation of the current text. The revision is taken whose
structure, numbers and links are most like the page's; among equally good ones the last before the
page was committed. Dates alone prove nothing, because translation takes time: so a segment is
certain only when every text that fits equally well has it, word for word.
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

MAX_REVISIONS = 60
"""The maximum number of revisions of an article that are compared."""

EQUAL = 0.005
"""The maximum difference in fit at which two texts count as equally good."""

DOUBTFUL = 0.03
"""The maximum difference at which a text may still be the one that was translated: a translator
leaves out a block, or adds a number."""

_NOW = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Fit:
    """The text of an article that a page translates."""

    document: Document
    is_past: bool
    """Whether it is an earlier text than the current one."""
    steady: frozenset[Key] | None
    """The segments that all equally good texts have; None while no other text is known."""


class _FormerText(NamedTuple):
    """A text that an article had, and since when it had it."""

    since: datetime
    document: Document


class History:
    """The history of the articles in git; empty without git."""

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
        # The newest come first: the last of those that existed when the page was committed.
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
        """When the page was last committed; the latest possible time when it never was."""
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
        # Nobody translated a text that could not be read.
        with suppress(L10nFlowError):
            found.append((one, documents.read(data, article, options)))
    return found


def _day(logged: Logged) -> datetime:
    return datetime.fromisoformat(logged.when)


def _form(document: Document, locale: str) -> Counter[str]:
    """What a translation keeps of its source: kinds of blocks in order, numbers, marks, links."""
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
    """The share that both have in common, 0 to 1."""
    whole = one.total() + other.total()
    return 2 * (one & other).total() / whole if whole else 1.0
