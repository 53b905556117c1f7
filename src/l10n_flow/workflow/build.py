"""Put editions on paper: every article, in every language that may be published."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from l10n_flow import documents
from l10n_flow.catalogs import store
from l10n_flow.documents import Document
from l10n_flow.editions import EDITIONS, frozen, notices, taxonomy
from l10n_flow.editions.frozen import Frozen, Seed
from l10n_flow.errors import L10nFlowError, UsageError
from l10n_flow.files import replace_file
from l10n_flow.language import slug
from l10n_flow.model import State
from l10n_flow.project import Article, Project
from l10n_flow.workflow import reading
from l10n_flow.workflow.ledger import Ledger, Record, fingerprint, is_current
from l10n_flow.workflow.parallel import spread
from l10n_flow.workflow.progress import Progress, silent
from l10n_flow.workflow.publishing import ArticleBuilt, EditionBuilt, Job, build_article

__all__ = ["BuildReport", "build"]


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What `build` did, or with `dry_run` would do."""

    out: Path
    """The folder that has a folder for each language; relative to the root when it is inside."""
    articles: int
    editions: tuple[EditionBuilt, ...] = ()
    """Those that were looked at; of an unchanged article there are none."""
    unchanged: int = 0
    """Articles whose editions are as the last build left them."""
    removed: tuple[Path, ...] = ()
    """Editions of articles that are gone."""
    warnings: tuple[str, ...] = ()
    """What authors should know: `file:line: message`."""
    findings: tuple[L10nFlowError, ...] = ()
    """Translations that could not be used, and editions that the policy forbids."""
    failures: tuple[L10nFlowError, ...] = ()


def build(
    project: Project,
    articles: Sequence[Article],
    locales: Sequence[str],
    *,
    to: str = "markdown",
    out: Path | None = None,
    bare: bool = False,
    dry_run: bool = False,
    progress: Progress = silent,
) -> BuildReport:
    """The editions of the articles in the languages, as the configuration wants them published.

    They are in `out`, by default `build/<to>`, in a folder for each language. Only files whose
    bytes change are written, each in one step. When all articles are built, editions of articles
    that are gone go too. `bare` writes the documents with their translations and nothing else.
    Raises `UsageError` for a kind of edition that nobody writes, and `ConfigError` for a taxonomy
    or a file of frozen values that is wrong.
    """
    if to not in EDITIONS:
        raise UsageError(f"nobody writes '{to}' editions", hint="known: " + ", ".join(EDITIONS))
    known = project.articles()
    job = _job(project, known, locales, to=to, out=out, bare=bare, dry_run=dry_run)
    job, seeded = (job, []) if bare else _seeded(job, articles)
    ledger = Ledger(project.state / f"build-{fingerprint(job.out, to, bare)[:8]}.json", _mark(job))
    results: dict[str, ArticleBuilt] = {}
    todo = []
    for article in articles:
        record = ledger.record(article.name)
        if record is not None and is_current(record, project.root):
            results[article.name] = ArticleBuilt(article.name, record)
        else:
            todo.append(article)
    for built in spread(partial(build_article, job), todo, "Building", progress):
        results[built.article] = built
        if built.record is None:
            ledger.strike(built.article)
        else:
            ledger.enter(built.article, built.record)
    whole = len(articles) == len(known)
    gone = ledger.drop_others(article.name for article in known) if whole else {}
    removed = _removed(job, gone.values(), results.values())
    if not dry_run:
        _freeze(job, seeded)
        ledger.save()
    return replace(_report(job, results), unchanged=len(articles) - len(todo), removed=removed)


def _job(
    project: Project,
    known: Sequence[Article],
    locales: Sequence[str],
    *,
    to: str,
    out: Path | None,
    bare: bool,
    dry_run: bool,
) -> Job:
    config = project.config
    labels = taxonomy.Taxonomy()
    if not bare and project.taxonomy.is_file():
        labels = taxonomy.load(project.taxonomy, config.taxonomy.fields.values())
    return Job(
        project,
        reading.parse_options(config),
        tuple(locales),
        project.output / to if out is None else out.absolute(),
        to,
        bare,
        dry_run,
        {article.relative: article for article in known},
        labels,
        {} if bare else {loc: frozen.load(project.frozen_path(loc)) for loc in config.languages},
        {} if bare else {loc: _own_words(project, loc) for loc in config.languages},
    )


def _own_words(project: Project, locale: str) -> Mapping[str, str]:
    """The project's own words for notices, from its `site.po`."""
    path = project.catalogs / locale / "LC_MESSAGES" / "site.po"
    try:
        return notices.overrides(store.load(path, locale))
    except FileNotFoundError:
        return {}


def _mark(job: Job) -> str:
    """Everything beside the article's own files that its editions depend on."""
    config = job.project.config
    return fingerprint(
        job.options.identity,
        config,
        job.locales,
        job.taxonomy.parts,
        sorted((loc, sorted(values.articles.items())) for loc, values in job.frozen.items()),
        job.words,
    )


# Values that are seeded once


def _seeded(job: Job, articles: Iterable[Article]) -> tuple[Job, list[str]]:
    """The job with a frozen slug for every edition whose title is translated; where it is new."""
    fields = [name for name, mode in job.project.config.fields.items() if mode == "copy-once"]
    seeds: dict[str, list[Seed]] = {}
    taken: dict[str, set[str]] = {}
    for article in articles:
        try:
            _seeds_of(job, article, fields, seeds, taken)
        except (L10nFlowError, OSError):
            continue  # building the article says what is wrong with it
    values = dict(job.frozen)
    for locale, wanted in seeds.items():
        values[locale] = frozen.seed_all(values[locale], wanted, taken=taken.get(locale, set()))
    changed = [locale for locale in values if values[locale] is not job.frozen[locale]]
    return replace(job, frozen=values), changed


def _seeds_of(
    job: Job,
    article: Article,
    fields: Sequence[str],
    seeds: dict[str, list[Seed]],
    taken: dict[str, set[str]],
) -> None:
    document = documents.read_metadata(article.path.read_bytes(), article.path, job.options)
    if document.front is None:
        return
    own = {name: value for name in fields if (value := document.front.value(name))}
    source = reading.language(document, job.project.config)
    taken.setdefault(source, set()).update(own.values())
    for locale in job.project.targets(source):
        missing = [name for name in own if job.frozen[locale].value(article.name, name) is None]
        title = _title(job, article, document, locale) if missing and locale in job.locales else ""
        for name in missing if title else ():
            value = slug(title, locale) if name.rpartition(".")[2] == "slug" else own[name]
            seeds.setdefault(locale, []).append(Seed(article.name, name, value))


def _title(job: Job, article: Article, document: Document, locale: str) -> str:
    """The title that a person translated; "" while there is none: a machine names no address."""
    titles = [slot.segment.key for slot in document.slots if slot.segment.kind == "field: title"]
    path = job.project.catalog_path(article, locale)
    if not titles or not path.exists():
        return ""
    entry = store.load(path, locale).live.get(titles[0])
    least = max(job.rules(locale).least, State.TRANSLATED)
    return entry.target if entry is not None and entry.state >= least else ""


def _freeze(job: Job, changed: Iterable[str]) -> None:
    for locale in changed:
        text = frozen.dump(job.frozen.get(locale, Frozen()))
        replace_file(job.project.frozen_path(locale), text.encode())


# The report


def _removed(job: Job, gone: Iterable[Record], built: Iterable[ArticleBuilt]) -> tuple[Path, ...]:
    """Delete what the last builds of articles that are gone left behind, and nothing else."""
    used = {name for done in built if done.record for name in done.record.files}
    out = job.project.shown(job.out)
    removed = []
    for record in gone:
        for name in record.files:
            path = Path(name)
            if name in used or not path.is_relative_to(out):
                continue
            if (job.project.root / path).is_file():
                removed.append(path)
                if not job.dry_run:
                    (job.project.root / path).unlink()
    return tuple(sorted(removed))


def _report(job: Job, results: Mapping[str, ArticleBuilt]) -> BuildReport:
    ordered = [results[name] for name in sorted(results)]
    return BuildReport(
        job.project.shown(job.out),
        len(ordered),
        tuple(edition for done in ordered for edition in done.editions),
        warnings=tuple(note for done in ordered if done.record for note in done.record.notes),
        findings=tuple(finding for done in ordered for finding in done.findings),
        failures=tuple(failure for done in ordered for failure in done.failures),
    )
