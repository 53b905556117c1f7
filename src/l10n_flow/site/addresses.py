"""The place of each page of a site: paths in the output folder, and relative addresses.

Every language has its own folder. Pages refer to each other by relative addresses, so a site works
in any folder of any server, and from a disk; only absolute addresses (feeds, a site map, canonical
addresses) need the address of the site.
"""

from __future__ import annotations

import posixpath
from functools import lru_cache
from urllib.parse import quote

from l10n_flow.language.slugs import slug
from l10n_flow.language.tags import language_tag

ASSETS = "assets"
"""The folder of the style sheet and the fonts."""


def article_place(locale: str, relative: str, slug_: str | None) -> str:
    """Return the place of an article's page: the article's, named by its slug if it has one.

    >>> article_place("es", "news/peace.md", "la-paz"), article_place("en", "about.txt", None)
    ('es/news/la-paz.html', 'en/about.html')
    """
    folder, name = posixpath.split(relative)
    stem = posixpath.splitext(name)[0]
    return posixpath.join(language_tag(locale), folder, f"{slug_ or stem}.html")


LANGUAGES_PLACE = "index.html"
"""The place of the page on which readers choose a language."""


def home_place(locale: str, page: int = 1) -> str:
    """Return the place of a language's home page, or of its following pages.

    >>> home_place("fa"), home_place("fa", 2)
    ('fa/index.html', 'fa/page-2.html')
    """
    return f"{language_tag(locale)}/{_numbered(page)}"


@lru_cache(8192)
def category_place(locale: str, category: str, page: int = 1) -> str:
    """Return the place of the pages that list a category, the same in every language.

    >>> category_place("fa", "foreign-affairs")
    'fa/category/foreign-affairs/index.html'
    """
    return f"{language_tag(locale)}/category/{slug(category, 'en')}/{_numbered(page)}"


def search_place(locale: str) -> str:
    """Return the place of a language's search page.

    >>> search_place("fa")
    'fa/search.html'
    """
    return f"{language_tag(locale)}/search.html"


def feed_place(locale: str, category: str = "") -> str:
    """Return the place of the feed of a language, or of one of its categories.

    >>> feed_place("fa"), feed_place("fa", "brief")
    ('fa/feed.xml', 'fa/category/brief/feed.xml')
    """
    folder = posixpath.dirname(category_place(locale, category) if category else home_place(locale))
    return f"{folder}/feed.xml"


def way(place: str, target: str) -> str:
    """Return the relative address of a page, seen from another page.

    >>> way("en/news/a.html", "fa/news/صلح.html"), way("en/index.html", "en/index.html")
    ('../../fa/news/%D8%B5%D9%84%D8%AD.html', 'index.html')
    """
    return _way_from(posixpath.dirname(place) or ".", target)


@lru_cache(8192)
def _way_from(folder: str, target: str) -> str:
    """Return it from a folder; masthead links are the same for all pages of a folder."""
    return quote(posixpath.relpath(target, folder), safe=_SAFE)


@lru_cache(8192)
def absolute(url: str, place: str) -> str:
    """Return the absolute address of a page of the site at `url`; without `index.html`.

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
