"""Run all steps: sync, pretranslate, build, and status."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from l10n_flow import extras
from l10n_flow.errors import EngineError, L10nFlowError
from l10n_flow.project import Article, Project
from l10n_flow.workflow import articlefiles
from l10n_flow.workflow.building.build import BuildReport, build
from l10n_flow.workflow.drafting.pretranslate import PretranslateReport, pretranslate
from l10n_flow.workflow.incremental.runner import Progress, no_progress
from l10n_flow.workflow.status import StatusReport, status
from l10n_flow.workflow.sync import SyncReport, sync


@dataclass(frozen=True, slots=True)
class RunReport:
    """The reports of all steps, and the status after them."""

    root: Path
    """The project's root."""
    sync: SyncReport
    pretranslate: PretranslateReport
    build: BuildReport
    status: StatusReport
    site: BuildReport | None = None
    """None when the project has no site, or a library for it is missing."""
    pages: tuple[L10nFlowError, ...] = ()
    """Findings about the built site, read back from the disk."""

    @property
    def remarks(self) -> tuple[L10nFlowError, ...]:
        """Why an engine gave no drafts. Drafts are a help that a run can do without."""
        return tuple(f for f in self.pretranslate.failures if isinstance(f, EngineError))

    @property
    def failures(self) -> tuple[L10nFlowError, ...]:
        """All failures, each once, however many steps had it."""
        steps: tuple[Sequence[L10nFlowError], ...] = (
            self.sync.failures,
            self.pretranslate.failures,
            *(built.failures for built in self._builds),
            self.status.failures,
        )
        found = [failure for step in steps for failure in step if failure not in self.remarks]
        return _once(self.root, found)

    @property
    def warnings(self) -> tuple[str, ...]:
        """Warnings for authors, each once."""
        warned = (warning for built in self._builds for warning in built.warnings)
        return tuple(dict.fromkeys((*self.sync.warnings, *warned)))

    @property
    def findings(self) -> tuple[L10nFlowError, ...]:
        """Translations that could not be used, and editions that the policy forbids, each once."""
        found = [found for built in self._builds for found in built.findings]
        return _once(self.root, [*found, *self.pages])

    @property
    def _builds(self) -> tuple[BuildReport, ...]:
        return (self.build,) if self.site is None else (self.build, self.site)


def run(
    project: Project,
    articles: Sequence[Article],
    locales: Sequence[str],
    *,
    now: datetime,
    whole: bool = False,
    progress: Progress = no_progress,
) -> RunReport:
    """Bring catalogs up to date, draft gaps as far as possible, and build editions.

    If the project has a site (a configured address), its pages are built too, and then read back as
    `check` does.

    `whole` says that `articles` are all of the project. A step that fails for one article goes on
    with the others, and the next step still runs. Raises `KeyboardInterrupt` when the engine was
    stopped, and what `build` raises.
    """
    with articlefiles.keeping():
        synced = sync(project, articles, locales, progress=progress)
        drafted = pretranslate(project, articles, locales, now=now, progress=progress)
        if drafted.stopped:
            raise KeyboardInterrupt
        built = build(project, articles, locales, progress=progress)
        site, pages = None, tuple[L10nFlowError, ...]()
        if project.config.site.url and not extras.missing("site"):
            site = build(project, articles, locales, to="site", progress=progress)
            # Most projects have no site.
            from l10n_flow.workflow.checking.readback import errors_of_pages  # noqa: PLC0415

            pages = errors_of_pages(project, articles, locales, whole=whole, progress=progress)
        left = status(project, articles, locales, whole=whole, progress=progress)
    return RunReport(project.root, synced, drafted, built, left, site, pages)


def _once(root: Path, failures: Iterable[L10nFlowError]) -> tuple[L10nFlowError, ...]:
    """The failures without repetitions.

    Some steps name a file by its relative path, some by its absolute path: both are the same file.
    """
    kept: dict[tuple[object, ...], L10nFlowError] = {}
    for failure in failures:
        where = failure.where
        place = (root / where.path, where.line, where.column) if where else ()
        kept.setdefault((failure.what, *place), failure)
    return tuple(kept.values())
