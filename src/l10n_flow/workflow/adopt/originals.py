"""The articles that translations are for: read once, found by text and by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

from l10n_flow.adopting.spellings import Texts
from l10n_flow.documents import Document, ParseOptions
from l10n_flow.errors import L10nFlowError
from l10n_flow.project import Article, Project
from l10n_flow.workflow import articlefiles
from l10n_flow.workflow.incremental.runner import Progress


@dataclass(frozen=True, slots=True)
class Held:
    """An article that is translated into the language."""

    article: Article
    document: Document
    language: str
    """The language that it is written in."""


@dataclass(frozen=True)
class EditionShelf:
    """The project's articles that have an edition in a language."""

    project: Project
    locale: str
    held: Mapping[str, Held]
    """By name."""
    failures: tuple[L10nFlowError, ...] = ()

    @classmethod
    def of(cls, project: Project, locale: str, progress: Progress) -> EditionShelf:
        """The shelf of all articles that can be read; the others are among the failures."""
        options = articlefiles.parse_options(project.config)
        held: dict[str, Held] = {}
        failures: list[L10nFlowError] = []
        articles = project.articles()
        for done, article in enumerate(articles):
            progress("Reading articles", done, len(articles))
            try:
                document = articlefiles.read(article, options)
                language = articlefiles.language(document, project.config)
            except L10nFlowError as failure:
                failures.append(failure)
                continue
            if locale in articlefiles.targets(article, document, language, project):
                held[article.name] = Held(article, document, language)
        return cls(project, locale, held, tuple(failures))

    @cached_property
    def options(self) -> ParseOptions:
        """How the project's pages are read."""
        return articlefiles.parse_options(self.project.config)

    @cached_property
    def texts(self) -> Texts:
        """The segments of all articles."""
        return Texts.of([(name, one.document.segments) for name, one in self.held.items()])

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """The targets of reference links in the articles by label; the first one of each."""
        found: dict[str, str] = {}
        for one in self.held.values():
            for segment in one.document.segments:
                for value, _, label in segment.placeholders:
                    if label:
                        found.setdefault(" ".join(label.casefold().split()), value)
        return found

    def named(self, path: str) -> str:
        """The article that a path of another tool means, a page or a page's catalog; "" for none.

        The longest matching end of the path decides: `src/en/news/rain.md`, `po/es/news/rain.po`,
        `rain.es.po` and `wiki__news__rain.po` mean `news/rain`, if there is such an article.
        """
        for tail in _tails(path, self.locale):
            if tail in self.held:
                return tail
        return ""


def _tails(path: str, locale: str) -> Iterator[str]:
    """Yield the possible names of the article of a page or a catalog, the longest first."""
    whole = PurePosixPath(path.replace("\\", "/").replace("__", "/"))
    name = whole.as_posix().removesuffix(whole.suffix).removesuffix(f".{locale}")
    parts = [part for part in name.split("/") if part not in ("", ".", "..")]
    tails = ["/".join(parts[at:]) for at in range(len(parts))]
    yield from tails
    for tail in tails:
        yield f"{tail}/index"
