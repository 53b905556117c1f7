"""The facts of a page about its article: selectors first, then declarations, then visible text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from l10n_flow.importers.dateline import find_date, first_date
from l10n_flow.importers.declared import Declared, one_blank
from l10n_flow.importers.head import read_meta, split_categories
from l10n_flow.importers.profile import Profile, folded
from l10n_flow.language.calendars import parse_date

_FIRST_LINES = 40
"""The number of visible lines, from the top and from the title, in which a date is looked for."""
_PROSE = 15
"""Words: a line with so many is text; a date below two such lines is about something else."""
_CHANGED = re.compile(
    r"(?:updated|modified|actualizad[oa]|به\W?روز\s?رسانی|ویرایش|تحديث|تعديل)\b[^\d]{0,40}(\d.*|[A-Za-z].*)",
    re.IGNORECASE,
)
_IN_UTC = re.compile(r"\d:\d\d(?::\d\d(?:[.,]\d+)?)?\s*(?:Z|UTC|GMT|[+-]00:?00)$")
_EXACT = re.compile(r"\d{4}-\d\d-\d\d")
"""How `datetime` of a `time` element says a day (HTML, 4.5.14)."""
_IN_ADDRESS = re.compile(r"/(\d{4})/(\d{1,2})/(\d{1,2})(?:/|$)")
_BETWEEN = re.compile(r"(\s+[|\-–—»·:]\s+)")
_BY = re.compile(
    r"^(?:by|por|de|نویسنده|خبرنگار|به قلم|گزارش|نوشته(?:[\u200c ]?[یي]|\u0654)?)\s*:?\s+",
    re.IGNORECASE,
)

_NAMED_AUTHOR = re.compile(
    r"(?:نویسنده|خبرنگار|به قلم|author|autora?|texto)\s?:\s*([^\W\d_]\S*(?: \S+){0,3})",
    re.IGNORECASE,
)
"""A line that says of itself that it names the author: with a colon, so that it is no prose.
News agencies give their reporters numbers («خبرنگار: ۷۱۴۶۲»), which are no names."""

_LETTER = re.compile(r"[^\W\d_]")


class PageFacts(NamedTuple):
    """The facts of a page about its article."""

    title: str
    day: date | None
    updated: date | None
    categories: Sequence[str]
    tags: Sequence[str]
    authors: Sequence[str]
    summary: str
    subtitle: str = ""
    """The words below the title, where the page declares another summary."""


class SelectedValues(NamedTuple):
    """What a profile's selectors find, and the page's own headings, category links and times."""

    title: str
    dates: Sequence[str]
    categories: Sequence[str]
    authors: Sequence[str]
    headings: Sequence[str]
    links: Sequence[str]
    times: Sequence[str]


def read_facts(
    declarations: Declared,
    found: Any,
    chosen: SelectedValues,
    views: Sequence[Sequence[str]],
    profile: Profile,
) -> PageFacts:
    """Return the facts in the page's own spelling; `found` is trafilatura's result for the page.

    `views` are the page's visible words, by block and by piece of text.

    trafilatura decides which title is right, but leaves out invisible characters, half-spaces
    included; the authors that it guesses must also be in a text of their own. Without any, a line
    near the title names the author if it says so («نویسنده: …»), or beside the date.
    """
    lines = [words for view in views for words in view]
    title = chosen.title or _heading(chosen.headings, declarations.titles)
    title = title or _own(found.title or "", [*chosen.headings, *declarations.titles])
    title = title or next(iter([*chosen.headings, *declarations.titles]), "")
    labels = chosen.categories or [*declarations.sections, *chosen.links] or found.categories or ()
    alone = {_bare(name): name for name in (_BY.sub("", words) for words in reversed(lines))}
    guessed = (_bare(_BY.sub("", name)) for name in (found.author or "").split(";"))
    near = [*_below(views, title), *_above(views, title)]
    named = [match[1] for words in near if (match := _NAMED_AUTHOR.fullmatch(words.strip()))]
    metas = [meta for words in near if (meta := read_meta(words, profile)) is not None]
    named += [name for meta in metas if meta.written for name in meta.authors]
    authors = (
        chosen.authors
        or declarations.authors
        or [alone[name] for name in guessed if name in alone]
        or named[:1]
    )
    summary = next(iter(declarations.summaries), "") or _own(found.description or "", lines)
    day = _day(declarations, chosen, views, title, profile)
    changes = [match[1] for words in _below(views, title) if (match := _CHANGED.search(words))]
    changed = _declared_day(declarations.modified, changes, profile)
    return PageFacts(
        title,
        day,
        changed if day and changed and changed > day else None,
        split_categories(map(one_blank, labels), profile),
        declarations.tags,
        [name for name in map(one_blank, authors) if _LETTER.search(name)],
        summary,
    )


def is_dateline(words: str, facts: PageFacts, profile: Profile) -> bool:
    """Whether a line below the title only says where and when: the page's day, or a change.

    `Port Miraval - 5 Nov 2026 - 06.00` where that is the page's day; `Last modified on 6 Nov 2026`.
    """
    changed = _CHANGED.search(words)
    if changed is not None and len(words[: changed.start()].split()) < 2:
        return find_date(changed[1], profile.meta.dates, profile.months) is not None
    placed = _PLACED.fullmatch(words)
    found = find_date(placed[1], profile.meta.dates, profile.months) if placed else None
    return found is not None and found.day == facts.day is not None


_PLACED = re.compile(
    r"[^\W\d_]+(?: [^\W\d_]+){0,2}(?:\s+[-\N{EN DASH}\N{EM DASH}·|/]|[,،:])\s+(.+)"
)


def _heading(headings: Sequence[str], titles: Sequence[str]) -> str:
    """Return the heading that is the page's title, even if a site's name is beside it there."""
    declared = {_bare(part) for title in titles for part in _parts(title)}
    return next((words for words in headings if _bare(words) in declared), "")


def _parts(title: str) -> list[str]:
    """Return a title, and the parts before and after each dash or bar in it."""
    parts = _BETWEEN.split(title)
    ends = ["".join(parts[:n]) for n in range(1, len(parts), 2)]
    return [title, *ends, *("".join(parts[n:]) for n in range(2, len(parts), 2))]


def _own(words: str, candidates: Iterable[str]) -> str:
    """Return the candidate, or its part before or after a dash or bar, with these words."""
    wanted = _bare(words)
    for candidate in candidates if wanted else ():
        for part in _parts(candidate):
            if _bare(part) == wanted:
                return part.strip()
    return one_blank(words)


def _bare(words: str) -> str:
    return re.sub(r"\W+", "", folded(words))


def _day(
    declarations: Declared,
    chosen: SelectedValues,
    views: Sequence[Sequence[str]],
    title: str,
    profile: Profile,
) -> date | None:
    """Return the page's own calendar day: the profile's, a declared, a visible, the address's."""
    for words in chosen.dates:
        if found := _read(words, profile):
            return found
    seen = _seen(chosen, views, title, profile)
    addressed = _IN_ADDRESS.search(declarations.address)
    others = [seen.isoformat() if seen else "", "-".join(addressed.groups() if addressed else ())]
    return _declared_day(declarations.published, others, profile)


def _declared_day(declared: Sequence[str], others: Sequence[str], profile: Profile) -> date | None:
    """Return the first day that is declared or, without one, that others say.

    A system that keeps UTC has no calendar of its own: a moment in UTC gives way to what is said
    otherwise, where that is the day before or after.
    """
    days = [(words, day) for words in (*declared, *others) if (day := _read(words, profile))]
    if not days:
        return None
    words, first = days[0]
    if not _IN_UTC.search(words.strip()):
        return first
    local = (day for other, day in days if not _IN_UTC.search(other.strip()))
    return next((day for day in local if abs((day - first).days) <= 1), first)


def _read(words: str, profile: Profile) -> date | None:
    written = find_date(words, profile.meta.dates, profile.months)
    return written.day if written is not None else first_date(words)


def _seen(
    chosen: SelectedValues, views: Sequence[Sequence[str]], title: str, profile: Profile
) -> date | None:
    """Return the first visible date below the title, above it, or in a `time` element."""
    near = [*_below(views, title), *chosen.times, *_above(views, title)]
    metas = (read_meta(words, profile) for words in near)
    day = next((meta.day for meta in metas if meta is not None and meta.day), None)
    exact = {parse_date(words[:10]) for words in chosen.times if _EXACT.match(words)}
    return other if day and day not in exact and (other := _turned(day)) in exact else day


def _turned(day: date) -> date | None:
    """Return the day that `11/02/2026` means to the other half of the world."""
    return parse_date(f"{day.year}-{day.day}-{day.month}")


def _below(views: Iterable[Sequence[str]], title: str) -> Iterator[str]:
    """Yield the lines below the title, up to the first lines of the text."""
    for lines in views:
        for start in _titles(lines, title):
            long = 0
            for words in lines[start : start + _FIRST_LINES]:
                long += len(words.split()) >= _PROSE
                if long < 2:  # the first may be a summary
                    yield words


def _above(views: Iterable[Sequence[str]], title: str) -> Iterator[str]:
    for lines in views:
        yield from lines[: min(_titles(lines, title)[0], _FIRST_LINES)]


def _titles(lines: Sequence[str], title: str) -> list[int]:
    return [n for n, words in enumerate(lines) if _bare(words) == _bare(title)] or [0]
