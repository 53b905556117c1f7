"""Texts that moved to another article: a split, a join, a paragraph that was cut and pasted.

A catalog has the texts of one article. When a text moves to another article, one catalog keeps its
translation as obsolete and the other has nothing, though the words and their review are still
right. So when some articles of a run lose texts and others gain the same ones, their translations
are copied. Nothing is taken away.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from l10n_flow.catalogs import store
from l10n_flow.errors import L10nFlowError
from l10n_flow.files.reading import bytes_of, is_file
from l10n_flow.files.writing import delete_file
from l10n_flow.model import Catalog, Entry, Key, State, digest
from l10n_flow.project import Article, Project
from l10n_flow.workflow.renames import ALIKE, contained, texts_of, together


@dataclass(frozen=True, slots=True)
class Passed:
    """Texts of one article whose translations are now in another article, too."""

    old: str
    new: str
    texts: int
    """How many texts, each counted once for all languages."""
    locales: tuple[str, ...]
    is_joined: bool = False
    """Whether the old article is gone, and its catalogs have become part of the new one's."""


@dataclass(frozen=True, slots=True)
class Regrouped:
    """The result of `regrouped`."""

    passed: tuple[Passed, ...] = ()
    filled: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """By article and language, how many entries got a translation of another article."""
    failures: tuple[L10nFlowError, ...] = ()


def regrouped(
    project: Project,
    gained: Mapping[str, Sequence[str]],
    lost: Mapping[str, Sequence[str]],
    left: Mapping[str, Sequence[str]],
) -> Regrouped:
    """Copy the translations of texts that moved from one article to another.

    All arguments are names with languages: `gained` are the articles that have new texts since this
    run, `lost` those in which translations became obsolete, `left` the catalogs without an article.
    A new text gets the translation that an equal text had there, with its state: what was reviewed
    stays reviewed, because a review is of words and a text (`Entry.state`). If three quarters of an
    article that is gone (`renames.ALIKE`, by length) are in one other article, its catalogs become
    part of that article's, and the rest of their entries is obsolete. A catalog that cannot be read
    or written is among the failures, and stays as it is.
    """
    filled: dict[tuple[str, str], int] = {}
    moved: dict[tuple[str, str], dict[str, set[Key]]] = defaultdict(dict)
    failures: list[L10nFlowError] = []
    for locale in project.languages:
        takers = [name for name in sorted(gained) if locale in gained[name]]
        sources = {name: False for name in lost if locale in lost[name]}
        sources |= {name: True for name in left if locale in left[name]}
        offers = _offers(project, locale, sources) if takers else {}
        for taker in takers if offers else ():
            try:
                taken = _fill(project, taker, locale, offers)
            except L10nFlowError as failure:
                failures.append(failure)
                continue
            for giver, keys in taken.items():
                filled[taker, locale] = filled.get((taker, locale), 0) + len(keys)
                moved[giver, taker][locale] = keys
    passed = []
    for (giver, taker), by_locale in sorted(moved.items()):
        is_joined = giver in left and _joined(project, giver, taker, left[giver], failures)
        count = len(frozenset[Key]().union(*by_locale.values()))
        passed.append(Passed(giver, taker, count, tuple(by_locale), is_joined))
    return Regrouped(tuple(passed), filled, tuple(failures))


def _offers(
    project: Project, locale: str, sources: Mapping[str, bool]
) -> dict[Key, tuple[str, Entry]]:
    """By text, the best translation that its article no longer uses, and the article's name.

    `sources` says of each name whether its article is gone, so that none of its entries is used.
    """
    offers: dict[Key, tuple[str, Entry]] = {}
    for name in sorted(sources):
        try:
            _, catalog = _read(project, name, locale)
        except L10nFlowError:
            continue  # sync and status report it
        for entry in catalog.entries:
            if not entry.target or not (entry.obsolete or sources[name]):
                continue
            if entry.key not in offers or entry.state > offers[entry.key][1].state:
                offers[entry.key] = name, entry
    return offers


def _fill(
    project: Project, taker: str, locale: str, offers: Mapping[Key, tuple[str, Entry]]
) -> dict[str, set[Key]]:
    """Write the offered translations into a catalog; return the texts by the name of the giver."""
    before, catalog = _read(project, taker, locale)
    taken: dict[str, set[Key]] = defaultdict(set)
    entries = []
    for entry in catalog.entries:
        giver, offer = offers.get(entry.key, ("", entry))
        if giver and giver != taker and not entry.obsolete and _lacks(entry, offer):
            entries.append(replace(offer, notes=entry.notes, obsolete=False))
            taken[giver].add(entry.key)
        else:
            entries.append(entry)
    if taken:
        _write(project, taker, replace(catalog, entries=tuple(entries)), before)
    return taken


def _lacks(entry: Entry, offer: Entry) -> bool:
    """Whether an entry has no words, or only those of a similar text, which are kept elsewhere."""
    if not entry.target:
        return True
    origin = entry.origin
    is_similar = origin is not None and origin.kind == "fuzzy"
    is_untouched = origin is not None and origin.machine == digest(entry.target)
    return entry.fuzzy and is_similar and is_untouched and offer.state >= State.TRANSLATED


def _joined(
    project: Project,
    giver: str,
    taker: str,
    locales: Sequence[str],
    failures: list[L10nFlowError],
) -> bool:
    """Let the catalogs of an article that is gone become part of another's, if most texts did."""
    theirs = texts_of(project, giver, locales)
    if contained(theirs, texts_of(project, taker, project.languages)) < ALIKE:
        return False
    now = _article(project, taker)
    if not all(is_file(project.catalog_path(now, locale)) for locale in locales):
        return False
    try:
        for locale in locales:
            held, catalog = _read(project, giver, locale)
            before, own = _read(project, taker, locale)
            _write(project, taker, together(own, catalog), before)
            path = project.catalog_path(_article(project, giver), locale)
            delete_file(path, if_holds=held.__eq__, below=project.catalogs)
        template = project.template_path(_article(project, giver))
        delete_file(template, if_holds=None, below=project.catalogs)
    except L10nFlowError as failure:
        failures.append(failure)
        return False
    return True


def _article(project: Project, name: str) -> Article:
    return Article(name, project.top, name)


def _read(project: Project, name: str, locale: str) -> tuple[bytes, Catalog]:
    """A catalog's bytes and entries; no entries if there is none."""
    path = project.catalog_path(_article(project, name), locale)
    data = bytes_of(path)
    return (b"", Catalog(locale)) if data is None else (data, store.parse(data, path, locale))


def _write(project: Project, name: str, catalog: Catalog, before: bytes) -> None:
    path = project.catalog_path(_article(project, name), catalog.locale)
    data = store.encoded(catalog, path)
    store.save_bytes(data, path, locks=project.locks, expected=before)
