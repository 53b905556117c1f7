"""The review desk: catalogs as people work on them, segment by segment, several at once.

A server opens one `Desk` and asks it from as many threads as it likes. Whatever is shown was on
disk when it was asked for; whatever is saved is on disk when the call returns, beside what anybody
else put there meanwhile, or nothing is written and the error says why. What the desk keeps in
memory is only quicker than reading it again.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from l10n_flow.catalogs.provenance import origins
from l10n_flow.engines import Engine
from l10n_flow.errors import ChangedUnderneath, EngineError, L10nFlowError, UsageError
from l10n_flow.files import is_there
from l10n_flow.language import direction
from l10n_flow.model import Entry, Finding, How, Severity, State
from l10n_flow.pretranslate.drafts import Reason
from l10n_flow.pretranslate.machine.requests import LanguagePair
from l10n_flow.project import Article, Project
from l10n_flow.workflow.drafting.pretranslate import (
    PretranslateOptions,
    engine_of,
    second_beam,
    style_of,
)
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
from l10n_flow.workflow.review.refusals import LIMIT, Blocked, Stale, TooLong, Vanished
from l10n_flow.workflow.review.rows import SegmentRow, Sheet, same_words
from l10n_flow.workflow.review.shelf import OpenCatalogs
from l10n_flow.workflow.review.suggesting import Suggestion
from l10n_flow.workflow.review.terms import TermHit, hits

__all__ = ["Desk"]

UNDOS = 100
"""Batches that can be taken back; of more the oldest cannot."""

PATIENCE = 10.0
"""Seconds that a save waits for a moment in which nobody else is writing the file."""


class Desk:
    """A project's catalogs, open for review. Safe for threads.

    Methods that name an article or a language that the project does not have raise `UsageError`;
    what cannot be read raises what reading it raises.
    """

    def __init__(self, project: Project, *, by: str = "") -> None:
        self.project = project
        self.by = by
        """Who sits at the desk, where nobody else is named."""
        self._shelf = OpenCatalogs(project)
        self._judge = Judge(project)
        self._recall = Recall(project, self._shelf.catalog)
        self._undos: OrderedDict[str, Undo] = OrderedDict()
        self._inner = threading.Lock()
        self._engines: dict[tuple[str, str], Engine] = {}
        self._speaking = threading.Lock()

    # What is shown

    def overview(self) -> Overview:
        """Every article in every language that it is translated into, as they are on disk.

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
        """The article in the language, segment by segment; with `checked`, what is wrong in each.

        Asking the checks about a long article takes seconds the first time.
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
        """What `Sheet.version` would be now."""
        with self._shelf.opened(article, locale) as book:
            return _version(book)

    def changed(self, article: str, locale: str, version: str) -> bool:
        """Whether the catalog or the article is not what it was in that version any more.

        As long as it is, this costs two questions to the system. What cannot be read has changed.
        """
        try:
            return self.version(article, locale) != version
        except L10nFlowError:
            return True

    def row(self, article: str, locale: str, id: str) -> SegmentRow:
        """The segment as it is on disk. Raises `Vanished` when the catalog has it no more."""
        with self._shelf.opened(article, locale) as book:
            return self._row(book, id)

    def findings(
        self,
        article: str,
        locale: str,
        id: str,
        target: str,
    ) -> tuple[Finding, ...]:
        """What the checks say of words that need not be saved; the gravest first.

        Beyond the checks, whether the article can hold them: else `build` would refuse them.
        """
        with self._shelf.opened(article, locale) as book:
            row, text = self._row(book, id), book.text
        return self._judge.findings(text, locale, row, target)

    def difference(self, article: str, locale: str, id: str) -> tuple[WordRun, ...]:
        """What has changed in the source since the words were written, by word; else nothing."""
        with self._shelf.opened(article, locale) as book:
            row, language = self._row(book, id), book.text.language
        before = row.previous_source
        return () if before is None else difference(before, row.source, language)

    def terms(
        self, article: str, locale: str, id: str, target: str | None = None
    ) -> tuple[TermHit, ...]:
        """The terms of the source, and whether the translation says them rightly.

        `target` are words that are being typed; by default those on disk are judged.
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

        The engine is asked if `engine` says so, which may take seconds the first time. What it
        has answered before in this project is not translated again. Raises `EngineError` when it
        has no answer, with the reason.
        """
        with self._shelf.opened(article, locale) as book:
            row, text = self._row(book, id), book.text
        pair = text.language, locale
        known = self._recall.memories(pair)
        from_engine = (self._asked(row, pair),) if engine else ()
        return (
            *from_engine,
            *suggesting.from_disk(row, text.language),
            *suggesting.from_memory(known, row, article, text.language),
        )

    def preview(self, article: str, locale: str, *, words: Mapping[str, str] | None = None) -> str:
        """The article as it will read in the language: HTML that a page may show as it is.

        See `preview.preview`; `words` are translations that are not saved yet, by id.
        """
        with self._shelf.opened(article, locale) as book:
            text, rows = book.text, tuple(book.rows)
        return preview(text, rows, words)

    def history(self, article: str, locale: str, id: str) -> tuple[PastWords, ...]:
        """What git knows of the segment's words, the newest first; nothing without git."""
        with self._shelf.opened(article, locale) as book:
            row, path = self._row(book, id), book.path
        return history(self.project.root, self.project.relative(path), row.entry.key, locale)

    def commit(self, article: str, *, by: str = "", email: str) -> str:
        """The article's catalogs are committed as they are, with the reviewer as author.

        The commit's name in full; "" when there was nothing to commit. What is staged of other
        files stays so and is not in it. Raises `UsageError` without git or a repository,
        `InputError` when git refuses, as in the middle of a merge.
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
        """What the engine says; one question at a time, for engines are made for one."""
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
        """The segment has these words on disk, in this state.

        `REVIEWED` approves them: `by` vouches, and that the segment was `opened` for it is written
        down. `DRAFT` keeps them as not ready. `etag` is that of the row that was edited.

        Raises `Stale` when somebody else has changed the words meanwhile, and not to these;
        `Blocked` when what readers would see broken is to be approved; `TooLong`; `Vanished`;
        `UsageError` when nothing, or by nobody, is to be approved; `FileError` and
        `ChangedUnderneath` when the file could not be written.
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
        """The segment is a draft again, with a comment that says why.

        Raises `Stale` when the words are not those that were looked at, `UsageError` without a
        note, and what `save` raises.
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
        """The segment has a comment more, in the catalog; whoever else has changed what.

        Raises `UsageError` for one without words, and what `save` raises.
        """
        del etag  # a remark contradicts nobody
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
        """A translation is a draft, or a draft a translation. Raises what `send_back` raises."""
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
        """Those of the segments that people translated are reviewed, in one writing of the file.

        Left out, each with its reason, are a machine's untouched words (unless
        `review.batch_drafts` lets them through), other drafts, and what readers would see broken.
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
        """What a batch approved is as it was before, where nobody has worked on it since.

        Raises `UsageError` for a token that was used, or is from before the desk was opened.
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
            self._undos.pop(done.undo, None)  # taking back what was taken back is a new batch
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
        """By id, why segments cannot be approved unopened."""
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
        """The row, changed on disk; again from what is there when somebody else was quicker."""
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
        """The rows at the places that `change` names are its entries, on disk.

        It is asked again when somebody else has saved the file meanwhile; what it raises is
        passed on, and then nothing is written.
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
    """The text with line ends as catalogs have them. Raises `TooLong`."""
    if len(text.encode("utf-8", "surrogatepass")) > LIMIT:
        raise TooLong
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _refuse_stale(book: Book, row: SegmentRow, etag: str, target: str | None) -> None:
    """Raise `Stale` when the words on disk are neither those that were shown nor the new ones."""
    if row.target == target or same_words(row.etag, etag):
        return
    former = book.former.get(etag)
    raise Stale(target if target is not None else former or "", row, former)
