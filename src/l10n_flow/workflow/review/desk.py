"""The review desk: catalogs as people work on them, segment by segment, several at once.

A server opens one `Desk` and calls it from any number of threads. Everything that is shown was on
disk at the time of the call. Everything that is saved is on disk when the call returns, together
with the changes of others; or nothing is written, and the error has the reason. The desk keeps data
in memory only to be faster.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from l10n_flow.catalogs.po.canonical import UNHOLDABLE
from l10n_flow.catalogs.provenance import origins
from l10n_flow.engines import Engine
from l10n_flow.errors import ChangedUnderneath, EngineError, L10nFlowError, UsageError
from l10n_flow.files.reading import is_there
from l10n_flow.language.tags import direction
from l10n_flow.model import Entry, Finding, How, Severity, State
from l10n_flow.pretranslate.drafts import Reason
from l10n_flow.pretranslate.machine.requests import LanguagePair
from l10n_flow.project import Article, Project
from l10n_flow.workflow.drafting.pairs import PretranslateOptions, engine_of, second_beam, style_of
from l10n_flow.workflow.git import Repository
from l10n_flow.workflow.review import books, saving, suggesting
from l10n_flow.workflow.review.batch import BatchApproval, Undo, obstacle
from l10n_flow.workflow.review.books import Book, ReadArticle
from l10n_flow.workflow.review.difference import WordRun, difference
from l10n_flow.workflow.review.history import PastWords, history
from l10n_flow.workflow.review.judging import Judge
from l10n_flow.workflow.review.overview import CatalogRow, Overview, counted, unread
from l10n_flow.workflow.review.preview import preview
from l10n_flow.workflow.review.recall import Recall
from l10n_flow.workflow.review.refusals import (
    LIMIT,
    Blocked,
    Stale,
    TooLong,
    Unholdable,
    Vanished,
)
from l10n_flow.workflow.review.rows import SegmentRow, Sheet, same_words
from l10n_flow.workflow.review.shelf import OpenCatalogs
from l10n_flow.workflow.review.suggesting import Suggestion
from l10n_flow.workflow.review.termhits import TermHit, hits

UNDOS = 100
"""The maximum number of batches that can be undone: the latest ones."""

PATIENCE = 10.0
"""The maximum number of seconds that a save waits until nobody else is writing the file."""


class Desk:
    """A project's catalogs, open for review. Safe for threads.

    Methods raise `UsageError` for an article or a language that the project does not have, and what
    reading a file raises.
    """

    def __init__(self, project: Project, *, by: str = "") -> None:
        self.project = project
        self.by = by
        """`by` is the user of the desk when a call names nobody else."""
        self._shelf = OpenCatalogs(project)
        self._judge = Judge(project)
        self._recall = Recall(project, self._shelf.catalog)
        self._undos: OrderedDict[str, Undo] = OrderedDict()
        self._inner = threading.Lock()
        self._engines: dict[tuple[str, str], Engine] = {}
        self._speaking = threading.Lock()

    # What is shown

    def overview(self) -> Overview:
        """Every article in every language that it is translated into, as on disk.

        An article or a catalog that cannot be read has a row with the reason.
        """
        inventory = self.project.inventory()
        rows: list[CatalogRow] = []
        for article in inventory.articles:
            try:
                text = self._shelf.text(article)
            except L10nFlowError as error:
                rows += [
                    unread(article.name, locale, error, self.project.root)
                    for locale in self.project.targets(self.project.config.source)
                ]
                continue
            rows += [self._catalog_row(article, text, locale) for locale in text.targets]
        return Overview(tuple(rows), inventory.misfits)

    def _catalog_row(self, article: Article, text: ReadArticle, locale: str) -> CatalogRow:
        try:
            with self._shelf.opened(article, locale) as book:
                return counted(book)
        except L10nFlowError as error:
            return unread(article.name, locale, error, self.project.root, text)

    def sheet(self, article: str, locale: str, *, checked: bool = False) -> Sheet:
        """The article in the language, segment by segment; with `checked`, with findings for each.

        Checking a long article takes seconds the first time.
        """
        with self._shelf.opened(article, locale) as book:
            if checked:
                self._judge.check(book)
            text = book.text
            rows = tuple(book.rows)
            here = sum(row.segment is not None for row in rows)
            return Sheet(
                text.article.name,
                text.title,
                locale,
                text.language,
                direction(locale),
                direction(text.language),
                _version(book),
                rows,
                len(text.segments) - here,
            )

    def version(self, article: str, locale: str) -> str:
        """The current value of `Sheet.version`."""
        with self._shelf.opened(article, locale) as book:
            return _version(book)

    def changed(self, article: str, locale: str, version: str) -> bool:
        """Whether the catalog or the article has changed since that version.

        Without a change this costs two system calls. A file that cannot be read has changed.
        """
        try:
            return self.version(article, locale) != version
        except L10nFlowError:
            return True

    def row(self, article: str, locale: str, id: str) -> SegmentRow:
        """The segment as it is on disk. Raises `Vanished` when the catalog no longer has it."""
        with self._shelf.opened(article, locale) as book:
            return self._row(book, id)

    def findings(
        self,
        article: str,
        locale: str,
        id: str,
        target: str,
    ) -> tuple[Finding, ...]:
        """The findings about words that need not be saved, the gravest first.

        Also whether the article can contain them: else `build` would refuse them.
        """
        with self._shelf.opened(article, locale) as book:
            row, text = self._row(book, id), book.text
        return self._judge.findings(text, locale, row, target)

    def faulty(self, article: str, locale: str, ids: Iterable[str]) -> frozenset[str]:
        """Those of the segments whose words on disk have an error, or that a build would refuse."""
        with self._shelf.opened(article, locale) as book:
            found = (book.row(one) for one in ids)
            rows = [row for row in found if row is not None and row.target]
            text = book.text
        return frozenset(row.id for row, _ in self._judge.broken(text, locale, rows))

    def difference(self, article: str, locale: str, id: str) -> tuple[WordRun, ...]:
        """The changes of the source since the translation was made, word by word; else empty."""
        with self._shelf.opened(article, locale) as book:
            row, language = self._row(book, id), book.text.language
        before = row.previous_source
        return () if before is None else difference(before, row.source, language)

    def terms(
        self, article: str, locale: str, id: str, target: str | None = None
    ) -> tuple[TermHit, ...]:
        """The terms of the source, and whether the translation uses the right words for them.

        `target` is a translation that is being typed; by default the one on disk is judged.
        """
        with self._shelf.opened(article, locale) as book:
            row, language = self._row(book, id), book.text.language
        words = row.target if target is None else target
        terms = self._judge.terms(locale)
        return tuple(hits(terms, row.source, words, language, locale))

    def suggestions(
        self, article: str, locale: str, id: str, *, engine: bool = False
    ) -> tuple[Suggestion, ...]:
        """Words for the segment: the draft on disk, what the memory has, and an engine's answer.

        With `engine` the engine is asked too, which may take seconds the first time. Its earlier
        responses in this project are used again. Raises `EngineError` when it gives no response,
        with the reason.
        """
        with self._shelf.opened(article, locale) as book:
            row, text = self._row(book, id), book.text
        pair = text.language, locale
        known = self._recall.memories(pair)
        from_engine = (self._asked(row, pair),) if engine else ()
        is_sound = partial(self._judge.is_sound, pair)
        return (
            *from_engine,
            *suggesting.from_disk(row, text.language),
            *suggesting.from_memory(known, row, article, text.language, is_sound),
        )

    def preview(self, article: str, locale: str, *, words: Mapping[str, str] | None = None) -> str:
        """A preview of the article in the language: HTML that a page may show as it is.

        See `preview.preview`; `words` are translations that are not saved yet, by id.
        """
        with self._shelf.opened(article, locale) as book:
            text, rows = book.text, tuple(book.rows)
        return preview(text, rows, words)

    def history(self, article: str, locale: str, id: str) -> tuple[PastWords, ...]:
        """The history of the segment's translation in git, the newest first; empty without git."""
        with self._shelf.opened(article, locale) as book:
            row, path = self._row(book, id), book.path
        return history(self.project.root, self.project.relative(path), row.entry.key, locale)

    def commit(self, article: str, *, by: str = "", email: str) -> str:
        """Commit the article's catalogs as they are, with the reviewer as author.

        Returns the commit's full name; "" when there was nothing to commit. Staged changes of other
        files stay staged and are not in the commit. Raises `UsageError` without git or a
        repository, `InputError` when git refuses, for example in the middle of a merge.
        """
        name = saving.named(by or self.by)
        found = self._shelf.article(article)
        text = self._shelf.text(found)
        paths = {locale: self.project.catalog_path(found, locale) for locale in text.targets}
        existing = {locale: path for locale, path in paths.items() if is_there(path)}
        message = f"Review {found.name} ({', '.join(existing)})"
        repository = Repository(self.project.root, "--git-commit")
        relative = [self.project.relative(path) for path in existing.values()]
        return repository.commit_only(relative, message, name, email) if relative else ""

    def _asked(self, row: SegmentRow, pair: tuple[str, str]) -> Suggestion:
        """The engine's response; one request at a time: engines are not safe for threads."""
        with self._speaking:
            engine = self._engines.get(pair)
            if engine is None:
                engine = engine_of(self.project, pair, PretranslateOptions(), lambda _: None)
                self._engines[pair] = engine
            beam = second_beam(self.project.config.pretranslate.beam)
            style = style_of(self.project, pair[1])
            languages = LanguagePair(*pair, self._judge.terms(pair[1]), style)
            answer = suggesting.from_engine(engine, languages, row.entry, second_beam=beam)
        if isinstance(answer, Reason):
            raise EngineError(f"no suggestion: {answer.label}")
        return answer

    # What is done

    def save(
        self,
        article: str,
        locale: str,
        id: str,
        etag: str,
        target: str,
        *,
        by: str = "",
        now: datetime,
        state: State = State.TRANSLATED,
        opened: bool = True,
    ) -> SegmentRow:
        """Save these words for the segment on disk, in this state.

        `REVIEWED` approves them: `by` vouches for them, and whether the segment was `opened` for it
        is recorded. `DRAFT` keeps them as unfinished. `etag` is that of the row that was edited.

        Raises `Stale` when somebody else has changed the words meanwhile to other words; `Blocked`
        when readers would see the approved words broken; `TooLong`; `Unholdable`; `Vanished`;
        `UsageError` for the approval of no words or by nobody; `FileError` and `ChangedUnderneath`
        when the file could not be written.
        """
        target = _lines_of(target)
        if state is State.REVIEWED and not target:
            raise UsageError("there is nothing to approve: the translation is empty")

        def change(book: Book, row: SegmentRow) -> Entry:
            _refuse_stale(book, row, etag, target)
            entry = row.entry
            if state is not State.REVIEWED:
                draft = state is State.DRAFT
                is_done = row.state is State.DRAFT if draft else row.state >= state
                is_same = target == entry.target and is_done
                return entry if is_same else saving.translated(entry, target, draft=draft)
            if row.state is not State.REVIEWED or target != row.target:
                self._refuse_broken(book, row, target)
            how: How = "one" if opened else "command"
            return saving.approved(entry, target, by or self.by, now, how)

        return self._change(article, locale, id, now, change)

    def send_back(
        self, article: str, locale: str, id: str, etag: str, note: str, *, by: str = "",
        now: datetime,
    ) -> SegmentRow:  # fmt: skip
        """Make the segment a draft again, with a comment that has the reason.

        Raises `Stale` when the words are not those that were shown, `UsageError` without a note,
        and what `save` raises.
        """
        note = _lines_of(note)

        def change(book: Book, row: SegmentRow) -> Entry:
            _refuse_stale(book, row, etag, None)
            return saving.sent_back(row.entry, note, by or self.by, now)

        return self._change(article, locale, id, now, change)

    def comment(
        self, article: str, locale: str, id: str, etag: str, text: str, *, by: str = "",
        now: datetime,
    ) -> SegmentRow:  # fmt: skip
        """Add a comment to the segment in the catalog, whatever others have changed.

        Raises `UsageError` for an empty one, and what `save` raises.
        """
        del etag  # a comment is never in conflict
        text = _lines_of(text)
        return self._change(
            article,
            locale,
            id,
            now,
            lambda _, row: saving.commented(row.entry, text, by or self.by, now),
        )

    def needs_work(
        self,
        article: str,
        locale: str,
        id: str,
        etag: str,
        *,
        by: str = "",
        now: datetime,
    ) -> SegmentRow:
        """Turn a translation into a draft, or a draft into a translation. Raises as `send_back`."""
        del by  # nobody vouches for anything

        def change(book: Book, row: SegmentRow) -> Entry:
            _refuse_stale(book, row, etag, None)
            return saving.needing_work(row.entry)

        return self._change(article, locale, id, now, change)

    def approve_batch(
        self,
        article: str,
        locale: str,
        ids: Iterable[str],
        *,
        by: str = "",
        now: datetime,
    ) -> BatchApproval:
        """Mark the segments that people translated as reviewed, and write the file once.

        Left out, each with its reason, are unchanged machine drafts (unless `review.batch_drafts`
        allows them), other drafts, and translations that readers would see broken.
        Raises what `save` raises.
        """
        reviewer = saving.named(by or self.by)
        wanted = tuple(dict.fromkeys(ids))
        left_out: dict[str, str] = {}

        def change(book: Book) -> dict[int, Entry]:
            left_out.clear()
            left_out.update(self._left_out(book, wanted))
            places = [book.places[one] for one in wanted if one not in left_out]
            return {
                place: origins.reviewed(book.rows[place].entry, reviewer, now, how="batch")
                for place in places
            }

        return self._batch(article, locale, now, change, left_out)

    def undo(self, token: str, *, by: str = "", now: datetime) -> BatchApproval:
        """Undo the approval of a batch, except for segments that somebody has changed since.

        Raises `UsageError` for a token that was used, or was made before the desk was opened.
        """
        del by
        with self._inner:
            undo = self._undos.get(token)
        if undo is None:
            raise UsageError(
                "there is nothing left to undo",
                hint="reset the segments one by one, or use git",
            )
        left_out: dict[str, str] = {}

        def change(book: Book) -> dict[int, Entry]:
            left_out.clear()
            found = {}
            for one, (entry, etag) in undo.before.items():
                row = book.row(one)
                if row is None or row.etag != etag:
                    left_out[one] = "somebody has edited it since"
                else:
                    found[book.places[one]] = entry
            return found

        done = self._batch(undo.article, undo.locale, now, change, left_out)
        with self._inner:
            self._undos.pop(token, None)
            self._undos.pop(done.undo, None)  # an undo cannot be undone
        return replace(done, undo="")

    def _batch(
        self,
        article: str,
        locale: str,
        now: datetime,
        change: Callable[[Book], dict[int, Entry]],
        left_out: Mapping[str, str],
    ) -> BatchApproval:
        before: dict[int, Entry] = {}

        def remembered(book: Book) -> dict[int, Entry]:
            entries = change(book)
            before.clear()
            before.update({place: book.rows[place].entry for place in entries})
            return entries

        rows = self._written(article, locale, now, remembered)
        if not rows:
            return BatchApproval((), dict(left_out))
        token = secrets.token_urlsafe(9)
        were = zip(rows, before.values(), strict=True)
        undo = Undo(article, locale, {row.id: (entry, row.etag) for row, entry in were})
        with self._inner:
            self._undos[token] = undo
            while len(self._undos) > UNDOS:
                self._undos.popitem(last=False)
        return BatchApproval(tuple(row.id for row in rows), dict(left_out), token)

    def _left_out(self, book: Book, ids: Iterable[str]) -> dict[str, str]:
        """By id, why a segment cannot be approved unopened."""
        drafts = self.project.config.review.batch_drafts
        left_out: dict[str, str] = {}
        rows = []
        for one in ids:
            row = book.row(one)
            why = "the article no longer has it" if row is None else obstacle(row, drafts=drafts)
            if why:
                left_out[one] = why
            elif row is not None:
                rows.append(row)
        for row, errors in self._judge.broken(book.text, book.locale, rows):
            left_out[row.id] = errors[0].message
        return left_out

    def _change(
        self,
        article: str,
        locale: str,
        id: str,
        now: datetime,
        change: Callable[[Book, SegmentRow], Entry],
    ) -> SegmentRow:
        """Change the row on disk and return it; retried when somebody else has saved meanwhile."""
        found: list[SegmentRow] = []

        def changed(book: Book) -> dict[int, Entry]:
            row = self._row(book, id)
            entry = change(book, row)
            found[:] = [row]
            return {} if entry == row.entry else {book.places[id]: entry}

        return (self._written(article, locale, now, changed) or found)[0]

    def _written(
        self,
        article: str,
        locale: str,
        now: datetime,
        change: Callable[[Book], dict[int, Entry]],
    ) -> Sequence[SegmentRow]:
        """Write the entries that `change` returns to their places in the file; return the rows.

        `change` is called again when somebody else has saved the file meanwhile. If it raises,
        nothing is written.
        """
        until = time.monotonic() + PATIENCE
        while True:
            with self._shelf.opened(article, locale) as book:
                entries = change(book)
                if not entries:
                    return ()
                try:
                    rows = books.put(book, entries, now, self.project.locks)
                except ChangedUnderneath:
                    book.stamp = None
                    if time.monotonic() > until:
                        raise
                else:
                    self._remember(book, rows)
                    return rows
            time.sleep(0.002)

    def _remember(self, book: Book, rows: Iterable[SegmentRow]) -> None:
        article = book.text.article.name
        for row in rows:
            unit = suggesting.unit_of(row, article)
            if unit is not None:
                self._recall.add((book.text.language, book.locale), article, unit)

    def _refuse_broken(self, book: Book, row: SegmentRow, target: str) -> None:
        found = self._judge.findings(book.text, book.locale, row, target)
        errors = [finding for finding in found if finding.severity is Severity.ERROR]
        if errors:
            raise Blocked(errors)

    @staticmethod
    def _row(book: Book, id: str) -> SegmentRow:
        row = book.row(id)
        if row is None:
            raise Vanished(id)
        return row


def _version(book: Book) -> str:
    return f"{book.digest[:12]}{book.text.digest[:12]}"


def _lines_of(text: str) -> str:
    """The text with the line ends of catalogs. Raises `TooLong`, `Unholdable`."""
    if len(text.encode("utf-8", "surrogatepass")) > LIMIT:
        raise TooLong
    for sign in UNHOLDABLE:
        if sign in text:
            raise Unholdable(text, text.index(sign))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _refuse_stale(book: Book, row: SegmentRow, etag: str, target: str | None) -> None:
    """Raise `Stale` when the words on disk are neither those that were shown nor the new ones."""
    if row.target == target or same_words(row.etag, etag):
        return
    former = book.former.get(etag)
    raise Stale(target if target is not None else former or "", row, former)
