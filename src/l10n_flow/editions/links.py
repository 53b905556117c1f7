"""Links that work from an edition's place.

An edition keeps its article's place in its language's folder, and files that the article shows
lie beside it as they lie beside the article: so most links are right as they are. What is not is
found here, by its path in the content folder, and spelled anew.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from urllib.parse import quote, unquote

from l10n_flow.documents import Document, Link, Splice

__all__ = ["relinked", "target_path"]

Resolve = Callable[[str, Link], str | None]
"""Path in the content folder (it may begin with `..`) and the link, to the path that the edition
must use instead, relative to the edition's folder; None for a link that is right."""

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
    """What must be exchanged in the document's text so that its links work from the edition.

    `article` is its path in the content folder. Every relative link is asked about once, in order.
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
"""Not what ends an attribute of HTML, quoted either way or not at all (`'`, `=`), begins a
reference to a character (`&`) or a formula (`$`), makes a scheme of a file's first letters (`:`),
or keeps the candidates of a `srcset` apart (`,`), though an address may hold all of these
(RFC 3986, 3.3)."""


def _tail(document: Document, link: Link) -> str:
    """The link's question and fragment, as they are written where they can be."""
    tail = link.target[len(re.split(r"[#?]", link.target, maxsplit=1)[0]) :]
    if document.text[link.start : link.end] == link.target.encode():
        return tail
    # Markdown's own spelling (`<a b>`, `\)`, `&quot;`) is gone from the target.
    return quote(tail, safe=f"{_IN_PATHS}#?%&:,$=").replace("&", "&amp;")
