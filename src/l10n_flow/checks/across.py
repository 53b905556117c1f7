"""What needs more than one entry: texts that are translated in two ways, addresses that meet.

These take what a whole project has of one language. Each is a row of a table, like the checks of a
pair, and each says which entries it found wanting.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from l10n_flow.model import Entry, State

__all__ = ["Across", "Place", "Slug", "duplicate_slugs", "inconsistent"]


class Place(NamedTuple):
    """An entry, and the article that it belongs to."""

    article: str
    entry: Entry


class Slug(NamedTuple):
    """The address of one article's edition in one language."""

    article: str
    folder: str
    """Addresses have to differ within a folder only."""
    slug: str


class Across(NamedTuple):
    """What was found about one entry or article, in view of the others."""

    check: str
    article: str
    entry: Entry | None
    message: str
    detail: str = ""


_MANY = 3
"""Words of a source from which on one text has one translation; labels mean many things."""


def inconsistent(places: Iterable[Place]) -> Iterator[Across]:
    """Each entry whose source has another, more frequent translation in the same project.

    Drafts do not count, nor do entries with a context, which exists to tell texts apart, nor
    differences of space and capitals; one finding names the other translation and an article that
    has it. Where two are equally frequent, the one that comes first is the rule.

    >>> talks = "The talks went on."
    >>> found = inconsistent([Place("a", Entry(talks, "Las charlas siguieron.")),
    ...                       Place("b", Entry(talks, "Siguieron las conversaciones."))])
    >>> [(one.article, one.message) for one in found]
    [('b', "the same text is 'Las charlas siguieron.' in a")]
    """
    by_source: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        entry = place.entry
        if entry.context is None and entry.state >= State.TRANSLATED and not entry.obsolete:
            by_source[entry.source].append(place)
    for source, same in by_source.items():
        if len(same) > 1 and len(_WORD.findall(source)) >= _MANY:
            yield from _minority(same)


_WORD = re.compile(r"[^\W\d_]+")


def _minority(same: Sequence[Place]) -> Iterator[Across]:
    counts = Counter(_alike(place.entry.target) for place in same)
    usual, _ = counts.most_common(1)[0]
    first = next(place for place in same if _alike(place.entry.target) == usual)
    for place in same:
        if _alike(place.entry.target) != usual:
            message = f"the same text is {_quoted(first.entry.target)} in {first.article}"
            yield Across("inconsistent", place.article, place.entry, message)


def _alike(target: str) -> str:
    return " ".join(target.split()).casefold()


def _quoted(text: str) -> str:
    return repr(text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…")


_SHOWN = 60


def duplicate_slugs(slugs: Iterable[Slug]) -> Iterator[Across]:
    """Each article whose address in one language another article of its folder has already.

    >>> [one.message for one in duplicate_slugs([Slug("a", "", "paz"), Slug("b", "", "paz")])]
    ["its address 'paz' is that of a"]
    """
    taken: dict[tuple[str, str], str] = {}
    for article, folder, slug in slugs:
        first = taken.setdefault((folder, slug.casefold()), article)
        if first != article:
            message = f"its address {slug!r} is that of {first}"
            yield Across("duplicate-slug", article, None, message, detail=slug)
