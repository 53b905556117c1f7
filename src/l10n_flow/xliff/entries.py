"""A catalog's entry as a translation unit, and the entry from a returned unit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from l10n_flow.catalogs.po.commentlines import held, solaris_reference
from l10n_flow.catalogs.provenance import origins
from l10n_flow.catalogs.provenance.origins import with_reasons
from l10n_flow.documents import Marked, Unwritable, marked, names, written
from l10n_flow.model import Entry, Key, Origin, State, digest
from l10n_flow.xliff.content import (
    Code,
    Node,
    apart,
    codes,
    outline,
    phrases,
    respelled,
    reworded,
    together,
    unwrapped,
)


class Extra(NamedTuple):
    """Words within a code of a unit: a title, an `alt`."""

    id: str
    """The ids of unit and code, and a number."""
    code: str
    """The code's number."""
    place: int
    """The index of the phrase within the code, from 0."""
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class XliffUnit:
    """The contents of a `trans-unit` (1.2) or `unit` (2.1)."""

    id: str
    """The entry's `identity`, and after a point the digest of the exported words ("0" for none): it
    shows whether the entry was changed here since."""
    source: tuple[Node, ...]
    target: tuple[Node, ...] | None
    """None where there are no words."""
    state: State
    origin: Origin | None = None
    extras: tuple[Extra, ...] = ()
    notes: tuple[str, ...] = ()
    """For the translator, one line each: the kind of text, meanings of placeholders, terms."""
    comments: tuple[str, ...] = ()
    """Of translators."""
    previous: tuple[Node, ...] | None = None
    """The source for which the words were made, when it is another one."""
    context: str | None = None


def identity(key: Key) -> str:
    """Return the first part of a unit's id: the same for one context and source."""
    return digest(key.context, key.source)


_OWN = re.compile(
    r"(?:\A|[^0-9a-f])([0-9a-f]{12}\.(?:[0-9a-f]{12}|0))(\.\w+\.[0-9]+)?\Z", re.IGNORECASE
)


def own_id(id_: str) -> str:
    """Return the id that was exported, without what a tool put before it; any other as it is.

    >>> own_id("tu-634E58334F74.0"), own_id("634e58334f74.0.2.1"), own_id("12")
    ('634e58334f74.0', '634e58334f74.0.2.1', '12')
    """
    match = _OWN.search(id_)
    return match[1].lower() + (match[2] or "") if match else id_


def is_own_id(id_: str) -> bool:
    """Whether the id of a unit is one that was exported here."""
    return _OWN.fullmatch(id_) is not None


def unit_of(entry: Entry) -> XliffUnit:
    """Return the entry as a unit."""
    source = apart(marked(entry.source))
    known = codes(source)
    target = apart(marked(entry.target), known) if entry.target else None
    id_ = f"{identity(entry.key)}.{digest(entry.target) if entry.target else '0'}"
    previous = entry.previous_source
    return XliffUnit(
        id_,
        source,
        target,
        entry.state,
        entry.origin,
        _extras(id_, known, codes(target or ())),
        entry.notes,
        entry.comments,
        None if previous is None else apart(marked(previous), known),
        entry.context,
    )


def with_source(entry: Entry) -> XliffUnit:
    """Return the entry as a unit that has its source as translation, unless people translated it.

    It has no state, so that words written over the source are a translation when they come back,
    although the tool leaves states alone; OmegaT's own filter does, and shows nothing of a unit
    without a target (seen in 3.6.0).

    >>> with_source(Entry("Peace")).target, with_source(Entry("Peace", "Paz")).target
    (('Peace',), ('Paz',))
    """
    unit = unit_of(entry)
    if entry.state >= State.TRANSLATED:
        return unit
    return replace(
        unit,
        target=unit.source,
        state=State.UNTRANSLATED,
        extras=tuple([extra._replace(target=extra.source) for extra in unit.extras]),
        previous=None,
    )


def _extras(id_: str, source: Sequence[Code], target: Sequence[Code]) -> tuple[Extra, ...]:
    """Return the words within codes, with those of the translation."""
    theirs = {code.id: phrases(code) for code in target}
    found = []
    for code in source:
        there = theirs.get(code.id, ())
        for n, phrase in enumerate(phrases(code)):
            words = there[n].words if n < len(there) else ""
            found.append(Extra(f"{id_}.{code.id}.{n + 1}", code.id, n, phrase.words, words))
    return tuple(found)


class Refused(ValueError):  # noqa: N818 - about one unit, not a failure of the program
    """A unit is refused; the message has the reason, as the end of a sentence about it."""


Outcome = str
"""The result of a unit: one of `TAKEN`, `SAME`, `CONFLICT`, `EMPTY`, `COPIED`."""

TAKEN, SAME, CONFLICT, EMPTY = "taken", "same", "conflict", "empty"
COPIED = "copied"
"""The unit has its source as translation, and no state that says that this is one."""


class Came(NamedTuple):
    """The result of a unit for its entry."""

    entry: Entry
    outcome: Outcome


class Returned(NamedTuple):
    """A unit in a returned file, with what a tool may have changed."""

    id: str
    source: tuple[Node, ...]
    target: tuple[Node, ...] | None
    state: State | None
    """None where the file has no state."""
    extras: Mapping[str, str] = {}
    """The words of each `Extra` that has any, by its id."""
    context: str | None = None
    notes: tuple[str, ...] = ()
    """Notes that are not a developer's, with the names of their authors before them."""


def come_back(
    entry: Entry, unit: Returned, now: datetime, *, by: str = "", theirs: bool = False
) -> Came:
    """Return the entry with the unit's words, state and notes.

    - Unchanged words leave the entry as it is, except for a higher state.
    - Where the entry was changed since the unit was exported, it stays as it is:
      `CONFLICT`. `theirs` takes the unit's words all the same. Without an id of ours nobody knows
      since when the entry has its words: then only those of a machine are replaced.
    - The source in the place of a translation is none, unless a state says that it is (`COPIED`):
      many tools write it where nobody has translated.
    - Notes that the entry does not have become its comments, whatever becomes of the words.
    - A final unit is reviewed `by` that person; without a name it is translated.
    - Words that lack emphasis of the source are a draft, with the reason.

    Raises `Refused` for a source that is not the entry's, and for words that lack a link, a
    placeholder or another code of the source, have one twice, or cannot be written as Markdown.
    """
    ours = apart(marked(entry.source))
    unit = unit._replace(source=unwrapped(unit.source), target=unwrapped(unit.target or ()))
    unit = _with_our_numbers(unit, ours)
    if _in_words(outline(ours)) != _in_words(outline(unit.source)):
        raise Refused("its source differs from the segment's present one")
    return _words_back(_noted(entry, unit.notes), unit, ours, now, by=by, theirs=theirs)


def _in_words(outlined: object) -> object:
    """Return what is equal for two outlines that differ only in blanks, which tools change."""
    if isinstance(outlined, tuple):
        return tuple(filter(None, map(_in_words, outlined)))
    return tuple(str(outlined).split())


def _noted(entry: Entry, notes: Iterable[str]) -> Entry:
    """Return the entry with those of the notes that it does not have, as comments."""
    known = {" ".join(line.split()) for line in (*entry.comments, *entry.notes)}
    found = []
    for note in notes:
        line = held(" ".join(note.split()))
        if solaris_reference(line):
            line = f"“{line}”"
        if line and not known & {line, line.partition(": ")[2]} and not origins.is_ours(line):
            known.add(line)
            found.append(line)
    return replace(entry, comments=(*entry.comments, *found)) if found else entry


def _words_back(
    entry: Entry, unit: Returned, ours: tuple[Node, ...], now: datetime, *, by: str, theirs: bool
) -> Came:
    """Return the entry with the words and state of a unit that has its source."""
    if not unit.target:
        return Came(entry, EMPTY)
    target, lacks = _target(entry, unit, ours)
    handed_out = unit.id.partition(".")[2]
    state = State.TRANSLATED if unit.state is None else max(unit.state, State.DRAFT)
    if lacks:
        state = State.DRAFT
    if target == entry.target or digest(target) == handed_out:
        is_higher = target == entry.target and unit.state is not None and state > entry.state
        raised = _raised(entry, state, now, by) if is_higher else entry
        return Came(raised, SAME if raised == entry else TAKEN)
    if target == entry.source and (unit.state or State.DRAFT) <= State.DRAFT:
        return Came(entry, COPIED)
    if not theirs and _has_changed(entry, unit.id, handed_out):
        return Came(entry, CONFLICT)
    return Came(_with_words(entry, target, state, lacks, now, by), TAKEN)


def _has_changed(entry: Entry, id_: str, handed_out: str) -> bool:
    """Whether the entry may have words that whoever translated the unit did not see."""
    if is_own_id(id_):
        return handed_out != (digest(entry.target) if entry.target else "0")
    return bool(entry.target) and not (entry.state is State.DRAFT and entry.is_machine_made)


def _with_our_numbers(unit: Returned, ours: tuple[Node, ...]) -> Returned:
    """Return the unit with our codes' numbers where a tool numbered them anew, in their order."""
    mine, other = codes(ours), codes(unit.source)
    by_number = {code.id: own for code, own in zip(other, mine, strict=False)}
    if outline(ours) == outline(unit.source) or not len(mine) == len(other) == len(by_number):
        return unit
    source = respelled(unit.source, by_number)
    if outline(ours) != outline(source):
        return unit
    own = {code.id for code in mine}
    for code in codes(unit.target or ()):
        if code.id in own:  # a code of the translation only, with a number that is one of ours
            by_number.setdefault(code.id, code._replace(id=f"a{code.id}"))
    return unit._replace(source=source, target=respelled(unit.target or (), by_number))


def _target(entry: Entry, unit: Returned, ours: tuple[Node, ...]) -> tuple[str, tuple[str, ...]]:
    """Return the unit's words as a segment, and the emphasis that they lack."""
    known = codes(ours)
    before = apart(marked(entry.target), known) if entry.target else ()
    spelled = {code.id: code for code in (*known, *codes(before))}
    worded = {code.id: _worded(code, spelled[code.id], unit) for code in known}
    for code in codes(unit.target or ()):
        if code.id not in spelled and not _may_be_added(code):
            raise Refused(f"its translation has a code {code.id}, which the source does not have")
    m = together(respelled(unit.target or (), {**spelled, **worded}))
    if entry.target and m == marked(entry.target):
        target = entry.target
    else:
        try:
            target = written(m, entry.target or entry.source)
        except Unwritable as error:
            raise Refused(f"its translation cannot be written: {error}") from error
    return target, _lacking(entry, target, m)


def _worded(code: Code, spelled: Code, unit: Returned) -> Code:
    """Return a code of the source with the translation's words."""
    theirs, phrased = phrases(spelled), phrases(code)
    if len(theirs) != len(phrased):
        return spelled
    prefix = f"{unit.id}.{code.id}."
    words = [unit.extras.get(f"{prefix}{n + 1}") or theirs[n].words for n in range(len(phrased))]
    return reworded(spelled, words)


_SIMPLE = re.compile(
    r"<(?:abbr|b|bdi|cite|dfn|em|i|mark|q|s|small|span|strong|sub|sup|u)"
    r"(?: (?:dir|lang)=\"[A-Za-z0-9-]*\")*>"
)


def _may_be_added(code: Code) -> bool:
    """Whether a translation may have the code without the source: emphasis, a language."""
    if code.closing is None:
        return False
    return code.name in _EMPHASIS or _SIMPLE.fullmatch(code.opening) is not None


_EMPHASIS = ("**", "*", "~~")


def _lacking(entry: Entry, target: str, meant: Marked) -> tuple[str, ...]:
    """Return the emphasis that the words lack. Raises `Refused` if they lack anything else."""
    source, has = names(marked(entry.source)), names(marked(target))
    if has != names(meant):
        raise Refused("its marks are where Markdown cannot express them")
    before = names(marked(entry.target)) if entry.target else source
    lost = (source - has) - (source - before)
    twice = (has - source) - (before - source)
    grave = [name for name in lost if name not in _EMPHASIS]
    if grave:
        raise Refused(f"its translation lacks {', '.join(sorted(grave))}")
    again = [name for name in twice if name in source and name not in _EMPHASIS]
    if again:
        raise Refused(f"its translation has {', '.join(sorted(again))} more often than the source")
    return tuple(sorted(lost))


def _raised(entry: Entry, state: State, now: datetime, by: str) -> Entry:
    """Return the entry with the same words in a higher state."""
    if state is State.REVIEWED and by:
        return origins.reviewed(entry, by, now, how="command")
    if entry.state >= State.TRANSLATED:
        return entry
    return origins.settled(entry)


def _with_words(
    entry: Entry, target: str, state: State, lacks: tuple[str, ...], now: datetime, by: str
) -> Entry:
    others = entry.origin.others if entry.origin else ()
    fresh = replace(
        entry,
        target=target,
        fuzzy=False,
        origin=Origin(others=others) if others else None,
        notes=with_reasons(entry.notes, ()),
        previous_source=None,
        previous_context=None,
    )
    if state is State.REVIEWED and by:
        return origins.reviewed(fresh, by, now, how="command", changed=bool(entry.target))
    if state >= State.TRANSLATED:
        return fresh
    why = tuple([f"mark-lost:{name}" for name in lacks])
    return replace(
        fresh,
        fuzzy=True,
        notes=with_reasons(entry.notes, why),
        origin=Origin(source=digest(*entry.key), why=why, others=others) if why else fresh.origin,
    )
