"""What people already vouched for, by the text it translates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from l10n_flow.model import Catalog, Key, State

__all__ = ["Memory", "Remembered", "remember"]


@dataclass(frozen=True, slots=True)
class Remembered:
    """A reviewed translation."""

    target: str
    article: str


@dataclass(frozen=True, slots=True)
class Memory:
    """Reviewed translations of one pair of languages."""

    by_key: Mapping[Key, Remembered]
    by_source: Mapping[str, Remembered]

    def find(self, key: Key) -> Remembered | None:
        """The translation of exactly this text: in its own context, else in any.

        A context tells apart what one word means in two places, so another context's words are a
        guess; but a draft is one, and is read by somebody.
        """
        return self.by_key.get(key) or self.by_source.get(key.source)


def remember(catalogs: Iterable[tuple[str, Catalog]]) -> Memory:
    """The reviewed entries of the articles' catalogs, obsolete ones too.

    Of several translations of one text the last reviewed wins; of two reviewed in the same second,
    that of the article whose name comes first: the same catalogs always give the same words.

    >>> from l10n_flow.model import Entry, Origin, digest
    >>> vouched = Origin(reviewer="ana", source=digest(None, "Peace"), words=digest("Paz"))
    >>> catalog = Catalog("es", (Entry("Peace", "Paz", origin=vouched), Entry("War", "Guerra")))
    >>> memory = remember([("treaty", catalog)])
    >>> memory.find(Key(None, "Peace")).target, memory.find(Key(None, "War"))
    ('Paz', None)
    """
    found = [
        (entry.origin.time if entry.origin else "", article, entry)
        for article, catalog in sorted(catalogs, key=lambda pair: pair[0], reverse=True)
        for entry in catalog.entries
        if entry.state is State.REVIEWED
    ]
    found.sort(key=lambda item: item[0])  # stable: of equal times the first article comes last
    by_key = {entry.key: Remembered(entry.target, article) for _, article, entry in found}
    by_source = {entry.source: Remembered(entry.target, article) for _, article, entry in found}
    return Memory(by_key, by_source)
