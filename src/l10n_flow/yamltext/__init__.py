"""YAML as text with positions: the only importer of ruamel.yaml and PyYAML.

A configuration needs data and the line of every key; front matter needs the place of every scalar,
so that a translation can be spliced in without a change of order, comments or quoting.

ruamel.yaml reads YAML 1.2 correctly and is used for everything that is unusual or wrong
(`certain`). Usual YAML is read by libyaml, about thirty times as fast, and written by our own code;
tests compare both. Importing either library takes longer than reading a configuration, so only who
reads imports one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from l10n_flow import patterns as re
from l10n_flow.errors import Place
from l10n_flow.yamltext.values import (
    LARGEST,
    MAXIMUM_DEPTH,
    MAXIMUM_NODES,
    NULL,
    TEXT,
    Located,
    Scalar,
    YamlPath,
)

__all__ = [
    "LARGEST",
    "MAXIMUM_NODES",
    "NULL",
    "Located",
    "Scalar",
    "YamlPath",
    "dump",
    "is_plain",
    "load",
    "plain_dump",
    "plain_scalar",
    "quick_scalars",
    "quickly_loaded",
    "scalars",
]


def load(text: str, path: Path) -> Located:
    r"""The data of a YAML text and the place of every value.

    Raises `ConfigError` with file, line and column for anything that is not YAML, including
    duplicate keys, unknown tags and texts with more than `MAXIMUM_NODES` values.

    >>> located = load("source: en\nlocales: [es, fa]\n", Path("l10n-flow.yaml"))
    >>> located.data
    {'source': 'en', 'locales': ['es', 'fa']}
    >>> str(located.places["locales",])
    'l10n-flow.yaml:2:1'
    """
    located = quickly_loaded(text, path)
    if located is not None:
        return located
    from l10n_flow.yamltext import certain  # noqa: PLC0415 - see above

    return certain.load(text, path)


def scalars(text: str) -> tuple[Scalar, ...]:
    r"""Every scalar value of a YAML text, in the order of the text; keys are not among them.

    An alias is not listed, because its text is at the anchor. Both values of a duplicate key are
    listed. Raises `ConfigError` if the text is not YAML.

    >>> [(s.path, s.value, s.style) for s in scalars("title: 'A ''b'''\ntags:\n- x\n")]
    [(('title',), "A 'b'", "'"), (('tags', 0), 'x', '')]
    """
    found = quick_scalars(text)
    if found is not None:
        return found
    from l10n_flow.yamltext import certain  # noqa: PLC0415 - see above

    return certain.scalars(text)


def dump(data: object) -> str:
    r"""Block-style YAML in the order given, Unicode as it is; texts of several lines as literals.

    >>> dump({"title": "Paz", "tags": ["a"]})
    'title: Paz\ntags:\n- a\n'
    """
    from l10n_flow.yamltext import certain  # noqa: PLC0415 - see above

    return certain.dump(data)


# Reading with libyaml; None if ruamel.yaml has to be used.
#
# It is used if libyaml finds a mistake, because its messages are better; if the text has anything
# that the two could read differently; and if libyaml is not installed.

_ODD = re.compile(r"[\t\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_ODD_AT = {
    "\r": re.compile(r"\r(?!\n)"),
    "!": re.compile(r"(?:\A|[\s,\[{\-:?])!"),
    "%": re.compile(r"^%", re.MULTILINE),
    "?": re.compile(r"(?:^[ ]*(?:-[ ]+)*|[\[{,]\s*)\?(?=\s|\Z)", re.MULTILINE),
}
"""What YAML 1.1 and 1.2, or the two readers, may read differently; directives, tags, and keys after
`?`: the two readers place an empty value before such a key differently."""


class _Unusual(Exception):  # noqa: N818 - an answer: ask ruamel.yaml
    """Something that the quick reader does not read."""


def quickly_loaded(text: str, path: Path) -> Located | None:
    """The result of `load` for a usual text; None for any other."""
    root: object = None
    places: dict[YamlPath, Place] = {}
    open_: dict[YamlPath, Any] = {}
    try:
        for where, name, event in _values(text):
            opens = _OPENS.get(_kind(event))
            value = opens() if opens is not None else _value(event)
            mark = name.start_mark
            places[where] = Place(path, mark.line + 1, mark.column + 1)
            if opens is not None:
                open_[where] = value
            if not where:
                root = value
            elif isinstance(outer := open_[where[:-1]], list):
                outer.append(value)
            elif where[-1] in outer or not (name.style or _is_text(name.value)):
                return None
            else:
                outer[where[-1]] = value
    except _Unusual:
        return None
    return Located(root, places)


def quick_scalars(text: str) -> tuple[Scalar, ...] | None:
    """The result of `scalars` for a usual text; None for any other."""
    try:
        return tuple(
            [_scalar(where, event) for where, _, event in _values(text) if _kind(event) == _SCALAR]
        )
    except _Unusual:
        return None


def _kind(event: Any) -> str:
    return type(event).__name__


def _scalar(path: YamlPath, event: Any) -> Scalar:
    start, end = event.start_mark.index, event.end_mark.index
    return Scalar(path, event.value, _tag(event), start, end, event.style or "")


_SCALAR, _MAPPING = "ScalarEvent", "MappingStartEvent"
_OPENS: Mapping[str, Callable[[], object]] = {_MAPPING: dict, "SequenceStartEvent": list}
_CLOSES = ("MappingEndEvent", "SequenceEndEvent")
"""The kinds of PyYAML's events, by their names."""


def _values(text: str) -> Iterator[tuple[YamlPath, Any, Any]]:
    """Yield each value that libyaml finds: its path, the event of its key or its own, its event.

    It uses events and not nodes, because composing 100,000 nested values would crash the process.
    Raises `_Unusual`.
    """
    path: list[str | int] = []
    # For each open collection: None before a key, then the key; in a list the last index.
    open_: list[Any] = []
    for number, (kind, event) in enumerate(_events(text)):
        if kind in _CLOSES:
            open_.pop()
            path.pop()
            continue
        name = event
        if open_ and isinstance(open_[-1], int):
            path[-1] = open_[-1] = open_[-1] + 1
        elif open_ and open_[-1] is not None:
            name, open_[-1] = open_[-1], None
        elif open_:
            if kind != _SCALAR:
                raise _Unusual
            path[-1], open_[-1] = event.value, event
            continue
        yield tuple(path), name, event
        if kind in _OPENS:
            open_.append(None if kind == _MAPPING else -1)
            path.append("")
        if len(path) > MAXIMUM_DEPTH or number > MAXIMUM_NODES:
            raise _Unusual


def _events(text: str) -> Iterator[tuple[str, Any]]:
    """Yield libyaml's events in a text of one document, except start and end of both."""
    if _ODD.search(text) or any(sign in text and odd.search(text) for sign, odd in _ODD_AT.items()):
        raise _Unusual
    import yaml as pyyaml  # noqa: PLC0415 - see above

    if not pyyaml.__with_libyaml__:
        raise _Unusual
    documents = 0
    try:
        next_event = pyyaml.cyaml.CParser(text).get_event
        while (kind := _kind(event := next_event())) != "StreamEndEvent":
            if kind == _SCALAR or kind in _OPENS:
                if event.anchor is not None or event.tag is not None:
                    raise _Unusual
                if kind == _SCALAR and event.style in ("|", ">"):
                    _refuse_odd_block(text, event.start_mark.index)
                yield kind, event
            elif kind in _CLOSES:
                yield kind, event
            elif kind == "AliasEvent":
                raise _Unusual
            elif kind == "DocumentStartEvent":
                documents += 1
                if documents > 1:
                    raise _Unusual
    except pyyaml.YAMLError as error:
        raise _Unusual from error


_BLOCK = re.compile(r"[|>][-+]?[ ]*(?:(?<= )#[^\r\n]*)?\r?\n[ ]+[^ \r\n]")


def _refuse_odd_block(text: str, start: int) -> None:
    """Raise `_Unusual` for a block scalar without words on the line below its header."""
    if _BLOCK.match(text, start) is None:
        raise _Unusual


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
    """Whether a plain scalar is a text in any schema: words or a path, but not `true` or so."""
    return bool(_BEGINS_TEXT.match(plain)) and plain.lower() not in _NO_TEXT


def _tag(event: Any) -> str:
    """The tag of a scalar in the core schema of YAML 1.2."""
    plain: str = event.value
    if event.style or _is_text(plain):
        return TEXT
    if not plain:
        return NULL
    for pattern, tag in _SIMPLE:
        if pattern.fullmatch(plain):
            return tag
    from l10n_flow.yamltext import certain  # noqa: PLC0415 - dear, and rarely asked

    return certain.tag(plain)


def _value(event: Any) -> object:
    """The value of a scalar. If it may not be a text, or is empty, ruamel.yaml reads it."""
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


# Writing: the fields that we add to an edition, and the file of frozen values.
#
# `dump` takes about a millisecond. A build writes a thousand short mappings, so their few shapes
# are written here in some microseconds. Strings are quoted if YAML 1.1 or 1.2 might read them as
# something else, because Jekyll and Hugo use different versions (`no`, `12:30:45`, `0o17`).

_PLAIN = re.compile(r"(?![0-9])\w(?:[\w .,/'’()«»،؛+\u200c-]*[\w.)»])?")
"""Texts that need no quotes in any version of YAML: without an indicator, digit or space at the
beginning, without a colon or hash anywhere, and without anything at the end that a reader trims."""

_WORDS_WITH_A_MEANING = re.compile(r"(?i)y|n|yes|no|on|off|true|false|null")

_UNREADABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
"""Characters that JSON does not escape and YAML forbids or reads as a line's end."""


def plain_dump(data: Mapping[str, object]) -> str:
    """Block-style YAML in the order given, Unicode as it is, ending with a newline.

    Law: reading it gives the data back (lists for tuples). Values are texts, whole numbers,
    booleans, None, and lists and mappings of these; anything else raises `TypeError`.

    >>> data = {"lang": "fa", "labels": {"tags": ["تحلیل", "no"]}, "reading_time": 4}
    >>> print(plain_dump(data), end="")
    lang: fa
    labels:
      tags:
      - تحلیل
      - "no"
    reading_time: 4
    """
    return "".join(f"{line}\n" for line in _mapping(data, ""))


def plain_scalar(value: object) -> str:
    r"""One value in the form in which it is written after a key.

    >>> tuple(map(plain_scalar, ("۸ مهر ۱۳۹۹", "a: b", "2020", True, 3, "")))
    ('۸ مهر ۱۳۹۹', '"a: b"', '"2020"', 'true', '3', '""')
    """
    if isinstance(value, str):
        return value if is_plain(value) else _quoted(value)
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int):
        return str(value)
    raise TypeError(f"{type(value).__name__} is not a value that an edition's YAML can hold")


def is_plain(text: str) -> bool:
    """Whether the text may be written without quotes."""
    return bool(_PLAIN.fullmatch(text)) and not _WORDS_WITH_A_MEANING.fullmatch(text)


def _mapping(data: Mapping[str, object], indent: str) -> list[str]:
    lines = []
    for key, value in data.items():
        head = f"{indent}{plain_scalar(key)}:"
        if isinstance(value, Mapping) and value:
            lines += [head, *_mapping(value, indent + "  ")]
        elif isinstance(value, (list, tuple)) and value:
            lines += [head, *(f"{indent}- {plain_scalar(item)}" for item in value)]
        else:
            lines.append(f"{head} {_empty(value) or plain_scalar(value)}")
    return lines


def _empty(value: object) -> str:
    if isinstance(value, Mapping):
        return "{}"
    return "[]" if isinstance(value, (list, tuple)) else ""


def _quoted(text: str) -> str:
    return _UNREADABLE.sub(
        lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False)
    )
