"""What list pages, feeds and the site map show of one page."""

from __future__ import annotations

import json
from typing import NamedTuple


class Card(NamedTuple):
    """One article page, for lists and feeds. Texts are plain and not yet isolated."""

    article: str
    """The article's name: the same in all languages."""
    locale: str
    place: str
    """The page's path in the output folder."""
    title: str
    title_lang: str
    """The language of title and summary: the page's, or the article's where they are not
    translated."""
    summary: str
    date: str
    """ISO 8601; "" for an article without a date, which lists cannot order."""
    updated: str
    authors: tuple[str, ...]
    categories: tuple[tuple[str, str], ...]
    """Ids and labels."""
    image: str
    """The picture's path in the output folder."""
    alt: str
    size: tuple[int, int]
    """Width and height in pixels; 0 where they are not known."""
    minutes: int
    comments: int
    """-1 where the article does not give the number."""
    status: str
    """`Progress.status`, or "source"."""


def as_text(card: Card) -> str:
    """Return the card as a line of JSON: `card_of(as_text(card)) == card`.

    >>> card = Card("a", "fa", "fa/a.html", "صلح", "fa", "", "2026-10-05", "", ("Ana",), (),
    ...             "", "", (0, 0), 1, -1, "source")
    >>> card_of(as_text(card)) == card, "صلح" in as_text(card)
    (True, True)
    """
    return json.dumps(card, ensure_ascii=False, separators=(",", ":"))


def card_of(text: str) -> Card | None:
    """Return the card in a line of JSON; None for anything else, such as another ledger's line.

    >>> [card_of(line) for line in ("", "{}", "[1, 2]", '"a card of as many letters"')]
    [None, None, None, None]
    """
    try:
        found = json.loads(text)
        card = Card(*found)
        return card._replace(
            authors=tuple(map(str, card.authors)),
            categories=tuple((str(id_), str(label)) for id_, label in card.categories),
            size=(int(card.size[0]), int(card.size[1])),
        )
    except (ValueError, TypeError, IndexError):
        return None
