"""TOML as text with positions: the place of every scalar, and our own values written.

`tomllib` decides what is TOML and what its values are. It tells no positions, so that a text which
it has read is walked once more here, by the grammar alone: https://toml.io/en/v1.0.0
"""

from __future__ import annotations

import datetime as dt
import json
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from l10n_flow import patterns as re
from l10n_flow.errors import ConfigError, Place
from l10n_flow.yamltext import Scalar, YamlPath


class Statement(NamedTuple):
    """A line `key = value` with its whole value, or the line of a table's header."""

    path: YamlPath
    """The keys and indexes that lead to the value or the table."""
    start: int
    """The character offset of the line."""
    end: int
    """The character offset of the line below the statement."""
    is_at_top: bool
    """Whether it stands above every header of a table, where fields of the article stand."""
    scalars: tuple[Scalar, ...] = ()


def statements(text: str) -> tuple[Statement, ...]:
    r"""The statements of a TOML text, in its order.

    Raises `ConfigError` with the line if the text is not TOML.

    >>> [(s.path, s.is_at_top) for s in statements("a.b = 1\n[[c]]\nd = 2\n")]
    [(('a', 'b'), True), (('c', 0), False), (('c', 0, 'd'), False)]
    """
    try:
        tomllib.loads(text)
        return tuple(_statements(text))
    except tomllib.TOMLDecodeError as error:
        raise _located(error) from error
    except RecursionError:
        raise ConfigError("not TOML: nested without end", Place(_WHERE)) from None


def scalars(text: str) -> tuple[Scalar, ...]:
    r"""Every scalar value of a TOML text, in the order of the text.

    The tags are those of YAML for the same kinds of values; the style is the opening quotes, or ""
    for numbers, booleans, dates and times. Raises `ConfigError` if the text is not TOML.

    >>> [(s.path, s.value, s.style) for s in scalars("title = 'Peace'\ntags = [\"war\"]\n")]
    [(('title',), 'Peace', "'"), (('tags', 0), 'war', '"')]
    >>> [(s.value, s.tag.rpartition(":")[2]) for s in scalars("date = 2026-11-23\nweight = 3\n")]
    [('2026-11-23', 'timestamp'), ('3', 'int')]
    """
    return tuple(scalar for one in statements(text) for scalar in one.scalars)


def values(text: str) -> dict[str, object]:
    r"""The data of a TOML text, which `statements` has read; times of day as they are written.

    >>> values("day = 2026-11-23\nat = 07:30:00\n")
    {'day': datetime.date(2026, 11, 23), 'at': '07:30:00'}
    """
    return {key: _without_times(value) for key, value in tomllib.loads(text).items()}


def _without_times(value: object) -> object:
    """The value without times of day, which YAML has not."""
    if isinstance(value, dict):
        return {key: _without_times(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_without_times(one) for one in value]
    return str(value) if isinstance(value, dt.time) else value


_WHERE = Path("front matter")
_ERROR = re.compile(r"(?P<what>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|.*)\)")
_REMEDIES = (
    ("Cannot overwrite", "keep one of the values with this name"),
    ("Cannot declare", "keep one of the tables with this name"),
    ("Expected '=' after", "write key = value"),
    ("Invalid value", 'put words in quotes: key = "words"'),
    ("Unescaped '\\'", "write the value in single quotes, or two backslashes for one"),
    ("Unclosed array", "close the bracket that is open, or part its items with commas"),
    ("Unterminated", "close the quote that is open"),
    ("Expected \"'", "close the quote that is open"),
    ("Illegal character '\\n'", "close the quote that is open"),
    ("Expected newline", "write one key = value a line, and close the quote that is open"),
    ("date", "write a date as 2026-11-23, or in quotes"),
)
"""Remedies, by words of tomllib's own message."""


def _located(error: tomllib.TOMLDecodeError) -> ConfigError:
    found = _ERROR.fullmatch(str(error))
    what = found["what"] if found else str(error)
    where = (int(found["line"]), int(found["column"])) if found and found["line"] else ()
    hint = next((hint for sign, hint in _REMEDIES if sign in what), "correct it")
    return ConfigError(f"not TOML: {what}", Place(_WHERE, *where), hint=hint)


_BETWEEN = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_BLANKS = re.compile(r"[ \t]*")
_REST_OF_LINE = re.compile(r"[^\n]*\n?")
_KEY = re.compile(r"""[ \t]*([A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')[ \t]*""")
_STRING = re.compile(
    r'"""(?:\\[\s\S]|[^\\])*?"{3,5}'
    r"|'''[\s\S]*?'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'"
)
_BARE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9][^\s,\]}#]*|[^\s,\]}#]+")
_OPENING = re.compile("\"\"\"|'''|\"|'")
_DAY_OR_TIME = re.compile(r"[0-9]{4}-|[0-9]{2}:")


def _statements(text: str) -> Iterator[Statement]:
    table: YamlPath = ()
    last: dict[YamlPath, int] = {}  # of each array of tables, the index of its last table
    is_at_top = True
    at = _end(_BETWEEN, text, 0)
    while at < len(text):
        start = text.rfind("\n", 0, at) + 1
        if text[at] == "[":
            is_at_top = False
            is_array = text.startswith("[[", at)
            keys, at = _key(text, at + 1 + is_array)
            table = _table(keys, last, is_array=is_array)
            at = _end(_REST_OF_LINE, text, at)
            yield Statement(table, start, at, is_at_top)
        else:
            keys, at = _key(text, at)
            path = (*table, *keys)
            found, at = _value(text, _end(_BLANKS, text, at + 1), path)
            at = _end(_REST_OF_LINE, text, at)
            yield Statement(path, start, at, is_at_top, tuple(found))
        at = _end(_BETWEEN, text, at)


def _table(keys: tuple[str, ...], last: dict[YamlPath, int], *, is_array: bool) -> YamlPath:
    """The path of the table whose header has these keys."""
    path: YamlPath = ()
    for number, key in enumerate(keys, 1):
        path = (*path, key)
        if is_array and number == len(keys):
            last[path] = last.get(path, -1) + 1
        if path in last:
            path = (*path, last[path])
    return path


def _key(text: str, at: int) -> tuple[tuple[str, ...], int]:
    """The parts of a key with dots, and the offset after it."""
    parts = []
    while (found := _KEY.match(text, at)) is not None:
        part, at = found[1], found.end()
        parts.append(_words(part) if part[0] in "\"'" else part)
        if not text.startswith(".", at):
            break
        at += 1
    return tuple(parts), at


def _value(text: str, at: int, path: YamlPath) -> tuple[list[Scalar], int]:
    """The scalars of the value at an offset, and the offset after it."""
    found: list[Scalar] = []
    if text[at] not in "[{":
        scalar = _scalar(text, at, path)
        return [scalar], scalar.end
    is_list, number = text[at] == "[", 0
    at = _end(_BETWEEN, text, at + 1)
    while text[at] not in "]}":
        if is_list:
            below: YamlPath = (*path, number)
        else:
            keys, at = _key(text, at)
            below, at = (*path, *keys), _end(_BLANKS, text, at + 1)
        some, at = _value(text, at, below)
        found += some
        number += 1
        at = _end(_BETWEEN, text, at)
        at = _end(_BETWEEN, text, at + (text[at] == ","))
    return found, at + 1


def _scalar(text: str, at: int, path: YamlPath) -> Scalar:
    string = _STRING.match(text, at)
    if string is not None:
        opening = _OPENING.match(text, at)
        style = opening[0] if opening is not None else ""
        return Scalar(path, _words(string[0]), f"{_TAG}str", at, string.end(), style)
    end = _end(_BARE, text, at)
    bare = text[at:end]
    if bare in ("true", "false"):
        return Scalar(path, bare, f"{_TAG}bool", at, end, "")
    if _DAY_OR_TIME.match(bare):
        return Scalar(path, bare, f"{_TAG}timestamp", at, end, "")
    number = tomllib.loads(f"x = {bare}")["x"]
    kind = "int" if isinstance(number, int) else "float"
    return Scalar(path, str(number), _TAG + kind, at, end, "")


_TAG = "tag:yaml.org,2002:"


def _words(string: str) -> str:
    """The words of a string in its quotes."""
    if string.startswith(('"""', "'''")) or "\\" in string:
        return str(tomllib.loads(f"x = {string}")["x"])
    return string[1:-1]


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found is not None else at


# Writing


_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_CONTROL = re.compile("[\x00-\x08\x0a-\x1f\x7f]")


def dump(data: Mapping[str, object]) -> str:
    """TOML in the order given, one line for each key, ending with a newline.

    Law: reading it gives the data back (lists for tuples). Values are texts, whole numbers,
    booleans, and lists and mappings of these. TOML has nothing that says None: such a key is left
    out.

    >>> print(dump({"lang": "fa", "labels": {"tags": ["تحلیل"]}, "reading_time": 4}), end="")
    lang = "fa"
    labels = { tags = ["تحلیل"] }
    reading_time = 4
    """
    return "".join(f"{line}\n" for line in _pairs(data))


def quoted(words: str, style: str) -> str:
    r"""A TOML string on one line for `words`, in single quotes if the style has them and they can.

    >>> [quoted(*x) for x in (("Paz", "'"), ("It's", "'"), ('"Ya"', '"'), ("a\nb", "'"))]
    ["'Paz'", '"It\'s"', '"\\"Ya\\""', '"a\\nb"']
    """
    if style.startswith("'") and "'" not in words and not _CONTROL.search(words):
        return f"'{words}'"
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")


def on_lines(words: str, style: str) -> str:
    r'''The words, on as many lines as they have, as they are spelled between three quotes.

    Words that three single quotes (the style `'`) cannot hold raise `ValueError`.

    >>> on_lines('C:\\a\n"""', '"'), on_lines("C:\\a", "'")
    ('C:\\\\a\n\\"\\"\\"', 'C:\\a')
    '''
    if style.startswith("'"):
        if "'''" in words or words.endswith("'") or _CONTROL_ON_LINES.search(words):
            raise ValueError("three single quotes cannot hold it")
        return words
    escaped = _MANY_QUOTES.sub(lambda found: '\\"' * len(found[0]), words.replace("\\", "\\\\"))
    return _CONTROL_ON_LINES.sub(lambda found: f"\\u{ord(found[0]):04x}", escaped)


_MANY_QUOTES = re.compile(r'"{3,}|"+\Z')
_CONTROL_ON_LINES = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


def _pairs(data: Mapping[str, object]) -> Iterator[str]:
    for key, value in data.items():
        if value is not None:
            name = key if _BARE_KEY.fullmatch(key) else quoted(key, '"')
            yield f"{name} = {_written(value)}"


def _written(value: object) -> str:
    if isinstance(value, str):
        return quoted(value, '"')
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Mapping):
        return f"{{ {', '.join(_pairs(value))} }}" if value else "{}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(_written, value))}]"
    raise TypeError(f"{type(value).__name__} is not a value that an edition's TOML can hold")
