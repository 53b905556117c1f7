"""The shelf: articles and catalogs that are open, as they are on disk."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from l10n_flow.catalogs import store
from l10n_flow.errors import UsageError
from l10n_flow.files.reading import stamp
from l10n_flow.model import Catalog
from l10n_flow.project import Article, Project
from l10n_flow.workflow import articlefiles
from l10n_flow.workflow.review import books
from l10n_flow.workflow.review.books import Book, ReadArticle

ROWS = 60_000
"""The maximum number of segments in memory, about 2 kB each; the least recently used go first."""

K = TypeVar("K")
V = TypeVar("V")


class OpenCatalogs:
    """The open articles and catalogs of a project. Safe for threads: each catalog has a lock."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._options = articlefiles.parse_options(project.config)
        self._texts: OrderedDict[str, ReadArticle] = OrderedDict()
        self._books: OrderedDict[tuple[str, str], Book] = OrderedDict()
        self._locks: dict[tuple[str, str], threading.RLock] = {}
        self._inner = threading.Lock()

    @contextmanager
    def opened(self, article: Article | str, locale: str) -> Iterator[Book]:
        """Yield the catalog as it is on disk; no other thread of ours changes it meanwhile.

        Raises `UsageError` for an unknown article or language, and what reading them raises.
        """
        found = self.article(article) if isinstance(article, str) else article
        with self._lock(found.name, locale):
            yield self._book(found, locale)

    def article(self, name: str) -> Article:
        """The article of that name. Raises `UsageError` when it does not exist."""
        known = self._texts.get(name)
        if known is not None and stamp(known.article.path) is not None:
            return known.article
        for article in self.project.articles():
            if article.name == name:
                return article
        raise UsageError(f"no article '{name}'", hint="it was renamed or deleted")

    def _lock(self, name: str, locale: str) -> threading.RLock:
        with self._inner:
            return self._locks.setdefault((name, locale), threading.RLock())

    def text(self, article: Article) -> ReadArticle:
        """The article, read again when it has changed."""
        with self._inner:
            known = self._texts.get(article.name)
        if known is None or known.stamp is None or known.stamp != stamp(article.path):
            known = books.read_article(self.project, article, self._options)
        with self._inner:
            self._texts[article.name] = known
            self._texts.move_to_end(article.name)
            _thin_out(self._texts, lambda text: len(text.segments))
        return known

    def _book(self, article: Article, locale: str) -> Book:
        """The catalog, read again when it has changed. The caller holds its lock."""
        text = self.text(article)
        if locale not in text.targets:
            raise UsageError(f"'{article.name}' is not translated into '{locale}'")
        key = article.name, locale
        with self._inner:
            known = self._books.get(key)
        path = self.project.catalog_path(article, locale)
        book = books.opened(path, locale, text, known)
        with self._inner:
            self._books[key] = book
            self._books.move_to_end(key)
            _thin_out(self._books, lambda book: len(book.rows))
        return book

    def catalog(self, path: Path, locale: str) -> Catalog:
        """A catalog for the memory: the open one, so that its words are in memory only once."""
        with self._inner:
            book = next((one for one in self._books.values() if one.path == path), None)
        if book is None or book.stamp not in (None, stamp(path)):
            return store.load(path, locale)
        return Catalog(locale, (*(row.entry for row in tuple(book.rows)), *book.gone))


def _thin_out(shelf: OrderedDict[K, V], size: Callable[[V], int]) -> None:
    """Remove the least recently used items until the limit holds; the last one always stays."""
    total = sum(map(size, shelf.values()))
    while total > ROWS and len(shelf) > 1:
        _, gone = shelf.popitem(last=False)
        total -= size(gone)
