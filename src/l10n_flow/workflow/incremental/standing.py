"""Which work stands: nothing that it read or wrote has changed since it was done."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar

from l10n_flow.errors import FileError
from l10n_flow.files import NEVER, bytes_of, disk_clock, is_absent, is_file, stamp_of
from l10n_flow.project import Article, Project
from l10n_flow.workflow.incremental.ledger import (
    ABSENT,
    PRESENT,
    Ledger,
    Packed,
    Record,
    packed,
    seen,
)
from l10n_flow.workflow.incremental.parallel import spread
from l10n_flow.workflow.incremental.progress import Progress

__all__ = ["begun", "standing", "unchanged"]

_Told = TypeVar("_Told")

WORTHWHILE = 3000
"""Looks at fewer articles than this are over before a second process has begun (20 µs each)."""


def unchanged(
    ledger: Ledger,
    articles: Sequence[Article],
    tell: Callable[[Article, Record], _Told | None],
    *,
    project: Project,
    since: int,
    progress: Progress,
) -> Iterator[tuple[Article, _Told | None]]:
    """Yield each article, with what `tell` makes of its record; None where work is to be done.

    That is where there is no record, a file of it holds something else, or `tell` says None. The
    ledger has the new stamps of files that were only touched.
    """
    content = project.named(project.content)
    prefix = "" if content == "." else f"{content}/"
    look = partial(_look, _Looked(ledger, project.root, prefix, since), tell)
    for article, (told, touched) in zip(
        articles, spread(look, articles, "Looking", progress, least=WORTHWHILE), strict=True
    ):
        if touched is not None:
            ledger.enter(article.name, touched)
        yield article, told


class _Looked(NamedTuple):
    """What a look needs to know."""

    ledger: Ledger
    root: Path
    content: str
    """How the names of articles' files begin."""
    since: int


def _look(
    about: _Looked, tell: Callable[[Article, Record], _Told | None], article: Article
) -> tuple[_Told | None, Packed | None]:
    """What is told of an article's work that stands, and its record where that is a new one."""
    record = about.ledger.record(article.name)
    if record is None or about.content + article.relative not in record.files:
        return None, None
    now = standing(record, about.root, about.since)
    told = None if now is None else tell(article, now)
    is_new = now is not None and now is not record and told is not None
    return told, packed(now) if now is not None and is_new else None


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
