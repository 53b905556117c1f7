"""Say how far every article is in every language. Nothing is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from l10n_flow.catalogs import store
from l10n_flow.documents import ParseOptions
from l10n_flow.errors import L10nFlowError
from l10n_flow.language import words
from l10n_flow.model import Catalog, Key, State
from l10n_flow.project import Article, Project
from l10n_flow.workflow import reading
from l10n_flow.workflow.progress import Progress, silent

__all__ = [
    "ArticleStatus",
    "CatalogState",
    "EditionStatus",
    "StatusReport",
    "Tally",
    "orphans",
    "status",
]

CatalogState = Literal["current", "stale", "missing", "unreadable"]
"""Stale: the article was changed since `sync`; its new texts count as untranslated."""

THEME = "site"
"""`site.po` has the theme's strings and belongs to no article."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many segments, and how many words of the source are in them."""

    segments: int = 0
    words: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.segments + other.segments, self.words + other.words)


NOTHING = (Tally(), Tally(), Tally(), Tally())


@dataclass(frozen=True, slots=True)
class EditionStatus:
    """How far one article is in one language."""

    locale: str
    catalog: CatalogState
    tallies: tuple[Tally, Tally, Tally, Tally] = NOTHING
    """One for each `State`, in its order; together they are the whole article."""


@dataclass(frozen=True, slots=True)
class ArticleStatus:
    """One article, as it stands in the content folder, and its editions."""

    article: Article
    language: str
    """The language that it is written in."""
    size: Tally
    """Of its distinct segments: a text that stands twice is translated once."""
    editions: tuple[EditionStatus, ...]


@dataclass(frozen=True, slots=True)
class StatusReport:
    """What `status` found."""

    articles: tuple[ArticleStatus, ...]
    orphans: tuple[Path, ...] = ()
    """Catalogs of articles that are gone, relative to the root; looked for in a whole project."""
    failures: tuple[L10nFlowError, ...] = ()

    def total(self, locale: str) -> tuple[Tally, Tally, Tally, Tally]:
        """The tallies of all articles in a language, one for each `State`."""
        totals = list(NOTHING)
        for article in self.articles:
            for edition in article.editions:
                if edition.locale == locale:
                    totals = [a + b for a, b in zip(totals, edition.tallies, strict=True)]
        untranslated, draft, translated, reviewed = totals
        return untranslated, draft, translated, reviewed

    @property
    def needs_sync(self) -> bool:
        """Whether some catalog is missing or older than its article."""
        states = {edition.catalog for article in self.articles for edition in article.editions}
        return bool(states & {"stale", "missing"})


def status(
    project: Project,
    articles: Sequence[Article],
    locales: Sequence[str],
    *,
    whole: bool = False,
    progress: Progress = silent,
) -> StatusReport:
    """How far the articles are in these languages, by what is on disk now.

    An article is not counted in the language that it is written in. `whole` says that `articles`
    are all there are, so that catalogs without one can be named. An article that cannot be read
    is left out and stands among the failures; a catalog that cannot be read is "unreadable".
    """
    options = reading.parse_options(project.config)
    found: list[ArticleStatus] = []
    failures: list[L10nFlowError] = []
    for done, article in enumerate(articles):
        progress("Reading", done, len(articles))
        try:
            found.append(_article(project, article, locales, options, failures))
        except L10nFlowError as error:
            failures.append(error)
    unowned = orphans(project, articles, locales) if whole else ()
    return StatusReport(tuple(found), unowned, tuple(failures))


def _article(
    project: Project,
    article: Article,
    locales: Sequence[str],
    options: ParseOptions,
    failures: list[L10nFlowError],
) -> ArticleStatus:
    document = reading.read(article, options)
    language = reading.language(document, project.config)
    sizes = {s.key: Tally(1, words(s.source)) for s in document.segments}
    editions = []
    for locale in reading.targets(article, document, language, project):
        if locale in locales:
            try:
                editions.append(_edition(project, article, locale, sizes))
            except L10nFlowError as error:
                failures.append(error)
                editions.append(EditionStatus(locale, "unreadable"))
    return ArticleStatus(article, language, _sum(sizes.values()), tuple(editions))


def _edition(
    project: Project, article: Article, locale: str, sizes: dict[Key, Tally]
) -> EditionStatus:
    try:
        catalog = store.load(project.catalog_path(article, locale), locale)
    except FileNotFoundError:
        catalog = None
    live = {} if catalog is None else catalog.live
    tallies = list(NOTHING)
    for key, size in sizes.items():
        state = live[key].state if key in live else State.UNTRANSLATED
        tallies[state] += size
    untranslated, draft, translated, reviewed = tallies
    return EditionStatus(
        locale, _catalog_state(catalog, sizes), (untranslated, draft, translated, reviewed)
    )


def _catalog_state(catalog: Catalog | None, sizes: dict[Key, Tally]) -> CatalogState:
    if catalog is None:
        return "missing" if sizes else "current"
    return "current" if catalog.live.keys() == sizes.keys() else "stale"


def _sum(tallies: Iterable[Tally]) -> Tally:
    return sum(tallies, Tally())


def orphans(
    project: Project, articles: Sequence[Article], locales: Sequence[str]
) -> tuple[Path, ...]:
    """The catalogs in these languages that belong to none of the articles, relative to the root."""
    names = {article.name for article in articles}
    found = []
    for locale in locales:
        folder = project.catalogs / locale / "LC_MESSAGES"
        for path in sorted(folder.rglob("*.po")):
            name = path.relative_to(folder).as_posix().removesuffix(".po")
            if name not in names and name != THEME:
                found.append(project.shown(path))
    return tuple(found)
