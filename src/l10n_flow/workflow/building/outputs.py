"""What kinds of output need beside a writer: places, one file for all languages, other files.

A new kind is a writer in `editions`, and a row here where a writer is not enough.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from l10n_flow.documents import DIALECTS
from l10n_flow.editions import objects, trees
from l10n_flow.editions.derived import as_yaml
from l10n_flow.errors import FileError, L10nFlowError, UsageError
from l10n_flow.files import bytes_of, replace_file
from l10n_flow.language import direction, language_tag, name_in
from l10n_flow.project import Article
from l10n_flow.workflow.building.bench import Job, Whole
from l10n_flow.workflow.building.places import Places
from l10n_flow.workflow.incremental.ledger import Product, Products, digest_of
from l10n_flow.workflow.words import own_words

__all__ = ["FILES", "PREPARED", "Common", "put"]


def _jekyll(job: Job) -> Job:
    """Permalinks are made of slugs, as the addresses of our own site are."""
    if job.bare:
        raise UsageError("Jekyll's pages are never bare", hint="leave out --bare")
    places = Places(job)

    def address(relative: str, locale: str) -> str:
        article = job.by_path.get(relative)
        return f"{locale}/{relative}" if article is None else places.page(article, locale)

    return _as(replace(job, write=partial(trees.jekyll, address=address)), "jekyll")


def _json(job: Job) -> Job:
    """One file has all languages, so all of them are built."""
    if job.bare:
        raise UsageError("JSON has no bare editions", hint="leave out --bare")
    if set(job.locales) != set(job.project.languages):
        raise UsageError("JSON has all languages of an article", hint="leave out --locale")

    def place(article: Article, locale: str) -> str:
        del locale
        return f"{article.name}.json"

    return replace(job, page=place, whole=Whole(objects.joined, objects.has))


def _hugo(job: Job) -> Job:
    if job.bare:
        raise UsageError("Hugo's editions are never bare", hint="leave out --bare")
    return _as(job, "hugo")


def _pelican(job: Job) -> Job:
    if job.bare:
        raise UsageError("Pelican's editions are never bare", hint="leave out --bare")
    return job


def _as(job: Job, dialect: str) -> Job:
    """Ids and marks as the generator reads them, where the configuration does not say how."""
    config, known = job.project.config, DIALECTS[dialect]
    rules = {}
    for locale, rule in job.rules.items():
        mark = config.policy(locale).mark or known.mark
        anchors = config.anchors or known.anchors
        rules[locale] = replace(rule, anchors=anchors, mark=mark, ids=known.ids)
    return replace(job, rules=rules)


PREPARED: Mapping[str, Callable[[Job], Job]] = {
    "hugo": _hugo,
    "jekyll": _jekyll,
    "pelican": _pelican,
    "json": _json,
}
"""What a kind of output makes of the work."""


def _languages(job: Job) -> Iterator[tuple[str, bytes]]:
    """Hugo's configuration of the languages, with the keys of Hugo 0.158 and newer."""
    rows: dict[str, object] = {}
    for weight, locale in enumerate(job.project.languages, 1):
        rows[locale.lower()] = {
            "contentDir": f"content/{locale}",
            "direction": direction(locale),
            "label": name_in(locale, locale),
            "locale": language_tag(locale),
            "title": own_words(job.project, locale).words.text(job.project.config.name),
            "weight": weight,
        }
    yield "languages.yaml", as_yaml(rows).encode()


FILES: Mapping[str, Callable[[Job], Iterator[tuple[str, bytes]]]] = {"hugo": _languages}
"""Files of a kind of output that belong to no article."""


@dataclass(frozen=True, slots=True)
class Common:
    """What became of the files that belong to no article."""

    products: Products
    written: int = 0
    failures: tuple[L10nFlowError, ...] = ()


def put(job: Job, files: Iterator[tuple[str, bytes]]) -> Common:
    """The files are in the output folder; one that holds the same already is not touched."""
    products: dict[str, Product] = {}
    failures: list[L10nFlowError] = []
    written = 0
    for place, data in files:
        try:
            if bytes_of(job.out / place) != data:
                if not job.dry_run:
                    replace_file(job.out / place, data, durable=False)
                written += 1
            products[place] = Product("", digest_of(data))
        except FileError as failure:
            failures.append(failure)
    return Common(products, written, tuple(failures))
