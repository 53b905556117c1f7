"""Read articles as a project's configuration requires."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from l10n_flow import documents
from l10n_flow.config.settings import Config
from l10n_flow.documents import DIALECTS, Document, ParseOptions, frontmatter
from l10n_flow.documents.document import NULL, dotted
from l10n_flow.errors import DocumentError
from l10n_flow.files.reading import content_of
from l10n_flow.paths import fits
from l10n_flow.project import Article, Project
from l10n_flow.yamlvalues import tag


def parse_options(config: Config) -> ParseOptions:
    """The options of the parsers, from the configuration.

    >>> "subtitle" in parse_options(Config()).translated
    True
    """
    translated = frozenset(name for name, mode in config.fields.items() if mode == "translate")
    attributes = None if config.attributes is None else frozenset(config.attributes)
    return ParseOptions(translated, config.opaque, DIALECTS[config.dialect], attributes)


def read(article: Article, options: ParseOptions) -> Document:
    """The document in an article's file.

    Raises `DocumentError` for a file that is no article, or whose front matter is no YAML and would
    stop a site generator, and `FileError` when the file cannot be read; both have the absolute path
    of the file.
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
    for twice in frontmatter.repeated(document.front) if document.front else ():
        what = f"the front matter is not YAML: '{dotted(twice.path)}' appears twice"
        place = document.place(twice.start, article.path)
        raise DocumentError(what, place, hint="keep one of the two")
    return document


# The documents that one step of `run` reads are kept for the next steps.


KEPT = 4_000_000
"""The maximum size in bytes of the articles whose documents are kept in memory: each takes five
times as much there. The others are read again."""


class _Keeping:
    """Documents by the path of their article, and the options that they were read with."""

    def __init__(self) -> None:
        self.documents: dict[Path, tuple[ParseOptions, Document]] = {}
        self.size = 0

    def keep(self, article: Article, document: Document, options: ParseOptions) -> None:
        """Keep the document, unless the limit is reached. Kept documents stay, because every step
        reads the articles in the same order.
        """
        before = self.documents.get(article.path)
        self.size += len(document.text) - (len(before[1].text) if before else 0)
        if self.size > KEPT:
            self.size -= len(document.text)
            self.documents.pop(article.path, None)
        else:
            self.documents[article.path] = options, document


_keeping: list[_Keeping] = []
"""The documents that are kept within `keeping`; empty outside of it."""


@contextmanager
def keeping() -> Iterator[None]:
    """Within the block, an article is parsed only once, as long as its file does not change.

    This holds for one process: forked processes keep their documents for themselves.
    """
    _keeping.append(_Keeping())
    try:
        yield
    finally:
        _keeping.pop()


def _kept_document(article: Article, data: bytes, options: ParseOptions) -> Document | None:
    """The kept document that was read from the same bytes with the same options; else None."""
    kept = _keeping[-1].documents.get(article.path)
    if kept is None or kept[1].text != data or kept[0] != options:
        return None
    return kept[1]


def language(document: Document, config: Config) -> str:
    """The language that an article is written in: that of its front matter, else the project's.

    Other spellings of a configured language (`pt_BR` for `pt-BR`) mean the same language, and what
    is no tag at all (`lang: English`) means nothing (`bad_language`).
    """
    written = document.language
    if written is None:
        return config.source
    return written if written in config.languages else tag(written) or config.source


def bad_language(document: Document, config: Config) -> tuple[int, str] | None:
    """The offset of a field `lang` that is no language tag, and a sentence about it; else None."""
    written = document.language
    if not document.front or not written or written in config.languages or tag(written):
        return None
    start = next(field.start for field in document.front.fields if field.path == ("lang",))
    read = f"so the article is read as '{config.source}'"
    return (
        start,
        f"'lang: {written}' is not a language tag, {read} (write one, such as es or pt-BR)",
    )


def targets(
    article: Article, document: Document, language: str, project: Project
) -> tuple[str, ...]:
    """The languages into which an article is translated, in the project's order.

    They are those of `languages` in its front matter, else those of the configuration's patterns
    for its name, else all of the project's. A field of that name without a language of the project
    (a programmer's `languages: [python]`) is ignored.
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
    """Yield each date field whose value cannot be read as a date.

    For each its offset in bytes, and a sentence about it.
    """
    front = document.front
    for field in front.fields if front else ():
        name = dotted(field.path)
        if name in config.dates and field.tag != NULL:
            from l10n_flow.language.calendars import parse_date  # noqa: PLC0415 - `sync` needs no calendars

            if parse_date(field.value) is None:
                yield field.start, f"'{name}: {field.value}' is not a date like 2026-11-23"


def _wanted(document: Document) -> set[str] | None:
    """The languages in the field `languages` of the front matter; None when it is missing."""
    front = document.front
    if front is None:
        return None
    found = [field for field in front.fields if field.path[0] == "languages"]
    if not found:
        is_empty = _NO_LANGUAGES.search(document.text, front.inside, front.close)
        return set() if is_empty else None
    values = [part for field in found for part in field.value.split(",") if part.strip()]
    return {tag(value.strip()) or value.strip() for value in values} if values else None


_NO_LANGUAGES = re.compile(rb"^languages(?::|[ \t]*=)[ \t]*\[[ \t]*\]", re.MULTILINE)
