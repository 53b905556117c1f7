"""Links whose `#fragment` names nothing: told to the author, and to who translates.

A fragment names a heading by the id that the site's generator makes of its words, or an element by
the id that somebody gave it. What pages get from elsewhere (an included file, a footnote's own ids)
is nobody's mistake and never told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from urllib.parse import unquote

from l10n_flow import documents
from l10n_flow.documents import Document
from l10n_flow.editions.anchors import ids_of
from l10n_flow.editions.links import target_path
from l10n_flow.errors import L10nFlowError
from l10n_flow.language import HEADING_IDS
from l10n_flow.project import Article
from l10n_flow.workflow.bench import Bench
from l10n_flow.workflow.versions import Version

__all__ = ["note_dead_fragments"]

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


def note_dead_fragments(bench: Bench, versions: Iterable[Version]) -> None:
    """Links of the article, and those that translations have of their own, are among the notes
    when their fragment names nothing.
    """
    seen: set[str] = set()
    for link in sorted(bench.document.links, key=lambda link: (link.start < 0, link.start)):
        if link.target in seen:
            continue
        seen.add(link.target)
        if why := _why_dead(bench, link.target):
            shown = bench.job.project.shown(bench.article.path)
            where = bench.document.place(max(link.start, 0), shown)
            bench.notes[f"{where}: links to '{link.target}', {why}"] = None
    for version in versions:
        for key, words in version.selection.translations.items():
            own = [t for t in _targets(words) if t not in seen and t not in key.source]
            for target in own:
                if why := _why_dead(bench, target):
                    catalog = bench.job.project.catalog_path(bench.article, version.locale)
                    place = bench.job.project.shown(catalog).as_posix()
                    bench.notes[f"{place}: a translation links to '{target}', {why}"] = None


_TARGET = re.compile(
    r"""\]\(\s*<?([^\s<>(){}]*\#[^\s<>(){}]+)|\bhref\s*=\s*["']([^"'{}]*\#[^"'{}]+)"""
)


def _targets(words: str) -> Iterator[str]:
    for match in _TARGET.finditer(words) if "#" in words else ():
        yield match[1] or match[2]


def _why_dead(bench: Bench, target: str) -> str:
    """Why a link's fragment leads nowhere; "" when it does not, or when nobody can tell."""
    before, _, fragment = target.partition("#")
    if _GENERATED.match(fragment) or "{" in target:
        return ""
    other: Article | None = bench.article
    if before:
        path = target_path(before, bench.article.relative)
        other = bench.job.articles.get(path) if path is not None else None
    if other is None:
        return ""
    ids = _ids(bench, other)
    wanted = unquote(fragment)
    if ids is None or wanted in ids or fragment in ids:
        return ""
    near = get_close_matches(wanted, sorted(ids), n=1)
    hint = f" (did you mean '#{near[0]}'?)" if near else ""
    place = "this article" if other == bench.article else f"'{other.relative}'"
    return f"but nothing in {place} has that id{hint}"


def _ids(bench: Bench, other: Article) -> frozenset[str] | None:
    """Every id that a page of the article may have; None when nobody can tell."""
    related = _RELATED.get(bench.job.options.dialect.ids)
    if related is None:
        return None
    document = _document(bench, other)
    if document is None:
        return None
    text = document.text.decode()
    if _INCLUDES.search(text):
        return None
    found = {given for match in _GIVEN.finditer(text) for given in match.groups() if given}
    for name in related:
        found.update(ids_of(document, HEADING_IDS[name]))
    return frozenset(found - {""})


def _document(bench: Bench, other: Article) -> Document | None:
    if other == bench.article:
        return bench.document
    try:
        data = bench.read(other.path)
        return None if data is None else documents.read(data, other.path, bench.job.options)
    except L10nFlowError:
        return None
