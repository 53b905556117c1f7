"""What building an article needs to know: the build, the article, its version in each language."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Literal, NamedTuple

from l10n_flow import documents
from l10n_flow.catalogs import store
from l10n_flow.documents import Document
from l10n_flow.editions import EditionWords, Rules, Writer, select
from l10n_flow.editions.edition import Progress
from l10n_flow.editions.frozen import Frozen
from l10n_flow.editions.taxonomy import TaxonomyLabels, labels
from l10n_flow.errors import FileError, L10nFlowError, Place
from l10n_flow.files.reading import bytes_of, stamp_of
from l10n_flow.files.writing import replace_file
from l10n_flow.lookup import Articles
from l10n_flow.model import Entry, Key
from l10n_flow.project import Article
from l10n_flow.words import Words
from l10n_flow.workflow import articlefiles
from l10n_flow.workflow.incremental.ledger import Product, digest_of, seen
from l10n_flow.workflow.incremental.runner import Scope

if TYPE_CHECKING:
    from l10n_flow.site.pageframe import Site

Outcome = Literal["written", "current", "kept", "lost", "hidden", "empty", "failed"]
"""The outcome of an edition: `written`, new bytes; `current`, the same bytes as before; `kept`,
below the threshold, the last edition stays if there is one; `lost`, all its translations are gone,
the last one stays; `hidden`, something is untranslated, there is none; `empty`, nothing is
translated, there is none; `failed`, not built, the last one stays if there is one."""


class LinkedArticle(NamedTuple):
    """Where readers find an article that another one links to."""

    language: str
    """The language that it is written in; "" when it cannot be read."""
    locales: frozenset[str]
    """The languages in which it has an edition."""
    files: Mapping[str, str]
    """The files that this depends on, as `seen`."""


class JoinedFile(NamedTuple):
    """One file of all languages of an article."""

    joined: Callable[[str, str, Mapping[str, bytes], bytes | None, Collection[str]], bytes]
    """Makes the file of an article from its name, its language, its editions, the former bytes of
    the file, and the languages whose former content stays."""
    has: Callable[[bytes, str], bool]
    """Whether the former bytes of a file contain an edition in a language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildContext(Scope):
    """What building an article needs to know."""

    out: Path
    """The folder that has a folder for each language."""
    to: str
    write: Writer
    """What writes an edition."""
    bare: bool
    by_path: Articles
    """Every article of the project by its path in the content folder."""
    are_all: bool = False
    """Whether the scope has all articles, and no other file may be one."""
    rules: Mapping[str, Rules]
    """How each language of the project is published."""
    taxonomy: TaxonomyLabels
    frozen: Mapping[str, Frozen]
    words: Mapping[str, Words]
    """By language, the words of notices, and of pages if the output has pages."""
    found: dict[str, LinkedArticle] = field(default_factory=dict, compare=False)
    """What is known of the articles that links lead to; every process has its own."""

    written: Mapping[str, str] = field(default_factory=dict)
    """The digests of the files that earlier builds have put into the output folder."""
    is_placed: bool
    """Whether configured patterns place the editions; `out` is then the project's root."""
    suffix: str
    """The suffix of the output's files; "" for the article's own."""
    page: Callable[[Article, str], str] | None = None
    """Where an article's page in a language is, for an output of pages."""
    whole: JoinedFile | None = None
    """What makes one file of all languages of an article; None when each language has its own."""
    identity: tuple[object, ...] = ()
    """What all editions depend on beside these: the theme of a site."""
    site: Site | None = None
    """The site, for an output of pages."""

    def sent(self) -> BuildContext:
        """The context as it is sent to workers, without what it has found out so far."""
        return replace(Scope.sent(self), found={})

    def rules_for(self, document: Document, locale: str) -> Rules:
        """How an article is published in a language: a file of another dialect by that dialect."""
        rules, dialect = self.rules[locale], document.options.dialect
        if dialect is self.options.dialect:
            return rules
        config = self.project.config
        return replace(
            rules,
            anchors=config.anchors or dialect.anchors,
            mark=config.policy(locale).mark or dialect.mark,
            ids=dialect.ids,
            front_matter=dialect.front_matter,
        )

    def product(self, article: Article, locale: str, source: str) -> str:
        """Where an article's edition in a language is, relative to `out`; `source` is its language.

        Among placed editions, an article in the project's language is its own edition.
        """
        if self.page is not None:
            return self.page(article, locale)
        if not self.is_placed:
            name = article.name + self.suffix if self.suffix else article.relative
            return f"{locale}/{name}"
        if self.is_in_place(locale, source):
            return self.project.relative(article.path).as_posix()
        return self.project.place(article, locale, self.to)

    def is_in_place(self, locale: str, source: str) -> bool:
        """Whether the article itself is the edition, so that none is written."""
        return self.is_placed and locale == source == self.project.config.source

    def edition_path(self, article: Article, locale: str) -> Path:
        """Where an article's edition in another language than its own is."""
        return self.out / self.product(article, locale, "")


@dataclass(slots=True)
class ArticleWork:
    """The work on one article."""

    context: BuildContext
    article: Article
    document: Document
    source: str
    """The language that the article is written in."""
    files: dict[str, str] = field(default_factory=dict)
    """Every file that the work depends on or has written, as `seen`, for the ledger."""
    products: dict[str, Product] = field(default_factory=dict)
    """The files that this work has put into the output folder, by their path in it."""
    notes: dict[str, None] = field(default_factory=dict)
    """Warnings for the author, each once."""
    findings: list[L10nFlowError] = field(default_factory=list)
    failures: list[L10nFlowError] = field(default_factory=list)

    def name(self, path: Path) -> str:
        """A file's name in the ledger."""
        return self.context.project.named(path)

    def read(self, path: Path) -> bytes | None:
        """The bytes of a file; None when there is no such file. The ledger records it.

        Raises `FileError` when it cannot be read.
        """
        return self.context.read(path, self.files)

    def put(self, locale: str, product: str, data: bytes, card: str = "") -> Outcome:
        """Write the bytes to a file of the output folder, unless it already has the same bytes.

        Raises `FileError` when it cannot be written.
        """
        path = self.context.out / product
        self.products[product] = Product(locale, digest_of(data), card)
        stamp, held = stamp_of(path, self.context.begun), bytes_of(path)
        if held == data:
            self.files[self.name(path)] = seen(data, stamp)
            return "current"
        if self.context.is_placed:
            self._refuse_others(product, path, held)
        elif held is not None and self.context.page is not None:
            refuse_other_pages(held, path, self.context.written.get(product))
        if not self.context.dry_run:
            replace_file(path, data, durable=False)
        self.files[self.name(path)] = digest_of(data)
        return "written"

    def _refuse_others(self, product: str, path: Path, held: bytes | None) -> None:
        """Raise `FileError` for an existing file that l10n-flow did not write."""
        project = self.context.project
        roots = tuple(project.config.roots)
        if PurePosixPath(product).is_relative_to(project.config.catalogs):
            raise FileError("an edition would be written among the catalogs", Place(path))
        if product.startswith(tuple(f"{root}/" for root in roots)) and not project.is_edition(
            product
        ):
            hint = "give 'output' a pattern that leads elsewhere"
            raise FileError(
                "an edition would be written among the articles", Place(path), hint=hint
            )
        if held is None:
            return
        digest = self.context.written.get(product)
        is_ours = digest_of(held) == digest if digest else _has_our_mark(held)
        if not is_ours:
            what = "it was edited since it was built" if digest else "l10n-flow did not write it"
            hint = "move or delete it, and build again"
            raise FileError(f"not overwritten: {what}", Place(path), hint=hint)


def refuse_other_pages(held: bytes, path: Path, digest: str | None) -> None:
    """Raise `FileError` for an existing page that l10n-flow did not write.

    `digest` is of what an earlier build wrote there. A new clone has no such record, but a page
    names the program that made it.
    """
    if (
        path.suffix not in (".html", ".json")
        or digest_of(held) == digest
        or b"l10n-flow" in held[:2000]
    ):
        return
    hint = "move or delete it, and build again"
    raise FileError("not overwritten: l10n-flow did not write it", Place(path), hint=hint)


_REVISION = re.compile(rb"^  revision: \S+$", re.MULTILINE)


def _has_our_mark(held: bytes) -> bool:
    """Whether a file is marked as an edition: a new clone has no record of earlier builds."""
    head = held.partition(b"\n---")[0]
    return b"\ntranslation:" in head and _REVISION.search(head) is not None


# The article's versions, and which of them may be published


NOTHING = EditionWords({}, Progress(0))
"""The selection of a version that was not judged yet."""


@dataclass(slots=True)
class Version:
    """An article in one language, on its way to an edition."""

    locale: str
    entries: Mapping[Key, Entry] = field(default_factory=dict)
    selection: EditionWords = NOTHING
    labels: Mapping[str, str | list[str]] = field(default_factory=dict)
    refused: frozenset[Key] = frozenset()
    """Translations that cannot be used: they count as missing."""
    outcome: Outcome | None = None
    """None while the edition has still to be written."""
    is_unfinished: bool = False
    """Whether missing translations are the reason for the outcome."""
    is_read: bool = True
    """Whether its catalog and labels could be read; how much is translated is unknown otherwise."""


def versions(work: ArticleWork) -> dict[str, Version]:
    """The article in every language of the project, each with the decision of its policy.

    A language whose catalog cannot be read, or that has no label for one of the article's ids, has
    failed; the reason is among the failures of the work when the context has the language.
    """
    found = {}
    targets = articlefiles.targets(work.article, work.document, work.source, work.context.project)
    for locale in work.context.project.languages:
        if locale != work.source and locale not in targets:
            continue
        version = Version(locale)
        try:
            version.entries = {} if locale == work.source else _entries(work, locale)
            version.labels = _labels(work, locale)
        except L10nFlowError as failure:
            version.selection = _selection(work, locale, {}, frozenset())
            version.outcome, version.is_read = "failed", False
            if locale in work.context.locales:
                work.failures.append(failure)
        else:
            judge(work, version)
        found[locale] = version
    return found


def judge(work: ArticleWork, version: Version, refused: frozenset[Key] = frozenset()) -> None:
    """Set the version's selection and outcome by its policy and its translations."""
    version.refused |= refused
    locale = version.locale
    version.selection = _selection(work, locale, version.entries, version.refused)
    rules = work.context.rules[locale]
    progress = version.selection.progress
    is_whole = locale == work.source or progress.translated == progress.segments
    version.is_unfinished = not is_whole and rules.untranslated in ("hide-article", "fail")
    if version.is_unfinished:
        version.outcome = "hidden" if rules.untranslated == "hide-article" else "failed"
    elif locale == work.source:
        version.outcome = None
    elif progress.is_empty and hides_empty(rules) and not _is_menu(work):
        version.outcome = "lost" if _was_translated(work, locale) else "empty"
    else:
        version.outcome = "kept" if version.selection.percent < rules.threshold else None


def hides_empty(rules: Rules) -> bool:
    """Whether an article has no edition as long as nothing of it is translated."""
    return rules.empty == "hide" or rules.untranslated == "omit"


def _is_menu(work: ArticleWork) -> bool:
    """Whether the site needs the article in every language: a book's table of contents."""
    return work.article.relative in work.context.options.dialect.menus


def _was_translated(work: ArticleWork, locale: str) -> bool:
    """Whether the last edition showed a translation: then it is better than no edition."""
    path = work.context.edition_path(work.article, locale)
    try:
        data = work.read(path)
        if data is None:
            return False
        if work.context.whole is not None:
            return work.context.whole.has(data, locale)
        front = documents.read_metadata(data, path, work.context.options).front
    except L10nFlowError:
        return True
    if front is None or work.context.bare:
        return data != work.document.text
    return front.value("translation.status") != "untranslated"


def may_change(work: ArticleWork, version: Version) -> bool:
    """Whether writing the version may show that it cannot be published after all."""
    rules = work.context.rules[version.locale]
    is_strict = rules.untranslated in ("hide-article", "fail") or rules.threshold > 0
    is_strict = is_strict or hides_empty(rules)
    return is_strict and version.outcome is None and version.locale != work.source


def is_there(work: ArticleWork, version: Version) -> bool:
    """Whether readers find an edition: this build's, or one that stays."""
    if version.outcome in ("kept", "lost", "failed"):
        path = work.context.edition_path(work.article, version.locale)
        try:
            data = work.read(path)
            whole = work.context.whole
            return data is not None and (whole is None or whole.has(data, version.locale))
        except L10nFlowError:
            return False
    return version.outcome not in ("hidden", "empty")


def _entries(work: ArticleWork, locale: str) -> Mapping[Key, Entry]:
    path = work.context.project.catalog_path(work.article, locale)
    data = work.read(path)
    if data is None:
        return {}
    return store.in_place(data, path, locale).live


def _selection(
    work: ArticleWork, locale: str, entries: Mapping[Key, Entry], refused: frozenset[Key]
) -> EditionWords:
    return select(work.document, entries, work.context.rules[locale].min_state, refused)


def _labels(work: ArticleWork, locale: str) -> Mapping[str, str | list[str]]:
    front, context = work.document.front, work.context
    if front is None or context.bare or not context.taxonomy.parts:
        return {}
    fields = context.project.config.taxonomy.fields
    path = context.project.relative(work.article.path)  # some messages hold the place as words
    return labels(
        front,
        context.taxonomy,
        fields,
        locale,
        lambda offset: work.document.place(offset, path),
    )


MAX_FOUND = 4000
"""The maximum number of articles whose places a process keeps in memory; 2 kB each."""


def note_found(work: ArticleWork, found: Mapping[str, Version]) -> LinkedArticle:
    """Remember where readers find the article, for the links that lead to it in this process.

    Only for a limited number: there may be a hundred thousand articles, and most links lead to
    near ones.
    """
    context = work.context
    there = frozenset([v.locale for v in found.values() if is_there(work, v)])
    noted = context.found[work.article.name] = LinkedArticle(work.source, there, dict(work.files))
    if len(context.found) > MAX_FOUND:
        del context.found[next(iter(context.found))]
    return noted
