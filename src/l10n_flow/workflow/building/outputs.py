"""The kinds of output: `OUTPUTS`, a row for each, and those that packages add.

A new kind is a writer in `editions`, and a row here. Built-in kinds may need more than a writer:
places, one file for all languages, files that belong to no article.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from importlib import import_module
from typing import Any, NamedTuple

from l10n_flow import yamltext
from l10n_flow.documents import DIALECTS
from l10n_flow.editions import Edition, Output, Writer, Written, markdown, objects, trees
from l10n_flow.entrypoints import Addition, Rows, failed
from l10n_flow.errors import FileError, L10nFlowError, UsageError
from l10n_flow.files.reading import bytes_of
from l10n_flow.files.writing import replace_file
from l10n_flow.language.tags import direction, language_tag, name_in
from l10n_flow.project import Article
from l10n_flow.workflow.building.context import BuildContext, JoinedFile
from l10n_flow.workflow.building.places import Places
from l10n_flow.workflow.incremental.ledger import Ledger, Product, Products, digest_of
from l10n_flow.workflow.words import own_words


@dataclass(frozen=True, slots=True)
class Common:
    """The result for the files that belong to no article."""

    products: Products
    written: int = 0
    failures: tuple[L10nFlowError, ...] = ()


def _jekyll(context: BuildContext) -> BuildContext:
    """The context with permalinks made from slugs, like the addresses of our own site."""
    address = partial(_address, context.sent(), Places(context))
    return _as(replace(context, write=partial(trees.jekyll, address=address)), "jekyll")


def _address(context: BuildContext, places: Places, relative: str, locale: str) -> str:
    article = context.by_path.get(relative)
    return f"{locale}/{relative}" if article is None else places.page(article, locale)


def _json(context: BuildContext) -> BuildContext:
    """The context with one file for all languages. Raises `UsageError` unless all are built."""
    if set(context.locales) != set(context.project.languages):
        raise UsageError("JSON has all languages of an article", hint="leave out --locale")
    return replace(context, page=_of_all_languages, whole=JoinedFile(objects.joined, objects.has))


def _of_all_languages(article: Article, locale: str) -> str:
    del locale
    return f"{article.name}.json"


def _hugo(context: BuildContext) -> BuildContext:
    return _as(context, "hugo")


def _as(context: BuildContext, dialect: str) -> BuildContext:
    """The context with the ids and marks of the generator, where the configuration sets none."""
    config, known = context.project.config, DIALECTS[dialect]
    rules = {}
    for locale, rule in context.rules.items():
        mark = config.policy(locale).mark or known.mark
        anchors = config.anchors or known.anchors
        rules[locale] = replace(rule, anchors=anchors, mark=mark, ids=known.ids)
    return replace(context, rules=rules)


def _languages(context: BuildContext, _ledger: Ledger, _mark: str) -> Common:
    """Hugo's configuration of the languages, with the keys of Hugo 0.158 and newer."""
    rows: dict[str, object] = {}
    for weight, locale in enumerate(context.project.languages, 1):
        rows[locale.lower()] = {
            "contentDir": f"content/{locale}",
            "direction": direction(locale),
            "label": name_in(locale, locale),
            "locale": language_tag(locale),
            "title": own_words(context.project, locale).words.text(context.project.config.name),
            "weight": weight,
        }
    return _put(context, "languages.yaml", yamltext.plain_dump(rows).encode())


def _put(context: BuildContext, place: str, data: bytes) -> Common:
    """Write a file to the output folder; one with the same content is not touched."""
    try:
        is_new = bytes_of(context.out / place) != data
        if is_new and not context.dry_run:
            replace_file(context.out / place, data, durable=False)
    except FileError as failure:
        return Common({}, failures=(failure,))
    return Common({place: Product("", digest_of(data))}, int(is_new))


def _of_site(name: str) -> Callable[..., Any]:
    """A function of `building/site.py`, imported when called: only a site needs its libraries."""

    def call(*given: object) -> Any:
        return getattr(import_module("l10n_flow.workflow.building.site"), name)(*given)

    return call


def _unprepared(edition: Edition) -> Written:
    raise AssertionError(f"{edition.article}: this output's writer is made when the work begins")


def _accepted(addition: Addition, given: object) -> OutputRow:
    if not isinstance(given, Output):
        raise addition.broken("is no l10n_flow.plugins.Output")
    if not re.fullmatch(r"(?:\.[a-z0-9]+)?", given.suffix):
        raise addition.broken(f"has '{given.suffix}' as the suffix of its files")
    bare = partial(_written, addition, given.bare) if given.bare is not None else None
    return OutputRow(Output(partial(_written, addition, given.write), given.suffix, bare))


def _written(addition: Addition, write: Writer, edition: Edition) -> Written:
    """What a package's writer makes of an edition; raises `PluginError` when it fails."""
    try:
        written: object = write(edition)
    except Exception as error:
        raise failed(addition, error) from error
    if not isinstance(written, Written) or not isinstance(written.text, bytes):
        raise addition.broken("gives something else than l10n_flow.plugins.Written")
    return written


Refused = Mapping[str, L10nFlowError]
"""By article, why it gets no edition."""


class OutputRow(NamedTuple):
    """A kind of output, and what it needs beside a writer of editions."""

    output: Output
    prepare: Callable[[BuildContext], BuildContext] | None = None
    """Prepares the context: another writer, other places."""
    files: Callable[[BuildContext, Ledger, str], Common] | None = None
    """Writes its files that belong to no article; gets the ledger and its mark."""
    clashes: Callable[[BuildContext, Sequence[Article], Ledger], Refused] | None = None
    """Returns the articles at whose place is another one's edition."""
    gathered: Callable[[Sequence[str]], Iterable[str]] = tuple
    """Yields the warnings, one for all articles where many have the same."""
    is_placed: bool = False
    """Whether patterns of the configuration place its editions."""
    has_pages: bool = False
    """Whether words are on pages, which escape them: those of the pages are needed, too."""


_BUILT_IN: Mapping[str, OutputRow] = {
    "markdown": OutputRow(Output(markdown.write, bare=markdown.bare), is_placed=True),
    "hugo": OutputRow(Output(trees.hugo), _hugo, _languages),
    "pelican": OutputRow(Output(trees.pelican)),
    "json": OutputRow(Output(objects.write, ".json"), _json),
    "jekyll": OutputRow(Output(_unprepared), _jekyll),
    "site": OutputRow(
        Output(_unprepared, ".html"),
        _of_site("prepared"),
        _of_site("publish"),
        _of_site("clashes"),
        _of_site("gathered"),
        has_pages=True,
    ),
}
OUTPUTS = Rows("outputs", _BUILT_IN, _accepted)
"""The values of `build --to`: files for a site generator or another system, or the site itself."""
