"""Uncommitted changes: an article's catalogs, by the person who wrote last.

A commit for every saved segment would be noise. A person's changes to an article are one commit:
made when they return to the desk, when somebody else begins to write there, or at the end.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import RLock

from l10n_flow.errors import L10nFlowError
from l10n_flow.review.people import Person

Commit = Callable[[str, Person], None]
"""Commits an article's catalogs in a person's name."""


class Commits:
    """The uncommitted changes of each person.

    >>> made = []
    >>> commits = Commits(lambda article, person: made.append((article, person.name)))
    >>> from l10n_flow.review.people import alone
    >>> ana, bo = (alone(name, name).everybody[0] for name in ("Ana", "Bo"))
    >>> commits.begun("news", ana); commits.begun("news", ana); commits.begun("sport", ana)
    >>> commits.begun("news", bo)
    >>> made
    [('news', 'Ana')]
    >>> commits.finished(); made
    [('news', 'Ana'), ('sport', 'Ana'), ('news', 'Bo')]
    """

    def __init__(self, commit: Commit | None = None) -> None:
        self._commit = commit
        self._problems: dict[str, str] = {}
        self._unfinished: dict[str, Person] = {}
        self._lock = RLock()

    @property
    def problem(self) -> str:
        """Why the changes of an article could not be committed; "" where there is no such article.

        They are part of its next commit.
        """
        return next(iter(self._problems.values()), "")

    def begun(self, article: str, person: Person) -> None:
        """Commit another person's changes before this person changes the article."""
        with self._lock:
            before = self._unfinished.get(article)
            if before is not None and before.name != person.name:
                self._make(article, before)
            if self._commit is not None:
                self._unfinished.setdefault(article, person)

    def finished(self, person: Person | None = None) -> None:
        """Commit a person's changes (None for everybody's); see `problem`."""
        with self._lock:
            for article, own in list(self._unfinished.items()):
                if person is None or own.name == person.name:
                    self._make(article, own)

    def _make(self, article: str, person: Person) -> None:
        if self._commit is None:
            return
        try:
            self._commit(article, person)
        except L10nFlowError as error:
            self._problems[article] = str(error)
        else:
            self._problems.pop(article, None)
            del self._unfinished[article]
