"""Draft what nobody has translated yet: from memory, from unchanged sentences, from an engine.

`pretranslate/cascade.py` has the table of the steps. Catalogs are written as they are done, so that
stopping keeps what there is, and nothing that a person wrote is ever lost.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from l10n_flow.catalogs import store
from l10n_flow.engines import ENGINES, Engine, EngineOptions, ModelPath, NoModelError, opener
from l10n_flow.errors import InputError, L10nFlowError, Place
from l10n_flow.files import is_there
from l10n_flow.language import Style
from l10n_flow.memory.collect import Memory, collected
from l10n_flow.memory.mtcache import CacheKey, MTCache
from l10n_flow.model import Catalog
from l10n_flow.pretranslate.cascade import Cascade
from l10n_flow.pretranslate.drafts import KINDS, Draft, Gap, Reason, gaps
from l10n_flow.pretranslate.machine.cache import CachingEngine
from l10n_flow.pretranslate.machine.requests import LanguagePair
from l10n_flow.project import Article, Project
from l10n_flow.terms import Terms
from l10n_flow.workflow import reading
from l10n_flow.workflow import terms as glossary
from l10n_flow.workflow.drafting.batches import CatalogFiles, CatalogGaps, DraftJob, batches
from l10n_flow.workflow.exchange import memory as memories
from l10n_flow.workflow.incremental.parallel import Progress, silent

__all__ = [
    "CatalogDrafts",
    "PretranslateOptions",
    "PretranslateReport",
    "Unavailable",
    "UndraftedSegment",
    "engine_of",
    "pretranslate",
    "second_beam",
]


@dataclass(frozen=True, slots=True)
class UndraftedSegment:
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
    drafts: Mapping[str, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))
    """How many drafts each step of the cascade made."""
    looks: int = 0
    """Drafts that say why they need a look."""
    left: tuple[UndraftedSegment, ...] = ()

    @property
    def drafted(self) -> int:
        """Segments that got a draft."""
        return sum(self.drafts.values())


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
    """Those that had segments to draft."""
    engines: tuple[str, ...] = ()
    """Names and versions of what translated."""
    unavailable: tuple[Unavailable, ...] = ()
    missing: tuple[CatalogDrafts, ...] = ()
    """Articles that have no catalog yet in a language that they are translated into."""
    warnings: tuple[str, ...] = ()
    stopped: bool = False
    """Whether somebody pressed Ctrl-C; what was done until then is written."""
    failures: tuple[L10nFlowError, ...] = ()


@dataclass(frozen=True, slots=True)
class PretranslateOptions:
    """How drafts are to be made, beyond the configuration."""

    engine: str | None = None
    """A name in `ENGINES`; by default the configuration's."""
    fast: bool = False
    """One beam: quicker, and a little worse."""
    renew: bool = False
    """Machine drafts that nobody has touched are made anew."""
    dry_run: bool = False
    """Nothing is written, and the engine is not asked."""


def pretranslate(
    project: Project,
    articles: Sequence[Article],
    locales: Sequence[str],
    *,
    now: datetime,
    options: PretranslateOptions | None = None,
    progress: Progress = silent,
) -> PretranslateReport:
    """Untranslated segments have drafts, as far as memory and the engine reach.

    So have segments whose text changed and whose words nobody has touched since; everything else
    that has words is left as it is. In a dry run what would be asked of the engine counts as
    drafted. Ctrl-C ends it with a report, once there is something to tell. Raises `UsageError` for
    an unknown engine, and what reading the glossary and the imported memories raises; all other
    failures are in the report, and do not keep the rest from being done.
    """
    run = _Run(project, now, options or PretranslateOptions(), progress)
    opener(_engine_name(project, run.options))
    run.warn(_unknown_engines(project))
    spots = list(_survey(run, articles, locales))
    for pair in dict.fromkeys(spot.pair for spot in spots):
        _draft_pair(run, pair, [spot for spot in spots if spot.pair == pair])
    return PretranslateReport(
        tuple(run.catalogs),
        tuple(run.engines),
        tuple(run.unavailable),
        tuple(run.missing),
        tuple(run.warnings),
        run.stopped,
        tuple(run.failures.values()),
    )


@dataclass(slots=True)
class _Run:
    """What one call works with, and what it has met so far."""

    project: Project
    now: datetime
    options: PretranslateOptions
    progress: Progress
    catalogs: list[CatalogDrafts] = field(default_factory=list)
    missing: list[CatalogDrafts] = field(default_factory=list)
    engines: dict[str, None] = field(default_factory=dict)
    unavailable: list[Unavailable] = field(default_factory=list)
    warnings: dict[str, None] = field(default_factory=dict)
    failures: dict[str, L10nFlowError] = field(default_factory=dict)
    """By what they say: a missing library is one failure, however many pairs want it."""
    stopped: bool = False
    spoken: dict[Article, str] = field(default_factory=dict)
    targets: dict[Article, tuple[str, ...]] = field(default_factory=dict)
    """The languages that each is translated into."""
    _imported: memories.ImportedMemories | None = None
    _terms: Terms | None = None

    def imported(self) -> memories.ImportedMemories:
        """The imported memories, read once; one that cannot be read is a failure."""
        if self._imported is None:
            self._imported = memories.gathered(self.project)
            for error in self._imported.failures:
                self.failed(error, self.project.memories)
        return self._imported

    def terms(self) -> Terms:
        """The glossary, read once."""
        if self._terms is None:
            self._terms = glossary.load(self.project)
        return self._terms

    def language(self, article: Article) -> str:
        """The language that an article is written in; "" when it has nothing to translate."""
        if article not in self.spoken:
            document = reading.read(article, reading.parse_options(self.project.config))
            language = reading.language(document, self.project.config)
            self.spoken[article] = language if document.segments else ""
            self.targets[article] = reading.targets(article, document, language, self.project)
        return self.spoken[article]

    def warn(self, warnings: Iterable[str]) -> None:
        """Remember what somebody should know, each thing once."""
        self.warnings |= dict.fromkeys(warnings)

    def failed(self, error: L10nFlowError | OSError, path: Path) -> None:
        """Remember a failure, once."""
        if isinstance(error, OSError):
            error = InputError(error.strerror or type(error).__name__, Place(path))
        self.failures.setdefault(str(error), error)


def _survey(
    run: _Run, articles: Sequence[Article], locales: Sequence[str]
) -> Iterator[CatalogGaps]:
    """Yield every catalog that has gaps."""
    for done, article in enumerate(articles):
        run.progress("Reading", done, len(articles))
        try:
            language = run.language(article)
        except (L10nFlowError, OSError) as error:
            run.failed(error, article.path)
            continue
        for locale in locales:
            if language and locale in run.targets[article]:
                yield from _spot(run, article, (language, locale))


def _spot(run: _Run, article: Article, pair: tuple[str, str]) -> Iterator[CatalogGaps]:
    path = run.project.catalog_path(article, pair[1])
    try:
        catalog = store.load(path, pair[1])
    except FileNotFoundError:
        run.missing.append(CatalogDrafts(article.name, *pair, run.project.shown(path)))
    except (L10nFlowError, OSError) as error:
        run.failed(error, path)
    else:
        count = sum(1 for _ in gaps(catalog, renew=run.options.renew))
        if count:
            yield CatalogGaps(article, pair, path, count)


def _draft_pair(run: _Run, pair: tuple[str, str], spots: Sequence[CatalogGaps]) -> None:
    """The catalogs of one pair of languages have their drafts."""
    total = sum(spot.gaps for spot in spots)
    counter = _Counter(partial(run.progress, f"Translating into {pair[1]}"), total)
    options = run.options
    files = CatalogFiles(run.project, run.now, run.failed, options.renew, options.dry_run)
    cascade = _cascade(run, pair)
    for batch in batches(spots):
        jobs = _to_the_end(cascade, partial(files.read, batch))
        tasks = [job.tasks for job in jobs]
        finish = partial(_save, files, jobs)
        try:
            cascade.draft(tasks, finish, counter, dry_run=options.dry_run)
        finally:
            for job in jobs:
                _to_the_end(cascade, partial(files.save, job))
        counter.reach(sum(len(job.tasks) for job in jobs))
        run.catalogs += [_counted(run, job) for job in jobs if job.saved and _counts(job)]
    run.stopped = cascade.stopped
    run.engines |= {cascade.used: None} if cascade.used else {}
    if isinstance(cascade.failure, NoModelError):
        run.unavailable.append(Unavailable(*pair, cascade.failure.what, cascade.failure.hint))
    elif cascade.failure is not None:
        run.failed(cascade.failure, Path())


def _save(files: CatalogFiles, jobs: Sequence[DraftJob], number: int) -> None:
    files.save(jobs[number])


T = TypeVar("T")


def _to_the_end(cascade: Cascade, work: Callable[[], T]) -> T:
    """What the work gives; Ctrl-C ends it no more than it ends the report, and stops the cascade.

    What is drafted is not thrown away, and the report says of every catalog what is left.
    """
    try:
        return work()
    except KeyboardInterrupt:
        cascade.stopped = True
        return work()


@dataclass(slots=True)
class _Counter:
    """Progress over batches."""

    progress: Callable[[int, int], None]
    total: int
    base: int = 0
    done: int = 0

    def __call__(self, more: int) -> None:
        self.done += more
        self.progress(self.base + self.done, self.total)

    def reach(self, size: int) -> None:
        """A batch of this size is done, with what needed no asking and what is left."""
        self.base, self.done = self.base + size, 0
        self.progress(self.base, self.total)


def style_of(project: Project, locale: str) -> Style:
    """What the project has chosen for the spelling of drafts in a language."""
    chosen = project.config.check.judged(locale)
    return Style(chosen.digits, chosen.quotes, chosen.percent, chosen.isolates)


def _cascade(run: _Run, pair: tuple[str, str]) -> Cascade:
    config = run.project.config.pretranslate
    return Cascade(
        LanguagePair(*pair, run.terms(), style_of(run.project, pair[1])),
        lambda: _memory(run, pair),
        lambda: engine_of(run.project, pair, run.options, run.warn),
        config.similar,
        config.least_confidence(pair[1]),
        second_beam(_options(run.project, run.options).beam),
        stopped=run.stopped,
    )


SECOND_BEAM = 4
"""For the second try of what one beam got wrong; what more beams got wrong, one beam tries."""


def second_beam(beam: int) -> int:
    """How many beams the second try has after a first with so many."""
    return 1 if beam > 1 else SECOND_BEAM


def engine_of(
    project: Project,
    pair: tuple[str, str],
    options: PretranslateOptions,
    warn: Callable[[Iterable[str]], None],
) -> Engine:
    """The project's engine for two languages, behind the MT cache.

    `warn` is called with what goes wrong with that cache. Raises what opening it raises.
    """
    engine = opener(_engine_name(project, options))(*pair, _options(project, options))
    if not engine.model:
        return engine

    def cache(beam: int | None) -> MTCache:
        parameters = engine.parameters + (f",beam={beam}" if beam else "")
        return MTCache(project.answers, CacheKey(*pair, engine.model, parameters))

    return CachingEngine(engine, cache, warn)


def _engine_name(project: Project, options: PretranslateOptions) -> str:
    return options.engine or project.config.pretranslate.engine


def _unknown_engines(project: Project) -> Iterator[str]:
    """Yield what somebody should know of settings for an engine that is not here."""
    for name, settings in project.config.pretranslate.engines.items():
        if name not in ENGINES:
            what = f"pretranslate.engines.{name}: no engine of that name is installed"
            place = next((one.wrong(what) for one in settings.values()), what)
            yield str(place)


def _options(project: Project, options: PretranslateOptions) -> EngineOptions:
    config, root = project.config.pretranslate, project.root
    return EngineOptions(
        beam=1 if options.fast else config.beam,
        batch_tokens=config.batch_tokens,
        threads=config.threads,
        device=config.device,
        compute_type=config.compute_type,
        models=tuple(ModelPath(m.source, m.target, root / m.path) for m in config.models),
        settings=config.engines.get(_engine_name(project, options), {}),
        root=root,
    )


def _memory(run: _Run, pair: tuple[str, str]) -> Memory:
    """What was translated before, in the project and in imported memories."""
    return Memory((*collected(_catalogs(run, pair)), *run.imported().pair(pair)))


def _catalogs(run: _Run, pair: tuple[str, str]) -> Iterator[tuple[str, Catalog]]:
    """Yield the catalogs of all articles of a pair of languages, as far as they can be read.

    Those that cannot be are reported where somebody asks for them.
    """
    source, locale = pair
    articles = run.project.articles()
    for done, article in enumerate(articles):
        run.progress(f"Remembering {locale}", done, len(articles))
        path = run.project.catalog_path(article, locale)
        try:
            if is_there(path) and run.language(article) == source:
                yield article.name, store.load(path, locale)
        except (L10nFlowError, OSError):
            continue
    for languages, name, path in memories.orphaned(run.project, [locale]):
        with suppress(L10nFlowError):
            if languages == pair:
                yield name, store.load(path, locale)


def _counts(job: DraftJob) -> bool:
    """Whether a catalog belongs into the report: it has drafts, or lacks some."""
    return any(isinstance(t.outcome, Draft) or t.gap is Gap.EMPTY for t in job.tasks)


def _counted(run: _Run, job: DraftJob) -> CatalogDrafts:
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
        run.project.shown(job.spot.path),
        {step: steps[step] for step in KINDS},
        sum(bool(draft.why) for draft in drafts),
        left,
    )
