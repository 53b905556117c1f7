"""The lines above an article's first paragraph: its title, date, categories and author."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from l10n_flow.importers.dateline import PageDate, find_date
from l10n_flow.importers.profile import Profile, folded, matching, parted
from l10n_flow.importers.source import SourceLine

_WITHIN = 12
"""The number of first lines in which the line with the date is looked for: a menu above the title
is shorter, and further down a date is part of the text."""


class MetaLine(NamedTuple):
    """The contents of the line below a title."""

    written: PageDate | None = None
    categories: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()

    @property
    def day(self) -> date | None:
        """The article's date, where the line has one."""
        return self.written.day if self.written else None


class Head(NamedTuple):
    """The lines of an article by part."""

    title: SourceLine | None
    meta: tuple[SourceLine, ...]
    found: MetaLine
    above: tuple[SourceLine, ...]
    """Lines above the title that no rule explains."""
    body: tuple[SourceLine, ...]


def read_meta(text: str, profile: Profile) -> MetaLine | None:
    """Return the date and author of a line, or None when it has neither.

    Both may stand in one phrase: `By Ana Ruiz, 3 November 2026`.

    >>> meta = read_meta("2026/10/05 | analysis, Water Policy", Profile("x"))
    >>> print(meta.day, meta.categories)
    2026-10-05 ('analysis', 'Water Policy')
    """
    author = matching(profile.byline, text)
    if author is not None:
        return MetaLine(authors=(author["author"].strip(),))
    parts = [part.strip() for part in parted(profile.meta.between, text)]
    dates = [find_date(part, profile.meta.dates, profile.months) for part in parts]
    written = next((found for found in dates if found is not None), None)
    if written is None:
        return _phrase(text, profile)
    rest = [part for part in parts if part and part != written.text]
    authors = {part: matching(profile.byline, part) for part in rest}
    labels = split_categories([part for part, by in authors.items() if by is None], profile)
    names = tuple(by["author"].strip() for by in authors.values() if by is not None)
    return MetaLine(written, labels, names)


_PHRASE = 14
"""Words: a weekday, a date with its time, and a name of four words have fewer."""


def _phrase(text: str, profile: Profile) -> MetaLine | None:
    """Return the date and the author that together are the whole text, in any order."""
    words = text.split()
    for at in range(1, len(words) if len(words) <= _PHRASE else 0):
        ends = " ".join(words[:at]).rstrip(_BETWEEN), " ".join(words[at:]).lstrip(_BETWEEN)
        for by, when in (ends, ends[::-1]):
            author = matching(profile.byline, by)
            day = when.removeprefix("on ")
            if author and (written := find_date(day, profile.meta.dates, profile.months)):
                return MetaLine(written, authors=(author["author"].strip(),))
    return None


_BETWEEN = " ,،-\N{EN DASH}\N{EM DASH}·/"


def split_categories(texts: Iterable[str], profile: Profile) -> tuple[str, ...]:
    """The categories that texts list, each once, in their order.

    >>> split_categories(["interview, political,, Interview"], Profile("x"))
    ('interview', 'political')
    """
    labels: dict[str, str] = {}
    for text in texts:
        for written in parted(profile.meta.separator, text):
            label = " ".join(written.split())
            if label:
                labels.setdefault(folded(label), label)
    return tuple(labels.values())


def divide(lines: Sequence[SourceLine], profile: Profile) -> Head:
    """Divide an article's lines into title, meta lines and body.

    The title is the nearest line above the one with the date, or the first line when there is no
    date near the top. Law: every line is in exactly one part.

    >>> texts = ("Menu", "Rain", "2026/10/05", "It fell.")
    >>> lines = [SourceLine(number, text) for number, text in enumerate(texts, 1)]
    >>> head = divide(lines, Profile("x"))
    >>> head.title.text, head.above[0].text, head.body[0].text
    ('Rain', 'Menu', 'It fell.')
    """
    read = [read_meta(line.text, profile) for line in lines[:_WITHIN]]
    metas = {i: meta for i, meta in enumerate(read) if meta is not None}
    at = _title(metas, len(lines))
    if at is None:
        return Head(None, (), MetaLine(), tuple(lines), ())
    after = next(i for i in range(at + 1, len(lines) + 1) if i not in metas)
    used = [i for i in metas if i < after]
    return Head(
        title=lines[at],
        meta=tuple(lines[i] for i in used),
        found=_together([metas[i] for i in used]),
        above=tuple(line for i, line in enumerate(lines[:at]) if i not in metas),
        body=tuple(lines[after:]),
    )


def _title(metas: Mapping[int, MetaLine], count: int) -> int | None:
    dated = next((i for i, meta in metas.items() if meta.written), 0)
    others = [i for i in range(count) if i not in metas]
    above = [i for i in others if i < dated]
    return above[-1] if above else next(iter(others), None)


def _together(metas: Sequence[MetaLine]) -> MetaLine:
    """Join the values of several lines; the first valid one counts."""
    return MetaLine(
        next((meta.written for meta in metas if meta.written), None),
        next((meta.categories for meta in metas if meta.categories), ()),
        next((meta.authors for meta in metas if meta.authors), ()),
    )
