"""The progress of every article in every language, and who has to work on it next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from l10n_flow.errors import L10nFlowError
from l10n_flow.model import State
from l10n_flow.workflow.review.books import Book, ReadArticle
from l10n_flow.workflow.review.choosing import waits_for


@dataclass(frozen=True, slots=True)
class CatalogRow:
    """One article in one language."""

    article: str
    title: str
    locale: str
    source_locale: str
    counts: Mapping[State, int] = field(default_factory=dict)
    """The number of segments in each state; a text that the catalog does not have yet is
    untranslated. Empty when the catalog cannot be read."""
    machine: int = 0
    """The number of unchanged machine drafts."""
    changed: int = 0
    """The number of drafts whose source has changed since they were written."""
    total: int = 0
    findings: int | None = None
    """The number of errors and warnings; None when the checks have not run."""
    problem: str = ""
    """Why there is nothing to work on, or what to do first; "" when all is well."""
    waits_for: Literal["", "translator", "reviewer"] = ""


@dataclass(frozen=True, slots=True)
class Overview:
    """Every article in every language that it is translated into."""

    rows: tuple[CatalogRow, ...]
    """By article, then in the project's order of languages."""
    problems: tuple[L10nFlowError, ...] = ()
    """Files in the content folder that cannot be articles."""


def counted(book: Book, findings: int | None = None) -> CatalogRow:
    """The row of a catalog that can be read."""
    text = book.text
    live = [row for row in book.rows if row.segment is not None]
    counts = dict.fromkeys(State, 0)
    for row in live:
        counts[row.state] += 1
    missing = len(text.segments) - len(live)
    counts[State.UNTRANSLATED] += missing
    return CatalogRow(
        text.article.name,
        text.title,
        book.locale,
        text.language,
        counts,
        machine=sum(row.state is State.DRAFT and row.machine for row in live),
        changed=sum(row.is_changed for row in live),
        total=len(text.segments),
        findings=findings,
        problem=_out_of_date(missing, len(book.rows) - len(live)),
        waits_for=waits_for(counts),
    )


def unread(
    article: str, locale: str, error: L10nFlowError, root: Path, text: ReadArticle | None = None
) -> CatalogRow:
    """The row of a catalog or an article that cannot be read; paths are relative to `root`."""
    if error.where is not None and error.where.path.is_relative_to(root):
        where = replace(error.where, path=error.where.path.relative_to(root))
        error = type(error)(error.what, where, hint=error.hint)
    if text is None:
        return CatalogRow(article, article, locale, "", problem=str(error))
    identity = article, text.title, locale, text.language
    return CatalogRow(*identity, total=len(text.segments), problem=str(error))


def _out_of_date(missing: int, gone: int) -> str:
    if not missing and not gone:
        return ""
    return "the article has changed since the catalog was made: run l10n-flow sync"
