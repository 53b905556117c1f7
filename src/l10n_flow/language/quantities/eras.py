"""Years of eras that count otherwise than ours: 令和2年, 民國109年, พ.ศ. 2563, all of them 2020.

The Buddhist era is 543 years ahead (Thai royal decree of 1940, which has the year begin on 1
January, as ours). Japan counts by reigns (CLDR, calendar *japanese*), Taiwan from the founding of
the republic (CLDR, *roc*).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from l10n_flow import patterns as re
from l10n_flow.language.quantities.phrases import Number
from l10n_flow.language.quantities.sides import Left, Side

_BUDDHIST = 543
_BUDDHIST_YEARS = range(2300, 2700)
_FIRST_YEARS: Mapping[str, Mapping[str, int]] = {
    "ja": {"令和": 2019, "平成": 1989, "昭和": 1926, "大正": 1912, "明治": 1868},
    "zh": {"民國": 1912, "民国": 1912},
}
"""By language: how eras begin, and the year of ours that is their first."""
_ERA = {
    language: re.compile(rf"({'|'.join(first)})\s?(?P<year>元|\d{{1,3}})\s?年")
    for language, first in _FIRST_YEARS.items()
}


def without_eras(left: Left, ours: Side, theirs: Side) -> Left:
    """Remove the years that one side gives in an era of its language, and the other in ours."""
    lost, made = list(left.lost), list(left.made)
    for some, others, side in ((lost, made, ours), (made, lost, theirs)):
        for start, year in _years(side):
            same = next((n for n in others if n.values[:1] == (year,)), None)
            if same is not None:
                others.remove(same)
                some[:] = [number for number in some if number.span.start != start]
    return Left(lost, made)


def _years(side: Side) -> Iterator[tuple[int, int]]:
    """Where the figures of a year in another era begin, and what year of ours it is."""
    if side.language == "th":
        yield from ((n.span.start, _in_ours(n)) for n in side.numbers if _is_buddhist(n))
    elif (era := _ERA.get(side.language)) is not None:
        for match in era.finditer(side.text):
            first = _FIRST_YEARS[side.language][match[1]]
            count = 1 if match["year"] == "元" else int(match["year"])
            yield match.start("year"), first + count - 1


def _in_ours(number: Number) -> int:
    return int(number.values[0]) - _BUDDHIST


def _is_buddhist(number: Number) -> bool:
    return bool(number.values) and number.values[0] in _BUDDHIST_YEARS and not number.scaled
