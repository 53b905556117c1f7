"""Links whose `#fragment` names nothing: told to the author, and to who translates.

A fragment names a heading by the id that the site's generator makes of its words, or an element by
the id that somebody gave it. What pages get from elsewhere (an included file, a footnote's own ids)
is nobody's mistake and never told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote

from l10n_flow import documents
from l10n_flow.documents import Document, ParseOptions
from l10n_flow.editions.links import target_path
from l10n_flow.editions.markdown import ids_of
from l10n_flow.errors import L10nFlowError
from l10n_flow.language import HEADING_IDS
from l10n_flow.model import Key
from l10n_flow.project import Article
from l10n_flow.workflow.building.bench import Bench
from l10n_flow.workflow.building.versions import Version

__all__ = ["Dead", "LinkingArticle", "note_dead_fragments"]

_RELATED: Mapping[str, tuple[str, ...]] = {
    "": tuple(HEADING_IDS),  # plain Markdown: the generator, and so its rule, may be any
    "github": ("github",),
    "vitepress": ("vitepress",),
    "hugo": ("hugo", "github"),
    "mdbook": ("mdbook",),
    "myst": ("myst",),
    "python-markdown": ("python-markdown", "pymdownx"),
    "kramdown-gfm": ("kramdown-gfm", "kramdown"),
}
"""By what a dialect says about ids: the rules that its sites may be set to."""

_GENERATED = re.compile(
    r"(?:fn|footnote|cite|ref|user-content-|tab|__)|[/!:~?{]|top\Z|\Z", re.IGNORECASE
)
"""Fragments that no author wrote an id for: footnotes, tabs, the top, routes, text fragments."""

_GIVEN = re.compile(
    r"""\b(?:id|name)\s*=\s*(?:"([^"<>]+)"|'([^'<>]+)'|\{?["`]?([^\s"'<>`{}]+))"""
    r"""|\{:?[^{}\r\n]*?\#([^\s{}"']+)[^{}\r\n]*\}"""
    r"""|\{/\*\s*\#(\S+?)\s*\*/\}"""
    r"""|^[ \t>]*\(([^()\r\n]+)\)=[ \t]*$"""
    r"""|^[ \t]*:(?:name|label):[ \t]*(\S+)""",
    re.MULTILINE,
)
"""Ids that authors give: HTML's, those of attribute lists, MDX's, targets and names of MyST."""

_INCLUDES = re.compile(
    r"\{[%{<][^}\r\n]*\b(?:include|partial|readfile|snippet|render|embed)|--8<--|<!--@include"
    r"|[:`]\{(?:include|literalinclude|automodule|autoclass)|^import\s.*\sfrom\s|^:::\s*\w+\.\w",
    re.MULTILINE,
)
"""What can bring headings from elsewhere."""


class Dead(NamedTuple):
    """A link whose fragment names nothing."""

    target: str
    """As it is written."""
    why: str
    """Ends the sentence "links to '…', "."""
    start: int = 0
    """Where it is in the article, in bytes."""


@dataclass(frozen=True, slots=True)
class LinkingArticle:
    """An article whose links are followed, and the others that they may lead to."""

    article: Article
    document: Document
    articles: Mapping[str, Article]
    """Every article of the project by its path in the content folder."""
    options: ParseOptions
    read: Callable[[Path], bytes | None]
    """What a file holds; raises `FileError` when it cannot be read."""
    ids: dict[str, frozenset[str] | None] = field(default_factory=dict)
    """Those that were asked for before, by article."""

    def remember(self, path: str) -> None:
        """What is no article today, relative to the content folder, may be one tomorrow."""
        depth = len(PurePosixPath(self.article.relative).parts)
        with suppress(L10nFlowError):
            self.read(self.article.path.parents[depth - 1] / path)

    def dead(self) -> Iterator[Dead]:
        """Yield the article's links that lead to no place, each target once."""
        seen: set[str] = set()
        links = self.document.links
        for link in sorted(links, key=lambda link: (link.start < 0, link.start)):
            if link.target not in seen:
                seen.add(link.target)
                if why := _why_dead(self, link.target):
                    yield Dead(link.target, why, max(link.start, 0))

    def dead_of(self, key: Key, words: str) -> Iterator[Dead]:
        """Yield those of a translation that are neither the article's nor in its source."""
        for target in _targets(words) if "#" in words else ():
            if target in key.source or any(target == link.target for link in self.document.links):
                continue
            if why := _why_dead(self, target):
                yield Dead(target, why)


def note_dead_fragments(bench: Bench, versions: Iterable[Version]) -> None:
    """Links of the article, and those that translations have of their own, are among the notes
    when their fragment names nothing.
    """
    job = bench.job
    page = LinkingArticle(bench.article, bench.document, job.by_path, job.options, bench.read)
    for one in page.dead():
        where = bench.document.place(one.start, job.project.shown(bench.article.path))
        bench.notes[f"{where}: links to '{one.target}', {one.why}"] = None
    for version in versions:
        place = job.project.shown(job.project.catalog_path(bench.article, version.locale))
        for key, words in version.selection.translations.items():
            for one in page.dead_of(key, words):
                said = f"a translation links to '{one.target}', {one.why}"
                bench.notes[f"{place.as_posix()}: {said}"] = None


_TARGET = re.compile(
    r"""\]\(\s*<?([^\s<>(){}]*\#[^\s<>(){}]+)|\bhref\s*=\s*["']([^"'{}]*\#[^"'{}]+)"""
)


def _targets(words: str) -> Iterator[str]:
    for match in _TARGET.finditer(words):
        yield match[1] or match[2]


def _why_dead(page: LinkingArticle, target: str) -> str:
    """Why a link's fragment leads nowhere; "" when it does not, or when nobody can tell."""
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
    if other.name not in page.ids:
        page.ids[other.name] = _ids(page, other)
    ids = page.ids[other.name]
    wanted = unquote(fragment)
    if ids is None or wanted in ids or fragment in ids:
        return ""
    near = get_close_matches(wanted, sorted(ids), n=1)
    hint = f" (did you mean '#{near[0]}'?)" if near else ""
    place = "this article" if other == page.article else f"'{other.relative}'"
    return f"but nothing in {place} has that id{hint}"


def _ids(page: LinkingArticle, other: Article) -> frozenset[str] | None:
    """Every id that a page of the article may have; None when nobody can tell."""
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
