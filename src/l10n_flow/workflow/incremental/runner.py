"""Process the articles: results of unchanged ones come from the ledger, the rest is worked on.

`sync`, `status`, `check` and `build` differ in what they do with an article and what they record
of it; the loop is the same. The ledger has the articles that did not change. The others are worked
on, here or by other processes (`spread`), and the results are entered.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Generic, NamedTuple, Self, TypeVar, cast

from l10n_flow.config.readers import CLUSTER
from l10n_flow.errors import FileError
from l10n_flow.files.reading import NEVER, bytes_of, is_absent, is_file, stamp_of
from l10n_flow.files.writing import disk_clock
from l10n_flow.project import Article, Project
from l10n_flow.workflow.incremental.ledger import (
    ABSENT,
    PRESENT,
    SHARDS,
    Ledger,
    Packed,
    Record,
    packed,
    seen,
)

if TYPE_CHECKING:
    from l10n_flow.documents import Document, ParseOptions

_K = TypeVar("_K")
_V = TypeVar("_V")
_Item = TypeVar("_Item")
_Result = TypeVar("_Result")
_Scope = TypeVar("_Scope", bound="Scope")

# Who does the work: this process for a few items, other processes for many, or a cluster.
# The data of the work is sent as files, each with a seal (`parallel`).


Progress = Callable[[str, int, int], None]
"""Called with a label, the number of items done and the number of all items, any number of times:
the listener decides what to show. A new label starts a new bar."""


def no_progress(label: str, done: int, total: int) -> None:
    """Do nothing: the progress callback of programs and tests.

    >>> no_progress("Reading", 1, 2)
    """
    del label, done, total


WORTHWHILE = 200
"""Fewer items than this, in two languages, are done faster by one process
(docs/performance.md)."""


class Workers(NamedTuple):
    """Who does the work: `workers` of the configuration, and what a cluster needs to know."""

    wanted: str = "auto"
    """`auto`, a number of processes, or the address of a Dask scheduler."""
    state: Path = Path()
    """The project's folder of state, which all workers of a cluster must see."""

    @property
    def is_cluster(self) -> bool:
        """Whether other machines do the work."""
        return self.wanted.startswith(CLUSTER)

    @property
    def here(self) -> Workers:
        """The same workers, but on this machine: for work that ends before others have started."""
        return self._replace(wanted="auto") if self.is_cluster else self

    @property
    def processes(self) -> int:
        """The maximum number of processes on this machine."""
        return int(self.wanted) if self.wanted.isdecimal() else os.cpu_count() or 1


HERE = Workers()


def min_items_for(locales: int) -> int:
    """The minimum number of articles for which it pays to spread the work on so many languages.

    >>> min_items_for(2), min_items_for(200)
    (200, 2)
    """
    return max(2, 2 * WORTHWHILE // max(2, locales))


def spread(
    work: Callable[[_Item], _Result],
    items: Sequence[_Item],
    label: str,
    progress: Progress,
    workers: Workers = HERE,
    *,
    min_items: int = WORTHWHILE,
    heavy: bool = False,
) -> Iterator[_Result]:
    """The results of `work` for all items, in their order.

    `heavy` items take seconds each: each is sent alone, and when processes do the work this one
    does none of it.

    `work` runs in other processes of this machine when there are `min_items` and more than one
    core: by fork where that is safe (on Linux in a process without threads), else in newly started
    processes. A configured cluster does all of it. Results must be picklable. An exception that
    `work` raises is raised here. The items of a process that died are done again. Raises
    `UsageError` for a cluster that cannot be used.
    """
    results: Iterable[_Result]
    if workers.is_cluster and items:
        from l10n_flow.workflow.incremental import cluster  # noqa: PLC0415 - only a cluster needs Dask

        results = cluster.spread(work, items, workers, heavy=heavy)
    elif len(items) < min_items or workers.processes == 1:
        results = map(work, items)
    else:
        from l10n_flow.workflow.incremental import parallel  # noqa: PLC0415 - little work needs none

        results = parallel.spread(work, items, workers, heavy=heavy)
    for done, result in enumerate(results, 1):
        progress(label, done, len(items))
        yield result


class Seal(NamedTuple):
    """A file that has a value, and the digest of the file's content when it was written."""

    path: str
    digest: str


class Snapshot(Mapping[_K, _V]):
    """A mapping that grows with the project, as it was when the work began.

    In another process it is read from its file when the first value is needed.
    """

    def __init__(self, values: Mapping[_K, _V] | Seal) -> None:
        self._values: Mapping[_K, _V] | Seal = values

    def __getitem__(self, key: _K) -> _V:
        return self._read()[key]

    def __iter__(self) -> Iterator[_K]:
        return iter(self._read())

    def __len__(self) -> int:
        return len(self._read())

    def __repr__(self) -> str:
        return repr(self._read())

    def _read(self) -> Mapping[_K, _V]:
        if isinstance(self._values, Seal):
            from l10n_flow.workflow.incremental import parallel  # noqa: PLC0415 - see `spread`

            self._values = cast("Mapping[_K, _V]", parallel.content(self._values))
        return self._values

    def held(self) -> Mapping[_K, _V]:
        """The mapping itself, for writing it to a file of its own."""
        return self._read()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What one call of a command works on. A command that needs to know more derives from it."""

    project: Project
    locales: tuple[str, ...]
    articles: Sequence[Article] = ()
    dry_run: bool = False
    begun: int = NEVER
    """When the work began: see `begun`."""
    progress: Progress = no_progress

    @property
    def options(self) -> ParseOptions:
        """How articles are read. Computed on first use: without reading, no parser is imported."""
        from l10n_flow.workflow import articlefiles  # noqa: PLC0415

        return articlefiles.parse_options(self.project.config)

    @property
    def workers(self) -> Workers:
        """Who does the work."""
        return Workers(self.project.config.workers, self.project.state)

    def read(self, path: Path, files: dict[str, str]) -> bytes | None:
        """The bytes of a file, None when there is none; `files` has it then, for the ledger.

        Raises `FileError` when it cannot be read.
        """
        stamp = stamp_of(path, self.begun)
        data = bytes_of(path)
        files[self.project.named(path)] = seen(data, stamp)
        return data

    def opened(self, article: Article, files: dict[str, str]) -> tuple[Document, str]:
        """The article's document and its language; `files` has its file then, for the ledger.

        Raises as `reading.read` does.
        """
        from l10n_flow.workflow import articlefiles  # noqa: PLC0415 - as for `options`

        stamp = stamp_of(article.path, self.begun)
        document = articlefiles.read(article, self.options)
        files[self.project.named(article.path)] = seen(document.text, stamp)
        return document, articlefiles.language(document, self.project.config)

    def sent(self) -> Self:
        """The scope as it is sent to workers: without articles and progress callback."""
        return replace(self, articles=(), progress=no_progress)


# The loop over the articles


MANY = 3000
"""The minimum number of articles to compare in more processes; one takes 20 µs per article."""


class Done(NamedTuple, Generic[_Result]):
    """The result of the work on one article."""

    result: _Result
    record: Packed | None
    """For the ledger; None when the work must be done again."""


Work = Callable[[_Scope, Article], Done[_Result]]
"""The work on one article, in any process: its result must be picklable."""

Restore = Callable[[Article, Record], _Result | None]
"""Makes the result of unchanged work from its record; None for a malformed record."""


def each_article(
    scope: _Scope,
    ledger: Ledger,
    work: Work[_Scope, _Result],
    *,
    restore: Restore[_Result],
    label: str,
) -> Iterator[tuple[Article, _Result]]:
    """Yield every article of the scope with its result, in order.

    The ledger then has records of all of them; the caller saves it.
    """
    stands, todo = divided(scope, ledger, restore)
    fresh = worked(scope, ledger, work, todo, label=label)
    for article in scope.articles:
        if article.name in stands:
            yield article, stands[article.name]
        else:
            yield next(fresh)


def divided(
    scope: Scope, ledger: Ledger, restore: Restore[_Result]
) -> tuple[Mapping[str, _Result], list[Article]]:
    """The results of the articles that have not changed, by name, and the other articles.

    The others are those that have no record, that have a changed file, or for which `restore`
    returns None. The ledger gets the new stamps of files that were only touched.
    """
    project = scope.project
    content = project.named(project.content)
    prefix = "" if content == "." else f"{content}/"
    if len(scope.articles) >= SHARDS:
        ledger.read()
    compare = partial(_current, _Comparison(ledger, project.root, prefix, scope.begun), restore)
    here = scope.workers.here
    compared = spread(compare, scope.articles, "Comparing", scope.progress, here, min_items=MANY)
    stands: dict[str, _Result] = {}
    todo: list[Article] = []
    for article, (result, touched) in zip(scope.articles, compared, strict=True):
        if touched is not None:
            ledger.enter(article.name, touched)
        if result is None:
            todo.append(article)
        else:
            stands[article.name] = result
    return stands, todo


def worked(
    scope: _Scope,
    ledger: Ledger,
    work: Work[_Scope, _Result],
    articles: Sequence[Article],
    *,
    label: str,
) -> Iterator[tuple[Article, _Result]]:
    """Yield these articles with the results of the work on them, in order; enter the records."""
    min_items = min_items_for(len(scope.locales))
    sent = partial(work, scope.sent())
    finished = spread(sent, articles, label, scope.progress, scope.workers, min_items=min_items)
    for article, (result, record) in zip(articles, finished, strict=True):
        if record is None:
            ledger.drop(article.name)
        else:
            ledger.enter(article.name, record)
        yield article, result


class _Comparison(NamedTuple):
    """What the comparison of an article with its record needs."""

    ledger: Ledger
    root: Path
    content: str
    """The prefix of the names of articles' files."""
    since: int


def _current(
    about: _Comparison, restore: Restore[_Result], article: Article
) -> tuple[_Result | None, Packed | None]:
    """The result of an article that has not changed, and its record if that is a new one."""
    record = about.ledger.record(article.name)
    if record is None or about.content + article.relative not in record.files:
        return None, None
    now = standing(record, about.root, about.since)
    if now is None:
        return None, None
    return restore(article, now), None if now is record else packed(now)


# What has not changed


def begun(project: Project, *, dry_run: bool = False) -> int:
    """The time at which work begins, by the disk's clock: see `stamp_of`.

    When nothing may be written, nothing is recorded, and the time is `NEVER`.
    """
    try:
        return NEVER if dry_run else disk_clock(project.state)
    except FileError:
        return NEVER


def standing(record: Record, root: Path, since: int) -> Record | None:
    """The record if none of its files, named relative to `root`, has changed; else None.

    The returned record has the new stamps of files that were only touched; without such files it is
    `record` itself. `since` is the time when work began (`begun`).
    """
    top = f"{root}/"
    touched: dict[str, str] = {}
    for name, held in record.files.items():
        # Hundreds of thousands of files: no `Path` for each.
        path = name if name.startswith("/") else top + name
        digest, _, stamp = held.partition(" ")
        if stamp and stamp == stamp_of(path):
            continue
        if digest == PRESENT:
            if not is_file(path):
                return None
            continue
        if digest == ABSENT and is_absent(path):
            continue
        stamp = stamp_of(path, since)
        try:
            data = bytes_of(path)
        except FileError:
            # A folder, or a name that no file can have, is no file; an unreadable file may be any.
            if digest != ABSENT or os.path.isfile(path):  # noqa: PTH113
                return None
            data = None
        now = seen(data, stamp)
        if digest != now.partition(" ")[0]:
            return None
        if stamp:
            touched[name] = now
    return record._replace(files={**record.files, **touched}) if touched else record
