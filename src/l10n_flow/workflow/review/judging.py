"""Check translations while somebody types them, and whether the article can contain them."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from l10n_flow.checks.pair import Pair
from l10n_flow.checks.running import checked
from l10n_flow.documents import render
from l10n_flow.files.reading import stamp
from l10n_flow.memory.units import Unit
from l10n_flow.model import Entry, Finding, Key, Severity, State
from l10n_flow.project import Project
from l10n_flow.terms.glossary import Terms
from l10n_flow.workflow.checking.article import CheckContext, context_of, findings_of, pair_of
from l10n_flow.workflow.review.books import Book, ReadArticle
from l10n_flow.workflow.review.rows import SegmentRow

UNFIT = "unfit"
"""The name of the finding that a build would refuse the words; it comes from no check."""


class Judge:
    """The checks of a project, as it configures them. Safe for threads."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._known: tuple[object, CheckContext] | None = None
        self._lock = threading.Lock()

    def terms(self, locale: str) -> Terms:
        """The glossary for judging translations into a language."""
        return self._context().policies[locale].terms

    def is_sound(self, languages: tuple[str, str], unit: Unit) -> bool:
        """Whether the checks find no error in words of the memory."""
        context, locale = self._context(), languages[1]
        policy = context.policies[locale]
        pair = Pair(unit.source, unit.target, *languages, state=State.TRANSLATED, policy=policy)
        found = checked(pair, context.active[locale])
        return all(one.severity is not Severity.ERROR for one in found)

    def findings(
        self, text: ReadArticle, locale: str, row: SegmentRow, target: str
    ) -> tuple[Finding, ...]:
        """The findings about words for a row, as if somebody had just written them.

        The gravest first; also whether the article can contain them.
        """
        entry = replace(row.entry, target=target, fuzzy=False)
        found = list(self._of(text, locale, row, entry))
        found = [*_unexplained(self._unfit(text, locale, [entry]).values(), found), *found]
        return tuple(sorted(found, key=lambda finding: -finding.severity))

    def broken(
        self, text: ReadArticle, locale: str, rows: Sequence[SegmentRow]
    ) -> Iterator[tuple[SegmentRow, list[Finding]]]:
        """Yield the rows that readers would see broken, with the errors."""
        entries = [replace(row.entry, fuzzy=False) for row in rows]
        unfit = self._unfit(text, locale, entries)
        for row, entry in zip(rows, entries, strict=True):
            errors = [
                one for one in self._of(text, locale, row, entry) if one.severity is Severity.ERROR
            ]
            refused = [unfit[entry.key]] if entry.key in unfit else []
            errors = [*_unexplained(refused, errors), *errors]
            if errors:
                yield row, errors

    def check(self, book: Book) -> None:
        """Add the findings to every row of the book.

        Rows that have not changed keep theirs until the glossary or the taxonomy changes.
        """
        context = self._context()
        for place, row in enumerate(book.rows):
            if row.findings is None or book.judged is not context:
                found = self._of(book.text, book.locale, row, row.entry)
                book.rows[place] = replace(row, findings=tuple(found))
        book.judged = context

    def _of(
        self, text: ReadArticle, locale: str, row: SegmentRow, entry: Entry
    ) -> Iterator[Finding]:
        """Yield the findings that `check` has about an entry: one per mistake, none suppressed."""
        if row.segment is None or not entry.target:
            return
        context = self._context()
        languages, grammar = (text.language, locale), text.document.format.grammar
        pair = pair_of(entry, row.segment, languages, context.policies[locale], grammar)
        found = checked(pair, context.active[locale])
        path = self._project.relative(self._project.catalog_path(text.article, locale))
        for one in findings_of(context, pair, entry, found, text.article.name, path):
            if not one.cause:
                yield one

    def _unfit(
        self, text: ReadArticle, locale: str, entries: Iterable[Entry]
    ) -> dict[Key, Finding]:
        """By key, a finding for words that the article cannot contain, as `build` reports it."""
        wanted = {entry.key: entry.target for entry in entries if entry.key in text.segments}
        refusals = render(text.document, wanted).refusals if any(wanted.values()) else ()
        reasons = {refusal.slot.segment.key: refusal.reason for refusal in refusals}
        path = self._project.relative(self._project.catalog_path(text.article, locale))
        return {
            key: Finding(
                UNFIT,
                Severity.ERROR,
                text.article.name,
                locale,
                f"the translation {reason}",
                path,
                key=key,
                target=wanted[key],
            )
            for key, reason in reasons.items()
        }

    def _context(self) -> CheckContext:
        """What the checks need to know, read again when glossary or taxonomy have changed."""
        mark = stamp(self._project.terms), stamp(self._project.taxonomy)
        with self._lock:
            if self._known is None or self._known[0] != mark:
                self._known = mark, context_of(self._project, self._project.languages)
            return self._known[1]


def _unexplained(refused: Iterable[Finding], found: Sequence[Finding]) -> Iterator[Finding]:
    """Yield the refusals that no error of the checks reports: one mistake is one finding."""
    for one in refused:
        signs = {e.target[slice(*e.span)] for e in found if e.span and e.severity is Severity.ERROR}
        if not any(sign and sign in one.message for sign in signs):
            yield one
