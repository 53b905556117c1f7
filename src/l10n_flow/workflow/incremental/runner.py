"""The one way through the articles: what the ledger knows stands, the rest is worked on.

`sync`, `status`, `check` and `build` differ in what they do with an article, and in what they
remember of it; the way there is the same. A ledger says of which articles nothing has changed, the
others are worked on by this machine's cores, and what came of that is entered.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Generic, NamedTuple, Self, TypeVar

from l10n_flow.errors import FileError
from l10n_flow.files import NEVER, bytes_of, disk_clock, is_absent, is_file, stamp_of
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
from l10n_flow.workflow.incremental.parallel import Progress, Workers, least_for, silent, spread

if TYPE_CHECKING:
    from l10n_flow.documents import ParseOptions

__all__ = ["Done", "Scope", "begun", "divided", "each_article", "standing", "worked"]

_Result = TypeVar("_Result")
_Scope = TypeVar("_Scope", bound="Scope")

WORTHWHILE = 3000
"""Looks at fewer articles than this are over before a second process has begun (20 µs each)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What one call of a command works on. A command that needs to know more derives from it."""

    project: Project
    locales: tuple[str, ...]
    articles: Sequence[Article] = ()
    dry_run: bool = False
    begun: int = NEVER
    """When the work began: see `begun`."""
    progress: Progress = silent

    @property
    def options(self) -> ParseOptions:
        """How articles are read. Worked out where one is read: who reads none imports no parser."""
        from l10n_flow.workflow import reading  # noqa: PLC0415

        return reading.parse_options(self.project.config)

    @property
    def workers(self) -> Workers:
        """Who does the work."""
        return Workers(self.project.config.workers, self.project.state)

    def sent(self) -> Self:
        """The scope as it travels to workers: they get their articles, and tell nobody."""
        return replace(self, articles=(), progress=silent)


class Done(NamedTuple, Generic[_Result]):
    """What came of the work on one article."""

    result: _Result
    record: Packed | None
    """For the ledger; None when the work must be done again."""


Work = Callable[[_Scope, Article], Done[_Result]]
"""The work on one article, in any process: its result must be picklable."""

Restore = Callable[[Article, Record], _Result | None]
"""The result of work that stands, made of its record; None where that is odd."""


def each_article(
    scope: _Scope,
    ledger: Ledger,
    work: Work[_Scope, _Result],
    *,
    restore: Restore[_Result],
    label: str,
) -> Iterator[tuple[Article, _Result]]:
    """Yield every article of the scope with its result, in order.

    The ledger knows afterwards of all of them; saving it is the caller's.
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
    """The results of the articles of which nothing has changed, by name, and the other articles.

    Those are the ones that have no record, a file of which holds something else, or of which
    `restore` makes nothing. The ledger has the new stamps of files that were only touched.
    """
    project = scope.project
    content = project.named(project.content)
    prefix = "" if content == "." else f"{content}/"
    if len(scope.articles) >= SHARDS:
        ledger.read()
    look = partial(_look, _Looks(ledger, project.root, prefix, scope.begun), restore)
    here = scope.workers.here
    looks = spread(look, scope.articles, "Looking", scope.progress, here, least=WORTHWHILE)
    stands: dict[str, _Result] = {}
    todo: list[Article] = []
    for article, (result, touched) in zip(scope.articles, looks, strict=True):
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
    """Yield these articles with the results of working on them, in order; the ledger knows them."""
    least = least_for(len(scope.locales))
    sent = partial(work, scope.sent())
    finished = spread(sent, articles, label, scope.progress, scope.workers, least=least)
    for article, (result, record) in zip(articles, finished, strict=True):
        if record is None:
            ledger.strike(article.name)
        else:
            ledger.enter(article.name, record)
        yield article, result


class _Looks(NamedTuple):
    """What a look at an article needs to know."""

    ledger: Ledger
    root: Path
    content: str
    """How the names of articles' files begin."""
    since: int


def _look(
    about: _Looks, restore: Restore[_Result], article: Article
) -> tuple[_Result | None, Packed | None]:
    """The result of an article's work that stands, and its record where that is a new one."""
    record = about.ledger.record(article.name)
    if record is None or about.content + article.relative not in record.files:
        return None, None
    now = standing(record, about.root, about.since)
    result = None if now is None else restore(article, now)
    is_new = now is not None and now is not record and result is not None
    return result, packed(now) if now is not None and is_new else None


# What stands


def begun(project: Project, *, dry_run: bool = False) -> int:
    """The moment at which work begins, by the disk's clock: see `stamp_of`.

    Where nothing may be written nothing is remembered, and the moment is `NEVER`.
    """
    try:
        return NEVER if dry_run else disk_clock(project.state)
    except FileError:
        return NEVER


def standing(record: Record, root: Path, since: int) -> Record | None:
    """The record, if every file of it, named relative to `root`, holds what it held then.

    Files that were only touched have their new stamps in what is returned; when there are none,
    it is `record` itself. `since` is when work began (`begun`).
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
            # A folder, or a name that no file can have, is no file; one that is shut may be any.
            if digest != ABSENT or os.path.isfile(path):  # noqa: PTH113
                return None
            data = None
        now = seen(data, stamp)
        if digest != now.partition(" ")[0]:
            return None
        if stamp:
            touched[name] = now
    return record._replace(files={**record.files, **touched}) if touched else record
