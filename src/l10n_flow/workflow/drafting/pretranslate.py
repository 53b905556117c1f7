"""Draft what nobody has translated yet: from memory, from unchanged sentences, from an engine.

`pretranslate/cascade.py` has the table of the steps. For unchanged articles the ledger has which
catalogs have gaps; these are drafted batch by batch (`pairs`), by this process or by many. Each
catalog is written when it is done, so that stopping loses no drafts, and nothing that a person
wrote is ever lost.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from itertools import chain
from secrets import token_hex
from typing import NamedTuple

from l10n_flow.catalogs import store
from l10n_flow.engines import ENGINES, NoModelError, is_remote, opener
from l10n_flow.errors import L10nFlowError
from l10n_flow.files.reading import is_there
from l10n_flow.lookup import orphaned
from l10n_flow.memory.collect import Memory, collected
from l10n_flow.memory.units import Unit
from l10n_flow.pretranslate.drafts import gaps
from l10n_flow.pretranslate.machine.requests import LanguagePair
from l10n_flow.project import Article, Project
from l10n_flow.terms.glossary import Terms
from l10n_flow.workflow import articlefiles
from l10n_flow.workflow.drafting.pairs import (
    CatalogDrafts,
    CatalogGaps,
    Drafted,
    PairDrafting,
    PretranslateOptions,
    batches,
    engine_name,
    memory_of,
    stoppable,
    style_of,
)
from l10n_flow.workflow.exchange import memory as memories
from l10n_flow.workflow.incremental.ledger import (
    Ledger,
    Record,
    fingerprint,
    noted,
    packed,
    path_of,
)
from l10n_flow.workflow.incremental.runner import (
    Done,
    Progress,
    Scope,
    Snapshot,
    Workers,
    begun,
    each_article,
    no_progress,
    spread,
    standing,
)


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
    """The catalogs that had segments to draft."""
    engines: tuple[str, ...] = ()
    """Names and versions of the engines that translated."""
    unavailable: tuple[Unavailable, ...] = ()
    missing: tuple[CatalogDrafts, ...] = ()
    """Articles that have no catalog yet in a language that they are translated into."""
    warnings: tuple[str, ...] = ()
    stopped: bool = False
    """Whether Ctrl-C was pressed; the drafts made until then are written."""
    failures: tuple[L10nFlowError, ...] = ()


def pretranslate(
    project: Project,
    articles: Sequence[Article],
    locales: Sequence[str],
    *,
    now: datetime,
    options: PretranslateOptions | None = None,
    progress: Progress = no_progress,
) -> PretranslateReport:
    """Draft the untranslated segments, as far as memory and the engine can.

    Also segments whose text changed and whose translation nobody has changed since. All other
    translations stay as they are. In a dry run, segments that the engine would get count as
    drafted. Ctrl-C ends the work with a report if anything was done. Raises `UsageError` for an
    unknown engine or a cluster that cannot be used, and what reading the glossary and the imported
    memories raises; all other failures are in the report, and the rest of the work goes on.
    """
    chosen = options or PretranslateOptions()
    scope = Scope(
        project=project,
        locales=tuple(locales),
        articles=articles,
        dry_run=chosen.dry_run,
        begun=begun(project, dry_run=chosen.dry_run),
        progress=progress,
    )
    run = _Run(scope, now, chosen)
    opener(engine_name(project, chosen))
    run.warn(_unknown_engines(project))
    spots = list(_survey(run))
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
    """The input of one call, and its results so far."""

    scope: Scope
    now: datetime
    options: PretranslateOptions
    catalogs: list[CatalogDrafts] = field(default_factory=list)
    missing: list[CatalogDrafts] = field(default_factory=list)
    engines: dict[str, None] = field(default_factory=dict)
    unavailable: list[Unavailable] = field(default_factory=list)
    warnings: dict[str, None] = field(default_factory=dict)
    failures: dict[str, L10nFlowError] = field(default_factory=dict)
    """By message: a missing library is one failure, however many pairs need it."""
    stopped: bool = False
    declared: dict[str, str] = field(default_factory=dict)
    """The languages of articles by name; "" for an article without anything to translate."""
    ledger: Ledger = field(init=False)
    """The gaps of articles that earlier calls found."""
    _imported: memories.ImportedMemories | None = None
    _terms: Terms | None = None

    def __post_init__(self) -> None:
        config = self.project.config
        decides = (config.languages, config.article_languages, config.catalogs)
        mark = fingerprint(config.parsing, *decides, self.scope.locales)
        path = path_of(self.project, "pretranslate", self.scope.locales)
        self.ledger = Ledger(path, mark)

    @property
    def project(self) -> Project:
        return self.scope.project

    @property
    def progress(self) -> Progress:
        return self.scope.progress

    def imported(self) -> memories.ImportedMemories:
        """The imported memories, read once; one that cannot be read is a failure."""
        if self._imported is None:
            self._imported = memories.gathered(self.project)
            for error in self._imported.failures:
                self.failed(error)
        return self._imported

    def terms(self) -> Terms:
        """The glossary, read once."""
        if self._terms is None:
            project = self.project
            self._terms = Terms(language=project.config.source, file=project.terms)
            if is_there(project.terms):
                from l10n_flow.workflow.words import terms_of  # noqa: PLC0415 - only a glossary needs it

                self._terms = terms_of(project)
        return self._terms

    def language(self, article: Article) -> str | None:
        """The language that an article is written in; None when the article must be read first."""
        if article.name not in self.declared:
            record = self.ledger.record(article.name)
            name = self.project.named(article.path)
            if record is None or name not in record.files:
                return None
            of_article = record._replace(files={name: record.files[name]})
            found = standing(of_article, self.project.root, self.scope.begun)
            surveyed = None if found is None else _restored(article, found)
            if surveyed is None:
                return None
            self.declared[article.name] = surveyed.language
        return self.declared[article.name]

    def warn(self, warnings: Iterable[str]) -> None:
        """Remember warnings, each once."""
        self.warnings |= dict.fromkeys(warnings)

    def failed(self, failure: L10nFlowError) -> None:
        """Remember a failure, once."""
        self.failures.setdefault(str(failure), failure)

    def take(self, done: Drafted) -> None:
        """Remember the result of a batch."""
        self.catalogs += done.catalogs
        for failure in done.failures:
            self.failed(failure)
        self.warn(done.warnings)
        self.engines |= {done.engine: None} if done.engine else {}
        self.stopped = self.stopped or done.stopped


# Which catalogs have gaps


class _GapCounts(NamedTuple):
    """The gaps in one catalog, without and with machine drafts that nobody has changed."""

    locale: str
    some: int
    all: int


MISSING = -1
"""The number of gaps that stands for a missing catalog."""


class _Surveyed(NamedTuple):
    """The language of an article, and the gaps in its catalogs."""

    language: str = ""
    """"" where it has nothing to translate, or cannot be read."""
    catalogs: tuple[_GapCounts, ...] = ()
    failures: tuple[L10nFlowError, ...] = ()


def _survey(run: _Run) -> Iterator[CatalogGaps]:
    """Yield every catalog that has gaps; for unchanged ones, from the ledger."""
    project, scope = run.project, run.scope
    for article, found in each_article(
        scope, run.ledger, _surveyed, restore=_restored, label="Reading"
    ):
        run.declared[article.name] = found.language
        for failure in found.failures:
            run.failed(failure)
        for catalog in found.catalogs:
            path = project.catalog_path(article, catalog.locale)
            count = catalog.all if run.options.renew else catalog.some
            if count == MISSING:
                languages = (found.language, catalog.locale)
                run.missing.append(CatalogDrafts(article.name, *languages, project.relative(path)))
            elif count:
                yield CatalogGaps(article, (found.language, catalog.locale), path, count)
    if not scope.dry_run:
        run.ledger.save()  # where it can: the folder may be read-only


def _surveyed(scope: Scope, article: Article) -> Done[_Surveyed]:
    """The gaps in an article's catalogs; with a record when all could be read."""
    project = scope.project
    files: dict[str, str] = {}
    try:
        document, language = scope.opened(article, files)
    except L10nFlowError as failure:
        return Done(_Surveyed(failures=(failure,)), None)
    found: list[_GapCounts] = []
    failures: list[L10nFlowError] = []
    targets = (
        articlefiles.targets(article, document, language, project) if document.segments else ()
    )
    for locale in (locale for locale in scope.locales if locale in targets):
        path = project.catalog_path(article, locale)
        try:
            data = scope.read(path, files)
            if data is None:
                found.append(_GapCounts(locale, MISSING, MISSING))
                continue
            catalog = store.parse(data, path, locale)
        except L10nFlowError as failure:
            failures.append(failure)
        else:
            counts = [sum(1 for _ in gaps(catalog, renew=renew)) for renew in (False, True)]
            found.append(_GapCounts(locale, *counts))
    surveyed = _Surveyed(language if document.segments else "", tuple(found), tuple(failures))
    return Done(surveyed, None if failures else packed(Record(files, (json.dumps(surveyed[:2]),))))


def _restored(article: Article, record: Record) -> _Surveyed | None:
    """The language and the gaps in a record; None when it is malformed."""
    del article
    try:
        language, rows = noted(record)
        gaps = tuple([_GapCounts(str(at), int(a), int(b)) for at, a, b in rows])
        return _Surveyed(str(language), gaps)
    except (ValueError, TypeError, OverflowError):
        return None


def _unknown_engines(project: Project) -> Iterator[str]:
    """Yield a warning for settings of an engine that is not installed."""
    for name, settings in project.config.pretranslate.engines.items():
        if name not in ENGINES:
            what = f"pretranslate.engines.{name}: there is no installed engine of that name"
            place = next((one.wrong(what) for one in settings.values()), what)
            yield str(place)


# The drafts of a pair


def _draft_pair(run: _Run, pair: tuple[str, str], spots: Sequence[CatalogGaps]) -> None:
    """Draft the catalogs of one pair of languages."""
    total = sum(spot.gaps for spot in spots)
    counter = _Counter(partial(run.progress, f"Translating into {pair[1]}"), total)
    work = PairDrafting(
        project=run.project,
        pair=LanguagePair(*pair, run.terms(), style_of(run.project, pair[1])),
        options=run.options,
        now=run.now,
        open_memory=lambda: Memory(_units(run, pair)),
        progress=counter,
        stopped=run.stopped,
    )
    without: L10nFlowError | None = None
    for size, done in _drafted(run, work, spots):
        run.take(done)
        without = without or done.without
        counter.reach(size)
    if isinstance(without, NoModelError):
        run.unavailable.append(Unavailable(*pair, without.what, without.hint))
    elif without is not None:
        run.failed(without)


def _drafted(
    run: _Run, work: PairDrafting, spots: Sequence[CatalogGaps]
) -> Iterator[tuple[int, Drafted]]:
    """Yield the number of segments of each batch and its result, in order."""
    workers = _workers(run)
    shared = list(batches(spots))
    pair = work.pair.languages
    units = None
    if not run.stopped and (workers.is_cluster or (workers.processes > 1 and len(shared) > 1)):
        try:
            units = Snapshot({pair: tuple(_units(run, pair))})
        except KeyboardInterrupt:
            work.stopped = True
    if units is None:
        for batch in shared:
            yield _size(batch), work(batch)
        return
    work.open_memory = partial(memory_of, units, pair)
    cores = 1 if workers.is_cluster else os.cpu_count() or 1
    threads = max(1, cores // min(workers.processes, len(shared)))
    stop = run.project.state / f"stop-{token_hex(8)}"
    with stoppable(stop):
        finished = spread(
            work.sent(stop, threads),
            shared,
            "Translating",
            no_progress,
            workers,
            min_items=2,
            heavy=True,
        )
        for batch, done in zip(shared, finished, strict=True):
            yield _size(batch), done


def _size(batch: Sequence[CatalogGaps]) -> int:
    return sum(spot.gaps for spot in batch)


def _workers(run: _Run) -> Workers:
    """The workers that draft: one process, unless the configuration sets more. A server is asked by
    this one only.

    An engine has its own threads, one per core and at most eight, and takes 99 % of the time: more
    processes would gain 7 % on eight cores, and each needs its own copy of the model and of the
    translation memory (docs/scale.md).
    """
    workers = run.scope.workers
    if workers.wanted == "auto" or is_remote(opener(engine_name(run.project, run.options))):
        return Workers("1", workers.state)
    return workers


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
        """Count a batch of this size as done, with segments that needed no engine or are left."""
        self.base, self.done = self.base + size, 0
        self.progress(self.base, self.total)


# What was translated before


def _units(run: _Run, pair: tuple[str, str]) -> Iterable[Unit]:
    """The existing translations, in the project and in imported memories."""
    project = run.project
    wanted = [(article, run.language(article)) for article in project.articles()]
    read = partial(_units_of, replace(run.scope, articles=(), progress=no_progress), pair)
    label = f"Remembering {pair[1]}"
    found = spread(read, wanted, label, run.progress, run.scope.workers.here, min_items=WORTHWHILE)
    imported = run.imported().pair(pair) if is_there(project.memories) else ()
    return (*chain.from_iterable(found), *_orphans(run, pair), *imported)


WORTHWHILE = 1_000
"""The minimum number of articles for more processes: fewer are read sooner by one."""


def _units_of(
    scope: Scope, pair: tuple[str, str], wanted: tuple[Article, str | None]
) -> tuple[Unit, ...]:
    """The translations of an article by people; its language may already be known.

    A catalog that cannot be read is reported where it is needed.
    """
    (article, language), (source, locale) = wanted, pair
    path = scope.project.catalog_path(article, locale)
    try:
        if not is_there(path):
            return ()
        if language is None:
            document = articlefiles.read(article, scope.options)
            language = articlefiles.language(document, scope.project.config)
            language = language if document.segments else ""
        return collected([(article.name, store.load(path, locale))]) if language == source else ()
    except (L10nFlowError, OSError):
        return ()


def _orphans(run: _Run, pair: tuple[str, str]) -> Iterator[Unit]:
    """Yield the translations in the catalogs of articles that are gone."""
    for languages, name, path in orphaned(run.project, [pair[1]]):
        with suppress(L10nFlowError):
            if languages == pair:
                yield from collected([(name, store.load(path, pair[1]))])
