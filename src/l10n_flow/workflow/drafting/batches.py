"""The drafts of one pair of languages: what they are made from, and the batches they are made in.

A project may have more segments than memory should hold: catalogs are read, drafted and written
in batches, and a batch is as large as an engine needs to be fast.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path

from l10n_flow.catalogs import store
from l10n_flow.catalogs.po import header
from l10n_flow.engines import Engine, NoModelError
from l10n_flow.errors import ChangedUnderneath, EngineError, InputError, L10nFlowError, Place
from l10n_flow.files import content_of
from l10n_flow.model import Catalog, Key
from l10n_flow.pretranslate import steps
from l10n_flow.pretranslate.drafts import Draft, Filling, Reason, Task, filled, gaps, is_as_before
from l10n_flow.pretranslate.machine import rounds
from l10n_flow.pretranslate.steps import Plan, Sources
from l10n_flow.project import Article, Project

__all__ = ["BATCH", "Drafting", "Job", "Spot", "Unavailable", "batches"]

BATCH = 4_000
"""Segments drafted together. An engine sorts sentences by length within 1,024; more segments at
once cost memory and make nothing faster."""

ATTEMPTS = 5
"""How often a catalog that somebody else keeps changing is read again."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A catalog that has gaps, as the survey found it."""

    article: Article
    pair: tuple[str, str]
    """The article's language and the catalog's."""
    path: Path
    gaps: int


@dataclass(frozen=True, slots=True)
class Unavailable:
    """A pair of languages that the engine has no model for."""

    source: str
    target: str
    what: str
    remedy: str


@dataclass(slots=True)
class Job:
    """A catalog with gaps, read."""

    spot: Spot
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


def batches(spots: Sequence[Spot], size: int = BATCH) -> Iterator[list[Spot]]:
    """Yield the spots in order, together as many as have about `size` gaps."""
    batch: list[Spot] = []
    count = 0
    for spot in spots:
        if batch and count + spot.gaps > size:
            yield batch
            batch, count = [], 0
        batch.append(spot)
        count += spot.gaps
    if batch:
        yield batch


@dataclass
class Drafting:
    """The work on one pair of languages."""

    project: Project
    pair: tuple[str, str]
    now: datetime
    sources: Callable[[], Sources]
    """Makes what drafts are made from; called once, when there is something to draft."""
    open_engine: Callable[[], Engine]
    told: Callable[[int], None]
    second_beam: int = 1
    renew: bool = False
    dry_run: bool = False
    stopped: bool = False
    unavailable: Unavailable | None = None
    failures: list[L10nFlowError] = field(default_factory=list)
    engines: dict[str, None] = field(default_factory=dict)
    """The identities of the engines whose words are in the drafts."""
    otherwise: Reason = Reason.NO_MODEL
    """Why there is no engine, when there is none."""

    @cached_property
    def engine(self) -> Engine | None:
        """An engine for the pair, opened when the first segment needs it, if one can be had."""
        try:
            return self.open_engine()
        except NoModelError as error:
            self.unavailable = Unavailable(*self.pair, error.what, error.hint)
        except L10nFlowError as error:
            self.failures.append(error)
            self.otherwise = Reason.ENGINE_FAILED
        return None

    @cached_property
    def made_from(self) -> Sources:
        """Memory and glossary of the pair."""
        return self.sources()

    def read(self, spots: Sequence[Spot]) -> list[Job]:
        """The catalogs of the spots, with their gaps; what cannot be read is a failure.

        After Ctrl-C too: the report tells what is left of each.
        """
        try:
            found = [self._job(spot) for spot in spots]
        except KeyboardInterrupt:
            self.stopped = True
            found = [self._job(spot) for spot in spots]
        return [job for job in found if job is not None]

    def draft(self, jobs: Sequence[Job]) -> None:
        """Tasks have their outcome as far as that goes, and every catalog is written."""
        try:
            plans = self._planned(jobs)
            if self.dry_run:
                for plan in (plan for batch in plans for plan in batch):
                    plan.task.outcome = Draft("", plan.step, self._identity())
            elif any(plans) and (engine := self.engine) is not None:
                self._speak(engine, jobs, plans)
        finally:
            for job in jobs:
                self._finish_surely(job)

    def leave(self, jobs: Sequence[Job], reason: Reason) -> None:
        """What has no outcome is left for this reason."""
        for task in (task for job in jobs for task in job.tasks if task.outcome is None):
            task.outcome = reason

    def _identity(self) -> str:
        return self.engine.identity if self.engine is not None else ""

    def _planned(self, jobs: Sequence[Job]) -> list[list[Plan]]:
        """What is to be asked, for each job; tasks that need no asking have their outcome."""
        tasks = [task for job in jobs for task in job.tasks]
        found = {id(plan.task): plan for plan in steps.run(tasks, self.made_from)}
        return [[found[id(task)] for task in job.tasks if id(task) in found] for job in jobs]

    def _speak(self, engine: Engine, jobs: Sequence[Job], plans: Sequence[Sequence[Plan]]) -> None:
        ended = rounds.speak(
            engine,
            self.made_from.pair,
            plans,
            lambda index: self._finish(jobs[index]),
            self.told,
            second_beam=self.second_beam,
        )
        self.stopped = isinstance(ended, KeyboardInterrupt)
        if isinstance(ended, EngineError):
            self.failures.append(ended)
            self.otherwise = Reason.ENGINE_FAILED
            self.__dict__["engine"] = None  # it will not answer the next batch either
        outcomes = [plan.task.outcome for batch in plans for plan in batch]
        if any(isinstance(outcome, Draft) for outcome in outcomes):
            self.engines[engine.identity] = None

    def _job(self, spot: Spot) -> Job | None:
        try:
            written = content_of(spot.path)
            catalog = store.parse(written, spot.path, spot.pair[1])
        except (L10nFlowError, OSError) as error:
            self.failures.append(failure(error, spot.path))
            return None
        return Job(spot, written, catalog, list(gaps(catalog, renew=self.renew)))

    def _finish_surely(self, job: Job) -> None:
        """The same when somebody presses Ctrl-C meanwhile: what is drafted is not thrown away."""
        try:
            self._finish(job)
        except KeyboardInterrupt:
            self.stopped = True
            self._finish(job)

    def _finish(self, job: Job) -> None:
        """The job's drafts are in its catalog's file, unless this is a dry run."""
        if self.dry_run or not job.saved:
            return
        try:
            self._write(job)
        except (L10nFlowError, OSError) as error:
            self.failures.append(failure(error, job.spot.path))
            job.saved = False

    def _write(self, job: Job) -> None:
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


def _forget_what_others_did(job: Job) -> None:
    """Tasks whose entry somebody else has filled, or taken away, are nobody's business any more."""
    there = {entry.key: entry for entry in job.catalog.entries if not entry.obsolete}
    job.tasks = [
        task
        for task in job.tasks
        if task.key in there and is_as_before(there[task.key], task.entry)
    ]


def failure(error: L10nFlowError | OSError, path: Path) -> L10nFlowError:
    """What went wrong with a file, as an expected failure."""
    if isinstance(error, OSError):
        return InputError(error.strerror or type(error).__name__, Place(path))
    return error
