"""Lists that stay as they were: no row jumps away while somebody works through them.

A filter chooses rows once, when it is asked; afterwards the page goes by the ids that it chose,
whatever becomes of the rows. A list that is not known any more (the server was started again) is
chosen anew from the same question.
"""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

__all__ = ["PER_PAGE", "ChosenRows", "Lists"]

PER_PAGE = 50
"""Rows of a page: with all 5,000 at once the first paint takes two seconds, with 50 a tenth."""

_KEPT = 200


@dataclass(frozen=True, slots=True)
class ChosenRows:
    """The rows that somebody asked for, in the order in which they were chosen."""

    name: str
    """What the page asks for it by."""
    ids: tuple[str, ...]

    @property
    def pages(self) -> int:
        """How many pages it has; one even when it is empty."""
        return max(1, -(-len(self.ids) // PER_PAGE))

    def page_of(self, id: str) -> int | None:  # noqa: A002 - the row's own name for it
        """The page, from 1, on which this row is."""
        return self.ids.index(id) // PER_PAGE + 1 if id in self.ids else None

    def page(self, number: int) -> tuple[str, ...]:
        """The ids of a page, from 1.

        >>> ChosenRows("", tuple("abc")).page(1)
        ('a', 'b', 'c')
        """
        return self.ids[(number - 1) * PER_PAGE : number * PER_PAGE]

    def after(self, id: str) -> str | None:  # noqa: A002
        """The next row's id.

        >>> ChosenRows("", ("a", "b")).after("a"), ChosenRows("", ("a", "b")).after("b")
        ('b', None)
        """
        at = self.ids.index(id) + 1 if id in self.ids else len(self.ids)
        return self.ids[at] if at < len(self.ids) else None


class Lists:
    """The lists that pages go by; of many, those that were asked for last."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, ChosenRows] = OrderedDict()
        self._lock = Lock()

    def chosen(self, name: str, choose: Callable[[], tuple[str, ...]]) -> ChosenRows:
        """The list of that name, else a new one of what `choose` finds."""
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
