"""Catalogs with gaps, in batches: read, and written when they have drafts.

A project may have more segments than memory should hold: catalogs are read, drafted and written
in batches, and a batch is as large as an engine needs to be fast.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from l10n_flow.catalogs import store
from l10n_flow.catalogs.po import header
from l10n_flow.errors import ChangedUnderneath, L10nFlowError
from l10n_flow.files import content_of
from l10n_flow.model import Catalog, Key
from l10n_flow.pretranslate.drafts import Draft, Filling, Task, filled, gaps, is_as_before
from l10n_flow.project import Article, Project

__all__ = ["BATCH", "CatalogFiles", "CatalogGaps", "DraftJob", "batches"]

BATCH = 1_000
"""Segments drafted together: about as many as an engine sorts by length. The same, however many
workers draft: an engine that computes in small numbers may round otherwise beside other texts. And
they are what a worker that dies has to do again."""

ATTEMPTS = 5
"""How often a catalog that somebody else keeps changing is read again."""


@dataclass(frozen=True, slots=True)
class CatalogGaps:
    """A catalog that has gaps, as the survey found it."""

    article: Article
    pair: tuple[str, str]
    """The article's language and the catalog's."""
    path: Path
    gaps: int


@dataclass(slots=True)
class DraftJob:
    """A catalog with gaps, read."""

    spot: CatalogGaps
    written: bytes
    """The file that `catalog` was read from."""
    catalog: Catalog
    tasks: list[Task]
    saved: bool = True
    """False when its drafts could not be written."""

    def settled(self) -> dict[Key, Filling]:
        """The drafts that there are, by key."""
        return {
            task.key: Filling(task.entry, task.outcome)
            for task in self.tasks
            if isinstance(task.outcome, Draft)
        }


def batches(spots: Sequence[CatalogGaps], size: int = BATCH) -> Iterator[list[CatalogGaps]]:
    """Yield the spots in order, together as many as have about `size` gaps."""
    batch: list[CatalogGaps] = []
    count = 0
    for spot in spots:
        if batch and count + spot.gaps > size:
            yield batch
            batch, count = [], 0
        batch.append(spot)
        count += spot.gaps
    if batch:
        yield batch


@dataclass(frozen=True, slots=True)
class CatalogFiles:
    """The catalogs of a project, as drafting reads and writes them."""

    project: Project
    now: datetime
    failed: Callable[[L10nFlowError | OSError, Path], None]
    """Called with what could not be read or written."""
    renew: bool = False
    dry_run: bool = False

    def read(self, spots: Sequence[CatalogGaps]) -> list[DraftJob]:
        """The catalogs of the spots, with their gaps; those that can be read."""
        found = []
        for spot in spots:
            try:
                written = content_of(spot.path)
                catalog = store.parse(written, spot.path, spot.pair[1])
            except (L10nFlowError, OSError) as error:
                self.failed(error, spot.path)
            else:
                tasks = list(gaps(catalog, renew=self.renew))
                found.append(DraftJob(spot, written, catalog, tasks))
        return found

    def save(self, job: DraftJob) -> None:
        """The job's drafts are in its catalog's file, unless this is a dry run."""
        if self.dry_run or not job.saved:
            return
        try:
            self._write(job)
        except (L10nFlowError, OSError) as error:
            self.failed(error, job.spot.path)
            job.saved = False

    def _write(self, job: DraftJob) -> None:
        """The drafts are in the file, and so is what somebody else wrote into it meanwhile.

        Raises `ChangedUnderneath` when they do not stop, and what reading and writing raise.
        """
        path, locks = job.spot.path, self.project.locks
        for attempt in range(1, ATTEMPTS + 1):
            changed = filled(job.catalog, job.settled(), self.now)
            if changed == job.catalog:
                return
            revised = header.revised(changed, self.now)
            data = store.encoded(revised, path)
            try:
                store.save_bytes(data, path, locks=locks, expected=job.written, durable=True)
            except ChangedUnderneath:
                if attempt == ATTEMPTS:
                    raise
                job.written = content_of(path)
                job.catalog = store.parse(job.written, path, job.spot.pair[1])
                _forget_what_others_did(job)
            else:
                job.written, job.catalog = data, revised
                return


def _forget_what_others_did(job: DraftJob) -> None:
    """Tasks whose entry somebody else has filled, or taken away, are nobody's business any more."""
    there = {entry.key: entry for entry in job.catalog.entries if not entry.obsolete}
    job.tasks = [
        task
        for task in job.tasks
        if task.key in there and is_as_before(there[task.key], task.entry)
    ]
