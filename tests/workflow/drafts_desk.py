"""A desk with models from English into Spanish and Persian, for tests of pretranslation."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from l10n_flow.catalogs import store
from l10n_flow.model import Entry
from l10n_flow.project import Project
from l10n_flow.workflow.drafting.pairs import CatalogDrafts, PretranslateOptions
from l10n_flow.workflow.drafting.pretranslate import (
    PretranslateReport,
    pretranslate,
)
from l10n_flow.workflow.sync import sync

NOW = datetime(2026, 11, 2, 10, tzinfo=UTC)
LATER = datetime(2026, 11, 3, 10, tzinfo=UTC)


def written(project: Project, **articles: str) -> None:
    """The project has these articles and their catalogs."""
    for name, text in articles.items():
        (project.content / f"{name}.md").write_text(text, "utf-8")
    report = sync(project, project.articles(), project.languages)
    assert not report.failures


def drafted(
    project: Project, *locales: str, now: datetime = NOW, options: PretranslateOptions | None = None
) -> PretranslateReport:
    chosen = locales or project.languages
    return pretranslate(project, project.articles(), chosen, now=now, options=options)


def made(found: CatalogDrafts) -> dict[str, int]:
    """How many drafts each step made, those that made some."""
    return {step: number for step, number in found.drafts.items() if number}


def catalog(project: Project, name: str, locale: str) -> Path:
    return project.catalogs / locale / "LC_MESSAGES" / f"{name}.po"


def entries(project: Project, name: str, locale: str) -> dict[str, Entry]:
    found = store.load(catalog(project, name, locale), locale)
    return {entry.source: entry for entry in found.entries}


def targets(project: Project, name: str, locale: str) -> dict[str, str]:
    return {source: entry.target for source, entry in entries(project, name, locale).items()}


def translate(project: Project, name: str, locale: str, **words: str) -> None:
    """Somebody translates these segments in an editor."""
    path = catalog(project, name, locale)
    before = path.read_bytes()
    found = store.parse(before, path, locale)
    changed = tuple(
        Entry(entry.source, words.get(entry.source, entry.target), notes=entry.notes)
        for entry in found.entries
    )
    store.save(replace(found, entries=changed), path, locks=project.locks, expected=before)
