"""Read articles the way a project's configuration wants them read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from l10n_flow import documents
from l10n_flow.config import Config, tag
from l10n_flow.documents import DIALECTS, Document, ParseOptions, frontmatter
from l10n_flow.documents.document import NULL, dotted
from l10n_flow.errors import DocumentError
from l10n_flow.files import content_of
from l10n_flow.paths import fits
from l10n_flow.project import Article, Project

__all__ = ["bad_dates", "keeping", "language", "parse_options", "read", "targets"]


def parse_options(config: Config) -> ParseOptions:
    """What the configuration says to the parsers.

    >>> "subtitle" in parse_options(Config()).translated
    True
    """
    translated = frozenset(name for name, mode in config.fields.items() if mode == "translate")
    attributes = None if config.attributes is None else frozenset(config.attributes)
    return ParseOptions(translated, config.opaque, DIALECTS[config.dialect], attributes)


def read(article: Article, options: ParseOptions) -> Document:
    """The document in an article's file.

    Raises `DocumentError` for what is not an article, or has a front matter that is not YAML and
    would stop a site generator, and `FileError` when the file cannot be read; both name the file
    by its absolute path.
    """
    data = content_of(article.path)
    document = _kept_document(article, data, options) if _keeping else None
    if document is None:
        document = documents.read(data, article.path, options)
        if _keeping:
            _keeping[-1].keep(article, document, options)
    for warned in document.warnings:
        if warned.hint:
            place = document.place(warned.offset, article.path)
            raise DocumentError(warned.message, place, hint=warned.hint)
    twice = frontmatter.repeated(document.front) if document.front else None
    if twice is not None:
        name = dotted(twice.path)
        what = f"the front matter is not YAML: '{name}' appears twice"
        raise DocumentError(
            what, document.place(twice.start, article.path), hint="keep one of the two"
        )
    return document


# What one step of `run` has read, the next ones need not read again.


KEPT = 4_000_000
"""Bytes of articles whose documents are kept in memory: each takes five times as much there, and
what is beyond that is read again."""


class _Keeping:
    """Documents by the path of their article, and the options that they were read with."""

    def __init__(self) -> None:
        self.documents: dict[Path, tuple[ParseOptions, Document]] = {}
        self.size = 0

    def keep(self, article: Article, document: Document, options: ParseOptions) -> None:
        """The document is kept, unless there are enough: what is kept stays, since every step
        goes through the articles in the same order.
        """
        before = self.documents.get(article.path)
        self.size += len(document.text) - (len(before[1].text) if before else 0)
        if self.size > KEPT:
            self.size -= len(document.text)
            self.documents.pop(article.path, None)
        else:
            self.documents[article.path] = options, document


_keeping: list[_Keeping] = []
"""What is kept now; nothing, unless somebody asked for it."""


@contextmanager
def keeping() -> Iterator[None]:
    """While it lasts, what was read once is not read again, as long as its file says the same.

    Within one process: what forked processes read, they keep for themselves.
    """
    _keeping.append(_Keeping())
    try:
        yield
    finally:
        _keeping.pop()


def _kept_document(article: Article, data: bytes, options: ParseOptions) -> Document | None:
    """The document that was made of the same bytes with the same options; None if there is none."""
    kept = _keeping[-1].documents.get(article.path)
    if kept is None or kept[1].text != data or kept[0] != options:
        return None
    return kept[1]


def language(document: Document, config: Config) -> str:
    """The language that an article is written in: what its front matter says, else the project's.

    A language that the configuration spells otherwise (`pt_BR` for `pt-BR`) is that language.
    """
    written = document.language
    if written is None:
        return config.source
    return written if written in config.languages else tag(written) or written


def targets(
    article: Article, document: Document, language: str, project: Project
) -> tuple[str, ...]:
    """The languages into which an article is translated, in the project's order.

    `languages` in its front matter says which, else the configuration's patterns for its name, else
    they are all of the project's. A field of that name that holds no language of the project (a
    programmer's `languages: [python]`) says nothing.
    """
    every = project.targets(language)
    wanted = _wanted(document)
    if wanted is not None and (not wanted or wanted & set(project.languages)):
        return tuple([locale for locale in every if locale in wanted])
    for glob, locales in project.config.article_languages.items():
        if fits([glob])(article.name):
            return tuple([locale for locale in every if locale in locales])
    return every


def bad_dates(document: Document, config: Config) -> Iterator[tuple[int, str]]:
    """Yield each field that is to hold a date and holds none that can be read.

    Where it is, in bytes, and a sentence about it.
    """
    front = document.front
    for field in front.fields if front else ():
        name = dotted(field.path)
        if name in config.dates and field.tag != NULL:
            from l10n_flow.language import parse_date  # noqa: PLC0415 - `sync` needs no calendars

            if parse_date(field.value) is None:
                yield field.start, f"'{name}: {field.value}' is not a date like 2026-11-23"


def _wanted(document: Document) -> set[str] | None:
    """What `languages` in the front matter says; None when it is not there."""
    front = document.front
    if front is None:
        return None
    found = [field for field in front.fields if field.path[0] == "languages"]
    if not found:
        is_empty = _NO_LANGUAGES.search(document.text, front.inside, front.close)
        return set() if is_empty else None
    values = [part for field in found for part in field.value.split(",") if part.strip()]
    return {tag(value.strip()) or value.strip() for value in values} if values else None


_NO_LANGUAGES = re.compile(rb"^languages:[ \t]*\[[ \t]*\]", re.MULTILINE)
