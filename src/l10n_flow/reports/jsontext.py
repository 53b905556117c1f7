"""JSON as text that is safe to look at, too."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

from l10n_flow.errors import L10nFlowError

__all__ = ["dump", "escaped", "failure_data"]

_ACTING = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]")
_COMMAND = re.compile(r"##(?=\w*\[)")
"""CI runners obey `##[…]` and `##vso[…]` anywhere in a line, in JSON too; as `visible.defused`."""
_HALVES = re.compile("[\ud800-\udfff]")


def dump(value: object) -> str:
    """One JSON document: keys in the order given, two blanks of indent, a line end at the end."""
    return escaped(json.dumps(value, ensure_ascii=False, indent=2)) + "\n"


def failure_data(error: L10nFlowError, path: Path | None) -> Mapping[str, object]:
    """A failure as it stands in every JSON document; `path` is how its file is named there."""
    place = error.where
    return {
        "what": error.what,
        "hint": error.hint,
        "path": path.as_posix() if path else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "exit_code": error.exit_code,
    }


def escaped(text: str) -> str:
    r"""JSON in which what acts on a terminal or an editor is written `\u202e`; Persian stays.

    It means the same as before, but for halves of characters (a file name that is not UTF-8), which
    no UTF-8 can hold: they become U+FFFD.

    >>> escaped('"صلح\u202e\udcff"') == '"صلح\\u202e\ufffd"'
    True
    """
    text = _COMMAND.sub("#\\\\u0023", text)
    if text.isascii():
        return text.replace("\x7f", "\\u007f")
    text = _HALVES.sub("\ufffd", text)
    return _ACTING.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
