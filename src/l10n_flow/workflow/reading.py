"""Read articles the way a project's configuration wants them read."""

from __future__ import annotations

from l10n_flow import documents
from l10n_flow.config import Config, tag
from l10n_flow.documents import DIALECTS, Document, ParseOptions
from l10n_flow.files import content_of
from l10n_flow.project import Article

__all__ = ["language", "parse_options", "read"]


def parse_options(config: Config) -> ParseOptions:
    """What the configuration says to the parsers.

    >>> "subtitle" in parse_options(Config()).translated
    True
    """
    translated = frozenset(name for name, mode in config.fields.items() if mode == "translate")
    return ParseOptions(translated, config.opaque, DIALECTS[config.dialect])


def read(article: Article, options: ParseOptions) -> Document:
    """The document in an article's file.

    Raises `DocumentError` for what is not an article, and `FileError` when the file cannot be
    read; both name the file by its absolute path.
    """
    return documents.read(content_of(article.path), article.path, options)


def language(document: Document, config: Config) -> str:
    """The language that an article is written in: what its front matter says, else the project's.

    A language that the configuration spells otherwise (`pt_BR` for `pt-BR`) is that language.
    """
    written = document.language
    if written is None:
        return config.source
    return written if written in config.languages else tag(written) or written
