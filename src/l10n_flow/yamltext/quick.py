"""YAML as libyaml reads it; None wherever ruamel.yaml is to be asked.

That is: where libyaml finds a mistake, which ruamel.yaml tells better; where the text holds
anything in whose reading the two could differ; where libyaml is not there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml as pyyaml

from l10n_flow.errors import Place
from l10n_flow.yamltext.values import (
    MAXIMUM_DEPTH,
    MAXIMUM_NODES,
    TEXT,
    Located,
    Scalar,
    YamlPath,
)

__all__ = ["load", "scalars"]

_ODD = re.compile(
    r"[\t\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|\r(?!\n)"
    r"|(?:\A|[\s,\[{\-:?])!|(?m:^)%"
)
"""What YAML 1.1 and 1.2, or the two readers, may take for different things; directives and tags."""

_LOADER = getattr(pyyaml, "CSafeLoader", None)


class _Unusual(Exception):  # noqa: N818 - an answer: ask ruamel.yaml
    """Something that the quick way does not read."""


def load(text: str, path: Path) -> Located | None:
    """The data of a YAML text and the place of every value."""
    if _LOADER is None or _ODD.search(text):
        return None
    try:
        return _ValueBuilder(path).located(_events(text))
    except (pyyaml.YAMLError, _Unusual):
        return None


def scalars(text: str) -> tuple[Scalar, ...] | None:
    """Every scalar value of a YAML text, in the order of the text."""
    if _LOADER is None or _ODD.search(text):
        return None
    try:
        return _scalars(_events(text))
    except (pyyaml.YAMLError, _Unusual):
        return None


def _events(text: str) -> Iterator[Any]:
    """What libyaml finds in a text of one document, but for the edges of text and document."""
    documents = 0
    for event in pyyaml.parse(text, Loader=_LOADER):
        kind = type(event)
        if kind in _ENDS:
            yield event
        elif kind in _BEGINS:
            if event.anchor is not None or event.tag is not None:
                raise _Unusual
            if kind is pyyaml.ScalarEvent and event.style in ("|", ">"):
                _refuse_odd_block(text, event.start_mark.index)
            yield event
        elif kind is pyyaml.AliasEvent:
            raise _Unusual
        elif kind is pyyaml.DocumentStartEvent:
            documents += 1
            if documents > 1:
                raise _Unusual


_BLOCK = re.compile(r"[|>][-+]?[ ]*(?:(?<= )#[^\r\n]*)?\r?\n[ ]+[^ \r\n]")


def _refuse_odd_block(text: str, start: int) -> None:
    """Raise `_Unusual` for a block scalar that does not begin with words right below its header."""
    if _BLOCK.match(text, start) is None:
        raise _Unusual


_BEGINS = (pyyaml.ScalarEvent, pyyaml.MappingStartEvent, pyyaml.SequenceStartEvent)
_ENDS = (pyyaml.MappingEndEvent, pyyaml.SequenceEndEvent)


def _scalars(events: Iterator[Any]) -> tuple[Scalar, ...]:
    found: list[Scalar] = []
    path: list[str | int] = []
    # For each open collection: whether a key is due (a mapping), or the last index (a list).
    open_: list[bool | int] = []
    for event in events:
        kind = type(event)
        if kind in _ENDS:
            open_.pop()
            path.pop()
            continue
        if open_ and open_[-1] is True:
            if kind is not pyyaml.ScalarEvent:
                raise _Unusual
            path[-1] = event.value
            open_[-1] = False
            continue
        if open_ and open_[-1] is False:
            open_[-1] = True
        elif open_:
            open_[-1] += 1
            path[-1] = open_[-1] - 1
        if kind is pyyaml.ScalarEvent:
            found.append(_scalar(event, tuple(path)))
            continue
        if len(path) >= MAXIMUM_DEPTH or len(found) > MAXIMUM_NODES // 2:
            raise _Unusual
        open_.append(True if kind is pyyaml.MappingStartEvent else 0)
        path.append(0)
    return tuple(found)


def _scalar(event: pyyaml.ScalarEvent, path: YamlPath) -> Scalar:
    if not (event.style or event.value):
        raise _Unusual  # for the two readers an empty one stands in other places
    style = event.style or ""
    tag = TEXT if style or _is_text(event.value) else _tag(event.value)
    return Scalar(path, event.value, tag, event.start_mark.index, event.end_mark.index, style)


_WHOLE = re.compile(r"0|[1-9][0-9]{0,14}")
_DECIMAL = re.compile(r"[0-9]{1,9}\.[0-9]{1,9}")
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_TIME = r"[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?"
_SIMPLE = (
    (_WHOLE, "tag:yaml.org,2002:int"),
    (_DECIMAL, "tag:yaml.org,2002:float"),
    (re.compile(r"true|false"), "tag:yaml.org,2002:bool"),
    (
        re.compile(rf"{_DAY}(?:[Tt]{_TIME}(?:Z|[+-][0-9]{{2}}:[0-9]{{2}})?)?"),
        "tag:yaml.org,2002:timestamp",
    ),
)
_BEGINS_TEXT = re.compile(r"[^\W\d_]|\.{0,2}/")
_NO_TEXT = frozenset("true false yes no on off y n null nan inf".split())  # noqa: SIM905


def _is_text(plain: str) -> bool:
    """Whether a plain scalar is a text by any schema: words, or a path, and not `true` and such."""
    return bool(_BEGINS_TEXT.match(plain)) and plain.lower() not in _NO_TEXT


def _tag(plain: str) -> str:
    """The tag of a plain scalar that could be more than a text."""
    for pattern, tag in _SIMPLE:
        if pattern.fullmatch(plain):
            return tag
    from l10n_flow.yamltext import certain  # noqa: PLC0415 - dear, and rarely asked

    return certain.tag(plain)


class _ValueBuilder:
    """Data on its way from events to a value, with the places of its parts."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._places: dict[YamlPath, Place] = {}
        self._root: object = None
        self._open: list[tuple[YamlPath, dict[str, object] | list[object]]] = []
        self._key: str | None = None
        """The key whose value is due."""

    def located(self, events: Iterator[Any]) -> Located:
        """The value that the events make up. Raises `_Unusual`."""
        for event in events:
            kind = type(event)
            if kind in _ENDS:
                self._open.pop()
            elif self._open and self._key is None and isinstance(self._open[-1][1], dict):
                self._take_key(event)
            elif kind is pyyaml.ScalarEvent:
                self._put(event, _value(event))
            else:
                container: dict[str, object] | list[object]
                container = {} if kind is pyyaml.MappingStartEvent else []
                self._open.append((self._put(event, container), container))
                if len(self._open) > MAXIMUM_DEPTH or len(self._places) > MAXIMUM_NODES // 2:
                    raise _Unusual
        return Located(self._root, self._places)

    def _take_key(self, event: Any) -> None:
        path, container = self._open[-1]
        if type(event) is not pyyaml.ScalarEvent:
            raise _Unusual
        key = event.value
        if key in container or not (event.style or _is_text(key)):
            raise _Unusual
        self._key = key
        self._places[*path, key] = self._place(event)

    def _put(self, event: Any, value: object) -> YamlPath:
        """The value is where it is due; the path that leads there."""
        if not self._open:
            self._root = value
            self._places[()] = self._place(event)
            return ()
        path, container = self._open[-1]
        if isinstance(container, list):
            path = *path, len(container)
            container.append(value)
            self._places[path] = self._place(event)
            return path
        key = str(self._key)
        container[key], self._key = value, None
        return (*path, key)

    def _place(self, event: Any) -> Place:
        mark = event.start_mark
        return Place(self._file, mark.line + 1, mark.column + 1)


def _value(event: Any) -> object:
    """What a scalar says. What is no text by any schema, and empty, the certain reader reads."""
    words: str = event.value
    if event.style or _is_text(words):
        return words
    if words in ("true", "false"):
        return words == "true"
    if _WHOLE.fullmatch(words):
        return int(words)
    if _DECIMAL.fullmatch(words):
        return float(words)
    raise _Unusual
