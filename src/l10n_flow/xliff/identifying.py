"""The entry of each unit in a returned file: by its id, and by its source where a tool changed ids.

Some tools number all units anew. A source that one entry has, or that as many entries as units
have, shows which is meant; where it does not, the unit is left out with the reason.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from l10n_flow.documents import marked
from l10n_flow.model import Entry
from l10n_flow.xliff.content import Node, PairedCode, apart, codes, outline, phrases, unwrapped
from l10n_flow.xliff.entries import identity, is_own_id
from l10n_flow.xliff.incoming import ReadUnit

GONE = "the article no longer has its segment"


class MatchedUnit(NamedTuple):
    """A unit, and the entry that it translates."""

    found: ReadUnit
    entry: Entry | None = None
    by_source: bool = False
    reason: str = ""
    """Why there is no entry: the end of a sentence about the unit."""


def matched(units: Sequence[ReadUnit], entries: Iterable[Entry]) -> Iterator[MatchedUnit]:
    """Yield the file's units for one catalog in order, each with its entry.

    Words within the codes of a unit that was found by its source are part of it, as they are in
    other units; they have none of their own.
    """
    live = {identity(entry.key): entry for entry in entries}
    known = [live.get(found.id.partition(".")[0]) for found in units]
    strange = {
        number: found
        for number, (found, entry) in enumerate(zip(units, known, strict=True))
        if entry is None and found.unit is not None and not is_own_id(found.id)
    }
    taken = {entry.key for entry in known if entry is not None}
    free = [entry for entry in live.values() if entry.key not in taken] if strange else []
    by_source = dict(_by_source(strange, free))
    for number, (found, entry) in enumerate(zip(units, known, strict=True)):
        if number not in strange:
            lost = "" if entry or found.unit is None else GONE
            yield MatchedUnit(found, entry, reason=lost)
        elif number in by_source:
            yield by_source[number]


_Numbered = tuple[int, ReadUnit]


def _by_source(
    units: Mapping[int, ReadUnit], entries: Iterable[Entry]
) -> Iterator[tuple[int, MatchedUnit]]:
    """Yield these units, by their numbers, with the entries that have their source."""
    having: dict[object, list[Entry]] = defaultdict(list)
    for entry in entries:
        having[_shape(apart(marked(entry.source)))].append(entry)
    asking: dict[object, list[_Numbered]] = defaultdict(list)
    for number, found, shape in _whole(units, having):
        asking[shape].append((number, found))
    for shape, some in asking.items():
        yield from _paired(some, having.get(shape, []))


def _paired(
    units: Sequence[_Numbered], entries: Sequence[Entry]
) -> Iterator[tuple[int, MatchedUnit]]:
    """Yield units that have one source with the entries that have it."""
    found_entries: Sequence[Entry | None] = [None] * len(units)
    reason = ""
    if not entries:
        reason = "no other segment of the article has its id or its source"
    elif len(entries) == 1:
        found_entries = [entries[0]] * len(units)
    elif len(entries) == len(units):
        found_entries = _in_context(units, entries)
    else:
        reason = f"its id was changed, and {len(entries)} segments have its source"
    for (number, found), entry in zip(units, found_entries, strict=True):
        yield number, MatchedUnit(found, entry, by_source=entry is not None, reason=reason)


def _in_context(units: Sequence[_Numbered], entries: Sequence[Entry]) -> Sequence[Entry]:
    """Return the entry of each unit: by the context that it names, else in their order."""
    named = {entry.context: entry for entry in entries}
    contexts = [found.unit.context if found.unit else None for _, found in units]
    is_named = len(named) == len(entries) and set(contexts) == set(named)
    return [named[one] for one in contexts] if is_named else entries


def _whole(
    units: Mapping[int, ReadUnit], having: Mapping[object, list[Entry]]
) -> Iterator[tuple[int, ReadUnit, object]]:
    """Yield the units with their shapes; words within codes, which follow, are put into theirs."""
    held: tuple[int, ReadUnit, object] | None = None
    within: list[tuple[str, str]] = []
    for number, found in units.items():
        source = unwrapped(found.unit.source) if found.unit else ()
        if held is not None and within and source == (within[0][1],):
            held = held[0], _with_words(held[1], within.pop(0)[0], found), held[2]
            continue
        if held is not None:
            yield held
        held = number, found, _shape(source)
        within = _phrases(having.get(held[2], [])[:1])
    if held is not None:
        yield held


def _with_words(found: ReadUnit, place: str, inner: ReadUnit) -> ReadUnit:
    """Return the unit with the words of the code at a place."""
    words = "".join(map(str, unwrapped(inner.unit.target or ()))) if inner.unit else ""
    if found.unit is None or not words:
        return found
    extras = {**found.unit.extras, f"{found.unit.id}.{place}": words}
    return found._replace(unit=found.unit._replace(extras=extras))


def _phrases(entries: Sequence[Entry]) -> list[tuple[str, str]]:
    """Return the places and the words within the codes of a source, in the order of a file."""
    return [
        (f"{code.id}.{n + 1}", phrase.words)
        for entry in entries
        for code in codes(apart(marked(entry.source)))
        for n, phrase in enumerate(phrases(code))
    ]


def _shape(nodes: Sequence[Node]) -> object:
    """Return what is equal for two texts that differ in the numbers of their codes, too."""
    numbers = {code.id: str(n) for n, code in enumerate(codes(nodes))}

    def numbered(some: Iterable[Node]) -> Iterator[Node]:
        for node in some:
            if isinstance(node, str):
                yield node
            elif isinstance(node, PairedCode):
                code = node.code._replace(id=numbers[node.code.id])
                yield PairedCode(code, tuple(numbered(node.inside)))
            else:
                yield node._replace(id=numbers[node.id])

    return outline(numbered(nodes))
