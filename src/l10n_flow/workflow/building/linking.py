"""Adapt links to an edition's place, copy the files that it shows, and report dead fragments.

A `#fragment` names a heading by the id that the site's generator makes from its words, or an
element by the id that the author gave it. It is dead when the page has no such id: the author and
the translator get a warning. Ids that pages get from elsewhere (an included file, a footnote's own
ids) are not reported.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote

from l10n_flow import documents
from l10n_flow.documents import Document, Link, ParseOptions, splice
from l10n_flow.editions.anchors import HEADING_IDS, ids_of, rule_of
from l10n_flow.editions.links import relinked, target_path
from l10n_flow.errors import L10nFlowError
from l10n_flow.files.fences import is_hidden
from l10n_flow.model import Key
from l10n_flow.paths import way
from l10n_flow.project import Article
from l10n_flow.workflow.building.context import (
    ArticleWork,
    BuildContext,
    LinkedArticle,
    Version,
    hides_empty,
    note_found,
    versions,
)
from l10n_flow.workflow.incremental.ledger import ABSENT, PRESENT


@dataclass(frozen=True, slots=True)
class Linked:
    """An article with links for an edition."""

    document: Document
    files: tuple[str, ...] = ()
    """Files of the content folder, by their path in it, that must lie beside the edition."""


def linked(work: ArticleWork, locale: str) -> Linked:
    """The document with links that work from the place of its edition in a language.

    A link to another article leads to its edition in this language, or, if there is none, in its
    own. Only files of the content folder are copied: no link, no `..` and no symbolic link can
    publish a file from another folder.
    """
    document, place = work.document, work.article.relative
    files: dict[str, None] = {}

    def resolve(path: str, link: Link) -> str | None:
        other = _article_at(work.context, path)
        if other is not None:
            return _to_article(work, other, path, locale)
        source = work.context.project.content / path
        if not os.path.isfile(source):  # noqa: PTH113  False for invalid names
            _note_missing(work, path, link)
            return None
        if not _is_content(work, path):
            return _to_project_file(work, source, locale, link)
        if _beside(work, locale, path) is None:
            return _unless_same(work, path, _way(work, locale, _from_out(work, path)))
        files[path] = None
        return None

    for one in document.front.fields if document.front else ():
        path = target_path(one.value, place)
        if (
            path is not None
            and posixpath.splitext(path)[1]
            and _article_at(work.context, path) is None
        ):
            _see(work, path, files)  # an image that a page's template shows
    splices = relinked(document, place, resolve)
    if splices:
        text = splice(document.text, splices)
        document = documents.read(text, work.article.path, work.context.options)
    return Linked(document, tuple(files))


def _article_at(context: BuildContext, path: str) -> Article | None:
    """The article at a path of the content folder, as the file system compares names."""
    exact = context.by_path.get(path)
    if exact is not None or "\0" in path:
        return exact
    other = context.by_path.spelled(path)
    try:
        is_one = other is not None and other.path.samefile(context.project.content / path)
    except OSError:
        return None
    return other if is_one else None


def show(work: ArticleWork, locale: str, path: str) -> None:
    """Copy a file of the content folder to its place beside the edition.

    Raises `InputError` when it cannot be read, and `FileError` when it cannot be written.
    """
    product = _beside(work, locale, path)
    if product is None:
        return
    data = work.read(work.context.project.content / path)
    if data is not None:
        work.put(locale, product, data)


def _beside(work: ArticleWork, locale: str, path: str) -> str | None:
    """The place of a shown file beside the edition; None when the link leads to the original file.

    It has a place only if the edition keeps its article's place in a folder of its own.
    """
    context = work.context
    if not context.is_placed:
        return f"{locale}/{path}"
    root, inner = context.project.root_of(work.article)
    product = context.product(work.article, locale, work.source)
    base = context.project.relative(context.project.content).as_posix()
    prefix = f"{root}/" if base == "." else ""
    if not product.endswith(f"/{inner}") or not path.startswith(prefix):
        return None
    return product.removesuffix(inner) + path.removeprefix(prefix)


def _from_out(work: ArticleWork, path: str) -> str:
    """A path of the content folder, relative to the root."""
    return work.context.project.relative(work.context.project.content / path).as_posix()


def _way(work: ArticleWork, locale: str, product: str) -> str:
    """The relative path from the edition to another file of the output folder."""
    here = work.context.product(work.article, locale, work.source)
    return way(product, posixpath.dirname(here))


def _unless_same(work: ArticleWork, path: str, found: str) -> str | None:
    """The relative path; None when the link in the article is already equal to it."""
    own = way(path, posixpath.dirname(work.article.relative))
    return None if found == own else found


def _see(work: ArticleWork, path: str, files: dict[str, None]) -> None:
    """Note the file as shown if the content folder has it; else the ledger notes its absence."""
    source = work.context.project.content / path
    if os.path.isfile(source):  # noqa: PTH113  False for invalid names
        if _is_content(work, path):
            files[path] = None
    elif "\0" not in path and not path.startswith(("../", "/")):
        work.files[work.name(source)] = ABSENT


def _is_content(work: ArticleWork, path: str) -> bool:
    """Whether the path stays in the content folder, in its spelling and through every link.

    Hidden files are never published: `.env` is no picture, even if an article links to it.
    """
    if path.startswith(("../", "/")) or is_hidden(path):
        return False
    roots = work.context.project.roots
    if roots != ("",) and not path.startswith(tuple(f"{root}/" for root in roots)):
        return False
    content = Path(os.path.realpath(work.context.project.content))
    real = Path(os.path.realpath(content / path))
    return real.is_relative_to(content) and not is_hidden(real.relative_to(content))


def _to_project_file(work: ArticleWork, target: Path, locale: str, link: Link) -> str | None:
    """The relative path to a file of the project outside the content folder; it is not copied."""
    context = work.context
    root = os.path.realpath(context.project.root)
    if not Path(os.path.realpath(target)).is_relative_to(root):
        _note(work, link, "which lies outside of the project")
        return None
    if not Path(os.path.realpath(context.out)).is_relative_to(root):
        return None  # from there the path would depend on the location of this project
    folder = context.edition_path(work.article, locale).parent
    return os.path.relpath(target, folder).replace(os.sep, "/")


def _note_missing(work: ArticleWork, path: str, link: Link) -> None:
    if "\0" in path:
        return
    work.files[work.name(work.context.project.content / path)] = ABSENT
    if posixpath.splitext(path)[1] and "{" not in path:
        _note(work, link, "which does not exist")


def _note(work: ArticleWork, link: Link, what: str) -> None:
    # The place of a link by reference is that of its definition.
    places = [k.start for k in work.document.links if k.target == link.target and k.start >= 0]
    at = min(places, default=0)
    where = work.document.place(at, work.context.project.relative(work.article.path))
    work.notes[f"{where}: links to '{link.target}', {what}"] = None


def _to_article(work: ArticleWork, other: Article, path: str, locale: str) -> str | None:
    """The target of a link to another article; None when the link in the article is correct."""
    if work.context.page is not None:  # the address contains its slug
        work.read(other.path)
    language, own = _language_of_edition(work, other, locale)
    product = work.context.product(other, language, own)
    return _unless_same(work, path, _way(work, locale, product))


def _language_of_edition(work: ArticleWork, other: Article, locale: str) -> tuple[str, str]:
    """The language of the edition that a link leads to (this one, else the article's own), and the
    article's own.
    """
    rules = work.context.rules[locale]
    is_open = rules.untranslated == "source" and rules.threshold == 0 and not hides_empty(rules)
    if is_open and not work.context.is_placed:
        work.files.setdefault(work.name(other.path), PRESENT)
        return locale, ""
    found = work.context.found.get(other.name)
    if found is None:
        found = _found(work.context, other)
    for name, digest in found.files.items():
        work.files.setdefault(name, digest)
    is_here = not found.language or locale in found.locales
    is_here = is_here or found.language not in work.context.rules
    return (locale if is_here else found.language), found.language


def _found(context: BuildContext, article: Article) -> LinkedArticle:
    """Where readers find an article."""
    files: dict[str, str] = {}
    try:
        work = ArticleWork(context, article, *context.opened(article, files), files)
    except L10nFlowError:
        return LinkedArticle("", frozenset(), {})
    return note_found(work, versions(work))


# Fragments


_RELATED: Mapping[str, tuple[str, ...]] = {
    "": tuple(HEADING_IDS),  # plain Markdown: any generator, and so any rule, is possible
    "github": ("github",),
    "vitepress": ("vitepress",),
    "hugo": ("hugo", "github"),
    "mdbook": ("mdbook",),
    "myst": ("myst",),
    "python-markdown": ("python-markdown", "pymdownx"),
    "kramdown-gfm": ("kramdown-gfm", "kramdown"),
}
"""By the `ids` of a dialect: the rules that its sites can be configured with."""

_GENERATED = re.compile(
    r"(?:fn|footnote|cite|ref|user-content-|tab|__)|[/!:~?{]|top\Z|\Z", re.IGNORECASE
)
"""Fragments without an id in the source: footnotes, tabs, the top, routes, text fragments."""

_GIVEN = re.compile(
    r"""\b(?:id|name)\s*=\s*(?:"([^"<>]+)"|'([^'<>]+)'|\{?["`]?([^\s"'<>`{}]+))"""
    r"""|\{:?[^{}\r\n]*?\#([^\s{}"']+)[^{}\r\n]*\}"""
    r"""|\{/\*\s*\#(\S+?)\s*\*/\}"""
    r"""|^[ \t>]*\(([^()\r\n]+)\)=[ \t]*$"""
    r"""|^[ \t]*:(?:name|label):[ \t]*(\S+)""",
    re.MULTILINE,
)
"""Ids that authors write: in HTML, attribute lists and MDX, and targets and names of MyST."""

_INCLUDES = re.compile(
    r"\{[%{<][^}\r\n]*\b(?:include|partial|readfile|snippet|render|embed)|--8<--|<!--@include"
    # Directives of Sphinx that write a page: autodoc, click, argparse, …
    r"|[:`~]\{(?:include|literalinclude|auto\w+|eval-rst|click|argparse|openapi|jinja)\b"
    r"|^import\s.*\sfrom\s"
    # mkdocstrings (also as a heading, or with options below), mkdocs-click and their like.
    r"|^(?:\#{1,6}[ ])?:::[ ]*(?:\w+\.\w|mkdocs-)|^\#{1,6}[ ]:::"
    r"|^:::[ ]*[\w.-]+[ \t]*\r?\n(?:[ ]{4}|\t):?[\w-]+:"
    # A macro that is called on a line of its own, a loop, and a heading that has a command in it.
    r"|^[ \t]*\{\{-?[ ]*[\w.]+[ ]*\([^}\r\n]*\}\}[ \t]*\r?$|\{%-?[ ]*(?:for|capture)\b"
    r"|^\#{1,6}[ ][^\r\n]*\{[{%]",
    re.MULTILINE,
)
"""Constructs that can include headings from elsewhere, or that make ids of their own."""


class Dead(NamedTuple):
    """A link whose fragment names nothing."""

    target: str
    """The target as it is written."""
    why: str
    """The reason; it ends the sentence "links to '…', "."""
    start: int = 0
    """The offset of the link in the article, in bytes."""


@dataclass(frozen=True, slots=True)
class LinkingArticle:
    """An article whose links are followed, and the articles that they may lead to."""

    article: Article
    document: Document
    articles: Mapping[str, Article]
    """Every article of the project by its path in the content folder."""
    options: ParseOptions
    read: Callable[[Path], bytes | None]
    """Returns the bytes of a file; raises `FileError` when it cannot be read."""
    ids: dict[str, frozenset[str] | None] = field(default_factory=dict)
    """The ids that were already looked up, by article."""
    own: set[str] = field(default_factory=set)
    """The ids that this article's headings have by the dialect's own rule: most links within it
    lead to one of these, so that nothing else need be looked for."""

    def remember(self, path: str) -> None:
        """Note a path of the content folder that is no article, because it may become one."""
        depth = len(PurePosixPath(self.article.relative).parts)
        with suppress(L10nFlowError):
            self.read(self.article.path.parents[depth - 1] / path)

    def dead(self) -> Iterator[Dead]:
        """Yield the article's links that lead to no place, each target once."""
        seen: set[str] = set()
        links = [link for link in self.document.links if "#" in link.target]
        for link in sorted(links, key=lambda link: (link.start < 0, link.start)):
            if link.target not in seen:
                seen.add(link.target)
                if why := _why_dead(self, link.target):
                    yield Dead(link.target, why, max(link.start, 0))

    def dead_of(self, key: Key, words: str) -> Iterator[Dead]:
        """Yield the dead links of a translation that neither the article nor its source has."""
        for target in _targets(words) if "#" in words else ():
            if target in key.source or any(target == link.target for link in self.document.links):
                continue
            if why := _why_dead(self, target):
                yield Dead(target, why)


def note_dead_fragments(work: ArticleWork, versions: Iterable[Version]) -> None:
    """Add a note for every link with a dead fragment, in the article and in its translations."""
    context = work.context
    page = LinkingArticle(work.article, work.document, context.by_path, context.options, work.read)
    for one in page.dead():
        where = work.document.place(one.start, context.project.relative(work.article.path))
        work.notes[f"{where}: links to '{one.target}', {one.why}"] = None
    for version in versions:
        place = context.project.relative(context.project.catalog_path(work.article, version.locale))
        for key, words in version.selection.translations.items():
            for one in page.dead_of(key, words):
                message = f"a translation links to '{one.target}', {one.why}"
                work.notes[f"{place.as_posix()}: {message}"] = None


_TARGET = re.compile(
    r"""\]\(\s*<?([^\s<>(){}]*\#[^\s<>(){}]+)|\bhref\s*=\s*["']([^"'{}]*\#[^"'{}]+)"""
)


def _targets(words: str) -> Iterator[str]:
    for match in _TARGET.finditer(words):
        yield match[1] or match[2]


def _why_dead(page: LinkingArticle, target: str) -> str:
    """Why a link's fragment is dead; "" when it has a target or when this is not known."""
    before, mark, fragment = target.partition("#")
    if not mark:
        return ""
    if _GENERATED.match(fragment) or "{" in target:
        return ""
    other: Article | None = page.article
    if before:
        path = target_path(before, page.article.relative)
        other = page.articles.get(path) if path is not None else None
        if path is not None and other is None:
            page.remember(path)
    if other is None:
        return ""
    wanted = unquote(fragment)
    if other == page.article:
        if not page.own:
            page.own.update(ids_of(page.document, rule_of(page.options.dialect.ids)))
        if wanted and wanted in page.own:
            return ""
    if other.name not in page.ids:
        page.ids[other.name] = _ids(page, other)
    ids = page.ids[other.name]
    if ids is None or wanted in ids or fragment in ids:
        return ""
    near = get_close_matches(wanted, sorted(ids), n=1)
    hint = f" (did you mean '#{near[0]}'?)" if near else ""
    place = "this article" if other == page.article else f"'{other.relative}'"
    return f"but nothing in {place} has that id{hint}"


def _ids(page: LinkingArticle, other: Article) -> frozenset[str] | None:
    """Every id that a page of the article may have; None when they are not known."""
    related = _RELATED.get(page.options.dialect.ids)
    if related is None:
        return None
    document = _document(page, other)
    if document is None:
        return None
    text = document.text.decode()
    if _INCLUDES.search(text):
        return None
    found = {given for match in _GIVEN.finditer(text) for given in match.groups() if given}
    for name in related:
        found.update(ids_of(document, HEADING_IDS[name]))
    return frozenset(found - {""})


def _document(page: LinkingArticle, other: Article) -> Document | None:
    if other == page.article:
        return page.document
    try:
        data = page.read(other.path)
        return None if data is None else documents.read(data, other.path, page.options)
    except L10nFlowError:
        return None
