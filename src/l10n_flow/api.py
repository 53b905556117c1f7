"""The library behind the command line: what `import l10n_flow` offers.

Every method does what the command of the same name does, and returns its report as values, not as
text. Failures are listed in the report and not raised, because one bad article never stops the
others.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from l10n_flow import documents, project
from l10n_flow.catalogs import store
from l10n_flow.documents import Document
from l10n_flow.errors import UsageError
from l10n_flow.files.reading import is_there
from l10n_flow.lookup import select
from l10n_flow.model import Catalog, Finding, Key
from l10n_flow.project import Article, Project

if TYPE_CHECKING:
    from l10n_flow.reports.report import Report
    from l10n_flow.workflow.approve import ApproveReport
    from l10n_flow.workflow.building.build import BuildReport
    from l10n_flow.workflow.drafting.pretranslate import PretranslateReport
    from l10n_flow.workflow.status import StatusReport
    from l10n_flow.workflow.sync import SyncReport

__all__ = ["Work", "check_pair", "open", "parse", "translate"]


@dataclass(frozen=True, slots=True)
class Work:
    """The selected articles and languages of a project, as arguments of a command select them."""

    project: Project
    articles: tuple[Article, ...]
    locales: tuple[str, ...]

    def sync(self, *, dry_run: bool = False) -> SyncReport:
        """Bring the catalogs up to date with the articles."""
        from l10n_flow.workflow.sync import sync  # noqa: PLC0415 - as all below: when it is asked

        return sync(self.project, self.articles, self.locales, dry_run=dry_run)

    def pretranslate(
        self,
        *,
        engine: str | None = None,
        fast: bool = False,
        renew: bool = False,
        dry_run: bool = False,
        now: datetime | None = None,
    ) -> PretranslateReport:
        """Draft what is untranslated. By default `engine` is the one in the configuration."""
        from l10n_flow.workflow.drafting.pairs import PretranslateOptions  # noqa: PLC0415
        from l10n_flow.workflow.drafting.pretranslate import pretranslate  # noqa: PLC0415

        options = PretranslateOptions(engine, fast, renew, dry_run)
        return pretranslate(
            self.project, self.articles, self.locales, now=now or _now(), options=options
        )

    def approve(
        self, *, by: str, drafts: bool = False, dry_run: bool = False, now: datetime | None = None
    ) -> ApproveReport:
        """Mark the translated segments as reviewed by somebody."""
        from l10n_flow.workflow.approve import approve  # noqa: PLC0415

        return approve(
            self.project,
            self.articles,
            self.locales,
            by=by,
            now=now or _now(),
            drafts=drafts,
            dry_run=dry_run,
        )

    def check(self) -> Report:
        """Find what is incomplete or wrong; see `report.findings`. No baseline is written."""
        from l10n_flow.workflow.checking.check import check  # noqa: PLC0415

        whole = len(self.articles) == len(self.project.articles())
        return check(self.project, self.articles, self.locales, whole=whole, dry_run=True)

    def status(self) -> StatusReport:
        """Return the progress of every article in every language, in numbers of segments."""
        from l10n_flow.workflow.status import status  # noqa: PLC0415

        return status(self.project, self.articles, self.locales)

    def build(
        self,
        *,
        to: str = "markdown",
        out: str | os.PathLike[str] | None = None,
        dry_run: bool = False,
    ) -> BuildReport:
        """Write the editions; `to` takes the values of `l10n-flow build --to`."""
        from l10n_flow.workflow.building.build import build  # noqa: PLC0415

        folder = None if out is None else Path(out)
        return build(self.project, self.articles, self.locales, to=to, out=folder, dry_run=dry_run)

    def catalogs(self) -> Iterator[tuple[Article, Catalog]]:
        """Yield every catalog that exists, by article and then by language.

        Raises `CatalogError` for one that cannot be read, with its line.
        """
        for article in self.articles:
            for locale in self.locales:
                path = self.project.catalog_path(article, locale)
                if is_there(path):
                    yield article, store.load(path, locale)

    def documents(self) -> Iterator[tuple[Article, Document]]:
        """Yield every article with its text and its segments.

        Raises `DocumentError` for one that cannot be read, with its line.
        """
        from l10n_flow.workflow import articlefiles  # noqa: PLC0415

        options = articlefiles.parse_options(self.project.config)
        for article in self.articles:
            yield article, articlefiles.read(article, options)


def open(  # noqa: A001 - what it is called elsewhere, too: `l10n.open`
    folder: str | os.PathLike[str] = ".", *names: str, locales: Iterable[str] = ()
) -> Work:
    """The project that contains a folder, limited to the named articles and languages.

    Names are those of the command line: `news/brief`, a path, a folder, `news/*`. Without names all
    articles are selected, and without languages all languages. Only the configuration is read.

    Raises `UsageError` if there is no project, or no such article or language; `ConfigError` for a
    wrong configuration, with its line.
    """
    where = Path(folder)
    if not where.is_dir():
        raise UsageError(f"'{where}' is not a folder", hint="name the folder of a project")
    found = project.find(where.absolute())
    articles = select(found, names, found.root).articles
    return Work(found, articles, found.select_locales(locales))


def parse(text: str, suffix: str = ".md") -> Document:
    r"""A text as a document: its segments are what a translator works on.

    >>> [segment.source for segment in parse("# Peace\n\nSee [us](/about).\n").segments]
    ['Peace', 'See [us]({1}).']

    Raises `DocumentError` for a suffix that is no format of articles.
    """
    return documents.read(text.encode(), Path(f"text{suffix}"))


def translate(document: Document, translations: Mapping[str, str]) -> str:
    r"""The document with these translations; the keys are the sources of its segments.

    A segment without a translation keeps its source, byte for byte.

    >>> translate(parse("# Peace\n\nWar &amp; peace\n"), {"Peace": "Paz"})
    '# Paz\n\nWar &amp; peace\n'

    Raises `ValueError` for a translation that the document cannot hold; the message says why.
    """
    words: dict[Key, str] = {}
    for segment in document.segments:
        if segment.source in translations:
            words[segment.key] = translations[segment.source]
    rendered = documents.render(document, words)
    if rendered.refusals:
        one = rendered.refusals[0]
        raise ValueError(f"the translation of {one.slot.segment.source!r} {one.reason}")
    return rendered.text.decode()


def check_pair(
    source: str,
    target: str,
    *,
    source_locale: str,
    locale: str,
    is_page: bool = True,
    suffix: str = ".md",
) -> Sequence[Finding]:
    """The findings of the checks in a translation, the most severe first.

    `is_page` says that the texts are an article's. Those of a program or a manual may have any
    markup: what would break a page is only a warning there. `suffix` is that of the article's file:
    stars are signs like others in ".html". Raises `DocumentError` for one that no article has.

    >>> found = check_pair("In 2015", "En 2016", source_locale="en", locale="es")
    >>> [(one.check, one.severity.label) for one in found]
    [('number', 'warning')]
    >>> found = check_pair("<kbd>x", "x", source_locale="en", locale="es", is_page=False)
    >>> [(one.check, one.severity.label) for one in found]
    [('tag', 'warning')]
    >>> check_pair("F***!", "¡M***!", source_locale="en", locale="es", suffix=".html")
    ()
    """
    from l10n_flow.checks.pair import Pair  # noqa: PLC0415
    from l10n_flow.checks.running import checked, selected  # noqa: PLC0415

    grammar = documents.format_of(Path(f"text{suffix}")).grammar
    pair = Pair(source, target, source_locale, locale, is_page=is_page, grammar=grammar)
    key = Key(None, source)
    found = [one.finding(pair, key) for one in checked(pair, selected(locale))]
    return tuple(sorted(found, key=lambda finding: -finding.severity))


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
