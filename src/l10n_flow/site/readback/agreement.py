"""Whether a page agrees with the front matter of its article."""

from __future__ import annotations

import datetime as dt
import posixpath
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from l10n_flow.language.bidi import strip_isolates
from l10n_flow.site.addresses import category_place
from l10n_flow.site.readback.pagefacts import BuiltPage, Fault


class Stated(NamedTuple):
    """Values of an article's front matter that every edition shares."""

    title: str
    """Its own language; "" where the front matter has none."""
    date: dt.date | None
    updated: dt.date | None
    categories: tuple[str, ...]
    """The ids of its categories."""
    authors: tuple[str, ...]
    """The ids of its authors."""
    corrections: int
    """The number of them that the page shows."""
    own: frozenset[str] = frozenset()
    """The fields in which an edition may differ."""


def against(page: BuiltPage, stated: Stated) -> Iterator[Fault]:
    """Yield where the page contradicts the article."""
    for name, field, day in (
        ("datePublished", "date", stated.date),
        ("dateModified", "updated", stated.updated or stated.date),
    ):
        wanted = day.isoformat() if day else None
        if field not in stated.own and page.data.get(name) != wanted:
            message = f"{name} is '{page.data.get(name) or ''}'; the article has '{wanted or ''}'"
            yield Fault("page-metadata", message, None, name)
    wanted_ways = [
        posixpath.dirname(category_place(page.lang, one)).partition("/")[2]
        for one in dict.fromkeys(stated.categories)
    ]
    ways = [_category(one) for one in page.categories]
    if ways != wanted_ways and "categories" not in stated.own:
        message = f"its categories are {_listed(ways)}; the article has {_listed(wanted_ways)}"
        yield Fault("page-metadata", message, None, "categories")
    for key, verb, field, count in (
        ("author", "names", "authors", len(set(stated.authors))),
        ("correction", "lists", "corrections", stated.corrections),
    ):
        listed = page.data.get(key)
        number = len(listed) if isinstance(listed, list) else 0
        if number != count and field not in stated.own:
            message = f"it {verb} {number} {field}; the article has {count}"
            yield Fault("page-metadata", message, None, field)
    headline = strip_isolates(str(page.data.get("headline") or ""))
    if stated.title and "translationOfWork" not in page.data:
        title = " ".join(strip_isolates(stated.title).split())
        if headline != title:
            message = f"its title is '{headline}'; the article has '{title}'"
            yield Fault("page-metadata", message, None, "title")


def _category(address: str) -> str:
    """Return `category/<id>` from the address of its page."""
    folder, name = posixpath.split(unquote(address).partition("#")[0])
    folder = folder if name in ("", "index.html") else posixpath.join(folder, name)
    return posixpath.join(*folder.split("/")[-2:]) if folder else ""


def _listed(ways: list[str]) -> str:
    return ", ".join(way.rpartition("/")[2] for way in ways) or "none"
