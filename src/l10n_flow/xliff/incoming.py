"""Units from a returned XLIFF file, which is data from strangers.

Other tools divide units into segments, nest them in groups, and spell codes in other ways of the
standard; all of these are read. A file that is not XLIFF is an error; a mistake in one unit
excludes that unit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import itemgetter
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from l10n_flow import xmltext
from l10n_flow.errors import InputError, Place
from l10n_flow.model import State
from l10n_flow.xliff.content import Code, Node, PairedCode
from l10n_flow.xliff.entries import Refused, Returned, is_own_id, own_id
from l10n_flow.xliff.versions import CTYPES, KINDS, NAMESPACES, STATES_1, STATES_2, TYPES
from l10n_flow.xmltext import local_name

MAX_BYTES = 1 << 28
"""The maximum size of a file: at two kilobytes a unit it has a hundred thousand units."""

_MAX_NESTED = 100
"""The maximum nesting of codes; people nest four."""


class ReadUnit(NamedTuple):
    """One unit of a file."""

    original: str
    """The article, by its name in the file."""
    source: str
    """The languages, in the file's spelling."""
    target: str
    place: Place
    id: str
    unit: Returned | None
    """None where it cannot be read."""
    reason: str = ""
    """Why it cannot be read: the end of a sentence about the unit."""


def read(path: Path) -> Iterator[ReadUnit]:
    """Yield the file's units in order; words within codes are part of their unit.

    Raises `InputError` with file and line for a file that is not XLIFF 1.2 or 2.x, is not
    well-formed, is larger than `MAX_BYTES`, or declares entities; `UsageError` where lxml is not
    installed.
    """
    return _joined(_XliffReader(path).units())


def _joined(found: Iterable[ReadUnit]) -> Iterator[ReadUnit]:
    """Yield each unit with its codes' words, which follow it in the file."""
    held: ReadUnit | None = None
    for one in found:
        if held is not None and _is_within(one, held):
            words = _words(one.unit.target or ()) if one.unit is not None else ""
            if words and held.unit is not None:
                extras = {**held.unit.extras, one.id: words}
                held = held._replace(unit=held.unit._replace(extras=extras))
            continue
        if held is not None:
            yield held
        held = one
    if held is not None:
        yield held


def _is_within(one: ReadUnit, held: ReadUnit) -> bool:
    """Whether a unit has words within a code of another: other tools' ids do not tell."""
    is_below = is_own_id(held.id) and one.id.startswith(f"{held.id}.")
    return is_below and (one.original, one.target) == (held.original, held.target)


def _words(nodes: Iterable[Node]) -> str:
    return "".join(
        [
            _words(n.inside) if isinstance(n, PairedCode) else n
            for n in nodes
            if not isinstance(n, Code)
        ]
    )


@dataclass(slots=True)
class _XliffReader:
    """One file, while it is read."""

    path: Path
    is_two: bool = False
    original: str = ""
    source: str = ""
    target: str = ""

    def units(self) -> Iterator[ReadUnit]:
        events = xmltext.streamed(self.path, "XLIFF", "xliff", max_bytes=MAX_BYTES)
        self._begin(next(events)[1])
        for event, element in events:
            name = local_name(element)
            if event == "start":
                if name == "file":
                    self.original = element.get("original", "")
                    if not self.is_two:
                        self.source = element.get("source-language", "")
                        self.target = element.get("target-language", "")
            elif name in ("trans-unit", "unit"):
                yield self._found(element)
                xmltext.forget(element)

    def _begin(self, root: Any) -> None:
        name, version = local_name(root), root.get("version", "")
        if name != "xliff":
            what = f"is not an XLIFF file: it begins with <{name}>"
            raise InputError(what, Place(self.path, root.sourceline), hint="export it as XLIFF 1.2")
        # Any 2.x has what we read; some tools leave out its namespace or write that of their own.
        self.is_two = version.startswith("2.") or root.tag.startswith(f"{{{NAMESPACES['2.1']}}}")
        if not self.is_two and not version.startswith("1."):
            what = f"is XLIFF {version or 'without a version'}, which cannot be read"
            hint = "export it as XLIFF 1.2 or 2.1"
            raise InputError(what, Place(self.path, root.sourceline), hint=hint)
        self.source, self.target = root.get("srcLang", ""), root.get("trgLang", "")

    def _found(self, element: Any) -> ReadUnit:
        id_ = own_id(element.get("id", ""))
        found = ReadUnit(
            self.original, self.source, self.target, Place(self.path, element.sourceline), id_, None
        )
        try:
            unit = _unit_2(element) if self.is_two else _unit_1(element)
        except Refused as error:
            return found._replace(reason=str(error))
        return found._replace(unit=unit)


def _children(element: Any, name: str) -> Iterator[Any]:
    return (child for child in element if local_name(child) == name)


def _unit_1(element: Any) -> Returned:
    """Read a `trans-unit` of 1.2."""
    source = next(_children(element, "source"), None)
    if source is None:
        raise Refused("it has no <source>")
    target = next(_children(element, "target"), None)
    state: State | None = None
    nodes: tuple[Node, ...] | None = None
    if target is not None:
        sentences = _sentences(target)
        if any(map(_is_empty, sentences)):
            raise Refused("only some of its sentences are translated")
        _spaced(sentences, next(_children(element, "seg-source"), None))
        written = target.get("state", "")
        state = STATES_1.get(written)
        nodes = _content([target]) or None
    words = _content([source])
    if element.get("approved") == "yes" and (state is not None or nodes != words):
        state = State.REVIEWED  # unless it was said of other words, which the source has replaced
    context = element.get("resname")
    notes = [
        _note(one, one.get("from", ""))
        for one in _children(element, "note")
        if one.get("from") != "developer"
    ]
    return Returned(
        own_id(element.get("id", "")),
        words,
        nodes,
        state,
        context=context,
        notes=tuple(notes),
    )


def _note(element: Any, author: str) -> str:
    """Return a note with its author, if it names one."""
    words = "".join(element.itertext()).strip()
    return f"{author}: {words}" if author not in ("", "translator") and words else words


def _sentences(text: Any) -> list[Any]:
    """Return the sentences into which a tool divided a text of 1.2."""
    return [mark for mark in text.iter() if mark.get("mtype") == "seg"]


def _spaced(sentences: Sequence[Any], source: Any) -> None:
    """Put the blanks between sentences of the source between those of the translation.

    Some tools take them for a part of the source only.
    """
    before = {
        mark.get("mid"): mark.tail for mark in (_sentences(source) if source is not None else ())
    }
    for one, other in pairwise(sentences):
        blank = before.get(one.get("mid")) or ""
        ends = "".join(one.itertext())[-1:], "".join(other.itertext())[:1]
        if (
            blank.isspace()
            and one.getnext() is other
            and not (one.tail or any(map(str.isspace, ends)))
        ):
            one.tail = blank


def _is_empty(element: Any) -> bool:
    return not len(element) and not (element.text or "").strip()


def _unit_2(element: Any) -> Returned:
    """Read a `unit` of 2.x, which a tool may have divided into segments."""
    sources, targets, states = [], [], []
    for part in element:
        name = local_name(part)
        if name not in ("segment", "ignorable"):
            continue
        source = next(_children(part, "source"), None)
        target = next(_children(part, "target"), None)
        if source is None:
            raise Refused("it has a segment without <source>")
        sources.append(source)
        if name == "ignorable":
            targets.append(source if target is None else target)
            continue
        targets.append(target)
        if target is not None:
            states.append(STATES_2.get(part.get("state", "initial"), State.DRAFT))
    data = {
        one.get("id", ""): one.text or "" for one in element.iter() if local_name(one) == "data"
    }
    translated = _ordered([one for one in targets if one is not None])
    nodes = None
    if states:
        if len(translated) < len(targets):
            raise Refused("only some of its segments are translated")
        nodes = _content(translated, data) or None
    state = min(states, default=None)
    id_, context = own_id(element.get("id", "")), element.get("name")
    notes = [
        _note(one, "")
        for group in _children(element, "notes")
        for one in _children(group, "note")
        if one.get("category") not in ("developer", "previous source")
    ]
    return Returned(id_, _content(sources, data), nodes, state, context=context, notes=tuple(notes))


def _ordered(targets: Sequence[Any]) -> list[Any]:
    """Return the texts in the order of the translation (XLIFF 2.1, 4.3.1.19 `order`)."""
    places = [one.get("order", "") for one in targets]
    numbered = [int(p) if p.isdecimal() else n for n, p in enumerate(places, 1)]
    return [one for _, one in sorted(zip(numbered, targets, strict=True), key=itemgetter(0))]


def _content(
    elements: Iterable[Any], data: Mapping[str, str] = MappingProxyType({})
) -> tuple[Node, ...]:
    """Return the words and codes of a text in several elements."""
    building = _TextBuilder(data)
    for element in elements:
        building.take(element)
    return building.result()


@dataclass(slots=True)
class _TextBuilder:
    """A text, while it is read."""

    data: Mapping[str, str]
    stack: list[tuple[Code | None, list[Node]]] = field(default_factory=lambda: [(None, [])])

    def result(self) -> tuple[Node, ...]:
        if len(self.stack) > 1:
            raise Refused(f"its code {self._open()} is never closed")
        return tuple(self.stack[0][1])

    def _open(self) -> str:
        code = self.stack[-1][0]
        return code.id if code is not None else ""

    def take(self, element: Any) -> None:
        """Read the content of the element."""
        self._append(element.text)
        for child in element:
            name = local_name(child)
            row = _ELEMENTS.get(name)
            if row is None:
                raise Refused(f"<{name or child.text}> is not allowed in a text")
            row(self, child)
            self._append(child.tail)

    def _append(self, words: str | None) -> None:
        if words:
            inside = self.stack[-1][1]
            if inside and isinstance(inside[-1], str):
                inside[-1] += words
            else:
                inside.append(words)

    def open(self, code: Code) -> None:
        if len(self.stack) > _MAX_NESTED:
            raise Refused("its codes are nested too deeply")
        self.stack.append((code, []))

    def close(self, id_: str) -> None:
        code, inside = self.stack[-1]
        if code is None or code.id != id_:
            raise Refused(f"its code {id_} ends inside another one")
        self.stack.pop()
        self.stack[-1][1].append(PairedCode(code, tuple(inside)))

    def pair(self, element: Any) -> None:
        """Read `g` and `pc`, whose content is within the code."""
        code = self._code(
            element, element.get("dataRefStart"), element.get("dataRefEnd"), pair=True
        )
        self.open(code)
        self.take(element)
        self.close(code.id)

    def begin(self, element: Any) -> None:
        """Read `bx`, `bpt` and `sc`; the code's end is elsewhere."""
        self.open(self._code(element, element.get("dataRef"), None, pair=True))

    def end(self, element: Any) -> None:
        """Read `ex`, `ept` and `ec`."""
        id_ = element.get("startRef") or element.get("rid") or element.get("id", "")
        self.close(id_)

    def alone(self, element: Any) -> None:
        """Read `x` and `ph`."""
        self.stack[-1][1].append(self._code(element, element.get("dataRef"), None, pair=False))

    def isolated(self, element: Any) -> None:
        """Read `it`, which opens or closes a code."""
        if element.get("pos") == "close":
            self.end(element)
        else:
            self.begin(element)

    def nothing(self, element: Any) -> None:
        """Read the ends of a remark."""

    def character(self, element: Any) -> None:
        """Read `cp`: a character that XML excludes."""
        try:
            self._append(chr(int(element.get("hex", ""), 16)))
        except (ValueError, OverflowError) as error:
            raise Refused(f"<cp hex={element.get('hex')!r}> is not a character") from error

    def _code(self, element: Any, first: str | None, last: str | None, *, pair: bool) -> Code:
        """Return the code by the file's data; a code of the source keeps its spelling."""
        id_ = element.get("rid") or element.get("id", "")
        opening = self.data.get(first or "", element.get("equiv-text") or "")
        kind = _kind(element)
        if not pair:
            return Code(id_, kind, opening)
        closing = self.data.get(last or "") or _closing(kind, opening)
        return Code(id_, kind, opening, closing)


_ELEMENTS = {
    "g": _TextBuilder.pair,
    "pc": _TextBuilder.pair,
    "bx": _TextBuilder.begin,
    "sc": _TextBuilder.begin,
    "ex": _TextBuilder.end,
    "ec": _TextBuilder.end,
    "bpt": _TextBuilder.begin,
    "ept": _TextBuilder.end,
    "it": _TextBuilder.isolated,
    "x": _TextBuilder.alone,
    "ph": _TextBuilder.alone,
    "mrk": _TextBuilder.take,
    "sm": _TextBuilder.nothing,
    "em": _TextBuilder.nothing,
    "cp": _TextBuilder.character,
}
_SUBTYPES = {sub: kind for kind, (_, sub) in TYPES.items()}


def _kind(element: Any) -> str:
    ctype = element.get("ctype")
    if ctype is not None:
        name = ctype.removeprefix("x-")
        return KINDS.get(ctype) or KINDS.get(name) or (name if name in CTYPES else "tag")
    sub = element.get("subType", "")
    return _SUBTYPES.get(sub) or sub.partition(":")[2] or "tag"


def _closing(kind: str, opening: str) -> str:
    """Return the closing part of a code that only the translation has."""
    if kind == "tag":
        name = opening.strip("<>").split()
        return f"</{name[0]}>" if name else ""
    return opening
