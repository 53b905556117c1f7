"""Adopt: read translations, find their segments, enter them, and bring the catalogs up to date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from l10n_flow.adopting.entering import Entered, entered
from l10n_flow.adopting.messages import AdoptedWords
from l10n_flow.catalogs import store
from l10n_flow.catalogs.po import header
from l10n_flow.catalogs.similar import pairs
from l10n_flow.editions.frozen import Frozen, Seed, is_slug, rewrite, seed_all
from l10n_flow.errors import L10nFlowError, UsageError
from l10n_flow.files.reading import bytes_of
from l10n_flow.model import Catalog, Key
from l10n_flow.project import Project
from l10n_flow.workflow.adopt.catalogs import (
    NOBODYS,
    CandidateTranslation,
    Harvest,
    gather,
)
from l10n_flow.workflow.adopt.editions import PageFindings, gather_pages
from l10n_flow.workflow.adopt.originals import EditionShelf, Held
from l10n_flow.workflow.adopt.result import AdoptReport, SkippedText, Taken
from l10n_flow.workflow.incremental.runner import Progress, no_progress
from l10n_flow.workflow.sync import sync

CATALOG = ".po"


def adopt(
    project: Project,
    files: Sequence[Path],
    locale: str,
    *,
    now: datetime,
    dry_run: bool = False,
    progress: Progress = no_progress,
) -> AdoptReport:
    """Every untranslated segment for which the files have a translation has that translation.

    Translations that a catalog already has stay. Each catalog is written in one step; a second run
    finds nothing to do. A file that cannot be used is among the failures, and the others go on.
    Raises `UsageError` when there is no article that could be translated.
    """
    shelf = EditionShelf.of(project, locale, progress)
    if not shelf.held and not shelf.failures:
        raise UsageError(f"no article has an edition in '{locale}'")
    harvest = Harvest()
    failures = list(shelf.failures)
    catalogs = [path for path in files if path.suffix.lower() == CATALOG]
    if catalogs:
        for done, path in enumerate(catalogs):
            progress("Reading catalogs", done, len(catalogs))
            try:
                gather(shelf, path, harvest)
            except L10nFlowError as failure:
                failures.append(failure)
    pages = [path for path in files if path.suffix.lower() != CATALOG]
    found = PageFindings()
    if pages:
        found = gather_pages(shelf, pages, harvest, progress)
    _settle(shelf, harvest, project.config.fuzzy)
    failures += found.failures
    addresses = _freeze(shelf, found, dry_run=dry_run)
    taken, passed = _entered(shelf, harvest, failures, now, dry_run=dry_run)
    written = [shelf.held[one.article].article for one in taken if one.is_written]
    if written and not dry_run:
        report = sync(project, written, [locale])
        found.warnings += report.warnings
        failures += report.failures
    return AdoptReport(
        locale,
        len(files),
        taken=tuple(taken),
        passed=tuple(sorted(passed, key=lambda one: (one.path.as_posix(), one.line or 0))),
        addresses=addresses,
        pages=found.pages,
        past=found.past,
        warnings=tuple(found.warnings),
        failures=tuple(failures),
    )


def _freeze(shelf: EditionShelf, found: PageFindings, *, dry_run: bool) -> int:
    """Freeze the addresses of pages as those of their editions; return how many are new.

    Values that are already frozen stay. An address that another article has cannot be kept, and is
    reported.
    """
    if not found.seeds:
        return 0
    project, path = shelf.project, shelf.project.frozen_path(shelf.locale)
    seeds: list[Seed] = []

    def seeded(now: Frozen) -> Frozen:
        taken = {
            value: name
            for name, values in now.articles.items()
            for field, value in values.items()
            if is_slug(field)
        }
        for one in found.seeds:
            owner = one.article
            if is_slug(one.field):
                owner = taken.setdefault(one.value, one.article)
            if owner != one.article:
                found.warnings.append(
                    f"{project.relative(path).as_posix()}: '{one.article}' cannot keep its "
                    f"{one.field} '{one.value}', which '{owner}' has"
                )
            elif now.value(one.article, one.field) is None:
                seeds.append(one)
        return now if dry_run else seed_all(now, seeds)

    rewrite(path, seeded, locks=project.locks)
    return len(seeds)


def _settle(shelf: EditionShelf, harvest: Harvest, threshold: float) -> None:
    """Assign translations without an article to the one that has the most similar text."""
    homeless = harvest.strays.pop("", [])
    if not homeless:
        return
    spots = [
        (name, segment.source)
        for name, held in shelf.held.items()
        for segment in held.document.segments
        if segment.key not in harvest.offers.get(name, {})
    ]
    best: dict[int, tuple[float, str]] = {}
    texts = [offer.words.key.source for offer in homeless]
    for pair in pairs([text for _, text in spots], texts, threshold=threshold):
        if pair.score > best.get(pair.old, (0.0, ""))[0]:
            best[pair.old] = pair.score, spots[pair.new][0]
    for at, offer in enumerate(homeless):
        if at in best:
            harvest.strays.setdefault(best[at][1], []).append(offer)
        else:
            harvest.passed.append(offer.passed(NOBODYS))


def _entered(
    shelf: EditionShelf,
    harvest: Harvest,
    failures: list[L10nFlowError],
    now: datetime,
    *,
    dry_run: bool,
) -> tuple[list[Taken], list[SkippedText]]:
    """Enter what was gathered into the catalogs; return what was taken, and what was not."""
    taken: list[Taken] = []
    passed = list(harvest.passed)
    for name in sorted({*harvest.offers, *harvest.strays}):
        words, others = _chosen(harvest.offers.get(name, {}))
        strays = [offer.words for offer in sorted(harvest.strays.get(name, []))]
        passed += others
        try:
            held = shelf.held[name]
            taken.append(_enter(shelf, held, words, strays, now, dry_run=dry_run))
        except L10nFlowError as failure:
            failures.append(failure)
    return taken, passed


def _chosen(
    offers: Mapping[Key, Sequence[CandidateTranslation]],
) -> tuple[dict[Key, AdoptedWords], list[SkippedText]]:
    """For each segment the best translation, and the other candidates that differ from it."""
    words: dict[Key, AdoptedWords] = {}
    others: list[SkippedText] = []
    for key, some in offers.items():
        first, *rest = sorted(some)
        words[key] = first.words
        others += [
            offer.passed("another translation of the same text was taken")
            for offer in rest
            if offer.words.target != first.words.target and offer.rank == first.rank
        ]
    return words, others


@store.retried
def _enter(
    shelf: EditionShelf,
    held: Held,
    words: Mapping[Key, AdoptedWords],
    strays: Sequence[AdoptedWords],
    now: datetime,
    *,
    dry_run: bool,
) -> Taken:
    """Enter the translations into one catalog; again when somebody saves it meanwhile."""
    project = shelf.project
    path = project.catalog_path(held.article, shelf.locale)
    before = bytes_of(path)
    catalog = _catalog(project, path, shelf.locale, before)
    done = entered(catalog, held.document.segments, words, strays, threshold=project.config.fuzzy)
    if done.changed and not dry_run:
        final = header.revised(done.catalog, now)
        store.save(final, path, locks=project.locks, expected=before)
    return _taken(held.article.name, project.relative(path), done)


def _taken(article: str, path: Path, done: Entered) -> Taken:
    return Taken(
        article, path, done.translated, done.drafts, done.there, done.old, is_written=done.changed
    )


def _catalog(project: Project, path: Path, locale: str, data: bytes | None) -> Catalog:
    if data is None:
        return Catalog(locale, headers=header.new_headers(locale, project.config.name))
    return header.completed(store.in_place(data, path, locale), project.config.name)
