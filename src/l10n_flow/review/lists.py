"""Lists that do not change: no row disappears while somebody works through them.

A filter chooses rows once; afterwards the page uses the ids that it chose, even if the rows change.
A list that the server does not have any more, after a restart, is chosen again by the same filter.
"""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

PER_PAGE = 50
"""Rows of a page: with all 5,000 the first paint takes two seconds, with 50 a tenth of a second."""

_KEPT = 200


@dataclass(frozen=True, slots=True)
class ChosenRows:
    """The rows of a request, in the order in which they were chosen."""

    name: str
    """Its name in the page's requests."""
    ids: tuple[str, ...]

    @property
    def pages(self) -> int:
        """The number of its pages; one even when it is empty."""
        return max(1, -(-len(self.ids) // PER_PAGE))

    def page_of(self, id: str) -> int | None:  # noqa: A002 - the row's own name for it
        """Return the page of this row, from 1."""
        return self.ids.index(id) // PER_PAGE + 1 if id in self.ids else None

    def page(self, number: int) -> tuple[str, ...]:
        """Return the ids of a page, from 1.

        >>> ChosenRows("", tuple("abc")).page(1)
        ('a', 'b', 'c')
        """
        return self.ids[(number - 1) * PER_PAGE : number * PER_PAGE]

    def after(self, id: str) -> str | None:  # noqa: A002
        """Return the next row's id.

        >>> ChosenRows("", ("a", "b")).after("a"), ChosenRows("", ("a", "b")).after("b")
        ('b', None)
        """
        at = self.ids.index(id) + 1 if id in self.ids else len(self.ids)
        return self.ids[at] if at < len(self.ids) else None


class Lists:
    """The lists of pages; the most recently requested ones are kept."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, ChosenRows] = OrderedDict()
        self._lock = Lock()

    def chosen(self, name: str, choose: Callable[[], tuple[str, ...]]) -> ChosenRows:
        """Return the list with that name, else a new one of what `choose` finds."""
        with self._lock:
            known = self._kept.get(name)
            if known is not None:
                self._kept.move_to_end(name)
                return known
        made = ChosenRows(secrets.token_urlsafe(9), choose())
        with self._lock:
            self._kept[made.name] = made
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return made
