"""Mark translations as reviewed, for teams that review in Poedit, Weblate or a pull request."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from l10n_flow.catalogs import store
from l10n_flow.catalogs.po import header
from l10n_flow.catalogs.provenance import origins
from l10n_flow.catalogs.threeway import is_contested
from l10n_flow.errors import L10nFlowError, UsageError
from l10n_flow.files.reading import bytes_of
from l10n_flow.model import Catalog, Entry, Origin, State, digest
from l10n_flow.project import Article, Project
from l10n_flow.workflow import articlefiles
from l10n_flow.workflow.incremental.runner import Progress, no_progress

_KINDS = {"memory": ("tm",), "engine": ("mt", "sentences"), "person": ("",)}
"""The kinds of `Origin` that an origin on the command line means."""


@dataclass(frozen=True, slots=True)
class ApprovalChoice:
    """Which segments are approved, beyond their state."""

    kinds: tuple[str, ...] = ()
    """The kinds of `Origin` that are chosen; all of them when empty."""
    name: str = ""
    """The name of the memory, or the beginning of the engine's name; "" for any."""
    min_score: float = 0.0

    @property
    def takes_drafts(self) -> bool:
        """Whether drafts are approved too: most segments that are chosen by origin are drafts."""
        return bool(self.kinds) and self.kinds != _KINDS["person"]

    def fits(self, entry: Entry) -> bool:
        """Whether the entry's words have the origin, and a score that is high enough."""
        origin = entry.origin or Origin()
        if self.kinds and origin.kind not in self.kinds:
            return False
        if self.takes_drafts and origin.machine != digest(entry.target):
            return False  # somebody has changed the words: they no longer have that origin
        is_named = origin.engine == self.name or (
            origin.kind != "tm" and origin.engine.startswith(self.name)
        )
        if self.name and not is_named:
            return False
        score = origin.score if origin.score is not None else origin.confidence
        return self.min_score == 0 or (score is not None and score >= self.min_score)


def choice(origin: str, min_score: float = 0.0) -> ApprovalChoice:
    """What `--from` and `--min-score` choose.

    >>> choice("memory:press", 0.99)
    ApprovalChoice(kinds=('tm',), name='press', min_score=0.99)
    >>> choice("engine").kinds
    ('mt', 'sentences')

    Raises `UsageError` for an unknown origin.
    """
    if not origin:
        return ApprovalChoice(min_score=min_score)
    kind, _, name = origin.partition(":")
    if kind not in _KINDS or (kind == "person" and name):
        hint = "memory, memory:NAME, engine, engine:NAME or person"
        raise UsageError(f"'{origin}' is no origin of words", hint=hint)
    return ApprovalChoice(_KINDS[kind], name, min_score)


@dataclass(frozen=True, slots=True)
class CatalogApproval:
    """What approving one catalog did, in segments."""

    article: str
    locale: str
    path: Path
    """Relative to the root."""
    approved: int = 0
    already: int = 0
    """Segments that were already reviewed, and are not changed."""
    drafts: int = 0
    """Drafts that were left out: nobody has confirmed them yet."""
    untranslated: int = 0
    """Untranslated segments that were left out: there is nothing to review."""


@dataclass(frozen=True, slots=True)
class ApproveReport:
    """What `approve` did, or with `dry_run` would do."""

    catalogs: tuple[CatalogApproval, ...]
    missing: tuple[CatalogApproval, ...] = ()
    """Articles that have no catalog yet in a language that they are translated into."""
    failures: tuple[L10nFlowError, ...] = ()


def approve(
    project: Project,
    articles: Sequence[Article],
    locales: Sequence[str],
    *,
    by: str,
    now: datetime,
    drafts: bool = False,
    chosen: ApprovalChoice = ApprovalChoice(),
    dry_run: bool = False,
    progress: Progress = no_progress,
) -> ApproveReport:
    """Every translated segment of these catalogs is reviewed `by` somebody, `now`.

    Drafts are left out, unless `drafts` says that they were looked at, or `chosen` chooses them by
    their origin; then they are reviewed too. Segments that are not chosen stay as they are.
    Segments that were already reviewed keep their reviewer and time; those with the words of two
    people, between which a merge could not choose, stay drafts. A catalog without a segment to
    approve is not written. Raises `UsageError` when `by` is empty.
    """
    reviewer = " ".join(by.split())
    if not reviewer:
        raise UsageError("the reviewer has no name", hint="give the reviewer's name with --by NAME")
    min_state = State.DRAFT if drafts or chosen.takes_drafts else State.TRANSLATED
    review = _Review(project, reviewer, now, min_state, chosen, dry_run)
    catalogs: list[CatalogApproval] = []
    missing: list[CatalogApproval] = []
    failures: list[L10nFlowError] = []
    pairs = [(article, locale) for article in articles for locale in locales]
    for done, (article, locale) in enumerate(pairs):
        progress("Approving", done, len(pairs))
        path = project.catalog_path(article, locale)
        try:
            written = bytes_of(path)
            if written is not None:
                catalogs.append(_approve(review, article, locale, written))
            elif _is_target(project, article, locale):
                missing.append(CatalogApproval(article.name, locale, project.relative(path)))
        except L10nFlowError as error:
            failures.append(error)
    return ApproveReport(tuple(catalogs), tuple(missing), tuple(failures))


@dataclass(frozen=True, slots=True)
class _Review:
    """What is the same for every catalog of one call."""

    project: Project
    by: str
    now: datetime
    min_state: State
    """Segments in this state or above are approved."""
    chosen: ApprovalChoice
    dry_run: bool


def _approve(review: _Review, article: Article, locale: str, written: bytes) -> CatalogApproval:
    """Mark the segments of the catalog as reviewed; `written` are the bytes of its file."""
    project = review.project
    path = project.catalog_path(article, locale)
    before = store.parse(written, path, locale)
    after = _reviewed(before, review)
    if after != before and not review.dry_run:
        final = header.revised(after, review.now)
        store.save(final, path, locks=project.locks, expected=written)
    was = Counter(entry.state for entry in before.entries if not entry.obsolete)
    now = Counter(entry.state for entry in after.entries if not entry.obsolete)
    return CatalogApproval(
        article.name,
        locale,
        project.relative(path),
        approved=now[State.REVIEWED] - was[State.REVIEWED],
        already=was[State.REVIEWED],
        drafts=now[State.DRAFT],
        untranslated=now[State.UNTRANSLATED],
    )


def _reviewed(catalog: Catalog, review: _Review) -> Catalog:
    def vouched(entry: Entry) -> Entry:
        due = not entry.obsolete and review.min_state <= entry.state < State.REVIEWED
        due = due and review.chosen.fits(entry) and not is_contested(entry)
        return origins.reviewed(entry, review.by, review.now, how="command") if due else entry

    return replace(catalog, entries=tuple(vouched(entry) for entry in catalog.entries))


def _is_target(project: Project, article: Article, locale: str) -> bool:
    """Whether the article is translated into the language."""
    document = articlefiles.read(article, articlefiles.parse_options(project.config))
    language = articlefiles.language(document, project.config)
    return locale in articlefiles.targets(article, document, language, project)
