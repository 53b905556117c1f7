"""Merge two versions of a catalog with a common base, as a merge driver of git.

In a merge by lines, two people who approve different entries have conflicts in the header's date
and in adjacent comments. In a merge by entries they have none. If both sides changed the same
entry, a person's words win over a machine's, a higher state over a lower one, a review of the
opened segment over a review in a batch, and a newer review over an older one. Different words of
two people are a conflict, which no rule may decide.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from l10n_flow.model import Catalog, Entry, Key, State, digest

CONFLICT = "l10n-flow: conflict, the other branch says: "
"""How the translators' comment with the words of the other side begins."""

_T = TypeVar("_T")

_DATES = {"po-revision-date", "pot-creation-date"}


@dataclass(frozen=True, slots=True)
class ThreeWay:
    """The result of a merge of two versions."""

    catalog: Catalog
    conflicts: tuple[Key, ...]
    """Entries for which two people have different words: ours are a draft, theirs in a comment."""


def is_contested(entry: Entry) -> bool:
    """Whether a merge left the words of another person, in a comment or among the entry's own.

    >>> is_contested(Entry("Rain", "Lluvia", comments=(f"{CONFLICT}Aguacero",)))
    True
    """
    is_ours = any(comment.startswith(CONFLICT.rstrip()) for comment in entry.comments)
    return is_ours or _parts(entry.target) != [entry.target]


def other_words(entry: Entry) -> tuple[str, ...]:
    r"""The words of other people that a merge put into the entry's comments.

    >>> other_words(Entry("Rain", "Lluvia", comments=(CONFLICT + r"“Agua\ncero”", "Which one?")))
    ('Agua\ncero',)
    """
    start = CONFLICT.rstrip()
    lines = [line[len(start) :].strip() for line in entry.comments if line.startswith(start)]
    return (*map(_from_one_line, lines), *_parts(entry.target)[1:])


def dispute(entry: Entry) -> str:
    """What two people wrote, for a message: where they differ, and some words around it.

    "" where all of them wrote the same words by now.

    >>> dispute(Entry("Rain", "Lluvia", comments=(CONFLICT + "“Agua”",)))
    '“Lluvia” in the entry, “Agua” in its comment'
    """
    words = [" ".join(each.split()) for each in (_parts(entry.target)[0], *other_words(entry))]
    first, *others = dict.fromkeys(words)
    if not others:
        return ""
    at = min(_shared(first, each) for each in others)
    shown = [f"“{_near(each, at)}”" for each in (first, *others)]
    return f"{shown[0]} in the entry, {' and '.join(shown[1:])} in its comment"


def _shared(one: str, other: str) -> int:
    """The length of the beginning that two texts share."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


_SHOWN = 60
"""The number of characters of each text in a message; it is about half of a line."""


def _near(words: str, at: int) -> str:
    """The words around a place, as many as a message shows."""
    start = max(0, min(at - _SHOWN // 2, len(words) - _SHOWN))
    start = words.rfind(" ", 0, start + 1) + 1
    end = words.find(" ", start + _SHOWN)
    before, after = "…" if start else "", "…" if end >= 0 else ""
    return f"{before}{words[start : end if end >= 0 else len(words)]}{after}"


MSGCAT = "#-#-#-#-#"
"""What the lines have at both ends that msgcat writes above the words of each of two files."""

_MSGCAT = re.compile(rf"^{MSGCAT}  .*  {MSGCAT}\n", re.MULTILINE)


def _parts(target: str) -> list[str]:
    """The different words that msgcat has joined into one target, or the target itself."""
    if MSGCAT not in target:
        return [target]
    first, *others = _MSGCAT.split(target)
    if not others:
        return [target]
    return [part.removesuffix("\n") for part in ([first, *others] if first else others)]


def parted(entry: Entry) -> Entry:
    r"""The entry with the words of one file, where msgcat has joined those of several.

    The others' become comments, as after a merge of ours.

    >>> joined = "#-#-#-#-#  a.po  #-#-#-#-#\nLluvia\n#-#-#-#-#  b.po  #-#-#-#-#\nAguacero"
    >>> found = parted(Entry("Rain", joined, fuzzy=True))
    >>> found.target, found.comments
    ('Lluvia', ('l10n-flow: conflict, the other branch says: “Aguacero”',))
    """
    first, *others = _parts(entry.target)
    if first == entry.target:
        return entry
    comments = [CONFLICT + _on_one_line(words) for words in others if words != first]
    return replace(entry, target=first, fuzzy=True, comments=(*entry.comments, *comments))


def resolved(entry: Entry) -> Entry:
    """The entry after somebody has chosen its words: without those of the other side.

    >>> resolved(Entry("Rain", "Lluvia", comments=(CONFLICT + "“Agua”", "Which one?"))).comments
    ('Which one?',)
    """
    start = CONFLICT.rstrip()
    return replace(entry, comments=tuple(c for c in entry.comments if not c.startswith(start)))


def merged(base: Catalog, ours: Catalog, theirs: Catalog) -> ThreeWay:
    """The catalog with the changes of both sides since `base`.

    Laws: if one side is `base`, the result has the other side's entries; if both sides are equal,
    the result is equal to them; exchanging the sides changes only whose words come first in a
    conflict, and the order of entries. Words that a side added to `base` are never lost.

    >>> base = Catalog("es", (Entry("Rain"), Entry("Mud")))
    >>> ours = Catalog("es", (Entry("Rain", "Lluvia"), Entry("Mud")))
    >>> theirs = Catalog("es", (Entry("Rain"), Entry("Mud", "Lodo")))
    >>> [entry.target for entry in merged(base, ours, theirs).catalog.entries]
    ['Lluvia', 'Lodo']
    """
    was, mine, other = (
        {entry.key: entry for entry in catalog.entries} for catalog in (base, ours, theirs)
    )
    entries: list[Entry] = []
    contested: list[Key] = []
    for key in _order(list(mine), list(other)):
        entry, is_contested = _entry(was.get(key), mine.get(key), other.get(key))
        if entry is not None:
            entries.append(entry)
        if is_contested:
            contested.append(key)
    live = [entry for entry in entries if not entry.obsolete]
    gone = [entry for entry in entries if entry.obsolete and entry.target]
    catalog = replace(
        ours,
        entries=(*live, *gone),
        headers=_headers(base, ours, theirs),
        comments=_lines(base.comments, ours.comments, theirs.comments),
        header_flags=_one(base.header_flags, ours.header_flags, theirs.header_flags),
    )
    return ThreeWay(catalog, tuple(contested))


def joined(one: Entry, other: Entry) -> Entry | None:
    """The entry that two with one key in the same file are; None if their words differ.

    An entry without words says nothing about words. The higher state counts, as in a merge;
    comments, references and flags of both are kept.

    >>> draft = Entry("Rain", "Lluvia", fuzzy=True, comments=("Which one?",))
    >>> found = joined(draft, Entry("Rain", "Lluvia", flags=("no-wrap",)))
    >>> found and (found.state.label, found.comments, found.flags)
    ('translated', ('Which one?',), ('no-wrap',))
    >>> joined(draft, Entry("Rain", "Aguacero"))
    """
    if one.target != other.target and one.target and other.target:
        return None
    entry, _ = _entry(None, one, other)
    return entry and replace(
        entry,
        comments=_both(one.comments, other.comments),
        references=_both(one.references, other.references),
        flags=_both(one.flags, other.flags),
    )


def _order(mine: Sequence[Key], other: Sequence[Key]) -> list[Key]:
    """Our order; a key that only the other side has comes after the key it follows there."""
    order = list(mine)
    known = set(mine)
    after: dict[Key | None, list[Key]] = {}
    last: Key | None = None
    for key in other:
        if key in known:
            last = key
        else:
            after.setdefault(last, []).append(key)
    found = list(after.get(None, ()))
    for key in order:
        found += [key, *after.get(key, ())]
    return found


def _entry(was: Entry | None, mine: Entry | None, other: Entry | None) -> tuple[Entry | None, bool]:
    """The merged entry, and whether the two sides contradict each other."""
    if mine == other or other == was:
        return mine, False
    if mine == was:
        return other, False
    if mine is None or other is None:  # taken out here, worked on there: the work stays
        return mine or other, False
    base = was or Entry(mine.source, context=mine.context)
    work, is_contested = _work(base, mine, other)
    comments = _lines(base.comments, mine.comments, other.comments)
    if is_contested:
        comments = (*comments, CONFLICT + _on_one_line(other.target))
    entry = replace(
        work,
        comments=comments,
        notes=_one(base.notes, mine.notes, other.notes),
        references=_one(base.references, mine.references, other.references),
        flags=_one(base.flags, mine.flags, other.flags),
        obsolete=mine.obsolete and other.obsolete,  # sync knows what the article has
        fuzzy=work.fuzzy or is_contested,
    )
    return entry, is_contested


def _work(was: Entry, mine: Entry, other: Entry) -> tuple[Entry, bool]:
    """The side whose words, state and origin are used, and whether there is a conflict.

    In a conflict it is ours.
    """
    before, here, there = (_words(entry) for entry in (was, mine, other))
    if there == before:
        return mine, False
    if here == before:
        return other, False
    ranks = _rank(mine), _rank(other)
    if min(ranks) >= _PERSON and mine.target != other.target:
        return mine, True
    first, second = (
        (rank, _was_examined(e), e.origin.time if e.origin else "", repr(_words(e)))
        for rank, e in zip(ranks, (mine, other), strict=True)
    )
    return (mine if first >= second else other), False


def _words(entry: Entry) -> tuple[object, ...]:
    return (
        entry.target,
        entry.fuzzy,
        entry.origin,
        entry.previous_source,
        entry.previous_context,
    )


_PERSON = 2


def _rank(entry: Entry) -> int:
    """0: no words; 1: an unedited draft; from 2 on a person's: draft, translation, review."""
    if not entry.target:
        return 0
    if entry.state is not State.DRAFT:
        return 2 + entry.state - State.DRAFT
    origin = entry.origin
    is_untouched = origin is not None and origin.machine == digest(entry.target)
    return 1 if is_untouched else _PERSON


def _was_examined(entry: Entry) -> bool:
    """Whether somebody opened the segment to review it; in a batch it may not have been read."""
    return entry.origin is not None and entry.origin.how == "one"


def _one(was: _T, mine: _T, other: _T) -> _T:
    """The value that a side changed; of two different changes, the same one in either order."""
    if mine == was:
        return other
    if other in (was, mine):
        return mine
    return max(mine, other, key=repr)


def _lines(was: Sequence[str], mine: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    """The lines that neither side removed, then those that either side added."""
    if tuple(mine) == tuple(other) or tuple(other) == tuple(was):
        return tuple(mine)
    if tuple(mine) == tuple(was):
        return tuple(other)
    kept = [line for line in was if line in mine and line in other]
    added = {line for line in (*mine, *other) if line not in was}
    return (*kept, *sorted(added))


def _both(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return (*one, *(line for line in other if line not in one))


def _headers(base: Catalog, ours: Catalog, theirs: Catalog) -> tuple[tuple[str, str], ...]:
    """Our fields with the changes of the other side; of two dates, the later one."""
    sides = [catalog.headers for catalog in (base, ours, theirs)]
    names = [Counter(name for name, _ in headers) for headers in sides]
    several = {name for counted in names for name, number in counted.items() if number > 1}
    was, mine, other = (_fields(headers, several) for headers in sides)
    found = []
    for key in dict.fromkeys((*mine, *other)):
        if key[0].lower() in _DATES:
            value: str | None = max(mine.get(key, ""), other.get(key, ""))
        else:
            value = _one(was.get(key), mine.get(key), other.get(key))
        if value is not None:
            found.append((key[0], value))
    return tuple(found)


def _fields(
    headers: Sequence[tuple[str, str]], several: Container[str]
) -> dict[tuple[str, str, int], str]:
    """The values by the name of their field; by name, value and number where there are several.

    A line without a colon has no name, either: it is known by its words.
    """
    found: dict[tuple[str, str, int], str] = {}
    counted: Counter[tuple[str, str]] = Counter()
    for name, value in headers:
        one = (name, value if not name or name in several else "")
        found[(*one, counted[one])] = value
        counted[one] += 1
    return found


def _on_one_line(text: str) -> str:
    line = text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
    return f"“{line}”"


_ESCAPED = re.compile(r"\\([\\nr])")


def _from_one_line(line: str) -> str:
    inner = line[1:-1] if line.startswith("“") and line.endswith("”") else line
    return _ESCAPED.sub(lambda match: {"n": "\n", "r": "\r"}.get(match[1], "\\"), inner)
