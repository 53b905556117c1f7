"""The drafts of one pair of languages, batch by batch, in this process or in any other.

A worker opens its engine and its memory once and drafts one batch after the other: it reads the
catalogs, and writes each when it is done, under the locks that all processes use. Every worker
sends the same requests to the engine, so any number of workers makes the same catalogs.
"""

from __future__ import annotations

import signal
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from time import monotonic
from typing import NamedTuple, TypeVar

from l10n_flow.catalogs import store
from l10n_flow.catalogs.po import header
from l10n_flow.engines import Engine, EngineOptions, ModelPath, opener
from l10n_flow.errors import ChangedUnderneath, L10nFlowError
from l10n_flow.files.reading import content_of, is_there
from l10n_flow.files.writing import create_file, delete_file
from l10n_flow.language.repairs import Style
from l10n_flow.memory.collect import Memory
from l10n_flow.memory.mtcache import CacheKey, CachingEngine, MTCache
from l10n_flow.memory.units import Unit
from l10n_flow.model import Catalog, Key
from l10n_flow.pretranslate.cascade import Cascade
from l10n_flow.pretranslate.drafts import (
    KINDS,
    Draft,
    Filling,
    Gap,
    Reason,
    Task,
    filled,
    gaps,
    is_as_before,
)
from l10n_flow.pretranslate.machine.requests import LanguagePair
from l10n_flow.project import Article, Project

# Catalogs with gaps, in batches: read, and written when they have drafts.
# A project may have more segments than fit in memory: a batch is as large as an engine needs to be
# fast.

BATCH = 1_000
"""Segments drafted together: about as many as an engine sorts by length. The number does not depend
on the number of workers, because an engine of low precision may round differently in another batch.
When a worker dies, one batch is done again."""

ATTEMPTS = 5
"""How often a catalog is read again when others keep changing it."""


@dataclass(frozen=True, slots=True)
class CatalogGaps:
    """A catalog with gaps, from the survey."""

    article: Article
    pair: tuple[str, str]
    """The article's language and the catalog's."""
    path: Path
    gaps: int


@dataclass(slots=True)
class DraftJob:
    """A catalog with gaps that was read."""

    spot: CatalogGaps
    written: bytes
    """The bytes that `catalog` was read from."""
    catalog: Catalog
    tasks: list[Task]
    saved: bool = True
    """False when its drafts could not be written."""

    def settled(self) -> dict[Key, Filling]:
        """The existing drafts, by key."""
        return {
            task.key: Filling(task.entry, task.outcome)
            for task in self.tasks
            if isinstance(task.outcome, Draft)
        }


def batches(spots: Sequence[CatalogGaps], size: int = BATCH) -> Iterator[list[CatalogGaps]]:
    """Yield the catalogs in order, in groups that have about `size` gaps."""
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
    failed: Callable[[L10nFlowError], None]
    """Called with the error about each file that could not be read or written."""
    renew: bool
    dry_run: bool

    def read(self, spots: Sequence[CatalogGaps]) -> list[DraftJob]:
        """The catalogs that can be read, with their gaps."""
        found = []
        for spot in spots:
            try:
                written = content_of(spot.path)
                catalog = store.parse(written, spot.path, spot.pair[1])
            except L10nFlowError as error:
                self.failed(error)
            else:
                tasks = list(gaps(catalog, renew=self.renew))
                found.append(DraftJob(spot, written, catalog, tasks))
        return found

    def save(self, job: DraftJob) -> None:
        """Write the job's drafts to its catalog's file, unless this is a dry run."""
        if self.dry_run or not job.saved:
            return
        try:
            self._write(job)
        except L10nFlowError as error:
            self.failed(error)
            job.saved = False

    def _write(self, job: DraftJob) -> None:
        """Write the drafts to the file, and keep what others wrote to it meanwhile.

        Raises `ChangedUnderneath` when the file keeps changing, and what reading and writing raise.
        """
        path, locks = job.spot.path, self.project.locks
        for attempt in range(1, ATTEMPTS + 1):
            changed = filled(job.catalog, job.settled(), self.now)
            if changed == job.catalog:
                return
            revised = header.revised(changed, self.now)
            data = store.encoded(revised, path)
            try:
                store.save_bytes(data, path, locks=locks, expected=job.written)
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
    """Drop the tasks whose entries others have filled or removed."""
    there = {entry.key: entry for entry in job.catalog.entries if not entry.obsolete}
    job.tasks = [
        task
        for task in job.tasks
        if task.key in there and is_as_before(there[task.key], task.entry)
    ]


# The work on a batch

LOOKS = 0.2
"""Seconds between two checks whether Ctrl-C was pressed in the command's process."""


@dataclass(frozen=True, slots=True)
class PretranslateOptions:
    """Options for drafts, beyond the configuration."""

    engine: str | None = None
    """A name in `ENGINES`; by default the configuration's."""
    fast: bool = False
    """One beam: quicker, and a little worse."""
    renew: bool = False
    """Whether machine drafts that nobody has changed are made again."""
    dry_run: bool = False
    """Nothing is written, and the engine is not asked."""


@dataclass(frozen=True, slots=True)
class UndraftedSegment:
    """A segment that has no draft, and why."""

    context: str | None
    source: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class CatalogDrafts:
    """The result for one catalog, in segments."""

    article: str
    language: str
    """The language that the article is written in."""
    locale: str
    path: Path
    """Relative to the root."""
    drafts: Mapping[str, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))
    """How many drafts each step of the cascade made."""
    looks: int = 0
    """The number of drafts with a review reason."""
    left: tuple[UndraftedSegment, ...] = ()

    @property
    def drafted(self) -> int:
        """The number of segments that got a draft."""
        return sum(self.drafts.values())


class Drafted(NamedTuple):
    """The result for a batch of catalogs."""

    catalogs: tuple[CatalogDrafts, ...]
    failures: tuple[L10nFlowError, ...]
    """Files that could not be read or written."""
    warnings: tuple[str, ...]
    engine: str
    """The identity of the engine, if drafts have its words."""
    without: L10nFlowError | None
    """Why there was no engine, when one was needed."""
    stopped: bool
    """Whether Ctrl-C was pressed; the drafts made until then are written."""


def _ignore(_: int) -> None:
    pass


@dataclass(slots=True, kw_only=True)
class PairDrafting:
    """The work on a batch of catalogs of one pair of languages."""

    project: Project
    pair: LanguagePair
    options: PretranslateOptions
    now: datetime
    open_memory: Callable[[], Memory]
    progress: Callable[[int], None]
    """Called with the number of segments that the engine has finished since the last call."""
    stop: Path | None = None
    """For other processes: a file that exists after Ctrl-C was pressed."""
    threads: int = 0
    """The engine's threads if the configuration sets no number; 0 for one per core."""
    stopped: bool
    """Whether Ctrl-C was pressed earlier: nothing is drafted, and the gaps are reported."""
    _cascade: Cascade | None = field(default=None, init=False)
    _warnings: dict[str, None] = field(default_factory=dict, init=False)
    _looked: float = field(default=0.0, init=False)

    def sent(self, stop: Path, threads: int) -> PairDrafting:
        """The work as it is sent to workers, which report no progress."""
        return replace(self, progress=_ignore, stop=stop, threads=threads)

    def __call__(self, batch: Sequence[CatalogGaps]) -> Drafted:
        """Draft the gaps of the catalogs, as far as memory and the engine can.

        Ctrl-C loses nothing: drafts made until then are written, and the report has the remaining
        gaps of every catalog.
        """
        if self._cascade is None:
            self._cascade = self._new_cascade()
        cascade = self._cascade
        cascade.stopped = cascade.stopped or self._must_stop()
        failures: dict[str, L10nFlowError] = {}

        def failed(failure: L10nFlowError) -> None:
            failures.setdefault(str(failure), failure)

        files = CatalogFiles(
            self.project, self.now, failed, self.options.renew, self.options.dry_run
        )
        jobs = _to_the_end(cascade, partial(files.read, batch))
        tasks = [job.tasks for job in jobs]
        try:
            cascade.draft(
                tasks, partial(_save, files, jobs), self._report, dry_run=self.options.dry_run
            )
        finally:
            for job in jobs:
                _to_the_end(cascade, partial(files.save, job))
        return Drafted(
            tuple([_counted(self.project, job) for job in jobs if job.saved and _counts(job)]),
            tuple(failures.values()),
            tuple(self._warnings),
            cascade.used,
            cascade.failure,
            cascade.stopped,
        )

    def _new_cascade(self) -> Cascade:
        config = self.project.config.pretranslate
        return Cascade(
            self.pair,
            self.open_memory,
            self._open_engine,
            config.similar,
            config.confidence_limit(self.pair.target),
            second_beam(_engine_options(self.project, self.options).beam),
            stopped=self.stopped,
        )

    def _open_engine(self) -> Engine:
        return engine_of(
            self.project, self.pair.languages, self.options, self._warn, threads=self.threads
        )

    def _warn(self, warnings: Iterable[str]) -> None:
        self._warnings |= dict.fromkeys(warnings)

    def _report(self, more: int) -> None:
        """Report progress. Raises `KeyboardInterrupt` after Ctrl-C in another process."""
        self.progress(more)
        if self.stop is not None and monotonic() - self._looked > LOOKS:
            self._looked = monotonic()
            if self._must_stop():
                raise KeyboardInterrupt

    def _must_stop(self) -> bool:
        return self.stop is not None and is_there(self.stop)


@contextmanager
def stoppable(stop: Path) -> Iterator[None]:
    """Within the block, Ctrl-C creates the file `stop` and workers end; a second one interrupts.

    The first one raises nothing here: the drafts of the workers are in their results. Ctrl-C stays
    ignored where it was (a shell's background, `nohup`).
    """
    before = signal.getsignal(signal.SIGINT)
    in_main = threading.current_thread() is threading.main_thread()  # only there they can be set
    if not in_main or before in (signal.SIG_IGN, None):
        yield
        return

    def ask(number: int, frame: object) -> None:
        del number, frame
        signal.signal(signal.SIGINT, before)
        with suppress(L10nFlowError):
            create_file(stop, b"")

    signal.signal(signal.SIGINT, ask)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        with suppress(L10nFlowError):
            delete_file(stop, if_holds=None)


def memory_of(units: Mapping[tuple[str, str], Sequence[Unit]], pair: tuple[str, str]) -> Memory:
    """The memory of a pair of languages, from the units of a snapshot."""
    return Memory(units[pair])


T = TypeVar("T")


def _to_the_end(cascade: Cascade, work: Callable[[], T]) -> T:
    """The result of the work; Ctrl-C stops only the cascade.

    Drafts are not lost, and the report has the remaining gaps of every catalog.
    """
    try:
        return work()
    except KeyboardInterrupt:
        cascade.stopped = True
        return work()


def _save(files: CatalogFiles, jobs: Sequence[DraftJob], number: int) -> None:
    files.save(jobs[number])


def style_of(project: Project, locale: str) -> Style:
    """The spelling that the project has configured for drafts in a language."""
    chosen = project.config.check.judged(locale)
    return Style(chosen.digits, chosen.quotes, chosen.percent, chosen.isolates)


SECOND_BEAM = 4
"""The number of beams of the second try after a failure with one beam; after more, it is one."""


def second_beam(beam: int) -> int:
    """The number of beams of the second try after a first with `beam`."""
    return 1 if beam > 1 else SECOND_BEAM


def engine_of(
    project: Project,
    pair: tuple[str, str],
    options: PretranslateOptions,
    warn: Callable[[Iterable[str]], None],
    *,
    threads: int = 0,
) -> Engine:
    """The project's engine for two languages, behind the MT cache.

    `warn` is called with warnings about that cache. `threads` are the engine's threads if the
    configuration sets no number; 0 for one per core. Raises what opening the engine raises.
    """
    chosen = _engine_options(project, options)
    chosen = replace(chosen, threads=chosen.threads or threads)
    engine = opener(engine_name(project, options))(*pair, chosen)
    if not engine.model:
        return engine

    def cache(beam: int | None) -> MTCache:
        parameters = engine.parameters + (f",beam={beam}" if beam else "")
        return MTCache(project.answers, CacheKey(*pair, engine.model, parameters))

    return CachingEngine(engine, cache, warn)


def engine_name(project: Project, options: PretranslateOptions) -> str:
    """The name of the engine: from the options, else from the configuration."""
    return options.engine or project.config.pretranslate.engine


def _engine_options(project: Project, options: PretranslateOptions) -> EngineOptions:
    config, root = project.config.pretranslate, project.root
    return EngineOptions(
        beam=1 if options.fast else config.beam,
        batch_tokens=config.batch_tokens,
        threads=config.threads,
        device=config.device,
        compute_type=config.compute_type,
        models=tuple(ModelPath(m.source, m.target, root / m.path) for m in config.models),
        settings=config.engines.get(engine_name(project, options), {}),
        root=root,
    )


def _counts(job: DraftJob) -> bool:
    """Whether a catalog belongs in the report: it got drafts, or has gaps."""
    return any(isinstance(t.outcome, Draft) or t.gap is Gap.EMPTY for t in job.tasks)


def _counted(project: Project, job: DraftJob) -> CatalogDrafts:
    drafts = [task.outcome for task in job.tasks if isinstance(task.outcome, Draft)]
    steps = Counter(draft.step for draft in drafts)
    left = tuple(
        UndraftedSegment(*task.key, task.outcome)
        for task in job.tasks
        if isinstance(task.outcome, Reason) and task.gap is Gap.EMPTY
    )
    return CatalogDrafts(
        job.spot.article.name,
        *job.spot.pair,
        project.relative(job.spot.path),
        {step: steps[step] for step in KINDS},
        sum(bool(draft.why) for draft in drafts),
        left,
    )
