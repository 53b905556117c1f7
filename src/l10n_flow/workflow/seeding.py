"""Values that are seeded once: the slugs of editions, made from their translated titles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from l10n_flow import documents
from l10n_flow.catalogs import store
from l10n_flow.documents import Document
from l10n_flow.editions import frozen
from l10n_flow.editions.frozen import Frozen, Seed
from l10n_flow.errors import L10nFlowError
from l10n_flow.files import bytes_of, content_of, is_there, locked, replace_file
from l10n_flow.language import slug
from l10n_flow.model import State
from l10n_flow.project import Article
from l10n_flow.workflow import reading
from l10n_flow.workflow.bench import Job

__all__ = ["freeze", "seeded"]


def seeded(job: Job, articles: Sequence[Article]) -> Job:
    """The job with a slug for every edition of the articles whose title is translated.

    What is frozen already stays. A slug is the only one of its kind in its language, whichever
    articles are built.
    """
    fields = [name for name, mode in job.project.config.fields.items() if mode == "copy-once"]
    if not fields:
        return job
    seeds: dict[str, list[Seed]] = {}
    for article in articles:
        found = _metadata(job, article)
        if found is None:
            continue
        for locale in reading.targets(article, found.document, found.language, job.project):
            seeds.setdefault(locale, []).extend(_seeds(job, article, found, locale, fields))
    wanted = {locale: found for locale, found in seeds.items() if found}
    taken = _taken(job, fields) if wanted else {}
    values = {
        locale: frozen.seed_all(job.frozen[locale], found, taken=taken.get(locale, frozenset()))
        for locale, found in wanted.items()
    }
    return replace(job, frozen={**job.frozen, **values}) if values else job


def freeze(job: Job, before: Mapping[str, Frozen]) -> None:
    """Values that were seeded since are kept in their files, if their edition is published.

    An edition that nobody has seen has no address yet: its title may still become a better one.
    """
    known = {article.name: article for article in job.articles.values()}
    for locale, values in job.frozen.items():
        if values is before[locale]:
            continue
        old = before[locale].articles
        seeds = [
            Seed(name, field, value)
            for name, found in values.articles.items()
            if name in old or is_there(job.edition_path(known[name], locale))
            for field, value in found.items()
            if field not in old.get(name, {})
        ]
        if seeds:
            _add(job, locale, seeds)


def _add(job: Job, locale: str, seeds: Sequence[Seed]) -> None:
    """The file has these values too, whatever somebody else has added to it meanwhile."""
    path = job.project.frozen_path(locale)
    with locked(path, job.project.locks):
        held = bytes_of(path)
        now = frozen.load(path)
        values = frozen.seed_all(now, seeds)
        if values is not now:
            data = frozen.dump(values).encode("utf-8", "surrogatepass")
            replace_file(path, data, expected=held)


@dataclass(frozen=True, slots=True)
class _Metadata:
    """What an article says about itself."""

    document: Document
    language: str

    def own(self, fields: Iterable[str]) -> dict[str, str]:
        """What the article itself has in these fields."""
        front = self.document.front
        return {name: value for name in fields if front and (value := front.value(name))}


def _metadata(job: Job, article: Article) -> _Metadata | None:
    """An article without its body; None when it cannot be read or has no front matter."""
    try:
        data = content_of(article.path)
        document = documents.read_metadata(data, article.path, job.options)
        language = reading.language(document, job.project.config)
    except L10nFlowError:
        return None  # building the article says what is wrong with it
    return _Metadata(document, language) if document.front is not None else None


def _seeds(
    job: Job, article: Article, found: _Metadata, locale: str, fields: Iterable[str]
) -> Iterable[Seed]:
    own = found.own(fields)
    missing = [name for name in own if job.frozen[locale].value(article.name, name) is None]
    if not missing or locale not in job.locales:
        return
    try:
        title = _title(job, article, found.document, locale)
    except L10nFlowError:
        return  # building the edition says what is wrong with its catalog
    for name in missing if title else ():
        value = slug(title, locale) if name.rpartition(".")[2] == "slug" else own[name]
        yield Seed(article.name, name, value)


def _title(job: Job, article: Article, document: Document, locale: str) -> str:
    """The title that a person translated; "" while there is none: a machine names no address."""
    titles = [slot.segment.key for slot in document.slots if slot.segment.kind == "field: title"]
    path = job.project.catalog_path(article, locale)
    if not titles or not is_there(path):
        return ""
    entry = store.load(path, locale).live.get(titles[0])
    least = max(job.rules[locale].least, State.TRANSLATED)
    return entry.target if entry is not None and entry.state >= least else ""


def _taken(job: Job, fields: Sequence[str]) -> Mapping[str, set[str]]:
    """By language, the values that articles written in it have themselves."""
    taken: dict[str, set[str]] = {}
    for article in job.articles.values():
        found = _metadata(job, article)
        if found is not None:
            taken.setdefault(found.language, set()).update(found.own(fields).values())
    return taken
