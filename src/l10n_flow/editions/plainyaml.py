"""YAML of our own making: the fields we add to an edition, the file of frozen values.

`yamltext` writes any YAML through ruamel.yaml in about a millisecond; a build writes a
thousand short mappings, so this writes the few shapes they have in some microseconds. Strings are
quoted wherever YAML 1.1 or 1.2 might read something else: Jekyll and Hugo differ in which they
speak (`no`, `12:30:45`, `0o17`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

__all__ = ["dump", "is_plain", "scalar"]

_PLAIN = re.compile(r"(?![0-9])\w(?:[\w .,/'’()«»،؛+\u200c-]*[\w.)»])?")
"""Texts that need no quotes in any version of YAML: no indicator, no digit, no space in front; no
colon, no hash at all; nothing at the end that a reader would trim."""

_WORDS_WITH_A_MEANING = re.compile(r"(?i)y|n|yes|no|on|off|true|false|null")

_UNREADABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
"""What JSON leaves as it is and YAML does not allow, or takes for a line's end."""


def dump(data: Mapping[str, object]) -> str:
    """Block-style YAML in the order given, Unicode as it is, ending with a newline.

    Law: reading it gives the data back (lists for tuples). Values are texts, whole numbers,
    booleans, None, and lists and mappings of these; anything else raises `TypeError`.

    >>> print(dump({"lang": "fa", "labels": {"tags": ["تحلیل", "no"]}, "reading_time": 4}), end="")
    lang: fa
    labels:
      tags:
      - تحلیل
      - "no"
    reading_time: 4
    """
    return "".join(f"{line}\n" for line in _mapping(data, ""))


def scalar(value: object) -> str:
    r"""One value as it stands after a key.

    >>> scalar("۸ مهر ۱۳۹۹"), scalar("a: b"), scalar("2020"), scalar(True), scalar(3), scalar("")
    ('۸ مهر ۱۳۹۹', '"a: b"', '"2020"', 'true', '3', '""')
    """
    if isinstance(value, str):
        return value if is_plain(value) else _quoted(value)
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int):
        return str(value)
    raise TypeError(f"{type(value).__name__} is not a value that an edition's YAML holds")


def is_plain(text: str) -> bool:
    """Whether the text may stand without quotes."""
    return bool(_PLAIN.fullmatch(text)) and not _WORDS_WITH_A_MEANING.fullmatch(text)


def _mapping(data: Mapping[str, object], indent: str) -> list[str]:
    lines = []
    for key, value in data.items():
        head = f"{indent}{scalar(key)}:"
        if isinstance(value, Mapping) and value:
            lines += [head, *_mapping(value, indent + "  ")]
        elif isinstance(value, (list, tuple)) and value:
            lines += [head, *(f"{indent}- {scalar(item)}" for item in value)]
        else:
            lines.append(f"{head} {_empty(value) or scalar(value)}")
    return lines


def _empty(value: object) -> str:
    if isinstance(value, Mapping):
        return "{}"
    return "[]" if isinstance(value, (list, tuple)) else ""


def _quoted(text: str) -> str:
    return _UNREADABLE.sub(
        lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False)
    )
