"""Where each page of a site is: paths in the output folder, and the ways between them.

Every language has a folder of its own. Pages refer to each other by relative addresses, so a site
works in any folder of any server, and from a disk; only what must be absolute (feeds, a site map,
canonical addresses) needs the address of the site.
"""

from __future__ import annotations

import posixpath
from functools import lru_cache
from urllib.parse import quote

from l10n_flow.language import language_tag, slug

__all__ = [
    "ASSETS",
    "absolute",
    "article_place",
    "category_place",
    "feed_place",
    "home_place",
    "search_place",
    "way",
]

ASSETS = "assets"
"""The folder of the style sheet and the fonts."""


def article_place(locale: str, relative: str, slug_: str | None) -> str:
    """The place of an article's page: that of the article, named by its slug if it has one.

    >>> article_place("es", "news/peace.md", "la-paz"), article_place("en", "about.txt", None)
    ('es/news/la-paz.html', 'en/about.html')
    """
    folder, name = posixpath.split(relative)
    stem = posixpath.splitext(name)[0]
    return posixpath.join(language_tag(locale), folder, f"{slug_ or stem}.html")


def home_place(locale: str, page: int = 1) -> str:
    """The place of a language's home page, or of a page that continues it.

    >>> home_place("fa"), home_place("fa", 2)
    ('fa/index.html', 'fa/page-2.html')
    """
    return f"{language_tag(locale)}/{_numbered(page)}"


@lru_cache(8192)
def category_place(locale: str, category: str, page: int = 1) -> str:
    """The place of the pages that list a category, the same in every language.

    >>> category_place("fa", "foreign-affairs")
    'fa/category/foreign-affairs/index.html'
    """
    return f"{language_tag(locale)}/category/{slug(category, 'en')}/{_numbered(page)}"


def search_place(locale: str) -> str:
    """The place of a language's search, where there is one.

    >>> search_place("fa")
    'fa/search.html'
    """
    return f"{language_tag(locale)}/search.html"


def feed_place(locale: str, category: str = "") -> str:
    """The place of the feed of a language, or of one of its categories.

    >>> feed_place("fa"), feed_place("fa", "brief")
    ('fa/feed.xml', 'fa/category/brief/feed.xml')
    """
    folder = posixpath.dirname(category_place(locale, category) if category else home_place(locale))
    return f"{folder}/feed.xml"


def way(place: str, target: str) -> str:
    """The relative address of a page, seen from another.

    >>> way("en/news/a.html", "fa/news/صلح.html"), way("en/index.html", "en/index.html")
    ('../../fa/news/%D8%B5%D9%84%D8%AD.html', 'index.html')
    """
    return _way_from(posixpath.dirname(place) or ".", target)


@lru_cache(8192)
def _way_from(folder: str, target: str) -> str:
    """From a folder; the masthead's ways are the same for all its pages."""
    return quote(posixpath.relpath(target, folder), safe=_SAFE)


@lru_cache(8192)
def absolute(url: str, place: str) -> str:
    """The absolute address of a page of the site at `url`; `index.html` is its folder's address.

    >>> absolute("https://news.example/a/", "en/index.html")
    'https://news.example/a/en/'
    """
    folder, name = posixpath.split(place)
    path = (
        f"{folder}/" if name == "index.html" and folder else "" if name == "index.html" else place
    )
    return f"{url.rstrip('/')}/{quote(path, safe=_SAFE)}"


_SAFE = "/.-_~!$&'()*+,;=@"


def _numbered(page: int) -> str:
    return "index.html" if page == 1 else f"page-{page}.html"
