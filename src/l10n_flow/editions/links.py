"""Links that work from an edition's place.

An edition has the same place in its language's folder as the article in its folder, and the files
that the article shows are beside it in the same way. So most links are correct as they are. The
others are found here, by their path in the content folder, and rewritten.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from urllib.parse import quote, unquote

from l10n_flow.documents import Document, Link, Splice

Resolve = Callable[[str, Link], str | None]
"""From a path in the content folder (it may begin with `..`) and the link to the path that the
edition must use, relative to the edition's folder; None for a link that is correct."""

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|/|#|\?|\{\{|\{%|$")


def target_path(target: str, article: str) -> str | None:
    """The path in the content folder that a link of `article` means; None for any other address.

    >>> target_path("../briefs/a%20b.md#top", "news/x.md")
    'briefs/a b.md'
    >>> target_path("https://example.org/", "news/x.md"), target_path("#top", "news/x.md")
    (None, None)
    """
    if _SCHEME.match(target):
        return None
    path = unquote(re.split(r"[#?]", target, maxsplit=1)[0])
    return posixpath.normpath(posixpath.join(posixpath.dirname(article), path))


def relinked(document: Document, article: str, resolve: Resolve) -> tuple[Splice, ...]:
    """The replacements in the document's text that make its links work from the edition.

    `article` is its path in the content folder. `resolve` is called once for every relative link,
    in order.
    """
    splices = []
    for link in document.links:
        path = target_path(link.target, article)
        better = resolve(path, link) if path is not None else None
        if better is None or link.start < 0:
            continue
        spelled = quote(better, safe=_IN_PATHS) + _tail(document, link)
        splices.append(Splice(link.start, link.end, spelled.encode()))
    return tuple(sorted(splices, key=lambda s: s.start))


_IN_PATHS = "/.-_~!*+@;"
"""Signs that are not percent-encoded in paths. Others that RFC 3986, 3.3 allows are encoded: they
could end an attribute of HTML (`'`, `=`), begin a character reference (`&`) or a formula (`$`),
make a scheme of a file's first letters (`:`), or separate the candidates of a `srcset` (`,`)."""


def _tail(document: Document, link: Link) -> str:
    """The link's query and fragment, as written if that is possible."""
    tail = link.target[len(re.split(r"[#?]", link.target)[0]) :]
    if document.text[link.start : link.end] == link.target.encode():
        return tail
    # The target no longer has Markdown's own spelling (`<a b>`, `\)`, `&quot;`).
    return quote(tail, safe=f"{_IN_PATHS}#?%&:,$=").replace("&", "&amp;")
