"""A site of all editions: the context of its pages, and the pages that list the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import cast

from l10n_flow import extras
from l10n_flow.config.settings import Website
from l10n_flow.editions.taxonomy import TaxonomyLabels
from l10n_flow.errors import ConfigError, FileError, L10nFlowError, Place, UsageError
from l10n_flow.files.reading import bytes_of, content_of, stamp_of
from l10n_flow.files.writing import replace_file
from l10n_flow.language.tags import direction, language_tag, name_in
from l10n_flow.project import Article, Project, folded
from l10n_flow.site import articlepage, feeds, listpages, search
from l10n_flow.site.addresses import ASSETS, home_place
from l10n_flow.site.articlepage import UNDATED, UNLABELLED
from l10n_flow.site.cards import Card, card_of
from l10n_flow.site.pageframe import Section, Site
from l10n_flow.site.theme import Theme, own_files
from l10n_flow.words import messages, shipped
from l10n_flow.workflow.building.context import BuildContext, refuse_other_pages
from l10n_flow.workflow.building.outputs import Common
from l10n_flow.workflow.building.places import Places
from l10n_flow.workflow.incremental.ledger import COMMON, Ledger, Product, digest_of
from l10n_flow.workflow.words import own_words

SECTIONS = 7
"""The number of categories in the masthead if none is configured: the first of the taxonomy."""


def prepared(context: BuildContext) -> BuildContext:
    """The context as a site needs it: with places for pages, and a writer of pages.

    Raises `UsageError` when a library is missing, and `ConfigError` for a section that the taxonomy
    does not have, or for words or templates that are no text.
    """
    if extras.missing("site"):
        what, hint = extras.lacking("A site", "site")
        raise UsageError(what, hint=hint)
    site, identity = _site(context)
    places = Places(context)
    write = partial(articlepage.write, site)
    return replace(context, page=places.page, write=write, identity=identity, site=site)


def _site(context: BuildContext) -> tuple[Site, tuple[object, ...]]:
    """The site that the configuration describes, and the identity of its theme and words."""
    project = context.project
    config = project.config
    wanted = config.site
    theme, identity = _theme(project, wanted)
    fields: dict[str, tuple[str, ...]] = {}
    for name, part in config.taxonomy.fields.items():
        fields[part] = (*fields.get(part, ()), name)
    site = Site(
        config.name,
        config.languages,
        theme,
        wanted.page_size,
        search.is_there(),
        wanted.url,
        wanted.raw_html,
        {**wanted.shortcodes},
        _sections(context.taxonomy, wanted, config.languages),
        fields,
        config.names,
        wanted.taglines,
        {locale: config.policy(locale).dates for locale in config.languages},
        _people(context.taxonomy, config.languages),
    )
    return site, (*identity, site.has_search, site.people)


_NO_PEOPLE = ("categories", "tags")


def _people(taxonomy: TaxonomyLabels, languages: Iterable[str]) -> Mapping[str, Mapping[str, str]]:
    """The people of the taxonomy, by each of their names: reviewers are shown by these, too."""
    found: dict[str, dict[str, str]] = {}
    for part, ids in taxonomy.parts.items():
        if part in _NO_PEOPLE:
            continue
        for id_, names in ids.items():
            labels = {}
            for locale in languages:
                try:
                    labels[locale] = taxonomy.label(part, id_, locale)
                except ConfigError:
                    continue  # reported where the id is shown
            found.update(dict.fromkeys(names.values(), labels))
    return found


def _sections(
    taxonomy: TaxonomyLabels, wanted: Website, languages: Iterable[str]
) -> tuple[Section, ...]:
    known = taxonomy.parts.get("categories", {})
    ids = wanted.sections or tuple(known)[:SECTIONS]
    found = []
    for id_ in ids:
        labels = {}
        for locale in languages:
            try:
                labels[locale] = taxonomy.label("categories", id_, locale)
            except ConfigError:
                if wanted.sections:
                    raise
        found.append(Section(id_, labels))
    return tuple(found)


def _theme(project: Project, wanted: Website) -> tuple[Theme, tuple[object, ...]]:
    """The project's theme on top of ours, with the words of every language."""
    ours = own_files()
    templates, assets, places = dict(ours[0]), dict(ours[1]), dict(ours[2])
    folder = project.root / wanted.theme
    own: dict[str, str] = {}
    for name, data in _files(folder):
        own[name] = digest_of(data)
        if name.endswith(".html"):
            places[name] = folder / name
            try:
                templates[name] = data.decode()
            except UnicodeDecodeError as error:
                raise ConfigError("the template is not UTF-8", Place(folder / name)) from error
        else:
            assets[name] = data
    words, furniture = {}, {}
    known = messages()
    for locale in project.config.languages:
        words[locale] = own_words(project, locale).words.before(shipped(locale))
        is_english = language_tag(locale).partition("-")[0] == "en"
        has_words = is_english or any(map(words[locale].has, known))
        furniture[locale] = locale if has_words else "en"
    theme = Theme(templates, assets, places, words, furniture)
    return theme, (sorted(own.items()), [repr(words[one]) for one in sorted(words)])


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the project's theme by their path in it, without hidden ones."""
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not any(part.startswith(".") for part in name.split("/")):
            yield name, content_of(path)


# Where pages are


def clashes(
    context: BuildContext, todo: Sequence[Article], ledger: Ledger
) -> Mapping[str, L10nFlowError]:
    """By article, why it gets no page: another page is at its address."""
    owners: dict[str, str] = {}
    names = {article.name for article in todo}
    for name, found in ledger.owners() if todo else ():
        if name != COMMON and name not in names:
            owners |= {folded(place): name for place, product in found.items() if product.card}
    found_clashes: dict[str, L10nFlowError] = {}
    for article in todo:
        places = [context.product(article, locale, "") for locale in context.project.languages]
        for place in places:
            other = owners.get(folded(place))
            if _is_reserved(place):
                what = f"its page would be {place}, where a list of articles is"
            elif other is not None:
                what = f"its page would be {place}, which is that of {other}"
            else:
                continue
            hint = "give the article another slug in its front matter"
            found_clashes[article.name] = ConfigError(what, Place(article.path), hint=hint)
            break
        else:
            owners |= {folded(place): article.name for place in places}
    return found_clashes


def _is_reserved(place: str) -> bool:
    locale, _, rest = place.partition("/")
    return (
        place == home_place(locale)
        or rest == "404.html"
        or (rest == "search.html" and search.is_there())
        or rest.startswith("category/")
        or (rest.startswith("page-") and rest[5:-5].isdecimal())
    )


# The files of the whole site


def publish(context: BuildContext, ledger: Ledger, mark: str) -> Common:
    """Write the pages, feeds and files that belong to the whole site.

    Only files that depend on a change are made again, and only files whose bytes change are
    written. Of the others, only those without a valid stamp (`stamp_of`) are read. A file that
    cannot be made stays as it was.
    """
    site = cast("Site", context.site)
    before = ledger.products(COMMON)
    cards = _cards(context, ledger)
    products: dict[str, Product] = {}
    failures: list[L10nFlowError] = []
    written = 0
    searching: list[listpages.Made] = []
    try:
        searching += _search(context, site, ledger, mark)
    except FileError as failure:
        failures.append(failure)
        products |= {n: one for n, one in before.items() if n.startswith(f"{search.FOLDER}/")}
    for made in (*_made(site, cards), *searching):
        key = digest_of(repr((mark, made.depends)).encode("utf-8", "surrogatepass"))
        old = before.get(made.place)
        made_of, _, known = old.card.partition(" ") if old is not None else ("", "", "")
        path = context.out / made.place
        try:
            stamp = stamp_of(path, context.begun)
            if old is not None and made_of == key and stamp and stamp == known:
                products[made.place] = old
                continue
            held = bytes_of(path)
            if old is not None and made_of == key and digest_of(held or b"") == old.digest:
                products[made.place] = old._replace(card=f"{key} {stamp}".rstrip())
                continue
            data = made.make()
            if held != data:
                if held is not None:
                    refuse_other_pages(held, path, old.digest if old else None)
                if not context.dry_run:
                    replace_file(path, data, durable=False)
                written += 1
                stamp = ""
            products[made.place] = Product(made.locale, digest_of(data), f"{key} {stamp}".rstrip())
        except (ConfigError, FileError) as failure:
            failures.append(failure)
            if old is not None:
                products[made.place] = old
    distinct = {(failure.what, failure.where): failure for failure in failures}
    return Common(products, written, tuple(distinct.values()))


def _cards(context: BuildContext, ledger: Ledger) -> Mapping[str, Sequence[Card]]:
    """The cards of all existing article pages, by language, the newest first."""
    found: dict[str, list[Card]] = {locale: [] for locale in context.project.languages}
    for name, products in ledger.owners():
        if name == COMMON:
            continue
        for product in products.values():
            card = card_of(product.card) if product.card else None
            if card is not None and card.locale in found:
                found[card.locale].append(card)
    return {locale: listpages.by_date(cards) for locale, cards in found.items()}


def _made(site: Site, cards: Mapping[str, Sequence[Card]]) -> Iterator[listpages.Made]:
    """Yield every file of the whole site."""
    yield from listpages.root_pages(site)
    yield from listpages.lists(site, cards)
    if site.url:
        yield from feeds.feeds(site, cards)
        yield from feeds.site_map(site, cards)
    for name, data in site.theme.assets.items():
        yield listpages.Made(f"{ASSETS}/{name}", "", (digest_of(data),), partial(bytes, data))


def _search(
    context: BuildContext, site: Site, ledger: Ledger, mark: str
) -> Iterator[listpages.Made]:
    """Yield the files for search. An index is made again when one of its pages has changed."""
    if not site.has_search:
        return
    yield from search.pages(site)
    known = sorted(
        (place, product.digest)
        for name, products in ledger.owners()
        if name != COMMON
        for place, product in products.items()
        if product.card
    )
    depends = ("index", known)
    key = digest_of(repr((mark, depends)).encode("utf-8", "surrogatepass"))
    index = search.SearchIndex(context.out, [place for place, _ in known])
    names = [
        place
        for place, product in ledger.products(COMMON).items()
        if place.startswith(f"{search.FOLDER}/") and product.card.partition(" ")[0] == key
    ]
    for name in names or index.files:
        yield listpages.Made(name, "", depends, partial(_indexed, index, name))


def _indexed(index: search.SearchIndex, name: str) -> bytes:
    return index.files[name]


def gathered(notes: Sequence[str]) -> Iterator[str]:
    """Yield the notes, and at the end one sentence for all articles that have the same note.

    >>> list(gathered(["a.md:1: odd", f"b.md:1: {UNDATED}", f"c.md:1: {UNDATED}"]))
    ['a.md:1: odd', '2 articles have no date, so lists show them last: b.md, c.md']
    >>> list(gathered([f"a.md:1: {UNDATED}"]))
    ['a.md:1: there is no date, so lists show the article last']
    """
    alike: dict[str, list[str]] = {what: [] for what in _OF_MANY}
    for note in notes:
        place, _, what = note.partition(": ")
        if what in alike:
            alike[what].append(place)
        else:
            yield note
    for what, places in alike.items():
        if len(places) == 1:
            yield f"{places[0]}: {what}"
        elif places:
            names = [place.rpartition(":")[0] for place in places]
            more = f" and {len(names) - FIRST} more" if len(names) > FIRST else ""
            yield f"{len(names)} articles {_OF_MANY[what]}: {', '.join(names[:FIRST])}{more}"


_OF_MANY: Mapping[str, str] = {
    UNDATED: "have no date, so lists show them last",
    UNLABELLED: "have categories without labels in the taxonomy, so every language shows their ids",
}
FIRST = 3
"""The maximum number of articles that a sentence about many of them names."""


def record_page(context: BuildContext, editions: Sequence[Mapping[str, object]]) -> bytes:
    """The review record as a page, in the language of the project."""
    site = cast("Site", context.site)
    locale = site.languages[0]
    rows = [{**one, "language": name_in(str(one["locale"]), locale)} for one in editions]
    html = site.theme.render(
        "record.html",
        locale,
        lang=language_tag(locale),
        dir=direction(locale),
        site=site.about(locale),
        editions=rows,
    )
    return html.encode()
