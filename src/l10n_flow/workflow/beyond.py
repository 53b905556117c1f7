"""What only a look at all articles can find: two translations of one text, addresses that meet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath

from l10n_flow.catalogs import store
from l10n_flow.checks.across import ACROSS, Across, Place, Slug, duplicate_slugs, inconsistent
from l10n_flow.editions import frozen
from l10n_flow.errors import L10nFlowError
from l10n_flow.files import bytes_of
from l10n_flow.model import Finding
from l10n_flow.project import Article, Project
from l10n_flow.workflow import findings as stored
from l10n_flow.workflow.checking import Checked, Job, is_silenced
from l10n_flow.workflow.ledger import Ledger, digest_of
from l10n_flow.workflow.progress import Progress
from l10n_flow.workflow.status import orphans

__all__ = ["across", "unowned"]


def across(
    job: Job,
    articles: Sequence[Article],
    done: Sequence[Checked],
    mark: str,
    progress: Progress,
) -> list[Finding]:
    """What needs all catalogs of a language; from the ledger when none of them has changed."""
    project = job.project
    slugs = {tag: bytes_of(project.frozen_path(tag)) or b"" for tag in job.locales}
    files = [sorted(one.files.items()) for one in done]
    state = digest_of(repr((files, {tag: digest_of(data) for tag, data in slugs.items()})).encode())
    ledger = Ledger(project.state / f"across-{'-'.join(job.locales)}.json", mark)
    record = ledger.record(state)
    told = stored.read("", record) if record else None
    if told is not None:
        return list(told.findings)
    found: list[Finding] = []
    for number, locale in enumerate(job.locales):
        progress("Comparing", number, len(job.locales))
        found += _across_locale(job, articles, locale)
    ledger.drop_others(())
    ledger.enter(state, stored.record(Checked("", tuple(found))))
    ledger.save()
    return found


def _across_locale(job: Job, articles: Sequence[Article], locale: str) -> Iterator[Finding]:
    project = job.project
    paths = {article.name: project.catalog_path(article, locale) for article in articles}
    places = []
    for name, path in paths.items():
        try:
            data = bytes_of(path)
            catalog = store.parse(data, path, locale) if data is not None else None
        except L10nFlowError:
            continue  # told where the article is checked
        places += [Place(name, entry) for entry in (catalog.live.values() if catalog else ())]
    slugs = _slugs(project, locale, paths.keys())
    for one in (*inconsistent(places), *duplicate_slugs(slugs)):
        finding = _beyond(job, locale, one, paths[one.article])
        if finding is not None and not is_silenced(job.settings.silences, finding):
            yield finding


def _slugs(project: Project, locale: str, names: Iterable[str]) -> Iterator[Slug]:
    path = project.frozen_path(locale)
    if not path.exists():
        return
    articles = frozen.load(path).articles
    for name in names:
        slug = articles.get(name, {}).get("slug")
        if slug:
            yield Slug(name, PurePosixPath(name).parent.as_posix(), slug)


def _beyond(job: Job, locale: str, one: Across, path: Path) -> Finding | None:
    severity = job.settings.judged(locale).severity.get(one.check, ACROSS[one.check].severity)
    if severity is None:
        return None
    entry = one.entry
    line = None
    if entry is not None:
        line = store.lines(path.read_bytes(), path).get(entry.key)
    elif one.check == "duplicate-slug":
        path = job.project.frozen_path(locale)
    return Finding(
        one.check,
        severity,
        one.article,
        locale,
        one.message,
        job.project.shown(path),
        line,
        entry.key if entry else None,
        entry.target if entry else "",
        detail=one.detail,
    )


def unowned(job: Job, articles: Sequence[Article]) -> Iterator[Finding]:
    """Yield a finding for every catalog that belongs to no article."""
    for locale in job.locales:
        severity = job.severity("orphan", locale)
        if severity is not None:
            for path in orphans(job.project, articles, [locale]):
                message = "no article belongs to this catalog"
                finding = Finding(
                    "orphan", severity, "", locale, message, path, detail=path.as_posix()
                )
                if not is_silenced(job.settings.silences, finding):
                    yield finding
