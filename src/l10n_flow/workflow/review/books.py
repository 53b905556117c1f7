"""Articles and catalogs that are open on the desk: read once, and again when they change on disk.

For each open file its content and the identity of its bytes are kept. A catalog's rows have the
places of their lines in the file, so that saving one row writes only these; changes that others
made to the file are read first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from l10n_flow.catalogs import store
from l10n_flow.catalogs.po import entrylines
from l10n_flow.catalogs.po.entrylines import EntryBlocks, LineRange
from l10n_flow.documents import Document, ParseOptions
from l10n_flow.errors import CatalogError, InputError, Place
from l10n_flow.files.reading import Stamp, bytes_of, stamp
from l10n_flow.files.writing import changed
from l10n_flow.model import Entry, Key, Segment
from l10n_flow.project import Article, Project
from l10n_flow.workflow import articlefiles
from l10n_flow.workflow.checking.article import catalog_in
from l10n_flow.workflow.incremental.ledger import digest_of
from l10n_flow.workflow.review.rows import SegmentRow, row_of


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article as it was last read."""

    article: Article
    stamp: Stamp | None
    digest: str
    document: Document
    language: str
    title: str
    segments: Mapping[Key, Segment]
    """Its distinct segments, in reading order."""
    targets: tuple[str, ...]
    """The languages that it is translated into."""


def read_article(project: Project, article: Article, options: ParseOptions) -> ReadArticle:
    """The article on disk. Raises what `reading.read` raises."""
    before = stamp(article.path)
    document = articlefiles.read(article, options)
    language = articlefiles.language(document, project.config)
    segments: dict[Key, Segment] = {}
    for segment in document.segments:
        segments.setdefault(segment.key, segment)
    title = document.front.value("title") if document.front else None
    return ReadArticle(
        article,
        before,
        digest_of(document.text),
        document,
        language,
        title or article.name,
        segments,
        articlefiles.targets(article, document, language, project),
    )


_REMEMBERED = 2_000
"""The maximum number of former translations of a catalog that are kept for users who see them."""


@dataclass(slots=True)
class Book:
    """A catalog as the desk last read or wrote it."""

    path: Path
    locale: str
    stamp: Stamp | None
    """None after the file was written: the next check then compares its bytes."""
    digest: str
    where: EntryBlocks
    rows: list[SegmentRow]
    gone: tuple[Entry, ...]
    """Obsolete entries: the article no longer has their texts."""
    text: ReadArticle
    is_untidy: bool
    """Whether the places are those of the file's canonical form (`_tidied`), not of its own."""
    places: dict[str, int] = field(default_factory=dict)
    """The index of each row, by its id."""
    former: dict[str, str] = field(default_factory=dict)
    """Former translations of rows, by the tag that the row had with them."""
    judged: object = None
    """What the checks knew when they made the findings of the rows; None before that."""

    def row(self, id: str) -> SegmentRow | None:
        """The row of that id."""
        place = self.places.get(id)
        return None if place is None else self.rows[place]

    def remember(self, row: SegmentRow) -> None:
        """Keep the words of a row that is about to change, because a user may still see them."""
        self.former[row.etag] = row.target
        while len(self.former) > _REMEMBERED:
            del self.former[next(iter(self.former))]


def opened(path: Path, locale: str, text: ReadArticle, before: Book | None = None) -> Book:
    """The current catalog on disk; `before` itself, if the file has not changed.

    Raises `InputError` when there is none, `CatalogError` for one that cannot be read or is in
    another language, and `FileError`.
    """
    now = stamp(path)
    if before is not None and before.text is text and now is not None and now == before.stamp:
        return before
    data = bytes_of(path)
    if data is None:
        raise InputError(
            f"there is no catalog in {locale} yet", Place(path), hint="run: l10n-flow sync"
        )
    digest = _digest(data)
    if before is not None and digest == before.digest:
        before.stamp = now
        if before.text is not text:
            before.text = text
            before.rows = [
                replace(row, segment=text.segments.get(row.entry.key), findings=None)
                for row in before.rows
            ]
        return before
    store.refuse_emptied(data, path)
    is_whole = b"\x00" not in data and store.is_in_utf8(data)
    spelled = data if is_whole else _tidied(data, path, locale)
    where = entrylines.blocks(spelled)
    if where.header is not None:
        store.in_place(spelled[: where.header.end], path, locale)
    try:
        rows, gone = _rows(spelled, where, path, locale, text)
    except CatalogError:
        spelled, is_whole = _tidied(data, path, locale), False
        where = entrylines.blocks(spelled)
        rows, gone = _rows(spelled, where, path, locale, text)
    book = Book(path, locale, now, digest, where, rows, gone, text, is_untidy=not is_whole)
    book.places = {row.id: index for index, row in enumerate(book.rows)}
    if before is not None:
        book.former = before.former
        for row in before.rows:
            new = book.row(row.id)
            if new is None or new.etag != row.etag:
                book.remember(row)
    return book


def _rows(
    data: bytes, where: EntryBlocks, path: Path, locale: str, text: ReadArticle
) -> tuple[list[SegmentRow], tuple[Entry, ...]]:
    """The rows in the file's order (after `sync` the article's), and the obsolete entries.

    Raises `CatalogError`, also for a file that has a text twice.
    """
    found: list[SegmentRow] = []
    gone: list[Entry] = []
    for entry in entrylines.entries(data, where, path, locale):
        if entry.obsolete:
            gone.append(entry)
            continue
        lines = where[len(found)]
        block = data[lines.start : lines.end]
        found.append(row_of(entry, text.segments.get(entry.key), len(found) + 1, block))
    return found, tuple(gone)


def _tidied(data: bytes, path: Path, locale: str) -> bytes:
    """The canonical form of a catalog whose own bytes cannot be edited entry by entry.

    A charset other than UTF-8 does not have the characters of all languages; and of a text that the
    file has twice, with the same words, as a merge by lines leaves it, one entry would be edited
    and the other would contradict it. So the first saved change rewrites the whole file, as every
    other command does. Raises `CatalogError` for what cannot be read.
    """
    return store.encoded(catalog_in(data, path, locale), path)


def put(
    book: Book, entries: Mapping[int, Entry], now: datetime, locks: Path
) -> tuple[SegmentRow, ...]:
    """Replace the rows at these places by the entries, on disk and in the book; all or none.

    Only their lines and the header's date are written. Raises `ChangedUnderneath` when the file has
    changed since the book was read, and `FileError` when it cannot be written; the file then stays
    as it was.
    """
    made: dict[LineRange, bytes] = {}
    rows: dict[int, SegmentRow] = {}

    def change(held: bytes) -> bytes:
        if _digest(held) != book.digest:
            raise changed(book.path)
        data = _tidied(held, book.path, book.locale) if book.is_untidy else held
        for place, entry in entries.items():
            old = book.rows[place]
            lines = book.where[place]
            block = entrylines.respelled(data[lines.start : lines.end], old.entry, entry, book.path)
            made[lines] = block
            rows[place] = row_of(entry, old.segment, old.number, block)
        head = book.where.header
        if head is not None:
            made[head] = entrylines.dated(data, head, now, book.path)
        return entrylines.spliced(data, made)

    new = store.rewrite(book.path, change, locks=locks)
    book.where, book.digest, book.stamp = _moved(book.where, made, new), _digest(new), None
    book.is_untidy = False
    for place, row in rows.items():
        book.remember(book.rows[place])
        book.rows[place] = row
    return tuple(rows.values())


def _digest(data: bytes) -> str:
    """The digest of a catalog's content: SHA-256, because processors have instructions for it. A
    catalog with 50,000 entries takes 10 ms, with BLAKE2b 26 ms.
    """
    return sha256(data).hexdigest()


_FEW = 8
"""The maximum number of changed blocks for which moving the places of the others is faster than
a new search for all places."""


def _moved(where: EntryBlocks, made: Mapping[LineRange, bytes], new: bytes) -> EntryBlocks:
    if len(made) > _FEW:
        return entrylines.blocks(new)
    for lines in sorted(made, reverse=True):
        where = where.moved(lines.end, len(made[lines]) - (lines.end - lines.start))
    return where
