"""The place of an article's page in each language: by its slug in that language."""

from __future__ import annotations

from l10n_flow import documents
from l10n_flow.errors import L10nFlowError
from l10n_flow.files.reading import content_of
from l10n_flow.language.slugs import slug
from l10n_flow.project import Article
from l10n_flow.site.addresses import article_place
from l10n_flow.workflow import articlefiles
from l10n_flow.workflow.building.context import BuildContext


class Places:
    """The places of articles' pages. Each article is read only once."""

    def __init__(self, context: BuildContext) -> None:
        self._context = context.sent()
        self._own: dict[str, tuple[str, str]] = {}
        self._found: dict[tuple[str, str], str] = {}

    def __reduce__(self) -> tuple[type[Places], tuple[BuildContext]]:
        """Places are sent to workers without what was read, because that grows with the project."""
        return Places, (self._context,)

    def page(self, article: Article, locale: str) -> str:
        """The place of an article's page in a language, named by its slug there."""
        key = article.name, locale
        if key not in self._found:
            self._found[key] = self._page(article, locale)
        return self._found[key]

    def _page(self, article: Article, locale: str) -> str:
        language, own = self._source(article)
        values = self._context.frozen.get(locale)
        frozen = values.value(article.name, "slug") if values and locale != language else None
        found = frozen or own
        return article_place(locale, article.relative, slug(found, locale) if found else None)

    def _source(self, article: Article) -> tuple[str, str]:
        """The language that an article is written in, and its own slug."""
        found = self._own.get(article.name)
        if found is None:
            found = self._own[article.name] = self._read(article)
        return found

    def _read(self, article: Article) -> tuple[str, str]:
        config = self._context.project.config
        try:
            data = content_of(article.path)
            document = documents.read_metadata(data, article.path, self._context.options)
            language = articlefiles.language(document, config)
        except L10nFlowError:
            return config.source, ""  # building the article reports what is wrong with it
        return language, (document.front.value("slug") or "") if document.front else ""
