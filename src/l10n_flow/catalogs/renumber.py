"""Renumber the placeholders of a translation that becomes the draft of a changed text.

`{2}` of the old text may be `{1}` of the new one if a link before it was removed. The notes of both
texts say what each number stands for. Without renumbering, a draft would link to another page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_NOTED = re.compile(r"\{(?P<number>[0-9]+)\} = (?P<value>.*)", re.DOTALL)
_NUMBER = re.compile(r"\{(?P<number>[0-9]+)\}")


def renumbered(target: str, before: Sequence[str], after: Sequence[str]) -> str:
    """The translation with the numbers that its placeholders have in the new text.

    `before` and `after` are the notes of the old and the new text. A placeholder with the same
    value gets its new number. Removed placeholders are matched with new ones, in order, because a
    link whose address was changed is still the same link. If no new one is left, the placeholder
    gets a number that the new text does not have, which `build` refuses and a translator sees.

    >>> renumbered("[a]({1}) [b]({2})", ["{1} = /x", "{2} = /y"], ["{1} = /y"])
    '[a]({2}) [b]({1})'
    """
    old, new = _values(before), _values(after)
    if old == new:
        return target
    numbers = _mapping(old, new)

    def number(match: re.Match[str]) -> str:
        found = int(match["number"])
        return f"{{{numbers.get(found, found)}}}"

    return _NUMBER.sub(number, target)


def numbers_in(target: str) -> frozenset[str]:
    """The numbers of a translation's placeholders.

    >>> sorted(numbers_in("[a]({2}) [b]({1}) {2}"))
    ['1', '2']
    """
    return frozenset(_NUMBER.findall(target))


def unnumbered(target: str) -> str:
    """The translation without the numbers, to compare words with different numbering."""
    return _NUMBER.sub("{}", target)


def _values(notes: Sequence[str]) -> dict[int, str]:
    """What each number stands for; an address that a tool broke at a hyphen is joined again."""
    found: dict[int, str] = {}
    last = 0
    for note in notes:
        match = _NOTED.fullmatch(note)
        if match:
            last = int(match["number"])
            found[last] = match["value"]
        elif last and " " not in note and found[last].endswith("-"):
            found[last] += note
    return found


def _mapping(old: dict[int, str], new: dict[int, str]) -> dict[int, int]:
    free = dict(new)
    numbers: dict[int, int] = {}
    for number, value in old.items():
        same = [candidate for candidate, other in free.items() if other == value]
        if same:
            chosen = number if number in same else same[0]
            numbers[number] = chosen
            del free[chosen]
    left = sorted(free)
    beyond = max(new, default=0)
    for number in old:
        if number in numbers:
            continue
        if left:
            numbers[number] = left.pop(left.index(number) if number in left else 0)
        else:
            beyond += 1
            numbers[number] = beyond
    return numbers
