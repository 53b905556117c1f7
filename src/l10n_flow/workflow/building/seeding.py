"""Values that are seeded once: the slugs of editions, made from their translated titles."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from l10n_flow import documents
from l10n_flow.catalogs import store
from l10n_flow.documents import Document
from l10n_flow.editions import frozen
from l10n_flow.editions.frozen import Frozen, Seed
from l10n_flow.errors import L10nFlowError
from l10n_flow.files.reading import content_of, is_there, stamp_of
from l10n_flow.language.slugs import slug
from l10n_flow.model import State
from l10n_flow.project import Article
from l10n_flow.workflow import articlefiles
from l10n_flow.workflow.building.context import BuildContext
from l10n_flow.workflow.incremental.ledger import (
    Ledger,
    Record,
    fingerprint,
    noted,
    packed,
    path_of,
    seen,
)
from l10n_flow.workflow.incremental.runner import Done, each_article, no_progress


def seeded(context: BuildContext, articles: Sequence[Article]) -> BuildContext:
    """The context with a slug for every edition of the articles whose title is translated.

    Values that are already frozen stay. A slug is unique in its language, whichever articles are
    built.
    """
    fields = [name for name, mode in context.project.config.fields.items() if mode == "copy-once"]
    seeds: dict[str, list[Seed]] = {}
    known = _known(context, articles, fields)
    for article in articles:
        found = known.get(article.name)
        if found is None:
            continue
        for locale, title in found.titles.items():
            seeds.setdefault(locale, []).extend(_seeds(context, article, found, locale, title))
    wanted = {locale: found for locale, found in seeds.items() if found}
    taken = _taken(context, fields, known) if wanted else {}
    values = {
        locale: frozen.seed_all(context.frozen[locale], found, taken=taken.get(locale, frozenset()))
        for locale, found in wanted.items()
    }
    return replace(context, frozen={**context.frozen, **values}) if values else context


def freeze(context: BuildContext, before: Mapping[str, Frozen]) -> None:
    """Save the values that were seeded after `before`, if their edition is published.

    An edition that was never published has no fixed address: its title may still improve.
    """
    for locale, values in context.frozen.items():
        if values is before[locale]:
            continue
        old = before[locale].articles
        seeds = [
            Seed(name, field, value)
            for name, found in values.articles.items()
            if name in old or _is_published(context, name, locale)
            for field, value in found.items()
            if field not in old.get(name, {})
        ]
        if seeds:
            path, add = context.project.frozen_path(locale), partial(frozen.seed_all, seeds=seeds)
            frozen.rewrite(path, add, locks=context.project.locks)


def _is_published(context: BuildContext, name: str, locale: str) -> bool:
    """Whether an article has an edition that readers may have seen."""
    article = context.by_path.named(name)
    return article is not None and is_there(context.edition_path(article, locale))


class _SeedFacts(NamedTuple):
    """What seeds are made from: the article's own fields, and its translated titles."""

    language: str
    own: Mapping[str, str]
    """By seeded field, the article's own value."""
    titles: Mapping[str, str]
    """By language that lacks a value, the title in it; "" when it is not translated."""


def _known(
    context: BuildContext, articles: Sequence[Article], fields: Sequence[str]
) -> Mapping[str, _SeedFacts]:
    """The facts of every article that can be read, by name.

    Only articles that changed, or whose catalogs changed, are read again.
    """
    project = context.project
    mark = fingerprint(project.config, context.locales, fields)
    ledger = Ledger(path_of(project, "seeds", context.locales), mark)
    scope = replace(context, articles=articles, progress=no_progress)
    read = partial(_missing_seeds, fields=fields)
    found = {
        article.name: known
        for article, known in each_article(
            scope, ledger, read, restore=partial(_restored, context), label=""
        )
        if known is not None
    }
    if context.are_all:
        ledger.drop_others(article.name for article in articles)
    if not context.dry_run:
        ledger.save()  # where it can: the folder may be read-only
    return found


def _restored(context: BuildContext, article: Article, record: Record) -> _SeedFacts | None:
    """The facts in a record; None when it is malformed or lacks a value that is needed."""
    try:
        language, own, titles = noted(record)
        one = _SeedFacts(str(language), dict(own), dict(titles))
    except (ValueError, TypeError):
        return None
    if not all(isinstance(value, str) for value in (*one.own.values(), *one.titles.values())):
        return None
    lacking = [locale for locale in context.locales if _missing(context, article, one.own, locale)]
    return one if one.titles.keys() >= {*lacking} else None


def _missing(
    context: BuildContext, article: Article, own: Iterable[str], locale: str
) -> Sequence[str]:
    """The fields that have no value in the language yet."""
    values = context.frozen[locale]
    return [name for name in own if values.value(article.name, name) is None]


def _metadata(
    context: BuildContext, article: Article, files: dict[str, str] | None = None
) -> tuple[Document, str] | None:
    """An article without its body, and its language; None when it cannot be read."""
    try:
        stamp = stamp_of(article.path, context.begun)
        data = content_of(article.path)
        document = documents.read_metadata(data, article.path, context.options)
        language = articlefiles.language(document, context.project.config)
    except L10nFlowError:
        return None  # building the article reports what is wrong with it
    if files is not None:
        files[context.project.named(article.path)] = seen(data, stamp)
    return document, language


def _own(document: Document, fields: Iterable[str]) -> dict[str, str]:
    """The article's own values in these fields."""
    front = document.front
    return {name: value for name in fields if front and (value := front.value(name))}


def _missing_seeds(
    context: BuildContext, article: Article, *, fields: Sequence[str]
) -> Done[_SeedFacts | None]:
    """Read the article and the catalogs of the languages that lack a value."""
    files: dict[str, str] = {}
    metadata = _metadata(context, article, files)
    if metadata is None:
        return Done(None, None)
    document, language = metadata
    own = _own(document, fields)
    targets = articlefiles.targets(article, document, language, context.project)
    titles = {locale: "" for locale in context.locales if locale not in targets}
    for locale in targets:
        if locale not in context.locales or not _missing(context, article, own, locale):
            continue
        path = context.project.catalog_path(article, locale)
        try:
            titles[locale] = _title(context, document, locale, path, context.read(path, files))
        except L10nFlowError:
            continue  # building the edition reports what is wrong with its catalog
    known = _SeedFacts(language, own, titles)
    return Done(known, packed(Record(files, (json.dumps(known),))))


def _seeds(
    context: BuildContext, article: Article, found: _SeedFacts, locale: str, title: str
) -> Iterable[Seed]:
    for name in _missing(context, article, found.own, locale) if title else ():
        value = slug(title, locale) if frozen.is_slug(name) else found.own[name]
        yield Seed(article.name, name, value)


def _title(
    context: BuildContext, document: Document, locale: str, path: Path, data: bytes | None
) -> str:
    """The title that a person translated; "" without one: a machine's title makes no address."""
    titles = [slot.segment.key for slot in document.slots if slot.segment.kind == "field: title"]
    if not titles or data is None:
        return ""
    entry = store.parse(data, path, locale).live.get(titles[0])
    min_state = max(context.rules[locale].min_state, State.TRANSLATED)
    return entry.target if entry is not None and entry.state >= min_state else ""


def _taken(
    context: BuildContext, fields: Sequence[str], known: Mapping[str, _SeedFacts]
) -> Mapping[str, set[str]]:
    """By language, the values that the articles written in it already use."""
    taken: dict[str, set[str]] = {}
    for article in context.by_path.values():
        found = known.get(article.name)
        if found is not None:
            taken.setdefault(found.language, set()).update(found.own.values())
        elif (metadata := _metadata(context, article)) is not None:
            document, language = metadata
            taken.setdefault(language, set()).update(_own(document, fields).values())
    return taken
