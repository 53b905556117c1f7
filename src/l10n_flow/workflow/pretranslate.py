"""Draft what nobody has translated yet: from memory, then from an engine.

A step for each source of words, in this order, each given only what the one before left:

    memory    the same text, reviewed in another article of the project
    copy      a text without words: a number, a dash, a placeholder
    engine    everything else, all texts of a pair of languages in one call

Catalogs are written as they are done, so that stopping keeps what there is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path

from l10n_flow.catalogs import header, store
from l10n_flow.engines import Engine, EngineOptions, NoModelError, Opener, opener
from l10n_flow.errors import (
    ChangedUnderneath,
    EngineError,
    InputError,
    L10nFlowError,
    Place,
)
from l10n_flow.model import Catalog
from l10n_flow.pretranslate import batch
from l10n_flow.pretranslate.drafts import filled
from l10n_flow.pretranslate.memory import remember
from l10n_flow.pretranslate.reasons import Reason
from l10n_flow.pretranslate.work import Work
from l10n_flow.project import Article, Project
from l10n_flow.workflow import reading
from l10n_flow.workflow.progress import Progress, silent

__all__ = ["CatalogDrafts", "Left", "PretranslateReport", "Unavailable", "pretranslate"]

ATTEMPTS = 5
"""How often a catalog that somebody else keeps changing is read again."""


@dataclass(frozen=True, slots=True)
class Left:
    """A segment that has no draft, and why."""

    context: str | None
    source: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class CatalogDrafts:
    """What was done in one catalog, in segments."""

    article: str
    language: str
    """The language that the article is written in."""
    locale: str
    path: Path
    """Relative to the root."""
    memory: int = 0
    copied: int = 0
    engine: int = 0
    left: tuple[Left, ...] = ()

    @property
    def drafted(self) -> int:
        """Segments that got a draft."""
        return self.memory + self.copied + self.engine


@dataclass(frozen=True, slots=True)
class Unavailable:
    """A pair of languages that the engine has no model for."""

    source: str
    target: str
    what: str
    remedy: str


@dataclass(frozen=True, slots=True)
class PretranslateReport:
    """What `pretranslate` did, or with `dry_run` would do."""

    catalogs: tuple[CatalogDrafts, ...]
    """Those that had untranslated segments."""
    engines: tuple[str, ...] = ()
    """Names and versions of what translated."""
    unavailable: tuple[Unavailable, ...] = ()
    missing: tuple[CatalogDrafts, ...] = ()
    """Articles that have no catalog yet in a language that they are translated into."""
    stopped: bool = False
    """Whether somebody pressed Ctrl-C; what was done until then is written."""
    failures: tuple[L10nFlowError, ...] = ()


def pretranslate(
    project: Project,
    articles: Sequence[Article],
    locales: Sequence[str],
    *,
    now: datetime,
    engine: str | None = None,
    dry_run: bool = False,
    progress: Progress = silent,
) -> PretranslateReport:
    """Untranslated segments have drafts, as far as memory and the engine reach.

    Whatever has words is left as it is, drafts included. `engine` is a name in `ENGINES`, by
    default the configuration's. With `dry_run` nothing is written, the engine is not asked, and
    what would be asked of it counts as drafted. Raises `UsageError` for an unknown engine; all
    other failures are in the report, and do not keep the rest from being done.
    """
    settings = project.config.pretranslate
    run = _Run(project, now, progress, opener(engine or settings.engine), dry_run=dry_run)
    jobs = list(_jobs(run, articles, locales))
    for pair in dict.fromkeys(job.pair for job in jobs):
        mine = [job for job in jobs if job.pair == pair]
        if run.stopped:
            for job in mine:
                job.work.leave(Reason.STOPPED)
        else:
            _recall(run, mine, pair)
            _translate(run, mine, pair)
    return PretranslateReport(
        tuple(_counted(run, job) for job in jobs if job.path not in run.unwritten),
        tuple(run.engines),
        tuple(run.unavailable),
        tuple(run.missing),
        run.stopped,
        tuple(run.failures.values()),
    )


@dataclass(slots=True)
class _Job:
    """A catalog that has untranslated segments."""

    article: Article
    pair: tuple[str, str]
    """The article's language and the catalog's."""
    path: Path
    written: bytes
    """The file that `catalog` was read from."""
    catalog: Catalog
    work: Work


@dataclass(slots=True)
class _Run:
    """What one call works with, and what it has met so far."""

    project: Project
    now: datetime
    progress: Progress
    open_pair: Opener
    dry_run: bool
    missing: list[CatalogDrafts] = field(default_factory=list)
    engines: dict[str, None] = field(default_factory=dict)
    unavailable: list[Unavailable] = field(default_factory=list)
    unwritten: set[Path] = field(default_factory=set)
    failures: dict[str, L10nFlowError] = field(default_factory=dict)
    """By what they say: a missing library is one failure, however many pairs want it."""
    stopped: bool = False
    spoken: dict[Article, str] = field(default_factory=dict)

    def language(self, article: Article) -> str:
        """The language that an article is written in; "" when it has nothing to translate."""
        if article not in self.spoken:
            document = reading.read(article, reading.parse_options(self.project.config))
            language = reading.language(document, self.project.config)
            self.spoken[article] = language if document.segments else ""
        return self.spoken[article]

    def failed(self, error: L10nFlowError | OSError, path: Path) -> None:
        """Remember a failure, once."""
        if isinstance(error, OSError):
            error = InputError(error.strerror or type(error).__name__, Place(path))
        self.failures.setdefault(str(error), error)


def _jobs(run: _Run, articles: Sequence[Article], locales: Sequence[str]) -> Iterator[_Job]:
    """Yield a job for every catalog that has untranslated segments."""
    for done, article in enumerate(articles):
        run.progress("Reading", done, len(articles))
        try:
            language = run.language(article)
        except (L10nFlowError, OSError) as error:
            run.failed(error, article.path)
            continue
        for locale in locales:
            if language and locale != language:
                yield from _job(run, article, (language, locale))


def _job(run: _Run, article: Article, pair: tuple[str, str]) -> Iterator[_Job]:
    path = run.project.catalog_path(article, pair[1])
    try:
        written = path.read_bytes()
        catalog = store.parse(written, path, pair[1])
    except FileNotFoundError:
        run.missing.append(CatalogDrafts(article.name, *pair, run.project.shown(path)))
    except (L10nFlowError, OSError) as error:
        run.failed(error, path)
    else:
        work = Work.on(catalog)
        if work.todo:
            yield _Job(article, pair, path, written, catalog, work)


def _recall(run: _Run, jobs: Sequence[_Job], pair: tuple[str, str]) -> None:
    """The steps that need no engine are taken."""
    memory = remember(_reviewed(run, pair))
    for job in jobs:
        job.work.recall(memory)
        job.work.copy()


def _reviewed(run: _Run, pair: tuple[str, str]) -> Iterator[tuple[str, Catalog]]:
    """Yield the catalogs of all articles of a pair of languages, as far as they can be read.

    Those that cannot be are reported where somebody asks for them.
    """
    source, locale = pair
    articles = run.project.articles()
    for done, article in enumerate(articles):
        run.progress(f"Remembering {locale}", done, len(articles))
        path = run.project.catalog_path(article, locale)
        try:
            if path.exists() and run.language(article) == source:
                yield article.name, store.load(path, locale)
        except (L10nFlowError, OSError):
            continue


def _translate(run: _Run, jobs: Sequence[_Job], pair: tuple[str, str]) -> None:
    """The engine is asked for what is left, and every catalog is written."""
    works = [job.work for job in jobs]
    engine, otherwise = _engine(run, works, pair)
    for work in works:
        work.ask(keeps_markup=engine is not None and engine.keeps_markup)
        if engine is not None and run.dry_run:
            work.promise(engine.identity)
    if engine is None or run.dry_run:
        for index, work in enumerate(works):
            work.leave(otherwise)
            _finish(run, jobs, index)
        return
    told = partial(run.progress, f"Translating into {pair[1]}")
    ended = batch.translate(engine, works, partial(_finish, run, jobs), told)
    run.stopped = run.stopped or isinstance(ended, KeyboardInterrupt)
    if isinstance(ended, EngineError):
        run.failed(ended, Path())
    if any(draft.kind == "engine" for work in works for draft in work.drafts.values()):
        run.engines[engine.identity] = None


def _engine(
    run: _Run, works: Sequence[Work], pair: tuple[str, str]
) -> tuple[Engine | None, Reason]:
    """An engine for the pair, if one is needed and can be had; else why segments are left."""
    if not any(work.todo for work in works):
        return None, Reason.EMPTY
    config = run.project.config.pretranslate
    options = EngineOptions(
        beam=config.beam,
        batch_tokens=config.batch_tokens,
        threads=config.threads,
        device=config.device,
        compute_type=config.compute_type,
    )
    try:
        return run.open_pair(*pair, options), Reason.ENGINE_FAILED
    except NoModelError as error:
        run.unavailable.append(Unavailable(*pair, error.what, error.hint))
        return None, Reason.NO_MODEL
    except L10nFlowError as error:
        run.failed(error, Path())
        return None, Reason.ENGINE_FAILED


def _finish(run: _Run, jobs: Sequence[_Job], index: int) -> None:
    """The job's drafts are in its catalog's file, unless this is a dry run."""
    job = jobs[index]
    if run.dry_run or not job.work.drafts:
        return
    try:
        _write(run, job)
    except (L10nFlowError, OSError) as error:
        run.failed(error, job.path)
        run.unwritten.add(job.path)


def _write(run: _Run, job: _Job) -> None:
    """The drafts are in the file, and so is what somebody else wrote into it meanwhile.

    Raises `ChangedUnderneath` when they do not stop, and what reading and writing raise.
    """
    for attempt in range(1, ATTEMPTS + 1):
        changed = filled(job.catalog, job.work.drafts, run.now)
        if changed == job.catalog:
            return
        revised = header.revised(changed, run.now)
        locks, expected = run.project.locks, job.written
        try:
            store.save(revised, job.path, locks=locks, expected=expected, durable=True)
        except ChangedUnderneath:
            if attempt == ATTEMPTS:
                raise
            job.written = job.path.read_bytes()
            job.catalog = store.parse(job.written, job.path, job.pair[1])
            job.work.keep_only(Work.on(job.catalog).todo)
        else:
            return


def _counted(run: _Run, job: _Job) -> CatalogDrafts:
    kinds = Counter(draft.kind for draft in job.work.drafts.values())
    reasons = job.work.left
    left = [Left(*key, reasons[key]) for key in job.catalog.live if key in reasons]
    path = run.project.shown(job.path)
    return CatalogDrafts(
        job.article.name,
        *job.pair,
        path,
        kinds["memory"],
        kinds["copy"],
        kinds["engine"],
        tuple(left),
    )
