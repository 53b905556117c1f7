"""Read articles the way a project's configuration wants them read."""

from __future__ import annotations

from pathlib import Path

from l10n_flow import documents
from l10n_flow.config import Config, tag
from l10n_flow.documents import DEFAULT_OPAQUE, Document, ParseOptions
from l10n_flow.errors import InputError, Place
from l10n_flow.project import Article

__all__ = ["language", "parse_options", "read", "unreadable"]


def parse_options(config: Config) -> ParseOptions:
    """What the configuration says to the parsers.

    >>> "subtitle" in parse_options(Config()).translated
    True
    """
    translated = frozenset(name for name, mode in config.fields.items() if mode == "translate")
    return ParseOptions(translated, (*DEFAULT_OPAQUE, *config.opaque))


def read(article: Article, options: ParseOptions) -> Document:
    """The document in an article's file.

    Raises `DocumentError` for what is not an article, and `InputError` when the file cannot be
    opened; both name the file by its absolute path.
    """
    try:
        data = article.path.read_bytes()
    except OSError as error:
        raise unreadable(article.path, error) from error
    return documents.read(data, article.path, options)


def unreadable(path: Path, error: OSError) -> InputError:
    """What the system says about a file, as an expected failure.

    >>> str(unreadable(Path("a.md"), PermissionError(13, "Permission denied")))
    'a.md: cannot be read: Permission denied'
    """
    return InputError(f"cannot be read: {error.strerror or type(error).__name__}", Place(path))


def language(document: Document, config: Config) -> str:
    """The language that an article is written in: what its front matter says, else the project's.

    A language that the configuration spells otherwise (`pt_BR` for `pt-BR`) is that language.
    """
    written = document.language
    if written is None:
        return config.source
    return written if written in config.languages else tag(written) or written
